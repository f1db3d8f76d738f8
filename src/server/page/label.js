// Labelling: one article after the other, one key for each, and how far coders agree.

import { address, announce, articleLink, ask, el, keepFocus, nothing, percent, problem, saveFrom, say, scrolling, state, themeName } from "./base.js";
import { auditSection } from "./audit.js";
import { allThemes, askForName, body, named, nameField, themeChoices, who } from "./article.js";
import { codebook, describedBy, followed } from "./codebook.js";
import { keyReader } from "./keys.js";
import { modelSection } from "./model.js";

/** How articles are chosen: at random, where the model is least sure, around one theme, where it contradicts the label, or for an audit. */
const MODES = ["random", "uncertain", "barely", "almost", "suspected", "audit"];
/** Where labels measure the model, its choice stays hidden until the label is given. */
const BLIND = ["random", "audit"];
/** Articles that are fetched at once. */
const BATCH = 20;
/** The estimates of an audit are made anew after so many labels. */
const AUDIT_EVERY = 5;

export async function show(root, { parameters, refresh }) {
  if (state.archive.read_only) throw new Error(say("readOnlyView"));
  const mode = MODES.includes(parameters.get("mode")) ? parameters.get("mode") : "random";
  // Two streams are about one theme: the articles that barely have it, and those that almost do.
  const ofTheme = ["barely", "almost"].includes(mode);
  const stream = ofTheme ? parameters.get("theme") ?? state.archive.themes[0].id : "";
  const main = el("div", { class: "article" }), side = followed(el("aside", { class: "side" })), agreement = el("section", { id: "agreement" }), model = modelSection(async () => { await refresh(); await audit?.update(); });
  const audit = mode === "audit" ? auditSection(async () => { queue = []; skipped = 0; await next(); }) : null;
  let queue = [], earlier = new Map(), skipped = 0, labelled = 0, article = null, begun = 0;
  const past = [], seconds = [], secondary = new Set();

  const fill = async () => {
    const found = await ask(`/api/labelling/queue?mode=${mode}&theme=${stream}&who=${encodeURIComponent(who())}&limit=${BATCH}&offset=${skipped}`);
    queue = found.rows;
    earlier = new Map(queue.map((row, at) => [row, found.earlier[at]]));
    labelled = found.labelled;
  };
  const next = async () => {
    if (!queue.length) await fill();
    article = queue.length ? await ask(`/api/articles/${queue[0]}?lang=${state.language}`) : null;
    begun = performance.now();
    secondary.clear();
    redraw();
  };
  // A secondary theme is chosen before the primary one, which saves and moves on.
  const also = (theme) => {
    if (!article || theme === "none") return;
    if (!secondary.delete(theme)) secondary.add(theme);
    const text = secondary.size ? say("labelAlso", { themes: [...secondary].map(themeName).join(say("comma")) }) : say("labelAlsoNone");
    document.getElementById("secondary").textContent = text;
    announce(text);
  };
  const choose = (theme, event) => {
    if (!who()) askForName(event); else if (event.shiftKey) also(theme); else give(theme);
  };
  const redraw = () => {
    main.replaceChildren(...(article ? body(article, { hidden: BLIND.includes(mode), heading: "h2" }) : [nothing(say("labelNone"))]));
    keepFocus(side, () => side.replaceChildren(...controls()), document.getElementById("main"));
    window.scrollTo(0, 0);
  };
  // One thing after the other: keys that come while a label is saved wait for their turn. What fails ends the turn of those
  // that wait, because they were meant for articles that have not come.
  let turn = Promise.resolve(), failures = 0;
  const guarded = (work) => (...values) => {
    const begun = failures;
    turn = turn.then(async () => {
      if (failures !== begun) return;
      try { await work(...values); } catch (error) { failures += 1; side.prepend(problem(error)); }
    });
    return turn;
  };
  const note = () => document.getElementById("label-note")?.value.trim() ?? "";
  const give = guarded(async (theme) => {
    if (!article) { await next(); return; }
    const answer = await ask("/api/labelling/labels", { method: "POST", body: { row: article.row, theme, also: [...secondary].filter((one) => one !== theme && theme !== "none"), who: who(), mode, note: note() } });
    seconds.push((performance.now() - begun) / 1000);
    past.push([article.row, earlier.get(article.row)]);
    queue.shift();
    labelled += earlier.get(article.row) ? 0 : 1;
    // It is saved: a key that comes before the next article has been read is none for this one.
    article = null;
    const text = say(answer.model_theme === theme ? "labelledSame" : "labelledOther", { theme: themeName(theme), model: themeName(answer.model_theme) });
    await next();
    document.getElementById("corrected").textContent = text;
    announce(`${text} ${article?.title ?? ""}`);
    counted();
    if (audit && seconds.length % AUDIT_EVERY === 0) audit.update();
  });
  const skip = guarded(async () => { if (!article) { await next(); return; } queue.shift(); skipped += 1; article = null; await next(); announce(article?.title ?? ""); });
  const undo = guarded(async () => {
    if (!past.length) { announce(say("nothingToUndo")); return; }
    // What was labelled before has its earlier label again.
    const [row, before] = past.at(-1), { theme, also } = before ?? { theme: "", also: [] };
    await ask("/api/labelling/labels", { method: "POST", body: { row, theme, also, who: who(), mode } });
    past.pop();
    queue.unshift(row);
    earlier.set(row, before);
    labelled -= before ? 0 : 1;
    seconds.pop();
    await next();
    announce(say("undone"));
    counted();
  });
  const doubt = () => document.getElementById("label-note")?.focus();

  const controls = () => {
    const likely = BLIND.includes(mode) || !article ? [] : article.likeliest;
    const sorted = [...seconds].sort((a, b) => a - b), median = sorted[Math.floor(sorted.length / 2)];
    const switcher = el("p", { class: "tools" }, MODES.map((one) => el("a", { class: "button", href: address("label", one === "random" ? {} : stream ? { mode: one, theme: stream } : { mode: one }), "aria-current": one === mode ? "true" : null }, say(`label_${one}`))));
    const picker = ofTheme ? el("p", {}, el("select", { id: "stream-theme", "aria-label": say("columnTheme"), onchange: (event) => { location.hash = address("label", { mode, theme: event.target.value }); } },
      state.archive.themes.map((theme) => el("option", { value: theme.id, selected: theme.id === stream }, themeName(theme.id))))) : null;
    return [
      el("section", { class: "box" }, switcher, picker, el("p", { class: "note" }, say(`labelNote_${mode}`, { theme: themeName(stream) })), nameField(() => guarded(async () => { queue = []; skipped = 0; await next(); })()),
        el("p", { class: "note", id: "labelled", "data-labelled": labelled }, say("labelCount", { n: labelled }), median === undefined ? "" : ` ${say("labelSeconds", { s: median.toFixed(1) })}`)),
      article ? el("section", { class: "box" },
        earlier.get(article.row) ? el("p", { id: "earlier" }, say("labelEarlier", { theme: themeName(earlier.get(article.row).theme), model: themeName(article.model_theme) })) : null,
        el("p", { id: "typed", class: "typed", "aria-hidden": "true" }), el("p", { id: "corrected", class: "done" }),
        el("p", { class: "note", id: "secondary" }, say("labelAlsoNone")),
        codebook(),
        likely.length ? el("ul", { class: "choices likely" }, likely.map(({ theme, probability }, at) => el("li", {}, el("button", { type: "button", class: "choice", "data-choose": theme, "aria-describedby": describedBy(theme), onclick: (event) => choose(theme, event) }, el("kbd", {}, String(at + 1)), el("span", {}, themeName(theme)), el("small", {}, percent(probability)))))) : null,
        el("ul", { class: "choices" }, allThemes("", choose)),
        el("p", { class: "who" }, el("label", { htmlFor: "label-note" }, el("kbd", {}, "?"), " ", say("labelDoubt")), el("input", { id: "label-note", maxLength: 400, onkeydown: (event) => { if (event.key === "Enter" || event.key === "Escape") event.target.blur(); } })),
        el("p", { class: "tools" }, el("button", { type: "button", id: "skip-article", onclick: skip }, el("kbd", {}, "s"), " ", say("skipArticle")), el("button", { type: "button", id: "undo", disabled: !past.length, onclick: undo }, el("kbd", {}, "u"), " ", say("undo")))) : el("section", { class: "box" }, el("p", { id: "corrected", class: "done" })),
    ];
  };
  const compare = async () => agreement.replaceChildren(...compared(await ask("/api/labelling/agreement")));
  /** What is told of all labels: how coders agree, and how many there are to learn from. The next article does not wait for it. */
  const counted = () => Promise.all([compare(), model.update()]).catch((error) => agreement.append(problem(error)));

  const FILES = { csv: ["CSV", "labels.csv"], jsonl: ["JSONL", "labels.jsonl"], doccano: ["doccano", "labels-doccano.jsonl"], "label-studio": ["Label Studio", "labels-label-studio.json"], fasttext: ["fastText", "labels-fasttext.txt"] };
  const save = ([format, [text, file]]) => el("button", { type: "button", "data-export": format, onclick: (event) => saveFrom(`/api/labelling/export?format=${format}`, file).catch((error) => event.target.after(problem(error))) }, text);
  root.append(el("div", { class: "head" }, el("div", {}, el("h1", {}, say("tab_label")), el("p", { class: "sub" }, say("labelText"))), el("div", { class: "tools" }, Object.entries(FILES).map(save))), el("div", { class: "columns label" }, main, side), ...(audit ? [audit.node] : []), agreement, model.node);
  await next();
  await Promise.all([compare(), audit?.update(), model.update()]);
  return keyReader(() => named([
    ...themeChoices(BLIND.includes(mode) || !article ? [] : article.likeliest, give, also),
    { key: "s", name: say("skipArticle"), run: skip }, { key: "u", name: say("undo"), run: undo }, { key: "?", name: say("labelDoubt"), run: doubt },
  ]));
}

