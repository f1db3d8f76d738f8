// Adding files by dropping them, asking for the themes of a text, and what was done before.

import { address, announce, ask, askingButton, el, paperLink, percent, problem, say, scrolling, state, themeName, thousands } from "./base.js";
import { who } from "./article.js";
import { logSection } from "./log.js";

/** Bytes of a megabyte. */
const MB = 2 ** 20;

/** Files that were dropped while another view was open. */
let waiting = null, receive = null;

/** Takes what was dropped anywhere onto the page. */
export async function dropped(transfer) {
  const files = await filesOf(transfer);
  if (receive) receive(files); else waiting = files;
}

/** The files of a drop, those of folders with their paths. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file, file.name]);
  const files = [];
  const walk = async (entry, path) => {
    if (entry.isFile) {
      files.push([await new Promise((done, fail) => entry.file(done, fail)), path + entry.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      // A folder is read in parts; an empty part is its end.
      const part = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!part.length) return;
      for (const inner of part) await walk(inner, `${path}${entry.name}/`);
    }
  };
  for (const entry of entries) await walk(entry, "");
  return files;
}

export async function show(root, { refresh }) {
  if (state.archive.read_only) throw new Error(say("readOnlyView"));
  const out = el("div", { id: "outcome", "aria-live": "polite" });
  const date = issueDay("add-date"), paper = el("input", { id: "add-paper", maxLength: 60 });
  const send = async (files, said = { date: date.value, paper: paper.value.trim() }) => {
    if (!files.length) return;
    if (said.date && (said.date < FIRST_DAY || said.date > lastDay())) {
      out.replaceChildren(problem(new Error(say("dayRange", { first: FIRST_DAY, last: lastDay() }))));
      return;
    }
    const { max_upload_files: max, max_upload_bytes: most } = state.archive, bytes = files.reduce((sum, [file]) => sum + file.size, 0);
    if (files.length > max || bytes > most) {
      out.replaceChildren(problem(new Error(say("addTooMuch", { max: thousands(max), size: thousands(Math.floor(most / MB)), n: thousands(files.length), mb: thousands(Math.ceil(bytes / MB)) }))));
      return;
    }
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...said, who: who() })) if (value) form.append(name, value);
    for (const [file, path] of files) form.append("file", file, path);
    const progress = el("p", { class: "lead" }, say("sending", { n: files.length }));
    out.replaceChildren(progress);
    try {
      const found = await sent(form, (share) => { progress.textContent = share < 1 ? say("sendingShare", { p: percent(share) }) : say("reading"); });
      // Files of which the day or the paper is unknown are at hand still, to be read again with what the reader says.
      const incomplete = files.filter(([, path]) => found.incomplete_files.includes(path));
      const undo = async () => {
        const { articles } = await ask(`/api/files?${new URLSearchParams({ addition: found.addition, at: found.at, who: who() })}`, { method: "DELETE" });
        out.replaceChildren(el("p", { class: "lead", id: "undone-addition" }, say("removed", { n: thousands(articles) })));
        announce(say("removed", { n: articles }));
        await refresh();
      };
      out.replaceChildren(...outcome(found, undo, incomplete, send));
      announce(say("addedArticles", { n: found.articles }));
      await refresh();
    } catch (error) {
      out.replaceChildren(problem(error));
    }
  };
  const choose = (folder) => {
    const input = el("input", { type: "file", multiple: true, hidden: true, id: folder ? "folder-input" : "file-input", onchange: () => send([...input.files].map((file) => [file, file.webkitRelativePath || file.name])) });
    if (folder) input.webkitdirectory = true;
    return [el("button", { type: "button", class: folder ? "" : "main", onclick: () => input.click() }, say(folder ? "chooseFolder" : "chooseFiles")), input];
  };
  const zone = el("div", { class: "zone", id: "zone" }, el("p", { class: "lead" }, say("dropHere")), el("p", { class: "tools" }, choose(false), choose(true)), el("p", { class: "note" }, say("dropFormats")));
  zone.addEventListener("dragenter", () => zone.classList.add("over"));
  zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("over"); });
  zone.addEventListener("drop", () => zone.classList.remove("over"));
  root.append(el("h1", {}, say("addTitle")), el("p", { class: "sub" }, say("addText")), zone,
    el("details", { class: "more" }, el("summary", {}, say("addOptions")), el("p", { class: "fields" }, el("label", { htmlFor: "add-date" }, say("addDate")), date, el("label", { htmlFor: "add-paper" }, say("addPaper")), paper), el("p", { class: "note" }, say("addOptionsNote"))),
    out, tryBox(), logSection());
  receive = send;
  if (waiting) { const files = waiting; waiting = null; send(files); }
  return () => { receive = null; };
}

/** Sends a form, with the share that is sent. */
function sent(form, progress) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/files");
    request.setRequestHeader("Authorization", `Bearer ${state.token}`);
    request.upload.addEventListener("progress", (event) => progress(event.total ? event.loaded / event.total : 1));
    request.upload.addEventListener("load", () => progress(1));
    request.addEventListener("error", () => fail(new Error(say("unreachable"))));
    request.addEventListener("load", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { /* Told below. */ }
      if (request.status === 200 && answer) done(answer);
      else fail(new Error(answer?.error?.message?.[state.language] ?? String(request.status)));
    });
    request.send(form);
  });
}

/** The first and the last day that an issue may be of, as the program has it: the year of the first modern periodical in Chinese, and the next year. */
const FIRST_DAY = "1815-01-01", lastDay = () => `${new Date().getFullYear() + 1}-12-31`;
const issueDay = (id) => el("input", { type: "date", id, min: FIRST_DAY, max: lastDay() });

