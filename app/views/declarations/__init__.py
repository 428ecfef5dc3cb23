"""Screens of declarations, packaging applications and imports."""
