"""Reissues 补发申报: what each kind may change, where the original may be, and what becomes of the old document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.document.content import Content, Row
from app.domain.document.shapes import FormatShape
from app.domain.workflow import Validity


class ReissueKind(StrEnum):
    """Name the kinds of reissue (domain §4.5); supplement is the main case."""

    SUPPLEMENT = "supplement"
    CHANGE = "change"
    REPLACE = "replace"
    SECOND_ORIGINAL = "second_original"


class OriginalPlace(StrEnum):
    """Name where the printed original is."""

    RETURNED = "returned"
    WITH_APPLICANT = "with_applicant"
    WITH_CONSIGNEE = "with_consignee"
    LOST = "lost"
    DAMAGED = "damaged"


_P = OriginalPlace


@dataclass(frozen=True, kw_only=True)
class ReissueRule:
    """Declare one kind.

    opens      "all" of the applicant's entries, "additions" (empty boxes and `OPEN_TO_SUPPLEMENTS`), or "nothing"
    places     where the original may be
    old        what the old document becomes when the new one is issued; None: it stays as it is
    """

    opens: str
    places: tuple[OriginalPlace, ...]
    old: Validity | None


#: The one table of reissues; original and copies can be asked for in any number with every kind.
RULES: dict[ReissueKind, ReissueRule] = {
    ReissueKind.SUPPLEMENT: ReissueRule(opens="additions", places=tuple(_P), old=Validity.SUPPLEMENTED),
    ReissueKind.CHANGE: ReissueRule(
        opens="all", places=(_P.RETURNED, _P.WITH_APPLICANT, _P.WITH_CONSIGNEE), old=Validity.REPLACED
    ),
    ReissueKind.REPLACE: ReissueRule(opens="all", places=(_P.LOST, _P.DAMAGED, _P.RETURNED), old=Validity.REPLACED),
    ReissueKind.SECOND_ORIGINAL: ReissueRule(
        opens="nothing", places=(_P.RETURNED, _P.WITH_APPLICANT, _P.WITH_CONSIGNEE), old=None
    ),
}

#: What an issued certificate can lack: tests, treatments, findings. Parties, goods and transport stay as certified.
SUPPLEMENTED_GROUPS = frozenset({"test_items", "treatments"})
SUPPLEMENTED_KEYS = frozenset({"remark"})
SUPPLEMENTED_KINDS = frozenset({"richtext"})
#: They name the declaration that the old document was issued for; no kind changes them.
DECLARED_HEADER = frozenset({"inspection_no", "declaring_customs", "declaration_date"})
STATEMENTS = "statements"


@dataclass(frozen=True, kw_only=True)
class Openness:
    """Tell which entries of a reissue's draft are open; `origin` is what the old document says."""

    kind: ReissueKind
    spec: FormatShape
    origin: Content

    @property
    def _opens(self) -> str:
        return RULES[self.kind].opens

    def is_value_open(self, key: str) -> bool:
        """Tell whether a box may be changed."""
        if self._opens != "additions":
            return self._opens == "all"
        field = next((one for one in self.spec.fields if one.key == key), None)
        is_addition = key in SUPPLEMENTED_KEYS or getattr(field, "kind", "") in SUPPLEMENTED_KINDS
        return is_addition or not self.origin.values.get(key, "").strip()

    def is_group_open(self, group: str) -> bool:
        """Tell whether a table may be changed."""
        if self._opens != "additions":
            return self._opens == "all"
        return group in SUPPLEMENTED_GROUPS or not self.origin.rows.get(group)

    def is_path_open(self, path: str) -> bool:
        """Tell whether a box or a table's cell may be changed."""
        group, _, rest = path.partition(".")
        return self.is_value_open(rest) if group == "values" else self.is_group_open(group)

    @property
    def are_statements_open(self) -> bool:
        return self._opens != "nothing"

    def is_header_open(self, name: str) -> bool:
        """Tell whether an entry of the basic data may be changed."""
        return self._opens == "all" and name not in DECLARED_HEADER

    def closed_header(self, names: Iterable[str]) -> list[str]:
        """Return the names of the basic data that are closed."""
        return [name for name in names if not self.is_header_open(name)]

    @property
    def is_narrow(self) -> bool:
        """Tell whether most entries are closed, so that nothing is filled in from the declaration."""
        return self._opens != "all"

    def closed(self, before: Content, after: Content) -> list[str]:
        """Return the paths of closed entries in which two contents differ."""
        values = sorted({*before.values, *after.values})
        found = [
            f"values.{key}"
            for key in values
            if before.values.get(key, "") != after.values.get(key, "") and not self.is_value_open(key)
        ]
        groups = sorted({*before.rows, *after.rows})
        found += [
            group
            for group in groups
            if _written(before.rows, group) != _written(after.rows, group) and not self.is_group_open(group)
        ]
        if not self.are_statements_open and (before.statements, before.hidden) != (after.statements, after.hidden):
            found.append(STATEMENTS)
        return found


def _written(rows: Mapping[str, Sequence[Row]], group: str) -> list[Row]:
    """Return a table without its empty cells and rows."""
    filled = [{key: text for key, text in row.items() if text} for row in rows.get(group, ())]
    return [row for row in filled if row]
