"""The words of the timeline: what a step is called, and what else it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.services.workflow.timelines import Changed, Label, Remarked, TimelineEntry
from app.views.words.code_words import COPY_KINDS
from app.views.words.content_words import place_text
from app.views.words.punctuation import listed
from app.views.workflow import table

ENTRY_MODES = {
    "blank": _l("blank draft"),
    "similar": _l("like an earlier application"),
    "template": _l("from a template"),
    "import": _l("from a file"),
    "api": _l("through the interface"),
    "reissue": _l("as a reissue"),
}
TABS = {"all": _l("All"), "enterprise": _l("Application history"), "customs": _l("Review history")}


def title(entry: TimelineEntry) -> str:
    """Return what a step is called."""
    return str(table.history_title(entry.name))


def tab_label(tab: str) -> str:
    """Return the label of a tab."""
    return str(TABS[tab])


def facts(entry: TimelineEntry) -> list[str]:
    """Return the further facts of a step, each as one sentence."""
    return list(_facts(entry))


def place_label(label: Label) -> str:
    """Name a place of a document in the page's language."""
    name = label.zh if str(get_locale() or "zh").startswith("zh") else label.en
    if label.row is not None:
        name = _("%(name)s, line %(row)s", name=name, row=label.row)
    return f"{label.document} {name}" if label.document else name


def change_text(change: Changed | Remarked, side: str) -> str:
    """Write what stood, stands or is suggested (`old`, `new`, `suggested`) at the place of a change."""
    return place_text(change.spec, change.path, getattr(change, side))


def _print(text: str) -> str:
    """Tell one print, remembered as number, kind and count, with the kind in the page's language."""
    number, _space, rest = text.partition(" ")
    kind, _space, count = rest.partition(" ")
    return " ".join((number, str(COPY_KINDS.get(kind, kind)), count)).rstrip()


def _facts(entry: TimelineEntry) -> Iterator[str]:
    for name, words in FACTS.items():
        value = entry.facts.get(name)
        if value and (sentence := words(value)):
            yield sentence


#: What a step remembered → how it is told, in the order of the timeline.
FACTS: dict[str, Callable[[Any], str]] = {
    "entry_mode": lambda mode: str(ENTRY_MODES.get(mode, "")),
    "copied_from": lambda number: _("Copied from %(number)s", number=number),
    "reissue_of": lambda number: _("Reissue of %(number)s", number=number),
    "from_reviewer": lambda name: _("Taken over from %(name)s", name=name),
    "added": lambda numbers: _("Added: %(numbers)s", numbers=listed(numbers)),
    "removed": lambda number: _("Taken out: %(number)s", number=number),
    "shares_goods_of": lambda number: _("All documents share the goods of %(number)s", number=number),
    "unshared": lambda _value: _("Every document has its own goods"),
    "document": lambda prints: _("Document %(document)s", document=listed(map(_print, prints.split("; ")))),
    "certificates": lambda numbers: _("Certificates %(numbers)s", numbers=listed(numbers)),
    "certificate_no": lambda number: _("Certificate %(number)s", number=number),
}
