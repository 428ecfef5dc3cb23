// New scans: files chosen or dropped are listed with their numbers and sent one by one, each with its progress.
import { button, field, one } from "../frame/dom.js";

/**
 * A file on its way.
 * @typedef {object} Item
 * @property {File} file
 * @property {boolean} done
 * @property {boolean} touched its number was typed
 * @property {boolean} hopeless
 * @property {HTMLElement} row
 * @property {HTMLInputElement} number
 * @property {HTMLProgressElement} bar
 * @property {HTMLElement} word
 * @property {HTMLButtonElement} leave
 */
/** @typedef {{ is_done: boolean, words: string, number: string, url: string }} Result */
/** @typedef {{ results?: Result[], error?: { code: string, message: string } }} Told */

const form = one("[data-scans]", HTMLFormElement);
const words = form.dataset;
const common = field(form, "document_no", HTMLInputElement);
const chooser = field(form, "files", HTMLInputElement);
const list = one(".uploads", HTMLElement, form);
const sum = one(".sum", HTMLElement, form);
const save = one("button.pri", HTMLButtonElement, form);
/** @type {Item[]} */
const items = [];
let busy = false;

one(".drop-here", HTMLElement, form).hidden = false;
chooser.addEventListener("change", () => {
  add(chooser.files);
  chooser.value = "";
});
common.addEventListener("input", () => items.forEach((item) => {
  if (!item.touched && !item.done) {
    item.number.value = numberOf(item.file);
  }
}));

["dragenter", "dragover"].forEach((name) => form.addEventListener(name, (event) => {
  event.preventDefault();
  form.classList.add("over");
}));
form.addEventListener("dragleave", (event) => {
  event.preventDefault();
  if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) {
    form.classList.remove("over");
  }
});
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  add(event.dataTransfer && event.dataTransfer.files);
});

form.addEventListener("submit", (event) => {
  if (!items.length) {
    return; // the server says that a file is missing
  }
  event.preventDefault();
  if (!busy) {
    sendAll();
  }
});

window.addEventListener("beforeunload", (event) => {
  if (busy) {
    event.preventDefault();
    event.returnValue = "";
  }
});

/** @param {FileList | null} files */
function add(files) {
  Array.from(files || []).forEach((file) => {
    const item = listed(file);
    list.append(item.row);
    items.push(item);
    if (file.size > Number(words.maxBytes)) {
      refuse(item, words.tooLarge);
      item.hopeless = true;
    }
  });
  list.hidden = !items.length;
}

/**
 * @param {File} file
 * @returns {Item}
 */
function listed(file) {
  const name = part("div", "name", file.name);
  name.append(part("small", "", size(file.size)));
  const number = document.createElement("input");
  number.dir = "ltr";
  number.maxLength = 40;
  number.value = numberOf(file);
  number.setAttribute("aria-label", `${words.number} ${file.name}`);
  number.addEventListener("input", () => { item.touched = true; });
  const state = part("div", "state", "");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.hidden = true;
  bar.setAttribute("aria-label", `${words.sending} ${file.name}`);
  const word = part("div", "word", words.waiting);
  state.append(bar, word);
  const leave = button(words.remove || "", "btn txt", () => leaveOut(item));
  leave.setAttribute("aria-label", `${words.remove} ${file.name}`);
  const row = document.createElement("li");
  row.append(name, number, state, leave);
  const item = { file, done: false, touched: false, hopeless: false, row, number, bar, word, leave };
  return item;
}

/** @param {Item} item */
function leaveOut(item) {
  items.splice(items.indexOf(item), 1);
  item.row.remove();
  list.hidden = !items.length;
  chooser.focus();
}

async function sendAll() {
  busy = true;
  save.disabled = true;
  for (const item of items.filter((waiting) => !waiting.done && !waiting.hopeless)) {
    await send(item);
  }
  busy = false;
  save.disabled = false;
  sum.hidden = false;
  sum.textContent = (words.summary || "")
    .replace("{done}", String(items.filter((item) => item.done).length))
    .replace("{all}", String(items.length));
}

/**
 * @param {Item} item
 * @returns {Promise<void>}
 */
function send(item) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    const data = new FormData();
    data.append("csrf_token", field(form, "csrf_token", HTMLInputElement).value);
    data.append("document_no", item.number.value);
    data.append("files", item.file, item.file.name);
    item.row.className = "";
    item.bar.hidden = false;
    item.word.textContent = words.sending || "";
    item.leave.hidden = true;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        item.bar.value = (100 * event.loaded) / event.total;
      }
    });
    request.upload.addEventListener("load", () => {
      item.bar.removeAttribute("value");
      item.word.textContent = words.checking || "";
    });
    request.addEventListener("loadend", () => {
      item.bar.hidden = true;
      answered(item, request);
      resolve();
    });
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
  });
}

/**
 * @param {Item} item
 * @param {XMLHttpRequest} request
 */
function answered(item, request) {
  const told = read(request.responseText);
  if (request.status === 200 && told && told.results) {
    const result = told.results[0];
    if (result.is_done) {
      keep(item, result);
    } else {
      refuse(item, result.words);
    }
  } else if (told && told.error) {
    refuse(item, told.error.code === "session_ended" || request.status === 401 ? words.ended : told.error.message);
  } else {
    refuse(item, words.failed);
  }
}

/**
 * @param {Item} item
 * @param {Result} result
 */
function keep(item, result) {
  item.done = true;
  item.row.className = "ok";
  item.number.value = result.number;
  item.number.readOnly = true;
  item.leave.hidden = true;
  const link = document.createElement("a");
  link.href = result.url;
  link.textContent = item.file.name;
  item.word.replaceChildren(`${result.words} `, link);
}

/**
 * @param {Item} item
 * @param {string | undefined} why
 */
function refuse(item, why) {
  item.row.className = "bad";
  item.leave.hidden = false;
  item.word.textContent = `${words.refused}: ${why}`;
}

/** @param {File} file */
function numberOf(file) {
  if (common.value.trim()) {
    return common.value.trim();
  }
  const stem = file.name.replace(/\.[^.]*$/, "").toUpperCase();
  return /^[0-9A-Z-]{6,32}$/.test(stem) && /[0-9]/.test(stem) ? stem : "";
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string | undefined} text
 */
function part(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text || "";
  return made;
}

/**
 * @param {string} text
 * @returns {Told | null}
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
