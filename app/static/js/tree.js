// Trees by the ARIA pattern: one stop of the Tab key, arrows to move, open and close; a click follows the link.
(function () {
  "use strict";

  document.querySelectorAll("[data-tree]").forEach((tree) => {
    const visible = () => Array.from(tree.querySelectorAll("[role=treeitem]")).filter((item) => !item.closest("[role=group][hidden]"));

    tree.addEventListener("click", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (item && item.hasAttribute("aria-expanded") && event.offsetX < 24 && event.target === item) {
        event.preventDefault();
        set(item, item.getAttribute("aria-expanded") !== "true");
      }
    });

    tree.addEventListener("keydown", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      const rtl = getComputedStyle(tree).direction === "rtl";
      const items = visible();
      const at = items.indexOf(item);
      const open = item.getAttribute("aria-expanded");
      const deeper = rtl ? "ArrowLeft" : "ArrowRight";
      const higher = rtl ? "ArrowRight" : "ArrowLeft";
      let target = null;
      if (event.key === "ArrowDown") {
        target = items[at + 1];
      } else if (event.key === "ArrowUp") {
        target = items[at - 1];
      } else if (event.key === "Home") {
        target = items[0];
      } else if (event.key === "End") {
        target = items[items.length - 1];
      } else if (event.key === deeper && open === "false") {
        set(item, true);
      } else if (event.key === deeper && open === "true") {
        target = items[at + 1];
      } else if (event.key === higher && open === "true") {
        set(item, false);
      } else if (event.key === higher) {
        const group = item.closest("[role=group]");
        target = group && group.parentElement.querySelector("[role=treeitem]");
      } else if (event.key === " ") {
        item.click();
      } else {
        return;
      }
      event.preventDefault();
      if (target) {
        focus(target);
      }
    });

    function focus(item) {
      tree.querySelectorAll("[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
      item.tabIndex = 0;
      item.focus();
    }

    function set(item, isOpen) {
      const group = item.parentElement.querySelector(":scope > [role=group]");
      item.setAttribute("aria-expanded", String(isOpen));
      if (group) {
        group.hidden = !isOpen;
      }
    }

    [["data-tree-open", true], ["data-tree-close", false]].forEach(([name, isOpen]) => {
      document.querySelectorAll("[" + name + "='" + tree.id + "']").forEach((button) => {
        button.hidden = false;
        button.addEventListener("click", () => {
          tree.querySelectorAll("[aria-expanded]").forEach((item) => {
            if (isOpen || item.getAttribute("aria-level") !== "1") {
              set(item, isOpen);
            }
          });
        });
      });
    });
  });
})();
