// What a search finds as a part of all articles: one chart above those of the themes, or a table.

import { address, el, percent, periodName, place, problem, save, say, tableButtons, thousands } from "./base.js";
import { draw } from "./charts.js";
import { fileOf, selection } from "./filters.js";
import { asPng, framed } from "./picture.js";

/** The widest that the chart becomes. */
const WIDTH = 720;

/**
 * The section on `found`, the part "search" of /api/counts. `about` are the lines that files tell of the selection, `source` tells what
 * made them. The result has the node, and draws it anew for a width.
 */
export function foundSection(found, { parameters, measure, about, source }) {
  const q = parameters.get("q"), title = say("searchShare", { q });
  // The chart is one of themes, of which there is one.
  const data = { ...found, themes: [{ id: "search", name: say("quotedName", { name: q }), count: found.count, share: found.share, counts: found.counts, shares: found.shares }] };
  const plot = el("div", { class: "found" }), name = fileOf("searchShareFile", parameters);
  const sum = say("searchShareOf", { count: thousands(found.count), total: thousands(found.with_theme), ...ends(found.share) });
  const chart = (width, pick = () => {}) => draw(data, { measure, width: Math.min(width, WIDTH), columns: 1, pick });
  const picture = () => framed(chart(WIDTH), { title, lines: [...about, sum], notes: [say("searchShareNote"), source] });
  const open = (_, at) => {
    const next = selection(place().parameters), from = next.get("from"), to = next.get("to");
    next.delete("theme");
    next.set("from", from && from > found.starts[at] ? from : found.starts[at]);
    next.set("to", to && to < found.ends[at] ? to : found.ends[at]);
    location.hash = address("articles", next);
  };
  const node = el("section", { id: "search-share", "aria-label": title },
    el("div", { class: "head" },
      el("div", {}, el("h2", {}, title), el("p", { class: "sub" }, sum)),
      el("div", { class: "tools" },
        tableButtons(() => rowsOf(found, q), name, [title, ...about, sum, say("searchShareNote"), source], "save-found"),
        el("button", { type: "button", id: "save-found-svg", onclick: () => save(new XMLSerializer().serializeToString(picture()), `${name}.svg`, "image/svg+xml") }, "SVG"),
        el("button", { type: "button", id: "save-found-png", onclick: (event) => asPng(picture()).then((bytes) => save(bytes, `${name}.png`)).catch((error) => event.target.after(problem(error))) }, "PNG"))),
    plot,
    el("p", { class: "note" }, say("searchShareNote")));
  return { node, redraw: (width, isTable) => plot.replaceChildren(isTable ? table(found, title) : chart(width, open)) };
}

/** The value and the ends of a share, as they are written. */
const ends = ({ value, low, high }) => ({ share: percent(value), low: percent(low), high: percent(high) });

function table(found, title) {
  const row = (period, at) => {
    const share = found.shares[at] && ends(found.shares[at]);
    const cells = [thousands(found.totals[at]), thousands(found.counts[at]), share ? share.share : "–", share ? `${share.low}–${share.high}` : "–"];
    return el("tr", {}, el("th", { scope: "row" }, periodName(period)), cells.map((text) => el("td", { class: "number" }, text)));
  };
  const head = ["columnPeriod", "columnArticles", "columnFound", "columnShare", "columnInterval"];
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, el("table", {},
    el("thead", {}, el("tr", {}, head.map((column, at) => el("th", { scope: "col", class: at ? "number" : null }, say(column))))),
    el("tbody", {}, found.periods.map(row))));
}

/** The numbers as rows: a header, then one row for each period. */
function rowsOf(found, q) {
  const row = (period, at) => {
    const share = found.shares[at], numbers = share ? [share.value, share.low, share.high].map((x) => ({ share: x })) : [null, null, null];
    return [period, q, found.counts[at], found.totals[at], ...numbers, found.partial[at]];
  };
  return [["period", "term", "count", "total", "share", "share_low", "share_high", "partial"], ...found.periods.map(row)];
}
