// The mend of a fault, one click from its sentence, where there is only one.
import { editor } from "../formats/state.js";
import { evenly } from "./blocks.js";
import { SHEET_MM, SIDE_MM, blocks, say } from "./model.js";

/** @typedef {import("./model.js").Block} Block */
/** @typedef {import("./model.js").Box} Box */

/**
 * Follow a path into the definition.
 * @param {string} place
 * @returns {any}
 */
const at = (place) => place.split(".").reduce((found, step) => (found === undefined || found === null ? found : found[step]), /** @type {any} */ (editor.definition));

/** @param {string} place */
const takeOut = (place) => {
  const number = place.split(".").pop();
  const list = at(place.replace(/\.[^.]*$/, ""));
  return () => list.splice(Number(number), 1);
};

/** @param {string} place */
const share = (place) => () => {
  /** @type {Block} */
  const block = at(place);
  block.cols = evenly(block.table || "", place.includes(".part.") ? SHEET_MM - SIDE_MM : SHEET_MM, block.sets);
};

/** @param {string} place */
const even = (place) => () => at(place).forEach((/** @type {Box} */ box) => typeof box !== "string" && delete box.w);

/**
 * @param {Block} block
 * @returns {() => void}
 */
const add = (block) => () => {
  const foot = blocks().findIndex((one) => one.issue && one.issue.sheets !== "here");
  blocks().splice(foot < 0 ? blocks().length : foot, 0, block);
};

/** @param {string} key @param {string} place */
const placed = (key, place) => (place.startsWith("texts") ? { text: `@${key}` } : { rows: [[key]] });

// code of a fault → what the button says, and what it does
editor.mends = {
  table_width: ({ place }) => [say.shareEvenly, share(place)],
  table_columns: ({ place }) => [say.shareEvenly, share(place)],
  row_widths: ({ place }) => [say.mendEvenly, even(place)],
  row_empty: ({ place }) => [say.takeOut, takeOut(place)],
  cell_empty: ({ place }) => [say.takeOut, takeOut(place)],
  label_too_wide: ({ place }) => [say.mendLabel, () => {
    const list = at(place.replace(/\.[^.]*$/, ""));
    const number = Number(place.split(".").pop());
    list[number] = typeof list[number] === "string" ? { f: list[number], label: "top" } : { ...list[number], label: "top" };
  }],
  not_placed: ({ place }) => [say.mendPlace, add(placed(at(`${place}.key`), place))],
  text_not_placed: ({ place }) => [say.mendPlace, add(placed(at(`${place}.key`), place))],
  group_not_placed: ({ place }) => [say.mendPlace, add({ table: at(`${place}.key`), cols: evenly(at(`${place}.key`), SHEET_MM) })],
  page_without_blocks: ({ place }) => [say.takeOut, takeOut(place)],
  issue_twice: ({ place }) => [say.mendHere, () => { at(place).issue.sheets = "here"; }],
  issue_in_part: ({ place }) => [say.mendHere, () => { at(place).issue.sheets = "here"; }],
};
