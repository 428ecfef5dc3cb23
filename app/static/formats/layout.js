// The layout of a format: blocks from top to bottom, rows of cells in twelfths, without any markup.
import { one } from "../frame/dom.js";
import { button, editor, el, focusOn, input, order, pair, put, words, wordsOf } from "./state.js";

/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("./state.js").Cell} Cell */
/** @typedef {import("./state.js").Layout} Layout */

const items = one("[data-part=layout] [data-items]", HTMLElement);
const HEAD = ["certificate_no", "copy_mark", "page_no"];
/** @type {[string | number, string][]} */
const CELL_WIDTHS = [["", words.evenly]];
for (let width = 1; width <= 12; width += 1) {
  CELL_WIDTHS.push([width, `${width}/12`]);
}

/** @returns {Layout} */
const layout = () => editor.definition.layout || (editor.definition.layout = { blocks: [] });
const fields = () => editor.list("fields");
/**
 * @param {Cell} cell
 * @returns {string[]}
 */
const keysOf = (cell) => (typeof cell === "string" ? [cell] : (Array.isArray(cell.f) ? cell.f : [cell.f]));
/** @param {string} key */
const nameOf = (key) => {
  const found = fields().find((field) => field.key === key) || editor.list("tables").find((table) => table.key === key);
  return found ? found.zh || found.en || key : key;
};

function placed() {
  const { head = {}, blocks = [] } = layout();
  const found = Object.values(head).slice();
  blocks.forEach((block) => {
    if (block.table !== undefined) {
      found.push(block.table);
    } else if (block.text !== undefined) {
      found.push(block.text);
    } else {
      const rows = block.issue ? block.issue.rows : block.rows;
      (rows || []).forEach((row) => row.forEach((cell) => found.push(...keysOf(cell))));
      if (block.issue && block.issue.seal) {
        found.push(block.issue.seal);
      }
    }
  });
  return new Set(found);
}

/** @returns {[string, string][]} */
function unplaced() {
  const done = placed();
  const columns = new Set(editor.list("tables").flatMap((table) => (table.columns || []).filter((entry) => typeof entry === "string")));
  return fields().filter((field) => !HEAD.includes(field.key) && !done.has(field.key) && !columns.has(field.key)).map((field) => pair(field.key, nameOf(field.key)));
}

/**
 * @param {string} [key]
 * @returns {[string, string][]}
 */
const choices = (key) => [pair("", words.choose), ...(key ? [pair(key, nameOf(key))] : []), ...unplaced()];

// Blocks stand closed, as a list of what is on the paper; those that were opened stay so, also when they move.
/** @type {Set<Block>} */
let opened = new Set();
/** @type {Block[]} */
let drawn = [];

function draw() {
  const blocks = layout().blocks || (layout().blocks = []);
  if (drawn.length && !blocks.some((block) => drawn.includes(block))) { // undone or taken from the server: new objects
    opened = new Set(blocks.filter((_block, number) => opened.has(drawn[number])));
  }
  drawn = [...blocks];
  items.replaceChildren(sheet(), waiting(), openers(blocks), ...blocks.map((block, number) => card(block, blocks, number)), adders(blocks));
}

/**
 * Draw everything anew and put the cursor back.
 * @param {string} focus
 */
function again(focus) {
  draw();
  focusOn(focus, items);
}

/** @param {Block[]} blocks */
function openers(blocks) {
  const all = (/** @type {string} */ text, /** @type {Block[]} */ chosen, /** @type {string} */ key) => button(text, () => { opened = new Set(chosen); again(`layout.${key}`); }, { "data-focus": `layout.${key}` });
  return el("p", { class: "openers" }, all(words.openAll, blocks, "open"), all(words.closeAll, [], "close"));
}

/**
 * What a closed block prints, by the names of its fields.
 * @param {Block} block
 */
function contents(block) {
  const rows = block.issue ? block.issue.rows : block.rows || [];
  const keys = [block.table, block.text, ...rows.flatMap((row) => row.flatMap(keysOf))];
  return keys.map((key) => key && nameOf(key)).filter(Boolean).join(words.comma);
}

