//! Which terms set the articles of a peak apart from the theme's others.

use crate::trends::{
    MAX_FALSE_DISCOVERY_RATE, TermChange, TermCounts, Terms, false_discovery, is_newsroom_word, term_changes,
};

/// A term stands in at least this many articles of a peak.
const MIN_TERM_ARTICLES: usize = 3;
/// At most this many of the clearest terms are looked at.
const MAX_CANDIDATES: usize = 36;
/// A term is at least this many times as common in the peak's articles as in the theme's others.
const MIN_RATIO: f64 = 3.0;

/// The terms of a peak that are frequent enough to be tested, and how much commoner they are than in the theme's other articles.
pub(super) struct TestedTerms {
    /// Their numbers.
    pub(super) numbers: Vec<u32>,
    /// The log-odds ratios are drawn towards the whole theme, so that rare terms do not lead.
    pub(super) changes: Vec<TermChange>,
    /// How many times as common each term is, as counted. The log-odds ratio does not tell it: where a peak holds half of its theme,
    /// the theme to which it is drawn is half the peak itself, and of a term that stands nowhere else it is ln 3.
    ratios: Vec<f64>,
}

impl TestedTerms {
    /// The terms by their counts in the peak and in the whole theme. Those that are not frequent enough are tested together as one.
    pub(super) fn of(counts: &[u32], theme_counts: &[u32]) -> Self {
        let (mut numbers, mut tested, mut rest) = (Vec::new(), Vec::new(), TermCounts::default());
        for ((number, &within), &all) in (0..).zip(counts).zip(theme_counts) {
            let (within, all) = (within as usize, all as usize);
            let counts = TermCounts { before: all - within, after: within, overall: all };
            if within >= MIN_TERM_ARTICLES {
                numbers.push(number);
                tested.push(counts);
            } else {
                rest.before += counts.before;
                rest.after += counts.after;
                rest.overall += counts.overall;
            }
        }
        let total = |of: fn(&TermCounts) -> usize| tested.iter().chain([&rest]).map(of).sum::<usize>();
        let (before, after) = (total(|counts| counts.before), total(|counts| counts.after));
        // Half an article more on both sides (Haldane 1956): a term may stand nowhere else.
        let rate = |count: usize, total: usize| (count as f64 + 0.5) / (total as f64 + 0.5);
        let ratio = |counts: &TermCounts| rate(counts.after, after) / rate(counts.before, before);
        TestedTerms { numbers, changes: term_changes(&tested, rest), ratios: tested.iter().map(ratio).collect() }
    }

    /// The places of the clear terms, the clearest first, without words of the newsroom.
    pub(super) fn clear(&self, terms: &Terms) -> Vec<usize> {
        let rates = false_discovery(&self.changes.iter().map(|change| change.p_value).collect::<Vec<_>>());
        let is_clear = |at: &usize| {
            rates[*at] < MAX_FALSE_DISCOVERY_RATE
                && self.ratios[*at] >= MIN_RATIO
                && !is_newsroom_word(terms.text(self.numbers[*at]))
        };
        let mut order: Vec<usize> = (0..self.numbers.len()).filter(is_clear).collect();
        let by_z = |a: usize, b: usize| self.changes[b].z.total_cmp(&self.changes[a].z);
        order.sort_by(|&a, &b| by_z(a, b).then_with(|| self.numbers[a].cmp(&self.numbers[b])));
        order.truncate(MAX_CANDIDATES);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terms_that_are_much_commoner_are_tested_as_clear() {
        let tested = TestedTerms::of(&[9, 2, 10], &[9, 40, 200]);
        assert_eq!(tested.numbers, [0, 2]);
        assert!(tested.ratios[0] > MIN_RATIO && tested.ratios[1] < MIN_RATIO);
        assert!(tested.changes[0].z > tested.changes[1].z);
    }

    #[test]
    fn a_term_that_only_a_peak_has_is_told_however_much_of_its_theme_the_peak_holds() {
        // The peak holds a tenth, a half and two thirds of the theme's words; the first term stands in the peak alone.
        for elsewhere in [18, 2, 1] {
            let counts = [vec![200, 90], vec![2; 4_500]].concat();
            let all = [vec![200, 180], vec![2 + elsewhere; 4_500]].concat();
            let tested = TestedTerms::of(&counts, &all);
            assert_eq!(tested.numbers, [0, 1]);
            assert!(tested.ratios[0] > MIN_RATIO, "{elsewhere}: {}", tested.ratios[0]);
            assert!(tested.changes[0].p_value < 1e-6);
        }
    }
}
