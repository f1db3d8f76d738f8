// ---------------------------------------------------------------------------------------------------------------
// Data: what the program wrote (web/mod.rs describes it), as typed arrays.

const UNDATED = -1e6; // sorts before every day; data.exact is 3 for these articles

async function readData() {
  const text = document.getElementById("data").textContent.replace(/^\s*\/\*DATA\*\/|\/\*DATA\*\/\s*$/g, "");
  const raw = JSON.parse(text);
  if (!raw || !raw.articles) return null;
  const a = raw.articles;
  // Large pages hold columns as typed arrays, and texts of the listed articles only.
  const isPacked = (column) => column.deflated !== undefined, undatedAsNull = !a.date || !isPacked(a.date);
  await Promise.all(Object.keys(a).filter((name) => isPacked(a[name])).map(async (name) => { a[name] = await unpacked(a[name]); }));
  const n = a.theme.length, listed = a.listed || null;
  const spread = (values, all) => {
    if (!listed) return values;
    for (let k = 0; k < listed.length; k++) all[listed[k]] = values[k];
    return all;
  };
  const absent = () => new Int32Array(n).fill(-1);
  for (const name of ["page", "file", "probability", "length", "event"]) a[name] = spread(a[name] || [], absent());
  a.evidenceCount = spread(a.evidenceCount, new Int32Array(n));
  const column = (values, missing) => (values instanceof Int32Array ? values : values ? Int32Array.from(values, (v) => v ?? missing) : new Int32Array(n).fill(missing));
  const data = {
    raw, n, themes: raw.themes, sources: raw.sources || [], terms: raw.terms || [], files: raw.files || [], pageNames: raw.pages || [],
    regions: raw.regions || {}, model: raw.model || {}, command: raw.command || "", version: raw.version || "",
    day: column(a.date, -1), exact: column(a.exact, 0), source: column(a.source, -1), page: column(a.page, -1),
    region: column(a.region, 0), theme: column(a.theme, -1), probability: column(a.probability, -1), length: column(a.length, -1),
    published: column(a.published, 0), event: column(a.event, -1), // dates as 20240305; see dateOfDigits()
    file: column(a.file, -1), story: column(a.story, -1), title: spread(a.title || [], new Array(n).fill(null)), id: spread(a.id || [], new Array(n).fill("")),
    corrected: raw.corrected || [], incomplete: {}, coverage: raw.coverage || null,
  };
  data.also = flat(a.alsoCount, a.alsoTheme, n);
  data.evidence = flat(a.evidenceCount, a.evidenceTerm, n);
  data.weight = Int32Array.from(a.evidenceWeight || []);
  for (let i = 0; i < n; i++) if (!a.date || (undatedAsNull && a.date[i] == null) || data.exact[i] === 3) { data.exact[i] = 3; data.day[i] = UNDATED; }
  data.province = Int16Array.from(data.region, (code) => provinceIndex.get(Math.floor(code / 10000)) ?? NOWHERE);
  for (const kind of KINDS) data.incomplete[kind] = new Set((raw.incomplete || {})[kind]);
  data.noneTheme = data.themes.findIndex((t) => t.id === "none");
  indexStories(data);
  indexDays(data);
  // In order of date, so that a story's first printing comes first; undated articles come last.
  const later = (x, y) => (data.exact[x] === 3) - (data.exact[y] === 3) || data.day[x] - data.day[y] || data.exact[x] - data.exact[y] || x - y;
  data.order = new Uint32Array(n);
  let isSorted = true; // as large pages are
  for (let i = 0; i < n; i++) { data.order[i] = i; if (i && isSorted && later(i - 1, i) > 0) isSorted = false; }
  if (!isSorted) data.order.sort(later);
  data.periods = {}; // kind → period of each article, computed when first needed
  return data;
}

/** The numbers of a packed column: the compressed bytes of all numbers, the least significant ones first. */
async function unpacked({ bits, differences, deflated }) {
  const text = atob(deflated), packed = new Uint8Array(text.length);
  for (let i = 0; i < packed.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const size = bits / 8, n = bytes.length / size, sign = 32 - bits, values = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let value = 0;
    for (let k = 0; k < size; k++) value |= bytes[k * n + i] << (8 * k);
    value = (value << sign) >> sign;
    values[i] = differences && i ? values[i - 1] + value : value;
  }
  return values;
}

