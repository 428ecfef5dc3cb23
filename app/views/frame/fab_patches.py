"""What we change in Flask-AppBuilder 5.3 itself, once for all its views; `FINGERPRINTS` fails when FAB changes.

Search filters belong to the request, not to the view (traps F3: threads saw each other's searches and attached
rows to each other's records); list arguments are clamped and checked (F9); actions take only rows that the view
shows (F1); an id that the column cannot hold is a row that does not exist.
"""

from __future__ import annotations

import copy
import hashlib
import inspect
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from flask import abort, g, has_request_context, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder, baseviews, urltools, views
from flask_appbuilder.actions import ActionItem
from flask_appbuilder.api import ModelRestApi
from flask_appbuilder.baseviews import BaseCRUDView, BaseModelView
from flask_appbuilder.models.filters import Filters
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.security.manager import BaseSecurityManager
from flask_appbuilder.security.views import AuthDBView
from flask_appbuilder.views import ModelView

Method: TypeAlias = Callable[..., object]
MAX_PAGE = 100_000
MAX_PAGE_SIZE = 100
_ARGUMENT = re.compile(r"(page|psize)_(\w+)")
_FILTER = re.compile(r"_flt_(\d)_(\w+)")


def install() -> None:
    """Change FAB's classes; safe to call again, for a second application in one process."""
    for view in (BaseModelView, ModelRestApi):
        view._filters = property(_filters_of_request, _set_prototype)  # noqa: SLF001
    for module in (baseviews, views):
        for function in (get_page_args, get_page_size_args, get_filter_args):
            if hasattr(module, function.__name__):
                setattr(module, function.__name__, function)
    if not hasattr(BaseCRUDView, "unchecked_list_widget"):
        BaseCRUDView.unchecked_list_widget = BaseCRUDView._get_list_widget  # noqa: SLF001
        SQLAInterface.unchecked_get = SQLAInterface.get
    BaseCRUDView._get_list_widget = _get_list_widget  # noqa: SLF001
    SQLAInterface.get = _get
    ModelView.action = _keep_marks(ModelView.action, _action)
    ModelView.action_post = _keep_marks(ModelView.action_post, _action_post)


def _filters_of_request(view: BaseModelView) -> Filters | None:
    prototype: Filters | None = view.__dict__.get("filters_prototype")
    if prototype is None or not has_request_context():
        return prototype
    kept: dict[int, Filters] = g.setdefault("fab_filters", {})
    if id(view) not in kept:
        kept[id(view)] = copy.copy(prototype)
        kept[id(view)].clear_filters()
    return kept[id(view)]


def _set_prototype(view: BaseModelView, filters: Filters) -> None:
    view.__dict__["filters_prototype"] = filters


def get_page_args() -> dict[str, int]:
    """Return {view: page}; 400 for what is no page."""
    return {view: min(number, MAX_PAGE) for view, number in _numbers("page")}


def get_page_size_args() -> dict[str, int]:
    """Return {view: page size}, at most 100; 400 for what is no size."""
    return {view: min(max(number, 1), MAX_PAGE_SIZE) for view, number in _numbers("psize")}


def _numbers(kind: str) -> list[tuple[str, int]]:
    found = []
    for name, value in request.args.items():
        match = _ARGUMENT.fullmatch(name)
        if match and match[1] == kind:
            if not re.fullmatch(r"[0-9]{1,9}", value):
                abort(400)
            found.append((match[2], int(value)))
    return found


def get_filter_args(filters: Filters, disallow_if_not_in_search: bool = True) -> None:  # noqa: FBT001, FBT002 FAB's
    """Set the filters of the request; 400 for a filter that the column does not have."""
    for name in request.args:
        match = _FILTER.fullmatch(name)
        if match and int(match[1]) >= len(filters.get_search_filters().get(match[2], [])):
            abort(400)
    _original_filter_args(filters, disallow_if_not_in_search)


_original_filter_args = urltools.get_filter_args