function sheet() {
  const own = layout();
  const head = own.head || {};
  const set = (/** @type {string} */ name) => (/** @type {string} */ key) => {
    /** @type {Record<string, string>} */
    const next = { ...(own.head || {}) };
    put(next, name, key);
    put(own, "head", Object.keys(next).length ? next : undefined);
    draw();
  };
  const part = (/** @type {string} */ name) => input({ label: wordsOf.head[name], value: head[name] || "", kind: "select", choices: choices(head[name]), set: set(name), place: `layout.head.${name}` });
  const goods = own.goods ? own.goods.cols : null;
  const repeating = fields().filter((field) => field.repeats === "goods_line");
  const width = goods ? Object.values(goods).reduce((sum, entry) => sum + Number(entry || 0), 10) : 0;
  const column = (/** @type {import("./state.js").Field} */ field) => input({
    label: field.zh || field.key, kind: "number", value: goods && goods[field.key], place: `layout.goods.${field.key}`,
    set: (/** @type {number | undefined} */ value) => {
      /** @type {Record<string, number>} */
      const next = {};
      repeating.forEach((entry) => {
        const mm = entry === field ? value : goods && goods[entry.key];
        if (mm) {
          next[entry.key] = mm;
        }
      });
      put(own, "goods", Object.keys(next).length ? { cols: next } : undefined);
      total.textContent = words.total.replace("{mm}", String(Object.values(next).reduce((sum, mm) => sum + Number(mm), 10)));
    },
  });
  const total = el("small", {}, goods ? words.total.replace("{mm}", String(width)) : "");
  return el("section", { class: "item", "data-place": "layout.goods", tabindex: -1, "aria-label": words.sheet },
    el("header", {}, el("b", {}, words.sheet)),
    el("div", { class: "grid2" },
      input({ label: editor.label("label"), kind: "number", value: own.label, set: (value) => put(own, "label", value, 40), place: "layout.label" }),
      part("title"), part("subtitle"), part("note")),
    repeating.length ? el("fieldset", { class: "goodscols" }, el("legend", {}, editor.label("goods")), ...repeating.map(column), total) : null);
}

// Fields without a place stand here, one click from the paper.
function waiting() {
  const left = unplaced();
  if (!left.length) {
    return el("p", { class: "quiet", "data-place": "layout", tabindex: -1 }, words.allPlaced);
  }
  return el("section", { class: "item warnbox", "data-place": "layout", tabindex: -1, "aria-label": words.unplaced }, el("b", {}, words.unplaced),
    el("p", { class: "waiting" }, ...left.map(([key, name]) => button(`+ ${name}`, () => {
      const block = layout().blocks.find((laid) => laid.rows) || layout().blocks[layout().blocks.push({ rows: [] }) - 1];
      (block.rows || (block.rows = [])).push([key]);
      opened.add(block);
      editor.changed();
      draw();
    }, { class: "btn", "data-focus": `place.${key}` }))));
}

/**
 * @param {Block} block
 * @param {Block[]} blocks
 * @param {number} number
 */
function card(block, blocks, number) {
  const at = `layout.blocks.${number}`;
  const kind = kindOf(block);
  const isOpen = opened.has(block);
  const name = `${number + 1}. ${wordsOf.blocks[kind]}`;
  const turn = button("", () => {
    opened[isOpen ? "delete" : "add"](block);
    again(`${at}.turn`);
  }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `${at}.turn` });
  turn.append(el("b", {}, name), isOpen ? "" : ` ${contents(block)}`);
  const body = isOpen ? { table: tableBlock, text: textBlock, issue: issueBlock, rows: rowsBlock }[kind](block, at) : [];
  return el("section", { class: "item", "data-place": at, tabindex: -1, "aria-label": name },
    el("header", {}, turn, order(blocks, number, at, name, draw)),
    ...body);
}

/**
 * @param {Block} block
 * @param {string} at
 */
