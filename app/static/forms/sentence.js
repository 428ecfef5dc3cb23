// A fixed text in every language of the paper: typed, with blanks, boxes and alternatives put in by a menu.
import { button, editor, el, focusOn, words } from "../formats/state.js";
import { insertion } from "./insertion.js";
import { paperLanguages, say } from "./model.js";
import { pieces, sign, told, written } from "./pieces.js";

/** @typedef {import("./pieces.js").Piece} Piece */

let counter = 0;
/** Which insertion is being filled in, by the place of its text: it stays while the text is drawn anew. */
let asking = { place: "", kind: "" };

/**
 * Make the editor of one text.
 * @param {Record<string, any>} worded what has the words beside its other entries
 * @param {string} place
 * @param {() => void} changed
 * @param {boolean} [isPlain] nothing can be put into it
 * @returns {HTMLElement}
 */
export function sentence(worded, place, changed, isPlain = false) {
  const languages = paperLanguages();
  /** @type {Record<string, HTMLTextAreaElement>} */
  const boxes = {};
  let current = languages[0];
  const root = el("div", { class: "full sentence", "data-place": place, tabindex: -1 });
  draw();
  return root;

  function draw() {
    root.replaceChildren(...(isPlain ? [] : [bar()]), ...languages.map(area), ...(asking.place === place ? [form()] : []));
  }

  function bar() {
    const kinds = { blank: say.insertBlank, tick: say.insertTick, choice: say.insertChoice, raised: say.insertRaised };
    return el("div", { class: "insertbar", role: "group", "aria-label": say.insert }, ...Object.entries(kinds).map(([kind, label]) => {
      const isOpen = asking.place === place && asking.kind === kind;
      return button(label, () => {
        const kept = boxes[current];
        const cursor = [kept.selectionStart, kept.selectionEnd];
        asking = isOpen ? { place: "", kind: "" } : { place, kind };
        draw();
        boxes[current].setSelectionRange(cursor[0], cursor[1]);
        focusOn(isOpen ? `${place}.insert.${kind}` : `${place}.insert.field`, root);
      }, { class: "btn", "aria-expanded": String(isOpen), "data-focus": `${place}.insert.${kind}` });
    }));
  }

  function form() {
    const box = boxes[current];
    const chosen = box ? box.value.slice(box.selectionStart, box.selectionEnd) : "";
    return insertion({ kind: asking.kind, place: `${place}.insert`, words: chosen, put: (piece) => insert(current, piece), again: draw });
  }

  /**
   * @param {string} language
   * @param {Piece} piece
   */
  function insert(language, piece) {
    const box = boxes[language];
    const token = written(piece);
    const at = box.selectionStart;
    box.setRangeText(token, at, box.selectionEnd, "end");
    const cursor = box.selectionStart;
    asking = { place: "", kind: "" };
    write(language, box.value);
    draw();
    boxes[language].focus();
    boxes[language].setSelectionRange(cursor, cursor);
  }

  /**
   * @param {string} language
   * @param {string} text
   */
  function write(language, text) {
    worded[language] = text;
    editor.changed();
    changed();
  }

  /** @param {string} language */
  function area(language) {
    counter += 1;
    const id = `s-${counter}`;
    const chips = el("ul", { class: "chips pieces", "aria-label": say.inThisText });
    const box = el("textarea", {
      id, rows: 3, lang: language, dir: "auto", "data-place": `${place}.${language}`, "data-focus": `${place}.${language}`,
      on: {
        focus: () => { current = language; },
        input: () => {
          write(language, box.value);
          all();
        },
      },
    });
    box.value = worded[language] || "";
    box.setSelectionRange(box.value.length, box.value.length);
    boxes[language] = box;
    const fill = () => chips.replaceChildren(...(isPlain ? [] : [...present(language), ...missing(language)]));
    box.addEventListener("pieces", fill);
    fill();
    return el("div", { class: "f" }, el("label", { for: id }, say.textIn.replace("{language}", editor.language(language))), box, chips);
  }

  // what one language has, the others must have too
  function all() {
    languages.forEach((language) => boxes[language] && boxes[language].dispatchEvent(new CustomEvent("pieces")));
  }

  /** @param {string} language */
  function present(language) {
    return pieces(worded[language] || "").map((piece) => el("li", {}, el("span", {}, told(piece)), button("×", () => {
      const text = worded[language];
      const rest = text.slice(0, piece.start) + (piece.words || "") + text.slice(piece.start + piece.raw.length);
      write(language, rest);
      draw();
      boxes[language].focus();
    }, { class: "btn txt mini", "aria-label": words.remove.replace("{name}", told(piece)), title: words.remove.replace("{name}", told(piece)) })));
  }

  /** @param {string} language */
  function missing(language) {
    const own = new Set(pieces(worded[language] || "").map(sign));
    const wanted = languages.filter((other) => other !== language).flatMap((other) => pieces(worded[other] || ""));
    const lacking = wanted.filter((piece, number) => !own.has(sign(piece)) && wanted.findIndex((one) => sign(one) === sign(piece)) === number);
    return lacking.map((piece) => el("li", { class: "lacking" }, button(say.alsoHere.replace("{piece}", told(piece)), () => insert(language, piece), { class: "btn txt" })));
  }
}
