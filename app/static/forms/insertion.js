// What is put into a sentence: a blank or a field, a box to tick, an alternative, a raised mark, chosen from menus.
import { button, el, focusOn, input, pair, words } from "../formats/state.js";
import { fieldOf, fieldPairs, optionName, say } from "./model.js";
import { newField } from "./new-field.js";

/** @typedef {import("./pieces.js").Piece} Piece */
/**
 * @typedef {object} Asked
 * @property {string} kind blank, tick, choice, raised
 * @property {string} place
 * @property {string} words what is marked in the text
 * @property {(piece: Piece) => void} put
 * @property {() => void} again draw the sentence anew
 */

const NEW = "+";

/**
 * @param {Asked} asked
 * @returns {HTMLElement}
 */
export function insertion(asked) {
  const { kind, place } = asked;
  const isChoice = kind === "tick" || kind === "choice";
  /** @type {[string, string][]} */
  const known = kind === "raised" ? [] : fieldPairs((field) => (isChoice ? Boolean((field.options || []).length) : field.kind !== "image"));
  const piece = { key: known.length ? known[0][0] : NEW, option: "", words: asked.words, width: "", mark: "1" };
  const root = el("div", { class: "insertion", role: "group", "aria-label": say.insert });
  draw();
  return root;

  function draw() {
    const choices = [...known, pair(NEW, isChoice ? say.newChoice : say.newField)];
    const set = (/** @type {string} */ key) => { piece.key = key; piece.option = ""; draw(); focusOn(`${place}.field`, root); };
    root.replaceChildren(...(kind === "raised" ? raised() : [
      input({ label: words.field, value: piece.key, kind: "select", choices, set, place: `${place}.field` }),
      ...(piece.key === NEW ? [newField({ isChoice, place: `${place}.new`, made: take })] : parts()),
    ]));
  }

  /** @param {string} key */
  function take(key) {
    known.push(...fieldPairs((field) => field.key === key));
    piece.key = key;
    draw();
    focusOn(isChoice ? `${place}.option` : `${place}.put`, root);
  }

  function raised() {
    return [
      input({ label: say.markOfNote, value: piece.mark, place: `${place}.field`, set: (mark) => { piece.mark = mark; } }),
      put(() => ({ kind: "raised", key: piece.mark.replace(/[{}|]/g, "") || "*" })),
    ];
  }

  function parts() {
    const options = ((fieldOf(piece.key) || {}).options || []).map((one) => pair(one.value, optionName(piece.key, one.value)));
    if (kind === "blank") {
      return [
        input({ label: say.widthOfBlank, value: piece.width, kind: "number", place: `${place}.width`, set: (width) => { piece.width = width === undefined ? "" : String(width); } }),
        put(() => ({ kind: "blank", key: piece.key, width: piece.width })),
      ];
    }
    piece.option = piece.option || (options[0] ? options[0][0] : "");
    const option = input({ label: say.option, value: piece.option, kind: "select", choices: options, place: `${place}.option`, set: (value) => { piece.option = value; said(); } });
    const wordsBox = kind === "choice" ? input({ label: say.wordsOfChoice, value: piece.words, place: `${place}.words`, full: true, set: (text) => { piece.words = text; } }) : null;
    // words that were not typed are those of the option
    const said = () => {
      const box = wordsBox && wordsBox.querySelector("input");
      if (box && (!piece.words || options.some(([, name]) => name === piece.words))) {
        piece.words = optionName(piece.key, piece.option);
        box.value = piece.words;
      }
    };
    said();
    return [option, ...(wordsBox ? [wordsBox] : []), put(() => (kind === "tick"
      ? { kind: "tick", key: piece.key, option: piece.option }
      : { kind: "choice", key: piece.key, option: piece.option, words: piece.words }))];
  }

  /** @param {() => Piece} make */
  function put(make) {
    return button(say.put, () => asked.put(make()), { class: "btn pri", "data-focus": `${place}.put` });
  }
}

