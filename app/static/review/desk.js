// The reviewer's desk, smoothed: show only what differs, take the declared value, Enter notes the opinion, warn before loss.
import { showSheets } from "../certificates/sheet.js";
import { all, maybe, one } from "../frame/dom.js";
import { goToLine, pinsAt } from "./pins.js";

const desk = one("#desk", HTMLFormElement);
const only = maybe("a[data-only=on]", HTMLElement);

if (only) {
  showOnlyDifferences(only);
}
all("button[data-take]", HTMLButtonElement).forEach(takeDeclared);
showSheets({ choose: goToLine, pins: pinsAt });

// Opening an opinion puts the cursor into it; Enter there notes it instead of saving customs' entries.
all(".cmp details", HTMLDetailsElement).forEach((details) => {
  details.addEventListener("toggle", () => {
    const first = maybe("input[name$='.opinion']", HTMLInputElement, details);
    if (details.open && first) {
      first.focus();
    }
  });
  details.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      one("button[name=box]", HTMLButtonElement, details).click();
    }
    if (event.key === "Escape") {
      details.open = false;
      one("summary", HTMLElement, details).focus();
    }
  });
});

let isSending = false;
const before = stateOf(desk);
desk.addEventListener("submit", () => { isSending = true; });
window.addEventListener("beforeunload", (event) => {
  if (!isSending && stateOf(desk) !== before) {
    event.preventDefault();
    event.returnValue = desk.dataset.unsaved;
  }
});

/** @param {HTMLElement} link without scripts it asks for the page anew */
function showOnlyDifferences(link) {
  const label = link.textContent;
  let isOn = false;
  link.setAttribute("role", "button");
  link.setAttribute("aria-pressed", "false");
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    isOn = !isOn;
    all(".cmp > [data-plain]", HTMLElement).forEach((line) => line.classList.toggle("hidden", isOn));
    link.setAttribute("aria-pressed", String(isOn));
    link.textContent = label;
  });
}

/**
 * The declaration's value of the chosen place, one click away.
 * @param {HTMLButtonElement} button
 */
function takeDeclared(button) {
  const box = button.dataset.take;
  const path = desk.elements.namedItem(`remark.${box}.path`);
  const suggested = desk.elements.namedItem(`remark.${box}.suggested`);
  const declared = () => {
    const chosen = path instanceof HTMLSelectElement ? path.selectedOptions[0] : path;
    return (chosen instanceof HTMLElement && chosen.dataset.declared) || "";
  };
  const refresh = () => { button.hidden = !declared(); };
  refresh();
  if (path instanceof HTMLSelectElement) {
    path.addEventListener("change", refresh);
  }
  button.addEventListener("click", () => {
    if (suggested instanceof HTMLInputElement || suggested instanceof HTMLTextAreaElement) {
      suggested.value = declared();
      suggested.focus();
    }
  });
}

/** @param {HTMLFormElement} form */
function stateOf(form) {
  return Array.from(new FormData(form)).filter(([name]) => name !== "csrf_token").join("\n");
}
