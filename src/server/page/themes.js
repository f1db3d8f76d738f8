// Themes over time: the charts, their filters, and their numbers as a table.

import { address, ask, base64, el, nothing, percent, periodName, place, problem, save, say, shownRows, state, tableButtons, themeName, thousands, wordButton } from "./base.js";
import { draw, rowsOf } from "./charts.js";
import { described, fileOf, filters, selection } from "./filters.js";
import { foundSection } from "./found.js";
import { asPng, framed } from "./picture.js";
import { wholeReport } from "./report.js";

const PERIODS = ["auto", "day", "week", "month", "quarter", "year"];

/** The fields that stay where no chart can be drawn. */
export const fields = (parameters) => filters("themes", parameters);

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
    found?.redraw(width, isTable());
    if (isTable() && data.themes.length) plot.replaceChildren(table(data, measure));
    else if (data.themes.length) plot.replaceChildren(draw(data, { measure, width, pick: (theme, at) => open(data, theme, at) }));
    else plot.replaceChildren(nothing(say(data.articles ? "nothingCounted" : "nothingFound")));
  };
  const printings = measure === "share" && !data.allows_for_printings ? say("chartWithoutPrintings") : "";
  const readingNote = () => [say(`${isTable() ? "tableNote" : "chartNote"}${measure === "share" ? "" : "Count"}`), printings].filter(Boolean).join(" ");
  const note = el("p", { class: "note" });
  const redrawNote = () => { note.textContent = isTable() ? readingNote() : `${readingNote()} ${say("chartKeys")}`; };
  asTable.addEventListener("click", () => {
    asTable.setAttribute("aria-pressed", String(!isTable()));
    redrawNote();
    redraw();
  });
  const counted = countedText(data), title = titleOf(data, parameters);
  const { button: reportButton, told } = wholeReport(query, parameters);
  // What leaves the page says what it is of.
  const name = fileOf("themesFile", parameters, say(`period_${data.period}`));
  const about = aboutLines(data, parameters, measure, counted);
  // Of a search the themes tell what it found; what part of all articles that is stands above them.
  const found = data.search?.periods.length ? foundSection(data.search, { parameters, measure, about, source: sourceLine() }) : null;
  const chart = () => draw(data, { measure, width: 1100, pick: () => {} });
  const picture = () => framed(chart(), { title, lines: about, notes: [say(measure === "share" ? "chartNote" : "chartNoteCount"), printings, sourceLine()].filter(Boolean) });
  const wordScreen = async () => ({
    title, summary: about.join("\n"), note: `${readingNote()}\n${sourceLine()}`,
    ...(isTable() ? { rows: shownRows(plot.querySelector("table")) } : { picture: await base64(await asPng(chart())) }),
  });
  // Where no theme is drawn there is nothing to save; of a search that found nothing its share is drawn all the same.
  const isDrawn = data.themes.length > 0;
  const exports = () => [
    tableButtons(() => rowsOf(data), name, [title, ...about, sourceLine()]),
    el("button", { type: "button", id: "save-svg", onclick: () => save(new XMLSerializer().serializeToString(picture()), `${name}.svg`, "image/svg+xml") }, "SVG"),
    el("button", { type: "button", id: "save-png", onclick: (event) => asPng(picture()).then((bytes) => save(bytes, `${name}.png`)).catch((error) => event.target.after(problem(error))) }, "PNG"),
    wordButton(wordScreen, name),
  ].flat();
  root.append(
    el("div", { class: "head" },
      el("div", {}, el("h1", {}, title), el("p", { class: "sub", id: "counted" }, counted)),
      el("div", { class: "tools" }, isDrawn || found ? asTable : null,
        el("a", { class: "button", id: "to-compare", href: "#/compare" }, say("compareTitle")),
        isDrawn ? exports() : null,
        isDrawn || found ? reportButton : null)),
    isDrawn || found ? told : "",
    filters("themes", parameters, [select, unit]),
    ...(found ? [found.node, el("h2", {}, say("themesOfSearch"))] : []),
    plot,
    ...(isDrawn || found ? [note] : []));
  // The width is known when the view stands in the page.
  const observer = new ResizeObserver(redraw);
  observer.observe(plot);
  redrawNote();
  redraw();
  return () => observer.disconnect();
}

/** What the charts tell. A search changes what shares are of, so that the heading says it. */
function titleOf(data, parameters) {
  if (!data.search) return say("themesTitle");
  const isPart = ["paper", "region", "without", "from", "to"].some((name) => parameters.get(name));
  return say(isPart ? "themesOfFoundPart" : "themesOfFound", { q: parameters.get("q"), n: thousands(data.articles), total: thousands(data.search.articles) });
}

/** How many articles the chart counts. */
function countedText(data) {
  return [
    say("countedArticles", { n: thousands(data.with_theme), total: thousands(data.articles) }),
    data.undetermined && say("countedUndetermined", { n: data.undetermined }),
    data.undated && say("countedUndated", { n: data.undated }),
  ].filter(Boolean).join(" ");
}

/** What the chart is of, line by line. */
function aboutLines(data, parameters, measure, counted) {
  const selected = new URLSearchParams(parameters), themes = parameters.getAll("theme");
  // Shares are of all themes; those that were asked for are only the ones that are shown.
  selected.delete("theme");
  const shown = data.periods.length ? say("shownSpan", { from: data.starts[0], to: data.ends.at(-1), period: say(`period_${data.period}`) }) : "";
  return [say("selected", { what: described(selected) }), themes.length ? say("themeSome", { x: themes.map(themeName).join(say("comma")) }) : "", shown, counted, measure === "share" ? say("shareBase") : ""].filter(Boolean);
}

/** What made the chart. */
const sourceLine = () => say("madeBy", { model: state.archive.model.slice(0, 12), version: state.archive.version });

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
    return el("td", { class: "number", title: say("pointLabel", { theme: themeName(theme.id), period: periodName(data.periods[p]), count: theme.counts[p], total: data.totals[p], share: percent(share.value), low: percent(share.low), high: percent(share.high) }) }, text);
  };
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("themesTitle") }, el("table", { class: "series" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("columnPeriod")), el("th", { scope: "col", class: "number" }, say("columnArticles")), data.themes.map((theme) => el("th", { scope: "col", class: "number" }, themeName(theme.id))))),
    el("tbody", {}, data.periods.map((period, p) => el("tr", {}, el("th", { scope: "row" }, periodName(period)), el("td", { class: "number" }, String(data.totals[p])), data.themes.map((theme) => cell(theme, p)))))));
}
