//! Peaks of themes, in words and for the page.

use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{PeakTerm, ThemePeak};
use crate::messages;
use crate::report::input::ReportInput;
use crate::report::words::{day_of_year, day_span, percent, thousands};
use crate::trends::{Event, Peak, Span};

/// At most this many peaks are told in words, the clearest ones; the table has all.
const MAX_TOLD: usize = 20;
/// Maximum number of characters of a headline.
const MAX_TITLE_LENGTH: usize = 40;
/// A peak of at least this many weeks is told with its top week.
const LONG: i32 = 3;

/// The peaks to tell in words, in the order of time.
fn told<'a>(input: &ReportInput<'a>) -> Vec<&'a ThemePeak> {
    let is_wanted = |found: &&ThemePeak| input.themes.is_empty() || input.themes.contains(&found.peak.theme);
    let mut told: Vec<&ThemePeak> = input.analysis.peaks.iter().filter(is_wanted).collect();
    told.sort_by(|a, b| a.peak.p_value.total_cmp(&b.peak.p_value));
    told.truncate(MAX_TOLD);
    told.sort_by_key(|found| (found.peak.span.first, found.peak.theme));
    told
}

/// The section of the findings in words; empty where no peak was found.
pub(super) fn markdown(input: &ReportInput<'_>) -> String {
    let told = told(input);
    if told.is_empty() {
        return String::new();
    }
    let language = input.language;
    let mut text = messages::peaks_head(language).to_owned();
    for found in &told {
        let [head, terms, articles] = sentences(input, found, language);
        let space = messages::sentence_space(language);
        let rest = [terms, articles].into_iter().filter(|part| !part.is_empty()).map(|part| format!("{space}{part}"));
        text += &format!("- {head}{}\n", rest.collect::<String>());
    }
    if input.analysis.peaks.len() > told.len() {
        text += &messages::peaks_more(language, input.analysis.peaks.len() - told.len());
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
    told(input).into_iter().map(row).collect()
}

/// When and how much; the terms; the articles. The last two may be empty.
fn sentences(input: &ReportInput<'_>, found: &ThemePeak, language: Language) -> [String; 3] {
    let ThemePeak { peak, terms, examples } = found;
    let theme = input.classifier.themes()[peak.theme].name(language);
    let mut head = messages::peak_when(
        language,
        theme,
        &day_span(peak.span, language),
        &events_in_words(input.events, peak.span, language),
    );
    head += messages::colon(language);
    head += &shares(peak, language);
    head += messages::full_stop(language);
    let names: Vec<&str> = terms.iter().map(|PeakTerm { term, .. }| term.as_str()).collect();
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
    if peak.weeks() >= LONG {
        let last = peak.top_week.checked_add(jiff::Span::new().days(6)).unwrap_or(peak.top_week);
        let week = match language {
            Language::Chinese => {
                messages::from_to(language, &day_of_year(peak.top_week, language), &day_of_year(last, language))
            }
            Language::English => day_of_year(peak.top_week, language),
        };
        text += &messages::peak_top(language, &week, &percent(peak.top.0 as f64 / peak.top.1.max(1) as f64));
    }
    text
}

/// The events in a span: one that fills at least a third of it, or those that it holds. It is a matter of time only.
fn events_in_words(events: &[Event], span: Span, language: Language) -> String {
    let name = |event: &Event| event.name_in(language == Language::English).to_owned();
    let meeting: Vec<&Event> = events.iter().filter(|event| event.meets(span)).collect();
    let common =
        |event: &Event| Span { first: event.span.first.max(span.first), last: event.span.last.min(span.last) }.days();
    match meeting.as_slice() {
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
    match read.observation.source.as_str() {
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
