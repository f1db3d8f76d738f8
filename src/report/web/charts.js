// ---------------------------------------------------------------------------------------------------------------
// Charts: each function takes the width to fill and returns {svg, sub, note, csv, more} or {none}

// Themes over time

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
  if (v.kind !== state.by) notes.unshift(say("coarser", { max: MAX_PERIODS, every }));
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

const MAX_ABOVE_LARGEST = 3; // as in the charts of the program
/** Top of a row's axis: above every value that rests on enough articles, and above most of the intervals. */
function rowScale(themes) {
  const v = view, values = [], highs = [];
  for (const enough of [FEW, 1]) {
    for (const t of themes) for (let p = 0; p < v.P; p++) if (v.totals[p] >= enough) {
      const share = themeShare(t, v.counts[p * v.T + t], v.totals[p]);
      values.push(counting() ? share.k : share.value);
      highs.push(counting() ? share.k : share.high);
    }
    if (values.length) break;
  }
  highs.sort((a, b) => a - b);
  const largest = values.reduce((a, b) => Math.max(a, b), 0), most = highs[Math.floor(highs.length * 0.85)] || 0;
  // Intervals that reach far above all values would make these flat lines.
  const top = Math.max(largest * 1.06, largest ? Math.min(most, MAX_ABOVE_LARGEST * largest) : most);
  return counting() ? Math.max(2, 2 * niceCeiling(top / 2)) : Math.min(1, niceCeiling(top || 0.01));
}

