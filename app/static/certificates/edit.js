// The wizard's page: what is typed is saved by itself, and the page says what came of it.
import { all, field } from "../frame/dom.js";
import { autosave } from "./autosave.js";
import "./checks.js";
import { showAsked } from "./conditions.js";
import { showCounts, showErrors, showMissing, showSources } from "./errors.js";
import { count, flat, form, isField, label, put, readable, theirsOf } from "./form.js";
import { grids } from "./grid.js";
import { entryOf, goToEntry } from "./jumps.js";
import { localCopy } from "./local.js";
import { askWhich, closer, drop, say, show, words } from "./notes.js";
import { markOnSheets, refreshSheets, showSheets } from "./sheet.js";

/** @typedef {import("./autosave.js").Told} Told */
/** @typedef {import("./form.js").Stored} Stored */
/** @typedef {import("./grid-errors.js").Problem} Problem */
/**
 * The whole answer to a save.
 * @typedef {object} MoreTold
 * @property {string} saved_at
 * @property {number} missing
 * @property {Problem[]} errors
 * @property {Record<string, string>} sources
 * @property {Record<string, number>} documents
 */

const version = field(form, "version", HTMLInputElement);
const token = field(form, "csrf_token", HTMLInputElement);

/** @type {import("./autosave.js").Teller} */
const tell = {
  kept: (isKept) => { form.dataset.kept = isKept ? "yes" : "no"; },
  typing: () => say(words.typing),
  saving: () => say(words.saving),
  saved,
  offline: () => show("offline", "warn", words.offline, []),
  loggedOut,
  loggedIn: () => drop("session"),
  stopped,
  restored: () => show("restored", "info", words.restored, [closer("restored")]),
  merged: (names) => {
    showAsked(flat());
    const fields = Array.from(new Set(names.map(label))).join(" · ");
    show("merged", "info", words.merged.replace("{fields}", fields), [closer("merged")]);
  },
  asked: (both, answers) => askWhich(both.map(({ name, own, other }) => [label(name), readable(other), readable(own)]), answers),
  decided: () => drop("conflict"),
};

const machine = autosave({
  read: flat,
  put,
  theirs: (told) => theirsOf(whole(told)),
  send,
  ask: async () => heard(await fetch(form.dataset.state || "", { credentials: "same-origin", headers: { Accept: "application/json" } })),
  local: localCopy(`certificate-draft:${form.dataset.user}:${form.dataset.certificate}`),
  tell,
  clock: { now: () => Date.now(), later: (act, wait) => window.setTimeout(act, wait), cancel: (timer) => window.clearTimeout(timer) },
}, { version: version.value, token: token.value });

form.addEventListener("input", () => showAsked(flat()));
form.addEventListener("change", () => showAsked(flat()));
showAsked(flat());
showSheets({ choose: (box) => goToEntry(box.path) });
form.addEventListener("focusin", (event) => markOnSheets(entryOf(event.target)));
form.addEventListener("input", (event) => typed(event.target, false));
form.addEventListener("change", (event) => typed(event.target, true));
form.addEventListener("focusout", machine.soon);
form.addEventListener("rows:changed", () => machine.typed("", true));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    machine.keepLocally();
    machine.save();
  }
});
window.addEventListener("pagehide", machine.keepLocally);
window.addEventListener("focus", machine.retry);
window.addEventListener("online", machine.reconnected);
document.addEventListener("sheet:wanted", machine.now);
window.addEventListener("pageshow", machine.stayed);
form.addEventListener("submit", () => {
  machine.submitted();
  stamp();
});

all("[data-after-save]", HTMLAnchorElement, form).forEach((link) => link.addEventListener("click", async (event) => {
  if (machine.isChanged()) {
    event.preventDefault();
    const page = window.open("about:blank");
    await machine.save();
    if (page) {
      page.location = link.href;
    }
  }
}));

/**
 * @param {EventTarget | null} part
 * @param {boolean} isDone
 */
function typed(part, isDone) {
  if (isField(part) && part.name) {
    count(part);
    machine.typed(part.name, isDone);
  } else {
    machine.typed("", isDone);
  }
}

// The form's own fields carry the version and the token of now, and the rows of the grids.
function stamp() {
  const stamps = machine.stamps();
  version.value = stamps.version;
  token.value = stamps.token;
  Object.values(grids).forEach((grid) => grid.leaving());
}

/**
 * @param {string} sentVersion
 * @param {string} sentToken
 */
async function send(sentVersion, sentToken) {
  Object.values(grids).forEach((grid) => grid.leaving());
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => body.append(name, String(value)));
  body.set("version", sentVersion);
  body.set("csrf_token", sentToken);
  return heard(await fetch(form.dataset.autosave || "", {
    method: "POST", body, credentials: "same-origin", keepalive: document.visibilityState === "hidden",
    headers: { Accept: "application/json" },
  }));
}

/**
 * @param {Response} answer
 * @returns {Promise<{ status: number, told: Told }>}
 */
async function heard(answer) {
  return { status: answer.status, told: await answer.json().catch(() => ({})) };
}

/**
 * What is not a refusal has everything.
 * @param {any} told
 * @returns {Stored & MoreTold}
 */
function whole(told) {
  return told;
}

/** @param {Told} answer */
function saved(answer) {
  const told = whole(answer);
  Object.values(grids).forEach((grid) => grid.arrived());
  ["offline", "stopped", "session"].forEach(drop);
  say(words.saved.replace("{time}", told.saved_at));
  showMissing(told.missing ? words.missing.replace("{count}", String(told.missing)) : words.complete);
  showErrors(told.errors, machine.touched);
  showSources(told.sources);
  showCounts(told.documents);
  refreshSheets(told.saved_at);
}

function loggedOut() {
  const link = document.createElement("a");
  link.href = `/login/?next=${encodeURIComponent(window.location.pathname)}`;
  link.target = "_blank";
  link.textContent = words.logIn;
  show("session", "bad", words.loggedOut, [link]);
}

/** @param {Told} told */
function stopped(told) {
  show("stopped", "bad", words.stopped.replace("{reason}", (told.error && told.error.message) || ""), []);
  const { errors } = whole(told);
  if (errors) {
    showErrors(errors, machine.touched);
  }
}
