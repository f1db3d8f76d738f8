//! Search terms along the periods, in words.

use crate::Language;
use crate::analysis::TermSeries;
use crate::messages;
use crate::report::words::{percent, thousands};
use crate::trends::Share;

/// P values below this make a trend worth telling.
const MAX_P_VALUE: f64 = 0.05;
/// The highest share is chosen among periods with at least this many articles.
const MIN_ARTICLES: usize = 10;

/// The section on the terms that were asked for; empty where there are none.
pub(super) fn markdown(terms: &[TermSeries], language: Language) -> String {
    if terms.is_empty() {
        return String::new();
    }
    let told: String = terms.iter().map(|found| term(found, language)).collect();
    [messages::term_series_head(language), &told, messages::term_series_table(language)].concat()
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
    let series = &found.series;
    let is_whole = |period: &usize| !series.partial[*period] && series.totals[*period] >= MIN_ARTICLES;
    let whole = || (0..series.periods.len()).filter(is_whole);
    let share_of = |period: usize| found.share(period).map(|share| (period, share));
    let highest = |best: Option<(usize, Share)>, own: (usize, Share)| match best {
        Some(best) if best.1.value >= own.1.value => Some(best),
        _ => Some(own),
    };
    if let Some((period, share)) = whole().filter_map(share_of).fold(None, highest).filter(|_| whole().count() > 1) {
        let [count, total] = [share.count, share.total].map(thousands);
        let others = (0..series.periods.len()).filter(|period| !is_whole(period)).filter_map(share_of);
        let is_surpassed = others.map(|(_, other)| other.value).any(|value| value > share.value);
        let told = if is_surpassed { messages::term_series_highest_whole } else { messages::term_series_highest };
        text += &told(language, &series.periods[period].to_string(), &percent(share.value), &count, &total);
    }
    text += match found.trend {
        Some(trend) if trend.p_value < MAX_P_VALUE && trend.tau > 0.0 => messages::attention_rising(language),
        Some(trend) if trend.p_value < MAX_P_VALUE => messages::attention_falling(language),
        Some(_) => messages::attention_no_trend(language),
        None => "",
    };
    text + messages::term_series_end(language)
}
