# What we use of flask_appbuilder.security, which comes without types.
