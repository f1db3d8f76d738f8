//! Positions of the words that support a theme, so that a page can mark them.

use serde_json::{Value, json};

use crate::corpus::Article;
use crate::features::{Document, TermKind};
use crate::model::Classifier;
use crate::text::{OffsetMap, normalise};

/// Maximum number of terms that are marked.
const MAX_TERMS: usize = 12;

/// The terms that contribute most to a theme, and the spans of the headline and of the text that they mark. Spans are
/// sorted, do not overlap, and count UTF-16 units, as programs in a browser do.
pub(super) fn evidence(classifier: &Classifier, article: &Article, theme: usize) -> Value {
    let terms = strongest(classifier, article, theme);
    let listed: Vec<Value> = terms.iter().map(|(term, weight)| json!({ "term": term, "weight": weight })).collect();
    json!({
        "theme": classifier.themes()[theme].id,
        "terms": listed,
        "title_spans": spans(&article.title, &terms),
        "text_spans": spans(&article.text, &terms),
    })
}

/// Words by their contributions to a theme, the largest first, none contained in another.
fn strongest(classifier: &Classifier, article: &Article, theme: usize) -> Vec<(String, f32)> {
    let explanation = classifier.explain(&Document { headline: &article.title, body: &article.text }, theme);
    let mut terms: Vec<(String, f32)> = Vec::new();
    let words = explanation.contributions.into_iter().filter(|c| c.kind == TermKind::Words && c.weight > 0.0);
    for contribution in words {
        let term = contribution.term.replace(' ', "");
        if term.chars().nth(1).is_none() {
            continue;
        }
        let overlapping = terms.iter().position(|(known, _)| known.contains(&term) || term.contains(known.as_str()));
        match overlapping {
            // The same word of the headline and of the text.
            Some(at) if terms[at].0 == term => terms[at].1 += contribution.weight,
            Some(_) => {}
            None if terms.len() < MAX_TERMS => terms.push((term, contribution.weight)),
            None => {}
        }
    }
    terms
}

/// The spans of a text that hold one of some terms: start, end, and which term.
fn spans(text: &str, terms: &[(String, f32)]) -> Vec<[usize; 3]> {
    let normalised = normalise(text);
    let map = OffsetMap::new(text, &normalised);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (number, (term, _)) in terms.iter().enumerate() {
        for (start, part) in normalised.match_indices(term.as_str()) {
            let range = map.original_range(start..start + part.len());
            found.push((range.start, range.end, number));
        }
    }
    found.sort_unstable();
    let mut spans: Vec<[usize; 3]> = Vec::new();
    let (mut bytes, mut units) = (0, 0);
    let mut free_from = 0;
    for (start, end, number) in found {
        if start < free_from {
            continue;
        }
        let mut units_at = |byte: usize| {
            units += text.get(bytes..byte).map_or(0, |part| part.encode_utf16().count());
            bytes = byte;
            units
        };
        spans.push([units_at(start), units_at(end), number]);
        free_from = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_utf16_units_and_do_not_overlap() {
        let terms = [("信访工作".to_owned(), 1.0), ("工作会".to_owned(), 0.5), ("会议".to_owned(), 0.2)];
        // The first character takes two units.
        assert_eq!(spans("𠮷市信訪工作會議，会议", &terms), [[3, 7, 0], [7, 9, 2], [10, 12, 2]]);
        assert!(spans("", &terms).is_empty() && spans("无", &[]).is_empty());
    }
}
