// Trees by the ARIA pattern: one stop of the Tab key, arrows to move, open and close; a click follows the link.
import { all, around, maybe } from "../frame/dom.js";

all("[data-tree]", HTMLElement).forEach((tree) => {
  tree.addEventListener("click", (event) => {
    const item = around(event, "[role=treeitem]", HTMLElement);
    if (item && item.hasAttribute("aria-expanded") && event.offsetX < 24 && event.target === item) {
      event.preventDefault();
      set(item, item.getAttribute("aria-expanded") !== "true");
    }
  });

  tree.addEventListener("keydown", (event) => {
    const item = around(event, "[role=treeitem]", HTMLElement);
    if (!item || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const target = pressed(event.key, item, tree);
    if (target === undefined) {
      return;
    }
    event.preventDefault();
    if (target) {
      all("[tabindex='0']", HTMLElement, tree).forEach((other) => { other.tabIndex = -1; });
      target.tabIndex = 0;
      target.focus();
    }
  });

  [{ name: "data-tree-open", isOpen: true }, { name: "data-tree-close", isOpen: false }].forEach(({ name, isOpen }) => {
    all(`[${name}='${tree.id}']`, HTMLElement).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => all("[aria-expanded]", HTMLElement, tree).forEach((item) => {
        if (isOpen || item.getAttribute("aria-level") !== "1") {
          set(item, isOpen);
        }
      }));
    });
  });
});

/**
 * Do what a key means: returns where the focus goes, null when it stays, undefined when the key means nothing here.
 * @param {string} key
 * @param {HTMLElement} item
 * @param {HTMLElement} tree
 * @returns {HTMLElement | null | undefined}
 */
function pressed(key, item, tree) {
  const rtl = getComputedStyle(tree).direction === "rtl";
  const items = all("[role=treeitem]", HTMLElement, tree).filter((shown) => !shown.closest("[role=group][hidden]"));
  const at = items.indexOf(item);
  const open = item.getAttribute("aria-expanded");
  const deeper = rtl ? "ArrowLeft" : "ArrowRight";
  const higher = rtl ? "ArrowRight" : "ArrowLeft";
  if (key === "ArrowDown" || (key === deeper && open === "true")) {
    return items[at + 1] || null;
  }
  if (key === "ArrowUp") {
    return items[at - 1] || null;
  }
  if (key === "Home") {
    return items[0];
  }
  if (key === "End") {
    return items[items.length - 1];
  }
  if (key === deeper && open === "false") {
    set(item, true);
    return null;
  }
  if (key === higher && open === "true") {
    set(item, false);
    return null;
  }
  if (key === higher) {
    const group = item.closest("[role=group]");
    return group && group.parentElement && maybe("[role=treeitem]", HTMLElement, group.parentElement);
  }
  if (key === " ") {
    item.click();
    return null;
  }
  return undefined;
}

/**
 * @param {HTMLElement} item
 * @param {boolean} isOpen
 */
function set(item, isOpen) {
  const group = item.parentElement && maybe(":scope > [role=group]", HTMLElement, item.parentElement);
  item.setAttribute("aria-expanded", String(isOpen));
  if (group) {
    group.hidden = !isOpen;
  }
}
