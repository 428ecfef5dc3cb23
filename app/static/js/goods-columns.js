// The columns of a grid: number and first column stay in sight, widths by kind, cells marked where something is wrong.
(function () {
  "use strict";

  const WIDTHS = { decimal: 80, date: 104, textarea: 160 };
  const FIRST_WIDTH = 132;
  const LISTED_WIDTH = 88;
  const WIDTH = 112;

  // `wrong(key)` gives the errors of a row.
  window.goodsColumns = function (items, words, wrong) {
    const first = items.find((item) => item.own);

    return { columns: [numberColumn(), ...items.map(column), deleteColumn()], paint };

    function numberColumn() {
      return { title: "#", formatter: "rownum", width: 38, hozAlign: "end", frozen: true, cssClass: "locked", resizable: false };
    }

    function column(item) {
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
        minWidth: 64,
        width: item === first ? FIRST_WIDTH : WIDTHS[item.kind] || (item.list ? LISTED_WIDTH : WIDTH),
        frozen: item === first,
        editor: item.own ? (item.kind === "textarea" ? "textarea" : "input") : false,
        editorParams: { elementAttributes: attributes, selectContents: true, shiftEnterSubmit: true },
        cssClass: item.own ? "" : "locked",
        hozAlign: item.kind === "decimal" ? "end" : "start",
        formatter: (cell) => shown(cell, item),
      };
    }

    function deleteColumn() {
      return {
        title: "", width: 44, resizable: false, hozAlign: "center", frozen: true,
        formatter: (cell) => {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "btn txt";
          button.textContent = "✕";
          button.title = words.remove;
          button.setAttribute("aria-label", `${words.remove} ${cell.getRow().getPosition() || ""}`);
          return button;
        },
        cellClick: (event, cell) => cell.getRow().delete(),
      };
    }

    function shown(cell, item) {
      paint(cell, item.key);
      const value = cell.getValue() || "";
      const text = document.createElement("span");
      text.textContent = value || (item.own ? "" : words.byCustoms);
      return text;
    }

    // Marks a cell in place: drawing it anew would end what is being typed in it.
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
  };
})();
