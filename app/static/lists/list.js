// Lists: choose all rows, say how many are chosen, keep menus inside the table's scroller readable.
import { all, maybe } from "../frame/dom.js";

const every = maybe("[data-pick-all]", HTMLInputElement);
const picks = all(".pick[name=rows]", HTMLInputElement);
const buttons = all("button[form=chosen]", HTMLButtonElement);

if (every) {
  const tell = () => tellChosen(every);
  every.addEventListener("change", () => {
    picks.forEach((pick) => { pick.checked = every.checked; });
    tell();
  });
  picks.forEach((pick) => pick.addEventListener("change", tell));
  window.addEventListener("pageshow", tell);
  tell();
}

/** @param {HTMLInputElement} box the one that chooses all rows */
function tellChosen(box) {
  const count = picks.filter((pick) => pick.checked).length;
  box.checked = count > 0 && count === picks.length;
  box.indeterminate = count > 0 && count < picks.length;
  buttons.forEach((button) => {
    button.disabled = count === 0;
    if (button.dataset.confirmMany) {
      button.dataset.confirm = button.dataset.confirmMany.replace("{n}", String(count));
    }
  });
}

// A menu in the last rows would be cut off by the table's scroller: it opens where there is room.
all(".scroll details.drop", HTMLDetailsElement).forEach((menu) => menu.addEventListener("toggle", () => {
  const box = maybe("div", HTMLElement, menu);
  if (!menu.open || !box) {
    return;
  }
  const mark = menu.getBoundingClientRect();
  box.classList.add("afloat");
  const height = box.offsetHeight;
  const fits = mark.bottom + height + 8 < window.innerHeight;
  box.style.insetBlockStart = `${fits ? mark.bottom + 4 : Math.max(8, mark.top - height - 4)}px`;
  box.style.left = `${Math.max(8, Math.min(mark.right - box.offsetWidth, window.innerWidth - box.offsetWidth - 8))}px`;
}));

["scroll", "resize"].forEach((name) => window.addEventListener(name, () => {
  all(".scroll details.drop[open]", HTMLDetailsElement).forEach((menu) => { menu.open = false; });
}, { capture: true, passive: true }));
