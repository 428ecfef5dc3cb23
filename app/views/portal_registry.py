"""The overseas portal's screens, in one place: the portal itself, and what enterprises and administrators see of it."""

from __future__ import annotations

from flask import Flask

from app.views import portal_language, portal_page
from app.views.portal import PortalView
from app.views.portal_files import PortalFileView
from app.views.portal_language import PortalLanguageView
from app.views.portal_login import PortalLoginView
from app.views.portal_password import PortalPasswordView

VIEWS = (PortalView, PortalFileView, PortalLoginView, PortalPasswordView, PortalLanguageView)


def install(app: Flask) -> None:
    """Prepare languages and templates of the portal."""
    portal_language.install(app)
    portal_page.install(app)
