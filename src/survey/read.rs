//! Classifies articles and reduces them to what a survey keeps.

use rayon::prelude::*;

use crate::analysis::ClassifiedArticle;
use crate::corpus::Article;
use crate::corpus::reprints::sketch;
use crate::features::{Document, KnownWords, Scratch};
use crate::model::{Assignment, Classifier};
use crate::text::SearchPhrases;
use crate::trends::{NumberedWords, Observation, WordStore};

/// Maximum number of characters of the text that replace a missing headline.
const LEAD_LENGTH: usize = 30;

/// Classifies articles in parallel and numbers their words, which classification segments anyway; the order stays.
pub(super) fn classify(
    classifier: &Classifier,
    articles: &[Article],
    terms: &SearchPhrases,
    words: &WordStore,
) -> Vec<(ClassifiedArticle, NumberedWords)> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, article| {
            let document = Document { headline: &article.title, body: &article.text };
            let mut numbered = NumberedWords::default();
            let (assignment, known) =
                classifier.assign_with_words(&document, scratch, |cut| words.number(cut, &mut numbered));
            (classified(article, assignment, known, terms), numbered)
        })
        .collect()
}

fn classified(
    article: &Article,
    assignment: Assignment,
    known: KnownWords,
    terms: &SearchPhrases,
) -> ClassifiedArticle {
    let has_headline = !article.title.trim().is_empty();
    let characters = article.text.chars().filter(|c| !c.is_whitespace());
    let lead = if has_headline { String::new() } else { characters.take(LEAD_LENGTH).chain(['…']).collect() };
    ClassifiedArticle {
        id: article.id.clone(),
        file: article.file.clone(),
        page: article.page.clone(),
        title: article.title.clone(),
        lead,
        undetermined: assignment.undetermined,
        region_confidence: article.region_confidence.map(|confidence| confidence as f32),
        mentioned: article.regions.iter().filter_map(|adcode| adcode.parse().ok()).collect(),
        probability: assignment.probability,
        probabilities: assignment.probabilities.iter().map(|&p| p as f32).collect(),
        evidence: assignment.evidence.into_iter().map(|term| (term.term, term.weight)).collect(),
        length: article.length(),
        unknown_share: known.unknown_share(),
        named_terms: terms.named_in(&article.title, &article.text),
        sketch: sketch(&article.title, &article.text),
        observation: Observation {
            date: article.date,
            source: article.source.clone(),
            region: article.region.parse().ok(),
            theme: assignment.theme,
            also: assignment.also,
        },
    }
}
