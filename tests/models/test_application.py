"""Applications and certificates: what they are called, what they contain, and who sees them at home and abroad."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models import Application, Certificate
from app.models.base import utc_now
from tests.support.sight import ABROAD, BEIFANG, CLERK, HAIAN, REVIEWER, Sight


def test_an_application_is_called_by_its_inspection_number_or_its_own() -> None:
    assert str(Application(id=7, inspection_no="226000004178628")) == "226000004178628"
    assert str(Application(id=7, inspection_no="")) == "#7"


@pytest.mark.parametrize(
    ("numbers", "name"),
    [
        (("210600012345", "226000004178628", "001"), "210600012345"),
        ((None, "226000004178628", "001"), "226000004178628 · 001"),
        ((None, "", ""), "— · —"),
    ],
)
def test_a_certificate_is_called_by_the_best_number_that_it_has(
    numbers: tuple[str | None, str, str], name: str
) -> None:
    own, inspection, sub = numbers
    assert Certificate(certificate_no=own, inspection_no=inspection, sub_certificate_no=sub).number == name


def test_the_rules_read_what_the_row_holds() -> None:
    row = Certificate(
        values={"remark": "冷藏"}, rows={"goods_lines": []}, statements=["seal", "seal"], has_hidden_blocks=True
    )
    content = row.content
    assert (content.values, content.rows, content.hidden) == ({"remark": "冷藏"}, {"goods_lines": []}, True)
    assert content.statements == {"seal"}


@pytest.fixture
def issued() -> tuple[Sight, dict[str, int]]:
    rows = Sight()
    ids = {
        f"{owner} {country}": rows.put(
            Certificate, organisation_id=owner, destination_country=country, status="issued", validity="valid",
            certificate_no=f"{owner}{country}", issued_at=utc_now(), submitted_at=utc_now(), entry_mode="blank",
            declaring_customs="0901",
        )
        for owner in (HAIAN, BEIFANG) for country in ("KOR", "JPN")
    }  # fmt: skip
    ids["draft"] = rows.put(
        Certificate, organisation_id=HAIAN, destination_country="KOR", status="draft", entry_mode="blank",
        declaring_customs="0901",
    )  # fmt: skip
    ids["deleted"] = rows.put(
        Certificate, organisation_id=HAIAN, destination_country="KOR", status="draft", entry_mode="blank",
        declaring_customs="0901", deleted_at=utc_now(),
    )  # fmt: skip
    return rows, ids


def test_an_official_abroad_sees_what_was_issued_for_his_country(issued: tuple[Sight, dict[str, int]]) -> None:
    rows, ids = issued
    by_country, by_enterprise = ABROAD, replace(ABROAD, organisation_id=HAIAN, country=None)
    assert rows.seen(Certificate, by_country) == [ids["1 KOR"], ids["2 KOR"]]
    assert rows.seen(Certificate, by_enterprise) == [ids["1 KOR"], ids["1 JPN"]]
    assert rows.seen(Certificate, replace(by_enterprise, country="JPN")) == [ids["1 JPN"]]
    assert rows.seen(Certificate, replace(ABROAD, country=None)) == []


def test_at_home_drafts_are_the_enterprises_and_deleted_ones_nobodys(issued: tuple[Sight, dict[str, int]]) -> None:
    rows, ids = issued
    assert rows.seen(Certificate, CLERK) == [ids["1 KOR"], ids["1 JPN"], ids["draft"]]
    assert ids["draft"] not in rows.seen(Certificate, REVIEWER)
    assert len(rows.seen(Certificate, REVIEWER)) == 4
