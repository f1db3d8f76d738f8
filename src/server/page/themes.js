// Themes over time: the charts, their filters, and their numbers as a table.

import { address, ask, el, percent, place, save, say, tableButtons, themeName, thousands } from "./base.js";
import { draw, rowsOf } from "./charts.js";
import { filters, selection } from "./filters.js";

const PERIODS = ["auto", "day", "week", "month", "quarter", "year"];

export async function show(root, { parameters }) {
  const query = selection(parameters);
  const period = parameters.get("period") ?? "auto", measure = parameters.get("measure") === "count" ? "count" : "share";
  query.set("period", PERIODS.includes(period) ? period : "auto");
  const data = await ask(`/api/counts?${query}`);
  const set = (name, value, usual) => {
    const next = new URLSearchParams(place().parameters);
    if (value === usual) next.delete(name); else next.set(name, value);
    location.hash = address("themes", next);
  };
  const select = el("select", { id: "period", "aria-label": say("period"), onchange: (event) => set("period", event.target.value, "auto") },
    PERIODS.map((name) => el("option", { value: name, selected: name === period }, say(`period_${name}`))));
  const unit = el("select", { id: "measure", "aria-label": say("measure"), onchange: (event) => set("measure", event.target.value, "share") },
    ["share", "count"].map((name) => el("option", { value: name, selected: name === measure }, say(`measure_${name}`))));
  const plot = el("div", { class: "plot" });
  const asTable = el("button", { type: "button", id: "as-table", "aria-pressed": "false" }, say("asTable"));
  const redraw = () => {
    const width = Math.max(300, Math.floor(plot.clientWidth || root.clientWidth || 1100));
    if (asTable.getAttribute("aria-pressed") === "true") plot.replaceChildren(table(data, measure));
    else if (data.themes.length) plot.replaceChildren(draw(data, { measure, width, pick: (theme, at) => open(data, theme, at) }));
    else plot.replaceChildren(el("p", { class: "empty" }, say("nothingFound")));
  };
  asTable.addEventListener("click", () => {
    asTable.setAttribute("aria-pressed", String(asTable.getAttribute("aria-pressed") !== "true"));
    redraw();
  });
  const name = `themes-${data.period}`;
  const drawn = () => new XMLSerializer().serializeToString(draw(data, { measure, width: 1100, pick: () => {} }));
  root.append(
    el("div", { class: "head" },
      el("div", {}, el("h1", {}, say("themesTitle")), el("p", { class: "sub", id: "counted" }, say("countedArticles", { n: thousands(data.with_theme), total: thousands(data.articles) }), data.undetermined ? ` ${say("countedUndetermined", { n: data.undetermined })}` : "", data.undated ? ` ${say("countedUndated", { n: data.undated })}` : "")),
      el("div", { class: "tools" }, asTable,
        el("a", { class: "button", id: "to-compare", href: "#/compare" }, say("compareTitle")),
        tableButtons(() => rowsOf(data), name),
        el("button", { type: "button", id: "save-svg", onclick: () => save(drawn(), `${name}.svg`, "image/svg+xml") }, "SVG"),
        el("button", { type: "button", id: "save-png", onclick: () => savePng(drawn(), `${name}.png`) }, "PNG"))),
    filters("themes", parameters, [select, unit]),
    plot,
    el("p", { class: "note" }, say(measure === "share" ? "chartNote" : "chartNoteCount"), " ", say("chartKeys")));
  // The width is known when the view stands in the page.
  const observer = new ResizeObserver(redraw);
  observer.observe(plot);
  redraw();
  return () => observer.disconnect();
}

/** The articles of a theme in a period. */
function open(data, theme, at) {
  const next = selection(place().parameters);
  next.set("theme", theme.id);
  const from = next.get("from"), to = next.get("to");
  next.set("from", from && from > data.starts[at] ? from : data.starts[at]);
  next.set("to", to && to < data.ends[at] ? to : data.ends[at]);
  location.hash = address("articles", next);
}

function table(data, measure) {
  const cell = (theme, p) => {
    const share = theme.shares[p];
    if (!share) return el("td", { class: "number" }, "–");
    const text = measure === "count" ? String(theme.counts[p]) : percent(share.value);
    return el("td", { class: "number", title: say("pointLabel", { theme: themeName(theme.id), period: data.periods[p], count: theme.counts[p], total: data.totals[p], share: percent(share.value), low: percent(share.low), high: percent(share.high) }) }, text);
  };
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("themesTitle") }, el("table", { class: "series" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("columnPeriod")), el("th", { scope: "col", class: "number" }, say("columnArticles")), data.themes.map((theme) => el("th", { scope: "col", class: "number" }, themeName(theme.id))))),
    el("tbody", {}, data.periods.map((period, p) => el("tr", {}, el("th", { scope: "row" }, period), el("td", { class: "number" }, String(data.totals[p])), data.themes.map((theme) => cell(theme, p)))))));
}

/** Draws an SVG on a canvas, at twice its size, and saves that. */
function savePng(text, name) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = el("canvas", { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => { if (blob) save(blob, name); });
    URL.revokeObjectURL(source);
  };
  image.src = source;
}
