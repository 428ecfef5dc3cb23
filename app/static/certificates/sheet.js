// The paper beside the form, or several papers on a page: drawn by the engine that prints, refreshed without a flash, printed from the page.
import { all, maybe, one } from "../frame/dom.js";
import { boxesOver } from "./boxes.js";
import { pagesOf, pictureOf } from "./pages.js";

/** @typedef {import("./boxes.js").Pin} Pin */
/** @typedef {import("./pages.js").Box} Box */
/** @typedef {import("./pages.js").Drawn} Drawn */
/**
 * What a page does with its papers.
 * @typedef {object} Uses
 * @property {(box: Box) => void} [choose] what choosing a box does
 * @property {(key: string) => Pin[]} [pins]
 */
/** @typedef {{ refresh: (at: string) => void, mark: (path: string) => void }} Paper */

/** What the server says when it draws nothing. */
class Refused extends Error {}

/** @type {Paper[]} */
let papers = [];

/**
 * Show every paper of the page.
 * @param {Uses} [uses]
 */
export function showSheets(uses = {}) {
  papers = all("[data-preview]", HTMLElement).map((pane) => paperIn(pane, uses));
}

/**
 * Draw every paper anew.
 * @param {string} at when it was saved
 */
export function refreshSheets(at) {
  papers.forEach((shown) => shown.refresh(at));
}

/**
 * Show on every paper where an entry of the form stands.
 * @param {string} path
 */
export function markOnSheets(path) {
  papers.forEach((shown) => shown.mark(path));
}

/**
 * @param {HTMLElement} pane
 * @param {Uses} uses
 * @returns {Paper}
 */
function paperIn(pane, uses) {
  const address = pane.dataset.preview || "";
  const told = maybe("[data-preview-state]", HTMLElement, pane);
  let isSeen = false;
  let isStale = true;
  let savedAt = "";

  const shown = paper(pane, {
    choose: chosenIn(pane, uses),
    pins: uses.pins,
    ask: (page, signal) => fetch(address + page, { credentials: "same-origin", headers: { Accept: "application/json" }, signal }),
    drawn: () => {
      if (told) {
        told.textContent = savedAt;
      }
    },
  });

  // what nobody sees is not drawn: a paper below the fold, behind the wide grid, in a tab at the back
  new IntersectionObserver((entries) => {
    isSeen = entries[entries.length - 1].isIntersecting;
    drawWhenSeen();
  }).observe(shown.frame);
  document.addEventListener("visibilitychange", drawWhenSeen);
  bind("[data-refresh]", () => {
    document.dispatchEvent(new CustomEvent("sheet:wanted"));
    refresh("");
  });
  bind("[data-print]", () => print(Array.from({ length: shown.count() }, (_page, number) => `${address}${number + 1}/picture`)));
  return { refresh, mark: shown.mark };

  /** @param {string} at */
  function refresh(at) {
    savedAt = at;
    isStale = true;
    drawWhenSeen();
  }

  function drawWhenSeen() {
    if (isStale && isSeen && !document.hidden) {
      isStale = false;
      shown.draw();
    }
  }

  /**
   * @param {string} selector
   * @param {() => void} act
   */
  function bind(selector, act) {
    const button = maybe(selector, HTMLElement, pane);
    if (button) {
      button.hidden = false;
      button.addEventListener("click", act);
    }
  }
}

/**
 * Choosing a box leads to its field: on this page, or on the one that edits the document.
 * @param {HTMLElement} pane
 * @param {Uses} uses
 * @returns {((box: Box) => void) | null}
 */
function chosenIn(pane, uses) {
  const { edit } = pane.dataset;
  if (uses.choose) {
    return uses.choose;
  }
  return edit ? (box) => {
    if (box.path) {
      window.location.assign(`${edit}#f-${box.path.replace(/\./g, "-")}`);
    }
  } : null;
}

