"""The certificate wizard over HTTP, for every document type: new, fill in, save, preview, declare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from app.catalogue.library import library as packaged
from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import Application, Certificate
from app.services.formats import library
from tests.factories.applications import NOW, act_as
from tests.support import wizard
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from app.catalogue.schema import CertificateType

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

TYPES = [kind for kind in catalogue().types.values() if kind.enabled]
VETERINARY = catalogue().types["14"]
KNOWN = "226000004178628"  # a declaration of haian; beifang cannot see it


def each_type(test: Any) -> Any:
    return pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.key)(test)


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def stored(app: Flask, certificate_id: int) -> Certificate:
    """Return the stored document, whoever asks."""
    with app.app_context():
        row = db.session.scalar(db.select(Certificate).where(Certificate.id == certificate_id))
        assert row is not None
        db.session.refresh(row.application)
        db.session.expunge_all()
        return row


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Application).count()


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


@each_type
@pytest.mark.function("5.3-new")
@pytest.mark.function("5.3-declare")
def test_a_new_certificate_goes_from_empty_to_declared(app: Flask, clerk: FlaskClient, kind: CertificateType) -> None:
    certificate_id = wizard.start(clerk, kind)
    answer = wizard.save(clerk, certificate_id, fields=wizard.content_fields(kind))
    assert answer.status_code == 302, text(answer)
    drawn = clerk.get(f"{wizard.page_of(app, certificate_id)}/preview/{certificate_id}/pages/1").get_json()
    assert (drawn["page"], drawn["kind"]) == (1, "svg")
    assert [box for box in drawn["boxes"] if box["path"] and box["text"]]
    answer = wizard.submit(clerk, certificate_id)
    assert answer.status_code == 302, text(answer)
    row = stored(app, certificate_id)
    assert (row.status, row.sub_certificate_no) == ("submitted", "001")
    assert "aria-disabled" in text(clerk.get(wizard.page_of(app, certificate_id)))


@each_type
@pytest.mark.function("5.3-goods")
def test_the_form_without_scripts_stores_the_same_as_with_scripts(
    app: Flask, clerk: FlaskClient, kind: CertificateType
) -> None:
    with_script, plain = wizard.start(clerk, kind), wizard.start(clerk, kind)
    wizard.save(clerk, with_script, fields=wizard.content_fields(kind))
    wizard.save(clerk, plain, fields=wizard.content_fields(kind, with_script=False))
    one, other = stored(app, with_script), stored(app, plain)
    assert (one.values, one.rows, one.statements) == (other.values, other.rows, other.statements)
    assert one.values


@each_type
@pytest.mark.function("5.3-declare")
def test_an_incomplete_certificate_is_not_declared_and_says_everything_that_is_missing(
    app: Flask, clerk: FlaskClient, kind: CertificateType
) -> None:
    certificate_id = wizard.start(clerk, kind)
    answer = wizard.submit(clerk, certificate_id)
    assert answer.status_code == 422
    needed = [f for f in catalogue().formats[kind.formats[0]].fields if f.required and f.entered_by == "applicant"]
    for item in needed:
        if item.repeats == "none":
            assert f"#f-values-{item.key}" in text(answer)
    assert stored(app, certificate_id).status == "draft"


@each_type
@pytest.mark.bar("U9")
def test_a_double_click_makes_one_record(app: Flask, clerk: FlaskClient, kind: CertificateType) -> None:
    before, token = count(app), uuid4().hex
    first = wizard.start(clerk, kind, client_token=token)
    assert wizard.start(clerk, kind, client_token=token) == first
    assert count(app) == before + 1


@pytest.mark.function("5.3-new")
def test_a_known_declaration_fills_the_header_and_the_certificate(app: Flask, clerk: FlaskClient) -> None:
    known = clerk.get(f"/certificates/veterinary_health/declared?number={KNOWN}").json
    assert known["is_known"]
    header = {f"header.{name}": str(value or "")[:10] for name, value in known["header"].items()}
    certificate_id = wizard.start(clerk, VETERINARY, number=KNOWN, wants_import="1", **header)
    row = stored(app, certificate_id)
    assert "HANBIT SEAFOOD" in row.values["consignee"]
    assert len(row.rows["goods_lines"]) == 3
    assert row.sources["values.consignee"] == "imported"


def test_the_first_step_fills_itself_without_scripts(clerk: FlaskClient) -> None:
    answer = post(
        clerk,
        "/certificates/veterinary_health/new",
        data={"do": "lookup", "header.inspection_no": KNOWN, "has_header": "1"},
    )
    assert "HANBIT SEAFOOD CO., LTD (EXAMPLE)" in text(answer)


def test_a_number_of_another_enterprise_answers_like_an_unknown_one(login: Callable[[str], FlaskClient]) -> None:
    other = login("beifang.clerk")
    foreign = other.get(f"/certificates/veterinary_health/declared?number={KNOWN}").json
    unknown = other.get("/certificates/veterinary_health/declared?number=226000000000000").json
    assert (foreign["is_known"], foreign["header"]) == (unknown["is_known"], unknown["header"]) == (False, {})


def test_formats_are_found_by_code(clerk: FlaskClient) -> None:
    page = "/certificates/quality/new"
    assert 'value="c1-1"' in text(clerk.get(f"{page}?code=c1"))
    assert 'value="c1-1"' not in text(clerk.get(f"{page}?code=zz"))


def test_the_first_step_says_which_formats_are_for_the_destination(app: Flask, clerk: FlaskClient) -> None:
    with app.app_context():
        admin = act_as("admin")
        for code in ("c3-1-fr", "eaeu-fish"):
            library.install(admin, code, now=NOW)
    page = text(clerk.get("/certificates/veterinary_health/new?has_header=1&header.destination_country=KAZ"))
    found = re.findall(r'value="(c3-1[a-z-]*|eaeu-fish)".*?</label>', page)
    assert found == ["eaeu-fish", "c3-1", "c3-1-fr"]
    assert page.count("适用于该目的地") == 1
    assert page.count("适用于其他目的地") == 1


def test_a_form_asks_for_what_its_conditions_hold_for_and_keeps_rows_of_its_own(app: Flask, clerk: FlaskClient) -> None:
    with app.app_context():
        library.install(act_as("admin"), "woah-dogs-cats", now=NOW)
    certificate_id = wizard.start(clerk, catalogue().types["17"], format_code="woah-dogs-cats")

    def serology() -> str:
        found = re.search(
            r'<div class="sec" id="s-serology"[^>]*>', text(clerk.get(f"/certificates/{certificate_id}/edit"))
        )
        assert found is not None
        return found[0]

    assert " hidden>" in serology()
    assert 'data-when="[{&#34;serology_done&#34;: [&#34;tested&#34;]}]"' in serology()
    column = next(c.key for c in packaged()["woah-dogs-cats"].columns if c.group == "animals")
    typed = {"values.serology_done": "tested", "has_animals": "1", f"animals.0.{column}": "REX"}
    assert wizard.save(clerk, certificate_id, **typed).status_code in (200, 302)
    assert " hidden>" not in serology()
    assert stored(app, certificate_id).rows["animals"] == [{column: "REX"}]


def test_a_format_of_another_type_is_refused_and_the_header_stays(clerk: FlaskClient) -> None:
    answer = wizard.start_answer(clerk, VETERINARY, format_code="c5-1")
    assert answer.status_code == 404
    assert "HANBADA SEAFOOD" in text(answer)


def test_a_header_that_no_column_holds_is_refused_and_stays(app: Flask, clerk: FlaskClient) -> None:
    before = count(app)
    answer = wizard.start_answer(
        clerk, VETERINARY, **{"header.producer": "生" * 151, "header.declaration_date": "2026-13-45"}
    )
    assert answer.status_code == 422
    assert "生" * 151 in text(answer)
    assert "151" in text(answer)
    assert count(app) == before


@pytest.mark.function("5.3-edit")
@pytest.mark.bar("U8")
def test_wrong_entries_are_kept_and_said_at_their_fields(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    rows = '[{"goods_name_zh": "鱼", "weight": "viel"}, {}, {"weight": "1.1234567"}]'
    answer = wizard.save(
        clerk, certificate_id, **{"values.place_of_despatch": "x" * 201, "rows.goods_lines": rows, "originals": "0"}
    )
    assert answer.status_code == 422
    page = text(answer)
    for target in ("f-values-place_of_despatch", "f-goods_lines-0-weight", "f-goods_lines-1-weight", "f-originals"):
        assert f'href="#{target}"' in page
    row = stored(app, certificate_id)
    assert row.values["place_of_despatch"] == "x" * 201
    assert [line.get("weight") for line in row.rows["goods_lines"]] == ["viel", "1.1234567"]
    assert row.originals == 1


@pytest.mark.parametrize(
    "data",
    [
        {"rows.goods_lines": "no json"},
        {"rows.goods_lines": '[{"price": "1"}]'},
        {"statements": "x", "has_statements": "1"},
    ],
)
def test_what_no_form_sends_is_refused_in_words(app: Flask, clerk: FlaskClient, data: dict[str, str]) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    answer = wizard.save(clerk, certificate_id, **data)
    assert answer.status_code == 400
    assert "Load the page again" in text(answer) or "重新" in text(answer)
    assert stored(app, certificate_id).statements == ["no_financial_liability"]


@pytest.mark.function("5.3-goods")
def test_rows_are_added_deleted_and_pasted_without_scripts(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    pasted = "\n".join(
        f"冻鱼 {n}\tFROZEN FISH {n}\t{n * 10}\tkg\t大连 DALIAN\t{n}\t纸箱 CARTONS" for n in range(1, 201)
    )
    answer = wizard.save(clerk, certificate_id, **{"do": "paste:goods_lines", "paste.goods_lines": pasted})
    assert answer.status_code == 302, text(answer)
    rows = stored(app, certificate_id).rows["goods_lines"]
    assert (len(rows), rows[199]["goods_name_en"], rows[199]["weight"]) == (200, "FROZEN FISH 200", "2000")
    wizard.save(clerk, certificate_id, do="remove:goods_lines:0")
    assert stored(app, certificate_id).rows["goods_lines"][0]["goods_name_en"] == "FROZEN FISH 2"


def test_pasted_headings_name_the_columns(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    pasted = "报检重量\t货物名称（外文）\t备注\n30\tFISH\tx"
    wizard.save(clerk, certificate_id, **{"do": "paste:goods_lines", "paste.goods_lines": pasted})
    assert stored(app, certificate_id).rows["goods_lines"] == [{"weight": "30", "goods_name_en": "FISH"}]


def test_a_clause_is_inserted_without_scripts(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    wizard.save(clerk, certificate_id, **{"do": "clause:attestation:vet_disinfection", "values.attestation": "一"})
    assert stored(app, certificate_id).values["attestation"].startswith("一\n上述产品经煮沸")


def test_a_container_number_that_is_none_is_a_warning_with_a_fix(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    rows = '[{"container_no": "TCLU0009124"}, {"container_no": "0009"}]'
    assert wizard.save(clerk, certificate_id, **{"rows.containers": rows}).status_code == 302
    page = text(clerk.get(f"/certificates/{certificate_id}/edit"))
    assert "fix:containers.0.container_no=TCLU0009120" in page
    wizard.save(clerk, certificate_id, do="fix:containers.0.container_no=TCLU0009120")
    assert [r["container_no"] for r in stored(app, certificate_id).rows["containers"]] == ["TCLU0009120", "0009"]


def test_what_customs_enters_cannot_be_entered_by_a_clerk(app: Flask, clerk: FlaskClient) -> None:
    kind = catalogue().types["11"]
    certificate_id = wizard.start(clerk, kind)
    wizard.save(
        clerk, certificate_id,
        **{"values.authorized_officer": "我", "rows.test_items": '[{"item_name": "水分", "result": "合格"}]'},
    )  # fmt: skip
    row = stored(app, certificate_id)
    assert "authorized_officer" not in row.values
    assert row.rows["test_items"] == [{"item_name": "水分"}]


def test_the_sub_number_is_proposed_edited_and_not_given_twice(app: Flask, clerk: FlaskClient) -> None:
    first, second = wizard.start(clerk, VETERINARY), wizard.start(clerk, VETERINARY)
    assert stored(app, second).sub_certificate_no == "002"
    answer = wizard.save(clerk, second, sub_certificate_no="1")
    assert answer.status_code == 422
    assert 'value="1"' in text(answer)
    assert wizard.save(clerk, second, sub_certificate_no="7").status_code == 302
    assert (stored(app, first).sub_certificate_no, stored(app, second).sub_certificate_no) == ("001", "007")
