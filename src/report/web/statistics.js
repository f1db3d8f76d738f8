// ---------------------------------------------------------------------------------------------------------------
// Tests of changes: the same rules as in trends/statistics, so that the page and the tables agree

/** Changes whose false discovery rate is below this are shown as clear. */
const CLEAR = 0.05;
// As in report/prose/compared.rs: when a comparison tells as how many independent articles its articles count, and when it warns.
const MUCH_FEWER = 1.5, FEW_ARTICLES = 100;
/** The fewest independent articles on which a share rests that is shown, as in trends/theme_changes.rs. */
const MIN_EFFECTIVE_TOTAL = 30;
/** Below this expected count the exact test is used. */
const SMALLEST_EXPECTED = 5;

/** ln 0!, ln 1!, …, as far as they were needed. */
const lnFactorials = [0];
function lnFactorial(n) {
  for (let i = lnFactorials.length; i <= n; i++) lnFactorials.push(lnFactorials[i - 1] + Math.log(i));
  return lnFactorials[n];
}
const lnChoose = (n, k) => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** Fisher's exact test, two-sided: sums all tables with the same margins that are at most as likely as the observed one. */
function fisher(a, b) {
  const positives = a.k + b.k, all = lnChoose(a.n + b.n, positives);
  const probability = (k) => Math.exp(lnChoose(a.n, k) + lnChoose(b.n, positives - k) - all);
  const observed = probability(a.k) * (1 + 1e-7);
  let sum = 0;
  for (let k = Math.max(0, positives - b.n); k <= Math.min(positives, a.n); k++) {
    const p = probability(k);
    if (p <= observed) sum += p;
  }
  return Math.min(1, sum);
}

/** ln Γ(x) for x > 0 (Lanczos' approximation, Numerical Recipes, 3rd edition, section 6.1). */
function lnGamma(x) {
  const series = [57.1562356658629235, -59.5979603554754912, 14.1360979747417471, -0.491913816097620199, 0.339946499848118887e-4, 0.465236289270485756e-4, -0.983744753048795646e-4,
    0.158088703224912494e-3, -0.210264441724104883e-3, 0.217439618115212643e-3, -0.164318106536763890e-3, 0.844182239838527433e-4, -0.261908384015814087e-4, 0.368991826595316234e-5];
  const shifted = x + 5.2421875;
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310005 * series.reduce((sum, c, k) => sum + c / (x + 1 + k), 0.999999999999997092)) / x);
}
/** The regularised incomplete beta function by its continued fraction (Numerical Recipes, section 6.4). */
function incompleteBeta(a, b, x) {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const tiny = 1e-300, safe = (v) => (Math.abs(v) < tiny ? tiny : v);
  let c = 1, d = 1 / safe(1 - ((a + b) * x) / (a + 1)), fraction = d;
  for (let m = 1; m < 500; m++) {
    for (const factor of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / safe(1 + factor * d);
      c = safe(1 + factor / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-14) break;
  }
  return (Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) * fraction) / a;
}
/** The two-sided tail probability of Student's t distribution. */
const tTail = (t, freedom) => incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
/** The 97.5% point of Student's t distribution, by bisection. */
function tQuantile(freedom) {
  let low = 0, high = 20;
  while (tTail(high, freedom) > 0.05) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (tTail(middle, freedom) > 0.05) low = middle; else high = middle;
  }
  return high;
}

/**
 * The change of theme `t` between two spans whose articles come in clusters of days, as in trends/statistics/clustered.rs.
 * `cells` are, for each span, {paper, cluster, n, k: counts by theme}; `lasts` clusters in a row tell as much as an independent one.
 */
