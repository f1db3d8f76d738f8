// Themes over time: the charts, their filters, and their numbers as a table.

import { address, ask, base64, el, percent, place, problem, save, say, shownRows, tableButtons, themeName, thousands, wordButton } from "./base.js";
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
  const isTable = () => asTable.getAttribute("aria-pressed") === "true";
  const redraw = () => {
    const width = Math.max(300, Math.floor(plot.clientWidth || root.clientWidth || 1100));
    if (isTable()) plot.replaceChildren(table(data, measure));
    else if (data.themes.length) plot.replaceChildren(draw(data, { measure, width, pick: (theme, at) => open(data, theme, at) }));
    else plot.replaceChildren(el("p", { class: "empty" }, say("nothingFound")));
  };
  asTable.addEventListener("click", () => {
    asTable.setAttribute("aria-pressed", String(!isTable()));
    redraw();
  });
  const name = `themes-${data.period}`;
  const drawn = () => new XMLSerializer().serializeToString(draw(data, { measure, width: 1100, pick: () => {} }));
  const counted = [say("countedArticles", { n: thousands(data.with_theme), total: thousands(data.articles) }), data.undetermined && say("countedUndetermined", { n: data.undetermined }), data.undated && say("countedUndated", { n: data.undated })].filter(Boolean).join(" ");
  const note = `${say(measure === "share" ? "chartNote" : "chartNoteCount")} ${say("chartKeys")}`;
  root.append(
    el("div", { class: "head" },
      el("div", {}, el("h1", {}, say("themesTitle")), el("p", { class: "sub", id: "counted" }, counted)),
      el("div", { class: "tools" }, asTable,
        el("a", { class: "button", id: "to-compare", href: "#/compare" }, say("compareTitle")),
        tableButtons(() => rowsOf(data), name),
        el("button", { type: "button", id: "save-svg", onclick: () => save(drawn(), `${name}.svg`, "image/svg+xml") }, "SVG"),
        el("button", { type: "button", id: "save-png", onclick: (event) => asPng(drawn()).then((picture) => save(picture, `${name}.png`)).catch((error) => event.target.after(problem(error))) }, "PNG"),
        wordButton(async () => ({ title: say("themesTitle"), summary: counted, note, ...(isTable() ? { rows: shownRows(plot.querySelector("table")) } : { picture: await base64(await asPng(drawn())) }) }), name))),
    filters("themes", parameters, [select, unit]),
    plot,
    el("p", { class: "note" }, note));
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

/** An SVG drawn on a canvas, at twice its size, as a picture in PNG. */
async function asPng(text) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
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
