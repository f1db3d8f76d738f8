//! Classifies articles and reduces them to what a survey keeps.

use rayon::prelude::*;

use crate::analysis::{ArticleDetails, ClassifiedArticle, StoredDetails};
use crate::corpus::reprints::{Sketch, StoredSketch, sketch};
use crate::corpus::{Adcode, Article};
use crate::features::Scratch;
use crate::model::Classifier;
use crate::survey::classification::Classification;
use crate::survey::filter::Filter;
use crate::text::SearchPhrases;
use crate::trends::{NumberedWords, Observation, WordStore, without_column};

/// Maximum number of characters of the text that replace a missing headline.
const LEAD_LENGTH: usize = 30;

/// An article that was read and classified, with what is kept elsewhere than in its [`ClassifiedArticle`].
pub(super) struct ReadArticle {
    pub article: ClassifiedArticle,
    pub sketch: Sketch,
    pub probabilities: Box<[f32]>,
    pub details: ArticleDetails,
    pub words: NumberedWords,
}

/// Classifies articles in parallel and numbers their words, which classification segments anyway; the order stays.
/// An article that comes with its classification is not classified again.
/// The filter tells at which date articles count.
pub(super) fn classify(
    classifier: &Classifier,
    articles: &[(Article, Option<Classification>)],
    filter: &Filter,
    terms: &SearchPhrases,
    words: &WordStore,
) -> Vec<ReadArticle> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, (article, known)| {
            if let Some(known) = known {
                return classified(article, known.clone(), filter, terms, known.number_words(article, words));
            }
            let mut numbered = NumberedWords::default();
            let is_kept = words.keeps(WordStore::key(&article.id));
            let mut is_headline = true;
            let number = |text: &str, cut: &[&str]| {
                if is_kept {
                    words.number(if is_headline { without_column(text, cut) } else { cut }, &mut numbered);
                }
                is_headline = false;
            };
            let found = Classification::without_words(classifier, article, scratch, number);
            classified(article, found, filter, terms, numbered)
        })
        .collect()
}

fn classified(
    read: &Article,
    found: Classification,
    filter: &Filter,
    terms: &SearchPhrases,
    words: NumberedWords,
) -> ReadArticle {
    let has_headline = !read.title.trim().is_empty();
    let characters = read.text.chars().filter(|c| !c.is_whitespace());
    let lead = if has_headline { String::new() } else { characters.take(LEAD_LENGTH).chain(['…']).collect() };
    let is_code = |adcode: &&String| adcode.parse::<Adcode>().is_ok();
    let details = ArticleDetails {
        region_confidence: read.region_confidence.map(|confidence| confidence as f32),
        mentioned: read.regions.iter().filter(is_code).cloned().collect(),
        evidence: found.evidence,
    };
    let article = ClassifiedArticle {
        id: read.id.as_str().into(),
        file: read.file.as_str().into(),
        page: read.page.as_str().into(),
        title: read.title.as_str().into(),
        lead: lead.into(),
        undetermined: found.undetermined,
        probability: found.probability,
        length: read.length(),
        unknown_share: found.unknown_share,
        named_terms: terms.named_in(&read.title, &read.text).into(),
        // Both are set when the article is stored.
        sketch: StoredSketch::default(),
        details: StoredDetails::default(),
        published: read.date,
        event_date: read.event_date,
        observation: Observation {
            date: filter.date_of(read),
            source: read.source.as_str().into(),
            region: read.region.parse().ok(),
            theme: found.theme,
            also: found.also.into(),
        },
    };
    let (sketch, probabilities) = (sketch(&read.title, &read.text), found.probabilities);
    ReadArticle { article, sketch, probabilities, details, words }
}
