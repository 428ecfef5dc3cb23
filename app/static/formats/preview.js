// The paper and the form of what is being edited, and what still stands in the way of publishing it.
import { all, field, maybe, one } from "../frame/dom.js";
import { openField } from "./fields.js";
import { openBlock } from "./layout.js";
import { button, editor, el, words } from "./state.js";
import { show } from "./tabs.js";

/** @typedef {{ place: string, where: string, text: string }} Fault */

const DELAY = 450;
const PAPER_WIDTH = 810;
/** @type {Record<string, string>} */
const TABS = { fields: "fields", statements: "texts", clauses: "clauses", tables: "tables", layout: "layout" };
const pane = one("[data-format-preview]", HTMLElement);
const list = one("[data-faults]", HTMLElement);
const count = one("[data-count=faults]", HTMLElement);
const sender = one("#format-sender", HTMLFormElement);
const frames = all("iframe", HTMLIFrameElement, pane);
const kinds = all("[data-kind]", HTMLButtonElement, pane);
let shown = 0;
let kind = "sheet";
let timer = 0;
let asked = 0;

frames.forEach((frame, number) => frame.addEventListener("load", () => {
  if (!frame.dataset.waiting || !frame.contentWindow) {
    return;
  }
  delete frame.dataset.waiting;
  const old = frames[shown].contentWindow;
  const before = old ? old.scrollY : 0;
  frames[shown].hidden = true;
  frame.hidden = false;
  shown = number;
  fit(frame);
  frame.contentWindow.scrollTo(0, before);
}));
window.addEventListener("resize", () => fit(frames[shown]));
kinds.forEach((chosen) => chosen.addEventListener("click", () => {
  kind = chosen.dataset.kind || "";
  kinds.forEach((offered) => offered.setAttribute("aria-pressed", String(offered === chosen)));
  drawSheet();
}));
editor.onChange(() => {
  window.clearTimeout(timer);
  timer = window.setTimeout(refresh, DELAY);
});
refresh();

/**
 * The sheet is drawn in its true size and scaled into the pane.
 * @param {HTMLIFrameElement} frame
 */
function fit(frame) {
  const scale = kind === "sheet" ? Math.min(1, pane.clientWidth / PAPER_WIDTH) : 1;
  if (frame.contentDocument && frame.contentDocument.documentElement) {
    frame.contentDocument.documentElement.style.zoom = String(scale);
  }
}

// Two frames take turns, so that the old sheet stays until the new one is there.
function drawSheet() {
  const next = frames[(shown + 1) % frames.length];
  next.dataset.waiting = "1";
  sender.target = next.name;
  sender.action = (kind === "sheet" ? sender.dataset.sheet : sender.dataset.form) || "";
  field(sender, "definition", HTMLInputElement).value = JSON.stringify(editor.definition);
  sender.submit();
}

async function refresh() {
  asked += 1;
  const mine = asked;
  const body = new FormData(sender);
  body.set("definition", JSON.stringify(editor.definition));
  try {
    const answer = await fetch(sender.dataset.faults || "", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== asked) {
      return;
    }
    /** @type {{ faults: Fault[], isDrawn: boolean }} */
    const { faults, isDrawn } = await answer.json();
    tell(faults);
    if (isDrawn) {
      drawSheet();
    }
  } catch {
    one("[data-state]", HTMLElement, pane).textContent = words.offline;
  }
}

/** @param {Fault[]} faults */
function tell(faults) {
  count.textContent = String(faults.length || "");
  list.replaceChildren(...faults.map((fault) => el("li", {},
    button(fault.where || words.format, () => jump(fault.place), { class: "btn txt" }), ` ${fault.text}`)));
  one("[data-no-faults]", HTMLElement).hidden = faults.length > 0;
  document.querySelectorAll("[data-place][aria-invalid]").forEach((box) => box.removeAttribute("aria-invalid"));
  faults.forEach((fault) => {
    const box = document.querySelector(`[data-place="${CSS.escape(fault.place)}"]`);
    if (box && box.matches("input, select, textarea")) {
      box.setAttribute("aria-invalid", "true");
    }
  });
}

/**
 * Go to the place of a fault: its tab, its field opened, the nearest input that has this path.
 * @param {string} place
 */
function jump(place) {
  const steps = place.split(".");
  const [part, number] = steps;
  const tab = TABS[part] || "head";
  show(tab);
  if (tab === "fields" && number) {
    openField(Number(number));
  }
  if (tab === "layout" && number === "blocks") {
    openBlock(Number(steps[2]));
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
