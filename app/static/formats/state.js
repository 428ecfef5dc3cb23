// The format editor's state: the definition being edited, what can be undone, and how its inputs are made.
import { brought, maybe, one } from "../frame/dom.js";

/** @typedef {{ value: string, zh?: string, en?: string }} Option */
/**
 * A field of a format.
 * @typedef {object} Field
 * @property {string} key
 * @property {string} [zh]
 * @property {string} [en]
 * @property {string} [kind]
 * @property {number} [max_length]
 * @property {string} [entered_by]
 * @property {string} [repeats]
 * @property {boolean} [required]
 * @property {boolean} [multiple]
 * @property {{ field: string, is: string }} [required_if]
 * @property {{ from: string[], rule?: string }} [source]
 * @property {Option[]} [options]
 * @property {string} [code_list]
 * @property {string} [empty_text]
 * @property {Record<string, string>} [help]
 * @property {string} [help_zh]
 * @property {string} [help_en]
 * @property {string} [std_term]
 */
/** @typedef {{ key: string, zh: string, en: string }} Keyed */
/** @typedef {Keyed & { position: string, optional?: boolean, default?: boolean }} Statement */
/** @typedef {Keyed & { kind?: string, max_length?: number, required?: boolean }} OwnColumn */
/** @typedef {Keyed & { repeats: string, min_rows?: number, max_rows?: number, columns?: (string | OwnColumn)[] }} Table */
/** @typedef {string | { f: string | string[], w?: number, as?: string, hide?: string }} Cell */
/**
 * A block of the sheet: rows of cells, a text, a table, or the place of issue and signature.
 * @typedef {object} Block
 * @property {Cell[][]} [rows]
 * @property {string} [text]
 * @property {string} [table]
 * @property {{ rows: Cell[][], seal?: string, low?: boolean }} [issue]
 * @property {string} [hide]
 * @property {boolean} [grow]
 * @property {boolean} [run]
 * @property {number} [min]
 * @property {number} [sets]
 * @property {number[]} [cols]
 */
/** @typedef {{ blocks: Block[], head?: Record<string, string>, goods?: { cols: Record<string, number> }, label?: number }} Layout */
/**
 * A format as it is stored; what is left out has its default.
 * @typedef {object} Definition
 * @property {2} [format] format language 2, see `forms/model.js`
 * @property {string} [title_zh]
 * @property {string} [title_en]
 * @property {string} [form_no]
 * @property {string} [scheme]
 * @property {string[]} [type_codes]
 * @property {boolean} [bilingual]
 * @property {Field[]} [fields]
 * @property {Statement[]} [statements]
 * @property {Keyed[]} [clauses]
 * @property {Table[]} [tables]
 * @property {Layout} [layout]
 */
/** @typedef {{ fields: Field[], statements: Statement[], clauses: Keyed[], tables: Table[] }} Lists */
/** @typedef {[code: string, words: string][]} Pairs */
/**
 * What a format may choose from.
 * @typedef {object} Vocabulary
 * @property {Record<string, string>} labels
 * @property {Pairs} kinds
 * @property {Pairs} enteredBy
 * @property {Pairs} repeats
 * @property {Pairs} schemes
 * @property {Pairs} types
 * @property {Pairs} sources
 * @property {Pairs} languages
 * @property {Pairs} countries
 * @property {string[]} codeLists
 * @property {Record<string, { rows: boolean, once: boolean }>} rules
 */
/**
 * One labelled input.
 * @typedef {object} Input
 * @property {string} label
 * @property {any} value what the definition has there; its kind decides what it is
 * @property {(value: any) => void} set
 * @property {"text" | "number" | "tick" | "area" | "select"} [kind]
 * @property {[string | number, string][]} [choices]
 * @property {string} place its path in the definition
 * @property {boolean} [full]
 * @property {string} [width]
 * @property {boolean} [late] told when it is left, not at every letter
 * @property {string} [lang]
 */

const UNDO_STEPS = 60;
/** @type {{ definition: Definition, version: string }} */
const started = brought("format-state");
/** @type {string[]} */
const past = [];
/** @type {(() => void)[]} */
const listeners = [];
let last = JSON.stringify(started.definition);
let counter = 0;

export const page = one("[data-format-editor]", HTMLElement);
/** @type {Record<string, string>} */
export const words = brought("format-words");
/**
 * Words that belong together.
 * @type {Record<"text" | "positions" | "head" | "blocks" | "rules", Record<string, string>>}
 */
