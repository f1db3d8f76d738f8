//! Which words of a text a vocabulary knows: where it knows few, the model judges language it never learned.

use rayon::prelude::*;

use crate::features::{Document, FeatureSpace, KnownWords, Part, Scratch};
use crate::text::{Segmenter, normalise};

/// The words of one part of a document that are columns, how often each, and the number of all its words.
type PartColumns = (Vec<(u32, u32)>, u32);

impl FeatureSpace {
    /// For each of the documents, how many of its words the vocabulary would know had it been learned from those
    /// documents only that `learns_from` names: from a document's fold to another's.
    pub fn known_out_of_fold(
        &self,
        segmenter: &Segmenter,
        documents: &[Document<'_>],
        folds: &[usize],
        learns_from: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<Option<KnownWords>> {
        let (lookups, config) = (self.lookups(), self.config());
        let blocks: Vec<usize> = (0..lookups.len()).filter(|&b| config.blocks[b].single_words()).collect();
        let cut: Vec<[PartColumns; 2]> = documents
            .par_iter()
            .map_init(Scratch::default, |Scratch { parts, tally, left }, document| {
                let mut words = <[PartColumns; 2]>::default();
                for (part, keys) in Part::BOTH.into_iter().zip(parts.iter_mut()) {
                    keys.fill(config, part, segmenter, &normalise(document.part(part)));
                }
                for &b in &blocks {
                    let part = config.blocks[b].part.index();
                    parts[part].count(&config.blocks[b], tally);
                    let (columns, all) = &mut words[part];
                    lookups[b].find_all(tally.counted(), left, |column, _, count| columns.push((column, count)));
                    *all = tally.counted().iter().map(|(_, count)| count).sum();
                }
                words
            })
            .collect();
        let count = folds.iter().max().map_or(0, |last| last + 1);
        let by_fold: Vec<Vec<(usize, KnownWords)>> = (0..count)
            .into_par_iter()
            .map(|fold| {
                let mut frequency = vec![0u32; self.width()];
                let seen = || cut.iter().zip(folds).filter(|(_, other)| learns_from(fold, **other));
                if seen().next().is_none() {
                    return Vec::new();
                }
                for (columns, _) in seen().flat_map(|(words, _)| words) {
                    columns.iter().for_each(|&(column, _)| frequency[column as usize] += 1);
                }
                let knows = |part: usize, words: &PartColumns| {
                    let block = config.blocks.iter().find(|b| b.single_words() && b.part.index() == part);
                    let least = block.map_or(1, |block| block.min_document_frequency).max(1);
                    let columns = words.0.iter().filter(|(column, _)| frequency[*column as usize] >= least);
                    KnownWords { known: columns.map(|(_, count)| count).sum(), all: words.1 }
                };
                let scored = (0..documents.len()).filter(|&document| folds[document] == fold);
                scored
                    .map(|document| {
                        let [headline, body] = &cut[document];
                        (document, if body.1 > 0 { knows(1, body) } else { knows(0, headline) })
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
    fn each_fold_is_met_by_the_vocabulary_of_the_others() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let bodies = ["信访 会议 积案", "信访 会议 招商", "信访 会议 会议 码头", "会议 码头 信访 果园"];
        let documents: Vec<Document<'_>> = bodies.iter().map(|body| Document { headline: "果园", body }).collect();
        let (space, _) = FeatureSpace::fit(&FeatureConfig::default(), &segmenter, &documents);
        let known = space.known_out_of_fold(&segmenter, &documents, &[0, 0, 1, 2], |scored, fold| scored != fold);
        // A word is known from two other articles on: 信访 and 会议 everywhere, 码头 nowhere.
        let expected = [(2, 3), (2, 3), (3, 4), (2, 4)].map(|(known, all)| Some(KnownWords { known, all }));
        assert_eq!(known, expected);
        let earlier = space.known_out_of_fold(&segmenter, &documents, &[0, 0, 1, 2], |scored, fold| fold < scored);
        assert_eq!(earlier, [None, None, expected[2], expected[3]]);
        // The whole vocabulary knows more than that of a part.
        let (_, all) = space.row_reading(&segmenter, &documents[2], &mut Scratch::default(), |_| ());
        assert_eq!((all, all.unknown_share()), (KnownWords { known: 4, all: 4 }, Some(0.0)));
        let nothing = Document { headline: "", body: "" };
        let (_, none) = space.row_reading(&segmenter, &nothing, &mut Scratch::default(), |_| ());
        assert_eq!(none.unknown_share(), None);
    }

    #[test]
    fn words_are_shown_as_they_are_cut() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let document = Document { headline: "信访会议", body: "全市招商。" };
        for config in [FeatureConfig::default(), FeatureConfig::short_texts()] {
            let (space, _) = FeatureSpace::fit(&config, &segmenter, &[document]);
            let mut shown: Vec<String> = Vec::new();
            space.row_reading(&segmenter, &document, &mut Scratch::default(), |words| {
                shown.extend(words.iter().filter(|word| **word != "。").map(|word| (*word).to_owned()));
            });
            assert_eq!(shown, ["信访", "会议", "全市", "招商"]);
        }
    }
}
