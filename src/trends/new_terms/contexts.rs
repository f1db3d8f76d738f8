//! The usual contexts of terms: a long slogan is found only in pieces, so each piece is shown with the words that
//! nearly always stand beside it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::trends::new_terms::candidates::{JOINING, NONE};
use crate::trends::new_terms::collocations::Terms;
use crate::trends::new_terms::word_store::{BREAK, WordStore};

/// Maximum number of context words on each side.
const MAX_CONTEXT: usize = 6;
/// Context words stand beside at least this share of a term's occurrences.
const MIN_SHARE: f64 = 0.8;
/// Number of texts that one thread reads at a time.
const TEXTS_AT_ONCE: usize = 4096;
/// For each occurrence of a term, the words before and behind it, each outwards from the term.
type Sides = [Vec<[u32; MAX_CONTEXT]>; 2];

/// Minimum entropy of the words beside a free border of a term, in nats: that of a neighbour in four fifths of the places and
/// six others in the rest.
const MIN_ENTROPY: f64 = 0.8;

/// The words that stand before and after a term in at least four fifths of its occurrences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The words before the term; empty if they vary.
    pub before: String,
    /// The words after the term; empty if they vary.
    pub behind: String,
    /// Whether the term begins at a free border: many different words, or marks, stand before it, or words before it that
    /// belong to it are known.
    pub begins_freely: bool,
    /// Whether it ends at a free border.
    pub ends_freely: bool,
    /// Whether it stands within longer words more often than by itself: 十九 in 神舟十九号.
    pub is_within_words: bool,
}

impl Context {
    /// Whether the term, with the words that nearly always stand beside it, is a phrase of its own and no piece of others.
    pub fn is_free(&self) -> bool {
        self.begins_freely && self.ends_freely && !self.is_within_words
    }
}

impl Terms {
    /// The usual contexts of the `wanted` terms, in order: up to six words on each side, not ending in joining words.
    pub fn contexts(&self, kept: &WordStore, wanted: &[u32]) -> Vec<Context> {
        let mut slots: Vec<u32> = vec![NONE; self.len()];
        wanted.iter().zip(0..).for_each(|(&term, slot)| slots[term as usize] = slot);
        let texts: Vec<usize> = (0..kept.len()).step_by(TEXTS_AT_ONCE).collect();
        let parts: Vec<(Vec<Sides>, Vec<usize>)> = texts
            .into_par_iter()
            .map(|first| {
                let mut sides: Vec<Sides> = vec![Default::default(); wanted.len()];
                let mut spelled = vec![0; wanted.len()];
                let mut numbers = Vec::new();
                for text in first..kept.len().min(first + TEXTS_AT_ONCE) {
                    kept.unpack(text, &mut numbers);
                    self.spelled(kept, &numbers, |term| {
                        if let Some(count) = spelled.get_mut(slots[term as usize] as usize) {
                            *count += 1;
                        }
                    });
                    let word = |at: Option<usize>| at.and_then(|at| numbers.get(at)).copied().unwrap_or(BREAK);
                    self.occurrences(&numbers, |term, range| {
                        let Some([before, behind]) = sides.get_mut(slots[term as usize] as usize) else { return };
                        before.push(std::array::from_fn(|i| word(range.start.checked_sub(i + 1))));
                        behind.push(std::array::from_fn(|i| word(Some(range.end + i))));
                    });
                }
                (sides, spelled)
            })
            .collect();
        (0..wanted.len())
            .into_par_iter()
            .map(|slot| {
                let side =
                    |side: usize| parts.iter().flat_map(|(sides, _)| &sides[slot][side]).copied().collect::<Vec<_>>();
                let (before, behind) = (&side(0), &side(1));
                let spelled: usize = parts.iter().map(|(_, spelled)| spelled[slot]).sum();
                let is_within_words = spelled > 2 * before.len();
                let (begins, ends) = (is_free_border(before), is_free_border(behind));
                let mut before = shared_words(kept, before);
                before.reverse();
                let behind = shared_words(kept, behind);
                Context {
                    begins_freely: begins || !before.is_empty(),
                    ends_freely: ends || !behind.is_empty(),
                    is_within_words,
                    before: before.concat(),
                    behind: behind.concat(),
                }
            })
            .collect()
    }
}

