// The list of articles: a search with filters, page by page.

import { address, articleLink, ask, el, nothing, place, problem, saveFrom, say, state, themeName, thousands, tongue, where } from "./base.js";
import { fileOf, filters, selection } from "./filters.js";

const PAGE = 20;

/** The fields that stay where no article can be shown. */
export const fields = (parameters) => filters("articles", parameters);

export async function show(root, { parameters }) {
  const query = selection(parameters), words = parameters.get("q");
  const sort = parameters.get("sort") === "best" && words ? "best" : "newest";
  const offset = Math.max(0, Number.parseInt(parameters.get("offset") ?? "0", 10) || 0);
  query.set("sort", sort);
  const found = await ask(`/api/articles?${query}&limit=${PAGE}&offset=${offset}&lang=${state.language}`);
  // An address may lead behind the end, where articles were removed or filters were changed by hand.
  if (found.total && offset >= found.total) {
    const last = new URLSearchParams(parameters);
    last.set("offset", Math.floor((found.total - 1) / PAGE) * PAGE);
    location.replace(address("articles", last));
    return;
  }
  const set = (name, value) => {
    const next = new URLSearchParams(place().parameters);
    next.delete("offset");
    if (value) next.set(name, value); else next.delete(name);
    location.hash = address("articles", next);
  };
  const order = el("select", { id: "sort", "aria-label": say("sort"), disabled: !words, onchange: (event) => set("sort", event.target.value === "best" ? "best" : "") },
    ["newest", "best"].map((name) => el("option", { value: name, selected: name === sort }, say(`sort_${name}`))));
  // The article's page leads from one of these to the next.
  try { sessionStorage.setItem("list", JSON.stringify({ rows: found.articles.map((article) => article.row), back: location.hash })); } catch { /* It does without. */ }
  const hits = found.articles.map((article) => el("li", {},
    articleLink(article.row, article.title || article.opening || say("noHeadline"), { class: "headline" }),
    el("p", { class: "meta" }, where(article, true), " · ", el("span", { class: "theme" }, themeName(article.theme)), article.corrected ? el("small", { class: "corrected" }, say(article.theme === article.model_theme ? "confirmedTheme" : "correctedFrom", { theme: themeName(article.model_theme) })) : null),
    // Where an article has no headline its opening stands for it, and would stand there twice.
    !article.title && article.snippet === article.opening ? null : el("p", { class: "first", ...tongue(article.snippet) }, snippet(article.snippet))));
  const chart = selection(parameters), name = fileOf("articlesFile", parameters);
  root.append(
    el("div", { class: "head" },
      el("div", {}, el("h1", {}, say("articlesTitle")), el("p", { class: "sub", id: "found", role: "status" }, say("foundArticles", { n: thousands(found.total) }))),
      el("div", { class: "tools" },
        chart.getAll("without").includes("date") ? null : el("a", { class: "button", href: address("themes", chart) }, say("showChart")),
        ["csv", "xlsx"].map((format) => el("button", { type: "button", id: `save-${format}`, onclick: (event) => saveFrom(`/api/articles?${query}&format=${format}&lang=${state.language}`, `${name}.${format}`).catch((error) => event.target.after(problem(error))) }, format.toUpperCase())))),
    filters("articles", parameters, [order]),
    ...(found.total ? [el("ul", { class: "stories", id: "hits" }, hits)] : [nothing(say("nothingFound")), withoutSigns(words, parameters)].filter(Boolean)),
    ...[pages(found, offset, parameters)].filter(Boolean));
}

/**
 * What to look for where nothing was found and the words hold signs: a search takes words as they are written, so that a list of words
 * with commas, or a word in quotation marks, is looked for with them.
 */
function withoutSigns(words, parameters) {
  const plain = (words ?? "").replace(/[\p{P}\p{S}]+/gu, " ").trim().replace(/\s+/g, " ");
  if (!plain || plain === (words ?? "").trim().replace(/\s+/g, " ")) return null;
  const next = new URLSearchParams(parameters);
  next.set("q", plain);
  next.delete("offset");
  return el("p", { class: "note", id: "without-signs" }, say("searchAsWritten"), " ", el("a", { href: address("articles", next) }, plain));
}

/** A snippet, what was found in it marked. */
function snippet(text) {
  return text.split(/(【[^】]*】)/).map((part) => (part.startsWith("【") && part.endsWith("】") ? el("mark", {}, part.slice(1, -1)) : part));
}

function pages(found, offset, parameters) {
  if (found.total <= PAGE && !offset) return null;
  const to = (at) => {
    const next = new URLSearchParams(parameters);
    if (at) next.set("offset", at); else next.delete("offset");
    return address("articles", next);
  };
  const step = (at, text, id) => (at >= 0 && at < found.total ? el("a", { class: "button", id, href: to(at) }, text) : el("span", { class: "button off", "aria-hidden": "true" }, text));
  return el("nav", { class: "pages", "aria-label": say("pages") }, step(offset ? Math.max(0, offset - PAGE) : -1, say("pageBack"), "page-back"), el("span", {}, say("pageNow", { from: offset + 1, to: Math.min(found.total, offset + PAGE), n: thousands(found.total) })), step(offset + PAGE, say("pageNext"), "page-next"));
}
