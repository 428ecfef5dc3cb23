"""Codings of the catalogue of columns: the name of each, and how its codes are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from app.views.words import entry_modes, labels
from app.views.words.formatting import country_name, customs_label, status_label, type_name
from app.views.words.label import Label
from app.views.words.role_words import side_label

#: says a code of one kind in words
Coding: TypeAlias = Callable[[Any], str]


def _known(words: Mapping[str, Label]) -> Coding:
    return lambda code: str(words.get(code, code))


def _country(code: str | None) -> str:
    return country_name(code)


def _customs(code: str | None) -> str:
    return customs_label(code)


CODINGS: Mapping[str, Coding] = {
    "action": _known(labels.ACTIONS),
    "country": _country,
    "customs": _customs,
    "document_type": type_name,
    "entry_mode": entry_modes.label,
    "original_place": _known(labels.ORIGINAL_PLACES),
    "reissue_kind": _known(labels.REISSUE_KINDS),
    "side": side_label,
    "status": status_label,
}
