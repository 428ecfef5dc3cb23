"""The portal's language: the user's own, else his country's, before login the browser's; switched by POST."""

from __future__ import annotations

from flask import Flask, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import Domain
from flask_login import current_user
from werkzeug.exceptions import BadRequest

from app.catalogue import languages
from app.services.base import preferences
from app.views.frame import cookies
from app.views.frame.actor import current_actor
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route

PREFIX = "/overseas"
COOKIE = "portal_language"
#: The portal's own texts; the main system's stand in `messages`.
TEXTS = Domain(domain="portal")


def install(app: Flask) -> None:
    """Let pages of the portal choose language and texts their own way."""
    elsewhere = app.extensions["babel"].locale_selector
    app.extensions["babel"].locale_selector = lambda: language() if is_portal() else elsewhere()

    def _use_portal_texts() -> None:
        if is_portal():
            TEXTS.as_default()

    # before anything that may answer with a page, refusals included
    app.before_request_funcs.setdefault(None, []).insert(0, _use_portal_texts)


def is_portal() -> bool:
    """Tell whether this request is for the overseas portal."""
    return has_request_context() and (request.path == PREFIX or request.path.startswith(f"{PREFIX}/"))


def language() -> str:
    """Return the language of this request, always one of those offered."""
    known = languages.languages()
    user = current_user if current_user and current_user.is_authenticated and current_actor().is_overseas else None
    if user is not None:
        if user.locale in known:
            return str(user.locale)
        if user.country and (found := languages.of_country(user.country)):
            return found
    chosen = cookies.chosen(COOKIE, path=PREFIX)
    if chosen in known:
        return chosen
    return languages.of_browser(request.accept_languages.values()) or languages.FALLBACK


class PortalLanguageView(BaseView):
    """Take the choice of a language from any page of the portal, and lead back to it."""

    route_base = f"{PREFIX}/language"
    class_permission_name = "overseas_portal"

    @route("/", methods=["POST"], audience=PUBLIC)
    def choose(self) -> ResponseReturnValue:
        """Keep the chosen language: with the account, before login in a cookie."""
        chosen = request.form.get("language", "")
        if chosen not in languages.languages():
            raise BadRequest
        actor = current_actor()
        if actor.is_overseas:
            preferences.set_language(actor, chosen)
        answer = redirect(_page_before(is_in=actor.is_overseas), code=303)
        cookies.remember(answer, COOKIE, chosen, path=PREFIX)
        return answer


def _page_before(*, is_in: bool) -> str:
    """Return the page of the portal that the choice was made on."""
    target = request.form.get("next", "")
    is_ours = target.startswith(f"{PREFIX}/") and "\\" not in target and ".." not in target and target.isprintable()
    return target if is_ours else url_for("PortalView.search" if is_in else "PortalLoginView.login")
