# What we use of gunicorn, which comes without types.
