// Learning from labels: what the labels give, what the learned model would change, and its adoption.

import { announce, ask, askingButton, el, percent, problem, rounded, say, scrolling, state, svg, themeName, thousands } from "./base.js";
import { who } from "./article.js";

/** Milliseconds between two questions how far a task is. */
const PAUSE = 400;
/** Below this probability a difference is not left to chance. */
const LEVEL = 0.05;
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [420, 190, 46, 16, 14, 34];

/** The section of the labelling view. `refresh` is called when the archive's themes have changed. */
export function modelSection(refresh) {
  const node = el("section", { id: "model" });
  let found = null, timer = 0;
  const update = async () => {
    const before = found?.task?.name;
    found = await ask("/api/model");
    draw();
    if (before === "reclassifying" && !found.task) { announce(say("modelAdopted", { model: found.model })); await refresh(); }
    else if (before && !found.task) announce(say(found.proposal ? "modelReady" : "modelStopped"));
    clearTimeout(timer);
    if (found.task) timer = setTimeout(() => { if (node.isConnected) update().catch(failed); }, PAUSE);
  };
  const failed = (error) => node.append(problem(error));
  const send = (method, path, body) => async () => {
    try { await ask(path, { method, body }); await update(); } catch (error) { failed(error); }
  };
  const button = (id, text, action, kind = "") => el("button", { type: "button", id, class: kind, onclick: action }, text);
  const adopt = (digest) => send("POST", "/api/model/adoption", { digest, who: who() });
  /** The button that adopts a proposal. One of few labels is adopted only after a second answer, which names their number. */
  const adoptButton = ({ digest, labels, least_labels: least }) => {
    if (labels >= least) return button("adopt-model", say("modelAdopt"), adopt(digest), "main");
    const adoptFew = async () => { await ask("/api/model/adoption", { method: "POST", body: { digest, who: who(), few_labels: true } }); await update(); };
    return askingButton(say("modelAdopt"), say("modelFew", { n: thousands(labels), least: thousands(least) }), adoptFew, { id: "adopt-model", class: "main" });
  };
  const draw = () => {
    const learned = found.adapted_to_labels === null ? say("modelBase") : say("modelOwn", { n: found.adapted_to_labels });
    const parts = [
      el("h2", {}, say("modelTitle")), el("p", { class: "sub" }, say("modelText")),
      el("p", { class: "note", id: "model-now" }, say("modelNow", { model: found.model, learned, labels: thousands(found.labels), corrections: thousands(found.corrections) })),
    ];
    if (found.problem) parts.push(el("p", { class: "problem", role: "alert" }, found.problem[state.language]));
    if (found.task) parts.push(progress(found.task), found.task.name === "reclassifying" ? null : el("p", { class: "tools" }, button("stop-learning", say("modelStop"), send("DELETE", "/api/model/proposal"))));
    else if (found.proposal) parts.push(...described(found.proposal), state.archive.read_only ? null : el("p", { class: "tools" }, adoptButton(found.proposal), button("discard-model", say("modelDiscard"), send("DELETE", "/api/model/proposal"))));
    else if (!state.archive.read_only) {
      if (found.by_other_models) parts.push(el("p", { class: "warning" }, say("otherModels", { n: thousands(found.by_other_models) })));
      parts.push(el("p", { class: "tools" },
        button("learn", say("modelLearn"), send("POST", "/api/model/proposal", {}), "main"),
        found.by_other_models ? button("go-on-reclassifying", say("modelGoOn"), adopt(found.model)) : null,
        found.adapted_to_labels === null ? null : button("return-to-base", say("modelReturn"), send("DELETE", "/api/model/adoption"))));
    }
    node.replaceChildren(...parts.filter(Boolean));
  };
  return { node, update };
}

function progress({ name, done, total }) {
  return el("p", { class: "lead", "aria-live": "off" }, say(`task_${name}`), " ", el("progress", { max: total || 1, value: done, "aria-label": say(`task_${name}`) }), total ? ` ${thousands(done)} / ${thousands(total)}` : "");
}

