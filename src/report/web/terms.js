// ---------------------------------------------------------------------------------------------------------------
// New terms: found once by the program for all articles; filters do not change them

function showTerms() {
  const found = data.raw.newTerms, rows = document.createDocumentFragment();
  $("terms").hidden = !found || !found.themes.length;
  if ($("terms").hidden) return;
  $("terms-sub").textContent = say("termsSub", { a: found.spans[0], b: found.spans[1] });
  for (const { theme, totals, rising, fading, leads } of found.themes) {
    if (!rising.length && !fading.length && !leads.length) continue;
    const name = html(rows, "dt", "", themeName(theme) + " "), body = html(rows, "dd");
    html(name, "small", "", totals.map(thousands).join(" → "));
    const line = (key, terms) => {
      if (!terms.length) return;
      const p = html(body, "p", key);
      if (key !== "rising") html(p, "span", "", say(key === "fading" ? "termsFading" : "termsLeads"));
      for (const [term, before, after] of terms) {
        const item = html(p, "span", "", term + " ");
        html(item, "small", "", `${thousands(before)} → ${thousands(after)}`);
      }
    };
    line("rising", rising);
    line("fading", fading);
    line("leads", leads);
  }
  $("terms-list").replaceChildren(rows);
}
