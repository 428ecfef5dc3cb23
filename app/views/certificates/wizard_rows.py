"""The form's small buttons without a script: delete a row, paste rows, insert a clause, take over a correction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import request

from app.catalogue.schema import Clause, Format
from app.domain.errors import NotFoundError
from app.views.certificates.forms import Shown
from app.views.certificates.wizard_paste import pasted_rows


def altered(wish: str, shown: Shown, spec: Format) -> Shown:
    """Return the form with what its button asks for: `remove:<group>:<n>`, `fix:<path>=<value>`."""
    verb, _, rest = wish.partition(":")
    change = _CHANGES.get(verb)
    if change is not None:
        change(shown, spec, rest)
    return shown


def clause_text(clause: Clause, spec: Format) -> str:
    """Return a clause as it is inserted: in the languages of the paper, in their order."""
    return clause.text_in(spec.languages)


def _remove(shown: Shown, _spec: Format, rest: str) -> None:
    group, _, number = rest.partition(":")
    rows = shown.rows.get(group, [])
    if number.isascii() and number.isdigit() and int(number) < len(rows):
        shown.rows[group] = [row for at, row in enumerate(rows) if at != int(number)]


def _paste(shown: Shown, spec: Format, group: str) -> None:
    columns = [c for c in spec.columns if c.group == group and c.entered_by == "applicant"]
    rows = pasted_rows(request.form.get(f"paste.{group}", ""), columns)
    shown.rows[group] = [*shown.rows.get(group, []), *rows]


def _clause(shown: Shown, spec: Format, rest: str) -> None:
    key, _, name = rest.partition(":")
    clause = next((c for c in spec.clauses if c.key == name), None)
    if clause is None:
        raise NotFoundError
    before = shown.values.get(key, "").rstrip()
    shown.values[key] = "\n".join(filter(None, (before, clause_text(clause, spec))))


def _fix(shown: Shown, _spec: Format, rest: str) -> None:
    path, _, corrected = rest.partition("=")
    group, number, column = (*path.split("."), "", "")[:3]
    if group == "values" and number in shown.values:
        shown.values[number] = corrected
    rows = shown.rows.get(group, [])
    if number.isascii() and number.isdigit() and int(number) < len(rows):
        rows[int(number)][column] = corrected


_CHANGES: Mapping[str, Callable[[Shown, Format, str], None]] = {
    "remove": _remove,
    "paste": _paste,
    "clause": _clause,
    "fix": _fix,
}
