// The audit: a random sample of the archive's articles that is coded here, and what its labels tell of the model's counts.

import { ask, el, localTime, percent, problem, say, saveFrom, scrolling, state, themeName, thousands } from "./base.js";
import { who } from "./article.js";

/** The number of articles that are drawn where nobody says another one. */
const USUAL_SIZE = 200;

/** The section of the labelling view. `drawn` is called when a sample has been drawn. */
export function auditSection(drawn) {
  const node = el("section", { id: "audit" });
  const failed = (error) => node.append(problem(error));
  const update = async () => show((await ask("/api/labelling/audit")).sample);
  const draw = async () => {
    try {
      const articles = Number(document.getElementById("audit-size").value);
      show((await ask("/api/labelling/audit", { method: "POST", body: { articles, who: who() } })).sample);
      await drawn();
    } catch (error) { failed(error); }
  };
  const form = (text) => el("p", { class: "tools" },
    el("label", { htmlFor: "audit-size" }, say("auditSize")), " ", el("input", { id: "audit-size", type: "number", min: 20, max: 5000, value: USUAL_SIZE }),
    el("button", { type: "button", id: "draw-audit", class: "main", onclick: draw }, text));
  const show = (sample) => {
    const parts = [el("h2", {}, say("auditTitle")), el("p", { class: "sub" }, say("auditText"))];
    if (!sample) parts.push(el("p", { class: "note" }, say("auditNone")), state.archive.read_only ? null : form(say("auditDraw")));
    else parts.push(...described(sample, failed), state.archive.read_only ? null : el("details", {}, el("summary", {}, say("auditAgain")), el("p", { class: "note" }, say("auditAgainText")), form(say("auditDraw"))));
    node.replaceChildren(...parts.filter(Boolean));
  };
  return { node, update };
}

/** The sample, and what its labels tell. */
function described({ articles, drawn, labels, labels_needed: needed, later, learned, disputed, at, uncovered, uncovered_share: share, estimate }, failed) {
  const parts = [el("p", { id: "audit-sample", "data-labels": labels }, say("auditSample", { at: localTime(at).slice(0, 10), all: thousands(articles), n: thousands(drawn), m: thousands(labels) }))];
  if (later) parts.push(el("p", { class: "warning" }, say("auditLater", { n: thousands(later) })));
  if (learned) parts.push(el("p", { class: "warning", id: "audit-learned" }, say("auditLearned", { n: thousands(learned) })));
  if (disputed) parts.push(el("p", { class: "warning", id: "audit-disputed" }, say("auditDisputed", { n: thousands(disputed) })));
  if (estimate) parts.push(...estimated(estimate));
  else parts.push(el("p", { class: "note", id: "audit-wanting" }, labels < needed ? say("auditFew", { n: needed - labels }) : say("auditUncovered", { n: uncovered, p: percent(share) })));
  const save = () => saveFrom("/api/labelling/export?format=audit", "audit.csv").catch(failed);
  parts.push(el("p", { class: "tools" }, el("button", { type: "button", id: "save-audit", onclick: save }, say("auditSave"))), el("p", { class: "note" }, say("auditSaveText")));
  return parts;
}

function estimated({ accuracy, themes }) {
  const range = ({ value, low, high }, text = "auditRange") => say(text, { value: percent(value), low: percent(low), high: percent(high) });
  const shown = themes.filter(({ counted, labels }) => counted > 0 || labels > 0).sort((a, b) => (a.theme === "none") - (b.theme === "none") || b.audited.value - a.audited.value);
  const row = ({ theme, counted, audited, labels }) => el("tr", {}, el("th", { scope: "row" }, themeName(theme)),
    ...[percent(counted), range(audited), thousands(labels)].map((text) => el("td", { class: "number" }, text)));
  const names = ["columnTheme", "auditCounted", "auditAudited", "auditLabels"];
  return [
    el("p", { id: "audit-accuracy" }, say("auditAccuracy", { a: range(accuracy, "rangeValue") })),
    scrolling(say("auditTitle"), el("table", {}, el("thead", {}, el("tr", {}, names.map((name, at) => el("th", { scope: "col", class: at ? "number" : null }, say(name))))), el("tbody", {}, shown.map(row)))),
  ];
}
