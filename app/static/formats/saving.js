// Saving, undo, and a copy in this browser until the server has it.
import { all, one } from "../frame/dom.js";
import { button, editor, el, page, words } from "./state.js";

/** @typedef {import("./state.js").Definition} Definition */
/** @typedef {{ version: string, definition?: Definition, error?: string }} Answer what the server says to a save */

const KEPT = `format-${page.dataset.format}-${page.dataset.user}`;
const told = one("[data-saved]", HTMLElement);
const notes = one("[data-notes]", HTMLElement);
const undo = one("[data-undo]", HTMLButtonElement);
let clean = JSON.stringify(editor.definition);

const isDirty = () => JSON.stringify(editor.definition) !== clean;

editor.onChange(() => {
  undo.disabled = !editor.canUndo();
  told.textContent = words.typing;
  try {
    window.localStorage.setItem(KEPT, JSON.stringify({ version: editor.version, definition: editor.definition }));
  } catch {
    // no room or no permission: what is typed stays on the page
  }
});
undo.addEventListener("click", () => editor.undo());

one("[data-save]", HTMLElement).addEventListener("click", () => send());
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    send();
  }
});
all("[data-after-save]", HTMLAnchorElement).forEach((link) => link.addEventListener("click", async (event) => {
  if (isDirty()) {
    event.preventDefault();
    if (await send()) {
      window.location.assign(link.href);
    }
  }
}));
window.addEventListener("beforeunload", (event) => {
  if (isDirty()) {
    event.preventDefault();
    event.returnValue = "";
  }
});

async function send() {
  told.textContent = words.saving;
  const sent = JSON.stringify(editor.definition);
  /** @type {Response | undefined} */
  let answer;
  /** @type {Answer} */
  let found;
  try {
    const body = new FormData(one("#format-sender", HTMLFormElement));
    body.set("definition", sent);
    body.set("version", editor.version);
    answer = await fetch(page.dataset.saveTo || "", { method: "POST", body, headers: { Accept: "application/json" } });
    found = await answer.json();
  } catch {
    told.textContent = answer && (answer.status === 401 || answer.redirected) ? words.loggedOut : words.offline;
    return false;
  }
  if (answer.ok) {
    editor.version = found.version;
    clean = sent;
    window.localStorage.removeItem(KEPT);
    notes.replaceChildren();
    told.textContent = words.saved;
    return true;
  }
  told.textContent = "";
  refused(found, answer.status);
  return false;
}

/**
 * @param {Answer} found
 * @param {number} status
 */
function refused(found, status) {
  const { definition, version } = found;
  const buttons = status === 409 && definition ? [
    button(words.keepMine, () => { editor.version = version; send(); }, { class: "btn" }),
    button(words.takeTheirs, () => {
      editor.version = version;
      clean = JSON.stringify(definition);
      editor.replace(definition);
      notes.replaceChildren();
    }, { class: "btn" }),
  ] : [];
  const text = status === 401 ? words.loggedOut : found.error || words.offline;
  notes.replaceChildren(el("div", { class: "note bad", role: "alert" }, el("b", {}, text), ...buttons));
}

/** @returns {{ definition: Definition } | null} */
function kept() {
  try {
    return JSON.parse(window.localStorage.getItem(KEPT) || "null");
  } catch {
    return null;
  }
}

// What was typed before the page was closed is offered again, also when somebody saved meanwhile.
function restore() {
  const copy = kept();
  if (!copy || JSON.stringify(copy.definition) === clean) {
    return;
  }
  notes.replaceChildren(el("div", { class: "note warn", role: "status" }, el("b", {}, words.kept),
    button(words.takeBack, () => { editor.replace(copy.definition); notes.replaceChildren(); }, { class: "btn" }),
    button(words.forget, () => { window.localStorage.removeItem(KEPT); notes.replaceChildren(); }, { class: "btn" })));
}

restore();
