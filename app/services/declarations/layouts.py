"""What can be imported: one row a kind, its columns from catalogue/declaration.yaml, how rows are kept, its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.catalogue.declaration import DeclarationField
from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.imports.files import ImportedCell
from app.domain.imports.layout import ImportLayout, ImportTable
from app.domain.imports.records import Record
from app.models import Declaration, PackagingApplication
from app.reports.import_template import WRITERS, Note
from app.services.base import records
from app.services.base.records import Columns

LONGEST_GOODS_NAME = 255
#: The kinds of files that a template can be had as.
EXTENSIONS = tuple(WRITERS)
#: The sheet of a template that explains the others, in both languages.
NOTES = ("说明", "Notes")


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """Declare one kind of import: its screen, its model, the column of its number, its layout, how a record is kept."""

    resource: str
    model: type[Declaration | PackagingApplication]
    number: str
    layout: Callable[[], ImportLayout]
    columns: Callable[[Record], Columns]


def template_file(
    actor: Actor, kind: str, extension: str, *, language: str, notes: Sequence[Note]
) -> tuple[bytes, str]:
    """Return an empty file to fill in and its media type; raises NotFoundError for another extension."""
    records.require(actor, "import", kind)
    if extension not in WRITERS:
        raise NotFoundError
    media_type, write = WRITERS[extension]
    return write(KINDS[kind].layout(), language, kind, notes), media_type


def code_lists(layout: ImportLayout) -> set[str]:
    """Return the code lists that the cells of a layout name, those of items included."""
    tables = (layout.header, *layout.tables)
    shapes = [
        *(one for table in tables for one in table.fields),
        *(one for found in layout.items.values() for one in found),
    ]
    return {one.code_list for one in shapes if one.code_list}


def _declaration_layout() -> ImportLayout:
    declared = catalogue().declaration
    return ImportLayout(
        number="inspection_no",
        header=ImportTable(
            key="header",
            zh="报检单",
            en="Declarations",
            fields=[one for one in declared.header if not (one.kind == "list" and one.items == "container")],
        ),
        tables=(
            ImportTable(key="goods_lines", zh="货物", en="Goods", fields=declared.goods_line, is_needed=True),
            ImportTable(key="containers", zh="集装箱", en="Containers", fields=declared.container),
        ),
        items=_items(),
        notes=_notes(),
    )


def _packaging_layout() -> ImportLayout:
    fields = catalogue().declaration.packaging_application
    header = ImportTable(key="header", zh="包装检验申请单", en="Packaging applications", fields=fields)
    return ImportLayout(number="application_no", header=header, items=_items(), notes=_notes())


def _items() -> Mapping[str, tuple[DeclarationField, ...]]:
    declared = catalogue().declaration
    return {
        "requested_certificate": declared.requested_certificate,
        "attached_document": declared.attached_document,
        "licence": declared.licence,
    }


def _notes() -> frozenset[str]:
    return frozenset(name.casefold() for name in NOTES)


def _declaration_columns(record: Record) -> Columns:
    header, lines = record.header, record.rows.get("goods_lines", [])
    names = dict.fromkeys(str(line.get("goods_name_zh", "")) for line in lines)
    return {
        "declaring_customs": header.get("declaring_customs", ""),
        "declaration_date": _day(header.get("declaration_date")),
        "destination_country": header.get("destination_country", ""),
        "consignor_name_zh": header.get("consignor_name_zh", ""),
        "consignee_name_foreign": header.get("consignee_name_en", ""),
        "goods_name": "、".join(filter(None, names))[:LONGEST_GOODS_NAME],
        "header": dict(header),
        "goods_lines": [dict(line) for line in lines],
        "containers": [dict(one) for one in record.rows.get("containers", [])],
    }


def _packaging_columns(record: Record) -> Columns:
    entries = record.header
    return {
        "inspection_no": entries.get("inspection_no") or None,
        "declaring_customs": entries.get("declaring_customs", ""),
        "applicant_name": entries.get("applicant_name", ""),
        "container_name_and_spec": entries.get("container_name_and_spec", ""),
        "entries": dict(entries),
    }


def _day(text: ImportedCell) -> date | None:
    return datetime.fromisoformat(str(text)).date() if text else None


KINDS: Mapping[str, ImportKind] = {
    kind.resource: kind
    for kind in (
        ImportKind(
            resource="declarations",
            model=Declaration,
            number="inspection_no",
            layout=_declaration_layout,
            columns=_declaration_columns,
        ),
        ImportKind(
            resource="packaging_applications",
            model=PackagingApplication,
            number="application_no",
            layout=_packaging_layout,
            columns=_packaging_columns,
        ),
    )
}
