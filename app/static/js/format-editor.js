// The format editor's frame: tabs, saving, undo, and a copy in this browser until the server has it.
(function () {
  "use strict";

  const editor = window.formatEditor;
  if (!editor) {
    return;
  }
  const { page, words } = editor;
  const KEPT = `format-${page.dataset.format}-${page.dataset.user}`;
  const told = document.querySelector("[data-saved]");
  const notes = document.querySelector("[data-notes]");
  const save = document.querySelector("[data-save]");
  const undo = document.querySelector("[data-undo]");
  const tabs = [...page.querySelectorAll("[data-tab]")];
  let clean = JSON.stringify(editor.definition);

  editor.show = (name) => {
    tabs.forEach((tab) => {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    page.querySelectorAll("[data-part]").forEach((part) => { part.hidden = part.dataset.part !== name; });
    if (editor.parts[name]) {
      editor.parts[name]();
    }
  };
  tabs.forEach((tab, number) => {
    tab.addEventListener("click", () => editor.show(tab.dataset.tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = tabs[(number + step + tabs.length) % tabs.length];
        editor.show(next.dataset.tab);
        next.focus();
      }
    });
  });

  const isDirty = () => JSON.stringify(editor.definition) !== clean;

  editor.onChange(() => {
    undo.disabled = !editor.canUndo();
    told.textContent = words.typing;
    try {
      window.localStorage.setItem(KEPT, JSON.stringify({ version: editor.version, definition: editor.definition }));
    } catch (error) {
      told.textContent = words.typing;
    }
  });
  undo.addEventListener("click", () => editor.undo());

  save.addEventListener("click", () => send());
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      send();
    }
  });
  document.querySelectorAll("[data-after-save]").forEach((link) => link.addEventListener("click", async (event) => {
    if (isDirty()) {
      event.preventDefault();
      if (await send()) {
        window.location.assign(link.href);
      }
    }
  }));
  window.addEventListener("beforeunload", (event) => {
    if (isDirty()) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  async function send() {
    told.textContent = words.saving;
    const sent = JSON.stringify(editor.definition);
    let answer;
    let found = {};
    try {
      const body = new FormData(document.getElementById("format-sender"));
      body.set("definition", sent);
      body.set("version", editor.version);
      answer = await fetch(page.dataset.saveTo, { method: "POST", body, headers: { Accept: "application/json" } });
      found = await answer.json();
    } catch (error) {
      told.textContent = answer && (answer.status === 401 || answer.redirected) ? words.loggedOut : words.offline;
      return false;
    }
    if (answer.ok) {
      editor.version = found.version;
      clean = sent;
      window.localStorage.removeItem(KEPT);
      notes.replaceChildren();
      told.textContent = words.saved;
      return true;
    }
    told.textContent = "";
    refused(found, answer.status);
    return false;
  }

  function refused(found, status) {
    const buttons = status === 409 && found.definition ? [
      editor.button(words.keepMine, () => { editor.version = found.version; send(); }, { class: "btn" }),
      editor.button(words.takeTheirs, () => { editor.version = found.version; clean = JSON.stringify(found.definition); editor.replace(found.definition); notes.replaceChildren(); }, { class: "btn" }),
    ] : [];
    const text = status === 401 ? words.loggedOut : found.error || words.offline;
    notes.replaceChildren(editor.el("div", { class: "note bad", role: "alert" }, editor.el("b", {}, text), ...buttons));
  }

  // What was typed before the page was closed is offered again, also when somebody saved meanwhile.
  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(window.localStorage.getItem(KEPT));
    } catch (error) {
      kept = null;
    }
    if (!kept || JSON.stringify(kept.definition) === clean) {
      return;
    }
    notes.replaceChildren(editor.el("div", { class: "note warn", role: "status" }, editor.el("b", {}, words.kept),
      editor.button(words.takeBack, () => { editor.replace(kept.definition); notes.replaceChildren(); }, { class: "btn" }),
      editor.button(words.forget, () => { window.localStorage.removeItem(KEPT); notes.replaceChildren(); }, { class: "btn" })));
  }

  restore();
  editor.draw();
  editor.show("fields");
})();
