// What is wrong with the form and where its values come from: marks at the fields, jumps from the list on top.
import { all, one } from "../frame/dom.js";
import { form, isField } from "./form.js";
import { grids } from "./grid.js";

/** @typedef {import("./grid-errors.js").Problem} Problem */

all("#errors a[href^='#']", HTMLAnchorElement).forEach((jump) => jump.addEventListener("click", (event) => goTo(event, jump)));

/**
 * Mark what is wrong; a field that nobody touched and that is right stays as the page brought it.
 * @param {Problem[]} errors
 * @param {Set<string>} touched
 */
export function showErrors(errors, touched) {
  /** @type {Record<string, Problem[]>} */
  const at = {};
  errors.forEach((error) => { (at[error.path] = at[error.path] || []).push(error); });
  all("[data-path]", HTMLElement, form).forEach((box) => {
    const path = box.dataset.path || "";
    const note = box.querySelector("[data-note]");
    const found = at[path];
    if (!(note instanceof HTMLElement) || (!found && !touched.has(path))) {
      return;
    }
    note.dataset.help = note.dataset.help === undefined && !box.matches(".err, .warn") ? note.textContent || "" : note.dataset.help || "";
    box.classList.toggle("err", Boolean(found) && found[0].severity === "error");
    box.classList.toggle("warn", Boolean(found) && found[0].severity !== "error");
    note.textContent = found ? found.map((error) => error.text).join(" ") : note.dataset.help;
    box.querySelectorAll("[data-field]").forEach((part) => part.setAttribute("aria-invalid", String(Boolean(found))));
  });
  Object.entries(grids).forEach(([group, grid]) => grid.mark(errors.filter((error) => error.path.split(".")[0] === group)));
}

/**
 * @param {Event} event
 * @param {HTMLAnchorElement} jump
 */
function goTo(event, jump) {
  const id = (jump.getAttribute("href") || "").slice(1);
  const target = document.getElementById(id);
  const [, group, ...rest] = `#${id}`.split("-");
  const fold = target && target.closest("details");
  if (target && !target.hidden && target.offsetParent) {
    event.preventDefault();
    if (fold) {
      fold.open = true;
    }
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  } else if (fold) {
    fold.open = true;
  } else if (grids[group]) {
    event.preventDefault();
    grids[group].goTo([group, ...rest].join("."));
  }
}

/**
 * The mark beside a field says where its value came from; what was overtyped is typed.
 * @param {Record<string, string>} sources
 */
export function showSources(sources) {
  all("[data-source]", HTMLElement, form).forEach((mark) => {
    const box = mark.closest("[data-path]");
    const part = box && box.querySelector("[data-field]");
    const isFilled = isField(part) && (part.value || part.type === "checkbox");
    const source = isFilled && box instanceof HTMLElement ? sources[box.dataset.path || ""] : "";
    mark.hidden = !source;
    mark.textContent = source || "";
  });
}

/**
 * The tabs of the documents carry the number of entries missing or wrong in each.
 * @param {Record<string, number>} counts
 */
export function showCounts(counts) {
  all("[data-wrong]", HTMLElement, form).forEach((mark) => {
    const count = counts[mark.dataset.wrong || ""];
    if (count !== undefined) {
      mark.textContent = count ? String(count) : "✓";
      mark.classList.toggle("bad", count > 0);
      mark.classList.toggle("ok", count === 0);
    }
  });
}

/**
 * Say in the foot how many entries are missing.
 * @param {string} text
 */
export function showMissing(text) {
  one("[data-missing]", HTMLElement, form).textContent = text;
}
