//! What was read and what was expected: issues of each paper, day by day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

/// A page or an article of an issue that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The paper.
    pub source: String,
    /// The day of the issue.
    pub day: Date,
    /// What tells pages of an issue apart; empty where that is unknown.
    pub page: String,
    /// Articles seen there.
    pub articles: usize,
}

/// One issue of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The paper.
    pub source: String,
    /// Its day.
    pub day: Date,
    /// Pages seen.
    pub pages: usize,
    /// Articles seen.
    pub articles: usize,
    /// It was expected and not seen.
    pub missing: bool,
}

/// Fewer issues than this tell nothing of a paper's rhythm.
const FEWEST: usize = 6;
/// A weekday on which a paper came out in this share of the weeks is one of its days.
const REGULAR: f64 = 0.5;

/// The issues seen and those missing, by paper and day. A paper's days are the weekdays on which it was seen in at least
/// half of the weeks between its first and last issue; an issue is missing where such a day passed between them without
/// one. Of papers with fewer than six issues none is expected.
pub fn coverage(sightings: &[Sighting]) -> Vec<Issue> {
    let mut papers: BTreeMap<&str, BTreeMap<Date, (BTreeSet<&str>, usize)>> = BTreeMap::new();
    for sighting in sightings {
        let issue = papers.entry(&sighting.source).or_default().entry(sighting.day).or_default();
        issue.0.insert(&sighting.page);
        issue.1 += sighting.articles;
    }
    let mut issues = Vec::new();
    for (source, days) in papers {
        let missing = missing(&days.keys().copied().collect());
        let seen = days.into_iter().map(|(day, (pages, articles))| (day, pages.len(), articles, false));
        let mut all: Vec<_> = seen.chain(missing.into_iter().map(|day| (day, 0, 0, true))).collect();
        all.sort_unstable();
        issues.extend(all.into_iter().map(|(day, pages, articles, missing)| Issue {
            source: source.into(),
            day,
            pages,
            articles,
            missing,
        }));
    }
    issues
}

/// The regular days between the first and the last on which nothing came.
fn missing(days: &BTreeSet<Date>) -> Vec<Date> {
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return Vec::new() };
    if days.len() < FEWEST {
        return Vec::new();
    }
    let weekday = |day: Date| day.weekday().to_monday_zero_offset() as usize;
    let (mut seen, mut passed) = ([0u32; 7], [0u32; 7]);
    let calendar =
        || std::iter::successors(Some(first), |day| day.checked_add(1.day()).ok()).take_while(|d| *d <= last);
    for day in calendar() {
        passed[weekday(day)] += 1;
        seen[weekday(day)] += u32::from(days.contains(&day));
    }
    let regular = |day: Date| f64::from(seen[weekday(day)]) >= REGULAR * f64::from(passed[weekday(day)]);
    calendar().filter(|day| regular(*day) && !days.contains(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn seen(source: &str, day: Date, page: &str) -> Sighting {
        Sighting { source: source.into(), day, page: page.into(), articles: 3 }
    }

    #[test]
    fn a_weekday_paper_misses_a_weekday_and_no_sunday() {
        let mut sightings = Vec::new();
        for week in 0..4i8 {
            for weekday in 0..5i8 {
                // Monday, 4 March 2024, and on; the third Wednesday was not delivered.
                let day = date(2024, 3, 4).checked_add((week * 7 + weekday).days()).unwrap();
                if (week, weekday) != (2, 2) {
                    sightings.push(seen("兰河日报", day, "1"));
                    sightings.push(seen("兰河日报", day, "2"));
                }
            }
        }
        sightings.push(seen("江南晚报", date(2024, 3, 5), ""));
        sightings.push(seen("江南晚报", date(2024, 9, 5), ""));
        let issues = coverage(&sightings);
        let missing: Vec<_> = issues.iter().filter(|i| i.missing).map(|i| (i.source.as_str(), i.day)).collect();
        assert_eq!(missing, [("兰河日报", date(2024, 3, 20))]);
        let first = &issues[0];
        assert_eq!((first.pages, first.articles, first.missing), (2, 6, false));
        assert_eq!(issues.len(), 20 + 2);
    }

    #[test]
    fn nothing_seen_is_nothing_expected() {
        assert!(coverage(&[]).is_empty());
    }
}
