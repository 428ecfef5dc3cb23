// The kinds of blocks that a sheet is made of: what each is called, how it begins, and what is said of it.
import { button, editor, el, focusOn, input, pair, put, words } from "../formats/state.js";
import { clauseItems } from "./clause-items.js";
import { condition } from "./conditions.js";
import { unplaced } from "./keys.js";
import { labelPlace } from "./label-place.js";
import { SHEET_MM, bare, fieldName, fieldPairs, freshKey, groupName, groups, say, textName, textOf } from "./model.js";
import { freshBox, rowName, rowsEditor } from "./rows.js";
import { newText, textChooser } from "./texts.js";

/** @typedef {import("./model.js").Block} Block */
/** @typedef {"rows" | "table" | "text" | "section" | "clauses" | "issue" | "part" | "page" | "space"} Kind */
/**
 * @typedef {object} Own what a kind is
 * @property {() => Block} make
 * @property {(block: Block) => string} name what a line of the list says
 * @property {(block: Block, place: string, redraw: () => void, line: () => void, width: number) => (Node | null)[]} detail
 */

/** @returns {string} the first fixed text that stands nowhere, else a new one */
const nextText = () => (unplaced().texts[0] ? `@${unplaced().texts[0]}` : newText());

/** @type {Record<Kind, Own>} */
export const KINDS = {
  rows: {
    make: () => ({ rows: [[freshBox()]] }),
    name: (block) => (block.rows || []).map(rowName).join(words.comma),
    detail: (block, place, redraw) => [
      el("div", { class: "full rowsbox" }, ...rowsEditor(block.rows || (block.rows = []), `${place}.rows`, redraw)),
      labelPlace(block, place, redraw, say.labelAsSheet),
      input({ label: words.mayHide, kind: "tick", value: block.hide === "chosen", set: (on) => put(block, "hide", on ? "chosen" : undefined), place: `${place}.hide` }),
    ],
  },
  table: {
    make: () => {
      const key = unplaced().groups[0] || (groups()[0] || { key: "" }).key;
      return { table: key, cols: evenly(key, SHEET_MM) };
    },
    name: (block) => groupName(block.table || "") || say.noGroup,
    detail: table,
  },
  text: {
    make: () => ({ text: nextText() }),
    name: (block) => named(block.text || ""),
    detail: text,
  },
  section: {
    make: () => ({ section: nextText() }),
    name: (block) => textName(block.section || ""),
    detail: (block, place, redraw, line) => textChooser({ label: say.kinds.section, value: block.section || "", place: `${place}.section`, set: (key) => { block.section = key; editor.changed(); redraw(); focusOn(`${place}.section`); }, line }),
  },
  clauses: {
    make: () => ({ clauses: [{ num: "1.", t: nextText() }] }),
    name: (block) => (block.clauses || []).map((item) => `${bare(item.num || "")} ${textName(item.t)}`.trim()).join(words.comma),
    detail: (block, place, redraw, line) => [
      el("div", { class: "full" }, ...clauseItems(block.clauses || (block.clauses = []), `${place}.clauses`, redraw)),
      ...textChooser({ label: say.heading, value: block.title || "", mayLack: true, place: `${place}.title`, set: (key) => { put(block, "title", key); redraw(); focusOn(`${place}.title`); }, line }),
      input({ label: say.small, kind: "tick", value: block.small, set: (on) => put(block, "small", on), place: `${place}.small` }),
    ],
  },
  issue: {
    make: () => ({ issue: { rows: [[freshBox()]], sheets: "here" } }),
    name: (block) => ((block.issue && block.issue.rows) || []).map(rowName).join(words.comma),
    detail: issue,
  },
  part: {
    make: () => ({ part: { key: freshKey(partKeys(), "part"), side: newText(), blocks: [{ rows: [[freshBox()]] }] } }),
    name: (block) => textName((block.part && block.part.side) || ""),
    detail: (block, place, redraw, line) => {
      const own = block.part || { key: "", side: "", blocks: [] };
      return [
        ...textChooser({ label: say.sideTitle, value: own.side, place: `${place}.part.side`, set: (key) => { own.side = key; editor.changed(); redraw(); focusOn(`${place}.part.side`); }, line }),
        el("p", { class: "quiet full" }, say.partHelp),
      ];
    },
  },
  page: { make: () => ({ page: true }), name: () => "", detail: () => [el("p", { class: "quiet full" }, say.pageHelp)] },
  space: { make: () => ({ space: true }), name: () => "", detail: () => [el("p", { class: "quiet full" }, say.spaceHelp)] },
};

const NAMES = /** @type {Kind[]} */ (Object.keys(KINDS));

/**
 * @param {Block} block
 * @returns {Kind}
 */
export const kindOf = (block) => NAMES.find((name) => block[name] !== undefined) || "rows";

/**
 * Everything that is said of a block.
 * @param {Block} block
 * @param {string} place
 * @param {() => void} redraw
 * @param {() => void} line draws the block's line in the list anew
 * @param {number} width mm that it may take
 * @returns {Node[]}
 */
export function blockDetail(block, place, redraw, line, width) {
  const parts = KINDS[kindOf(block)].detail(block, place, redraw, line, width);
  return [...parts, condition(block, "when", place, redraw)].filter((part) => part !== null);
}

/** @param {string} key */
const named = (key) => (key.startsWith("@") ? textName(key) : fieldName(key));

/** @returns {{ key: string }[]} */
const partKeys = () => {
  const { layout } = /** @type {{ layout?: { blocks?: Block[] } }} */ (editor.definition);
  return ((layout && layout.blocks) || []).flatMap((block) => (block.part ? [block.part] : []));
};

