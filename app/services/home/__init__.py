"""Home page, search, notices and reminders."""
