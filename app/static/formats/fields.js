// The fields of a format: a list with one open at a time; 120 of them stay fluent because only that one has inputs.
import { maybe, one } from "../frame/dom.js";
import { button, editor, el, focusOn, input, order, pair, put, vocabulary, words, wordsOf } from "./state.js";

/** @typedef {import("./state.js").Field} Field */
/** @typedef {import("./state.js").Option} Option */
/** @typedef {import("./state.js").Pairs} Pairs */

const pane = one("[data-part=fields]", HTMLElement);
const body = one("tbody", HTMLElement, pane);
const search = one("[data-search]", HTMLInputElement, pane);
const count = one("[data-count=fields]", HTMLElement);
/** @type {("value" | "zh" | "en")[]} */
const PARTS = ["value", "zh", "en"];
let open = -1;

/**
 * @param {Pairs} pairs
 * @param {string} code
 */
const name = (pairs, code) => (pairs.find(([value]) => value === code) || [code, code])[1];
const fields = () => editor.list("fields");

one("[data-add]", HTMLElement, pane).addEventListener("click", () => {
  const taken = new Set(fields().map((field) => field.key));
  let number = fields().length + 1;
  while (taken.has(`field_${number}`)) {
    number += 1;
  }
  fields().push({ key: `field_${number}`, zh: "", en: "", kind: "text", max_length: 200 });
  open = fields().length - 1;
  search.value = "";
  editor.changed();
  draw();
  focusDetail();
});
search.addEventListener("input", draw);

function draw() {
  const wanted = search.value.trim().toLowerCase();
  count.textContent = String(fields().length);
  body.replaceChildren();
  fields().forEach((field, number) => {
    const text = `${field.key} ${field.zh} ${field.en}`.toLowerCase();
    if (wanted && !text.includes(wanted) && number !== open) {
      return;
    }
    body.append(row(field, number));
    if (number === open) {
      body.append(detail(field, number));
    }
  });
}

/**
 * @param {Field} field
 * @param {number} number
 */
function row(field, number) {
  const opened = number === open;
  const toggle = button(field.zh || field.en || field.key, () => {
    open = opened ? -1 : number;
    draw();
    if (!opened) {
      focusDetail();
    }
  }, { "aria-expanded": String(opened), "data-focus": `fields.${number}`, "data-place": `fields.${number}` });
  return el("tr", { "data-row": number },
    el("td", { class: "num" }, String(number + 1)),
    el("td", {}, toggle, el("small", { lang: "en" }, field.en || "")),
    el("td", {}, name(vocabulary.kinds, field.kind)),
    el("td", { class: "n" }, field.max_length ? String(field.max_length) : ""),
    el("td", {}, field.required ? words.yes : ""),
    el("td", {}, name(vocabulary.enteredBy, field.entered_by || "applicant")),
    el("td", {}, field.repeats && field.repeats !== "none" ? name(vocabulary.repeats, field.repeats) : ""),
    el("td", {}, order(fields(), number, `fields.${number}`, field.zh || field.key, (to) => {
      open = open === number ? (to < fields().length && fields()[to] === field ? to : -1) : -1;
      draw();
    })));
}

function focusDetail() {
  const first = maybe(".detail input", HTMLElement, body);
  if (first) {
    first.focus();
  }
}

/**
 * Draw the line of a field anew, not its inputs.
 * @param {number} number
 */
function refresh(number) {
  const old = body.querySelector(`[data-row="${number}"]`);
  if (old) {
    old.replaceWith(row(fields()[number], number));
  }
}

/**
 * @param {Field} field
 * @param {number} number
 */
function detail(field, number) {
  /** @param {string} attribute */
  const at = (attribute) => `fields.${number}.${attribute}`;
  /**
   * @param {keyof Field} attribute
   * @param {string} [fallback]
   * @returns {(value: unknown) => void}
   */
  const set = (attribute, fallback) => (value) => {
    put(field, attribute, value, fallback);
    refresh(number);
  };
  /**
   * @param {"zh" | "en"} attribute
   * @returns {(value: string) => void}
   */
  const keep = (attribute) => (value) => {
    field[attribute] = value;
    editor.changed();
    refresh(number);
  };
  /**
   * @param {keyof Field} attribute
   * @param {Partial<import("./state.js").Input>} [extra]
   */
  const plain = (attribute, extra) => input({
    label: editor.label(attribute), value: field[attribute], set: set(attribute), place: at(attribute), ...extra,
  });
  /**
   * @param {keyof Field} attribute
   * @param {string} [fallback]
   * @returns {(value: unknown) => void}
   */
  const redraw = (attribute, fallback) => (value) => {
    put(field, attribute, value, fallback);
    draw();
    focusOn(at(attribute), body);
  };
  const parts = [
    input({ label: editor.label("zh"), value: field.zh, set: keep("zh"), place: at("zh") }),
    input({ label: editor.label("en"), value: field.en, set: keep("en"), place: at("en") }),
    input({ label: editor.label("key"), value: field.key, set: (value) => rename(field, value, number), place: at("key") }),
    input({ label: editor.label("kind"), value: field.kind, kind: "select", choices: vocabulary.kinds, set: redraw("kind"), place: at("kind") }),
    plain("max_length", { kind: "number" }),
    input({ label: editor.label("entered_by"), value: field.entered_by || "applicant", kind: "select", choices: vocabulary.enteredBy, set: set("entered_by", "applicant"), place: at("entered_by") }),
    input({ label: editor.label("repeats"), value: field.repeats || "none", kind: "select", choices: vocabulary.repeats, set: redraw("repeats", "none"), place: at("repeats") }),
    plain("empty_text"),
    plain("help_zh"),
    plain("help_en"),
    plain("std_term", { full: true }),
    el("div", { class: "ticks full" },
      plain("required", { kind: "tick" }),
      field.kind === "enum" ? plain("multiple", { kind: "tick" }) : null),
    requiredIf(field, at, number),
    source(field, at, draw),
  ];
  if (field.kind === "enum") {
    parts.push(options(field, at, draw));
  }
  if (field.kind === "code" || field.code_list) {
    parts.push(input({
      label: editor.label("code_list"), value: field.code_list || "", kind: "select",
      choices: [["", words.none], ...vocabulary.codeLists.map((code) => pair(code, code))], set: set("code_list"), place: at("code_list"),
    }));
  }
  return el("tr", { class: "detail" }, el("td", { colspan: 8 }, el("div", { class: "grid2" }, ...parts.filter(Boolean))));
}

