//! Weak labels: the terms of a theme set used as labelling functions (Ratner et al. 2016, “Data programming”).
//!
//! Each include term of a theme votes for it and each exclude term against it: once if it occurs in the text, three
//! times if it occurs in the headline. An article is labelled only if one theme leads clearly; the others are left out.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use serde::Serialize;

use crate::corpus::{Article, NONE, ThemeSet};
use crate::error::{Error, Result};
use crate::text::normalise;

/// Weight of a term in the headline; in the text it is 1.
const HEADLINE_WEIGHT: i32 = 3;
/// Minimum number of votes for a theme.
const MIN_VOTES: i32 = 2;
/// Minimum lead of a theme over the next one, in votes.
const MIN_LEAD: i32 = 2;

/// Statistics of the terms of one theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TermReport {
    /// The theme's id.
    pub theme: String,
    /// Number of articles in which the terms vote for the theme.
    pub coverage: usize,
    /// Number of these articles that also have votes for another theme.
    pub overlap: usize,
    /// Number of these articles in which another theme has at least as many votes.
    pub conflict: usize,
    /// Number of articles labelled with the theme.
    pub labelled: usize,
}

/// Labels the articles that the terms of a theme set decide clearly; also returns statistics of each theme's terms.
///
/// # Errors
/// Returns [`Error::BadThemeSet`] if fewer than two themes have include terms.
pub fn weak_labels(articles: &[Article], themes: &ThemeSet) -> Result<(Vec<Article>, Vec<TermReport>)> {
    let mut votes: BTreeMap<String, Vec<(usize, i32)>> = BTreeMap::new();
    for (theme, definition) in themes.themes.iter().enumerate() {
        for (terms, vote) in [(&definition.include, 1), (&definition.exclude, -1)] {
            for term in terms {
                votes.entry(normalise(term).into_owned()).or_default().push((theme, vote));
            }
        }
    }
    let voting = themes.themes.iter().filter(|t| !t.include.is_empty()).count();
    let bad = |problem: &str| Error::BadThemeSet { file: themes.name.clone(), problem: problem.into() };
    if voting < 2 {
        return Err(bad("at least two themes need `include` terms to label articles by"));
    }
    let matcher = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(votes.keys())
        .map_err(|e| bad(&e.to_string()))?;
    let votes: Vec<Vec<(usize, i32)>> = votes.into_values().collect();
    let none = themes.themes.iter().position(|t| t.id == NONE);

    let counts: Vec<Vec<i32>> = articles
        .par_iter()
        .map(|article| {
            let mut term_weights = vec![0i32; votes.len()];
            for (text, weight) in [(&article.title, HEADLINE_WEIGHT), (&article.text, 1)] {
                for occurrence in matcher.find_iter(&*normalise(text)) {
                    let weight_seen = &mut term_weights[occurrence.pattern().as_usize()];
                    *weight_seen = (*weight_seen).max(weight);
                }
            }
            let mut sums = vec![0; themes.themes.len()];
            for (term, weight) in term_weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                votes[term].iter().for_each(|&(theme, vote)| sums[theme] += vote * weight);
            }
            sums
        })
        .collect();

    let mut reports: Vec<TermReport> =
        themes.themes.iter().map(|t| TermReport { theme: t.id.clone(), ..Default::default() }).collect();
    let mut labelled = Vec::new();
    let mut without_votes = Vec::new();
    for (article, sums) in articles.iter().zip(&counts) {
        let mut order: Vec<usize> = (0..sums.len()).collect();
        order.sort_by_key(|&t| (-sums[t], t));
        let voting = sums.iter().filter(|s| **s > 0).count();
        for (theme, &sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
            reports[theme].coverage += 1;
            reports[theme].overlap += usize::from(voting > 1);
            reports[theme].conflict += usize::from(sums.iter().enumerate().any(|(o, s)| o != theme && *s >= sum));
        }
        let (best, second) = (sums[order[0]], order.get(1).map_or(0, |&t| sums[t]));
        if best >= MIN_VOTES && best - second.max(0) >= MIN_LEAD {
            reports[order[0]].labelled += 1;
            let theme = themes.themes[order[0]].id.clone();
            labelled.push(Article { theme, also: Vec::new(), ..article.clone() });
        } else if voting == 0 {
            without_votes.push(article);
        }
    }
    // Articles without votes likely have no theme; as many of them are labelled so as a theme has on average.
    if let Some(none) = none {
        let sample_size = (labelled.len() / voting.max(1)).min(without_votes.len());
        for i in 0..sample_size {
            let article = without_votes[i * without_votes.len() / sample_size];
            labelled.push(Article { theme: NONE.into(), also: Vec::new(), ..article.clone() });
        }
        reports[none].labelled += sample_size;
    }
    Ok((labelled, reports))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_articles_are_labelled() {
        let set = "[[theme]]\nid='petition'\ninclude=['信访','接访']\n[[theme]]\nid='trade'\ninclude=['招商','签约']\nexclude=['信访']\n[[theme]]\nid='none'\n";
        let themes = ThemeSet::from_toml("t", set).unwrap();
        let article =
            |title: &str, text: &str| Article { title: title.into(), text: text.into(), ..Default::default() };
        let articles = [
            article("", "县领导接访，化解信访积案。"),
            article("招商推介会举行", "三个项目签约。"),
            article("", "招商干部接访企业。"),
            article("", "球队昨日取胜。"),
        ];
        let (labelled, reports) = weak_labels(&articles, &themes).unwrap();
        let found: Vec<&str> = labelled.iter().map(|a| a.theme.as_str()).collect();
        assert_eq!(found, ["petition", "trade", "none"]);
        assert_eq!((reports[0].coverage, reports[0].overlap, reports[0].conflict), (2, 1, 1));
    }
}
