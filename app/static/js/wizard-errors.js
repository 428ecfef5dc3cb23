// What is wrong with the form and where its values come from: marks at the fields, jumps from the list on top.
(function () {
  "use strict";

  const form = document.getElementById("wizard");
  const grids = window.wizardGrids || {};

  document.querySelectorAll("#errors a[href^='#']").forEach((jump) => jump.addEventListener("click", (event) => goTo(event, jump)));

  function showErrors(errors, touched) {
    const at = {};
    errors.forEach((error) => { (at[error.path] = at[error.path] || []).push(error); });
    form.querySelectorAll("[data-path]").forEach((box) => {
      const path = box.dataset.path;
      const note = box.querySelector("[data-note]");
      const found = at[path];
      if (!note || (!found && !touched.has(path))) {
        return;
      }
      note.dataset.help = note.dataset.help === undefined && !box.matches(".err, .warn") ? note.textContent : note.dataset.help || "";
      box.classList.toggle("err", Boolean(found) && found[0].severity === "error");
      box.classList.toggle("warn", Boolean(found) && found[0].severity !== "error");
      note.textContent = found ? found.map((error) => error.text).join(" ") : note.dataset.help;
      box.querySelectorAll("[data-field]").forEach((part) => part.setAttribute("aria-invalid", String(Boolean(found))));
    });
    Object.keys(grids).forEach((group) => grids[group].mark(errors.filter((error) => error.path.split(".")[0] === group)));
  }

  function goTo(event, jump) {
    const target = document.getElementById(jump.getAttribute("href").slice(1));
    const [, group, ...rest] = jump.getAttribute("href").split("-");
    if (target && !target.hidden && target.offsetParent) {
      event.preventDefault();
      const fold = target.closest("details");
      if (fold) {
        fold.open = true;
      }
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    } else if (target && target.closest("details")) {
      target.closest("details").open = true;
    } else if (grids[group]) {
      event.preventDefault();
      grids[group].goTo([group, ...rest].join("."));
    }
  }

  // The mark beside a field says where its value came from; what was overtyped is typed.
  function showSources(sources) {
    form.querySelectorAll("[data-source]").forEach((mark) => {
      const box = mark.closest("[data-path]");
      const part = box.querySelector("[data-field]");
      const source = part && (part.value || part.type === "checkbox") ? sources[box.dataset.path] : "";
      mark.hidden = !source;
      mark.textContent = source || "";
    });
  }

  // The tabs of the documents carry the number of entries missing or wrong in each.
  function showCounts(counts) {
    form.querySelectorAll("[data-wrong]").forEach((mark) => {
      const count = counts[mark.dataset.wrong];
      if (count !== undefined) {
        mark.textContent = count ? String(count) : "✓";
        mark.classList.toggle("bad", count > 0);
        mark.classList.toggle("ok", count === 0);
      }
    });
  }

  window.wizardErrors = { showErrors, showSources, showCounts };
})();
