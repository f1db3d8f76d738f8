//! Which themes an article carries beside its primary one.

use crate::corpus::{NONE, ThemeSet};

/// An article carries at most this many themes besides its primary one.
const MOST_BESIDES: usize = 2;

/// The theme that stands for “no policy theme”.
pub(super) fn none_of(themes: &ThemeSet) -> Option<usize> {
    themes.themes.iter().position(|theme| theme.id == NONE)
}

/// The themes whose decision value reaches their threshold, beside the primary one, the largest first. “No policy
/// theme” only ever stands alone.
pub(super) fn also(decision: &[f32], primary: usize, thresholds: &[f64], none: Option<usize>) -> Vec<usize> {
    if none == Some(primary) {
        return Vec::new();
    }
    let mut also: Vec<usize> = (0..decision.len())
        .filter(|&t| t != primary && none != Some(t) && f64::from(decision[t]) >= thresholds[t])
        .collect();
    also.sort_by(|&a, &b| decision[b].total_cmp(&decision[a]).then(a.cmp(&b)));
    also.truncate(MOST_BESIDES);
    also
}
