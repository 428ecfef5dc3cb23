"""Errors of a grid: their cells by the rows as they were sent, jumps, fixes, marks that go again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/grid-errors.js"
#: A grid of three rows, sent in the order 11, 12, 13, of which the second has been deleted since.
GRID = """
  document.body.insertAdjacentHTML("beforeend", `<div id="s-goods" data-group="goods"><ul data-row-errors>
    <li class="warning"><a href="#f-goods-0-name" data-cell="goods.0.name">Row 1: name</a> is long
      <button data-fix="goods.0.name" data-value="rice">x</button></li>
  </ul></div>`);
  const section = document.getElementById("s-goods");
  const log = [];
  const cell = (row, key) => {
    const element = document.createElement("div");
    element.tabIndex = 0;
    section.append(element);
    return {
      getField: () => key, getElement: () => element, key: `${row}.${key}`,
      setValue: (value) => log.push(`set ${row}.${key} ${value}`),
    };
  };
  const rows = Object.fromEntries([11, 13].map((key) => {
    const cells = [cell(key, ""), cell(key, "name"), cell(key, "weight")];
    return [key, { getCells: () => cells, getCell: (name) => cells.find((one) => one.getField() === name) }];
  }));
  const sent = [11, 12, 13];
  const list = section.querySelector("ul");
  const errors = module.gridErrors({
    section, list, group: "goods", words: { changeTo: "Change to {value}" },
    row: (key) => rows[key] || false,
    scrollTo: async (row) => { log.push("scroll"); },
    keyAt: (number) => sent[number],
    paint: (painted, key) => {
      const found = errors.of(Number(painted.key.split(".")[0]))[key];
      log.push(`paint ${painted.key} ${found ? found.text : ""}`.trim());
    },
  });
"""
WRONG = [
    {"path": "goods.0.weight", "label": "Row 1: weight", "text": "too heavy", "severity": "error", "fix": "12.5"},
    {"path": "goods.0.name", "label": "Row 1: name", "text": "unknown", "severity": "warning"},
    {"path": "goods.1.name", "label": "Row 2: name", "text": "missing", "severity": "error"},
    {"path": "goods", "label": "Goods", "text": "too few rows", "severity": "error"},
    {"path": "goods.9.name", "label": "Row 10: name", "text": "never sent", "severity": "error"},
]


def test_an_error_belongs_to_the_row_that_was_sent_at_its_place(run: Run) -> None:
    found = run(MODULE, "(module, wrong) => module.placed(wrong, (number) => [11, 12, 13][number])", WRONG)
    assert found == {"11": {"weight": WRONG[0], "name": WRONG[1]}, "12": {"name": WRONG[2]}}


def test_cells_are_marked_and_unmarked(run: Run) -> None:
    script = f"""(module, wrong) => {{ {GRID}
      errors.mark(wrong);
      const first = log.splice(0);
      errors.mark([]);
      return {{ first, then: log, lines: list.children.length, of: errors.of(11) }};
    }}"""
    found = run(MODULE, script, WRONG)
    assert found["first"] == ["paint 11.name unknown", "paint 11.weight too heavy"]  # row 12 is gone
    assert found["then"] == ["paint 11.name", "paint 11.weight"]
    assert found["lines"] == 0
    assert found["of"] == {}


def test_the_list_leads_to_the_cells_and_mends_them(run: Run) -> None:
    script = f"""async (module, wrong) => {{ {GRID}
      errors.mark(wrong);
      log.splice(0);
      const lines = Array.from(list.children);
      lines[0].querySelector("a").click();
      await new Promise((done) => setTimeout(done));
      const at = document.activeElement === rows[11].getCell("weight").getElement();
      lines[0].querySelector("button").click();
      lines[2].querySelector("a").click(); // its row is gone: the group comes into sight, nothing breaks
      return {{ texts: lines.map((line) => `${{line.className}} ${{line.textContent.trim()}}`), at, log }};
    }}"""
    found = run(MODULE, script, WRONG)
    assert found["at"]
    assert found["log"] == ["scroll", "set 11.weight 12.5"]
    assert found["texts"] == [
        "error Row 1: weight too heavy Change to 12.5",
        "warning Row 1: name unknown",
        "error Row 2: name missing",
        "error Goods too few rows",
        "error Row 10: name never sent",
    ]


def test_errors_that_came_with_the_page_get_jumps_and_fixes(run: Run) -> None:
    script = f"""(module) => {{ {GRID}
      errors.bindServerErrors();
      list.querySelector("button").click();
      return {{ of: errors.of(11), text: list.textContent.trim(), log }};
    }}"""
    found = run(MODULE, script)
    assert found["of"]["name"]["text"].strip() == "is long"
    assert found["of"]["name"]["severity"] == "warning"
    assert found["log"][-1] == "set 11.name rice"
    assert "Row 1: name" in found["text"]
