// The tree of rights: shows the form's check boxes as a jsTree with three states; the boxes stay what is sent.
import { all, maybe, one } from "../frame/dom.js";
import "../lists/tree.js";

const form = one("#rights-form", HTMLFormElement);
const holder = one("#rights-tree", HTMLElement);
const source = one("#rights-boxes", HTMLElement);
const isReadonly = holder.hasAttribute("data-readonly");
/** @type {Map<string, HTMLInputElement>} */
const boxes = new Map();
/** @type {Set<string>} */
const given = new Set();

all("input[name=rights]", HTMLInputElement, source).forEach((box) => {
  boxes.set(`right-${box.value}`, box);
  if (box.defaultChecked) {
    given.add(`right-${box.value}`);
  }
});

holder.hidden = false;
source.hidden = true;
one("#rights-tools", HTMLElement).hidden = false;
holder.classList.toggle("is-readonly", isReadonly);

const tree = jQuery(holder)
  .on("ready.jstree", () => {
    holder.removeAttribute("tabindex");
    paint();
  })
  .on("redraw.jstree open_node.jstree after_open.jstree close_node.jstree search.jstree clear_search.jstree", paint)
  .on("focus", ".jstree-anchor", (event) => {
    all("[tabindex='0']", HTMLElement, holder).forEach((other) => { other.tabIndex = -1; });
    event.currentTarget.tabIndex = 0;
  })
  .jstree({
    core: { data: branches(), worker: false, animation: 0, themes: { name: false, icons: false, dots: false, stripes: false }, force_text: true, keyboard: keys() },
    checkbox: { three_state: true, tie_selection: true, whole_node: true, visible: true },
    search: { show_only_matches: true, show_only_matches_children: true, close_opened_onclear: false },
    plugins: ["checkbox", "search"],
  })
  .jstree(true);

// bound after jsTree's own, which carry a choice to the branches above and the leaves below
jQuery(holder).on("select_node.jstree deselect_node.jstree", () => { copy(); paint(); });

form.addEventListener("reset", () => window.setTimeout(() => {
  tree.deselect_all(true);
  tree.select_node(Array.from(given), true, true);
  tree.redraw(true);
  copy();
  paint();
}));
one("#rights-open", HTMLElement).addEventListener("click", () => tree.open_all());
one("#rights-close", HTMLElement).addEventListener("click", () => tree.close_all());
find(one("#rights-find", HTMLInputElement), one("#rights-found", HTMLElement));

function branches() {
  return all("[data-branch]", HTMLElement, source).filter((branch) => branch.querySelector("input")).map((branch) => ({
    id: `branch-${branch.dataset.branch}`,
    text: one("legend", HTMLElement, branch).textContent,
    state: { opened: Boolean(branch.querySelector("input:checked")) },
    children: all("[data-screen]", HTMLElement, branch).map((screen) => ({
      id: `screen-${screen.dataset.screen}`,
      text: one("legend", HTMLElement, screen).textContent,
      state: { opened: true },
      children: all("input", HTMLInputElement, screen).map((box) => ({
        id: `right-${box.value}`,
        text: ((box.parentElement && box.parentElement.textContent) || "").trim(),
        state: { selected: box.checked, disabled: isReadonly },
      })),
    })),
  }));
}

// In right-to-left pages the arrows that open and close change places.
function keys() {
  const rtl = getComputedStyle(holder).direction === "rtl";
  const usual = jQuery.jstree.defaults.core.keyboard;
  const choose = (/** @type {JQueryEvent} */ event) => {
    event.preventDefault();
    if (!isReadonly) {
      jQuery(event.currentTarget).trigger("click.jstree");
    }
  };
  return { ...usual, ...(rtl ? { left: usual.right, right: usual.left } : {}), space: choose, enter: choose };
}

function copy() {
  const chosen = new Set(tree.get_bottom_checked());
  boxes.forEach((box, id) => { box.checked = chosen.has(id); });
}

function paint() {
  const api = jQuery.jstree.reference(holder);
  if (!api) {
    return;
  }
  holder.removeAttribute("aria-activedescendant"); // the focus itself moves from item to item
  all("[role=treeitem]", HTMLElement, holder).forEach((item) => {
    const node = api.get_node(item);
    if (!node) {
      return;
    }
    item.removeAttribute("aria-selected");
    const parts = boxes.has(node.id) ? [node.id] : node.children_d.filter((id) => boxes.has(id));
    const on = parts.filter((id) => isChecked(id)).length;
    item.setAttribute("aria-checked", on === 0 ? "false" : on === parts.length ? "true" : "mixed");
    if (!boxes.has(node.id)) {
      const told = maybe("b", HTMLElement, item) || item.appendChild(document.createElement("b"));
      told.textContent = `${on} / ${parts.length}`;
    }
    mark(item, node.id);
  });
  tellChanges();
}

/** @param {string} id */
function isChecked(id) {
  const box = boxes.get(id);
  return Boolean(box && box.checked);
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 */
function mark(item, id) {
  const old = item.querySelector(".chip");
  if (old) {
    old.remove();
  }
  const box = boxes.get(id);
  if (!box || box.checked === given.has(id)) {
    return;
  }
  const chip = item.appendChild(document.createElement("span"));
  chip.className = `chip ${box.checked ? "info" : "warn"}`;
  chip.textContent = (box.checked ? form.dataset.new : form.dataset.gone) || "";
}

function tellChanges() {
  const told = maybe("#rights-changed", HTMLElement);
  if (!told) {
    return;
  }
  const added = Array.from(boxes.keys()).filter((id) => isChecked(id) && !given.has(id)).length;
  const removed = Array.from(given).filter((id) => boxes.has(id) && !isChecked(id)).length;
  const sum = (form.dataset.added || "").replace("{added}", String(added)).replace("{removed}", String(removed));
  const text = added || removed ? sum : form.dataset.unchanged || "";
  if (told.textContent !== text) {
    told.textContent = text;
  }
}

/**
 * @param {HTMLInputElement} search
 * @param {HTMLElement} found
 */
function find(search, found) {
  let wait = 0;
  search.addEventListener("input", () => {
    window.clearTimeout(wait);
    wait = window.setTimeout(() => {
      const text = search.value.trim();
      if (!text) {
        tree.clear_search();
        found.textContent = "";
        return;
      }
      tree.search(text);
      const count = holder.querySelectorAll(".jstree-search").length;
      found.textContent = (form.dataset.found || "").replace("{count}", String(count));
    }, 150);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
}
