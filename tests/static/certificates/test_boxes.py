"""The boxes over a picture of paper: placed, named, chosen by mouse and keyboard, read out in order, with pins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/boxes.js"
LAYER = """
  document.body.insertAdjacentHTML("beforeend", "<div id='paper'><div id='over'></div><ol id='read'></ol></div>");
  const [over, read] = [document.getElementById("over"), document.getElementById("read")];
  const chosen = [];
  const layer = module.boxesOver({
    over, read, name: "Boxes", choose: given.isInert ? null : (box) => chosen.push(box.path),
    pins: (key) => (key === "buyer" ? [{ text: "1", href: "#remark-7", name: "Opinion 1" }] : []),
  });
  const box = (key, label, text, x) => ({ key, label, text, path: `values.${key}`, x, y: 29.7, width: 21, height: 10 });
  const page = (...boxes) => ({ page: 1, pages: 1, width: 210, height: 297, boxes, lines: ["first", "second"] });
  const two = page(box("seller", "Consignor", "Haian", 21), box("buyer", "Consignee", "", 105));
  const press = (key) => over.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
"""


HERE = "const here = () => [...over.querySelectorAll('.here')].map((one) => one.dataset.box);"


def told(run: Run, acts: str, **given: Any) -> Any:
    return run(MODULE, f"(module, given) => {{ {LAYER} {acts} }}", given)


def test_boxes_stand_where_the_engine_says_in_shares_of_the_page(run: Run) -> None:
    script = """layer.draw(two); const { style, title, dataset } = over.children[0];
    return [style.left, style.top, style.inlineSize, title, dataset.box];"""
    assert told(run, script) == ["10%", "10%", "10%", "Consignor", "seller"]


def test_the_paper_is_read_out_in_order_as_label_and_value(run: Run) -> None:
    script = "layer.draw(two); return [...read.children].map((line) => line.textContent);"
    assert told(run, script) == ["Consignor: Haian", "Consignee"]
    assert told(run, "layer.draw(page()); return [...read.children].map((line) => line.textContent);") == [
        "first",
        "second",
    ]


def test_a_click_chooses_a_box(run: Run) -> None:
    assert told(run, "layer.draw(two); over.children[1].click(); return chosen;") == ["values.buyer"]


def test_the_keyboard_goes_from_box_to_box_and_chooses(run: Run) -> None:
    script = """layer.draw(two); over.focus(); press("ArrowDown"); press("ArrowDown"); press("Enter");
    press("Home"); press(" ");
    return [chosen, over.getAttribute("role"), over.getAttribute("aria-activedescendant") === over.children[0].id];"""
    assert told(run, script) == [["values.buyer", "values.seller"], "listbox", True]


def test_where_nothing_can_be_chosen_there_is_nothing_to_stop_at(run: Run) -> None:
    script = """layer.draw(two); over.children[0].click();
    return [over.hasAttribute("tabindex"), over.hasAttribute("role"), chosen];"""
    assert told(run, script, isInert=True) == [False, False, []]


def test_the_keyboard_stays_at_its_box_when_the_page_is_drawn_anew(run: Run) -> None:
    script = """layer.draw(two); over.focus(); press("End");
    layer.draw(page(box("port", "Port", "", 0), ...two.boxes));
    press("Enter"); return chosen;"""
    assert told(run, script) == ["values.buyer"]


def test_opinions_are_pinned_to_their_box_and_lead_to_their_place(run: Run) -> None:
    script = """layer.draw(two); layer.draw(two);
    const said = (pin) => [pin.textContent, pin.getAttribute("href"), pin.title];
    return [...document.querySelectorAll("#paper a")].map(said);"""
    assert told(run, script) == [["1", "#remark-7", "Opinion 1"]]


def test_the_box_of_an_entry_is_shown(run: Run) -> None:
    script = f"""{HERE} layer.draw(two); layer.mark("values.buyer"); const first = here();
    layer.draw(two); const second = here(); layer.mark(""); return [first, second, here()];"""
    assert told(run, script) == [["buyer"], ["buyer"], []]


def test_of_rows_the_cells_of_the_row_are_shown_and_the_boxes_that_print_all(run: Run) -> None:
    script = f"""{HERE}
    const cell = (key, path) => ({{ ...box(key, "", "", 0), path }});
    layer.draw(page(cell("names", "goods_lines.0.name"), cell("goods.1.1", "goods_lines.1.name"),
      cell("goods.2.1", "goods_lines.2.name"), cell("seals", "containers.0.seal_no")));
    layer.mark("goods_lines.1."); return here();"""
    assert told(run, script) == ["names", "goods.1.1"]
