// Rows in a grid: add, edit, delete, paste from a spreadsheet, undo, errors per cell. The plain table stays for browsers without scripts.
(function () {
  "use strict";

  const MOST_UNDO = 50;
  const grids = {};
  const wordsPart = document.getElementById("words");
  const words = wordsPart ? JSON.parse(wordsPart.textContent) : {};
  let lastKey = 0;

  if (!window.Tabulator || !wordsPart) {
    window.wizardGrids = grids;
    return;
  }
  document.querySelectorAll("[data-group]").forEach((section) => {
    const data = JSON.parse(section.querySelector("[data-grid]").textContent);
    grids[data.group] = makeGrid(section, data);
  });
  window.wizardGrids = grids;

  function makeGrid(section, data) {
    const columns = data.columns;
    const own = columns.filter((column) => column.own);
    const list = section.querySelector("[data-row-errors]");
    const count = section.querySelector("[data-rowcount]");
    const undone = [];
    let current = null;
    let sent = [];
    let isReady = false;
    const first = keyed(data.rows);

    section.querySelectorAll("[data-plain]").forEach((part) => {
      part.hidden = true;
      part.querySelectorAll("input, textarea, button").forEach((input) => { input.disabled = true; });
    });
    section.querySelectorAll(`input[name="has_${data.group}"]`).forEach((input) => input.remove());
    const store = document.createElement("input");
    store.type = "hidden";
    store.name = `rows.${data.group}`;
    const place = document.createElement("div");
    place.className = "rowgrid";
    section.append(store, place);
    buttons();
    const { columns: shownColumns, paint } = window.goodsColumns(columns, words, (key) => errors.of(key));
    const errors = window.goodsErrors({
      section, list, data, words, button, paint,
      row: (key) => isReady && table.getRow(key),
      scrollTo: (row) => table.scrollToRow(row, "center", false).catch(() => undefined),
      keyAt: (number) => sent[number],
    });

    const table = new window.Tabulator(place, {
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
      place.querySelector(".tabulator-tableholder").removeAttribute("tabindex"); // its cells take the focus
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
      const isTyping = /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === "z" && (event.ctrlKey || event.metaKey) && !isTyping) {
        event.preventDefault();
        undo();
      }
    });

    function buttons() {
      const holder = section.querySelector("[data-grid-buttons]");
      holder.hidden = false;
      holder.className = "gridbar";
      const paster = document.createElement("textarea");
      paster.rows = 2;
      paster.hidden = true;
      paster.placeholder = words.pasteHelp;
      paster.setAttribute("aria-label", words.paste);
      paster.addEventListener("paste", (event) => {
        event.preventDefault();
        paste(event.clipboardData.getData("text/plain"), null);
        paster.hidden = true;
      });
      place.before(paster);
      holder.append(
        button(words.paste, () => {
          paster.hidden = !paster.hidden;
          if (!paster.hidden) {
            paster.focus();
          }
        }),
        button(words.undo, undo),
        button(words.add, add),
        wider(),
      );
      return holder;
    }

    // Gives the grid the paper's place and back.
    function wider() {
      const page = document.querySelector(".wizard");
      const made = button(words.wide, () => {
        const isWide = page.classList.toggle("wide");
        document.dispatchEvent(new CustomEvent("grid:resized", { detail: isWide }));
      });
      document.addEventListener("grid:resized", (event) => {
        made.textContent = event.detail ? words.narrow : words.wide;
        table.redraw(true);
      });
      return made;
    }

    function button(label, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn txt";
      made.textContent = label;
      made.addEventListener("click", act);
      return made;
    }

    function blank() {
      lastKey += 1;
      return { _k: lastKey };
    }

    function keyed(found) {
      return found.map((row) => ({ ...row, _k: (lastKey += 1) }));
    }

    function add() {
      table.addRow(blank(), false).then((row) => {
        const first = row.getCells().find((cell) => own.some((item) => item.key === cell.getField()));
        if (first) {
          first.edit();
        }
      });
    }

    function undo() {
      const before = undone.pop();
      if (before) {
        table.replaceData(JSON.parse(before)).then(() => {
          last = before;
          tell();
        });
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

    // Pasted rows go in from the current cell on, or below the last row.
    function paste(text, cell) {
      let lines = window.spreadsheetLines(text);
      if (!lines.length) {
        return;
      }
      const all = table.getData().map((row) => ({ ...row }));
      while (all.length && isBlank(all[all.length - 1]) && !cell) {
        all.pop();
      }
      const from = cell ? all.findIndex((row) => row._k === cell.getRow().getIndex()) : all.length;
      let keys = own.map((item) => item.key);
      if (cell) {
        cell.cancelEdit();
        keys = keys.slice(Math.max(0, keys.indexOf(cell.getField())));
      }
      const headings = lines[0].map(named);
      if (headings.filter(Boolean).length * 2 > lines[0].length) {
        keys = headings;
        lines = lines.slice(1);
      }
      lines.forEach((line, at) => {
        const row = all[from + at] || (all[from + at] = blank());
        line.forEach((value, number) => {
          if (keys[number]) {
            row[keys[number]] = value.trim();
          }
        });
      });
      current = null;
      table.replaceData(all).then(changed);
    }

    function named(heading) {
      const wanted = heading.replace(/\*$/, "").trim().toLowerCase();
      const found = own.find((item) => item.key === wanted || item.names.some((name) => name.toLowerCase() === wanted));
      return found ? found.key : "";
    }

    function isBlank(row) {
      return columns.every((item) => !String(row[item.key] || "").trim());
    }

    function filledRows() {
      return (isReady ? table.getData() : first).filter((row) => !isBlank(row));
    }

    function rows() {
      return filledRows().map((row) => {
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

    function setRows(found) {
      if (isReady) {
        table.replaceData(keyed(found)).then(changed);
      }
    }

    // Called when rows are on their way, and again when the server has numbered them.
    function leaving() {
      sent = filledRows().map((row) => row._k);
      return JSON.stringify(rows());
    }

    function arrived() {
      sent.forEach((key, at) => {
        const row = isReady && table.getRow(key);
        if (row) {
          row.getData()._at = String(at);
        }
      });
      last = isReady ? snapshot(table.getData()) : last;
      store.value = JSON.stringify(rows());
    }

    sent = first.map((row) => row._k);
    errors.bindServerErrors();

    return { rows, setRows, leaving, arrived, mark: errors.mark, store, goTo: (path) => errors.goTo(sent[Number(path.split(".")[1])], path.split(".")[2]) };
  }

  function snapshot(rows) {
    return JSON.stringify(rows.map((row) => ({ ...row })));
  }
})();
