# What we use of flask_appbuilder, which comes without types.
from flask_appbuilder.base import AppBuilder as AppBuilder
from flask_appbuilder.baseviews import BaseView as BaseView
from flask_appbuilder.baseviews import expose as expose
from flask_appbuilder.models.sqla import Model as Model
from flask_appbuilder.security.decorators import has_access as has_access
from flask_appbuilder.views import IndexView as IndexView
from flask_appbuilder.views import ModelView as ModelView
