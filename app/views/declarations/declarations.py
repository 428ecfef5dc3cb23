"""Inspection declarations 报检单: the read-only copies that certificates are filled from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import defer, selectinload

from app.catalogue.loader import catalogue
from app.models import Declaration
from app.views.declarations.imports import ImportScreens
from app.views.frame.context import Context
from app.views.lists.base import ReadOnlyView
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.words.columns import label_of
from app.views.words.declared import Fact, facts, table
from app.views.words.formatting import name_language
from app.views.words.label import Label
from app.views.words.writing import customs_choices


class DeclarationsView(ImportScreens, ReadOnlyView[Declaration]):
    route_base = "/declarations"
    class_permission_name = screen = "declarations"
    datamodel = FastInterface(
        Declaration,
        eager=(
            selectinload(Declaration.organisation),
            defer(Declaration.header),
            defer(Declaration.goods_lines),
            defer(Declaration.containers),
        ),
    )
    list_title = _l("Inspection declarations")
    empty_text = _l("Declarations arrive from customs, or are imported from a file.")
    new_label = _l("Import")
    show_template = "declarations/declaration.html"
    columns = (
        Column(key="inspection_no", sort=Declaration.inspection_no, is_link=True),
        Column(
            key="organisation",
            label=label_of("enterprise"),
            value=lambda row: row.organisation.short_name or row.organisation.name,
        ),
        Column(key="declaring_customs"),
        Column(key="declaration_date", sort=Declaration.declaration_date),
        Column(key="consignee_name_foreign", label=label_of("consignee"), width=30),
        Column(key="destination_country", wording="short", width=14),
        Column(key="goods_name", label=label_of("goods_lines"), width=30),
        Column(key="received_at", is_chosen=False),
    )
    query = (
        Text(columns=(Declaration.inspection_no,), match="starts"),
        Choice(column=Declaration.declaring_customs, choices=customs_choices),
        Text(name="consignee", key="consignee", columns=(Declaration.consignee_name_foreign,)),
        Text(name="goods", key="goods_lines", columns=(Declaration.goods_name,)),
        DateRange(column=Declaration.declaration_date, is_timestamp=False),
    )

    def labels(self) -> dict[str, Label]:
        """Name the declared keys in the history, each as the declaration does."""
        language = name_language()
        declared = {f"header.{one.key}": getattr(one, language) for one in catalogue().declaration.header}
        return {
            **super().labels(),
            **declared,
            "goods_lines": label_of("goods_lines"),
            "containers": label_of("containers"),
        }

    def extras(self, row: Declaration) -> Context:
        """Return everything that was declared, group by group."""
        declared = catalogue().declaration
        shown: list[Fact] = facts(declared.header, row.header)
        return {
            "declared": shown,
            "tables": [
                (_l("Goods"), *table(declared.goods_line, row.goods_lines)),
                (_l("Containers"), *table(declared.container, row.containers)),
            ],
        }
