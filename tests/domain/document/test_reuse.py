"""Reuse: an earlier document gives a new one its contents, never its days, seals and customs' entries."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.content import Content
from app.domain.document.reuse import left_behind, reusable
from tests.factories.contents import SAMPLES
from tests.factories.shapes import box, column, form


@pytest.mark.parametrize("code", sorted(catalogue().formats))
def test_days_and_seals_and_customs_entries_stay_behind(code: str) -> None:
    spec, content = catalogue().formats[code], SAMPLES[code]
    kept = reusable(spec, content)
    for field in spec.fields:
        is_once = field.kind in {"date", "date_or_text"} or field.key == "seal_no"
        if field.entered_by != "applicant" or is_once:
            assert field.key not in kept.values
        elif field.key in content.values:
            assert kept.values[field.key] == content.values[field.key]
    assert all("seal_no" not in row for row in kept.rows.get("containers", ()))


def test_what_stays_behind_is_named() -> None:
    named = set(left_behind(catalogue().formats["c3-1"], SAMPLES["c3-1"]))
    assert named == {"values.date_of_despatch", "containers.0.seal_no"}


FORM = form(
    box("consignor"), box("despatched", "date"), box("treated", "date_or_text"), box("seal_no"),
    box("officer", entered_by="customs"), box("signed_on", "date", entered_by="customs"),
    columns=(
        column("containers", "container_no"), column("containers", "seal_no"),
        column("goods_lines", "weight"), column("goods_lines", "production_date", "date_or_text"),
        column("goods_lines", "result", entered_by="customs"), column("treatments", "treated_on", "date"),
        column("test_items", "found_on", "date", entered_by="customs"),
    ),
)  # fmt: skip
EARLIER = Content(
    values={
        "consignor": "HAIAN", "despatched": "2026-11-28", "treated": "", "seal_no": "CN1", "officer": "LI",
        "signed_on": "2026-11-29", "unknown": "X",
    },
    rows={
        "containers": [{"container_no": "CSQU3054383", "seal_no": "CN1"}, {"seal_no": "CN2"}],
        "goods_lines": [{"weight": "1", "production_date": "", "result": "NONE"}],
        "treatments": [{}, {"treated_on": "2026-11-01"}],
        "test_items": [{"found_on": "2026-11-02"}],
    },
    statements=frozenset({"clause"}),
    hidden=True,
)  # fmt: skip


def test_container_numbers_stay_and_what_belongs_to_one_consignment_goes() -> None:
    assert reusable(FORM, EARLIER) == Content(
        values={"consignor": "HAIAN"},
        rows={"containers": [{"container_no": "CSQU3054383"}], "goods_lines": [{"weight": "1"}]},
        statements=frozenset({"clause"}),
        hidden=True,
    )


def test_only_what_had_been_entered_is_left_behind() -> None:
    assert list(left_behind(FORM, EARLIER)) == [
        "values.despatched", "values.seal_no", "containers.0.seal_no", "treatments.0.treated_on",
    ]  # fmt: skip
    assert list(left_behind(FORM, Content())) == []
