// Small multiples of themes over time, drawn as one SVG that can be saved as it is.

import { announce, percent, periodName, say, svg, themeName } from "./base.js";

export const INK = "#222", MUTED = "#5c5c5c", GRID = "#dedede", ACCENT = "#0060a0", BAND = "#bad3e8";
export const FONT = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';
/** The shares of periods with fewer articles rest on little: they are drawn hollow and without an interval. */
const FEW = 10;
/** Points stand at least this far apart; where there are more periods, lines through periods of few articles are thin and pale. */
const MIN_DISTANCE = 3.5;
/** Intervals that reach higher above all values, as a multiple of the largest, do not set the scale. */
const MAX_ABOVE_LARGEST = 3;
const HEIGHT = 84, TOP = 30, BOTTOM = 28, LEFT = 40, GAP = 22;

/** The next round number above. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

/** About how wide a text is; Han characters are as wide as they are high, and capital letters wider than small ones. */
export const textWidth = (text, size) => [...text].reduce((sum, c) => sum + size * (c > "\u2e7f" ? 1 : c >= "A" && c <= "Z" ? 0.7 : 0.56), 0);

/** Text, cut so that it fits. */
function fitted(text, size, room) {
  if (textWidth(text, size) <= room) return text;
  let cut = [...text];
  while (cut.length > 1 && textWidth(cut.join(""), size) + size > room) cut = cut.slice(0, -1);
  return `${cut.join("")}…`;
}

/** The name above a chart; what is no theme brings its own. */
const nameOf = (theme) => theme.name ?? themeName(theme.id);

/**
 * Draws the counts of /api/counts, in `most` columns where there is room. `measure` is "share" or "count"; `pick` is called with a
 * theme and the number of a period that was chosen.
 */
