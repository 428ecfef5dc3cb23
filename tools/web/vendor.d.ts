// What our scripts use of the vendored libraries, which are loaded before them and stand in the global scope.

// echarts (app/static/vendor): the chart of cloud issuance
declare const echarts: {
  init(area: HTMLElement, theme: null, options: { renderer: "canvas" }): Chart;
  format: { encodeHTML(text: string): string };
};

interface Chart {
  setOption(options: object, isWhole: boolean): void;
  resize(size?: { height: number | "auto" }): void;
  getDataURL(picture: { type: "png"; pixelRatio: number; backgroundColor: string }): string;
}

// jQuery and jsTree: the tree of rights
declare const jQuery: {
  (element: HTMLElement): JQueryPart;
  jstree: {
    defaults: { core: { keyboard: Record<string, (event: JQueryEvent) => void> } };
    reference(element: HTMLElement): JsTree | null;
  };
};

interface JQueryEvent {
  currentTarget: HTMLElement;
  preventDefault(): void;
}

interface JQueryPart {
  on(events: string, act: (event: JQueryEvent) => void): JQueryPart;
  on(events: string, selector: string, act: (event: JQueryEvent) => void): JQueryPart;
  trigger(event: string): JQueryPart;
  jstree(reference: true): JsTree;
  jstree(options: object): JQueryPart;
}

interface JsTree {
  get_node(item: HTMLElement): { id: string; children_d: string[] } | false;
  get_bottom_checked(): string[];
  select_node(ids: string[], isQuiet: boolean, isNotOpened: boolean): void;
  deselect_all(isQuiet: boolean): void;
  redraw(isWhole: boolean): void;
  open_all(): void;
  close_all(): void;
  search(text: string): void;
  clear_search(): void;
}

// Tabulator: rows in a grid
declare class Tabulator {
  constructor(place: HTMLElement, options: object);
  on(event: "tableBuilt", act: () => void): void;
  on(event: "cellEditing" | "cellEdited", act: (cell: GridCell) => void): void;
  on(event: "rowAdded" | "rowDeleted", act: () => void): void;
  getData(): GridRow[];
  getRow(key: number): GridRowPart | false;
  addRow(row: GridRow, isOnTop: boolean): Promise<GridRowPart>;
  replaceData(rows: GridRow[]): Promise<void>;
  scrollToRow(row: GridRowPart, place: "center", ifVisible: boolean): Promise<void>;
  redraw(isWhole: boolean): void;
}

// A row's cells by column; `_k` is the grid's own number of the row, `_at` its place at the server.
interface GridRow {
  [key: string]: string | number | undefined;
  _k?: number;
  _at?: string;
}

interface GridRowPart {
  getIndex(): number;
  getPosition(): number | false;
  getData(): GridRow;
  getCell(key: string): GridCell;
  getCells(): GridCell[];
  delete(): void;
}

interface GridCell {
  getField(): string;
  getValue(): string | undefined;
  setValue(value: string): void;
  getElement(): HTMLElement;
  getRow(): GridRowPart;
  edit(): void;
  cancelEdit(): void;
}
