"""Format language 2: forms of any authority in any languages, as data."""
