// What is wrong in a grid: listed above it with jumps and fixes, marked in its cells.
(function () {
  "use strict";

  // `grid` tells of one grid: section, list, data, words, button, row(key), scrollTo(row), keyAt(number), paint(cell, key).
  window.goodsErrors = function (grid) {
    const { section, list, data, words, button } = grid;
    let wrong = {};

    return { mark, goTo, bindServerErrors, of: (key) => wrong[key] || {} };

    function mark(errors) {
      const touched = Object.keys(wrong);
      if (errors) {
        wrong = {};
        list.textContent = "";
        errors.forEach(tellRow);
      }
      [...touched, ...Object.keys(wrong)].forEach((key) => {
        const row = grid.row(Number(key));
        if (row) {
          row.getCells().filter((cell) => cell.getField()).forEach((cell) => grid.paint(cell, cell.getField()));
        }
      });
    }

    function tellRow(error) {
      const [, at, key] = error.path.split(".");
      const index = grid.keyAt(Number(at));
      if (index !== undefined && key) {
        wrong[index] = { ...wrong[index], [key]: error };
      }
      const line = document.createElement("li");
      line.className = error.severity;
      const jump = document.createElement("a");
      jump.href = `#s-${data.group}`;
      jump.textContent = error.label;
      jump.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(index, key);
      });
      line.append(jump, ` ${error.text} `);
      if (error.fix) {
        line.append(button(words.changeTo.replace("{value}", error.fix), () => {
          const row = grid.row(index);
          if (row) {
            row.getCell(key).setValue(error.fix);
          }
        }));
      }
      list.append(line);
    }

    function goTo(index, key) {
      const row = index !== undefined && grid.row(index);
      if (!row) {
        section.scrollIntoView();
        return;
      }
      grid.scrollTo(row).then(() => {
        const cell = key && row.getCell(key);
        if (cell) {
          cell.getElement().scrollIntoView({ block: "center", inline: "center" });
          cell.getElement().focus();
        }
      });
    }

    // The errors that came with the page get the grid's jumps and fixes.
    function bindServerErrors() {
      const shownErrors = Array.from(list.querySelectorAll("li")).map((line) => {
        const jump = line.querySelector("[data-cell]");
        const fix = line.querySelector("[data-fix]");
        return {
          path: jump.dataset.cell, label: jump.textContent, severity: line.className, fix: fix ? fix.dataset.value : "",
          text: Array.from(line.childNodes).filter((part) => part.nodeType === Node.TEXT_NODE).map((part) => part.textContent.trim()).join(" "),
        };
      });
      mark(shownErrors);
    }
  };
})();
