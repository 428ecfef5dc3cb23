"""Inspection of what was printed: read back, judged box by box, and refused by the name of the box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import structlog

from app.domain.errors import DomainError
from app.gateways.typesetting import Printed, Sheet, SheetRefusedError
from app.gateways.typesetting.reading import read
from app.reports.expected import Part, expected_values
from app.reports.inspection import Expectation, Finding, inspect

log = structlog.get_logger("paper")


class FaultyPaperError(DomainError):
    """Refuse a finished PDF that does not show what it must; `findings` are all that is wrong, the first one is said.

    Text that does not fit is for those who typed it to mend (422); the rest is the system's fault.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        self.status = 422 if "box" in first.params else 500
        super().__init__(first.code, **first.params)


def findings(printed: Printed, sheet: Sheet, *, is_final: bool = True) -> list[Finding]:
    """Return what is wrong with a finished PDF; raises UnreadablePdfError when it cannot even be read."""
    data: Part = sheet.data
    number = data["head"]["number"]
    expected = Expectation(
        sheets=printed.pages,
        places=printed.boxes,
        values=expected_values(data, {box.key for box in printed.boxes}),
        on_each=(number,) if number else (),
        is_final=is_final,
    )
    return [_named(finding, data) for finding in inspect(read(printed.pdf), expected)]


def named(refused: SheetRefusedError, sheet: Sheet) -> SheetRefusedError:
    """Return what the engine refused with the label of its box, as it stands on the paper."""
    box = str(refused.params.get("box") or "")
    return SheetRefusedError(text=str(refused.params["text"]), box=_label(box, sheet.data) if box else "")


def require(printed: Printed, sheet: Sheet, *, is_final: bool = True) -> None:
    """Raise FaultyPaperError when anything is wrong with a finished PDF; all of it stands in the log."""
    found = findings(printed, sheet, is_final=is_final)
    if found:
        log.error("paper_refused", title=sheet.title, findings=[(one.code, dict(one.params)) for one in found])
        raise FaultyPaperError(found)


def _named(finding: Finding, data: Part) -> Finding:
    """Call the box of a finding by the label that stands on the paper, a cell of a table by its column and row."""
    if not finding.params.get("box"):
        return finding
    return Finding(code=finding.code, params={**finding.params, "box": _label(str(finding.params["box"]), data)})


def _label(key: str, data: Part) -> str:
    table, _, place = key.partition(".")
    if table in data["tables"] and place:
        row, _, column = place.partition(".")
        columns = data["tables"][table]["columns"]
        words = columns[int(column)] if column else data["tables"][table]["caption"]
        return f"{_words(words, data)} ({int(row) + 1})"
    if key.startswith("@"):
        return _words(data["texts"].get(key[1:], {}), data)[:_QUOTED] or key
    return _words(data["fields"].get(key, {}), data) or key


#: how much of a fixed text names it
_QUOTED = 40


def _words(words: Mapping[str, str], data: Part) -> str:
    return " ".join(words[language] for language in data["lang"] if words.get(language))
