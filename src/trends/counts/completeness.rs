//! How completely periods and papers were read: periods of which most issues are missing, and papers that were not read
//! from the beginning or not to the end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::corpus::PartialDate;
use crate::trends::counts::series::cut_short;
use crate::trends::{Issue, MIN_ISSUES, Observation, Period, PeriodKind, Series, days_read};

/// A period is incomplete if fewer than this share of its expected issues was read. Below one half the issues read are
/// the minority, and what they hold may be chance: the first week of a month, or one paper of several.
const MIN_READ: f64 = 0.5;
/// A paper enters or leaves if its first or last issue is more than this many days from that of all papers: over a month,
/// which no weekly or holiday gap explains.
const MIN_ABSENCE: i32 = 31;

/// The periods of which fewer than half of the expected issues were read. The expected issues are those read and those
/// missing by the papers' own rhythm between their first and last issues (see [`coverage`](crate::trends::coverage)).
pub fn incomplete_periods(issues: &[Issue], kind: PeriodKind) -> BTreeSet<Period> {
    let mut periods: BTreeMap<Period, (usize, usize)> = BTreeMap::new();
    for issue in issues {
        let Some(period) = Period::of(issue.day.into(), kind) else { continue };
        let (read, expected) = periods.entry(period).or_default();
        *read += usize::from(!issue.missing);
        *expected += 1;
    }
    let is_incomplete = |(read, expected): (usize, usize)| (read as f64) < MIN_READ * expected as f64;
    periods.into_iter().filter(|(_, counts)| is_incomplete(*counts)).map(|(period, _)| period).collect()
}

impl Series {
    /// The same series with its partial periods told by the issues read, from the observations that it counts: the first and the last
    /// period are partial where the days read leave out more than a tenth of them, and any is of which most issues are missing. An issue
    /// without an article that is asked for was read, too: a region's first article says nothing of when reading began. The days read are
    /// those of papers with an article that is counted: how long another paper was read says nothing of them.
    #[must_use]
    pub fn with_coverage(mut self, coverage: &[Issue], observations: &[Observation]) -> Series {
        let Some(kind) = self.periods.first().map(|period| period.kind) else { return self };
        let papers: BTreeSet<&str> = observations.iter().map(|seen| &*seen.source).collect();
        let of_papers = coverage.iter().filter(|issue| papers.contains(issue.source.as_str()));
        let (incomplete, days) = (incomplete_periods(coverage, kind), days_read(of_papers, observations));
        let is_cut = |period: Period| days.is_some_and(|(first, last)| cut_short(period, first, last));
        self.partial = self.periods.iter().map(|period| incomplete.contains(period) || is_cut(*period)).collect();
        self
    }
}

/// Whether a date lies in one of some periods of the same kind.
pub fn is_within(date: PartialDate, periods: &BTreeSet<Period>) -> bool {
    let kind = periods.first().map(|period| period.kind);
    kind.and_then(|kind| Period::of(date, kind)).is_some_and(|period| periods.contains(&period))
}

/// A paper that was not read throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartlyRead {
    /// The paper; empty where its name is unknown.
    pub source: String,
    /// The day of its first issue, if others were read more than a month earlier.
    pub entered: Option<Date>,
    /// The day of its last issue, if others were read more than a month later.
    pub left: Option<Date>,
}

