"""The overseas portal, a world of its own."""
