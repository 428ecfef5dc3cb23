// The reviewer's desk, smoothed: show only what differs, take the declared value, Enter notes the opinion, warn before loss.
(function () {
  "use strict";

  const desk = document.getElementById("desk");
  if (!desk) {
    return;
  }

  const only = document.querySelector("a[data-only=on]");
  if (only) {
    const label = only.textContent;
    let isOn = false;
    only.setAttribute("role", "button");
    only.setAttribute("aria-pressed", "false");
    only.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        only.click();
      }
    });
    only.addEventListener("click", (event) => {
      event.preventDefault();
      isOn = !isOn;
      document.querySelectorAll(".cmp > [data-plain]").forEach((line) => line.classList.toggle("hidden", isOn));
      only.setAttribute("aria-pressed", String(isOn));
      only.textContent = label;
    });
  }

  // The declaration's value of the chosen place, one click away.
  document.querySelectorAll("button[data-take]").forEach((button) => {
    const box = button.dataset.take;
    const path = desk.elements["remark." + box + ".path"];
    const suggested = desk.elements["remark." + box + ".suggested"];
    const declared = () => {
      const chosen = path.tagName === "SELECT" ? path.selectedOptions[0] : path;
      return (chosen && chosen.dataset.declared) || "";
    };
    const refresh = () => { button.hidden = !declared(); };
    refresh();
    if (path.tagName === "SELECT") {
      path.addEventListener("change", refresh);
    }
    button.addEventListener("click", () => {
      suggested.value = declared();
      suggested.focus();
    });
  });

  // Opening an opinion puts the cursor into it; Enter there notes it instead of saving customs' entries.
  document.querySelectorAll(".cmp details").forEach((details) => {
    details.addEventListener("toggle", () => {
      const first = details.querySelector("input[name$='.opinion']");
      if (details.open && first) {
        first.focus();
      }
    });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName === "INPUT") {
        event.preventDefault();
        details.querySelector("button[name=box]").click();
      }
      if (event.key === "Escape") {
        details.open = false;
        details.querySelector("summary").focus();
      }
    });
  });

  // The sheet keeps its own width and is scaled to the column.
  const frame = document.querySelector(".sheet-frame");
  const box = frame && frame.parentElement;
  const SHEET_WIDTH = 834;
  function fit() {
    const scale = Math.min(1, box.clientWidth / SHEET_WIDTH);
    const height = Math.max(420, window.innerHeight * 0.78);
    frame.style.inlineSize = SHEET_WIDTH + "px";
    frame.style.blockSize = height / scale + "px";
    frame.style.transformOrigin = "top left";
    frame.style.transform = "scale(" + scale + ")";
    box.style.blockSize = height + "px";
  }
  if (frame) {
    fit();
    window.addEventListener("resize", fit);
  }

  let isSending = false;
  const before = stateOf(desk);
  desk.addEventListener("submit", () => { isSending = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && stateOf(desk) !== before) {
      event.preventDefault();
      event.returnValue = desk.dataset.unsaved;
    }
  });

  function stateOf(form) {
    return Array.from(new FormData(form)).filter(([name]) => name !== "csrf_token").join("\n");
  }
})();
