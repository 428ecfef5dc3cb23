// The paper beside the form, or several papers on a page: scaled to fit, refreshed without a flash, printed from the page.
(function () {
  "use strict";

  const PAPER_WIDTH = 794;
  const PAPER_HEIGHT = 1123;
  const MARGIN = 30;
  const sheets = Array.from(document.querySelectorAll("[data-preview]")).map(shown);
  if (sheets.length) {
    window.wizardSheet = { refresh: (at) => sheets.forEach((sheet) => sheet.refresh(at)) };
  }

  function shown(pane) {
    const frame = pane.querySelector(".frame");
    let sheet = pane.querySelector("[data-sheet]");
    const address = sheet.getAttribute("src");
    const told = pane.querySelector("[data-preview-state]");

    frame.classList.add("scaled");
    sheet.addEventListener("load", fit);
    window.addEventListener("resize", fit);
    if (window.ResizeObserver) {
      new ResizeObserver(fit).observe(frame);
    }
    fit();

    const again = pane.querySelector("[data-refresh]");
    const print = pane.querySelector("[data-print]");
    if (again) {
      again.hidden = false;
      again.addEventListener("click", () => {
        document.dispatchEvent(new CustomEvent("sheet:wanted"));
        refresh();
      });
    }
    if (print) {
      print.hidden = false;
      print.addEventListener("click", () => {
        sheet.contentWindow.focus();
        sheet.contentWindow.print();
      });
    }

    function fit() {
      const scale = Math.min(1, frame.clientWidth / PAPER_WIDTH);
      const pages = sheet.contentDocument ? sheet.contentDocument.querySelectorAll(".page") : [];
      const end = pages.length ? pages[pages.length - 1].getBoundingClientRect().bottom + MARGIN : 0;
      const height = Math.max(Math.ceil(end), PAPER_HEIGHT);
      sheet.style.blockSize = `${height}px`;
      sheet.style.transform = `scale(${scale})`;
      sheet.style.marginBlockEnd = `${-height * (1 - scale)}px`;
      sheet.style.marginInlineEnd = `${-PAPER_WIDTH * (1 - scale)}px`;
    }

    // The old sheet stays until the new one is there.
    function refresh(at) {
      const next = sheet.cloneNode(false);
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
          told.textContent = at || "";
        }
      }, { once: true });
      frame.append(next);
    }

    return { refresh };
  }
})();
