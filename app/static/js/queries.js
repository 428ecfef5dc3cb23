// Queries: a form that writes the statement, and a button that shows what the statement finds.
(function () {
  "use strict";

  const builder = document.querySelector("[data-builder]");
  const form = document.getElementById("query-form");
  if (!builder || !form) {
    return;
  }
  const offered = JSON.parse(builder.dataset.offered);
  const part = (name) => builder.querySelector("[data-" + name + "]");
  const statement = form.querySelector("textarea[name=statement]");
  const result = form.querySelector("[data-result]");
  const token = form.querySelector("[name=csrf_token]").value;

  fill(part("table"), offered.tables);
  part("table").addEventListener("change", choose);
  part("add-condition").addEventListener("click", () => add("conditions", "condition-row"));
  part("add-total").addEventListener("click", () => add("totals", "total-row"));
  part("write-statement").addEventListener("click", write);
  form.querySelector("[data-try-statement]").addEventListener("click", tryOut);
  choose();
  builder.hidden = false;

  function columns() {
    return offered.tables.find((table) => table.name === part("table").value).columns;
  }

  function fill(select, options, first) {
    const kept = select.value;
    select.textContent = "";
    (first === undefined ? [] : [{ name: "", label: first }]).concat(options).forEach((one) => {
      select.append(new Option(one.label, one.name, false, one.name === kept));
    });
  }

  function choose() {
    const box = part("columns");
    box.textContent = "";
    columns().forEach((column, place) => {
      const label = document.createElement("label");
      const check = document.createElement("input");
      check.type = "checkbox";
      check.value = column.name;
      check.checked = place > 2 && place < 9;
      label.append(check, " " + column.label);
      box.append(label);
    });
    part("conditions").textContent = "";
    part("totals").textContent = "";
    order();
  }

  function order() {
    const totals = lines("totals").map((line) => {
      const kind = line.querySelector("[data-name=total]");
      const column = line.querySelector("[data-name=total_column]");
      const alias = kind.value === "count" ? "row_count" : kind.value + "_" + column.value;
      const words = kind.selectedOptions[0].text + (kind.value === "count" ? "" : " " + column.selectedOptions[0].text);
      return { name: alias, label: words };
    });
    fill(part("order"), totals.concat(columns()), "—");
  }

  function lines(name) {
    return Array.from(part(name).querySelectorAll(".line"));
  }

  function add(name, template) {
    const line = part(template).content.cloneNode(true).firstElementChild;
    const all = columns();
    line.querySelectorAll("select").forEach((select) => {
      const kind = select.dataset.name;
      const numbers = all.filter((column) => column.number);
      fill(select, { comparison: offered.comparisons, total: offered.totals, total_column: numbers }[kind] || all);
      select.addEventListener("change", () => adapt(line));
    });
    line.querySelector("[data-remove]").addEventListener("click", () => {
      line.remove();
      order();
      part("add-" + name.slice(0, -1)).focus();
    });
    part(name).append(line);
    adapt(line);
    line.querySelector("select").focus();
  }

  // Counting needs no column, adding up a column of numbers, the smallest and largest any; "is empty" needs no value.
  function adapt(line) {
    const total = line.querySelector("[data-name=total]");
    if (total) {
      const column = line.querySelector("[data-name=total_column]");
      column.hidden = total.value === "count";
      fill(column, ["min", "max"].includes(total.value) ? columns() : columns().filter((one) => one.number));
    } else {
      const comparison = line.querySelector("[data-name=comparison]").value;
      line.querySelector("[data-name=value]").hidden = ["empty", "filled"].includes(comparison);
    }
    order();
  }

  function write() {
    const data = new FormData();
    data.append("csrf_token", token);
    data.append("table", part("table").value);
    part("columns").querySelectorAll("input:checked").forEach((check) => data.append("columns", check.value));
    builder.querySelectorAll(".line [data-name]").forEach((field) => data.append(field.dataset.name, field.value));
    data.append("order", part("order").value);
    data.append("direction", part("direction").value);
    send(builder.dataset.write, data).then((answer) => answer.json()).then((answer) => {
      part("problem").textContent = answer.problem || "";
      if (answer.statement) {
        statement.value = answer.statement;
        statement.focus();
      }
    });
  }

  function tryOut(event) {
    event.preventDefault();
    const data = new FormData();
    data.append("csrf_token", token);
    data.append("statement", statement.value);
    result.setAttribute("aria-busy", "true");
    send(builder.dataset.try, data).then((answer) => answer.text()).then((text) => {
      // our own page, escaped by the server
      result.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      result.removeAttribute("aria-busy");
    });
  }

  function send(address, data) {
    return fetch(address, { method: "POST", body: data, headers: { "X-Part": "yes" }, credentials: "same-origin" });
  }
})();
