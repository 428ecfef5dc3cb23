"""What the frame around every page shows: menu, search, bell, language, theme, user."""

from __future__ import annotations

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf

from app.domain.actor import Actor
from app.domain.days import china_day
from app.models.base import utc_now
from app.services.base import parameters
from app.services.home import notices, reminders
from app.services.queries import export_requests
from app.views.frame import menu, settings
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments
from app.views.words.once import once_a_request


def install(app: Flask) -> None:
    """Give templates `shell()`; a global, since FAB's widgets and imported macros see no context processors."""
    app.jinja_env.globals.update(
        shell=current_shell, screen_address=menu.screen_address, document_types=menu.document_types
    )


class Shell:
    """Answer the frame's questions, each asked at most once a request."""

    @property
    def actor(self) -> Actor:
        return current_actor()

    @property
    def is_logged_in(self) -> bool:
        return current_actor().user_id is not None

    @property
    def direction(self) -> str:
        """Return the text direction of the page's language."""
        locale = get_locale()
        return locale.text_direction if locale else "ltr"

    @property
    def language(self) -> str:
        return settings.language()

    @property
    def languages(self) -> dict[str, str]:
        return settings.languages()

    @property
    def theme(self) -> str:
        return settings.theme()

    @property
    def menu(self) -> list[tuple[str, list[menu.Item]]]:
        if "menu" not in g:
            g.menu = menu.visible(self.actor)
        shown: list[tuple[str, list[menu.Item]]] = g.menu
        return shown

    @property
    def unread(self) -> int:
        """Return the number of notices in force, personal messages and ended exports that the user has not seen."""
        if "unread" not in g:
            unread = sum(not reading.is_read for reading in notices_in_force())
            g.unread = unread + reminders.unread_count(self.actor) + len(export_requests.unseen(self.actor))
        count: int = g.unread
        return count

    @property
    def hotline(self) -> str:
        return parameters.text("service_hotline")

    @property
    def chat_groups(self) -> str:
        return parameters.text("service_groups")

    @property
    def page(self) -> str:
        """Return the address of this page, to come back to after choosing language or theme."""
        return request.full_path.rstrip("?") if request.method == "GET" else url_for("HomeView.index")

    @property
    def csrf(self) -> str:
        return generate_csrf()

    def address(self, endpoint: str, **values: str | int) -> str | None:
        """Return the address of a screen, or None while there is none."""
        arguments: Arguments = {**values}
        return url_for(endpoint, **arguments) if endpoint in current_app.view_functions else None


@once_a_request
def notices_in_force() -> list[notices.Reading]:
    """Return the notices for whoever asks, read once a request."""
    return notices.in_force(current_actor(), today=china_day(utc_now()))


@once_a_request
def current_shell() -> Shell:
    """Return the frame's answers for this request."""
    return Shell()
