// The fixed texts of a form and its ready clauses: each in every language of the paper.
import { one } from "../frame/dom.js";
import { editor, input, page, read } from "../formats/state.js";
import { adds, items } from "./items.js";
import { freshKey, listOf, noWords, say } from "./model.js";
import { renamedItem } from "./renaming.js";
import { sentence } from "./sentence.js";

/** @typedef {import("./model.js").Item} Item */

/** @param {string} name */
const pane = (name) => one(`[data-part=${name}] [data-items]`, HTMLElement, page);
/** @param {Item} item */
const begin = (item) => (read(item) || item.key).slice(0, 90);

/**
 * @param {"texts" | "clauses"} part
 * @param {string} stem
 */
function shown(part, stem) {
  const list = () => listOf(part);
  const made = items({
    pane: pane(part), items: list, place: part, name: begin,
    detail: (item, place, line) => [
      sentence(item, place, line, part === "clauses"),
      input({
        label: editor.label("key"), value: item.key, late: true, place: `${place}.key`,
        set: (/** @type {string} */ key) => {
          if (key !== item.key && !list().some((other) => other.key === key)) {
            const old = item.key;
            item.key = key;
            if (part === "texts") {
              renamedItem("texts", old, key);
            }
            editor.changed();
          }
          line();
        },
      }),
    ],
  });
  adds(part, list, () => ({ key: freshKey(list(), stem), ...noWords() }), made.open);
  editor.parts[part] = made.draw;
  editor.openers[part] = ([, number]) => made.open(Number(number));
}

shown("texts", "text");
shown("clauses", "clause");

/**
 * Make a fixed text where it is needed.
 * @returns {string} how it is named
 */
export function newText() {
  const key = freshKey(listOf("texts"), "text");
  listOf("texts").push({ key, ...noWords() });
  return `@${key}`;
}

/**
 * Choose a fixed text and edit its words on the spot.
 * @param {object} asked
 * @param {string} asked.label
 * @param {string} asked.value `@` and its key, or nothing
 * @param {string} asked.place
 * @param {(named: string) => void} asked.set
 * @param {() => void} asked.line what changes with the words
 * @param {boolean} [asked.mayLack]
 * @returns {HTMLElement[]}
 */
export function textChooser({ label, value, place, set, line, mayLack }) {
  const text = listOf("texts").find((one_) => `@${one_.key}` === value);
  /** @type {[string, string][]} */
  const choices = [
    ...(mayLack || !text ? [/** @type {[string, string]} */ (["", say.noText])] : []),
    ["+", say.newText],
    ...listOf("texts").map((item) => /** @type {[string, string]} */ ([`@${item.key}`, begin(item)])),
  ];
  return [
    input({ label, value: text ? value : "", kind: "select", choices, place, full: true, set: (named) => set(named === "+" ? newText() : named) }),
    ...(text ? [sentence(text, `${place}.words`, line)] : []),
  ];
}
