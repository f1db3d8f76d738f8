//! Findings beside the main charts, as tables of typed values: the workbook writes them as sheets, the page as sections.

mod attention;
mod over_the_year;
mod selections;
mod terms;

use crate::Language;
use crate::corpus::PartialDate;
use crate::messages;
use crate::report::input::ReportInput;
use crate::report::words::{p_value, percent, points, rounded, thousands};
use crate::trends::Share;

/// At most this many points of a curve: a longer one would make the page large.
const MAX_POINTS: usize = 400;

/// A finding as a table.
pub(in crate::report) struct Finding {
    /// The name of the sheet, and the heading on the page.
    pub title: &'static str,
    /// What the table shows, and out of what.
    pub sentence: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: one value for each column.
    pub rows: Vec<Vec<Value>>,
    /// The number of rows on the page, from the first one; `None` where the finding stands in the workbook alone.
    pub on_page: Option<usize>,
    /// Curves to draw above the table on the page.
    pub curves: Vec<Curve>,
}

/// A column of a finding.
pub(in crate::report) struct Column {
    pub name: String,
    /// Whether its numbers have intervals.
    pub has_interval: bool,
}

impl Column {
    fn new(name: impl Into<String>) -> Self {
        Column { name: name.into(), has_interval: false }
    }

    fn with_interval(name: impl Into<String>) -> Self {
        Column { name: name.into(), has_interval: true }
    }
}

/// What a number measures, which decides how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Unit {
    /// A whole number of things.
    Count,
    /// A share, 0 to 1.
    Share,
    /// A difference of shares, −1 to 1.
    Points,
    /// A number between 0 and 1 that is no share.
    Ratio,
    /// A p value or a false discovery rate.
    Probability,
}

impl Unit {
    /// A number of this unit as people read it.
    fn text(self, value: f64) -> String {
        match self {
            Unit::Count => thousands(value as usize),
            Unit::Share => percent(value),
            Unit::Points => points(value),
            Unit::Ratio => rounded(value, 2),
            Unit::Probability => p_value(value),
        }
    }
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Value {
    /// A word or a name.
    Text(String),
    /// A whole day.
    Day(PartialDate),
    /// A number, with the ends of its 95% interval where it has one.
    Number(Unit, f64, Option<(f64, f64)>),
    /// Nothing is known.
    Empty,
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into())
    }

    /// A day where the text is one, as a period may be; else the text.
    fn day(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.parse::<PartialDate>() {
            Ok(date) if date.full().is_some() => Value::Day(date),
            _ => Value::Text(text),
        }
    }

    fn count(count: usize) -> Self {
        Value::Number(Unit::Count, count as f64, None)
    }

    fn share(share: &Share) -> Self {
        Value::Number(Unit::Share, share.value, Some((share.low, share.high)))
    }

    /// The value as people read it, with its interval in brackets.
    pub fn shown(&self) -> String {
        match self {
            Value::Empty => "—".into(),
            Value::Text(text) => text.clone(),
            Value::Day(day) => day.to_string(),
            Value::Number(unit, value, None) => unit.text(*value),
            Value::Number(unit, value, Some((low, high))) => {
                // A dash between numbers with signs would look like one more sign.
                let between = if *unit == Unit::Points { ", " } else { "–" };
                format!("{} ({}{between}{})", unit.text(*value), unit.text(*low), unit.text(*high))
            }
        }
    }
}

/// A number by period, with its interval.
pub(in crate::report) struct Curve {
    /// What it shows; empty where the finding has no other.
    pub name: String,
    pub unit: Unit,
    pub points: Vec<CurvePoint>,
}

/// A curve in one period.
pub(in crate::report) struct CurvePoint {
    pub period: String,
    /// The number with the ends of its interval; `None` for a period without articles.
    pub value: Option<[f64; 3]>,
    /// The number of articles that it rests on, in words.
    pub rests_on: String,
    /// Whether it rests on few articles or the period was read only in part.
    pub is_weak: bool,
}

/// All findings in the order in which they are shown. Empty ones are left out.
pub(in crate::report) fn all(input: &ReportInput<'_>, language: Language) -> Vec<Finding> {
    let found = [
        selections::versus(input, language),
        terms::term_series(input, language),
        over_the_year::levels(input, language),
        over_the_year::peaks(input, language),
        attention::agendas(input, language),
        attention::diversity(input, language),
        attention::front_pages(input, language),
        attention::leads(input, language),
        attention::province_shares(input, language),
        over_the_year::seasons(input, language),
        over_the_year::deseasonalised(input, language),
    ];
    found.into_iter().flatten().filter(|finding| !finding.rows.is_empty()).collect()
}

fn yes_or_no(is_so: bool, language: Language) -> Value {
    Value::text(if is_so { messages::yes(language) } else { messages::no(language) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_with_their_intervals() {
        let shown = |unit, value, interval| Value::Number(unit, value, interval).shown();
        assert_eq!(shown(Unit::Count, 20813.0, None), "20,813");
        assert_eq!(shown(Unit::Share, 0.123, Some((0.1, 0.15))), "12.3% (10.0%–15.0%)");
        assert_eq!(shown(Unit::Points, -0.02, Some((-0.04, 0.001))), "−2.0 (−4.0, +0.1)");
        assert_eq!(shown(Unit::Ratio, 0.876, None), "0.88");
        assert_eq!(shown(Unit::Probability, 0.0002, None), "<0.001");
        assert_eq!(Value::Empty.shown(), "—");
    }

    #[test]
    fn only_whole_days_are_days() {
        assert!(matches!(Value::day("2024-03-05"), Value::Day(_)));
        assert_eq!(Value::day("2024-03-05").shown(), "2024-03-05");
        for period in ["2024-03", "2024", "2024-W10", "2024-Q1", ""] {
            assert_eq!(Value::day(period), Value::text(period));
        }
    }
}
