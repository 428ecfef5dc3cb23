"""The overseas portal's screens, in one place: the portal itself, and what enterprises and administrators see of it."""

from __future__ import annotations

from flask import Flask

from app.views.frame import portal_language
from app.views.frame.portal_language import PortalLanguageView
from app.views.portal import page
from app.views.portal.files import PortalFileView
from app.views.portal.login import PortalLoginView
from app.views.portal.password import PortalPasswordView
from app.views.portal.portal import PortalView

VIEWS = (PortalView, PortalFileView, PortalLoginView, PortalPasswordView, PortalLanguageView)


def install(app: Flask) -> None:
    """Prepare languages and templates of the portal."""
    portal_language.install(app)
    page.install(app)
