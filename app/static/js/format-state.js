// The format editor's state: the definition being edited, what can be undone, and how its inputs are made.
(function () {
  "use strict";

  const page = document.querySelector("[data-format-editor]");
  if (!page) {
    return;
  }
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const started = read("format-state");
  const UNDO_STEPS = 60;
  const past = [];
  const listeners = [];
  let last = JSON.stringify(started.definition);
  let counter = 0;

  const editor = {
    page,
    words: read("format-words"),
    vocabulary: read("format-vocabulary"),
    definition: started.definition,
    version: started.version,
    isChanged: started.isChanged,
    parts: {},

    // Tell everybody that something was edited; `redraw` also draws the parts anew.
    changed(redraw) {
      const text = JSON.stringify(editor.definition);
      if (text === last) {
        return;
      }
      past.push(last);
      past.splice(0, past.length - UNDO_STEPS);
      last = text;
      listeners.forEach((listener) => listener());
      if (redraw) {
        editor.draw();
      }
    },

    undo() {
      if (past.length) {
        editor.replace(JSON.parse(past.pop()));
      }
    },

    canUndo: () => past.length > 0,

    replace(definition) {
      editor.definition = definition;
      last = JSON.stringify(definition);
      listeners.forEach((listener) => listener());
      editor.draw();
    },

    onChange: (listener) => listeners.push(listener),

    // Draw every part anew; the focus comes back to the same place.
    draw() {
      const focused = document.activeElement && document.activeElement.getAttribute("data-focus");
      Object.values(editor.parts).forEach((part) => part());
      if (focused) {
        const again = page.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
        if (again) {
          again.focus();
        }
      }
    },

    list(name) {
      if (!Array.isArray(editor.definition[name])) {
        editor.definition[name] = [];
      }
      return editor.definition[name];
    },

    label: (name) => editor.vocabulary.labels[name] || name,

    el(tag, props, ...children) {
      const made = document.createElement(tag);
      Object.entries(props || {}).forEach(([name, value]) => {
        if (name === "on") {
          Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act));
        } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") {
          made[name] = value;
        } else if (value !== undefined && value !== false && value !== null) {
          made.setAttribute(name, value === true ? "" : value);
        }
      });
      made.append(...children.filter((child) => child !== null && child !== undefined));
      return made;
    },

    button(text, act, props) {
      return editor.el("button", { type: "button", class: "btn txt", ...props, on: { click: act } }, text);
    },

    // One labelled input. `kind`: text, number, tick, area, select (choices: [value, words]).
    input({ label, value, set, kind = "text", choices = [], place, full, width }) {
      counter += 1;
      const id = `e-${counter}`;
      const props = { id, "data-focus": place, "data-place": place };
      let box;
      if (kind === "select") {
        const known = choices.some(([code]) => String(code) === String(value === undefined ? "" : value));
        const all = known ? choices : [[value, String(value)], ...choices];
        box = editor.el("select", { ...props, on: { change: () => set(box.value) } },
          ...all.map(([code, words]) => editor.el("option", { value: code }, words)));
        box.value = value === undefined ? "" : value;
      } else if (kind === "tick") {
        box = editor.el("input", { ...props, type: "checkbox", checked: Boolean(value), on: { change: () => set(box.checked) } });
        return editor.el("label", { class: "tick", for: id }, box, ` ${label}`);
      } else if (kind === "area") {
        box = editor.el("textarea", { ...props, rows: 3, on: { input: () => set(box.value) } });
        box.value = value === undefined || value === null ? "" : value;
      } else {
        const number = kind === "number";
        box = editor.el("input", {
          ...props, type: number ? "number" : "text", step: number ? "any" : undefined, class: width,
          on: { input: () => set(number ? (box.value === "" ? undefined : Number(box.value)) : box.value) },
        });
        box.value = value === undefined || value === null ? "" : value;
      }
      return editor.el("div", { class: full ? "f full" : "f" }, editor.el("label", { for: id }, label), box);
    },

    // Set an attribute; what is empty or at its default leaves the definition.
    put(item, name, value, fallback) {
      if (value === undefined || value === "" || value === fallback || value === false) {
        delete item[name];
      } else {
        item[name] = value;
      }
      editor.changed();
    },

    // Buttons that move an item up and down (or to the sides) and take it out.
    order(items, number, place, name, redraw, sideways) {
      const follow = (to, key) => { // the keyboard stays with what it moves, and turns round at the ends
        const at = place.replace(/\d+$/, to);
        const found = [key, key === "up" ? "down" : "up"].map((one) => page.querySelector(`[data-focus="${CSS.escape(`${at}.${one}`)}"]`));
        const next = found.find((one) => one && !one.disabled);
        if (next) {
          next.focus();
        }
      };
      const move = (to, key) => {
        const [item] = items.splice(number, 1);
        items.splice(to, 0, item);
        editor.changed();
        redraw(to);
        follow(to, key);
      };
      const icon = (text, words, act, disabled, key) => editor.button(text, act, {
        class: "btn txt mini", "aria-label": words.replace("{name}", name), title: words.replace("{name}", name),
        disabled, "data-focus": `${place}.${key}`,
      });
      return editor.el("span", { class: "order" },
        icon(sideways ? "←" : "↑", editor.words[sideways ? "before" : "up"], () => move(number - 1, "up"), number === 0, "up"),
        icon(sideways ? "→" : "↓", editor.words[sideways ? "after" : "down"], () => move(number + 1, "down"), number === items.length - 1, "down"),
        icon("×", editor.words.remove, () => { items.splice(number, 1); editor.changed(); redraw(number); }, false, "remove"));
    },
  };
  window.formatEditor = editor;
})();
