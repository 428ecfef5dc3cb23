// Queries: a form that writes the statement, and a button that shows what the statement finds.
import { all, field, maybe, one } from "../frame/dom.js";

/** @typedef {{ name: string, label: string }} Choice */
/** @typedef {Choice & { number?: boolean }} Column */
/** @typedef {{ tables: (Choice & { columns: Column[] })[], comparisons: Choice[], totals: Choice[] }} Offered */

const builder = one("[data-builder]", HTMLElement);
const form = one("#query-form", HTMLFormElement);
const statement = field(form, "statement", HTMLTextAreaElement);
const result = one("[data-result]", HTMLElement, form);
const token = field(form, "csrf_token", HTMLInputElement).value;
/** @type {Offered} */
const offered = JSON.parse(builder.dataset.offered || "");
const table = select("table");
const sorting = select("order");

fill(table, offered.tables);
table.addEventListener("change", choose);
part("add-condition").addEventListener("click", () => add("conditions", "condition-row"));
part("add-total").addEventListener("click", () => add("totals", "total-row"));
part("write-statement").addEventListener("click", write);
one("[data-try-statement]", HTMLElement, form).addEventListener("click", tryOut);
choose();
builder.hidden = false;

/** @param {string} name */
function part(name) {
  return one(`[data-${name}]`, HTMLElement, builder);
}

/** @param {string} name */
function select(name) {
  return one(`[data-${name}]`, HTMLSelectElement, builder);
}

/**
 * @param {HTMLElement} line
 * @param {string} name
 */
function selectIn(line, name) {
  return one(`[data-name=${name}]`, HTMLSelectElement, line);
}

function columns() {
  const chosen = offered.tables.find((offer) => offer.name === table.value);
  return chosen ? chosen.columns : [];
}

/**
 * @param {HTMLSelectElement} box
 * @param {Choice[]} options
 * @param {string} [first] what stands above them and chooses none
 */
function fill(box, options, first) {
  const kept = box.value;
  const none = first === undefined ? [] : [{ name: "", label: first }];
  box.replaceChildren(...[...none, ...options].map(({ name, label }) => new Option(label, name, false, name === kept)));
}

function choose() {
  part("columns").replaceChildren(...columns().map((column, place) => {
    const label = document.createElement("label");
    const check = document.createElement("input");
    check.type = "checkbox";
    check.value = column.name;
    check.checked = place > 2 && place < 9;
    label.append(check, ` ${column.label}`);
    return label;
  }));
  part("conditions").replaceChildren();
  part("totals").replaceChildren();
  order();
}

function order() {
  const totals = all(".line", HTMLElement, part("totals")).map((line) => {
    const kind = selectIn(line, "total");
    const column = selectIn(line, "total_column");
    const counts = kind.value === "count";
    return {
      name: counts ? "row_count" : `${kind.value}_${column.value}`,
      label: kind.selectedOptions[0].text + (counts ? "" : ` ${column.selectedOptions[0].text}`),
    };
  });
  fill(sorting, [...totals, ...columns()], "—");
}

/**
 * @param {"conditions" | "totals"} name
 * @param {string} template
 */
function add(name, template) {
  const made = document.importNode(one(`[data-${template}]`, HTMLTemplateElement, builder).content, true);
  const line = one(".line", HTMLElement, made);
  const every = columns();
  /** @type {Record<string, Choice[]>} */
  const choices = { comparison: offered.comparisons, total: offered.totals, total_column: every.filter((column) => column.number) };
  all("select", HTMLSelectElement, line).forEach((box) => {
    fill(box, choices[box.dataset.name || ""] || every);
    box.addEventListener("change", () => adapt(line));
  });
  one("[data-remove]", HTMLElement, line).addEventListener("click", () => {
    line.remove();
    order();
    part(`add-${name.slice(0, -1)}`).focus();
  });
  part(name).append(line);
  adapt(line);
  one("select", HTMLSelectElement, line).focus();
}

/**
 * Counting needs no column, adding up a column of numbers, the smallest and largest any; "is empty" needs no value.
 * @param {HTMLElement} line
 */
function adapt(line) {
  const total = maybe("[data-name=total]", HTMLSelectElement, line);
  if (total) {
    const column = selectIn(line, "total_column");
    column.hidden = total.value === "count";
    fill(column, ["min", "max"].includes(total.value) ? columns() : columns().filter((offer) => offer.number));
  } else {
    const comparison = selectIn(line, "comparison").value;
    one("[data-name=value]", HTMLElement, line).hidden = ["empty", "filled"].includes(comparison);
  }
  order();
}

async function write() {
  const data = new FormData();
  data.append("csrf_token", token);
  data.append("table", table.value);
  all("input:checked", HTMLInputElement, part("columns")).forEach((check) => data.append("columns", check.value));
  builder.querySelectorAll(".line [data-name]").forEach((box) => {
    if (box instanceof HTMLInputElement || box instanceof HTMLSelectElement) {
      data.append(box.dataset.name || "", box.value);
    }
  });
  data.append("order", sorting.value);
  data.append("direction", select("direction").value);
  /** @type {{ problem?: string, statement?: string }} */
  const answer = await (await send(builder.dataset.write, data)).json();
  part("problem").textContent = answer.problem || "";
  if (answer.statement) {
    statement.value = answer.statement;
    statement.focus();
  }
}

/** @param {Event} event */
async function tryOut(event) {
  event.preventDefault();
  const data = new FormData();
  data.append("csrf_token", token);
  data.append("statement", statement.value);
  result.setAttribute("aria-busy", "true");
  const text = await (await send(builder.dataset.try, data)).text();
  // our own page, escaped by the server
  result.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  result.removeAttribute("aria-busy");
}

/**
 * @param {string | undefined} address
 * @param {FormData} data
 */
function send(address, data) {
  return fetch(address || "", { method: "POST", body: data, headers: { "X-Part": "yes" }, credentials: "same-origin" });
}
