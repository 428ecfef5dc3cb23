"""Ways in: passwords, cards, outside accounts, registration, sessions."""
