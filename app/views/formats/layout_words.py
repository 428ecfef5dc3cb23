"""The printed layout of a format in words: its blocks as the editor calls them, with the fields that they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

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
    "push": _l("Stands at the lower end of its sheet"),
    "height": _l("Height in mm"),
    "seal_w": _l("Width of the place of the seal in mm"),
}
SHEETS = {"every": _l("At the foot of every sheet"), "here": _l("Printed once, in its place")}
#: where a label stands, when it does not stand at the left
LABEL_PLACES = {
    "top": _l("Label above the value"),
    "run": _l("Label in the line of the value"),
    "none": _l("Printed without its label"),
}
#: blocks that are nothing but themselves
PLAIN_BLOCKS = {"page": _l("A new sheet begins"), "space": _l("Spare height of the sheet")}
ASKED = {"any": _l("anything"), "none": _l("nothing")}
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
    return _label_place(value)


def block_clauses(block: Definition, name: Name) -> Iterator[str]:
    """Yield what a block is, its rows, and its settings."""
    kind = next((word for word in _KINDS if word in block), "rows")
    yield from _KINDS[kind](block, name)
    inner = block["issue"] if kind == "issue" else block
    for number, row in enumerate(inner.get("rows", ()), start=1):
        yield told(_("row %(number)s", number=number), listed(_cell(cell, name) for cell in row))
    if inner.get("seal"):
        yield told(_("Place of the seal"), name(inner["seal"]))
    yield from _settings(inner)
    if block.get("when"):
        yield _when(block["when"], name)


def _table(block: Definition, name: Name) -> Iterator[str]:
    yield told(_("Table"), name(block["table"]))
    yield told(_("Widths of the columns in mm"), listed(f"{width:g}" for width in block.get("cols", ())))


def _text(block: Definition, name: Name) -> Iterator[str]:
    yield told(_("Text"), _named(block["text"], name))


def _section(block: Definition, name: Name) -> Iterator[str]:
    yield told(_("Heading"), _named(block["section"], name))


def _clauses(block: Definition, name: Name) -> Iterator[str]:
    yield told(_("Clauses"), _named(block["title"], name)) if block.get("title") else _("Clauses")
    yield from _items(block["clauses"], name)


def _items(items: Sequence[Definition], name: Name) -> Iterator[str]:
    for item in items:
        said = [_named(item["t"], name)]
        said += [_when(item["when"], name)] if item.get("when") else []
        said += (
            [_("struck out unless %(condition)s", condition=_condition(item["keep"], name))] if item.get("keep") else []
        )
        yield " ".join(filter(None, (item.get("num"), listed(said))))
        yield from _items(item.get("sub") or (), name)


def _part(block: Definition, name: Name) -> Iterator[str]:
    part = block["part"]
    yield told(_("Part with a side title"), _named(part["side"], name))
    for inner in part["blocks"]:
        yield from block_clauses(inner, name)


def _rows(_block: Definition, _name: Name) -> Iterator[str]:
    yield _("Rows of boxes")


def _issue(block: Definition, _name: Name) -> Iterator[str]:
    yield _("Issue and signature")
    if block["issue"].get("sheets"):
        yield str(SHEETS[block["issue"]["sheets"]])


def _plain(block: Definition, _name: Name) -> Iterator[str]:
    yield from (str(said) for word, said in PLAIN_BLOCKS.items() if word in block)


#: the word that a block is called by → what is said of it
_KINDS: Mapping[str, Callable[[Definition, Name], Iterator[str]]] = {
    "table": _table,
    "text": _text,
    "issue": _issue,
    "section": _section,
    "clauses": _clauses,
    "part": _part,
    "page": _plain,
    "space": _plain,
    "rows": _rows,
}


def _named(text: str, name: Name) -> str:
    return name(text.removeprefix("@"))


def _when(condition: Definition, name: Name) -> str:
    return _("only when %(condition)s", condition=_condition(condition, name))


def _condition(condition: Definition, name: Name) -> str:
    """Write a condition with the names of its fields; options are written as they are stored."""
    found = []
    for key, wanted in condition.items():
        values = [wanted] if isinstance(wanted, str) else wanted
        said = listed(str(ASKED.get(value, value)) for value in values)
        found.append(_("%(field)s is “%(value)s”", field=name(key), value=said))
    return listed(found)


def _label_place(place: Part) -> str:
    return str(LABEL_PLACES.get(place, place)) if isinstance(place, str) else f"{place:g} mm"


def _settings(block: Definition) -> Iterator[str]:
    for setting, label in SETTINGS.items():
        value = block.get(setting)
        if value:
            yield str(label) if value is True else told(label, value)
    if block.get("label"):
        yield _label_place(block["label"])
    if block.get("mark") is False:
        yield _("Without ***** at its end")
    if block.get("hide"):
        yield str(HIDDEN[block["hide"]])


def _cell(cell: Part, name: Name) -> str:
    if isinstance(cell, str):
        return name(cell)
    if cell.get("stack"):
        text = clauses(listed(_cell(inner, name) for inner in row) for row in cell["stack"])
    else:
        keys = [cell["f"]] if isinstance(cell["f"], str) else cell["f"]
        text = " – ".join(_named(key, name) for key in keys)
    told_too = [f"{cell['w']}/12"] if cell.get("w") else []
    told_too += [_label_place(cell["label"])] if cell.get("label") else []
    told_too += [_("Printed as boxes to tick")] if cell.get("as") == "checks" else []
    told_too += [str(HIDDEN["empty"])] if cell.get("hide") else []
    told_too += [_when(cell["when"], name)] if cell.get("when") else []
    return _("%(sources)s (%(rule)s)", sources=text, rule=listed(told_too)) if told_too else text
