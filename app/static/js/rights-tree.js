// The tree of rights: shows the form's check boxes as a jsTree with three states; the boxes stay what is sent.
(function () {
  "use strict";

  const form = document.getElementById("rights-form");
  const holder = document.getElementById("rights-tree");
  const source = document.getElementById("rights-boxes");
  if (!form || !holder || !window.jQuery || !jQuery.jstree) {
    return;
  }
  const $ = jQuery;
  const isReadonly = holder.hasAttribute("data-readonly");
  const boxes = new Map();
  const given = new Set();
  const states = { on: "true", off: "false", some: "mixed" };

  source.querySelectorAll("input[name=rights]").forEach((box) => {
    boxes.set("right-" + box.value, box);
    if (box.defaultChecked) {
      given.add("right-" + box.value);
    }
  });

  holder.hidden = false;
  source.hidden = true;
  document.getElementById("rights-tools").hidden = false;
  holder.classList.toggle("is-readonly", isReadonly);

  const tree = $(holder)
    .on("ready.jstree", () => {
      holder.removeAttribute("tabindex");
      paint();
    })
    .on("redraw.jstree open_node.jstree after_open.jstree close_node.jstree search.jstree clear_search.jstree", paint)
    .on("focus", ".jstree-anchor", (event) => {
      holder.querySelectorAll("[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
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
  $(holder).on("select_node.jstree deselect_node.jstree", () => { copy(); paint(); });

  function branches() {
    return Array.from(source.querySelectorAll("[data-branch]")).filter((branch) => branch.querySelector("input")).map((branch) => ({
      id: "branch-" + branch.dataset.branch,
      text: branch.querySelector("legend").textContent,
      state: { opened: Boolean(branch.querySelector("input:checked")) },
      children: Array.from(branch.querySelectorAll("[data-screen]")).map((screen) => ({
        id: "screen-" + screen.dataset.screen,
        text: screen.querySelector("legend").textContent,
        state: { opened: true },
        children: Array.from(screen.querySelectorAll("input")).map((box) => ({
          id: "right-" + box.value,
          text: box.parentElement.textContent.trim(),
          state: { selected: box.checked, disabled: isReadonly },
        })),
      })),
    }));
  }

  // In right-to-left pages the arrows that open and close change places.
  function keys() {
    const rtl = getComputedStyle(holder).direction === "rtl";
    const usual = $.jstree.defaults.core.keyboard;
    return Object.assign({}, usual, rtl ? { left: usual.right, right: usual.left } : {}, {
      space(event) { event.preventDefault(); toggle(event.currentTarget); },
      enter(event) { event.preventDefault(); toggle(event.currentTarget); },
    });
  }

  function toggle(anchor) {
    if (!isReadonly) {
      $(anchor).trigger("click.jstree");
    }
  }

  function copy() {
    const chosen = new Set(tree.get_bottom_checked());
    boxes.forEach((box, id) => { box.checked = chosen.has(id); });
  }

  function paint() {
    const api = $.jstree.reference(holder);
    if (!api) {
      return;
    }
    holder.removeAttribute("aria-activedescendant"); // the focus itself moves from item to item
    holder.querySelectorAll("[role=treeitem]").forEach((item) => {
      const node = api.get_node(item);
      if (!node) {
        return;
      }
      item.removeAttribute("aria-selected");
      const parts = leaves(api, node);
      const on = parts.filter((id) => boxes.get(id).checked).length;
      item.setAttribute("aria-checked", on === 0 ? states.off : on === parts.length ? states.on : states.some);
      count(item, node, on, parts.length);
      mark(item, node);
    });
    changes();
  }

  function leaves(api, node) {
    return boxes.has(node.id) ? [node.id] : node.children_d.filter((id) => boxes.has(id));
  }

  function count(item, node, on, all) {
    if (boxes.has(node.id)) {
      return;
    }
    const told = item.querySelector("b") || item.appendChild(document.createElement("b"));
    told.textContent = on + " / " + all;
  }

  function mark(item, node) {
    const old = item.querySelector(".chip");
    if (old) {
      old.remove();
    }
    const box = boxes.get(node.id);
    if (!box || box.checked === given.has(node.id)) {
      return;
    }
    const chip = item.appendChild(document.createElement("span"));
    chip.className = "chip " + (box.checked ? "info" : "warn");
    chip.textContent = box.checked ? form.dataset.new : form.dataset.gone;
  }

  function changes() {
    const told = document.getElementById("rights-changed");
    if (!told) {
      return;
    }
    let added = 0;
    let removed = 0;
    boxes.forEach((box, id) => {
      added += box.checked && !given.has(id) ? 1 : 0;
      removed += !box.checked && given.has(id) ? 1 : 0;
    });
    const text = added || removed ? form.dataset.added.replace("{added}", added).replace("{removed}", removed) : form.dataset.unchanged;
    if (told.textContent !== text) {
      told.textContent = text;
    }
  }

  form.addEventListener("reset", () => {
    setTimeout(() => {
      tree.deselect_all(true);
      tree.select_node(Array.from(given), true, true);
      tree.redraw(true);
      copy();
      paint();
    });
  });

  document.getElementById("rights-open").addEventListener("click", () => tree.open_all());
  document.getElementById("rights-close").addEventListener("click", () => tree.close_all());

  const search = document.getElementById("rights-find");
  let wait = 0;
  search.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      const text = search.value.trim();
      const found = document.getElementById("rights-found");
      if (!text) {
        tree.clear_search();
        found.textContent = "";
        return;
      }
      tree.search(text);
      found.textContent = form.dataset.found.replace("{count}", holder.querySelectorAll(".jstree-search").length);
    }, 150);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
})();
