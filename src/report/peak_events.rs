//! The events that stand beside a peak.

use crate::analysis::SurveyedArticle;
use crate::trends::{Event, Peak, Span};

/// No events stand beside a peak of more weeks: so long a time holds some in any case.
const MAX_WEEKS: i32 = 8;

/// The events within a peak on whose days the theme's share, too, was closer to the peak's than to the usual one. An
/// event that merely falls into the weeks of a peak of another matter would mislead. Stories count once.
pub(in crate::report) fn events_of<'e>(
    events: &'e [Event],
    articles: &[SurveyedArticle<'_>],
    peak: &Peak,
) -> Vec<&'e Event> {
    if peak.weeks() > MAX_WEEKS {
        return Vec::new();
    }
    let high = f64::midpoint(peak.share.value, peak.usual.value);
    let is_high = |event: &&Event| {
        let days = Span { first: event.span.first.max(peak.span.first), last: event.span.last.min(peak.span.last) };
        let (mut count, mut total) = (0_u32, 0_u32);
        for article in articles.iter().filter(|article| !article.reprint) {
            let seen = &article.classified.observation;
            if seen.date.and_then(|date| date.full()).is_some_and(|day| days.holds(day)) {
                total += 1;
                count += u32::from(seen.theme == peak.theme);
            }
        }
        total > 0 && f64::from(count) >= high * f64::from(total)
    };
    events.iter().filter(|event| event.meets(peak.span)).filter(is_high).collect()
}
