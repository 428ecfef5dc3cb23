// The paper and the form of what is being edited, and what still stands in the way of publishing it.
import { paper } from "../certificates/sheet.js";
import { all, field, maybe, one } from "../frame/dom.js";
import { button, editor, el, words } from "./state.js";
import { show } from "./tabs.js";

/** @typedef {{ place: string, where: string, text: string, code: string }} Fault */

const DELAY = 450;
/** @type {Record<string, string>} */
const TABS = { fields: "fields", statements: "texts", texts: "texts", clauses: "clauses", tables: "tables", groups: "groups", layout: "layout" };
const pane = one("[data-format-preview]", HTMLElement);
const list = one("[data-faults]", HTMLElement);
const count = one("[data-count=faults]", HTMLElement);
const sender = one("#format-sender", HTMLFormElement);
const form = one("iframe", HTMLIFrameElement, pane);
const kinds = all("[data-kind]", HTMLButtonElement, pane);
const sheet = paper(pane, { ask: askForPage, choose: goToField });
const samples = all("[data-sample]", HTMLButtonElement, pane);
let kind = "sheet";
let sample = "usual";
let timer = 0;
let asked = 0;

kinds.forEach((chosen) => chosen.addEventListener("click", () => {
  kind = chosen.dataset.kind || "";
  kinds.forEach((offered) => offered.setAttribute("aria-pressed", String(offered === chosen)));
  form.hidden = kind === "sheet";
  sheet.frame.hidden = kind !== "sheet";
  draw();
}));
samples.forEach((chosen) => chosen.addEventListener("click", () => {
  sample = chosen.dataset.sample || "";
  samples.forEach((offered) => offered.setAttribute("aria-pressed", String(offered === chosen)));
  draw();
}));
editor.onChange(() => {
  window.clearTimeout(timer);
  timer = window.setTimeout(refresh, DELAY);
});
refresh();

function draw() {
  if (kind === "sheet") {
    sheet.draw();
  } else {
    field(sender, "definition", HTMLInputElement).value = JSON.stringify(editor.definition);
    sender.submit();
  }
}

/**
 * @param {number} page
 * @param {AbortSignal} signal
 */
function askForPage(page, signal) {
  const body = sent();
  body.set("page", String(page));
  body.set("sample", sample);
  return fetch(sender.dataset.sheet || "", { method: "POST", body, headers: { Accept: "application/json" }, signal });
}

function sent() {
  const body = new FormData(sender);
  body.set("definition", JSON.stringify(editor.definition));
  return body;
}

/**
 * A box of the sheet leads to its place in the editor.
 * @param {import("../certificates/pages.js").Box} box
 */
function goToField({ key }) {
  if (editor.list("fields").some((item) => item.key === key)) {
    jump(editor.placeOf(key));
  }
}

async function refresh() {
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(sender.dataset.faults || "", { method: "POST", body: sent(), headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== asked) {
      return;
    }
    /** @type {{ faults: Fault[], isDrawn: boolean }} */
    const { faults, isDrawn } = await answer.json();
    tell(faults);
    if (isDrawn) {
      draw();
    }
  } catch {
    one("[data-state]", HTMLElement, pane).textContent = words.offline;
  }
}

/** @param {Fault[]} faults */
function tell(faults) {
  count.textContent = String(faults.length || "");
  list.replaceChildren(...faults.map((fault) => el("li", {},
    button(fault.where || words.format, () => jump(fault.place), { class: "btn txt" }), ` ${fault.text} `, mend(fault))));
  one("[data-no-faults]", HTMLElement).hidden = faults.length > 0;
  document.querySelectorAll("[data-place][aria-invalid]").forEach((box) => box.removeAttribute("aria-invalid"));
  faults.forEach((fault) => {
    const box = document.querySelector(`[data-place="${CSS.escape(fault.place)}"]`);
    if (box && box.matches("input, select, textarea")) {
      box.setAttribute("aria-invalid", "true");
    }
  });
}

/** @param {Fault} fault */
function mend(fault) {
  const offer = editor.mends[fault.code];
  const [text, act] = offer ? offer(fault) : ["", () => {}];
  return text ? button(text, () => { act(); editor.changed(); editor.draw(); }, { class: "btn", "data-mend": fault.code }) : null;
}

/**
 * Go to the place of a fault: its tab, its field opened, the nearest input that has this path.
 * @param {string} place
 */
function jump(place) {
  const steps = place.split(".");
  const tab = TABS[steps[0]] || "head";
  show(tab);
  if (editor.openers[tab]) {
    editor.openers[tab](steps);
  }
  for (let length = steps.length; length > 0; length -= 1) {
    const found = maybe(`[data-place="${CSS.escape(steps.slice(0, length).join("."))}"]`, HTMLElement);
    if (found && found.offsetParent) {
      found.focus();
      found.scrollIntoView({ block: "center" });
      return;
    }
  }
}
