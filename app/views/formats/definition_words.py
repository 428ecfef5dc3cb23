"""What changed in the definition of a format, in words: fields, texts, tables and layout by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from app.catalogue.forms.wording import plain
from app.catalogue.loader import catalogue
from app.domain.format_differences import Definition, Difference, Part, differences
from app.views.formats.words import ATTRIBUTES, CHANGES, ENTERED_BY, KINDS, PARTS, REPEATS, RULE_WORDS
from app.views.words.content_words import place_label
from app.views.words.formatting import name_language, type_name
from app.views.words.label import Label
from app.views.words.punctuation import clauses, listed
from app.views.words.told import Line
from app.views.words.value_words import plain_text, value_text


def definition_lines(key: str, old: Part, new: Part) -> Iterator[Line]:
    """Tell what changed under one key of a definition; of a new format, what it holds."""
    if old is None or new is None or key == "columns":
        yield Line(part_label(key), _summary(key, old), _summary(key, new))
        return
    for found in differences({key: old}, {key: new}):
        yield _line(found, old, new)


def part_label(key: str) -> str:
    """Return what a part of a definition is called."""
    return str(PARTS.get(key) or ATTRIBUTES.get(key, key))


def attribute_text(name: str, value: Part) -> str:
    """Write the value of an attribute of a definition in words."""
    if value is None or value == "":
        return ""
    if name in _WRITTEN:
        return _WRITTEN[name](value)
    if isinstance(value, str):
        return str(_CODES.get(name, {}).get(value, value))
    if isinstance(value, list):
        names = [item_name(item).rstrip("。.") for item in value]
        return (clauses if name in ("statements", "clauses") else listed)(names)
    if isinstance(value, Mapping):
        return item_name(value) or plain_text({str(ATTRIBUTES.get(k, k)): part for k, part in value.items()})
    return plain_text(value)


def item_name(item: Part) -> str:
    """Return what an item of a definition is called in the reader's language."""
    if not isinstance(item, Mapping):
        return plain_text(item)
    if isinstance(item.get("label"), Mapping):
        return item_name(item["label"])
    words = [text for language, text in item.items() if len(language) == len("zh") and isinstance(text, str)]
    found = item.get(name_language()) or item.get("zh") or item.get("en") or next(iter(words), "")
    return plain(str(found))


def _line(found: Difference, old: Part, new: Part) -> Line:
    name = _name_of(found.key, new) or _name_of(found.key, old) or found.key
    parts = [str(PARTS[found.part]), name, str(ATTRIBUTES.get(found.attribute, found.attribute))]
    label = " · ".join(part for part in parts if part)
    if found.change == "moved":
        return Line(label, _("place %(number)s", number=found.old), _("place %(number)s", number=found.new))
    if found.part == "layout":
        return Line(label, "", str(CHANGES[found.change]))
    return Line(label, attribute_text(found.attribute, found.old), attribute_text(found.attribute, found.new))


def _summary(key: str, value: Part) -> str:
    if key == "layout" and isinstance(value, Mapping):
        return _("%(count)s blocks", count=len(value.get("blocks") or ()))
    return attribute_text(key, value)


def _name_of(key: str, items: Part) -> str:
    if not isinstance(items, Sequence) or isinstance(items, str):
        return key
    item = next((one for one in items if isinstance(one, Mapping) and one.get("key") == key), None)
    return item_name(item) if item is not None else ""


def _path(path: str) -> str:
    field = catalogue().declaration.at(path)
    return (field.zh if name_language() == "zh" else field.en) if field else path


def _source(value: Definition) -> str:
    paths, rule = value.get("from") or value.get("paths") or (), value.get("rule", "text")
    return _("%(sources)s (%(rule)s)", sources=listed(map(_path, paths)), rule=RULE_WORDS.get(rule, rule))


def _condition(value: Definition) -> str:
    field = place_label(None, f"values.{value.get('field', '')}")
    return _("%(field)s is “%(value)s”", field=field, value=value.get("is") or value.get("equals") or "")


def _dictionary(code: str) -> str:
    known = catalogue().codes.get(code)
    return item_name({"zh": known.zh, "en": known.en}) if known else code


#: attribute → how its value is written, where it is more than a text or a list of names
_WRITTEN: Mapping[str, Callable[[Part], str]] = {
    "code_list": _dictionary,
    "required_if": _condition,
    "scheme": lambda code: value_text("certificate_format", "scheme", code),
    "source": _source,
    "type_codes": lambda codes: listed(map(type_name, codes)),
}
#: attribute → the words of its codes
_CODES: Mapping[str, Mapping[str, Label]] = {"kind": KINDS, "repeats": REPEATS, "entered_by": ENTERED_BY}
