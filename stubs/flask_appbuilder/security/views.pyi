from collections.abc import Callable

from flask_appbuilder.baseviews import BaseView

class AuthDBView(BaseView):
    login: Callable[..., object]
