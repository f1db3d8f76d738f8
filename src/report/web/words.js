// ---------------------------------------------------------------------------------------------------------------
// Words and numbers as readers see them

let language = 0; // index into WORDS entries

function say(key, values = {}) {
  const entry = WORDS[key];
  return (entry ? entry[language] : key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** A number with so many decimals, halves away from zero, as the program rounds it (numbers.rs): toFixed goes by the binary number. */
const rounded = (x, decimals) => {
  const scale = 10 ** decimals, size = Math.floor(Math.abs(x) * scale + 0.5 + 1e-9) / scale;
  return (x < 0 && size > 0 ? "-" : "") + size.toFixed(decimals);
};
/** A share in per cent with one digit, or two where one digit would show 0; some share that two digits would write as none is below 0.01%. */
const percent = (share) => { const text = rounded(100 * share, share > 0 && share < 0.0005 ? 2 : 1); return text === "0.00" ? "<0.01%" : text + "%"; };
/** A share in whole per cents, for cells with little room. */
const wholePercent = (share) => { const text = rounded(100 * share, 0); return text === "0" && share > 0 ? "<1" : text; };
/** A p value or false discovery rate: a smaller one than three digits can show is no zero. */
const pValue = (value) => (value < 0.001 ? "<0.001" : value >= 0.9995 ? ">0.999" : rounded(value, 3));
/** Percentage points with their sign; none where they round to 0. */
const points = (d) => { const size = rounded(100 * Math.abs(d), 1); return (size === "0.0" ? "" : d > 0 ? "+" : "−") + size; };

// The program writes PROVINCES before this file: code, Chinese, English, ISO 3166-2 letters, and column and row in the tile grid.
const NOWHERE = PROVINCES.length; // index for “place unknown”
const provinceIndex = new Map(PROVINCES.map((p, i) => [p[0], i]));
const provinceName = (i) => (i === NOWHERE ? say("unknown") : PROVINCES[i][1 + language]);
