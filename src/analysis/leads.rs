//! Leads: terms that rose within a theme on their own count, without control over all the terms that were looked at. They
//! are worth a look where nothing is clear, and are marked as what they are.

use crate::trends::{TermChange, TermCounts, is_newsroom_word};

/// A lead's own p-value, by clusters of days, is below this.
pub(super) const MAX_P_VALUE: f64 = 0.01;
/// At most this many terms of a theme are tested as leads.
pub(super) const MAX_CANDIDATES: usize = 40;
/// At most this many leads of a theme are shown.
pub(super) const MAX_LEADS: usize = 5;
/// A lead is at least twice as frequent in the later span.
const MIN_LOG_ODDS: f64 = std::f64::consts::LN_2;
/// A lead is at least this many times as frequent in its theme as in all other articles: it tells of the theme, not of the
/// time.
const MIN_LIFT: f64 = 3.0;

/// Whether a term may be a lead. `within` is the number of the theme's articles that hold it, `totals` the articles of the
/// theme and all articles.
pub(super) fn may_lead(
    term: &str,
    change: &TermChange,
    counts: &TermCounts,
    within: usize,
    totals: (usize, usize),
) -> bool {
    change.log_odds >= MIN_LOG_ODDS
        && change.p_value < MAX_P_VALUE
        && is_specific(within, counts.overall, totals)
        && !is_newsroom_word(term)
}

/// Whether a term is clearly commoner in the theme's articles than in the others.
fn is_specific(within: usize, overall: usize, (theme_total, all_total): (usize, usize)) -> bool {
    let elsewhere = overall.saturating_sub(within) as f64;
    let others = all_total.saturating_sub(theme_total) as f64;
    within as f64 * others >= MIN_LIFT * elsewhere * theme_total as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_tells_of_its_theme_and_is_no_word_of_the_newsroom() {
        let rises = TermChange { log_odds: 1.0, z: 3.0, p_value: 0.001 };
        let counts = |overall| TermCounts { before: 2, after: 18, overall };
        assert!(may_lead("城市更新", &rises, &counts(30), 20, (200, 5000)));
        assert!(!may_lead("城市更新", &rises, &counts(400), 20, (200, 5000)), "as common elsewhere");
        assert!(!may_lead("国家", &rises, &counts(30), 20, (200, 5000)));
        let falls = TermChange { log_odds: -1.0, ..rises };
        assert!(!may_lead("城市更新", &falls, &counts(30), 20, (200, 5000)));
        assert!(!may_lead("城市更新", &TermChange { p_value: 0.02, ..rises }, &counts(30), 20, (200, 5000)));
    }
}
