"""Screens of applications with their documents and templates."""
