"""Cross-checks before declaring 申报前核对: warnings that a clerk reads and may pass; they never stand in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from app.domain.document.comparing import canonical, is_same
from app.domain.document.content import Content, Row
from app.domain.document.fields import FieldError, is_blank
from app.domain.document.numbering import normalised_no
from app.domain.document.shapes import FieldShape, FormatShape
from app.domain.document.texts import plain_number, read_date, read_number

#: How much two names have in common that are probably meant to be one.
NEARLY = 0.86
AMOUNTS = ("quantity", "weight", "gross_weight", "package_count")
UNITS = {"weight": "weight_unit", "quantity": "quantity_unit", "gross_weight": "weight_unit"}
PARTIES = frozenset({"consignor_name_en", "consignor_name_zh", "consignee_name_en", "consignee_name_zh",
                     "manufacturer_name"})  # fmt: skip
GOODS, CONTAINERS = "goods_lines", "containers"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """Hold a document with what it is checked against.

    proposed     what its declaration would print; None when no declaration is known
    declaration  the declaration's header
    country      the application's destination
    used         key of a field → what it said on the last documents of the same enterprise, the latest first
    """

    fmt: FormatShape
    content: Content
    proposed: Content | None = None
    declaration: Mapping[str, object] = field(default_factory=dict)
    country: str = ""
    used: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def rows(self, group: str) -> list[tuple[int, Row]]:
        """Return the rows of a group that say something, with their places."""
        return [(at, row) for at, row in enumerate(self.content.rows.get(group, ())) if not is_blank(row)]

    def declared_rows(self, group: str) -> Sequence[Row]:
        """Return the rows that the declaration has."""
        return self.proposed.rows.get(group, ()) if self.proposed else ()

    def fields_from(self, *paths: str) -> Iterator[FieldShape]:
        """Yield the applicant's values that come from one of these keys of the declaration."""
        for one in self.fmt.fields:
            keys = {path.rsplit(".", 1)[-1] for path in one.source.paths} if one.source else set()
            if one.entered_by == "applicant" and one.repeats == "none" and keys & set(paths):
                yield one


Found = Iterator[FieldError]


@dataclass(frozen=True)
class CrossCheck:
    """Name one check; its function yields warnings."""

    name: str
    find: Callable[[Papers], Found]


def run(papers: Papers) -> list[FieldError]:
    """Return every warning of every check, in the order of the table."""
    return [warning for check in CHECKS for warning in check.find(papers)]


def _warning(path: str, code: str, **params: object) -> FieldError:
    return FieldError(path, code, params, "warning")


def _amounts(papers: Papers) -> Found:
    """Compare quantities and weights line by line, or their sums when the lines are others."""
    rows, declared = papers.rows(GOODS), papers.declared_rows(GOODS)
    if not rows or not declared:
        return
    if len(rows) != len(declared):
        yield _warning(GOODS, "other_row_count", rows=len(rows), declared=len(declared))
        for key in AMOUNTS:
            total, wanted = _sum([row for _, row in rows], key), _sum(declared, key)
            if total is not None and wanted is not None and total != wanted:
                yield _warning(f"{GOODS}.{rows[0][0]}.{key}", "total_differs",
                               total=plain_number(total), declared=plain_number(wanted))  # fmt: skip
        return
    for (at, row), other in zip(rows, declared, strict=True):
        for key in dict.fromkeys([*AMOUNTS, *UNITS.values()]):
            ours, text = (row.get(key) or "").strip(), (other.get(key) or "").strip()
            if ours and text and not is_same(ours, text):
                yield _warning(f"{GOODS}.{at}.{key}", "differs_from_declaration", declared=text, corrected=text)


def _sum(rows: Sequence[Row], key: str) -> Decimal | None:
    """Return the sum of a column; None when a row says nothing, or in another unit than the others."""
    unit = UNITS.get(key)
    if unit and len({(row.get(unit) or "").strip() for row in rows}) > 1:
        return None
    numbers = [read_number((row.get(key) or "").strip()) for row in rows]
    return None if None in numbers else sum((one for one in numbers if one is not None), Decimal(0))


