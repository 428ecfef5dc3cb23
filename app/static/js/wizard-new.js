// The first step: looks the number up while the clerk goes on, and narrows the list of formats.
(function () {
  "use strict";

  const form = document.getElementById("new");
  const words = JSON.parse(document.getElementById("words").textContent);
  const number = form.elements["header.inspection_no"];
  const told = form.querySelector("[data-known]");
  const wish = form.querySelector("[data-import]");
  const filled = {};
  let asked = number.value.trim();

  number.addEventListener("change", lookUp);
  number.addEventListener("input", () => {
    if (plain().length === 15) {
      lookUp();
    }
  });
  form.querySelector("[data-lookup]").addEventListener("click", (event) => {
    event.preventDefault();
    asked = "";
    lookUp();
  });
  // Enter goes on when a format is chosen; else it looks the number up.
  form.querySelector("[data-enter]").addEventListener("click", (event) => {
    event.preventDefault();
    const chosen = form.querySelector("input[name=format_code]:checked");
    if (chosen && plain() && plain() === asked) {
      form.requestSubmit(form.querySelector("button[value=start]"));
    } else {
      lookUp();
    }
  });

  const find = form.querySelector("[data-find-format]");
  find.nextElementSibling.hidden = true;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    const shown = [];
    form.querySelectorAll("[data-format]").forEach((row) => {
      row.hidden = !row.dataset.format.toLowerCase().includes(wanted);
      if (!row.hidden) {
        shown.push(row);
      }
    });
    if (shown.length === 1) {
      shown[0].querySelector("input").checked = true;
    }
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });

  function plain() {
    return number.value.replace(/\s/g, "");
  }

  async function lookUp() {
    const wanted = plain();
    if (!wanted || wanted === asked) {
      return;
    }
    asked = wanted;
    try {
      const answer = await fetch(`${form.dataset.declared}?number=${encodeURIComponent(wanted)}`, {
        headers: { Accept: "application/json" }, credentials: "same-origin",
      });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const known = await answer.json();
      if (wanted !== plain()) {
        return;
      }
      told.textContent = known.is_known ? words.known : words.unknown;
      wish.hidden = !known.is_known;
      fill(known.header);
    } catch (error) {
      asked = "";
      told.textContent = words.failed;
    }
  }

  // Fills what is empty or was filled by an earlier look-up; what was typed stays.
  function fill(header) {
    Array.from(form.elements).forEach((part) => {
      const name = (part.name || "").replace(/^header\./, "");
      if (!part.name.startsWith("header.") || part === number || part.type === "checkbox") {
        return;
      }
      const value = String(header[name] || "").slice(0, name === "declaration_date" ? 10 : 400);
      if (!part.value || part.value === filled[name]) {
        part.value = value;
        filled[name] = value;
      }
    });
  }
})();
