// Groups of rows: those of the declaration, goods lines and containers, and rows of a form's own, with their columns.
import { one } from "../frame/dom.js";
import { button, editor, el, input, order, page, pair, put, read, vocabulary, words } from "../formats/state.js";
import { items } from "./items.js";
import { freshKey, groups, noWords, say } from "./model.js";
import { renamedItem } from "./renaming.js";
import { worded, wordedItem } from "./worded.js";

/** @typedef {import("./model.js").Group} Group */
/** @typedef {import("./model.js").Item} Item */

const DECLARED = ["goods_lines", "containers"];
const KINDS = vocabulary.kinds.filter(([kind]) => !["enum", "image", "richtext"].includes(kind));
const pane = one("[data-part=groups] [data-items]", HTMLElement, page);
/** @type {Item | null} */
let openColumn = null;

const list = items({
  pane, items: groups, place: "groups",
  name: (group) => read(group.label) || group.key,
  more: (group) => group.columns.map((column) => read(column) || column.key).join(words.comma),
  detail: (group, place, line) => [
    ...worded({ label: say.groupTitle, words: group.label, place: `${place}.label`, set: (label) => { group.label = label; editor.changed(); line(); } }),
    input({ label: editor.label("key"), value: group.key, late: true, place: `${place}.key`, set: (key) => rename(group, key, line) }),
    input({ label: editor.label("min_rows"), value: group.min_rows, kind: "number", place: `${place}.min_rows`, set: (value) => put(group, "min_rows", value, 0) }),
    input({ label: editor.label("max_rows"), value: group.max_rows, kind: "number", place: `${place}.max_rows`, set: (value) => put(group, "max_rows", value, 200) }),
    columns(group, place),
  ],
});

/**
 * @param {Group} group
 * @param {string} key
 * @param {() => void} line
 */
function rename(group, key, line) {
  if (key !== group.key && !groups().some((other) => other.key === key)) {
    const old = group.key;
    group.key = key;
    renamedItem("groups", old, key);
    editor.changed();
  }
  line();
}

/**
 * @param {Group} group
 * @param {string} place
 */
function columns(group, place) {
  const rows = el("div", { class: "full" });
  const fill = () => rows.replaceChildren(el("b", {}, editor.label("columns")),
    el("ol", { class: "openlist" }, ...group.columns.map((column, number) => columnLine(group, column, number, `${place}.columns.${number}`, fill))),
    button(say.addColumn, () => {
      openColumn = { key: freshKey(group.columns, "column"), ...noWords() };
      group.columns.push(openColumn);
      editor.changed();
      fill();
      const first = rows.querySelector("li.on input");
      if (first instanceof HTMLElement) {
        first.focus();
      }
    }, { class: "btn", "data-focus": `${place}.columns.add` }));
  fill();
  return rows;
}

/**
 * @param {Group} group
 * @param {Item} column
 * @param {number} number
 * @param {string} place
 * @param {() => void} redraw
 */
function columnLine(group, column, number, place, redraw) {
  const isOpen = column === openColumn;
  const name = el("b", {}, read(column) || column.key);
  const turn = button("", () => { openColumn = isOpen ? null : column; redraw(); }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `${place}.turn` });
  turn.append(name);
  return el("li", { class: isOpen ? "on" : "", "data-place": place, tabindex: -1 },
    el("div", { class: "line" }, turn, order(group.columns, number, place, read(column) || column.key, redraw)),
    isOpen ? el("div", { class: "grid2" }, ...columnDetail(group, column, place, () => { name.textContent = read(column) || column.key; })) : null);
}

/**
 * @param {Group} group
 * @param {Item} column
 * @param {string} place
 * @param {() => void} line
 */
function columnDetail(group, column, place, line) {
  const declared = DECLARED.includes(group.key) ? [group.key] : DECLARED;
  const paths = vocabulary.sources.filter(([path]) => declared.some((rows) => path.startsWith(`${rows}[].`)));
  const source = [column.source || []].flat();
  return [
    ...wordedItem({ label: say.columnTitle, item: column, place, line }),
    input({ label: editor.label("key"), value: column.key, late: true, place: `${place}.key`, set: (key) => { column.key = key; editor.changed(); line(); } }),
    input({ label: editor.label("kind"), value: column.kind || "text", kind: "select", choices: KINDS, place: `${place}.kind`, set: (kind) => put(column, "kind", kind, "text") }),
    input({ label: editor.label("max_length"), value: column.max_length, kind: "number", place: `${place}.max_length`, set: (value) => put(column, "max_length", value) }),
    input({ label: say.decimals, value: column.decimals, kind: "number", place: `${place}.decimals`, set: (value) => put(column, "decimals", value) }),
    input({ label: editor.label("entered_by"), value: column.entered_by || "applicant", kind: "select", choices: vocabulary.enteredBy, place: `${place}.entered_by`, set: (value) => put(column, "entered_by", value, "applicant") }),
    input({ label: editor.label("code_list"), value: column.code_list || "", kind: "select", choices: [pair("", words.none), ...vocabulary.codeLists.map((code) => pair(code, code))], place: `${place}.code_list`, set: (code) => put(column, "code_list", code) }),
    input({ label: editor.label("source"), value: source[0] || "", kind: "select", choices: [pair("", words.none), ...paths], place: `${place}.source`, set: (path) => put(column, "source", path ? [path] : undefined) }),
    input({ label: editor.label("required"), kind: "tick", value: column.required, place: `${place}.required`, set: (on) => put(column, "required", on) }),
  ];
}

/** @param {string} key */
function add(key) {
  openColumn = { key: "column_1", ...noWords() };
  groups().push({ key: key || freshKey(groups(), "rows"), label: noWords(), columns: [openColumn] });
  editor.changed();
  draw();
  list.open(groups().length - 1);
  const first = pane.querySelector("li.on input");
  if (first instanceof HTMLElement) {
    first.focus();
  }
}

const bar = one("[data-part=groups] [data-adders]", HTMLElement, page);
const taken = (/** @type {string} */ key) => groups().some((group) => group.key === key);
function draw() {
  list.draw();
  bar.replaceChildren(...[["", say.ownRows], ["goods_lines", say.goodsRows], ["containers", say.containerRows]].filter(([key]) => !key || !taken(key))
    .map(([key, label]) => button(label, () => add(key), { class: "btn", "data-focus": `groups.add.${key}` })));
}
editor.parts.groups = draw;
editor.openers.groups = ([, number, part, column]) => {
  const group = groups()[Number(number)];
  openColumn = group && part === "columns" ? group.columns[Number(column)] || null : openColumn;
  list.open(Number(number));
};
