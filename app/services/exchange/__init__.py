"""The exchange with customs: outbox, inbox, jobs."""
