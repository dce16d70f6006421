// Sets the task pane up: what it shows, its buttons, and those on the ribbon, which do the same.

import { click } from "./liaison/click.js";
import { select, state } from "./liaison/book.js";
import { showBusy, showMessage, showState } from "./liaison/show.js";

const pane = JSON.parse(document.getElementById("liaison").textContent);
const captions = new Map(pane.actions.map(({ entry, caption }) => [entry, caption]));
let running = "";

async function refresh() {
  try {
    showState(await state(pane), (place) => select(place).catch(console.error));
  } catch (fault) {
    console.error(fault);
    document.getElementById("plan-line").textContent = "The workbook cannot be read now. It will be tried again when a cell changes.";
  }
}

async function run(entry) {
  const caption = captions.get(entry);
  if (running) {
    showMessage(caption, `«${running}» is still running. Wait for it to end, then click again.`, true);
    return;
  }
  running = caption;
  showBusy(entry, caption);
  try {
    const { words, wrong } = await click(entry);
    showMessage(caption, words, wrong);
  } finally {
    await refresh();
    running = "";
    showBusy("", "");
  }
}

async function runFromRibbon(entry, event) {
  try {
    await Office.addin?.showAsTaskpane?.();
    await run(entry);
  } finally {
    event.completed();
  }
}

for (const button of document.querySelectorAll("[data-entry]")) {
  button.addEventListener("click", () => run(button.dataset.entry));
}
document.getElementById("message-close").addEventListener("click", () => showMessage("", ""));

Office.onReady(async () => {
  for (const { entry } of pane.actions) {
    Office.actions.associate(entry, (event) => runFromRibbon(entry, event));
  }
  await refresh();
  showBusy("", "");
  let waiting = 0;
  await Excel.run(async (context) => {
    context.workbook.worksheets.onChanged.add(async () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => running || refresh(), 400);
    });
    await context.sync();
  }).catch(console.error);
});
