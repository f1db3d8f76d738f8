// ---------------------------------------------------------------------------------------------------------------
// Lag of provinces behind national papers: tables that the program made; filters do not change them

function showLag() {
  const lag = data && data.raw.lag && data.raw.lag[language ? "en" : "zh"], box = $("lag-text");
  $("lag").hidden = !lag;
  box.replaceChildren();
  if (!lag) return;
  html(box, "p", "", lag.sentences.join(language ? " " : ""));
  for (const table of lag.tables) {
    html(box, "h3", "", table.title);
    html(box, "p", "sub", table.above);
    if (table.rows.length) addTable(box, table.title, table.head, table.rows);
  }
  if (lag.methods) html(box, "p", "note", say("lagAll") + (language ? " " : "") + lag.methods);
}
