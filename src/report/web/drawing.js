// ---------------------------------------------------------------------------------------------------------------
// Drawing: SVG with presentation attributes only, so that an exported chart stands alone

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
/** A box for what may be wider than the page: it scrolls, by keys too. */
function scrolling(parent, name) {
  const box = html(parent, "div", "plot");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
  return box;
}
/** A table with a head, in a box that scrolls. */
function addTable(parent, name, titles, rows) {
  const grid = html(scrolling(parent, name), "table"), head = html(html(grid, "thead"), "tr"), body = html(grid, "tbody");
  for (const title of titles) html(head, "th", "", title).scope = "col";
  for (const row of rows) {
    const line = html(body, "tr");
    for (const cell of row) html(line, "td", "", cell);
  }
}
/** Makes an element respond to mouse and keyboard; row and column are its place for the arrow keys. */
function mark(node, row, column, name, find) {
  node.setAttribute("data-mark", "");
  node.setAttribute("data-row", row);
  node.setAttribute("data-column", column);
  node.setAttribute("tabindex", "-1");
  // A symbol of a chart (WAI-ARIA Graphics 1.0): its name says more than the numbers drawn inside.
  node.setAttribute("role", "graphics-symbol img");
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
