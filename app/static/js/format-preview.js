// The paper and the form of what is being edited, and what still stands in the way of publishing it.
(function () {
  "use strict";

  const editor = window.formatEditor;
  if (!editor) {
    return;
  }
  const DELAY = 450;
  const pane = document.querySelector("[data-format-preview]");
  const list = document.querySelector("[data-faults]");
  const count = document.querySelector("[data-count=faults]");
  const sender = document.getElementById("format-sender");
  const frames = [...pane.querySelectorAll("iframe")];
  let shown = 0;
  let kind = "sheet";
  let timer = 0;
  let asked = 0;

  frames.forEach((frame, number) => frame.addEventListener("load", () => {
    if (!frame.dataset.waiting) {
      return;
    }
    delete frame.dataset.waiting;
    const before = frames[shown].contentWindow ? frames[shown].contentWindow.scrollY : 0;
    frames[shown].hidden = true;
    frame.hidden = false;
    shown = number;
    fit(frame);
    frame.contentWindow.scrollTo(0, before);
  }));
  window.addEventListener("resize", () => fit(frames[shown]));

  // The sheet is drawn in its true size and scaled into the pane.
  function fit(frame) {
    const paper = kind === "sheet";
    const scale = paper ? Math.min(1, pane.clientWidth / 810) : 1;
    const zoom = frame.contentDocument && frame.contentDocument.documentElement;
    if (zoom) {
      zoom.style.zoom = scale;
    }
  }

  // Two frames take turns, so that the old sheet stays until the new one is there.
  function drawSheet() {
    const next = (shown + 1) % frames.length;
    frames[next].dataset.waiting = "1";
    sender.target = frames[next].name;
    sender.action = kind === "sheet" ? sender.dataset.sheet : sender.dataset.form;
    sender.elements.definition.value = JSON.stringify(editor.definition);
    sender.submit();
  }

  async function refresh() {
    asked += 1;
    const mine = asked;
    const body = new FormData(sender);
    body.set("definition", JSON.stringify(editor.definition));
    try {
      const answer = await fetch(sender.dataset.faults, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked) {
        return;
      }
      const { faults, isDrawn } = await answer.json();
      tell(faults);
      if (isDrawn) {
        drawSheet();
      }
    } catch (error) {
      pane.querySelector("[data-state]").textContent = editor.words.offline;
    }
  }

  function tell(faults) {
    count.textContent = faults.length || "";
    list.replaceChildren(...faults.map((fault) => editor.el("li", {},
      editor.button(fault.where || editor.words.format, () => jump(fault.place), { class: "btn txt" }), ` ${fault.text}`)));
    document.querySelector("[data-no-faults]").hidden = faults.length > 0;
    document.querySelectorAll("[data-place][aria-invalid]").forEach((box) => box.removeAttribute("aria-invalid"));
    faults.forEach((fault) => {
      const box = document.querySelector(`[data-place="${CSS.escape(fault.place)}"]`);
      if (box && box.matches("input, select, textarea")) {
        box.setAttribute("aria-invalid", "true");
      }
    });
  }

  // Go to the place of a fault: its tab, its field opened, the nearest input that has this path.
  function jump(place) {
    const [part, number] = place.split(".");
    const tab = { fields: "fields", statements: "texts", clauses: "clauses", tables: "tables", layout: "layout" }[part] || "head";
    editor.show(tab);
    if (tab === "fields" && number) {
      editor.openField(Number(number));
    }
    if (tab === "layout" && number === "blocks") {
      editor.openBlock(Number(place.split(".")[2]));
    }
    const steps = place.split(".");
    for (let length = steps.length; length > 0; length -= 1) {
      const found = document.querySelector(`[data-place="${CSS.escape(steps.slice(0, length).join("."))}"]`);
      if (found && found.offsetParent) {
        found.focus();
        found.scrollIntoView({ block: "center" });
        return;
      }
    }
  }

  pane.querySelectorAll("[data-kind]").forEach((button) => button.addEventListener("click", () => {
    kind = button.dataset.kind;
    pane.querySelectorAll("[data-kind]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    drawSheet();
  }));
  editor.onChange(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, DELAY);
  });
  editor.refresh = refresh;
  refresh();
})();
