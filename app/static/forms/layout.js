// The sheet of a form as a list of blocks, those of parts below their part: chosen, moved, dragged, added, taken out.
import { all, maybe, one } from "../frame/dom.js";
import { button, editor, el, focusOn, order, page, words } from "../formats/state.js";
import { KINDS, blockDetail, kindOf } from "./blocks.js";
import { saidWhen } from "./conditions.js";
import { drags } from "./drag.js";
import { unplaced } from "./keys.js";
import { SHEET_MM, SIDE_MM, blocks, fieldName, freshKey, groupName, say, textName } from "./model.js";
import { openBox } from "./rows.js";
import { sheetDetail } from "./sheet.js";

/** @typedef {import("./model.js").Block} Block */
/** @typedef {{ block: Block, list: Block[], index: number, place: string, depth: number, part: Block | null }} Line */
/** @typedef {import("./blocks.js").Kind} Kind */

const pane = one("[data-part=layout]", HTMLElement, page);
const listed = one("[data-blocks]", HTMLElement, pane);
const detail = one("[data-detail]", HTMLElement, pane);
const menu = one("[data-addmenu]", HTMLElement, pane);
const waiting = one("[data-waiting]", HTMLElement, pane);
const ROOT = "layout.blocks";
/** The block that is open, or nothing: then the sheet itself is. @type {Block | null} */
let chosen = null;
let chosenPlace = "";

/** @returns {Line[]} every block in the order of the paper */
function lines() {
  return blocks().flatMap((block, index, list) => {
    const place = `${ROOT}.${index}`;
    const inner = block.part ? block.part.blocks : [];
    return [
      { block, list, index, place, depth: 0, part: null },
      ...inner.map((one_, number) => ({ block: one_, list: inner, index: number, place: `${place}.part.blocks.${number}`, depth: 1, part: block })),
    ];
  });
}

function draw() {
  const every = lines();
  const found = every.find((line) => line.block === chosen) || every.find((line) => line.place === chosenPlace);
  chosen = found ? found.block : null;
  chosenPlace = found ? found.place : "";
  listed.replaceChildren(sheetLine(), ...every.map((line, number) => item(line, number + 1)));
  wait();
  open(found);
}

/** @param {string} focus */
function again(focus) {
  draw();
  focusOn(focus, pane);
}

/** @param {Line | undefined} line */
function open(line) {
  if (!line) {
    detail.replaceChildren(el("div", { class: "line" }, el("h3", {}, words.sheet)), el("div", { class: "grid2" }, ...sheetDetail(() => again(""))));
    return;
  }
  const { block, list, index, place } = line;
  const kind = say.kinds[kindOf(block)];
  detail.replaceChildren(
    el("div", { class: "line" }, el("h3", {}, kind), el("span", { class: "grow" }), ...into(line),
      button(say.copy, () => {
        const made = JSON.parse(JSON.stringify(block));
        if (made.part) {
          made.part.key = freshKey(blocks().flatMap((one_) => (one_.part ? [one_.part] : [])), "part");
        }
        list.splice(index + 1, 0, made);
        choose(made);
        editor.changed();
        again(`${place}.turn`);
      }, { "data-focus": `${place}.copy` }),
      button(say.takeOut, () => takeOut(line), { "data-focus": `${place}.takeout` })),
    el("div", { class: "grid2" }, ...blockDetail(block, place, () => draw(), () => refresh(line), line.part ? SHEET_MM - SIDE_MM : SHEET_MM)));
}

/** @param {Block} block */
function choose(block) {
  chosen = block;
  openBox("");
}

/** @param {Line} line */
function takeOut({ list, index }) {
  list.splice(index, 1);
  chosen = list[Math.min(index, list.length - 1)] || null;
  chosenPlace = "";
  editor.changed();
  const next = lines().find((one_) => one_.block === chosen);
  again(next ? `${next.place}.turn` : "layout.turn");
}

/**
 * The ways into the part beside a block and out of the part around it.
 * @param {Line} line
 */
