// ---------------------------------------------------------------------------------------------------------------
// 9. The articles behind a number

const $ = (id) => document.getElementById(id);
let listed = []; // article indices of the open list, in its order

function carries(i, t) {
  if (data.theme[i] === t) return true;
  if (!state.also) return false;
  for (let j = data.also.start[i]; j < data.also.start[i + 1]; j++) if (data.also.values[j] === t) return true;
  return false;
}
/** Exactly the articles that were counted for what was picked. */
function matching({ t, p, by, g, s, d }) {
  const period = p === undefined ? null : periodColumn(by);
  return Array.from(view.kept).filter((i) => (t === undefined || carries(i, t)) && (p === undefined || period[i] === p) && (g === undefined || data.province[i] === g)
    && (s === undefined || data.source[i] === s) && (!d || (data.exact[i] === 0 && data.day[i] >= d[0] && data.day[i] <= d[1])));
}
function sortList() {
  const day = (i) => data.day[i], sure = (i) => data.probability[i];
  const by = { new: (a, b) => day(b) - day(a), old: (a, b) => (day(a) === UNDATED) - (day(b) === UNDATED) || day(a) - day(b), sure: (a, b) => sure(b) - sure(a), unsure: (a, b) => sure(a) - sure(b) }[state.sort];
  listed.sort((a, b) => by(a, b) || a - b);
}
function showList(scroll) {
  const list = state.list, section = $("articles");
  // A filter or a change of period may have taken away what was picked.
  if (list && list.by && list.by !== view.kind) state.list = null;
  section.hidden = !state.list;
  if (!state.list) { listed = []; return; }
  listed = matching(list);
  sortList();
  const what = [list.t !== undefined && themeName(list.t), list.p !== undefined && periodName(list.by, list.p), list.g !== undefined && provinceName(list.g),
    list.s !== undefined && sourceName(list.s), list.d && list.d.map(iso).join(" – ")].filter((x) => x !== false && x !== undefined && x !== null).join(" · ");
  $("articles-title").textContent = say(state.unit === "story" ? "listStories" : "listTitle", { what, n: thousands(listed.length) });
  section.dataset.count = listed.length;
  const figure = $("fig-" + list.in);
  if (figure.nextElementSibling !== section) figure.after(section);
  showPage();
  if (scroll) section.scrollIntoView({ block: "nearest", behavior: "auto" });
}
function showPage() {
  const last = Math.max(0, Math.ceil(listed.length / PAGE) - 1);
  state.page = Math.min(state.page, last);
  const from = state.page * PAGE, rows = document.createDocumentFragment();
  for (const i of listed.slice(from, from + PAGE)) rows.appendChild(articleRow(i));
  $("rows").replaceChildren(rows);
  $("rows").scrollTop = 0;
  $("page-now").textContent = say("pageNow", { a: listed.length ? from + 1 : 0, b: Math.min(from + PAGE, listed.length), n: thousands(listed.length) });
  $("page-back").disabled = state.page === 0;
  $("page-next").disabled = state.page >= last;
  $("pages").hidden = listed.length <= PAGE;
}
function dateText(i) {
  return data.exact[i] === 3 ? say("dateless") : iso(data.day[i]).slice(0, [10, 7, 4][data.exact[i]]);
}
function articleRow(i) {
  const row = html(null, "li"), sure = data.probability[i];
  row.dataset.article = i;
  if (data.id[i]) row.dataset.id = data.id[i];
  html(row, "div", "when", dateText(i));
  const body = html(row, "div", "body"), also = data.also.start;
  html(body, "div", "headline", data.title[i] || say("untitled"));
  const why = html(body, "div", "why");
  html(why, "span", "theme", themeName(data.theme[i]));
  if (also[i + 1] > also[i]) html(why, "span", "", say("alsoThemes", { x: Array.from(data.also.values.subarray(also[i], also[i + 1]), themeName).join(say("comma")) }));
  for (let j = data.evidence.start[i]; j < data.evidence.start[i + 1]; j++) {
    const term = html(why, "span", "", data.terms[data.evidence.values[j]] + " ");
    if (j < data.weight.length) html(term, "small", "", (data.weight[j] < 0 ? "−" : "+") + (Math.abs(data.weight[j]) / 1000).toFixed(3));
  }
  const meta = html(row, "div", "meta");
  meta.textContent = [sourceName(data.source[i]), data.page[i] >= 0 && say("pageOf", { p: data.pageNames[data.page[i]] }), regionName(data.region[i]),
    view.printings && view.printings[i] > 1 && say("printedTimes", { n: view.printings[i] }), data.length[i] > 0 && say("characters", { n: thousands(data.length[i]) })].filter(Boolean).join(" · ");
  if (data.id[i] || data.file[i] >= 0) meta.title = [data.id[i], data.file[i] >= 0 && data.files[data.file[i]]].filter(Boolean).join("\n");
  html(row, "div", "sure", sure >= 0 ? (sure / 10).toFixed(sure >= 995 ? 1 : 0) + "%" : "");
  return row;
}
function listTable() {
  return [["id", "date", "source", "page", "region", "region_name", "title", "theme", "theme_name", "probability", "also", "evidence"],
    ...listed.map((i) => [data.id[i] || "", data.exact[i] === 3 ? "" : dateText(i), data.source[i] < 0 ? "" : data.sources[data.source[i]], data.page[i] < 0 ? "" : data.pageNames[data.page[i]],
      data.region[i] || "", regionName(data.region[i]), data.title[i] || "", data.theme[i] < 0 ? "" : data.themes[data.theme[i]].id, data.theme[i] < 0 ? "" : themeName(data.theme[i]),
      data.probability[i] < 0 ? "" : data.probability[i] / 1000, Array.from(data.also.values.subarray(data.also.start[i], data.also.start[i + 1]), (t) => data.themes[t].id).join(";"),
      Array.from(data.evidence.values.subarray(data.evidence.start[i], data.evidence.start[i + 1]), (x) => data.terms[x]).join(";")])];
}