/** A column of lists, stored as counts and one run of values: list i is values[start[i]..start[i + 1]]. */
function flat(counts, values, n) {
  const start = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) start[i + 1] = start[i] + (counts ? counts[i] : 0);
  return { start, values: Int32Array.from(values || []) };
}

/** Story numbers become 0.. without gaps; an article without one is its own story. */
function indexStories(data) {
  const greatest = data.story.reduce((greatest, id) => Math.max(greatest, id), -1), seen = new Int32Array(greatest + 1).fill(-1);
  data.storyOf = new Uint32Array(data.n);
  let next = 0;
  for (let i = 0; i < data.n; i++) {
    const id = data.story[i];
    if (id < 0) data.storyOf[i] = next++;
    else {
      if (seen[id] < 0) seen[id] = next++;
      data.storyOf[i] = seen[id];
    }
  }
  data.stories = next;
}

function indexDays(data) {
  const range = new DayRange();
  let undated = 0, nowhere = 0;
  for (let i = 0; i < data.n; i++) {
    if (data.exact[i] === 3) undated++; else range.add(data, i);
    if (data.province[i] === NOWHERE) nowhere++;
  }
  // Whole dates where there are any; otherwise months and years.
  const exact = range.first[0] <= range.last[0] ? 0 : 2, [first, last] = range.upTo(exact);
  Object.assign(data, { first, last, undated, nowhere });
}

/** First and last day by how exact dates are: a lone “2011” must not stretch an axis of months. */
class DayRange {
  constructor() { this.first = [Infinity, Infinity, Infinity]; this.last = [-Infinity, -Infinity, -Infinity]; }
  add(data, i) {
    const exact = data.exact[i], end = exact ? lastDayOf(data, i) : data.day[i];
    if (data.day[i] < this.first[exact]) this.first[exact] = data.day[i];
    if (end > this.last[exact]) this.last[exact] = end;
  }
  upTo(exact) { return [Math.min(...this.first.slice(0, exact + 1)), Math.max(...this.last.slice(0, exact + 1))]; }
}

/** The last day of a date: 2024-03-31 for 2024-03. */
function lastDayOf(data, i) {
  const kind = [null, "month", "year"][data.exact[i]];
  return kind ? periodStart(kind, periodOf(kind, data.day[i]) + 1) - 1 : data.day[i];
}

const themeName = (t) => (t < 0 ? say("none") : language ? data.themes[t].en || data.themes[t].zh : data.themes[t].zh || data.themes[t].en) || (data.themes[t] || {}).id || "";
const sourceName = (s) => (s < 0 ? say("noSource") : data.sources[s]);
const themeColour = (t) => (t === data.noneTheme ? "#8c8c8c" : /^#[0-9a-f]{6}$/i.test(data.themes[t].colour || "") ? data.themes[t].colour : "#0060a0");

function regionName(code) {
  if (!code) return "";
  const named = data.regions[String(code)];
  const p = provinceIndex.get(Math.floor(code / 10000)), province = p === undefined ? String(code) : provinceName(p);
  if (!named) return province;
  return language ? named.en || `${province} (${named.zh})` : named.zh || province;
}

// ---------------------------------------------------------------------------------------------------------------
// Calendar: days since 1970-01-01; a period is a whole number that grows by one from period to period.

const KINDS = ["day", "week", "month", "quarter", "year"];
const DAY = 86400000;
const parts = (day) => { const d = new Date(day * DAY); return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]; };
function dayOf(year, month, date) { const d = new Date(0); d.setUTCFullYear(year, month, date); return Math.round(d / DAY); }
const two = (n) => String(n).padStart(2, "0");
const iso = (day) => { const [y, m, d] = parts(day); return `${String(y).padStart(4, "0")}-${two(m + 1)}-${two(d)}`; };
const parseDay = (text) => { const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || ""); return m ? dayOf(+m[1], m[2] - 1, +m[3]) : null; };

