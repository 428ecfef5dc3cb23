// Rows of boxes: every box a button as wide as its share; the chosen one is edited below its row.
import { button, editor, el, focusOn, order, words } from "../formats/state.js";
import { cellDetail, write } from "./cell.js";
import { saidWhen } from "./conditions.js";
import { fieldName, say, textName } from "./model.js";
import { keysOf, unplaced } from "./keys.js";

/** @typedef {import("./model.js").Box} Box */

const TWELFTHS = 12;
/** Where the box stands that is open. */
let open = "";

/**
 * Open the box that a path leads to.
 * @param {string} place
 */
export function openBox(place) {
  open = place;
}

/** @param {Box} box */
export function boxName(box) {
  if (typeof box !== "string" && box.stack) {
    return say.stacked.replace("{names}", box.stack.map(rowName).join(words.comma));
  }
  const names = keysOf(box).map((key) => (key.startsWith("@") ? textName(key) : fieldName(key)));
  return names.join(" – ") || say.emptyBox;
}

/**
 * @param {Box[]} row
 * @returns {string}
 */
export const rowName = (row) => row.map(boxName).join(" ｜ ");

/** @returns {Box} a box with the next field that stands nowhere yet */
export const freshBox = () => unplaced().fields[0] || {};

/**
 * @param {Box[][]} rows
 * @param {string} place
 * @param {() => void} redraw
 * @returns {HTMLElement[]}
 */
export function rowsEditor(rows, place, redraw) {
  const lines = rows.map((row, number) => {
    const at = `${place}.${number}`;
    const chosen = row.findIndex((_box, index) => open === `${at}.${index}` || open.startsWith(`${at}.${index}.`));
    return el("div", { class: "boxrow", "data-place": at, tabindex: -1 },
      el("div", { class: "boxline" }, ...row.map((box, index) => chip(row, box, index, at, redraw))),
      el("span", { class: "rowend" },
        button("+", () => {
          row.push(freshBox());
          open = `${at}.${row.length - 1}`;
          editor.changed();
          redraw();
          focusOn(`${open}.what`);
        }, { class: "btn txt mini", "aria-label": words.addCell, title: words.addCell, "data-focus": `${at}.add` }),
        order(rows, number, at, words.row.replace("{number}", String(number + 1)), () => { open = ""; redraw(); })),
      chosen >= 0 ? panel(rows, number, chosen, at, redraw) : null);
  });
  return [...lines, button(words.addRow, () => {
    rows.push([freshBox()]);
    open = "";
    editor.changed();
    redraw();
    focusOn(`${place}.addrow`);
  }, { "data-focus": `${place}.addrow` })];
}

/**
 * @param {Box[]} row
 * @param {Box} box
 * @param {number} index
 * @param {string} at
 * @param {() => void} redraw
 */
function chip(row, box, index, at, redraw) {
  const here = `${at}.${index}`;
  const isOpen = open === here || open.startsWith(`${here}.`);
  const widths = row.map((one) => (typeof one === "string" ? 0 : one.w || 0));
  const rest = TWELFTHS - widths.reduce((sum, width) => sum + width, 0);
  const share = widths[index] || Math.max(rest, 1) / Math.max(widths.filter((width) => !width).length, 1);
  const said = typeof box === "string" ? "" : saidWhen(box.when);
  const made = button("", () => {
    open = isOpen ? "" : here;
    redraw();
    focusOn(here);
  }, { class: "btn box", "aria-expanded": String(isOpen), "data-focus": here, "data-place": here });
  made.style.flexGrow = String(share);
  made.append(el("b", {}, boxName(box)), el("small", {}, [widths[index] ? `${widths[index]}/12` : "", said].filter(Boolean).join(words.comma)));
  return made;
}

/**
 * The chosen box: what it prints, and where it goes.
 * @param {Box[][]} rows
 * @param {number} number
 * @param {number} index
 * @param {string} at
 * @param {() => void} redraw
 */
function panel(rows, number, index, at, redraw) {
  const row = rows[number];
  const here = `${at}.${index}`;
  const box = row[index];
  const moved = (/** @type {number} */ to) => {
    const [taken] = row.splice(index, 1);
    if (to < 0 || to >= rows.length) {
      rows.splice(to < 0 ? 0 : rows.length, 0, [taken]);
    } else {
      rows[to].push(taken);
    }
    rows.splice(0, rows.length, ...rows.filter((one) => one.length));
    const target = rows.findIndex((one) => one.includes(taken));
    open = `${at.replace(/\d+$/, String(target))}.${rows[target].indexOf(taken)}`;
    editor.changed();
    redraw();
    focusOn(`${open}.what`);
  };
  const keep = (/** @type {import("./model.js").Cell} */ cell) => {
    row[index] = write(cell);
    editor.changed();
  };
  const put = (/** @type {import("./model.js").Cell} */ cell) => {
    keep(cell);
    redraw();
  };
  return el("div", { class: "boxpanel", role: "group", "aria-label": boxName(box) },
    el("div", { class: "line" },
      el("b", {}, boxName(box)),
      order(row, index, here, boxName(box), (to) => {
        open = to < row.length ? `${at}.${to}` : "";
        if (!row.length) {
          rows.splice(number, 1);
        }
        redraw();
      }, true)),
    el("div", { class: "grid2" }, ...cellDetail({
      box, place: here, put, keep, redraw,
      stack: (inner) => rowsEditor(inner, `${here}.stack`, redraw),
    })),
    el("p", { class: "waiting" },
      button(say.rowAbove, () => moved(number - 1), { "data-focus": `${here}.above` }),
      button(say.rowBelow, () => moved(number + 1), { "data-focus": `${here}.below` })));
}
