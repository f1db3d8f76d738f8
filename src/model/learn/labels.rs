//! What to know of labels before learning from them.

use std::collections::BTreeMap;

use crate::corpus::Article;

/// A theme with fewer articles than this is learned badly, and its scores are noise.
const FEW: usize = 5;

/// Labels that are likely mistakes, or too few to learn from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelReport {
    /// Pairs of articles, by id, with the same headline and text but another theme.
    pub contradicting: Vec<(String, String)>,
    /// Themes with very few articles, and how many.
    pub rare: Vec<(String, usize)>,
}

impl LabelReport {
    /// Looks at all labelled articles.
    pub fn new(articles: &[Article]) -> Self {
        let mut first: BTreeMap<(&str, &str), &Article> = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut contradicting = Vec::new();
        for article in articles.iter().filter(|a| !a.theme.is_empty()) {
            *counts.entry(&article.theme).or_default() += 1;
            let before = first.entry((article.title.trim(), article.text.trim())).or_insert(article);
            if before.theme != article.theme {
                contradicting.push((before.id.clone(), article.id.clone()));
            }
        }
        let rare = counts.into_iter().filter(|(_, n)| *n < FEW).map(|(theme, n)| (theme.to_owned(), n)).collect();
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
