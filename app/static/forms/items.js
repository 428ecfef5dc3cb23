// A list of items of which one is open: only that one has inputs, so that long lists stay fluent.
import { button, editor, el, focusOn, order, page } from "../formats/state.js";

/** @typedef {import("./model.js").Item} Item */
/**
 * @template T
 * @typedef {object} Shown
 * @property {HTMLElement} pane where it stands
 * @property {() => T[]} items
 * @property {string} place path of the list
 * @property {(item: T) => string} name
 * @property {(item: T) => string} [more] what stands behind the name
 * @property {(item: T, place: string, line: () => void) => (Node | null)[]} detail inputs; `line` draws the item's line anew
 */

/**
 * Show a list; returns what draws it and what opens an item.
 * @template T
 * @param {Shown<T>} shown
 * @returns {{ draw: () => void, open: (number: number) => void }}
 */
export function items({ pane, items: found, place, name, more, detail }) {
  /** @type {T | null} */
  let opened = null;
  let last = -1;

  function draw() {
    const list = found();
    if (opened && !list.includes(opened)) { // undone or taken from the server: new objects
      opened = list[last] || null;
    }
    last = opened ? list.indexOf(opened) : -1;
    pane.replaceChildren(el("ol", { class: "openlist" }, ...list.map((item, number) => line(item, number, list))));
  }

  /**
   * @param {T} item
   * @param {number} number
   * @param {T[]} list
   */
  function line(item, number, list) {
    const at = `${place}.${number}`;
    const isOpen = item === opened;
    return el("li", { class: isOpen ? "on" : "", "data-place": at, tabindex: -1 }, header(item, number, list),
      isOpen ? el("div", { class: "grid2" }, ...detail(item, at, () => refresh(item)).filter(Boolean)) : null);
  }

  /**
   * @param {T} item
   * @param {number} number
   * @param {T[]} list
   */
  function header(item, number, list) {
    const at = `${place}.${number}`;
    const isOpen = item === opened;
    const turn = button("", () => {
      opened = isOpen ? null : item;
      draw();
      focusOn(`${at}.turn`);
    }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `${at}.turn` });
    const text = name(item);
    turn.append(el("b", {}, text), more ? ` ${more(item)}` : "");
    return el("div", { class: "line" }, turn, order(list, number, at, text, draw));
  }

  /** @param {T} item */
  function refresh(item) {
    const number = found().indexOf(item);
    const old = pane.querySelectorAll(":scope > ol > li")[number];
    if (old && old.firstElementChild) {
      old.firstElementChild.replaceWith(header(item, number, found()));
    }
  }

  return {
    draw,
    open(number) {
      opened = found()[number] || null;
      draw();
    },
  };
}

/**
 * Let the button below a part add an item, and open it.
 * @template T
 * @param {string} part
 * @param {() => T[]} list
 * @param {() => T} make
 * @param {(number: number) => void} open
 */
export function adds(part, list, make, open) {
  const add = page.querySelector(`[data-part=${part}] [data-add]`);
  if (add) {
    add.addEventListener("click", () => {
      list().push(make());
      editor.changed();
      open(list().length - 1);
      const first = page.querySelector(`[data-part=${part}] li.on .grid2 :is(input, textarea)`);
      if (first instanceof HTMLElement) {
        first.focus();
      }
    });
  }
}
