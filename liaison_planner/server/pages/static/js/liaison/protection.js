// Lifts the protection of sheets, and the filters on them, for as long as a click writes.

export async function lifted(context, positions, Told) {
  const worksheets = context.workbook.worksheets.load("items/name");
  const application = context.workbook.application.load("calculationMode");
  await context.sync();
  const sheets = positions.map((at) => worksheets.items[at]);
  for (const sheet of sheets) {
    sheet.protection.load("protected,options");
    sheet.tables.load("items/name");
  }
  await context.sync();
  const again = [];
  const before = application.calculationMode;
  const restore = async () => {
    for (const [sheet, options] of again) sheet.protection.protect(options);
    application.calculationMode = before;
    await context.sync();
  };
  for (const sheet of sheets.filter(({ protection }) => protection.protected)) {
    const { options } = sheet.protection;
    try {
      sheet.protection.unprotect();
      await context.sync();
    } catch (fault) {
      console.error(fault);
      await restore();
      throw new Told(
        `The sheet «${sheet.name}» is protected with a password. Lift it with Review > Unprotect Sheet, then click again.`,
      );
    }
    again.push([sheet, options]);
  }
  await unfiltered(context, sheets);
  return restore;
}

async function unfiltered(context, sheets) {
  if (!Office.context.requirements.isSetSupported("ExcelApi", "1.9")) return;
  const tables = sheets.flatMap((sheet) => sheet.tables.items);
  for (const table of tables) table.autoFilter.load("isDataFiltered");
  await context.sync();
  for (const table of tables.filter(({ autoFilter }) => autoFilter.isDataFiltered)) table.clearFilters();
  await context.sync();
}
