"""Applications with their documents, templates and prints."""
