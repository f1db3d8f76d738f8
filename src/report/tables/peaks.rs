//! Peaks of themes.

use crate::Language;
use crate::analysis::{SurveyedArticle, ThemePeak};
use crate::corpus::Theme;
use crate::report::peak_events::events_of;
use crate::report::tables::row::{List, table_row};
use crate::trends::Event;

table_row! {
    /// Weeks in which a theme had clearly more attention than in the half years around.
    pub struct PeakRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The first day.
        pub first_day: String,
        /// The last day.
        pub last_day: String,
        /// The theme's articles; a story that several papers print counts once.
        pub count: usize,
        /// All articles of these days.
        pub total: usize,
        /// The theme's share.
        pub share: f64,
        /// The lower end of its 95% interval, with days as draws.
        pub share_low: f64,
        /// The upper end of its 95% interval.
        pub share_high: f64,
        /// The number of weeks in the half years around that were read, without the theme's peaks.
        pub usual_weeks: usize,
        /// The theme's articles in the half years around, without its peaks.
        pub usual_count: usize,
        /// All articles in the half years around.
        pub usual_total: usize,
        /// The theme's usual share.
        pub usual_share: f64,
        /// The lower end of its 95% interval.
        pub usual_low: f64,
        /// The upper end of its 95% interval.
        pub usual_high: f64,
        /// The Monday of the week with the largest share.
        pub top_week: String,
        /// The theme's articles in that week.
        pub top_count: usize,
        /// All articles in that week.
        pub top_total: usize,
        /// The probability that chance, or events that last for days, give such a peak anywhere, over all themes and lengths.
        pub p_value: f64,
        /// The events in these days on which the theme's share was high, too.
        pub events: List,
        /// The terms that set its articles apart, with the articles of the peak and the theme's others that have them.
        pub terms: List,
        /// The ids of articles that stand for it.
        pub examples: List,
    }
}

/// One row per peak, in the order of time.
pub fn peak_rows(
    peaks: &[ThemePeak],
    articles: &[SurveyedArticle<'_>],
    themes: &[Theme],
    events: &[Event],
    language: Language,
) -> Vec<PeakRow> {
    let row = |found: &ThemePeak| {
        let ThemePeak { peak, terms, examples } = found;
        let name = |event: &Event| event.name_in(language == Language::English).to_owned();
        PeakRow {
            theme: themes[peak.theme].id.clone(),
            theme_name: themes[peak.theme].name(language).to_owned(),
            first_day: peak.span.first.to_string(),
            last_day: peak.span.last.to_string(),
            count: peak.share.count,
            total: peak.share.total,
            share: peak.share.value,
            share_low: peak.share.low,
            share_high: peak.share.high,
            usual_weeks: peak.usual_weeks,
            usual_count: peak.usual.count,
            usual_total: peak.usual.total,
            usual_share: peak.usual.value,
            usual_low: peak.usual.low,
            usual_high: peak.usual.high,
            top_week: peak.top_week.to_string(),
            top_count: peak.top.0,
            top_total: peak.top.1,
            p_value: peak.p_value,
            events: List(events_of(events, articles, found).into_iter().map(name).collect()),
            terms: List(terms.iter().map(|t| format!("{} ({}/{})", t.term, t.within, t.elsewhere)).collect()),
            examples: List(examples.iter().map(|&number| articles[number].classified.id.to_string()).collect()),
        }
    };
    peaks.iter().map(row).collect()
}
