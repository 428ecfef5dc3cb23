// Head, fixed texts, clauses and tables of a format.
import { all, one } from "../frame/dom.js";
import { button, editor, el, input, order, pair, put, vocabulary, words, wordsOf } from "./state.js";

/** @typedef {import("./state.js").Keyed} Keyed */
/** @typedef {import("./state.js").OwnColumn} OwnColumn */
/** @typedef {import("./state.js").Statement} Statement */
/** @typedef {import("./state.js").Table} Table */

/** @type {("zh" | "en")[]} */
const TEXTS = ["zh", "en"];
const POSITIONS = ["header", "body", "footer"];

/** @param {string} name */
const pane = (name) => one(`[data-part=${name}] [data-items]`, HTMLElement);

function head() {
  const format = editor.definition;
  /**
   * @param {"title_zh" | "title_en" | "form_no" | "scheme"} name
   * @returns {(value: string) => void}
   */
  const set = (name) => (value) => {
    format[name] = value;
    editor.changed();
  };
  const types = el("fieldset", { class: "full", "data-place": "type_codes", tabindex: -1 }, el("legend", {}, editor.label("type_codes")),
    ...vocabulary.types.map(([code, text]) => input({
      label: `${code} ${text}`, kind: "tick", value: (format.type_codes || []).includes(code), place: `type_codes.${code}`,
      set: (/** @type {boolean} */ on) => {
        const chosen = new Set(format.type_codes || []);
        chosen[on ? "add" : "delete"](code);
        format.type_codes = vocabulary.types.map(([entry]) => entry).filter((entry) => chosen.has(entry));
        editor.changed();
      },
    })));
  pane("head").replaceChildren(el("div", { class: "grid2" },
    input({ label: editor.label("title_zh"), value: format.title_zh, set: set("title_zh"), place: "title_zh" }),
    input({ label: editor.label("title_en"), value: format.title_en, set: set("title_en"), place: "title_en" }),
    input({ label: editor.label("form_no"), value: format.form_no, set: set("form_no"), place: "form_no" }),
    input({ label: editor.label("scheme"), value: format.scheme, kind: "select", choices: vocabulary.schemes, set: set("scheme"), place: "scheme" }),
    types,
    input({ label: editor.label("bilingual"), kind: "tick", value: format.bilingual !== false, set: setBilingual, place: "bilingual" })));
}

/**
 * Here what is left out means yes.
 * @param {boolean} on
 */
function setBilingual(on) {
  if (on) {
    delete editor.definition.bilingual;
  } else {
    editor.definition.bilingual = false;
  }
  editor.changed();
}

function statements() {
  const items = editor.list("statements");
  pane("texts").replaceChildren(...items.map((item, number) => {
    const at = (/** @type {string} */ name) => `statements.${number}.${name}`;
    const mode = item.optional ? "optional" : item.default === true || item.default === false ? "one_of" : "always";
    return card(item, items, number, "statements", [
      ...keyed(item, at),
      input({ label: editor.label("position"), value: item.position, kind: "select", choices: POSITIONS.map((entry) => [entry, wordsOf.positions[entry]]), set: (value) => { item.position = value; editor.changed(); }, place: at("position") }),
      input({ label: words.printed, value: mode, kind: "select", choices: [["always", words.always], ["optional", words.optional], ["one_of", words.oneOf]], set: (value) => { setMode(item, value); statements(); }, place: at("optional") }),
      mode === "always" ? null : input({ label: editor.label("default"), kind: "tick", value: item.default === true, set: (on) => { item.default = on; editor.changed(); }, place: at("default") }),
      ...texts(item, at),
    ], statements);
  }));
}

/**
 * @param {Statement} item
 * @param {string} mode
 */
function setMode(item, mode) {
  delete item.optional;
  delete item.default;
  if (mode === "optional") {
    item.optional = true;
  }
  if (mode !== "always") {
    item.default = false;
  }
  editor.changed();
}

function clauses() {
  const items = editor.list("clauses");
  pane("clauses").replaceChildren(...items.map((item, number) => {
    const at = (/** @type {string} */ name) => `clauses.${number}.${name}`;
    return card(item, items, number, "clauses", [...keyed(item, at), ...texts(item, at)], clauses);
  }));
}

function tables() {
  const items = editor.list("tables");
  pane("tables").replaceChildren(...items.map((item, number) => {
    const at = (/** @type {string} */ name) => `tables.${number}.${name}`;
    const limit = (/** @type {"min_rows" | "max_rows"} */ name, /** @type {number} */ usual) => (/** @type {number | undefined} */ value) => put(item, name, value, usual);
    return card(item, items, number, "tables", [
      ...keyed(item, at),
      input({ label: editor.label("repeats"), value: item.repeats, kind: "select", choices: vocabulary.repeats.slice(1), set: (value) => { item.repeats = value; editor.changed(); tables(); }, place: at("repeats") }),
      input({ label: editor.label("min_rows"), value: item.min_rows, kind: "number", set: limit("min_rows", 0), place: at("min_rows") }),
      input({ label: editor.label("max_rows"), value: item.max_rows, kind: "number", set: limit("max_rows", 20), place: at("max_rows") }),
      input({ label: editor.label("zh"), value: item.zh, set: (value) => { item.zh = value; editor.changed(); }, place: at("zh") }),
      input({ label: editor.label("en"), value: item.en, set: (value) => { item.en = value; editor.changed(); }, place: at("en") }),
      columns(item, at),
    ], tables);
  }));
}

