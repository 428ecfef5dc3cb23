// When something is printed, or struck out: chosen from the fields and their options, said in words.
import { button, el, focusOn, input, pair, put, words } from "../formats/state.js";
import { fieldName, fieldOf, fieldPairs, optionName, say } from "./model.js";

/** @typedef {import("./model.js").When} When */
/** @typedef {{ when?: When, keep?: When }} Owner */

/**
 * @param {When | undefined} when
 * @returns {string} a condition in words, nothing where there is none
 */
export function saidWhen(when) {
  const parts = Object.entries(when || {}).map(([key, values]) => say.whileIs
    .replace("{field}", fieldName(key)).replace("{values}", [values].flat().map((value) => optionName(key, value)).join(words.comma)));
  return parts.length ? say.onlyWhile.replace("{conditions}", parts.reduce((first, second) => say.both.replace("{first}", first).replace("{second}", second))) : "";
}

/**
 * Let somebody choose when something holds: always, or while fields have one of some values.
 * @template {Owner} T
 * @param {T} owner
 * @param {"when" | "keep"} attribute
 * @param {string} place
 * @param {() => void} redraw
 */
export function condition(owner, attribute, place, redraw) {
  const at = `${place}.${attribute}`;
  const asked = owner[attribute];
  /**
   * @param {When | undefined} when
   * @param {string} [focus]
   */
  const write = (when, focus = at) => {
    put(owner, attribute, when && Object.keys(when).length ? when : undefined);
    redraw();
    focusOn(focus);
  };
  const choices = [pair("", attribute === "keep" ? say.neverStruck : say.always), pair("while", attribute === "keep" ? say.struckUnless : say.whileOnly)];
  const first = fieldPairs()[0];
  const parts = Object.entries(asked || {}).map(([key, values], number) => term(key, [values].flat(), `${at}.${number}`));
  return el("fieldset", { class: "full condition", "data-place": at, tabindex: -1 },
    el("legend", {}, attribute === "keep" ? say.struckOut : say.printedWhen),
    input({
      label: attribute === "keep" ? say.struckOut : say.printedWhen, value: asked ? "while" : "", kind: "select", choices, place: at,
      set: (chosen) => write(chosen && first ? { [first[0]]: [firstValue(first[0])] } : undefined, chosen ? `${at}.0` : at),
    }),
    ...parts,
    asked ? button(say.andAlso, () => {
      const free = fieldPairs().find(([key]) => !(key in asked));
      if (free) {
        write({ ...asked, [free[0]]: [firstValue(free[0])] }, `${at}.${Object.keys(asked).length}`);
      }
    }, { "data-focus": `${at}.more` }) : null);

  /**
   * @param {string} key
   * @param {string[]} values
   * @param {string} here
   */
  function term(key, values, here) {
    const others = Object.entries(asked || {});
    const swap = (/** @type {string} */ chosen) => write(Object.fromEntries(others.filter(([name]) => name === key || name !== chosen)
      .map(([name, kept]) => (name === key ? [chosen, [firstValue(chosen)]] : [name, kept]))), here);
    const turn = (/** @type {string} */ value, /** @type {boolean} */ on) => {
      const next = on ? [...values, value] : values.filter((one) => one !== value);
      write({ ...asked, [key]: next.length ? next : [firstValue(key)] }, `${here}.${value}`);
    };
    return el("div", { class: "term" },
      input({ label: words.field, value: key, kind: "select", choices: fieldPairs(), set: swap, place: here }),
      el("div", { class: "ticks", role: "group", "aria-label": say.hasOneOf }, ...valuesOf(key).map((value) => input({
        label: optionName(key, value), kind: "tick", value: values.includes(value), place: `${here}.${value}`, set: (on) => turn(value, on),
      }))),
      button("×", () => write(Object.fromEntries(others.filter(([name]) => name !== key))), {
        class: "btn txt mini", "aria-label": words.remove.replace("{name}", fieldName(key)), title: words.remove.replace("{name}", fieldName(key)), "data-focus": `${here}.remove`,
      }));
  }
}

/**
 * @param {string} key
 * @returns {string[]} what a condition may ask of a field
 */
function valuesOf(key) {
  const field = fieldOf(key);
  return [...((field && field.options) || []).map((option) => option.value), "any", "none"];
}

/** @param {string} key */
const firstValue = (key) => valuesOf(key)[0];

