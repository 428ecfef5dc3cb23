"""The process that reads uploaded files; run on its own, it loads nothing of the application (see `checking.py`)."""
