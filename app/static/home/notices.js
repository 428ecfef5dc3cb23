// Notices: a toolbar above the text area that puts tags around what is selected; the server cleans what is saved.
import { all, around, one } from "../frame/dom.js";

const area = one("textarea[data-rich]", HTMLTextAreaElement);
const bar = one("[data-rich-bar]", HTMLElement);
const buttons = all("[data-put]", HTMLButtonElement, bar);

area.before(bar);
bar.hidden = false;
bar.setAttribute("aria-controls", area.id);
rove(0);

bar.addEventListener("click", (event) => {
  const button = around(event, "[data-put]", HTMLButtonElement);
  if (!button) return;
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const parts = written(button.dataset.put || "", chosen);
  if (parts) put(parts);
});

// one stop for Tab, arrows between the buttons, as toolbars do
bar.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const turned = document.dir === "rtl" ? -step : step;
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = (at + turned + buttons.length) % buttons.length;
  rove(next);
  buttons[next].focus();
});

/** @param {number} number */
function rove(number) {
  buttons.forEach((button, index) => { button.tabIndex = index === number ? 0 : -1; });
}

/**
 * Return [before, inside, after], or null when the link was given up.
 * @param {string} tag
 * @param {string} chosen
 * @returns {[string, string, string] | null}
 */
function written(tag, chosen) {
  if (tag === "ul") {
    const lines = chosen.split("\n").filter((line) => line.trim());
    return ["<ul>\n<li>", lines.join("</li>\n<li>"), "</li>\n</ul>\n"];
  }
  if (tag === "a") {
    const address = window.prompt(bar.dataset.address, "https://");
    if (!address) return null;
    const quoted = address.trim().replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    return [`<a href="${quoted}">`, chosen || address.trim(), "</a>"];
  }
  return [`<${tag}>`, chosen, `</${tag}>`];
}

/** @param {[string, string, string]} parts */
function put(parts) {
  const start = area.selectionStart;
  area.focus();
  const whole = parts.join("");
  // the browser's own insertion keeps undo; where it is missing, the value is set
  if (!document.execCommand("insertText", false, whole)) {
    area.setRangeText(whole, start, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start + parts[0].length, start + parts[0].length + parts[1].length);
}