function clusteredDifference(cells, t, lasts = 1) {
  const strata = cells.map((parts) => {
    const papers = new Map();
    for (const part of parts) {
      const stratum = papers.get(part.paper) || { k: 0, n: 0 };
      stratum.k += part.k[t]; stratum.n += part.n;
      papers.set(part.paper, stratum);
    }
    return papers;
  });
  const common = [...strata[0].keys()].filter((paper) => strata[1].has(paper)).sort((x, y) => x - y);
  const weigh = (paper) => { const n = strata[0].get(paper).n, m = strata[1].get(paper).n; return (n * m) / (n + m); };
  const all = common.reduce((sum, paper) => sum + weigh(paper), 0), weights = new Map(common.map((paper) => [paper, weigh(paper) / all]));
  const sums = strata.map((papers) => common.reduce((sum, paper) => ({ k: sum.k + papers.get(paper).k, n: sum.n + papers.get(paper).n }), { k: 0, n: 0 }));
  const clusters = cells.map((parts) => new Set(parts.filter((part) => weights.has(part.paper)).map((part) => part.cluster)).size);
  const most = Math.max(0, clusters[0] - 1) + Math.max(0, clusters[1] - 1);
  const freedom = Math.min(most, Math.max(MIN_FREEDOM, sum(clusters.map((g) => Math.max(0, g / lasts - 1)))));
  if (!common.length || !most) {
    const [a, b] = sums.map(({ k, n }) => ({ k, n, value: n ? k / n : 0, low: 0, high: 1 }));
    return { a, b, d: { value: a.n && b.n ? b.value - a.value : 0, low: -1, high: 1 }, p: 1, effective: [0, 0] };
  }
  // The share of each paper by which its variance is reckoned: over both spans, with one article more that is as likely to match as those of all.
  const both = sums[0].n + sums[1].n, ofAll = both ? (sums[0].k + sums[1].k) / both : 0;
  const likely = new Map(common.map((paper) => {
    const [x, y] = strata.map((papers) => papers.get(paper));
    return [paper, (x.k + y.k + ofAll) / (x.n + y.n + 1)];
  }));
  const moments = cells.map((parts, span) => {
    let value = 0, likelyValue = 0, independent = 0, squaredWeights = 0;
    for (const [paper, w] of weights) {
      const { k, n } = strata[span].get(paper), q = likely.get(paper);
      value += (w * k) / n;
      likelyValue += w * q;
      independent += (w * w * q * (1 - q)) / n;
      squaredWeights += (w * w) / n;
    }
    // The number of articles of one paper that would tell as much: at most Kish's, that of papers with the same share.
    const kish = 1 / squaredWeights, articles = independent > 0 ? Math.min((likelyValue * (1 - likelyValue)) / independent, kish) : kish;
    const residuals = new Map();
    for (const part of parts) {
      if (!weights.has(part.paper)) continue;
      const { k, n } = strata[span].get(part.paper);
      residuals.set(part.cluster, (residuals.get(part.cluster) || 0) + (weights.get(part.paper) * (part.k[t] - (k / n) * part.n)) / n);
    }
    let squares = 0;
    for (const residual of residuals.values()) squares += residual * residual;
    const g = clusters[span];
    return { value, articles, independent, clustered: g > 1 ? (g / (g - 1)) * squares : independent };
  });
  const independent = moments[0].independent + moments[1].independent;
  const effect = lasts * (independent > 0 ? Math.max(1, (moments[0].clustered + moments[1].clustered) / independent) : 1), critical = tQuantile(freedom);
  const effective = moments.map((m) => m.articles / effect);
  const [a, b] = moments.map((m, span) => ({ ...sums[span], value: m.value, ...scoreInterval(m.value, effective[span], critical) })), [n, m] = effective;
  const value = b.value - a.value, pooled = (a.value * n + b.value * m) / (n + m);
  const d = { value, low: Math.max(-1, value - Math.hypot(b.value - b.low, a.high - a.value)), high: Math.min(1, value + Math.hypot(b.high - b.value, a.value - a.low)) };
  let p = 1;
  if (pooled > 0 && pooled < 1) {
    p = Math.min(1, tTail(value / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)), freedom));
    // Fisher's test of as many articles as the shares rest on.
    const whole = moments.map(({ value: share }, span) => ({ k: Math.round(share * effective[span]), n: Math.round(effective[span]) }));
    if (Math.min(n, m) * Math.min(pooled, 1 - pooled) < SMALLEST_EXPECTED) p = Math.max(p, fisher(...whole));
  }
  // The variance between few clusters is itself an estimate: n/deff (z/t)² (Korn & Graubard 1998), as in trends/statistics/two_shares.rs.
  return { a, b, d, p, effective: effective.map((articles) => articles * (Z / critical) ** 2) };
}