export const wordsOf = brought("format-words");
/** @type {Vocabulary} */
export const vocabulary = brought("format-vocabulary");

/**
 * A choice of a list: what is stored, what is read.
 * @param {string} code
 * @param {string} text
 * @returns {[string, string]}
 */
export const pair = (code, text) => [code, text];

export const editor = {
  definition: started.definition,
  version: started.version,
  /** Tells a form (format language 2) from the formats before it. */
  isForm: started.definition.format === 2,

  /**
   * What draws each part of the page, by its tab.
   * @type {Record<string, () => void>}
   */
  parts: {},

  /**
   * What opens the item of a part that a path of the definition leads to.
   * @type {Record<string, (steps: string[]) => void>}
   */
  openers: {},

  /**
   * The mends that the editor offers, by the code of a fault.
   * @type {Record<string, (fault: { place: string }) => [text: string, act: () => unknown]>}
   */
  mends: {},

  /**
   * Where the editor shows a field that was chosen on the paper.
   * @type {(key: string) => string}
   */
  placeOf: () => "fields",

  /**
   * Write a field's new key wherever the definition names the field, beside the field itself.
   * @type {(old: string, key: string) => void}
   */
  renamed: () => {},

  /**
   * The languages that labels have, in the order of the paper.
   * @type {() => string[]}
   */
  languages: () => ["zh", "en"],

  // Tell everybody that something was edited.
  changed() {
    const text = JSON.stringify(editor.definition);
    if (text === last) {
      return;
    }
    past.push(last);
    past.splice(0, past.length - UNDO_STEPS);
    last = text;
    listeners.forEach((listener) => listener());
  },

  undo() {
    const before = past.pop();
    if (before !== undefined) {
      editor.replace(JSON.parse(before));
    }
  },

  canUndo: () => past.length > 0,

  /** @param {Definition} definition */
  replace(definition) {
    editor.definition = definition;
    last = JSON.stringify(definition);
    listeners.forEach((listener) => listener());
    editor.draw();
  },

  /** @param {() => void} listener */
  onChange(listener) {
    listeners.push(listener);
  },

  // Draw every part anew; the focus comes back to the same place.
  draw() {
    const focused = document.activeElement && document.activeElement.getAttribute("data-focus");
    Object.entries(editor.parts).filter(([name]) => !one(`[data-part=${name}]`, HTMLElement, page).hidden).forEach(([, part]) => part());
    if (focused) {
      focusOn(focused);
    }
  },

  /**
   * @template {keyof Lists} N
   * @param {N} name
   * @returns {Lists[N]}
   */
  list(name) {
    /** @type {Partial<Lists>} */
    const lists = editor.definition;
    const found = lists[name];
    if (Array.isArray(found)) {
      return found;
    }
    /** @type {any} */
    const made = [];
    lists[name] = made;
    return made;
  },

  /** @param {string} name */
  label: (name) => vocabulary.labels[name] || name,

  /**
   * What a field's label in a language is called.
   * @param {string} language
   */
  labelIn: (language) => vocabulary.labels[language] || words.labelIn.replace("{language}", languageName(language)),

  language: languageName,
};

/**
 * @param {string} code
 * @returns {string}
 */
function languageName(code) {
  return (vocabulary.languages.find(([known]) => known === code) || [code, code])[1].replace(/ \([a-z]{2}\)$/, "");
}

const reader = document.documentElement.lang.startsWith("zh") ? ["zh", "en"] : ["en", "zh"];

/**
 * Read words in the reader's language, or in another one that they have.
 * @param {Partial<Record<string, unknown>> | undefined} worded
 * @returns {string}
 */
export function read(worded) {
  const found = worded ? [...reader, ...editor.languages()].map((language) => worded[language]).find((text) => typeof text === "string" && text) : "";
  return String(found || "");
}

/**
 * Put the cursor to a place again that was drawn anew; tells whether it is there.
 * @param {string} place
 * @param {ParentNode} [root]
 */
export function focusOn(place, root = page) {
  const found = maybe(`[data-focus="${CSS.escape(place)}"]`, HTMLElement, root);
  if (found) {
    found.focus();
  }
}

