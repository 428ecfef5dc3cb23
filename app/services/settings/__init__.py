"""Parameters, dictionaries and the operation history."""
