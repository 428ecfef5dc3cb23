# What we use of flask_session, which comes without types.
