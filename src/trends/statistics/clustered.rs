//! The change of a share between two spans when articles of one month or week are not independent.
//!
//! News comes in series: a month with a flood has many articles on floods. A test that counts every article as a draw
//! of its own therefore takes chance for change. Here clusters of days are the draws. Their variance, divided by that of
//! independent articles, is the design effect (Kish 1965), and a share counts as if it rested on n/deff articles.
//!
//! Papers are strata: the change is the mean of the changes within the papers that were read in both spans, so that a
//! paper which enters or leaves changes nothing.

use std::collections::BTreeMap;

use statrs::distribution::StudentsT;

use crate::trends::statistics::share::Share;
use crate::trends::statistics::two_shares::{Difference, EffectiveShare, effective_difference, independent_articles};

/// The fewest degrees of freedom that clusters are taken to have since they are alike; the quantile of fewer would leave nothing to be told.
pub(super) const MIN_FREEDOM: f64 = 4.0;

/// The articles of one paper in one cluster of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClusterCount {
    /// The paper, by number.
    pub paper: usize,
    /// The cluster, by number; the same number in another span is another cluster.
    pub cluster: usize,
    /// Number of matching articles.
    pub count: usize,
    /// Number of all articles.
    pub total: usize,
}

/// A change of a share with what its uncertainty rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusteredDifference {
    /// The shares in both spans and their difference, over the papers read in both.
    pub difference: Difference,
    /// Variance of the difference over that of independent articles, at least 1.
    pub design_effect: f64,
    /// The difference over all papers, whether read in both spans or not.
    pub raw: f64,
    /// The number of independent articles of one paper that would tell as much as those of each span: articles of one cluster say
    /// much the same, a paper with much weight of which little was read leaves much open, and from few clusters it is hardly known how
    /// alike their articles are. 0 where nothing is known of chance.
    pub effective_totals: [f64; 2],
}

/// One span of one paper.
#[derive(Debug, Clone, Copy, Default)]
struct Stratum {
    count: usize,
    total: usize,
}

impl Stratum {
    fn share(self) -> f64 {
        self.count as f64 / self.total.max(1) as f64
    }
}

/// The difference of a share between two spans whose articles come in clusters.
///
/// Counts above their totals are taken as the totals. Without a paper that was read in both spans, or with a single
/// cluster in each, nothing is known of chance: the interval is −1 to 1, and p is 1.
pub fn clustered_difference(before: &[ClusterCount], after: &[ClusterCount]) -> ClusteredDifference {
    difference_of_successive_clusters(before, after, 1.0)
}

/// [`clustered_difference`] of clusters that follow each other and are alike, such as days within an event: so many of them as `lasting`
/// says, at least 1, tell as much as an independent one. The variance grows by it, and the degrees of freedom shrink.
pub fn difference_of_successive_clusters(
    before: &[ClusterCount],
    after: &[ClusterCount],
    lasting: f64,
) -> ClusteredDifference {
    let lasting = lasting.max(1.0);
    let spans = [before, after];
    let strata = spans.map(strata);
    let totals: [BTreeMap<usize, usize>; 2] =
        strata.each_ref().map(|papers| papers.iter().map(|(paper, own)| (*paper, own.total)).collect());
    let weights = paper_weights(&totals);
    let all = strata.each_ref().map(|papers| sum(papers.iter()));
    let raw = if all[0].total > 0 && all[1].total > 0 { all[1].share() - all[0].share() } else { 0.0 };
    let common = strata.each_ref().map(|papers| sum(papers.iter().filter(|(paper, _)| weights.contains_key(*paper))));
    let clusters = spans.map(|counts| number_of_clusters(counts, &weights));
    let degrees_of_freedom = clusters[0].saturating_sub(1) + clusters[1].saturating_sub(1);
    let independent_clusters = clusters.map(|clusters| (clusters as f64 / lasting - 1.0).max(0.0));
    let freedom = (independent_clusters[0] + independent_clusters[1]).max(MIN_FREEDOM).min(degrees_of_freedom as f64);
    let t = StudentsT::new(0.0, 1.0, freedom);
    let Some(t) = t.ok().filter(|_| !weights.is_empty() && degrees_of_freedom > 0) else {
        return ClusteredDifference {
            difference: unknown(&common),
            design_effect: 1.0,
            raw,
            effective_totals: [0.0; 2],
        };
    };
    let likely = likely_shares(&strata, &weights);
    let moments: [Moments; 2] =
        std::array::from_fn(|span| Moments::of(spans[span], &strata[span], &weights, &likely, clusters[span]));
    let independent = moments[0].independent + moments[1].independent;
    let design_effect =
        if independent > 0.0 { ((moments[0].clustered + moments[1].clustered) / independent).max(1.0) } else { 1.0 };
    let design_effect = design_effect * lasting;
    let difference = difference_of(&moments, &common, design_effect, &t);
    let effective_totals = moments.map(|span| independent_articles(span.articles / design_effect, &t));
    ClusteredDifference { difference, design_effect, raw, effective_totals }
}

