//! The articles of a survey: as they were read and classified, and with what is known once all of them are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::article_store::{ArticleStore, StoredDetails};
use crate::corpus::reprints::{StoredSketch, THRESHOLD, printings, stories};
use crate::corpus::{PartialDate, Sources, Tier};
use crate::error::Result;
use crate::model::Undetermined;
use crate::trends::{Observation, Print, PrintedStory, prominences};

/// One article as it was read and classified: what is counted and searched of it. The rest is in an [`ArticleStore`],
/// because a survey may be of millions of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifiedArticle {
    /// Its identifier.
    pub id: Box<str>,
    /// The raw file it is from; empty for rows of tables.
    pub file: Arc<str>,
    /// The page of its issue.
    pub page: Arc<str>,
    /// Its headline as printed; may be empty.
    pub title: Box<str>,
    /// The beginning of its text, where it has no headline.
    pub lead: Box<str>,
    /// The data that are counted: day, paper, place, primary and secondary themes.
    pub observation: Observation,
    /// The day of publication. Where articles count at the day of their event, that of `observation` is another one.
    pub published: Option<PartialDate>,
    /// The day that it tells of, where it names one.
    pub event_date: Option<PartialDate>,
    /// Why it tells too little for a theme, if it does; its observation then holds the likeliest theme.
    pub undetermined: Option<Undetermined>,
    /// The probability of its primary theme, 0 to 1.
    pub probability: f64,
    /// The number of characters of headline and text that are not white space.
    pub length: usize,
    /// The share of its words that the model does not know, 0 to 1; none for an article without words.
    pub unknown_share: Option<f64>,
    /// The search terms that occur in it, as indices into the survey's list of terms.
    pub named_terms: Box<[usize]>,
    /// The sketch of its text by which reprints are recognised.
    pub sketch: StoredSketch,
    /// The probabilities of its themes, and what only tables and pages show of it.
    pub details: StoredDetails,
}

impl ClassifiedArticle {
    /// Whether a headline was printed.
    pub fn has_headline(&self) -> bool {
        !self.title.trim().is_empty()
    }

    /// The headline, or the beginning of the text where there is none.
    pub fn display_title(&self) -> &str {
        if self.has_headline() { &self.title } else { &self.lead }
    }
}

/// One article with what is known once all articles are read.
#[derive(Debug, Clone, Copy)]
pub struct SurveyedArticle<'a> {
    /// The article as it was classified.
    pub classified: &'a ClassifiedArticle,
    /// Whether its paper is national or of which province; none where that is unknown.
    pub tier: Option<Tier>,
    /// The number of its story, from 1; articles with the same number are printings of one story.
    pub story: usize,
    /// How many printings its story has.
    pub printings: usize,
    /// Whether an earlier article printed the story first.
    pub reprint: bool,
    /// How prominently it was printed, from 1 to 4 (see [`prominences`]).
    pub prominence: f64,
}

impl<'a> SurveyedArticle<'a> {
    /// The article as a printing of its story, which is what is counted.
    pub fn printed_story(&self) -> PrintedStory<'a> {
        let (seen, story, prominence) = (&self.classified.observation, self.story, self.prominence);
        PrintedStory { seen, story, prominence }
    }
}

/// Finds stories, tiers and prominence of all articles; the order stays. `store` is the one that they refer to.
///
/// # Errors
/// [`Error::Read`](crate::Error::Read) where the store cannot be read.
pub fn surveyed<'a>(
    articles: &'a [ClassifiedArticle],
    store: &ArticleStore,
    sources: &Sources,
) -> Result<Vec<SurveyedArticle<'a>>> {
    let seen = articles.iter().map(|article| (article.sketch, &article.observation));
    let printings = printings(seen.map(|(sketch, observation)| (sketch, observation.date, &*observation.source)));
    let stories = stories(&printings, store.sketches(), THRESHOLD)?;
    // Of the printings of one day the first is chosen by its identifier, so that the order of inputs does not matter.
    let mut first_printings = stories.first_printings().to_vec();
    let key = |article: usize| (printings[article].day.is_none(), printings[article].day, &articles[article].id);
    for (article, &story) in stories.numbers().iter().enumerate() {
        if key(article) < key(first_printings[story]) {
            first_printings[story] = article;
        }
    }
    drop(printings);
    let prints: Vec<Print<'_>> = articles
        .iter()
        .map(|article| Print {
            source: &article.observation.source,
            page: &article.page,
            headline: article.has_headline(),
            length: article.length,
        })
        .collect();
    let numbers = story_numbers(articles, &first_printings);
    // Each paper is looked up once.
    let mut tiers: BTreeMap<&str, Option<Tier>> = BTreeMap::new();
    Ok(articles
        .iter()
        .zip(prominences(&prints))
        .zip(stories.numbers())
        .enumerate()
        .map(|(number, ((classified, prominence), &story))| {
            let source = &*classified.observation.source;
            SurveyedArticle {
                classified,
                tier: *tiers.entry(source).or_insert_with(|| sources.tier(source)),
                story: numbers[story],
                printings: stories.printings()[story],
                reprint: first_printings[story] != number,
                prominence,
            }
        })
        .collect())
}

/// The number of each story, from 1: by the day and the id of its first printing, so that the order of inputs does not
/// matter.
fn story_numbers(articles: &[ClassifiedArticle], first_printings: &[usize]) -> Vec<usize> {
    let key = |story: &usize| {
        let first = &articles[first_printings[*story]];
        (first.observation.date.is_none(), first.observation.date, &first.id, first_printings[*story])
    };
    let mut order: Vec<usize> = (0..first_printings.len()).collect();
    order.sort_by_key(key);
    let mut numbers = vec![0; order.len()];
    order.into_iter().enumerate().for_each(|(place, story)| numbers[story] = place + 1);
    numbers
}

#[cfg(test)]
impl ClassifiedArticle {
    /// An article of `day` without texts, of the first theme; `store` keeps its `details`.
    pub(crate) fn of_day(
        day: &str,
        details: &crate::analysis::ArticleDetails,
        store: &mut ArticleStore,
    ) -> ClassifiedArticle {
        let (sketch, details) = store.add(&crate::corpus::reprints::sketch("", ""), &[], details);
        let published: Option<PartialDate> = day.parse().ok();
        ClassifiedArticle {
            id: day.into(),
            file: "".into(),
            page: "".into(),
            title: "".into(),
            lead: "".into(),
            observation: Observation { date: published, ..Observation::default() },
            published,
            event_date: None,
            undetermined: None,
            probability: 0.9,
            length: 100,
            unknown_share: None,
            named_terms: Box::default(),
            sketch,
            details,
        }
    }
}

#[cfg(test)]
impl<'a> SurveyedArticle<'a> {
    /// The only printing of a story.
    pub(crate) fn of_story(classified: &'a ClassifiedArticle, story: usize) -> SurveyedArticle<'a> {
        SurveyedArticle { classified, tier: None, story, printings: 1, reprint: false, prominence: 1.0 }
    }
}
