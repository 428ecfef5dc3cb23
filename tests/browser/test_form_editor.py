"""A form of another authority made from nothing, by mouse alone and by keyboard alone; long forms stay light."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import CertificateFormat
from app.services.base.transaction import transaction
from app.services.formats import formats
from tests.factories import applications as factory
from tests.factories import paper_forms
from tests.support.chromium import complaints, enter, in_module

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

CERTIFY = (
    "This is to certify that the plants, plant products or other regulated articles described above were imported into "
    "{reexporter} from {origin_party} covered by Phytosanitary Certificate No. {original_no}, {attached=original}"
    "original{^*} {attached=copy}certified true copy of which is attached to this certificate."
)

#: Fields of the certificate for re-export, by their keys.
FIELDS = [
    ("from_nppo", "Plant Protection Organization of"), ("to_nppo", "TO: Plant Protection Organization(s) of"),
    ("exporter", "Name and address of exporter"), ("consignee", "Declared name and address of consignee"),
    ("packages", "Number and description of packages"), ("marks", "Distinguishing marks"),
    ("origin", "Place of origin"), ("conveyance", "Declared means of conveyance"),
    ("entry", "Declared point of entry"), ("produce", "Name of produce and quantity declared"),
    ("botanical", "Botanical name of plants"), ("additional_declaration", "Additional declaration"),
]  # fmt: skip


#: What the focus is at: a place of the editor, else an entry of a form, with the value where several have the name.
FOCUS = """() => {
  const { dataset, name, type, value } = document.activeElement;
  return dataset.focus || (type === "checkbox" ? `${name}=${value}` : name);
}"""


class Mouse:
    """Work the editor as somebody does who has a mouse, and a keyboard only for words."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, place: str) -> None:
        """Click what carries this place."""
        self.page.click(f"[data-focus='{place}']:visible")

    def choose(self, place: str, value: str) -> None:
        """Choose from a menu."""
        self.page.select_option(f"select[data-focus='{place}']:visible", value)

    def write(self, place: str, text: str) -> None:
        """Click into an input and type."""
        self.page.click(f"[data-focus='{place}']:visible")
        self.page.keyboard.insert_text(text)

    def add(self, kind: str) -> None:
        """Add a block by the menu."""
        self.press("layout.add")
        self.press(f"add.{kind}")

    def fill(self, name: str, text: str) -> None:
        """Fill an entry of a form in."""
        self.page.click(f"main [name={name}]")
        self.page.keyboard.insert_text(text)

    def tick(self, name: str, value: str) -> None:
        """Tick one of several boxes of a form."""
        self.page.click(f"main [name={name}][value='{value}']")

    def pick(self, name: str, value: str) -> None:
        """Choose from a menu of a form."""
        self.page.select_option(f"main [name={name}]", value)

    def send(self) -> None:
        """Send a form."""
        self.page.click("main button.pri")


class Keys(Mouse):
    """Work the editor as somebody does who has no mouse: the focus goes from place to place by the Tab key."""

    def reach(self, place: str) -> None:
        """Tab until the focus is at a place, forwards, then backwards from where it began."""
        for key in ("Tab", "Shift+Tab"):
            for _step in range(160):
                at = self.page.evaluate(FOCUS)
                if at == place:
                    return
                self.page.keyboard.press(key)
        raise AssertionError(place)

    def press(self, place: str) -> None:
        self.reach(place)
        self.page.keyboard.press("Enter")

    def choose(self, place: str, value: str) -> None:
        self.reach(place)
        options = self.page.evaluate("() => [...document.activeElement.options].map((option) => option.value)")
        at = self.page.evaluate("() => document.activeElement.selectedIndex")
        steps = options.index(value) - at
        for _step in range(abs(steps)):
            self.reach(place)
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    pick = choose

    def write(self, place: str, text: str) -> None:
        self.reach(place)
        self.page.keyboard.insert_text(text)

    fill = write

    def tick(self, name: str, value: str) -> None:
        self.reach(f"{name}={value}")
        self.page.keyboard.press("Space")

    def send(self) -> None:
        self.reach("form_no")
        self.page.keyboard.press("Enter")