/// The difference where nothing is known of its variance: the widest interval, and a p-value of 1.
fn unknown(common: &[Stratum; 2]) -> Difference {
    let share = |s: Stratum| Share { count: s.count, total: s.total, value: s.share(), low: 0.0, high: 1.0 };
    let (before, after) = (share(common[0]), share(common[1]));
    let value = if before.total > 0 && after.total > 0 { after.value - before.value } else { 0.0 };
    Difference { before, after, value, low: -1.0, high: 1.0, p_value: 1.0 }
}

fn sum<'a>(papers: impl Iterator<Item = (&'a usize, &'a Stratum)>) -> Stratum {
    papers.fold(Stratum::default(), |sum, (_, paper)| Stratum {
        count: sum.count + paper.count,
        total: sum.total + paper.total,
    })
}

fn strata(counts: &[ClusterCount]) -> BTreeMap<usize, Stratum> {
    let mut strata: BTreeMap<usize, Stratum> = BTreeMap::new();
    for part in counts {
        let stratum = strata.entry(part.paper).or_default();
        stratum.count += part.count.min(part.total);
        stratum.total += part.total;
    }
    strata.retain(|_, stratum| stratum.total > 0);
    strata
}

/// The weights of the papers that were read in both spans, of each with its number of articles above 0: n₁n₂/(n₁+n₂), scaled to add
/// up to 1. They are those of Mantel and Haenszel for differences (Greenland & Robins, Biometrics 41, 1985), under which a paper
/// read little in one span counts little.
pub fn paper_weights<P: Ord + Copy>([before, after]: &[BTreeMap<P, usize>; 2]) -> BTreeMap<P, f64> {
    let weight = |(paper, n): (&P, &usize)| {
        let (n, m) = (*n as f64, *after.get(paper)? as f64);
        Some((*paper, n * m / (n + m)))
    };
    let mut weights: BTreeMap<P, f64> = before.iter().filter_map(weight).collect();
    let sum: f64 = weights.values().sum();
    weights.values_mut().for_each(|weight| *weight /= sum);
    weights
}

/// The share of each paper that its variance is computed from: over both spans, with one pseudo-article that matches with the
/// share of all papers. The share within one span would be 0 or 1 for a paper of which few articles were read
/// there, and would say that nothing is as certain as these few.
fn likely_shares(strata: &[BTreeMap<usize, Stratum>; 2], weights: &BTreeMap<usize, f64>) -> BTreeMap<usize, f64> {
    let both = |paper: &usize| {
        let [before, after] = strata.each_ref().map(|papers| papers[paper]);
        Stratum { count: before.count + after.count, total: before.total + after.total }
    };
    let papers: BTreeMap<usize, Stratum> = weights.keys().map(|paper| (*paper, both(paper))).collect();
    let of_all = sum(papers.iter()).share();
    let likely = |own: Stratum| (own.count as f64 + of_all) / (own.total as f64 + 1.0);
    papers.into_iter().map(|(paper, own)| (paper, likely(own))).collect()
}

