//! How good the model is on the articles at hand, from coded articles.

use crate::trends::audit::estimator::{AuditPopulation, CodedArticle, PredictedArticle, Strata, scale_of};
use crate::trends::audit::interval::{AuditEstimate, share_interval};
use crate::trends::statistics::share::{Z, score_interval};

/// The model's quality on the articles at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditedQuality {
    /// The share of articles for which the model chose the coder's theme.
    pub accuracy: AuditEstimate,
    /// The quality for each theme.
    pub themes: Vec<ThemeQuality>,
}

/// The model's quality for one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemeQuality {
    /// The share of the coder's theme among articles for which the model chose the theme; none where none of them is coded.
    pub precision: Option<AuditEstimate>,
    /// Recall: the share of articles with the coder's theme for which the model chose it; none where it cannot be estimated.
    pub recall: Option<AuditEstimate>,
}

/// Accuracy, precision and recall; none where no article is coded.
pub fn audited_quality(population: &AuditPopulation<'_>) -> Option<AuditedQuality> {
    let strata = Strata::of(population)?;
    let choice = |coded: &CodedArticle| population.articles[coded.article].theme;
    let is_right = |coded: &CodedArticle| f64::from(u8::from(choice(coded) == coded.theme));
    let confidence = |article: &PredictedArticle<'_>| f64::from(article.probabilities[article.theme]);
    // Where nothing is coded the model is taken to be right as often as elsewhere.
    let elsewhere = strata.labelled_mean(is_right);
    let right = strata.moments(is_right, confidence, None, |_| true, |_| elsewhere);
    let (variance, _) = right.variance(scale_of(std::iter::once(&right)));
    let accuracy = share_interval(right.value, variance, right.spread());
    let scale = scale_of(strata.theme_moments(None).iter());
    let themes = (0..population.themes).map(|theme| theme_quality(&strata, theme, scale)).collect();
    Some(AuditedQuality { accuracy, themes })
}

fn theme_quality(strata: &Strata<'_, '_>, theme: usize, scale: f64) -> ThemeQuality {
    let has_theme = move |coded: &CodedArticle| f64::from(u8::from(coded.theme == theme));
    let Some(own) = strata.own(theme) else { return ThemeQuality { precision: None, recall: None } };
    let (value, share, labels) = strata.stratum_mean(own, has_theme);
    let (low, high) = score_interval(value, labels, Z);
    let precision = AuditEstimate { value, low, high, standard_error: (value * (1.0 - value) / labels).sqrt() };
    let prediction = move |article: &PredictedArticle<'_>| f64::from(article.probabilities[theme]);
    let missed = strata.moments(has_theme, prediction, None, |stratum| stratum != own, |_| 0.0);
    // Found and missed articles lie in different strata: recall is found / (found + missed), by the delta method.
    let (found, lost) = (share * value, missed.value.max(0.0));
    let both = found + lost;
    let recall = (both > 0.0 && found > 0.0).then(|| {
        let found_variance = share * share * (value * (1.0 - value)).max(0.25 / (labels + 1.0)) / labels;
        let (lost_variance, _) = missed.variance(scale);
        let variance = (lost * lost * found_variance + found * found * lost_variance) / both.powi(4);
        // The variance of a share of (nearly) one is judged as if half an article were missed.
        let judged = (labels.ceil() * found / both + 0.5) / (labels.ceil() + 1.0);
        share_interval(found / both, variance, judged * (1.0 - judged))
    });
    ThemeQuality { precision: Some(precision), recall }
}
