"""The definition that a new format begins with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from app.catalogue.forms.definition import VERSION, VERSION_WORD
from app.catalogue.yaml_reading import read_yaml

_FOLDER = Path(__file__).parent
#: What a form keeps words in beside the languages of its paper: the screens show them.
_SCREENS = ("zh", "en")
_TITLES = {"zh": "title_zh", "en": "title_en"}


def new_definition(head: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every certificate has, with a head: code, form_no, type_codes, title_zh, title_en, scheme."""
    return {**head, **_skeleton("skeleton.yaml")}


def new_form(head: Mapping[str, Any], *, language: str) -> dict[str, Any]:
    """Return what every form has (format language 2), with the same head and one language of the paper."""
    skeleton = _skeleton("form_skeleton.yaml")
    kept = {language, *_SCREENS}
    begun = {
        VERSION_WORD: VERSION,
        "languages": [language],
        "letterhead": _words(skeleton["letterhead"], kept),
        "fields": [_words(field, kept) for field in skeleton["fields"]],
        "layout": skeleton["layout"],
    }
    return headed(begun, head)


def headed(definition: Mapping[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """Return a definition of either format language under another head."""
    if VERSION_WORD not in definition:
        return {**definition, **head}
    titles = _TITLES.values()
    title = {language: head[name] for language, name in _TITLES.items() if head.get(name)}
    others = [language for language in definition.get("languages", ()) if language not in _TITLES]
    words = {**title, **dict.fromkeys(others, head.get("title_en", ""))}
    return {**definition, **{name: part for name, part in head.items() if name not in titles}, "title": words}


def titles(definition: Mapping[str, Any]) -> dict[str, str]:
    """Return what lists show a definition as, finished or not: title_zh and title_en."""
    words = definition.get("title")
    if VERSION_WORD not in definition or not isinstance(words, Mapping):
        return {name: text for name in _TITLES.values() if isinstance(text := definition.get(name), str)}
    texts = {language: text for language, text in words.items() if isinstance(text, str) and text}
    fallback = next(iter(texts.values()), "")
    return {name: texts.get(language) or texts.get("en") or fallback for language, name in _TITLES.items()}


def _words(worded: Mapping[str, Any], kept: set[str]) -> dict[str, Any]:
    """Return words, or an item with words, without the languages that nobody asked for."""
    return {name: part for name, part in worded.items() if len(name) > len("zh") or name in kept}


@cache
def _skeleton(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", read_yaml(_FOLDER / name))
