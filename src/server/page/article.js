// One article: its text with the evidence marked, its page, its other printings, and the keys that correct its theme.

import { address, announce, articleLink, ask, askingButton, el, keepFocus, localTime, percent, problem, say, state, themeName, tongue, where } from "./base.js";
import { codebook, describedBy, followed } from "./codebook.js";
import { keyReader } from "./keys.js";

/** The way on that stays where there is no such article. */
export const fields = () => el("p", { class: "back" }, el("a", { class: "button", href: "#/articles" }, say("backToList")));

export async function show(root, { about, refresh }) {
  let article = await ask(`/api/articles/${about}?lang=${state.language}`);
  const undo = [];
  const main = el("div", { class: "article" }), side = followed(el("aside", { class: "side" }));
  root.append(back(article), el("div", { class: "columns" }, main, side));
  const redraw = () => {
    main.replaceChildren(...body(article));
    side.replaceChildren(...(state.archive.read_only ? [themeBox(article)] : [themeBox(article), corrector(article, correct, takeBack, undo.length)]), ...around(article), ...(state.archive.read_only ? [] : [remover(article, refresh)]));
  };
  // One thing after the other: what is typed quickly is decided in the order in which it was typed.
  let decided = Promise.resolve();
  const change = (work, text) => {
    decided = decided.then(async () => {
      try {
        await work();
        article = await ask(`/api/articles/${about}?lang=${state.language}`);
        refresh();
        // Who has gone on to another article reads nothing of this one there.
        if (!side.isConnected) return;
        keepFocus(side, redraw, document.getElementById("main"));
        const box = document.getElementById("corrected");
        if (box) box.textContent = text;
        announce(text);
      } catch (error) {
        side.prepend(problem(error));
      }
    });
    return decided;
  };
  const post = (theme) => ask(`/api/articles/${about}/correction`, { method: "POST", body: { theme, who: who() } });
  const remove = () => ask(`/api/articles/${about}/correction?who=${encodeURIComponent(who())}`, { method: "DELETE" });
  const correct = (theme, event) => {
    // A correction changes the counts: somebody answers for it.
    if (!who()) { askForName(event); return; }
    change(async () => {
      const before = article.correction?.theme ?? null;
      await post(theme);
      undo.push(before);
    }, say("correctedTo", { theme: themeName(theme) }));
  };
  // Undoing restores what was before; without a step of this visit the correction itself is taken back.
  const takeBack = async (event) => {
    if (!who()) { askForName(event); return; }
    await decided;
    if (!undo.length && !article.correction) { announce(say("nothingToUndo")); return; }
    change(async () => {
      const before = undo.at(-1) ?? null;
      await (before ? post(before) : remove());
      undo.pop();
    }, say("undone"));
  };
  redraw();
  const turn = (step) => () => { const row = beside(article.row, step); if (row) location.hash = address(`article/${row}`); };
  const turns = [{ key: "ArrowLeft", run: turn(-1) }, { key: "ArrowRight", run: turn(1) }];
  return keyReader(() => (state.archive.read_only ? turns : [...turns, ...named([...themeChoices(article.likeliest, correct), { key: "u", name: say("undo"), run: () => takeBack() }])]));
}

/** The keys of themes: 1–5 for the likeliest, and each theme's own. With Shift they do what `also` does. */
export function themeChoices(likeliest, run, also) {
  const numbered = likeliest.map(({ theme }, at) => ({ key: String(at + 1), name: themeName(theme), theme, run: () => run(theme), also: also && (() => also(theme)) }));
  const own = state.archive.themes.filter((theme) => theme.key).map((theme) => ({ key: theme.key, name: themeName(theme.id), theme: theme.id, run: () => run(theme.id), also: also && (() => also(theme.id)) }));
  return [...numbered, ...own];
}

/** Takes the article out of the archive. */
function remover(article, refresh) {
  const remove = async () => {
    await ask(`/api/articles/${article.row}?who=${encodeURIComponent(who())}`, { method: "DELETE" });
    await refresh();
    location.hash = list().back ?? "#/articles";
  };
  return el("section", { class: "box" }, el("p", { class: "tools" }, askingButton(say("removeArticle"), say("removeArticleAsk"), remove, { id: "remove-article" })));
}

