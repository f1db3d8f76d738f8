//! Tests on simulated series: which shifts are found if the series are related, and how often if they are not.

use super::*;
use crate::numeric::SplitMix64;

/// Log-odds that vary around a level: each bin keeps the share `keep` of the one before, and events occur now and then.
fn wandering(random: &mut SplitMix64, bins: usize, keep: f64, size: f64) -> Vec<f64> {
    let mut value = 0.0;
    (0..bins)
        .map(|_| {
            let event = if random.uniform() < 0.03 { 2.0 * size } else { 0.0 };
            value = keep * value + size * random.normal() * (1.0 - keep * keep).sqrt() + event;
            value
        })
        .collect()
}

/// Counts of papers that have more articles on some days than on others; the theme has a share of 8% at the level.
fn counted(random: &mut SplitMix64, logits: &[f64], total: usize) -> Counts {
    let share = |logit: f64| 1.0 / (1.0 + libm::exp(2.5 - logit));
    let totals: Vec<usize> = logits.iter().map(|_| random.binomial(2 * total, 0.5)).collect();
    let matches = logits.iter().zip(&totals).map(|(&logit, &total)| random.binomial(total, share(logit))).collect();
    Counts { matches, totals }
}

/// The shifts found in pairs of series. The second series follows the first one by `planted` bins, or is unrelated.
fn found(seed: u64, pairs: usize, bins: usize, keep: f64, planted: Option<usize>) -> Vec<Shift> {
    let mut random = SplitMix64::new(seed);
    let pair = |_| {
        let centre = wandering(&mut random, bins + 20, keep, 0.6);
        let own = wandering(&mut random, bins, keep, 0.4);
        let other: Vec<f64> = match planted {
            Some(later) => (0..bins).map(|at| 0.8 * centre[at + 10 - later] + own[at]).collect(),
            None => own.iter().map(|value| 1.5 * value).collect(),
        };
        let first = counted(&mut random, &centre[10..10 + bins], 60);
        best_shift(&first, &counted(&mut random, &other, 40), 7).unwrap()
    };
    (0..pairs).map(pair).collect()
}

#[test]
fn a_planted_shift_is_found_with_the_right_size() {
    // Percentage of 200 pairs that are significant at 0.1%, as needed with dozens of tests; percentage of these at the
    // planted shift.
    for (bins, keep, min_significant, min_correct) in [(100, 0.5, 45, 99), (200, 0.5, 95, 99), (400, 0.8, 98, 99)] {
        let all = found(6, 200, bins, keep, Some(3));
        let significant: Vec<&Shift> = all.iter().filter(|shift| shift.p_value < 0.001).collect();
        let correct = significant.iter().filter(|shift| shift.later == 3).count();
        let found = significant.len();
        assert!(found >= 2 * min_significant, "{bins} bins, {keep}: {found} of 200 are clear");
        assert!(100 * correct >= min_correct * found, "{bins} bins, {keep}: {correct} of {found} at the shift");
    }
}

#[test]
fn false_positives_in_noise_stay_at_the_level() {
    for (bins, keep) in [(80, 0.0), (80, 0.8), (200, 0.5), (400, 0.0)] {
        let all = found(5, 3000, bins, keep, None);
        for (level, max_found) in [(0.05, 180), (0.01, 46), (0.001, 9)] {
            // At most three standard deviations above 150, 30 and 3.
            let found = all.iter().filter(|shift| shift.p_value < level).count();
            assert!(found <= max_found, "{bins} bins, {keep}: {found} of 3000 at {level}");
        }
    }
}

/// Articles of two years. The centre's attention to theme 0 comes in bursts; Guizhou follows it by five days, Hunan
/// does not.
fn two_years() -> Vec<ThemedArticle> {
    let mut random = SplitMix64::new(3);
    let bins = 730;
    let first = jiff::civil::date(2023, 1, 1);
    let centre = wandering(&mut random, bins + 5, 0.5, 0.7);
    let other = wandering(&mut random, bins, 0.5, 0.7);
    let tier = |code: &str| Tier::Province(code.parse().unwrap());
    let sides = [(Tier::National, &centre[5..]), (tier("520000"), &centre[..bins]), (tier("430000"), &other[..])];
    let mut articles = Vec::new();
    for (tier, logits) in sides {
        let counts = counted(&mut random, logits, 30);
        for (at, (&matches, &total)) in counts.matches.iter().zip(&counts.totals).enumerate() {
            let day = first.checked_add(jiff::Span::new().days(at as i64)).unwrap();
            articles.extend((0..total).map(|n| ThemedArticle { day, tier, theme: usize::from(n >= matches) }));
        }
    }
    articles
}

#[test]
fn a_follower_is_distinguished_from_an_unrelated_province() {
    let articles = two_years();
    let found = lead_lags(&articles, &[0, 7]);
    let days: Vec<(usize, String, Option<i64>)> = found
        .iter()
        .map(|f| (f.theme, f.province.to_string(), f.shift.filter(|_| f.false_discovery < 0.05).map(Shift::days)))
        .collect();
    let expected = [(0, "430000", None), (0, "520000", Some(5)), (7, "430000", None), (7, "520000", None)];
    assert_eq!(days, expected.map(|(theme, code, days)| (theme, code.to_owned(), days)));
    assert_eq!(found[0].shift.map(|shift| (shift.bin, shift.bins)), Some((1, 730)));
    assert_eq!(found[2].shift, None);
    // With fewer articles, weeks are used instead of days.
    let few: Vec<ThemedArticle> = articles.iter().step_by(13).copied().collect();
    let found = lead_lags(&few, &[0]);
    assert_eq!(found[1].shift.map(|shift| (shift.bin, shift.bins)), Some((7, 104)));
}

#[test]
fn too_few_articles_give_no_shift() {
    assert!(lead_lags(&[], &[0]).is_empty());
    let articles = two_years();
    let centre: Vec<ThemedArticle> = articles.iter().filter(|a| a.tier == Tier::National).copied().collect();
    assert!(lead_lags(&centre, &[0]).is_empty());
    let short: Vec<ThemedArticle> =
        articles.iter().filter(|a| a.day < jiff::civil::date(2023, 3, 1)).copied().collect();
    assert!(lead_lags(&short, &[0]).iter().all(|f| f.shift.is_none() && f.false_discovery == 1.0));
    // If all articles are on the theme, its share never changes.
    let all: Vec<ThemedArticle> = articles.iter().map(|a| ThemedArticle { theme: 0, ..*a }).collect();
    assert!(lead_lags(&all, &[0]).iter().all(|f| f.shift.is_none()));
}

#[test]
fn agrees_with_reference_tails() {
    // scipy.stats.t.sf(t, m) of scipy 1.17.1
    for (t, m, p) in [
        (2.0, 20.0, 0.029_632_767_723_285_22),
        (3.5, 40.0, 0.000_578_853_307_378_734_9),
        (4.5, 80.0, 1.139_362_897_288_534_4e-5),
        (-1.0, 30.0, 0.837_345_692_286_984_9),
    ] {
        assert!((student_tail(t, m) / p - 1.0).abs() < 0.02, "{t} {m}: {}", student_tail(t, m));
    }
}
