// Applications: narrows the documents to choose from by scheme and text while one types.
import { all, maybe, one } from "../frame/dom.js";

const find = maybe("[data-find-documents]", HTMLElement);
if (find) {
  narrowIn(find);
}

/** @param {HTMLElement} search */
function narrowIn(search) {
  const scheme = one("[data-scheme]", HTMLSelectElement, search);
  const text = one("[data-find]", HTMLInputElement, search);
  const offers = all("[data-says]", HTMLElement).map((row) => ({ row, tick: one("input", HTMLInputElement, row) }));
  const narrow = () => {
    const wanted = text.value.trim().toLowerCase();
    offers.forEach(({ row, tick }) => {
      const fits = (!scheme.value || row.dataset.scheme === scheme.value) && (row.dataset.says || "").includes(wanted);
      row.hidden = !fits && !tick.checked;
    });
  };
  scheme.addEventListener("change", narrow);
  text.addEventListener("input", narrow);
  // Enter in the search chooses the only document that is left; it does not send the form.
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") {
      return;
    }
    event.preventDefault();
    const left = offers.filter(({ row, tick }) => !row.hidden && !tick.checked);
    if (left.length === 1) {
      left[0].tick.checked = true;
      text.value = "";
      narrow();
    }
  });
  narrow();
}
