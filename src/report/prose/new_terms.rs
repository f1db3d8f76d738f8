//! New terms, in words and for the page.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{Analysis, TermFinding, ThemeTerms};
use crate::corpus::Theme;
use crate::messages;
use crate::report::words::thousands;
use crate::trends::{Context, Span};

fn shown(finding: &TermFinding) -> String {
    with_context(&finding.term, &finding.context)
}

/// A term as readers see it: where it is a piece of a longer slogan, the rest of the slogan is in brackets.
pub(super) fn with_context(term: &str, context: &Context) -> String {
    let in_brackets = |text: &str| if text.is_empty() { String::new() } else { format!("〔{text}〕") };
    format!("{}{term}{}", in_brackets(&context.before), in_brackets(&context.behind))
}

/// The themes that have terms to show, without “no policy theme”.
fn with_terms(analysis: &Analysis) -> impl Iterator<Item = &ThemeTerms> {
    let none = analysis.none;
    analysis.new_terms.iter().filter(move |theme| {
        none != Some(theme.theme) && !(theme.rising.is_empty() && theme.fading.is_empty() && theme.leads.is_empty())
    })
}

/// A sentence on the sample of articles in which terms were looked for, where it was not all of them.
pub(in crate::report) fn sample_note(analysis: &Analysis, language: Language) -> Option<String> {
    let articles = thousands(analysis.counted.articles + analysis.undated);
    analysis.term_sample.map(|kept| messages::terms_sampled(language, &thousands(kept), &articles))
}

/// The section of the findings in words.
pub(super) fn markdown(analysis: &Analysis, themes: &[Theme], language: Language) -> String {
    let mut text = messages::new_terms_head(language).to_owned();
    if let Some(note) = sample_note(analysis, language) {
        text += &format!("{note}\n\n");
    }
    let mut is_empty = true;
    for theme in with_terms(analysis) {
        is_empty = false;
        let listed = |places: &[usize]| in_words(&mut places.iter().map(|&place| &theme.found[place]), language);
        let (rising, fading) = (listed(&theme.rising), listed(&theme.fading));
        let _ = write!(text, "- **{}**", themes[theme.theme].name(language));
        let _ = write!(text, " ({} → {})", theme.before_total, theme.after_total);
        text += messages::colon(language);
        text += if rising.is_empty() { "–" } else { &rising };
        if !fading.is_empty() {
            text += messages::new_terms_faded(language);
            text += &fading;
        }
        if !theme.leads.is_empty() {
            text += messages::new_terms_leads(language);
            text += &in_words(&mut theme.leads.iter(), language);
        }
        text += "\n";
    }
    if is_empty {
        text += messages::none_found(language);
    }
    text
}

/// Terms with their counts, in a sentence.
fn in_words(findings: &mut dyn Iterator<Item = &TermFinding>, language: Language) -> String {
    let terms = findings.map(|f| format!("{} ({} → {})", shown(f), f.before, f.after));
    terms.collect::<Vec<_>>().join(messages::comma(language))
}

/// What the page shows: for each theme the top terms with their counts.
pub(in crate::report) fn data(analysis: &Analysis) -> Value {
    let Some(comparison) = &analysis.comparison else { return Value::Null };
    let listed = |theme: &ThemeTerms, places: &[usize]| -> Vec<Value> {
        let findings = places.iter().map(|&place| &theme.found[place]);
        findings.map(|f| json!([shown(f), f.before, f.after])).collect()
    };
    let themes: Vec<Value> = with_terms(analysis)
        .map(|theme| {
            json!({
                "theme": theme.theme,
                "totals": [theme.before_total, theme.after_total],
                "rising": listed(theme, &theme.rising),
                "fading": listed(theme, &theme.fading),
                "leads": theme.leads.iter().map(|f| json!([shown(f), f.before, f.after])).collect::<Vec<_>>(),
            })
        })
        .collect();
    let days = |span: Span| format!("{} – {}", span.first, span.last);
    json!({ "spans": [days(comparison.before), days(comparison.after)], "themes": themes })
}
