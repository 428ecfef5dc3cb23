"""Inspecting what was printed: the data says what must be there, and a fault is told by the label of its box."""

from __future__ import annotations

from typing import Any

import pytest

from app.gateways.typesetting import Box, Printed, Sheet, UnreadablePdfError
from app.services.base import inspecting
from app.services.base.inspecting import FaultyPaperError
from tests.support.drawn import drawn

NUMBER = "221000004178628001"
DATA: dict[str, Any] = {
    "format": 1,
    "lang": ["zh", "en"],
    "layout": {"blocks": [{"rows": [["consignor"]]}, {"table": "goods"}, {"text": "@declared"}]},
    "fields": {"consignor": {"zh": "发货人", "en": "Consignor"}},
    "lines": {"consignor": ["DALIAN HAIAN"]},
    "chosen": {},
    "tables": {
        "goods": {
            "caption": {"zh": "货物", "en": "Goods"},
            "columns": [{"zh": "序号"}, {"zh": "品名", "en": "Name"}],
            "rows": [["1", "POLLOCK"]],
        }
    },
    "texts": {"declared": {"en": "This is to certify"}},
    "head": {"number": NUMBER},
}
PLACES = (
    Box(key="consignor", page=1, x=50, y=60, width=60, height=10),
    Box(key="goods.0.0", page=1, x=14, y=80, width=10, height=10),
    Box(key="goods.0.1", page=1, x=24, y=80, width=50, height=10),
    Box(key="@declared", page=1, x=14, y=100, width=182, height=10),
)
SHEET = Sheet(title="A sheet", data=DATA)


def printed(*, consignor: str = "DALIAN HAIAN", name: str = "POLLOCK", declared: str = "This is to certify") -> Printed:
    body = f"""
    #at(150, 20, [{NUMBER}])#at(51, 61, [{consignor}])#at(16, 81, [1])#at(26, 81, [{name}])#at(16, 101, [{declared}])
    """
    return Printed(pdf=drawn(body), pages=1, boxes=PLACES, step="normal", engine="a test", fonts="of the test")


def test_a_right_paper_is_let_through() -> None:
    assert inspecting.findings(printed(), SHEET) == []
    inspecting.require(printed(), SHEET)


@pytest.mark.parametrize(
    ("fault", "box"),
    [
        ({"consignor": "DALIAN"}, "发货人 Consignor"),
        ({"name": "POLL"}, "品名 Name (1)"),
        ({"declared": "This is"}, "This is to certify"),
    ],
)
def test_a_fault_names_its_box_as_the_paper_does(fault: dict[str, str], box: str) -> None:
    with pytest.raises(FaultyPaperError) as caught:
        inspecting.require(printed(**fault), SHEET)
    assert (caught.value.code, caught.value.status) == ("paper_value_missing", 422)
    assert caught.value.params["box"] == box


def test_a_fault_of_the_system_is_none_of_the_typist() -> None:
    drafted = Printed(**{**vars(printed()), "pdf": drawn(f"#at(150, 20, [{NUMBER}])", standards=())})
    with pytest.raises(FaultyPaperError) as caught:
        inspecting.require(Printed(**{**vars(printed()), "pages": 2}), SHEET)
    assert (caught.value.code, caught.value.status) == ("paper_sheet_count", 500)
    assert "paper_standard_missing" in {finding.code for finding in inspecting.findings(drafted, SHEET)}
    assert "paper_standard_missing" not in {
        finding.code for finding in inspecting.findings(drafted, SHEET, is_final=False)
    }


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UnreadablePdfError):
        inspecting.require(Printed(**{**vars(printed()), "pdf": b"no PDF"}), SHEET)
