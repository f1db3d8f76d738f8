// ---------------------------------------------------------------------------------------------------------------
// Findings beside the charts: found once by the program for all articles; filters do not change them

function showSections() {
  const found = (data.raw.sections && data.raw.sections[language ? "en" : "zh"]) || [], box = $("sections");
  box.replaceChildren();
  for (const section of found) {
    const part = html(box, "section");
    html(part, "h2", "", section.title);
    // Files that were left out have no articles to filter.
    html(part, "p", "sub", section.sentence + (section.isOfFiles ? "" : (language ? " " : "") + say("lagAll")));
    for (const curve of section.curves) html(part, "div", "plot").append(drawCurve(curve, section.title));
    if (section.rows.length) addTable(part, section.title, section.head, section.rows);
  }
}
/** A round number of which two or three steps reach `top`. */
function roundTop(top) {
  const ten = 10 ** Math.floor(Math.log10(top));
  return [1, 2, 4, 5, 6, 8, 10].map((x) => x * ten).find((x) => x >= top * 0.999) || top;
}
/** One curve with its band of intervals; gaps break it. */
function drawCurve(curve, title) {
  const width = 680, height = 170, left = 52, right = 12, top = curve.name ? 26 : 10, bottom = 24;
  const known = curve.points.filter((p) => p[1]), strong = known.filter((p) => !p[3]), scale = strong.length ? strong : known;
  // The scale holds the intervals of whole periods, unless they reach far above all values, which would be flat lines then; wider bands are cut.
  const largest = Math.max(...known.map((p) => p[1][0]), 0), most = Math.max(...scale.map((p) => p[1][2]), 0);
  const highest = Math.max(largest, largest ? Math.min(most, MAX_ABOVE_LARGEST * largest) : most, 1e-4);
  const limit = curve.percent ? Math.min(1, roundTop(highest)) : 1, lowest = curve.percent ? 0 : Math.max(0, Math.floor(Math.min(...scale.map((p) => p[1][1]), ...known.map((p) => p[1][0]), 1) * 10) / 10);
  const x = (i) => left + (width - left - right) * (curve.points.length > 1 ? i / (curve.points.length - 1) : 0.5);
  const y = (value) => top + (height - top - bottom) * (1 - (Math.max(lowest, Math.min(value, limit)) - lowest) / (limit - lowest || 1));
  const text = (value) => (curve.percent ? percent(value) : rounded(value, 2));
  const svg = canvas(width, height, curve.name || title);
  if (curve.name) label(svg, left, 14, curve.name, { bold: true, size: 13, room: width - left });
  for (const value of [lowest, (lowest + limit) / 2, limit]) {
    el(svg, "line", { x1: left, x2: width - right, y1: y(value), y2: y(value), stroke: GRID });
    label(svg, left - 6, y(value) + 4, text(value), { anchor: "end", fill: MUTED });
  }
  const last = curve.points.length - 1;
  for (const [i, anchor] of last > 1 ? [[0, "start"], [last >> 1, "middle"], [last, "end"]] : [[0, last ? "start" : "middle"]].concat(last ? [[last, "end"]] : []))
    label(svg, x(i), height - 6, curve.points[i][0], { anchor, fill: MUTED });
  const runsOf = (has) => curve.points.reduce((runs, point, i) => {
    if (has(point)) { if (i && has(curve.points[i - 1])) runs[runs.length - 1].push(i); else runs.push([i]); }
    return runs;
  }, []);
  const at = (k) => (i) => `${x(i).toFixed(1)},${y(curve.points[i][1][k]).toFixed(1)}`;
  // Intervals of weak periods that leave the scale would be stripes from edge to edge.
  for (const run of runsOf((point) => point[1] && (!point[3] || point[1][2] <= limit))) {
    if (run.length > 1) el(svg, "polygon", { points: [...run.map(at(2)), ...run.slice().reverse().map(at(1))].join(" "), fill: BAND });
    else el(svg, "line", { x1: x(run[0]), x2: x(run[0]), y1: y(curve.points[run[0]][1][1]), y2: y(curve.points[run[0]][1][2]), stroke: BAND, "stroke-width": 3 });
  }
  for (const run of runsOf((point) => point[1])) if (run.length > 1) el(svg, "polyline", { points: run.map(at(0)).join(" "), fill: "none", stroke: ACCENT, "stroke-width": 1.6 });
  const step = (width - left - right) / Math.max(1, last);
  curve.points.forEach(([period, value, restsOn, weak], i) => {
    if (!value) return;
    const group = el(svg, "g"), lines = [`${period} · ${text(value[0])}`, say("interval", { l: text(value[1]), h: text(value[2]) }), restsOn, weak ? say("partial") : ""].filter(Boolean);
    el(group, "rect", { x: x(i) - step / 2, y: top, width: step, height: height - top - bottom, fill: "transparent" });
    if (weak || curve.points.length <= 40) el(group, "circle", { cx: x(i), cy: y(value[0]), r: 2.6, fill: weak ? "#fff" : ACCENT, stroke: ACCENT, class: "halo" });
    mark(group, 0, i, lines.join(" · "), () => ({ lines }));
  });
  const first = svg.querySelector("[data-mark]");
  if (first) first.setAttribute("tabindex", "0");
  return svg;
}
