// What the wizard says above its form: notes by name, each said once, and the question which version counts.
(function () {
  "use strict";

  const words = JSON.parse(document.getElementById("words").textContent);
  const notes = document.querySelector("[data-notes]");
  const saved = document.querySelector("[data-saved]");

  function say(text) {
    saved.textContent = text;
  }

  function show(name, kind, text, parts) {
    drop(name);
    const box = document.createElement("div");
    box.className = `note ${kind === "info" ? "" : kind}`;
    box.dataset.said = name;
    box.setAttribute("role", kind === "bad" ? "alert" : "status");
    const mark = document.querySelector(".note svg") ? document.querySelector(".note svg").cloneNode(true) : document.createElement("span");
    const line = document.createElement("b");
    line.textContent = text;
    box.append(mark, line, ...parts.map((part) => (part.tagName === "A" || part.tagName === "BUTTON" ? wrapped(part) : part)));
    notes.append(box);
  }

  function wrapped(part) {
    const line = document.createElement("p");
    line.append(part);
    return line;
  }

  function drop(name) {
    notes.querySelectorAll(`[data-said="${name}"]`).forEach((box) => box.remove());
  }

  function closer(name) {
    return choice(words.dismiss, "txt", () => drop(name));
  }

  function choice(text, kind, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn ${kind}`;
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  // Asks which of two versions of the same entries counts; `answers` are the two things to do.
  function askWhich(both, answers) {
    const form = window.wizardForm;
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    [words.entry, words.theirs, words.mine].forEach((text) => {
      const cell = document.createElement("th");
      cell.textContent = text;
      head.append(cell);
    });
    const rows = table.createTBody();
    both.forEach((item) => {
      const row = rows.insertRow();
      [form.label(item.name), form.readable(item.other), form.readable(item.own)].forEach((text) => { row.insertCell().textContent = text || "—"; });
    });
    const bar = document.createElement("div");
    bar.className = "bar";
    bar.append(
      choice(words.keepMine, "pri", answers.keep),
      choice(words.takeTheirs, "", answers.take),
    );
    show("conflict", "bad", words.conflict, [table, bar]);
    notes.scrollIntoView({ block: "nearest" });
  }

  window.wizardNotes = { say, show, drop, closer, choice, askWhich };
})();
