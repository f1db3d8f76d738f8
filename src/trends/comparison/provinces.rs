//! Shares of themes by province, with intervals, and whether the largest share differs clearly from the second largest.

use crate::corpus::Adcode;
use crate::trends::{
    Difference, MAX_FALSE_DISCOVERY_RATE, RegionCounts, Share, difference_of_clustered, false_discovery_of_tested,
    share_of_clustered,
};

/// A theme's share of the articles about a province.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProvinceShare {
    /// The province.
    pub region: Adcode,
    /// The share as counted.
    pub share: Share,
    /// The share drawn towards that of all provinces, the more so the fewer articles it rests on.
    pub shrunk: f64,
}

/// The two provinces with the largest shares of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead {
    /// The province with the largest share.
    pub first: ProvinceShare,
    /// The next one.
    pub second: ProvinceShare,
    /// The share of the first less that of the second.
    pub difference: Difference,
    /// The false discovery rate of the difference over all themes.
    pub false_discovery: f64,
}

impl Lead {
    /// Whether the share of the first province is clearly above that of the second, all themes tested together.
    pub fn is_clear(&self) -> bool {
        self.difference.value > 0.0 && self.false_discovery < MAX_FALSE_DISCOVERY_RATE
    }
}

/// A theme's shares in all provinces.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeProvinces {
    /// The theme.
    pub theme: usize,
    /// The provinces with articles, the largest shrunk share first.
    pub provinces: Vec<ProvinceShare>,
    /// The two first ones among the provinces with enough articles, where the first has the theme at all.
    pub lead: Option<Lead>,
}

/// Minimum number of articles of a province that is ranked.
const MIN_ARTICLES: usize = 10;

/// The shares of all themes by province. Articles of unknown place are passed over.
///
/// The design effects of the themes widen the intervals. Testing the first against the second keeps its level although they were
/// chosen as the largest ones (Hung & Fithian, Annals of Statistics 47, 2019). Every theme has such a test, so that their false discovery
/// rate counts.
pub fn province_shares(regions: &[RegionCounts], design_effects: &[f64]) -> Vec<ThemeProvinces> {
    let known: Vec<(Adcode, &RegionCounts)> =
        regions.iter().filter_map(|counts| Some((counts.region?, counts))).filter(|(_, c)| c.total > 0).collect();
    let mut found: Vec<ThemeProvinces> = design_effects
        .iter()
        .enumerate()
        .map(|(theme, &effect)| {
            let shares: Vec<Share> = known
                .iter()
                .map(|(_, counts)| share_of_clustered(counts.counts[theme], counts.total, effect))
                .collect();
            let shrunk = shrunk(&shares, effect.max(1.0));
            let mut provinces: Vec<ProvinceShare> = known
                .iter()
                .zip(shares.into_iter().zip(shrunk))
                .map(|((region, _), (share, shrunk))| ProvinceShare { region: *region, share, shrunk })
                .collect();
            provinces.sort_by(|a, b| b.shrunk.total_cmp(&a.shrunk).then(a.region.cmp(&b.region)));
            let mut ranked: Vec<&ProvinceShare> = provinces.iter().filter(|p| p.share.total >= MIN_ARTICLES).collect();
            ranked.sort_by(|a, b| b.share.value.total_cmp(&a.share.value).then(a.region.cmp(&b.region)));
            let lead = match ranked[..] {
                [first, second, ..] if first.share.count > 0 => lead(*first, *second, effect),
                _ => None,
            };
            ThemeProvinces { theme, provinces, lead }
        })
        .collect();
    let p_values: Vec<Option<f64>> = found.iter().map(|theme| Some(theme.lead?.difference.p_value)).collect();
    for (theme, rate) in found.iter_mut().zip(false_discovery_of_tested(&p_values)) {
        theme.lead.iter_mut().for_each(|lead| lead.false_discovery = rate);
    }
    found
}

fn lead(first: ProvinceShare, second: ProvinceShare, effect: f64) -> Option<Lead> {
    let difference = difference_of_clustered([&second.share, &first.share], [effect; 2])?;
    Some(Lead { first, second, difference, false_discovery: 1.0 })
}