function into({ block, list, index, part }) {
  const move = (/** @type {Block[]} */ to, /** @type {number} */ at) => {
    list.splice(index, 1);
    to.splice(at, 0, block);
    editor.changed();
    draw();
    focusOn(`${chosenPlace}.turn`, pane);
  };
  if (part) {
    return [button(say.outOfPart, () => move(blocks(), blocks().indexOf(part) + 1), { "data-focus": "layout.out" })];
  }
  const before = list[index - 1];
  const after = list[index + 1];
  return block.part ? [] : [
    before && before.part ? button(say.intoPartAbove, () => move(before.part ? before.part.blocks : list, before.part ? before.part.blocks.length : 0), { "data-focus": "layout.in" }) : null,
    after && after.part ? button(say.intoPartBelow, () => move(after.part ? after.part.blocks : list, 0), { "data-focus": "layout.inbelow" }) : null,
  ];
}

function sheetLine() {
  const turn = button("", () => {
    chosen = null;
    chosenPlace = "";
    again("layout.turn");
  }, { class: "btn txt pick", "aria-pressed": String(!chosen), "data-focus": "layout.turn" });
  turn.append(el("b", {}, words.sheet), el("small", {}, say.sheetHelp));
  return el("li", { class: chosen ? "" : "on", "data-place": "layout", tabindex: -1 }, turn);
}

/**
 * @param {Line} line
 * @param {number} number
 */
function item(line, number) {
  const { block, list, index, place, depth } = line;
  const kind = kindOf(block);
  const name = `${number} ${say.kinds[kind]}`;
  const turn = button("", () => {
    choose(block);
    again(`${place}.turn`);
  }, { class: "btn txt pick", "aria-pressed": String(block === chosen), "data-focus": `${place}.turn` });
  turn.append(el("b", {}, KINDS[kind].name(block) || say.kinds[kind]), el("small", {}, [say.kinds[kind], saidWhen(block.when)].filter(Boolean).join(" · ")));
  return el("li", { class: [block === chosen ? "on" : "", kind === "page" ? "brk" : "", depth ? "inner" : ""].join(" "), "data-place": place, "data-drag": place, "data-kind-of": kind, tabindex: -1 },
    el("span", { class: "grip", "data-grip": true, "aria-hidden": "true", title: say.dragHelp }, "⠿"),
    el("span", { class: "no" }, String(number)), turn,
    order(list, index, place, name, (to) => {
      if (list[to] !== block) { // taken out
        chosen = block === chosen ? null : chosen;
      }
      draw();
    }));
}

/** @param {Line} line */
function refresh(line) {
  const number = lines().findIndex((one_) => one_.block === line.block);
  const old = all("[data-drag]", HTMLElement, listed)[number];
  if (old) {
    old.replaceWith(item(line, number + 1));
  }
  wait();
}

// Fields, texts and rows without a place stand here, one click from the paper.
function wait() {
  const { fields, texts, groups } = unplaced();
  const put = (/** @type {Block} */ block, /** @type {string} */ focus) => {
    add(block);
    again(focus);
  };
  const chips = [
    ...fields.map((key) => button(`+ ${fieldName(key)}`, () => {
      if (chosen && (chosen.rows || chosen.issue)) {
        (chosen.rows || (chosen.issue ? chosen.issue.rows : [])).push([key]);
        editor.changed();
        again(`place.${(unplaced().fields[0] || "")}`);
      } else {
        put({ rows: [[key]] }, `place.${key}`);
      }
    }, { class: "btn", "data-focus": `place.${key}` })),
    ...texts.map((key) => button(`+ ${textName(`@${key}`)}`, () => put({ text: `@${key}` }, ""), { class: "btn", "data-focus": `place.@${key}` })),
    ...groups.map((key) => button(`+ ${groupName(key)}`, () => put(KINDS.table.make(), ""), { class: "btn", "data-focus": `place.#${key}` })),
  ];
  waiting.replaceChildren(...(chips.length ? [el("b", {}, say.unplaced), el("p", { class: "waiting" }, ...chips)] : [el("span", { class: "quiet" }, words.allPlaced)]));
}

