// Smart import: one tick in a table's head ticks all of its rows, and says when only some are ticked.
(function () {
  "use strict";

  document.querySelectorAll("[data-pick]").forEach((all) => {
    const table = all.closest("table");
    const picks = Array.from(table.querySelectorAll(`input[name="${all.dataset.pick}"]`));

    all.hidden = false;
    all.addEventListener("change", () => {
      picks.forEach((pick) => { pick.checked = all.checked; });
    });
    table.addEventListener("change", tell);
    window.addEventListener("pageshow", tell);
    tell();

    function tell() {
      const count = picks.filter((pick) => pick.checked).length;
      all.checked = count === picks.length;
      all.indeterminate = count > 0 && count < picks.length;
    }
  });
})();
