"""Words of codes, columns and values; knows no feature."""