/** Fields for what the files did not tell, and a button that reads these files again. */
function againForm(incomplete, send) {
  const date = issueDay("again-date"), paper = el("input", { id: "again-paper", maxLength: 60 });
  const again = () => { if (date.value || paper.value.trim()) send(incomplete, { date: date.value, paper: paper.value.trim() }); else date.focus(); };
  return el("div", { id: "again" },
    el("p", { class: "fields" }, el("label", { htmlFor: "again-date" }, say("addDate")), date, el("label", { htmlFor: "again-paper" }, say("addPaper")), paper),
    el("p", { class: "tools" }, el("button", { type: "button", class: "main", id: "add-again", onclick: again }, say("addAgain", { n: thousands(incomplete.length) }))),
    el("p", { class: "note" }, say("addAgainNote")));
}

function outcome(found, undo, incomplete, send) {
  const issue = (issue) => el("tr", {}, el("th", { scope: "row" }, paperLink(issue.paper, issue.date)), el("td", {}, issue.date || "–"), el("td", { class: "number" }, issue.pages ? String(issue.pages) : "–"), el("td", { class: "number" }, String(issue.articles)));
  const left = (problem) => el("li", {}, problem[state.language], problem[`help_${state.language}`] ? el("small", {}, problem[`help_${state.language}`]) : null);
  const lost = ({ file, headline, theme, who }) => el("li", {}, say("lostLabel", { title: headline || say("noHeadline"), theme: themeName(theme), who: who || "–" }), el("small", {}, file));
  const newest = found.days.filter((day) => day.length === 10).at(-1);
  return [
    el("h2", {}, say("addedArticles", { n: thousands(found.articles) })),
    el("p", { class: "sub" }, say(found.corrected_files.length ? "addedFilesCorrected" : "addedFiles", { n: found.received, fresh: found.new_files, known: found.known_files, corrected: found.corrected_files.length })),
    found.corrected_files.length ? el("p", { class: "warning", id: "corrected-files" }, say("correctedFiles", { n: found.corrected_files.length })) : null,
    found.corrected_files.length ? el("ul", { class: "left-out" }, found.corrected_files.map((file) => el("li", {}, file))) : null,
    found.known_articles ? el("p", { class: "sub", id: "known-articles" }, say("knownArticles", { n: thousands(found.known_articles) })) : null,
    found.kept_labels ? el("p", { class: "sub", id: "kept-labels" }, say("keptLabels", { n: thousands(found.kept_labels) })) : null,
    found.lost_labels.length ? el("p", { class: "warning", id: "lost-labels" }, say("lostLabels", { n: thousands(found.lost_labels.length) })) : null,
    found.lost_labels.length ? el("ul", { class: "left-out" }, found.lost_labels.map(lost)) : null,
    found.issues.length ? scrolling(say("columnPaper"), el("table", {}, el("thead", {}, el("tr", {}, ["columnPaper", "columnDate", "columnPages", "columnArticles"].map((name, at) => el("th", { scope: "col", class: at > 1 ? "number" : null }, say(name))))), el("tbody", {}, found.issues.map(issue)))) : null,
    incomplete.length || found.issues.some((issue) => !issue.paper || !issue.date) ? el("p", { class: "warning", id: "unknown-origin" }, say(incomplete.length ? "unknownOrigin" : "unknownInTable")) : null,
    incomplete.length ? againForm(incomplete, send) : null,
    found.completed ? el("p", { class: "sub", id: "completed" }, say("completedFiles", { n: thousands(found.completed) })) : null,
    newest ? el("p", {}, el("a", { class: "button main", href: address("today", { date: newest }) }, say("toDay", { day: newest }))) : null,
    found.articles ? el("p", { class: "tools" }, askingButton(say("undoAddition"), say(found.corrected_files.length || found.completed ? "undoAdditionCorrected" : "undoAdditionAsk", { n: thousands(found.articles) }), undo, { id: "undo-addition" })) : null,
    found.problems.length ? el("h3", {}, say("leftOut", { n: found.problems.length + found.further_problems })) : null,
    found.problems.length ? el("ul", { class: "left-out" }, found.problems.map(left)) : null,
  ].filter(Boolean);
}

/** A text of the reader's own: its themes. */
function tryBox() {
  const text = el("textarea", { id: "try-text", rows: 5 }), out = el("div", { id: "try-outcome", "aria-live": "polite" });
  const run = async () => {
    // What stands there from before is not of an empty text.
    if (!text.value.trim()) { out.replaceChildren(); text.focus(); return; }
    try {
      const [found] = (await ask("/api/classify", { method: "POST", body: { articles: [{ text: text.value }] } })).articles;
      out.replaceChildren(
        el("p", { class: "now" }, found.theme ? themeName(found.theme) : say("modelUndetermined", { theme: themeName(found.likeliest_theme) })),
        el("ul", { class: "plain" }, found.likeliest.map((one) => el("li", {}, `${themeName(one.theme)} `, el("small", {}, percent(one.probability))))),
        el("p", { class: "evidence" }, found.evidence.terms.length ? el("span", {}, say("evidence")) : null, found.evidence.terms.map((term) => el("mark", {}, term.term))));
    } catch (error) {
      out.replaceChildren(problem(error));
    }
  };
  return el("section", {}, el("h2", {}, el("label", { htmlFor: "try-text" }, say("tryTitle"))), text, el("p", { class: "tools" }, el("button", { type: "button", id: "try", onclick: run }, say("tryButton"))), out);
}
