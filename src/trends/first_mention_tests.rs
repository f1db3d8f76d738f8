//! Tests of first mentions.

use super::*;

const GUIZHOU: &str = "520000";
const HUNAN: &str = "430000";
const HUBEI: &str = "420000";

/// Articles from (day of January 2024, tier, story, named); "" is the centre, "?" an unknown tier.
fn articles(rows: &[(i8, &str, usize, bool)]) -> Vec<TermArticle> {
    let tier = |text: &str| match text {
        "" => Some(Tier::National),
        _ => text.parse().ok().map(Tier::Province),
    };
    rows.iter()
        .map(|&(day, from, story, named)| TermArticle {
            day: jiff::civil::date(2024, 1, day),
            tier: tier(from),
            story,
            named,
        })
        .collect()
}

fn lags(found: &TermLag) -> Vec<(String, Lag)> {
    found.provinces.iter().map(|(province, _, lag)| (province.to_string(), *lag)).collect()
}

#[test]
fn provinces_after_before_and_not_yet() {
    let found = term_lag(&articles(&[
        (1, "", 0, false),
        (10, "", 1, true),
        (12, "", 2, true),
        (13, "", 3, true),
        (1, GUIZHOU, 4, false),
        (9, GUIZHOU, 4, false),
        (17, GUIZHOU, 5, true),
        (2, HUNAN, 6, false),
        (8, HUNAN, 7, true),
        (5, HUBEI, 8, false),
        (18, HUBEI, 8, false),
        (30, HUBEI, 9, false),
        (3, "?", 10, true),
    ]))
    .unwrap();
    assert_eq!(
        lags(&found),
        [(HUNAN.into(), Lag::Days(-2)), (GUIZHOU.into(), Lag::Days(7)), (HUBEI.into(), Lag::NotYet(20))]
    );
    assert_eq!(found.centre.robust_day, Some(jiff::civil::date(2024, 1, 13)));
    assert_eq!((found.centre.naming, found.centre.articles, found.centre_open), (3, 4, false));
    let median = found.median.unwrap();
    assert_eq!((median.days, median.total, median.observed), (Some(7), 3, 2));
}

#[test]
fn papers_read_too_late_give_bounds() {
    let found = term_lag(&articles(&[
        (5, "", 0, true),
        // Read only after the centre's day: naming the term in the first article, in a later one, and never.
        (9, GUIZHOU, 1, true),
        (8, HUNAN, 2, false),
        (11, HUNAN, 3, true),
        (20, HUBEI, 4, false),
        // The term is named on the first day read, before the centre.
        (2, "110000", 5, true),
    ]))
    .unwrap();
    assert_eq!(
        lags(&found),
        [
            ("110000".into(), Lag::AtMost(-3)),
            (GUIZHOU.into(), Lag::AtMost(4)),
            (HUNAN.into(), Lag::AtMost(6)),
            (HUBEI.into(), Lag::NotSeen),
        ]
    );
    assert!(found.centre_open);
    // Only the earliest province was read on the centre's day.
    let median = found.median.unwrap();
    assert_eq!((median.days, median.low, median.high, median.total), (Some(-3), None, None, 1));
}

#[test]
fn days_that_were_not_read_in_between_give_bounds() {
    let found = term_lag(&articles(&[
        (1, "", 0, false),
        (8, "", 1, true),
        // Read on 1 and 7 January and from 25 January on: the term may have been named between.
        (1, GUIZHOU, 2, false),
        (7, GUIZHOU, 3, false),
        (25, GUIZHOU, 4, false),
        (27, GUIZHOU, 5, true),
        // The unread days before the centre's day do not matter where later days were read without the term.
        (1, HUNAN, 6, false),
        (13, HUNAN, 7, false),
        (20, HUNAN, 8, true),
        // Not named until 10 January nor from 28 January on.
        (10, HUBEI, 9, false),
        (2, HUBEI, 9, false),
        (28, HUBEI, 10, false),
        // Read around the centre's day, but not near it.
        (5, "110000", 11, false),
        (22, "110000", 12, false),
    ]))
    .unwrap();
    assert_eq!(
        lags(&found),
        [
            (HUNAN.into(), Lag::Days(12)),
            (GUIZHOU.into(), Lag::AtMost(19)),
            ("110000".into(), Lag::NotSeen),
            (HUBEI.into(), Lag::NotYet(2)),
        ]
    );
    let unread = found.provinces[1].1.unread;
    assert_eq!(unread, Some((jiff::civil::date(2024, 1, 7), jiff::civil::date(2024, 1, 25))));
    // Hunan is observed, Hubei was waiting at its second day; the others are not known.
    let median = found.median.unwrap();
    assert_eq!((median.days, median.total, median.observed), (Some(12), 2, 1));
}

