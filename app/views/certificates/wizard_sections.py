"""The form that a format defines: its fields in sections, its rows in tables, with labels, help and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from app.catalogue.schema import Clause, Format, FormatField, RowColumn, Statement
from app.domain.document.conditions import Condition
from app.domain.document.content import Content
from app.domain.document.presence import left_out, left_out_groups
from app.domain.document.texts import read_date
from app.views.certificates.forms import Shown
from app.views.frame.context import Context
from app.views.words.content_words import Named, group_title
from app.views.words.label import Label
from app.views.words.labels import GROUPS

#: Sections in the order of the form.
SECTIONS: dict[str, Label] = {
    "document": _l("Document"),
    "parties": _l("Consignor and consignee"),
    "details": _l("Goods and packages"),
    "transport": _l("Transport"),
    "contents": _l("Contents"),
    "remarks": _l("Remarks"),
}
#: Keys of the declaration whose boxes stand in a section other than "details".
_SECTION_OF_SOURCE = {
    **dict.fromkeys(
        (
            "consignor_name_en", "consignor_name_zh", "consignee_name_en", "consignee_name_zh",
            "packaging_application.applicant_name", "packaging_application.user_name",
        ),
        "parties",
    ),
    **dict.fromkeys(
        (
            "place_of_despatch", "port_of_destination", "destination_country", "transport_mode", "transport_name",
            "transport_no", "despatch_date", "packaging_application.transport_mode",
        ),
        "transport",
    ),
}  # fmt: skip
_WIDE = ("textarea", "richtext")


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One input of the form, ready for the template."""

    spec: FormatField
    value: str
    source: str
    clauses: Sequence[Clause] = ()
    languages: Sequence[str] = ("zh", "en")
    is_asked: bool = True

    @property
    def name(self) -> str:
        return f"values.{self.spec.key}"

    @property
    def id(self) -> str:
        return field_id(self.name)

    @property
    def is_wide(self) -> bool:
        return self.spec.kind in _WIDE

    @property
    def has_date_input(self) -> bool:
        """Tell whether a date input can show the value; a text that is no day is shown as text."""
        return self.spec.kind == "date" and (not self.value or read_date(self.value) is not None)

    @property
    def chosen(self) -> frozenset[str]:
        """Return the chosen options of an enum."""
        return frozenset(filter(None, self.value.split(",")))


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """One table of rows."""

    key: str
    title: str
    columns: Sequence[RowColumn]
    rows: Sequence[Mapping[str, str]]
    is_imported: bool
    is_needed: bool
    conditions: Sequence[Condition] = ()
    is_asked: bool = True

    def holds(self, path: str) -> bool:
        """Tell whether a path names this group or a cell of it."""
        return path.partition(".")[0] == self.key

    def data(self, language: str) -> Context:
        """Return what the grid's script needs: the columns in the page's language, and the rows."""
        columns = [
            {
                "key": column.key, "label": _name(column, language), "kind": column.kind, "required": column.required,
                "list": column.code_list or "", "own": column.entered_by == "applicant",
                "names": [column.zh, column.en],
            }
            for column in self.columns
        ]  # fmt: skip
        return {"group": self.key, "title": self.title, "columns": columns, "rows": list(self.rows)}


@dataclass(frozen=True, kw_only=True)
class FormView:
    """The whole form."""

    sections: Mapping[str, Sequence[FieldView]]
    groups: Sequence[GroupView]
    statements: Sequence[Statement]
    alternatives: Sequence[Statement]
    customs_fields: Sequence[FormatField]
    can_hide: bool
    shown: Shown
    titles: Mapping[str, Label] = field(default_factory=lambda: SECTIONS)


def field_id(path: str) -> str:
    """Return the id of the element that a path names."""
    return "f-" + path.replace(".", "-")


def form_view(spec: Format, shown: Shown, *, sources: Mapping[str, str]) -> FormView:
    """Return the applicant's form of a format, filled with what is shown."""
    sections: dict[str, list[FieldView]] = {key: [] for key in SECTIONS}
    without = left_out(spec, Content(values=shown.values))
    last_text = [f.key for f in spec.fields if f.kind == "richtext" and f.entered_by == "applicant"][:1]
    for item in spec.fields:
        if item.entered_by == "applicant" and item.repeats == "none" and item.kind != "image":
            path = f"values.{item.key}"
            view = FieldView(
                spec=item,
                value=shown.values.get(item.key, ""),
                source=sources.get(path, "") if shown.values.get(item.key) else "",
                clauses=spec.clauses if item.key in last_text else (),
                languages=spec.languages,
                is_asked=item.key not in without,
            )
            sections[section_of(spec, item)].append(view)
    return FormView(
        sections=sections,
        groups=list(_groups(spec, shown, sources)),
        statements=[s for s in spec.statements if s.optional],
        alternatives=[s for s in spec.statements if not s.optional and s.default is not None],
        customs_fields=[f for f in spec.fields if f.entered_by == "customs" and f.repeats == "none"],
        can_hide=bool(spec.optional_block_fields()),
        shown=shown,
    )


def section_of(spec: Format, item: FormatField) -> str:
    """Return the section that a field stands in, from its place on the paper, its kind and its source."""
    head = spec.layout.head
    if item.key in (head.title, head.subtitle, head.note):
        return "document"
    if item.key == "remark":
        return "remarks"
    if item.kind == "richtext":
        return "contents"
    paths = item.source.paths if item.source else ()
    return next((_SECTION_OF_SOURCE[path] for path in paths if path in _SECTION_OF_SOURCE), "details")


def _groups(spec: Format, shown: Shown, sources: Mapping[str, str]) -> Sequence[GroupView]:
    found = []
    without = left_out_groups(spec, Content(values=shown.values))
    tables = {table.group: table for table in spec.tables}
    own = dict.fromkeys(column.group for column in spec.columns if column.group not in GROUPS)
    for group in (*GROUPS, *own):
        columns = [column for column in spec.columns if column.group == group]
        if not any(column.entered_by == "applicant" for column in columns):
            continue
        found.append(
            GroupView(
                key=group,
                title=group_title(spec, group),
                columns=columns,
                rows=shown.rows.get(group, []),
                is_imported=any(p.startswith(f"{group}.") and s == "imported" for p, s in sources.items()),
                is_needed=any(column.required for column in columns),
                conditions=tables[group].conditions if group in tables else (),
                is_asked=group not in without,
            )
        )
    return found


def labels(spec: Format, path: str, *, language: str) -> str:
    """Return the label of the place that an error or a change names, in one language."""
    head, _, rest = path.partition(".")
    if head == "values":
        named: Named | None = next((f for f in spec.fields if f.key == rest), None)
        return _name(named, language) if named else rest
    number, _, column = rest.partition(".")
    title = group_title(spec, head)
    if not number.isdigit():
        return title
    found = next((c for c in spec.columns if c.group == head and c.key == column), None)
    return f"{title} {int(number) + 1}" + (f" · {_name(found, language)}" if found else "")


def _name(named: Named, language: str) -> str:
    return str(named.zh if language == "zh" else named.en)
