// The numbers of the opinions on the paper: a pin beside the label of each box that has one.
(() => {
  const frame = document.querySelector(".sheet-frame");
  if (!frame) {
    return;
  }

  const boxes = Array.from(document.querySelectorAll(".cmp > [data-label]"), (box) => ({
    label: box.dataset.label.trim(),
    numbers: Array.from(box.querySelectorAll(".pin"), (pin) => pin.textContent),
  })).filter((box) => box.label && box.numbers.length);

  // A label stands in a text node of its own; the longest match wins, since labels begin alike.
  const place = (paper, label) => {
    const walker = paper.createTreeWalker(paper.body, NodeFilter.SHOW_TEXT);
    let found = null;
    while (!found && walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      found = text === label || text.startsWith(label + " ") ? walker.currentNode.parentElement : null;
    }
    return found;
  };

  const pin = (paper, number) => {
    const mark = paper.createElement("span");
    mark.textContent = number;
    Object.assign(mark.style, {
      position: "absolute", display: "inline-block", minWidth: "1.5em", marginInlineStart: "0.4em", padding: "0 0.3em", borderRadius: "0.8em",
      background: "#b3261e", color: "#fff", font: "700 11px/1.5 sans-serif", textAlign: "center",
    });
    return mark;
  };

  const draw = () => {
    const paper = frame.contentDocument;
    if (!paper || !paper.body || paper.documentElement.dataset.pins) {
      return;
    }
    paper.documentElement.dataset.pins = "drawn";
    boxes.forEach((box) => {
      const at = place(paper, box.label);
      if (at) {
        at.append(...box.numbers.map((number) => pin(paper, number)));
      }
    });
  };

  frame.addEventListener("load", draw);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") {
    draw();
  }
})();
