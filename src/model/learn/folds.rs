//! Cross-validation splits that avoid leakage between related articles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::Article;

/// How labelled articles are split for cross-validation. Articles with the same opening words always share a fold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// Folds are consecutive periods; the articles of one day stay together.
    #[default]
    Date,
    /// Every fold has the same mix of themes, regardless of dates.
    Stratified,
    /// Folds are consecutive periods, each scored by a model trained on the earlier ones only, as in later use.
    Temporal,
}

impl Split {
    /// Divides articles into `count` folds and returns the fold of each article.
    pub fn folds(self, articles: &[Article], count: usize) -> Vec<usize> {
        match self {
            Split::Date | Split::Temporal => date_folds(articles, count),
            Split::Stratified => stratified_folds(articles, count),
        }
    }

    /// Returns whether the model scored on fold `scored` learns from fold `fold`.
    pub fn learns_from(self, scored: usize, fold: usize) -> bool {
        match self {
            Split::Date | Split::Stratified => fold != scored,
            Split::Temporal => fold < scored,
        }
    }

    /// Describes the split in words.
    pub fn described(self, count: usize) -> String {
        match self {
            Split::Date => format!("{count}-fold cross-validation by date"),
            Split::Stratified => format!("{count}-fold cross-validation, stratified by theme"),
            Split::Temporal => format!("{} later stretches of time, each by a model of the earlier ones", count - 1),
        }
    }
}

/// Divides articles into `count` folds of about equal size by date and returns the fold of each article. Articles of
/// one day stay together, as do articles with the same opening words; undated articles are distributed evenly in order.
pub fn date_folds(articles: &[Article], count: usize) -> Vec<usize> {
    let mut folds = vec![0; articles.len()];
    let mut dated: Vec<usize> = (0..articles.len()).filter(|&a| articles[a].date.is_some()).collect();
    dated.sort_by_key(|&a| (articles[a].date, a));
    let mut assigned = 0;
    for day in dated.chunk_by(|&a, &b| articles[a].date == articles[b].date) {
        let fold = (assigned * count / dated.len()).min(count - 1);
        day.iter().for_each(|&a| folds[a] = fold);
        assigned += day.len();
    }
    for (n, a) in (0..articles.len()).filter(|&a| articles[a].date.is_none()).enumerate() {
        folds[a] = n % count;
    }
    for group in groups_with_same_opening(articles) {
        group.iter().for_each(|&a| folds[a] = folds[group[0]]);
    }
    folds
}

/// Distributes the articles of each theme evenly over the folds, keeping those with the same opening words together.
fn stratified_folds(articles: &[Article], count: usize) -> Vec<usize> {
    let mut folds = vec![0; articles.len()];
    let mut fold_sizes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut is_assigned = vec![false; articles.len()];
    let singles = (0..articles.len()).map(|a| vec![a]);
    for group in groups_with_same_opening(articles).into_iter().chain(singles) {
        if is_assigned[group[0]] {
            continue;
        }
        let sizes = fold_sizes.entry(&articles[group[0]].theme).or_insert_with(|| vec![0; count]);
        let fold = (0..count).min_by_key(|&fold| (sizes[fold], fold)).unwrap_or_default();
        sizes[fold] += group.len();
        for &a in &group {
            (folds[a], is_assigned[a]) = (fold, true);
        }
    }
    folds
}

/// Returns groups of articles with the same first forty letters, which are reprints and corrections.
fn groups_with_same_opening(articles: &[Article]) -> Vec<Vec<usize>> {
    let mut openings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (a, article) in articles.iter().enumerate() {
        let opening: String = article.text.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
        if opening.chars().count() == 40 {
            openings.entry(opening).or_default().push(a);
        }
    }
    openings.into_values().filter(|group| group.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_a_day_share_a_fold() {
        let articles: Vec<Article> = (0..100)
            .map(|i| Article {
                date: format!("2024-01-{:02}", 1 + i % 25).parse().ok(),
                text: format!("第{i}篇"),
                ..Default::default()
            })
            .collect();
        let folds = date_folds(&articles, 5);
        for fold in 0..5 {
            assert_eq!(folds.iter().filter(|&&f| f == fold).count(), 20);
        }
        for (a, first) in articles.iter().enumerate() {
            for (b, second) in articles.iter().enumerate() {
                assert!(first.date != second.date || folds[a] == folds[b]);
            }
        }
    }

    #[test]
    fn stratified_folds_share_themes_and_keep_reprints_together() {
        let reprinted =
            "本报讯 县领导到信访接待中心接待来访群众，现场协调化解信访积案五件，要求有关部门限期办结，件件有回音。";
        let articles: Vec<Article> = (0..60)
            .map(|i| Article {
                theme: if i % 3 == 0 { "petition-work" } else { "ecology" }.into(),
                text: if i % 30 == 0 { reprinted.into() } else { format!("第{i}篇") },
                ..Default::default()
            })
            .collect();
        let folds = Split::Stratified.folds(&articles, 5);
        assert_eq!(folds[0], folds[30]);
        for fold in 0..5 {
            let of = |theme: &str| (0..60).filter(|&a| folds[a] == fold && articles[a].theme == theme).count();
            assert_eq!((of("petition-work"), of("ecology")), (4, 8));
        }
    }

    #[test]
    fn a_temporal_model_never_learns_from_later_folds() {
        assert!(Split::Temporal.learns_from(2, 1) && !Split::Temporal.learns_from(2, 3));
        assert!(Split::Date.learns_from(2, 3) && !Split::Date.learns_from(2, 2));
    }
}
