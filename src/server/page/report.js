// The whole report of a selection: a small archive's while its reader waits, a large one's in the background.

import { announce, ask, el, keepFocus, localTime, problem, saveFrom, say, state, thousands } from "./base.js";
import { described, fileOf } from "./filters.js";

const JOB = "/api/report/job";
/** Milliseconds between two questions how far the report is, and after one that was not answered. */
const PAUSE = 1000, LONG_PAUSE = 5000;

/** The button that asks for the report, and the place below it that tells what becomes of it. */
export function wholeReport(query, parameters) {
  if (query.get("without")) return notOffered();
  const { articles, max_report_articles: max } = state.archive, isLarge = articles > max;
  // What will take its time is told before anybody asks for it.
  const text = isLarge ? say("wholeReportLarge", { n: thousands(articles), max: thousands(max) }) : say("wholeReportText");
  const told = el("div", { class: "note", id: "report-told", role: isLarge ? null : "status", "aria-label": say("wholeReport"), tabindex: -1 });
  const button = el("button", { type: "button", id: "whole-report", "aria-describedby": "report-told", title: text }, say("wholeReport"));
  const act = isLarge ? inBackground(button, told, text, query) : () => waitedFor(button, told, query, parameters);
  button.addEventListener("click", () => { if (!isBusy(button)) act(); });
  return { button, told };
}

/** A report compares papers and places: of articles that lack them it has little to tell. */
function notOffered() {
  const told = el("p", { class: "note", id: "report-told" }, say("wholeReportWithout"));
  return { button: el("button", { type: "button", id: "whole-report", "aria-describedby": "report-told", "aria-disabled": "true" }, say("wholeReport")), told };
}

// A button that is disabled would lose the focus of who works by keyboard.
const isBusy = (button) => button.getAttribute("aria-disabled") === "true";
const setBusy = (button, busy) => { if (busy) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled"); };

/** Saves the report, and tells meanwhile that it takes its time. */
async function waitedFor(button, told, query, parameters) {
  const name = `${fileOf("reportFile", parameters)}.html`;
  setBusy(button, true);
  told.textContent = say("wholeReportMaking");
  try {
    await saveFrom(`/api/report?${query}&lang=${state.language}`, name);
    told.textContent = say("wholeReportMade", { name });
  } catch (error) {
    told.replaceChildren(problem(error));
  }
  setBusy(button, false);
}

/** Begins the report when it is called, and shows how far it is, also one that was begun before the page was loaded or by somebody else. */
function inBackground(button, told, text, query) {
  let timer = 0, doing = "";
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (told.isConnected) look(); }, pause);
  };
  const look = () => ask(JOB).then(show).catch((error) => {
    // The server may be back in a moment; the same is not said again and again.
    if (told.textContent !== error.message) told.replaceChildren(problem(error));
    later(LONG_PAUSE);
  });
  /** Sends what the reader wants; where it is refused, what is there stays in sight above the reason. */
  const send = (method, path) => {
    setBusy(button, true);
    return ask(path, { method }).then(show).catch(async (error) => { setBusy(button, false); await look(); told.append(problem(error)); });
  };
  const show = (job) => {
    clearTimeout(timer);
    const { task, made } = job, of = described(new URLSearchParams(job.query ?? ""));
    const now = task ? say(`report_${task.name}`, { of }) : "";
    setBusy(button, Boolean(task));
    const size = made && Math.max(1, Math.round(made.bytes / 1e6)), ready = made && say("reportReady", { of, size, at: localTime(made.at) });
    const part = task ? running(task, now, () => send("DELETE", JOB)) : made ? fetched(job, ready) : job.problem ? problem(new Error(job.problem[state.language])) : el("p", {}, text);
    keepFocus(told, () => told.replaceChildren(part), told);
    // Each step is said once, and so is what became of it.
    if (now !== doing) announce(now || ready || (job.problem ? "" : say("reportStopped")));
    doing = now;
    if (task) later(PAUSE);
  };
  look();
  return () => send("POST", `${JOB}?${query}&lang=${state.language}`);
}

/** What is done of a report, how far it is where that is known, and the button that stops it. */
function running({ name, done, total }, doing, stop) {
  const share = total ? ` ${Math.floor((100 * done) / total)}% (${thousands(done)} / ${thousands(total)})` : "";
  return el("p", {}, doing, " ", el("progress", { max: total ? total : null, value: total ? done : null, "aria-label": doing }), share, " ",
    name === "stopping" ? null : el("button", { type: "button", id: "stop-report", onclick: stop }, say("modelStop")));
}

/** A report that is ready, with the button that fetches it. */
function fetched({ query, made }, ready) {
  const name = `${fileOf("reportFile", new URLSearchParams(query))}.html`;
  const take = (event) => saveFrom(`/api/report/made?number=${made.number}`, name).catch((error) => event.target.after(problem(error)));
  return el("p", {}, ready, " ", el("button", { type: "button", class: "main", id: "fetch-report", onclick: take }, say("reportFetch")));
}
