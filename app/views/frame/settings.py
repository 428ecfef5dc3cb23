"""Language and theme: chosen by POST, kept with the account; before login in a cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, current_app, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_login import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from app.services.base import preferences
from app.views.frame import cookies
from app.views.frame.actor import current_actor
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route

LANGUAGE_COOKIE, THEME_COOKIE = "language", "theme"
#: Languages of the main system for users whose own language only the overseas portal speaks.
FALLBACK_LANGUAGE = "en"


def install(app: Flask) -> None:
    """Let the user's own choice decide the language of every page."""
    app.extensions["babel"].locale_selector = language


def languages() -> dict[str, str]:
    """Return the languages of the main system, each with its own name for itself."""
    return {code: entry["name"] for code, entry in current_app.config["LANGUAGES"].items()}


def language() -> str:
    """Return the language of this request: the user's choice, the cookie, the browser's wish, Chinese."""
    offered = languages()
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    if not has_request_context():
        return default
    own = getattr(current_user, "locale", None) if current_user else None
    if own:
        return own if own in offered else FALLBACK_LANGUAGE
    chosen = cookies.chosen(LANGUAGE_COOKIE)
    if chosen in offered:
        return chosen
    wished = {code.replace("_", "-"): code for code in offered} | {"zh": "zh_Hans", "zh-CN": "zh_Hans"}
    return wished.get(request.accept_languages.best_match(list(wished)) or "", default)


def theme() -> str:
    """Return the theme of this request: light, dark or system."""
    own = getattr(current_user, "theme", None) if current_user else None
    chosen = own or cookies.chosen(THEME_COOKIE)
    return chosen if chosen in preferences.THEMES else "light"


class AppearanceView(BaseView):
    """Take the choice of language and theme from any page, and lead back to it."""

    route_base = ""
    class_permission_name = "appearance"

    @route("/language", methods=["POST"], audience=PUBLIC)
    def choose_language(self) -> ResponseReturnValue:
        """Keep the chosen language."""
        chosen = request.form.get("language", "")
        if chosen not in languages():
            raise BadRequest
        actor = current_actor()
        if actor.user_id is not None:
            preferences.set_language(actor, chosen)
        return _back_with(LANGUAGE_COOKIE, chosen)

    @route("/appearance", methods=["POST"], audience=PUBLIC)
    def choose_theme(self) -> ResponseReturnValue:
        """Keep the chosen theme."""
        chosen = request.form.get("theme", "")
        if chosen not in preferences.THEMES:
            raise BadRequest
        actor = current_actor()
        if actor.user_id is not None:
            preferences.set_theme(actor, chosen)
        return _back_with(THEME_COOKIE, chosen)


def _back_with(cookie: str, value: str) -> Response:
    answer = redirect(_page_before())
    cookies.remember(answer, cookie, value)
    return answer


def _page_before() -> str:
    """Return the page that the choice was made on, when it is one of ours."""
    target = request.form.get("next", "")
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if is_ours and target.isprintable() else url_for("HomeView.index")
