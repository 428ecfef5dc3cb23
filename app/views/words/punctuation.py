"""How texts are joined in the reader's language: a label and what it says, the items of a list, clauses, sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.views.words.label import Label

#: what can be written: text, markup, numbers
Said: TypeAlias = Label | float
#: language → what stands between items, and between longer clauses
SEPARATORS = {"zh": ("、", "；"), "ar": ("، ", "؛ ")}
OTHERS = (", ", "; ")


def says(label: Said, text: Said) -> Markup:
    """Join a label and its text as the language does: `Label: text`, `标签：内容`; both may be markup."""
    return Markup(_("%(label)s: %(text)s")) % {"label": label, "text": text}  # noqa: S704 Markup escapes both parts


def told(label: Said, text: Said) -> str:
    """Join a label and its text as plain text."""
    return _("%(label)s: %(text)s", label=label, text=text)


def listed(texts: Iterable[Said]) -> str:
    """Join the items of a list: `a, b`, `甲、乙`."""
    return comma().join(map(str, texts))


def comma() -> str:
    """Return what stands between the items of a list, for templates whose items are links."""
    return _separators()[0]


def clauses(texts: Iterable[Said]) -> str:
    """Join texts that may hold lists themselves: `a; b`, `甲；乙`."""
    return _separators()[1].join(map(str, texts))


def sentences(texts: Iterable[Said]) -> str:
    """Join whole sentences: with a space between them, in Chinese with nothing."""
    return ("" if _language() == "zh" else " ").join(map(str, texts))


def _language() -> str:
    locale = get_locale()
    return str(locale.language) if locale else "zh"


def _separators() -> tuple[str, str]:
    return SEPARATORS.get(_language(), OTHERS)
