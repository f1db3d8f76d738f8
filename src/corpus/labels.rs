//! Labels as people write them, to the ids of a theme set.

use std::collections::BTreeMap;

use crate::corpus::{Article, ThemeSet};

/// A longer label names no list of themes, in bytes.
const MAX_LABEL: usize = 400;

/// Replaces the labels of articles by the ids of the themes they mean: ids and names in either language are understood,
/// whatever the case, and several of them in one label, of which the first is primary. Labels that mean no theme stay as
/// they are; the result counts them by label, over primary and secondary themes.
pub fn resolve_labels(articles: &mut [Article], themes: &ThemeSet) -> BTreeMap<String, usize> {
    let mut unknown = BTreeMap::new();
    // Writes the id of the first theme in place of the label, and returns those of the others.
    let mut resolve = |label: &mut String| -> Vec<String> {
        let Some(named) = themes_in(label, themes) else {
            *unknown.entry(label.clone()).or_default() += 1;
            return Vec::new();
        };
        let mut ids = named.into_iter().map(|index| themes.themes[index].id.clone());
        if let Some(first) = ids.next() {
            *label = first;
        }
        ids.collect()
    };
    for article in articles {
        let mut further: Vec<String> = Vec::new();
        if !article.theme.is_empty() {
            further.extend(resolve(&mut article.theme));
        }
        article.also.iter_mut().for_each(|label| further.extend(resolve(label)));
        for id in further {
            if id != article.theme && !article.also.contains(&id) {
                article.also.push(id);
            }
        }
    }
    unknown
}

/// Whether a character may part the themes of one label.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | '，' | ';' | '；' | '、' | '|' | '｜' | '/' | '／' | '+' | ':' | '：' | '>')
        || matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '"' | '“' | '”')
}

/// The mark before labels in fastText's files.
const FASTTEXT_MARK: &str = "__label__";
/// Words for all themes, which may stand before the name of one: “政策/生态环境”, “主题：生态环境”.
const GENERAL_WORDS: [&str; 9] = ["政策", "主题", "政策主题", "类别", "分类", "标签", "policy", "theme", "category"];

/// The themes that a label names, each once: `教育`, `教育，能源`, `生态环境（ecology）`, `3. 教育`, `政策/教育`. The longest names are
/// found first, because a name may itself have such signs; there are none where any other part of the label is no theme.
fn themes_in(label: &str, themes: &ThemeSet) -> Option<Vec<usize>> {
    if let Some(index) = themes.index_of(label) {
        return Some(vec![index]);
    }
    let label = Some(label.trim_matches(is_separator)).filter(|label| label.len() <= MAX_LABEL)?;
    listed(label, themes).or_else(|| {
        let label = without_number(label);
        let behind = |word: &&str| label.strip_prefix(*word).filter(|behind| behind.starts_with(is_separator));
        listed(GENERAL_WORDS.iter().find_map(behind).unwrap_or(label).trim_start_matches(is_separator), themes)
    })
}

/// A label without a number before it: `3. 生态环境`.
fn without_number(label: &str) -> &str {
    let behind = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = behind.len() < label.len() && behind.starts_with(['.', '．', '、', ')', '）', '-', '_', ' ']);
    if is_numbered { behind.trim_start_matches(|c: char| !c.is_alphanumeric()) } else { label }
}

/// The themes of a list, each once; none where any part of it is no theme.
fn listed(mut rest: &str, themes: &ThemeSet) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix(FASTTEXT_MARK).unwrap_or(rest);
        let ends = rest.match_indices(is_separator).map(|(end, _)| end).chain([rest.len()]);
        let (end, index) = ends.rev().find_map(|end| Some((end, themes.index_of(&rest[..end])?)))?;
        if !found.contains(&index) {
            found.push(index);
        }
        rest = rest[end..].trim_start_matches(is_separator);
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Theme;

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

    #[test]
    fn one_label_may_name_several_themes() {
        let shipped = ThemeSet::default();
        for (label, theme, also) in [
            ("招商引资,生态环境", "investment-attraction", "ecology"),
            ("招商引资，生态环境", "investment-attraction", "ecology"),
            ("招商引资/生态环境", "investment-attraction", "ecology"),
            ("招商引资 生态环境", "investment-attraction", "ecology"),
            ("招商引资\n生态环境", "investment-attraction", "ecology"),
            ("Talent policy, Economy, public finance and markets", "talent-policy", "macro-economy"),
            ("ecology 生态环境", "ecology", ""),
            ("Economy, public finance and markets", "macro-economy", ""),
            ("生态环境（ecology）", "ecology", ""),
            ("3. 生态环境", "ecology", ""),
            ("(12)招商引资", "investment-attraction", ""),
            ("政策/生态环境", "ecology", ""),
            ("主题：招商引资；生态环境", "investment-attraction", "ecology"),
            ("__label__ecology", "ecology", ""),
            ("__label__investment-attraction __label__ecology", "investment-attraction", "ecology"),
            ("生態環境", "ecology", ""),
        ] {
            let mut articles = [Article { theme: label.into(), ..Article::default() }];
            assert!(resolve_labels(&mut articles, &shipped).is_empty(), "{label}");
            assert_eq!((articles[0].theme.as_str(), articles[0].also.concat().as_str()), (theme, also), "{label}");
        }
    }

    #[test]
    fn names_with_separators_stay_whole() {
        let themes = [("a", "科技/教育"), ("b", "科技"), ("c", "能源")];
        let themes = themes.map(|(id, name)| Theme { zh: name.into(), ..Theme::from_id(id) }).to_vec();
        let own = ThemeSet { themes, ..ThemeSet::default() };
        assert_eq!(themes_in("科技/教育", &own), Some(vec![0]));
        assert_eq!(themes_in("科技/教育/能源", &own), Some(vec![0, 2]));
        assert_eq!(themes_in("科技/能源", &own), Some(vec![1, 2]));
        // A label is not read in part: what stands beside a theme may be a category of the user's.
        for label in ["科技/民生", "科技创新", "2025年科技", "科技（民生）", "政策", "3.", "__label__", "、", ""]
        {
            assert_eq!(themes_in(label, &own), None, "{label}");
        }
    }
}
