"""The access matrix: who each route is for, asked once before any view runs; a route without an entry is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_appbuilder.const import PERMISSION_PREFIX
from werkzeug.wrappers import Response

from app.domain.actor import Actor
from app.domain.permissions import workflow_permission
from app.domain.workflow import TRANSITIONS, Action, Side
from app.views.frame.actor import current_actor
from app.views.frame.portal_language import is_portal

PUBLIC: Literal["public"] = "public"
LOGGED_IN: Literal["logged_in"] = "logged_in"
#: Officials abroad: they use the portal and nothing else, and nobody else uses its inside.
OVERSEAS: Literal["overseas"] = "overseas"

#: (permission, resource), or a question asked of the actor and the route's arguments
#: what a route takes out of an address
Arguments: TypeAlias = Mapping[str, str | int]
Condition: TypeAlias = Callable[[Actor, Arguments], bool]
Audience: TypeAlias = str | tuple[str, str] | Condition

#: Endpoint → audience, for routes whose view does not declare its permission with @has_access.
AUDIENCES: dict[str, Audience] = {
    "static": PUBLIC,
    "module_static": PUBLIC,
    "appbuilder.static": PUBLIC,
    "HealthView.health": PUBLIC,
    "ExchangeHookView.answers": PUBLIC,  # signed by customs, or refused
    "LoginView.login": PUBLIC,
    "LoginView.leave": LOGGED_IN,
    "PasswordView.change": LOGGED_IN,
    "HomeView.index": LOGGED_IN,
    "AppearanceView.choose_language": PUBLIC,
    "AppearanceView.choose_theme": PUBLIC,
    "NoticeBoardView.index": LOGGED_IN,
    "NoticeBoardView.read": LOGGED_IN,
    "NoticeBoardView.read_all": LOGGED_IN,
    "SearchView.index": LOGGED_IN,
    "CustomerServiceView.show": PUBLIC,
    "RegistrationView.register": PUBLIC,
    "RegistrationView.state": PUBLIC,
    "OutsideLoginView.start": PUBLIC,
    "OutsideLoginView.back": PUBLIC,
    "OutsideLoginView.bind": LOGGED_IN,
    "CardLoginView.login": PUBLIC,
    "CardLoginView.certificate": PUBLIC,
    "CardLoginView.bind": LOGGED_IN,
    "AccountView.show": LOGGED_IN,
    "AccountView.end_session": LOGGED_IN,
    "AccountView.end_others": LOGGED_IN,
    "AccountView.unbind": LOGGED_IN,
    "RemindersView.open": LOGGED_IN,
    "ExportsView.index": LOGGED_IN,
    "ExportsView.state": LOGGED_IN,
    "ExportsView.cancel": LOGGED_IN,
    "ExportsView.file": LOGGED_IN,
    "ExportsView.seen": LOGGED_IN,
    "ExportsView.ask_query": ("can_export", "queries"),
    "RemindersView.read_all": LOGGED_IN,
    "PortalLoginView.login": PUBLIC,
    "PortalLoginView.leave": PUBLIC,
    "PortalLanguageView.choose": PUBLIC,
    "PortalPasswordView.change": OVERSEAS,
    "PortalView.search": OVERSEAS,
    "PortalView.look_up": OVERSEAS,
    "PortalView.show": OVERSEAS,
    "PortalFileView.issued": OVERSEAS,
    "PortalFileView.page": OVERSEAS,
    "PortalFileView.scan": OVERSEAS,
}


class UndeclaredRouteError(RuntimeError):
    """Say which route has no audience, and where to give it one."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(
            f"{endpoint} has no audience: give its method @has_access and @permission_name, "
            f"or add it to AUDIENCES in app/views/frame/access.py"
        )


def described(audience: Audience) -> str:
    """Write an audience as one word for tables and tests."""
    if isinstance(audience, tuple):
        return f"{audience[0]} on {audience[1]}"
    return audience if isinstance(audience, str) else getattr(audience, "__name__", repr(audience))


def certificate_permission(permission: str) -> Condition:
    """Return the question whether the actor has a permission on the document type that the route names.

    Routes name it by `type_key`; where they name a row instead, any type will do and the service asks for the row's.
    """

    def _may(actor: Actor, arguments: Arguments) -> bool:
        type_key = arguments.get("type_key")
        if type_key is not None:
            return actor.may(permission, f"certificate_{type_key}")
        return any(verb == permission and name.startswith("certificate_") for verb, name in actor.permissions)

    _may.__name__ = f"certificate:{permission}"
    return _may


def certificate_step(actor: Actor, arguments: Arguments) -> bool:
    """Tell whether the actor may take the enterprise's step that the route names, on any document type."""
    steps = [action for action, row in TRANSITIONS.items() if row.side is Side.ENTERPRISE]
    if "step" in arguments:
        steps = [Action(str(arguments["step"]))]
    return any(certificate_permission(workflow_permission(step))(actor, {}) for step in steps)


