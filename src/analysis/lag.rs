//! Lags between national papers and those of provinces: for terms by their first mention, for themes by the correlation
//! of their shares.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::article::SurveyedArticle;
use crate::corpus::{Adcode, Tier};
use crate::trends::{LeadLag, MAX_FALSE_DISCOVERY_RATE, TermArticle, TermLag, ThemedArticle, lead_lags, term_lag};

/// Why national papers and provinces cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLag {
    /// All articles are of one source.
    OneSource,
    /// No article is of a paper that is known to be national.
    NoNationalPaper,
    /// No article is of a paper whose province is known.
    NoProvincialPaper,
}

/// Lags of terms and themes between national papers and provinces.
#[derive(Debug, Clone, Default)]
pub struct LagFindings {
    /// The reason why nothing can be compared; none where it can.
    pub none: Option<NoLag>,
    /// Each search term with its first mentions.
    pub terms: Vec<(String, TermLag)>,
    /// Each theme in each province, compared with the national papers.
    pub themes: Vec<LeadLag>,
    /// The number of articles left out because the level of their paper is unknown.
    pub unknown_tier: usize,
    /// The number of other articles left out because they have no whole date.
    pub undated: usize,
}

impl LagFindings {
    /// The provinces whose share of a theme clearly follows or leads the national one, with their days after the national
    /// papers (below 0: before them), the earliest first.
    pub fn clear(&self, theme: usize) -> Vec<(Adcode, i64, &LeadLag)> {
        let is_clear = |f: &&LeadLag| f.theme == theme && f.false_discovery < MAX_FALSE_DISCOVERY_RATE;
        let mut clear: Vec<_> = self
            .themes
            .iter()
            .filter(is_clear)
            .filter_map(|following| following.shift.map(|shift| (following.province, shift.days(), following)))
            .collect();
        clear.sort_by_key(|&(province, days, _)| (days, province));
        clear
    }

    /// The themes in which at least one province is clear, in the theme set's order.
    pub fn clear_themes(&self) -> Vec<usize> {
        let mut themes: Vec<usize> = self.themes.iter().map(|f| f.theme).collect();
        themes.dedup();
        themes.retain(|&theme| !self.clear(theme).is_empty());
        themes
    }

    /// The number of pairs of province and theme, and of those among them that had enough articles to compare.
    pub fn pairs(&self) -> (usize, usize) {
        (self.themes.len(), self.themes.iter().filter(|f| f.shift.is_some()).count())
    }
}

/// The whole date of an article.
fn day(article: &SurveyedArticle<'_>) -> Option<Date> {
    article.classified.observation.date?.full()
}

/// Finds the lags of terms and themes. All themes are tested together, also those that are not drawn; `none`, the theme
/// “no policy theme”, is not tested.
pub(super) fn find(
    articles: &[SurveyedArticle<'_>],
    terms: &[String],
    themes: usize,
    none: Option<usize>,
) -> LagFindings {
    let mut found = LagFindings {
        none: obstacle(articles),
        unknown_tier: articles.iter().filter(|article| article.tier.is_none()).count(),
        undated: articles.iter().filter(|article| article.tier.is_some() && day(article).is_none()).count(),
        ..LagFindings::default()
    };
    if found.none.is_some() {
        return found;
    }
    // First articles are reported by their place among all articles, not among the dated ones.
    let dated: Vec<usize> = (0..articles.len()).filter(|&number| day(&articles[number]).is_some()).collect();
    for (term, typed) in terms.iter().enumerate() {
        let namings: Vec<TermArticle> = dated
            .iter()
            .filter_map(|&number| {
                let article = &articles[number];
                let named = article.classified.named_terms.contains(&term);
                Some(TermArticle { day: day(article)?, tier: article.tier, story: article.story, named })
            })
            .collect();
        if let Some(mut lag) = term_lag(&namings) {
            let centre = std::iter::once(&mut lag.centre);
            for appearance in centre.chain(lag.provinces.iter_mut().map(|(_, own, _)| own)) {
                appearance.first_article = appearance.first_article.map(|place| dated[place]);
            }
            found.terms.push((typed.clone(), lag));
        }
    }
    let attended: Vec<ThemedArticle> = dated
        .iter()
        .filter_map(|&number| {
            let article = &articles[number];
            Some(ThemedArticle { day: day(article)?, tier: article.tier?, theme: article.classified.observation.theme })
        })
        .collect();
    let policies: Vec<usize> = (0..themes).filter(|&theme| none != Some(theme)).collect();
    found.themes = lead_lags(&attended, &policies);
    found
}

/// Why national papers and provinces cannot be compared, where that is so.
fn obstacle(articles: &[SurveyedArticle<'_>]) -> Option<NoLag> {
    let tiers: BTreeSet<Tier> = articles.iter().filter_map(|article| article.tier).collect();
    let sources: BTreeSet<&str> = articles.iter().map(|article| &*article.classified.observation.source).collect();
    if sources.len() < 2 {
        Some(NoLag::OneSource)
    } else if !tiers.contains(&Tier::National) {
        Some(NoLag::NoNationalPaper)
    } else if tiers.len() < 2 {
        Some(NoLag::NoProvincialPaper)
    } else {
        None
    }
}