def _begin(by: Mouse, code: str) -> None:
    """Make an empty form with English on its paper, as far as the editor."""
    by.page.goto("/formats/new")
    by.fill("code", code)
    by.fill("form_no", "ISPM 12")
    by.fill("title_zh", "植物检疫证书")
    by.fill("title_en", "PHYTOSANITARY CERTIFICATE")
    by.tick("type_codes", "18")
    by.pick("scheme", "phytosanitary")
    by.pick("paper_language", "en")
    by.send()
    by.page.wait_for_url("**/editor")


def _definition(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = in_module(page, "formats/state.js", "(state) => state.editor.definition")
    return found


def _kept(page: Any, app: Flask, code: str) -> dict[str, Any]:
    """Save a form in which nothing is to be mended; return it as it is kept."""
    page.wait_for_selector("[data-count=faults]:empty", state="attached")
    page.click("[data-save]")
    page.wait_for_function("() => /^已保存/.test(document.querySelector('[data-saved]').textContent)")
    with app.app_context():
        row = db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == code)).one()
        assert catalogue().format_faults(row.definition) == []
        return dict(row.definition)


def _publish(page: Any, app: Flask, code: str) -> None:
    """Publish by the page's own buttons: the samples are printed, read back, and in force."""
    page.click(".head a.btn:has-text('数据库')")
    page.wait_for_url("**/publish")
    page.fill("[name=reason]", "新格式（示例）")
    page.click("main button.pri")
    page.wait_for_url(re.compile(r"/formats/\d+$"), timeout=60_000)
    with app.app_context():
        assert formats.current(code, type_code="18").number == 1


@pytest.mark.function("5.6-edit", "5.6-publish")
def test_the_certificate_for_re_export_is_made_by_mouse_alone(page: Any, app: Flask) -> None:
    heard = complaints(page)
    enter(page, "admin")
    mouse = Mouse(page)
    _begin(mouse, "reexport")
    _fields(mouse)
    _rows(mouse)
    _boxes(mouse)
    _sentence(mouse, "layout.blocks.3.text.words")
    _rest(mouse)
    made = _definition(page)
    assert made["layout"]["label"] == "run"
    kinds = [next(iter(block)) for block in made["layout"]["blocks"]]
    assert kinds == ["rows", "section", "rows", "text", "clauses", "section", "text", "section", "table", "issue"]
    assert made["layout"]["blocks"][2]["rows"] == [
        ["exporter"], ["consignee"], ["packages", "marks"], ["origin", "conveyance"], ["entry"], ["produce"],
        ["botanical"],
    ]  # fmt: skip
    assert CERTIFY in [text["en"] for text in made["texts"]]
    attached = next(field for field in made["fields"] if field["key"] == "attached")
    assert [option["value"] for option in attached["options"]] == ["original", "copy"]
    _kept(page, app, "reexport")
    _publish(page, app, "reexport")
    assert not heard


def _fields(mouse: Mouse) -> None:
    page = mouse.page
    page.click("[data-tab=fields]")
    for number, (key, label) in enumerate(FIELDS, start=6):
        page.click("[data-part=fields] [data-add]")
        mouse.write(f"fields.{number}.en", label)
        page.click(f"[data-focus='fields.{number}.key']", click_count=3)
        page.keyboard.insert_text(key)


def _rows(mouse: Mouse) -> None:
    page = mouse.page
    page.click("[data-tab=groups]")
    page.click("[data-focus='groups.add.']")
    mouse.write("groups.0.label.en", "Disinfestation and/or Disinfection Treatment")
    mouse.write("groups.0.columns.0.en", "Date")
    for number, label in enumerate(["Treatment", "Chemical (active ingredient)", "Duration and temperature"], start=1):
        mouse.press("groups.0.columns.add")
        mouse.write(f"groups.0.columns.{number}.en", label)


def _boxes(mouse: Mouse) -> None:
    mouse.page.click("[data-tab=layout]")
    mouse.press("layout.turn")
    mouse.choose("layout.label", "run")
    for key, _label in FIELDS[:2]:
        mouse.press(f"place.{key}")
    mouse.add("section")
    mouse.write("layout.blocks.1.section.words.en", "I. Description of Consignment")
    for key, _label in FIELDS[2:6]:
        mouse.press(f"place.{key}")
    # packages and marks share a row: one goes up to the other
    mouse.press("layout.blocks.2.rows.3.0")
    mouse.press("layout.blocks.2.rows.3.0.above")
    for key, _label in FIELDS[6:11]:
        mouse.press(f"place.{key}")
    mouse.press("layout.blocks.2.rows.4.0")
    mouse.press("layout.blocks.2.rows.4.0.above")


