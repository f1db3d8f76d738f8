//! What the values of a date column say together: the order of day and month, and the unit of bare numbers.

use std::collections::BTreeSet;

use crate::corpus::read::table::cells::common_form::is_day_of_republic;
use crate::corpus::read::table::cells::dates::{
    ColumnForm, ShortOrder, Unread, day_of_six, dotted_digits, read, seconds, short, year_last,
};
use crate::text::half_width;

/// Collects the evidence of the values of one column.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read::table) struct Evidence {
    filled: usize,
    unix: usize,
    /// The number of values of six digits that may be days, and whether one of them is no month.
    days_of_six: usize,
    is_no_month: bool,
    day_first: usize,
    month_first: usize,
    undecided: usize,
    /// Whether months behind a dot are written with a nought, `2024.08`, and whether `2024.10` keeps its own.
    has_nought: bool,
    keeps_nought: bool,
    /// Whether a year of three digits, of the Republic, stands among them.
    is_republic: bool,
    years: Option<(i16, i16)>,
    /// For each order of two-digit dates, whether every value so far is a day in it.
    orders: [bool; 3],
    short: Vec<[i16; 3]>,
}

/// At most this many dates with two-digit years are kept as evidence.
const MOST_SHORT: usize = 1000;

/// Days of at most this many years are of one volume of a paper.
const MOST_STEADY_YEARS: usize = 2;

impl Evidence {
    /// Takes one value into account.
    pub(in crate::corpus::read::table) fn add(&mut self, value: &str) {
        let text: String = value.chars().map(half_width).collect();
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.filled == 0 {
            self.orders = [true; 3];
        }
        self.filled += 1;
        self.unix += usize::from(is_unix(text));
        let whole = text.strip_suffix(".0").unwrap_or(text);
        if day_of_six(whole).is_some() {
            self.days_of_six += 1;
            self.is_no_month |= read(whole, &ColumnForm::default()).is_err();
        }
        if let Some([first, second, _]) = year_last(text) {
            match (first > 12, second > 12) {
                (true, false) => self.day_first += 1,
                (false, true) => self.month_first += 1,
                _ => self.undecided += 1,
            }
        }
        let digits = dotted_digits(text).unwrap_or_default();
        self.has_nought |= digits.len() == 2 && digits.starts_with('0');
        self.keeps_nought |= digits == "10";
        self.is_republic |= is_day_of_republic(text);
        if let Some(parts) = short(text) {
            for (possible, order) in self.orders.iter_mut().zip(ShortOrder::ALL) {
                *possible &= order.day(parts).is_some();
            }
            if self.short.len() < MOST_SHORT {
                self.short.push(parts);
            }
        }
        let year = match read(text, &ColumnForm::default()) {
            Ok(found) => found.date.get(..4).and_then(|year| year.parse().ok()),
            Err(Unread::DayMonthOrder(year)) => Some(year),
            Err(_) => None,
        };
        if let Some(year) = year {
            self.years = Some(self.years.map_or((year, year), |(first, last)| (first.min(year), last.max(year))));
        }
    }

    /// Whether further values could decide what the values so far leave open.
    pub(in crate::corpus::read::table) fn is_undecided(&self) -> bool {
        self.undecided > 0 && self.day_first + self.month_first == 0
            || !self.short.is_empty() && self.short_order().is_none()
            || self.days_of_six > 0 && self.days_of_six == self.filled
    }

    /// The form of the column.
    pub(in crate::corpus::read::table) fn form(&self) -> ColumnForm {
        let day_first = match (self.day_first > 0, self.month_first > 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            // Both orders in one column decide nothing.
            _ => None,
        };
        // Beside days in other forms a number of that length counts, too.
        let unix = self.filled > 0 && self.unix == self.filled || self.years.is_some();
        let six_are_days = self.is_no_month && self.days_of_six == self.filled;
        let month_of_one = match (self.keeps_nought, self.has_nought) {
            (true, _) => Some(1),
            (false, true) => Some(10),
            (false, false) => None,
        };
        ColumnForm {
            day_first,
            short_order: self.short_order(),
            unix,
            six_are_days,
            month_of_one,
            republic: self.is_republic,
            year: None,
            month: None,
        }
    }

    /// The only order in which all two-digit dates are days, or are days within the years of the other dates.
    fn short_order(&self) -> Option<ShortOrder> {
        if self.short.is_empty() {
            return None;
        }
        let possible =
            ShortOrder::ALL.into_iter().zip(self.orders).filter(|(_, possible)| *possible).map(|(order, _)| order);
        let fitting: Vec<ShortOrder> = match self.years {
            None => possible.collect(),
            Some((first, last)) => possible
                .filter(|order| {
                    let mut days = self.short.iter().filter_map(|parts| order.day(*parts));
                    days.all(|day| (first..=last).contains(&day.year()))
                })
                .collect(),
        };
        match fitting[..] {
            [order] => Some(order),
            _ => self.by_constant_year(&fitting),
        }
    }

