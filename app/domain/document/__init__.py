"""A document: its fields, values, rows, checks and what is printed of them."""
