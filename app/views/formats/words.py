"""What the format editor says: kinds, repeats, rules, parts and faults in the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.catalogue import countries
from app.catalogue.faults import WORDS, Fault
from app.catalogue.languages import paper_languages
from app.catalogue.loader import catalogue
from app.domain.document.rules import RULES
from app.domain.format_differences import Definition
from app.views.frame.context import Context
from app.views.words.columns import label_of
from app.views.words.formatting import name_language
from app.views.words.label import Label

KINDS: dict[str, Label] = {
    "text": _l("One line"),
    "textarea": _l("Several lines"),
    "richtext": _l("Long text with clauses"),
    "date": _l("Date"),
    "date_or_text": _l("Date or text"),
    "enum": _l("Choice"),
    "code": _l("Code of a dictionary"),
    "country": label_of("country"),
    "quantity": _l("Quantity with unit"),
    "decimal": _l("Decimal number"),
    "money": _l("Amount of money"),
    "image": _l("Place for a stamp or signature"),
}
REPEATS: dict[str, Label] = {
    "none": _l("once"),
    "goods_line": _l("per goods line"),
    "container": _l("per container"),
    "treatment": _l("per treatment"),
    "test_item": _l("per test item"),
    "write_off": _l("per write-off"),
}
ENTERED_BY: dict[str, Label] = {
    "applicant": _l("Applicant"),
    "customs": _l("Customs"),
    "system": _l("System"),
}
PARTS: dict[str, Label] = {
    "head": _l("Basic data"),
    "fields": label_of("fields"),
    "statements": label_of("statements", "texts"),
    "clauses": _l("Clauses"),
    "tables": _l("Tables"),
    "layout": _l("Layout"),
    "texts": label_of("statements", "texts"),
    "groups": _l("Row groups"),
    "languages": _l("Languages of the paper, in their order"),
    "destinations": _l("Countries of destination"),
    "title": label_of("title"),
    "letterhead": _l("Letterhead"),
    "number_label": _l("Before the number"),
    "mark": _l("Original or copy"),
    "foot": _l("At the foot of every sheet"),
    "about": _l("Where the form comes from"),
    "sample": _l("Contents of the sample"),
}
CHANGES: dict[str, Label] = {
    "added": _l("added"),
    "removed": _l("removed"),
    "changed": _l("changed"),
    "moved": _l("moved"),
}
#: How a rule joins its sources, in words.
RULE_WORDS: dict[str, Label] = {
    "text": _l("as it stands"),
    "first": _l("the first that is there"),
    "party": _l("name and address of a party"),
    "slash": _l("joined by a slash"),
    "date": _l("as a date"),
    "city": _l("city of the customs office"),
    "country_name": _l("name of the country"),
    "country_place": _l("country and place"),
    "port_country": _l("port and country"),
    "conveyance": _l("means of conveyance"),
    "total": _l("total of all goods lines"),
    "distinct": _l("each different text once, in one line"),
    "lines": _l("one line per row"),
    "distinct_lines": _l("each different line once"),
    "amount": _l("number with unit"),
    "amounts": _l("numbers with units"),
    "bulk_or_amounts": _l("in bulk, or numbers with units"),
    "packages": _l("number and type of packages"),
    "money": _l("amount with currency"),
    "dates": _l("dates"),
    "comma": _l("joined by commas"),
    "spec_and_count": _l("container type and number"),
}
#: Attributes of a definition, as the editor labels them.
ATTRIBUTES: dict[str, Label] = {
    "code": label_of("code", "format"),
    "form_no": label_of("form_no"),
    "type_codes": label_of("type_codes"),
    "title_zh": label_of("title_zh"),
    "title_en": label_of("title_en"),
    "scheme": label_of("scheme"),
    "bilingual": _l("Printed in both languages"),
    "key": _l("Key"),
    "zh": _l("Chinese label"),
    "en": _l("English label"),
    "kind": label_of("kind"),
    "max_length": _l("Greatest length"),
    "required": _l("Required"),
    "required_if": _l("Required if"),
    "repeats": _l("Repeats"),
    "entered_by": _l("Filled in by"),
    "source": _l("Source for smart import"),
    "options": _l("Options"),
    "value": _l("Value of the option"),
    "code_list": _l("Dictionary"),
    "multiple": _l("Several may be chosen"),
    "empty_text": _l("Printed when empty"),
    "std_term": _l("Standard term"),
    "help_zh": _l("Chinese help"),
    "help_en": _l("English help"),
    "position": _l("Position"),
    "optional": _l("May be left out"),
    "default": _l("Chosen at first"),
    "min_rows": _l("Fewest rows"),
    "max_rows": _l("Most rows"),
    "columns": label_of("columns"),
    "label": _l("Width of the labels"),
    "head": _l("Head of the sheet"),
    "goods": _l("Goods list of continuation sheets"),
    "blocks": _l("Block"),
    "format": _l("Format language"),
    "emblem": _l("Place for the emblem"),
    **{
        name: PARTS[name]
        for name in (
            "title",
            "letterhead",
            "number_label",
            "languages",
            "destinations",
            "about",
            "mark",
            "foot",
            "sample",
        )
    },
    "help": _l("Help"),
    "decimals": _l("Decimal places"),
}


def fault_text(fault: Fault, definition: Definition) -> str:
    """Say a fault in the page's language, with the names of the fields, sources and rules that it is about."""
    named = {} if fault.code == "key_twice" else definition
    return gettext(WORDS[fault.code]) % {name: _said(name, part, named) for name, part in fault.params.items()}


