// ---------------------------------------------------------------------------------------------------------------
// Mouse and keyboard on charts

function hitOf(event, move) {
  const node = event.target.closest && event.target.closest("[data-mark]"), find = node && marks.get(node);
  return find ? { node, ...find(event.clientX !== undefined && !move ? event : null, move) } : null;
}
function showTip(hit, event) {
  const tip = $("tip"), frame = hit.node.getBoundingClientRect();
  tip.replaceChildren(...hit.lines.map((line) => html(null, "p", "", line)));
  tip.hidden = false;
  const x = event ? event.clientX : hit.x ?? frame.left + frame.width / 2, y = event ? event.clientY : hit.y ?? frame.top;
  tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 6)) + "px";
  tip.style.top = (y + 18 + tip.offsetHeight > innerHeight ? Math.max(4, y - tip.offsetHeight - 10) : y + 18) + "px";
  hideCursor();
  const cursor = hit.node.querySelector(".cursor");
  if (cursor && hit.cursor !== undefined) {
    cursor.setAttribute("x1", hit.cursor);
    cursor.setAttribute("x2", hit.cursor);
    cursor.setAttribute("visibility", "visible");
    shownCursor = cursor;
  }
}
let shownCursor = null;
function hideCursor() { if (shownCursor) shownCursor.setAttribute("visibility", "hidden"); shownCursor = null; }
function hideTip() { $("tip").hidden = true; hideCursor(); }
let picked = null; // the mark from which the list was opened by key
function pick(hit) {
  if (!hit || !hit.pick) return;
  Object.assign(state, { list: hit.pick, page: 0 });
  hideTip();
  showList(true);
  writeHash();
}
function bindCharts() {
  const main = document.querySelector("main");
  main.addEventListener("pointermove", (event) => { const hit = hitOf(event); if (hit) showTip(hit, event); else hideTip(); });
  main.addEventListener("pointerleave", hideTip);
  main.addEventListener("click", (event) => pick(hitOf(event)));
  main.addEventListener("focusout", hideTip);
  main.addEventListener("keydown", (event) => {
    const node = event.target.closest("[data-mark]");
    if (!node) return;
    if (event.key === "Enter" || event.key === " ") { pick(hitOf(event)); picked = node; $("articles").focus({ preventScroll: true }); }
    else if (event.key === "Escape") hideTip();
    else if (!moveFocus(event, node)) return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") document.querySelectorAll("details.pick[open]").forEach((menu) => { menu.open = false; if (menu.contains(document.activeElement)) menu.querySelector("summary").focus(); }); });
  for (const menu of document.querySelectorAll("details.pick")) menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  // The fragment of the address holds the reader's choices, so the link that skips the bar must not replace it.
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
  addEventListener("scroll", hideTip, { passive: true });
  for (const plot of document.querySelectorAll(".plot")) plot.addEventListener("scroll", () => {
    const side = plot.querySelector(".side");
    if (side) side.setAttribute("transform", `translate(${plot.scrollLeft},0)`);
  }, { passive: true });
}
/** Arrow keys: along the periods inside a panel, and from mark to mark; one mark of a chart is in the tab order. */
function moveFocus(event, node) {
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] || [0, 0];
  if (!down && !right) return false;
  if (right && node.dataset.steps !== undefined) { showTip(hitOf(event, right)); return true; }
  const svg = node.closest("svg"), row = +node.dataset.row, column = +node.dataset.column;
  // The nearest mark in that direction; grids may have holes.
  let next = null, best = Infinity;
  for (const other of svg.querySelectorAll("[data-mark]")) {
    const dr = other.dataset.row - row, dc = other.dataset.column - column, ahead = dr * down + dc * right;
    const far = ahead + 3 * Math.abs(down ? dc : dr);
    if (ahead > 0 && far < best) { best = far; next = other; }
  }
  if (!next) return true;
  node.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
  showTip({ node: next, ...marks.get(next)(null) });
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Words around the charts

const spanText = () => (data.first <= data.last ? (data.first === data.last ? iso(data.first) : `${iso(data.first)} – ${iso(data.last)}`) : say("dateless"));
const footText = () => say("foot", { version: data.version, n: thousands(data.n), s: data.sources.length, span: spanText(), digest: data.model.digest || "" });

function showWords() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  $("language").textContent = say("otherLanguage");
  $("language").lang = language ? "zh-CN" : "en";
  if (!data) return;
  const own = data.raw.title && data.raw.title[language ? "en" : "zh"];
  if (own) $("title").textContent = own;
  document.title = `${$("title").textContent} · policyvane`;
  $("subtitle").textContent = say("subtitle", { span: spanText() });
  $("period").replaceChildren(...KINDS.map((kind) => new Option(say(kind), kind)));
  $("sort").replaceChildren(...["new", "old", "sure", "unsure"].map((x) => new Option(say("sort_" + x), x)));
  for (const name in MENUS) buildMenu(name);
  showFacts();
  showLag();
  showPeaks();
  showTerms();
  showSections();
  showMethods();
  $("foot").textContent = footText();
}
function showFacts() {
  const provinces = PROVINCES.filter((_, g) => totals().province[g]).length, reprints = data.n - data.stories;
  const unsourced = totals().source[data.sources.length];
  const fact = (key, value, small) => {
    const box = html(null, "div"), dd = (html(box, "dt", "", say(key)), html(box, "dd", "", value));
    if (small) { dd.append(" "); html(dd, "small", "", small); }
    return box;
  };
  const model = data.model.accuracy != null ? say("accuracyShort", { p: percent(data.model.accuracy) }) : "";
  $("facts").replaceChildren(...[
    fact("factArticles", thousands(data.n), reprints ? say("withReprints", { n: thousands(reprints) }) : ""),
    // Articles that name no source are not from none.
    fact("factSources", data.sources.length === 1 ? data.sources[0] : String(data.sources.length || "–"), unsourced ? say("unsourced", { n: thousands(unsourced) }) : ""),
    fact("factRegions", String(provinces), say("located", { n: thousands(data.n - data.nowhere) })),
    fact("factModel", data.model.digest || "–", model)]);
}
function showMethods() {
  const m = data.model, own = (x) => (x ? x[language ? "en" : "zh"] || "" : ""), none = data.noneTheme >= 0 ? themeName(data.noneTheme) : say("none");
  const interval = m.accuracyLow != null ? ` (${percent(m.accuracyLow)}–${percent(m.accuracyHigh)})` : "";
  const model = { digest: m.digest || "–", acc: m.accuracy != null ? percent(m.accuracy) + interval : "", f1: m.macroF1 != null ? rounded(m.macroF1, 3) : "–", ece: m.calibrationError != null ? rounded(m.calibrationError, 3) : "–", how: own(m.measured) };
  const join = (...texts) => texts.filter(Boolean).join(language ? " " : "");
  const blocks = [
    ["mCount", join(say("mCountText", { none, n: thousands(data.n), s: data.sources.length, undated: thousands(data.undated), nowhere: thousands(data.nowhere), reprints: thousands(data.n - data.stories) }), data.n > data.stories && say("mStories"))],
    ["mModel", join(say(m.accuracy != null ? "mModelText" : "mModelPlain", model), own(data.raw.vocabulary), say("mErrors"))],
    ["mRead", say("mReadText")],
    ["mRun", join(say("mRunText", { version: data.version, digest: m.digest || "–", t: data.themes.length, span: spanText() }), say("mOffline"))],
  ];
  $("methods-text").replaceChildren(...blocks.map(([title, text]) => {
    const box = html(null, "div");
    html(box, "h3", "", say(title));
    html(box, "p", "", text);
    if (title === "mRun" && data.command) html(html(box, "p"), "code", "", data.command);
    if (title === "mRun" && data.raw.notes) for (const note of data.raw.notes[language ? "en" : "zh"] || []) html(box, "p", "", note);
    return box;
  }));
}
function showFindings() {
  const box = $("findings"), policy = view.ranked.filter((t) => t !== data.noneTheme && view.overall[t]);
  box.replaceChildren();
  const warning = data.raw.warning && data.raw.warning[language ? "en" : "zh"];
  if (warning) html(box, "p", "warning", warning);
  if (!policy.length || view.ranked.length < 2) return;
  const add = (text) => html(box, "p", "", text);
  add(say("findTop", { x: policy.slice(0, 3).map((t) => `${themeName(t)} ${percent(view.overall[t] / view.total)}`).join(say("comma")) }));
  const all = changes();
  if (!all) return;
  const clear = all.filter((c) => c.t !== data.noneTheme && c.rate < CLEAR), words = (items) => items.slice(0, 3).map((c) => say("findPoints", { x: themeName(c.t), d: points(c.d.value) })).join(say("comma"));
  const rise = clear.filter((c) => c.d.value > 0), fall = clear.filter((c) => c.d.value < 0).reverse();
  const both = [rise.length && say("findRise", { x: words(rise) }), fall.length && say("findFall", { x: words(fall) })].filter(Boolean);
  const unchanged = all.some((c) => c.shown) ? say("findFlat") : say("findNotCompared", { n: MIN_EFFECTIVE_TOTAL });
  add(both.length ? say("findChange", { x: both.join(say("semicolon")) }) : unchanged);
}

// ---------------------------------------------------------------------------------------------------------------
// Putting it together

const CHARTS = { time: drawTime, rank: drawRank, change: drawChange, heat: drawHeat, map: drawMap, cover: drawCover };
const drawn = {}; // chart → its last drawing
let printing = false;

function drawChart(chart, width) {
  const figure = $("fig-" + chart), plot = figure.querySelector(".plot");
  const result = (drawn[chart] = CHARTS[chart](width));
  figure.querySelector(".sub").textContent = result.sub || "";
  figure.querySelector(".note").textContent = result.note || "";
  figure.querySelectorAll("[data-export]").forEach((button) => { button.disabled = !result.svg; });
  if (!result.svg) { plot.replaceChildren(html(null, "p", "none", result.none)); return; }
  const first = result.svg.querySelector("[data-mark]");
  if (first) first.setAttribute("tabindex", "0");
  plot.replaceChildren(result.svg);
  const [shown, all] = result.more || [0, 0];
  if (all > shown || (state.all && all > LIMIT[chart])) {
    const note = figure.querySelector(".note");
    if (all > shown) note.append((note.textContent ? " " : "") + say("onlyFirst", { n: shown, all: all }) + " ");
    const button = html(note, "button", "", say(state.all ? "drawFewer" : "drawAll"));
    button.type = "button";
    button.dataset.more = chart;
    button.addEventListener("click", () => change({ all: !state.all }));
  }
}
function drawAll() {
  $("empty").hidden = view.total > 0;
  // The width is read once, before anything changes: reading it between charts would lay the page out again each time.
  const width = printing ? 680 : Math.max(280, document.querySelector("main").clientWidth);
  for (const chart in CHARTS) {
    $("fig-" + chart).hidden = view.total === 0;
    if (view.total) drawChart(chart, width);
  }
}
function refresh() {
  const started = performance.now();
  hideTip();
  view = count();
  drawAll();
  showFindings();
  showControls();
  showList(false);
  writeHash();
  const body = document.body.dataset;
  body.refresh = (performance.now() - started).toFixed(1); // read by tests
  body.counting = view.countTime.toFixed(1);
  body.total = view.total;
  body.kind = view.kind;
  body.ready = "true";
}
function forPrint(on) {
  printing = on;
  drawAll();
}
async function start() {
  const isReadable = window.DecompressionStream || !document.getElementById("data").textContent.includes('"deflated":');
  data = isReadable ? await readData() : null;
  if (!data) {
    showWords();
    document.querySelectorAll("figure, #filters, #methods").forEach((node) => { node.hidden = true; });
    $("empty").hidden = false;
    $("empty").textContent = (isReadable ? WORDS.noData : WORDS.oldBrowser).join(" ");
    document.body.dataset.ready = "true";
    return;
  }
  state = readHash();
  showWords();
  buildTools();
  bindControls();
  bindCharts();
  refresh();
  addEventListener("hashchange", () => { const before = language; state = readHash(); if (before !== language) showWords(); refresh(); });
  let width = innerWidth, timer = 0;
  addEventListener("resize", () => {
    if (innerWidth === width) return; // a phone's address bar only changes the height
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(drawAll, 120);
  });
  addEventListener("beforeprint", () => forPrint(true));
  addEventListener("afterprint", () => forPrint(false));
}
start();
