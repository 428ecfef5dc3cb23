# What we use of flask_appbuilder.security.views, which comes without types.
from collections.abc import Callable

from flask_appbuilder.baseviews import BaseView

class AuthDBView(BaseView):
    login: Callable[..., object]
