"""The operation history in words; it names every feature, so it stands above them."""
