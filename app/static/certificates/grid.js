// Rows in a grid: add, edit, delete, paste from a spreadsheet, undo, errors per cell. The plain table stays for browsers without scripts.
import { all, brought, button, one } from "../frame/dom.js";
import { laidOver, spreadsheetLines } from "./clipboard.js";
import { gridColumns } from "./grid-columns.js";
import { gridErrors } from "./grid-errors.js";

/** @typedef {import("./clipboard.js").Column} Column */
/** @typedef {{ group: string, title: string, columns: Column[], rows: GridRow[] }} Data */
/** @typedef {Record<string, string>} PlainRow */
/** @typedef {ReturnType<typeof makeGrid>} Grid */

const MOST_UNDO = 50;
/** @type {Record<string, string>} */
const words = brought("words");
let lastKey = 0;

/**
 * The grids of the page by group.
 * @type {Record<string, Grid>}
 */
export const grids = {};

// Where the library did not arrive, the plain table stays.
if ("Tabulator" in window) {
  all("[data-group]", HTMLElement).forEach((section) => {
    /** @type {Data} */
    const data = JSON.parse(one("[data-grid]", HTMLScriptElement, section).textContent || "");
    grids[data.group] = makeGrid(section, data);
  });
}

/**
 * @param {HTMLElement} section
 * @param {Data} data
 */
