"""Screens of saved queries and exports."""
