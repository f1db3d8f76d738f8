//! How far apart the agendas of papers are, and what stands on their front pages.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::SurveyedArticle;
use crate::analysis::versus::{days, first_printings};
use crate::trends::{
    AgendaDistance, MAX_FALSE_DISCOVERY_RATE, Observation, PrintedStory, Share, agenda_distance,
    design_effects as effects_of_themes, difference_of_clustered, false_discovery_of_tested, is_front_page,
    share_of_clustered,
};

/// The agendas of two papers over the time in which both were read.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperPair {
    /// The names of the papers, in order.
    pub papers: [String; 2],
    /// The number of days with articles of either.
    pub days: usize,
    /// The number of stories of each on these days.
    pub stories: [usize; 2],
    /// Their distance.
    pub distance: AgendaDistance,
}

/// Papers with fewer stories in the common time are not compared: chance alone would set them far apart.
const MIN_STORIES: u32 = 60;
/// At most this many papers are compared with each other, those with most articles.
const MAX_PAPERS: usize = 12;

/// The distances of all pairs of papers, the farthest first.
pub(super) fn find(articles: &[&SurveyedArticle<'_>], themes: usize) -> Vec<PaperPair> {
    let mut by_paper: BTreeMap<&str, Vec<&SurveyedArticle<'_>>> = BTreeMap::new();
    for article in articles.iter().filter(|article| !article.classified.observation.source.is_empty()) {
        by_paper.entry(&article.classified.observation.source).or_default().push(article);
    }
    let mut papers: Vec<(&str, Vec<&Observation>)> = by_paper
        .into_iter()
        .map(|(paper, own)| (paper, first_printings(own.into_iter())))
        .filter(|(_, own)| own.len() >= MIN_STORIES as usize)
        .collect();
    papers.sort_by_key(|(paper, own)| (std::cmp::Reverse(own.len()), *paper));
    papers.truncate(MAX_PAPERS);
    papers.sort_by_key(|(paper, _)| *paper);
    let pairs: Vec<(usize, usize)> =
        (0..papers.len()).flat_map(|a| (a + 1..papers.len()).map(move |b| (a, b))).collect();
    let pair = |(a, b): (usize, usize)| {
        let days = days([&papers[a].1, &papers[b].1], themes, true);
        let stories = [0, 1].map(|side| days.iter().map(|day| day.counts[side].iter().sum::<u32>()).sum::<u32>());
        let distance = agenda_distance(&days).filter(|_| stories.iter().all(|count| *count >= MIN_STORIES))?;
        let papers = [papers[a].0.to_owned(), papers[b].0.to_owned()];
        Some(PaperPair { papers, days: days.len(), stories: stories.map(|count| count as usize), distance })
    };
    let mut found: Vec<PaperPair> = pairs.into_par_iter().filter_map(pair).collect();
    found.sort_by(|a, b| b.distance.unbiased.total_cmp(&a.distance.unbiased).then_with(|| a.papers.cmp(&b.papers)));
    found
}

/// What stands on front pages, in the papers of which front pages were read and pages are known.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPages {
    /// The number of these papers.
    pub papers: usize,
    /// The share of front-page articles among all articles of known page.
    pub all: Share,
    /// The share of front-page articles among those of each theme, in the theme set's order.
    pub themes: Vec<Share>,
    /// For each theme the false discovery rate, over all themes, of “on front pages as often as the other themes together”; 1 where
    /// there is nothing to compare.
    pub false_discovery: Vec<f64>,
}

impl FrontPages {
    /// How often a theme stands on front pages, against the other themes together; `Equal` where no difference is clear.
    pub fn against_others(&self, theme: usize) -> Ordering {
        let is_clear = self.false_discovery[theme] < MAX_FALSE_DISCOVERY_RATE;
        // A theme above the share of all is above that of the others, too.
        if is_clear { self.themes[theme].value.total_cmp(&self.all.value) } else { Ordering::Equal }
    }
}

/// The share of articles that stand on the front page, by theme; `None` where no pages are known. Intervals are widened by how much being on
/// the front page goes together among the theme's articles, and at least by how much it does among all: how often a theme is written of does
/// not matter here, and a rare one does not show how alike its articles are.
pub(super) fn front_pages(articles: &[&SurveyedArticle<'_>], number_of_themes: usize) -> Option<FrontPages> {
    let is_front = |article: &SurveyedArticle<'_>| is_front_page(&article.classified.page);
    let source = |article: &SurveyedArticle<'_>| article.classified.observation.source.clone();
    let papers: BTreeSet<Arc<str>> = articles.iter().filter(|article| is_front(article)).map(|a| source(a)).collect();
    let mut counts = vec![(0, 0); number_of_themes];
    let has_page =
        |article: &&&SurveyedArticle<'_>| !article.classified.page.is_empty() && papers.contains(&source(article));
    let paged: Vec<&&SurveyedArticle<'_>> = articles.iter().filter(has_page).collect();
    for article in &paged {
        let (front, all) = &mut counts[article.classified.observation.theme];
        *front += usize::from(is_front(article));
        *all += 1;
    }
    let (front, all) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    // If only front pages were read, there is nothing to compare them with.
    if front == 0 || front == all {
        return None;
    }
    let front_effect = front_page_effect(&paged, is_front);
    let effect = |theme: usize| {
        let is_own = |article: &&&&SurveyedArticle<'_>| article.classified.observation.theme == theme;
        let own: Vec<&&SurveyedArticle<'_>> = paged.iter().filter(is_own).copied().collect();
        front_page_effect(&own, is_front).max(front_effect)
    };
    let effects: Vec<f64> = (0..number_of_themes).map(effect).collect();
    let themes: Vec<Share> =
        counts.iter().zip(&effects).map(|((front, all), effect)| share_of_clustered(*front, *all, *effect)).collect();
    let p_value = |(theme, &effect): (&Share, &f64)| {
        let others = share_of_clustered(front - theme.count, all - theme.total, front_effect);
        Some(difference_of_clustered([&others, theme], [front_effect, effect])?.p_value)
    };
    let p_values: Vec<Option<f64>> = themes.iter().zip(&effects).map(p_value).collect();
    Some(FrontPages {
        papers: papers.len(),
        all: share_of_clustered(front, all, front_effect),
        false_discovery: false_discovery_of_tested(&p_values),
        themes,
    })
}

/// The design effect of being on the front page among some articles: front pages and the pages behind them are two “themes”.
fn front_page_effect(articles: &[&&SurveyedArticle<'_>], is_front: impl Fn(&SurveyedArticle<'_>) -> bool) -> f64 {
    let seen: Vec<Observation> = articles
        .iter()
        .map(|article| Observation { theme: usize::from(is_front(article)), ..article.classified.observation.clone() })
        .collect();
    let printed: Vec<PrintedStory<'_>> =
        seen.iter().zip(articles).map(|(seen, article)| PrintedStory { seen, ..article.printed_story() }).collect();
    effects_of_themes(&printed, 2)[1]
}
