// The blanks, boxes to tick, alternatives and raised marks inside a fixed text: found, written, said in words.
import { fieldName, optionName, say } from "./model.js";

/** @typedef {"blank" | "tick" | "choice" | "raised"} PieceKind */
/**
 * @typedef {object} Piece
 * @property {PieceKind} kind
 * @property {string} key its field; of a raised mark, the mark
 * @property {string} [option]
 * @property {string} [words] of an alternative, what is struck out unless it is chosen
 * @property {string} [width] of a blank, mm
 */
/** @typedef {Piece & { raw: string, start: number }} Found */

const PIECE = /\{(?:\^([^{}|]{1,20})|([a-z][a-z0-9_]{0,59})(?:([:=~])([^{}|]*)(?:\|([^{}]*))?)?)\}/g;
/** @type {Record<string, PieceKind>} */
const KINDS = { "": "blank", ":": "blank", "=": "tick", "~": "choice" };

/**
 * @param {string} text
 * @returns {Found[]}
 */
export function pieces(text) {
  return [...text.matchAll(PIECE)].map((match) => {
    const [raw, raised, key, between = "", argument = "", words] = match;
    const start = match.index || 0;
    if (raised !== undefined) {
      return { kind: "raised", key: raised, raw, start };
    }
    const kind = KINDS[between];
    return kind === "blank" ? { kind, key, width: argument, raw, start } : { kind, key, option: argument, words, raw, start };
  });
}

/**
 * @param {Piece} piece
 * @returns {string} as it stands in the text
 */
export function written({ kind, key, option, words, width }) {
  switch (kind) {
    case "raised": return `{^${key}}`;
    case "tick": return `{${key}=${option}}`;
    case "choice": return `{${key}~${option}|${(words || "").replace(/[{}|]/g, "")}}`;
    default: return width ? `{${key}:${width}}` : `{${key}}`;
  }
}

/**
 * @param {Piece} piece
 * @returns {string} what it prints, in words
 */
export function told({ kind, key, option = "", words = "", width }) {
  const field = fieldName(key);
  const text = {
    blank: width ? say.blankOfWidth : say.blank, tick: say.tick, choice: say.choice, raised: say.raised,
  }[kind];
  return text.replace("{field}", field).replace("{mark}", key).replace("{width}", width || "").replace("{option}", optionName(key, option)).replace("{words}", words);
}

/**
 * Write another field's key into the marks of a text.
 * @param {string} text
 * @param {string} old
 * @param {string} key
 */
export function renamedIn(text, old, key) {
  return text.replace(PIECE, (raw, raised, found) => (raised === undefined && found === old ? `{${key}${raw.slice(old.length + 1)}` : raw));
}

/**
 * What must be the same in every language: which fields and options a text has.
 * @param {Piece} piece
 */
export const sign = ({ kind, key, option }) => [kind, key, option || ""].join(" ");
