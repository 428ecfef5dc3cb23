"""Certificates as data: document types, formats and code lists, and the loader that checks them."""
