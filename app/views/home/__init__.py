"""Home page, search, notices, reminders and the shell around all pages."""