fn number_of_clusters(counts: &[ClusterCount], weights: &BTreeMap<usize, f64>) -> usize {
    let read = counts.iter().filter(|part| part.total > 0 && weights.contains_key(&part.paper));
    read.map(|part| part.cluster).collect::<std::collections::BTreeSet<_>>().len()
}

/// The share of one span and its variance in two ways.
#[derive(Debug, Clone, Copy)]
struct Moments {
    share: f64,
    /// The number of articles that would tell as much if they were independent and of one paper. It is that of all articles for one
    /// paper, and small where a paper with much weight was read little.
    articles: f64,
    /// Variance if articles were independent.
    independent: f64,
    /// Variance between clusters.
    clustered: f64,
}

impl Moments {
    fn of(
        counts: &[ClusterCount],
        strata: &BTreeMap<usize, Stratum>,
        weights: &BTreeMap<usize, f64>,
        likely: &BTreeMap<usize, f64>,
        clusters: usize,
    ) -> Self {
        let (mut share, mut likely_share, mut independent, mut squares) = (0.0, 0.0, 0.0, 0.0);
        for (paper, weight) in weights {
            let (p, total) = (likely[paper], strata[paper].total as f64);
            share += weight * strata[paper].share();
            likely_share += weight * p;
            independent += weight * weight * p * (1.0 - p) / total;
            squares += weight * weight / total;
        }
        // At most Kish's effective number 1/Σ(w²/n), that of papers with the same share: a paper of which no article matches has hardly
        // any variance, and yet its share may be as large as its few articles allow (Hanley & Lippman-Hand, JAMA 249, 1983).
        let kish = 1.0 / squares;
        let articles =
            if independent > 0.0 { (likely_share * (1.0 - likely_share) / independent).min(kish) } else { kish };
        // Linearised residuals of the clusters: e = Σ over papers of w (k − p n)/N (Cochran 1977, 11.9).
        let mut residuals: BTreeMap<usize, f64> = BTreeMap::new();
        for part in counts {
            let Some(weight) = weights.get(&part.paper) else { continue };
            let stratum = strata[&part.paper];
            let residual = part.count.min(part.total) as f64 - stratum.share() * part.total as f64;
            *residuals.entry(part.cluster).or_default() += weight * residual / stratum.total as f64;
        }
        // With one cluster the variance between clusters is unknown and left to the other span.
        let clustered = match clusters {
            0 | 1 => independent,
            g => g as f64 / (g - 1) as f64 * residuals.values().map(|e| e * e).sum::<f64>(),
        };
        Moments { share, articles, independent, clustered }
    }
}

