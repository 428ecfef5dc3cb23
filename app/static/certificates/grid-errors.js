// What is wrong in a grid: listed above it with jumps and fixes, marked in its cells.
import { button, maybe, one } from "../frame/dom.js";

/**
 * Something wrong, as the server tells it: `path` is group.number.key in a grid, else the name of a field.
 * @typedef {object} Problem
 * @property {string} path
 * @property {string} label
 * @property {string} text
 * @property {string} severity
 * @property {string} [fix] the value that would be right
 */
/**
 * What the errors know of their grid.
 * @typedef {object} Grid
 * @property {HTMLElement} section
 * @property {HTMLElement} list
 * @property {string} group
 * @property {Record<string, string>} words
 * @property {(key: number | undefined) => GridRowPart | false} row
 * @property {(row: GridRowPart) => Promise<void>} scrollTo
 * @property {(number: number) => number | undefined} keyAt the grid's own number of the row that was sent as this one
 * @property {(cell: GridCell, key: string) => void} paint
 */
/** @typedef {Record<number, Record<string, Problem>>} Placed errors by the grid's own row number, then by column */

/**
 * Find the cell of each error: rows are told by the place at which they were sent, and may have moved since.
 * @param {Problem[]} errors
 * @param {(number: number) => number | undefined} keyAt
 * @returns {Placed}
 */
export function placed(errors, keyAt) {
  /** @type {Placed} */
  const found = {};
  errors.forEach((error) => {
    const [, at, key] = error.path.split(".");
    const row = keyAt(Number(at));
    if (row !== undefined && key) {
      found[row] = { ...found[row], [key]: error };
    }
  });
  return found;
}

/**
 * Keep the errors of one grid.
 * @param {Grid} grid
 */
export function gridErrors(grid) {
  const { section, list, words } = grid;
  /** @type {Placed} */
  let wrong = {};

  return { mark, goTo, bindServerErrors, of: (/** @type {number} */ key) => wrong[key] || {} };

  /**
   * Take new errors, or mark those there are in cells that were drawn since.
   * @param {Problem[]} [errors]
   */
  function mark(errors) {
    const touched = Object.keys(wrong);
    if (errors) {
      wrong = placed(errors, grid.keyAt);
      list.replaceChildren(...errors.map(line));
    }
    [...touched, ...Object.keys(wrong)].forEach((key) => {
      const row = grid.row(Number(key));
      if (row) {
        row.getCells().filter((cell) => cell.getField()).forEach((cell) => grid.paint(cell, cell.getField()));
      }
    });
  }

  /** @param {Problem} error */
  function line(error) {
    const [, at, key] = error.path.split(".");
    const index = grid.keyAt(Number(at));
    const made = document.createElement("li");
    made.className = error.severity;
    const jump = document.createElement("a");
    jump.href = `#s-${grid.group}`;
    jump.textContent = error.label;
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(index, key);
    });
    made.append(jump, ` ${error.text} `);
    const { fix } = error;
    if (fix) {
      made.append(button(words.changeTo.replace("{value}", fix), "btn txt", () => {
        const row = grid.row(index);
        if (row) {
          row.getCell(key).setValue(fix);
        }
      }));
    }
    return made;
  }

  /**
   * @param {number | undefined} index
   * @param {string} key
   */
  async function goTo(index, key) {
    const row = index !== undefined && grid.row(index);
    if (!row) {
      section.scrollIntoView();
      return;
    }
    await grid.scrollTo(row);
    const cell = key && row.getCell(key);
    if (cell) {
      cell.getElement().scrollIntoView({ block: "center", inline: "center" });
      cell.getElement().focus();
    }
  }

  // The errors that came with the page get the grid's jumps and fixes.
  function bindServerErrors() {
    mark(Array.from(list.querySelectorAll("li")).map((shown) => {
      const jump = one("[data-cell]", HTMLElement, shown);
      const fix = maybe("[data-fix]", HTMLElement, shown);
      const texts = Array.from(shown.childNodes).filter((part) => part.nodeType === Node.TEXT_NODE);
      return {
        path: jump.dataset.cell || "", label: jump.textContent || "", severity: shown.className, fix: (fix && fix.dataset.value) || "",
        text: texts.map((part) => (part.textContent || "").trim()).join(" "),
      };
    }));
  }
}
