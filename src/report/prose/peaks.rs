//! Peaks of themes, in words and for the page.

use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{PeakTerm, ThemePeak};
use crate::messages;
use crate::report::input::ReportInput;
use crate::report::peak_events::events_of;
use crate::report::prose::new_terms::with_context;
use crate::report::words::{day_of_year, day_span, days_of_year, percent, thousands};
use crate::trends::{Event, Peak, Span};

/// Maximum number of peaks described in words, the clearest ones; the table lists all.
const MAX_DESCRIBED_PEAKS: usize = 20;
/// Maximum number of characters of a headline.
const MAX_TITLE_LENGTH: usize = 40;
/// The top week is named for peaks of at least this many weeks.
const LONG: i32 = 3;
/// A week with fewer articles is not named as the top week, because its share may be due to chance.
const FEW: usize = 10;
/// The number of weeks read in the half years around a peak is stated where it is smaller than this.
const FEW_WEEKS: usize = 26;
/// The length of a peak of more weeks than this is stated.
const SEVERAL_MONTHS: i32 = 8;
/// Days of a week: a peak that begins within the first one, or ends within the last one, may reach further.
const WEEK: i32 = 7;

/// The peaks to describe in words, in the order of time, and how many more there are.
fn peaks_to_describe<'a>(input: &ReportInput<'a>) -> (Vec<&'a ThemePeak>, usize) {
    let is_wanted = |found: &&ThemePeak| input.themes.is_empty() || input.themes.contains(&found.peak.theme);
    let mut described: Vec<&ThemePeak> = input.analysis.peaks.iter().filter(is_wanted).collect();
    let more = described.len().saturating_sub(MAX_DESCRIBED_PEAKS);
    described.sort_by(|a, b| a.peak.p_value.total_cmp(&b.peak.p_value));
    described.truncate(MAX_DESCRIBED_PEAKS);
    described.sort_by_key(|found| (found.peak.span.first, found.peak.theme));
    (described, more)
}

/// The section of the findings in words; empty where no peak was found.
pub(super) fn markdown(input: &ReportInput<'_>) -> String {
    let (described, more) = peaks_to_describe(input);
    if described.is_empty() {
        return String::new();
    }
    let language = input.language;
    let mut text = messages::peaks_head(language).to_owned();
    for found in &described {
        let [head, terms, articles] = sentences(input, found, language);
        let space = messages::sentence_space(language);
        let rest = [terms, articles].into_iter().filter(|part| !part.is_empty()).map(|part| format!("{space}{part}"));
        text += &format!("- {head}{}\n", rest.collect::<String>());
    }
    if more > 0 {
        text += &messages::peaks_more(language, more);
    }
    text
}

/// What the page shows: for each peak the sentences in both languages.
pub(in crate::report) fn data(input: &ReportInput<'_>) -> Value {
    let row = |found: &ThemePeak| {
        let in_language = |language| {
            let [head, terms, articles] = sentences(input, found, language);
            json!([head.replace("**", ""), terms, articles])
        };
        json!({ "theme": found.peak.theme, "zh": in_language(Language::Chinese), "en": in_language(Language::English) })
    };
    peaks_to_describe(input).0.into_iter().map(row).collect()
}

/// When and how much; the terms; the articles. The last two may be empty.
fn sentences(input: &ReportInput<'_>, found: &ThemePeak, language: Language) -> [String; 3] {
    let ThemePeak { peak, terms, examples } = found;
    let theme = input.classifier.themes()[peak.theme].name(language);
    let events = events_of(input.events, input.articles, found);
    let when = stretch(input, peak, language);
    let mut head = messages::peak_when(language, theme, &when, &events_in_words(&events, peak.span, language));
    head += messages::colon(language);
    head += &shares(peak, language);
    head += messages::full_stop(language);
    let names: Vec<String> = terms.iter().map(|PeakTerm { term, context, .. }| with_context(term, context)).collect();
    let terms = if names.is_empty() {
        String::new()
    } else {
        messages::peak_terms(language, &names.join(messages::comma(language)))
    };
    let articles: Vec<String> = examples.iter().map(|&number| article(input, number, language)).collect();
    let articles = if articles.is_empty() {
        String::new()
    } else {
        messages::peak_articles(language, &articles.join(messages::comma(language)))
    };
    [head, terms, articles]
}

