// The columns of a grid: number and first column stay in sight, widths by kind, cells marked where something is wrong.
(function () {
  "use strict";

  // Least widths: as many columns as possible stand side by side; where there is room, those with texts grow.
  const KINDS = { decimal: 66, quantity: 92, date: 100, textarea: 150 };
  const LISTS = { units: 56, currencies: 56 };
  const FIRST_WIDTH = 118;
  const LISTED_WIDTH = 78;
  const WIDTH = 96;

  // `wrong(key)` gives the errors of a row.
  window.goodsColumns = function (items, words, wrong) {
    const first = items.find((item) => item.own);

    return { columns: [numberColumn(), ...items.map(column), deleteColumn()], paint };

    function numberColumn() {
      return { title: "#", formatter: "rownum", width: 32, hozAlign: "end", frozen: true, cssClass: "locked", resizable: false };
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
        minWidth: least(item),
        widthGrow: item.list || item.kind in KINDS ? 1 : 3,
        tooltip: (event, cell) => cell.getElement().title ? "" : cell.getValue() || "",
        frozen: item === first,
        editor: item.own ? (item.kind === "textarea" ? "textarea" : "input") : false,
        editorParams: { elementAttributes: attributes, selectContents: true, shiftEnterSubmit: true },
        cssClass: item.own ? "" : "locked",
        hozAlign: item.kind === "decimal" ? "end" : "start",
        formatter: (cell) => shown(cell, item),
      };
    }

    function least(item) {
      if (item === first) {
        return FIRST_WIDTH;
      }
      return KINDS[item.kind] || LISTS[item.list] || (item.list ? LISTED_WIDTH : WIDTH);
    }

    function deleteColumn() {
      return {
        title: words.remove, width: 36, resizable: false, hozAlign: "center", frozen: true,
        titleFormatter: (cell) => {
          const title = document.createElement("span");
          title.className = "sr";
          title.textContent = cell.getValue();
          return title;
        },
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
