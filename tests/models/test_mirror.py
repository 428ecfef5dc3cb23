"""What a certificate repeats of its application, so that lists search one table."""

from __future__ import annotations

from typing import Any

import pytest

from app.models import Application, Certificate
from app.models.base import utc_now
from app.models.mirror import GOODS_NAME_LENGTH, mirror

NUMBER = "226000004178628"
FISH = {"goods_name_zh": "冻鱼"}


def mirrored(application: dict[str, Any] | None = None, **values: Any) -> Certificate:
    """Return a certificate after it was made like its application."""
    row = Certificate(**{"sub_certificate_no": "001", "values": {}, "rows": {}, **values})
    mirror(row, Application(**{"inspection_no": NUMBER, "status": "draft", **(application or {})}))
    return row


def test_the_searched_columns_are_those_of_the_application() -> None:
    row = mirrored({"destination_country": "KOR", "declaring_customs": "0901"}, inspection_no="old")
    assert (row.inspection_no, row.destination_country, row.declaring_customs) == (NUMBER, "KOR", "0901")


@pytest.mark.parametrize(
    ("application", "certificate", "claim"),
    [
        ({}, {}, f"{NUMBER}/1"),
        ({"status": "withdrawn"}, {}, None),
        ({"deleted_at": utc_now()}, {}, None),
        ({"inspection_no": ""}, {}, None),
        ({}, {"sub_certificate_no": ""}, None),
    ],
)
def test_a_sub_number_is_taken_while_the_document_lives(
    application: dict[str, Any], certificate: dict[str, Any], claim: str | None
) -> None:
    assert mirrored(application, **certificate).number_claim == claim


@pytest.mark.parametrize(
    ("contents", "name"),
    [
        ({"rows": {"goods_lines": [FISH, {"goods_name_en": "Shrimp"}, FISH, {}]}}, "冻鱼、Shrimp"),
        ({"values": {"intended_goods_name": "苹果"}}, "苹果"),
        ({"values": {"dangerous_goods_name": "油漆"}}, "油漆"),
        ({}, ""),
        ({"rows": {"goods_lines": [{"goods_name_zh": "鱼" * 300}]}}, "鱼" * GOODS_NAME_LENGTH),
    ],
)
def test_the_goods_are_named_once_each(contents: dict[str, Any], name: str) -> None:
    assert mirrored(**contents).goods_name == name
