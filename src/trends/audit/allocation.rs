//! How many articles of each stratum are drawn.

/// Minimum number of articles of each stratum in the sample: without a few articles of its own, nothing would be known of
/// the model's errors in a rare theme.
const MIN_DRAWN: usize = 3;

/// Strata with the number of articles to draw from each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// The stratum that each given stratum belongs to: itself, or the stratum it was joined to.
    pub joined: Vec<usize>,
    /// The number of articles to draw from each stratum; 0 for those that were joined to others.
    pub drawn: Vec<usize>,
}

/// Divides a sample of `wanted` articles among strata of `sizes` articles: in proportion to their sizes, but at least
/// three of each (all, where a stratum has fewer), and by largest remainders. Where the sample is too small for two
/// articles of each stratum, the smallest strata are joined.
///
/// With `wanted` above the number of articles all of them are drawn.
pub fn allocate(sizes: &[usize], wanted: usize) -> Allocation {
    let total: usize = sizes.iter().sum();
    let wanted = wanted.min(total);
    let (joined, sizes) = join_small(sizes, (wanted / 2).max(1));
    let strata = sizes.iter().filter(|size| **size > 0).count().max(1);
    let floor = MIN_DRAWN.min(wanted / strata);
    let least = |stratum: usize| floor.min(sizes[stratum]);
    // Strata whose proportional number is below the least get the least; the others share what is left.
    let mut at_least: Vec<bool> = vec![false; sizes.len()];
    loop {
        let rest = wanted - (0..sizes.len()).filter(|&s| at_least[s]).map(least).sum::<usize>();
        let articles: usize = (0..sizes.len()).filter(|&s| !at_least[s]).map(|s| sizes[s]).sum();
        let is_below = |s: &usize| !at_least[*s] && rest * sizes[*s] < least(*s) * articles;
        let below: Vec<usize> = (0..sizes.len()).filter(is_below).collect();
        if below.is_empty() {
            return Allocation { joined, drawn: by_largest_remainder(&sizes, &at_least, least, rest, articles) };
        }
        below.into_iter().for_each(|s| at_least[s] = true);
    }
}

/// Joins the smallest strata until at most `maximum` are left.
fn join_small(sizes: &[usize], maximum: usize) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&s| sizes[s] > 0).collect();
    order.sort_by_key(|&s| (std::cmp::Reverse(sizes[s]), s));
    let (mut joined, mut merged): (Vec<usize>, Vec<usize>) = ((0..sizes.len()).collect(), sizes.to_vec());
    if order.len() > maximum {
        let target = order[maximum - 1];
        for &small in &order[maximum..] {
            joined[small] = target;
            merged[target] += std::mem::take(&mut merged[small]);
        }
    }
    (joined, merged)
}

/// Divides `rest` among the strata that have more than the least (Hamilton's method).
fn by_largest_remainder(
    sizes: &[usize],
    at_least: &[bool],
    least: impl Fn(usize) -> usize,
    rest: usize,
    articles: usize,
) -> Vec<usize> {
    let share = |s: usize| (rest * sizes[s]).checked_div(articles).unwrap_or(0);
    let mut drawn: Vec<usize> = (0..sizes.len()).map(|s| if at_least[s] { least(s) } else { share(s) }).collect();
    let mut left = rest - (0..sizes.len()).filter(|&s| !at_least[s]).map(share).sum::<usize>();
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&s| !at_least[s] && sizes[s] > 0).collect();
    order.sort_by_key(|&s| (std::cmp::Reverse(rest * sizes[s] % articles.max(1)), s));
    for &stratum in order.iter().cycle().take(order.len() * 2) {
        if left > 0 && drawn[stratum] < sizes[stratum] {
            drawn[stratum] += 1;
            left -= 1;
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn large_strata_share_what_the_floor_leaves() {
        // 100, 50, 2 and 1 articles: the small ones give all they have, up to three.
        let allocation = allocate(&[1000, 500, 0, 10, 2], 50);
        assert_eq!(allocation.drawn, [30, 15, 0, 3, 2]);
        assert_eq!(allocation.joined, [0, 1, 2, 3, 4]);
        assert_eq!(allocate(&[5, 3], 100).drawn, [5, 3]);
    }

    #[test]
    fn small_strata_are_joined_in_small_samples() {
        let allocation = allocate(&[100, 10, 5, 3], 4);
        assert_eq!(allocation.joined, [0, 1, 1, 1]);
        assert_eq!(allocation.drawn.iter().sum::<usize>(), 4);
        assert_eq!(allocation.drawn[2..], [0, 0]);
    }

    proptest! {
        #[test]
        fn all_labels_are_used_and_none_twice(sizes in proptest::collection::vec(0usize..400, 1..30), wanted in 1usize..500) {
            let allocation = allocate(&sizes, wanted);
            prop_assert_eq!(allocation.drawn.iter().sum::<usize>(), wanted.min(sizes.iter().sum()));
            for (stratum, &drawn) in allocation.drawn.iter().enumerate() {
                let articles: usize = (0..sizes.len()).filter(|&s| allocation.joined[s] == stratum).map(|s| sizes[s]).sum();
                prop_assert!(drawn <= articles && (articles == 0 || drawn > 0));
            }
        }
    }
}