/**
 * Make an element: properties, attributes, and under `on` what it does; what is nothing is left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} props
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props, ...children) {
  const made = document.createElement(tag);
  Object.entries(props).forEach(([name, value]) => {
    if (name === "on") {
      Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act));
    } else if (["value", "checked", "disabled", "hidden"].includes(name)) {
      Object.assign(made, { [name]: value });
    } else if (value !== undefined && value !== false && value !== null) {
      made.setAttribute(name, value === true ? "" : value);
    }
  });
  children.forEach((child) => {
    if (child !== null && child !== undefined) {
      made.append(child);
    }
  });
  return made;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, any>} [props]
 */
export function button(text, act, props = {}) {
  return el("button", { type: "button", class: "btn txt", ...props, on: { click: act } }, text);
}

/**
 * @param {Input} asked
 * @returns {HTMLElement}
 */
export function input({ label, value, set, kind = "text", choices = [], place, full, width, late, lang }) {
  counter += 1;
  const id = `e-${counter}`;
  const props = { id, "data-focus": place, "data-place": place, lang, dir: lang && "auto" };
  const told = late ? "change" : "input";
  if (kind === "tick") {
    const tick = el("input", { ...props, type: "checkbox", checked: Boolean(value), on: { change: () => set(tick.checked) } });
    return el("label", { class: "tick", for: id }, tick, ` ${label}`);
  }
  const box = { select: choose, area: write, number: type, text: type }[kind]();
  box.value = value === undefined || value === null ? "" : value;
  return el("div", { class: full ? "f full" : "f" }, el("label", { for: id }, label), box);

  function choose() {
    const known = choices.some(([code]) => String(code) === String(value === undefined ? "" : value));
    const all = known ? choices : [[value, String(value)], ...choices];
    const made = el("select", { ...props, on: { change: () => set(made.value) } }, ...all.map(([code, text]) => el("option", { value: code }, String(text))));
    return made;
  }

  function write() {
    const made = el("textarea", { ...props, rows: 3, on: { [told]: () => set(made.value) } });
    return made;
  }

  function type() {
    const number = kind === "number";
    const made = el("input", {
      ...props, type: number ? "number" : "text", step: number ? "any" : undefined, class: width,
      on: { [told]: () => set(number ? (made.value === "" ? undefined : Number(made.value)) : made.value) },
    });
    return made;
  }
}

/**
 * Set an attribute; what is empty or at its default leaves the definition.
 * @template {object} T
 * @param {T} item
 * @param {keyof T} name
 * @param {unknown} value
 * @param {unknown} [fallback]
 */
export function put(item, name, value, fallback) {
  const open = /** @type {Partial<Record<keyof T, unknown>>} */ (item);
  if (value === undefined || value === "" || value === fallback || value === false) {
    delete open[name];
  } else {
    open[name] = value;
  }
  editor.changed();
}

/**
 * Make the buttons that move an item up and down (or to the sides) and take it out.
 * @template T
 * @param {T[]} items
 * @param {number} number
 * @param {string} place
 * @param {string} name
 * @param {(to: number) => void} redraw
 * @param {boolean} [sideways]
 */
export function order(items, number, place, name, redraw, sideways) {
  /** @param {number} to @param {"up" | "down"} key */
  const follow = (to, key) => { // the keyboard stays with what it moves, and turns round at the ends
    const at = place.replace(/\d+$/, String(to));
    const found = [key, key === "up" ? "down" : "up"].map((turn) => maybe(`[data-focus="${CSS.escape(`${at}.${turn}`)}"]`, HTMLButtonElement, page));
    const next = found.find((shown) => shown && !shown.disabled);
    if (next) {
      next.focus();
    }
  };
  /** @param {number} to @param {"up" | "down"} key */
  const move = (to, key) => {
    const [item] = items.splice(number, 1);
    items.splice(to, 0, item);
    editor.changed();
    redraw(to);
    follow(to, key);
  };
  const takeOut = () => {
    items.splice(number, 1);
    editor.changed();
    redraw(number);
  };
  /** @param {string} sign @param {string} text @param {() => void} act @param {boolean} disabled @param {string} key */
  const icon = (sign, text, act, disabled, key) => button(sign, act, {
    class: "btn txt mini", "aria-label": text.replace("{name}", name), title: text.replace("{name}", name),
    disabled, "data-focus": `${place}.${key}`,
  });
  return el("span", { class: "order" },
    icon(sideways ? "←" : "↑", words[sideways ? "before" : "up"], () => move(number - 1, "up"), number === 0, "up"),
    icon(sideways ? "→" : "↓", words[sideways ? "after" : "down"], () => move(number + 1, "down"), number === items.length - 1, "down"),
    icon("×", words.remove, takeOut, false, "remove"));
}
