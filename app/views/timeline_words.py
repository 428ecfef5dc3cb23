"""The words of the timeline: what a step is called, and what else it tells."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.services.timelines import Entry, Label
from app.views.labels import ACTIONS

#: steps that are not called after their action
TITLES = {"start": _l("Created"), "resubmit": _l("Declared again")}
ENTRY_MODES = {
    "blank": _l("blank draft"),
    "similar": _l("like an earlier application"),
    "template": _l("from a template"),
    "import": _l("from a file"),
    "api": _l("through the interface"),
    "reissue": _l("as a reissue"),
}
TABS = {"all": _l("All"), "enterprise": _l("Application history"), "customs": _l("Review history")}


def title(entry: Entry) -> str:
    """Return what a step is called."""
    return str(TITLES.get(entry.name) or ACTIONS.get(entry.name, entry.name))


def tab_label(tab: str) -> str:
    """Return the label of a tab."""
    return str(TABS[tab])


def facts(entry: Entry) -> list[str]:
    """Return the further facts of a step, each as one sentence."""
    return list(_facts(entry))


def place_label(label: Label) -> str:
    """Name a place of a document in the page's language."""
    name = label.zh if str(get_locale() or "zh").startswith("zh") else label.en
    if label.row is not None:
        name = _("%(name)s, line %(row)s", name=name, row=label.row)
    return f"{label.document} {name}" if label.document else name


def _facts(entry: Entry) -> Iterator[str]:
    told = entry.facts
    if told.get("entry_mode") in ENTRY_MODES:
        yield str(ENTRY_MODES[told["entry_mode"]])
    if told.get("copied_from"):
        yield _("Copied from %(number)s", number=told["copied_from"])
    if told.get("reissue_of"):
        yield _("Reissue of %(number)s", number=told["reissue_of"])
    if told.get("from_reviewer"):
        yield _("Taken over from %(name)s", name=told["from_reviewer"])
    if told.get("document"):
        yield _("Document %(document)s", document=told["document"])
    if told.get("certificates"):
        yield _("Certificates %(numbers)s", numbers=", ".join(map(str, told["certificates"])))
    if told.get("certificate_no"):
        yield _("Certificate %(number)s", number=told["certificate_no"])
