// Starts the page: the token, the texts, and the view that the address names.

import { announce, ask, el, keepFocus, place, problem, say, state } from "./base.js";
import * as today from "./today.js";
import * as themes from "./themes.js";
import * as compare from "./compare.js";
import * as articles from "./articles.js";
import * as article from "./article.js";
import * as label from "./label.js";
import * as add from "./add.js";

const VIEWS = { today, themes, compare, articles, article, label, add };
const TABS = ["today", "themes", "articles", "label", "add"];

/** Something kept in the browser, which may refuse to. */
const kept = (store, name, value) => {
  try {
    if (value === undefined) return store().getItem(name);
    store().setItem(name, value);
  } catch { /* The page works without. */ }
  return null;
};

/** Asks the other tabs of this page for the token: a link that is opened in a new tab comes without. */
function tokenOfAnotherTab() {
  if (typeof BroadcastChannel === "undefined") return Promise.resolve("");
  return new Promise((resolve) => {
    const channel = new BroadcastChannel("policyvane-token");
    const end = (token) => { channel.close(); resolve(token); };
    channel.onmessage = ({ data }) => { if (typeof data?.token === "string" && data.token) end(data.token); };
    channel.postMessage({ wanted: true });
    setTimeout(() => end(""), 400);
  });
}

/** Answers tabs that ask. A channel reaches pages of this address alone. */
function answerOtherTabs() {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel("policyvane-token");
  channel.onmessage = ({ data }) => { if (data?.wanted && state.token) channel.postMessage({ token: state.token }); };
}

async function takeToken() {
  const found = location.hash.match(/^#token=([0-9a-f]+)/);
  if (found) {
    kept(() => sessionStorage, "token", found[1]);
    state.token = found[1];
    // The token is not to stand in the address or in the history.
    history.replaceState(null, "", "#/today");
  } else {
    state.token = kept(() => sessionStorage, "token") || await tokenOfAnotherTab();
    if (state.token) kept(() => sessionStorage, "token", state.token);
  }
}

async function chooseLanguage(language) {
  const response = await fetch(`/page/texts/${language}.json`);
  state.texts = await response.json();
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** The tab under which a view stands. */
const tabOf = (view) => ({ article: "articles", compare: "themes" })[view] ?? (view in VIEWS ? view : "today");

function frame() {
  const { view } = place();
  document.getElementById("brand").textContent = say("brand");
  document.getElementById("skip").textContent = say("skip");
  const button = document.getElementById("language");
  button.textContent = say("otherLanguage");
  button.lang = state.language === "zh" ? "en" : "zh-CN";
  const tabs = TABS.filter((name) => !["add", "label"].includes(name) || !state.archive?.read_only);
  const current = tabOf(view);
  const nav = document.getElementById("tabs");
  nav.setAttribute("aria-label", say("tabs"));
  nav.replaceChildren(...tabs.map((name) => el("a", { href: `#/${name}`, "aria-current": name === current ? "page" : null }, say(`tab_${name}`))));
  const archive = state.archive;
  const told = archive
    ? [say("footer", { articles: archive.articles.toLocaleString("en-US"), model: archive.model.slice(0, 12), version: archive.version }), archive.read_only ? say("readOnly") : "", archive.by_other_models ? say("otherModels", { n: archive.by_other_models }) : ""].filter(Boolean).join(" · ")
    : "";
  document.getElementById("footer").replaceChildren(...[told && `${told} · `, el("a", { href: `/api/docs?lang=${state.language}`, id: "api-docs" }, say("apiDocs"))].filter(Boolean));
}

/** What the archive says of itself is old after so many milliseconds: other programs add to it while the page is open. */
const FRESH = 15000;
let loaded = 0;
const isOld = () => performance.now() - loaded > FRESH;

/** Loads what the archive says of itself again, such as after files were added. */
export async function refresh() {
  state.archive = await ask(`/api/archive?lang=${state.language}`);
  loaded = performance.now();
  frame();
}

let turn = 0, leave = null, before = "", pageBefore = "";
async function show() {
  const mine = ++turn, main = document.getElementById("main"), { view, about, parameters } = place();
  delete document.body.dataset.ready;
  leave?.();
  leave = null;
  frame();
  const shown = VIEWS[view] ?? today;
  const content = el("div", { class: `view view-${view}` });
  try {
    if (!state.token) throw new Error(say("noToken"));
    if (!state.archive?.articles || isOld()) await refresh();
    const left = await shown.show(content, { about, parameters, refresh });
    if (mine !== turn) { left?.(); return; }
    leave = left ?? null;
  } catch (error) {
    if (mine !== turn) return;
    // What was filled in wrongly can be mended where it stands.
    const fields = state.archive ? shown.fields?.(parameters) : null;
    content.replaceChildren(...[el("h1", {}, say(`tab_${tabOf(view)}`)), fields, problem(error)].filter(Boolean));
  }
  keepFocus(main, () => main.replaceChildren(content), main);
  // Tabs of a browser, its history and screen readers tell views apart by it.
  document.title = [content.querySelector("h1")?.textContent, say("brand")].filter(Boolean).join(" · ");
  shown.shown?.(content);
  const page = `${parameters.get("offset")} ${parameters.get("date")}`;
  // A new view begins at its top, for eyes and for screen readers.
  if (before !== "" && before !== `${view}/${about}`) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
    announce(content.querySelector("h1")?.textContent ?? "");
  } else if (before !== "") {
    if (page !== pageBefore) window.scrollTo(0, 0);
    announce(content.querySelector("#found, #counted, #compared, h1")?.textContent ?? "");
  }
  before = `${view}/${about}`;
  pageBefore = page;
  document.body.dataset.ready = String(mine);
}

// Files that are dropped anywhere are added; without this the browser would open them.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer?.items.length && state.archive && !state.archive.read_only) {
    add.dropped(event.dataTransfer);
    if (place().view !== "add") location.hash = "#/add";
  }
});
addEventListener("hashchange", () => {
  // The address of a program that was started again was pasted into an open page.
  if (location.hash.startsWith("#token=")) { takeToken(); state.archive = null; }
  show();
});
// A link to where the reader is already loads it anew: who clicks “today” again asks what came since.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#/']");
  if (link && link.hash === location.hash && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    loaded = -FRESH;
    show();
  }
});
// Who comes back to the first screen in the morning sees what came meanwhile.
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || place().view !== "today" || !state.archive || !isOld()) return;
  const { articles } = state.archive;
  try { await refresh(); } catch { return; }
  if (state.archive.articles !== articles && place().view === "today") show();
});
document.getElementById("language").addEventListener("click", async () => {
  const other = state.language === "zh" ? "en" : "zh";
  kept(() => localStorage, "language", other);
  await chooseLanguage(other);
  // The archive names places in the language of the reader.
  if (state.archive) await refresh();
  await show();
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

await takeToken();
answerOtherTabs();
await chooseLanguage(kept(() => localStorage, "language") ?? document.body.dataset.language);
await show();
