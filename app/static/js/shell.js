// The frame's behaviour: search by Ctrl+K, menus that close, questions before destruction, one submit per click.
(function () {
  "use strict";

  // milliseconds within which two clicks are one
  const PAUSE = 2000;

  const ask = document.getElementById("ask");
  const FOLDS = "certificates.menu";

  // The groups of a long menu stay as they were left; the item of this page is in sight.
  (function () {
    const parts = Array.from(document.querySelectorAll("#menu details.part"));
    let opened = [];
    try {
      opened = JSON.parse(window.localStorage.getItem(FOLDS)) || [];
    } catch (error) {
      opened = [];
    }
    parts.forEach((part) => {
      part.open = part.open || opened.indexOf(part.dataset.part) >= 0;
      part.querySelector("summary").addEventListener("click", () => window.setTimeout(() => {
        const left = parts.filter((one) => one.open).map((one) => one.dataset.part);
        try {
          window.localStorage.setItem(FOLDS, JSON.stringify(left));
        } catch (error) {
          // Without storage the menu just starts folded on the next page.
        }
      }));
    });
    const here = document.querySelector("#menu a[aria-current]");
    const rail = document.querySelector("#menu .rail");
    if (here && rail && here.offsetTop + here.offsetHeight > rail.clientHeight) {
      rail.scrollTop = here.offsetTop - rail.clientHeight / 2;
    }
  }());

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      const find = document.getElementById("find");
      if (find) {
        event.preventDefault();
        find.focus();
        find.select();
      }
    }
    if (event.key === "Escape") {
      closeMenus(null, true);
    }
  });

  document.addEventListener("click", (event) => closeMenus(event.target, false));

  function closeMenus(target, refocus) {
    document.querySelectorAll("details.drop[open]").forEach((menu) => {
      if (target && menu.contains(target)) {
        return;
      }
      if (refocus && menu.contains(document.activeElement)) {
        menu.querySelector("summary").focus();
      }
      menu.open = false;
    });
  }

  // What is not allowed now stays visible; a click on it does nothing.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[aria-disabled=true]");
    if (button) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // Questions name the object: <button data-confirm="Delete draft 2260… · 001?" data-confirm-yes="Delete">
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = button && button.dataset.confirm;
    if (!question || button.dataset.confirmed || !ask || !ask.showModal) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    ask.querySelector("#ask-text").textContent = question;
    ask.querySelector("[data-yes]").textContent = button.dataset.confirmYes || button.textContent.trim();
    ask.returnValue = "no";
    ask.onclose = () => {
      if (ask.returnValue === "yes") {
        button.dataset.confirmed = "yes";
        event.target.requestSubmit(button);
        delete button.dataset.confirmed;
      } else {
        button.focus();
      }
    };
    ask.showModal();
  }, true);

  // A second click on the same form waits for the answer to the first; forms marked data-repeat may be sent again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeat")) {
      return;
    }
    if (form.target === "_blank") {
      holdBack(event, form);
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(() => buttonsOf(form).forEach((button) => {
      button.dataset.held = button.disabled ? "" : "yes";
      button.disabled = true;
    }));
  });

  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    buttonsOf(form).forEach((button) => {
      if (button.dataset.held === "yes") {
        button.disabled = false;
      }
      delete button.dataset.held;
    });
  }));

  // The answer opens in a tab of its own and this page stays: the second of two quick clicks counts for nothing.
  function holdBack(event, form) {
    if (event.timeStamp - Number(form.dataset.openedAt || -PAUSE) < PAUSE) {
      event.preventDefault();
    } else {
      form.dataset.openedAt = String(event.timeStamp);
    }
  }

  function buttonsOf(form) {
    return Array.from(form.elements).filter((part) => part.tagName === "BUTTON" && part.type === "submit");
  }
})();