/// The papers that enter or leave while others are read, in the order of their names. Only papers with at least six
/// issues are returned.
pub fn partly_read(issues: &[Issue]) -> Vec<PartlyRead> {
    let mut papers: BTreeMap<&str, (Date, Date, usize)> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| !issue.missing) {
        let paper = papers.entry(&issue.source).or_insert((issue.day, issue.day, 0));
        *paper = (paper.0.min(issue.day), paper.1.max(issue.day), paper.2 + 1);
    }
    let (Some(first), Some(last)) =
        (papers.values().map(|paper| paper.0).min(), papers.values().map(|paper| paper.1).max())
    else {
        return Vec::new();
    };
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    papers
        .into_iter()
        .filter(|(_, (_, _, issues))| *issues >= MIN_ISSUES)
        .map(|(source, (from, to, _))| PartlyRead {
            source: source.to_owned(),
            entered: (days(first, from) > MIN_ABSENCE).then_some(from),
            left: (days(to, last) > MIN_ABSENCE).then_some(to),
        })
        .filter(|paper| paper.entered.is_some() || paper.left.is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::{PageRead, coverage};
    use jiff::civil::date;

    /// The days of a daily paper of 2024 that some days were read of.
    fn issues(source: &str, is_read: impl Fn(Date) -> bool) -> Vec<PageRead> {
        let days = date(2024, 1, 1).series(jiff::Span::new().days(1)).take(366).filter(|day| is_read(*day));
        days.map(|day| PageRead { source: source.into(), day, page: "1".into(), articles: 4 }).collect()
    }

    #[test]
    fn a_month_with_most_days_missing_is_incomplete() {
        let read = issues("兰河日报", |day| day.month() != 5 || day.day() <= 5);
        let month = |month| Period::of(date(2024, month, 1).into(), PeriodKind::Month).unwrap();
        let found = incomplete_periods(&coverage(&read), PeriodKind::Month);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [month(5)]);
        let half = issues("兰河日报", |day| day.month() != 5 || day.day() <= 16);
        assert!(incomplete_periods(&coverage(&half), PeriodKind::Month).is_empty());
        assert!(incomplete_periods(&[], PeriodKind::Month).is_empty());
    }

    #[test]
    fn the_articles_of_a_region_do_not_tell_when_reading_began() {
        let read = coverage(&issues("兰河日报", |day| day <= date(2024, 4, 20) && day.month() != 3));
        let seen =
            |day: &str| Observation { date: day.parse().ok(), source: "兰河日报".into(), ..Observation::default() };
        let of_region = [seen("2024-01-28"), seen("2024-02-20"), seen("2024-03-09"), seen("2024-04-02")];
        let series = Series::count(&of_region, 1, PeriodKind::Month);
        assert_eq!(series.partial, [true, false, false, true]);
        // January was read whole, of March nothing, and of April two thirds.
        assert_eq!(series.clone().with_coverage(&read, &of_region).partial, [false, false, true, true]);
        assert_eq!(series.clone().with_coverage(&[], &of_region).partial, series.partial);
        let none = Series::count(&[], 1, PeriodKind::Month);
        assert_eq!(none.clone().with_coverage(&read, &[]), none);
    }

    #[test]
    fn papers_without_a_counted_article_do_not_tell_when_reading_began() {
        // One paper is read all the year, the other one, which alone has articles of the region, from the 20th of June to the end of August.
        let mut read = issues("兰河日报", |_| true);
        read.extend(issues("云溪日报", |day| (date(2024, 6, 20)..=date(2024, 8, 31)).contains(&day)));
        let seen =
            |day: &str| Observation { date: day.parse().ok(), source: "云溪日报".into(), ..Observation::default() };
        let of_region = [seen("2024-06-22"), seen("2024-07-09"), seen("2024-08-11")];
        let series = Series::count(&of_region, 1, PeriodKind::Month).with_coverage(&coverage(&read), &of_region);
        assert_eq!(series.partial, [true, false, false]);
    }

    #[test]
    fn papers_that_enter_or_leave_are_told() {
        let mut read = issues("兰河日报", |_| true);
        read.extend(issues("江南晚报", |day| day >= date(2024, 7, 1)));
        read.extend(issues("云溪周刊", |day| day.day() == 9 && day.month() <= 8));
        read.extend(issues("一日报", |day| day == date(2024, 7, 3)));
        let found = partly_read(&coverage(&read));
        let papers: Vec<_> = found.iter().map(|paper| (paper.source.as_str(), paper.entered, paper.left)).collect();
        assert_eq!(papers, [("云溪周刊", None, Some(date(2024, 8, 9))), ("江南晚报", Some(date(2024, 7, 1)), None)]);
        assert!(partly_read(&[]).is_empty());
    }
}
