//! Two selections side by side.

use crate::Language;
use crate::messages;
use crate::report::findings::{Column, Finding, Unit, Value};
use crate::report::input::ReportInput;
use crate::report::prose::versus_basis;
use crate::report::tables::second_name;

/// One row per theme, in the order of the charts.
pub(super) fn versus(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let found = input.analysis.versus.as_ref()?;
    let (first, second) = (found.first.as_str(), second_name(found, language));
    let row = |theme: usize| {
        let change = &found.comparison.differences[theme];
        let difference = &change.difference;
        vec![
            Value::text(input.classifier.themes()[theme].name(language)),
            Value::share(&difference.before),
            Value::share(&difference.after),
            Value::Number(Unit::Points, difference.value, Some((difference.low, difference.high))),
            Value::Number(Unit::Probability, change.false_discovery, None),
        ]
    };
    let rows: Vec<Vec<Value>> = input.shown().into_iter().map(row).collect();
    let basis = versus_basis(found, language);
    Some(Finding {
        title: messages::finding_versus(language),
        sentence: [basis.trim_end(), messages::finding_versus_says(language)].join(messages::sentence_space(language)),
        columns: vec![
            Column::new(messages::finding_theme(language)),
            Column::with_interval(first),
            Column::with_interval(second.as_str()),
            Column::with_interval(messages::finding_versus_difference(language, first, &second)),
            Column::new(messages::finding_rate(language)),
        ],
        on_page: Some(rows.len()),
        rows,
        curves: Vec::new(),
    })
}
