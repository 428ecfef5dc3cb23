"""The guard of every route: whom it is for is asked once before any view runs; one without an audience is refused."""

from __future__ import annotations

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_appbuilder.const import PERMISSION_PREFIX
from werkzeug.wrappers import Response

from app.views.frame.actor import current_actor
from app.views.frame.audiences import PUBLIC, Audience, admits
from app.views.frame.portal_language import is_portal

#: Endpoint → audience, for routes that are not our views'; those say it themselves, with @route.
AUDIENCES: dict[str, Audience] = dict.fromkeys(("static", "module_static", "icon_static", "appbuilder.static"), PUBLIC)


class UndeclaredRouteError(RuntimeError):
    """Say which route has no audience, and where to give it one."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(
            f"{endpoint} has no audience: give its method @route with a right or an audience, "
            f"or add it to AUDIENCES in app/views/frame/access.py"
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
    declared: Audience | None = getattr(app.view_functions[endpoint], "audience", None)
    return AUDIENCES.get(endpoint) or declared or _right_of(app, endpoint)


def _right_of(app: Flask, endpoint: str) -> Audience | None:
    """Read the permission that a view of Flask-AppBuilder asks for."""
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
