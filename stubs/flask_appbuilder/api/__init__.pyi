# What we use of flask_appbuilder.api, which comes without types.
from collections.abc import Callable

from flask_appbuilder.baseviews import BaseModelView

class ModelRestApi(BaseModelView):
    _handle_filters_args: Callable[..., object]
