// The first screen: what came, what is missing, and the day's headlines by theme.

import { address, announce, articleLink, ask, askingButton, dayField, el, fileName, paperLink, percent, problem, saveFrom, say, scrolling, state, tableButtons, themeName, thousands, tongue, where } from "./base.js";
import { who } from "./article.js";
import { fillTerms } from "./terms.js";

/** The field that stays where a day cannot be shown. */
export const fields = () => dayField({ id: "today-date", value: "", "aria-label": say("columnDate") }, (day) => { location.hash = address("today", { date: day }); });

export async function show(root, { parameters, refresh }) {
  if (!state.archive.articles) {
    const isReadOnly = state.archive.read_only;
    root.append(el("h1", {}, say("emptyTitle")), el("p", { class: "lead" }, say(isReadOnly ? "emptyReadOnly" : "emptyText")), ...(isReadOnly ? [] : [el("p", {}, el("a", { class: "button main", href: "#/add" }, say("tab_add")))]));
    return;
  }
  const date = parameters.get("date");
  const found = await ask(`/api/today?lang=${state.language}${date ? `&date=${date}` : ""}`);
  if (!found.articles) {
    root.append(head(found), issues(found, refresh), el("p", { class: "empty", id: "empty-day" }, say("emptyDay")));
    return;
  }
  // New terms take longer than the rest, so they come when they are found.
  const terms = el("section", { id: "new-terms", "aria-live": "polite", "aria-label": say("newTerms") });
  root.append(head(found), issues(found, refresh), table(found), terms, ...found.themes.map((theme) => section(theme, found)));
  fillTerms(terms, found.date);
}

function head(found) {
  const step = (day, text, key) => (day ? el("a", { class: "button", href: address("today", { date: day }), id: key }, text) : el("span", { class: "button off", "aria-hidden": "true" }, text));
  const download = (format, text) => el("button", {
    type: "button",
    onclick: (event) => saveFrom(`/api/digest?date=${found.date}&format=${format}&lang=${state.language}`, `${say("digestFile", { day: found.date })}.${format}`).catch((error) => event.target.after(problem(error))),
  }, text);
  const chosen = dayField({ id: "today-date", value: found.date, "aria-label": say("columnDate") }, (day) => { location.hash = address("today", day ? { date: day } : {}); });
  return el("div", { class: "head" },
    el("div", {}, el("h1", {}, day(found.date)), el("p", { class: "sub" }, say("todaySummary", { papers: found.papers, articles: thousands(found.articles) }))),
    el("div", { class: "tools" }, step(found.previous_day, say("dayBefore"), "day-before"), chosen, step(found.next_day, say("dayAfter"), "day-after"),
      found.articles ? [download("docx", say("digestWord")), download("html", say("digestHtml")), download("xlsx", say("digestExcel"))] : null));
}

/** The table of shares as rows. */
function rowsOf(found) {
  const rows = [["theme", "theme_name", "articles", "total", "share", "share_low", "share_high", "usual_share", "above_usual"]];
  for (const theme of found.themes) {
    const share = (value) => (value === undefined ? null : { share: value });
    rows.push([theme.theme ?? "", themeName(theme.theme), theme.articles, theme.total, share(theme.share?.value), share(theme.share?.low), share(theme.share?.high), theme.usual && theme.usual.total ? { share: theme.usual.articles / theme.usual.total } : null, theme.is_above]);
  }
  return rows;
}

/** A day with its weekday. */
function day(date) {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return say("dayTitle", { date, weekday: say(`weekday${weekday}`) });
}

