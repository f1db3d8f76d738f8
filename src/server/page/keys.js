// Reads keys that choose: some are single, others begin longer ones, and then the page waits for a moment.

import { announce, say } from "./base.js";

/** How long a key waits that may begin a longer one, in milliseconds. */
const WAIT = 800;

/**
 * A listener for keys. `choices` gives the present ones as { key, name, run, also }; with Shift a key does what `also`
 * does. What is typed so far stands in #typed.
 */
export function keyReader(choices) {
  let typed = "", timer = 0, shifted = false;
  const tell = (text) => { const box = document.getElementById("typed"); if (box) box.textContent = text; };
  const end = () => { typed = ""; clearTimeout(timer); tell(""); };
  const listener = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, summary")) return;
    // With Shift, digits give signs that differ by keyboard, but the place of the key does not.
    const place = event.shiftKey ? /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1] : undefined;
    const key = place ? place.toLowerCase() : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Escape") { end(); return; }
    if (typed && event.key.length === 1 && shifted !== Boolean(place)) end();
    const all = place ? choices().filter((choice) => choice.also).map((choice) => ({ ...choice, run: choice.also })) : choices();
    if (key.length > 1) { const choice = all.find((choice) => choice.key === key); if (choice) { event.preventDefault(); end(); choice.run(); } return; }
    if (!/^[a-z0-9?]$/.test(key)) return;
    event.preventDefault();
    clearTimeout(timer);
    typed += key;
    shifted = Boolean(place);
    const starting = all.filter((choice) => choice.key.startsWith(typed)), exact = all.find((choice) => choice.key === typed);
    if (!starting.length) { announce(say("unknownKey", { key: typed })); end(); return; }
    if (exact && starting.length === 1) { end(); exact.run(); return; }
    tell(`${typed}… ${starting.map((choice) => `${choice.key} ${choice.name}`).join("  ")}`);
    timer = setTimeout(() => { end(); exact?.run(); }, exact ? WAIT : 4 * WAIT);
  };
  addEventListener("keydown", listener);
  return () => { end(); removeEventListener("keydown", listener); };
}
