"""Certificate formats: working copies, publishing, sync."""
