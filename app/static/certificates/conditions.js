// Which parts of a form are asked for: a condition holds while every field that it names has one of its values.
import { all } from "../frame/dom.js";

/**
 * Field → the values that are wanted of it; `any` is anything, `none` is nothing.
 * @typedef {Record<string, string[]>} Condition
 */

/**
 * Return the names of what is not asked for. What stands in a field that is not asked for counts for nothing.
 * @param {Record<string, Condition[]>} asked name of a part, `values.ship` or `crates` → one of these must hold
 * @param {Record<string, string>} values name of a field, `values.way` → what was typed or chosen
 * @returns {Set<string>}
 */
export function leftOut(asked, values) {
  /** @type {Set<string>} */
  let out = new Set();
  for (let turn = 0; turn <= Object.keys(asked).length; turn += 1) {
    const before = out;
    out = new Set(Object.keys(asked).filter((name) => !asked[name].some((condition) => holds(condition, values, before))));
    if (out.size === before.size && [...out].every((name) => before.has(name))) {
      break;
    }
  }
  return out;
}

/**
 * @param {Condition} condition
 * @param {Record<string, string>} values
 * @param {Set<string>} out
 */
function holds(condition, values, out) {
  return Object.entries(condition).every(([key, wanted]) => {
    const name = `values.${key}`;
    const found = out.has(name) ? [] : (values[name] || "").split(",").map((part) => part.trim()).filter(Boolean);
    if (wanted.includes("any")) {
      return found.length > 0;
    }
    return (wanted.includes("none") && !found.length) || found.some((value) => wanted.includes(value));
  });
}

/**
 * Hide the parts of the page that are not asked for; what was typed into them stays until they are asked for again.
 * @param {Record<string, string>} values
 * @param {ParentNode} [root]
 */
export function showAsked(values, root = document) {
  const parts = all("[data-when]", HTMLElement, root);
  const asked = Object.fromEntries(parts.map((part) => [nameOf(part), JSON.parse(part.dataset.when || "[]")]));
  const out = leftOut(asked, values);
  parts.forEach((part) => { part.hidden = out.has(nameOf(part)); });
}

/** @param {HTMLElement} part */
function nameOf(part) {
  return part.dataset.path || part.dataset.group || "";
}