function drawPanel(svg, t, box, row, column) {
  const v = view, { x, y, w, h } = box, step = v.P > 1 ? w / (v.P - 1) : 0, overall = themeShare(t, v.overall[t], v.total);
  const plot = {
    t, box, step, colour: themeColour(t), share: (p) => themeShare(t, v.counts[p * v.T + t], v.totals[p]), value: (s) => (counting() ? s.k : s.value),
    px: (p) => (v.P > 1 ? x + p * step : x + w / 2), py: (value) => y + h - (Math.min(value, box.max) / box.max) * h,
  };
  const group = el(svg, "g", { "data-theme": data.themes[t].id, "data-panel": t });
  // Below everything else, so that the mouse reaches points first; the whole panel is clickable.
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
  // What lies above the scale rests on few articles: it is marked at the edge and not joined to the others.
  const isAbove = (p) => v.totals[p] && plot.value(plot.share(p)) > box.max;
  // A share of few articles is not joined to the others either: a line through it would rise and fall as news do. Numbers are what they are.
  const isFew = (p) => !counting() && v.totals[p] < FEW, runs = runsOfPeriods((p) => !isAbove(p) && !isFew(p)), dots = v.P <= Math.max(40, w / 6);
  // Intervals of few articles would be stripes from edge to edge.
  if (!counting()) for (const run of runs) drawBand(group, run, plot);
  for (const run of runs) if (run.length > 1) el(group, "polyline", { points: run.map((p) => `${plot.px(p).toFixed(1)},${plot.py(plot.value(plot.share(p))).toFixed(1)}`).join(" "), fill: "none", stroke: plot.colour, "stroke-width": dots ? 1.6 : 1.1, "stroke-linejoin": "round" });
  // With many periods, points are drawn only where they are hollow, and where a line ends at a gap.
  const atGap = (run, p) => (p === run[0] && p > 0) || (p === run[run.length - 1] && p < v.P - 1);
  for (const run of runs) for (const p of run) if (dots || atGap(run, p) || run.length === 1 || v.partial[p] || (v.P <= MAX_OPEN && v.totals[p] < FEW)) drawPoint(group, p, plot);
  for (const run of runsOfPeriods((p) => isFew(p) && !isAbove(p))) for (const p of run) drawPoint(group, p, plot);
  for (let p = 0; p < v.P; p++) if (isAbove(p)) drawPoint(group, p, plot);
  el(group, "line", { class: "cursor", x1: x, x2: x, y1: y, y2: y + h, stroke: INK, "stroke-dasharray": "2 2", visibility: "hidden", "pointer-events": "none" });
  mark(group, row, column, `${themeName(t)} ${shareLines(overall).join(" ")}`, panelFinder(svg, plot)).dataset.steps = "";
}
const MAX_OPEN = 80; // with more periods, numbers of few articles leave no hollow points, and shares of them smaller ones; as in the charts of the program
/** Periods with articles that pass, in runs without a gap. */
function runsOfPeriods(passes = () => true) {
  const v = view, runs = [], has = (p) => v.totals[p] && passes(p);
  for (let p = 0; p < v.P; p++) if (has(p)) {
    if (p && has(p - 1)) runs[runs.length - 1].push(p); else runs.push([p]);
  }
  return runs;
}
function drawBand(group, run, { t, colour, share, px, py }) {
  // The band of a lone period would have no width: it is as wide as a point.
  const lone = run.length === 1, periods = lone ? [run[0], run[0]] : run, grey = t === data.noneTheme;
  const edge = (end) => periods.map((p, j) => `${(px(p) + (lone ? (j ? 3 : -3) : 0)).toFixed(1)},${py(share(p)[end]).toFixed(1)}`);
  el(group, "polygon", { points: edge("high").concat(edge("low").reverse()).join(" "), fill: grey ? GRID : colour === ACCENT ? BAND : colour, "fill-opacity": grey || colour === ACCENT ? null : 0.25 });
}
function drawPoint(group, p, { t, box, step, colour, share, value, px, py }) {
  const v = view, s = share(p), few = !counting() && v.totals[p] < FEW, weak = v.partial[p] || v.totals[p] < FEW, radius = step && step < 7 ? 1.8 : 2.6;
  const look = { "data-point": `${data.themes[t].id}:${periodName(v.kind, v.p0 + p)}`, fill: weak ? "#fff" : colour, stroke: colour, "stroke-width": few ? 0.9 : weak ? 1.3 : 0 };
  if (value(s) > box.max) el(group, "path", { ...look, d: `M${px(p) - 4},${box.y + 7}h8l-4,-7z` });
  else el(group, "circle", { ...look, cx: px(p).toFixed(1), cy: py(value(s)).toFixed(1), r: few ? (v.P > MAX_OPEN ? 1.2 : radius - 0.6) : weak ? radius + 0.4 : radius });
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
      lines: [`${themeName(t)} · ${periodWords(v.kind, v.p0 + at)}`, ...shareLines(share(at)), ...(v.partial[at] ? [say("partial")] : []), ...fewLine(v.totals[at])],
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
    const s = themeShare(t, v.counts[p * v.T + t], v.totals[p]);
    rows.push([periodName(v.kind, v.p0 + p), data.themes[t].id, themeName(t), s.k, s.n, ...(s.n ? [s.value, s.low, s.high].map((x) => rounded(x, 6)) : ["", "", ""]), v.partial[p] === 1]);
  }
  return rows;
}

// Ranked bars

/** Room for names at the left of rows: the width of the longest, at most a part of the chart. */
const nameRoom = (themes, width) => Math.min(width * 0.36, Math.max(60, ...themes.map((t) => textWidth(themeName(t), 13, true) + 2)));

