//! Calendar periods.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::corpus::PartialDate;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodKind {
    /// A calendar day.
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
}

impl PeriodKind {
    /// All kinds, the shortest first.
    pub const ALL: [PeriodKind; 5] =
        [PeriodKind::Day, PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year];

    /// The name of the kind in files and addresses: `day`, `week`, `month`, `quarter` or `year`.
    pub fn name(self) -> &'static str {
        match self {
            PeriodKind::Day => "day",
            PeriodKind::Week => "week",
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Year => "year",
        }
    }

    /// The kind with this [name](PeriodKind::name).
    pub fn named(name: &str) -> Option<PeriodKind> {
        PeriodKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind that suits articles with these dates: [`PeriodKind::for_span`] of their days, and months or years where no date
    /// tells a day.
    pub fn for_dates(dates: impl Iterator<Item = Option<PartialDate>> + Clone) -> PeriodKind {
        let days = || dates.clone().filter_map(|date| date?.full());
        match days().min().zip(days().max()) {
            Some((first, last)) => PeriodKind::for_span(first, last, dates.count()),
            None if dates.clone().any(|date| date.is_some_and(|date| date.month().is_some())) => PeriodKind::Month,
            None => PeriodKind::Year,
        }
    }

    /// The kind that suits a span of days with this many articles: 12 to 60 periods, or fewer if a period would have
    /// less than 25 articles on average and its shares would be too uncertain.
    pub fn for_span(first: Date, last: Date, articles: usize) -> PeriodKind {
        let days = first.until(last).map_or(0, |span| span.get_days()) + 1;
        let kinds = [
            (PeriodKind::Day, 1, 45),
            (PeriodKind::Week, 7, 250),
            (PeriodKind::Month, 30, 1900),
            (PeriodKind::Quarter, 91, 7500),
        ];
        kinds
            .into_iter()
            .find(|&(_, length, max_days)| {
                let periods = (days / length).max(1) as usize;
                days <= max_days && (articles >= 25 * periods || periods <= 4)
            })
            .map_or(PeriodKind::Year, |(kind, _, _)| kind)
    }
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day of the period.
    pub start: Date,
    /// The length of the period.
    pub kind: PeriodKind,
}

impl Period {
    /// The period that contains a date; `None` if the date is not precise enough.
    pub fn of(date: PartialDate, kind: PeriodKind) -> Option<Period> {
        let start = match kind {
            PeriodKind::Day => date.full()?,
            PeriodKind::Week => {
                let day = date.full()?;
                day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?
            }
            PeriodKind::Month => Date::new(date.year(), date.month()?, 1).ok()?,
            PeriodKind::Quarter => Date::new(date.year(), (date.month()? - 1) / 3 * 3 + 1, 1).ok()?,
            PeriodKind::Year => Date::new(date.year(), 1, 1).ok()?,
        };
        Some(Period { start, kind })
    }

    /// The following period; `None` at the end of the calendar.
    pub fn next(self) -> Option<Period> {
        let span = match self.kind {
            PeriodKind::Day => 1.days(),
            PeriodKind::Week => 7.days(),
            PeriodKind::Month => 1.months(),
            PeriodKind::Quarter => 3.months(),
            PeriodKind::Year => 1.years(),
        };
        Some(Period { start: self.start.checked_add(span).ok()?, kind: self.kind })
    }

    /// The last day of the period.
    pub fn end(self) -> Date {
        self.next().and_then(|next| next.start.yesterday().ok()).unwrap_or(self.start)
    }
}

impl fmt::Display for Period {
    /// Writes `2024-03-05`, `2024-W10`, `2024-03`, `2024-Q1` or `2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.start;
        match self.kind {
            PeriodKind::Day => write!(f, "{day}"),
            PeriodKind::Week => {
                let week: ISOWeekDate = day.iso_week_date();
                debug_assert_eq!(week.weekday(), Weekday::Monday);
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            PeriodKind::Month => write!(f, "{:04}-{:02}", day.year(), day.month()),
            PeriodKind::Quarter => write!(f, "{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            PeriodKind::Year => write!(f, "{:04}", day.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_a_day() {
        let day: PartialDate = "2024-12-31".parse().unwrap();
        for (kind, label, end) in [
            (PeriodKind::Day, "2024-12-31", "2024-12-31"),
            (PeriodKind::Week, "2025-W01", "2025-01-05"),
            (PeriodKind::Month, "2024-12", "2024-12-31"),
            (PeriodKind::Quarter, "2024-Q4", "2024-12-31"),
            (PeriodKind::Year, "2024", "2024-12-31"),
        ] {
            let period = Period::of(day, kind).unwrap();
            assert_eq!((period.to_string().as_str(), period.end().to_string().as_str()), (label, end));
        }
    }

    #[test]
    fn a_partial_date_counts_where_it_suffices() {
        let month: PartialDate = "2011-03".parse().unwrap();
        assert!(Period::of(month, PeriodKind::Day).is_none());
        assert_eq!(Period::of(month, PeriodKind::Quarter).unwrap().to_string(), "2011-Q1");
    }
}