def _sentence(mouse: Mouse, text: str) -> None:
    """Add the certifying sentence: three blanks, two boxes to tick, a raised mark."""
    page = mouse.page
    mouse.add("text")
    mouse.write(f"{text}.en", CERTIFY.partition("{")[0])
    blanks = {"Reexporter": " from ", "Origin party": " covered by Phytosanitary Certificate No. ", "Original no": ", "}
    for label, after in blanks.items():
        mouse.press(f"{text}.insert.blank")
        mouse.choose(f"{text}.insert.field", "+")
        mouse.write(f"{text}.insert.new.label", label)
        mouse.press(f"{text}.insert.new.make")
        mouse.press(f"{text}.insert.put")
        page.keyboard.insert_text(after)
    mouse.press(f"{text}.insert.tick")
    mouse.write(f"{text}.insert.new.label", "Attached")
    mouse.write(f"{text}.insert.new.options", "original\ncopy")
    mouse.press(f"{text}.insert.new.make")
    mouse.press(f"{text}.insert.put")
    page.keyboard.insert_text("original")
    mouse.press(f"{text}.insert.raised")
    page.click(f"[data-focus='{text}.insert.field']", click_count=3)
    page.keyboard.insert_text("*")
    mouse.press(f"{text}.insert.put")
    page.keyboard.insert_text(" ")
    mouse.press(f"{text}.insert.tick")
    mouse.choose(f"{text}.insert.option", "copy")
    mouse.press(f"{text}.insert.put")
    page.keyboard.insert_text("certified true copy of which is attached to this certificate.")
    assert page.locator(".pieces li").count() == 6


def _rest(mouse: Mouse) -> None:
    """Add what stands below the sentence: a note, the declaration, the treatments, the foot."""
    page = mouse.page
    mouse.add("clauses")
    mouse.press("layout.blocks.4.clauses.0.turn")
    page.click("[data-focus='layout.blocks.4.clauses.0.num']", click_count=3)
    page.keyboard.press("Delete")
    mouse.write("layout.blocks.4.clauses.0.t.words.en", "{^*} Insert tick in the appropriate boxes.")
    mouse.press("layout.blocks.4.small")
    mouse.add("section")
    mouse.write("layout.blocks.5.section.words.en", "II. Additional Declaration")
    mouse.add("text")
    mouse.choose("layout.blocks.6.what", "field")
    mouse.choose("layout.blocks.6.text", "additional_declaration")
    mouse.press("layout.blocks.6.grow")
    mouse.press("layout.blocks.6.label")
    mouse.add("table")
    # the table was put below the declaration; its heading is dragged before it
    mouse.add("section")
    mouse.write("layout.blocks.8.section.words.en", "III. Treatment")
    _drag(page, "layout.blocks.8", "layout.blocks.7")
    page.click("[data-tab=head]")
    mouse.choose("foot.add", "+")
    mouse.write("foot.0.text.words.en", "No financial liability shall attach to the Plant Protection Organization.")


def _drag(page: Any, place: str, before: str) -> None:
    """Drag a block by its grip to the upper half of another one."""
    page.locator(f"[data-drag='{before}']").scroll_into_view_if_needed()
    grip = page.locator(f"[data-drag='{place}'] [data-grip]").bounding_box()
    target = page.locator(f"[data-drag='{before}']").bounding_box()
    page.mouse.move(grip["x"] + 6, grip["y"] + 6)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 30, steps=3)
    page.mouse.move(target["x"] + 60, target["y"] + 4, steps=3)
    page.mouse.up()


