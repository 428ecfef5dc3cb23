"""The words and forms of the workflow's actions: one module a verb; knows no feature."""
