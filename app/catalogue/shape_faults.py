"""What a definition's shape has wrong: pydantic's errors as faults, each place once, in our words."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError

from app.catalogue.facts import Raw
from app.catalogue.faults import Fault
from app.catalogue.forms.definition import COUNTRY_PATTERN, DAY_PATTERN
from app.catalogue.forms.layout import BLOCKS
from app.catalogue.forms.wording import LANGUAGE_PATTERN, TEXT_PATTERN

#: pydantic's names of what is wrong → ours, and the parameter that goes along.
_OF_SCHEMA: dict[str, tuple[str, str]] = {
    "missing": ("needed", ""),
    "extra_forbidden": ("unknown_key", ""),
    "string_too_long": ("too_long", "max_length"),
    "string_too_short": ("needed", ""),
    "too_short": ("too_short", "min_length"),
    "literal_error": ("not_a_choice", "expected"),
    "greater_than_equal": ("out_of_range", ""),
    "less_than_equal": ("out_of_range", ""),
    "greater_than": ("out_of_range", ""),
    "too_long": ("too_many", "max_length"),
    "invalid_key": ("key_no_text", ""),
    "union_tag_not_found": ("block_unknown", ""),
}
#: What a text that does not fit a pattern should have been; else a key.
_OF_PATTERN = {
    LANGUAGE_PATTERN: "no_language", COUNTRY_PATTERN: "no_country", DAY_PATTERN: "no_day", TEXT_PATTERN: "no_text_name",
}  # fmt: skip
_PARAMETER = {"too_long": "limit", "too_short": "limit", "too_many": "limit", "not_a_choice": "choices"}
#: Names of models that pydantic puts into a place when it tried several.
_TRIED = ("RowsBlock", "TableBlock", "TextBlock", "IssueBlock", "Cell", "TableColumn", "bool", "float", "str")


def of_schema(error: ValidationError) -> list[Fault]:
    """Return what a definition's shape has wrong, each place once."""
    found: dict[str, Fault] = {}
    for one in error.errors(include_url=False):
        context = one.get("ctx", {})
        place = ".".join(str(part) for part in one["loc"] if not _is_tried(part))
        if one["type"] == "value_error":
            found.setdefault(place, Fault(place, "key_twice", {"key": str(context.get("error", ""))}))
            continue
        code, parameter = _of_input(one["type"], one["input"], context.get("pattern", ""))
        params = {_PARAMETER[code]: context.get(parameter, "")} if code in _PARAMETER else {}
        if code == "block_unknown":
            params = {"choices": ", ".join(BLOCKS)}
        found.setdefault(place, Fault(place, code, params))
    return list(found.values())


def _of_input(kind: str, found: Raw, pattern: str) -> tuple[str, str]:
    """Return what is wrong in our words; YAML has its own ideas of what stands without quotes."""
    if kind == "string_pattern_mismatch":
        return _OF_PATTERN.get(pattern, "not_a_key"), ""
    if kind == "string_type" and isinstance(found, bool | int | float | date):
        return "needs_quotes", ""
    if kind == "extra_forbidden" and found is None:
        return "comma_unquoted", ""
    return _OF_SCHEMA.get(kind, ("wrong_kind", ""))


def _is_tried(part: str | int) -> bool:
    """Tell the name of a tried shape from a key of the definition."""
    return isinstance(part, str) and (part in _TRIED or part.startswith("constrained-") or "[" in part or "(" in part)