/// The shares drawn towards their mean by the beta-binomial model, fitted by moments (Kleinman, JASA 68, 1973). Where the
/// provinces differ no more than chance makes them, all are the mean.
fn shrunk(shares: &[Share], effect: f64) -> Vec<f64> {
    let articles: Vec<f64> = shares.iter().map(|share| share.total as f64 / effect).collect();
    let all: f64 = articles.iter().sum();
    let mean = shares.iter().zip(&articles).map(|(share, n)| share.value * n).sum::<f64>() / all;
    let variance = mean * (1.0 - mean);
    let spread: f64 = shares.iter().zip(&articles).map(|(share, n)| n * (share.value - mean).powi(2)).sum();
    let degrees_of_freedom = shares.len() as f64 - 1.0;
    // E[spread] = p (1 − p) (k − 1 + ρ (N − Σ n²/N − (k − 1))), with ρ the correlation of articles of one province.
    let room = all - articles.iter().map(|n| n * n).sum::<f64>() / all - degrees_of_freedom;
    let rho = if variance > 0.0 && room > 0.0 { (spread / variance - degrees_of_freedom) / room } else { 0.0 };
    let rho = rho.clamp(0.0, 1.0);
    let own = |n: f64| n * rho / (n * rho + 1.0 - rho);
    let drawn = |(share, &n): (&Share, &f64)| mean + own(n) * (share.value - mean);
    shares.iter().zip(&articles).map(drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str, total: usize, of_theme: usize) -> RegionCounts {
        RegionCounts { region: code.parse().ok(), total, counts: vec![of_theme, total - of_theme] }
    }

    #[test]
    fn the_first_is_told_from_the_second_only_where_articles_suffice() {
        let lead = |first: (usize, usize), second: (usize, usize)| {
            let regions =
                [region("520000", first.0, first.1), region("430000", second.0, second.1), region("", 50, 25)];
            province_shares(&regions, &[1.0, 1.0])[0].lead
        };
        let clear = lead((400, 80), (400, 20)).unwrap();
        assert!(clear.is_clear() && clear.first.region == "520000".parse().unwrap());
        assert!(!lead((40, 8), (40, 5)).unwrap().is_clear());
        assert_eq!(lead((9, 9), (400, 20)), None);
        assert_eq!(lead((400, 0), (400, 0)), None);
        // A design effect makes less clear.
        let regions = [region("520000", 400, 60), region("430000", 400, 36)];
        assert!(province_shares(&regions, &[1.0, 1.0])[0].lead.unwrap().is_clear());
        assert!(!province_shares(&regions, &[9.0, 9.0])[0].lead.unwrap().is_clear());
    }

    #[test]
    fn a_lead_among_many_themes_has_to_be_surer() {
        // The first theme leads with p near 0.03, the other ones have nothing to tell.
        let of = |themes: usize| {
            let counts = |first: usize| [first].into_iter().chain(std::iter::repeat_n(20, themes)).collect::<Vec<_>>();
            let total = 400 + 20 * themes;
            let regions = [("520000", 56), ("430000", 36)].map(|(code, first)| RegionCounts {
                region: code.parse().ok(),
                total,
                counts: counts(first),
            });
            province_shares(&regions, &vec![1.0; themes + 1])[0].lead.unwrap()
        };
        let (alone, among_many) = (of(0), of(20));
        assert!(alone.is_clear() && (0.01..0.05).contains(&among_many.difference.p_value), "{alone:?} {among_many:?}");
        assert!(among_many.difference.low > 0.0 && !among_many.is_clear(), "{among_many:?}");
    }

    #[test]
    fn shares_of_few_articles_are_drawn_to_the_mean() {
        let regions =
            [region("110000", 500, 100), region("430000", 500, 20), region("520000", 4, 4), region("620000", 300, 15)];
        let found = &province_shares(&regions, &[1.0, 1.0])[0];
        let shrunk = |code: &str| found.provinces.iter().find(|p| p.region == code.parse().unwrap()).unwrap().shrunk;
        assert!(shrunk("520000") < 0.5 && (shrunk("110000") - 0.2).abs() < 0.01);
        let alike = [region("110000", 100, 10), region("430000", 50, 5), region("520000", 10, 1)];
        assert!(province_shares(&alike, &[1.0, 1.0])[0].provinces.iter().all(|p| (p.shrunk - 0.1).abs() < 1e-12));
        assert!(province_shares(&[], &[1.0])[0].provinces.is_empty());
    }
}
