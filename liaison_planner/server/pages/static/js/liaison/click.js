// One click: the workbook goes to the server, its answer into the workbook; whatever goes wrong, there is a sentence.

import { saved } from "./files.js";
import { lifted } from "./protection.js";
import { read } from "./read.js";
import { written } from "./write.js";

const CHANGED =
  "The workbook was changed while the answer was computed, so nothing was written. Click again.";
const SILENT =
  "The planner's server does not answer. Your workbook is as it was. Start the server again (liaison-planner serve), then click again.";
const SLOW = "The planner's server took too long. Your workbook is as it was. Try again later.";
const NO_SIGN_IN = "You could not be signed in. Your workbook is as it was. Reload the task pane and try again.";

// A sentence for the user in place of an answer
class Told extends Error {}

export async function click(entry) {
  try {
    await Office.onReady();
    return await Excel.run({ delayForCellEdit: true }, (context) => done(entry, context));
  } catch (fault) {
    if (fault instanceof Told) return { words: fault.message, wrong: true };
    console.error(fault);
    const words = `Excel did not go along (${fault?.message ?? fault}). If results are half written, take them back with Ctrl+Z or close the workbook without saving it, then click again.`;
    return { words, wrong: true };
  }
}

async function done(entry, context) {
  const headers = { ...(await signedIn()), "Content-Type": "application/json" };
  const sent = await read(context);
  const { actions } = await asked(entry, { ...sent, args: [today()] }, headers);
  const told = actions.filter(({ func }) => func === "alert").map(({ args }) => ({ words: args[0], wrong: args[3] === "critical" }));
  const answer = told.at(-1) ?? { words: "Done.", wrong: false };
  for (const { args } of actions.filter(({ func }) => func === "handOver")) saved(...args);
  const writes = actions.filter(({ func }) => !["alert", "handOver"].includes(func));
  if (answer.wrong || !writes.some(({ sheet_position: sheet }) => sheet !== null)) return answer;
  if (essence(await read(context)) !== essence(sent)) throw new Told(CHANGED);
  const touched = new Set(writes.map(({ sheet_position: sheet }) => sheet).filter((sheet) => sheet !== null));
  const restore = await lifted(context, [...touched], Told);
  try {
    await written(context, writes);
  } finally {
    await restore();
  }
  return answer;
}

async function signedIn() {
  try {
    const { token, provider } = await globalThis.getAuth();
    return { Authorization: token, "Auth-Provider": provider };
  } catch (fault) {
    console.error(fault);
    throw new Told(NO_SIGN_IN);
  }
}

async function asked(entry, body, headers) {
  const url = `${window.location.origin}${config.appPath}/xlwings/custom-scripts-call/${entry}`;
  try {
    return (await xwRequest.post(url, body, { headers, timeout: config.requestTimeout * 1000 })).data;
  } catch (fault) {
    const { data } = fault.response ?? {};
    throw new Told((data && (data.detail ?? data)) || (/timed out/.test(fault.message) ? SLOW : SILENT));
  }
}

function today() {
  const now = new Date();
  const two = (number) => `${number}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// What must be the same before and after for the answer to fit: where everything stands and what it holds.
function essence({ names, sheets }) {
  return JSON.stringify([names, sheets]);
}
