// A form of format language 2 as the editor holds it: its parts, and what they are called.
import { brought } from "../frame/dom.js";
import { editor, pair, read } from "../formats/state.js";

/** @typedef {Record<string, string>} Words text by language */
/** @typedef {Record<string, string[]>} When every field named has one of its values */
/** @typedef {number | "top" | "run"} LabelPlace */
/**
 * A box of a row.
 * @typedef {object} Cell
 * @property {string | string[]} [f] a field, two dates, or a fixed text as `@key`
 * @property {number} [w] twelfths
 * @property {LabelPlace} [label]
 * @property {"checks" | "range"} [as]
 * @property {"empty"} [hide]
 * @property {When} [when]
 * @property {Box[][]} [stack]
 */
/** @typedef {string | Cell} Box */
/**
 * @typedef {object} Clause
 * @property {string} [num]
 * @property {string} t
 * @property {When} [when]
 * @property {When} [keep]
 * @property {Clause[]} [sub]
 */
/**
 * @typedef {object} Issue
 * @property {Box[][]} rows
 * @property {"every" | "here"} [sheets]
 * @property {boolean} [push]
 * @property {string} [seal]
 * @property {number} [seal_w]
 * @property {number} [height]
 * @property {boolean} [low]
 */
/**
 * A block: the one of rows, table, text, section, clauses, issue, part, page, space that it has says which.
 * @typedef {object} Block
 * @property {When} [when]
 * @property {Box[][]} [rows]
 * @property {string} [table]
 * @property {string} [text]
 * @property {string} [section]
 * @property {Clause[]} [clauses]
 * @property {Issue} [issue]
 * @property {{ key: string, side: string, blocks: Block[] }} [part]
 * @property {true} [page]
 * @property {true} [space]
 * @property {LabelPlace | "none"} [label]
 * @property {string} [hide]
 * @property {number[]} [cols]
 * @property {number} [min]
 * @property {number} [sets]
 * @property {boolean} [grow]
 * @property {boolean} [run]
 * @property {boolean} [mark]
 * @property {string} [title]
 * @property {boolean} [small]
 */
/** @typedef {{ label?: LabelPlace, head?: Record<string, string>, goods?: { cols: Record<string, number> }, blocks: Block[] }} Layout */
/** @typedef {{ key: string } & Record<string, any>} Item something with a key, its words beside it by language */
/** @typedef {Item & { columns: Item[], label: Words }} Group */
/** @typedef {string | { text: string, when?: When }} Foot */
/** @typedef {{ values?: Record<string, string>, chosen?: Record<string, string[]>, rows?: Record<string, string[][]> }} Sample */
/**
 * @typedef {object} Form
 * @property {string} [form_no]
 * @property {string} [scheme]
 * @property {string[]} [type_codes]
 * @property {string[]} [languages]
 * @property {string[]} [destinations]
 * @property {Record<string, string>} [about]
 * @property {Words} [title]
 * @property {Words} [letterhead]
 * @property {Words} [number_label]
 * @property {boolean} [emblem]
 * @property {boolean | Record<string, Words>} [mark]
 * @property {Foot[]} [foot]
 * @property {import("../formats/state.js").Field[]} [fields]
 * @property {Item[]} [texts]
 * @property {Item[]} [clauses]
 * @property {Group[]} [groups]
 * @property {Layout} [layout]
 * @property {Sample} [sample]
 */
/** @typedef {"texts" | "clauses" | "groups"} Part */

/** Millimetres of a sheet between its frames, and what a part's side title takes of them. */
export const SHEET_MM = 182;
export const SIDE_MM = 8;

/**
 * The words that only forms need.
 * @type {Record<string, string> & { kinds: Record<string, string>, add: Record<string, string> }}
 */
export const say = brought("form-words");

/** @returns {Form} */
export const form = () => /** @type {any} */ (editor.definition);

/** @returns {string[]} the languages of the paper */
export const paperLanguages = () => form().languages || (form().languages = []);

/**
 * @param {Part} name
 * @returns {Item[]}
 */
export function listOf(name) {
  const open = /** @type {Partial<Record<Part, Item[]>>} */ (form());
  return open[name] || (open[name] = []);
}

/** @returns {Group[]} */
export const groups = () => /** @type {Group[]} */ (listOf("groups"));

/** @returns {Block[]} */
export function blocks() {
  const own = form();
  const layout = own.layout || (own.layout = { blocks: [] });
  return layout.blocks || (layout.blocks = []);
}

/**
 * @param {string} key
 * @returns {(import("../formats/state.js").Field & Record<string, any>) | undefined}
 */
export const fieldOf = (key) => editor.list("fields").find((field) => field.key === key);

/**
 * @param {string} key
 * @returns {string} what a field is called
 */
export function fieldName(key) {
  const field = fieldOf(key);
  return (field && read(field)) || key;
}

/** @param {string} named `@` and the key of a fixed text */
export const textOf = (named) => listOf("texts").find((text) => `@${text.key}` === named);

/**
 * A text without its marks: the words of alternatives stay, blanks are dots.
 * @param {string} text
 */
export const bare = (text) => text.replace(/\{[^{}|]*\|([^{}]*)\}/g, "$1").replace(/\{\^[^{}]*\}/g, "").replace(/\{[^{}]*\}/g, "…").trim();

/**
 * A fixed text as a line of the editor: its beginning.
 * @param {string} named
 */
export function textName(named) {
  const text = textOf(named);
  const said = text ? bare(read(text)) : "";
  return said.length > 60 ? `${said.slice(0, 60)}…` : said || named.slice(1);
}

/** @param {string} key */
export function groupName(key) {
  const group = groups().find((one) => one.key === key);
  return (group && read(group.label)) || key;
}

/**
 * @param {string} key
 * @param {string} value
 * @returns {string} what an option of a field is called
 */
export function optionName(key, value) {
  const field = fieldOf(key);
  const option = field && (field.options || []).find((one) => one.value === value);
  return { any: say.any, none: say.none }[value] || (option && read(/** @type {any} */ (option))) || value;
}

/**
 * @param {(field: import("../formats/state.js").Field) => boolean} [fits]
 * @returns {[string, string][]}
 */
export const fieldPairs = (fits = () => true) => editor.list("fields").filter(fits).map((field) => pair(field.key, fieldName(field.key)));

/**
 * Find a key that no item has yet.
 * @param {{ key: string }[]} items
 * @param {string} stem
 * @param {string} [wanted] the words that the key is made of, where they have Latin letters
 */
export function freshKey(items, stem, wanted = "") {
  const taken = new Set(items.map((item) => item.key));
  const made = wanted.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "").slice(0, 40).replace(/_+$/, "");
  if (made.length > 1 && !taken.has(made)) {
    return made;
  }
  const begun = made.length > 1 ? made : stem;
  let number = made.length > 1 ? 2 : items.length + 1;
  while (taken.has(`${begun}_${number}`)) {
    number += 1;
  }
  return `${begun}_${number}`;
}

/**
 * Empty words in every language of the paper.
 * @returns {Words}
 */
export const noWords = () => Object.fromEntries(paperLanguages().map((language) => [language, ""]));

editor.languages = () => [...new Set([...paperLanguages(), "zh", "en"])];
