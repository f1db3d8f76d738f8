//! Labels as people write them, to the ids of a theme set.

use std::collections::BTreeMap;

use crate::corpus::{Article, ThemeSet};

/// Replaces the labels of articles by the ids of the themes they mean: ids and names in either language are understood,
/// whatever the case. Labels that mean no theme stay as they are; the result counts them by label, over primary and
/// secondary themes.
pub fn resolve_labels(articles: &mut [Article], themes: &ThemeSet) -> BTreeMap<String, usize> {
    let mut unknown = BTreeMap::new();
    let mut resolve = |label: &mut String| match themes.index_of(label) {
        Some(index) => label.clone_from(&themes.themes[index].id),
        None => *unknown.entry(label.clone()).or_default() += 1,
    };
    for article in articles {
        if !article.theme.is_empty() {
            resolve(&mut article.theme);
        }
        article.also.iter_mut().for_each(&mut resolve);
    }
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_capitals_mean_themes() {
        let labelled = |theme: &str, also: &[&str]| Article {
            theme: theme.into(),
            also: also.iter().map(|&label| label.to_owned()).collect(),
            ..Article::default()
        };
        let mut articles =
            [labelled("信访工作", &["Rule-Of-Law"]), labelled("PETITION-WORK", &[]), labelled("7", &["7"])];
        for label in ["Petition_Work", "petition work", "ＰＥＴＩＴＩＯＮ－ＷＯＲＫ", " 信访 工作 "] {
            assert_eq!(ThemeSet::default().index_of(label), ThemeSet::default().index_of("petition-work"), "{label}");
        }
        assert_eq!(ThemeSet::default().index_of("--"), None);
        let unknown = resolve_labels(&mut articles, &ThemeSet::default());
        assert_eq!(articles[0].theme, "petition-work");
        assert_eq!(articles[0].also, ["rule-of-law"]);
        assert_eq!(articles[1].theme, "petition-work");
        assert_eq!(unknown, BTreeMap::from([("7".to_owned(), 2)]));
    }
}
