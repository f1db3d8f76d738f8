// Two selections side by side: papers, places or spans, with each theme's share in both.

import { address, ask, dayField, dayOf, el, fileName, nothing, percent, place, regionName, rounded, say, shownRows, state, tableButtons, themeName, thousands, wordButton } from "./base.js";
import { spanOf } from "./filters.js";

const SIDES = ["a", "b"];

/** The parameters of the address that choose the two sides. */
function chosenSides(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) if (/^[ab]\.(paper|region|from|to)$/.test(name)) query.append(name, value);
  return query;
}

/** The fields that stay where nothing can be compared. */
export const fields = (parameters) => el("div", { class: "sides" }, SIDES.map((side) => selector(side, chosenSides(parameters))));

export async function show(root, { parameters }) {
  const query = chosenSides(parameters);
  const chosen = (side) => [...query.keys()].some((name) => name.startsWith(`${side}.`));
  root.append(el("p", { class: "back" }, el("a", { class: "button", href: "#/themes" }, say("tab_themes"))), el("h1", {}, say("compareTitle")), el("p", { class: "sub" }, say("compareText")),
    fields(parameters));
  if (!state.archive.articles) { root.append(nothing("")); return; }
  if (!SIDES.some(chosen)) return;
  const found = await ask(`/api/compare?${query}`);
  if (!found.themes.length) {
    root.append(el("p", { class: "empty", id: "compare-empty" }, say("compareEmpty")));
    return;
  }
  const names = SIDES.map((side) => nameOf(side, query));
  const hasDash = found.themes.some((theme) => !theme.is_shown);
  const isPart = found.compared.some((n, side) => n !== found.stories[side]);
  const counts = say(found.allows_for_printings ? "compareStories" : "compareCounts", { a: thousands(found.stories[0]), b: thousands(found.stories[1]) });
  const summary = [counts, found.in_both ? say("compareBoth", { n: thousands(found.in_both) }) : "", say(`pairing_${found.pairing}`, { n: found.common, period: say(`period_${found.clusters}`).toLowerCase() }), isPart ? say("compareRests", { a: thousands(found.compared[0]), b: thousands(found.compared[1]) }) : ""].filter(Boolean).join(say("between"));
  const few = names.filter((_, side) => found.few_compared[side]), warning = few.length ? say("compareFew", { names: few.join(say("comma")) }) : "";
  const title = say("titleOf", { title: say("compareTitle"), of: names.join(" / ") }), name = fileName(say("compareTitle"), ...names);
  const last = [say("compareNote"), found.allows_for_printings ? "" : say("compareWithReprints")];
  const written = [hasDash ? say("compareDash") : "", say("compareIntervals"), ...last].filter(Boolean).join(say("between"));
  const note = [hasDash ? say("compareDash") + say("compareExported") : "", say("compareSmall"), ...last].filter(Boolean).join(say("between"));
  root.append(
    el("div", { class: "head" },
      el("p", { class: "sub", id: "compared" }, summary),
      el("div", { class: "tools" }, tableButtons(() => rowsOf(found, names), name, [title, summary, warning, written]),
        wordButton(() => ({ title, summary: [summary, warning].filter(Boolean).join("\n"), note: written, rows: shownRows(root.querySelector("table")) }), name))),
    ...(warning ? [el("p", { class: "warning", id: "few-compared" }, warning)] : []),
    table(found, names),
    el("p", { class: "note" }, note));
}

/** What a selection is of, in words. */
function nameOf(side, query) {
  const regions = query.getAll(`${side}.region`).map(regionName);
  const parts = [...query.getAll(`${side}.paper`), ...regions, spanOf(query.get(`${side}.from`), query.get(`${side}.to`))].filter(Boolean);
  return parts.join(" ") || say("compareAll");
}

function selector(side, query) {
  const go = (name, value) => {
    const next = new URLSearchParams(place().parameters);
    next.delete(`${side}.${name}`);
    if (value) next.set(`${side}.${name}`, value);
    location.hash = address("compare", next);
  };
  const select = (name, choices) => {
    const chosen = query.get(`${side}.${name}`);
    // What an old link names and the archive does not have stands in the menu, too: else it could not be taken out of the selection.
    const offered = !chosen || choices.some(([value]) => value === chosen) ? choices : [[chosen, chosen], ...choices];
    return el("select", { id: `${side}-${name}`, "aria-label": say(`${name}Label`), onchange: (event) => go(name, event.target.value) },
      el("option", { value: "" }, say(`${name}All`)), offered.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
  };
  const date = (name) => dayField({ id: `${side}-${name}`, value: dayOf(query.get(`${side}.${name}`), name === "to"), "aria-label": say(name) }, (day) => go(name, day));
  return el("fieldset", { class: "filters" }, el("legend", {}, say(side === "a" ? "compareFirst" : "compareSecond")),
    select("paper", state.archive.papers.map((paper) => [paper.name, paper.name])),
    select("region", state.archive.provinces.map((region) => [region.region, region.name])),
    el("span", { class: "range" }, date("from"), el("span", { "aria-hidden": "true" }, "–"), date("to")));
}

const interval = (share) => `${percent(share.low)}–${percent(share.high)}`;
/** A difference in percentage points, with its sign. What is rounded to nothing has none, as in reports. */
const points = (value) => {
  const text = rounded(100 * value, 1);
  return text.startsWith("-") ? text.replace("-", "−") : Number(text) > 0 ? `+${text}` : text;
};

function table(found, names) {
  const top = Math.max(0.01, ...found.themes.flatMap((theme) => [theme.first.value, theme.second.value]));
  const bar = (share) => {
    const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
    meter.firstChild.style.width = `${(100 * share.value) / top}%`;
    return meter;
  };
  const share = (one) => [el("td", { class: "number", title: say("compareShare", { count: one.count, total: one.total }) }, percent(one.value), " ", el("small", {}, interval(one))), el("td", { class: "wide" }, bar(one))];
  const row = (theme) => el("tr", { class: theme.is_clear ? "above" : null, "data-theme": theme.id, "data-clear": String(theme.is_clear) },
    el("th", { scope: "row" }, themeName(theme.id), theme.is_clear ? el("span", { class: "flag" }, say("compareClear")) : null),
    share(theme.first), share(theme.second),
    theme.is_shown ? el("td", { class: "number" }, points(theme.difference), " ", el("small", {}, `${points(theme.low)} … ${points(theme.high)}`)) : el("td", { class: "number", title: say("compareDash") }, "—"));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("compareTitle") }, el("table", { class: "shares compared" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("columnTheme")), names.map((name) => [el("th", { scope: "col", class: "number" }, name), el("td", { class: "wide" })]).flat(), el("th", { scope: "col", class: "number" }, say("compareDifference")))),
    el("tbody", {}, found.themes.map(row))));
}

function rowsOf(found, names) {
  const head = names.flatMap((name) => ["articles", "total", "share", "share_low", "share_high"].map((column) => `${column} (${name})`));
  const share = (one) => [one.count, one.total, { share: one.value }, { share: one.low }, { share: one.high }];
  return [["theme", "theme_name", ...head, "difference", "difference_low", "difference_high", "p_value", "false_discovery_rate", "clear"],
    ...found.themes.map((theme) => [theme.id, themeName(theme.id), ...share(theme.first), ...share(theme.second), { share: theme.difference }, { share: theme.low }, { share: theme.high }, theme.p_value, theme.false_discovery_rate, theme.is_clear])];
}
