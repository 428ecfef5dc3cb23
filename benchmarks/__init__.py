"""Measurements: each prints what is fast as a ratio against a peer in the same run; nothing here is a test."""
