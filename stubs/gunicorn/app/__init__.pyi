# What we use of gunicorn.app, which comes without types.
