// The first step: looks the number up while the clerk goes on, and narrows the list of formats.
import { all, brought, field, maybe, one } from "../frame/dom.js";

/** @typedef {{ is_known: boolean, header: Record<string, string | boolean | null> }} Known */

const LENGTH = 15;
const form = one("#new", HTMLFormElement);
/** @type {Record<string, string>} */
const words = brought("words");
const number = field(form, "header.inspection_no", HTMLInputElement);
const told = one("[data-known]", HTMLElement, form);
const wish = one("[data-import]", HTMLElement, form);
const find = one("[data-find-format]", HTMLInputElement, form);
/** @type {Record<string, string>} */
const filled = {};
let asked = number.value.trim();

number.addEventListener("change", lookUp);
number.addEventListener("input", () => {
  if (plain().length === LENGTH) {
    lookUp();
  }
});
one("[data-lookup]", HTMLElement, form).addEventListener("click", (event) => {
  event.preventDefault();
  asked = "";
  lookUp();
});
// Enter goes on when a format is chosen; else it looks the number up.
one("[data-enter]", HTMLElement, form).addEventListener("click", (event) => {
  event.preventDefault();
  if (form.querySelector("input[name=format_code]:checked") && plain() && plain() === asked) {
    form.requestSubmit(one("button[value=start]", HTMLButtonElement, form));
  } else {
    lookUp();
  }
});

if (find.nextElementSibling instanceof HTMLElement) {
  find.nextElementSibling.hidden = true;
}
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  const rows = all("[data-format]", HTMLElement, form);
  rows.forEach((row) => { row.hidden = !(row.dataset.format || "").toLowerCase().includes(wanted); });
  const shown = rows.filter((row) => !row.hidden);
  const only = shown.length === 1 && maybe("input", HTMLInputElement, shown[0]);
  if (only) {
    only.checked = true;
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
    /** @type {Known} */
    const known = await answer.json();
    if (wanted !== plain()) {
      return;
    }
    told.textContent = known.is_known ? words.known : words.unknown;
    wish.hidden = !known.is_known;
    fill(known.header);
  } catch {
    asked = "";
    told.textContent = words.failed;
  }
}

/**
 * Fill what is empty or was filled by an earlier look-up; what was typed stays.
 * @param {Known["header"]} header
 */
function fill(header) {
  Array.from(form.elements).forEach((part) => {
    const isText = part instanceof HTMLInputElement || part instanceof HTMLTextAreaElement || part instanceof HTMLSelectElement;
    if (!isText || !part.name.startsWith("header.") || part === number || part.type === "checkbox") {
      return;
    }
    const name = part.name.replace(/^header\./, "");
    const value = String(header[name] || "").slice(0, name === "declaration_date" ? 10 : 400);
    if (!part.value || part.value === filled[name]) {
      part.value = value;
      filled[name] = value;
    }
  });
}
