"""Characters in the form: what cannot be printed is said while typing, at its field, and what was typed stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import Certificate
from tests.support import wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

VETERINARY = catalogue().types["14"]


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def autosave(clerk: FlaskClient, certificate_id: int, **data: Any) -> Any:
    version = str(clerk.get(f"/certificates/{certificate_id}/state").json["version"])
    return wizard.autosave(clerk, certificate_id, version=version, **data)


def errors(answer: Any) -> dict[str, tuple[str, str]]:
    return {error["path"]: (error["severity"], error["text"]) for error in answer.json["errors"]}


def test_a_character_without_a_glyph_is_named_while_typing_and_kept(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    rows = json.dumps([{"goods_name_en": "SQUID"}, {"goods_name_en": "SQUID 👩"}])
    answer = autosave(
        clerk, certificate_id, **{"values.consignor": "海岸\n大连 a\u17d2", "rows.goods_lines": rows}
    )  # fmt: skip
    assert answer.status_code == 200
    found = errors(answer)
    severity, sentence = found["goods_lines.1.goods_name_en"]
    assert severity == "warning"
    assert sentence.startswith("第 1 行第 7 个字符：“👩”（U+1F469，WOMAN）无法打印，本系统的字体都没有这个字。")
    assert "企业名称" in sentence
    severity, sentence = found["values.consignor"]
    assert (severity, "第 2 行第 4 个字符" in sentence, "U+0061 U+17D2" in sentence) == ("warning", True, True)
    assert answer.json["values"]["consignor"] == "海岸\n大连 a\u17d2"
    assert answer.json["rows"]["goods_lines"][1]["goods_name_en"] == "SQUID 👩"


@pytest.mark.parametrize(
    ("typed", "number"), [("a\x07", "U+0007"), ("a\ufffd", "U+FFFD"), ("a\uf8ff", "U+F8FF"), ("🇨", "U+1F1E8")]
)
def test_damage_is_an_error_at_its_field_at_once(clerk: FlaskClient, typed: str, number: str) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    told = autosave(clerk, certificate_id, **{"values.consignor": typed}).json["errors"]
    own = [(error["severity"], error["text"]) for error in told if error["path"] == "values.consignor"]
    assert [severity for severity, text in own if number in text] == ["error"]


def test_half_a_character_in_the_grid_is_kept_as_a_lost_one(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    found = autosave(clerk, certificate_id, **{"rows.goods_lines": '[{"goods_name_en": "A\\ud800\\u0000B"}]'})
    assert found.json["rows"]["goods_lines"][0]["goods_name_en"] == "A\ufffd\ufffdB"
    assert "goods_lines.0.goods_name_en" in errors(found)
    assert clerk.get(f"/certificates/{certificate_id}/edit").status_code == 200


def test_a_document_that_cannot_be_printed_is_refused_on_its_check_page(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    fields = wizard.content_fields(VETERINARY)
    assert wizard.save(clerk, certificate_id, fields=fields, **{"values.remark": "first\nsecond 👩"}).status_code == 302
    page = clerk.get(f"{wizard.page_of(app, certificate_id)}/check").get_data(as_text=True)
    assert "第 2 行第 8 个字符：“👩”（U+1F469，WOMAN）无法打印" in page
    answer = wizard.submit(clerk, certificate_id)
    assert answer.status_code == 422
    assert "（U+1F469，WOMAN）无法打印" in answer.get_data(as_text=True)
    with app.app_context():
        row = db.session.scalars(db.select(Certificate).where(Certificate.id == certificate_id)).one()
        assert (row.status, row.values["remark"]) == ("draft", "first\nsecond 👩")


def test_a_tab_from_a_word_list_is_a_blank_and_nothing_is_refused(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    fields = wizard.content_fields(VETERINARY)
    typed = "1.\tLOT A\u200b\n2.\tLOT\u00a0B\ufeff"
    assert wizard.save(clerk, certificate_id, fields=fields, **{"values.remark": typed}).status_code == 302
    assert wizard.submit(clerk, certificate_id).status_code == 302
    with app.app_context():
        row = db.session.scalars(db.select(Certificate).where(Certificate.id == certificate_id)).one()
        assert (row.status, row.values["remark"]) == ("submitted", "1. LOT A\n2. LOT\u00a0B")
