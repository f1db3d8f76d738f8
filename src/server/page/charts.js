// Small multiples of themes over time, drawn as one SVG that can be saved as it is.

import { announce, percent, rounded, say, svg, themeName } from "./base.js";

const INK = "#222", MUTED = "#5c5c5c", GRID = "#dedede", ACCENT = "#0060a0", BAND = "#bad3e8";
const FONT = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';
/** Periods with fewer articles are drawn hollow. */
const FEW = 10;
const HEIGHT = 84, TOP = 30, BOTTOM = 28, LEFT = 40, GAP = 22;

/** The next round number above. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

/** Text, cut so that it fits; Han characters are as wide as they are high. */
function fitted(text, size, room) {
  const width = (part) => [...part].reduce((sum, c) => sum + size * (c > "\u2e7f" ? 1 : 0.56), 0);
  if (width(text) <= room) return text;
  let cut = [...text];
  while (cut.length > 1 && width(cut.join("")) + size > room) cut = cut.slice(0, -1);
  return `${cut.join("")}…`;
}

/**
 * Draws the counts of /api/counts. `measure` is "share" or "count"; `pick` is called with a theme and the number of a
 * period that was chosen.
 */
export function draw(data, { measure, width, pick }) {
  const columns = Math.max(1, Math.min(4, Math.floor((width + GAP) / 270)));
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

/** The top of the axis that the panels of a row share. Intervals of small periods may go beyond it. */
function scale(themes, data, measure) {
  const values = themes.flatMap((theme) => (measure === "count" ? theme.counts : theme.shares.filter(Boolean).map((share) => share.value)));
  const highs = measure === "count" ? [] : themes.flatMap((theme) => theme.shares.filter((share, p) => share && data.totals[p] >= FEW).map((share) => share.high)).sort((a, b) => a - b);
  const top = Math.max(...values, 0) * 1.06;
  const high = highs.length ? highs[Math.floor(highs.length * 0.9)] : 0;
  return measure === "count" ? Math.max(2, ceiling(top || 1)) : Math.min(1, ceiling(Math.max(top, high, 0.01)));
}

function panel(theme, data, measure, { x, y, w, top, named }, pick) {
  const n = data.periods.length, none = theme.id === "none", colour = none ? MUTED : ACCENT;
  const px = (p) => (n > 1 ? x + (p * w) / (n - 1) : x + w / 2);
  const py = (value) => y + HEIGHT - (Math.min(value, top) / top) * HEIGHT;
  const value = (p) => (measure === "count" ? theme.counts[p] : theme.shares[p]?.value ?? 0);
  const total = measure === "count" ? String(theme.count) : percent(theme.share.value);
  const group = svg("g", { class: "panel", tabindex: 0, role: "img", "data-panel": theme.id, "aria-label": say("panelLabel", { theme: themeName(theme.id), count: theme.count, share: percent(theme.share.value), low: percent(theme.share.low), high: percent(theme.share.high) }) });
  const room = w + LEFT - 8 - total.length * 7;
  group.append(
    svg("rect", { class: "halo", x: x - LEFT + 2, y: y - TOP + 4, width: w + LEFT, height: TOP + HEIGHT + 6, rx: 3, fill: "none", "pointer-events": "all" }),
    svg("text", { x: x - LEFT + 6, y: y - 12, "font-size": 13, "font-weight": 600, fill: INK }, fitted(themeName(theme.id), 13, room)),
    svg("text", { x: x + w, y: y - 12, "font-size": 12, fill: MUTED, "text-anchor": "end" }, total));
  for (const part of [0, 0.5, 1]) {
    const at = y + HEIGHT - part * HEIGHT;
    group.append(svg("line", { x1: x, x2: x + w, y1: at, y2: at, stroke: part ? GRID : "#888" }));
    if (named && part !== 0.5) group.append(svg("text", { x: x - 5, y: at + 4, "font-size": 11, fill: MUTED, "text-anchor": "end" }, measure === "count" ? String(Math.round(part * top)) : percent(part * top)));
  }
  const runs = [];
  for (let p = 0; p < n; p++) if (data.totals[p]) (p && data.totals[p - 1] ? runs.at(-1).push(p) : runs.push([p])) ;
  for (const run of runs) {
    const wide = run.length > 1 ? run : [run[0], run[0]], edge = (end) => wide.map((p, j) => `${(px(p) + (run.length > 1 ? 0 : j ? 3 : -3)).toFixed(1)},${py(theme.shares[p][end]).toFixed(1)}`);
    if (measure === "share") group.append(svg("polygon", { points: [...edge("high"), ...edge("low").reverse()].join(" "), fill: none ? GRID : BAND }));
  }
  for (const run of runs) if (run.length > 1) group.append(svg("polyline", { points: run.map((p) => `${px(p).toFixed(1)},${py(value(p)).toFixed(1)}`).join(" "), fill: "none", stroke: colour, "stroke-width": 1.6, "stroke-linejoin": "round" }));
  const dots = n <= Math.max(40, w / 6);
  for (const run of runs) for (const p of run) if (dots || run.length === 1 || data.partial[p]) {
    const weak = data.partial[p] || data.totals[p] < FEW;
    group.append(svg("circle", { "data-point": `${theme.id}:${data.periods[p]}`, cx: px(p).toFixed(1), cy: py(value(p)).toFixed(1), r: weak ? 2.6 : 2.4, fill: weak ? "#fff" : colour, stroke: colour, "stroke-width": weak ? 1.3 : 0 }));
  }
  const cursor = svg("line", { y1: y, y2: y + HEIGHT, stroke: INK, "stroke-dasharray": "2 2", visibility: "hidden", "pointer-events": "none" });
  group.append(cursor);
  const ends = n > 1 ? [[0, "start", x], [n - 1, "end", x + w]] : [[0, "middle", x + w / 2]];
  for (const [p, anchor, at] of n ? ends : []) group.append(svg("text", { x: at, y: y + HEIGHT + 15, "font-size": 11, fill: MUTED, "text-anchor": anchor }, data.periods[p]));
  if (n) moves(group, { theme, data, px, cursor, pick, x, w });
  return group;
}

/** Mouse and arrow keys move a cursor over the periods; Enter or a click chooses. */
function moves(group, { theme, data, px, cursor, pick, x, w }) {
  const n = data.periods.length;
  let at = n - 1;
  const told = () => {
    const share = theme.shares[at];
    return share ? say("pointLabel", { theme: themeName(theme.id), period: data.periods[at], count: theme.counts[at], total: data.totals[at], share: percent(share.value), low: percent(share.low), high: percent(share.high) }) : say("pointNone", { theme: themeName(theme.id), period: data.periods[at] });
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
      const share = theme.shares[p], numbers = share ? [share.value, share.low, share.high].map((x) => Number(rounded(x, 6))) : ["", "", ""];
      rows.push([period, theme.id, themeName(theme.id), theme.counts[p], data.totals[p], ...numbers, data.partial[p]]);
    }
  });
  return rows;
}