/**
 * Widths that share a sheet, in whole millimetres.
 * @param {string} key
 * @param {number} width
 * @param {number} [sets]
 * @returns {number[]}
 */
export function evenly(key, width, sets = 1) {
  const group = groups().find((one) => one.key === key);
  const count = group ? group.columns.length : 0;
  const all = width / sets;
  const share = Math.floor(all / Math.max(count, 1));
  return Array.from({ length: count }, (_one, number) => (number === count - 1 ? Math.round((all - share * (count - 1)) * 100) / 100 : share));
}

/** @type {Own["detail"]} */
function table(block, place, redraw, _line, width) {
  const group = groups().find((one) => one.key === block.table);
  const columns = group ? group.columns : [];
  const cols = block.cols || (block.cols = []);
  const total = el("small", {});
  const sum = () => { total.textContent = say.totalMm.replace("{mm}", String(Math.round(cols.reduce((all, mm) => all + Number(mm), 0) * (block.sets || 1) * 100) / 100)).replace("{sheet}", String(width)); };
  const share = () => {
    block.cols = evenly(block.table || "", width, block.sets);
    editor.changed();
    redraw();
  };
  sum();
  return [
    input({
      label: say.kinds.table, value: block.table, kind: "select", choices: [...(group ? [] : [pair("", words.choose)]), ...groups().map((one) => pair(one.key, groupName(one.key)))], place: `${place}.table`,
      set: (key) => { block.table = key; share(); focusOn(`${place}.table`); },
    }),
    input({ label: words.emptyRows, kind: "number", value: block.min, set: (value) => put(block, "min", value, 0), place: `${place}.min` }),
    input({ label: words.sets, kind: "number", value: block.sets, set: (value) => { put(block, "sets", value, 1); sum(); }, place: `${place}.sets` }),
    input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${place}.hide` }),
    el("fieldset", { class: "goodscols full" }, el("legend", {}, words.widths),
      ...columns.map((column, number) => input({
        label: boxLabel(column), kind: "number", value: cols[number], place: `${place}.cols.${number}`,
        set: (mm) => { cols[number] = mm || 0; cols.length = columns.length; editor.changed(); sum(); },
      })), total, button(say.shareEvenly, () => { share(); focusOn(`${place}.share`); }, { class: "btn", "data-focus": `${place}.share` })),
  ];
}

/** @param {Record<string, any>} column */
const boxLabel = (column) => editor.languages().map((language) => column[language]).find(Boolean) || column.key;

/** @type {Own["detail"]} */
function text(block, place, redraw, line) {
  const isText = (block.text || "").startsWith("@");
  const turn = (/** @type {string} */ to) => {
    block.text = to === "text" ? nextText() : unplaced().fields[0] || (fieldPairs()[0] || [""])[0];
    editor.changed();
    redraw();
    focusOn(`${place}.what`);
  };
  const set = (/** @type {string} */ key) => { block.text = key; editor.changed(); redraw(); focusOn(`${place}.text`); };
  return [
    input({ label: say.boxPrints, value: isText ? "text" : "field", kind: "select", choices: [pair("text", say.boxText), pair("field", say.fieldOverWidth)], set: turn, place: `${place}.what` }),
    ...(isText && textOf(block.text || "") ? textChooser({ label: say.boxText, value: block.text || "", place: `${place}.text`, set, line })
      : isText ? textChooser({ label: say.boxText, value: "", place: `${place}.text`, set, line })
        : [input({ label: words.field, value: block.text, kind: "select", choices: fieldPairs(), set, place: `${place}.text` })]),
    el("div", { class: "ticks full" },
      input({ label: words.grows, kind: "tick", value: block.grow, set: (on) => put(block, "grow", on), place: `${place}.grow` }),
      isText ? null : input({ label: say.labelInLine, kind: "tick", value: block.run, set: (on) => put(block, "run", on), place: `${place}.run` }),
      isText ? null : input({ label: say.labelNone, kind: "tick", value: block.label === "none", set: (on) => put(block, "label", on ? "none" : undefined), place: `${place}.label` }),
      isText ? null : input({ label: say.closed, kind: "tick", value: block.mark !== false, set: (on) => { if (on) { delete block.mark; } else { block.mark = false; } editor.changed(); }, place: `${place}.mark` }),
      isText ? null : input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${place}.hide` })),
  ];
}

/** @type {Own["detail"]} */
function issue(block, place, redraw) {
  const own = block.issue || (block.issue = { rows: [] });
  const at = `${place}.issue`;
  const images = fieldPairs((field) => field.kind === "image");
  return [
    el("div", { class: "full rowsbox" }, ...rowsEditor(own.rows, `${at}.rows`, redraw)),
    input({ label: say.stands, value: own.sheets || "every", kind: "select", choices: [pair("every", say.everySheet), pair("here", say.inItsPlace)], set: (value) => { put(own, "sheets", value, "every"); redraw(); focusOn(`${at}.sheets`); }, place: `${at}.sheets` }),
    input({ label: words.seal, value: own.seal || "", kind: "select", choices: [pair("", words.none), ...images], set: (key) => { put(own, "seal", key); redraw(); focusOn(`${at}.seal`); }, place: `${at}.seal` }),
    own.seal ? input({ label: say.sealWidth, value: own.seal_w, kind: "number", set: (mm) => put(own, "seal_w", mm), place: `${at}.seal_w` }) : null,
    input({ label: say.blockHeight, value: own.height, kind: "number", set: (mm) => put(own, "height", mm), place: `${at}.height` }),
    el("div", { class: "ticks full" },
      input({ label: say.push, kind: "tick", value: own.push, set: (on) => put(own, "push", on), place: `${at}.push` }),
      input({ label: words.low, kind: "tick", value: own.low, set: (on) => put(own, "low", on), place: `${at}.low` })),
  ];
}

