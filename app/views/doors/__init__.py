"""Screens of the ways in: login, card, registration, account."""
