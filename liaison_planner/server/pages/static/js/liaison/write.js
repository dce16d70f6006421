// Does in Excel what the answer asks for, in one round; what only xlwings knows is left to xlwings.

const DOES = {
  setValues: (range, { values }) => (range.values = values),
  setNumberFormat: (range, { args }) => (range.numberFormat = [[`${args[0]}`]]),
  setRowHidden: (range, { args }) => (range.getEntireRow().rowHidden = args[0]),
  setRowHeight: (range, { args }) => (range.format.rowHeight = Number(args[0])),
  setAutofit: (range, { args }) => (args[0] === "rows" ? range.format.autofitRows() : range.format.autofitColumns()),
};
const OF_EXCEL = ["setCalculation", "setScreenUpdating"]; // whoever lifts the protection looks after these

export async function written(context, actions) {
  const asked = actions.filter(({ func }) => !OF_EXCEL.includes(func));
  if (!asked.every(({ func }) => func in DOES)) {
    await xlwings.runActions({ actions }, context);
    return;
  }
  const sheets = context.workbook.worksheets.load("items/name");
  await context.sync();
  context.workbook.application.suspendScreenUpdatingUntilNextSync();
  for (const action of asked) {
    const { start_row: row, start_column: column, row_count: rows, column_count: columns } = action;
    const range = sheets.items[action.sheet_position].getRangeByIndexes(row, column, rows, columns);
    DOES[action.func](range, action);
  }
  await context.sync();
}
