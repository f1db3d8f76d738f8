// Reads keys that choose: some are single, others begin longer ones, and then the page waits for a moment.

import { announce, say } from "./base.js";
import { definition, showMeaning } from "./codebook.js";

/** How long a key waits that may begin a longer one, and how long keys are ignored after an unknown one, in milliseconds. */
const WAIT = 800;

/**
 * A listener for keys. `choices` gives the present ones as { key, name, run, also, theme }; with Shift a key does what `also`
 * does. What is typed so far stands in #typed, and what the theme means in the codebook.
 */
export function keyReader(choices) {
  let typed = "", timer = 0, shifted = false, ignoredUntil = 0;
  const tell = (text) => { const box = document.getElementById("typed"); if (box) box.textContent = text; };
  const end = () => { typed = ""; clearTimeout(timer); tell(""); };
  const present = () => (shifted ? choices().filter((choice) => choice.also).map((choice) => ({ ...choice, run: choice.also })) : choices());
  /** A whole key that waits for a longer one counts when something else is typed: who types quickly means both. */
  const finish = () => {
    const exact = typed ? present().find((choice) => choice.key === typed) : undefined;
    end();
    exact?.run();
  };
  /** Nothing is chosen by an unknown key. What is typed right after it was meant to go with it, so it chooses nothing either. */
  const refuse = () => {
    const text = say("unknownKey", { key: typed });
    end();
    tell(text);
    announce(text);
    ignoredUntil = performance.now() + WAIT;
  };
  const take = (key, isShifted) => {
    if (typed && (shifted !== isShifted || !present().some((choice) => choice.key.startsWith(typed + key)) && present().some((choice) => choice.key === typed))) finish();
    clearTimeout(timer);
    typed += key;
    shifted = isShifted;
    const starting = present().filter((choice) => choice.key.startsWith(typed)), exact = starting.find((choice) => choice.key === typed);
    if (!starting.length) { refuse(); return; }
    showMeaning((exact ?? starting[0]).theme);
    if (exact && starting.length === 1) { end(); exact.run(); return; }
    tell(`${typed}… ${starting.map((choice) => `${choice.key} ${choice.name}`).join("  ")}`);
    if (exact?.theme) announce(`${exact.name} ${definition(exact.theme)}`);
    timer = setTimeout(() => { if (exact) finish(); else end(); }, exact ? WAIT : 4 * WAIT);
  };
  const listener = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, summary")) return;
    // With Shift, digits give signs that differ by keyboard, but the place of the key does not.
    const place = event.shiftKey ? /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1] : undefined;
    const key = place ? place.toLowerCase() : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Escape") { end(); ignoredUntil = 0; return; }
    // Enter presses the button that has the focus.
    if (key === "Enter" && event.target.closest?.("button, a")) return;
    if (key.length > 1) {
      const choice = choices().find((choice) => choice.key === key);
      if (choice) { event.preventDefault(); finish(); choice.run(); }
      return;
    }
    if (!/^[a-z0-9?]$/.test(key)) return;
    event.preventDefault();
    if (performance.now() < ignoredUntil) { ignoredUntil = performance.now() + WAIT; return; }
    take(key, Boolean(place));
  };
  addEventListener("keydown", listener);
  return () => { end(); removeEventListener("keydown", listener); };
}
