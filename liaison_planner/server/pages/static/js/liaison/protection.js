// Lifts the protection of sheets, the filters on them and Excel's own computing, for as long as a click writes.

export async function lifted(context, positions, Told) {
  const worksheets = context.workbook.worksheets.load("items/name");
  const application = context.workbook.application.load("calculationMode");
  await context.sync();
  const sheets = positions.map((at) => worksheets.items[at]);
  const tables = await looked(context, sheets);
  const before = application.calculationMode;
  const guarded = sheets.filter(({ protection }) => protection.protected).map((sheet) => [sheet, sheet.protection.options]);
  const restore = async (open = guarded) => {
    for (const [sheet, options] of open) sheet.protection.protect(options);
    application.calculationMode = before;
    await context.sync();
  };
  for (const [sheet] of guarded) sheet.protection.unprotect();
  try {
    await context.sync();
  } catch (fault) {
    console.error(fault);
    const shut = await stillProtected(context, guarded);
    await restore(guarded.filter(([sheet]) => !shut.includes(sheet)));
    throw new Told(
      `The sheet «${shut[0]?.name}» is protected with a password. Lift it with Review > Unprotect Sheet, then click again.`,
    );
  }
  for (const table of tables.filter(({ autoFilter }) => autoFilter.isDataFiltered)) table.clearFilters();
  application.calculationMode = "Manual";
  return restore;
}

async function stillProtected(context, guarded) {
  for (const [sheet] of guarded) sheet.protection.load("protected");
  await context.sync();
  return guarded.map(([sheet]) => sheet).filter(({ protection }) => protection.protected);
}

async function looked(context, sheets) {
  for (const sheet of sheets) {
    sheet.protection.load("protected,options");
    sheet.tables.load("items/name");
  }
  await context.sync();
  const tables = sheets.flatMap((sheet) => sheet.tables.items);
  for (const table of tables) table.autoFilter.load("isDataFiltered");
  await context.sync();
  return tables;
}
