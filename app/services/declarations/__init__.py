"""Inspection declarations and packaging applications, and their imports."""