def _gross(papers: Papers) -> Found:
    """Find lines whose gross weight is below their net weight."""
    for at, row in papers.rows(GOODS):
        gross = read_number((row.get("gross_weight") or "").strip())
        net = read_number((row.get("weight") or "").strip())
        if gross is not None and net is not None and gross < net:
            yield _warning(f"{GOODS}.{at}.gross_weight", "gross_below_net", net=plain_number(net))


def _country(papers: Papers) -> Found:
    """Compare the destination with the declaration's, in the basic data and in the document."""
    declared = str(papers.declaration.get("destination_country") or "")
    if not declared:
        return
    if papers.country and papers.country != declared:
        yield _warning("application.destination_country", "country_differs", country=declared)
    for one in papers.fields_from("destination_country"):
        ours = papers.content.values.get(one.key, "").strip()
        if one.kind == "country" and ours and ours != declared:
            yield _warning(f"values.{one.key}", "country_differs", country=declared, corrected=declared)


def _dates(papers: Papers) -> Found:
    """Compare the date of despatch with the declaration, and with the dates of production."""
    wanted = _day(papers.declaration.get("despatch_date"))
    declared = _day(papers.declaration.get("declaration_date"))
    for one in papers.fields_from("despatch_date"):
        path, day = f"values.{one.key}", _day(papers.content.values.get(one.key))
        if day is None:
            continue
        if wanted and day != wanted:
            text = wanted.isoformat()
            yield _warning(path, "differs_from_declaration", declared=text, corrected=text)
        if declared and day < declared:
            yield _warning(path, "despatch_before_declaration", declared=declared.isoformat())
        for at, row in papers.rows(GOODS):
            late = [text for text in _days(row.get("production_date")) if text > day.isoformat()]
            if late:
                yield _warning(f"{GOODS}.{at}.production_date", "produced_after_despatch", despatch=day.isoformat())


def _day(value: object) -> date | None:
    return read_date(str(value or "")[:10])


def _days(text: object) -> list[str]:
    parts = str(text or "").replace("，", ",").replace("、", ",").split(",")
    return [day.isoformat() for part in parts if (day := read_date(part.strip()))]


def _containers(papers: Papers) -> Found:
    """Find container numbers that stand twice or that the declaration does not have."""
    declared = {normalised_no(row.get("container_no") or "") for row in papers.declared_rows(CONTAINERS)} - {""}
    seen: set[str] = set()
    for at, row in papers.rows(CONTAINERS):
        number = normalised_no(row.get("container_no") or "")
        path = f"{CONTAINERS}.{at}.container_no"
        if number and number in seen:
            yield _warning(path, "container_twice", value=number)
        elif number and declared and number not in declared:
            yield _warning(path, "container_not_declared", declared=", ".join(sorted(declared)))
        seen.add(number)


def _names(papers: Papers) -> Found:
    """Find names that are nearly, and not quite, those of the declaration or of the last documents."""
    for one in papers.fields_from(*PARTIES):
        ours = papers.content.values.get(one.key, "").strip()
        proposed = papers.proposed.values.get(one.key, "") if papers.proposed else ""
        used = papers.used.get(one.key, ())
        if not ours or any(is_same(ours, text) for text in (proposed, *used) if text):
            continue
        meant = next((text for text in (proposed, *used) if text and _is_nearly(ours, text)), None)
        if meant is not None:
            yield _warning(f"values.{one.key}", "name_nearly_used", corrected=meant)


def _is_nearly(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, canonical(one).casefold(), canonical(other).casefold(), autojunk=False)
    return matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY


#: The checks, one row each; container numbers' form and check digit stand with the fields (`fields.check`).
CHECKS: tuple[CrossCheck, ...] = (
    CrossCheck("amounts", _amounts),
    CrossCheck("gross_weight", _gross),
    CrossCheck("country", _country),
    CrossCheck("dates", _dates),
    CrossCheck("containers", _containers),
    CrossCheck("names", _names),
)
