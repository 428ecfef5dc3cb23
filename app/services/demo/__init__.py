"""Demo data and the seed of a new database."""
