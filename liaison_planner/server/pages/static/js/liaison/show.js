// Puts words onto the page; all of them as text, never as HTML.

const at = (id) => document.getElementById(id);

function made(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

export function showState({ ours, cells, figures, story, issues }, go) {
  at("person").textContent = cells.person?.text ?? "";
  at("stale").textContent = cells.stale?.text ?? "";
  at("stale").hidden = !cells.stale?.text;
  at("plan-line").textContent = ours ? cells.line.text : "This workbook was not made by the liaison planner. Open one that was, or make one with: liaison-planner init me.xlsx";
  at("verdict").textContent = cells.verdict?.text ?? "";
  at("cards").replaceChildren(...figures.flatMap(figure));
  at("story").replaceChildren(...story.flatMap(section));
  at("issues").hidden = issues.length === 0;
  at("issue-list").replaceChildren(...issues.map((issue) => issueItem(issue, go)));
}

function figure({ label, text, note }) {
  const value = made("dd", text);
  if (note) value.append(made("span", note, "note"));
  return [made("dt", label), value];
}

function section({ heading, lines }) {
  const list = made("ul", "", "story");
  list.append(
    ...lines.map(({ mark, text }) => {
      const item = made("li", "", mark.length > 2 ? "" : "sign");
      item.append(made("span", mark, "mark"), made("span", text));
      return item;
    }),
  );
  return heading ? [made("h2", heading), list] : [list];
}

function issueItem({ severity, place, what, how_to_fix: mend }, go) {
  const item = made("li", "", severity.startsWith("✗") ? "error" : "");
  item.append(made("p", `${severity.replace(/^\S+\s/, "")}: ${what}`, "what"), made("p", mend));
  if (/![A-Z]+\d+$/.test(place)) {
    const button = made("button", `Go to ${place.replace("!", " ")}`, "quiet");
    button.type = "button";
    button.addEventListener("click", () => go(place));
    item.append(button);
  } else if (place) {
    item.append(made("p", place, "help"));
  }
  return item;
}

export function showMessage(title, words, wrong = false) {
  const message = at("message");
  at("message-title").textContent = title;
  at("message-text").replaceChildren(...words.split(/\n+/).filter(Boolean).map((line) => made("p", line)));
  message.classList.toggle("wrong", wrong);
  message.hidden = !words;
  if (words) {
    message.focus({ preventScroll: true });
    message.scrollIntoView({ block: "nearest" });
  }
}

export function showBusy(entry, caption) {
  at("main").setAttribute("aria-busy", entry ? "true" : "false");
  for (const button of document.querySelectorAll("[data-entry]")) {
    button.classList.toggle("running", button.dataset.entry === entry && entry !== "");
    button.setAttribute("aria-disabled", entry ? "true" : "false");
  }
  if (entry) showMessage(caption, `${caption}… You can go on reading, but please change nothing in the workbook meanwhile.`);
}
