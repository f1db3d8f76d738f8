// The codebook at hand: what the theme under the cursor, with the focus or of the typed key means.

import { el, say, state, themeName } from "./base.js";

/** Terms of a theme that are shown. */
const TERMS = 12;

/** The theme that is shown; it stays when the next article comes. */
let shown = "";

/** What a theme means, in the reader's language. */
export function definition(id) {
  const found = state.archive.themes.find((theme) => theme.id === id)?.meaning;
  return found?.[state.language] || found?.zh || "";
}

/**
 * The panel, which follows cursor and focus in a part of the page (`followed`), and the definitions that screen readers tell with
 * each button (`describedBy`).
 */
export function codebook() {
  const told = state.archive.themes.map(({ id }) => el("p", { id: describedBy(id) }, definition(id)));
  const panel = el("div", { id: "codebook", class: "codebook", tabindex: 0, role: "region", "aria-label": say("codebook") });
  fill(panel);
  return [panel, el("div", { hidden: true }, told)];
}

/** The name of the element that tells what the theme of a button means. */
export const describedBy = (id) => `means-${id}`;

/** Shows what a theme means. */
export function showMeaning(id) {
  const panel = document.getElementById("codebook");
  if (!panel || !id || id === shown) return;
  shown = id;
  fill(panel);
}

function fill(panel) {
  const { include = [], exclude = [] } = state.archive.themes.find((theme) => theme.id === shown)?.meaning ?? {};
  const terms = (name, words) => (words.length ? el("p", { class: "note" }, say(name), el("span", { lang: "zh-CN" }, words.slice(0, TERMS).join("、"))) : null);
  panel.replaceChildren(...[
    shown ? el("p", {}, el("strong", {}, themeName(shown)), say("codebookColon"), definition(shown)) : el("p", { class: "note" }, say("codebookHint")),
    terms("codebookInclude", include), terms("codebookExclude", exclude),
  ].filter(Boolean));
  panel.scrollTop = 0;
}

/** Shows what the theme of a button means while the cursor is on it or it has the focus. */
export function followed(part) {
  const show = (event) => showMeaning(event.target.closest?.("[data-choose]")?.dataset.choose);
  part.addEventListener("pointerover", show);
  part.addEventListener("focusin", show);
  return part;
}
