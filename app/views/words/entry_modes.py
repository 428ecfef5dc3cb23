"""How a document was entered 录入方式: the words for the codes, for filters and columns."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

ENTRY_MODES = {
    "single": _l("Single document"),
    "blank": _l("Blank draft"),
    "similar": _l("Similar inspection number"),
    "template": _l("From a document template"),
    "import": _l("File import"),
    "api": _l("Interface"),
}


def label(code: str) -> str:
    """Return the words for an entry mode; the code itself where there are none."""
    return str(ENTRY_MODES.get(code, code))


def choices() -> list[tuple[str, str]]:
    """Return the entry modes to choose from."""
    return [(code, str(text)) for code, text in ENTRY_MODES.items()]