/** What the proposal was measured to give, and what it would change. */
function described({ labels, unknown_labels: unknown, scores, articles, changed, themes, largest }) {
  const parts = [el("h3", {}, say("modelProposal", { n: thousands(labels) }))];
  if (unknown) parts.push(el("p", { class: "note" }, say("modelUnknown", { n: thousands(unknown) })));
  parts.push(...(scores ? measured(scores) : [el("p", { class: "warning", id: "unmeasured" }, say("modelUnmeasured"))]));
  const share = articles ? changed / articles : 0;
  const text = [say("modelEffects", { all: thousands(articles), n: thousands(changed), p: percent(share) })];
  if (largest) text.push(say("modelLargest", { month: largest.month, theme: themeName(largest.theme), a: percent(largest.before), b: percent(largest.after), before: thousands(largest.before_articles), after: thousands(largest.after_articles), n: thousands(largest.articles) }));
  parts.push(el("p", { id: "effects", "data-changed": changed }, text.join(say("between"))));
  const moved = themes.filter(({ before, after }) => before !== after).sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  if (moved.length) parts.push(scrolling(say("columnDifference"), el("table", {},
    el("thead", {}, el("tr", {}, ["columnTheme", "columnNow", "columnAfter", "columnDifference"].map((name, at) => el("th", { scope: "col", class: at ? "number" : null }, say(name))))),
    el("tbody", {}, moved.map(({ theme, before, after }) => el("tr", {}, el("th", { scope: "row" }, themeName(theme)),
      ...[before, after].map((count) => el("td", { class: "number" }, `${thousands(count)} (${percent(count / articles)})`)), el("td", { class: "number" }, points((after - before) / articles))))))));
  return parts;
}

/** What the gain of the last doubling of the labels lets one expect of further labels. */
const OUTLOOK = { clear: "curveMore", negligible: "curveEnough", unclear: "curveUnclear" };

function measured({ articles, before, after, only_before: worse, only_after: better, p_value: p, curve, last_doubling: doubling }) {
  const value = ({ value, low, high }) => say("rangeValue", { value: percent(value), low: percent(low), high: percent(high) });
  const chance = p < 0.001 ? "< 0.001" : `= ${rounded(p, 3)}`;
  const verdict = p >= LEVEL ? "modelSame" : after.value > before.value ? "modelBetter" : "modelWorse";
  return [
    el("p", { id: "measured", "data-verdict": verdict }, say("modelScores", { n: thousands(articles), a: value(before), b: value(after), better, worse, p: chance }), say("between"), el("strong", {}, say(verdict))),
    curveChart(curve),
    ...(doubling ? [el("p", { class: "note", id: "doubling", "data-verdict": doubling.verdict }, say("curveDoubling", { d: points(doubling.value), low: points(doubling.low), high: points(doubling.high) }), say("between"), say(OUTLOOK[doubling.verdict]))] : []),
  ];
}

/** A difference in percentage points with its sign; two digits where one would show 0. */
const points = (share) => `${share < 0 ? "−" : share > 0 ? "+" : ""}${rounded(100 * Math.abs(share), share && Math.abs(share) < 0.0005 ? 2 : 1)}`;

/** The accuracy by the number of labels that were learned. */
function curveChart(curve) {
  const values = curve.map((point) => point.accuracy), most = Math.max(1, curve.at(-1).labels);
  const low = Math.max(0, Math.floor(20 * Math.min(...values) - 0.5) / 20), high = Math.min(1, Math.ceil(20 * Math.max(...values) + 0.5) / 20);
  const x = (labels) => LEFT + ((WIDTH - LEFT - RIGHT) * labels) / most, y = (accuracy) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - accuracy)) / (high - low);
  const text = curve.map(({ labels, accuracy }) => say("curvePoint", { n: labels, p: percent(accuracy) })).join(say("comma"));
  const picture = svg("svg", { class: "curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "aria-label": `${say("curveTitle")} ${text}` });
  for (const part of [0, 0.5, 1]) {
    const accuracy = low + part * (high - low);
    picture.append(svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(accuracy), y2: y(accuracy), stroke: part ? "#e3e3e3" : "#888" }), svg("text", { x: LEFT - 6, y: y(accuracy) + 4, "font-size": 12, fill: "#555", "text-anchor": "end" }, percent(accuracy)));
  }
  picture.append(svg("polyline", { points: curve.map(({ labels, accuracy }) => `${x(labels).toFixed(1)},${y(accuracy).toFixed(1)}`).join(" "), fill: "none", stroke: "#0b5394", "stroke-width": 2 }));
  for (const { labels, accuracy } of curve) picture.append(svg("circle", { cx: x(labels).toFixed(1), cy: y(accuracy).toFixed(1), r: 3.5, fill: "#0b5394" }, svg("title", {}, say("curvePoint", { n: labels, p: percent(accuracy) }))));
  for (const labels of [0, most]) picture.append(svg("text", { x: x(labels), y: HEIGHT - BOTTOM + 18, "font-size": 12, fill: "#555", "text-anchor": labels ? "end" : "middle" }, thousands(labels)));
  picture.append(svg("text", { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 4, "font-size": 12, fill: "#555", "text-anchor": "middle" }, say("curveAxis")));
  return el("figure", {}, el("figcaption", { class: "note" }, say("curveTitle")), picture);
}
