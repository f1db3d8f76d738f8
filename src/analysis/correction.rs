//! Shares of themes corrected for the model's known errors, where the correction is reliable.

use rayon::slice::ParallelSliceMut;

use crate::analysis::article::SurveyedArticle;
use crate::analysis::article_store::ArticleStore;
use crate::error::Result;
use crate::model::Classifier;
use crate::trends::{
    Estimate, Series, Target, adjusted_count_intervals, expectation_maximisation_intervals, explains_counts,
    is_within_expected_errors,
};

/// Minimum number of articles: from fewer, the mix of themes cannot be estimated.
const MIN_ARTICLES: usize = 50;

/// Each theme's share corrected for the model's errors, in the theme set's order.
#[derive(Debug, Clone)]
pub struct CorrectedShares {
    /// The shares by expectation–maximisation on the calibrated probabilities.
    pub by_probabilities: Vec<Estimate>,
    /// The shares by adjusted counts, which use the confusion matrix alone; for comparison. Empty where they cannot be computed.
    pub by_confusion: Vec<Estimate>,
}

/// Corrects the shares; none where the model keeps no errors, articles are few, no corrected mix explains the counts,
/// or the correction goes beyond the errors that are to be expected.
pub(super) fn correct(
    counted: &[&SurveyedArticle<'_>],
    store: &ArticleStore,
    series: &Series,
    classifier: &Classifier,
) -> Result<Option<CorrectedShares>> {
    let themes = classifier.themes().len();
    // Model files of older versions do not have these means.
    let prior = classifier.calibration().means();
    let Some(metrics) = classifier.metrics().filter(|_| prior.len() == themes && counted.len() >= MIN_ARTICLES) else {
        return Ok(None);
    };
    let confusion: Vec<usize> = metrics.evaluation.confusion.concat();
    // In order of their identifiers, so that resamples do not depend on the order of inputs.
    let mut ordered: Vec<_> =
        counted.iter().map(|article| (&article.classified.id, article.classified.details)).collect();
    ordered.par_sort_by_key(|(id, _)| *id);
    let probabilities = store.probabilities(ordered.into_iter().map(|(_, details)| details))?;
    let counts: Vec<usize> = (0..themes).map(|theme| series.overall(theme).count).collect();
    let Some((found, intervals)) =
        expectation_maximisation_intervals(&probabilities, prior, &confusion, Target::Articles)
    else {
        return Ok(None);
    };
    let mean_probability =
        counted.iter().map(|article| article.classified.probability).sum::<f64>() / counted.len() as f64;
    // Articles unlike those of training cannot be corrected reliably.
    let is_credible = explains_counts(&found.shares, &counts, &confusion)
        && is_within_expected_errors(&found.shares, &counts, mean_probability);
    Ok(is_credible.then(|| CorrectedShares {
        by_probabilities: intervals,
        by_confusion: adjusted_count_intervals(&counts, &confusion).unwrap_or_default(),
    }))
}
