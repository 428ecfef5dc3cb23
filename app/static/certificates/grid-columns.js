// The columns of a grid: number and first column stay in sight, widths by kind, cells marked where something is wrong.
import { button } from "../frame/dom.js";

/** @typedef {import("./clipboard.js").Column} Column */
/** @typedef {import("./grid-errors.js").Problem} Problem */

// Least widths: as many columns as possible stand side by side; where there is room, those with texts grow.
/** @type {Record<string, number>} */
const KINDS = { decimal: 66, quantity: 92, date: 100, textarea: 150 };
/** @type {Record<string, number>} */
const LISTS = { units: 56, currencies: 56 };
const FIRST_WIDTH = 118;
const LISTED_WIDTH = 78;
const WIDTH = 96;

/**
 * Describe the columns to Tabulator, and give the function that marks a cell.
 * @param {Column[]} items
 * @param {Record<string, string>} words
 * @param {(key: number) => Record<string, Problem>} wrong the errors of a row
 */
export function gridColumns(items, words, wrong) {
  const first = items.find((item) => item.own);

  return { columns: [numberColumn(), ...items.map(column), deleteColumn()], paint };

  function numberColumn() {
    return { title: "#", formatter: "rownum", width: 32, hozAlign: "end", frozen: true, cssClass: "locked", resizable: false };
  }

  /** @param {Column} item */
  function column(item) {
    /** @type {Record<string, string>} */
    const attributes = { "aria-label": item.label };
    if (item.list) {
      attributes.list = `l-${item.list}`;
    }
    if (item.kind === "decimal") {
      attributes.inputmode = "decimal";
    }
    return {
      title: item.label + (item.required ? " *" : ""),
      field: item.key,
      minWidth: least(item),
      widthGrow: item.list || item.kind in KINDS ? 1 : 3,
      tooltip: (/** @type {Event} */ _event, /** @type {GridCell} */ cell) => (cell.getElement().title ? "" : cell.getValue() || ""),
      frozen: item === first,
      editor: item.own ? (item.kind === "textarea" ? "textarea" : "input") : false,
      editorParams: { elementAttributes: attributes, selectContents: true, shiftEnterSubmit: true },
      cssClass: item.own ? "" : "locked",
      hozAlign: item.kind === "decimal" ? "end" : "start",
      formatter: (/** @type {GridCell} */ cell) => shown(cell, item),
    };
  }

  /** @param {Column} item */
  function least(item) {
    if (item === first) {
      return FIRST_WIDTH;
    }
    return KINDS[item.kind] || LISTS[item.list] || (item.list ? LISTED_WIDTH : WIDTH);
  }

  function deleteColumn() {
    return {
      title: words.remove, width: 36, resizable: false, hozAlign: "center", frozen: true,
      titleFormatter: (/** @type {GridCell} */ cell) => {
        const title = document.createElement("span");
        title.className = "sr";
        title.textContent = cell.getValue() || "";
        return title;
      },
      formatter: (/** @type {GridCell} */ cell) => {
        const made = button("✕", "btn txt", () => {});
        made.title = words.remove;
        made.setAttribute("aria-label", `${words.remove} ${cell.getRow().getPosition() || ""}`);
        return made;
      },
      cellClick: (/** @type {Event} */ _event, /** @type {GridCell} */ cell) => cell.getRow().delete(),
    };
  }

  /**
   * @param {GridCell} cell
   * @param {Column} item
   */
  function shown(cell, item) {
    paint(cell, item.key);
    const text = document.createElement("span");
    text.textContent = cell.getValue() || (item.own ? "" : words.byCustoms);
    return text;
  }

  /**
   * Mark a cell in place: drawing it anew would end what is being typed in it.
   * @param {GridCell} cell
   * @param {string} key
   */
  function paint(cell, key) {
    const part = cell.getElement();
    const found = wrong(cell.getRow().getIndex())[key];
    part.classList.toggle("cell-error", Boolean(found) && found.severity === "error");
    part.classList.toggle("cell-warning", Boolean(found) && found.severity !== "error");
    part.title = found ? found.text : "";
    if (found) {
      part.setAttribute("aria-invalid", "true");
    } else {
      part.removeAttribute("aria-invalid");
    }
  }
}
