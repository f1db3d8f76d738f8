// ---------------------------------------------------------------------------------------------------------------
// 7. Drawing: SVG with presentation attributes only, so that an exported chart stands alone

const NS = "http://www.w3.org/2000/svg";
const FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",Arial,sans-serif';
const INK = "#222", MUTED = "#5c5c5c", GRID = "#dedede", ACCENT = "#0060a0", BAND = "#bad3e8", CONTEXT = "#8c8c8c", WARN = "#b34a00";

const marks = new WeakMap(); // element → function(event or null) → {lines, pick, x, y}

function el(parent, name, attributes) {
  const node = document.createElementNS(NS, name);
  for (const key in attributes) if (attributes[key] != null) node.setAttribute(key, attributes[key]);
  if (parent) parent.appendChild(node);
  return node;
}
function html(parent, name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text != null) node.textContent = text; // never innerHTML: headlines are other people's text
  if (parent) parent.appendChild(node);
  return node;
}

const measurer = document.createElement("canvas").getContext("2d");
const widths = new Map();
function textWidth(text, size, bold) {
  const key = size + (bold ? "b" : "") + text;
  let width = widths.get(key);
  if (width === undefined) {
    measurer.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    widths.set(key, (width = measurer.measureText(text).width));
  }
  return width;
}
function ellipsis(text, room, size, bold) {
  if (textWidth(text, size, bold) <= room) return text;
  const letters = [...text];
  let low = 0, high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(letters.slice(0, middle).join("") + "…", size, bold) <= room) low = middle; else high = middle - 1;
  }
  return letters.slice(0, low).join("") + "…";
}
/** Text at a baseline; cut to `room` pixels with the whole of it as a title. */
function label(parent, x, y, text, { size = 12, fill = INK, anchor, bold, room } = {}) {
  const shown = room ? ellipsis(text, room, size, bold) : text;
  const node = el(parent, "text", { x, y, "font-size": size, fill, "text-anchor": anchor, "font-weight": bold ? 600 : null });
  node.textContent = shown;
  if (shown !== text) el(node, "title").textContent = text;
  return node;
}
function canvas(width, height, name) {
  return el(null, "svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT, role: "group", "aria-label": name });
}
/** Makes an element answer the mouse and the keyboard; row and column are its place for the arrow keys. */
function mark(node, row, column, name, find) {
  node.setAttribute("data-mark", "");
  node.setAttribute("data-row", row);
  node.setAttribute("data-column", column);
  node.setAttribute("tabindex", "-1");
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", name);
  marks.set(node, find);
  return node;
}
const shade = (value, to = [0, 96, 160]) => "#" + to.map((c) => Math.round(255 + (c - 255) * Math.max(0, Math.min(1, value))).toString(16).padStart(2, "0")).join("");
const grey = (value) => shade(Math.min(value, 1) * 0.45, [140, 140, 140]);
const limited = (chart, items) => (state.all ? items : items.slice(0, LIMIT[chart]));
const counting = () => state.show === "count";
const number = (share) => (counting() ? thousands(share.k) : percent(share.value));
const shareLines = (share) => (share.n ? [`${percent(share.value)} · ${say("kOfN", { k: thousands(share.k), n: thousands(share.n) })}`, say("interval", { l: percent(share.low), h: percent(share.high) })] : [say("noArticles")]);
const fewLine = (n) => (n > 0 && n < FEW ? [say("few")] : []);

// ---------------------------------------------------------------------------------------------------------------
// 8. Charts: each takes the width to fill and gives {svg, sub, note, csv, more} or {none}

// 8.1 Themes over time

function drawTime(width) {
  const v = view, themes = limited("time", v.ranked);
  if (!v.P || !themes.length) return { none: say("nothing") };
  const columns = Math.min(themes.length, printing ? 4 : width < 330 ? 1 : Math.max(2, Math.min(4, Math.floor(width / 235))));
  const left = 40, gap = 16, head = 24, plot = themes.length === 1 ? 240 : themes.length === 2 ? 170 : printing ? 54 : 84, top = 4;
  const panel = (width - left - gap * (columns - 1) - 8) / columns, rows = panelRows(themes, columns);
  const below = (row, column) => row + 1 < rows.length && rows[row + 1][column] !== undefined;
  // Only the lowest panel of a column names the periods; rows without one need less room below.
  const foots = rows.map((inRow, row) => (inRow.some((t, column) => !below(row, column)) ? 24 : printing ? 7 : 12));
  const svg = canvas(width, top + rows.length * (head + plot) + sum(foots), say("timeTitle"));
  rows.forEach((inRow, row) => {
    const y = top + row * (head + plot) + sum(foots.slice(0, row)) + head, scale = rowScale(inRow.filter((t) => t !== undefined && (t !== data.noneTheme || inRow.length === 1)));
    inRow.forEach((t, column) => {
      if (t === undefined) return;
      const own = t === data.noneTheme;
      drawPanel(svg, t, { x: left + column * (panel + gap), y, w: panel, h: plot, max: own ? rowScale([t]) : scale, first: own || column === 0, last: !below(row, column) }, row, column);
    });
  });
  const every = say("every_" + v.kind), notes = [say("timeNote")];
  if (v.kind !== state.by) notes.unshift(say("coarser", { max: MOST_PERIODS, every }));
  if (v.undated) notes.push(say("undated", { n: thousands(v.undated) }));
  return { svg, sub: capital(say(counting() ? "timeCount" : "timeShare", { every, main: mainWords() })), note: notes.join(language ? " " : ""), csv: seriesTable, more: [themes.length, v.ranked.length] };
}

/** Themes in rows; “no policy theme” last, apart from the others because it has an axis of its own. */
function panelRows(themes, columns) {
  const policy = themes.filter((t) => t !== data.noneTheme), rows = [];
  for (let i = 0; i < policy.length; i += columns) rows.push(policy.slice(i, i + columns));
  if (policy.length === themes.length) return rows;
  const last = rows[rows.length - 1];
  if (last && last.length < columns - 1) last[columns - 1] = data.noneTheme; else rows.push([data.noneTheme]);
  return rows;
}

/** Top of a row's axis: over every value that rests on enough articles, and most of the intervals. */
function rowScale(themes) {
  const v = view, values = [], highs = [];
  for (const enough of [FEW, 1]) {
    for (const t of themes) for (let p = 0; p < v.P; p++) if (v.totals[p] >= enough) {
      const share = wilson(v.counts[p * v.T + t], v.totals[p]);
      values.push(counting() ? share.k : share.value);
      highs.push(counting() ? share.k : share.high);
    }
    if (values.length) break;
  }
  highs.sort((a, b) => a - b);
  const top = Math.max(values.reduce((a, b) => Math.max(a, b), 0) * 1.06, highs[Math.floor(highs.length * 0.85)] || 0);
  return counting() ? Math.max(2, 2 * niceCeiling(top / 2)) : Math.min(1, niceCeiling(top || 0.01));
}

function drawPanel(svg, t, box, row, column) {
  const v = view, { x, y, w, h } = box, step = v.P > 1 ? w / (v.P - 1) : 0, overall = wilson(v.overall[t], v.total);
  const plot = {
    t, box, step, colour: themeColour(t), share: (p) => wilson(v.counts[p * v.T + t], v.totals[p]), value: (s) => (counting() ? s.k : s.value),
    px: (p) => (v.P > 1 ? x + p * step : x + w / 2), py: (value) => y + h - (Math.min(value, box.max) / box.max) * h,
  };
  const group = el(svg, "g", { "data-theme": data.themes[t].id, "data-panel": t });
  // Below everything else, so that points are hit first; the whole panel answers.
  el(group, "rect", { class: "halo", x: x - 4, y: y - 2, width: w + 8, height: h + 4, rx: 3, fill: "none", "pointer-events": "all" });
  const total = number(overall);
  label(group, x, y - 8, themeName(t), { size: 13, bold: true, room: w - textWidth(total, 12) - 8 });
  label(group, x + w, y - 8, total, { fill: MUTED, anchor: "end" });
  for (const part of [0, 0.5, 1]) {
    const at = y + h - part * h, value = part * box.max;
    el(group, "line", { x1: x, x2: x + w, y1: at, y2: at, stroke: part ? GRID : "#888" });
    if (box.first && (part !== 0.5 || h > 60)) label(group, x - 6, at + 4, counting() ? thousands(Math.round(value * 10) / 10) : axisPercent(value), { size: 11, fill: MUTED, anchor: "end" });
  }
  drawTicks(group, plot.px, y + h, box);
  const runs = runsOfPeriods(), dots = v.P <= Math.max(40, w / 6);
  if (!counting()) for (const run of runs) drawBand(group, run, plot);
  for (const run of runs) if (run.length > 1) el(group, "polyline", { points: run.map((p) => `${plot.px(p).toFixed(1)},${plot.py(plot.value(plot.share(p))).toFixed(1)}`).join(" "), fill: "none", stroke: plot.colour, "stroke-width": dots ? 1.6 : 1.1, "stroke-linejoin": "round" });
  // With many periods only what the line does not show: lone periods and partial ones.
  for (const run of runs) for (const p of run) if (dots || run.length === 1 || v.partial[p]) drawPoint(group, p, plot);
  el(group, "line", { class: "cursor", x1: x, x2: x, y1: y, y2: y + h, stroke: INK, "stroke-dasharray": "2 2", visibility: "hidden", "pointer-events": "none" });
  mark(group, row, column, `${themeName(t)} ${shareLines(overall).join(" ")}`, panelFinder(svg, plot)).dataset.steps = "";
}
/** Periods in runs without a gap. */
function runsOfPeriods() {
  const v = view, runs = [];
  for (let p = 0; p < v.P; p++) if (v.totals[p]) {
    if (p && v.totals[p - 1]) runs[runs.length - 1].push(p); else runs.push([p]);
  }
  return runs;
}
function drawBand(group, run, { t, colour, share, px, py }) {
  // The band of a lone period would have no width: it gets that of a point.
  const lone = run.length === 1, periods = lone ? [run[0], run[0]] : run, grey = t === data.noneTheme;
  const edge = (end) => periods.map((p, j) => `${(px(p) + (lone ? (j ? 3 : -3) : 0)).toFixed(1)},${py(share(p)[end]).toFixed(1)}`);
  el(group, "polygon", { points: edge("high").concat(edge("low").reverse()).join(" "), fill: grey ? GRID : colour === ACCENT ? BAND : colour, "fill-opacity": grey || colour === ACCENT ? null : 0.25 });
}
function drawPoint(group, p, { t, box, step, colour, share, value, px, py }) {
  const v = view, s = share(p), weak = v.partial[p] || v.totals[p] < FEW, radius = step && step < 7 ? 1.8 : 2.6;
  const look = { "data-point": `${data.themes[t].id}:${periodName(v.kind, v.p0 + p)}`, fill: weak ? "#fff" : colour, stroke: colour, "stroke-width": weak ? 1.3 : 0 };
  if (value(s) > box.max) el(group, "path", { ...look, d: `M${px(p) - 4},${box.y + 7}h8l-4,-7z` });
  else el(group, "circle", { ...look, cx: px(p).toFixed(1), cy: py(value(s)).toFixed(1), r: weak ? radius + 0.4 : radius });
}
/** The period under the mouse, or the one the keyboard has come to. */
function panelFinder(svg, { t, box, step, share, px }) {
  const v = view, within = (p) => Math.max(0, Math.min(v.P - 1, p));
  let at = v.P - 1;
  return (event, move) => {
    const frame = svg.getBoundingClientRect(), zoom = frame.width / svg.viewBox.baseVal.width;
    if (move) at = within(at + move);
    if (event) at = within(step ? Math.round(((event.clientX - frame.left) / zoom - box.x) / step) : 0);
    return {
      lines: [`${themeName(t)} · ${periodName(v.kind, v.p0 + at)}`, ...shareLines(share(at)), ...(v.partial[at] ? [say("partial")] : []), ...fewLine(v.totals[at])],
      pick: v.totals[at] ? { in: "time", t, p: v.p0 + at, by: v.kind } : null,
      x: frame.left + px(at) * zoom, y: frame.top + (box.y + box.h / 2) * zoom, cursor: px(at),
    };
  };
}
const axisPercent = (x) => (100 * x).toFixed(100 * x < 10 && (100 * x) % 1 > 0.01 ? 1 : 0) + "%";

/** Names of the first and last period below the lowest panel of a column; a tick at each. */
function drawTicks(group, px, y, box) {
  const v = view, first = periodName(v.kind, v.p0), last = periodName(v.kind, v.p0 + v.P - 1);
  const size = 11;
  for (const p of v.P > 1 ? [0, v.P - 1] : [0]) el(group, "line", { x1: px(p), x2: px(p), y1: y, y2: y + 4, stroke: "#888" });
  // Years, where they are not too many.
  if (v.kind !== "year") for (let year = parts(v.first)[0] + 1; year <= parts(v.last)[0]; year++) {
    const p = periodOf(v.kind, dayOf(year, 0, 4)) - v.p0;
    if (p > 0 && p < v.P - 1) el(group, "line", { x1: px(p), x2: px(p), y1: y, y2: y + 3, stroke: "#aaa" });
  }
  if (!box.last) return;
  if (v.P === 1) { label(group, px(0), y + 16, first, { size, fill: MUTED, anchor: "middle" }); return; }
  label(group, box.x, y + 16, first, { size, fill: MUTED });
  if (textWidth(first, size) + textWidth(last, size) + 8 < box.w) label(group, box.x + box.w, y + 16, last, { size, fill: MUTED, anchor: "end" });
}

function seriesTable() {
  const v = view, rows = [["period", "theme", "theme_name", "count", "total", "share", "share_low", "share_high", "partial"]];
  for (let p = 0; p < v.P; p++) for (const t of v.ranked) {
    const s = wilson(v.counts[p * v.T + t], v.totals[p]);
    rows.push([periodName(v.kind, v.p0 + p), data.themes[t].id, themeName(t), s.k, s.n, ...(s.n ? [s.value, s.low, s.high].map((x) => x.toFixed(6)) : ["", "", ""]), v.partial[p] === 1]);
  }
  return rows;
}

// 8.2 Ranked bars

/** Room for names at the left of rows: what the longest needs, at most a part of the width. */
const nameRoom = (themes, width) => Math.min(width * 0.36, Math.max(60, ...themes.map((t) => textWidth(themeName(t), 13, true) + 2)));

function drawRank(width) {
  const v = view, themes = limited("rank", v.ranked);
  if (!v.total || !themes.length) return { none: say("nothing") };
  const corrected = data.corrected.some(Boolean), showCorrected = corrected && plainView() && !counting();
  const shares = themes.map((t) => wilson(v.overall[t], v.total));
  const names = nameRoom(themes, width), left = names + 10, row = showCorrected ? (printing ? 26 : 32) : printing ? 17 : 25, top = 24;
  const texts = shares.map((s) => (counting() ? thousands(s.k) : `${percent(s.value)} (${thousands(s.k)})`));
  const right = Math.max(...texts.map((x) => textWidth(x, 12.5))) + 12, plot = width - left - right;
  const most = Math.max(...shares.map((s, j) => (counting() ? s.k : Math.max(s.high, showCorrected && data.corrected[themes[j]] ? data.corrected[themes[j]].high : 0))));
  const max = most || 1, px = (value) => left + (value / max) * plot;
  const svg = canvas(width, top + themes.length * row + 6, say("rankTitle"));
  drawValueAxis(svg, px, max, top, themes.length * row, plot);
  themes.forEach((t, j) => {
    const s = shares[j], y = top + j * row, middle = y + (showCorrected ? 11 : row / 2), c = showCorrected && data.corrected[t];
    const group = el(svg, "g", { "data-bar": data.themes[t].id });
    el(group, "rect", { class: "halo", x: 0, y: y + 1, width, height: row - 2, fill: "none", "pointer-events": "all" });
    label(group, names, middle + 4.5, themeName(t), { size: 13, anchor: "end", room: names });
    el(group, "rect", { x: left, y: middle - 7, width: Math.max(0, px(counting() ? s.k : s.value) - left), height: 14, fill: themeColour(t) });
    if (!counting()) whisker(group, px(s.low), px(s.high), middle, INK);
    if (c) {
      whisker(group, px(c.low), px(c.high), middle + 13, WARN);
      const at = px(c.estimate);
      el(group, "path", { d: `M${at},${middle + 8.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5z`, fill: WARN });
    }
    label(group, width, middle + 4.5, texts[j], { size: 12.5, fill: MUTED, anchor: "end" });
    const lines = [themeName(t), ...shareLines(s), ...(c ? [say("corrected", { x: `${percent(c.estimate)} (${percent(c.low)}–${percent(c.high)})` })] : [])];
    mark(group, j, 0, lines.join(" "), () => ({ lines, pick: { in: "rank", t } }));
  });
  const sub = say(counting() ? "rankCount" : "rankSub", { main: mainWords(), n: thousands(v.total) });
  return { svg, sub: corrected && !counting() ? `${sub}${language ? ". " : "。"}${say(showCorrected ? "rankCorrected" : "rankFiltered")}` : sub, note: "", csv: rankTable, more: [themes.length, v.ranked.length] };
}
function whisker(group, low, high, y, colour) {
  el(group, "path", { d: `M${low.toFixed(1)},${y}H${high.toFixed(1)}M${low.toFixed(1)},${y - 3}v6M${high.toFixed(1)},${y - 3}v6`, stroke: colour, fill: "none", "stroke-width": 1.2 });
}
function drawValueAxis(svg, px, max, top, height, room, counts = counting()) {
  for (const value of steps(max, room < 260 ? 2 : 5)) {
    if (counts && value % 1) continue;
    const x = px(value);
    el(svg, "line", { x1: x, x2: x, y1: top, y2: top + height, stroke: value ? GRID : "#888" });
    label(svg, x, top - 8, counts ? thousands(value) : axisPercent(value), { size: 11, fill: MUTED, anchor: "middle" });
  }
}
function rankTable() {
  const rows = [["theme", "theme_name", "count", "total", "share", "share_low", "share_high", "corrected", "corrected_low", "corrected_high"]];
  for (const t of view.ranked) {
    const s = wilson(view.overall[t], view.total), c = plainView() && data.corrected[t];
    rows.push([data.themes[t].id, themeName(t), s.k, s.n, s.value.toFixed(6), s.low.toFixed(6), s.high.toFixed(6), ...(c ? [c.estimate, c.low, c.high] : ["", "", ""])]);
  }
  return rows;
}

// 8.3 Rise and fall

function changes() {
  const v = view;
  if (!v.spans || !v.spanTotals[0] || !v.spanTotals[1]) return null;
  const sides = data.themes.map((_, t) => [wilson(v.spanCounts[0][t], v.spanTotals[0]), wilson(v.spanCounts[1][t], v.spanTotals[1])]);
  // All themes are tested together, also those not shown; one that neither span has is no test of anything.
  const tested = sides.map((_, t) => t).filter((t) => sides[t][0].k + sides[t][1].k > 0), values = tested.map((t) => pValue(...sides[t]));
  const rates = new Map(falseDiscovery(values).map((rate, x) => [tested[x], { p: values[x], rate }]));
  return v.ranked.map((t) => {
    const [a, b] = sides[t], { p, rate } = rates.get(t) || { p: 1, rate: 1 };
    return { t, a, b, d: newcombe(a, b), p, rate };
  }).sort((x, y) => (x.t === data.noneTheme) - (y.t === data.noneTheme) || y.d.value - x.d.value || x.t - y.t);
}

function drawChange(width) {
  const v = view, every = changes();
  if (!every) return { none: say("changeNone") };
  // Where not all fit, the largest changes of either direction stay.
  const kept = new Set(limited("change", [...every].sort((x, y) => Math.abs(y.d.value) - Math.abs(x.d.value))));
  const items = every.filter((c) => kept.has(c)), names = nameRoom(items.map((c) => c.t), width), left = names + 14, row = printing ? 17 : 25, top = 24;
  const wide = width >= 640, height = items.length * row;
  const texts = items.map(({ d }) => (wide || width > 480 ? `${points(d.value)} [${points(d.low)}, ${points(d.high)}]` : points(d.value)));
  const right = Math.max(...texts.map((x) => textWidth(x, 12.5))) + 14, room = width - left - right, plot = wide ? room * 0.55 : room;
  const max = Math.max(0.001, ...items.map((c) => Math.max(c.a.value, c.b.value))), px = (value) => left + (value / max) * plot;
  // To the right, where there is room, the difference itself with its interval, around zero.
  const most = Math.max(0.001, ...items.map(({ d }) => Math.max(Math.abs(d.low), Math.abs(d.high)))), half = (room - plot - 44) / 2;
  const dx = (value) => left + plot + 34 + half + (value / most) * half;
  const svg = canvas(width, top + height + 6, say("changeTitle"));
  drawValueAxis(svg, px, max, top, height, plot, false);
  if (wide) for (const value of steps(most, 2)) for (const side of value ? [-1, 1] : [1]) {
    const x = dx(side * value);
    el(svg, "line", { x1: x, x2: x, y1: top, y2: top + height, stroke: value ? GRID : "#888" });
    label(svg, x, top - 8, value ? points(side * value) : "0", { size: 11, fill: MUTED, anchor: "middle" });
  }
  items.forEach(({ t, a, b, d, p, rate }, j) => {
    const y = top + j * row + row / 2, clear = rate < CLEAR, colour = t === data.noneTheme ? CONTEXT : ACCENT;
    const group = el(svg, "g", { "data-change": data.themes[t].id, "data-p": p.toFixed(6), "data-rate": rate.toFixed(6) });
    el(group, "rect", { class: "halo", x: 0, y: y - row / 2 + 1, width, height: row - 2, fill: "none", "pointer-events": "all" });
    label(group, names, y + 4.5, themeName(t), { size: 13, anchor: "end", room: names, bold: clear });
    el(group, "line", { x1: px(a.value), x2: px(b.value), y1: y, y2: y, stroke: clear ? colour : "#b5b5b5", "stroke-width": clear ? 3.5 : 1.5 });
    el(group, "circle", { cx: px(a.value), cy: y, r: 4.5, fill: "#fff", stroke: clear ? colour : CONTEXT, "stroke-width": 1.5, "data-span": "a" });
    el(group, "circle", { cx: px(b.value), cy: y, r: 4.8, fill: clear ? colour : CONTEXT, "data-span": "b" });
    if (wide) {
      whisker(group, dx(d.low), dx(d.high), y, clear ? colour : CONTEXT);
      el(group, "rect", { x: dx(d.value) - 3, y: y - 3, width: 6, height: 6, fill: clear ? colour : CONTEXT });
    }
    label(group, width, y + 4.5, texts[j], { size: 12.5, fill: clear ? INK : MUTED, anchor: "end" });
    const lines = [themeName(t), `${say("spanA")} ${shareLines(a)[0]}`, `${say("spanB")} ${shareLines(b)[0]}`, say("difference", { d: points(d.value), l: points(d.low), h: points(d.high) }), say("discoveryRate", { r: rate.toFixed(3) })];
    mark(group, j, 0, lines.join(" "), (event) => {
      // The end of the dumbbell that is nearer tells the span; the keyboard takes the later one.
      const early = event && Math.abs(svgX(svg, event) - px(a.value)) < Math.abs(svgX(svg, event) - px(b.value));
      return { lines, pick: { in: "change", t, d: early ? v.spans.slice(0, 2) : v.spans.slice(2) } };
    });
  });
  const span = (x) => `${iso(v.spans[x])} – ${iso(v.spans[x + 1])}`;
  return { svg, sub: say("changeSub", { a: span(0), na: thousands(v.spanTotals[0]), b: span(2), nb: thousands(v.spanTotals[1]) }), note: say("changeNote"), csv: changeTable, more: [items.length, every.length] };
}
const svgX = (svg, event) => { const f = svg.getBoundingClientRect(); return ((event.clientX - f.left) * svg.viewBox.baseVal.width) / f.width; };
function changeTable() {
  const [a0, a1, b0, b1] = view.spans.map(iso);
  return [["theme", "theme_name", "a_from", "a_to", "a_count", "a_total", "b_from", "b_to", "b_count", "b_total", "difference", "low", "high", "p_value", "false_discovery_rate"],
    ...changes().map(({ t, a, b, d, p, rate }) => [data.themes[t].id, themeName(t), a0, a1, a.k, a.n, b0, b1, b.k, b.n, d.value.toFixed(6), d.low.toFixed(6), d.high.toFixed(6), p.toFixed(6), rate.toFixed(6)])];
}

// 8.4 Theme × province

function drawHeat(width) {
  const v = view, themes = limited("heat", v.ranked);
  const provinces = PROVINCES.map((_, g) => g).filter((g) => v.regionTotals[g]).sort((a, b) => v.regionTotals[b] - v.regionTotals[a] || a - b);
  if (!provinces.length || !themes.length) return { none: say("noRegion") };
  const names = nameRoom(themes, Math.min(width, 640)), left = names + 8;
  const least = printing ? 15 : 30, cell = Math.max(least, Math.min(56, (width - left - 2) / provinces.length)), roomy = cell >= 29;
  const row = roomy ? 34 : 22, head = language ? 92 : 52, top = head + 20, full = Math.max(left + cell * provinces.length + 2, 80);
  const svg = canvas(full, top + row * themes.length + 4, say("heatTitle"));
  const cells = themes.map((t) => provinces.map((g) => wilson(v.regionCounts[g * v.T + t], v.regionTotals[g])));
  const value = (s) => (counting() ? s.k : s.value);
  const solid = cells.flat().filter((s) => counting() || s.n >= FEW), most = Math.max(counting() ? 1 : 0.01, ...(solid.length ? solid : cells.flat()).map(value));
  provinces.forEach((g, c) => {
    const x = left + c * cell + cell / 2, few = v.regionTotals[g] < FEW, group = el(svg, "g", { "data-province": PROVINCES[g][0] });
    el(group, "rect", { class: "halo", x: x - cell / 2, y: 0, width: cell, height: top - 2, fill: "none", "pointer-events": "all" });
    drawColumnName(group, provinceName(g), x, head, few ? CONTEXT : INK, roomy ? 13 : 11);
    label(group, x, head + 13, thousands(v.regionTotals[g]), { size: roomy ? 11 : 7.5, fill: MUTED, anchor: "middle" });
    const lines = [provinceName(g), say("kOfN", { k: thousands(v.regionTotals[g]), n: thousands(v.total) }), ...fewLine(v.regionTotals[g])];
    mark(group, 0, c, lines.join(" "), () => ({ lines, pick: { in: "heat", g } }));
  });
  const themeNames = themes.map(themeName), provinceNames = provinces.map(provinceName);
  themes.forEach((t, j) => provinces.forEach((g, c) => {
    const s = cells[j][c], x = left + c * cell, y = top + j * row, few = s.n < FEW, depth = value(s) / most;
    const group = el(svg, "g", { "data-cell": `${data.themes[t].id}:${PROVINCES[g][0]}` });
    el(group, "rect", { class: "halo", x: x + 0.5, y: y + 0.5, width: cell - 1, height: row - 1, fill: !s.k ? "#fff" : few || t === data.noneTheme ? grey(depth) : shade(depth), stroke: "#ececec" });
    if (s.k) {
      const fill = !few && t !== data.noneTheme && depth > 0.5 ? "#fff" : few ? "#555" : INK;
      const big = counting() ? thousands(s.k) : String(Math.round(100 * s.value) || "<1");
      label(group, x + cell / 2, y + (roomy && !counting() ? 15 : row / 2 + 4), big, { size: roomy ? 12.5 : 9, fill, anchor: "middle" });
      if (roomy && !counting()) label(group, x + cell / 2, y + 28, thousands(s.k), { size: 10, fill, anchor: "middle" });
    }
    // Hundreds of cells: a short name each, the lines of the tip only when asked for.
    const name = `${themeNames[j]} · ${provinceNames[c]}`;
    mark(group, j + 1, c, `${name} ${percent(s.value)} ${s.k}/${s.n}`, () => ({ lines: [name, ...shareLines(s), ...fewLine(s.n)], pick: s.k ? { in: "heat", t, g } : null }));
  }));
  // Names move along when the chart scrolls sideways.
  const side = el(svg, "g", { class: "side" });
  el(side, "rect", { x: 0, y: 0, width: left - 1, height: top + row * themes.length, fill: "#fff" });
  label(side, names, head + 13, say("articlesRow"), { size: 11, fill: MUTED, anchor: "end" });
  themes.forEach((t, j) => label(side, names, top + j * row + row / 2 + 4.5, themeName(t), { size: 13, anchor: "end", room: names }));
  const located = v.total - v.regionTotals[NOWHERE];
  return { svg, sub: say(counting() ? "heatCount" : roomy ? "heatShare" : "heatPlain", { n: thousands(located), u: thousands(v.regionTotals[NOWHERE]) }), note: say("heatNote"), csv: heatTable, more: [themes.length, v.ranked.length] };
}
/** Chinese names stand upright, one character below the other; English ones are turned. */
function drawColumnName(group, name, x, bottom, fill, size) {
  if (language) {
    label(group, 0, 0, name, { size: 12, fill, room: bottom - 4 }).setAttribute("transform", `translate(${x + 4},${bottom - 2}) rotate(-90)`);
    return;
  }
  [...name].forEach((letter, i, all) => label(group, x, bottom - 4 - (all.length - 1 - i) * (size + 2), letter, { size, fill, anchor: "middle" }));
}
function heatTable() {
  const v = view, rows = [["region", "region_name", "theme", "theme_name", "count", "total", "share", "share_low", "share_high"]];
  for (let g = 0; g <= NOWHERE; g++) if (v.regionTotals[g]) for (const t of v.ranked) {
    const s = wilson(v.regionCounts[g * v.T + t], v.regionTotals[g]);
    rows.push([g === NOWHERE ? "unknown" : PROVINCES[g][0] + "0000", provinceName(g), data.themes[t].id, themeName(t), s.k, s.n, s.value.toFixed(6), s.low.toFixed(6), s.high.toFixed(6)]);
  }
  return rows;
}

// 8.5 Tile grid of the provincial-level regions

const mapTheme = () => (state.map >= 0 && view.ranked.includes(state.map) ? state.map : view.ranked.find((t) => view.overall[t]) ?? view.ranked[0] ?? -1);

function drawMap(width) {
  const v = view, t = mapTheme(), located = v.total - v.regionTotals[NOWHERE];
  if (t < 0 || !located) return { none: say("noRegion") };
  const ranked = width >= 640, tile = Math.floor(Math.min(66, (ranked ? width * 0.55 : width - 4) / 9));
  const svg = canvas(ranked ? width : tile * 9 + 4, tile * 8 + 4, say("mapTitle"));
  const shares = PROVINCES.map((_, g) => wilson(v.regionCounts[g * v.T + t], v.regionTotals[g]));
  const value = (s) => (counting() ? s.k : s.value || 0), solid = shares.filter((s) => counting() || s.n >= FEW);
  const most = Math.max(counting() ? 1 : 0.01, ...(solid.length ? solid : shares).map(value));
  const answer = (node, g, row, column) => {
    const s = shares[g], lines = [`${provinceName(g)} · ${themeName(t)}`, ...shareLines(s), ...fewLine(s.n)];
    mark(node, row, column, lines.join(" "), () => ({ lines, pick: s.k ? { in: "map", t, g } : null }));
  };
  PROVINCES.forEach(([code, , , letters, column, row], g) => {
    const s = shares[g], few = s.n > 0 && s.n < FEW, depth = s.n ? value(s) / most : 0, x = 2 + column * tile, y = 2 + row * tile;
    const group = el(svg, "g", { "data-tile": code });
    el(group, "rect", { class: "halo", x: x + 1, y: y + 1, width: tile - 2, height: tile - 2, rx: 2, fill: !s.n ? "#f7f7f7" : few || t === data.noneTheme ? grey(depth) : shade(depth), stroke: s.n ? "#d5d5d5" : "#e6e6e6" });
    const fill = !s.n ? "#8a8a8a" : few ? "#666" : depth > 0.5 && t !== data.noneTheme ? "#fff" : INK, big = tile > 50;
    label(group, x + tile / 2, y + tile * 0.45, language ? letters : PROVINCES[g][1], { size: big ? 13 : 11.5, fill, anchor: "middle" });
    const number = counting() ? thousands(s.k) : big ? percent(s.value) : Math.round(100 * s.value) + "%";
    if (s.n) label(group, x + tile / 2, y + tile * 0.75, few ? `(${number})` : number, { size: big ? 12 : 10.5, fill, anchor: "middle" });
    answer(group, g, row, column);
  });
  drawLegend(svg, 4, tile * 6.55, Math.min(150, tile * 2.6), most, solid.length && t !== data.noneTheme ? shade : grey);
  if (ranked) drawProvinceBars(svg, tile * 9 + 40, width, tile * 8, shares, t, answer);
  return { svg, sub: say(counting() ? "mapSubCount" : "mapSub", { theme: themeName(t), main: mainWords() }), note: say("mapNote") + (ranked && !counting() ? (language ? " " : "") + say("mapRanked") : ""), csv: heatTable };
}
/** Beside the map: the provinces with enough articles, by their share. */
function drawProvinceBars(svg, x, width, height, shares, t, answer) {
  const size = (s) => (counting() ? s.k : s.value), row = 22, top = 24, room = Math.floor((height - top) / row);
  const order = shares.map((_, g) => g).filter((g) => shares[g].n >= (counting() ? 1 : FEW)).sort((a, b) => size(shares[b]) - size(shares[a]) || a - b).slice(0, room);
  if (!order.length) return;
  const names = Math.max(...order.map((g) => textWidth(provinceName(g), 12.5))) + 2, text = (s) => (counting() ? thousands(s.k) : `${percent(s.value)} (${s.k}/${s.n})`);
  const left = x + names + 8, right = Math.max(...order.map((g) => textWidth(text(shares[g]), 12))) + 10, plot = width - left - right;
  const max = Math.max(...order.map((g) => (counting() ? shares[g].k : shares[g].high))) || 1, px = (value) => left + (value / max) * plot;
  drawValueAxis(svg, px, max, top, order.length * row, plot);
  order.forEach((g, j) => {
    const y = top + j * row + row / 2, group = el(svg, "g", { "data-province-bar": PROVINCES[g][0] });
    el(group, "rect", { class: "halo", x, y: y - row / 2 + 1, width: width - x, height: row - 2, fill: "none", "pointer-events": "all" });
    label(group, x + names, y + 4.5, provinceName(g), { size: 12.5, anchor: "end" });
    el(group, "rect", { x: left, y: y - 6, width: px(size(shares[g])) - left, height: 12, fill: themeColour(t) });
    if (!counting()) whisker(group, px(shares[g].low), px(shares[g].high), y, INK);
    label(group, width, y + 4.5, text(shares[g]), { size: 12, fill: MUTED, anchor: "end" });
    answer(group, g, j, 20);
  });
}
function drawLegend(svg, x, y, width, most, colour) {
  for (let i = 0; i < 5; i++) el(svg, "rect", { x: x + (i * width) / 5, y, width: width / 5, height: 12, fill: colour((i + 0.5) / 5), stroke: "#d5d5d5" });
  label(svg, x, y + 27, counting() ? "0" : "0%", { size: 11, fill: MUTED });
  label(svg, x + width, y + 27, counting() ? thousands(most) : percent(most), { size: 11, fill: MUTED, anchor: "end" });
}

// 8.6 Coverage

function drawCover(width) {
  const v = view;
  if (!v.P) return { none: say("nothing") };
  const every = Array.from(v.sourceTotals, (n, s) => [s, n]).filter(([s, n]) => n || (v.missing && s < v.S && sum(v.missing.subarray(s * v.P, (s + 1) * v.P))))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([s]) => s);
  const sources = limited("cover", every), names = Math.min(width * 0.3, Math.max(50, ...sources.map((s) => textWidth(name(s), 13) + 2)));
  function name(s) { return sourceName(s === v.S ? -1 : s); }
  const left = names + 44, plot = width - left - 4, step = plot / v.P, row = sources.length === 1 ? 90 : 44, top = 4;
  let most = 1;
  for (const s of sources) for (let p = 0; p < v.P; p++) most = Math.max(most, v.cover[s * v.P + p]);
  const height = top + row * sources.length, svg = canvas(width, height + 22, say("coverTitle"));
  sources.forEach((s, j) => {
    const base = top + (j + 1) * row - 12, tall = row - 18, group = el(svg, "g", { "data-cover": s });
    el(group, "rect", { class: "halo", x: left - 2, y: base - tall - 2, width: plot + 4, height: row, fill: "none", "pointer-events": "all" });
    let bars = "", open = "", gaps = "";
    for (let p = 0; p < v.P; p++) {
      const n = v.cover[s * v.P + p], x = left + p * step, w = Math.max(0.6, step > 4 ? step - 1.2 : step), h = (n / most) * tall;
      if (n) { const d = `M${x.toFixed(1)},${base}v${(-Math.max(1, h)).toFixed(1)}h${w.toFixed(1)}V${base}z`; if (v.partial[p]) open += d; else bars += d; }
      if (v.missing && s < v.S && v.missing[s * v.P + p]) gaps += `M${(x + step / 2 - 3.5).toFixed(1)},${base + 2.5}h7l-3.5,6z`;
    }
    el(group, "path", { d: bars, fill: ACCENT });
    el(group, "path", { d: open, fill: "#fff", stroke: ACCENT });
    el(group, "path", { d: gaps, fill: WARN, "data-missing": s });
    el(group, "line", { x1: left, x2: left + plot, y1: base, y2: base, stroke: "#888" });
    label(group, names, base - tall / 2 + 5, name(s), { size: 13, anchor: "end", room: names });
    label(group, left - 6, base - tall + 8, thousands(most), { size: 10, fill: MUTED, anchor: "end" });
    let at = v.P - 1;
    mark(group, j, 0, `${name(s)} ${thousands(v.sourceTotals[s])}`, (event, move) => {
      if (move) at = Math.max(0, Math.min(v.P - 1, at + move));
      if (event) at = Math.max(0, Math.min(v.P - 1, Math.floor((svgX(svg, event) - left) / step)));
      const n = v.cover[s * v.P + at], frame = svg.getBoundingClientRect(), zoom = frame.width / width, gone = v.missing && s < v.S ? v.missing[s * v.P + at] : 0;
      const lines = [`${name(s)} · ${periodName(v.kind, v.p0 + at)}`, n ? `${thousands(n)} ${say("articlesRow")}` : say("noArticles"), ...(gone ? [say("missing", { n: gone })] : []), ...(v.partial[at] ? [say("partial")] : [])];
      return { lines, pick: n ? { in: "cover", s: s === v.S ? -1 : s, p: v.p0 + at, by: v.kind } : null, x: frame.left + (left + (at + 0.5) * step) * zoom, y: frame.top + (base - tall / 2) * zoom };
    }).dataset.steps = "";
  });
  label(svg, left, height + 8, periodName(v.kind, v.p0), { size: 11, fill: MUTED });
  if (v.P > 1) label(svg, left + plot, height + 8, periodName(v.kind, v.p0 + v.P - 1), { size: 11, fill: MUTED, anchor: "end" });
  return { svg, sub: capital(say("coverSub", { every: say("every_" + v.kind) })), note: (v.missing ? say("coverMissing") + (language ? " " : "") : "") + say("coverNote"), csv: coverTable, more: [sources.length, every.length] };
}
const sum = (values) => values.reduce((a, b) => a + b, 0);
function coverTable() {
  const v = view, rows = [["period", "source", "articles", "missing_issues", "partial"]];
  for (let s = 0; s <= v.S; s++) if (v.sourceTotals[s]) for (let p = 0; p < v.P; p++)
    rows.push([periodName(v.kind, v.p0 + p), sourceName(s === v.S ? -1 : s), v.cover[s * v.P + p], v.missing && s < v.S ? v.missing[s * v.P + p] : "", v.partial[p] === 1]);
  return rows;
}

const CHARTS = { time: drawTime, rank: drawRank, change: drawChange, heat: drawHeat, map: drawMap, cover: drawCover };
const drawn = {}; // chart → its last drawing
let printing = false;
