"""What other pages ask of templates: whether an application can be kept as one, and which ones there are."""

from __future__ import annotations

import uuid

from flask import Flask

from app.models import Application, DraftTemplate
from app.services.applications import templates
from app.views.frame.actor import current_actor


def install(app: Flask) -> None:
    """Give templates `may_keep_template(application)`, `templates_found(name)` and `fresh_token()`."""
    app.jinja_env.globals.update(
        may_keep_template=may_keep_template,
        templates_found=templates_found,
        template_suggested=template_suggested,
        fresh_token=lambda: uuid.uuid4().hex,
    )


def may_keep_template(application: Application) -> bool:
    """Tell whether the reader may keep an application of his own enterprise as a template."""
    actor = current_actor()
    return application.organisation_id in actor.organisation_ids and actor.may("can_add", templates.RESOURCE)


def templates_found(name: str = "") -> list[DraftTemplate]:
    """Return the enterprise's templates whose name holds a text."""
    return templates.find(current_actor(), name or "")


def template_suggested(number: str) -> DraftTemplate | None:
    """Return the default template for what is declared under a number."""
    return templates.suggested_for(current_actor(), number) if number else None
