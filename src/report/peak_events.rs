//! The events that stand beside a peak.

use crate::analysis::{SurveyedArticle, ThemePeak};
use crate::trends::{Event, Span};

/// No events are named beside a peak of more weeks, because any stretch that long holds some.
const MAX_WEEKS: i32 = 8;

/// A shipped meeting stands beside a peak if the theme's share on its days is at least this many times that of the peak.
const MIN_OF_PEAK: f64 = 0.95;

/// The events within a peak on whose days the theme's share, too, was closer to the peak's than to the usual one.
///
/// An event that merely falls into the weeks of a peak of another matter would mislead: a plenum in the weeks of a flood has
/// nothing to do with it. The shipped meetings are therefore listed only if the theme had as much attention on their days as in
/// the whole peak, or if a term of the peak names them. The user's own events are always listed. Stories count once.
pub(in crate::report) fn events_of<'e>(
    events: &'e [Event],
    articles: &[SurveyedArticle<'_>],
    found: &ThemePeak,
) -> Vec<&'e Event> {
    let ThemePeak { peak, terms, .. } = found;
    if peak.weeks() > MAX_WEEKS {
        return Vec::new();
    }
    let middle = f64::midpoint(peak.share.value, peak.usual.value);
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
        let is_related = !event.is_shipped
            || f64::from(count) >= MIN_OF_PEAK * peak.share.value * f64::from(total)
            || terms.iter().any(|term| event.is_named_in(&term.term));
        total > 0 && is_related && f64::from(count) >= middle * f64::from(total)
    };
    events.iter().filter(|event| event.meets(peak.span)).filter(is_high).collect()
}
