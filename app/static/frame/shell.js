// The frame's behaviour: search by Ctrl+K, menus that close, questions before destruction, one submit per click.
import { all, around, maybe, one } from "./dom.js";

// milliseconds within which two clicks are one
const PAUSE = 2000;
const FOLDS = "certificates.menu";
const ask = maybe("#ask", HTMLDialogElement);

keepMenu();

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    const find = maybe("#find", HTMLInputElement);
    if (find) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  }
  if (event.key === "Escape") {
    closeMenus(null, true);
  }
});

document.addEventListener("click", (event) => closeMenus(event.target, false));

// What is not allowed now stays visible; a click on it does nothing.
document.addEventListener("click", (event) => {
  if (around(event, "[aria-disabled=true]", Element)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// Questions name the object: <button data-confirm="Delete draft 2260… · 001?" data-confirm-yes="Delete">
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const form = event.target;
  const question = button && button.dataset.confirm;
  if (!question || button.dataset.confirmed || !ask || !(form instanceof HTMLFormElement)) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  one("#ask-text", HTMLElement, ask).textContent = question;
  one("[data-yes]", HTMLElement, ask).textContent = button.dataset.confirmYes || (button.textContent || "").trim();
  ask.returnValue = "no";
  ask.onclose = () => {
    if (ask.returnValue === "yes") {
      button.dataset.confirmed = "yes";
      form.requestSubmit(button);
      delete button.dataset.confirmed;
    } else {
      button.focus();
    }
  };
  ask.showModal();
}, true);

// A second click on the same form waits for the answer to the first; forms marked data-repeat may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeat")) {
    return;
  }
  if (form.target === "_blank") {
    holdBack(event, form);
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => buttonsOf(form).forEach((button) => {
    button.dataset.held = button.disabled ? "" : "yes";
    button.disabled = true;
  }));
});

window.addEventListener("pageshow", () => all("form[data-sent]", HTMLFormElement).forEach((form) => {
  delete form.dataset.sent;
  buttonsOf(form).forEach((button) => {
    if (button.dataset.held === "yes") {
      button.disabled = false;
    }
    delete button.dataset.held;
  });
}));

// The groups of a long menu stay as they were left; the item of this page is in sight.
function keepMenu() {
  const parts = all("#menu details.part", HTMLDetailsElement);
  const opened = foldsLeft();
  parts.forEach((part) => {
    part.open = part.open || opened.includes(part.dataset.part || "");
    one("summary", HTMLElement, part).addEventListener("click", () => window.setTimeout(() => {
      const left = parts.filter((shown) => shown.open).map((shown) => shown.dataset.part);
      try {
        window.localStorage.setItem(FOLDS, JSON.stringify(left));
      } catch {
        // Without storage the menu just starts folded on the next page.
      }
    }));
  });
  const here = maybe("#menu a[aria-current]", HTMLElement);
  const rail = maybe("#menu .rail", HTMLElement);
  if (here && rail && here.offsetTop + here.offsetHeight > rail.clientHeight) {
    rail.scrollTop = here.offsetTop - rail.clientHeight / 2;
  }
}

/** @returns {string[]} */
function foldsLeft() {
  try {
    return JSON.parse(window.localStorage.getItem(FOLDS) || "[]") || [];
  } catch {
    return [];
  }
}

/**
 * @param {EventTarget | null} target a menu that holds it stays open
 * @param {boolean} refocus
 */
function closeMenus(target, refocus) {
  all("details.drop[open]", HTMLDetailsElement).forEach((menu) => {
    if (target instanceof Node && menu.contains(target)) {
      return;
    }
    if (refocus && menu.contains(document.activeElement)) {
      one("summary", HTMLElement, menu).focus();
    }
    menu.open = false;
  });
}

/**
 * The answer opens in a tab of its own and this page stays: the second of two quick clicks counts for nothing.
 * @param {Event} event
 * @param {HTMLFormElement} form
 */
function holdBack(event, form) {
  if (event.timeStamp - Number(form.dataset.openedAt || -PAUSE) < PAUSE) {
    event.preventDefault();
  } else {
    form.dataset.openedAt = String(event.timeStamp);
  }
}

/** @param {HTMLFormElement} form */
function buttonsOf(form) {
  return Array.from(form.elements).filter((part) => part instanceof HTMLButtonElement).filter((button) => button.type === "submit");
}
