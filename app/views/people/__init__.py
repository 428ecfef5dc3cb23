"""Screens of organisations, users, roles and rights."""
