"""Whether a document can be printed: the engine lays it out, and what it refuses is found in its field."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from app.catalogue.schema import Format
from app.domain.document.characters import settled
from app.domain.document.fields import FieldError
from app.domain.document.printed import GROUPS
from app.domain.document.unprintable import Unprintable
from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError, Sheet, SheetRefusedError, TypesettingError
from app.gateways.typesetting.culprits import culprit
from app.models import Certificate
from app.services.certificates import printing

#: What the engine refuses although every character of it has a glyph.
REFUSED = "unprintable_here"
#: Where in a document a problem stands that no field has.
PAPER = "paper"
#: Sheets whose outcome is remembered: a check page, its declaration and its approval ask for the same one.
REMEMBERED = 512


@dataclass(frozen=True)
class _Outcome:
    """Hold what the engine refused, empty when it printed all, and the box where it tells one."""

    text: str = ""
    box: str = ""


_known: OrderedDict[tuple[str, str], _Outcome] = OrderedDict()
_lock = threading.Lock()


def problems(certificate: Certificate) -> list[FieldError]:
    """Return what the engine refuses in a document as it would print now, under the paths of its fields.

    Nothing is wrong where the paper's fonts are not installed: then it is the installation that prints nothing.
    """
    sheet = printing.sheet(certificate)
    try:
        outcome = _outcome(sheet)
    except FontsMissingError:
        return []
    except TypesettingError as error:
        return [FieldError(PAPER, error.code, error.params)]
    return [_found(certificate, outcome)] if outcome.text else []


def prepare(sheets: list[Sheet]) -> None:
    """Lay sheets out so that `problems` knows the answer, before any lock is held."""
    for sheet in sheets:
        try:
            _outcome(sheet)
        except TypesettingError:
            return  # `problems` meets it again, and tells it


def _outcome(sheet: Sheet) -> _Outcome:
    key = (gateways().typesetter.fonts.name, sheet.key)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    found = _laid_out(sheet)
    with _lock:
        _known[key] = found
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return found


def _laid_out(sheet: Sheet) -> _Outcome:
    try:
        gateways().typesetter.print(sheet)
    except SheetRefusedError as error:
        text, box = str(error.params["text"]), str(error.params.get("box") or "")
        return _Outcome(text, box or culprit(sheet, _is_refused)[1])
    return _Outcome()


def _is_refused(sheet: Sheet) -> bool:
    try:
        gateways().typesetter.print(sheet)
    except SheetRefusedError:
        return True
    return False


def _found(certificate: Certificate, outcome: _Outcome) -> FieldError:
    """Return the error at the field that holds a refused text, with the place in it."""
    spec = certificate.format_version.spec
    holders = [(path, text) for path, text in _texts(certificate) if outcome.text in text]
    of_box = [(path, text) for path, text in holders if _is_in_box(spec, path, outcome.box)]
    path, text = (of_box or holders or [(PAPER, outcome.text)])[0]
    before = text[: text.index(outcome.text)]
    place = Unprintable(
        code=REFUSED,
        text=outcome.text,
        line=before.count("\n") + 1,
        column=len(before) - (before.rfind("\n") + 1) + 1,
    )
    return FieldError(path, place.code, place.params)


def _texts(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Yield path and text of every entry, as it prints."""
    for key, text in certificate.values.items():
        yield f"values.{key}", settled(text, has_lines=True)
    for group, rows in certificate.rows.items():
        for number, row in enumerate(rows):
            for key, text in row.items():
                yield f"{group}.{number}.{key}", settled(text, has_lines=True)


def _is_in_box(spec: Format, path: str, box: str) -> bool:
    """Tell whether a box prints what stands at a path."""
    group, _, rest = path.partition(".")
    if group == "values":
        return rest == box
    field = next((one for one in spec.fields if one.key == box), None)
    if field is None or GROUPS.get(field.repeats) != group:
        return False
    keys = {source.rpartition(".")[2] for source in field.source.paths} if field.source else set()
    return rest.partition(".")[2] in keys
