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
    if (!table.rows.length) continue;
    const grid = html(scrolling(box, table.title), "table"), head = html(html(grid, "thead"), "tr"), body = html(grid, "tbody");
    for (const name of table.head) html(head, "th", "", name).scope = "col";
    for (const row of table.rows) {
      const line = html(body, "tr");
      for (const cell of row) html(line, "td", "", cell);
    }
  }
  if (lag.methods) html(box, "p", "note", say("lagAll") + (language ? " " : "") + lag.methods);
}
