// From a box of the paper to the entry of the form behind it, and back: the box of the field where the cursor is.
import { maybe } from "../frame/dom.js";
import { form } from "./form.js";
import { grids } from "./grid.js";

/**
 * Put the cursor into an entry of the form.
 * @param {string} path
 */
export function goToEntry(path) {
  const [group] = path.split(".");
  const box = maybe(`[data-path="${CSS.escape(path)}"]`, HTMLElement, form);
  const fold = box && box.closest("details");
  if (fold instanceof HTMLDetailsElement) {
    fold.open = true;
  }
  const part = box && maybe("input:not([type=hidden]), textarea, select", HTMLElement, box);
  if (part) {
    part.scrollIntoView({ block: "center" });
    part.focus({ preventScroll: true });
  } else if (grids[group]) {
    grids[group].goTo(path);
  }
}

/**
 * Say which entry a part of the form belongs to; of rows, which row, with a point at its end.
 * @param {EventTarget | null} part
 */
export function entryOf(part) {
  const box = part instanceof Element ? part.closest("[data-path], .tabulator-row") : null;
  if (!(box instanceof HTMLElement)) {
    return "";
  }
  const group = box.closest("[data-group]");
  const first = box.querySelector(".tabulator-cell"); // a row begins with its number
  const number = parseInt((first && first.textContent) || "", 10);
  return box.dataset.path || (group instanceof HTMLElement ? `${group.dataset.group}.${number - 1}.` : "");
}
