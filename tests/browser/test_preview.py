"""The paper on the screen: it is the printed sheet, its boxes lead to the form, its pages are turned and printed."""

from __future__ import annotations

import base64
import io
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops, ImageFilter

from app.catalogue.loader import catalogue
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.gateways.typesetting.pdf_pages import page_of
from app.models import Certificate
from app.reports.certificate import Preview, Printout, sheet_of
from app.services.base.paper import as_sheet
from app.services.base.transaction import transaction
from app.services.review import reviews
from tests.factories import applications as factory
from tests.factories.contents import SAMPLES
from tests.support.chromium import complaints, enter
from tests.support.wizard import page_of as page_of_application

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement && (document.activeElement.name || document.activeElement.id)"
DRAWN = "[data-paper] > img:not([hidden])"
#: Two programs draw the edge of a letter each in its own way; ink of one is within a pixel of ink of the other.
INK, NEAR = (128, 200), 3
#: Pixels of ink, of a hundred thousand, that may have none beside them; another digit has six.
ODD = 3
#: The watermark is so faint that its edges are not ink to both.
FAINT, FAINT_SHARE = (230, 250), 0.04


@pytest.fixture
def draft(app: Flask) -> int:
    with app.app_context():
        return factory.make().certificates[0].id


def lost(one: Image.Image, other: Image.Image, darkness: tuple[int, int]) -> tuple[int, float]:
    """Return how many pixels of one picture's ink have no ink of the other picture beside them, and their share."""
    dark, near = darkness
    ink = one.point(lambda shade: 255 if shade < dark else 0)
    around = other.point(lambda shade: 255 if shade < near else 0).filter(ImageFilter.MaxFilter(NEAR))
    alone = ImageChops.subtract(ink, around).histogram()[255]
    return alone, alone / ink.histogram()[255]


def on_screen(page: Any, svg: bytes, size: tuple[int, int]) -> Image.Image:
    """Return what the browser makes of a picture."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    source = base64.b64encode(svg).decode()
    page.set_content(
        f'<body style="margin:0"><img style="width:100vw;display:block" src="data:image/svg+xml;base64,{source}">'
    )
    page.evaluate("document.images[0].decode()")
    return Image.open(io.BytesIO(page.screenshot())).convert("L")


@pytest.mark.bar("D2")
@pytest.mark.parametrize("code", SAMPLES)
def test_the_picture_on_the_screen_is_that_of_the_printed_file(app: Flask, page: Any, code: str) -> None:
    reader = Preview(login="haian.clerk", on=date(2026, 11, 30))
    printout = Printout(format=catalogue().formats[code], content=SAMPLES[code], certificate_no="")
    with app.app_context():
        sheet, typesetter = as_sheet(sheet_of(printout, preview=reader)), gateways().typesetter
        printed = typesetter.print(sheet, is_final=False)
        pictures = [typesetter.draw(sheet, page=number) for number in range(1, printed.pages + 1)]
    for number, picture in enumerate(pictures, start=1):
        ET.fromstring(picture.data)  # noqa: S314 our own picture: a browser shows no SVG that is not XML
        file = Image.open(io.BytesIO(page_of(printed.pdf, page=number).data)).convert("L")
        screen = on_screen(page, picture.data, file.size)
        assert lost(screen, file, INK)[0] + lost(file, screen, INK)[0] <= ODD
        assert max(lost(screen, file, FAINT)[1], lost(file, screen, FAINT)[1]) < FAINT_SHARE
        assert picture.boxes == tuple(box for box in printed.boxes if box.page == number)


@pytest.mark.bar("D2")
@pytest.mark.function("5.3-preview")
def test_a_box_of_the_paper_leads_to_its_field_and_the_field_to_its_box(app: Flask, page: Any, draft: int) -> None:
    heard = complaints(page)
    enter(page, "haian.clerk")
    page.goto(f"/certificates/{draft}/edit")
    page.wait_for_selector(DRAWN)
    page.click("[data-box=consignee]")
    assert page.evaluate(FOCUSED) == "values.consignee"
    assert page.get_attribute("[data-box=consignee]", "title")
    assert page.locator(".paper-box.here").get_attribute("data-box") == "consignee"
    page.click("[data-box=weight_declared]")
    page.wait_for_selector("#s-goods_lines .tabulator-cell:focus, #s-goods_lines .tabulator-editing")
    assert page.locator("[data-read] li", has_text="HANBADA").count()
    assert not heard


@pytest.mark.bar("U1")
@pytest.mark.function("5.3-preview")
def test_the_keyboard_alone_goes_from_the_paper_to_a_field(app: Flask, page: Any, draft: int) -> None:
    enter(page, "haian.clerk")
    page.goto(f"/certificates/{draft}/edit")
    page.wait_for_selector(f"{DRAWN} ~ [data-boxes][role=listbox]")
    page.focus("[data-boxes]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "values.consignee"


@pytest.mark.bar("D2")
@pytest.mark.function("5.3-preview")
def test_pages_are_turned_refreshed_and_printed_together(app: Flask, page: Any, draft: int) -> None:
    with app.app_context(), transaction():
        row = db.session.scalars(db.select(Certificate).where(Certificate.id == draft)).one()
        goods = row.rows["goods_lines"]
        row.rows = {**row.rows, "goods_lines": [goods[number % len(goods)] for number in range(40)]}
    enter(page, "haian.clerk")
    page.goto(f"/certificates/{draft}/edit")
    page.wait_for_selector("[data-pager]:not([hidden])")
    first = page.get_attribute(DRAWN, "src")
    page.click("[data-pager] button:last-of-type")
    page.wait_for_function("() => document.querySelector('[data-number]').textContent.includes('2')")
    assert page.get_attribute(DRAWN, "src") != first
    with page.expect_response(lambda answer: answer.url.endswith("/pages/2")):
        page.click("[data-refresh]")
    page.evaluate("window.print = () => { window.printed = document.querySelectorAll('.sheets-to-print img').length; }")
    page.click("[data-print]")
    page.wait_for_function("() => window.printed >= 2")


def test_a_box_on_the_page_of_the_check_leads_to_the_form(app: Flask, page: Any, draft: int) -> None:
    enter(page, "haian.clerk")
    page.goto(f"{page_of_application(app, draft)}/check")
    page.wait_for_selector(DRAWN)
    page.click("[data-box=consignee]")
    page.wait_for_url(f"**/certificates/{draft}/edit?check=1#f-values-consignee")


@pytest.mark.function("5.8.1-review")
def test_opinions_are_pinned_to_their_boxes_and_boxes_lead_to_their_lines(app: Flask, page: Any) -> None:
    with app.app_context():
        made = factory.make(status=Status.UNDER_REVIEW)
        number, certificate_id = made.id, made.certificates[0].id
        reviewer = factory.act_as(factory.REVIEWER)
        remark = reviews.add_remark(reviewer, certificate_id, path="values.consignee", opinion="Name the country")
        remark_id = remark.id
    enter(page, "customs.0901")
    page.goto(f"/review/{number}")
    pin = page.locator(".paper-pin")
    pin.wait_for()
    assert (pin.inner_text(), pin.get_attribute("href")) == ("1", f"#remark-{remark_id}")
    page.click("[data-box=consignor]")
    assert page.evaluate(FOCUSED) == "box-consignor"


def test_the_paper_needs_no_script(app: Flask, browser: Any, live_server: str, draft: int) -> None:
    context = browser.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    enter(page, "haian.clerk")
    page.goto(f"{page_of_application(app, draft)}/preview/{draft}")
    image = page.locator("[data-paper] noscript img")
    assert image.bounding_box()["height"] > 400
    context.close()
