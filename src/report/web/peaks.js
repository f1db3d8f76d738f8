// ---------------------------------------------------------------------------------------------------------------
// Peaks: found once by the program for all articles; filters do not change them

function showPeaks() {
  const found = data.raw.peaks, rows = document.createDocumentFragment();
  $("peaks").hidden = !found || !found.length;
  if ($("peaks").hidden) return;
  $("peaks-sub").textContent = say("peaksSub");
  for (const peak of found) {
    const [head, ...rest] = peak[language ? "en" : "zh"];
    const item = html(rows, "li");
    html(item, "p", "", head);
    for (const sentence of rest.filter(Boolean)) html(item, "p", "sub", sentence);
  }
  $("peaks-list").replaceChildren(rows);
}
