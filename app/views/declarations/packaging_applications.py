"""Packaging applications 出境货物运输包装检验申请单: what the two packaging slips are filled from; read only."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import defer, selectinload

from app.catalogue.loader import catalogue
from app.models import PackagingApplication
from app.views.declarations.imports import ImportScreens
from app.views.frame.context import Context
from app.views.lists.base import ReadOnlyView
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.words.columns import label_of
from app.views.words.declared import facts
from app.views.words.label import Label
from app.views.words.writing import customs_choices


class PackagingApplicationsView(ImportScreens, ReadOnlyView[PackagingApplication]):
    route_base = "/packaging-applications"
    class_permission_name = screen = "packaging_applications"
    datamodel = FastInterface(
        PackagingApplication,
        eager=(selectinload(PackagingApplication.organisation), defer(PackagingApplication.entries)),
    )
    list_title = _l("Packaging applications")
    empty_text = _l("Packaging applications arrive from customs, or are imported from a file.")
    new_label = _l("Import")
    show_template = "declarations/declaration.html"
    columns = (
        Column(key="application_no", sort=PackagingApplication.application_no, is_link=True),
        Column(key="inspection_no", sort=PackagingApplication.inspection_no),
        Column(
            key="organisation",
            label=label_of("enterprise"),
            value=lambda row: row.organisation.short_name or row.organisation.name,
        ),
        Column(key="declaring_customs"),
        Column(key="applicant_name", width=30),
        Column(key="container_name_and_spec", label=_l("Packaging"), width=30),
    )
    query = (
        Text(columns=(PackagingApplication.application_no,), match="starts"),
        Text(columns=(PackagingApplication.inspection_no,), match="starts"),
        Choice(column=PackagingApplication.declaring_customs, choices=customs_choices),
        Text(name="applicant", columns=(PackagingApplication.applicant_name,)),
    )

    def labels(self) -> dict[str, Label]:
        """Name the entries in the history, each as the form does."""
        language = "zh" if str(get_locale() or "zh").startswith("zh") else "en"
        entries = catalogue().declaration.packaging_application
        return {**super().labels(), **{f"entries.{one.key}": getattr(one, language) for one in entries}}

    def extras(self, row: PackagingApplication) -> Context:
        """Return everything that the form says."""
        return {"declared": facts(catalogue().declaration.packaging_application, row.entries), "tables": []}