    /// The only order in which all dates are of one year, or two: a column in which the years change and the day of the
    /// month does not is no column of days.
    fn by_constant_year(&self, orders: &[ShortOrder]) -> Option<ShortOrder> {
        let years = |order: &ShortOrder| {
            let days = self.short.iter().filter_map(|parts| order.day(*parts));
            days.map(|day| day.year()).collect::<BTreeSet<i16>>().len()
        };
        let (steady, changing): (Vec<&ShortOrder>, Vec<&ShortOrder>) =
            orders.iter().partition(|order| years(order) <= MOST_STEADY_YEARS);
        let clear = changing.iter().all(|order| years(order) > MOST_STEADY_YEARS);
        match steady[..] {
            [order] if clear && !changing.is_empty() => Some(*order),
            _ => None,
        }
    }
}

/// Whether a bare number may count seconds, or parts of seconds, from 1980 to 2100.
fn is_unix(text: &str) -> bool {
    let digits = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    // `2024040108` is a day with an hour.
    is_number && seconds(digits).is_some() && read(digits, &ColumnForm::default()).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[&str]) -> ColumnForm {
        let mut evidence = Evidence::default();
        values.iter().for_each(|value| evidence.add(value));
        evidence.form()
    }

    #[test]
    fn one_clear_value_decides_the_order() {
        assert_eq!(form(&["4/1/2024", "13/2/2024"]).day_first, Some(true));
        assert_eq!(form(&["4/1/2024", "2/13/2024"]).day_first, Some(false));
        assert_eq!(form(&["4/1/2024", "3/2/2024"]).day_first, None);
        assert_eq!(form(&["13/2/2024", "2/13/2024"]).day_first, None);
    }

    #[test]
    fn numbers_count_seconds_alone_and_beside_days() {
        let days = |values: &[&str]| {
            let form = form(values);
            values.iter().map(|value| read(value, &form).ok().map(|found| found.date)).collect::<Vec<_>>()
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(days(&["1711900800", "1711987200"]), [day("2024-04-01"), day("2024-04-02")]);
        assert_eq!(
            days(&["2024-03-31", "1711929600", "1711929600000", "昨天"]),
            [day("2024-03-31"), day("2024-04-01"), day("2024-04-01"), None]
        );
        assert_eq!(days(&["2024040112", "2024040208"]), [day("2024-04-01"), day("2024-04-02")]);
        // Numbers of another kind beside words count nothing.
        assert_eq!(days(&["1711929600", "不详"]), [None, None]);
        assert_eq!(days(&["2024-03-31", "0123456789"]), [day("2024-03-31"), None]);
    }

    #[test]
    fn six_digits_are_days_where_all_values_are() {
        let days = |values: &[&str]| {
            let form = form(values);
            values.iter().map(|value| read(value, &form).map_or(String::new(), |found| found.date)).collect::<Vec<_>>()
        };
        assert_eq!(days(&["240401", "240430"]), ["2024-04-01", "2024-04-30"]);
        assert_eq!(days(&["240401.0", "240430.0"]), ["2024-04-01", "2024-04-30"]);
        assert_eq!(days(&["200401", "980430"]), ["2020-04-01", "1998-04-30"]);
        // Months stay months, and a column of several kinds decides nothing.
        assert_eq!(days(&["200401", "200412"]), ["2004-01", "2004-12"]);
        assert_eq!(days(&["240401", "2024-04-02"]), ["", "2024-04-02"]);
    }

    #[test]
    fn two_digit_years_are_decided_by_the_column() {
        assert_eq!(form(&["24-4-1", "24-4-30"]).short_order, None);
        assert_eq!(form(&["24-4-1", "2024-04-02"]).short_order, Some(ShortOrder::YearMonthDay));
        assert_eq!(form(&["98-4-1"]).short_order, Some(ShortOrder::YearMonthDay));
        assert_eq!(form(&["4/25/98", "4/1/98"]).short_order, Some(ShortOrder::MonthDayYear));
        assert_eq!(form(&["4/1/24"]).short_order, None);
        assert_eq!(form(&["25/9/3", "25/9/4", "25/9/6"]).short_order, Some(ShortOrder::YearMonthDay));
        assert_eq!(form(&["25/9/3", "25/9/4"]).short_order, None);
    }

    #[test]
    fn years_of_the_republic_are_known_by_one_of_three_digits() {
        let day = |value: &str, form: &ColumnForm| read(value, form).map(|found| found.date).ok();
        let of_column = form(&["98/4/1", "113/4/1"]);
        assert_eq!(day("98/4/1", &of_column), Some("2009-04-01".into()));
        assert_eq!(day("113/4/1", &of_column), Some("2024-04-01".into()));
    }

    #[test]
    fn a_spreadsheet_drops_the_nought_of_october() {
        let month = |values: &[&str]| read("2024.1", &form(values)).unwrap().date;
        assert_eq!(month(&["2024.08", "2024.1"]), "2024-10");
        assert_eq!(month(&["2024.8", "2024.10", "2024.1"]), "2024-01");
        assert_eq!(month(&["2024.8", "2024.1"]), "2024");
    }
}
