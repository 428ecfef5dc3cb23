"""The rules of the trade: plain Python, importable without Flask or a database."""