/**
 * Where a paper's pages come from, and what is done with it.
 * @typedef {object} Source
 * @property {(page: number, signal: AbortSignal) => Promise<Response>} ask
 * @property {((box: Box) => void) | null} choose
 * @property {(key: string) => Pin[]} [pins]
 * @property {() => void} [drawn] what happens when a page was shown
 */

/**
 * Show a paper in its place: picture, boxes, the turning of pages.
 * @param {HTMLElement} pane
 * @param {Source} source
 */
export function paper(pane, source) {
  const frame = one(".frame", HTMLElement, pane);
  const place = one("[data-paper]", HTMLElement, pane);
  const picture = one("img", HTMLImageElement, place);
  const problem = one("[data-problem]", HTMLElement, pane);
  const pager = one("[data-pager]", HTMLElement, pane);
  const [back, on] = all("button", HTMLButtonElement, pager);
  const number = one("[data-number]", HTMLElement, pager);
  const enlarge = one("[data-enlarge]", HTMLElement, pane);
  const boxes = boxesOver({
    over: one("[data-boxes]", HTMLElement, place), read: one("[data-read]", HTMLElement, place),
    name: place.dataset.paper || "", choose: source.choose, pins: source.pins || (() => []),
  });
  const pages = pagesOf({ ask, waiting, show, fail });

  back.addEventListener("click", () => turn(pages.at() - 1));
  on.addEventListener("click", () => turn(pages.at() + 1));
  enlarge.hidden = false;
  enlarge.addEventListener("click", () => {
    enlarge.setAttribute("aria-pressed", String(place.classList.toggle("large")));
  });
  return { frame, draw: pages.draw, count: pages.count, mark: boxes.mark };

  /** @param {number} page */
  async function turn(page) {
    await pages.turn(page);
    frame.scrollTop = 0;
  }

  /**
   * The picture is ready before the old one goes, so that nothing flashes.
   * @param {number} page
   * @param {AbortSignal} signal
   * @returns {Promise<Drawn>}
   */
  async function ask(page, signal) {
    const answer = await source.ask(page, signal);
    const told = await answer.json();
    if (!answer.ok) {
      throw new Refused((told.error && told.error.message) || "");
    }
    const ahead = new Image();
    ahead.src = pictureOf(told);
    await ahead.decode();
    return { ...told, picture: ahead.src };
  }

  function waiting() {
    place.setAttribute("aria-busy", "true");
  }

  /** @param {Drawn} drawn */
  function show(drawn) {
    picture.src = drawn.picture;
    picture.hidden = false;
    place.style.aspectRatio = `${drawn.width} / ${drawn.height}`;
    place.removeAttribute("aria-busy");
    place.classList.remove("old");
    problem.hidden = true;
    boxes.draw(drawn);
    pager.hidden = drawn.pages < 2;
    number.textContent = (number.dataset.number || "").replace("{page}", String(drawn.page)).replace("{pages}", String(drawn.pages));
    back.disabled = drawn.page <= 1;
    on.disabled = drawn.page >= drawn.pages;
    if (source.drawn) {
      source.drawn();
    }
  }

  /** @param {unknown} reason */
  function fail(reason) {
    place.removeAttribute("aria-busy");
    place.classList.add("old");
    problem.hidden = false;
    problem.textContent = (reason instanceof Refused && reason.message) || problem.dataset.problem || "";
  }
}

/**
 * Print every page of a paper, and nothing around it.
 * @param {string[]} pictures
 */
async function print(pictures) {
  const sheets = document.createElement("div");
  sheets.className = "sheets-to-print";
  sheets.append(...pictures.map((address) => {
    const sheet = new Image();
    sheet.src = address;
    return sheet;
  }));
  await Promise.all(all("img", HTMLImageElement, sheets).map((sheet) => sheet.decode()));
  document.body.append(sheets);
  document.body.classList.add("prints-sheets");
  window.addEventListener("afterprint", () => {
    sheets.remove();
    document.body.classList.remove("prints-sheets");
  }, { once: true });
  window.print();
}