function rowsBlock(block, at) {
  return [
    ...rowsOf(block.rows || [], at),
    input({ label: words.mayHide, kind: "tick", value: block.hide === "chosen", set: (on) => put(block, "hide", on ? "chosen" : undefined), place: `${at}.hide` }),
  ];
}

/**
 * @param {Cell[][]} rows
 * @param {string} at
 */
function rowsOf(rows, at) {
  const lines = rows.map((row, number) => {
    const place = `${at}.${number}`;
    return el("div", { class: "layoutrow" },
      ...row.map((cell, index) => cellOf(row, cell, index, `${place}.${index}`)),
      el("span", { class: "rowend" },
        button("+", () => { row.push(unplaced()[0] ? unplaced()[0][0] : ""); editor.changed(); draw(); }, { class: "btn txt mini", "aria-label": words.addCell, title: words.addCell, "data-focus": `${place}.add` }),
        order(rows, number, place, words.row.replace("{number}", String(number + 1)), draw)));
  });
  return [...lines, button(words.addRow, () => { rows.push([unplaced()[0] ? unplaced()[0][0] : ""]); editor.changed(); draw(); }, { "data-focus": `${at}.addrow` })];
}

/**
 * @param {Cell[]} row
 * @param {Cell} cell
 * @param {number} index
 * @param {string} place
 */
function cellOf(row, cell, index, place) {
  const full = typeof cell === "string" ? { f: cell } : { ...cell };
  const keys = keysOf(cell);
  const field = fields().find((entry) => entry.key === keys[0]);
  /** @param {{ f?: string | string[], w?: number, as?: string, hide?: string }} change */
  const write = (change) => {
    const { f, ...rest } = { ...full, ...change };
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    row[index] = typeof f === "string" && !Object.keys(said).length ? f : { f, ...said };
    editor.changed();
    draw();
  };
  const pick = (/** @type {number} */ number) => input({
    label: number ? words.until : words.field, value: keys[number] || "", kind: "select", choices: choices(keys[number]), place: `${place}.${number}`,
    set: (/** @type {string} */ key) => {
      const next = [...keys];
      next[number] = key;
      const kept = next.filter(Boolean);
      write(kept.length > 1 ? { f: kept, as: "range" } : { f: kept[0] || "", as: full.as === "range" ? undefined : full.as });
    },
  });
  const kind = field ? field.kind : "";
  return el("div", { class: "cell" },
    pick(0),
    kind === "date" ? pick(1) : null,
    input({ label: words.width, value: full.w || "", kind: "select", choices: CELL_WIDTHS, set: (value) => write({ w: value ? Number(value) : undefined }), place: `${place}.w` }),
    kind === "enum" ? input({ label: words.boxes, kind: "tick", value: full.as === "checks", set: (on) => write({ as: on ? "checks" : undefined }), place: `${place}.as` }) : null,
    input({ label: words.hideEmpty, kind: "tick", value: full.hide === "empty", set: (on) => write({ hide: on ? "empty" : undefined }), place: `${place}.hide` }),
    order(row, index, place, nameOf(keys[0]), draw, true));
}

/**
 * @param {Block} block
 * @param {string} at
 */
