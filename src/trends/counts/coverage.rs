//! Coverage: which issues of each paper were read and which are missing, day by day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::trends::Observation;

/// A page or an article of an issue that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRead {
    /// The paper.
    pub source: String,
    /// The day of the issue.
    pub day: Date,
    /// The page's name, which distinguishes the pages of an issue; empty if unknown.
    pub page: String,
    /// Number of articles on the page.
    pub articles: usize,
}

/// One issue of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The paper.
    pub source: String,
    /// The day of the issue.
    pub day: Date,
    /// Number of pages read.
    pub pages: usize,
    /// Number of articles read.
    pub articles: usize,
    /// Whether the issue was expected and not read.
    pub missing: bool,
}

/// Minimum number of issues from which the publication days of a paper are inferred.
pub const MIN_ISSUES: usize = 6;
/// A weekday is a publication day if the paper appeared on it in at least this share of the weeks.
const REGULAR: f64 = 0.5;

/// The issues that were read and those that are missing, by paper and day. A paper's publication days are the weekdays
/// on which it appeared in at least half of the weeks between its first and last issue. An issue is missing if a
/// publication day between them has none. Papers with fewer than six issues have no missing issues.
///
/// This looks back: behind the last issue of a paper nothing is missing, since a paper that ceased to appear or to be collected leaves
/// no gaps. Which papers have not come *yet* on the newest day is another question, and the server has its own answer.
pub fn coverage(sightings: &[PageRead]) -> Vec<Issue> {
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

/// The first and the last day that were read: those of issues and of articles; none where nothing has a day. Issues count whether or
/// not an article of theirs is asked for, so that it is the same for all regions.
pub fn days_read<'i>(
    coverage: impl IntoIterator<Item = &'i Issue>,
    observations: &[Observation],
) -> Option<(Date, Date)> {
    let of_issues = coverage.into_iter().filter(|issue| !issue.missing).map(|issue| issue.day);
    let of_articles = observations.iter().filter_map(|seen| seen.date?.full());
    of_issues.chain(of_articles).fold(None, |days, day| {
        Some(days.map_or((day, day), |(first, last): (Date, Date)| (first.min(day), last.max(day))))
    })
}

/// The publication days between the first and the last issue that have no issue.
fn missing(days: &BTreeSet<Date>) -> Vec<Date> {
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return Vec::new() };
    if days.len() < MIN_ISSUES {
        return Vec::new();
    }
    let regular = publication_weekdays(days, first, last);
    calendar(first, last).filter(|day| regular[weekday(*day)] && !days.contains(day)).collect()
}

/// The days from the first to the last.
fn calendar(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.checked_add(1.day()).ok()).take_while(move |day| *day <= last)
}

fn weekday(day: Date) -> usize {
    day.weekday().to_monday_zero_offset() as usize
}

/// The weekdays, from Monday on, on which a paper appeared in enough of the weeks between its first and last issue.
fn publication_weekdays(days: &BTreeSet<Date>, first: Date, last: Date) -> [bool; 7] {
    let (mut published, mut passed) = ([0u32; 7], [0u32; 7]);
    for day in calendar(first, last) {
        passed[weekday(day)] += 1;
        published[weekday(day)] += u32::from(days.contains(&day));
    }
    std::array::from_fn(|day| published[day] > 0 && f64::from(published[day]) >= REGULAR * f64::from(passed[day]))
}

/// The number of papers with enough issues of which these show no publication days: nothing tells which of their issues are
/// missing.
pub fn papers_without_rhythm(issues: &[Issue]) -> usize {
    let mut papers: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| !issue.missing) {
        papers.entry(&issue.source).or_default().insert(issue.day);
    }
    let is_irregular = |days: &&BTreeSet<Date>| match (days.first(), days.last()) {
        (Some(&first), Some(&last)) => {
            days.len() >= MIN_ISSUES && publication_weekdays(days, first, last) == [false; 7]
        }
        _ => false,
    };
    papers.values().filter(is_irregular).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn seen(source: &str, day: Date, page: &str) -> PageRead {
        PageRead { source: source.into(), day, page: page.into(), articles: 3 }
    }

    #[test]
    fn days_read_are_those_of_issues_whatever_is_asked_of_them() {
        let issue = |day: Date, missing| Issue { source: "松江晨报".into(), day, pages: 1, articles: 3, missing };
        let coverage = [issue(date(2024, 1, 2), false), issue(date(2024, 6, 30), false), issue(date(2024, 7, 1), true)];
        let of_region = Observation { date: "2024-06-20".parse().ok(), ..Default::default() };
        assert_eq!(days_read(&coverage, &[of_region]), Some((date(2024, 1, 2), date(2024, 6, 30))));
        // Articles of pages whose day is not known count by their own.
        let later = Observation { date: "2024-08-01".parse().ok(), ..Default::default() };
        assert_eq!(days_read(&coverage, &[later]), Some((date(2024, 1, 2), date(2024, 8, 1))));
        assert_eq!(days_read(&[], &[]), None);
    }

    #[test]
    fn a_paper_without_weekend_issues_misses_a_weekday_but_no_sunday() {
        let mut sightings = Vec::new();
        for week in 0..4i8 {
            for weekday in 0..5i8 {
                // From Monday, 4 March 2024, on; the third Wednesday was not delivered.
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
    fn without_issues_nothing_is_expected() {
        assert!(coverage(&[]).is_empty());
    }
}
