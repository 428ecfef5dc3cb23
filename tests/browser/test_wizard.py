"""The wizard in a browser: what is typed survives, rows are pasted, conflicts are settled; it works without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import Certificate
from app.services.applications import applications
from tests.factories import applications as factory
from tests.support.wizard import page_of

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser
ON_PAPER = "text => document.querySelector('[data-read]').textContent.includes(text)"
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
}"""


@pytest.fixture
def draft(app: Flask) -> int:
    with app.app_context():
        return factory.make().certificates[0].id


def log_in(page: Any, username: str = "haian.clerk") -> None:
    from app.services.demo.demo import password

    page.set_default_timeout(45_000)
    page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password())
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def edit(page: Any, draft: int) -> None:
    page.goto(f"/certificates/{draft}/edit")
    page.wait_for_selector("#s-goods_lines .tabulator-row")


def stored(app: Flask, certificate_id: int) -> Certificate:
    with app.app_context():
        row = db.session.scalar(db.select(Certificate).where(Certificate.id == certificate_id))
        assert row is not None
        db.session.expunge_all()
        return row


def saved(page: Any, act: Any) -> None:
    """Do something that the page saves by itself, and wait until the server has it."""
    with page.expect_response(lambda answer: answer.url.endswith("/autosave") and answer.ok):
        act()
    settled(page)


def settled(page: Any) -> None:
    """Wait until the server has everything that was typed."""
    page.wait_for_function("() => document.getElementById('wizard').dataset.kept === 'yes'")


