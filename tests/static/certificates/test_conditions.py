"""The form asks for what its conditions hold for, as soon as something is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/conditions.js"
ASKED = {
    "values.ship": [{"way": ["sea"]}, {"way": ["river"]}],
    "values.captain": [{"ship": ["any"]}],
    "crates": [{"way": ["air"], "owner": ["any"]}],
    "values.reason": [{"owner": ["none", "nobody"]}],
}


@pytest.mark.parametrize(
    ("values", "out"),
    [
        ({}, {"values.ship", "values.captain", "crates"}),
        ({"values.way": "river", "values.owner": "WANG"}, {"values.captain", "crates", "values.reason"}),
        ({"values.way": "sea", "values.ship": "EXAMPLE"}, {"crates"}),
        ({"values.way": "air", "values.ship": "EXAMPLE", "values.owner": "nobody"}, {"values.ship", "values.captain"}),
        ({"values.way": "rail, air", "values.owner": "WANG"}, {"values.ship", "values.captain", "values.reason"}),
    ],
)
def test_what_no_condition_holds_for_is_left_out(run: Run, values: dict[str, str], out: set[str]) -> None:
    found = run(
        MODULE, "(module, given) => [...module.leftOut(given.asked, given.values)]", {"asked": ASKED, "values": values}
    )
    assert set(found) == out


def test_parts_are_hidden_and_shown_again(run: Run) -> None:
    script = """(module) => {
      document.body.insertAdjacentHTML("beforeend", `<div data-path="values.ship" data-when='[{"way":["sea"]}]'></div>
        <div data-group="crates" data-when='[{"way":["air"]}]'></div><div data-path="values.way"></div>`);
      const parts = [...document.body.querySelectorAll("div[data-path], div[data-group]")];
      const hidden = () => parts.map((one) => one.hidden);
      module.showAsked({ "values.way": "sea" });
      const first = hidden();
      module.showAsked({ "values.way": "air" });
      return [first, hidden()];
    }"""
    assert run(MODULE, script) == [[False, True, False], [True, False, False]]


def test_nothing_is_hidden_where_nothing_is_conditional(run: Run) -> None:
    found: Any = run(MODULE, "(module) => [...module.leftOut({}, { 'values.way': 'sea' })]")
    assert found == []
