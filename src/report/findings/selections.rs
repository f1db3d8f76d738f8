//! Two selections side by side.

use crate::Language;
use crate::messages;
use crate::report::findings::{Column, Finding, Unit, Value};
use crate::report::input::ReportInput;
use crate::report::prose::{not_shown, versus_basis};
use crate::report::tables::second_name;
use crate::trends::shown_changes;

/// One row per theme, in the order of the charts.
pub(super) fn versus(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let found = input.analysis.versus.as_ref()?;
    let (first, second) = (found.first.as_str(), second_name(found, language));
    let is_shown = shown_changes(&found.comparison.differences);
    let row = |theme: usize| {
        let change = &found.comparison.differences[theme];
        let difference = &change.difference;
        let difference_cells = [
            Value::Number(Unit::Points, difference.value, Some((difference.low, difference.high))),
            Value::Number(Unit::Probability, change.false_discovery, None),
        ];
        let name = Value::text(input.classifier.themes()[theme].name(language));
        let shares = [name, Value::share(&difference.before), Value::share(&difference.after)];
        let difference_cells = difference_cells.map(|value| if is_shown[theme] { value } else { Value::Empty });
        shares.into_iter().chain(difference_cells).collect()
    };
    let rows: Vec<Vec<Value>> = input.shown().into_iter().map(row).collect();
    let basis = versus_basis(found, language);
    let note = not_shown(&found.comparison.differences, "versus.csv", language);
    let sentences = [basis.trim_end(), note.trim_end(), messages::finding_versus_says(language)];
    let sentences: Vec<&str> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    Some(Finding {
        title: messages::finding_versus(language),
        sentence: sentences.join(messages::sentence_space(language)),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::with_interval(first),
            Column::with_interval(second.as_str()),
            Column::with_interval(messages::finding_versus_difference(language, first, &second)),
            Column::new(messages::column_false_discovery_rate(language)),
        ],
        on_page: Some(rows.len()),
        rows,
        curves: Vec::new(),
    })
}
