"""Elements found by selector and kind; and the ear of the browser tests, which hears what goes wrong on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.chromium import complaints

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "frame/dom.js"
PART = """
  const form = document.createElement("form");
  const box = document.createElement("input");
  box.name = "port";
  box.className = "wanted";
  form.append(box, document.createElement("textarea"));
  document.body.append(form);
"""


def test_what_is_found_is_of_the_kind_that_is_wanted(run: Run) -> None:
    script = f"""(dom) => {{ {PART}
      return [
        dom.one(".wanted", HTMLInputElement) === box, dom.maybe(".wanted", HTMLSelectElement),
        dom.maybe("#none", Element),
        dom.all("form > *", HTMLElement).length, dom.all("form > *", HTMLInputElement).length,
        dom.field(form, "port", HTMLInputElement) === box,
      ];
    }}"""
    assert run(MODULE, script) == [True, None, None, 2, 1, True]


def test_what_a_page_must_have_and_has_not_is_told_by_name(run: Run) -> None:
    script = f"""(dom) => {{ {PART}
      const told = (ask) => {{ try {{ return ask(); }} catch (error) {{ return error.message; }} }};
      return [
        told(() => dom.one("#none", HTMLElement)), told(() => dom.one(".wanted", HTMLSelectElement)),
        told(() => dom.field(form, "none", HTMLInputElement)),
      ];
    }}"""
    assert run(MODULE, script) == [
        "This page has no HTMLElement #none",
        "This page has no HTMLSelectElement .wanted",
        "This form has no HTMLInputElement none",
    ]


def test_the_element_of_an_event_is_the_nearest_that_fits(run: Run) -> None:
    script = f"""(dom) => {{ {PART}
      const found = [];
      const listen = (event) => {{
        found.push(dom.around(event, "form", HTMLFormElement) === form, dom.around(event, "p", Element));
      }};
      document.addEventListener("click", listen, {{ once: true }});
      box.click();
      return found;
    }}"""
    assert run(MODULE, script) == [True, None]


def test_errors_and_refusals_of_a_page_are_heard(empty_page: Any) -> None:
    heard = complaints(empty_page)
    empty_page.evaluate(
        """async () => {
          setTimeout(() => { throw new Error("nobody caught it"); });
          const inline = document.createElement("script");
          inline.textContent = "window.bad = 1";
          document.body.append(inline);
          inline.remove();
          await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    assert len(heard) == 2
    assert any("nobody caught it" in line for line in heard)
    assert any("Content Security Policy" in line for line in heard)
    assert empty_page.evaluate("window.bad") is None
