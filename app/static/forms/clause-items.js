// Numbered clauses, some under others: a list of which one is open, indented and outdented by buttons.
import { button, editor, el, focusOn, input, order, put } from "../formats/state.js";
import { condition, saidWhen } from "./conditions.js";
import { bare, say, textName } from "./model.js";
import { newText, textChooser } from "./texts.js";

/** @typedef {import("./model.js").Clause} Clause */
/** @typedef {{ item: Clause, list: Clause[], index: number, place: string, depth: number, above: Clause[] | null, under: Clause | null }} Line */

/** @type {Clause | null} */
let opened = null;

/**
 * Clauses and those under them, in the order of the paper.
 * @param {Clause[]} list
 * @param {string} place
 * @param {number} [depth]
 * @param {Clause[] | null} [above] the list that the clause over them stands in
 * @param {Clause | null} [under] the clause over them
 * @returns {Line[]}
 */
function flat(list, place, depth = 0, above = null, under = null) {
  return list.flatMap((item, index) => {
    const at = `${place}.${index}`;
    return [{ item, list, index, place: at, depth, above, under }, ...flat(item.sub || [], `${at}.sub`, depth + 1, list, item)];
  });
}

/**
 * @param {Clause[]} list
 * @param {string} place
 * @param {() => void} redraw
 * @returns {HTMLElement[]}
 */
export function clauseItems(list, place, redraw) {
  const again = (/** @type {Clause} */ item, /** @type {string} */ key) => {
    redraw();
    const line = flat(list, place).find((one) => one.item === item);
    focusOn(line ? `${line.place}.${key}` : `${place}.add`);
  };
  const lines = flat(list, place).map((line) => row(line, again, () => redraw()));
  return [
    el("ol", { class: "openlist full" }, ...lines),
    button(say.addClause, () => {
      opened = { num: nextNumber(list), t: newText() };
      list.push(opened);
      editor.changed();
      redraw();
      focusOn(`${place}.${list.length - 1}.num`);
    }, { class: "btn", "data-focus": `${place}.add` }),
  ];
}

/**
 * @param {Line} line
 * @param {(item: Clause, key: string) => void} again
 * @param {() => void} redraw
 */
function row({ item, list, index, place, depth, above, under }, again, redraw) {
  const isOpen = item === opened;
  const name = `${bare(item.num || "")} ${textName(item.t)}`.trim();
  const turn = button("", () => {
    opened = isOpen ? null : item;
    again(item, "turn");
  }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `${place}.turn` });
  const conditions = [saidWhen(item.when), item.keep ? say.struckElse.replace("{condition}", saidWhen(item.keep)) : ""].filter(Boolean);
  turn.append(el("b", {}, name), ...conditions.map((text) => el("small", {}, ` ${text}`)));
  const step = (/** @type {string} */ sign, /** @type {string} */ text, /** @type {boolean} */ isOff, /** @type {() => void} */ act, /** @type {string} */ key) => button(sign, () => {
    act();
    editor.changed();
    again(item, key);
  }, { class: "btn txt mini", disabled: isOff, "aria-label": text.replace("{name}", name), title: text.replace("{name}", name), "data-focus": `${place}.${key}` });
  const indent = () => {
    const over = list[index - 1];
    list.splice(index, 1);
    (over.sub || (over.sub = [])).push(item);
  };
  const outdent = () => {
    if (above && under) {
      list.splice(index, 1);
      above.splice(above.indexOf(under) + 1, 0, item);
      if (!list.length) {
        delete under.sub;
      }
    }
  };
  return el("li", { class: isOpen ? "on" : "", "data-place": place, tabindex: -1 },
    el("div", { class: `line depth${Math.min(depth, 3)}` }, turn,
      step("⇤", say.outdent, !above, outdent, "outdent"), step("⇥", say.indent, index === 0, indent, "indent"),
      order(list, index, place, name, redraw)),
    isOpen ? el("div", { class: "grid2" }, ...detail(item, place, redraw)) : null);
}

/**
 * @param {Clause} item
 * @param {string} place
 * @param {() => void} redraw
 */
function detail(item, place, redraw) {
  return [
    input({ label: say.number, value: item.num, place: `${place}.num`, set: (num) => put(item, "num", num) }),
    ...textChooser({ label: say.boxText, value: item.t, place: `${place}.t`, set: (named) => { item.t = named; editor.changed(); redraw(); focusOn(`${place}.t`); }, line: () => {} }),
    condition(item, "when", place, redraw),
    condition(item, "keep", place, redraw),
  ];
}

/**
 * The number after the last one: 1. 2. 3., (a) (b), II.1 II.2; nothing where there is none to go on from.
 * @param {Clause[]} list
 */
function nextNumber(list) {
  if (!list.length) {
    return "1.";
  }
  const last = list[list.length - 1].num || "";
  return last.replace(/(\d+)(\D*)$/, (_all, number, end) => `${Number(number) + 1}${end}`).replace(/^\(([a-y])\)$/, (_all, letter) => `(${String.fromCharCode(letter.charCodeAt(0) + 1)})`);
}

