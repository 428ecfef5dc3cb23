// The numbers of the opinions on the paper: a pin beside the label of each box that has one.
import { all } from "../frame/dom.js";

/**
 * @param {HTMLIFrameElement} frame the sheet, loaded or still on its way
 */
export function drawPins(frame) {
  const boxes = all(".cmp > [data-label]", HTMLElement).map((box) => ({
    label: (box.dataset.label || "").trim(),
    numbers: all(".pin", HTMLElement, box).map((pin) => pin.textContent || ""),
  })).filter((box) => box.label && box.numbers.length);

  const draw = () => {
    const paper = frame.contentDocument;
    if (!paper || !paper.body || paper.documentElement.dataset.pins) {
      return;
    }
    paper.documentElement.dataset.pins = "drawn";
    boxes.forEach(({ label, numbers }) => {
      const at = place(paper, label);
      if (at) {
        at.append(...numbers.map((number) => mark(paper, number)));
      }
    });
  };

  frame.addEventListener("load", draw);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") {
    draw();
  }
}

/**
 * A label stands in a text node of its own: the first that is the label, or begins with it and a blank.
 * @param {Document} paper
 * @param {string} label
 * @returns {HTMLElement | null}
 */
function place(paper, label) {
  const walker = paper.createTreeWalker(paper.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent || "").trim();
    if (text === label || text.startsWith(`${label} `)) {
      return node.parentElement;
    }
  }
  return null;
}

/**
 * @param {Document} paper
 * @param {string} number
 */
function mark(paper, number) {
  const made = paper.createElement("span");
  made.textContent = number;
  Object.assign(made.style, {
    position: "absolute", display: "inline-block", minWidth: "1.5em", marginInlineStart: "0.4em", padding: "0 0.3em", borderRadius: "0.8em",
    background: "#b3261e", color: "#fff", font: "700 11px/1.5 sans-serif", textAlign: "center",
  });
  return made;
}
