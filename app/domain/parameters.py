"""System parameters that the program declares: name, kind, default. Texts and help stand with the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "yes_no"]


@dataclass(frozen=True)
class Parameter:
    """Declare one parameter; it can be edited and set back, never deleted."""

    name: str
    kind: Kind
    default: str


DECLARED: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("approval_issues_at_once", "yes_no", "no"),
        Parameter("approval_needs_second_person", "yes_no", "no"),
        Parameter("printed_number_prefix", "text", "~ "),
        Parameter("session_idle_minutes", "number", "120"),
        Parameter("service_hotline", "text", ""),
        Parameter("service_groups", "text", ""),
    )
}


def typed(parameter: Parameter, text: str) -> str | int | bool:
    """Return the value in its type; falls back to the default where the text is none of it."""
    if parameter.kind == "yes_no":
        return (text or parameter.default) == "yes"
    if parameter.kind == "number":
        return int(text) if text.isascii() and text.isdigit() else int(parameter.default)
    return text
