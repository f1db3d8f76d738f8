//! How terms usually go on: a slogan of many words comes out in pieces, and a piece is told with the words that stand
//! beside it nearly always.

use std::collections::BTreeMap;

use crate::trends::new_terms::collocations::{JOINING, Terms};
use crate::trends::new_terms::word_store::{BREAK, KeptWords};

/// Words looked at on each side.
const REACH: usize = 6;
/// A context stands beside this share of a term's places at least.
const USUAL: f64 = 0.8;

/// What stands before and behind a term in at least four fifths of its places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Before it; empty where that differs.
    pub before: String,
    /// Behind it.
    pub behind: String,
}

impl Terms {
    /// The usual contexts of some terms, in their order: up to six words on each side, without joining words at the ends.
    pub fn contexts(&self, kept: &KeptWords, wanted: &[u32]) -> Vec<Context> {
        let slots: BTreeMap<u32, usize> = wanted.iter().copied().zip(0..).collect();
        // Of each place the words behind it, outwards, and those before it.
        let mut places: Vec<[Vec<[u32; REACH]>; 2]> = vec![Default::default(); wanted.len()];
        let mut numbers = Vec::new();
        for text in 0..kept.len() {
            kept.unpack(text, &mut numbers);
            let word = |at: Option<usize>| at.and_then(|at| numbers.get(at)).copied().unwrap_or(BREAK);
            self.places(&numbers, |term, place| {
                if let Some(&slot) = slots.get(&term) {
                    let [before, behind] = &mut places[slot];
                    before.push(std::array::from_fn(|i| word(place.start.checked_sub(i + 1))));
                    behind.push(std::array::from_fn(|i| word(Some(place.end + i))));
                }
            });
        }
        places
            .iter()
            .map(|[before, behind]| {
                let mut before = usual(kept, before);
                before.reverse();
                Context { before: before.concat(), behind: usual(kept, behind).concat() }
            })
            .collect()
    }
}

/// The words that stand in one direction from nearly all places, outwards.
fn usual<'k>(kept: &'k KeptWords, places: &[[u32; REACH]]) -> Vec<&'k str> {
    let least = USUAL * places.len() as f64;
    let mut still: Vec<&[u32; REACH]> = places.iter().collect();
    let mut words = Vec::new();
    for at in 0..REACH {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        still.iter().for_each(|place| *counts.entry(place[at]).or_default() += 1);
        let Some((word, count)) = counts.into_iter().max_by_key(|&(word, count)| (count, std::cmp::Reverse(word)))
        else {
            break;
        };
        if word == BREAK || (count as f64) < least {
            break;
        }
        still.retain(|place| place[at] == word);
        words.push(kept.word(word));
    }
    let joins = |word: &&str| JOINING.split_whitespace().any(|other| other == *word);
    while words.last().is_some_and(joins) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::{NumberedWords, TermSettings};
    use super::*;
    use crate::text::{Segmenter, TextConfig};

    #[test]
    fn a_piece_is_told_with_what_stands_beside_it() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut kept = KeptWords::default();
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        for i in 0..70 {
            let (a, b) = (beside[i % 7], beside[i / 7 % 7]);
            let text = format!("{a}扩大，{b}推进蓝芽灯塔桥梁河道学校行动，{a}{b}。");
            let mut numbered = NumberedWords::default();
            kept.number(&segmenter.words(&text), &mut numbered);
            kept.add(numbered);
        }
        let terms = Terms::find(&kept, &TermSettings::default());
        let all: Vec<u32> = (0..terms.len() as u32).collect();
        let told: BTreeMap<&str, Context> =
            all.iter().map(|&term| terms.text(term)).zip(terms.contexts(&kept, &all)).collect();
        let context = |term: &str| (told[term].before.as_str(), told[term].behind.as_str());
        // The whole of the run is found from a piece in its midst, six words of it from either end.
        assert_eq!(context("灯塔"), ("推进蓝芽", "桥梁河道学校行动"));
        assert_eq!(context("推进"), ("", "蓝芽灯塔桥梁河道学校"));
        assert_eq!(context("行动"), ("蓝芽灯塔桥梁河道学校", ""));
        // What stands beside these differs.
        assert_eq!((context("学校"), context("扩大")), (("", ""), ("", "")));
        assert_eq!(terms.contexts(&kept, &[]), []);
    }
}
