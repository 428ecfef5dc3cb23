"""What customs' own system printed: its records come by the exchange or by a workbook, a dry run first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.domain.imports.files import MAX_BYTES, ImportedCell, ImportRefusedError
from app.extensions import db
from app.gateways import gateways, import_files
from app.models import CustomsPrint
from app.services.base import records, stored_files
from app.services.base.names import Names
from app.services.base.transaction import transaction

RESOURCE = "customs_prints"
WAITING = "customs_prints"
AT_ONCE = 500
LONGEST_NUMBER = 40
#: heading in small letters, without spaces → what the column holds
HEADINGS = {
    "customs_code": "customs_code", "关区代码": "customs_code", "customscode": "customs_code",
    "申报关区": "customs_code",
    "document_no": "document_no", "证单编号": "document_no", "documentnumber": "document_no", "证书编号": "document_no",
    "receipt_date": "receipt_date", "收单日期": "receipt_date", "receiptdate": "receipt_date",
}  # fmt: skip
COLUMNS = ("customs_code", "document_no", "receipt_date")


@dataclass(frozen=True, kw_only=True)
class Printed:
    """Hold one record of customs: office, document number, receipt date."""

    customs_code: str
    document_no: str
    receipt_date: date


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """Say which cell is wrong."""

    row: str
    column: str
    value: str


@dataclass(frozen=True, kw_only=True)
class PrintsDryRun:
    """Hold what an import would do; nothing can be imported from a file with errors."""

    sha256: str
    records: Sequence[Printed]
    errors: Sequence[Wrong]
    counts: Mapping[str, int]

    @property
    def can_be_confirmed(self) -> bool:
        return not self.errors and bool(self.counts["new"] or self.counts["changed"])


def dry_run(actor: Actor, data: bytes, *, now: datetime) -> PrintsDryRun:
    """Read a file, keep it aside and say what its import would do; raises ImportRefusedError, NotPermittedError."""
    records.require(actor, "import", RESOURCE)
    stored_files.sweep(WAITING, known=lambda _keys: set(), now=now)
    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import_too_large", limit=MAX_BYTES // 1024 // 1024)
    found = _judge(data)
    gateways().files.put(f"{WAITING}/{found.sha256}", data)
    return found


def confirm(actor: Actor, sha256: str, *, now: datetime) -> Mapping[str, int]:
    """Import the file of a dry run, all of it or nothing; raises NotFoundError, DomainError (errors in the file)."""
    records.require(actor, "import", RESOURCE)
    data = _waiting(sha256)
    found = _judge(data)
    if found.errors:
        raise DomainError("import_has_errors", count=len(found.errors))
    counts = take(found.records, now=now)
    gateways().files.delete(f"{WAITING}/{sha256}")
    return counts


def take(printed: Iterable[Printed], *, now: datetime) -> Mapping[str, int]:
    """Keep records of customs; one with a known document number replaces what was known."""
    counted: Counter[str] = Counter({"new": 0, "changed": 0, "same": 0})
    with transaction():
        wanted = list(printed)
        known = dict(_known([one.document_no for one in wanted]))
        for one in wanted:
            row = known.get(one.document_no)
            counted[_state(one, row)] += 1
            if row is None:
                db.session.add(
                    CustomsPrint(
                        customs_code=one.customs_code,
                        document_no=one.document_no,
                        receipt_date=one.receipt_date,
                        created_at=now,
                    )
                )
            else:
                records.write(row, {"customs_code": one.customs_code, "receipt_date": one.receipt_date})
    return counted


def take_reported(printed: Sequence[Printed], *, now: datetime) -> Mapping[str, int]:
    """Keep records that customs reported itself; raises DomainError, and keeps none, where an office is unknown."""
    unknown = {one.customs_code for one in printed} - _offices()
    if unknown:
        raise DomainError("customs_office_unknown", codes=", ".join(sorted(unknown)))
    return take(printed, now=now)


def _offices() -> set[str]:
    return {code for code, _name in Names().choices("customs", "zh")}


def _waiting(sha256: str) -> bytes:
    if not (len(sha256) == 64 and sha256.isascii() and sha256.isalnum()):  # noqa: PLR2004 hexadecimal digits
        raise NotFoundError
    try:
        return gateways().files.get(f"{WAITING}/{sha256}")
    except FileNotFoundError as error:
        raise NotFoundError("import_expired") from error


def _judge(data: bytes) -> PrintsDryRun:
    sheet = import_files.read(data)[0]
    heads = [HEADINGS.get("".join(str(head).strip(" *").lower().split())) for head in sheet.rows[0]]
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise ImportRefusedError("import_lacks_columns", columns=", ".join(missing))
    offices = _offices()
    errors: list[Wrong] = []
    found: dict[str, Printed] = {}
    for number, row in enumerate(sheet.rows[1:], start=1):
        cells = {name: _text(row[at]) if at < len(row) else "" for at, name in enumerate(heads) if name is not None}
        if not any(cells.values()):
            continue
        wrong = list(_wrong(cells, offices, found))
        errors += [Wrong(row=sheet.label(number), column=name, value=cells[name]) for name in wrong]
        if not wrong:
            day = date.fromisoformat(cells.pop("receipt_date"))
            found[cells["document_no"]] = Printed(receipt_date=day, **cells)
    known = dict(_known(list(found)))
    counted = Counter(_state(one, known.get(number)) for number, one in found.items())
    return PrintsDryRun(
        sha256=hashlib.sha256(data).hexdigest(),
        records=list(found.values()),
        errors=errors,
        counts={state: counted[state] for state in ("new", "changed", "same")},
    )


def _wrong(cells: Mapping[str, str], offices: set[str], found: Mapping[str, Printed]) -> Iterator[str]:
    """Yield the columns of a row whose cell is wrong."""
    if cells["customs_code"] not in offices:
        yield "customs_code"
    number = cells["document_no"]
    if not number or len(number) > LONGEST_NUMBER or number in found:
        yield "document_no"
    try:
        date.fromisoformat(cells["receipt_date"])
    except ValueError:
        yield "receipt_date"


def _text(cell: ImportedCell) -> str:
    text = str(cell).strip()
    return text.replace("/", "-") if text[:4].isdigit() and text[4:5] == "/" else text


def _state(one: Printed, row: CustomsPrint | None) -> str:
    if row is None:
        return "new"
    is_same = (row.customs_code, row.receipt_date) == (one.customs_code, one.receipt_date)
    return "same" if is_same else "changed"


def _known(numbers: Sequence[str]) -> Iterator[tuple[str, CustomsPrint]]:
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        for row in db.session.scalars(select(CustomsPrint).where(CustomsPrint.document_no.in_(part))):
            yield row.document_no, row
