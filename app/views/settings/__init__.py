"""Screens of parameters and dictionaries."""
