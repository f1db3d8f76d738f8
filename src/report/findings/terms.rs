//! Search terms along the periods.

use crate::Language;
use crate::analysis::TermSeries;
use crate::messages;
use crate::report::findings::{Column, Curve, CurvePoint, Finding, MAX_POINTS, Unit, Value, yes_or_no};
use crate::report::input::ReportInput;
use crate::report::words::thousands;
use crate::trends::MIN_ARTICLES_OF_PERIOD;

/// A period with fewer articles is drawn as an open point.
const FEW: usize = MIN_ARTICLES_OF_PERIOD;

/// One row per term and period, and a curve for each term that an article names.
pub(super) fn term_series(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let terms = &input.analysis.term_series;
    // A term that no article names has no curve: it would be a flat line below an interval.
    let named = || terms.iter().filter(|found| found.is_named());
    let has_curves = named().next().is_some_and(|found| (2..=MAX_POINTS).contains(&found.series.periods.len()));
    let rows = terms.iter().flat_map(|found| {
        (0..found.series.periods.len()).map(move |period| {
            vec![
                Value::text(found.term.as_str()),
                Value::day(found.series.periods[period].to_string()),
                Value::count(found.series.counts[period][TermSeries::NAMED]),
                Value::count(found.series.totals[period]),
                found.share(period).map_or(Value::Empty, |share| Value::share(&share)),
                yes_or_no(!found.series.partial[period], language),
            ]
        })
    });
    Some(Finding {
        title: messages::finding_term_series(language),
        sentence: messages::finding_term_series_says(language).to_owned(),
        columns: vec![
            Column::new(messages::finding_term(language)),
            Column::new(messages::column_period(language)),
            Column::new(messages::finding_naming(language)),
            Column::new(messages::finding_articles(language)),
            Column::with_interval(messages::column_share(language)),
            Column::new(messages::finding_whole(language)),
        ],
        rows: rows.collect(),
        on_page: has_curves.then_some(0),
        curves: named().map(|found| curve(found, language)).collect(),
    })
}

fn curve(found: &TermSeries, language: Language) -> Curve {
    let point = |period: usize| {
        let share = found.share(period);
        CurvePoint {
            period: found.series.periods[period].to_string(),
            value: share.map(|share| [share.value, share.low, share.high]),
            rests_on: share.map_or_else(String::new, |share| {
                messages::finding_of_articles(language, &thousands(share.count), &thousands(share.total))
            }),
            is_weak: found.series.partial[period] || found.series.totals[period] < FEW,
        }
    };
    Curve { name: found.term.clone(), unit: Unit::Share, points: (0..found.series.periods.len()).map(point).collect() }
}
