// Stands for Excel and its Office.js: one workbook in memory, window.__book, with what matters of Excel's manners.
// A property is there only when it was loaded before the last sync; writing waits for a sync; a protected sheet
// refuses; a text that looks like a day becomes one; a formula that nobody meant is a failure.

(() => {
  const book = window.__book;
  const log = (window.__log = []);
  const listeners = [];
  let queue = [];
  window.__syncs = 0;

  const letters = (n) => (n < 26 ? "" : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
  const number = (text) => [...text].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;
  const parse = (address) => {
    const [, c1, r1, c2, r2] = address.replaceAll("$", "").split("!").pop().match(/^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/);
    const [row, column] = [r1 - 1, number(c1)];
    return { row, column, rows: (r2 ?? r1) - row, columns: (c2 ? number(c2) : column) - column + 1 };
  };
  const write = ({ row, column, rows, columns }) =>
    `${letters(column)}${row + 1}` + (rows * columns > 1 ? `:${letters(column + columns - 1)}${row + rows}` : "");
  const quoted = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`);
  const later = (work) => queue.push(work);
  const methods = new Set(["load", "then", "toJSON"]);

  // `live` are properties that must be loaded, `parts` everything that is there at once; `set` takes writing.
  function remote(kind, live, parts = {}, set = {}) {
    const loaded = new Map();
    const made = new Map();
    const load = (spec) => {
      const names = (Array.isArray(spec) ? spec : spec.split(",")).map((name) => name.trim());
      later(() => {
        for (const name of names) {
          const [first, ...rest] = name.split("/");
          if (first === "items" || parts.items) loadItems(first === "items" ? rest.join("/") : name);
          else if (rest.length) self[first].load(rest.join("/"));
          else if (first in live) loaded.set(first, live[first]());
        }
      });
      return self;
    };
    const loadItems = (name) => {
      loaded.set("items", parts.items());
      for (const item of loaded.get("items")) item.__now(name);
    };
    const now = (name) => {
      if (!name) for (const [key, read] of Object.entries(live)) loaded.set(key, read());
      else if (name in live) loaded.set(name, live[name]());
    };
    const self = new Proxy(Object.create(null), {
      get(_, key) {
        if (key === "then" || typeof key === "symbol") return undefined;
        if (key === "load") return load;
        if (key === "__now") return now;
        if (key === "isNullObject") return false;
        if (key === "items" && parts.items) {
          if (!loaded.has("items")) throw new Error(`PropertyNotLoaded: ${kind}.items`);
          return loaded.get("items");
        }
        if (key in parts) {
          if (!made.has(key)) made.set(key, parts[key]);
          return made.get(key);
        }
        if (loaded.has(key)) return loaded.get(key);
        if (key in live) throw new Error(`PropertyNotLoaded: ${kind}.${String(key)}`);
        throw new Error(`the stand-in for Office.js does not know ${kind}.${String(key)}`);
      },
      set(_, key, value) {
        if (!(key in set)) throw new Error(`the stand-in for Office.js cannot set ${kind}.${String(key)}`);
        later(() => set[key](value));
        return true;
      },
    });
    return self;
  }
  const nothing = () =>
    new Proxy({}, { get: (_, key) => (key === "isNullObject" ? true : key === "then" ? undefined : () => nothing()) });
  const collection = (kind, items, parts = {}) => remote(kind, {}, { items, ...parts });

  function refuse(sheet) {
    if (sheet.protected) throw Object.assign(new Error("AccessDenied"), { code: "AccessDenied" });
    if (book.full) throw Object.assign(new Error("InsufficientMemory"), { code: "InsufficientMemory" });
  }
  const SERIAL = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000 + 25569;
  function enter(sheet, at, value) {
    refuse(sheet);
    if (value === null) return; // Excel leaves such a cell as it is
    if (value === "") delete sheet.cells[at];
    else if (typeof value === "string" && sheet.formats[at] !== "@") {
      if (/^[=+\-@']/.test(value)) throw new Error(`entered as a formula: ${value.slice(0, 40)}`);
      if (/^\d{4}-\d\d-\d\d(T00:00:00.*)?$/.test(value)) {
        sheet.cells[at] = SERIAL(value.slice(0, 10));
        sheet.formats[at] = "yyyy-mm-dd";
      } else sheet.cells[at] = value;
    } else sheet.cells[at] = value;
    delete sheet.formulas[at];
    log.push(["cell", sheet.name, at]);
  }

  function range(sheet, place) {
    const { row, column, rows, columns } = place;
    const each = (work) => {
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) work(`${row + i},${column + j}`, i, j);
    };
    const block = (source, none) =>
      Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => source[`${row + i},${column + j}`] ?? none));
    const rowsSet = (what) => (value) => {
      refuse(sheet);
      for (let i = 0; i < rows; i++) (sheet[what] ??= {})[row + i] = value;
    };
    const live = {
      address: () => `${quoted(sheet.name)}!${write(place)}`,
      rowCount: () => rows,
      columnCount: () => columns,
      values: () => block(sheet.cells, ""),
      numberFormat: () => block(sheet.formats, "General"),
    };
    const format = remote(
      "RangeFormat",
      {},
      { autofitRows: () => later(() => rowsSet("heights")(null)), },
      { rowHeight: rowsSet("heights") },
    );
    return remote(
      "Range",
      live,
      {
        format,
        get worksheet() { return worksheet(sheet); },
        getEntireRow: () => remote("Range", {}, {}, { rowHidden: rowsSet("hidden") }),
        select: () => later(() => { book.selection = write(place); book.active = sheet.name; }),
      },
      {
        values: (block) => each((at, i, j) => enter(sheet, at, block[i][j])),
        numberFormat: (block) => each((at, i, j) => { refuse(sheet); sheet.formats[at] = (block[i] ?? block[0])[j] ?? block[0][0]; }),
      },
    );
  }
  const used = (sheet) => {
    const at = Object.keys(sheet.cells).map((key) => key.split(",").map(Number));
    if (!at.length) return null;
    const of = (i, best) => best(...at.map((each) => each[i]));
    const [row, column] = [of(0, Math.min), of(1, Math.min)];
    return { row, column, rows: of(0, Math.max) - row + 1, columns: of(1, Math.max) - column + 1 };
  };

  const known = new Map();
  const once = (key, make) => known.get(key) ?? known.set(key, make()).get(key);

  function table(sheet, each) {
    const place = () => parse(each.ref);
    const body = () => ({ ...place(), row: place().row + 1, rows: place().rows - 1 });
    const live = {
      name: () => each.name, showHeaders: () => true, showTotals: () => false, style: () => "TableStyleLight1",
      showFilterButton: () => true, highlightFirstColumn: () => false, highlightLastColumn: () => false,
      showBandedRows: () => true, showBandedColumns: () => false,
    };
    return once(`table ${each.name}`, () => remote("Table", live, {
      getRange: () => range(sheet, place()),
      getDataBodyRange: () => range(sheet, body()),
      getHeaderRowRange: () => range(sheet, { ...place(), rows: 1 }),
      columns: collection("TableColumns", () => each.columns.map((name) => remote("TableColumn", { name: () => name }))),
      autoFilter: remote("AutoFilter", { isDataFiltered: () => Boolean(each.filtered) }),
      clearFilters: () => later(() => { refuse(sheet); each.filtered = false; }),
    }));
  }

  function worksheet(sheet) {
    const empty = (kind) => collection(kind, () => []);
    return once(`sheet ${sheet.name}`, () => remote(
      "Worksheet",
      { name: () => sheet.name, visibility: () => sheet.visibility, showGridlines: () => true, position: () => book.sheets.indexOf(sheet) },
      {
        names: empty("NamedItemCollection"), charts: empty("Charts"), shapes: empty("Shapes"), pivotTables: empty("PivotTables"), notes: empty("Notes"),
        pageLayout: { getPrintAreaOrNullObject: () => ({ isNullObject: true, load() { return this; } }) },
        tables: collection("Tables", () => sheet.tables.map((each) => table(sheet, each))),
        getRange: (address) => range(sheet, parse(address)),
        getRangeByIndexes: (row, column, rows, columns) => range(sheet, { row, column, rows, columns }),
        getUsedRangeOrNullObject: () => {
          const place = used(sheet);
          return place ? range(sheet, place) : { isNullObject: true, load() { return this; } };
        },
        activate: () => later(() => (book.active = sheet.name)),
        protection: remote(
          "WorksheetProtection",
          { protected: () => Boolean(sheet.protected), options: () => sheet.options },
          {
            unprotect: () => later(() => {
              if (sheet.password) throw new Error("InvalidArgument: password");
              sheet.protected = false;
            }),
            protect: (options) => later(() => Object.assign(sheet, { protected: true, options })),
          },
        ),
      },
    ));
  }

  const named = (each) => {
    const home = () => book.sheets.find((sheet) => each.formula.startsWith(`=${quoted(sheet.name)}!`) || each.formula.startsWith(`='${sheet.name}'!`));
    return once(`name ${each.name}`, () => remote("NamedItem", { name: () => each.name, type: () => "Range", formula: () => each.formula }, {
      getRangeOrNullObject: () => (home() ? range(home(), parse(each.formula)) : nothing()),
    }));
  };
  const sheetNamed = (name) => book.sheets.find((sheet) => sheet.name === name);
  const allTables = () => book.sheets.flatMap((sheet) => sheet.tables.map((each) => [sheet, each]));

  const application = remote(
    "Application",
    { calculationMode: () => book.calculation },
    {
      suspendScreenUpdatingUntilNextSync() {},
      cultureInfo: remote("CultureInfo", { name: () => "en-US" }, { datetimeFormat: remote("Format", { shortDatePattern: () => "m/d/yyyy" }) }),
    },
    { calculationMode: (mode) => (book.calculation = mode) },
  );
  const workbook = remote("Workbook", { name: () => book.name }, {
    application,
    names: collection("NamedItemCollection", () => book.names.map(named), {
      getItemOrNullObject: (name) => {
        const found = book.names.find((each) => each.name === name);
        return found ? named(found) : { isNullObject: true, load() { return this; } };
      },
    }),
    tables: collection("Tables", () => allTables().map(([sheet, each]) => table(sheet, each)), {
      getItemOrNullObject: (name) => {
        const found = allTables().find(([, each]) => each.name === name);
        return found ? table(...found) : { isNullObject: true, load() { return this; } };
      },
    }),
    worksheets: collection("Worksheets", () => book.sheets.map(worksheet), {
      getItem: (name) => worksheet(sheetNamed(name)),
      getItemOrNullObject: (name) => (sheetNamed(name) ? worksheet(sheetNamed(name)) : nothing()),
      getActiveWorksheet: () => worksheet(sheetNamed(book.active)),
      onChanged: { add: (listener) => listeners.push(listener) },
      onCalculated: { add() {} },
    }),
    getSelectedRange: () => range(sheetNamed(book.active), parse(book.selection)),
  });

  class RequestContext {
    constructor() {
      this.workbook = workbook;
      this.application = application;
    }
    async sync() {
      window.__syncs += 1;
      const work = queue;
      queue = [];
      for (let at = 0; at < work.length; at++) {
        work[at]();
        if (queue.length) work.push(...queue.splice(0));
      }
    }
  }

  // The user types into a cell.
  window.__type = async (sheet, address, value) => {
    const { row, column } = parse(address);
    sheetNamed(sheet).cells[`${row},${column}`] = value;
    for (const listener of listeners) await listener({ address });
  };

  window.Excel = {
    RequestContext,
    ShapeType: { image: "Image" },
    run: async (options, batch) => {
      const work = batch ?? options;
      if (book.editing && !options.delayForCellEdit) throw new Error("InvalidOperationInCellEditMode");
      while (book.editing) await new Promise((resolve) => setTimeout(resolve, 20));
      const context = new RequestContext();
      try {
        const given = await work(context);
        await context.sync();
        return given;
      } finally {
        queue = [];
      }
    },
  };
  const cells = (window.__cells = {});
  window.CustomFunctions = {
    associate: (name, compute) => (cells[name] = compute),
    Error: class extends Error { constructor(code, message) { super(message); } },
    ErrorCode: { invalidValue: "#VALUE!" },
  };
  const ribbon = (window.__ribbon = {});
  window.Office = {
    onReady: async (work) => {
      const info = { host: "Excel", platform: "OfficeOnline" };
      if (work) await work(info);
      return info;
    },
    context: {
      requirements: { isSetSupported: (name, version) => name !== "ExcelApiDesktop" && !(name === "ExcelApi" && +version.split(".")[1] > 17) },
      diagnostics: { version: "stand-in", platform: "OfficeOnline" },
      platform: "OfficeOnline",
      ui: { displayDialogAsync: (url) => log.push(["dialog", url]) },
    },
    actions: { associate: (name, work) => (ribbon[name] = work) },
    addin: { showAsTaskpane: async () => log.push(["pane"]) },
    HostType: { Excel: "Excel" },
    AsyncResultStatus: { Failed: "failed" },
  };
})();
