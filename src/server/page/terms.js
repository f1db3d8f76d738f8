// Terms that are new on a day, each with a few of its articles.

import { address, articleLink, ask, el, percent, problem, say } from "./base.js";

export async function fillTerms(root, date) {
  try {
    const found = await ask(`/api/today/terms?date=${date}`);
    root.replaceChildren(...shown(found));
  } catch (error) {
    root.replaceChildren(problem(error));
  }
  root.dataset.ready = "true";
}

function shown(found) {
  if (!found.enough) return [];
  const title = el("h2", {}, say("newTerms"));
  if (!found.terms.length) return [title, el("p", { class: "sub" }, say("newTermsNone", { days: found.days }))];
  const term = (one) => el("li", { "data-term": one.term },
    el("p", {}, el("a", { class: "term", href: address("articles", { q: one.term, from: found.date, to: found.date }) }, one.term), " ",
      el("small", {}, say("newTermCounts", { today: one.today, share: percent(one.share_today.value), before: percent(one.share_before.value) }))),
    el("ul", {}, one.articles.map((article) => el("li", {}, articleLink(article.row, article.title || article.opening || say("noHeadline")), article.paper ? el("small", {}, ` ${article.paper}`) : null))));
  return [title, el("p", { class: "sub" }, say("newTermsNote", { days: found.days, today: found.stories_today, before: found.stories_before })),
    el("ul", { class: "terms" }, found.terms.map(term))];
}
