"""Words of a form in the languages of its paper, and the blanks, boxes and choices inside its fixed texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from app.catalogue.facts import Raw, Strict

LANGUAGE_PATTERN = r"^[a-z]{2}$"
TEXT_PATTERN = r"^@[a-z][a-z0-9_]{0,59}$"

#: ISO 639-1; `zh` is set in Chinese type, every other language in the Latin faces
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
#: language → text
Words = dict[Language, Annotated[str, Field(max_length=8000)]]
#: what a fixed text is named by where it is printed: `@` and its key
TextKey = Annotated[str, Field(pattern=TEXT_PATTERN)]

_LANGUAGE = re.compile(r"[a-z]{2}")
#: {field} {field:40} a blank · {field=option} a box to tick · {field~option|words} words struck out unless chosen ·
#: {^1} a raised mark
_PIECE = re.compile(r"\{(?:\^([^{}|]{1,20})|([a-z][a-z0-9_]{0,59})(?:([:=~])([^{}|]*)(?:\|([^{}]*))?)?)\}")
#: the name under which words are kept apart from other entries; no definition can write it
_APART = "(words)"
LEAST_BLANK_MM, WIDEST_BLANK_MM = 5, 170

PieceKind = Literal["blank", "tick", "choice", "raised", "wrong"]
_KINDS: Mapping[str | None, PieceKind] = {None: "blank", ":": "blank", "=": "tick", "~": "choice"}


class Worded(Strict):
    """Something with words: they stand beside its other entries, `{key: kind, en: Kind, zh: 种类}`."""

    words: Words = Field(default_factory=dict, alias=_APART)

    @model_validator(mode="before")
    @classmethod
    def _words_apart(cls, data: Raw) -> Raw:
        if not isinstance(data, Mapping):
            return data
        words = {key: text for key, text in data.items() if isinstance(key, str) and _LANGUAGE.fullmatch(key)}
        return {**{key: part for key, part in data.items() if key not in words}, _APART: words}

    @model_serializer(mode="wrap")
    def _words_beside(self, handler: SerializerFunctionWrapHandler) -> dict[str, Raw]:
        written: dict[str, Raw] = handler(self)
        words = written.pop(_APART, None) or written.pop("words", None) or {}
        key = {name: written.pop(name) for name in ("key", "value") if name in written}
        return {**key, **words, **written}

    @property
    def zh(self) -> str:
        """Return the words for a Chinese reader of the screens."""
        return read_in(self.words, "zh")

    @property
    def en(self) -> str:
        """Return the words for an English reader of the screens."""
        return read_in(self.words, "en")


@dataclass(frozen=True)
class Piece:
    """Hold one `{…}` of a fixed text.

    kind    what it is; "wrong" where braces stand for nothing known
    key     the field that it belongs to; of a raised mark, the mark
    option  the value that is ticked or chosen
    words   of a choice, what is struck out
    width   of a blank, the least width in mm, 0 where the text does not say
    """

    kind: PieceKind
    key: str
    option: str = ""
    words: str = ""
    width: float = 0


def read_in(words: Mapping[str, str], language: str) -> str:
    """Return words in a language of the screens; in another one where they lack it."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def pieces(text: str) -> Iterator[Piece]:
    """Yield every blank, box, choice and raised mark of a fixed text, and what its braces have wrong."""
    end = 0
    for match in _PIECE.finditer(text):
        yield from _stray(text[end : match.start()])
        yield _piece(match)
        end = match.end()
    yield from _stray(text[end:])


def plain(text: str) -> str:
    """Return a fixed text without its marks, for titles and lists of contents."""
    return re.sub(r"\s+", " ", _PIECE.sub(lambda match: match[5] or "", text)).strip()


def lacking(words: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """Return the languages of the paper in which something has no words."""
    return [language for language in languages if not words.get(language)]


def _piece(match: re.Match[str]) -> Piece:
    raised, key, sign, argument, words = match.groups()
    if raised is not None:
        return Piece("raised", raised)
    argument = argument or ""
    kind = _KINDS[sign]
    if (kind == "choice") != (words is not None) or (kind in ("tick", "choice") and not argument):
        return Piece("wrong", match[0])
    if sign != ":":
        return Piece(kind, key, option=argument, words=words or "")
    is_number = re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", argument)
    return Piece("blank", key, width=float(argument)) if is_number else Piece("wrong", match[0])


def _stray(text: str) -> Iterator[Piece]:
    stray = re.search(r"\{[^{}]*\}?|\}", text)
    if stray:
        yield Piece("wrong", stray[0])
