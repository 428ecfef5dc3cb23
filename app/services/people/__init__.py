"""Organisations, users, roles and their rights."""