@pytest.mark.bar("U7")
@pytest.mark.function("5.3-preview")
def test_what_is_typed_is_saved_by_itself_and_stands_on_the_paper(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    edit(page, draft)
    saved(page, lambda: page.fill("[name='values.place_of_despatch']", "营口 YINGKOU"))
    assert stored(app, draft).values["place_of_despatch"] == "营口 YINGKOU"
    page.wait_for_function(ON_PAPER, arg="YINGKOU")
    page.reload()
    assert page.input_value("[name='values.place_of_despatch']") == "营口 YINGKOU"


@pytest.mark.bar("U6")
@pytest.mark.function("5.3-goods")
def test_two_hundred_rows_are_pasted_at_once_with_errors_per_cell_and_undone_at_once(
    app: Flask, page: Any, draft: int
) -> None:
    log_in(page)
    edit(page, draft)
    before = stored(app, draft).rows["goods_lines"]
    lines = [f"冻鱼{n}\tFISH {n}\t{'x' if n == 7 else n}\tkg\t大连 DALIAN\t{n}\t纸箱 CARTONS" for n in range(1, 201)]
    selector = "#s-goods_lines .tabulator-row .tabulator-cell[tabulator-field=goods_name_zh]"
    page.click(selector)
    page.wait_for_selector(f"{selector} input")
    saved(page, lambda: page.evaluate(PASTE, [f"{selector} input", "\n".join(lines)]))
    rows = stored(app, draft).rows["goods_lines"]
    assert (len(rows), rows[0]["goods_name_zh"], rows[199]["goods_name_en"]) == (200, "冻鱼1", "FISH 200")
    page.wait_for_selector("#s-goods_lines .cell-error >> text=x")
    assert page.locator("#s-goods_lines [data-row-errors] li").count() == 1
    saved(page, lambda: page.click("#s-goods_lines [data-grid-buttons] button:nth-of-type(2)"))
    assert stored(app, draft).rows["goods_lines"] == before


@pytest.mark.function("5.3-goods")
def test_rows_are_added_edited_and_deleted_with_the_keyboard(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    edit(page, draft)
    page.focus("#s-goods_lines [data-grid-buttons] button:nth-of-type(3)")
    page.keyboard.press("Enter")
    page.wait_for_selector("#s-goods_lines .tabulator-editing input")
    page.keyboard.type("新货")
    page.keyboard.press("Tab")
    page.keyboard.type("NEW GOODS")
    saved(page, lambda: page.keyboard.press("Tab"))
    last = stored(app, draft).rows["goods_lines"][-1]
    assert (last["goods_name_zh"], last["goods_name_en"]) == ("新货", "NEW GOODS")
    remove = page.locator("#s-goods_lines .tabulator-row:last-child button")
    remove.focus()
    saved(page, lambda: page.keyboard.press("Enter"))
    assert all(row["goods_name_en"] != "NEW GOODS" for row in stored(app, draft).rows["goods_lines"])


@pytest.mark.bar("U8")
def test_a_doubtful_container_number_is_corrected_with_one_click(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    edit(page, draft)
    page.click("#s-containers .tabulator-row .tabulator-cell[tabulator-field=container_no]")
    page.wait_for_selector("#s-containers .tabulator-editing input")
    page.keyboard.press("Control+a")
    page.keyboard.type("TCLU0009124")
    saved(page, lambda: page.keyboard.press("Tab"))
    saved(page, page.locator("#s-containers [data-row-errors] button").first.click)
    assert stored(app, draft).rows["containers"][0]["container_no"] == "TCLU0009120"


@pytest.mark.bar("U7")
def test_what_was_typed_while_the_server_was_dead_is_there_afterwards(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    edit(page, draft)
    page.context.route("**/autosave", lambda route: route.abort())
    page.fill("[name='values.place_of_despatch']", "锦州 JINZHOU")
    page.wait_for_selector("[data-said=offline]")
    page.goto("about:blank")
    page.context.unroute("**/autosave")
    edit(page, draft)
    page.wait_for_function("document.querySelector(\"[name='values.place_of_despatch']\").value === '锦州 JINZHOU'")
    settled(page)
    assert stored(app, draft).values["place_of_despatch"] == "锦州 JINZHOU"


@pytest.mark.bar("U7")
def test_after_the_session_ended_the_clerk_logs_in_beside_and_goes_on(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    edit(page, draft)
    page.context.clear_cookies()
    page.fill("[name='values.place_of_despatch']", "丹东 DANDONG")
    page.wait_for_selector("[data-said=session] a")
    with page.context.expect_page() as opened:
        page.click("[data-said=session] a")
    beside = opened.value
    log_in(beside)
    page.bring_to_front()
    settled(page)
    assert stored(app, draft).values["place_of_despatch"] == "丹东 DANDONG"
    assert not page.locator("[data-said=session]").count()


@pytest.mark.bar("U7")
@pytest.mark.parametrize(("choice", "kept"), [(".btn.pri", "SECOND"), (".btn:not(.pri)", "FIRST")])
def test_two_tabs_ask_which_one_counts_and_merge_the_rest(
    app: Flask, page: Any, draft: int, choice: str, kept: str
) -> None:
    log_in(page)
    edit(page, draft)
    other = page.context.new_page()
    edit(other, draft)
    other.fill("[name='values.place_of_despatch']", "FIRST")
    other.fill("[name='values.consignor']", "FIRST CONSIGNOR")
    settled(other)
    page.fill("[name='values.place_of_despatch']", "SECOND")
    page.wait_for_selector("[data-said=conflict]")
    page.click(f"[data-said=conflict] {choice}")
    settled(page)
    assert page.input_value("[name='values.consignor']") == "FIRST CONSIGNOR"
    assert page.input_value("[name='values.place_of_despatch']") == kept
    values = stored(app, draft).values
    assert (values["consignor"], values["place_of_despatch"]) == ("FIRST CONSIGNOR", kept)


@pytest.mark.bar("U6")
@pytest.mark.function("5.3-copy")
def test_a_certificate_is_made_by_copy_in_four_actions(app: Flask, page: Any, draft: int) -> None:
    log_in(page)
    page.goto(page_of(app, draft))
    page.click("form[action$='/copy'] button")
    page.fill("[name='header.inspection_no']", "226000009998877")
    page.click("button[value=check].pri")
    page.click("form[action$='/submit'] .btn.pri")
    page.wait_for_url(lambda address: address.rstrip("/").split("/")[-1].isdigit())
    with app.app_context():
        made = applications.find(int(page.url.rstrip("/").split("/")[-1]))
    assert (made.status, made.inspection_no) == ("submitted", "226000009998877")


def test_the_form_works_without_scripts(app: Flask, browser: Any, live_server: str, draft: int) -> None:
    context = browser.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.goto(f"/certificates/{draft}/edit")
    count = len(stored(app, draft).rows["goods_lines"])
    page.fill(f"[name='goods_lines.{count}.goods_name_zh']", "手录货物")
    page.click("button[name=do][value='add:goods_lines']")
    page.fill("[name='values.place_of_despatch']", "营口 YINGKOU")
    page.click(".foot button[value=save]")
    row = stored(app, draft)
    assert row.rows["goods_lines"][count] == {"goods_name_zh": "手录货物"}
    assert row.values["place_of_despatch"] == "营口 YINGKOU"
    context.close()