function issues(found, refresh) {
  const remove = (issue) => async () => {
    const { articles } = await ask(`/api/issues?${new URLSearchParams({ paper: issue.paper, date: found.date, who: who() })}`, { method: "DELETE" });
    await refresh();
    announce(say("removed", { n: articles }));
    // The day is drawn anew, with what is left of it.
    dispatchEvent(new Event("hashchange"));
  };
  const remover = (issue) => (state.archive.read_only ? null : askingButton(say("removeIssue"), say("removeIssueAsk", { paper: issue.paper || say("noPaper"), date: found.date, n: issue.articles }), remove(issue), { class: "quiet", "data-remove": issue.paper, "aria-label": `${say("removeIssue")} ${issue.paper || say("noPaper")}` }));
  const came = found.issues.map((issue) => el("li", {},
    paperLink(issue.paper, found.date),
    el("small", {}, issue.pages > 1 ? say("issueSize", { pages: issue.pages, articles: issue.articles }) : say("issueArticles", { articles: issue.articles })), remover(issue)));
  const missing = found.missing.map((paper) => el("li", { class: "missing" }, paper.paper, el("small", {}, say("missingWeeks", { n: paper.weeks, of: paper.of_weeks }))));
  return el("section", { "aria-label": say("issuesTitle") },
    el("h2", {}, say("issuesTitle")),
    el("ul", { class: "issues" }, came),
    missing.length ? el("p", { class: "warning" }, say("missingTitle", { n: missing.length })) : null,
    missing.length ? el("ul", { class: "issues" }, missing) : null);
}

/** Each theme's share of the day against what is usual. */
function table(found) {
  const themes = found.themes.filter((theme) => theme.theme !== null && theme.theme !== "none");
  const usual = (theme) => (theme.usual && theme.usual.total ? theme.usual.articles / theme.usual.total : null);
  const top = Math.max(0.01, ...themes.map((theme) => Math.max(theme.share.value, usual(theme) ?? 0)));
  const row = (theme) => {
    const bar = el("span", { class: "meter", "aria-hidden": "true" }, el("i"), usual(theme) === null ? null : el("b"));
    bar.firstChild.style.width = `${(100 * theme.share.value) / top}%`;
    if (usual(theme) !== null) bar.lastChild.style.left = `${(100 * usual(theme)) / top}%`;
    return el("tr", { class: theme.is_above ? "above" : null, "data-theme": theme.theme },
      el("th", { scope: "row" }, el("a", { href: address("articles", { theme: theme.theme, from: found.date, to: found.date }) }, themeName(theme.theme)), theme.is_above ? el("span", { class: "flag" }, say("above")) : null),
      el("td", { class: "number" }, String(theme.articles)),
      el("td", { class: "number" }, percent(theme.share.value)),
      el("td", { class: "wide" }, bar),
      el("td", { class: "number" }, usual(theme) === null ? "–" : percent(usual(theme))),
      el("td", { class: "note" }, theme.usual ? say("lowerDays", { n: theme.usual.smaller_days, of: theme.usual.days }) : ""));
  };
  const note = found.history ? say("usualNote", found.history) : say("usualNone");
  const title = say("titleOf", { title: say("sharesTitle"), of: day(found.date) });
  return el("section", {}, el("div", { class: "head" }, el("h2", {}, say("sharesTitle")), el("div", { class: "tools" }, tableButtons(() => rowsOf(found), fileName(found.date, say("sharesFile")), [title, note]))), el("p", { class: "sub" }, note),
    scrolling(say("sharesTitle"),
      el("table", { class: "shares" },
        el("thead", {}, el("tr", {}, ["columnTheme", "columnArticles", "columnShare"].map((name, at) => el("th", { scope: "col", class: at ? "number" : null }, say(name))),
          el("td", { class: "wide" }), el("th", { scope: "col", class: "number" }, say("columnUsual")), el("td", { class: "note" }))),
        el("tbody", {}, themes.map(row)))));
}

function section(theme, found) {
  const entry = (entry) => el("li", {},
    articleLink(entry.row, entry.headline || say("noHeadline"), { class: "headline" }),
    el("p", { class: "meta" }, where(entry), entry.reprints.length ? el("span", { class: "also" }, say("alsoIn", { papers: entry.reprints.map((other) => other.paper || say("noPaper")).join(say("comma")) })) : null),
    entry.first_sentence ? el("p", { class: "first", ...tongue(entry.first_sentence) }, entry.first_sentence) : null);
  const more = theme.stories > theme.entries.length && theme.theme !== null
    ? el("p", {}, el("a", { href: address("articles", { theme: theme.theme, from: found.date, to: found.date }) }, say("allStories", { n: theme.articles })))
    : null;
  const title = theme.theme === null ? say("undetermined") : themeName(theme.theme);
  return el("section", { class: "headlines" },
    el("h2", {}, title, el("small", {}, say("articlesN", { n: theme.articles }))),
    el("ul", { class: "stories" }, theme.entries.map(entry)), more);
}
