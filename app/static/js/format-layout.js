// The layout of a format: blocks from top to bottom, rows of cells in twelfths, without any markup.
(function () {
  "use strict";

  const editor = window.formatEditor;
  if (!editor) {
    return;
  }
  const { el, input, button, put, words } = editor;
  const pane = document.querySelector("[data-part=layout]");
  const items = pane.querySelector("[data-items]");
  const HEAD = ["certificate_no", "copy_mark", "page_no"];
  const CELL_WIDTHS = [["", words.evenly], ...Array.from({ length: 12 }, (_none, number) => [number + 1, `${number + 1}/12`])];

  const layout = () => editor.definition.layout || (editor.definition.layout = { blocks: [] });
  const fields = () => editor.list("fields");
  const keysOf = (cell) => (typeof cell === "string" ? [cell] : [].concat(cell.f));
  const nameOf = (key) => {
    const found = fields().find((field) => field.key === key) || editor.list("tables").find((table) => table.key === key);
    return found ? found.zh || found.en || key : key;
  };

  function placed() {
    const { head = {}, blocks = [] } = layout();
    const found = Object.values(head);
    blocks.forEach((block) => {
      if (block.table !== undefined) {
        found.push(block.table);
      } else if (block.text !== undefined) {
        found.push(block.text);
      } else {
        const rows = block.issue ? block.issue.rows : block.rows;
        rows.forEach((row) => row.forEach((cell) => found.push(...keysOf(cell))));
        if (block.issue && block.issue.seal) {
          found.push(block.issue.seal);
        }
      }
    });
    return new Set(found);
  }

  function unplaced() {
    const done = placed();
    const columns = new Set(editor.list("tables").flatMap((table) => (table.columns || []).filter((one) => typeof one === "string")));
    return fields().filter((field) => !HEAD.includes(field.key) && !done.has(field.key) && !columns.has(field.key)).map((field) => [field.key, nameOf(field.key)]);
  }

  const choices = (key) => [["", words.choose], ...(key ? [[key, nameOf(key)]] : []), ...unplaced()];

  // Blocks stand closed, as a list of what is on the paper; those that were opened stay so, also when they move.
  let opened = new Set();
  let drawn = [];

  function draw() {
    const blocks = layout().blocks || (layout().blocks = []);
    if (drawn.length && !blocks.some((block) => drawn.includes(block))) { // undone or taken from the server: new objects
      opened = new Set(blocks.filter((_block, number) => opened.has(drawn[number])));
    }
    drawn = [...blocks];
    items.replaceChildren(sheet(), waiting(), openers(blocks), ...blocks.map((block, number) => card(block, blocks, number)), adders(blocks));
  }

  function again(focus) {
    draw();
    const found = items.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
    if (found) {
      found.focus();
    }
  }

  function openers(blocks) {
    const all = (text, chosen, key) => button(text, () => { opened = new Set(chosen); again(`layout.${key}`); }, { "data-focus": `layout.${key}` });
    return el("p", { class: "openers" }, all(words.openAll, blocks, "open"), all(words.closeAll, [], "close"));
  }

  // What a closed block prints, by the names of its fields.
  function contents(block) {
    const rows = block.issue ? block.issue.rows : block.rows || [];
    const keys = [block.table, block.text, ...rows.flatMap((row) => row.flatMap(keysOf))];
    return keys.filter(Boolean).map((key) => nameOf(key)).join(words.comma);
  }

  function sheet() {
    const own = layout();
    const head = own.head || {};
    const set = (part) => (key) => {
      const next = { ...(own.head || {}) };
      put(next, part, key);
      put(own, "head", Object.keys(next).length ? next : undefined);
      draw();
    };
    const part = (name) => input({ label: words.head[name], value: head[name] || "", kind: "select", choices: choices(head[name]), set: set(name), place: `layout.head.${name}` });
    const goods = own.goods ? own.goods.cols : null;
    const repeating = fields().filter((field) => field.repeats === "goods_line");
    const width = goods ? Object.values(goods).reduce((sum, one) => sum + Number(one || 0), 10) : 0;
    const column = (field) => input({
      label: field.zh || field.key, kind: "number", value: goods && goods[field.key], place: `layout.goods.${field.key}`,
      set: (value) => {
        const next = {};
        repeating.forEach((one) => {
          const mm = one === field ? value : goods && goods[one.key];
          if (mm) {
            next[one.key] = mm;
          }
        });
        put(own, "goods", Object.keys(next).length ? { cols: next } : undefined);
        total.textContent = words.total.replace("{mm}", Object.values(next).reduce((sum, one) => sum + Number(one), 10));
      },
    });
    const total = el("small", {}, goods ? words.total.replace("{mm}", width) : "");
    return el("section", { class: "item", "data-place": "layout.goods", tabindex: -1, "aria-label": words.sheet },
      el("header", {}, el("b", {}, words.sheet)),
      el("div", { class: "grid2" },
        input({ label: editor.label("label"), kind: "number", value: own.label, set: (value) => put(own, "label", value, 40), place: "layout.label" }),
        part("title"), part("subtitle"), part("note")),
      repeating.length ? el("fieldset", { class: "goodscols" }, el("legend", {}, editor.label("goods")), ...repeating.map(column), total) : null);
  }

  // Fields without a place stand here, one click from the paper.
  function waiting() {
    const left = unplaced();
    if (!left.length) {
      return el("p", { class: "quiet", "data-place": "layout", tabindex: -1 }, words.allPlaced);
    }
    return el("section", { class: "item warnbox", "data-place": "layout", tabindex: -1, "aria-label": words.unplaced }, el("b", {}, words.unplaced),
      el("p", { class: "waiting" }, ...left.map(([key, name]) => button(`+ ${name}`, () => {
        const rows = layout().blocks.find((block) => block.rows);
        const block = rows || layout().blocks[layout().blocks.push({ rows: [] }) - 1];
        block.rows.push([key]);
        opened.add(block);
        editor.changed();
        draw();
      }, { class: "btn", "data-focus": `place.${key}` }))));
  }

  function card(block, blocks, number) {
    const at = `layout.blocks.${number}`;
    const kind = ["table", "text", "issue"].find((one) => block[one] !== undefined) || "rows";
    const isOpen = opened.has(block);
    const name = `${number + 1}. ${words.blocks[kind]}`;
    const turn = button("", () => {
      opened[isOpen ? "delete" : "add"](block);
      again(`${at}.turn`);
    }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `${at}.turn` });
    turn.append(el("b", {}, name), isOpen ? "" : ` ${contents(block)}`);
    const body = isOpen ? { table: tableBlock, text: textBlock, issue: issueBlock, rows: rowsBlock }[kind](block, at) : [];
    return el("section", { class: "item", "data-place": at, tabindex: -1, "aria-label": name },
      el("header", {}, turn, editor.order(blocks, number, at, name, draw)),
      ...body);
  }

  function rowsBlock(block, at) {
    return [
      ...rowsOf(block.rows, at),
      input({ label: words.mayHide, kind: "tick", value: block.hide === "chosen", set: (on) => put(block, "hide", on ? "chosen" : undefined), place: `${at}.hide` }),
    ];
  }

  function rowsOf(rows, at) {
    const lines = rows.map((row, number) => {
      const place = `${at}.${number}`;
      return el("div", { class: "layoutrow" },
        ...row.map((cell, index) => cellOf(row, cell, index, `${place}.${index}`)),
        el("span", { class: "rowend" },
          button("+", () => { row.push(unplaced()[0] ? unplaced()[0][0] : ""); editor.changed(); draw(); }, { class: "btn txt mini", "aria-label": words.addCell, title: words.addCell, "data-focus": `${place}.add` }),
          editor.order(rows, number, place, words.row.replace("{number}", number + 1), draw)));
    });
    return [...lines, button(words.addRow, () => { rows.push([unplaced()[0] ? unplaced()[0][0] : ""]); editor.changed(); draw(); }, { "data-focus": `${at}.addrow` })];
  }

  function cellOf(row, cell, index, place) {
    const full = typeof cell === "string" ? { f: cell } : { ...cell };
    const keys = keysOf(cell);
    const field = fields().find((one) => one.key === keys[0]) || {};
    const write = (change) => {
      const next = { ...full, ...change };
      Object.keys(next).forEach((name) => next[name] === undefined && delete next[name]);
      row[index] = Object.keys(next).length === 1 && typeof next.f === "string" ? next.f : next;
      editor.changed();
      draw();
    };
    const pick = (number) => input({
      label: number ? words.until : words.field, value: keys[number] || "", kind: "select", choices: choices(keys[number]), place: `${place}.${number}`,
      set: (key) => {
        const next = [...keys];
        next[number] = key;
        const kept = next.filter(Boolean);
        write(kept.length > 1 ? { f: kept, as: "range" } : { f: kept[0] || "", as: full.as === "range" ? undefined : full.as });
      },
    });
    const isDate = field.kind === "date";
    return el("div", { class: "cell" },
      pick(0),
      isDate ? pick(1) : null,
      input({ label: words.width, value: full.w || "", kind: "select", choices: CELL_WIDTHS, set: (value) => write({ w: value ? Number(value) : undefined }), place: `${place}.w` }),
      field.kind === "enum" ? input({ label: words.boxes, kind: "tick", value: full.as === "checks", set: (on) => write({ as: on ? "checks" : undefined }), place: `${place}.as` }) : null,
      input({ label: words.hideEmpty, kind: "tick", value: full.hide === "empty", set: (on) => write({ hide: on ? "empty" : undefined }), place: `${place}.hide` }),
      editor.order(row, index, place, nameOf(keys[0]), draw, true));
  }

  function textBlock(block, at) {
    const statements = editor.list("statements").filter((one) => one.position === "body").map((one) => [`@${one.key}`, `${words.blocks.statement}: ${(one.zh || one.key).slice(0, 30)}`]);
    return [el("div", { class: "grid2" },
      input({ label: words.textOf, value: block.text, kind: "select", choices: [...choices(block.text.startsWith("@") ? "" : block.text), ...statements], set: (key) => { block.text = key; editor.changed(); draw(); }, place: `${at}.text` }),
      el("div", { class: "ticks" },
        input({ label: words.grows, kind: "tick", value: block.grow, set: (on) => put(block, "grow", on), place: `${at}.grow` }),
        input({ label: words.runs, kind: "tick", value: block.run, set: (on) => put(block, "run", on), place: `${at}.run` }),
        input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${at}.hide` })))];
  }

  function tableBlock(block, at) {
    const table = editor.list("tables").find((one) => one.key === block.table);
    const columns = (table && table.columns) || [];
    const cols = block.cols || (block.cols = []);
    const setWidth = (number) => (value) => { cols[number] = value || 0; cols.length = columns.length; editor.changed(); };
    return [el("div", { class: "grid2" },
      input({ label: words.blocks.table, value: block.table, kind: "select", choices: [["", words.choose], ...editor.list("tables").map((one) => [one.key, one.zh || one.key])], set: (key) => { block.table = key; editor.changed(); draw(); }, place: `${at}.table` }),
      input({ label: words.emptyRows, kind: "number", value: block.min, set: (value) => put(block, "min", value, 0), place: `${at}.min` }),
      input({ label: words.sets, kind: "number", value: block.sets, set: (value) => put(block, "sets", value, 1), place: `${at}.sets` }),
      input({ label: words.hideEmpty, kind: "tick", value: block.hide === "empty", set: (on) => put(block, "hide", on ? "empty" : undefined), place: `${at}.hide` })),
    el("fieldset", { class: "goodscols" }, el("legend", {}, words.widths),
      ...columns.map((column, number) => input({ label: typeof column === "string" ? nameOf(column) : column.zh, kind: "number", value: cols[number], set: setWidth(number), place: `${at}.cols.${number}` })))];
  }

  function issueBlock(block, at) {
    const issue = block.issue;
    return [
      el("div", { class: "grid2" },
        input({ label: words.seal, value: issue.seal || "", kind: "select", choices: choices(issue.seal), set: (key) => { put(issue, "seal", key); draw(); }, place: `${at}.seal` }),
        input({ label: words.low, kind: "tick", value: issue.low, set: (on) => put(issue, "low", on), place: `${at}.low` })),
      ...rowsOf(issue.rows, at),
    ];
  }

  function adders(blocks) {
    const table = editor.list("tables")[0];
    const make = {
      rows: () => ({ rows: [[(unplaced()[0] || [""])[0]]] }),
      text: () => ({ text: (unplaced()[0] || [""])[0] }),
      table: () => ({ table: table ? table.key : "", cols: [] }),
      issue: () => ({ issue: { rows: [] } }),
    };
    return el("p", { class: "waiting" }, ...Object.keys(make).map((kind) => button(`+ ${words.blocks[kind]}`, () => {
      blocks.push(make[kind]());
      opened.add(blocks[blocks.length - 1]);
      editor.changed();
      again(`layout.blocks.${blocks.length - 1}.turn`);
    }, { class: "btn", "data-focus": `add.${kind}` })));
  }

  editor.parts.layout = draw;
  editor.openBlock = (number) => {
    const block = (layout().blocks || [])[number];
    if (block) {
      opened.add(block);
      draw();
    }
  };
})();
