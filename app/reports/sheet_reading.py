"""What stands in a box of a sheet, for those who hear the paper and for those who point at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: language → words
Words = Mapping[str, str]
NOTHING: Words = {}


def label_of(data: Mapping[str, Any], key: str) -> Words:
    """Return what a box is called, in the languages of the paper; a row of a table by the table's caption."""
    name, _, row = key.partition(".")
    if name in data["fields"]:
        found = data["fields"][name]
        label: Words = found.get("range", found) if _is_range(data, name) else found
        return {language: words for language, words in label.items() if isinstance(words, str)}
    if name in data["tables"]:
        caption = data["tables"][name]["caption"]
        number = f" {int(row) + 1}" if row else ""
        return {language: f"{words}{number}" for language, words in caption.items()}
    return NOTHING


def text_of(data: Mapping[str, Any], key: str) -> str:
    """Return what stands in a box, on one line: the text, what is ticked, or a row with its heads."""
    name, _, row = key.partition(".")
    if name in data["tables"] and row:
        return _row_text(data["tables"][name], int(row))
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


def _row_text(table: Mapping[str, Any], number: int) -> str:
    rows = table["rows"]
    if number >= len(rows):
        return ""
    heads = [in_language(column, "en") for column in table["columns"]]
    cells = zip(heads, rows[number], strict=False)
    return "; ".join(f"{head} {' '.join(cell.split())}".strip() for head, cell in cells if cell.strip())


def _is_range(data: Mapping[str, Any], name: str) -> bool:
    return any(keys.split("+")[0] == name for keys in data["ranges"])
