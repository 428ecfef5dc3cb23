# What we use of flask_appbuilder.baseviews, which comes without types.
from collections.abc import Callable, Collection, Sequence
from typing import ClassVar, TypeVar

from flask_appbuilder.base import AppBuilder
from flask_appbuilder.models.filters import Filters
from flask_appbuilder.models.sqla.interface import SQLAInterface

_Method = TypeVar("_Method", bound=Callable[..., object])

def expose(url: str = ..., methods: Sequence[str] = ...) -> Callable[[_Method], _Method]: ...
def get_page_args() -> dict[str, int]: ...
def get_page_size_args() -> dict[str, int]: ...

class BaseView:
    appbuilder: AppBuilder
    endpoint: str
    route_base: str | None
    class_permission_name: str
    base_permissions: Sequence[str]
    exclude_route_methods: ClassVar[Collection[str]]
    template_folder: str
    default_view: str

    def render_template(self, template: str, **context: object) -> str: ...

class BaseModelView(BaseView):
    datamodel: SQLAInterface
    _filters: property
    _base_filters: Filters

    def _init_properties(self) -> None: ...

class BaseCRUDView(BaseModelView):
    page_size: int
    order_columns: Sequence[str]
    base_order: tuple[str, str]

    _list: Callable[..., object]
    _get_related_view_widget: Callable[..., object]
    _get_list_widget: ClassVar[Callable[..., dict[str, object]]]
    unchecked_list_widget: ClassVar[Callable[..., dict[str, object]]]