#[test]
fn only_papers_that_appear_monthly_have_long_pauses() {
    // The centre names the term on the 60th day, the province at the seventh of the times that it was read.
    let lag_of = |pause: i64| {
        let article = |day: i64, tier: Tier, story: usize, named: bool| TermArticle {
            day: jiff::civil::date(2022, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap(),
            tier: Some(tier),
            story,
            named,
        };
        let mut read = vec![article(0, Tier::National, 0, false), article(59, Tier::National, 1, true)];
        read.extend((1..58).step_by(7).map(|day| article(day, Tier::National, 2, false)));
        let province = Tier::Province(GUIZHOU.parse().unwrap());
        read.extend((0..7).map(|time| article(pause * time, province, 3 + time as usize, time == 6)));
        term_lag(&read).unwrap().provinces[0].2
    };
    assert_eq!([lag_of(7), lag_of(30), lag_of(65)], [Lag::Days(-17), Lag::Days(121), Lag::AtMost(331)]);
}

#[test]
fn a_centre_read_with_gaps_may_have_been_earlier() {
    let found = |gap: i8| {
        let rows = [
            (1, "", 0, false),
            (gap, "", 1, false),
            (25, "", 2, true),
            (3, GUIZHOU, 3, false),
            (12, GUIZHOU, 4, false),
            (18, GUIZHOU, 5, true),
        ];
        term_lag(&articles(&rows)).unwrap()
    };
    assert!(found(2).centre_open && found(10).centre_open && !found(13).centre_open);
    assert_eq!(found(13).centre.unread, None);
}

#[test]
fn ties_and_reprints() {
    let found = term_lag(&articles(&[
        (1, "", 0, false),
        (1, GUIZHOU, 1, false),
        (1, HUNAN, 2, false),
        // The same story on the same day counts as the centre's.
        (5, GUIZHOU, 7, true),
        (5, GUIZHOU, 8, true),
        (5, "", 7, true),
        // A story that an unknown paper printed before the centre.
        (4, "?", 9, true),
        (6, "", 9, true),
        (7, HUNAN, 9, true),
    ]))
    .unwrap();
    assert_eq!(lags(&found), [(GUIZHOU.into(), Lag::Days(0)), (HUNAN.into(), Lag::Days(2))]);
    let [(_, guizhou, _), (_, hunan, _)] = &found.provinces[..] else { panic!("two provinces") };
    assert_eq!((guizhou.first_article, guizhou.reprint), (Some(3), true));
    assert!(!hunan.reprint && !found.centre.reprint);
}

#[test]
fn never_named_at_the_centre_or_at_all() {
    let named = term_lag(&articles(&[(3, "", 0, false), (4, GUIZHOU, 1, true)])).unwrap();
    assert_eq!(lags(&named), [(GUIZHOU.into(), Lag::Unknown)]);
    assert_eq!((named.median, named.centre_open), (None, false));
    let never = term_lag(&articles(&[(3, "", 0, false), (4, GUIZHOU, 1, false)])).unwrap();
    assert_eq!((never.provinces[0].1.first, never.median), (None, None));
}

#[test]
fn centre_or_province_alone_has_no_lag() {
    for rows in [&[(1, "", 0, true)][..], &[(1, GUIZHOU, 0, true)], &[(1, "?", 0, true)], &[]] {
        assert_eq!(term_lag(&articles(rows)), None);
    }
}

#[test]
fn the_centre_can_be_the_last() {
    let found = term_lag(&articles(&[
        (1, "", 0, false),
        (20, "", 1, true),
        (1, GUIZHOU, 2, false),
        (3, GUIZHOU, 3, true),
        (1, HUNAN, 4, false),
        (9, HUNAN, 5, true),
    ]))
    .unwrap();
    assert_eq!(lags(&found), [(GUIZHOU.into(), Lag::Days(-17)), (HUNAN.into(), Lag::Days(-11))]);
    assert_eq!(found.median.unwrap().days, Some(-17));
}
