// The whole report of a selection: a small archive's while its reader waits, a large one's in the background.

import { announce, ask, el, problem, saveFrom, say, state, thousands } from "./base.js";
import { described, fileOf } from "./filters.js";

const JOB = "/api/report/job";
/** Milliseconds between two questions how far the report is. */
const PAUSE = 1000;

/** The button that asks for the report, and the place below it that tells what becomes of it. */
export function wholeReport(query, parameters) {
  const { articles, max_report_articles: max } = state.archive, isLarge = articles > max;
  // What will take its time is told before anybody asks for it.
  const text = isLarge ? say("wholeReportLarge", { n: thousands(articles), max: thousands(max) }) : say("wholeReportText");
  const told = el("div", { class: "note", id: "report-told", role: isLarge ? null : "status" });
  const button = el("button", { type: "button", id: "whole-report", "aria-describedby": "report-told", title: text }, say("wholeReport"));
  const act = isLarge ? inBackground(button, told, text, query) : () => waitedFor(button, told, query, parameters);
  button.addEventListener("click", act);
  return { button, told };
}

/** Saves the report, and tells meanwhile that it takes its time. */
async function waitedFor(button, told, query, parameters) {
  const name = `${fileOf("reportFile", parameters)}.html`;
  button.disabled = true;
  told.textContent = say("wholeReportMaking");
  try {
    await saveFrom(`/api/report?${query}&lang=${state.language}`, name);
    told.textContent = say("wholeReportMade", { name });
  } catch (error) {
    told.replaceChildren(problem(error));
  }
  button.disabled = false;
}

/** Begins the report when it is called, and shows how far it is, also one that was begun before. */
function inBackground(button, told, text, query) {
  let timer = 0, isRunning = false;
  const failed = (error) => {
    button.disabled = false;
    told.replaceChildren(problem(error));
  };
  const update = (method, path = JOB) => ask(path, { method }).then(show).catch(failed);
  const show = ({ query: selected, task, made, problem: failure }) => {
    clearTimeout(timer);
    const parameters = new URLSearchParams(selected ?? ""), of = described(parameters);
    button.disabled = Boolean(task);
    if (task) {
      const doing = say(`report_${task.name}`, { of });
      told.replaceChildren(el("p", {}, doing, " ", el("progress", { max: task.total || 1, value: task.done, "aria-label": doing }), task.total ? ` ${thousands(task.done)} / ${thousands(task.total)} ` : " ",
        task.name === "stopping" ? null : el("button", { type: "button", id: "stop-report", onclick: () => update("DELETE") }, say("modelStop"))));
      timer = setTimeout(() => { if (told.isConnected) update("GET"); }, PAUSE);
    } else if (made) {
      const ready = say("reportReady", { of, size: Math.max(1, Math.round(made.bytes / 1e6)) });
      const fetch = (event) => saveFrom(`/api/report/made?number=${made.number}`, `${fileOf("reportFile", parameters)}.html`).catch((error) => event.target.after(problem(error)));
      told.replaceChildren(el("p", {}, ready, " ", el("button", { type: "button", class: "main", id: "fetch-report", onclick: fetch }, say("reportFetch"))));
      if (isRunning) announce(ready);
    } else if (failure) {
      told.replaceChildren(problem(new Error(failure[state.language])));
    } else {
      told.replaceChildren(el("p", {}, text));
    }
    isRunning = Boolean(task);
  };
  update("GET");
  return () => update("POST", `${JOB}?${query}&lang=${state.language}`);
}
