//! Words of the newsroom: they show how reports are written and not what they are about. So do the names of columns before headlines.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The shipped list: a word, and whether only the word itself is one (`whole`) or whatever begins or ends with it, too
/// (`edge`).
const TABLE: &str = include_str!("../../../data/newsroom-words.csv");

struct Words {
    whole: BTreeSet<&'static str>,
    edge: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows = || TABLE.lines().skip(1).filter_map(|line| line.split_once(','));
    Words {
        whole: rows().map(|(word, _)| word).collect(),
        edge: rows().filter(|(_, scope)| *scope == "edge").map(|(word, _)| word).collect(),
    }
});

/// Whether a term is a word of the newsroom, or begins or ends with one that marks whole terms as such.
pub fn is_newsroom_word(term: &str) -> bool {
    WORDS.whole.contains(term) || WORDS.edge.iter().any(|word| term.starts_with(word) || term.ends_with(word))
}

/// A headline without the names of columns before it: 稳外贸怎么干 of 【权威访谈】稳外贸怎么干. A headline that is nothing else stays.
pub fn behind_column(headline: &str) -> &str {
    let Some(last) = headline.rfind(char::is_alphanumeric) else { return headline };
    let mut rest = headline;
    while let Some((_, behind)) = rest.trim_start().strip_prefix('【').and_then(|inner| inner.split_once('】')) {
        // What is left must hold a letter.
        if headline.len() - behind.len() > last {
            break;
        }
        rest = behind;
    }
    rest
}

/// The words of a headline [`behind_column`]. The words must be slices of the headline, in its order.
pub fn without_column<'w, 't>(headline: &str, words: &'w [&'t str]) -> &'w [&'t str] {
    let start = behind_column(headline).as_ptr() as usize;
    &words[words.partition_point(|word| (word.as_ptr() as usize) < start)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_no_words_of_headlines() {
        for (headline, wanted) in [
            ("【河畔访谈】渡口如何焕新", "渡口如何焕新"),
            ("【新春走笔】 【一线】渡口焕新", "渡口焕新"),
            ("【渡口焕新】", "【渡口焕新】"),
            ("渡口焕新【一线】", "渡口焕新【一线】"),
            ("【】【】渡口焕新", "渡口焕新"),
            ("", ""),
        ] {
            assert_eq!(behind_column(headline), wanted);
        }
        let headline = "【河畔访谈】渡口焕新";
        let words: Vec<&str> = [(3, 9), (9, 15), (18, 24), (24, 30)].map(|(from, to)| &headline[from..to]).into();
        assert_eq!(words, ["河畔", "访谈", "渡口", "焕新"]);
        assert_eq!(without_column(headline, &words), ["渡口", "焕新"]);
        assert_eq!(without_column(&headline[18..], &words[2..]), ["渡口", "焕新"]);
        assert!(without_column("", &[]).is_empty());
    }

    #[test]
    fn words_stand_alone_or_at_the_edge() {
        for term in ["记者", "记者获悉", "本台记者", "国家", "力量", "河畔日报"] {
            assert!(is_newsroom_word(term), "{term}");
        }
        for term in ["国家公园", "新质生产力", "城市更新", "以旧换新"] {
            assert!(!is_newsroom_word(term), "{term}");
        }
        assert!(TABLE.lines().skip(1).all(|line| line.ends_with(",whole") || line.ends_with(",edge")));
        let words: BTreeSet<&str> = TABLE.lines().filter_map(|line| line.split(',').next()).collect();
        assert_eq!(words.len(), TABLE.lines().count(), "no word stands twice");
    }
}
