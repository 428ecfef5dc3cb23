// Where boxes have their labels: as around them, so many millimetres at the left, above, or in the line of the value.
import { el, focusOn, input, pair, put } from "../formats/state.js";
import { say } from "./model.js";

const USUAL_MM = 40;

/**
 * @template {{ label?: unknown }} T
 * @param {T} owner
 * @param {string} place
 * @param {() => void} redraw
 * @param {string} [inherited] what is chosen when nothing is said
 * @param {() => void} [told] called when only the width changed, and nothing need be drawn
 * @returns {HTMLElement}
 */
export function labelPlace(owner, place, redraw, inherited, told) {
  const at = `${place}.label`;
  const value = typeof owner.label === "number" ? "mm" : String(owner.label || (inherited ? "" : "mm"));
  const choices = [...(inherited ? [pair("", inherited)] : []), pair("mm", say.labelLeft), pair("top", say.labelTop), pair("run", say.labelRun)];
  const set = (/** @type {string} */ chosen) => {
    put(owner, "label", chosen === "mm" ? USUAL_MM : chosen, inherited ? undefined : USUAL_MM);
    redraw();
    focusOn(at);
  };
  return el("div", { class: "pairline" },
    input({ label: say.labelPlace, value, kind: "select", choices, set, place: at }),
    value === "mm" ? input({
      label: say.labelWidth, value: typeof owner.label === "number" ? owner.label : USUAL_MM, kind: "number", place: `${at}.mm`,
      set: (/** @type {number | undefined} */ mm) => {
        put(owner, "label", mm, inherited ? undefined : USUAL_MM);
        if (told) {
          told();
        }
      },
    }) : null);
}
