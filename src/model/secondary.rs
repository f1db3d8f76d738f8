//! Secondary themes: those that an article carries in addition to its primary one.

use crate::corpus::{NONE, ThemeSet};

/// Maximum number of secondary themes of an article.
const MAX_SECONDARY: usize = 2;

/// Returns the index of the theme that represents “no policy theme”.
pub(super) fn no_theme_index(themes: &ThemeSet) -> Option<usize> {
    themes.themes.iter().position(|theme| theme.id == NONE)
}

/// Returns the themes other than the primary one that reach their threshold, by descending decision value. “No policy
/// theme” is never combined with other themes.
pub(super) fn secondary_themes(
    decision: &[f32],
    primary: usize,
    thresholds: &[f64],
    no_theme: Option<usize>,
) -> Vec<usize> {
    if no_theme == Some(primary) {
        return Vec::new();
    }
    let mut secondary: Vec<usize> = (0..decision.len())
        .filter(|&t| t != primary && no_theme != Some(t) && f64::from(decision[t]) >= thresholds[t])
        .collect();
    secondary.sort_by(|&a, &b| decision[b].total_cmp(&decision[a]).then(a.cmp(&b)));
    secondary.truncate(MAX_SECONDARY);
    secondary
}