def _get_list_widget(view: BaseCRUDView, filters: Filters, **options: Any) -> dict[str, object]:
    """Sort only by the columns that the list offers."""
    column = options.get("order_column")
    if column and column not in view.order_columns and (column, options.get("order_direction")) != view.base_order:
        abort(400)
    options["page_size"] = min(options.get("page_size") or view.page_size, MAX_PAGE_SIZE)
    return view.unchecked_list_widget(filters=filters, **options)


def _get(datamodel: SQLAInterface, id: str | int, *arguments: object, **options: object) -> object:  # noqa: A002 FAB's name
    """Return a row by id; None for ids that the column cannot hold, which PostgreSQL answers with an error."""
    if not datamodel.is_pk_composite() and _is_impossible(datamodel, id):
        return None
    return datamodel.unchecked_get(id, *arguments, **options)


def _is_impossible(datamodel: SQLAInterface, id: str | int) -> bool:  # noqa: A002
    column = datamodel.obj.__mapper__.primary_key[0]
    if column.type.python_type is not int:
        return False
    return not re.fullmatch(r"[0-9]{1,10}", str(id)) or int(id) > 2**31 - 1


def _action(view: ModelView, name: str, pk: str) -> ResponseReturnValue:
    """Do an action on one row that this view shows; 404 for any other."""
    if not view.is_get_mutation_allowed():
        abort(405)
    return _permitted(view, name).func(_shown_row(view, pk))


def _action_post(view: ModelView) -> ResponseReturnValue:
    """Do an action on the chosen rows; 404 when one of them is not shown by this view."""
    name, chosen = request.form.get("action", ""), request.form.getlist("rowid")
    if not chosen or len(chosen) > MAX_PAGE_SIZE:
        abort(400)
    action = _permitted(view, name)
    return action.func([_shown_row(view, pk) for pk in chosen])


def _permitted(view: ModelView, name: str) -> ActionItem:
    if name not in view.actions:
        abort(404)
    if not view.appbuilder.sm.has_access(view.get_action_permission_name(name), view.class_permission_name):
        abort(403)
    return view.actions[name]


def _shown_row(view: ModelView, pk: str) -> object:
    row = view.datamodel.get(view._deserialize_pk_if_composite(pk), view._base_filters)  # noqa: SLF001
    return row if row is not None else abort(404)


def _keep_marks(original: Method, replacement: Method) -> Method:
    """Let the replacement keep the routes that @expose noted on the original."""
    replacement.__dict__.update(original.__dict__)
    replacement.__name__ = original.__name__
    return replacement


Watched: TypeAlias = ModuleType | type | Callable[..., object]
#: FAB functions that we override, replace or rely on, by what they do today.
WATCHED: dict[str, Watched] = {
    "BaseModelView._init_properties": BaseModelView._init_properties,  # noqa: SLF001
    "BaseCRUDView._list": BaseCRUDView._list,  # noqa: SLF001
    "BaseCRUDView._get_related_view_widget": BaseCRUDView._get_related_view_widget,  # noqa: SLF001
    "ModelRestApi._handle_filters_args": ModelRestApi._handle_filters_args,  # noqa: SLF001
    "Filters": Filters,
    "urltools": urltools,
    "AuthDBView.login": AuthDBView.login,
    "BaseSecurityManager.load_user": BaseSecurityManager.load_user,
    "BaseSecurityManager.has_access": BaseSecurityManager.has_access,
    "BaseSecurityManager._has_view_access": BaseSecurityManager._has_view_access,  # noqa: SLF001
    "BaseSecurityManager.is_item_public": BaseSecurityManager.is_item_public,
    "BaseSecurityManager.create_limiter": BaseSecurityManager.create_limiter,
    "BaseSecurityManager.register_views": BaseSecurityManager.register_views,
    "BaseCRUDView._get_list_widget": BaseCRUDView._get_list_widget,  # noqa: SLF001
    "SQLAInterface.get": SQLAInterface.get,
    "ModelView.action": ModelView.action,
    "ModelView.action_post": ModelView.action_post,
    "AppBuilder._add_admin_views": AppBuilder._add_admin_views,  # noqa: SLF001
}


def fingerprint(watched: Watched) -> str:
    """Return the hash of a function's or class's source."""
    return hashlib.sha256(inspect.getsource(watched).encode()).hexdigest()[:16]
