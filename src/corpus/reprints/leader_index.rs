//! An index of stories by the shingles of their leaders: finds the stories that an article may be a printing of.

use rayon::slice::ParallelSliceMut;

use crate::corpus::reprints::sketch::Sketch;

/// Number of the smallest shingle hashes of a text by which candidates are found.
const LOOKED_UP_HASHES: usize = 64;
/// Minimum number of looked-up hashes that a candidate shares with the article.
const MIN_SHARED_HASHES: u16 = 3;
/// A shingle of this many leaders is a formula and leads to no candidates.
const FORMULA: usize = 128;

/// The leaders found so far, by their shingles.
pub(super) struct LeaderIndex {
    /// Where the shingles of each article begin in `shingles`; one entry more than there are articles.
    begins: Vec<usize>,
    /// The looked-up shingles of each article that another article has too, as indices into `slots`.
    shingles: Vec<u32>,
    /// The part of `ranks` that belongs to each shingle: its begin and its used length.
    slots: Vec<(usize, usize)>,
    /// The ranks of the leaders with each shingle.
    ranks: Vec<u32>,
    /// How many shingles each rank shares with the article being looked up; all zero between look-ups.
    shared: Vec<u16>,
}

impl LeaderIndex {
    /// An empty index for articles with these sketches.
    pub(super) fn new<'a>(sketches: impl ExactSizeIterator<Item = &'a Sketch>) -> Self {
        let articles = sketches.len();
        let mut postings: Vec<(u32, u32)> = Vec::new();
        for (article, sketch) in (0_u32..).zip(sketches) {
            postings.extend(sketch.smallest(LOOKED_UP_HASHES).iter().map(|&hash| (hash, article)));
        }
        postings.par_sort_unstable();
        let mut slots = Vec::new();
        let mut end = 0;
        let mut lengths = vec![0; articles + 1];
        let is_shared = |postings: &[(u32, u32)]| postings.len() > 1;
        let same_hash = |a: &(u32, u32), b: &(u32, u32)| a.0 == b.0;
        for group in postings.chunk_by(same_hash).filter(|group| is_shared(group)) {
            slots.push((end, 0));
            end += group.len().min(FORMULA);
            group.iter().for_each(|&(_, article)| lengths[article as usize + 1] += 1);
        }
        let begins: Vec<usize> = lengths
            .into_iter()
            .scan(0, |sum, length: usize| {
                *sum += length;
                Some(*sum)
            })
            .collect();
        let mut ends = begins.clone();
        let mut shingles = vec![0; begins.last().copied().unwrap_or(0)];
        for (number, group) in (0_u32..).zip(postings.chunk_by(same_hash).filter(|group| is_shared(group))) {
            for &(_, article) in group {
                shingles[ends[article as usize]] = number;
                ends[article as usize] += 1;
            }
        }
        LeaderIndex { begins, shingles, slots, ranks: vec![0; end], shared: vec![0; articles] }
    }

    /// The ranks of the leaders that share enough shingles with an article.
    pub(super) fn candidates(&mut self, article: usize) -> Vec<u32> {
        let mut touched = Vec::new();
        for &shingle in &self.shingles[self.begins[article]..self.begins[article + 1]] {
            let (begin, used) = self.slots[shingle as usize];
            if used == FORMULA {
                continue;
            }
            for &rank in &self.ranks[begin..begin + used] {
                if self.shared[rank as usize] == 0 {
                    touched.push(rank);
                }
                self.shared[rank as usize] += 1;
            }
        }
        touched.retain(|&rank| std::mem::take(&mut self.shared[rank as usize]) >= MIN_SHARED_HASHES);
        touched
    }

    /// Adds an article as a leader, to be found by its rank.
    pub(super) fn insert(&mut self, article: usize, rank: usize) {
        let Ok(rank) = u32::try_from(rank) else { return };
        for &shingle in &self.shingles[self.begins[article]..self.begins[article + 1]] {
            let (begin, used) = self.slots[shingle as usize];
            if used < FORMULA {
                self.ranks[begin + used] = rank;
                self.slots[shingle as usize].1 += 1;
            }
        }
    }
}