function makeGrid(section, data) {
  const { columns, group } = data;
  const count = one("[data-rowcount]", HTMLElement, section);
  /** @type {string[]} */
  const undone = [];
  /** @type {GridCell | null} */
  let current = null;
  /** @type {(number | undefined)[]} */
  let sent = [];
  let isReady = false;
  const first = keyed(data.rows);

  all("[data-plain]", HTMLElement, section).forEach((part) => {
    part.hidden = true;
    part.querySelectorAll("input, textarea, button").forEach((input) => {
      if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLButtonElement) {
        input.disabled = true;
      }
    });
  });
  all(`input[name="has_${group}"]`, HTMLInputElement, section).forEach((input) => input.remove());
  const store = document.createElement("input");
  store.type = "hidden";
  store.name = `rows.${group}`;
  const place = document.createElement("div");
  place.className = "rowgrid";
  section.append(store, place);
  buttons();
  const { columns: shownColumns, paint } = gridColumns(columns, words, (key) => errors.of(key));
  const errors = gridErrors({
    section, list: one("[data-row-errors]", HTMLElement, section), group, words, paint,
    row: (key) => isReady && key !== undefined && table.getRow(key),
    scrollTo: (row) => table.scrollToRow(row, "center", false).catch(() => undefined),
    keyAt: (number) => sent[number],
  });

  const table = new Tabulator(place, {
    data: first,
    index: "_k",
    columns: shownColumns,
    layout: "fitColumns",
    autoResize: false, // a redraw in the middle would end what is being typed
    maxHeight: 430,
    placeholder: words.empty,
    tabEndNewRow: () => blank(),
    columnDefaults: { headerSort: false, headerWordWrap: true, resizable: true },
    keybindings: { undo: false, redo: false, copyToClipboard: false },
  });
  let last = snapshot(first);
  store.value = JSON.stringify(rows());

  table.on("tableBuilt", () => {
    isReady = true;
    place.setAttribute("aria-label", data.title);
    one(".tabulator-tableholder", HTMLElement, place).removeAttribute("tabindex"); // its cells take the focus
    last = snapshot(table.getData());
    errors.mark();
  });
  table.on("cellEditing", (cell) => { current = cell; });
  table.on("cellEdited", changed);
  table.on("rowAdded", changed);
  table.on("rowDeleted", changed);
  place.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (/[\t\n]/.test(text.replace(/\r?\n$/, ""))) {
      event.preventDefault();
      event.stopPropagation();
      paste(text, current);
    }
  }, true);
  place.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !isTyping) {
      event.preventDefault();
      undo();
    }
  });

  function buttons() {
    const holder = one("[data-grid-buttons]", HTMLElement, section);
    holder.hidden = false;
    holder.className = "gridbar";
    const paster = document.createElement("textarea");
    paster.rows = 2;
    paster.hidden = true;
    paster.placeholder = words.pasteHelp;
    paster.setAttribute("aria-label", words.paste);
    paster.addEventListener("paste", (event) => {
      event.preventDefault();
      paste(event.clipboardData ? event.clipboardData.getData("text/plain") : "", null);
      paster.hidden = true;
    });
    place.before(paster);
    holder.append(
      button(words.paste, "btn txt", () => {
        paster.hidden = !paster.hidden;
        if (!paster.hidden) {
          paster.focus();
        }
      }),
      button(words.undo, "btn txt", undo),
      button(words.add, "btn txt", add),
      wider(),
    );
  }

  // Gives the grid the paper's place and back.
  function wider() {
    const page = one(".wizard", HTMLElement);
    const made = button(words.wide, "btn txt", () => {
      const isWide = page.classList.toggle("wide");
      document.dispatchEvent(new CustomEvent("grid:resized", { detail: isWide }));
    });
    document.addEventListener("grid:resized", (event) => {
      made.textContent = event instanceof CustomEvent && event.detail ? words.narrow : words.wide;
      table.redraw(true);
    });
    return made;
  }

  /** @returns {GridRow} */
  function blank() {
    lastKey += 1;
    return { _k: lastKey };
  }

  /** @param {GridRow[]} found */
  function keyed(found) {
    return found.map((row) => ({ ...row, ...blank() }));
  }

  async function add() {
    const row = await table.addRow(blank(), false);
    const cell = row.getCells().find((made) => columns.some((item) => item.own && item.key === made.getField()));
    if (cell) {
      cell.edit();
    }
  }

  async function undo() {
    const before = undone.pop();
    if (before) {
      await table.replaceData(JSON.parse(before));
      last = before;
      tell();
    }
  }

  function changed() {
    if (!isReady) {
      return;
    }
    const now = snapshot(table.getData());
    if (now !== last) {
      undone.push(last);
      undone.splice(0, Math.max(0, undone.length - MOST_UNDO));
      last = now;
    }
    tell();
  }

  function tell() {
    store.value = JSON.stringify(rows());
    count.textContent = words.rows.replace("{count}", String(rows().length));
    section.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
  }

  /**
   * Pasted rows go in from the current cell on, or below the last row.
   * @param {string} text
   * @param {GridCell | null} cell
   */
  function paste(text, cell) {
    const lines = spreadsheetLines(text);
    if (!lines.length) {
      return;
    }
    const before = table.getData().slice();
    if (!cell) {
      while (before.length && isBlank(before[before.length - 1])) {
        before.pop();
      }
    }
    const at = cell ? before.findIndex((row) => row._k === cell.getRow().getIndex()) : before.length;
    const from = cell ? cell.getField() : undefined;
    if (cell) {
      cell.cancelEdit();
    }
    current = null;
    table.replaceData(laidOver(lines, before, { at, from, columns, blank })).then(changed);
  }

  /** @param {GridRow} row */
  function isBlank(row) {
    return columns.every((item) => !String(row[item.key] || "").trim());
  }

  function filledRows() {
    return (isReady ? table.getData() : first).filter((row) => !isBlank(row));
  }

  /** @returns {PlainRow[]} */
  function rows() {
    return filledRows().map((row) => {
      /** @type {PlainRow} */
      const plain = {};
      columns.forEach((item) => {
        if (row[item.key]) {
          plain[item.key] = String(row[item.key]);
        }
      });
      if (row._at !== undefined && row._at !== null) {
        plain._at = String(row._at);
      }
      return plain;
    });
  }

  /** @param {PlainRow[]} found */
  function setRows(found) {
    if (isReady) {
      table.replaceData(keyed(found)).then(changed);
    }
  }

  // Called when rows are on their way, and again when the server has numbered them.
  function leaving() {
    sent = filledRows().map((row) => row._k);
    store.value = JSON.stringify(rows());
  }

  function arrived() {
    sent.forEach((key, at) => {
      const row = isReady && key !== undefined && table.getRow(key);
      if (row) {
        row.getData()._at = String(at);
      }
    });
    last = isReady ? snapshot(table.getData()) : last;
    store.value = JSON.stringify(rows());
  }

  sent = first.map((row) => row._k);
  errors.bindServerErrors();

  return {
    rows, setRows, leaving, arrived, mark: errors.mark,
    goTo: (/** @type {string} */ path) => errors.goTo(sent[Number(path.split(".")[1])], path.split(".")[2]),
  };
}

/** @param {GridRow[]} rows */
function snapshot(rows) {
  return JSON.stringify(rows);
}
