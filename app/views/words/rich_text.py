"""The one place where a notice's text becomes markup: cleaned once more, however it came into the database."""

from __future__ import annotations

from markupsafe import Markup, escape

from app.services.base import rich_text as texts


def rich_text(text: str | None) -> Markup:
    """Return a notice's text for a page: rich text cleaned, plain text with its line breaks."""
    shown = text or ""
    if texts.is_rich(shown):
        return Markup(texts.cleaned(shown))  # noqa: S704  cleaned in this very line
    return Markup("<br>").join(escape(line) for line in shown.splitlines())
