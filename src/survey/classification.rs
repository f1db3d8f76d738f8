//! What classification found out about one article: the part of a survey's work that can be stored and used again.

use rayon::prelude::*;

use crate::corpus::Article;
use crate::features::{Document, Scratch};
use crate::model::{Classifier, Undetermined};
use crate::text::{WordSpans, normalise};
use crate::trends::{NumberedWords, WordStore, without_column};

/// The themes of one article as a model assigned them, and where its words stand. Themes are indices into the model's
/// theme set.
#[derive(Debug, Clone, PartialEq)]
pub struct Classification {
    /// The primary theme; the likeliest one where `undetermined` says that none can be assigned.
    pub theme: usize,
    /// Why the text tells too little for any theme, if it does.
    pub undetermined: Option<Undetermined>,
    /// The probability that the primary theme is right, 0 to 1.
    pub probability: f64,
    /// The secondary themes, the likeliest first.
    pub also: Vec<usize>,
    /// The probability of each theme, in the theme set's order.
    pub probabilities: Box<[f32]>,
    /// The terms that contributed most to its theme, with their contributions to the decision value.
    pub evidence: Vec<(String, f32)>,
    /// The share of its words that the model does not know, 0 to 1; none for an article without words.
    pub unknown_share: Option<f64>,
    /// Where the words of the normalised headline and text stand.
    pub words: [WordSpans; 2],
}

impl Classification {
    /// Classifies one article with reusable buffers. `read` is called with the normalised text and its words, of the
    /// headline and of the text; the spans of words stay empty.
    pub(super) fn without_words(
        classifier: &Classifier,
        article: &Article,
        scratch: &mut Scratch,
        read: impl FnMut(&str, &[&str]),
    ) -> Self {
        let document = Document { headline: &article.title, body: &article.text };
        let (assignment, known) = classifier.assign_with_words(&document, scratch, read);
        Classification {
            theme: assignment.theme,
            undetermined: assignment.undetermined,
            probability: assignment.probability,
            also: assignment.also,
            probabilities: assignment.probabilities.iter().map(|&p| p as f32).collect(),
            evidence: assignment.evidence.into_iter().map(|term| (term.term, term.weight)).collect(),
            unknown_share: known.unknown_share(),
            words: Default::default(),
        }
    }

    /// Classifies articles in parallel, with the places of their words; the order stays.
    pub fn of_all(classifier: &Classifier, articles: &[Article]) -> Vec<Self> {
        let classify = |scratch: &mut Scratch, article: &Article| {
            let (mut spans, mut part) = (<[WordSpans; 2]>::default(), 0);
            let found = Classification::without_words(classifier, article, scratch, |text, words| {
                spans[part.min(1)] = WordSpans::of(text, words);
                part += 1;
            });
            Classification { words: spans, ..found }
        };
        articles.par_iter().with_min_len(8).map_init(Scratch::default, classify).collect()
    }

    /// Numbers the words of an article by their stored places, without those of its column's name.
    pub(super) fn number_words(&self, article: &Article, store: &WordStore) -> NumberedWords {
        let mut numbered = NumberedWords::default();
        let [of_headline, of_text] = &self.words;
        let (headline, text) = (normalise(&article.title), normalise(&article.text));
        store.number(without_column(&headline, &of_headline.words(&headline)), &mut numbered);
        store.number(&of_text.words(&text), &mut numbered);
        numbered
    }
}
