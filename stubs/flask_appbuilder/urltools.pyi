# What we use of flask_appbuilder.urltools, which comes without types.
from flask_appbuilder.models.filters import Filters

def get_filter_args(filters: Filters, disallow_if_not_in_search: bool = ...) -> None: ...
