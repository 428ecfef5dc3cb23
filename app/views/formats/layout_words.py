"""The printed layout of a format in words: its blocks as the editor calls them, with the fields that they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
    "small": _l("In small type"),
    "push": _l("At the lower end of its sheet"),
    "height": _l("Height of the block in mm"),
    "seal_w": _l("Width of the seal's place in mm"),
}
LABELS = {
    "top": _l("Labels above the values"),
    "run": _l("Labels in the line of the values"),
    "none": _l("Without its label"),
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
    return label_text(value)


def label_text(label: Part) -> str:
    """Write where labels stand."""
    return str(LABELS[label]) if isinstance(label, str) else f"{label:g} mm"


def block_clauses(block: Definition, name: Name) -> Iterator[str]:
    """Yield what a block is, its rows, and its settings."""
    if "table" in block:
        yield told(_("Table"), name(block["table"]))
        yield told(_("Widths of the columns in mm"), listed(f"{width:g}" for width in block.get("cols", ())))
    elif "text" in block:
        yield told(_("Text"), name(block["text"].removeprefix("@")))
    elif "issue" in block:
        yield _("Issue and signature")
        yield from _condition(block, name)
        block = block["issue"]
    elif not block.keys() & {"rows"}:
        yield from _form_block(block, name)
    else:
        yield _("Rows of boxes")
    for number, row in enumerate(block.get("rows", ()), start=1):
        yield told(_("row %(number)s", number=number), listed(_cell(cell, name) for cell in row))
    if isinstance(block.get("label"), str | int | float):
        yield label_text(block["label"])
    if block.get("seal"):
        yield told(_("Place of the seal"), name(block["seal"]))
    yield from _settings(block)
    yield from _condition(block, name)


def _form_block(block: Definition, name: Name) -> Iterator[str]:
    """Yield what the blocks are that only forms have (format language 2)."""
    if "section" in block:
        yield told(_("Heading"), name(block["section"].removeprefix("@")))
    elif "clauses" in block:
        yield told(_("Clauses"), listed(_clauses(block["clauses"], name)))
        if block.get("title"):
            yield told(_("Heading"), name(block["title"].removeprefix("@")))
    elif "part" in block:
        yield told(_("Part"), name(block["part"]["side"].removeprefix("@")))
        for inner in block["part"].get("blocks", ()):
            yield from block_clauses(inner, name)
    else:
        yield _("New sheet") if "page" in block else _("Spare height")


def _clauses(items: Iterable[Definition], name: Name) -> Iterator[str]:
    for item in items:
        text = f"{item.get('num', '')} {name(item['t'].removeprefix('@'))}".strip()
        said = [*_condition(item, name), *_condition(item, name, "keep")]
        yield _("%(sources)s (%(rule)s)", sources=text, rule=listed(said)) if said else text
        yield from _clauses(item.get("sub", ()), name)


def _condition(owner: Definition, name: Name, word: str = "when") -> Iterator[str]:
    """Yield when something is printed, or kept from being struck out."""
    label = {"when": _("When it is printed"), "keep": _("Not struck out")}[word]
    for key, wanted in (owner.get(word) or {}).items():
        yield told(label, told(name(key), listed([wanted] if isinstance(wanted, str) else wanted)))


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
    if cell.get("stack"):
        text = listed(_cell(inner, name) for row in cell["stack"] for inner in row)
    else:
        keys = [cell.get("f") or ""] if isinstance(cell.get("f") or "", str) else cell["f"]
        text = " – ".join(name(key.removeprefix("@")) for key in keys)
    told_too = [f"{cell['w']}/12"] if cell.get("w") else []
    told_too += [label_text(cell["label"])] if cell.get("label") else []
    told_too += [_("Printed as boxes to tick")] if cell.get("as") == "checks" else []
    told_too += [str(HIDDEN["empty"])] if cell.get("hide") else []
    told_too += _condition(cell, name)
    return _("%(sources)s (%(rule)s)", sources=text, rule=listed(told_too)) if told_too else text
