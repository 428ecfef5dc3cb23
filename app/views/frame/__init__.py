"""What every page stands in: session, actor, access, headers, errors, menu, Flask-AppBuilder."""
