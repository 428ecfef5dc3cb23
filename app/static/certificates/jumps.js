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
 * Say which entry a part of the form belongs to; rows are meant together.
 * @param {EventTarget | null} part
 */
export function entryOf(part) {
  const box = part instanceof Element ? part.closest("[data-path], [data-group]") : null;
  if (!(box instanceof HTMLElement)) {
    return "";
  }
  return box.dataset.path || `${box.dataset.group}.`;
}