function drawRank(width) {
  const v = view, themes = limited("rank", v.ranked);
  if (!v.total || !themes.length) return { none: say("nothing") };
  const corrected = data.corrected.some(Boolean), showCorrected = corrected && plainView() && !counting();
  const shares = themes.map((t) => themeShare(t, v.overall[t], v.total));
  const names = nameRoom(themes, width), left = names + 10, row = showCorrected ? (printing ? 26 : 32) : printing ? 17 : 25, top = 24;
  const texts = shares.map((s) => (counting() ? thousands(s.k) : `${percent(s.value)} (${thousands(s.k)})`));
  const right = Math.max(...texts.map((x) => textWidth(x, 12.5))) + 12, plot = width - left - right;
  const most = Math.max(...shares.map((s, j) => (counting() ? s.k : Math.max(s.high, showCorrected && data.corrected[themes[j]] ? data.corrected[themes[j]].high : 0))));
  const max = most || 1, px = (value) => left + (value / max) * plot;
  const svg = canvas(width, top + themes.length * row + 6, say("rankTitle"));
  drawValueAxis(svg, px, max, top, themes.length * row, plot);
  themes.forEach((t, j) => {
    const s = shares[j], y = top + j * row, middle = y + (showCorrected ? 11 : row / 2), c = showCorrected && data.corrected[t];
    const group = el(svg, "g", { "data-bar": data.themes[t].id, "data-low": rounded(s.low, 6), "data-high": rounded(s.high, 6) });
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
    const s = themeShare(t, view.overall[t], view.total), c = plainView() && data.corrected[t];
    rows.push([data.themes[t].id, themeName(t), s.k, s.n, rounded(s.value, 6), rounded(s.low, 6), rounded(s.high, 6), ...(c ? [c.estimate, c.low, c.high] : ["", "", ""])]);
  }
  return rows;
}

// Rise and fall

/** The articles of the compared spans by paper and cluster of days, each story once: what the test of a change rests on. */
function clusterCells() {
  const v = view, shorter = Math.min(v.spans[1] - v.spans[0], v.spans[3] - v.spans[2]) + 1;
  const kind = shorter >= 180 ? "month" : shorter >= 42 ? "week" : "day", cells = [new Map(), new Map()], seen = new Uint8Array(data.stories), incomplete = incompletePeriods(kind);
  for (const i of v.kept) {
    const again = seen[data.storyOf[i]];
    seen[data.storyOf[i]] = 1;
    const span = data.exact[i] === 0 && !again ? spanOf(v.spans, data.day[i]) : 0;
    for (const side of [0, 1]) {
      if (!(span & (side + 1))) continue;
      const cluster = periodOf(kind, data.day[i]);
      if (incomplete.has(periodStart(kind, cluster))) continue;
      const key = `${data.source[i]} ${cluster}`;
      let cell = cells[side].get(key);
      if (!cell) cells[side].set(key, (cell = { paper: data.source[i], cluster, n: 0, k: new Uint32Array(data.themes.length) }));
      cell.n++;
      if (data.theme[i] >= 0) cell.k[data.theme[i]]++;
      if (state.also) for (let j = data.also.start[i]; j < data.also.start[i + 1]; j++) if (data.also.values[j] !== data.theme[i]) cell.k[data.also.values[j]]++;
    }
  }
  return { cells: cells.map((side) => [...side.values()]), kind };
}
/** How many clusters tell as much as an independent one in both spans; as in trends/span_changes.rs. */
function lastingClusters({ cells, kind }) {
  const T = data.themes.length;
  if (kind !== "day") return lastingPeriods(periodSpreads(cells.map((side) => {
    const periods = new Map();
    for (const { cluster, n, k } of side) {
      const cell = periodCell(periods, cluster, T);
      cell.n += n;
      k.forEach((count, t) => { cell.k[t] += count; });
    }
    return periods;
  }), T));
  return lasting(cells.flatMap((side) => {
    const days = side.map((cell) => cell.cluster), first = Math.min(...days), length = side.length ? Math.max(...days) - first + 1 : 0;
    const totals = new Array(length).fill(0), counts = new Float64Array(length * T);
    for (const { cluster, n, k } of side) { totals[cluster - first] += n; k.forEach((count, t) => { counts[(cluster - first) * T + t] += count; }); }
    return spreads(totals, counts, T);
  }));
}
function changes() {
  const v = view;
  if (!v.spans || !v.spanTotals[0] || !v.spanTotals[1]) return null;
  const clustered = clusterCells(), lasts = lastingClusters(clustered), found = data.themes.map((_, t) => clusteredDifference(clustered.cells, t, lasts));
  // All themes are tested together, also those not shown; themes absent from both spans are not tested.
  const tested = found.map((_, t) => t).filter((t) => found[t].a.k + found[t].b.k > 0);
  // As how many independent articles those of each span count: the medians of the themes.
  const independent = [0, 1].map((span) => median(tested.map((t) => found[t].effective[span])));
  // A change that rests on too few of them is neither shown nor clear; it counts as a test all the same.
  const isShown = (t) => [found[t].effective, independent].flat().every((n) => n >= MIN_EFFECTIVE_TOTAL);
  const rates = new Map(falseDiscovery(tested.map((t) => (isShown(t) ? found[t].p : 1))).map((rate, x) => [tested[x], rate]));
  const all = v.ranked.map((t) => ({ t, ...found[t], independent, rate: rates.get(t) ?? 1, shown: isShown(t) }));
  return all.sort((x, y) => y.shown - x.shown || (x.t === data.noneTheme) - (y.t === data.noneTheme) || y.d.value - x.d.value || x.t - y.t);
}

function drawChange(width) {
  const v = view, every = changes();
  if (!every) return { none: say("changeNone") };
  if (!every.some((c) => c.shown)) return { none: say("changeFewIndependent", { n: MIN_EFFECTIVE_TOTAL }) };
  // Where not all fit, the largest changes in either direction are kept.
  const kept = new Set(limited("change", [...every].sort((x, y) => y.shown - x.shown || Math.abs(y.d.value) - Math.abs(x.d.value))));
  const items = every.filter((c) => kept.has(c)), names = nameRoom(items.map((c) => c.t), width), left = names + 14, row = printing ? 17 : 25, top = 24;
  const wide = width >= 640, height = items.length * row;
  const texts = items.map(({ d, shown }) => (!shown ? "—" : wide || width > 480 ? `${points(d.value)} [${points(d.low)}, ${points(d.high)}]` : points(d.value)));
  const right = Math.max(...texts.map((x) => textWidth(x, 12.5))) + 14, room = width - left - right, plot = wide ? room * 0.55 : room;
  const max = Math.max(0.001, ...items.filter((c) => c.shown).map((c) => Math.max(c.a.value, c.b.value))), px = (value) => left + (value / max) * plot;
  // Where there is room, the difference and its interval are drawn around zero at the right.
  const most = Math.max(0.001, ...items.filter((c) => c.shown).map(({ d }) => Math.max(Math.abs(d.low), Math.abs(d.high)))), half = (room - plot - 44) / 2;
  const dx = (value) => left + plot + 34 + half + (value / most) * half;
  const svg = canvas(width, top + height + 6, say("changeTitle"));
  drawValueAxis(svg, px, max, top, height, plot, false);
  if (wide) for (const value of steps(most, 2)) for (const side of value ? [-1, 1] : [1]) {
    const x = dx(side * value);
    el(svg, "line", { x1: x, x2: x, y1: top, y2: top + height, stroke: value ? GRID : "#888" });
    label(svg, x, top - 8, value ? points(side * value) : "0", { size: 11, fill: MUTED, anchor: "middle" });
  }
  items.forEach(({ t, a, b, d, p, rate, effective, shown }, j) => {
    const y = top + j * row + row / 2, clear = rate < CLEAR, colour = t === data.noneTheme ? CONTEXT : ACCENT;
    const group = el(svg, "g", { "data-change": data.themes[t].id, "data-p": rounded(p, 6), "data-rate": rounded(rate, 6), "data-before": rounded(effective[0], 6), "data-after": rounded(effective[1], 6) });
    el(group, "rect", { class: "halo", x: 0, y: y - row / 2 + 1, width, height: row - 2, fill: "none", "pointer-events": "all" });
    label(group, names, y + 4.5, themeName(t), { size: 13, anchor: "end", room: names, bold: clear });
    label(group, width, y + 4.5, texts[j], { size: 12.5, fill: clear ? INK : MUTED, anchor: "end" });
    if (shown) {
      el(group, "line", { x1: px(a.value), x2: px(b.value), y1: y, y2: y, stroke: clear ? colour : "#b5b5b5", "stroke-width": clear ? 3.5 : 1.5 });
      el(group, "circle", { cx: px(a.value), cy: y, r: 4.5, fill: "#fff", stroke: clear ? colour : CONTEXT, "stroke-width": 1.5, "data-span": "a" });
      el(group, "circle", { cx: px(b.value), cy: y, r: 4.8, fill: clear ? colour : CONTEXT, "data-span": "b" });
    }
    if (shown && wide) {
      whisker(group, dx(d.low), dx(d.high), y, clear ? colour : CONTEXT);
      el(group, "rect", { x: dx(d.value) - 3, y: y - 3, width: 6, height: 6, fill: clear ? colour : CONTEXT });
    }
    const lines = [themeName(t), `${say("spanA")} ${shareLines(a)[0]}`, `${say("spanB")} ${shareLines(b)[0]}`, ...(shown ? [say("difference", { d: points(d.value), l: points(d.low), h: points(d.high) }), say("discoveryRate", { r: pValue(rate) })] : [])];
    mark(group, j, 0, lines.join(" "), (event) => {
      // The nearer end of the dumbbell decides the span; the keyboard takes the later one.
      const early = event && Math.abs(svgX(svg, event) - px(a.value)) < Math.abs(svgX(svg, event) - px(b.value));
      return { lines, pick: { in: "change", t, d: early ? v.spans.slice(0, 2) : v.spans.slice(2) } };
    });
  });
  const span = (x) => `${iso(v.spans[x])} – ${iso(v.spans[x + 1])}`;
  return { svg, sub: say("changeSub", { a: span(0), na: thousands(every.length ? every[0].a.n : 0), b: span(2), nb: thousands(every.length ? every[0].b.n : 0) }), note: `${every.length ? whatTheyTell(every[0]) : ""}${items.every((c) => c.shown) ? "" : say("changeNotShown", { n: MIN_EFFECTIVE_TOTAL })}${say("changeNote")}${haveSameMonths(v.spans) ? "" : say("changeSeasons")}`, csv: changeTable, more: [items.length, every.length] };
}
/** Whether two spans hold the same months of the year. */
function haveSameMonths([a, b, c, d]) {
  const months = (first, last) => { const found = new Set(); for (let day = first; day <= last && day < first + 366; day++) found.add(parts(day)[1]); return found; };
  const [before, after] = [months(a, b), months(c, d)];
  return before.size === after.size && [...before].every((month) => after.has(month));
}
/** As how many independent articles those of a comparison count, where they are far fewer, and a warning where they are few. */
function whatTheyTell(comparison) {
  const effective = comparison.independent, totals = [comparison.a.n, comparison.b.n];
  const fewer = effective.every((n) => n >= 1) && totals.some((n, span) => n >= MUCH_FEWER * effective[span]) ? say("changeEffective", { a: thousands(Math.round(effective[0])), b: thousands(Math.round(effective[1])) }) : "";
  return fewer + (effective.some((n) => n < FEW_ARTICLES) ? say("changeFew") : "");
}
const svgX = (svg, event) => { const f = svg.getBoundingClientRect(); return ((event.clientX - f.left) * svg.viewBox.baseVal.width) / f.width; };
function changeTable() {
  const [a0, a1, b0, b1] = view.spans.map(iso);
  return [["theme", "theme_name", "a_from", "a_to", "a_count", "a_total", "b_from", "b_to", "b_count", "b_total", "difference", "low", "high", "p_value", "false_discovery_rate"],
    ...changes().map(({ t, a, b, d, p, rate, effective }) => [data.themes[t].id, themeName(t), a0, a1, a.k, a.n, b0, b1, b.k, b.n,
      // Where one span tells less than one independent article would, nothing is compared.
      ...[d.value, d.low, d.high, p, rate].map((x) => (effective.every((n) => n >= 1) ? rounded(x, 6) : ""))])];
}
