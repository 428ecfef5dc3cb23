"""The actions of the workflow: the table and one module a verb."""
