// A new key is written wherever a form names what it belongs to; an option that is called alike stays.
import { editor } from "../formats/state.js";
import { blocks, form, listOf } from "./model.js";
import { renamedIn } from "./pieces.js";

/** @typedef {import("./model.js").Block} Block */
/** @typedef {import("./model.js").Box} Box */
/** @typedef {import("./model.js").Clause} Clause */
/** @typedef {import("./model.js").When} When */

/**
 * Write another name of an entry, which keeps its place among the others.
 * @template T
 * @param {Record<string, T>} entries
 * @param {string} old
 * @param {string} key
 * @returns {Record<string, T>}
 */
const entry = (entries, old, key) => Object.fromEntries(Object.entries(entries).map(([name, part]) => [name === old ? key : name, part]));

/**
 * @param {{ when?: When, keep?: When }} owner
 * @param {string} old
 * @param {string} key
 */
function inConditions(owner, old, key) {
  if (owner.when) {
    owner.when = entry(owner.when, old, key);
  }
  if (owner.keep) {
    owner.keep = entry(owner.keep, old, key);
  }
}

/**
 * @param {Box[][]} rows
 * @param {string} old
 * @param {string} key
 */
function inRows(rows, old, key) {
  const swap = (/** @type {string} */ name) => (name === old ? key : name);
  rows.forEach((row) => row.forEach((box, index) => {
    if (typeof box === "string") {
      row[index] = swap(box);
      return;
    }
    if (box.f !== undefined) {
      box.f = typeof box.f === "string" ? swap(box.f) : box.f.map(swap);
    }
    inConditions(box, old, key);
    inRows(box.stack || [], old, key);
  }));
}

/**
 * @param {Clause[]} items
 * @param {string} old
 * @param {string} key
 */
function inClauses(items, old, key) {
  items.forEach((item) => {
    inConditions(item, old, key);
    inClauses(item.sub || [], old, key);
  });
}

/**
 * @param {Block[]} list
 * @param {string} old
 * @param {string} key
 */
function inBlocks(list, old, key) {
  list.forEach((block) => {
    inConditions(block, old, key);
    if (block.text === old) {
      block.text = key;
    }
    inRows(block.rows || [], old, key);
    inClauses(block.clauses || [], old, key);
    if (block.issue) {
      inRows(block.issue.rows || [], old, key);
      if (block.issue.seal === old) {
        block.issue.seal = key;
      }
    }
    if (block.part) {
      inBlocks(block.part.blocks, old, key);
    }
  });
}

// A field's new key.
editor.renamed = (old, key) => {
  const { layout, foot = [], sample } = form();
  inBlocks(blocks(), old, key);
  if (layout && layout.head) {
    layout.head = Object.fromEntries(Object.entries(layout.head).map(([name, named]) => [name, named === old ? key : named]));
  }
  if (layout && layout.goods) {
    layout.goods.cols = entry(layout.goods.cols, old, key);
  }
  foot.forEach((item) => typeof item !== "string" && inConditions(item, old, key));
  if (sample && sample.values) {
    sample.values = entry(sample.values, old, key);
  }
  if (sample && sample.chosen) {
    sample.chosen = entry(sample.chosen, old, key);
  }
  editor.list("fields").forEach((field) => {
    if (field.required_if && field.required_if.field === old) {
      field.required_if.field = key;
    }
  });
  listOf("texts").forEach((text) => editor.languages().filter((language) => text[language]).forEach((language) => {
    text[language] = renamedIn(text[language], old, key);
  }));
};

/**
 * Write a fixed text's or a group's new key where the layout names it.
 * @param {"texts" | "groups"} part
 * @param {string} old
 * @param {string} key
 */
export function renamedItem(part, old, key) {
  const own = form();
  const swap = (/** @type {string} */ name, /** @type {any} */ value) => (part === "texts" && value === `@${old}` ? `@${key}` : part === "groups" && name === "table" && value === old ? key : value);
  if (own.layout) {
    own.layout = JSON.parse(JSON.stringify(own.layout, swap));
  }
  if (part === "texts" && own.foot) {
    own.foot = own.foot.map((item) => (item === old ? key : typeof item !== "string" && item.text === `@${old}` ? { ...item, text: `@${key}` } : item));
  }
  const rows = own.sample && own.sample.rows;
  if (part === "groups" && rows && rows[old]) {
    rows[key] = rows[old];
    delete rows[old];
  }
}
