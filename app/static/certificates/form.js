// The wizard's form as a flat map of name → text: read, written, labelled, counted.
import { all, maybe, one } from "../frame/dom.js";
import { grids } from "./grid.js";

/** @typedef {import("./merge.js").Flat} Flat */
/**
 * What the server has stored.
 * @typedef {object} Stored
 * @property {string} version
 * @property {string} sub_certificate_no
 * @property {string} originals
 * @property {string} copies
 * @property {string[]} statements
 * @property {Record<string, string>} values
 * @property {Record<string, string | boolean | null>} header
 * @property {Record<string, Record<string, string>[]>} rows
 */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const ROWS = "rows.";
const NOT_DATA = /^(has_|paste\.|rows\.|version$|csrf_token$)/;

export const form = one("#wizard", HTMLFormElement);

/**
 * Tell whether something is a field that carries data.
 * @param {unknown} part
 * @returns {part is Field}
 */
export function isField(part) {
  return part instanceof HTMLInputElement || part instanceof HTMLTextAreaElement || part instanceof HTMLSelectElement;
}

/** @param {Field} part */
function isTick(part) {
  return part instanceof HTMLInputElement && (part.type === "checkbox" || part.type === "radio");
}

/** @returns {Flat} */
export function flat() {
  /** @type {Flat} */
  const found = {};
  Array.from(form.elements).filter(isField).forEach((part) => {
    if (!part.name || part.disabled || NOT_DATA.test(part.name)) {
      return;
    }
    const value = part instanceof HTMLInputElement && isTick(part) && !part.checked ? "" : part.value;
    found[part.name] = found[part.name] ? [found[part.name], value].filter(Boolean).sort().join(",") : value;
  });
  Object.entries(grids).forEach(([group, grid]) => { found[ROWS + group] = bare(grid.rows()); });
  return found;
}

/** @param {Record<string, string>[]} rows */
function bare(rows) {
  return JSON.stringify(rows.map((row) => Object.keys(row).filter((key) => key !== "_at" && row[key]).sort().map((key) => [key, row[key]])));
}

/**
 * Say what is stored as this form would show it; what the form does not show is left out.
 * @param {Stored} told
 * @returns {Flat}
 */
export function theirsOf(told) {
  /** @type {Flat} */
  const found = { sub_certificate_no: told.sub_certificate_no, originals: told.originals, copies: told.copies, statements: told.statements.join(",") };
  Object.entries(told.values).forEach(([key, value]) => { found[`values.${key}`] = value; });
  Object.entries(told.header).forEach(([key, value]) => { found[`header.${key}`] = value === true ? "1" : value || ""; });
  Object.keys(grids).forEach((group) => { found[ROWS + group] = bare(told.rows[group] || []); });
  Object.keys(found).forEach((name) => {
    if (!name.startsWith(ROWS) && !form.elements.namedItem(name)) {
      delete found[name];
    }
  });
  return found;
}

/**
 * Write one entry of the map.
 * @param {string} name
 * @param {string} value
 */
export function put(name, value) {
  if (name.startsWith(ROWS)) {
    /** @type {[string, string][][]} */
    const rows = JSON.parse(value || "[]");
    grids[name.slice(ROWS.length)].setRows(rows.map((cells, at) => ({ ...Object.fromEntries(cells), _at: String(at) })));
    return;
  }
  const chosen = value.split(",");
  Array.from(form.querySelectorAll(`[name="${CSS.escape(name)}"]`)).filter(isField).forEach((part) => {
    if (part instanceof HTMLInputElement && isTick(part)) {
      part.checked = chosen.includes(part.value);
    } else if (part.type !== "hidden") {
      part.value = value;
      count(part);
    }
  });
}

/**
 * Say below a long text how long it is.
 * @param {Field} part
 */
export function count(part) {
  const shown = part.id && maybe(`[data-count="${part.id}"]`, HTMLElement, form);
  if (shown && shown.firstChild) {
    const length = Array.from(part.value).length;
    shown.firstChild.textContent = `${length} / ${part.dataset.max}`;
    shown.classList.toggle("over", length > Number(part.dataset.max));
  }
}

/**
 * Name an entry as the form does.
 * @param {string} name
 */
export function label(name) {
  if (name.startsWith(ROWS)) {
    const title = document.querySelector(`#s-${name.slice(ROWS.length)} h2`);
    return (title && title.firstChild && (title.firstChild.textContent || "").trim()) || name;
  }
  const box = `[data-path="${CSS.escape(name)}"]`;
  const part = form.querySelector(`${box} label, ${box} legend`);
  return part ? (part.textContent || "").replace(/\s+/g, " ").replace(/\*.*$/, "").trim() : name;
}

/**
 * Say an entry of the map so that it can be read.
 * @param {string} text
 */
export function readable(text) {
  if (!text.startsWith("[[")) {
    return text;
  }
  /** @type {[string, string][][]} */
  const rows = JSON.parse(text);
  return rows.map((row) => row.map((cell) => cell[1]).join(" ")).join("\n");
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
function insert(area, text) {
  const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
  const lead = before && !before.endsWith("\n") ? "\n" : "";
  const tail = after && !after.startsWith("\n") ? "\n" : "";
  area.value = before + lead + text + tail + after;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

Array.from(form.querySelectorAll("[data-max]")).filter(isField).forEach(count);
all("[data-clause]", HTMLElement, form).forEach((button) => button.addEventListener("click", (event) => {
  event.preventDefault();
  insert(one(`#${CSS.escape(button.dataset.clause || "")}`, HTMLTextAreaElement), button.dataset.text || "");
}));
