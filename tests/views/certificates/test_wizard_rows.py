"""The form's small buttons without a script."""

from __future__ import annotations

import pytest
from flask import Flask

from app.catalogue.loader import catalogue
from app.domain.errors import NotFoundError
from app.views.certificates.forms import Shown
from app.views.certificates.wizard_rows import altered, clause_text

SPEC = catalogue().formats["c3-1"]


def shown() -> Shown:
    return Shown(values={"consignor": "海盛 "}, rows={"goods_lines": [{"weight": "1"}, {"weight": "2"}]})


@pytest.mark.parametrize(
    ("wish", "weights"),
    [("remove:goods_lines:0", ["2"]), ("remove:goods_lines:9", ["1", "2"]), ("fix:goods_lines.1.weight=5", ["1", "5"]),
     ("sing:goods_lines", ["1", "2"])],
)  # fmt: skip
def test_a_button_changes_the_row_that_it_names(wish: str, weights: list[str]) -> None:
    assert [row["weight"] for row in altered(wish, shown(), SPEC).rows["goods_lines"]] == weights


def test_a_correction_is_taken_over_and_a_clause_added_below() -> None:
    assert altered("fix:values.consignor=海盛食品", shown(), SPEC).values["consignor"] == "海盛食品"
    clause = SPEC.clauses[0]
    added = altered(f"clause:consignor:{clause.key}", shown(), SPEC).values["consignor"]
    assert added == f"海盛\n{clause_text(clause, SPEC)}"
    assert clause.zh in added
    assert clause.en in added
    with pytest.raises(NotFoundError):
        altered("clause:consignor:no_such_clause", shown(), SPEC)


def test_pasted_rows_follow_those_that_are_there() -> None:
    app = Flask(__name__)
    with app.test_request_context(method="POST", data={"paste.goods_lines": "冻鱼\tFrozen fish"}):
        rows = altered("paste:goods_lines", shown(), SPEC).rows["goods_lines"]
    assert (len(rows), set(rows[2].values())) == (3, {"冻鱼", "Frozen fish"})
