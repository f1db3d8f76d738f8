//! Leader clustering: each article joins the longest printing that contains it, or leads a story of its own.

use rayon::slice::ParallelSliceMut;
use std::cmp::Reverse;

use crate::corpus::reprints::day_span::DaySpan;
use crate::corpus::reprints::leader_index::LeaderIndex;
use crate::corpus::reprints::printing::Printing;
use crate::corpus::reprints::sketch_store::SketchStore;
use crate::error::Result;

/// The leader of each article: the longest printing of its story, as an index into the articles.
pub(super) fn leaders(articles: &[Printing], sketches: &SketchStore, threshold: f64) -> Result<Vec<usize>> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    // Articles that are equal in all these keys are interchangeable, so nothing depends on the order of the input.
    order.par_sort_by_key(|&article| {
        let Printing { sketch, day, paper } = articles[article];
        (Reverse(sketch.size()), sketch.content(), day, paper)
    });
    let mut leaders: Vec<usize> = (0..articles.len()).collect();
    // The days of the printings found so far, kept at each story's leader.
    let mut days: Vec<DaySpan> = articles.iter().map(|article| DaySpan::of(article.day)).collect();
    let mut index = LeaderIndex::new(articles, sketches)?;
    let mut before: Option<usize> = None;
    for (rank, &article) in order.iter().enumerate() {
        let printing = &articles[article];
        if printing.sketch.is_too_short() {
            continue;
        }
        // An identical text is not looked up, because all its shingles may be formulas.
        if let Some(before) = before.replace(article)
            && !printing.sketch.is_short()
            && articles[before].sketch.content() == printing.sketch.content()
            && let Some(joined) = days[leaders[before]].joined(days[article])
        {
            leaders[article] = leaders[before];
            days[leaders[before]] = joined;
            continue;
        }
        let is_near = |rank: &u32| days[order[*rank as usize]].joined(days[article]).is_some();
        let candidates: Vec<u32> = index.candidates(article).into_iter().filter(is_near).collect();
        let found = best_leader(printing, &candidates, |rank| &articles[order[rank as usize]], sketches, threshold)?;
        match found {
            Some(rank) => {
                let leader = order[rank as usize];
                leaders[article] = leader;
                days[leader] = days[leader].joined(days[article]).unwrap_or(days[leader]);
            }
            None => index.insert(article, rank),
        }
    }
    Ok(leaders)
}

/// The candidate whose printing is most like this one, if any is like enough. Of equally good ones the first by rank is
/// taken, which is the longest.
fn best_leader<'a>(
    printing: &Printing,
    candidates: &[u32],
    leader_of: impl Fn(u32) -> &'a Printing,
    sketches: &SketchStore,
    threshold: f64,
) -> Result<Option<u32>> {
    if candidates.is_empty() {
        return Ok(None);
    }
    let sketch = sketches.sketch(&printing.sketch)?;
    let mut best: Option<(f64, u32)> = None;
    for &candidate in candidates {
        let leader = leader_of(candidate);
        let Some(likeness) = sketch.likeness(&sketches.sketch(&leader.sketch)?) else { continue };
        let is_better = best.is_none_or(|(max, first)| likeness > max || (likeness == max && candidate < first));
        if likeness >= printing.needed_likeness(leader, threshold) && is_better {
            best = Some((likeness, candidate));
        }
    }
    Ok(best.map(|(_, rank)| rank))
}
