"""Scans of documents and their numbers."""
