// One box of a row: the field, the dates, the text or the rows that it prints, its width, its label, its condition.
import { editor, focusOn, input, pair, words } from "../formats/state.js";
import { condition } from "./conditions.js";
import { unplaced } from "./keys.js";
import { labelPlace } from "./label-place.js";
import { fieldOf, fieldPairs, say } from "./model.js";
import { newField } from "./new-field.js";
import { textChooser } from "./texts.js";

/** @typedef {import("./model.js").Box} Box */
/** @typedef {import("./model.js").Cell} Cell */
/**
 * @typedef {object} Asked
 * @property {Box} box
 * @property {string} place
 * @property {(cell: Cell) => void} put
 * @property {(cell: Cell) => void} keep the same, and nothing is drawn anew
 * @property {() => void} redraw
 * @property {(rows: Box[][]) => HTMLElement[]} stack
 */

const DATES = ["date", "date_or_text"];
const NEW = "+";
/** Whether a field is being made for the open box. */
let making = "";

/**
 * Write a box as short as it can be written.
 * @param {Cell} cell
 * @returns {Box}
 */
export function write(cell) {
  const said = /** @type {Cell} */ (Object.fromEntries(Object.entries(cell).filter(([, value]) => value !== undefined && value !== "")));
  return typeof said.f === "string" && !said.f.startsWith("@") && Object.keys(said).length === 1 ? said.f : said;
}

/** @param {Cell} cell */
function kindOf({ f, stack }) {
  if (stack) {
    return "stack";
  }
  return Array.isArray(f) ? "dates" : f && f.startsWith("@") ? "text" : "field";
}

/** @param {Asked} asked */
export function cellDetail({ box, place, put, keep, redraw, stack }) {
  /** @type {Cell} */
  const cell = typeof box === "string" ? { f: box } : box;
  const kind = kindOf(cell);
  const change = (/** @type {Partial<Cell>} */ part, /** @type {string} */ focus) => {
    put({ ...cell, ...part });
    focusOn(`${place}.${focus}`);
  };
  const turn = (/** @type {string} */ to) => change({
    field: { f: undefined, stack: undefined, as: undefined },
    dates: { f: dates().slice(0, 2).map(([key]) => key), stack: undefined, as: /** @type {const} */ ("range") },
    text: { f: "@", stack: undefined, as: undefined },
    stack: { f: undefined, as: undefined, stack: typeof cell.f === "string" && cell.f && cell.f !== "@" ? [[cell.f]] : [[{}]] },
  }[to] || {}, "what");
  const whats = [pair("field", say.boxField), pair("text", say.boxText), pair("stack", say.boxStack), ...(dates().length > 1 ? [pair("dates", say.boxDates)] : [])];
  const field = typeof cell.f === "string" ? fieldOf(cell.f) : undefined;
  const owner = /** @type {Cell} */ ({ ...cell });
  const kept = () => { put(owner); };
  return [
    input({ label: say.boxPrints, value: kind, kind: "select", choices: whats, set: turn, place: `${place}.what` }),
    input({ label: words.width, value: cell.w || "", kind: "select", choices: widths(), set: (w) => change({ w: w ? Number(w) : undefined }, "w"), place: `${place}.w` }),
    ...content(),
    kind === "stack" ? null : labelPlace(owner, place, kept, say.labelAsAround, () => keep(owner)),
    field && ((field.options || []).length || field.code_list) ? input({ label: words.boxes, kind: "tick", value: cell.as === "checks", set: (on) => change({ as: on ? "checks" : undefined }, "as"), place: `${place}.as` }) : null,
    kind === "stack" ? null : input({ label: words.hideEmpty, kind: "tick", value: cell.hide === "empty", set: (on) => change({ hide: on ? "empty" : undefined }, "hide"), place: `${place}.hide` }),
    condition(owner, "when", place, kept),
  ];

  function content() {
    if (kind === "stack") {
      return stack(cell.stack || []);
    }
    if (kind === "text") {
      return textChooser({ label: say.boxText, value: String(cell.f), place: `${place}.f`, set: (named) => change({ f: named || "@" }, "f"), line: () => {} });
    }
    if (kind === "dates") {
      const both = [cell.f || ["", ""]].flat();
      return [0, 1].map((number) => input({
        label: number ? words.until : words.field, value: both[number] || "", kind: "select", choices: dates(), place: `${place}.f.${number}`,
        set: (key) => change({ f: both.map((old, index) => (index === number ? key : old)), as: "range" }, `f.${number}`),
      }));
    }
    const isMaking = making === place;
    return [
      input({
        label: words.field, value: isMaking ? NEW : cell.f || "", kind: "select", choices: choices(String(cell.f || "")), place: `${place}.f`,
        set: (key) => {
          making = key === NEW ? place : "";
          if (key === NEW) {
            redraw();
            focusOn(`${place}.new.label`);
          } else {
            change({ f: key, as: cell.as === "checks" && !(fieldOf(key) || {}).options ? undefined : cell.as }, "f");
          }
        },
      }),
      isMaking ? newField({ isChoice: false, place: `${place}.new`, made: (key) => { making = ""; change({ f: key }, "f"); } }) : null,
    ];
  }
}

const dates = () => fieldPairs((field) => DATES.includes(field.kind || "text"));

/** @returns {[string | number, string][]} */
const widths = () => [["", words.evenly], ...Array.from({ length: 12 }, (_one, number) => /** @type {[number, string]} */ ([number + 1, `${number + 1}/12`]))];

/**
 * Fields to choose from: those without a place first.
 * @param {string} own
 * @returns {[string, string][]}
 */
function choices(own) {
  const free = new Set(unplaced().fields);
  const pairs = fieldPairs();
  return [
    ...(own ? [] : [pair("", words.choose)]), pair(NEW, say.newField),
    ...pairs.filter(([key]) => free.has(key) || key === own),
    ...pairs.filter(([key]) => !free.has(key) && key !== own).map(([key, name]) => pair(key, say.alreadyPlaced.replace("{name}", name))),
  ];
}

editor.onChange(() => { making = ""; });
