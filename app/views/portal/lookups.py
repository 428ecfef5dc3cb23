"""Searches on the overseas portal 海外查询记录: who searched for which number, when, and what came of it; read only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.models import Lookup
from app.views.lists.actions import Offer
from app.views.lists.base import ReadOnlyView
from app.views.lists.columns import Column, chips
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.view import NO_ROUTES
from app.views.words.columns import label_of
from app.views.words.formatting import country_name
from app.views.words.writing import country_choices

OUTCOMES = {"found": _l("Document found"), "missed": _l("Not found"), "paused": _l("Refused: paused")}
COLOURS = {"found": "ok", "missed": "warn", "paused": "bad"}


class OverseasLookupsView(ReadOnlyView[Lookup]):
    route_base = "/overseas-lookups"
    class_permission_name = screen = "overseas_lookups"
    datamodel = FastInterface(Lookup)
    list_title = _l("Searches on the overseas portal")
    empty_text = _l("Nobody abroad has searched yet. Every search on the overseas portal will stand here.")
    exclude_route_methods = set(NO_ROUTES) | {"show", "add", "edit", "delete"}
    columns = (
        Column(key="looked_up_at", label=label_of("happened_at"), kind="second", sort=Lookup.looked_up_at),
        Column(key="login", sort=Lookup.login, width=18),
        Column(key="user_name", label=label_of("full_name"), is_chosen=False, width=18),
        Column(
            key="country",
            wording="region",
            value=lambda row: country_name(row.country) if row.country else _("All"),
            sort=Lookup.country,
            width=16,
        ),
        Column(key="document_no", wording="long", sort=Lookup.document_no),
        Column(key="inspection_no", sort=Lookup.inspection_no),
        Column(key="issue_date"),
        Column(key="found_count", label=_l("Documents found"), kind="number", is_chosen=False),
        Column(key="address", kind="official", width=16),
        Column(key="outcome", sort=Lookup.outcome, chip=chips(COLOURS, OUTCOMES)),
    )
    query = (
        Text(name="number", key="number", columns=(Lookup.document_no, Lookup.inspection_no), match="starts"),
        Text(name="who", key="username", wording="query", columns=(Lookup.login, Lookup.user_name)),
        Choice(wording="region", column=Lookup.country, choices=country_choices),
        Choice(column=Lookup.outcome, choices=OUTCOMES),
        DateRange(key="happened_at", column=Lookup.looked_up_at),
    )

    def offers(self, rows: Sequence[Lookup]) -> Mapping[int, Offer]:
        del rows
        return {}

    def row_url(self, row: Lookup) -> str | None:
        del row
        return None