/** The list that the reader came from. */
function list() {
  try { return JSON.parse(sessionStorage.getItem("list")) ?? { rows: [] }; } catch { return { rows: [] }; }
}
function beside(row, step) {
  const { rows } = list(), at = rows.indexOf(row);
  return at < 0 ? undefined : rows[at + step];
}
function back(article) {
  const { back: from } = list(), step = (row, text) => (row ? el("a", { class: "button", href: address(`article/${row}`) }, text) : null);
  return el("p", { class: "back" }, el("a", { class: "button", href: from ?? "#/articles" }, say("backToList")), step(beside(article.row, -1), say("previousArticle")), step(beside(article.row, 1), say("nextArticle")));
}

/** A text in which spans are marked. */
function marked(text, spans, terms) {
  const parts = [];
  let at = 0;
  for (const [start, end, term] of spans) {
    parts.push(text.slice(at, start), el("mark", { title: terms[term].term, class: term < 3 ? "strong" : null }, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Headline and text; the evidence is marked unless it is to stay hidden. */
export function body(article, { hidden = false, heading = "h1" } = {}) {
  const evidence = (!hidden && article.evidence) || { terms: [], title_spans: [], text_spans: [] };
  const paragraphs = [];
  let start = 0;
  for (const line of article.text.split("\n")) {
    const end = start + line.length, from = start;
    // Some files indent paragraphs with spaces; the page indents each by itself.
    const indent = line.length - line.trimStart().length, first = from + indent;
    const inside = evidence.text_spans.filter(([a, b]) => a >= first && b <= end).map(([a, b, term]) => [a - first, b - first, term]);
    if (line.trim()) paragraphs.push(el("p", {}, marked(line.slice(indent), inside, evidence.terms)));
    start = end + 1;
  }
  return [
    el(heading, tongue(article.title), article.title ? marked(article.title, evidence.title_spans, evidence.terms) : say("noHeadline")),
    el("p", { class: "meta" }, where(article, true), article.event_date && article.event_date !== article.date ? ` · ${say("eventOn", { day: article.event_date })}` : "", article.byline ? ` · ${article.byline}` : ""),
    el("div", { class: "text", lang: "zh-CN" }, paragraphs, article.captions.map((caption) => el("p", { class: "caption" }, caption))),
    el("p", { class: "note" }, say("articleId", { id: article.id })),
  ];
}

function themeBox(article) {
  const evidence = article.evidence?.terms ?? [];
  const model = article.undetermined ? say("modelUndetermined", { theme: themeName(article.model_theme) }) : say("modelTheme", { theme: themeName(article.model_theme), p: percent(article.probability) });
  const correction = article.correction;
  return el("section", { class: "box" },
    el("h2", {}, say("columnTheme")),
    el("p", { class: "now", id: "theme-now", "data-theme": article.theme }, themeName(article.theme)),
    el("p", { class: "note" }, model),
    correction ? el("p", { class: "note" }, say("correctedBy", { who: correction.who || "–", at: localTime(correction.at).slice(0, 10) })) : null,
    evidence.length ? el("p", { class: "evidence" }, el("span", {}, say("evidence")), evidence.map((term, at) => el("mark", { class: at < 3 ? "strong" : null }, term.term))) : null);
}

/** The name that was typed, where the browser keeps nothing. */
let typedName = "";

/** The name under which the reader corrects and labels; empty where neither the reader nor the system told one. */
export function who() {
  let kept = null;
  try { kept = localStorage.getItem("who"); } catch { /* It holds until the page is left. */ }
  return (kept ?? typedName) || state.archive.who;
}

/**
 * Asks for a name beside its field. Keys that were typed to choose themes are no name: the field gets the focus by a click or by
 * Enter only, which `event` and `goToName` stand for.
 */
export function askForName(event) {
  const field = document.getElementById("who"), line = document.getElementById("who-missing");
  if (!field || !line) return;
  line.hidden = false;
  field.setAttribute("aria-invalid", "true");
  if (event) field.focus();
  // The line stands below the field, and both are to be seen.
  line.scrollIntoView({ block: "nearest" });
  announce(line.textContent);
}

/** The choices of keys. While nobody has told a name they choose nothing and ask for it, and Enter leads to its field. */
export function named(choices) {
  if (who()) return choices;
  const asking = (choice) => ({ ...choice, run: () => askForName(), also: choice.also && (() => askForName()) });
  return [...choices.map(asking), { key: "Enter", run: () => askForName(true) }];
}

function corrector(article, correct, takeBack, steps) {
  const likely = article.likeliest.map(({ theme, probability }, at) => el("li", {}, el("button", { type: "button", class: "choice", "data-choose": theme, "aria-describedby": describedBy(theme), "aria-pressed": String(theme === article.theme), onclick: (event) => correct(theme, event) },
    el("kbd", {}, String(at + 1)), el("span", {}, themeName(theme)), el("small", {}, percent(probability)))));
  const others = allThemes(article.theme, correct);
  return el("section", { class: "box" },
    el("h2", {}, say("correctTitle")),
    el("p", { class: "note" }, say("correctKeys")),
    // Before what is chosen: who is asked for a name by a key finds it without leaving the article.
    nameField(),
    el("p", { id: "typed", class: "typed", "aria-hidden": "true" }),
    el("p", { id: "corrected", class: "done" }),
    codebook(),
    el("ul", { class: "choices" }, likely),
    el("details", { id: "all-themes", open: matchMedia("(min-width: 900px)").matches }, el("summary", {}, say("allThemes")), el("ul", { class: "choices" }, others)),
    el("p", { class: "tools" }, el("button", { type: "button", id: "undo", disabled: !steps && !article.correction, onclick: takeBack }, el("kbd", {}, "u"), " ", say("undo"))));
}

/** A button for each theme, with its key. */
export function allThemes(chosen, run) {
  return state.archive.themes.map((theme) => el("li", {}, el("button", { type: "button", class: "choice", "data-choose": theme.id, "aria-describedby": describedBy(theme.id), "aria-pressed": String(theme.id === chosen), onclick: (event) => run(theme.id, event) },
    el("kbd", {}, theme.key ?? ""), el("span", {}, themeName(theme.id)))));
}

/** The field for the name; `changed` is called with a new one. */
export function nameField(changed = () => {}) {
  const keep = ({ target }) => {
    typedName = target.value.trim();
    try { localStorage.setItem("who", typedName); } catch { /* It holds until the page is left. */ }
    if (who()) { document.getElementById("who-missing").hidden = true; target.removeAttribute("aria-invalid"); }
    changed(typedName);
  };
  // Enter confirms, and the keys choose again.
  const confirm = (event) => { if (event.key === "Enter" || event.key === "Escape") event.target.blur(); };
  return [
    el("p", { class: "who" }, el("label", { htmlFor: "who" }, say("who")), el("input", { id: "who", value: who(), autocomplete: "name", maxLength: 60, "aria-describedby": "who-missing", onchange: keep, onkeydown: confirm })),
    el("p", { class: "warning", id: "who-missing", hidden: true }, say("labelWho")),
  ];
}

function around(article) {
  const item = (other, text) => el("li", { class: other.row === article.row ? "current" : null, "aria-current": other.row === article.row ? "true" : null }, other.row === article.row ? el("span", {}, text) : articleLink(other.row, text));
  const history = article.labels.map((label) => el("li", {}, say(label.theme ? "historyLine" : "historyBack", { at: localTime(label.at), who: label.who || "–", theme: label.theme ? themeName(label.theme) : "" })));
  return [
    article.printings.length ? el("section", { class: "box", id: "printings" }, el("h2", {}, say("printings", { n: article.printings.length })), el("ul", {}, article.printings.map((other) => item(other, where(other, true))))) : null,
    article.neighbours.length > 1 ? el("section", { class: "box", id: "neighbours" }, el("h2", {}, say("neighbours")), el("ol", {}, article.neighbours.map((other) => item(other, other.title || say("noHeadline"))))) : null,
    history.length ? el("section", { class: "box", id: "history" }, el("h2", {}, say("history")), el("ul", {}, history)) : null,
  ].filter(Boolean);
}