@pytest.mark.function("5.6-edit")
def test_a_form_with_all_that_sentences_have_is_made_by_keyboard_alone(page: Any, app: Flask) -> None:
    heard = complaints(page)
    enter(page, "admin")
    keys = Keys(page)
    _begin(keys, "keyboard")
    keys.add("rows")
    place = "layout.blocks.0.rows.0.0"
    keys.press(place)
    keys.choose(f"{place}.f", "+")
    keys.write(f"{place}.new.label", "Exporter")
    keys.press(f"{place}.new.make")
    keys.add("text")
    text = "layout.blocks.1.text.words"
    keys.write(f"{text}.en", "They were treated with ")
    keys.press(f"{text}.insert.blank")
    keys.choose(f"{text}.insert.field", "+")
    keys.write(f"{text}.insert.new.label", "Chemical")
    keys.press(f"{text}.insert.new.make")
    keys.write(f"{text}.insert.width", "40")
    keys.press(f"{text}.insert.put")
    page.keyboard.insert_text(" and are ")
    keys.press(f"{text}.insert.choice")
    keys.write(f"{text}.insert.new.label", "Origin")
    keys.write(f"{text}.insert.new.options", "wild\nfarmed")
    keys.press(f"{text}.insert.new.make")
    keys.press(f"{text}.insert.put")
    page.keyboard.insert_text(" ")
    keys.press(f"{text}.insert.tick")
    keys.choose(f"{text}.insert.option", "farmed")
    keys.press(f"{text}.insert.put")
    keys.choose("layout.blocks.1.when", "while")
    keys.choose("layout.blocks.1.when.0", "origin")
    keys.add("part")
    keys.write("layout.blocks.2.part.side.words.en", "Part II")
    keys.add("issue")
    page.keyboard.press("Escape")
    made = _definition(page)
    assert [next(iter(block)) for block in made["layout"]["blocks"]] == ["rows", "text", "part", "issue"]
    assert made["texts"][0]["en"] == "They were treated with {chemical:40} and are {origin~wild|wild} {origin=farmed}"
    assert made["layout"]["blocks"][1]["when"] == {"origin": ["wild"]}
    assert [next(iter(block)) for block in made["layout"]["blocks"][2]["part"]["blocks"]] == ["rows", "issue"]
    assert not heard


LONG = 120


def _long() -> dict[str, Any]:
    """Return a form of 120 fields on five sheets."""
    fields = {f"box_{number}": {"en": f"Box {number}", "zh": f"第 {number} 格"} for number in range(LONG)}
    blocks: list[dict[str, Any]] = []
    for number in range(LONG):
        blocks += [{"page": True}] if number and number % 24 == 0 else []
        blocks.append({"rows": [[f"box_{number}"]]})
    made = paper_forms.small()
    made["layout"]["blocks"] = [*blocks, *made["layout"]["blocks"]]
    made["fields"].update(fields)
    return made


def test_a_form_of_120_fields_and_five_sheets_has_inputs_for_one_block_and_draws_one_line_a_letter(
    page: Any, app: Flask, now: datetime
) -> None:
    with app.app_context():
        factory.act_as("admin")
        with transaction():
            number = formats.take_in(catalogue().parse_format(_long()), now=now, reason="（示例）").id
    enter(page, "admin")
    page.goto(f"/formats/{number}/editor")
    page.click("[data-drag='layout.blocks.60'] .pick")
    shown = page.evaluate(COUNT)
    assert shown["blocks"] == LONG + 4 + 4
    assert shown["inputs"] < 12
    assert shown["nodes"] / shown["blocks"] < 16
    assert shown["small"] == []
    # a letter in the head of a text draws its own line, not the list
    page.click("[data-drag='layout.blocks.125'] .pick")
    page.evaluate(WATCH)
    page.click("[data-detail] textarea")
    page.keyboard.type("Now ")
    assert page.evaluate("() => window.name.split(',').map(Number).reduce((sum, count) => sum + count, 0)") <= 4 * 2
    page.click("[data-tab=fields]")
    page.click("[data-focus='fields.60']")
    assert page.locator("[data-part=fields] .detail").count() == 1


COUNT = """() => {
  const pane = document.querySelector("[data-part=layout]");
  const boxes = [...pane.querySelectorAll("button")].map((one) => [one.dataset.focus, one.getBoundingClientRect()]);
  return {
    blocks: pane.querySelectorAll("[data-drag]").length,
    inputs: pane.querySelectorAll("input, select, textarea").length,
    nodes: pane.querySelectorAll("*").length,
    small: boxes.filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([place]) => place),
  };
}"""
#: Counts the lines of the list that are put in anew, in the only place that a page's scripts share without a name.
WATCH = """() => {
  window.name = "0";
  new MutationObserver((changes) => {
    window.name += `,${changes.reduce((sum, change) => sum + change.addedNodes.length, 0)}`;
  }).observe(document.querySelector("[data-blocks]"), { childList: true });
}"""
