// Rows from the clipboard: tab-separated text as spreadsheets put it there, and where its cells go in a grid.

/**
 * A column of a grid.
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {string[]} names what a spreadsheet may call it
 * @property {string} kind
 * @property {string} list the list of suggestions, or nothing
 * @property {boolean} own filled in by the applicant
 * @property {boolean} required
 */

/**
 * Read tab-separated text with quoted cells; lines without any text are left out.
 * @param {string} text
 * @returns {string[][]}
 */
export function spreadsheetLines(text) {
  /** @type {string[][]} */
  const lines = [];
  /** @type {string[]} */
  let line = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isQuoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (char === '"') {
        isQuoted = false;
      } else {
        cell += char;
      }
    } else if (char === '"' && !cell) {
      isQuoted = true;
    } else if (char === "\t") {
      line.push(cell);
      cell = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[at + 1] === "\n") {
        at += 1;
      }
      lines.push([...line, cell]);
      line = [];
      cell = "";
    } else {
      cell += char;
    }
  }
  lines.push([...line, cell]);
  return lines.filter((found) => found.some((value) => value.trim()));
}

/**
 * Lay lines over rows, from a row and a column on; a first line that is mostly headings chooses the columns instead.
 * @param {string[][]} lines
 * @param {GridRow[]} rows
 * @param {{ at: number, from?: string, columns: Column[], blank: () => GridRow }} place
 * @returns {GridRow[]} new rows; those given stay as they are
 */
export function laidOver(lines, rows, { at, from, columns, blank }) {
  const own = columns.filter((column) => column.own);
  const laid = rows.map((row) => ({ ...row }));
  let keys = own.map((column) => column.key);
  let values = lines;
  if (from !== undefined) {
    keys = keys.slice(Math.max(0, keys.indexOf(from)));
  }
  const headings = (lines[0] || []).map((heading) => keyNamed(heading, own));
  if (headings.filter(Boolean).length * 2 > headings.length) {
    keys = headings;
    values = lines.slice(1);
  }
  values.forEach((line, number) => {
    const row = laid[at + number] || (laid[at + number] = blank());
    line.forEach((value, place) => {
      if (keys[place]) {
        row[keys[place]] = value.trim();
      }
    });
  });
  return laid;
}

/**
 * @param {string} heading
 * @param {Column[]} columns
 */
function keyNamed(heading, columns) {
  const wanted = heading.replace(/\*$/, "").trim().toLowerCase();
  const found = columns.find((column) => column.key === wanted || column.names.some((name) => name.toLowerCase() === wanted));
  return found ? found.key : "";
}
