// What a form says of its whole sheet: labels, titles from fields, the list of goods on continuation sheets.
import { editor, el, focusOn, input, pair, put, words, wordsOf } from "../formats/state.js";
import { labelPlace } from "./label-place.js";
import { SHEET_MM, fieldName, fieldPairs, form, say } from "./model.js";

/** Millimetres of the number column of the list of goods. */
const NUMBER_MM = 10;

/**
 * @param {() => void} redraw
 * @returns {(Node | null)[]}
 */
export function sheetDetail(redraw) {
  const own = form().layout || { blocks: [] };
  const head = (/** @type {string} */ name) => input({
    label: wordsOf.head[name], value: (own.head || {})[name] || "", kind: "select", choices: [pair("", words.none), ...fieldPairs()], place: `layout.head.${name}`,
    set: (key) => {
      const next = Object.fromEntries(Object.entries({ ...own.head, [name]: key }).filter(([, field]) => field));
      put(own, "head", Object.keys(next).length ? next : undefined);
      redraw();
      focusOn(`layout.head.${name}`);
    },
  });
  return [el("div", { class: "full" }, labelPlace(own, "layout", redraw)), head("title"), head("subtitle"), head("note"), goods(own)];
}

/** @param {import("./model.js").Layout} own */
function goods(own) {
  const repeating = editor.list("fields").filter((field) => field.repeats === "goods_line");
  if (!repeating.length) {
    return null;
  }
  const total = el("small", {});
  const cols = () => (own.goods ? own.goods.cols : {});
  const sum = () => { total.textContent = say.totalMm.replace("{mm}", String(Object.values(cols()).reduce((all, mm) => all + Number(mm), NUMBER_MM))).replace("{sheet}", String(SHEET_MM)); };
  const column = (/** @type {string} */ key) => input({
    label: fieldName(key), kind: "number", value: cols()[key], place: `layout.goods.${key}`,
    set: (/** @type {number | undefined} */ mm) => {
      const next = Object.fromEntries(repeating.map((field) => [field.key, field.key === key ? mm : cols()[field.key]]).filter(([, width]) => width));
      put(own, "goods", Object.keys(next).length ? { cols: next } : undefined);
      sum();
    },
  });
  sum();
  return el("fieldset", { class: "goodscols full", "data-place": "layout.goods", tabindex: -1 }, el("legend", {}, editor.label("goods")), ...repeating.map((field) => column(field.key)), total);
}
