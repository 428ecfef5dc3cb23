"""System parameters that the program declares: name, kind, default. Texts and help stand with the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "yes_no", "choice", "secret"]


@dataclass(frozen=True)
class Parameter:
    """Declare one parameter; it can be edited and set back, never deleted.

    choices  what a "choice" may be
    A "secret" is only ever written: no page, export or history shows it.
    """

    name: str
    kind: Kind
    default: str
    choices: tuple[str, ...] = ()


DECLARED: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("approval_needs_second_person", "yes_no", "no"),
        Parameter("approval_issues_at_once", "yes_no", "no"),
        Parameter("printed_number_prefix", "text", "~ "),
        Parameter("session_idle_minutes", "number", "120"),
        Parameter("service_hotline", "text", ""),
        Parameter("service_groups", "text", ""),
        Parameter("service_hours", "text", ""),
        Parameter("service_address", "text", ""),
        Parameter("password_policy", "choice", "strength", choices=("strength", "classes")),
        Parameter("password_days", "number", "90"),
        Parameter("card_sha1_until", "text", ""),
    )
}


def typed(parameter: Parameter, text: str) -> str | int | bool:
    """Return the value in its type; falls back to the default where the text is none of it."""
    if parameter.kind == "yes_no":
        return (text or parameter.default) == "yes"
    if parameter.kind == "number":
        return int(text) if text.isascii() and text.isdigit() else int(parameter.default)
    if parameter.kind == "choice":
        return text if text in parameter.choices else parameter.default
    return text


def is_secret(name: str) -> bool:
    """Tell whether the value of a parameter may only be written."""
    return name in DECLARED and DECLARED[name].kind == "secret"


def secret_names() -> list[str]:
    """Return the names of the parameters whose values may only be written."""
    return [name for name in DECLARED if is_secret(name)]
