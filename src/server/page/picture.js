// Pictures that leave the page: a chart with its title, what it is of, and how to read it.

import { el, svg } from "./base.js";
import { FONT, INK, MUTED, textWidth } from "./charts.js";

const MARGIN = 18, TITLE = 17, TEXT = 12.5, LEADING = 1.5;

/** A text in lines that are no wider than this. Lines break between Han characters, and between the words of other scripts. */
function wrapped(text, size, room) {
  const lines = [""];
  for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/gu) ?? []) {
    const fits = textWidth(lines.at(-1) + part.trimEnd(), size) <= room;
    // Closing signs do not begin a line.
    if (fits || /^[，。、；：！？）》”]/.test(part) || !lines.at(-1)) lines[lines.length - 1] += part;
    else lines.push(part.trimStart());
  }
  return lines;
}

/** A chart in SVG between its title with `lines` of what it is of, and `notes`. What serves the reader of the page only is left out. */
export function framed(chart, { title, lines, notes }) {
  const width = Number(chart.getAttribute("width")), room = width;
  const texts = (parts, size, look) => parts.filter(Boolean).flatMap((text) => wrapped(text, size, room)).map((text) => ({ text, size, ...look }));
  const above = [...texts([title], TITLE, { fill: INK, "font-weight": 700 }), ...texts(lines, TEXT, { fill: INK })], below = texts(notes, TEXT, { fill: MUTED });
  const height = (rows) => rows.reduce((sum, { size }) => sum + size * LEADING, 0);
  const top = MARGIN + height(above) + 8, bottom = top + Number(chart.getAttribute("height")), whole = bottom + 8 + height(below) + MARGIN;
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width + 2 * MARGIN} ${whole}`, width: width + 2 * MARGIN, height: whole, "font-family": FONT, role: "img", "aria-label": title });
  const written = (rows, from) => {
    let y = from;
    return rows.map(({ text, size, ...look }) => { y += size * LEADING; return svg("text", { x: MARGIN, y: (y - 0.4 * size).toFixed(1), "font-size": size, ...look }, text); });
  };
  for (const hidden of chart.querySelectorAll("[visibility=hidden], .halo")) hidden.remove();
  root.append(svg("rect", { width: "100%", height: "100%", fill: "#fff" }), ...written(above, MARGIN), svg("g", { transform: `translate(${MARGIN} ${top})` }, ...chart.childNodes), ...written(below, bottom + 8));
  return root;
}

/** An SVG drawn on a canvas, at twice its size, as a picture in PNG. */
export async function asPng(picture) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" }));
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
    image.src = source;
  });
  const canvas = el("canvas", { width: 2 * image.width, height: 2 * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