function periodOf(kind, day) {
  if (kind === "day") return day;
  if (kind === "week") return Math.floor((day + 3) / 7); // 1970-01-01 was a Thursday; ISO weeks begin on Monday
  const [year, month] = parts(day);
  return kind === "month" ? year * 12 + month : kind === "quarter" ? year * 4 + Math.floor(month / 3) : year;
}
function periodStart(kind, p) {
  if (kind === "day") return p;
  if (kind === "week") return p * 7 - 3;
  if (kind === "month") return dayOf(Math.floor(p / 12), p % 12, 1);
  return kind === "quarter" ? dayOf(Math.floor(p / 4), (p % 4) * 3, 1) : dayOf(p, 0, 1);
}
/** 2024-03-05, 2024-W10, 2024-03, 2024-Q1, 2024: as in counts.csv. */
function periodName(kind, p) {
  if (kind === "day") return iso(p);
  if (kind === "week") {
    const [year] = parts(p * 7); // an ISO week belongs to the year of its Thursday
    return `${year}-W${two(Math.floor((p * 7 - dayOf(year, 0, 1)) / 7) + 1)}`;
  }
  const year = parts(periodStart(kind, p))[0];
  return kind === "month" ? `${year}-${two((p % 12) + 1)}` : kind === "quarter" ? `${year}-Q${(p % 4) + 1}` : String(year);
}
/** A period as people write it: 2024-W10 and 2024-Q1 are for programs. */
function periodWords(kind, p) {
  const name = periodName(kind, p);
  const [, year, number] = /^(\d{4})-[WQ]0?(\d+)$/.exec(name) || [];
  return year ? say(kind === "week" ? "weekName" : `quarterName${number}`, { year, week: number, name }) : name;
}
const NO_PERIOD = -0x80000000;
/** The coarsest date that still determines the period: a day (0), a month (1), a year (2). */
const COARSEST = { day: 0, week: 0, month: 1, quarter: 1, year: 2 };
/** The period of every article; none where its date is too coarse (a month does not determine the week). */
function periodColumn(kind) {
  if (data.periods[kind]) return data.periods[kind];
  const column = new Int32Array(data.n), coarsest = COARSEST[kind];
  const known = new Map(); // days repeat; Date objects are slow
  for (let i = 0; i < data.n; i++) {
    if (data.exact[i] > coarsest) { column[i] = NO_PERIOD; continue; }
    let p = known.get(data.day[i]);
    if (p === undefined) known.set(data.day[i], (p = periodOf(kind, data.day[i])));
    column[i] = p;
  }
  return (data.periods[kind] = column);
}
/** Whether most issues of a period are missing: such periods are partial, and leave the tests of changes. */
const isIncomplete = (kind, p) => incompletePeriods(kind).has(periodStart(kind, p));
const incompleteOf = new Map(); // by kind of period and papers, as they were first needed
/** Whether days first..last leave out more than a tenth of a period at either end. */
function cutShort(kind, p, first, last) {
  if (kind === "day") return false;
  const start = periodStart(kind, p), end = periodStart(kind, p + 1) - 1, length = end - start + 1;
  return 10 * (first - start) > length || 10 * (end - last) > length;
}

// ---------------------------------------------------------------------------------------------------------------
// Statistics

const Z = 1.959963984540054; // the 97.5% point of the normal distribution

