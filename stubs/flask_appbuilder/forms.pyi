# What we use of flask_appbuilder.forms, which comes without types.
from flask_wtf import FlaskForm

class DynamicForm(FlaskForm): ...
