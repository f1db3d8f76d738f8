//! Classifies articles and reduces them to what a survey keeps.

use rayon::prelude::*;

use crate::analysis::ClassifiedArticle;
use crate::corpus::Article;
use crate::corpus::reprints::sketch;
use crate::features::Scratch;
use crate::model::Classifier;
use crate::survey::classification::Classification;
use crate::text::SearchPhrases;
use crate::trends::{NumberedWords, Observation, WordStore};

/// Maximum number of characters of the text that replace a missing headline.
const LEAD_LENGTH: usize = 30;

/// Classifies articles in parallel and numbers their words, which classification segments anyway; the order stays.
/// An article that comes with its classification is not classified again.
pub(super) fn classify(
    classifier: &Classifier,
    articles: &[(Article, Option<Classification>)],
    terms: &SearchPhrases,
    words: &WordStore,
) -> Vec<(ClassifiedArticle, NumberedWords)> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, (article, known)| {
            if let Some(known) = known {
                return (classified(article, known.clone(), terms), known.number_words(article, words));
            }
            let mut numbered = NumberedWords::default();
            let is_kept = words.keeps(WordStore::key(&article.id));
            let number = |_: &str, cut: &[&str]| {
                if is_kept {
                    words.number(cut, &mut numbered);
                }
            };
            let found = Classification::without_words(classifier, article, scratch, number);
            (classified(article, found, terms), numbered)
        })
        .collect()
}

fn classified(article: &Article, found: Classification, terms: &SearchPhrases) -> ClassifiedArticle {
    let has_headline = !article.title.trim().is_empty();
    let characters = article.text.chars().filter(|c| !c.is_whitespace());
    let lead = if has_headline { String::new() } else { characters.take(LEAD_LENGTH).chain(['…']).collect() };
    ClassifiedArticle {
        id: article.id.clone(),
        file: article.file.clone(),
        page: article.page.clone(),
        title: article.title.clone(),
        lead,
        undetermined: found.undetermined,
        region_confidence: article.region_confidence.map(|confidence| confidence as f32),
        mentioned: article.regions.iter().filter_map(|adcode| adcode.parse().ok()).collect(),
        probability: found.probability,
        probabilities: found.probabilities,
        evidence: found.evidence,
        length: article.length(),
        unknown_share: found.unknown_share,
        named_terms: terms.named_in(&article.title, &article.text),
        sketch: sketch(&article.title, &article.text),
        observation: Observation {
            date: article.date,
            source: article.source.clone(),
            region: article.region.parse().ok(),
            theme: found.theme,
            also: found.also,
        },
    }
}
