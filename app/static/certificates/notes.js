// What the wizard says above its form: notes by name, each said once, and the question which version counts.
import { all, brought, button, one } from "../frame/dom.js";

/** @type {Record<string, string>} */
export const words = brought("words");
const notes = one("[data-notes]", HTMLElement);
const saved = one("[data-saved]", HTMLElement);

/**
 * Say in the top bar how far saving is.
 * @param {string} text
 */
export function say(text) {
  saved.textContent = text;
}

/**
 * Show a note; one of the same name goes.
 * @param {string} name
 * @param {"info" | "warn" | "bad"} kind
 * @param {string} text
 * @param {HTMLElement[]} parts what stands below the text
 */
export function show(name, kind, text, parts) {
  drop(name);
  const box = document.createElement("div");
  box.className = `note ${kind === "info" ? "" : kind}`;
  box.dataset.said = name;
  box.setAttribute("role", kind === "bad" ? "alert" : "status");
  const icon = document.querySelector(".note svg");
  const line = document.createElement("b");
  line.textContent = text;
  const isAct = (/** @type {HTMLElement} */ part) => part.tagName === "A" || part.tagName === "BUTTON";
  box.append(icon ? icon.cloneNode(true) : document.createElement("span"), line, ...parts.map((part) => (isAct(part) ? wrapped(part) : part)));
  notes.append(box);
}

/** @param {HTMLElement} part */
function wrapped(part) {
  const line = document.createElement("p");
  line.append(part);
  return line;
}

/**
 * Take a note away.
 * @param {string} name
 */
export function drop(name) {
  all(`[data-said="${name}"]`, HTMLElement, notes).forEach((box) => box.remove());
}

/**
 * Make the button that closes a note.
 * @param {string} name
 */
export function closer(name) {
  return button(words.dismiss, "btn txt", () => drop(name));
}

/**
 * Ask which of two versions of the same entries counts.
 * @param {[entry: string, theirs: string, mine: string][]} both
 * @param {{ keep: () => void, take: () => void }} answers
 */
export function askWhich(both, answers) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  [words.entry, words.theirs, words.mine].forEach((text) => {
    const cell = document.createElement("th");
    cell.textContent = text;
    head.append(cell);
  });
  const rows = table.createTBody();
  both.forEach((texts) => {
    const row = rows.insertRow();
    texts.forEach((text) => { row.insertCell().textContent = text || "—"; });
  });
  const bar = document.createElement("div");
  bar.className = "bar";
  bar.append(button(words.keepMine, "btn pri", answers.keep), button(words.takeTheirs, "btn ", answers.take));
  show("conflict", "bad", words.conflict, [table, bar]);
  notes.scrollIntoView({ block: "nearest" });
}