/**
 * A key that changes is changed wherever the layout and the tables name it.
 * @param {Field} field
 * @param {string} key
 * @param {number} number
 */
function rename(field, key, number) {
  const old = field.key;
  field.key = key;
  const swap = (/** @type {unknown} */ value) => (value === old ? key : value);
  const { layout, tables } = editor.definition;
  [editor.definition.layout, editor.definition.tables] = JSON.parse(JSON.stringify([layout || {}, tables || null], (_name, value) => swap(value)));
  if (!editor.definition.tables) {
    delete editor.definition.tables;
  }
  const goods = editor.definition.layout && editor.definition.layout.goods;
  if (goods && goods.cols && old in goods.cols) {
    goods.cols = Object.fromEntries(Object.entries(goods.cols).map(([column, width]) => [column === old ? key : column, width]));
  }
  editor.changed();
  refresh(number);
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {number} number
 */
function requiredIf(field, at, number) {
  const rule = field.required_if || { field: "", is: "" };
  /**
   * @param {"field" | "is"} attribute
   * @returns {(value: string) => void}
   */
  const set = (attribute) => (value) => {
    const next = { ...(field.required_if || { field: "", is: "" }), [attribute]: value };
    put(field, "required_if", next.field ? next : undefined);
    refresh(number);
  };
  const others = fields().filter((other) => other !== field && other.kind === "enum").map((other) => pair(other.key, other.zh || other.key));
  if (!others.length) {
    return null;
  }
  return el("div", { class: "full pairline" },
    input({ label: editor.label("required_if"), value: rule.field || "", kind: "select", choices: [["", words.none], ...others], set: set("field"), place: at("required_if") }),
    input({ label: words.is, value: rule.is || "", set: set("is"), place: at("required_if.is") }));
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {() => void} redraw
 */
function source(field, at, redraw) {
  const known = field.source || { from: [] };
  const paths = [...(known.from || [])];
  const rows = (field.repeats || "none") !== "none";
  /**
   * @param {string[]} next
   * @param {string} [rule]
   */
  const write = (next, rule) => {
    put(field, "source", next.length ? { from: next, ...(rule && rule !== "text" ? { rule } : {}) } : undefined);
    redraw();
  };
  const fits = vocabulary.sources.filter(([path]) => !rows || !["goods_line", "container"].includes(field.repeats || "")
    || path.startsWith(field.repeats === "container" ? "containers[]." : "goods_lines[]."));
  const rules = Object.entries(vocabulary.rules).filter(([, can]) => (rows ? can.rows : can.once)).map(([rule]) => pair(rule, wordsOf.rules[rule] || rule));
  const chips = paths.map((path, number) => el("li", {},
    el("bdi", { dir: "ltr" }, path), ` ${name(vocabulary.sources, path)}`,
    order(paths, number, at(`source.${number}`), path, () => write(paths, known.rule))));
  return el("div", { class: "full sources" },
    el("ol", { class: "chips", "aria-label": editor.label("source") }, ...chips),
    el("div", { class: "pairline" },
      input({ label: editor.label("source"), value: "", kind: "select", choices: [["", words.addSource], ...fits], set: (/** @type {string} */ path) => path && write([...paths, path], known.rule), place: at("source") }),
      paths.length ? input({ label: words.rule, value: known.rule || "text", kind: "select", choices: rules, set: (/** @type {string} */ rule) => write(paths, rule), place: at("source.rule") }) : null));
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {() => void} redraw
 */
function options(field, at, redraw) {
  const items = field.options || (field.options = []);
  /**
   * @param {Option} option
   * @param {number} number
   */
  const line = (option, number) => el("tr", {},
    ...PARTS.map((part) => el("td", {}, el("input", {
      value: option[part] || "", "aria-label": `${words[part]} ${number + 1}`, "data-focus": at(`options.${number}.${part}`), "data-place": at(`options.${number}.${part}`),
      on: { input: (/** @type {{ target: HTMLInputElement }} */ event) => { option[part] = event.target.value; editor.changed(); } },
    }))),
    el("td", {}, order(items, number, at(`options.${number}`), option.zh || option.value, redraw)));
  return el("div", { class: "full" },
    el("table", { class: "small" },
      el("thead", {}, el("tr", {}, ...PARTS.map((part) => el("th", { scope: "col" }, words[part])), el("td", {}))),
      el("tbody", {}, ...items.map(line))),
    button(words.addOption, () => { items.push({ value: "", zh: "", en: "" }); editor.changed(); redraw(); }));
}

/**
 * Open a field and close the one that is open.
 * @param {number} number
 */
export function openField(number) {
  open = number;
  search.value = "";
  draw();
}
editor.parts.fields = draw;