// ---------------------------------------------------------------------------------------------------------------
// 10. Filter bar

/** The three menus: what they choose from and where the choice is kept. */
const MENUS = {
  theme: { key: "themes", items: () => data.themes.map((t, i) => [i, themeName(i), totals().theme[i]]) },
  region: { key: "regions", items: () => [...PROVINCES.keys(), NOWHERE].map((g) => [g, provinceName(g), totals().province[g]]).filter((x) => x[2]) },
  source: { key: "sources", items: () => [...data.sources.map((name, s) => [s, name, totals().source[s]]), [-1, say("noSource"), totals().source[data.sources.length]]].filter((x) => x[2]) },
};
/** Articles of each theme, province and source in the whole set; counted once. */
function totals() {
  if (data.totals) return data.totals;
  const t = { theme: new Uint32Array(data.themes.length), province: new Uint32Array(NOWHERE + 1), source: new Uint32Array(data.sources.length + 1) };
  for (let i = 0; i < data.n; i++) {
    if (data.theme[i] >= 0) t.theme[data.theme[i]]++;
    t.province[data.province[i]]++;
    t.source[data.source[i] < 0 ? data.sources.length : data.source[i]]++;
  }
  return (data.totals = t);
}
function buildMenu(name) {
  const { key, items } = MENUS[name], box = $("pick-" + name), menu = box.querySelector(".menu");
  menu.replaceChildren();
  const all = html(html(menu, "div", "menu-tools"), "button", "", say("all"));
  all.type = "button";
  all.dataset.all = name;
  for (const [value, text, n] of items()) {
    const line = html(menu, "label"), input = html(line, "input");
    input.type = "checkbox";
    input.dataset[name] = name === "theme" ? data.themes[value].id : name === "region" && value !== NOWHERE ? PROVINCES[value][0] : value;
    input.checked = !!state[key] && state[key].has(value);
    input.addEventListener("change", () => {
      const chosen = new Set(state[key] || []);
      if (input.checked) chosen.add(value); else chosen.delete(value);
      change({ [key]: chosen.size ? chosen : null });
    });
    html(line, "span", "", text).title = text;
    html(line, "small", "", thousands(n));
  }
  all.addEventListener("click", () => change({ [key]: null }));
}
function chosenNames(name) {
  const { key, items } = MENUS[name];
  return state[key] ? items().filter(([value]) => state[key].has(value)).map((x) => x[1]) : [];
}
/** Puts the state into the controls. */
function showControls() {
  for (const name in MENUS) {
    const { key } = MENUS[name], chosen = chosenNames(name), box = $("pick-" + name);
    box.querySelector("summary").textContent = state[key] ? say(name + "Some", { x: chosen.length === 1 ? chosen[0] : say("several", { n: chosen.length }) }) : say(name + "All");
    box.classList.toggle("some", !!state[key]);
    const values = MENUS[name].items();
    box.querySelectorAll("input").forEach((input, j) => { input.checked = !!state[key] && state[key].has(values[j][0]); });
  }
  const setDay = (id, day) => { $(id).value = day == null ? "" : iso(day); if (data.first <= data.last) { $(id).min = iso(data.first); $(id).max = iso(data.last); } };
  setDay("from", state.from ?? (data.first <= data.last ? data.first : null));
  setDay("to", state.to ?? (data.first <= data.last ? data.last : null));
  ["a-from", "a-to", "b-from", "b-to"].forEach((id, j) => setDay(id, view.spans ? view.spans[j] : null));
  $("period").value = state.by;
  $("measure-" + state.show).checked = true;
  $("unit-" + state.unit).checked = true;
  $("unit-story").closest("fieldset").hidden = data.stories === data.n && state.unit !== "story";
  $("also").checked = state.also;
  $("sort").value = state.sort;
  $("counted").textContent = view.total === data.n ? say("countedAll", { n: thousands(data.n) }) : say("counted", { n: thousands(view.total), all: thousands(data.n) });
  $("map-theme").replaceChildren(...view.ranked.map((t) => { const o = new Option(themeName(t), data.themes[t].id); o.selected = t === mapTheme(); return o; }));
  const active = [...Object.keys(MENUS).filter((m) => state[MENUS[m].key]).map((m) => say(m + "Some", { x: chosenNames(m).join(say("comma")) })),
    (state.from != null || state.to != null) && `${iso(state.from ?? data.first)} – ${iso(state.to ?? data.last)}`, state.unit === "story" && say("stories"), state.also && say("alsoLabel")].filter(Boolean);
  $("active").textContent = active.length ? say("activeFilters", { x: active.join(say("semicolon")) }) : "";
}
function bindControls() {
  const on = (id, what) => $(id).addEventListener("change", (event) => change(what(event.target)));
  on("from", (x) => ({ from: atEdge(parseDay(x.value), data.first) }));
  on("to", (x) => ({ to: atEdge(parseDay(x.value), data.last) }));
  on("period", (x) => ({ by: x.value }));
  for (const value of ["share", "count"]) on("measure-" + value, () => ({ show: value }));
  for (const value of ["printing", "story"]) on("unit-" + value, () => ({ unit: value }));
  on("also", (x) => ({ also: x.checked }));
  on("map-theme", (x) => ({ map: data.themes.findIndex((t) => t.id === x.value) }));
  for (const id of ["a-from", "a-to", "b-from", "b-to"]) on(id, () => {
    const spans = ["a-from", "a-to", "b-from", "b-to"].map((each) => parseDay($(each).value));
    return { spans: spans.includes(null) ? null : spans };
  });
  $("sort").addEventListener("change", (event) => { state.sort = event.target.value; state.page = 0; sortList(); showPage(); writeHash(); });
  const turn = (by) => () => { state.page += by; showPage(); writeHash(); };
  $("page-back").addEventListener("click", turn(-1));
  $("page-next").addEventListener("click", turn(1));
  $("articles-close").addEventListener("click", () => { state.list = null; showList(); writeHash(); });
  $("articles-csv").addEventListener("click", () => saveTable("articles", listTable()));
  $("reset").addEventListener("click", () => { state = defaults(); refresh(); });
  $("language").addEventListener("click", () => { language = 1 - language; showWords(); refresh(); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.pick[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
}
const atEdge = (day, edge) => (day === edge ? null : day);
function change(part) {
  Object.assign(state, part, { page: 0 });
  if (part.from !== undefined || part.to !== undefined) state.spans = null;
  refresh();
}

// ---------------------------------------------------------------------------------------------------------------
// 11. Files to take away

function save(name, text, type) {
  const link = html(document.body, "a"), url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
/** A headline that begins like a formula must not become one. */
const noFormula = (x) => (typeof x === "string" && /^[=+\-@\t\r]/.test(x) && isNaN(x) ? "'" + x : x);
/** CSV with a byte order mark, so that Excel reads Chinese. */
const csvText = (rows) => "\ufeff" + rows.map((row) => row.map(noFormula).map((x) => (/[",\r\n]/.test(x) ? `"${String(x).replace(/"/g, '""')}"` : x)).join(",")).join("\r\n") + "\r\n";
const saveTable = (name, rows) => save(`policyvane-${name}.csv`, csvText(rows), "text/csv;charset=utf-8");

/** A chart as a file of its own: title, what is counted, filters and origin are drawn around it. */
function svgText(chart) {
  const { svg, sub, note } = drawn[chart], { width, height } = svg.viewBox.baseVal, pad = 16, room = Math.max(360, width);
  const out = el(null, "svg", { xmlns: NS, "font-family": FONT });
  const lines = (text, size) => wrap(text, room, size).map((line) => ({ line, size }));
  const above = lines(sub, 12.5), below = [note, $("active").textContent, footText()].filter(Boolean).flatMap((text) => lines(text, 11.5));
  let y = pad + 16;
  el(out, "rect", { width: "100%", height: "100%", fill: "#fff" });
  label(out, pad, y, $("fig-" + chart).querySelector("h2").textContent, { size: 17, bold: true });
  for (const { line, size } of above) label(out, pad, (y += size * 1.5), line, { size, fill: MUTED });
  y += 14;
  const inner = svg.cloneNode(true);
  inner.querySelectorAll("[visibility=hidden], .side > rect").forEach((node) => node.remove());
  inner.querySelectorAll("[tabindex]").forEach((node) => ["tabindex", "data-mark", "data-row", "data-column", "data-steps", "role"].forEach((name) => node.removeAttribute(name)));
  inner.setAttribute("x", pad);
  inner.setAttribute("y", y);
  out.appendChild(inner);
  y += height + 6;
  for (const { line, size } of below) label(out, pad, (y += size * 1.5), line, { size, fill: MUTED });
  out.setAttribute("width", room + 2 * pad);
  out.setAttribute("height", y + pad);
  out.setAttribute("viewBox", `0 0 ${room + 2 * pad} ${y + pad}`);
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(out);
}
/** Breaks text into lines: Chinese anywhere, other words at spaces. */
function wrap(text, room, size) {
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || []) {
    if (lines[lines.length - 1] && textWidth(lines[lines.length - 1] + piece, size) > room) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines;
}
function buildTools() {
  for (const chart in CHARTS) {
    const tools = html($("fig-" + chart).querySelector(".tools"), "span", "range");
    for (const kind of ["csv", "svg"]) {
      const button = html(tools, "button", "", kind.toUpperCase());
      button.type = "button";
      button.dataset.export = `${chart}-${kind}`;
      button.addEventListener("click", () => (kind === "csv" ? saveTable(chart, drawn[chart].csv()) : save(`policyvane-${chart}.svg`, svgText(chart), "image/svg+xml")));
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// 12. Mouse and keyboard on charts

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
    if (event.key === "Enter" || event.key === " ") { pick(hitOf(event)); $("articles").focus({ preventScroll: true }); }
    else if (event.key === "Escape") hideTip();
    else if (!moveFocus(event, node)) return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") document.querySelectorAll("details.pick[open]").forEach((menu) => { menu.open = false; }); });
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
// 13. Words around the charts

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
  showTerms();
  showMethods();
  $("foot").textContent = footText();
}
function showFacts() {
  const provinces = PROVINCES.filter((_, g) => totals().province[g]).length, reprints = data.n - data.stories;
  const fact = (key, value, small) => {
    const box = html(null, "div"), dd = (html(box, "dt", "", say(key)), html(box, "dd", "", value));
    if (small) { dd.append(" "); html(dd, "small", "", small); }
    return box;
  };
  const model = data.model.accuracy != null ? say("accuracyShort", { p: percent(data.model.accuracy) }) : "";
  $("facts").replaceChildren(...[
    fact("factArticles", thousands(data.n), reprints ? say("withReprints", { n: thousands(reprints) }) : ""),
    fact("factSources", data.sources.length === 1 ? data.sources[0] : String(data.sources.length)),
    fact("factRegions", String(provinces), say("located", { n: thousands(data.n - data.nowhere) })),
    fact("factModel", data.model.digest || "–", model)]);
}
function showMethods() {
  const m = data.model, own = (x) => (x ? x[language ? "en" : "zh"] || "" : ""), none = data.noneTheme >= 0 ? themeName(data.noneTheme) : say("none");
  const interval = m.accuracyLow != null ? ` (${percent(m.accuracyLow)}–${percent(m.accuracyHigh)})` : "";
  const model = { digest: m.digest || "–", acc: m.accuracy != null ? percent(m.accuracy) + interval : "", f1: m.macroF1 != null ? m.macroF1.toFixed(3) : "–", ece: m.calibrationError != null ? m.calibrationError.toFixed(3) : "–", how: own(m.measured) };
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
  add(both.length ? say("findChange", { x: both.join(say("semicolon")) }) : say("findFlat"));
}

// ---------------------------------------------------------------------------------------------------------------
// 14. Putting it together

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
  // Asked once, before anything changes: asking between charts would lay the page out again each time.
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
function start() {
  data = readData();
  if (!data) {
    showWords();
    document.querySelectorAll("figure, #filters, #methods").forEach((node) => { node.hidden = true; });
    $("empty").hidden = false;
    $("empty").textContent = WORDS.noData.join(" ");
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
