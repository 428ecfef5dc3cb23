# What we use of flask_appbuilder.const, which comes without types.
PERMISSION_PREFIX: str
