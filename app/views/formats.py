"""Certificate formats 单证格式: the list and what each one holds; edited by a later screen."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, cast
from sqlalchemy.orm import defer, selectinload

from app.catalogue.loader import catalogue
from app.models import CertificateFormat, FormatVersion
from app.views.base import ReadOnlyView
from app.views.formatting import type_name
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.lists.words import names


def _state(value: str) -> tuple[str, str]:
    return ("ok", str(_l("Active"))) if value == "active" else ("mute", str(_l("Retired")))


def _type_choices() -> list[tuple[str, str]]:
    return [(code, f"{code} {type_name(code)}") for code, kind in catalogue().types.items() if kind.formats]


def _has_type(code: str) -> Any:
    return cast(CertificateFormat.type_codes, String).contains(f'"{code}"', autoescape=True)


class FormatsView(ReadOnlyView):
    route_base = "/formats"
    class_permission_name = screen = "formats"
    datamodel = FastInterface(
        CertificateFormat,
        eager=(
            defer(CertificateFormat.definition),
            selectinload(CertificateFormat.current_version).options(defer(FormatVersion.definition)),
        ),
    )
    list_title = _l("Certificate formats")
    group_title = _l("Formats")
    empty_text = _l("Formats come with the catalogue: run the seed command.")
    show_template = "lists/format.html"
    base_sort = (CertificateFormat.code,)
    columns = (
        Column(key="code", label=_l("Format"), kind="official", sort=CertificateFormat.code, is_link=True, width=9),
        Column(key="title_zh", label=_l("Chinese title"), sort=CertificateFormat.title_zh, width=30),
        Column(key="title_en", label=_l("English title"), sort=CertificateFormat.title_en, width=36),
        Column(
            key="type_codes",
            label=_l("Document types"),
            value=lambda row: [f"{code} {type_name(code)}" for code in row.type_codes],
        ),
        Column(
            key="scheme",
            label=_l("Scheme"),
            value=lambda row: names().code("schemes", row.scheme, "zh") or row.scheme,
            is_chosen=False,
        ),
        Column(
            key="current_version",
            label=_l("Version in force"),
            value=lambda row: row.current_version.number if row.current_version else None,
            kind="number",
        ),
        Column(key="status", label=_l("State"), kind="status", chip=_state),
    )
    query = (
        Text(name="code", label=_l("Format"), columns=(CertificateFormat.code,)),
        Choice(name="type", label=_l("Document type"), choices=_type_choices, condition=_has_type),
        Text(name="title", label=_l("Title"), columns=(CertificateFormat.title_zh, CertificateFormat.title_en)),
    )

    def extras(self, row: Any) -> dict[str, Any]:
        """Return the fields of the version in force and the list of versions."""
        version = row.current_version
        return {"spec": version.spec if version else None, "versions": list(reversed(row.versions))}
