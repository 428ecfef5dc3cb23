// Rows from the clipboard: tab-separated text as spreadsheets put it there.
(function () {
  "use strict";

  // Tab-separated text with quoted cells, as spreadsheets put it on the clipboard.
  function spreadsheetLines(text) {
    const lines = [];
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

  window.spreadsheetLines = spreadsheetLines;
})();
