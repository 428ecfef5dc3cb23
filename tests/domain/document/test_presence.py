"""A form asks for what its conditions hold for, and a document prints no more."""

from __future__ import annotations

from app.domain.document.content import Content
from app.domain.document.fields import check
from app.domain.document.presence import left_out, left_out_groups, present
from tests.factories.shapes import box, column, form, option, table

WAY = box("way", "enum", options=(option("sea", "海运", "by sea"), option("air", "空运", "by air")))
FORM = form(
    WAY,
    box("ship", required=True, conditions=({"way": ("sea",)},)),
    box("captain", required=True, conditions=({"ship": ("any",)},)),
    columns=(column("crates", "no", required=True),),
    tables=(table("crates", "crates", min_rows=1, conditions=({"way": ("air",)},)),),
)


def told(**values: str) -> set[str]:
    return {error.path for error in check(FORM, Content(values=values), by="applicant")}


def test_a_field_is_required_only_where_its_condition_holds() -> None:
    assert told(way="sea") == {"values.ship"}
    assert told(way="sea", ship="EXAMPLE") == {"values.captain"}
    assert told(way="") == set()


def test_rows_are_needed_only_where_their_condition_holds() -> None:
    assert told(way="air") == {"crates"}
    rows = Content(values={"way": "air"}, rows={"crates": [{"no": ""}, {"other": "x"}]})
    assert {error.path for error in check(FORM, rows, by="applicant")} == {"crates.1.other", "crates.1.no"}
    left = Content(values={"way": "sea", "ship": "A", "captain": "B"}, rows={"crates": [{"no": "1"}]})
    assert check(FORM, left, by="applicant") == []


def test_what_is_left_out_counts_for_nothing() -> None:
    stale = Content(values={"way": "air", "ship": "EXAMPLE", "captain": "LI"}, rows={"crates": [{"no": "1"}]})
    assert left_out(FORM, stale) == {"ship", "captain"}
    assert left_out_groups(FORM, stale) == frozenset()
    assert present(FORM, stale).values == {"way": "air"}
    at_sea = Content(values={"way": "sea"}, rows={"crates": [{"no": "1"}]})
    assert present(FORM, at_sea).rows == {}


def test_contents_without_conditions_stay_as_they_are() -> None:
    content = Content(values={"way": "sea"})
    assert present(form(WAY), content) is content
    hideable = form(WAY, box("note"), hideable=frozenset({"note"}))
    assert left_out(hideable, Content(hidden=True)) == {"note"}
    assert left_out(hideable, Content()) == frozenset()
