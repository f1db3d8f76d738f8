//! How likely words open or close an article: linear models of the first and last characters of paragraphs, learned from
//! articles whose beginnings and ends are known (`training/`).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The learned weights: `end,term,weight` with `end` open or close.
const TABLE: &str = include_str!("../../../data/boundary-wording.csv");

/// So many characters of a paragraph are looked at.
const REACH: usize = 26;
/// The longest run of characters.
const LONGEST: usize = 3;

/// Which end of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleEnd {
    /// The first words of its text.
    Open,
    /// Its last words.
    Close,
}

impl ArticleEnd {
    /// The name of the end in the table of weights.
    pub fn name(self) -> &'static str {
        match self {
            ArticleEnd::Open => "open",
            ArticleEnd::Close => "close",
        }
    }

    /// The terms of a text that are weighed: runs of one to three of its outermost characters, once more with a mark
    /// where they begin or end the text. Digits are all alike, white space does not count.
    pub fn terms(self, text: &str) -> Vec<String> {
        let alike = |c: char| if c.is_numeric() && !('一'..='鿿').contains(&c) { '0' } else { c };
        let letters = text.chars().filter(|c| !c.is_whitespace()).map(alike);
        let chars: Vec<char> = match self {
            ArticleEnd::Open => letters.take(REACH).collect(),
            ArticleEnd::Close => {
                let all: Vec<char> = letters.collect();
                all[all.len().saturating_sub(REACH)..].to_vec()
            }
        };
        let mut terms = Vec::new();
        for length in 1..=LONGEST {
            terms.extend(chars.windows(length).map(|run| run.iter().collect::<String>()));
            if chars.len() >= length {
                terms.push(match self {
                    ArticleEnd::Open => format!("^{}", chars[..length].iter().collect::<String>()),
                    ArticleEnd::Close => format!("{}$", chars[chars.len() - length..].iter().collect::<String>()),
                });
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// How much a text speaks for this end; about 0 where it is as likely as not.
    pub(super) fn score(self, text: &str) -> f64 {
        static READ: OnceLock<[FxHashMap<&str, f64>; 2]> = OnceLock::new();
        let tables = READ.get_or_init(|| [ArticleEnd::Open, ArticleEnd::Close].map(read));
        let table = &tables[self as usize];
        let terms = self.terms(text);
        let sum: f64 = terms.iter().filter_map(|term| table.get(term.as_str())).sum();
        sum / (terms.len().max(1) as f64).sqrt()
    }
}

fn read(end: ArticleEnd) -> FxHashMap<&'static str, f64> {
    // A term may be a comma or hold one.
    let row = |line: &'static str| {
        let (term, weight) = line.strip_prefix(end.name())?.strip_prefix(',')?.rsplit_once(',')?;
        Some((term, weight.parse().ok()?))
    };
    TABLE.lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_score_higher_than_what_follows_them() {
        let lead = ArticleEnd::Open.score("3月5日上午，市委副书记、市长到市信访局接待来访群众");
        let later = ArticleEnd::Open.score("会议强调，要进一步压实责任，确保件件有着落");
        assert!(lead > later, "{lead} {later}");
        let end = ArticleEnd::Close.score("市直有关部门负责同志参加会议。");
        let middle = ArticleEnd::Close.score("会议听取了有关情况的汇报，指出：");
        assert!(end > middle, "{end} {middle}");
    }

    #[test]
    fn terms_are_the_outermost_runs() {
        let terms = ArticleEnd::Open.terms("3 月，市");
        assert!(terms.contains(&"^0月，".into()) && terms.contains(&"月，市".into()), "{terms:?}");
        assert!(ArticleEnd::Close.terms("参加。").contains(&"加。$".into()));
        assert!(ArticleEnd::Open.terms("").is_empty());
    }
}
