# What we use of flask_appbuilder.views, which comes without types.
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from flask_appbuilder.actions import ActionItem
from flask_appbuilder.baseviews import BaseCRUDView, BaseView
from flask_appbuilder.forms import DynamicForm
from flask_babel.speaklater import LazyString

class IndexView(BaseView):
    index_template: str

class ModelView(BaseCRUDView):
    actions: Mapping[str, ActionItem]
    list_title: str | LazyString
    list_template: str
    show_template: str
    add_template: str
    edit_template: str
    search_columns: ClassVar[Sequence[str]]
    list_columns: ClassVar[Sequence[str]]
    show_columns: ClassVar[Sequence[str]]
    add_columns: ClassVar[Sequence[str]]
    edit_columns: ClassVar[Sequence[str]]
    search_form: type[DynamicForm]
    add_form: type[DynamicForm]
    edit_form: type[DynamicForm]
    action: Callable[..., object]
    action_post: Callable[..., object]

    def is_get_mutation_allowed(self) -> bool: ...
    def get_action_permission_name(self, name: str) -> str: ...
    def _deserialize_pk_if_composite(self, pk: str) -> str: ...
