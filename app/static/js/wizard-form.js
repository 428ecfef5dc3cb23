// The wizard's form as a flat map of name → text: read, written, labelled, counted.
(function () {
  "use strict";

  const form = document.getElementById("wizard");
  const grids = window.wizardGrids || {};

  function flat() {
    const found = {};
    Array.from(form.elements).forEach((part) => {
      if (!part.name || part.disabled || part.tagName === "BUTTON" || ["version", "csrf_token"].includes(part.name) || /^(has_|paste\.|rows\.)/.test(part.name)) {
        return;
      }
      const isTick = part.type === "checkbox" || part.type === "radio";
      const value = isTick && !part.checked ? "" : part.value;
      found[part.name] = found[part.name] ? [found[part.name], value].filter(Boolean).sort().join(",") : value;
    });
    Object.keys(grids).forEach((group) => { found[`rows.${group}`] = bare(grids[group].rows()); });
    return found;
  }

  function bare(rows) {
    return JSON.stringify(rows.map((row) => Object.keys(row).filter((key) => key !== "_at" && row[key]).sort().map((key) => [key, row[key]])));
  }

  function theirsOf(told) {
    const found = { sub_certificate_no: told.sub_certificate_no, originals: told.originals, copies: told.copies, statements: told.statements.join(",") };
    Object.keys(told.values).forEach((key) => { found[`values.${key}`] = told.values[key]; });
    Object.keys(told.header).forEach((key) => {
      const value = told.header[key];
      found[`header.${key}`] = value === true ? "1" : value || "";
    });
    Object.keys(grids).forEach((group) => { found[`rows.${group}`] = bare(told.rows[group] || []); });
    Object.keys(found).forEach((name) => {
      if (!name.startsWith("rows.") && !form.elements[name]) {
        delete found[name];
      }
    });
    return found;
  }

  function put(name, value) {
    if (name.startsWith("rows.")) {
      const rows = JSON.parse(value || "[]").map((cells, at) => ({ ...Object.fromEntries(cells), _at: String(at) }));
      grids[name.slice(5)].setRows(rows);
      return;
    }
    const chosen = value.split(",");
    form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((part) => {
      if (part.type === "checkbox" || part.type === "radio") {
        part.checked = chosen.includes(part.value);
      } else if (part.type !== "hidden") {
        part.value = value;
        count(part);
      }
    });
  }

  function counters() {
    form.querySelectorAll("[data-max]").forEach(count);
  }

  function count(part) {
    const shown = part.id && form.querySelector(`[data-count="${part.id}"]`);
    if (shown) {
      const length = Array.from(part.value).length;
      shown.firstChild.textContent = `${length} / ${part.dataset.max}`;
      shown.classList.toggle("over", length > Number(part.dataset.max));
    }
  }

  function insert(area, text) {
    const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
    const lead = before && !before.endsWith("\n") ? "\n" : "";
    const tail = after && !after.startsWith("\n") ? "\n" : "";
    area.value = before + lead + text + tail + after;
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function label(name) {
    if (name.startsWith("rows.")) {
      const title = document.querySelector(`#s-${name.slice(5)} h2`);
      return title ? title.firstChild.textContent.trim() : name;
    }
    const part = form.querySelector(`[data-path="${CSS.escape(name)}"] label, [data-path="${CSS.escape(name)}"] legend`);
    return part ? part.textContent.replace(/\s+/g, " ").replace(/\*.*$/, "").trim() : name;
  }

  function readable(text) {
    return text.startsWith("[[") ? JSON.parse(text).map((row) => row.map((cell) => cell[1]).join(" ")).join("\n") : text;
  }

  window.wizardForm = { flat, theirsOf, put, count, label, readable };

  counters();
  form.querySelectorAll("[data-clause]").forEach((button) => button.addEventListener("click", (event) => {
    event.preventDefault();
    insert(document.getElementById(button.dataset.clause), button.dataset.text);
  }));
})();