export function draw(data, { measure, width, columns: most = 4, pick }) {
  const columns = Math.max(1, Math.min(most, Math.floor((width + GAP) / 270)));
  const w = (width - GAP * (columns - 1)) / columns, h = TOP + HEIGHT + BOTTOM;
  const rows = Math.ceil(data.themes.length / columns);
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${rows * h}`, width, height: rows * h, "font-family": FONT, role: "group", "aria-label": say("chartLabel") });
  root.append(svg("rect", { width, height: rows * h, fill: "#fff" }));
  data.themes.forEach((theme, at) => {
    const row = Math.floor(at / columns);
    const shown = data.themes.slice(row * columns, (row + 1) * columns);
    const box = { x: (at % columns) * (w + GAP) + LEFT, y: row * h + TOP, w: w - LEFT - 4, top: scale(shown, data, measure), named: at % columns === 0 };
    root.append(panel(theme, data, measure, box, pick));
  });
  return root;
}

/**
 * The top of the axis that the panels of a row share: above every value that rests on enough articles, and above most of the
 * intervals, as in reports. One article of two would make flat lines of all other shares.
 */
function scale(themes, data, measure) {
  if (measure === "count") return Math.max(2, ceiling(Math.max(...themes.flatMap((theme) => theme.counts), 0) * 1.06 || 1));
  const resting = (least) => themes.flatMap((theme) => theme.shares.filter((share, p) => share && data.totals[p] >= least));
  const enough = resting(FEW), shares = enough.length ? enough : resting(1);
  const largest = Math.max(0, ...shares.map((share) => share.value)), highs = shares.map((share) => share.high).sort((a, b) => a - b);
  const most = highs[Math.floor(highs.length * 0.9)] ?? 0;
  return Math.min(1, ceiling(Math.max(largest * 1.06, largest ? Math.min(most, MAX_ABOVE_LARGEST * largest) : most, 0.01)));
}

function panel(theme, data, measure, { x, y, w, top, named }, pick) {
  const n = data.periods.length, none = theme.id === "none", colour = none ? MUTED : ACCENT;
  const px = (p) => (n > 1 ? x + (p * w) / (n - 1) : x + w / 2);
  const py = (value) => y + HEIGHT - (Math.min(value, top) / top) * HEIGHT;
  const total = measure === "count" ? String(theme.count) : percent(theme.share.value);
  const group = svg("g", { class: "panel", tabindex: 0, role: "img", "data-panel": theme.id, "aria-label": say("panelLabel", { theme: nameOf(theme), count: theme.count, share: percent(theme.share.value), low: percent(theme.share.low), high: percent(theme.share.high) }) });
  const room = w + LEFT - 8 - total.length * 7;
  group.append(
    svg("rect", { class: "halo", x: x - LEFT + 2, y: y - TOP + 4, width: w + LEFT, height: TOP + HEIGHT + 6, rx: 3, fill: "none", "pointer-events": "all" }),
    svg("text", { x: x - LEFT + 6, y: y - 12, "font-size": 13, "font-weight": 600, fill: INK }, fitted(nameOf(theme), 13, room)),
    svg("text", { x: x + w, y: y - 12, "font-size": 12, fill: MUTED, "text-anchor": "end" }, total));
  for (const part of [0, 0.5, 1]) {
    const at = y + HEIGHT - part * HEIGHT;
    group.append(svg("line", { x1: x, x2: x + w, y1: at, y2: at, stroke: part ? GRID : "#888" }));
    if (named && part !== 0.5) group.append(svg("text", { x: x - 5, y: at + 4, "font-size": 11, fill: MUTED, "text-anchor": "end" }, measure === "count" ? String(Math.round(part * top)) : percent(part * top)));
  }
  group.append(...curve(theme, data, measure, { x, y, w, top, px, py, colour, band: none ? GRID : BAND }));
  const cursor = svg("line", { y1: y, y2: y + HEIGHT, stroke: INK, "stroke-dasharray": "2 2", visibility: "hidden", "pointer-events": "none" });
  group.append(cursor);
  const ends = n > 1 ? [[0, "start", x], [n - 1, "end", x + w]] : [[0, "middle", x + w / 2]];
  for (const [p, anchor, at] of n ? ends : []) group.append(svg("text", { x: at, y: y + HEIGHT + 15, "font-size": 11, fill: MUTED, "text-anchor": anchor }, periodName(data.periods[p])));
  if (n) moves(group, { theme, data, px, cursor, pick, x, w });
  return group;
}

/** Periods that pass, in runs without a gap. */
function runsOf(count, passes) {
  const runs = [];
  for (let p = 0; p < count; p++) if (passes(p)) (p && passes(p - 1) ? runs.at(-1).push(p) : runs.push([p]));
  return runs;
}

/**
 * The band, the line and the points of a theme. What lies above the scale rests on few articles: it is marked at the edge and
 * not joined to the others. Intervals of few articles would be stripes from edge to edge, so they are left out; their shares are small
 * hollow points that no line joins, since it would rise and fall as news do. Numbers are what they are.
 */
function curve(theme, data, measure, { x, y, w, top, px, py, colour, band }) {
  const n = data.periods.length, distance = n > 1 ? w / (n - 1) : w, parts = [];
  const value = (p) => (measure === "count" ? theme.counts[p] : theme.shares[p]?.value ?? 0);
  const isAbove = (p) => measure === "share" && value(p) > top, isFew = (p) => data.totals[p] < FEW, isWeak = (p) => data.partial[p] || isFew(p);
  const place = (p) => `${px(p).toFixed(1)},${py(value(p)).toFixed(1)}`;
  const isLoose = (p) => measure === "share" && isFew(p), isJoined = (p) => data.totals[p] && !isAbove(p) && !isLoose(p);
  if (measure === "share") for (const run of runsOf(n, isJoined)) {
    // The band of a lone period would have no width: it is as wide as a point.
    const lone = run.length === 1, wide = lone ? [run[0], run[0]] : run;
    const edge = (end) => wide.map((p, j) => `${(px(p) + (lone ? (j ? 3 : -3) : 0)).toFixed(1)},${py(theme.shares[p][end]).toFixed(1)}`);
    parts.push(svg("polygon", { points: [...edge("high"), ...edge("low").reverse()].join(" "), fill: band }));
  }
  const showsPoints = distance >= MIN_DISTANCE, isPale = (p) => !showsPoints && isWeak(p);
  const point = (p, radius, weak) => svg("circle", { "data-point": `${theme.id}:${data.periods[p]}`, cx: px(p).toFixed(1), cy: py(value(p)).toFixed(1), r: radius, fill: weak ? "#fff" : colour, stroke: colour, "stroke-width": isLoose(p) ? 0.9 : weak ? 1.3 : 0 });
  for (let p = 0; p < n; p++) if (data.totals[p] && isLoose(p) && !isAbove(p)) parts.push(point(p, showsPoints ? 2 : 1.2, true));
  for (const run of runsOf(n, isJoined)) {
    const line = (periods, pale) => svg("polyline", { points: periods.map(place).join(" "), fill: "none", stroke: colour, "stroke-width": pale ? 0.8 : 1.6, "stroke-opacity": pale ? 0.45 : null, "stroke-linejoin": "round" });
    // A piece of the line is pale where one of its ends rests on few articles.
    let piece = [run[0]];
    const paleFrom = (j) => isPale(run[j]) || isPale(run[j + 1]);
    for (let j = 0; j + 1 < run.length; j++) {
      piece.push(run[j + 1]);
      if (j + 2 === run.length || paleFrom(j) !== paleFrom(j + 1)) { parts.push(line(piece, paleFrom(j))); piece = [run[j + 1]]; }
    }
    const isEnd = (p) => p === run[0] || p === run.at(-1);
    for (const p of run) if (distance >= 6 || run.length === 1 || (isWeak(p) && (showsPoints || (data.partial[p] && isEnd(p))))) {
      parts.push(point(p, distance < 6 ? 1.8 : isWeak(p) ? 2.6 : 2.4, isWeak(p)));
    }
  }
  for (let p = 0; p < n; p++) if (isAbove(p)) {
    const at = Math.max(x, Math.min(x + w, px(p)));
    parts.push(svg("path", { "data-above": `${theme.id}:${data.periods[p]}`, d: `M${(at - 4).toFixed(1)},${y + 7}h8l-4,-7z`, fill: isWeak(p) ? "#fff" : colour, stroke: colour, "stroke-width": 1.2 }));
  }
  return parts;
}

/** Mouse and arrow keys move a cursor over the periods; Enter or a click chooses. */
function moves(group, { theme, data, px, cursor, pick, x, w }) {
  const n = data.periods.length;
  let at = n - 1;
  const told = () => {
    const share = theme.shares[at];
    return share ? say("pointLabel", { theme: nameOf(theme), period: periodName(data.periods[at]), count: theme.counts[at], total: data.totals[at], share: percent(share.value), low: percent(share.low), high: percent(share.high) }) : say("pointNone", { theme: nameOf(theme), period: periodName(data.periods[at]) });
  };
  const title = svg("title");
  group.prepend(title);
  const go = (to, speak) => {
    at = Math.max(0, Math.min(n - 1, to));
    cursor.setAttribute("x1", px(at));
    cursor.setAttribute("x2", px(at));
    cursor.setAttribute("visibility", "visible");
    title.textContent = told();
    if (speak) announce(told());
  };
  group.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -n, End: n }[event.key];
    if (step) { event.preventDefault(); go(at + step, true); }
    if ((event.key === "Enter" || event.key === " ") && data.totals[at]) { event.preventDefault(); pick(theme, at); }
  });
  const under = (event) => {
    const frame = group.ownerSVGElement.getBoundingClientRect();
    const place = ((event.clientX - frame.left) / frame.width) * group.ownerSVGElement.viewBox.baseVal.width;
    return n > 1 ? Math.round(((place - x) / w) * (n - 1)) : 0;
  };
  group.addEventListener("pointermove", (event) => go(under(event), false));
  group.addEventListener("pointerleave", () => cursor.setAttribute("visibility", "hidden"));
  group.addEventListener("blur", () => cursor.setAttribute("visibility", "hidden"));
  group.addEventListener("click", (event) => { go(under(event), false); if (data.totals[at]) pick(theme, at); });
}

/** The numbers of a chart as rows: a header, then one row for each period and theme. */
export function rowsOf(data) {
  const rows = [["period", "theme", "theme_name", "count", "total", "share", "share_low", "share_high", "partial"]];
  data.periods.forEach((period, p) => {
    for (const theme of data.themes) {
      const share = theme.shares[p], numbers = share ? [share.value, share.low, share.high].map((x) => ({ share: x })) : [null, null, null];
      rows.push([period, theme.id, themeName(theme.id), theme.counts[p], data.totals[p], ...numbers, data.partial[p]]);
    }
  });
  return rows;
}