/// The difference with intervals and test for n/deff articles and the t distribution.
fn difference_of(moments: &[Moments; 2], common: &[Stratum; 2], design_effect: f64, t: &StudentsT) -> Difference {
    let share = |span: usize| {
        let Moments { share, articles, .. } = moments[span];
        let Stratum { count, total } = common[span];
        EffectiveShare { value: share, articles: articles / design_effect, count, total }
    };
    effective_difference([share(0), share(1)], t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    /// `clusters` months of one paper, each with `articles` articles; the share of a month is drawn from `shares`.
    fn months(
        random: &mut SplitMix64,
        clusters: usize,
        articles: usize,
        mut share: impl FnMut(&mut SplitMix64) -> f64,
    ) -> Vec<ClusterCount> {
        (0..clusters)
            .map(|cluster| {
                let p = share(random);
                ClusterCount { paper: 0, cluster, count: random.binomial(articles, p), total: articles }
            })
            .collect()
    }

    #[test]
    fn few_clusters_tell_little_however_many_articles_they_hold() {
        let alike = |clusters: usize| -> Vec<ClusterCount> {
            (0..clusters).map(|cluster| ClusterCount { paper: 0, cluster, count: 10, total: 100 }).collect()
        };
        let effective = |clusters: usize| clustered_difference(&alike(clusters), &alike(clusters)).effective_totals[0];
        // Student's t with two degrees of freedom has a 97.5% quantile of 4.303, with 46 one of 2.013.
        assert!((effective(2) - 200.0 * (1.96_f64 / 4.303).powi(2)).abs() < 0.1, "{}", effective(2));
        assert!((effective(24) - 2400.0 * (1.96_f64 / 2.013).powi(2)).abs() < 2.0, "{}", effective(24));
    }

    #[test]
    fn intervals_cover_where_months_differ() {
        // The share of a month is 5% or 15%, as likely as not; both spans are alike.
        let jumpy = |random: &mut SplitMix64| if random.next_u64().is_multiple_of(2) { 0.05 } else { 0.15 };
        let mut random = SplitMix64::new(7);
        let (mut covered, mut rejected, mut naive) = (0, 0, 0);
        for _ in 0..2000 {
            let (a, b) = (months(&mut random, 12, 60, jumpy), months(&mut random, 12, 60, jumpy));
            let found = clustered_difference(&a, &b).difference;
            covered += usize::from(found.low <= 0.0 && 0.0 <= found.high);
            rejected += usize::from(found.p_value < 0.05);
            let sum = |m: &[ClusterCount]| m.iter().map(|c| c.count).sum::<usize>();
            let alone = crate::trends::difference(sum(&a), 720, sum(&b), 720);
            naive += usize::from(alone.low <= 0.0 && 0.0 <= alone.high);
        }
        assert!((1880..=1960).contains(&covered), "{covered} of 2000 intervals hold the difference");
        assert!(rejected <= 120, "{rejected} of 2000 tests see a difference where there is none");
        assert!(naive < 1700, "{naive} of 2000 intervals of independent articles hold it");
    }

    #[test]
    fn clusters_that_are_alike_tell_less() {
        let mut random = SplitMix64::new(23);
        let (a, b) = (months(&mut random, 20, 40, |_| 0.1), months(&mut random, 20, 40, |_| 0.2));
        let [alone, twice, always] =
            [1.0, 2.0, 100.0].map(|lasting| difference_of_successive_clusters(&a, &b, lasting));
        assert_eq!(alone, clustered_difference(&a, &b));
        assert_eq!((twice.difference.value, twice.design_effect), (alone.difference.value, 2.0 * alone.design_effect));
        assert!(twice.difference.p_value > alone.difference.p_value && always.difference.p_value > 0.3, "{always:?}");
        // Student's t with 38 degrees of freedom has a 97.5% quantile of 2.024, with 18 one of 2.101.
        let ratio = alone.effective_totals[0] / twice.effective_totals[0];
        assert!((ratio - 2.0 * (2.101_f64 / 2.024).powi(2)).abs() < 0.01, "{ratio}");
        // Two clusters a span have two degrees of freedom, however long they last.
        let few = [1.0, 9.0].map(|lasting| difference_of_successive_clusters(&a[..2], &b[..2], lasting));
        let ratio = few[0].effective_totals[0] / few[1].effective_totals[0];
        assert!((ratio - 9.0).abs() < 1e-9, "{ratio}");
    }

    #[test]
    fn copies_of_the_same_news_make_nothing_clearer() {
        let mut random = SplitMix64::new(3);
        let (a, b) = (months(&mut random, 8, 40, |_| 0.1), months(&mut random, 8, 40, |_| 0.2));
        let tenfold = |counts: &[ClusterCount]| -> Vec<ClusterCount> {
            counts.iter().map(|c| ClusterCount { count: c.count * 10, total: c.total * 10, ..*c }).collect()
        };
        let (once, copied) =
            (clustered_difference(&a, &b).difference, clustered_difference(&tenfold(&a), &tenfold(&b)).difference);
        assert!(copied.high - copied.low > 0.85 * (once.high - once.low), "{once:?} {copied:?}");
    }

    #[test]
    fn a_paper_that_enters_changes_nothing() {
        let part = |paper, cluster, count, total| ClusterCount { paper, cluster, count, total };
        let before: Vec<_> = (0..10).map(|month| part(0, month, 5 + month % 3, 50)).collect();
        let mut after = before.clone();
        after.extend((0..10).map(|month| part(1, month, 30, 50)));
        let found = clustered_difference(&before, &after);
        assert_eq!((found.difference.value, found.difference.p_value), (0.0, 1.0));
        assert!(found.raw > 0.2);
    }

    #[test]
    fn a_few_articles_of_a_paper_with_much_weight_prove_nothing() {
        // The first paper has 120 articles and then one, the second four without a match and then 120, of which a fifth match.
        let part = |paper, cluster, count, total| ClusterCount { paper, cluster, count, total };
        let before: Vec<_> =
            (0..12).map(|month| part(0, month, 1, 10)).chain((0..4).map(|month| part(1, 3 * month, 0, 1))).collect();
        let after: Vec<_> = (0..12).map(|month| part(1, month, 2, 10)).chain([part(0, 5, 0, 1)]).collect();
        let found = clustered_difference(&before, &after).difference;
        assert!(found.value > 0.1 && found.p_value > 0.2, "{found:?}");
        assert!(found.low < 0.0 && 0.0 < found.high, "{found:?}");
    }

    #[test]
    fn a_paper_without_a_match_leaves_as_much_open_as_its_articles_do() {
        // The first paper has most of the weight and no match; the second was hardly read before, and a tenth of it matches after.
        let part = |paper, cluster, count, total| ClusterCount { paper, cluster, count, total };
        let of = |second: (usize, usize), articles: usize| -> Vec<ClusterCount> {
            let months = 0..12;
            months.flat_map(|month| [part(0, month, 0, articles), part(1, month, second.0, second.1)]).collect()
        };
        let found = clustered_difference(&of((0, 1), 24), &of((50, 500), 40));
        // None of 480 articles allows for a share of 0.8% in the first paper, beside what the second one gives (Wilson).
        let Difference { value, high, .. } = found.difference;
        assert!((0.006..0.007).contains(&value) && high > value + 0.007, "{:?}", found.difference);
        assert!(found.effective_totals[1] < 540.0, "{:?}", found.effective_totals);
    }

    #[test]
    fn intervals_cover_where_papers_are_read_unevenly() {
        // Two papers of different habits, each read little in one of the spans; nothing changes within either.
        let mut random = SplitMix64::new(11);
        let (mut covered, mut rejected) = (0, 0);
        for _ in 0..2000 {
            let mut paper = |paper: usize, share: f64, articles: usize| -> Vec<ClusterCount> {
                let count = |random: &mut SplitMix64| random.binomial(articles, share);
                (0..12)
                    .map(|cluster| ClusterCount { paper, cluster, count: count(&mut random), total: articles })
                    .collect()
            };
            let (before, after) =
                ([paper(0, 0.3, 40), paper(1, 0.02, 1)].concat(), [paper(0, 0.3, 1), paper(1, 0.02, 40)].concat());
            let found = clustered_difference(&before, &after).difference;
            covered += usize::from(found.low <= 0.0 && 0.0 <= found.high);
            rejected += usize::from(found.p_value < 0.05);
        }
        assert!(covered >= 1900, "{covered} of 2000 intervals hold the difference");
        assert!(rejected <= 120, "{rejected} of 2000 tests see a difference where there is none");
    }

    #[test]
    fn without_clusters_nothing_is_known() {
        let part = |count, total| ClusterCount { paper: 0, cluster: 0, count, total };
        for (a, b) in [(vec![], vec![]), (vec![part(3, 10)], vec![part(9, 10)]), (vec![part(1, 5)], vec![])] {
            let found = clustered_difference(&a, &b);
            assert_eq!((found.difference.low, found.difference.high, found.difference.p_value), (-1.0, 1.0, 1.0));
        }
    }

    #[test]
    fn alike_months_give_the_interval_of_independent_articles() {
        let all =
            |count| (0..200).map(|cluster| ClusterCount { paper: 0, cluster, count, total: 20 }).collect::<Vec<_>>();
        let found = clustered_difference(&all(2), &all(3));
        let alone = crate::trends::difference(400, 4000, 600, 4000);
        assert_eq!(found.design_effect, 1.0);
        // With 398 degrees of freedom the t quantile is 0.3% above the normal one.
        assert!((found.difference.low - alone.low).abs() < 1e-4 && (found.difference.high - alone.high).abs() < 1e-4);
    }
}
