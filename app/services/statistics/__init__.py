"""More statistics than the manual's: each a file with one function, and a row in `table.STATISTICS`."""