/// The days of a peak, how long it is if that is long, and that it reaches to an end of what was read.
fn stretch(input: &ReportInput<'_>, peak: &Peak, language: Language) -> String {
    let mut text = day_span(peak.span, language);
    if peak.weeks() > SEVERAL_MONTHS {
        text += &messages::peak_weeks(language, peak.weeks());
    }
    let span = (peak.span.first, peak.span.last);
    let (first, last) = input.analysis.counted.days.map_or(span, |(a, b)| (a.min(span.0), b.max(span.1)));
    if first.until(peak.span.first).is_ok_and(|days| days.get_days() < WEEK) {
        text += messages::peak_from_first_day(language);
    } else if peak.span.last.until(last).is_ok_and(|days| days.get_days() < WEEK) {
        text += messages::peak_to_last_day(language);
    }
    text
}

/// The share then and usually, and the top week of a long peak.
fn shares(peak: &Peak, language: Language) -> String {
    let (share, usual) = (peak.share, peak.usual);
    let mut text = messages::peak_share(
        language,
        &percent(share.value),
        &percent(share.low),
        &percent(share.high),
        share.count,
        &thousands(share.total),
        &percent(usual.value),
        &percent(usual.low),
        &percent(usual.high),
    );
    if peak.usual_weeks < FEW_WEEKS {
        text += &messages::peak_few_weeks(language, peak.usual_weeks);
    }
    let (count, total) = peak.top;
    // A week of few articles may be all about a theme by chance.
    if peak.weeks() >= LONG && total >= FEW {
        let last = peak.top_week.checked_add(jiff::Span::new().days(6)).unwrap_or(peak.top_week);
        let week = match language {
            Language::Chinese => days_of_year(Span { first: peak.top_week, last }, language),
            Language::English => day_of_year(peak.top_week, language),
        };
        text += &messages::peak_top(language, &week, &percent(count as f64 / total.max(1) as f64), count, total);
    }
    text
}

/// The events of a span: one that fills at least a third of it, or those that it holds. It is a matter of time only.
fn events_in_words(events: &[&Event], span: Span, language: Language) -> String {
    let name = |event: &Event| event.name_in(language == Language::English).to_owned();
    let common =
        |event: &Event| Span { first: event.span.first.max(span.first), last: event.span.last.min(span.last) }.days();
    match events {
        [] => String::new(),
        [event] if 3 * common(event) >= span.days() => messages::peak_during(language, &name(event)),
        several => {
            let names: Vec<String> = several.iter().map(|event| name(event)).collect();
            messages::peak_holds(language, &names.join(messages::comma(language)))
        }
    }
}

/// An article: its headline, paper and day.
fn article(input: &ReportInput<'_>, number: usize, language: Language) -> String {
    let read = input.articles[number].classified;
    let title = headline(&read.title, language);
    let day = read.observation.date.and_then(|date| date.full());
    let day = day.map(|day| day_of_year(day, language)).unwrap_or_default();
    match &*read.observation.source {
        "" => messages::peak_article_without_source(language, &title, &day),
        source => messages::peak_article(language, &title, source, &day),
    }
}

/// A headline as it stands in a sentence: not too long, and without marks that would end its own.
fn headline(title: &str, language: Language) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = title.chars().take(MAX_TITLE_LENGTH).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    match language {
        Language::Chinese => short.replace('《', "〈").replace('》', "〉"),
        Language::English => short.replace('“', "‘").replace('”', "’"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn events_stand_beside_a_span_without_being_its_cause() {
        let span = |first: (i16, i8, i8), last: (i16, i8, i8)| Span {
            first: date(first.0, first.1, first.2),
            last: date(last.0, last.1, last.2),
        };
        let words = |span| {
            let events: Vec<&Event> = Event::shipped().iter().filter(|event| event.meets(span)).collect();
            events_in_words(&events, span, Language::Chinese)
        };
        assert_eq!(words(span((2025, 3, 3), (2025, 3, 9))), "（正值2025年全国两会）");
        assert_eq!(words(span((2024, 6, 24), (2024, 8, 4))), "（其间有二十届三中全会）");
        assert_eq!(words(span((2022, 10, 3), (2022, 10, 30))), "（其间有十九届七中全会、党的二十大、二十届一中全会）");
        assert_eq!(words(span((2025, 1, 6), (2025, 1, 19))), "");
    }

    #[test]
    fn headlines_keep_their_marks_apart_from_those_of_the_sentence() {
        assert_eq!(headline("县里印发《河道 管护 办法》", Language::Chinese), "县里印发〈河道 管护 办法〉");
        let long = headline(&"长".repeat(50), Language::Chinese);
        assert_eq!((long.chars().count(), long.ends_with('…')), (41, true));
    }
}
