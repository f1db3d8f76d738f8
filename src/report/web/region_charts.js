// ---------------------------------------------------------------------------------------------------------------
// Charts of regions and sources; see charts.js

// Theme × province

function drawHeat(width) {
  const v = view, themes = limited("heat", v.ranked);
  const provinces = PROVINCES.map((_, g) => g).filter((g) => v.regionTotals[g]).sort((a, b) => v.regionTotals[b] - v.regionTotals[a] || a - b);
  if (!provinces.length || !themes.length) return { none: say("noRegion") };
  const names = nameRoom(themes, Math.min(width, 640)), left = names + 8;
  const minCell = printing ? 15 : 30, cell = Math.max(minCell, Math.min(56, (width - left - 2) / provinces.length)), roomy = cell >= 29;
  const row = roomy ? 34 : 22, head = language ? 92 : 52, top = head + 20, full = Math.max(left + cell * provinces.length + 2, 80);
  const svg = canvas(full, top + row * themes.length + 4, say("heatTitle"));
  const cells = themes.map((t) => provinces.map((g) => themeShare(t, v.regionCounts[g * v.T + t], v.regionTotals[g])));
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
      const big = counting() ? thousands(s.k) : wholePercent(s.value);
      label(group, x + cell / 2, y + (roomy && !counting() ? 15 : row / 2 + 4), big, { size: roomy ? 12.5 : 9, fill, anchor: "middle" });
      if (roomy && !counting()) label(group, x + cell / 2, y + 28, thousands(s.k), { size: 10, fill, anchor: "middle" });
    }
    // There are hundreds of cells: each has a short name, and its tip is made only when it is shown.
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
    const s = themeShare(t, v.regionCounts[g * v.T + t], v.regionTotals[g]);
    rows.push([g === NOWHERE ? "unknown" : PROVINCES[g][0] + "0000", provinceName(g), data.themes[t].id, themeName(t), s.k, s.n, rounded(s.value, 6), rounded(s.low, 6), rounded(s.high, 6)]);
  }
  return rows;
}

// Tile grid of the provincial-level regions

const mapTheme = () => (state.map >= 0 && view.ranked.includes(state.map) ? state.map : view.ranked.find((t) => view.overall[t]) ?? view.ranked[0] ?? -1);

function drawMap(width) {
  const v = view, t = mapTheme(), located = v.total - v.regionTotals[NOWHERE];
  if (t < 0 || !located) return { none: say("noRegion") };
  const ranked = width >= 640, tile = Math.floor(Math.min(66, (ranked ? width * 0.55 : width - 4) / 9));
  const svg = canvas(ranked ? width : tile * 9 + 4, tile * 8 + 4, say("mapTitle"));
  const shares = PROVINCES.map((_, g) => themeShare(t, v.regionCounts[g * v.T + t], v.regionTotals[g]));
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
    const number = counting() ? thousands(s.k) : big ? percent(s.value) : wholePercent(s.value) + "%";
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

// Coverage

function drawCover(width) {
  const v = view;
  if (!v.P) return { none: say("nothing") };
  const every = Array.from(v.sourceTotals, (n, s) => [s, n]).filter(([s, n]) => n || (v.missing && s < v.S && sum(v.missing.subarray(s * v.P, (s + 1) * v.P))))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([s]) => s);
  const sources = limited("cover", every), names = Math.min(width * 0.3, Math.max(50, ...sources.map((s) => textWidth(name(s), 13) + 2)));
  function name(s) { return sourceName(s === v.S ? -1 : s); }
  const left = names + 44, plot = width - left - 4, step = plot / v.P, row = sources.length === 1 ? 90 : 44, top = 4;
  const height = top + row * sources.length, svg = canvas(width, height + 22, say("coverTitle"));
  sources.forEach((s, j) => {
    const base = top + (j + 1) * row - 12, tall = row - 18, group = el(svg, "g", { "data-cover": s });
    el(group, "rect", { class: "halo", x: left - 2, y: base - tall - 2, width: plot + 4, height: row, fill: "none", "pointer-events": "all" });
    // Each paper has a scale of its own, told beside it: beside a large paper a small one would be a flat line.
    let bars = "", open = "", gaps = "", most = 1;
    for (let p = 0; p < v.P; p++) most = Math.max(most, v.cover[s * v.P + p]);
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
      const lines = [`${name(s)} · ${periodWords(v.kind, v.p0 + at)}`, n ? `${thousands(n)} ${say("articlesRow")}` : say("noArticles"), ...(gone ? [say("missing", { n: gone })] : []), ...(v.partial[at] ? [say("partial")] : [])];
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
