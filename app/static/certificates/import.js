// Smart import: one tick in a table's head ticks all of its rows, and says when only some are ticked.
import { all } from "../frame/dom.js";

all("[data-pick]", HTMLInputElement).forEach((every) => {
  const table = every.closest("table");
  if (!table) {
    return;
  }
  const picks = all(`input[name="${every.dataset.pick}"]`, HTMLInputElement, table);
  const tell = () => {
    const count = picks.filter((pick) => pick.checked).length;
    every.checked = count === picks.length;
    every.indeterminate = count > 0 && count < picks.length;
  };

  every.hidden = false;
  every.addEventListener("change", () => picks.forEach((pick) => { pick.checked = every.checked; }));
  table.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
});
