"""What a document must show, box by box: the words that its data gives to be printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from app.reports.inspection import Value

#: data of a sheet, or a part of it, as `paper/sheet.typ` reads it
Part: TypeAlias = Mapping[str, Any]

#: {key} {key:mm} a blank · {key=option} a tick box · {key~option|words} an alternative · {^1} raised
_TOKEN = re.compile(r"\{(\^)?([a-z0-9_*()]+)(?:([:=~])([^|{}]*)(?:\|([^{}]*))?)?\}")
#: what the template writes where a text ends or a box stays empty
_MARKS = ("", "*****", "***")


def expected_values(data: Part, places: Collection[str]) -> list[Value]:
    """Return what must be read in every box of a document; `places` are the keys of the boxes that the engine reports.

    Fixed texts are values too: a clause that is cut off says something else.
    """
    return [*_Expected(data, frozenset(places)).values()]


class _Expected:
    """The data of one document, walked through as its template does."""

    def __init__(self, data: Part, places: frozenset[str]) -> None:
        self.data = data
        self.places = places
        self.languages: Sequence[str] = data["lang"]

    def values(self) -> Iterator[Value]:
        blocks: Sequence[Part] = self.data["layout"]["blocks"]
        is_tail = False
        for block in blocks:
            is_tail = is_tail or (block.get("issue", {}).get("sheets", "every") == "every" and "issue" in block)
            for value in self._block(block):
                # what stands from the issue block on is repeated at the foot of every sheet
                yield Value(key=value.key, lines=value.lines, on_each=is_tail)
        for place in self.data.get("after", ()):
            yield from self._table(place["table"])

    def _block(self, block: Part) -> Iterator[Value]:
        if not self._holds(block) or (block.get("hide") == "chosen" and self.data.get("hidden")):
            return
        if "rows" in block:
            yield from self._rows(block["rows"])
        elif "table" in block:
            yield from self._table(block["table"])
        elif "text" in block:
            yield from self._text(block["text"])
        elif "clauses" in block:
            lines = (*self._words(block.get("title", {})), *self._clauses(block["clauses"]))
            yield Value(key=block.get("key", "clauses"), lines=lines)
        elif "issue" in block:
            yield from self._rows(block["issue"]["rows"])
        elif "part" in block:
            for inner in block["part"]["blocks"]:
                yield from self._block(inner)

    def _rows(self, rows: Sequence[Sequence[str | Part]]) -> Iterator[Value]:
        for cell in (cell for row in rows for cell in row):
            if isinstance(cell, str):
                yield Value(key=cell, lines=self._lines(cell))
            elif self._holds(cell):
                yield from self._cell(cell)

    def _cell(self, cell: Part) -> Iterator[Value]:
        if "stack" in cell:
            yield from self._rows(cell["stack"])
        elif isinstance(cell["f"], list):
            yield Value(key=cell["f"][0], lines=(self.data["ranges"].get("+".join(cell["f"]), ""),))
        elif cell.get("as") == "checks":
            options = self.data["options"].get(cell["f"], ())
            if cell.get("hide") != "empty" or self.data["lines"].get(cell["f"]):
                yield Value(key=cell["f"], lines=tuple(word for o in options for word in self._words(o["label"])))
        else:
            yield Value(key=cell["f"], lines=self._lines(cell["f"]))

    def _text(self, key: str) -> Iterator[Value]:
        yield Value(key=key, lines=self._fixed(key) if key.startswith("@") else self._lines(key))

    def _clauses(self, clauses: Sequence[Part]) -> Iterator[str]:
        for clause in clauses:
            if not self._holds(clause):
                continue
            yield from self._pieces(clause.get("num", ""))
            words = clause.get("t", {})
            if isinstance(words, str):
                words = self.data["texts"].get(words[1:], {}) if words.startswith("@") else {"en": words}
            for text in self._words(words):
                yield from self._pieces(text)
            yield from self._clauses(clause.get("sub", ()))

    def _table(self, key: str) -> Iterator[Value]:
        for number, row in enumerate(self.data["tables"][key]["rows"]):
            cells = [tuple(str(cell).split("\n")) for cell in row]
            place = f"{key}.{number}"
            if f"{place}.0" in self.places:
                yield from (Value(key=f"{place}.{at}", lines=lines) for at, lines in enumerate(cells))
            else:
                yield Value(key=place, lines=tuple(line for lines in cells for line in lines))

    # words

    def _lines(self, key: str) -> tuple[str, ...]:
        """Return the lines of a field; one that points to sheets is read up to their numbers and from there on."""
        found = self.data["lines"].get(key, ())
        pieces = (piece for line in found for piece in ([line] if isinstance(line, str) else line["text"].split("{}")))
        return tuple(piece for piece in pieces if piece.strip() not in _MARKS)

    def _fixed(self, key: str) -> tuple[str, ...]:
        words = self._words(self.data["texts"].get(key[1:], {}))
        return tuple(piece for text in words for piece in self._pieces(text))

    def _words(self, words: Part) -> list[str]:
        return [words[language] for language in self.languages if words.get(language)]

    def _pieces(self, text: str) -> Iterator[str]:
        """Yield what a sentence prints: its own words, and between them what its tokens stand for."""
        return (piece for piece in self._parts(text) if piece.strip())

    def _parts(self, text: str) -> Iterator[str]:
        if self.data.get("format", 1) == 1:  # braces mean nothing there
            yield text
            return
        at = 0
        for token in _TOKEN.finditer(text):
            raised, key, kind, _, words = token.groups()
            yield text[at : token.start()]
            if raised:
                yield key
            elif kind == "~":
                yield words or ""
            elif kind != "=":
                yield from self._lines(key)
            at = token.end()
        yield text[at:]

    def _holds(self, part: Part) -> bool:
        return all(self._has(key, wanted) for key, wanted in (part.get("when") or {}).items())

    def _has(self, key: str, wanted: str | Sequence[str]) -> bool:
        chosen = self.data["chosen"].get(key, ())
        listed = [wanted] if isinstance(wanted, str) else wanted
        if "any" in listed:
            return bool(chosen)
        return ("none" in listed and not chosen) or any(value in listed for value in chosen)