/**
 * @param {Table} table
 * @param {(name: string) => string} at
 */
function columns(table, at) {
  const items = table.columns || (table.columns = []);
  const used = new Set(items.filter((entry) => typeof entry === "string"));
  const offered = editor.list("fields").filter((field) => field.repeats === table.repeats && !used.has(field.key));
  /**
   * @param {string | OwnColumn} column
   * @param {number} number
   */
  const line = (column, number) => {
    const ends = order(items, number, at(`columns.${number}`), typeof column === "string" ? column : column.zh, tables);
    if (typeof column === "string") {
      const field = editor.list("fields").find((entry) => entry.key === column);
      return el("li", {}, field ? `${field.zh} ${field.en}` : column, ends);
    }
    /** @param {"key" | "zh" | "en"} name */
    const cell = (name) => input({ label: editor.label(name), value: column[name], set: (value) => { column[name] = value; editor.changed(); }, place: at(`columns.${number}.${name}`) });
    return el("li", { class: "own" }, el("div", { class: "pairline" }, cell("key"), cell("zh"), cell("en"),
      input({ label: editor.label("kind"), value: column.kind || "text", kind: "select", choices: vocabulary.kinds, set: (value) => put(column, "kind", value, "text"), place: at(`columns.${number}.kind`) }),
      input({ label: editor.label("max_length"), value: column.max_length, kind: "number", set: (value) => put(column, "max_length", value, 200), place: at(`columns.${number}.max_length`) }),
      input({ label: editor.label("required"), kind: "tick", value: column.required, set: (value) => put(column, "required", value), place: at(`columns.${number}.required`) })), ends);
  };
  return el("div", { class: "full sources" },
    el("b", {}, editor.label("columns")),
    el("ol", { class: "chips" }, ...items.map(line)),
    el("div", { class: "pairline" },
      input({ label: words.addColumn, value: "", kind: "select", choices: [["", words.choose], ...offered.map((field) => pair(field.key, field.zh || field.key))], set: (key) => { if (key) { items.push(key); editor.changed(); tables(); } }, place: at("columns") }),
      button(words.ownColumn, () => { items.push({ key: `column_${items.length + 1}`, zh: "", en: "" }); editor.changed(); tables(); })));
}

/**
 * @param {Keyed} item
 * @param {(name: string) => string} at
 */
function keyed(item, at) {
  return [input({ label: editor.label("key"), value: item.key, set: (value) => { item.key = value; editor.changed(); }, place: at("key") })];
}

/**
 * @param {Keyed} item
 * @param {(name: string) => string} at
 */
function texts(item, at) {
  return TEXTS.map((name) => input({
    label: wordsOf.text[name], value: item[name], kind: "area", full: true, set: (value) => { item[name] = value; editor.changed(); }, place: at(name),
  }));
}

/**
 * @template {Keyed} T
 * @param {T} item
 * @param {T[]} items
 * @param {number} number
 * @param {string} part
 * @param {(HTMLElement | null)[]} inputs
 * @param {() => void} redraw
 */
function card(item, items, number, part, inputs, redraw) {
  return el("section", { class: "item", "data-place": `${part}.${number}`, tabindex: -1, "aria-label": item.zh || item.key },
    el("header", {}, el("b", {}, String(item.zh || item.key).slice(0, 40)), order(items, number, `${part}.${number}`, item.zh || item.key, redraw)),
    el("div", { class: "grid2" }, ...inputs.filter(Boolean)));
}

/**
 * @param {"statements" | "clauses" | "tables"} part
 * @param {string} stem
 */
function fresh(part, stem) {
  const taken = new Set(editor.list(part).map((item) => item.key));
  let number = 1;
  while (taken.has(`${stem}_${number}`)) {
    number += 1;
  }
  return `${stem}_${number}`;
}

/**
 * Let the button below a part add an item to it.
 * @template {"statements" | "clauses" | "tables"} N
 * @param {string} name the part of the page
 * @param {N} part the list of the definition
 * @param {() => import("./state.js").Lists[N][number]} make
 * @param {() => void} redraw
 */
function adds(name, part, make, redraw) {
  one(`[data-part=${name}] [data-add]`, HTMLElement).addEventListener("click", () => {
    /** @type {import("./state.js").Lists[N][number][]} */
    const items = editor.list(part);
    items.push(make());
    editor.changed();
    redraw();
    const cards = all(".item", HTMLElement, pane(name));
    cards[cards.length - 1].focus();
  });
}

adds("texts", "statements", () => ({ key: fresh("statements", "statement"), position: "body", zh: "", en: "" }), statements);
adds("clauses", "clauses", () => ({ key: fresh("clauses", "clause"), zh: "", en: "" }), clauses);
adds("tables", "tables", () => ({ key: fresh("tables", "table"), zh: "", en: "", repeats: "test_item", columns: [] }), tables);
Object.assign(editor.parts, { head, texts: statements, clauses, tables });
