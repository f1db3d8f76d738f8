//! Labels without labelling: a theme set's own terms as labelling functions (Ratner et al. 2016, “Data programming”).
//!
//! Each theme's include terms vote for it and its exclude terms against it, once each wherever they stand, three times
//! in the headline. An article is labelled where one theme leads clearly; the rest is left out rather than guessed.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use serde::Serialize;

use crate::corpus::{Article, NONE, ThemeSet};
use crate::error::{Error, Result};
use crate::text::normalise;

/// A term in the headline counts this often.
const HEADLINE: i32 = 3;
/// Votes a theme needs, and its lead over the next.
const VOTES: i32 = 2;
const LEAD: i32 = 2;

/// What the terms of one theme did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TermReport {
    /// The theme.
    pub theme: String,
    /// Articles in which any of its terms stands.
    pub coverage: usize,
    /// Of these, articles in which a term of another theme stands too.
    pub overlap: usize,
    /// Articles in which another theme has as many votes or more.
    pub conflict: usize,
    /// Articles labelled with it.
    pub labelled: usize,
}

/// Labels the articles that a theme set's terms decide clearly; tells what each theme's terms did.
///
/// # Errors
/// [`Error::BadThemeSet`] where fewer than two themes have include terms.
pub fn weak_labels(articles: &[Article], themes: &ThemeSet) -> Result<(Vec<Article>, Vec<TermReport>)> {
    let mut votes: BTreeMap<String, Vec<(usize, i32)>> = BTreeMap::new();
    for (theme, definition) in themes.themes.iter().enumerate() {
        for (terms, vote) in [(&definition.include, 1), (&definition.exclude, -1)] {
            for term in terms {
                votes.entry(normalise(term).into_owned()).or_default().push((theme, vote));
            }
        }
    }
    let speaking = themes.themes.iter().filter(|t| !t.include.is_empty()).count();
    let bad = |problem: &str| Error::BadThemeSet { file: themes.name.clone(), problem: problem.into() };
    if speaking < 2 {
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
            let mut seen = vec![0i32; votes.len()];
            for (text, weight) in [(&article.title, HEADLINE), (&article.text, 1)] {
                for hit in matcher.find_iter(&*normalise(text)) {
                    let place = &mut seen[hit.pattern().as_usize()];
                    *place = (*place).max(weight);
                }
            }
            let mut sums = vec![0; themes.themes.len()];
            for (term, weight) in seen.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                votes[term].iter().for_each(|&(theme, vote)| sums[theme] += vote * weight);
            }
            sums
        })
        .collect();

    let mut reports: Vec<TermReport> =
        themes.themes.iter().map(|t| TermReport { theme: t.id.clone(), ..Default::default() }).collect();
    let mut labelled = Vec::new();
    let mut silent = Vec::new();
    for (article, sums) in articles.iter().zip(&counts) {
        let mut order: Vec<usize> = (0..sums.len()).collect();
        order.sort_by_key(|&t| (-sums[t], t));
        let speaking = sums.iter().filter(|s| **s > 0).count();
        for (theme, &sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
            reports[theme].coverage += 1;
            reports[theme].overlap += usize::from(speaking > 1);
            reports[theme].conflict += usize::from(sums.iter().enumerate().any(|(o, s)| o != theme && *s >= sum));
        }
        let (best, second) = (sums[order[0]], order.get(1).map_or(0, |&t| sums[t]));
        if best >= VOTES && best - second.max(0) >= LEAD {
            reports[order[0]].labelled += 1;
            let theme = themes.themes[order[0]].id.clone();
            labelled.push(Article { theme, also: Vec::new(), ..article.clone() });
        } else if speaking == 0 {
            silent.push(article);
        }
    }
    // Where no term speaks at all there is likely no theme: as many such articles as a theme has on average.
    if let Some(none) = none {
        let wanted = (labelled.len() / speaking.max(1)).min(silent.len());
        for i in 0..wanted {
            let article = silent[i * silent.len() / wanted];
            labelled.push(Article { theme: NONE.into(), also: Vec::new(), ..article.clone() });
        }
        reports[none].labelled += wanted;
    }
    Ok((labelled, reports))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_articles_are_labelled_and_unclear_ones_left() {
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
