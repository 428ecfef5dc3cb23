"""Screens of certificate formats: editor, publishing, sync."""
