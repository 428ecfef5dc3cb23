"""The printed layout of a format in words: its blocks as the editor calls them, with the fields that they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.format_differences import Definition, Part
from app.views.words.punctuation import clauses, listed, told

#: key of a field, text or table → its name
Name = Callable[[str], str]

HEAD = {
    "title": _l("Title from the field"),
    "subtitle": _l("Subtitle from the field"),
    "note": _l("Note from the field"),
}
#: settings of a block → what the editor calls them
SETTINGS = {
    "min": _l("Empty rows at least"),
    "sets": _l("Sets side by side"),
    "grow": _l("Takes the rest of the page"),
    "run": _l("May run over several pages"),
    "low": _l("Low rows"),
}
HIDDEN = {"chosen": _l("The applicant may leave this block out"), "empty": _l("Not printed when empty")}


def layout_text(attribute: str, value: Part, name: Name) -> str:
    """Write a part of a layout with the names of what it prints."""
    if not value:
        return ""
    if attribute == "blocks":
        return clauses(block_clauses(value, name))
    if attribute == "head":
        return clauses(told(HEAD.get(place, place), name(key)) for place, key in value.items() if key)
    if attribute == "goods":
        return listed(f"{name(key)} {width:g} mm" for key, width in value.get("cols", {}).items())
    return f"{value:g}"


def block_clauses(block: Definition, name: Name) -> Iterator[str]:
    """Yield what a block is, its rows, and its settings."""
    if "table" in block:
        yield told(_("Table"), name(block["table"]))
        yield told(_("Widths of the columns in mm"), listed(f"{width:g}" for width in block.get("cols", ())))
    elif "text" in block:
        yield told(_("Text"), name(block["text"].removeprefix("@")))
    elif "issue" in block:
        yield _("Issue and signature")
        block = block["issue"]
    else:
        yield _("Rows of boxes")
    for number, row in enumerate(block.get("rows", ()), start=1):
        yield told(_("row %(number)s", number=number), listed(_cell(cell, name) for cell in row))
    if block.get("seal"):
        yield told(_("Place of the seal"), name(block["seal"]))
    yield from _settings(block)


def _settings(block: Definition) -> Iterator[str]:
    for setting, label in SETTINGS.items():
        value = block.get(setting)
        if value:
            yield str(label) if value is True else told(label, value)
    if block.get("hide"):
        yield str(HIDDEN[block["hide"]])


def _cell(cell: Part, name: Name) -> str:
    if isinstance(cell, str):
        return name(cell)
    keys = [cell["f"]] if isinstance(cell["f"], str) else cell["f"]
    text = " – ".join(map(name, keys))
    told_too = [f"{cell['w']}/12"] if cell.get("w") else []
    told_too += [f"{cell['label']:g} mm"] if cell.get("label") else []
    told_too += [_("Printed as boxes to tick")] if cell.get("as") == "checks" else []
    told_too += [str(HIDDEN["empty"])] if cell.get("hide") else []
    return _("%(sources)s (%(rule)s)", sources=text, rule=listed(told_too)) if told_too else text
