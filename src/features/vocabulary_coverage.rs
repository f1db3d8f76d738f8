//! Vocabulary coverage: if a vocabulary knows few words of a text, its language differs from the training articles.

use rayon::prelude::*;

use crate::features::{Document, FeatureSpace, KnownWords, Part, Scratch};
use crate::text::{Segmenter, normalise};

/// Columns of the known words of one part of a document with their counts, and the number of all its words.
type PartColumns = (Vec<(u32, u32)>, u32);

impl FeatureSpace {
    /// Counts, for each document, the words that a vocabulary learned only from its training folds would know.
    /// `learns_from(fold, other)` is true if `other` is a training fold for the documents of `fold`. Documents
    /// without training folds give `None`.
    pub fn known_out_of_fold(
        &self,
        segmenter: &Segmenter,
        documents: &[Document<'_>],
        folds: &[usize],
        learns_from: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<Option<KnownWords>> {
        let (tables, config) = (self.tables(), self.config());
        let blocks: Vec<usize> = (0..tables.len()).filter(|&b| config.blocks[b].single_words()).collect();
        let counted: Vec<[PartColumns; 2]> = documents
            .par_iter()
            .map_init(Scratch::default, |Scratch { parts, counter, candidates, .. }, document| {
                let mut words = <[PartColumns; 2]>::default();
                for (part, keys) in Part::BOTH.into_iter().zip(parts.iter_mut()) {
                    keys.fill(config, part, segmenter, &normalise(document.part(part)));
                }
                for &b in &blocks {
                    let block = &config.blocks[b];
                    let part = block.part.index();
                    parts[part].count_known(block, 0, &tables[b], counter, candidates);
                    let (columns, all) = &mut words[part];
                    tables[b].find_all(counter.counts(), |column, _, term| columns.push((column, term.count)));
                    *all = parts[part].number(block) as u32;
                }
                words
            })
            .collect();
        let count = folds.iter().max().map_or(0, |last| last + 1);
        let by_fold: Vec<Vec<(usize, KnownWords)>> = (0..count)
            .into_par_iter()
            .map(|fold| {
                let mut frequency = vec![0u32; self.width()];
                let training = || counted.iter().zip(folds).filter(|(_, other)| learns_from(fold, **other));
                if training().next().is_none() {
                    return Vec::new();
                }
                for (columns, _) in training().flat_map(|(words, _)| words) {
                    columns.iter().for_each(|&(column, _)| frequency[column as usize] += 1);
                }
                let coverage = |part: usize, words: &PartColumns| {
                    let block = config.blocks.iter().find(|b| b.single_words() && b.part.index() == part);
                    let min_frequency = block.map_or(1, |block| block.min_document_frequency).max(1);
                    let columns = words.0.iter().filter(|(column, _)| frequency[*column as usize] >= min_frequency);
                    KnownWords { known: columns.map(|(_, count)| count).sum(), all: words.1 }
                };
                let scored = (0..documents.len()).filter(|&document| folds[document] == fold);
                scored
                    .map(|document| {
                        let [headline, body] = &counted[document];
                        (document, if body.1 > 0 { coverage(1, body) } else { coverage(0, headline) })
                    })
                    .collect()
            })
            .collect();
        let mut known = vec![None; documents.len()];
        by_fold.into_iter().flatten().for_each(|(document, words)| known[document] = Some(words));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::FeatureConfig;
    use crate::text::TextConfig;

    #[test]
    fn each_fold_is_compared_with_the_vocabulary_of_the_others() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let bodies = ["信访 会议 积案", "信访 会议 招商", "信访 会议 会议 码头", "会议 码头 信访 果园"];
        let documents: Vec<Document<'_>> = bodies.iter().map(|body| Document { headline: "果园", body }).collect();
        let (space, _) = FeatureSpace::fit(&FeatureConfig::default(), &segmenter, &documents);
        let known = space.known_out_of_fold(&segmenter, &documents, &[0, 0, 1, 2], |scored, fold| scored != fold);
        // A word is known if two other articles have it: 信访 and 会议 always, 码头 never.
        let expected = [(2, 3), (2, 3), (3, 4), (2, 4)].map(|(known, all)| Some(KnownWords { known, all }));
        assert_eq!(known, expected);
        let earlier = space.known_out_of_fold(&segmenter, &documents, &[0, 0, 1, 2], |scored, fold| fold < scored);
        assert_eq!(earlier, [None, None, expected[2], expected[3]]);
        // The vocabulary of all articles knows more words.
        let (_, all) = space.row_with_words(&segmenter, &documents[2], &mut Scratch::default(), |_, _| ());
        assert_eq!((all, all.unknown_share()), (KnownWords { known: 4, all: 4 }, Some(0.0)));
        let nothing = Document { headline: "", body: "" };
        let (_, none) = space.row_with_words(&segmenter, &nothing, &mut Scratch::default(), |_, _| ());
        assert_eq!(none.unknown_share(), None);
    }

    #[test]
    fn segmented_words_are_passed_on() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let document = Document { headline: "信访会议", body: "全市招商。" };
        for config in [FeatureConfig::default(), FeatureConfig::short_texts()] {
            let (space, _) = FeatureSpace::fit(&config, &segmenter, &[document]);
            let mut shown: Vec<String> = Vec::new();
            space.row_with_words(&segmenter, &document, &mut Scratch::default(), |_, words| {
                shown.extend(words.iter().filter(|word| **word != "。").map(|word| (*word).to_owned()));
            });
            assert_eq!(shown, ["信访", "会议", "全市", "招商"]);
        }
    }
}
