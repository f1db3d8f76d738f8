// The log of what was done to the archive: when, by whom, what.

import { ask, el, localTime, problem, say, scrolling, themeName, thousands } from "./base.js";

/** Rows that are fetched at once. */
const PART = 20;
const COLUMNS = ["logAt", "logWho", "logKind", "logWhat", "logNumber"];

/** A section that stays closed until somebody asks for it; it begins anew each time it is opened. */
export function logSection() {
  const rows = el("tbody"), told = el("p", { class: "note" }), shown = new Set();
  const more = el("button", { type: "button", id: "more-events", onclick: () => next() }, say("logMore"));
  const next = async () => {
    try {
      const { total, events } = await ask(`/api/events?limit=${PART}&offset=${shown.size}`);
      // What was done meanwhile moves the rows down, so that some come a second time.
      rows.append(...events.filter(({ id }) => !shown.has(id)).map(row));
      events.forEach(({ id }) => shown.add(id));
      told.textContent = total ? say("logText") : say("logNone");
      more.hidden = !events.length || shown.size >= total;
    } catch (error) {
      told.replaceChildren(problem(error));
    }
  };
  const opened = ({ target }) => {
    if (!target.open) return;
    rows.replaceChildren();
    shown.clear();
    next();
  };
  const head = el("thead", {}, el("tr", {}, COLUMNS.map((name) => el("th", { scope: "col", class: name === "logNumber" ? "number" : null }, say(name)))));
  return el("details", { class: "more", id: "log", ontoggle: opened }, el("summary", {}, say("logTitle")), told,
    scrolling(say("logTitle"), el("table", {}, head, rows)), el("p", { class: "tools" }, more));
}

/** What a correction was about: the article's identifier, and the name of its theme in the place of the id; a dash where it was taken back. */
const withTheme = (what) => what.replace(/: ([\w-]+)$/, (_, theme) => `: ${themeName(theme)}`);

/** What was done by the program itself, or with its own model, in words: names for programs stand in the archive. */
function whatOf({ kind, what, who }) {
  if (kind === "correction") return withTheme(what);
  if (kind === "adopt" && what === "base") return say("logBaseModel");
  return kind === "remove" && what === "doubles" && !who ? say("logDoubles") : what;
}

/** One thing that was done. */
function row(event) {
  const { id, at, who, kind, articles } = event;
  const number = thousands(articles);
  return el("tr", { "data-event": id },
    el("td", {}, localTime(at)), el("td", {}, who || "–"), el("td", {}, say(`log_${kind}`)), el("td", {}, whatOf(event)),
    // Of a file of labels the number is that of the labels.
    el("td", { class: "number" }, kind === "labels" ? number : say("articlesN", { n: number })));
}
