// Reads the planner's sheets of the open workbook, as xlwings sends a workbook, in four rounds however many they are:
// each round to Excel on the web takes as long as reading thousands of cells.

import { convertDateValues, eagerValueRangeAddress, rangeMetadata, unqualifiedAddress } from "../custom-scripts/workbook-metadata.js";

export async function read(context) {
  const { workbook } = context;
  const { names, sheets, active, application } = await outline(context);
  const ours = await oursOf(context, sheets, names, active);
  await contents(context, ours);
  return {
    client: "Office.js",
    version: config.xlwingsVersion,
    book: {
      name: workbook.name,
      active_sheet_index: sheets.items.findIndex(({ name }) => name === active.name),
      selection: await selection(context),
      calculation: application.calculationMode,
    },
    names: names.items.map(({ name, formula, type }) => ({ name, refers_to: `${formula}`, type, ...WHOLE_BOOK })),
    sheets: sheets.items.map((sheet) => sent(sheet, ours.get(sheet.name))),
  };
}

const WHOLE_BOOK = { sheet_index: null, address: null, scope_sheet_name: null, scope_sheet_index: null, book_scope: true };

async function outline(context) {
  const { workbook } = context;
  workbook.load("name");
  const names = workbook.names.load("items/name,items/formula,items/type");
  const sheets = workbook.worksheets.load("items/name,items/visibility");
  const active = workbook.worksheets.getActiveWorksheet().load("name");
  const application = workbook.application.load("calculationMode");
  await context.sync();
  return { names, sheets, active, application };
}

// The planner's own sheets by name, so that others of the user's stay where they are; without any, the active one.
async function oursOf(context, sheets, names, active) {
  const found = sheets.items.map((sheet) => ({
    sheet,
    tables: sheet.tables.load("items/name,items/showHeaders"),
    used: sheet.getUsedRangeOrNullObject(true).load("address,rowCount,columnCount"),
  }));
  await context.sync();
  const homes = names.items.filter(({ name }) => /^(in|out|list|set)_/.test(name)).map(({ formula }) => `${formula}`);
  const isHome = (name) =>
    homes.some((formula) => formula.startsWith(`=${name}!`) || formula.startsWith(`='${name.replaceAll("'", "''")}'!`));
  const isOurs = ({ sheet, tables }) => isHome(sheet.name) || tables.items.some(({ name }) => /^tbl[A-Z]/.test(name));
  const ours = found.filter(isOurs);
  const chosen = ours.length ? ours : found.filter(({ sheet }) => sheet.name === active.name);
  return new Map(chosen.map((each) => [each.sheet.name, each]));
}

async function contents(context, ours) {
  for (const each of ours.values()) {
    each.cells = each.sheet.getRange(eagerValueRangeAddress(each.used)).load("values,numberFormat");
    each.placed = each.tables.items.map((table) => ({
      table,
      whole: table.getRange().load("address,rowCount,columnCount"),
      body: table.getDataBodyRange().load("address"),
      head: table.showHeaders ? table.getHeaderRowRange().load("address") : null,
      columns: table.columns.load("items/name"),
    }));
  }
  await context.sync();
}

function sent(sheet, found) {
  const used = rangeMetadata(found?.used);
  const values = found?.cells.values.map((row) => [...row]) ?? [[]];
  if (found) convertDateValues(values, found.cells.numberFormat);
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    used_range_address: used.address,
    used_range_row_count: used.row_count,
    used_range_column_count: used.column_count,
    values,
    pictures: [],
    tables: found?.placed.map(placed) ?? [],
  };
}

function placed({ table, whole, body, head, columns }) {
  const { address, row_count, column_count } = rangeMetadata(whole);
  return {
    name: table.name,
    range_address: address,
    row_count,
    column_count,
    columns: columns.items.map(({ name }) => name),
    header_row_range_address: head && unqualifiedAddress(head),
    data_body_range_address: unqualifiedAddress(body),
    show_headers: table.showHeaders,
  };
}

async function selection(context) {
  try {
    const range = context.workbook.getSelectedRange().load("address");
    await context.sync();
    return unqualifiedAddress(range);
  } catch {
    return null; // a picture or a chart is selected
  }
}
