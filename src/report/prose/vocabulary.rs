//! Words that the model does not know, and a warning where there are many.

use serde_json::{Value, json};

use crate::Language;
use crate::messages;
use crate::report::words::{percent, period_name};
use crate::trends::Drift;

/// Maximum number of periods that are named in a sentence.
const MAX_NAMED: usize = 6;

/// The warning, where there is one.
pub(in crate::report) fn warning(drift: &Drift, language: Language) -> Option<String> {
    let periods: Vec<String> =
        drift.periods.iter().filter(|p| p.drifted).map(|p| period_name(p.period, language)).collect();
    // Where only some periods drifted, the warning names them, even if the mean of all articles drifted too.
    let everywhere = drift.drifted && (periods.is_empty() || periods.len() == drift.periods.len());
    let all = drift.unknown.filter(|_| everywhere).map(|mean| percent(mean.value));
    if periods.is_empty() && all.is_none() {
        return None;
    }
    let more = periods.len().saturating_sub(MAX_NAMED);
    let mut named = periods[..periods.len() - more].join(messages::comma(language));
    if more > 0 {
        named = messages::vocabulary_more_periods(language, &named, periods.len(), more);
    }
    let expected = drift.reference.map(|reference| percent(reference.mean));
    Some(match (all, expected) {
        (Some(all), Some(expected)) => messages::vocabulary_all(language, &all, &expected),
        (None, Some(expected)) => messages::vocabulary_periods(language, &named, &expected),
        (_, None) => messages::vocabulary_periods_compared(language, &named),
    })
}

/// The plain facts, warning or not.
pub(in crate::report) fn facts(drift: &Drift, language: Language) -> String {
    let Some(mean) = drift.unknown else { return String::new() };
    let share = percent(mean.value);
    match drift.reference {
        Some(reference) => messages::vocabulary_share(language, &share, &percent(reference.mean)),
        None => messages::vocabulary_share_alone(language, &share),
    }
}

/// The section of the findings in words.
pub(in crate::report) fn markdown(drift: &Drift, language: Language) -> String {
    let facts = facts(drift, language);
    if facts.is_empty() {
        return String::new();
    }
    let mut text = messages::vocabulary_title(language).to_owned();
    if let Some(warning) = warning(drift, language) {
        text += &format!("**{}{warning}** ", messages::vocabulary_warning_label(language));
    }
    text += &facts;
    text += messages::sentence_space(language);
    text += messages::vocabulary_table(language);
    text
}

/// The data of the page and the manifest.
pub(in crate::report) fn data(drift: &Drift) -> Value {
    let mean = drift.unknown.map(|m| json!({ "mean": m.value, "low": m.low, "high": m.high, "articles": m.count }));
    let reference = drift.reference.map(|r| json!({ "mean": r.mean, "spread": r.spread, "articles": r.articles }));
    let periods: Vec<String> = drift.periods.iter().filter(|p| p.drifted).map(|p| p.period.to_string()).collect();
    json!({ "unknown_share": mean, "reference": reference, "drifted": drift.drifted, "drifted_periods": periods })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnknownWords;
    use crate::trends::{PeriodKind, drift};

    #[test]
    fn warnings_and_facts_in_both_languages() {
        let date = |month: usize| format!("2024-{month:02}").parse().ok();
        let shares: Vec<_> = (0..400)
            .map(|i| (date(i % 8 + 1), if i % 8 == 7 { 0.12 } else { 0.02 } + (i / 8 % 5) as f64 * 0.001))
            .collect();
        let reference = Some(UnknownWords { articles: 100, mean: 0.022, spread: 0.03 });
        for reference in [reference, None] {
            let found = drift(&shares, PeriodKind::Month, reference);
            let months = [(Language::Chinese, "2024年8月", "2024年7月"), (Language::English, "August 2024", "July")];
            for (language, drifted, other) in months {
                let text = markdown(&found, language);
                assert!(text.contains(drifted) && !text.contains(other), "{text}");
                assert_eq!(text.contains("2.2%"), reference.is_some(), "{text}");
            }
            assert_eq!(data(&found)["drifted_periods"], json!(["2024-08"]));
        }
        let without_drift = drift(&shares[..7], PeriodKind::Month, reference);
        assert_eq!(warning(&without_drift, Language::English), None);
        assert_eq!(markdown(&drift(&[], PeriodKind::Month, None), Language::English), "");
        let all = drift(&shares, PeriodKind::Month, Some(UnknownWords { articles: 100, mean: 0.001, spread: 0.001 }));
        assert!(warning(&all, Language::English).is_some_and(|text| text.contains("3.5%")));
    }
}
