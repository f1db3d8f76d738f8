//! Days on which no issue can have appeared: one wrong year would stretch every series and chart.

use crate::corpus::PartialDate;

/// No issue appears more than this many years from now.
const MAX_YEARS_AHEAD: i16 = 1;
/// The year of the first modern periodical in Chinese, the Chinese Monthly Magazine (察世俗每月统记传).
const FIRST_YEAR: i16 = 1815;

/// Whether no issue can have appeared on a day: it is far after the present year, where that is known, or before there were Chinese
/// newspapers.
pub(crate) fn is_far(date: PartialDate, present_year: Option<i16>) -> bool {
    let is_ahead = |year: i16| date.year() > year.saturating_add(MAX_YEARS_AHEAD);
    date.year() < FIRST_YEAR || present_year.is_some_and(is_ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_far_ahead_and_long_ago_are_wrong() {
        for (date, far) in
            [("1814", true), ("1815-08-05", false), ("2025-12-31", false), ("2026", true), ("2099-05-06", true)]
        {
            assert_eq!(is_far(date.parse().unwrap(), Some(2024)), far, "{date}");
        }
        assert!(!is_far("2099".parse().unwrap(), None) && is_far("1024".parse().unwrap(), None));
    }
}