/// Whether the words on one side of a term vary: the branching entropy of its border (Jin & Tanaka-Ishii, COLING/ACL 2006). A mark
/// or the end of the text is a free border in itself, so each counts as a word of its own.
fn is_free_border(occurrences: &[[u32; MAX_CONTEXT]]) -> bool {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut breaks = 0;
    for &[beside, ..] in occurrences {
        if beside == BREAK {
            breaks += 1;
        } else {
            *counts.entry(beside).or_default() += 1;
        }
    }
    let all = occurrences.len() as f64;
    let part = |count: usize| count as f64 / all * libm::log(all / count as f64);
    let entropy = counts.into_values().map(part).sum::<f64>() + breaks as f64 * part(1);
    entropy >= MIN_ENTROPY
}

/// The words that nearly all occurrences have on one side, outwards from the term.
fn shared_words<'k>(kept: &'k WordStore, occurrences: &[[u32; MAX_CONTEXT]]) -> Vec<&'k str> {
    let min_count = MIN_SHARE * occurrences.len() as f64;
    let mut matching: Vec<&[u32; MAX_CONTEXT]> = occurrences.iter().collect();
    let mut words = Vec::new();
    for at in 0..MAX_CONTEXT {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        matching.iter().for_each(|side| *counts.entry(side[at]).or_default() += 1);
        // Of equally frequent words the first in the order of characters; numbers depend on what was read first.
        let text = |word: u32| if word == BREAK { "" } else { kept.word(word) };
        let most = counts.into_iter().max_by_key(|&(word, count)| (count, std::cmp::Reverse(text(word))));
        let Some((word, count)) = most else { break };
        if word == BREAK || (count as f64) < min_count {
            break;
        }
        matching.retain(|side| side[at] == word);
        words.push(kept.word(word));
    }
    let is_joining = |word: &&str| JOINING.split_whitespace().any(|other| other == *word);
    while words.last().is_some_and(is_joining) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::{NumberedWords, TermSettings};
    use super::*;
    use crate::text::{Segmenter, TextConfig};
    use crate::trends::new_terms::frequent_runs::tests::kept_words;

    #[test]
    fn a_piece_is_shown_with_the_words_beside_it() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut kept = WordStore::default();
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        for i in 0..70 {
            let (a, b) = (beside[i % 7], beside[i / 7 % 7]);
            let text = format!("{a}扩大，{b}推进蓝芽灯塔桥梁河道学校行动，{a}{b}。");
            let mut numbered = NumberedWords::default();
            kept.number(&segmenter.words(&text), &mut numbered);
            kept.add(0, numbered);
        }
        let terms = Terms::find(&kept, &TermSettings::default());
        let all: Vec<u32> = (0..terms.len() as u32).collect();
        let contexts: BTreeMap<&str, Context> =
            all.iter().map(|&term| terms.text(term)).zip(terms.contexts(&kept, &all)).collect();
        let context = |term: &str| (contexts[term].before.as_str(), contexts[term].behind.as_str());
        // From a piece in its middle the whole run is found; from either end, six words of it.
        assert_eq!(context("灯塔"), ("推进蓝芽", "桥梁河道学校行动"));
        assert_eq!(context("推进"), ("", "蓝芽灯塔桥梁河道学校"));
        assert_eq!(context("行动"), ("蓝芽灯塔桥梁河道学校", ""));
        // The words beside these vary.
        assert_eq!((context("学校"), context("扩大")), (("", ""), ("", "")));
        assert_eq!(terms.contexts(&kept, &[]), []);
        assert!(contexts["灯塔"].is_free() && contexts["学校"].is_free());
    }

    #[test]
    fn a_term_that_stands_mostly_within_longer_words_is_a_piece() {
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        let with = |longer: usize| {
            // 人才引育 is a word of the dictionary.
            let term = |i: usize| if i < longer { "人才引育" } else { "人才" };
            let texts: Vec<String> =
                (0..70).map(|i| format!("{}{}{}扩大。", beside[i % 7], term(i), beside[i / 7 % 7])).collect();
            let kept = kept_words(&texts);
            let terms = Terms::find(&kept, &TermSettings::default());
            let term = (0..terms.len() as u32).find(|&term| terms.text(term) == "人才").unwrap();
            terms.contexts(&kept, &[term])[0].is_within_words
        };
        assert!(with(50) && !with(20));
    }

    #[test]
    fn a_border_is_free_where_words_vary_or_marks_stand() {
        let beside = |words: &[u32]| words.iter().map(|&word| [word; MAX_CONTEXT]).collect::<Vec<_>>();
        assert!(is_free_border(&beside(&[1, 2, 3, 4])));
        assert!(is_free_border(&beside(&[BREAK; 4])));
        assert!(!is_free_border(&beside(&[1, 1, 1, 2, 2])));
        assert!(!is_free_border(&beside(&[1; 9])) && !is_free_border(&[]));
    }
}
