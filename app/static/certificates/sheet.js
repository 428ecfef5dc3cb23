// The paper beside the form, or several papers on a page: scaled to fit, refreshed without a flash, printed from the page.
import { all, maybe, one } from "../frame/dom.js";

const PAPER_WIDTH = 794;
const PAPER_HEIGHT = 1123;
const MARGIN = 30;
const sheets = all("[data-preview]", HTMLElement).map(shown);

/**
 * Draw every paper anew.
 * @param {string} at when it was saved
 */
export function refreshSheets(at) {
  sheets.forEach((sheet) => sheet.refresh(at));
}

/** @param {HTMLElement} pane */
function shown(pane) {
  const frame = one(".frame", HTMLElement, pane);
  let sheet = one("[data-sheet]", HTMLIFrameElement, pane);
  const address = sheet.getAttribute("src");
  const told = maybe("[data-preview-state]", HTMLElement, pane);

  frame.classList.add("scaled");
  sheet.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  new ResizeObserver(fit).observe(frame);
  fit();

  const again = maybe("[data-refresh]", HTMLElement, pane);
  const print = maybe("[data-print]", HTMLElement, pane);
  if (again) {
    again.hidden = false;
    again.addEventListener("click", () => {
      document.dispatchEvent(new CustomEvent("sheet:wanted"));
      refresh("");
    });
  }
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => {
      if (sheet.contentWindow) {
        sheet.contentWindow.focus();
        sheet.contentWindow.print();
      }
    });
  }
  return { refresh };

  function fit() {
    const scale = Math.min(1, frame.clientWidth / PAPER_WIDTH);
    const pages = sheet.contentDocument ? Array.from(sheet.contentDocument.querySelectorAll(".page")) : [];
    const end = pages.length ? pages[pages.length - 1].getBoundingClientRect().bottom + MARGIN : 0;
    const height = Math.max(Math.ceil(end), PAPER_HEIGHT);
    sheet.style.blockSize = `${height}px`;
    sheet.style.transform = `scale(${scale})`;
    sheet.style.marginBlockEnd = `${-height * (1 - scale)}px`;
    sheet.style.marginInlineEnd = `${-PAPER_WIDTH * (1 - scale)}px`;
  }

  /**
   * The old sheet stays until the new one is there.
   * @param {string} at
   */
  function refresh(at) {
    const next = /** @type {HTMLIFrameElement} */ (sheet.cloneNode(false));
    next.setAttribute("src", `${address}?at=${Date.now()}`);
    next.style.visibility = "hidden";
    next.style.position = "absolute";
    next.addEventListener("load", () => {
      const before = frame.scrollTop;
      next.style.visibility = "";
      next.style.position = "";
      sheet.remove();
      sheet = next;
      fit();
      frame.scrollTop = before;
      if (told) {
        told.textContent = at;
      }
    }, { once: true });
    frame.append(next);
  }
}
