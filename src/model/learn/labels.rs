//! Label checks before training.

use std::collections::BTreeMap;

use crate::corpus::Article;

/// Themes with fewer articles than this are learned poorly, and their scores are noisy.
const MIN_ARTICLES: usize = 5;

/// Report on labels that are likely mistakes or too few to learn from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelReport {
    /// Pairs of ids of articles with the same headline and text but different themes.
    pub contradicting: Vec<(String, String)>,
    /// Themes with very few articles, and their numbers of articles.
    pub rare: Vec<(String, usize)>,
}

impl LabelReport {
    /// Checks all labelled articles.
    pub fn new(articles: &[Article]) -> Self {
        let mut first: BTreeMap<(&str, &str), &Article> = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut contradicting = Vec::new();
        for article in articles.iter().filter(|a| !a.theme.is_empty()) {
            *counts.entry(&article.theme).or_default() += 1;
            let earlier = first.entry((article.title.trim(), article.text.trim())).or_insert(article);
            if earlier.theme != article.theme {
                contradicting.push((earlier.id.clone(), article.id.clone()));
            }
        }
        let rare =
            counts.into_iter().filter(|(_, n)| *n < MIN_ARTICLES).map(|(theme, n)| (theme.to_owned(), n)).collect();
        LabelReport { contradicting, rare }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradictions_and_rare_themes_are_found() {
        let article = |id: &str, theme: &str, text: &str| Article {
            id: id.into(),
            theme: theme.into(),
            text: text.into(),
            ..Default::default()
        };
        let mut articles: Vec<Article> =
            (0..6).map(|i| article(&format!("a{i}"), "petition-work", &format!("第{i}批信访积案化解"))).collect();
        articles.push(article("b", "rule-of-law", "第0批信访积案化解 "));
        let report = LabelReport::new(&articles);
        assert_eq!(report.contradicting, [("a0".into(), "b".into())]);
        assert_eq!(report.rare, [("rule-of-law".into(), 1)]);
    }
}
