// Take over what a check suggests with one click, without a round trip; the suggestion goes once the entry is changed.
import { all, around } from "../frame/dom.js";
import { isField } from "./form.js";

document.addEventListener("click", (event) => {
  const button = around(event, "[data-suggest]", HTMLElement);
  const field = button && document.getElementById(button.dataset.suggest || "");
  if (!button || !isField(field)) {
    return;
  }
  event.preventDefault();
  field.value = button.dataset.text || "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});

document.addEventListener("input", (event) => {
  const box = around(event, "[data-path]", HTMLElement);
  if (box) {
    all("[data-suggest]", HTMLElement, box).forEach((button) => {
      const line = button.closest("p");
      if (line) {
        line.remove();
      }
    });
  }
});
