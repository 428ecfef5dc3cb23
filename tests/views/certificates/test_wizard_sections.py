"""The form that a format defines, in sections and tables."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.views.certificates.forms import Shown
from app.views.certificates.wizard_sections import SECTIONS, field_id, form_view, labels
from tests.factories.paper_forms import form, small

SPEC = catalogue().formats["c3-1"]

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_every_box_of_the_applicant_stands_in_one_section() -> None:
    view = form_view(SPEC, Shown(values={"consignor": "海盛"}), sources={"values.consignor": "imported"})
    found = {one.spec.key: one for fields in view.sections.values() for one in fields}
    own = [f.key for f in SPEC.fields if f.entered_by == "applicant" and f.repeats == "none" and f.kind != "image"]
    assert sorted(found) == sorted(own)
    assert set(view.sections) == set(SECTIONS)
    assert found["consignor"] in view.sections["parties"]
    assert (found["consignor"].value, found["consignor"].source) == ("海盛", "imported")
    assert found["consignor"].id == field_id("values.consignor") == "f-values-consignor"


def test_a_table_has_its_columns_and_rows_for_the_grid() -> None:
    view = form_view(SPEC, Shown(rows={"goods_lines": [{"weight": "5"}]}), sources={"goods_lines.0.weight": "imported"})
    (goods,) = (group for group in view.groups if group.key == "goods_lines")
    data = goods.data("en")
    assert (data["title"], data["rows"], goods.is_imported) == ("Goods lines", [{"weight": "5"}], True)
    assert "Net weight" in [column["label"] for column in data["columns"]]
    assert goods.holds("goods_lines.0.weight")
    assert not goods.holds("values.goods_lines")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("goods_lines.0.weight", "Goods lines 1 · Net weight"),
        ("goods_lines", "Goods lines"),
        ("values.nothing", "nothing"),
    ],
)
def test_a_place_has_the_label_of_the_form(path: str, label: str) -> None:
    assert labels(SPEC, path, language="en") == label


def test_a_form_has_its_own_rows_and_asks_for_what_its_conditions_hold_for() -> None:
    spec = form("eu-fish-crust-hc")
    at_first = form_view(spec, Shown(), sources={})
    asked = {one.spec.key: one.is_asked for fields in at_first.sections.values() for one in fields}
    assert not asked["farm_no"]
    assert asked["i01"]
    then = form_view(spec, Shown(values={"listed": "yes", "origin": "farm"}), sources={})
    assert {one.spec.key: one.is_asked for fields in then.sections.values() for one in fields}["farm_no"]
    groups = {group.key: group for group in at_first.groups}
    assert list(groups) == ["containers", "goods"]
    assert (groups["containers"].title, groups["goods"].title) == ("Containers", "I.27 Description of consignment")
    assert labels(spec, "goods.1.weight", language="en") == "I.27 Description of consignment 2 · Net weight"


def test_rows_under_a_condition_are_asked_for_while_it_holds() -> None:
    made = small()
    made["layout"]["blocks"][2]["when"] = {"way": "air"}
    spec = catalogue().parse_format(made)
    assert [group.is_asked for group in form_view(spec, Shown(), sources={}).groups] == [False]
    assert [group.is_asked for group in form_view(spec, Shown(values={"way": "air"}), sources={}).groups] == [True]
