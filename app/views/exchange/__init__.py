"""Screens of the exchange with customs and of the scheduled jobs."""
