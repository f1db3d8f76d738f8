//! Words of the newsroom: they show how reports are written and not what they are about.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_alone_or_at_the_edge() {
        for term in ["记者", "记者获悉", "本台记者", "国家", "力量"] {
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