/** The share of theme t with Wilson's score interval for n/deff articles, as in the Rust program; the design effect is that of the chosen articles. */
function themeShare(t, k, n) {
  if (!n) return { k, n, value: NaN, low: 0, high: 1 };
  return { k, n, value: k / n, ...scoreInterval(k / n, n / view.effects[t], Z) };
}
/** Wilson's score interval of the share p of n articles, which need not be a whole number. */
function scoreInterval(p, n, critical) {
  const z2 = critical * critical, centre = p + z2 / (2 * n), scale = 1 + z2 / n;
  const spread = critical * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, Math.min(p, (centre - spread) / scale)), high: Math.min(1, Math.max(p, (centre + spread) / scale)) };
}
/** Round steps from 0 to at most `max`: about `wanted` of them. */
function steps(max, wanted) {
  const step = niceCeiling(max / wanted), all = [];
  for (let i = 0; i * step <= max * 1.000001; i++) all.push(i * step);
  return all;
}
/** The smallest of 1, 2, 3, 4, 5, 6, 8 × 10^k that is not below x. */
function niceCeiling(x) {
  if (!(x > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(x));
  return unit * [1, 2, 3, 4, 5, 6, 8, 10].find((m) => m * unit >= x * 0.999999);
}

// ---------------------------------------------------------------------------------------------------------------
// State: the reader's choices; they are kept in the address after #

const FEW = 10; // fewer articles than this are drawn hollow or grey
const MAX_PERIODS = 370, PAGE = 50;
const LIMIT = { time: 24, rank: 40, change: 40, heat: 30, cover: 15 };
let data, state, view;

function defaults() {
  return { by: KINDS.includes(data.raw.period) ? data.raw.period : "month", themes: null, regions: null, sources: null, from: null, to: null,
    show: "share", unit: "printing", also: false, map: -1, all: false, spans: null, list: null, sort: "new", page: 0 };
}

function writeHash() {
  const q = new URLSearchParams(), start = defaults(), put = (name, value) => value != null && value !== "" && q.set(name, value);
  if (state.by !== start.by) put("by", state.by);
  if (state.themes) put("theme", [...state.themes].map((t) => data.themes[t].id).join(","));
  if (state.regions) put("region", [...state.regions].map((p) => (p === NOWHERE ? "00" : PROVINCES[p][0])).join(","));
  if (state.sources) put("source", [...state.sources].join(","));
  put("from", state.from == null ? null : iso(state.from));
  put("to", state.to == null ? null : iso(state.to));
  if (state.show !== start.show) put("show", state.show);
  if (state.unit !== start.unit) put("unit", state.unit);
  if (state.also) put("also", 1);
  if (state.all) put("all", 1);
  if (state.map >= 0) put("map", data.themes[state.map].id);
  if (state.spans) put("spans", state.spans.map(iso).join("_"));
  if (state.list) put("list", JSON.stringify(state.list));
  if (state.sort !== start.sort) put("sort", state.sort);
  if (state.page) put("page", state.page + 1);
  if (language !== Number(data.raw.language === "en")) put("lang", language ? "en" : "zh");
  const hash = q.toString();
  try { history.replaceState(null, "", "#" + hash); } catch { location.hash = hash; }
}

/** Reads the address; settings that cannot be read stay at their defaults. */
function readHash() {
  const q = new URLSearchParams(location.hash.slice(1)), s = defaults();
  const oneOf = (name, allowed, fallback) => (allowed.includes(q.get(name)) ? q.get(name) : fallback);
  const set = (name, read) => {
    if (!q.has(name)) return null;
    return new Set(q.get(name).split(",").filter(Boolean).map(read).filter((v) => v !== undefined && v !== -1));
  };
  s.by = oneOf("by", KINDS, s.by);
  s.themes = set("theme", (id) => data.themes.findIndex((t) => t.id === id));
  s.regions = set("region", (code) => (code === "00" ? NOWHERE : provinceIndex.get(+code)));
  s.sources = set("source", (x) => (+x < data.sources.length ? +x : undefined));
  s.from = parseDay(q.get("from"));
  s.to = parseDay(q.get("to"));
  s.show = oneOf("show", ["share", "count"], s.show);
  s.unit = oneOf("unit", ["printing", "story"], s.unit);
  s.also = q.get("also") === "1";
  s.all = q.get("all") === "1";
  s.map = data.themes.findIndex((t) => t.id === q.get("map"));
  const spans = (q.get("spans") || "").split("_").map(parseDay);
  if (spans.length === 4 && !spans.includes(null)) s.spans = spans;
  s.list = readList(q.get("list"));
  s.sort = oneOf("sort", ["new", "old", "sure", "unsure"], s.sort);
  s.page = Math.max(0, (parseInt(q.get("page"), 10) || 1) - 1);
  language = Number(oneOf("lang", ["zh", "en"], data.raw.language) === "en");
  return s;
}
/** {in: figure, t: theme, p: period, by: kind, g: province, s: source, d: [from, to]}, all but `in` optional. */
function readList(text) {
  try {
    const list = JSON.parse(text);
    if (!list || !document.getElementById("fig-" + list.in)) return null;
    const whole = (x) => x === undefined || Number.isInteger(x);
    return [list.t, list.p, list.g, list.s].every(whole) && (list.t === undefined || data.themes[list.t]) ? list : null;
  } catch { return null; }
}

// ---------------------------------------------------------------------------------------------------------------
// Counting: one pass chooses the articles, another counts them; charts only read the result

function count() {
  const started = performance.now();
  const { kept, printings, range, papers } = chooseArticles();
  const kind = drawableKind(range), [first, last] = range.upTo(COARSEST[kind]), days = daysRead(range.upTo(0)), ofPapers = daysOfPapers(papers, kept);
  const T = data.themes.length, S = data.sources.length, R = NOWHERE + 1;
  const dated = first <= last, p0 = dated ? periodOf(kind, first) : 0, P = dated ? periodOf(kind, last) - p0 + 1 : 0;
  const v = {
    kept, printings, first, last, kind, p0, P, T, S, total: kept.length, undated: 0,
    totals: new Uint32Array(P), counts: new Uint32Array(P * T), partial: new Uint8Array(P), overall: new Uint32Array(T),
    regionTotals: new Uint32Array(R), regionCounts: new Uint32Array(R * T), cover: new Uint32Array((S + 1) * P), sourceTotals: new Uint32Array(S + 1),
    spans: state.spans || (state.from == null && state.to == null && data.raw.compare) || defaultSpans(...days), spanTotals: [0, 0],
  };
  const period = periodColumn(kind), also = data.also;
  for (let x = 0; x < kept.length; x++) {
    const i = kept[x], g = data.province[i], s = data.source[i] < 0 ? S : data.source[i];
    const p = period[i] === NO_PERIOD ? -1 : period[i] - p0, span = data.exact[i] === 0 ? spanOf(v.spans, data.day[i]) : 0;
    v.regionTotals[g]++;
    v.sourceTotals[s]++;
    if (p < 0 || p >= P) v.undated++;
    else { v.totals[p]++; v.cover[s * P + p]++; }
    if (span & 1) v.spanTotals[0]++;
    if (span & 2) v.spanTotals[1]++;
    if (data.theme[i] >= 0) tally(v, data.theme[i], g, p);
    if (state.also) for (let j = also.start[i]; j < also.start[i + 1]; j++) if (also.values[j] !== data.theme[i]) tally(v, also.values[j], g, p);
  }
  if (ofPapers[0] <= ofPapers[1]) for (let p = 0; p < P; p++) v.partial[p] = cutShort(kind, p0 + p, ...ofPapers) || isIncomplete(kind, p0 + p);
  v.missing = missingIssues(v);
  v.effects = designEffects(kept, period, T);
  v.ranked = data.themes.map((_, t) => t).filter((t) => !state.themes || state.themes.has(t))
    .sort((a, b) => (a === data.noneTheme) - (b === data.noneTheme) || v.overall[b] - v.overall[a] || a - b);
  v.countTime = performance.now() - started;
  return v;
}

function tally(v, t, g, p) {
  v.overall[t]++;
  v.regionCounts[g * v.T + t]++;
  if (p >= 0 && p < v.P) v.counts[p * v.T + t]++;
}

/** The articles that pass the filters, in order of date, and which papers have one. The range of days depends on sources and dates only: periods without articles of a region stay on its axis. */
function chooseArticles() {
  const { sources, regions, from, to } = state, stories = state.unit === "story";
  const kept = new Uint32Array(data.n), seen = stories ? new Int32Array(data.stories).fill(-1) : null;
  const printings = stories ? new Uint32Array(data.n) : null;
  const range = new DayRange(), papers = new Uint8Array(data.sources.length + 1);
  let size = 0;
  const limited = from != null || to != null;
  for (let x = 0; x < data.n; x++) {
    const i = data.order[x];
    if (sources && !sources.has(data.source[i])) continue;
    // Articles without a date are in no count where others have one, as in the program's tables.
    if (data.exact[i] === 3 && data.undated < data.n) continue;
    if (limited) {
      if (data.exact[i] === 3) continue;
      if (from != null && data.day[i] < from) continue;
      if (to != null && (data.exact[i] ? lastDayOf(data, i) : data.day[i]) > to) continue;
    }
    if (data.exact[i] !== 3) range.add(data, i);
    if (regions && !regions.has(data.province[i])) continue;
    papers[data.source[i] < 0 ? data.sources.length : data.source[i]] = 1;
    if (stories) {
      const at = data.storyOf[i];
      if (seen[at] >= 0) { printings[seen[at]]++; continue; }
      seen[at] = i;
      printings[i] = 1;
    }
    kept[size++] = i;
  }
  return { kept: kept.subarray(0, size), printings, range, papers };
}

/** The first and the last day that was read of the chosen papers: those of articles, and those of issues without one that is asked for. */
function daysRead([first, last]) {
  const { sources, from, to } = state, { source, day, missing } = data.coverage || { source: [] };
  for (let k = 0; k < source.length; k++) {
    if (missing[k] || (sources && !sources.has(source[k])) || (from != null && day[k] < from) || (to != null && day[k] > to)) continue;
    [first, last] = [Math.min(first, day[k]), Math.max(last, day[k])];
  }
  return [first, last];
}
/**
 * The first and the last day that was read of papers with a counted article, as in trends/counts/completeness.rs: those of the articles counted,
 * and those of all issues of these papers. An article that counts at the day of its event does not tell of an issue of that day.
 */
function daysOfPapers(papers, kept) {
  const { from, to } = state, { source, day, missing } = data.coverage || { source: [] };
  let first = Infinity, last = -Infinity;
  const add = (at) => { if (at < first) first = at; if (at > last) last = at; };
  const addIssue = (paper, at) => { if (paper >= -1 && papers[paper < 0 ? data.sources.length : paper] && (from == null || at >= from) && (to == null || at <= to)) add(at); };
  for (const i of kept) if (data.exact[i] === 0) add(data.day[i]);
  for (let i = 0; i < data.n; i++) if (data.exact[i] === 0 && !data.published[i]) addIssue(data.source[i], data.day[i]);
  for (let k = 0; k < source.length; k++) if (!missing[k]) addIssue(source[k], day[k]);
  return [first, last];
}
/** The first days of the periods of which fewer than half of the expected issues of the chosen papers were read, as in trends/counts/completeness.rs. */
function incompletePeriods(kind) {
  const { sources } = state;
  if (!sources) return data.incomplete[kind];
  const key = `${kind} ${[...sources]}`;
  if (incompleteOf.has(key)) return incompleteOf.get(key);
  const periods = new Map(), seen = new Set(), { source, day, missing } = data.coverage || { source: [] };
  const add = (paper, at, isMissing) => {
    if (!sources.has(paper)) return;
    const start = periodStart(kind, periodOf(kind, at)), counted = periods.get(start) || [0, 0];
    if (!isMissing) counted[0]++;
    counted[1]++;
    periods.set(start, counted);
  };
  for (let i = 0; i < data.n; i++) {
    const issue = data.day[i] * 1e5 + data.source[i];
    // An article that counts at the day of its event does not tell of an issue of that day.
    if (data.exact[i] !== 0 || data.published[i] || seen.has(issue)) continue;
    seen.add(issue);
    add(data.source[i], data.day[i], false);
  }
  for (let k = 0; k < source.length; k++) add(source[k], day[k], missing[k]);
  const found = new Set([...periods].filter(([, [read, expected]]) => read < 0.5 * expected).map(([start]) => start));
  incompleteOf.set(key, found);
  return found;
}
/** The chosen kind of period, or the next coarser one that fits on a chart. */
function drawableKind(range) {
  const fits = (kind) => { const [first, last] = range.upTo(COARSEST[kind]); return !(first <= last) || periodOf(kind, last) - periodOf(kind, first) < MAX_PERIODS; };
  let at = KINDS.indexOf(state.by);
  while (at < KINDS.length - 1 && !fits(KINDS[at])) at++;
  return KINDS[at];
}
function defaultSpans(first, last) {
  if (!(first < last)) return null;
  let years = 0;
  while (yearsBefore(last, 2 * (years + 1)) + 1 >= first) years++;
  if (years) { const middle = yearsBefore(last, years); return [yearsBefore(last, 2 * years) + 1, middle, middle + 1, last]; }
  const middle = Math.floor((first + last - 1) / 2);
  return [first, middle, middle + 1, last];
}
/** The same day some years before; the 29th of February becomes the 28th. */
function yearsBefore(day, years) {
  const date = new Date(day * DAY), month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() - years);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return Math.round(date.getTime() / DAY);
}
const spanOf = (spans, day) => (spans ? (day >= spans[0] && day <= spans[1]) | ((day >= spans[2] && day <= spans[3]) << 1) : 0);

/** Missing issues by source and period, where the program listed any. */
function missingIssues(v) {
  const c = data.coverage;
  if (!c || !c.day || !v.P) return null;
  const missing = new Uint32Array(v.S * v.P);
  let any = 0;
  for (let r = 0; r < c.day.length; r++) {
    if (!c.missing || !c.missing[r] || (state.from != null && c.day[r] < state.from) || (state.to != null && c.day[r] > state.to)) continue;
    const p = periodOf(v.kind, c.day[r]) - v.p0;
    if (p >= 0 && p < v.P && (!state.sources || state.sources.has(c.source[r]))) { missing[c.source[r] * v.P + p]++; any++; }
  }
  return any ? missing : null;
}
const plainView = () => !state.regions && !state.sources && state.from == null && state.to == null && state.unit === "printing" && !state.also;
const mainWords = () => say(state.also ? "mainAlso" : "mainOnly");
