//! Search terms along the periods, in words.

use crate::Language;
use crate::analysis::TermSeries;
use crate::messages;
use crate::report::words::{percent, period_name, thousands};

/// P values below this make a trend worth telling.
const MAX_P_VALUE: f64 = 0.05;

/// The section on the terms that were asked for; empty where there are none.
pub(super) fn markdown(terms: &[TermSeries], language: Language) -> String {
    if terms.is_empty() {
        return String::new();
    }
    let sentences: String = terms.iter().map(|found| term(found, language)).collect();
    [messages::term_series_head(language), &sentences, messages::term_series_table(language)].concat()
}

fn term(found: &TermSeries, language: Language) -> String {
    let overall = found.overall();
    let total = thousands(overall.total);
    if overall.count == 0 {
        return messages::term_series_never(language, &found.term, &total);
    }
    let [share, low, high] = [overall.value, overall.low, overall.high].map(percent);
    let count = thousands(overall.count);
    let mut text = messages::term_series_term(language, &found.term, &count, &total, &share, &low, &high);
    match found.highest.and_then(|period| Some((period, found.share(period)?))) {
        Some((period, own)) => {
            let [share, low, high] = [own.value, own.low, own.high].map(percent);
            let [count, total] = [own.count, own.total].map(thousands);
            let period = period_name(found.series.periods[period], language);
            text += &messages::term_series_highest(language, &period, &share, &count, &total, &low, &high);
        }
        None if found.series.periods.len() > 1 => text += messages::term_series_none_higher(language),
        None => {}
    }
    text += match found.trend {
        Some(trend) if trend.p_value < MAX_P_VALUE && trend.tau > 0.0 => messages::attention_rising(language),
        Some(trend) if trend.p_value < MAX_P_VALUE => messages::attention_falling(language),
        Some(_) => messages::attention_no_trend(language),
        None => "",
    };
    text + messages::term_series_end(language)
}
