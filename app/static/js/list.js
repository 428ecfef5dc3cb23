// Lists: choose all rows, say how many are chosen, keep menus inside the table's scroller readable.
(function () {
  "use strict";

  const all = document.querySelector("[data-pick-all]");
  const picks = Array.from(document.querySelectorAll(".pick[name=rows]"));
  const buttons = Array.from(document.querySelectorAll("button[form=chosen]"));

  if (all) {
    all.addEventListener("change", () => {
      picks.forEach((pick) => { pick.checked = all.checked; });
      tell();
    });
    picks.forEach((pick) => pick.addEventListener("change", tell));
    window.addEventListener("pageshow", tell);
    tell();
  }

  function tell() {
    const count = picks.filter((pick) => pick.checked).length;
    all.checked = count > 0 && count === picks.length;
    all.indeterminate = count > 0 && count < picks.length;
    buttons.forEach((button) => {
      button.disabled = count === 0;
      if (button.dataset.confirmMany) {
        button.dataset.confirm = button.dataset.confirmMany.replace("{n}", String(count));
      }
    });
  }

  // A menu in the last rows would be cut off by the table's scroller: it opens where there is room.
  document.querySelectorAll(".scroll details.drop").forEach((menu) => menu.addEventListener("toggle", () => {
    const box = menu.querySelector("div");
    if (!menu.open || !box) {
      return;
    }
    const mark = menu.getBoundingClientRect();
    box.classList.add("afloat");
    const height = box.offsetHeight;
    const fits = mark.bottom + height + 8 < window.innerHeight;
    box.style.insetBlockStart = (fits ? mark.bottom + 4 : Math.max(8, mark.top - height - 4)) + "px";
    box.style.left = Math.max(8, Math.min(mark.right - box.offsetWidth, window.innerWidth - box.offsetWidth - 8)) + "px";
  }));

  ["scroll", "resize"].forEach((name) => window.addEventListener(name, () => {
    document.querySelectorAll(".scroll details.drop[open]").forEach((menu) => { menu.open = false; });
  }, { capture: true, passive: true }));
})();
