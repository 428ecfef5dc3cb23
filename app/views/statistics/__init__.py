"""Statistics and the lists that they lead to."""
