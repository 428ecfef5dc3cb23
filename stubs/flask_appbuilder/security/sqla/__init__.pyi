# What we use of flask_appbuilder.security.sqla, which comes without types.
