// The bar of filters: themes, days, places, papers, words. What is chosen stands in the address.

import { address, dayField, dayOf, el, fileName, place, regionName, say, state, themeName } from "./base.js";

const NAMES = ["theme", "region", "paper", "without", "from", "to", "q"];
/** What an article may lack, by view: no chart shows what has no day. */
const WITHOUT = { articles: ["paper", "region", "date"], themes: ["paper", "region"] };

/** The parameters of the address that select articles, for the API. */
export function selection(parameters) {
  const query = new URLSearchParams();
  for (const name of NAMES) for (const value of parameters.getAll(name)) query.append(name, value);
  return query;
}

/** What an article lacks, in words. */
const missingName = (name) => state.texts[`without_${name}`] ?? name;

/** What the parameters select, in words. */
export function described(parameters) {
  const named = (name, text) => (parameters.has(name) ? say(`${name}Some`, { x: parameters.getAll(name).map(text).join(say("comma")) }) : "");
  const parts = [parameters.get("q") ? say("wordsSome", { q: parameters.get("q") }) : "", named("theme", themeName), named("region", regionName), named("paper", (paper) => paper), named("without", missingName), spanOf(parameters.get("from"), parameters.get("to"))].filter(Boolean);
  return parts.join(say("between_parts")) || say("compareAll");
}

/** A name for a file of what the parameters select. */
export function fileOf(name, parameters, ...more) {
  const names = { theme: themeName, region: regionName };
  const values = ["q", "theme", "region", "paper"].flatMap((key) => parameters.getAll(key).map(names[key] ?? ((value) => value)));
  const missing = parameters.getAll("without").filter(Boolean);
  return fileName(say(name), ...values, missing.length ? say("withoutSome", { x: missing.map(missingName).join(say("comma")) }) : "", spanOf(parameters.get("from"), parameters.get("to")), ...more);
}

/** Days in words; empty where none is given. */
export const spanOf = (from, to) => (from && to ? say("spanFromTo", { from, to }) : from ? say("compareSince", { from }) : to ? say("compareUntil", { to }) : "");

/** A bar; `more` are further controls. A choice leads to the address that has it. */
export function filters(view, parameters, more = []) {
  const go = (name, values) => {
    const next = new URLSearchParams(place().parameters);
    next.delete(name);
    next.delete("offset");
    for (const value of values) if (value) next.append(name, value);
    // A day that is typed and has not been applied yet goes with another choice.
    for (const [own, field] of Object.entries(days)) if (own !== name && field.value && field.validity.valid && field.value !== field.dataset.applied) next.set(own, field.value);
    location.hash = address(view, next);
  };
  const themes = state.archive.themes.map((theme) => [theme.id, themeName(theme.id)]);
  const regions = state.archive.provinces.map((region) => [region.region, region.name, region.articles]);
  const papers = state.archive.papers.map((paper) => [paper.name, paper.name, paper.articles]);
  const days = {};
  const date = (name) => days[name] = dayField({ id: `filter-${name}`, value: dayOf(parameters.get(name), name === "to"), "aria-label": say(name) }, (day) => go(name, [day]));
  const words = el("input", { type: "search", id: "filter-q", value: parameters.get("q") ?? "", placeholder: say("searchHint"), "aria-label": say("search"), autocomplete: "off" });
  const closed = () => Object.values(days).forEach((field) => field.applyDay());
  const missing = (WITHOUT[view] ?? []).map((name) => [name, missingName(name)]);
  const menus = [["theme", themes], ["region", regions], ["paper", papers], ["without", missing]].filter(([, choices]) => choices.length).map(([name, choices]) => pick(name, choices, parameters, go, closed));
  return el("form", { class: "filters", role: "search", "aria-label": say("filters"), onsubmit: (event) => { event.preventDefault(); go("q", [words.value.trim()]); } },
    el("span", { class: "words" }, words, el("button", { type: "submit", class: "main" }, say("search"))),
    ...menus,
    el("span", { class: "range" }, date("from"), el("span", { "aria-hidden": "true" }, "–"), date("to")),
    more,
    el("a", { class: "button", id: "reset", href: address(view) }, say("reset")));
}

/** A menu of things to tick. */
function pick(name, choices, parameters, go, closed) {
  const chosen = parameters.getAll(name);
  const label = (id) => choices.find((choice) => choice[0] === id)?.[1] ?? id;
  const summary = chosen.length === 0 ? say(`${name}All`) : say(`${name}Some`, { x: chosen.length === 1 ? label(chosen[0]) : say("several", { n: chosen.length }) });
  const menu = el("div", { class: "menu" }, choices.map(([id, text, count]) => el("label", {},
    el("input", { type: "checkbox", checked: chosen.includes(id), "data-value": id }), el("span", {}, text), count === undefined ? null : el("small", {}, String(count)))));
  const box = el("details", { class: chosen.length ? "pick some" : "pick", id: `pick-${name}` }, el("summary", {}, summary), menu);
  const apply = () => {
    const ticked = [...menu.querySelectorAll("input:checked")].map((input) => input.dataset.value);
    if (ticked.join("\n") !== chosen.join("\n")) go(name, ticked); else closed();
  };
  // Several things can be ticked before the page changes: it does when the menu is closed or left.
  box.addEventListener("toggle", () => { if (!box.open) apply(); });
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.open = false; box.querySelector("summary").focus(); } });
  box.addEventListener("focusout", (event) => { if (box.open && event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false; });
  return box;
}

/** Closes an open menu when something else is clicked. */
addEventListener("click", (event) => {
  for (const box of document.querySelectorAll("details.pick[open]")) if (!box.contains(event.target)) box.open = false;
});
