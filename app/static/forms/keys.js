// Where a form names its fields, fixed texts and groups: what stands nowhere yet, and where something stands.
import { editor } from "../formats/state.js";
import { blocks, form, groups, listOf } from "./model.js";
import { pieces } from "./pieces.js";

/** @typedef {import("./model.js").Block} Block */
/** @typedef {import("./model.js").Box} Box */
/** @typedef {import("./model.js").Clause} Clause */

/** Printed by the head of every sheet; the layout need not place them. */
const HEAD = ["certificate_no", "copy_mark", "page_no"];

/**
 * Walk over everything that the layout prints and asks: fields by their keys, texts by `@` and key, groups by `#` and key.
 * @param {(named: string, place: string) => void} found
 */
function walk(found) {
  const { layout, foot = [] } = form();
  Object.entries((layout && layout.head) || {}).forEach(([name, key]) => found(key, `layout.head.${name}`));
  blocksIn(blocks(), "layout.blocks", found);
  foot.forEach((item, number) => {
    found(typeof item === "string" ? `@${item}` : item.text, `foot.${number}`);
    asked(typeof item === "string" ? {} : item, `foot.${number}`, found);
  });
}

/**
 * The fields that conditions ask: whoever fills the form in is asked for them.
 * @param {{ when?: import("./model.js").When, keep?: import("./model.js").When }} owner
 * @param {string} place
 * @param {(named: string, place: string) => void} found
 */
function asked({ when = {}, keep = {} }, place, found) {
  [...Object.keys(when), ...Object.keys(keep)].forEach((key) => found(key, place));
}

/**
 * @param {Block[]} list
 * @param {string} place
 * @param {(named: string, place: string) => void} found
 */
function blocksIn(list, place, found) {
  list.forEach((block, number) => {
    const at = `${place}.${number}`;
    [block.text, block.section, block.title].forEach((named) => named && found(named, at));
    rowsIn(block.rows || [], `${at}.rows`, found);
    if (block.table !== undefined) {
      found(`#${block.table}`, at);
    }
    clausesIn(block.clauses || [], `${at}.clauses`, found);
    if (block.issue) {
      rowsIn(block.issue.rows || [], `${at}.issue.rows`, found);
      if (block.issue.seal) {
        found(block.issue.seal, `${at}.issue.seal`);
      }
    }
    if (block.part) {
      found(block.part.side, at);
      blocksIn(block.part.blocks, `${at}.part.blocks`, found);
    }
    asked(block, at, found);
  });
}

/**
 * @param {Box[][]} rows
 * @param {string} place
 * @param {(named: string, place: string) => void} found
 */
function rowsIn(rows, place, found) {
  rows.forEach((row, number) => row.forEach((box, index) => {
    const at = `${place}.${number}.${index}`;
    keysOf(box).forEach((key) => found(key, at));
    if (typeof box !== "string") {
      rowsIn(box.stack || [], `${at}.stack`, found);
      asked(box, at, found);
    }
  }));
}

/**
 * @param {Clause[]} items
 * @param {string} place
 * @param {(named: string, place: string) => void} found
 */
function clausesIn(items, place, found) {
  items.forEach((item, number) => {
    found(item.t, `${place}.${number}`);
    clausesIn(item.sub || [], `${place}.${number}.sub`, found);
    asked(item, `${place}.${number}`, found);
  });
}

/**
 * @param {Box} box
 * @returns {string[]} what a box prints itself
 */
export function keysOf(box) {
  if (typeof box === "string") {
    return [box];
  }
  return box.stack || box.f === undefined ? [] : [box.f].flat();
}

/** @returns {Set<string>} everything that is printed, fields in the marks of printed texts too */
function printed() {
  /** @type {Set<string>} */
  const found = new Set();
  walk((named) => found.add(named));
  listOf("texts").filter((text) => found.has(`@${text.key}`)).forEach((text) => editor.languages().forEach((language) => {
    pieces(text[language] || "").forEach((piece) => piece.kind !== "raised" && found.add(piece.key));
  }));
  return found;
}

/** @returns {{ fields: string[], texts: string[], groups: string[] }} the keys of what stands nowhere on the paper */
export function unplaced() {
  const done = printed();
  return {
    fields: editor.list("fields").map((field) => field.key).filter((key) => !HEAD.includes(key) && !done.has(key)),
    texts: listOf("texts").map((text) => text.key).filter((key) => !done.has(`@${key}`)),
    groups: groups().map((group) => group.key).filter((key) => !done.has(`#${key}`)),
  };
}

/**
 * @param {string} key
 * @returns {string} the place of the layout that prints a field, else the field itself
 */
function placeOf(key) {
  let place = "";
  const texts = new Set(listOf("texts").filter((text) => editor.languages().some((language) => pieces(text[language] || "").some((piece) => piece.key === key))).map((text) => `@${text.key}`));
  walk((named, at) => { place = place || (named === key || texts.has(named) ? at : ""); });
  return place || `fields.${editor.list("fields").findIndex((field) => field.key === key)}`;
}

editor.placeOf = placeOf;
