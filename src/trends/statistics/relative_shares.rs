//! How the shares of groups differ from that of all, as far as chance does not explain it.

/// The share that each group is likely to have over the share in all, by global empirical Bayes (Marshall, Applied Statistics 40,
/// 1991): its own share is drawn towards that of all, the more the fewer units it has, and the more the less the groups differ
/// beyond what chance makes of them. `counts` are the matching units of each group and `totals` all its units.
///
/// Groups of a few units whose shares differ no more than by chance have 1; two large ones of different habits keep theirs.
pub(in crate::trends) fn relative_shares(counts: &[usize], totals: &[usize]) -> Vec<f64> {
    let all = totals.iter().sum::<usize>() as f64;
    let share = counts.iter().sum::<usize>() as f64 / all.max(1.0);
    if counts.len() < 2 || share <= 0.0 {
        return vec![1.0; counts.len()];
    }
    let groups = || counts.iter().zip(totals).map(|(count, total)| (*count as f64, *total as f64));
    // The variance of the groups' shares, weighted by their units, and what of it is chance: m / n̄
    let observed = groups().map(|(count, total)| total * (count / total.max(1.0) - share).powi(2)).sum::<f64>() / all;
    let between = (observed - share * counts.len() as f64 / all).max(0.0);
    let drawn = |(count, total): (f64, f64)| {
        let own = (count / total.max(1.0) - share) * between / (between + share / total.max(1.0));
        1.0 + own / share
    };
    groups().map(drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_habits_that_chance_does_not_explain() {
        // Two papers of 2,000 articles with shares of 2% and 6%.
        let two = relative_shares(&[40, 120], &[2000, 2000]);
        assert!((two[0] - 0.5).abs() < 0.03 && (two[1] - 1.5).abs() < 0.03, "{two:?}");
        // 400 papers of four articles, one in five of which has one article of the theme, as chance would give.
        let counts: Vec<usize> = (0..400).map(|paper| usize::from(paper % 5 == 0)).collect();
        let small = relative_shares(&counts, &[4; 400]);
        assert!(small.iter().all(|relative| *relative == 1.0), "{:?}", &small[..5]);
        assert_eq!(relative_shares(&[7], &[20]), [1.0]);
        assert_eq!(relative_shares(&[0, 0], &[20, 30]), [1.0, 1.0]);
    }
}
