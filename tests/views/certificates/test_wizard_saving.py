"""Nothing typed is lost: autosave, two tabs, ended sessions, smart import over typed values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import Certificate
from tests.support import wizard
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

VETERINARY = catalogue().types["14"]
KNOWN = "226000004178628"


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def stored(app: Flask, certificate_id: int) -> Certificate:
    with app.app_context():
        row = db.session.scalar(db.select(Certificate).where(Certificate.id == certificate_id))
        assert row is not None
        db.session.refresh(row.application)
        db.session.expunge_all()
        return row


def version(client: FlaskClient, certificate_id: int) -> str:
    return str(client.get(f"/certificates/{certificate_id}/state").json["version"])


def imported(client: FlaskClient) -> int:
    return wizard.start(client, VETERINARY, number=KNOWN, wants_import="1")


@pytest.mark.bar("U7")
def test_autosave_keeps_what_is_typed_and_tells_what_is_missing(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    answer = wizard.autosave(
        clerk, certificate_id, version=version(clerk, certificate_id), **{"values.consignor": "海岸\r\n大连"}
    )
    assert answer.status_code == 200
    assert answer.json["missing"] > 0
    assert answer.json["version"] == version(clerk, certificate_id)
    row = stored(app, certificate_id)
    assert row.values == {"consignor": "海岸\n大连"}
    assert row.sources["values.consignor"] == "typed"


@pytest.mark.bar("U7")
def test_autosave_of_an_old_version_is_refused_with_what_is_stored(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    old = version(clerk, certificate_id)
    wizard.autosave(clerk, certificate_id, version=old, **{"values.consignor": "first"})
    answer = wizard.autosave(clerk, certificate_id, version=old, **{"values.consignor": "second"})
    assert answer.status_code == 409
    assert answer.json["values"] == {"consignor": "first"}
    assert stored(app, certificate_id).values == {"consignor": "first"}


@pytest.mark.bar("U8")
def test_the_second_of_two_tabs_sees_what_the_first_saved_and_keeps_its_own(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    page = f"/certificates/{certificate_id}/edit"
    old = wizard.version_on(clerk, page)
    wizard.save(clerk, certificate_id, **{"values.consignor": "FIRST TAB", "header.producer": "一"})
    answer = wizard.save(clerk, certificate_id, version=old, **{"values.consignor": "SECOND TAB"})
    assert answer.status_code == 409
    shown = answer.get_data(as_text=True)
    assert "FIRST TAB" in shown
    assert "SECOND TAB" in shown
    assert stored(app, certificate_id).values["consignor"] == "FIRST TAB"
    again = wizard.VERSION.search(shown)
    assert again
    assert wizard.save(clerk, certificate_id, version=again[1], **{"values.consignor": "SECOND TAB"}).status_code == 302
    assert stored(app, certificate_id).values["consignor"] == "SECOND TAB"


def test_header_and_contents_are_saved_together_or_not_at_all(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    answer = wizard.autosave(
        clerk, certificate_id, version=version(clerk, certificate_id),
        **{"values.consignor": "x", "header.producer": "生" * 200, "has_header": "1"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert answer.json["errors"][0]["path"] == "header.producer"
    assert stored(app, certificate_id).values == {}


def test_a_new_inspection_number_brings_a_new_sub_number(app: Flask, clerk: FlaskClient) -> None:
    wizard.start(clerk, VETERINARY, number="226000009999902")
    certificate_id = wizard.start(clerk, VETERINARY, number="226000009999903")
    data = {"header.inspection_no": "226000009999902", "has_header": "1"}
    answer = wizard.autosave(clerk, certificate_id, version=version(clerk, certificate_id), **data)
    assert answer.json["sub_certificate_no"] == "002"
    assert stored(app, certificate_id).inspection_no == "226000009999902"


def test_after_the_session_has_ended_nothing_is_written_and_a_script_is_told(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    kept = {
        "version": version(clerk, certificate_id),
        "token": csrf_token(clerk, f"/certificates/{certificate_id}/edit"),
    }
    clerk.delete_cookie("certificates")
    answer = wizard.autosave(clerk, certificate_id, **kept, **{"values.consignor": "late"})
    assert answer.status_code in {400, 401}
    assert answer.is_json
    state = clerk.get(f"/certificates/{certificate_id}/state", headers={"Accept": "application/json"})
    assert state.status_code == 401
    assert stored(app, certificate_id).values == {}


def test_a_form_is_not_saved_once_it_is_declared(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    wizard.save(clerk, certificate_id, fields=wizard.content_fields(VETERINARY))
    token, old = csrf_token(clerk, f"/certificates/{certificate_id}/edit"), version(clerk, certificate_id)
    wizard.submit(clerk, certificate_id)
    answer = wizard.autosave(clerk, certificate_id, version=old, token=token, **{"values.consignor": "late"})
    assert answer.status_code == 409
    data = {"csrf_token": token, "version": old, "values.consignor": "late"}
    page = clerk.post(f"/certificates/{certificate_id}/edit", data=data)
    assert page.status_code == 409
    assert "late" in page.get_data(as_text=True)
    assert stored(app, certificate_id).values["consignor"] != "late"
    assert clerk.get(f"/certificates/{certificate_id}/edit").status_code == 302


@pytest.mark.function("5.8.1-import")
def test_smart_import_fills_what_is_empty_and_overwrites_only_what_is_chosen(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = imported(clerk)
    declared = stored(app, certificate_id).values
    wizard.save(
        clerk, certificate_id,
        **{"values.consignor": "TYPED", "values.consignee": "TYPED TOO", "values.place_of_despatch": ""},
    )  # fmt: skip
    path = f"/certificates/{certificate_id}/import"
    page = clerk.get(path).get_data(as_text=True)
    assert page.count('name="overwrite"') == 2
    assert page.count("checked") == page.count('name="take"') == 1, "what is empty is filled, nothing overwritten"
    data = {"version": version(clerk, certificate_id), "overwrite": "values.consignee"}
    assert post(clerk, path, data=data).status_code == 302
    row = stored(app, certificate_id)
    assert row.values["consignor"] == "TYPED"
    assert row.values["consignee"] == declared["consignee"]
    assert row.values["place_of_despatch"] == declared["place_of_despatch"]


def test_smart_import_on_an_old_page_shows_the_new_state_instead(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = imported(clerk)
    old = version(clerk, certificate_id)
    wizard.save(clerk, certificate_id, **{"values.consignor": "TYPED"})
    data = {"version": old, "overwrite": "values.consignor"}
    assert post(clerk, f"/certificates/{certificate_id}/import", data=data).status_code == 409
    assert stored(app, certificate_id).values["consignor"] == "TYPED"


def test_cells_of_customs_stay_with_their_rows(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = wizard.start(clerk, catalogue().types["11"])
    items: list[dict[str, Any]] = [{"item_name": name} for name in ("水分", "蛋白", "灰分")]
    wizard.save(clerk, certificate_id, **{"rows.test_items": json.dumps(items)})
    with app.app_context():
        row = db.session.scalar(db.select(Certificate).where(Certificate.id == certificate_id))
        assert row is not None
        row.rows = {"test_items": [{**item, "result": f"{item['item_name']}合格"} for item in row.rows["test_items"]]}
        db.session.commit()
    left = [
        {"item_name": "灰分", "_at": "2"},
        {"item_name": "新"},
        {"item_name": "水分", "_at": "0", "result": "不合格"},
    ]
    wizard.save(clerk, certificate_id, **{"rows.test_items": json.dumps(left)})
    assert stored(app, certificate_id).rows["test_items"] == [
        {"item_name": "灰分", "result": "灰分合格"}, {"item_name": "新"}, {"item_name": "水分", "result": "水分合格"},
    ]  # fmt: skip
