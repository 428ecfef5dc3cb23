// From the paper to the desk and back: the numbers of the opinions at their boxes, and the line of a box that is chosen.
import { all, maybe } from "../frame/dom.js";

/**
 * Find the opinions at a box of the paper.
 * @param {string} key
 * @returns {import("../certificates/boxes.js").Pin[]}
 */
export function pinsAt(key) {
  const line = maybe(`#box-${CSS.escape(key)}`, HTMLElement);
  const opinions = line ? all(".remark[id]", HTMLElement, line) : [];
  return opinions.flatMap((opinion) => {
    const pin = maybe(".pin", HTMLElement, opinion);
    const name = maybe("b", HTMLElement, opinion);
    return pin ? [{ text: pin.textContent || "", href: `#${opinion.id}`, name: (name && name.textContent) || "" }] : [];
  });
}

/**
 * Lead to what the desk says of a box: customs' own entry, or its line of the comparison.
 * @param {import("../certificates/pages.js").Box} box
 */
export function goToLine({ key, path }) {
  const entry = path.replace(/^values\./, "").replace(/\./g, "-");
  const found = maybe(`#customs-${CSS.escape(entry)}`, HTMLElement) || maybe(`#box-${CSS.escape(key)}`, HTMLElement);
  if (found) {
    if (!found.matches("input, select, textarea")) {
      found.tabIndex = -1;
    }
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
  }
}