function median(values) {
  const sorted = [...values].sort((x, y) => x - y), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** False discovery rates (Benjamini & Hochberg 1995). */
function falseDiscovery(values) {
  const order = values.map((_, i) => i).sort((x, y) => values[x] - values[y] || x - y), rates = values.map(() => 1);
  let smallest = 1;
  for (let at = order.length; at-- > 0; ) {
    smallest = Math.min(smallest, (values[order[at]] * values.length) / (at + 1));
    rates[order[at]] = Math.max(smallest, Math.min(1, values[order[at]]));
  }
  return rates;
}

// As in trends/design_effect.rs: the fewest days for weeks inside quarters as clusters, and the fewest degrees of freedom of a quantile.
const MIN_DAYS_FOR_WEEKS = 90, MIN_FREEDOM = 4;
// As in trends/statistics/successive.rs.
const MAX_DISTANCE = 14, WEIGHT_OF_MEAN = 0.5;

/** The variances of each theme's number of articles over days in a row, over those of independent articles, as in trends/statistics/successive.rs;
 *  `totals` and `counts` are the numbers of articles of each day, of all and by theme. */
function spreads(totals, counts, T) {
  const all = sum(totals), distances = Math.max(1, Math.min(totals.length >> 1, MAX_DISTANCE));
  if (all <= 1) return Array.from({ length: T }, () => null);
  const product = (of, distance) => { let found = 0; for (let d = distance; d < of.length; d++) found += of[d - distance] * of[d]; return found; };
  const inARow = (of) => { let found = product(of, 0); for (let d = 1; d < distances; d++) found += 2 * Math.min(1, 2 * (1 - d / distances)) * product(of, d); return found; };
  const [leftByDays, leftInARow] = [product(totals, 0), inARow(totals)].map((products) => all - products / all);
  return Array.from({ length: T }, (_, t) => {
    const share = sum(totals.map((_, d) => counts[d * T + t])) / all, variance = (share * (1 - share) * all) / (all - 1);
    const rest = totals.map((n, d) => counts[d * T + t] - share * n);
    return variance * leftByDays > 0 && variance * leftInARow > 0 ? { ofDays: product(rest, 0) / (variance * leftByDays), inARow: inARow(rest) / (variance * leftInARow) } : null;
  });
}
/** By what the variance of a sum over days grows since events last for days, over all themes together; at least 1. */
function lasting(all) {
  const known = all.filter(Boolean), ofDays = sum(known.map((s) => s.ofDays));
  return ofDays > 0 ? Math.max(1, sum(known.map((s) => s.inARow)) / ofDays) : 1;
}
/** The design effects of themes for days that follow each other. */
function effectsInARow(all) {
  const known = all.filter(Boolean), mean = (of) => sum(known.map((s) => s[of])) / Math.max(1, known.length), days = mean("ofDays"), inARow = mean("inARow"), lasts = lasting(all);
  return all.map((s) => Math.max(Math.max(1, ((s ? s.ofDays : 0) + WEIGHT_OF_MEAN * days) / (1 + WEIGHT_OF_MEAN)) * lasts, ((s ? s.inARow : 0) + inARow) / 2, s ? s.inARow : 0));
}

// As in trends/statistics/successive_periods.rs.
const MIN_LEFT = 0.4, INDEPENDENT_THEMES = 4, MAX_LIKENESS = 0.8;
/** The cell of a week or month in a map of them: the numbers of articles, of all and by theme. */
function periodCell(cells, period, T) {
  if (!cells.has(period)) cells.set(period, { period, n: 0, k: new Float64Array(T) });
  return cells.get(period);
}
/** The cells of articles by week inside longer periods; `strata` has the longer period of each article, and is null where there is one only. */
function weekCells(articles, strata, T) {
  const weeks = periodColumn("week"), also = data.also, byStratum = new Map();
  for (const i of articles) {
    const stratum = strata ? strata[i] : 0, own = data.theme[i];
    if (!byStratum.has(stratum)) byStratum.set(stratum, new Map());
    const cell = periodCell(byStratum.get(stratum), weeks[i], T);
    cell.n++;
    if (own >= 0) cell.k[own]++;
    if (state.also) for (let j = also.start[i]; j < also.start[i + 1]; j++) if (also.values[j] !== own) cell.k[also.values[j]]++;
  }
  return [...byStratum.values()];
}
/** The variances of each theme's number of articles over weeks or months, over those of independent articles, as in
 *  trends/statistics/successive_periods.rs; `strata` are maps of the cells of a span or longer period. */
function periodSpreads(strata, T) {
  const sums = Array.from({ length: T }, () => [0, 0, 0, 0]);
  for (const within of strata) {
    const cells = [...within.values()].sort((x, y) => x.period - y.period), all = sum(cells.map((cell) => cell.n));
    if (all <= 1) continue;
    // Σ x², and with twice the products of periods that follow each other.
    const products = (of) => {
      let squares = 0, neighbours = 0;
      for (let at = 0; at < of.length; at++) {
        squares += of[at] * of[at];
        if (at + 1 < of.length && cells[at + 1].period === cells[at].period + 1) neighbours += of[at] * of[at + 1];
      }
      return [squares, squares + 2 * neighbours];
    };
    const ofTotals = products(cells.map((cell) => cell.n));
    for (let t = 0; t < T; t++) {
      const share = sum(cells.map((cell) => cell.k[t])) / all, variance = (share * (1 - share) * all) / (all - 1);
      const found = products(cells.map((cell) => cell.k[t] - share * cell.n));
      for (const at of [0, 1]) { sums[t][2 * at] += found[at]; sums[t][2 * at + 1] += variance * (all - ofTotals[at] / all); }
    }
  }
  return sums.map(([found, independent, foundInARow, independentInARow]) => {
    if (!(independent > 0)) return null;
    const apart = found / independent;
    return { apart, inARow: independentInARow >= MIN_LEFT * independent ? foundInARow / independentInARow : apart };
  });
}
/** By what the variance of a sum over weeks or months grows since events last beyond one, over all themes together; at least 1. */
function lastingPeriods(all) {
  const total = (of) => sum(all.filter(Boolean).map((s) => s[of])) + INDEPENDENT_THEMES;
  const likeness = Math.min(MAX_LIKENESS, Math.max(0, (total("inARow") / total("apart") - 1) / 2));
  return (1 + likeness) / (1 - likeness);
}
/** The design effects of themes for weeks, of which `lasts` in a row tell as much as an independent one. */
function effectsOfPeriods(all, lasts) {
  const known = all.filter(Boolean), mean = sum(known.map((s) => s.apart)) / Math.max(1, known.length);
  return all.map((s) => {
    const { apart, inARow } = s || { apart: 0, inARow: 0 };
    return Math.max(Math.max(1, apart, (apart + WEIGHT_OF_MEAN * mean) / (1 + WEIGHT_OF_MEAN)) * lasts, inARow);
  });
}

/**
 * The design effect of each theme among the chosen articles, as in trends/design_effect.rs: the larger one of those by weeks inside
 * quarters, with how long events last (by days that follow each other where the articles span less than three months) and by stories with all their printings,
 * times (t/z)² for the number of weeks or days. `period` is the column of the periods that are counted.
 */
function designEffects(chosen, period, T) {
  const counted = chosen.filter((i) => period[i] !== NO_PERIOD), dated = counted.filter((i) => data.exact[i] === 0);
  // In order of date.
  const span = dated.length ? data.day[dated[dated.length - 1]] - data.day[dated[0]] + 1 : 0;
  const weekly = span >= MIN_DAYS_FOR_WEEKS, clusters = periodColumn(weekly ? "week" : "day");
  const place = (strata) => {
    const known = new Set(), strataKnown = new Set();
    for (const i of dated) {
      const stratum = strata ? strata[i] : 0;
      known.add(stratum * 1e6 + clusters[i]);
      strataKnown.add(stratum);
    }
    return { number: known.size, strata: strataKnown.size };
  };
  let placed = place(weekly ? periodColumn("quarter") : null);
  // Strata of hardly more than one cluster each would take all that clusters tell.
  const stratified = weekly && placed.number >= 2 * placed.strata;
  if (placed.number < 2 * placed.strata) placed = place(null);
  const ofDays = weekly ? null : spreads(...countsOfDays(dated, span, T), T), within = (kind) => periodSpreads(weekCells(dated, stratified ? periodColumn(kind) : null, T), T);
  const lasts = ofDays ? lasting(ofDays) : lastingPeriods(within("month"));
  const byPeriod = ofDays ? effectsInARow(ofDays) : effectsOfPeriods(within("quarter"), lasts);
  const byStory = clusterEffects(counted, counted.map((i) => data.storyOf[i]), T);
  // The effect is itself an estimate; of a single day nothing is known.
  const freedom = placed.number / lasts - placed.strata, widening = placed.number > placed.strata ? (tQuantile(Math.max(freedom, MIN_FREEDOM)) / Z) ** 2 : 1;
  return byPeriod.map((effect, t) => widening * Math.max(effect, byStory[t] * lasts));
}

/** The numbers of articles of each day of a span, of all and by theme; the articles stand in the order of days. */
function countsOfDays(articles, span, T) {
  const totals = new Array(span).fill(0), counts = new Float64Array(span * T), also = data.also, first = articles.length ? data.day[articles[0]] : 0;
  for (const i of articles) {
    const at = data.day[i] - first, own = data.theme[i];
    totals[at]++;
    if (own >= 0) counts[at * T + own]++;
    if (state.also) for (let j = also.start[i]; j < also.start[i + 1]; j++) if (also.values[j] !== own) counts[at * T + also.values[j]]++;
  }
  return [totals, counts];
}

/** The design effects of articles whose clusters are numbered. */
function clusterEffects(articles, cluster, T) {
  let clusters = 0;
  for (const at of cluster) if (at >= clusters) clusters = at + 1;
  // The articles of each cluster as a chain.
  const first = new Int32Array(clusters).fill(-1), next = new Int32Array(articles.length);
  for (let x = 0; x < articles.length; x++) { next[x] = first[cluster[x]]; first[cluster[x]] = x; }
  // Σ n and Σ n², and of each theme Σ k, Σ k² and Σ k n.
  let all = 0, allSquares = 0;
  const own = new Uint32Array(T), carried = [], [counts, squares, products] = [0, 1, 2].map(() => new Float64Array(T)), also = data.also;
  const add = (t) => { if (t >= 0 && !own[t]++) carried.push(t); };
  for (let c = 0; c < clusters; c++) {
    let n = 0;
    for (let x = first[c]; x >= 0; x = next[x], n++) {
      const i = articles[x];
      add(data.theme[i]);
      if (state.also) for (let j = also.start[i]; j < also.start[i + 1]; j++) if (also.values[j] !== data.theme[i]) add(also.values[j]);
    }
    all += n; allSquares += n * n;
    for (const t of carried) {
      const k = own[t];
      counts[t] += k; squares[t] += k * k; products[t] += k * n;
      own[t] = 0;
    }
    carried.length = 0;
  }
  return Array.from({ length: T }, (_, t) => {
    const share = counts[t] / all, between = squares[t] - 2 * share * products[t] + share * share * allSquares;
    const independent = all > 1 ? ((share * (1 - share) * all) / (all - 1)) * (all - allSquares / all) : 0;
    return independent > 0 ? Math.max(1, between / independent) : 1;
  });
}
