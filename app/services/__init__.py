"""What people can do: one noun a module, one verb a function. The only code that commits."""
