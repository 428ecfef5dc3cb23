"""Saved queries and exports."""
