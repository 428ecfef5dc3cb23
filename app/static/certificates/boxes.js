// The transparent boxes over a picture of paper: named where the mouse is, chosen by click or keyboard, read out in order, with pins.

/** @typedef {import("./pages.js").Box} Box */
/** @typedef {import("./pages.js").Drawn} Drawn */
/** @typedef {{ text: string, href: string, name: string }} Pin a number at a box, and where it leads */
/**
 * What lies over a picture.
 * @typedef {object} Layer
 * @property {HTMLElement} over where the boxes are drawn
 * @property {HTMLElement} read the list that is read out
 * @property {string} name what the boxes are together
 * @property {((box: Box) => void) | null} choose what choosing a box does; null where it does nothing
 * @property {(key: string) => Pin[]} pins
 */

/** Pixels from pin to pin. */
const PIN = 24;
let counter = 0;

/**
 * Make the layer over one picture, which is drawn anew with each page.
 * @param {Layer} layer
 */
export function boxesOver({ over, read, name, choose, pins }) {
  /** @type {Box[]} */
  let boxes = [];
  /** @type {HTMLElement[]} */
  let shown = [];
  let active = -1;
  let marked = "";
  counter += 1;
  const id = `paper-${counter}`;

  if (choose) {
    over.addEventListener("keydown", moved);
    over.addEventListener("focus", () => activate(active < 0 ? 0 : active));
    over.addEventListener("blur", () => over.removeAttribute("aria-activedescendant"));
    over.addEventListener("click", (event) => {
      const at = shown.findIndex((box) => event.target instanceof Node && box.contains(event.target));
      if (at >= 0) {
        activate(at);
        choose(boxes[at]);
      }
    });
  }
  return { draw, mark };

  /** @param {Drawn} drawn */
  function draw(drawn) {
    const before = active >= 0 ? boxes[active].key : "";
    boxes = drawn.boxes;
    shown = boxes.map((box, at) => placed(box, at, drawn));
    const pinned = boxes.flatMap((box) => pins(box.key).map((pin, number, found) => pinAt(box, pin, found.length - number, drawn)));
    over.replaceChildren(...shown);
    if (choose && boxes.length) { // a list without anything to choose would be none
      over.setAttribute("role", "listbox");
      over.setAttribute("aria-label", name);
      over.tabIndex = 0;
    }
    all(".paper-pin").forEach((old) => old.remove());
    over.after(...pinned);
    const lines = boxes.filter((box) => box.label || box.text).map(said);
    read.replaceChildren(...(lines.length ? lines : drawn.lines).map(item));
    activate(boxes.findIndex((box) => box.key === before), false);
    mark(marked);
  }

  /** @param {string} selector */
  function all(selector) {
    return Array.from(over.parentElement ? over.parentElement.querySelectorAll(selector) : []);
  }

  /**
   * Show which boxes belong to an entry of the form.
   * @param {string} path one that ends with a point stands for a row: its cells, and the boxes that print its group
   */
  function mark(path) {
    marked = path;
    const [group] = path.split(".");
    const isOfRow = (/** @type {Box} */ box) => box.path.startsWith(box.key.includes(".") ? path : `${group}.`);
    const isMeant = (/** @type {Box} */ box) => box.path === path || (path.endsWith(".") && isOfRow(box));
    shown.forEach((box, at) => box.classList.toggle("here", Boolean(path) && isMeant(boxes[at])));
  }

  /**
   * @param {Box} box
   * @param {number} at
   * @param {Drawn} drawn
   */
  function placed(box, at, drawn) {
    const made = document.createElement("div");
    made.className = "paper-box";
    made.dataset.box = box.key;
    made.title = box.label;
    if (choose) {
      made.id = `${id}-${at}`;
      made.setAttribute("role", "option");
      made.setAttribute("aria-label", box.label || box.text);
      made.setAttribute("aria-selected", "false");
    }
    put(made, box, drawn);
    made.style.inlineSize = share(box.width, drawn.width);
    made.style.blockSize = share(box.height, drawn.height);
    return made;
  }

  /** @param {KeyboardEvent} event */
  function moved(event) {
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: active + 1, ArrowRight: active + 1, ArrowUp: active - 1, ArrowLeft: active - 1, Home: 0, End: boxes.length - 1 };
    if ((event.key === "Enter" || event.key === " ") && choose && boxes[active]) {
      event.preventDefault();
      choose(boxes[active]);
    } else if (event.key in steps) {
      event.preventDefault();
      activate(Math.max(0, Math.min(steps[event.key], boxes.length - 1)));
      if (shown[active]) {
        shown[active].scrollIntoView({ block: "nearest" });
      }
    }
  }

  /**
   * @param {number} at
   * @param {boolean} [isTold] whether the keyboard is there
   */
  function activate(at, isTold = true) {
    active = at < boxes.length ? at : -1;
    if (!choose) {
      return;
    }
    shown.forEach((box, number) => {
      box.setAttribute("aria-selected", String(number === active));
      box.classList.toggle("active", number === active && isTold);
    });
    if (shown[active] && isTold) {
      over.setAttribute("aria-activedescendant", shown[active].id);
    } else {
      over.removeAttribute("aria-activedescendant");
    }
  }
}

/** @param {Box} box */
function said({ label, text }) {
  return label && text ? `${label}: ${text}` : label || text;
}

/** @param {string} text */
function item(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

/**
 * Several pins of a box stand beside each other, up to its end.
 * @param {Box} box
 * @param {Pin} pin
 * @param {number} before how many pins there are from this one to the end
 * @param {Drawn} drawn
 */
function pinAt(box, pin, before, drawn) {
  const made = document.createElement("a");
  made.className = "paper-pin";
  made.href = pin.href;
  made.textContent = pin.text;
  made.setAttribute("aria-label", pin.name);
  made.title = pin.name;
  put(made, { ...box, x: box.x + box.width }, drawn);
  made.style.marginLeft = `${-PIN * before}px`;
  return made;
}

/**
 * @param {HTMLElement} made
 * @param {{ x: number, y: number }} at
 * @param {{ width: number, height: number }} page
 */
function put(made, at, page) {
  made.style.left = share(at.x, page.width);
  made.style.top = share(at.y, page.height);
}

/**
 * @param {number} part
 * @param {number} whole
 */
function share(part, whole) {
  return `${(100 * part / whole).toFixed(3)}%`;
}
