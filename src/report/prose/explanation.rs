//! Why an article has its theme, for a terminal.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::Language;
use crate::corpus::Article;
use crate::features::{Document, Part};
use crate::messages;
use crate::model::{Classifier, Undetermined};
use crate::report::words::{padded, percent};
use crate::text::{OffsetMap, normalise};

/// The text as it was printed, with the given terms in brackets: “县领导⟦接访⟧群众”.
fn marked(text: &str, terms: &[&str]) -> String {
    let normalised = normalise(text);
    let map = OffsetMap::new(text, &normalised);
    let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(terms);
    let Ok(matcher) = matcher else { return text.to_owned() };
    let mut shown = String::with_capacity(text.len() * 5 / 4);
    let mut end = 0;
    for hit in matcher.find_iter(&*normalised) {
        let printed = map.original_range(hit.range());
        shown.push_str(&text[end..printed.start]);
        shown.push('⟦');
        shown.push_str(&text[printed.clone()]);
        shown.push('⟧');
        end = printed.end;
    }
    shown.push_str(&text[end..]);
    shown
}

/// Why a text is given no theme, in words.
fn undetermined_text(reason: Undetermined, language: Language) -> &'static str {
    match reason {
        Undetermined::NoText => messages::undetermined_no_text(language),
        Undetermined::OtherScript => messages::undetermined_other_script(language),
        Undetermined::Unreadable => messages::undetermined_unreadable(language),
        Undetermined::UnknownWords => messages::undetermined_unknown_words(language),
        Undetermined::Imprint => messages::undetermined_imprint(language),
        Undetermined::Continuation => messages::undetermined_continuation(language),
    }
}

/// Why an article has its theme, or the theme `asked`, for a terminal: the article with its deciding terms marked, then
/// its `top` terms with their weights. Contributions and bias add up to the decision value.
pub fn explanation_text(
    classifier: &Classifier,
    article: &Article,
    asked: Option<usize>,
    top: usize,
    language: Language,
) -> String {
    let document = Document { headline: &article.title, body: &article.text };
    let assignment = classifier.assign(&document);
    let theme = asked.unwrap_or(assignment.theme);
    let explanation = classifier.explain(&document, theme);
    let name = |t: usize| format!("{} {}", classifier.themes()[t].id, classifier.themes()[t].name(language));
    let mut text = format!("{}\n", article.id);
    let mut likely: Vec<usize> = (0..assignment.probabilities.len()).collect();
    likely.sort_by(|&a, &b| assignment.probabilities[b].total_cmp(&assignment.probabilities[a]).then(a.cmp(&b)));
    let ranked: Vec<String> =
        likely.iter().take(3).map(|&t| format!("{} {}", name(t), percent(assignment.probabilities[t]))).collect();
    text += &format!("  {}\n", ranked.join("  |  "));
    if let Some(reason) = assignment.undetermined {
        text += &messages::explanation_undetermined(language, undetermined_text(reason, language));
    }
    text += &messages::explanation_decision(
        language,
        &name(theme),
        &format!("{:+.3}", explanation.decision),
        &format!("{:+.3}", explanation.bias),
        explanation.contributions.len(),
    );
    let deciding: Vec<&str> = explanation
        .contributions
        .iter()
        .take(top)
        .filter(|c| c.weight > 0.0 && c.term.chars().count() >= 2)
        .map(|c| c.term.as_str())
        .collect();
    for paragraph in [&article.title, &article.text].into_iter().filter(|t| !t.is_empty()) {
        text += &format!("  {}\n", marked(paragraph, &deciding).replace('\n', "\n  "));
    }
    let line = |term: &str, part: Part, weight: f32| {
        let part = match part {
            Part::Headline => messages::explanation_headline(language),
            Part::Body => messages::explanation_body(language),
        };
        format!("    {weight:+.4}  {}  {part}\n", padded(term, 16))
    };
    let shown = explanation.contributions.iter().take(top);
    let against = explanation.contributions.iter().rev().take(top / 3).rev().filter(|c| c.weight < 0.0);
    let mut rest = explanation.decision - explanation.bias;
    let mut count = explanation.contributions.len();
    for contribution in shown.chain(against.filter(|_| explanation.contributions.len() > top + top / 3)) {
        text += &line(&contribution.term, contribution.part, contribution.weight);
        rest -= contribution.weight;
        count -= 1;
    }
    if count > 0 {
        text += &messages::explanation_rest(language, &format!("{rest:+.4}"), count);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_marked_where_they_were_printed() {
        assert_eq!(
            marked("投资１２亿元，化解信访积案。", &["12亿", "信访", "信访积案"]),
            "投资⟦１２亿⟧元，化解⟦信访积案⟧。"
        );
    }
}