def told(faults: Iterable[Fault], definition: Definition) -> list[dict[str, str]]:
    """Return faults for the editor: path, the name of the place, and the sentence."""
    return [
        {
            "place": fault.place,
            "where": place_name(fault.place, definition),
            "text": fault_text(fault, definition),
            "code": fault.code,
        }
        for fault in faults
    ]


def place_name(place: str, definition: Definition) -> str:
    """Name a path into a definition as the editor does: "Fields · Consignor · Kind"."""
    part, *rest = place.split(".")
    named = str(PARTS.get(part) or ATTRIBUTES.get(part) or "")
    items = definition.get(part)
    if rest and rest[0].isdigit() and isinstance(items, list) and int(rest[0]) < len(items):
        item = items[int(rest[0])]
        label = (item.get(name_language()) or item.get("zh") or item.get("key") or "") if isinstance(item, dict) else ""
        named += f" · {label or int(rest[0]) + 1}"
        rest = rest[1:]
    elif part == "layout" and rest[:1] == ["blocks"] and len(rest) > 1 and rest[1].isdigit():
        named += f" · {int(rest[1]) + 1}"
        rest = rest[2:]
    known = [str(ATTRIBUTES[name]) for name in rest if name in ATTRIBUTES]
    return " · ".join([named, *known]) if named else " · ".join(known)


def _said(name: str, value: str, definition: Definition) -> str:
    """Write a parameter of a fault as the editor calls it; what has no name stays as it is."""
    if name == "rule":
        return f"“{RULE_WORDS.get(value, value)}”"
    if name == "path":
        field = catalogue().declaration.at(value)
        return f"“{getattr(field, name_language()) if field else value}”"
    if name == "key":
        items = [item for part in ("fields", "tables") for item in definition.get(part) or () if isinstance(item, dict)]
        return f"“{next((item.get(name_language()) or value for item in items if item.get('key') == value), value)}”"
    return value


def vocabulary(language: str) -> Context:
    """Return what the editor's scripts choose from, in one language ("zh" or "en")."""
    known = catalogue()
    return {
        "kinds": _pairs(KINDS),
        "repeats": _pairs(REPEATS),
        "enteredBy": _pairs(ENTERED_BY),
        "rules": {
            name: {"once": rule.value is not None, "rows": rule.lines is not None} for name, rule in RULES.items()
        },
        "sources": [
            [path, f"{field.zh} {field.en}" if language == "zh" else f"{field.en} {field.zh}"]
            for path, field in known.declaration.paths()
        ],
        "codeLists": sorted(known.codes),
        "languages": [[code, f"{name} ({code})"] for code, name in paper_languages(language).items()],
        "countries": [list(pair) for pair in countries.by_name(language)],
        "labels": {name: str(text) for name, text in ATTRIBUTES.items()},
    }


def _pairs(words: Mapping[str, Label]) -> list[list[str]]:
    return [[value, str(label)] for value, label in words.items()]
