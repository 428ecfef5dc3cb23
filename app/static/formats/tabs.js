// The parts of a format as tabs: one is shown and drawn, the arrows go from one to the next.
import { all } from "../frame/dom.js";
import { editor, page } from "./state.js";

const tabs = all("[data-tab]", HTMLButtonElement, page);

/**
 * Show one part and draw it anew.
 * @param {string} name
 */
export function show(name) {
  tabs.forEach((tab) => {
    const on = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  });
  all("[data-part]", HTMLElement, page).forEach((part) => { part.hidden = part.dataset.part !== name; });
  if (editor.parts[name]) {
    editor.parts[name]();
  }
}

tabs.forEach((tab, number) => {
  tab.addEventListener("click", () => show(tab.dataset.tab || ""));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(number + step + tabs.length) % tabs.length];
      show(next.dataset.tab || "");
      next.focus();
    }
  });
});
