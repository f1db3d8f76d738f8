//! An index of stories by the shingles of their leaders: finds the stories that an article may be a printing of.

use rayon::prelude::*;

use crate::corpus::reprints::day_span::MAX_DAYS;
use crate::corpus::reprints::printing::Printing;
use crate::corpus::reprints::sketch_store::SketchStore;
use crate::error::Result;

/// Number of the smallest shingle hashes of a text by which candidates are found.
const LOOKED_UP_HASHES: usize = 64;
/// Minimum number of looked-up hashes that a candidate shares with the article.
const MIN_SHARED_HASHES: u16 = 3;
/// A shingle of this many leaders is a formula and leads to no candidates.
const FORMULA: u8 = 128;
/// Approximate number of articles whose shingles are sorted at once, so that memory stays bounded.
const ARTICLES_AT_ONCE: usize = 1 << 17;

/// The leaders found so far, by their shingles.
///
/// Printings of one story lie within [`MAX_DAYS`] of each other, so a shingle counts as one within a run of days: where a
/// shingle is not printed for longer, it begins anew. Most shingles of many years' news stand alone then and take no memory.
pub(super) struct LeaderIndex {
    /// Where the shingles of each article begin in `shingles`; one entry more than there are articles.
    begins: Vec<usize>,
    /// The looked-up shingles of each article that another article has too, as indices into `slots`.
    shingles: Vec<u32>,
    /// The part of `ranks` that belongs to each shingle begins here.
    slots: Vec<usize>,
    /// The used length of that part.
    used: Vec<u8>,
    /// The ranks of the leaders with each shingle.
    ranks: Vec<u32>,
    /// How many shingles each rank shares with the article being looked up; all zero between look-ups.
    shared: Vec<u16>,
}

/// A looked-up shingle hash of an article, with its day.
type Posting = (u32, Option<i32>, u32);

impl LeaderIndex {
    /// An empty index for these articles.
    pub(super) fn new(articles: &[Printing], sketches: &SketchStore) -> Result<Self> {
        let parts = articles.len().div_ceil(ARTICLES_AT_ONCE).max(1) as u32;
        // The articles of each slot, one slot after the other, and where those of each slot end.
        let (mut members, mut member_ends): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut lengths = vec![0_u8; articles.len()];
        for part in 0..parts {
            let mut postings = postings(articles, sketches, |hash| hash % parts == part)?;
            postings.par_sort_unstable();
            for run in runs(&postings).filter(|run| run.len() > 1) {
                run.iter().for_each(|&(_, _, article)| lengths[article as usize] += 1);
                members.extend(run.iter().map(|&(_, _, article)| article));
                member_ends.push(members.len());
            }
        }
        let mut begins = Vec::with_capacity(articles.len() + 1);
        begins.push(0);
        begins.extend(lengths.into_iter().scan(0, |sum, length| {
            *sum += usize::from(length);
            Some(*sum)
        }));
        let mut ends = begins.clone();
        let mut shingles = vec![0; members.len()];
        let (mut slots, mut slot_end, mut begin) = (Vec::with_capacity(member_ends.len()), 0, 0);
        for (slot, &end) in (0_u32..).zip(&member_ends) {
            for &article in &members[begin..end] {
                let end = &mut ends[article as usize];
                shingles[*end] = slot;
                *end += 1;
            }
            slots.push(slot_end);
            slot_end += (end - begin).min(FORMULA.into());
            begin = end;
        }
        drop((members, member_ends, ends));
        let (used, shared) = (vec![0; slots.len()], vec![0; articles.len()]);
        Ok(LeaderIndex { begins, shingles, slots, used, ranks: vec![0; slot_end], shared })
    }

    /// The ranks of the leaders that share enough shingles with an article.
    pub(super) fn candidates(&mut self, article: usize) -> Vec<u32> {
        let mut touched = Vec::new();
        for &shingle in &self.shingles[self.begins[article]..self.begins[article + 1]] {
            let (begin, used) = (self.slots[shingle as usize], self.used[shingle as usize]);
            if used == FORMULA {
                continue;
            }
            for &rank in &self.ranks[begin..begin + usize::from(used)] {
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
            let used = &mut self.used[shingle as usize];
            if *used < FORMULA {
                self.ranks[self.slots[shingle as usize] + usize::from(*used)] = rank;
                *used += 1;
            }
        }
    }
}

/// The looked-up shingles of all articles that are `wanted`.
fn postings(
    articles: &[Printing],
    sketches: &SketchStore,
    wanted: impl Fn(u32) -> bool + Sync,
) -> Result<Vec<Posting>> {
    const CHUNK: usize = 1024;
    let of_chunk = |(chunk, printings): (usize, &[Printing])| {
        let mut postings = Vec::new();
        for (at, printing) in printings.iter().enumerate() {
            let article = (chunk * CHUNK + at) as u32;
            let hashes = sketches.smallest(&printing.sketch, LOOKED_UP_HASHES)?;
            postings.extend(hashes.into_iter().filter(|&hash| wanted(hash)).map(|hash| (hash, printing.day, article)));
        }
        Ok(postings)
    };
    let chunks: Result<Vec<Vec<Posting>>> = articles.par_chunks(CHUNK).enumerate().map(of_chunk).collect();
    Ok(chunks?.concat())
}

/// The sorted postings of each shingle, run by run: no posting of one run can be of the same story as one of another. An
/// article without a day can be of any story, so its shingles are of a single run.
fn runs(postings: &[Posting]) -> impl Iterator<Item = &[Posting]> {
    postings.chunk_by(|a, b| a.0 == b.0).flat_map(|group| {
        let is_undated = group.first().is_some_and(|(_, day, _)| day.is_none());
        let follows =
            move |a: &Posting, b: &Posting| is_undated || a.1.zip(b.1).is_none_or(|(a, b)| a.abs_diff(b) <= MAX_DAYS);
        group.chunk_by(follows)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shingle_begins_anew_after_a_month() {
        let lengths = |days: &[Option<i32>]| -> Vec<usize> {
            let mut postings: Vec<Posting> = days.iter().zip(0..).map(|(&day, article)| (7, day, article)).collect();
            postings.push((8, Some(0), 99));
            postings.sort_unstable();
            runs(&postings).map(<[Posting]>::len).collect()
        };
        assert_eq!(lengths(&[Some(0), Some(70), Some(30), Some(101)]), [2, 1, 1, 1]);
        assert_eq!(lengths(&[Some(0), Some(70), None]), [3, 1]);
    }
}
