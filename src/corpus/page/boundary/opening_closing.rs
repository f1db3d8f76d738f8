//! How likely words open or close an article: linear models of the first and last characters of paragraphs, learned
//! from articles whose beginnings and ends are known (`training/`).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The learned weights, a CSV table with the columns `end,term,weight`; `end` is `open` or `close`.
const TABLE: &str = include_str!("../../../../models/boundary-wording.csv");

/// Number of characters of a paragraph that are read.
const REACH: usize = 26;
/// Maximum length of a term in characters.
const MAX_TERM_LENGTH: usize = 3;

/// Number of bits of a character.
const CHARACTER_BITS: usize = 21;

/// One of the two ends of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleEnd {
    /// The first words of the text.
    Open,
    /// The last words of the text.
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

    /// The terms of a text that have weights: runs of one to three characters near this end, and the outermost run of
    /// each length once more with a mark (`^` or `$`). Digits are not distinguished, white space is ignored.
    pub fn terms(self, text: &str) -> Vec<String> {
        let letters = text.chars().filter(|c| !c.is_whitespace()).map(unified_digit);
        let chars: Vec<char> = match self {
            ArticleEnd::Open => letters.take(REACH).collect(),
            ArticleEnd::Close => {
                let all: Vec<char> = letters.collect();
                all[all.len().saturating_sub(REACH)..].to_vec()
            }
        };
        let mut terms = Vec::new();
        for length in 1..=MAX_TERM_LENGTH {
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

    /// How strongly a text looks like this end of an article; about 0 where both answers are equally likely.
    pub(super) fn score(self, text: &str) -> f64 {
        static READ: OnceLock<[FxHashMap<u64, f64>; 2]> = OnceLock::new();
        let tables = READ.get_or_init(|| [ArticleEnd::Open, ArticleEnd::Close].map(read));
        let table = &tables[self as usize];
        let mut terms = self.packed(text);
        terms.sort_unstable();
        terms.dedup();
        let sum: f64 = terms.iter().filter_map(|term| table.get(term)).sum();
        sum / (terms.len().max(1) as f64).sqrt()
    }

    /// The terms of a text as numbers, possibly repeated. This avoids making strings, which would slow reading down.
    fn packed(self, text: &str) -> Vec<u64> {
        let letters = text.chars().filter(|c| !c.is_whitespace());
        let mut chars: Vec<char> = match self {
            ArticleEnd::Open => letters.take(REACH).collect(),
            ArticleEnd::Close => letters.rev().take(REACH).collect(),
        };
        if self == ArticleEnd::Close {
            chars.reverse();
        }
        chars.iter_mut().for_each(|c| *c = unified_digit(*c));
        let mut terms = Vec::with_capacity(MAX_TERM_LENGTH * (REACH + 1));
        for length in 1..=MAX_TERM_LENGTH {
            // When a run moves on by one character, its characters shift up and the first one drops out.
            let mask = (1 << (CHARACTER_BITS * length)) - 1;
            let mut run = 0;
            let runs = chars.iter().map(|&c| {
                run = (run << CHARACTER_BITS | u64::from(c)) & mask;
                run
            });
            terms.extend(runs.skip(length - 1));
            if chars.len() >= length {
                let outermost = match self {
                    ArticleEnd::Open => &chars[..length],
                    ArticleEnd::Close => &chars[chars.len() - length..],
                };
                terms.push(pack(outermost, true));
            }
        }
        terms
    }
}

/// Replaces every digit by the same one.
fn unified_digit(c: char) -> char {
    match c {
        '0'..='9' => '0',
        // The first test decides for nearly all characters, so the table of numerals is seldom consulted.
        '一'..='鿿' | '\0'..='\x7F' | '，' | '。' | '、' | '“' | '”' | '：' | '；' | '（' | '）' | '《' | '》' => {
            c
        }
        _ if c.is_numeric() => '0',
        _ => c,
    }
}

/// Up to three characters as one number, whose highest bit marks the outermost run.
fn pack(run: &[char], outermost: bool) -> u64 {
    run.iter().fold(0, |packed, &c| packed << CHARACTER_BITS | u64::from(c)) | u64::from(outermost) << 63
}

fn read(end: ArticleEnd) -> FxHashMap<u64, f64> {
    // A term may contain a comma.
    let row = |line: &str| {
        let (term, weight) = line.strip_prefix(end.name())?.strip_prefix(',')?.rsplit_once(',')?;
        // A term that consists only of the mark is the character itself.
        let marked = match end {
            ArticleEnd::Open => term.strip_prefix('^'),
            ArticleEnd::Close => term.strip_suffix('$'),
        };
        let marked = marked.filter(|rest| !rest.is_empty());
        let run: Vec<char> = marked.unwrap_or(term).chars().collect();
        (run.len() <= MAX_TERM_LENGTH).then_some(())?;
        Some((pack(&run, marked.is_some()), weight.parse().ok()?))
    };
    TABLE.lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_score_higher_than_later_sentences() {
        let lead = ArticleEnd::Open.score("3月5日上午，市委副书记、市长到市信访局接待来访群众");
        let later = ArticleEnd::Open.score("会议强调，要进一步压实责任，确保件件有着落");
        assert!(lead > later, "{lead} {later}");
        let end = ArticleEnd::Close.score("市直有关部门负责同志参加会议。");
        let middle = ArticleEnd::Close.score("会议听取了有关情况的汇报，指出：");
        assert!(end > middle, "{end} {middle}");
    }

    #[test]
    fn terms_are_packed_without_loss() {
        for end in [ArticleEnd::Open, ArticleEnd::Close] {
            for text in ["", "会", "3月5日 上午，全市信访工作会议在市政府四楼会议室召开，各县区参加。"]
            {
                let mut packed = end.packed(text);
                packed.sort_unstable();
                packed.dedup();
                assert_eq!(packed.len(), end.terms(text).len(), "{text}");
            }
        }
    }

    #[test]
    fn terms_are_the_outermost_runs() {
        let terms = ArticleEnd::Open.terms("3 月，市");
        assert!(terms.contains(&"^0月，".into()) && terms.contains(&"月，市".into()), "{terms:?}");
        assert!(ArticleEnd::Close.terms("参加。").contains(&"加。$".into()));
        assert!(ArticleEnd::Open.terms("").is_empty());
    }
}
