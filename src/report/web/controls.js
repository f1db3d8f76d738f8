// ---------------------------------------------------------------------------------------------------------------
// The articles behind a number

const $ = (id) => document.getElementById(id);
let listed = []; // article indices of the open list, in its order

function carries(i, t) {
  if (data.theme[i] === t) return true;
  if (!state.also) return false;
  for (let j = data.also.start[i]; j < data.also.start[i + 1]; j++) if (data.also.values[j] === t) return true;
  return false;
}
/** Exactly the articles that were counted for the mark that was picked. */
function matching({ t, p, by, g, s, d }) {
  const period = p === undefined ? null : periodColumn(by);
  return Array.from(view.kept).filter((i) => (t === undefined || carries(i, t)) && (p === undefined || period[i] === p) && (g === undefined || data.province[i] === g)
    && (s === undefined || data.source[i] === s) && (!d || (data.exact[i] === 0 && data.day[i] >= d[0] && data.day[i] <= d[1])));
}
function sortList() {
  const day = (i) => data.day[i], sure = (i) => data.probability[i];
  const by = { new: (a, b) => day(b) - day(a), old: (a, b) => (day(a) === UNDATED) - (day(b) === UNDATED) || day(a) - day(b), sure: (a, b) => sure(b) - sure(a), unsure: (a, b) => sure(a) - sure(b) }[state.sort];
  const unlisted = (i) => data.title[i] === null; // counted, but without headline and evidence in a large page
  listed.sort((a, b) => unlisted(a) - unlisted(b) || by(a, b) || a - b);
}
function showList(scroll) {
  const list = state.list, section = $("articles");
  // A filter or a change of period may have removed the mark that was picked.
  if (list && list.by && list.by !== view.kind) state.list = null;
  section.hidden = !state.list;
  if (!state.list) { listed = []; return; }
  listed = matching(list);
  sortList();
  const what = [list.t !== undefined && themeName(list.t), list.p !== undefined && periodWords(list.by, list.p), list.g !== undefined && provinceName(list.g),
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
/** A date that was written as eight digits, in which an unknown month or day is 0; empty for none. */
function dateOfDigits(digits) {
  const text = String(digits);
  return digits <= 0 ? "" : [text.slice(0, 4), text.slice(4, 6), text.slice(6)].filter((part) => +part).join("-");
}
/** The date of publication; most articles count at it. */
function publishedText(i) {
  return data.published[i] ? dateOfDigits(data.published[i]) : data.exact[i] === 3 ? "" : dateText(i);
}
function articleRow(i) {
  const row = html(null, "li"), sure = data.probability[i];
  row.dataset.article = i;
  if (data.id[i]) row.dataset.id = data.id[i];
  html(row, "div", "when", dateText(i));
  const body = html(row, "div", "body"), also = data.also.start;
  html(body, "div", "headline", data.title[i] === null ? say("textElsewhere") : data.title[i] || say("untitled"));
  const why = html(body, "div", "why");
  html(why, "span", "theme", themeName(data.theme[i]));
  if (also[i + 1] > also[i]) html(why, "span", "", say("alsoThemes", { x: Array.from(data.also.values.subarray(also[i], also[i + 1]), themeName).join(say("comma")) }));
  for (let j = data.evidence.start[i]; j < data.evidence.start[i + 1]; j++) {
    const term = html(why, "span", "", data.terms[data.evidence.values[j]] + " ");
    if (j < data.weight.length) html(term, "small", "", (data.weight[j] < 0 ? "−" : "+") + (Math.abs(data.weight[j]) / 1000).toFixed(3));
  }
  const meta = html(row, "div", "meta");
  // The day of the event and that of publication, where the article does not count at it.
  const published = publishedText(i), event = dateOfDigits(data.event[i]), counted = dateText(i);
  meta.textContent = [published && published !== counted && say("publishedOn", { d: published }), event && event !== counted && say("eventOn", { d: event }), sourceName(data.source[i]), data.page[i] >= 0 && say("pageOf", { p: data.pageNames[data.page[i]] }), regionName(data.region[i]),
    view.printings && view.printings[i] > 1 && say("printedTimes", { n: view.printings[i] }), data.length[i] > 0 && say("characters", { n: thousands(data.length[i]) })].filter(Boolean).join(" · ");
  if (data.id[i] || data.file[i] >= 0) meta.title = [data.id[i], data.file[i] >= 0 && data.files[data.file[i]]].filter(Boolean).join("\n");
  html(row, "div", "sure", sure >= 0 ? (sure / 10).toFixed(sure >= 995 ? 1 : 0) + "%" : "");
  return row;
}
function listTable() {
  return [["id", "date", "event_date", "source", "page", "region", "region_name", "title", "theme", "theme_name", "probability", "also", "evidence"],
    ...listed.map((i) => [data.id[i] || "", publishedText(i), dateOfDigits(data.event[i]), data.source[i] < 0 ? "" : data.sources[data.source[i]], data.page[i] < 0 ? "" : data.pageNames[data.page[i]],
      data.region[i] || "", regionName(data.region[i]), data.title[i] || "", data.theme[i] < 0 ? "" : data.themes[data.theme[i]].id, data.theme[i] < 0 ? "" : themeName(data.theme[i]),
      data.probability[i] < 0 ? "" : data.probability[i] / 1000, Array.from(data.also.values.subarray(data.also.start[i], data.also.start[i + 1]), (t) => data.themes[t].id).join(";"),
      Array.from(data.evidence.values.subarray(data.evidence.start[i], data.evidence.start[i + 1]), (x) => data.terms[x]).join(";")])];
}

// ---------------------------------------------------------------------------------------------------------------
// Filter bar

/** The three menus: their items, and where the choice is kept. */
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
  // A day that is being typed is not rewritten.
  const setDay = (id, day) => { if (document.activeElement === $(id)) return; $(id).value = day == null ? "" : iso(day); if (data.first <= data.last) { $(id).min = iso(data.first); $(id).max = iso(data.last); } };
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
  onDay("from", (x) => ({ from: atEdge(parseDay(x.value), data.first) }));
  onDay("to", (x) => ({ to: atEdge(parseDay(x.value), data.last) }));
  on("period", (x) => ({ by: x.value }));
  for (const value of ["share", "count"]) on("measure-" + value, () => ({ show: value }));
  for (const value of ["printing", "story"]) on("unit-" + value, () => ({ unit: value }));
  on("also", (x) => ({ also: x.checked }));
  on("map-theme", (x) => ({ map: data.themes.findIndex((t) => t.id === x.value) }));
  for (const id of ["a-from", "a-to", "b-from", "b-to"]) onDay(id, () => {
    const spans = ["a-from", "a-to", "b-from", "b-to"].map((each) => parseDay($(each).value));
    return { spans: spans.includes(null) ? null : spans };
  });
  $("sort").addEventListener("change", (event) => { state.sort = event.target.value; state.page = 0; sortList(); showPage(); writeHash(); });
  const turn = (by) => () => { state.page += by; showPage(); writeHash(); };
  $("page-back").addEventListener("click", turn(-1));
  $("page-next").addEventListener("click", turn(1));
  $("articles-close").addEventListener("click", () => {
    const mark = picked?.isConnected ? picked : $("fig-" + state.list.in).querySelector("[data-mark][tabindex='0']");
    state.list = null;
    showList();
    writeHash();
    mark?.focus({ preventScroll: true });
  });
  $("articles-csv").addEventListener("click", () => saveTable("articles", listTable()));
  $("reset").addEventListener("click", () => { state = defaults(); refresh(); });
  $("language").addEventListener("click", () => { language = 1 - language; showWords(); refresh(); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.pick[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
}
/** Whether a button of the mouse is held down. */
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { isPressed = false; }, true);
/** A day that is typed counts when the field is left or Enter is pressed, because until then its year is unfinished. */
function onDay(id, what) {
  const field = $(id);
  let isTyped = false, last = null;
  const apply = () => {
    isTyped = false;
    if (last === null || field.value === last || !field.validity.valid) return;
    last = field.value;
    change(what(field));
  };
  field.addEventListener("focus", () => { last = field.value; });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); apply(); } else if (event.key !== "Tab") isTyped = true;
  });
  field.addEventListener("pointerdown", () => { isTyped = false; });
  field.addEventListener("change", () => { if (!isTyped) { last ??= ""; apply(); } });
  // What cannot be a day of these articles is put back.
  const leave = () => { apply(); last = null; showControls(); };
  // Where a click leaves the field, what was clicked comes first: charts that are drawn anew in between would swallow it.
  field.addEventListener("blur", () => { if (isPressed) addEventListener("pointerup", () => setTimeout(leave), { once: true }); else leave(); });
}
const atEdge = (day, edge) => (day === edge ? null : day);
function change(part) {
  Object.assign(state, part, { page: 0 });
  if (part.from !== undefined || part.to !== undefined) state.spans = null;
  refresh();
}

// ---------------------------------------------------------------------------------------------------------------
// Files to save

function save(name, text, type) {
  const link = html(document.body, "a"), url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
/** A headline that begins like a formula must not be read as one. */
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