/**
 * Add a block: into the chosen part, after the chosen block, else before the signatures at the foot.
 * @param {Block} block
 */
function add(block) {
  const line = lines().find((one_) => one_.block === chosen);
  if (line && line.block.part && !block.part) {
    line.block.part.blocks.push(block);
  } else if (line && !(line.part && block.part) && !isFoot(line.block)) {
    line.list.splice(line.index + 1, 0, block);
  } else {
    const foot = blocks().findIndex(isFoot);
    blocks().splice(foot < 0 ? blocks().length : foot, 0, block);
  }
  choose(block);
  editor.changed();
}

/** @param {Block} block */
const isFoot = (block) => Boolean(block.issue && block.issue.sheets !== "here");

/** @param {boolean} isOpen */
function turnMenu(isOpen) {
  const opener = one("[data-addopen]", HTMLButtonElement, pane);
  menu.hidden = !isOpen;
  opener.setAttribute("aria-expanded", String(isOpen));
  const first = maybe("button", HTMLButtonElement, menu);
  if (isOpen && first) {
    first.focus();
  }
}

menu.replaceChildren(.../** @type {Kind[]} */ (Object.keys(KINDS)).map((kind) => el("li", {}, button("", () => {
  add(KINDS[kind].make());
  turnMenu(false);
  draw();
  const first = maybe("input, select, textarea, button.box", HTMLElement, one(".grid2", HTMLElement, detail));
  if (first) {
    first.focus();
  }
}, { class: "btn txt", "data-focus": `add.${kind}` }))));
all("button", HTMLButtonElement, menu).forEach((made, number) => {
  const kind = Object.keys(KINDS)[number];
  made.append(el("b", {}, say.kinds[kind]), el("small", {}, say.add[kind]));
});
one("[data-addopen]", HTMLButtonElement, pane).addEventListener("click", () => turnMenu(menu.hasAttribute("hidden")));
menu.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    turnMenu(false);
    one("[data-addopen]", HTMLButtonElement, pane).focus();
  }
});

// Alt and an arrow move the block that the keyboard is on, as its buttons do.
listed.addEventListener("keydown", (event) => {
  const key = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const at = event.target instanceof Element ? event.target.closest("[data-drag]") : null;
  if (event.altKey && key && at instanceof HTMLElement) {
    event.preventDefault();
    const mover = maybe(`[data-focus="${CSS.escape(`${at.dataset.drag}.${key}`)}"]`, HTMLButtonElement, at);
    if (mover) {
      mover.click();
      focusOn(`${chosenPlace || at.dataset.drag}.turn`, pane);
    }
  }
});

drags(listed, (from, to, isAfter) => {
  const every = lines();
  const taken = every.find((line) => line.place === from);
  const target = every.find((line) => line.place === to);
  if (!taken || !target || (taken.block.part && target.part)) { // a part cannot stand inside a part
    return;
  }
  taken.list.splice(taken.index, 1);
  target.list.splice(target.list.indexOf(target.block) + (isAfter ? 1 : 0), 0, taken.block);
  choose(taken.block);
  editor.changed();
  draw();
  focusOn(`${chosenPlace}.turn`, pane);
});

editor.parts.layout = draw;
editor.openers.layout = (steps) => {
  const place = steps.join(".");
  const inner = place.match(/^(layout\.blocks\.\d+\.part\.blocks\.\d+)/) || place.match(/^(layout\.blocks\.\d+)/);
  const line = inner && lines().find((one_) => one_.place === inner[1]);
  chosen = line ? line.block : null;
  chosenPlace = line ? line.place : "";
  openBox(/rows\.\d+\.\d+|stack\.\d+\.\d+/.test(place) ? place.replace(/^(.*(?:rows|stack)\.\d+\.\d+).*$/, "$1") : "");
  draw();
};
