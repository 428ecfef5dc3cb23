// The fields of a format: a list with one open at a time; 120 of them stay fluent because only that one has inputs.
import { maybe, one } from "../frame/dom.js";
import { help, options, requiredIf, source } from "./field-parts.js";
import { button, editor, el, focusOn, input, order, pair, put, read, vocabulary, words } from "./state.js";

/** @typedef {import("./state.js").Field} Field */
/** @typedef {import("./state.js").Pairs} Pairs */

const pane = one("[data-part=fields]", HTMLElement);
const body = one("tbody", HTMLElement, pane);
const search = one("[data-search]", HTMLInputElement, pane);
const count = one("[data-count=fields]", HTMLElement);
let open = -1;

/**
 * @param {Pairs} pairs
 * @param {string} code
 */
const name = (pairs, code) => (pairs.find(([value]) => value === code) || [code, code])[1];
const fields = () => editor.list("fields");
/**
 * @param {Field} field
 * @returns {Record<string, string | undefined>} its labels by language, beside everything else that it has
 */
const labels = (field) => /** @type {any} */ (field);
/**
 * What stands below a label: the next language that it has.
 * @param {Field} field
 */
function second(field) {
  const first = read(labels(field));
  return editor.languages().map((language) => labels(field)[language]).find((text) => text && text !== first) || "";
}

one("[data-add]", HTMLElement, pane).addEventListener("click", () => {
  const taken = new Set(fields().map((field) => field.key));
  let number = fields().length + 1;
  while (taken.has(`field_${number}`)) {
    number += 1;
  }
  fields().push({ key: `field_${number}`, ...Object.fromEntries(editor.languages().map((language) => [language, ""])), kind: "text", max_length: 200 });
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
    const text = [field.key, ...editor.languages().map((language) => labels(field)[language])].join(" ").toLowerCase();
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
  const toggle = button(read(labels(field)) || field.key, () => {
    open = opened ? -1 : number;
    draw();
    if (!opened) {
      focusDetail();
    }
  }, { "aria-expanded": String(opened), "data-focus": `fields.${number}`, "data-place": `fields.${number}` });
  return el("tr", { "data-row": number },
    el("td", { class: "num" }, String(number + 1)),
    el("td", {}, toggle, el("small", {}, second(field))),
    el("td", {}, name(vocabulary.kinds, field.kind || "text")),
    el("td", { class: "n" }, field.max_length ? String(field.max_length) : ""),
    el("td", {}, field.required ? words.yes : ""),
    el("td", {}, name(vocabulary.enteredBy, field.entered_by || "applicant")),
    el("td", {}, field.repeats && field.repeats !== "none" ? name(vocabulary.repeats, field.repeats) : ""),
    el("td", {}, order(fields(), number, `fields.${number}`, read(labels(field)) || field.key, (to) => {
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
   * @param {string} language
   * @returns {(value: string) => void}
   */
  const keep = (language) => (value) => {
    labels(field)[language] = value;
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
    ...editor.languages().map((language) => input({
      label: editor.labelIn(language), value: labels(field)[language], set: keep(language), place: at(language), lang: language,
    })),
    input({ label: editor.label("key"), value: field.key, late: true, set: (value) => rename(field, value, number), place: at("key") }),
    input({ label: editor.label("kind"), value: field.kind || "text", kind: "select", choices: vocabulary.kinds, set: redraw("kind"), place: at("kind") }),
    plain("max_length", { kind: "number" }),
    input({ label: editor.label("entered_by"), value: field.entered_by || "applicant", kind: "select", choices: vocabulary.enteredBy, set: set("entered_by", "applicant"), place: at("entered_by") }),
    input({ label: editor.label("repeats"), value: field.repeats || "none", kind: "select", choices: vocabulary.repeats, set: redraw("repeats", "none"), place: at("repeats") }),
    plain("empty_text"),
    ...help(field, at),
    plain("std_term", { full: true }),
    el("div", { class: "ticks full" },
      plain("required", { kind: "tick" }),
      field.kind === "enum" ? plain("multiple", { kind: "tick" }) : null),
    requiredIf(field, at, draw),
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
 * A key that changes is changed wherever the definition names it; one that another field has is not taken.
 * @param {Field} field
 * @param {string} key
 * @param {number} number
 */
function rename(field, key, number) {
  const old = field.key;
  if (key !== old && !fields().some((other) => other.key === key)) {
    field.key = key;
    editor.renamed(old, key);
    editor.changed();
  }
  refresh(number);
}

editor.openers.fields = ([, number]) => {
  open = number === undefined ? -1 : Number(number);
  search.value = "";
  draw();
};
editor.placeOf = (key) => `fields.${fields().findIndex((field) => field.key === key)}`;
editor.parts.fields = draw;
