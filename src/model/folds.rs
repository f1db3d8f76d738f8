//! Splits of labelled articles that do not flatter.

use std::collections::BTreeMap;

use crate::corpus::Article;

/// Divides articles into `count` folds of about the same size by date: articles of one day stay together, as do
/// articles that begin with the same words; undated articles are spread evenly in their order. Returns the fold
/// of each article.
pub fn date_folds(articles: &[Article], count: usize) -> Vec<usize> {
    let mut folds = vec![0; articles.len()];
    let mut dated: Vec<usize> = (0..articles.len()).filter(|&a| articles[a].date.is_some()).collect();
    dated.sort_by_key(|&a| (articles[a].date, a));
    let mut done = 0;
    for day in dated.chunk_by(|&a, &b| articles[a].date == articles[b].date) {
        let fold = (done * count / dated.len()).min(count - 1);
        day.iter().for_each(|&a| folds[a] = fold);
        done += day.len();
    }
    for (n, a) in (0..articles.len()).filter(|&a| articles[a].date.is_none()).enumerate() {
        folds[a] = n % count;
    }
    let mut openings: BTreeMap<String, usize> = BTreeMap::new();
    for (a, article) in articles.iter().enumerate() {
        let opening: String = article.text.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
        if opening.chars().count() == 40 {
            folds[a] = *openings.entry(opening).or_insert(folds[a]);
        }
    }
    folds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_never_torn_apart() {
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
}