def any_of(*audiences: Audience) -> Condition:
    """Return the question whether at least one of the audiences holds."""

    def _may(actor: Actor, arguments: Arguments) -> bool:
        return any(admits(audience, actor, arguments) for audience in audiences)

    _may.__name__ = " or ".join(described(audience) for audience in audiences)
    return _may


#: The wizard and the paper: a route names a row, and the service asks for the permission on its type.
AUDIENCES.update(
    {
        "WizardView.new": certificate_permission("can_add"),
        "WizardView.declared": certificate_permission("can_add"),
        "WizardView.edit": certificate_permission("can_edit"),
        "WizardView.autosave": certificate_permission("can_edit"),
        "WizardView.state": certificate_permission("can_edit"),
        "WizardView.smart_import": certificate_permission("can_edit"),
        "WizardView.accept_suggestion": certificate_permission("can_save"),
        "MovedView.page": certificate_permission("can_show"),
        "MovedView.read": any_of(certificate_permission("can_submit"), certificate_permission("can_preview")),
        "MovedView.issued": certificate_permission("can_preview"),
        "MovedRemarkView.accept": certificate_permission("can_save"),
        "MovedView.step": any_of(certificate_permission("can_copy"), certificate_step),
        "ReissueView.new": certificate_permission("can_reissue"),
        "ReissueView.differences": certificate_permission("can_show"),
    }
)

#: Applications and their documents: services ask for the permission on each document's type.
AUDIENCES.update(
    {
        "ApplicationView.new": ("can_add", "applications"),
        "ApplicationView.similar": ("can_add", "applications"),
        "ApplicationView.copy": any_of(("can_add", "applications"), certificate_permission("can_copy")),
        "ApplicationView.show": certificate_permission("can_show"),
        "ApplicationView.save_header": ("can_edit", "applications"),
        "ApplicationView.check": any_of(("can_edit", "applications"), certificate_permission("can_submit")),
        "ApplicationView.step": certificate_step,
        "ApplicationView.add": ("can_edit", "applications"),
        "ApplicationView.remove": certificate_permission("can_delete"),
        "ApplicationView.move": ("can_edit", "applications"),
        "ApplicationView.share": ("can_edit", "applications"),
        "ApplicationView.preview": certificate_permission("can_show"),
        "ApplicationView.sheet": certificate_permission("can_preview"),
        "ApplicationView.drawn": certificate_permission("can_preview"),
        "ApplicationView.picture": certificate_permission("can_preview"),
        "ApplicationView.pdf": certificate_permission("can_preview"),
        "ApplicationView.issued": certificate_permission("can_preview"),
        "ApplicationView.print_documents": certificate_permission("can_print"),
    }
)


def install(app: Flask) -> None:
    """Ask the matrix before every view."""

    @app.before_request
    def _ask() -> Response | None:
        endpoint = request.endpoint
        if endpoint is None:
            return None  # the error page for an unknown address shows nothing
        audience = audience_of(app, endpoint)
        if audience is None:
            return _refuse_undeclared(endpoint)
        actor = current_actor()
        if admits(audience, actor, request.view_args or {}):
            return None
        if actor.is_overseas and endpoint == "HomeView.index":
            return redirect(url_for("PortalView.search"))
        return abort(403) if actor.user_id is not None else _to_login()


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    """Return the declared audience of an endpoint, or None when nobody declared one."""
    return AUDIENCES.get(endpoint) or _declared_by_view(app, endpoint)


def admits(audience: Audience, actor: Actor, arguments: Arguments) -> bool:
    """Tell whether the actor belongs to the audience."""
    if audience == PUBLIC:
        return True
    if actor.user_id is None:
        return False
    if audience == OVERSEAS or actor.is_overseas:
        return audience == OVERSEAS and actor.is_overseas and actor.may("can_search", "overseas_portal")
    if audience == LOGGED_IN:
        return True
    if isinstance(audience, tuple):
        return actor.may(*audience)
    if callable(audience):
        return audience(actor, arguments)
    raise ValueError(f"{audience!r} is no audience")


def _declared_by_view(app: Flask, endpoint: str) -> Audience | None:
    """Read the permission that a Flask-AppBuilder view declares with @has_access."""
    function = app.view_functions[endpoint]
    view = getattr(function, "__self__", None)
    if view is None or not hasattr(function, "_permission_name") or not hasattr(function, "__wrapped__"):
        return None
    return f"{PERMISSION_PREFIX}{view.get_method_permission(function.__name__)}", view.class_permission_name


def _refuse_undeclared(endpoint: str) -> Response:
    error = UndeclaredRouteError(endpoint)
    if not current_app.config["SETTINGS"].is_production:
        raise error
    current_app.logger.error(str(error))
    return abort(404)


def _to_login() -> Response:
    """Send a browser to the login page and back to where it wanted; anything else is told 401."""
    from app.views.frame.errors import wants_json

    if request.method not in {"GET", "HEAD"} or wants_json():
        abort(401)
    if is_portal():
        return redirect(url_for("PortalLoginView.login"))
    target = request.full_path if request.query_string else request.path
    return redirect(url_for("LoginView.login", next=None if target == "/" else target))
