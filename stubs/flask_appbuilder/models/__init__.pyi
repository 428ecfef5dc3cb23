# What we use of flask_appbuilder.models, which comes without types.