/** A number with two decimals and a minus sign, which a hyphen before a range would hide. */
const minus = (value) => value.toFixed(2).replace("-", "−");

/** The coders, kappa of each pair, and where they differ. */
function compared(found) {
  if (!found.coders.length) return [];
  const pair = ({ coders, articles, agreed, kappa }) => el("tr", {},
    el("th", { scope: "row" }, coders.map((who) => who || "–").join(" / ")), el("td", { class: "number" }, String(articles)),
    el("td", { class: "number" }, articles ? percent(agreed / articles) : "–"),
    el("td", { class: "number" }, kappa ? say("kappaValue", { k: minus(kappa.value), low: minus(kappa.low), high: minus(kappa.high) }) : "–"));
  const parts = [el("h2", {}, say("agreementTitle")), el("p", { class: "sub" }, found.coders.map(({ who, labels }) => say("coderLabels", { who: who || "–", n: labels })).join(say("comma")))];
  if (found.pairs.length) {
    parts.push(scrolling(say("agreementTitle"), el("table", {}, el("thead", {}, el("tr", {}, ["columnCoders", "columnBoth", "columnAgreed", "columnKappa"].map((name, at) => el("th", { scope: "col", class: at ? "number" : null }, say(name))))), el("tbody", {}, found.pairs.map(pair)))), el("p", { class: "note" }, say("kappaNote")));
  }
  if (found.alpha) {
    const { value, low, high, articles, labels } = found.alpha;
    parts.push(el("p", { id: "alpha", "data-alpha": value }, say("alphaValue", { a: value.toFixed(2), low: low.toFixed(2), high: high.toFixed(2), articles, labels })), el("p", { class: "note" }, say("alphaNote")));
  }
  if (found.disagreements) {
    parts.push(el("h3", {}, say("disagreements", { n: found.disagreements })), el("ul", { class: "stories" }, found.disagreeing.map((one) => el("li", {},
      articleLink(one.row, one.title || one.id, { class: "headline" }), el("p", { class: "meta" }, one.labels.map(({ who, theme, also, note }) => say("coderTheme", { who: who || "–", theme: [theme, ...also].map(themeName).join(say("comma")), note })).join("　"))))));
  }
  return parts;
}