function textBlock(block, at) {
  const statements = editor.list("statements").filter((entry) => entry.position === "body").map((text) => pair(`@${text.key}`, `${wordsOf.blocks.statement}: ${(text.zh || text.key).slice(0, 30)}`));
  return [el("div", { class: "grid2" },
    input({ label: words.textOf, value: block.text, kind: "select", choices: [...choices((block.text || "").startsWith("@") ? "" : block.text), ...statements], set: (key) => { block.text = key; editor.changed(); draw(); }, place: `${at}.text` }),
    el("div", { class: "ticks" },
      input({ label: words.grows, kind: "tick", value: block.grow, set: (on) => put(block, "grow", on), place: `${at}.grow` }),
      input({ label: words.runs, kind: "tick", value: block.run, set: (on) => put(block, "run", on), place: `${at}.run` }),
      input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${at}.hide` })))];
}

/**
 * @param {Block} block
 * @param {string} at
 */
function tableBlock(block, at) {
  const table = editor.list("tables").find((entry) => entry.key === block.table);
  const columns = (table && table.columns) || [];
  const cols = block.cols || (block.cols = []);
  const setWidth = (/** @type {number} */ number) => (/** @type {number | undefined} */ value) => { cols[number] = value || 0; cols.length = columns.length; editor.changed(); };
  return [el("div", { class: "grid2" },
    input({ label: wordsOf.blocks.table, value: block.table, kind: "select", choices: [["", words.choose], ...editor.list("tables").map((offer) => pair(offer.key, offer.zh || offer.key))], set: (key) => { block.table = key; editor.changed(); draw(); }, place: `${at}.table` }),
    input({ label: words.emptyRows, kind: "number", value: block.min, set: (value) => put(block, "min", value, 0), place: `${at}.min` }),
    input({ label: words.sets, kind: "number", value: block.sets, set: (value) => put(block, "sets", value, 1), place: `${at}.sets` }),
    input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${at}.hide` })),
  el("fieldset", { class: "goodscols" }, el("legend", {}, words.widths),
    ...columns.map((column, number) => input({ label: typeof column === "string" ? nameOf(column) : column.zh, kind: "number", value: cols[number], set: setWidth(number), place: `${at}.cols.${number}` })))];
}

/**
 * @param {Block} block
 * @param {string} at
 */
function issueBlock(block, at) {
  const issue = block.issue || (block.issue = { rows: [] });
  return [
    el("div", { class: "grid2" },
      input({ label: words.seal, value: issue.seal || "", kind: "select", choices: choices(issue.seal), set: (key) => { put(issue, "seal", key); draw(); }, place: `${at}.seal` }),
      input({ label: words.low, kind: "tick", value: issue.low, set: (on) => put(issue, "low", on), place: `${at}.low` })),
    ...rowsOf(issue.rows, at),
  ];
}

/** @param {Block[]} blocks */
function adders(blocks) {
  const table = editor.list("tables")[0];
  /** @type {Record<string, () => Block>} */
  const make = {
    rows: () => ({ rows: [[(unplaced()[0] || [""])[0]]] }),
    text: () => ({ text: (unplaced()[0] || [""])[0] }),
    table: () => ({ table: table ? table.key : "", cols: [] }),
    issue: () => ({ issue: { rows: [] } }),
  };
  return el("p", { class: "waiting" }, ...Object.keys(make).map((kind) => button(`+ ${wordsOf.blocks[kind]}`, () => {
    blocks.push(make[kind]());
    opened.add(blocks[blocks.length - 1]);
    editor.changed();
    again(`layout.blocks.${blocks.length - 1}.turn`);
  }, { class: "btn", "data-focus": `add.${kind}` })));
}

/**
 * Tell what a block is made of.
 * @param {Block} block
 * @returns {"table" | "text" | "issue" | "rows"}
 */
function kindOf(block) {
  if (block.table !== undefined) {
    return "table";
  }
  if (block.text !== undefined) {
    return "text";
  }
  return block.issue ? "issue" : "rows";
}

editor.parts.layout = draw;
editor.openers.layout = ([, part, number]) => {
  const block = part === "blocks" && (layout().blocks || [])[Number(number)];
  if (block) {
    opened.add(block);
    draw();
  }
};
// A field's new key stands in the layout, in tables, and as the name of a column of the goods list.
editor.renamed = (old, key) => {
  const swap = (/** @type {unknown} */ value) => (value === old ? key : value);
  const { tables } = editor.definition;
  [editor.definition.layout, editor.definition.tables] = JSON.parse(JSON.stringify([layout(), tables || null], (_name, value) => swap(value)));
  if (!editor.definition.tables) {
    delete editor.definition.tables;
  }
  const { goods } = layout();
  if (goods && goods.cols && old in goods.cols) {
    goods.cols = Object.fromEntries(Object.entries(goods.cols).map(([column, width]) => [column === old ? key : column, width]));
  }
};
