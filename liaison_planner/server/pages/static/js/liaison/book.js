// Reads from the open workbook what the task pane shows; no server is asked for that.

export async function state({ fields, notes, story, issues }) {
  return Excel.run({ delayForCellEdit: true }, async (context) => {
    const { workbook } = context;
    const wanted = [...fields.map(({ name }) => name), story];
    const items = wanted.map((name) => workbook.names.getItemOrNullObject(name).load("name"));
    const table = workbook.tables.getItemOrNullObject(issues.table).load("name");
    await context.sync();
    const ranges = items.map((item) => (item.isNullObject ? null : item.getRangeOrNullObject().load("values")));
    const head = table.isNullObject ? null : table.getHeaderRowRange().load("values");
    const body = table.isNullObject ? null : table.getDataBodyRange().load("values");
    await context.sync();
    const values = ranges.map((range) => (range && !range.isNullObject ? range.values : null));
    const cells = fields.map((field, at) => ({ ...field, text: inWords(values[at]?.[0]?.[0], field.kind) }));
    const named = Object.fromEntries(cells.map((cell) => [cell.key, cell]));
    return {
      ours: items.some((item) => !item.isNullObject),
      cells: named,
      figures: notes.map((key) => ({ ...named[key], note: named[`${key}_note`].text })).filter(({ text }) => text),
      story: sections(values.at(-1) ?? []),
      issues: head ? rows(head.values[0], body.values, issues.columns) : [],
    };
  });
}

// «Preferences!C7» as the sheet Checks writes it
export async function select(place) {
  const at = place.lastIndexOf("!");
  await Excel.run({ delayForCellEdit: true }, async (context) => {
    const sheet = context.workbook.worksheets.getItem(place.slice(0, at));
    sheet.activate();
    sheet.getRange(place.slice(at + 1)).select();
    await context.sync();
  });
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(serial) {
  const date = new Date(Math.round((serial - 25569) * 86400000));
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function inWords(value, kind) {
  if (typeof value !== "number") return `${value ?? ""}`;
  if (kind === "date") return day(value);
  return kind === "money" ? `$${value.toLocaleString("en-US")}` : value.toLocaleString("en-US");
}

// A heading stands alone in the first column, a mark or a day beside its sentence; further lines of it have none.
function sections(grid) {
  const found = [];
  for (const [mark, sentence] of grid) {
    if (mark !== "" && sentence === "") {
      found.push({ heading: `${mark}`, lines: [] });
    } else if (sentence !== "") {
      if (!found.length) found.push({ heading: "", lines: [] });
      const { lines } = found.at(-1);
      if (mark === "" && lines.length) lines.at(-1).text += ` ${sentence}`;
      else lines.push({ mark: inWords(mark, "date"), text: `${sentence}` });
    }
  }
  return found;
}

function rows(head, body, columns) {
  const places = Object.entries(columns).map(([key, heading]) => [key, head.indexOf(heading)]);
  const read = body.map((line) => Object.fromEntries(places.map(([key, at]) => [key, `${line[at] ?? ""}`])));
  return read.filter((row) => row.what && !row.severity.startsWith("✓"));
}
