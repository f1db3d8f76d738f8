//! Tests of peaks.

use super::*;
use crate::numeric::SplitMix64;

/// Two years of twenty articles a day on five themes; `extra` tells how many of theme 1 a day has besides.
fn observations(extra: impl Fn(usize) -> usize) -> Vec<Observation> {
    let mut random = SplitMix64::new(5);
    let first = jiff::civil::date(2023, 1, 2);
    let days = first.series(jiff::Span::new().days(1)).take(728);
    let mut all = Vec::new();
    for (number, day) in days.enumerate() {
        let themes: Vec<usize> =
            (0..20).map(|_| (random.uniform() * 5.0) as usize).chain(std::iter::repeat_n(1, extra(number))).collect();
        all.extend(themes.into_iter().map(|theme| Observation {
            date: day.to_string().parse().ok(),
            theme,
            ..Default::default()
        }));
    }
    all
}

#[test]
fn a_planted_peak_has_its_weeks_its_share_and_its_top() {
    let all = observations(|day| match day {
        350..357 => 12,
        357..364 => 20,
        _ => 0,
    });
    let found = peaks(all.iter(), 5, None);
    let [peak] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((peak.theme, peak.weeks(), peak.top.1), (1, 2, 280));
    assert_eq!((peak.span.first.to_string(), peak.top_week.to_string()), ("2023-12-18".into(), "2023-12-25".into()));
    assert_eq!(peak.usual_weeks, 52);
    assert!(peak.usual.low < 0.2 && 0.2 < peak.usual.high, "{peak:?}");
    assert!(peak.share.low > peak.usual.high && peak.p_value < 0.001, "{peak:?}");
}

#[test]
fn the_order_of_articles_changes_nothing_and_even_shares_have_no_peak() {
    let all = observations(|day| if (350..357).contains(&day) { 12 } else { 0 });
    assert_eq!(peaks(all.iter(), 5, None), peaks(all.iter().rev(), 5, None));
    assert!(peaks(observations(|_| 0).iter(), 5, None).is_empty());
    assert!(peaks([].iter(), 5, None).is_empty());
}

#[test]
fn a_paper_that_always_writes_more_of_a_theme_is_no_peak() {
    // Two papers of different habits: the second, which is read in ten weeks only, always has the theme in half of its articles.
    let mut all = observations(|_| 0);
    all.iter_mut().for_each(|seen| seen.source = "兰河日报".into());
    let mut random = SplitMix64::new(9);
    let first = jiff::civil::date(2023, 6, 5);
    for day in first.series(jiff::Span::new().days(1)).take(70) {
        let date = day.to_string().parse().ok();
        all.extend((0..20).map(|_| Observation {
            date,
            theme: if random.uniform() < 0.5 { 1 } else { (random.uniform() * 5.0) as usize },
            source: "兰河建设报".into(),
            ..Default::default()
        }));
    }
    assert_eq!(peaks(all.iter(), 5, None), []);
    let as_one: Vec<Observation> = all.into_iter().map(|seen| Observation { source: "".into(), ..seen }).collect();
    assert!(!peaks(as_one.iter(), 5, None).is_empty());
}

#[test]
fn stretches_that_touch_become_one() {
    let chance = Chance { mean: 5.0, deviation: 1.5, deals: 300 };
    let stretch = |first, last, p_value| Stretch { first, last, p_value, chance };
    let all = vec![stretch(5, 6, 0.01), stretch(1, 2, 0.02), stretch(7, 7, 0.001), stretch(9, 9, 0.03)];
    assert_eq!(joined(all), [stretch(1, 2, 0.02), stretch(5, 7, 0.001), stretch(9, 9, 0.03)]);
}

/// Half a year of twelve articles a day on six themes, three in four of them in events of six articles on average, which fade by a quarter a
/// day. Theme 1 has `burst` more articles on each day of a week.
fn events(seed: u64, burst: usize) -> Vec<Observation> {
    const DAYS: usize = 182;
    let mut random = SplitMix64::new(seed);
    let mut counts = vec![[0_usize; 6]; DAYS];
    for (day, theme) in (0..DAYS).flat_map(|day| (0..6).map(move |theme| (day, theme))) {
        counts[day][theme] += random.binomial(10, 0.05);
        // One event in four days.
        if random.uniform() < 0.25 {
            loop {
                let mut at = day;
                while random.uniform() < 0.75 {
                    at += 1;
                }
                if at < DAYS {
                    counts[at][theme] += 1;
                }
                if random.uniform() < 1.0 / 6.0 {
                    break;
                }
            }
        }
    }
    counts[91..98].iter_mut().for_each(|day| day[1] += burst);
    let first = jiff::civil::date(2023, 1, 2);
    let mut all = Vec::new();
    for (day, counts) in first.series(jiff::Span::new().days(1)).zip(counts) {
        let date: Option<jiff::civil::Date> = Some(day);
        for (theme, count) in counts.into_iter().enumerate() {
            let seen = Observation { date: date.map(Into::into), theme, ..Default::default() };
            all.extend(std::iter::repeat_n(seen, count));
        }
    }
    all
}

#[test]
fn events_that_meet_by_chance_are_no_peaks_and_a_great_one_among_them_is() {
    let (mut scanned, mut told) = (0, 0);
    for seed in 0..4 {
        let all = events(seed, 0);
        let calendar = Calendar::of(all.iter(), 6).unwrap();
        scanned += (0..6).map(|theme| calendar.scanned(theme, 12).stretches.len()).sum::<usize>();
        told += peaks(all.iter(), 6, None).len();
    }
    assert!(scanned >= 4 && told <= 2, "{scanned} with days as draws, {told} told");
    let all = events(9, 60);
    let found = peaks(all.iter(), 6, None);
    assert!(found.iter().any(|peak| peak.theme == 1 && peak.span.holds(jiff::civil::date(2023, 4, 5))), "{found:?}");
}
