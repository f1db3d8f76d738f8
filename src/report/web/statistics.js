// ---------------------------------------------------------------------------------------------------------------
// Tests of changes: the same rules as in trends/statistics/two_shares.rs, so that the page and the tables agree

/** Changes whose false discovery rate is below this are shown as clear. */
const CLEAR = 0.05;
/** Below this expected count the exact test is used. */
const SMALLEST_EXPECTED = 5;

/** The complementary error function to seven digits (Numerical Recipes, 2nd edition, section 6.2). */
function erfc(x) {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const series = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const found = t * Math.exp(-x * x + series.reduceRight((sum, c) => c + t * sum, 0));
  return x >= 0 ? found : 2 - found;
}

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

/** The p-value of a difference of two shares: the score test, or Fisher's test where expected counts are small. */
function pValue(a, b) {
  const pooled = (a.k + b.k) / (a.n + b.n);
  if (!(pooled > 0 && pooled < 1)) return 1;
  if (Math.min(a.n, b.n) * Math.min(pooled, 1 - pooled) < SMALLEST_EXPECTED) return fisher(a, b);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return Math.min(1, erfc(Math.abs(b.k / b.n - a.k / a.n) / error / Math.SQRT2));
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
