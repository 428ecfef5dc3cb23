"""What stands in a box of a sheet, for those who hear the paper and for those who point at it."""

from __future__ import annotations

from collections.abc import Sequence

from app.reports.sheet_data import SheetData, Words

NOTHING: Words = {}


def label_of(data: SheetData, key: str) -> Words:
    """Return what a box is called in the languages of the paper; a cell of a table by its column and line from 1."""
    name, *cell = key.split(".")
    if name in data["fields"]:
        found = data["fields"][name]
        span = found.get("range")
        if isinstance(span, dict) and _is_range(data, name):
            return span
        return {language: words for language, words in found.items() if isinstance(words, str)}
    if name not in data["tables"]:
        return NOTHING
    table = data["tables"][name]
    row, column = (*map(int, cell), -1, -1)[:2]
    called = table["columns"][column] if 0 <= column < len(table["columns"]) else table["caption"]
    return {language: f"{words} {row + 1}" if row >= 0 else words for language, words in called.items()}


def text_of(data: SheetData, key: str) -> str:
    """Return what stands in a box, on one line: its text, what is ticked, or a cell."""
    name, *cell = key.split(".")
    if name in data["tables"]:
        return _cell(data["tables"][name]["rows"], *map(int, cell))
    for keys, words in data["ranges"].items():
        if keys.split("+")[0] == name:
            return str(words)
    if name in data["options"]:
        ticked = (choice["label"] for choice in data["options"][name] if choice["on"])
        return "; ".join(" ".join(label.values()) for label in ticked)
    lines = (line if isinstance(line, str) else line["text"].format("…") for line in data["lines"].get(name, ()))
    return " / ".join(line for line in lines if line.strip())


def in_language(words: Words, language: str) -> str:
    """Return words in a language, else in the first one that there is."""
    return words.get(language) or next(iter(words.values()), "")


def _cell(rows: Sequence[Sequence[str]], row: int = -1, column: int = -1) -> str:
    if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
        return " ".join(rows[row][column].split())
    return ""


def _is_range(data: SheetData, name: str) -> bool:
    return any(keys.split("+")[0] == name for keys in data["ranges"])
