//! Training: learns a model from labelled articles.

use std::collections::BTreeSet;

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};
use rayon::prelude::*;

use crate::corpus::{Article, ThemeSet};
use crate::error::{Error, Result};
use crate::features::{Document, FeatureSpace, SparseRows};
use crate::model::evaluate::Judgement;
use crate::model::learn::unlabelled::LatentFeatures;
use crate::model::model_file::Parts;
use crate::model::secondary::{no_theme_index, secondary_themes};
use crate::model::training_record::digest_of_labels;
use crate::model::{
    ArticleDigests, Bundle, Calibration, Evaluation, LinearModel, LinearValidParams, Metrics, TrainSettings,
    TrainingRecord, UnknownWords,
};
use crate::numeric::argmax;
use crate::text::Segmenter;

/// Minimum number of labelled articles for calibrating probabilities.
const MIN_ARTICLES_TO_CALIBRATE: usize = 60;
/// Threshold of secondary themes if there is no data to choose one.
const DEFAULT_THRESHOLD: f64 = 0.4;

/// The rows that the learner is trained on, and the space behind them.
enum TrainingInputs {
    Sparse(Box<(FeatureSpace, SparseRows)>),
    WithLatent(Box<LatentFeatures>),
}

impl TrainingInputs {
    fn rows(&self) -> &SparseRows {
        match self {
            TrainingInputs::Sparse(own) => &own.1,
            TrainingInputs::WithLatent(latent) => &latent.rows,
        }
    }

    /// Returns the feature space and the model expressed in its features.
    fn into_space_and_model(self, model: LinearModel) -> (FeatureSpace, LinearModel) {
        match self {
            TrainingInputs::Sparse(own) => (own.0, model),
            TrainingInputs::WithLatent(latent) => {
                let folded = latent.folded(&model);
                (latent.space, folded)
            }
        }
    }
}

/// A completed step of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainStep {
    /// The words and features of all articles are made.
    Features,
    /// Features from unlabelled text are learned.
    Background,
    /// This many folds of the cross-validation are done.
    Fold(usize),
    /// The final model is fitted.
    Fitted,
}

/// Labelled articles with their labels as theme indices.
pub(super) struct Labelled<'a> {
    pub(super) articles: Vec<&'a Article>,
    pub(super) themes: ThemeSet,
    pub(super) primary: Vec<usize>,
    secondary: Vec<Vec<usize>>,
    weights: Vec<f32>,
}

impl<'a> Labelled<'a> {
    pub(super) fn new(articles: &'a [Article], known: &ThemeSet, settings: &TrainSettings) -> Result<Self> {
        let articles: Vec<&Article> = articles.iter().filter(|a| !a.theme.is_empty()).collect();
        let ids: BTreeSet<String> = articles.iter().map(|a| a.theme.clone()).collect();
        if ids.len() < 2 {
            return Err(Error::TooFewThemes { found: ids.len() });
        }
        let themes = known.restricted_to(&ids);
        let index = |id: &str| themes.themes.iter().position(|t| t.id == id);
        let primary = articles.iter().map(|a| index(&a.theme).unwrap_or_default()).collect();
        let secondary = articles.iter().map(|a| a.also.iter().filter_map(|id| index(id)).collect()).collect();
        let weights = articles
            .iter()
            .map(|a| match a.extra.get("certainty").and_then(|v| v.as_str()) {
                Some("m") => settings.certainty_weights[1],
                Some("l") => settings.certainty_weights[2],
                _ => settings.certainty_weights[0],
            })
            .collect();
        Ok(Labelled { articles, themes, primary, secondary, weights })
    }

    /// Returns only the chosen articles.
    pub(super) fn subset(&self, chosen: &[usize]) -> Self {
        Labelled {
            articles: chosen.iter().map(|&a| self.articles[a]).collect(),
            themes: self.themes.clone(),
            primary: chosen.iter().map(|&a| self.primary[a]).collect(),
            secondary: chosen.iter().map(|&a| self.secondary[a].clone()).collect(),
            weights: chosen.iter().map(|&a| self.weights[a]).collect(),
        }
    }

    pub(super) fn documents(&self) -> Vec<Document<'a>> {
        self.articles.iter().map(|a| Document { headline: &a.title, body: &a.text }).collect()
    }

    fn dataset(
        &self,
        rows: &SparseRows,
        chosen: &[usize],
        settings: &TrainSettings,
    ) -> DatasetBase<SparseRows, Array2<f32>> {
        let mut memberships = Array2::zeros((chosen.len(), self.themes.themes.len()));
        for (index, &article) in chosen.iter().enumerate() {
            for &theme in &self.secondary[article] {
                memberships[[index, theme]] = settings.also_membership;
            }
            memberships[[index, self.primary[article]]] = 1.0;
        }
        DatasetBase::new(rows.select(chosen), memberships)
            .with_weights(chosen.iter().map(|&a| self.weights[a]).collect::<Array1<f32>>())
    }
}

/// Learns a model from the articles that have a theme. Themes are the ids in the labels, with names from `known` if it
/// lists them. Co-occurring words are learned from `unlabelled` articles, which are optional; thousands of them help.
/// `report_progress` is called after each step and returns false to stop training.
///
/// # Errors
/// Returns [`Error::TooFewThemes`], [`Error::BadSetting`], [`Error::Interrupted`], or [`Error::Training`] if a solver
/// fails.
pub fn train(
    articles: &[Article],
    unlabelled: &[Article],
    known: &ThemeSet,
    settings: &TrainSettings,
    report_progress: &(dyn Fn(TrainStep) -> bool + Sync),
) -> Result<Bundle> {
    settings.features.check()?;
    let learner = settings.learner.clone().check()?;
    let labelled = Labelled::new(articles, known, settings)?;
    let segmenter = Segmenter::new(&settings.text)?;
    let (space, rows) = FeatureSpace::fit(&settings.features, &segmenter, &labelled.documents());
    let unknown_words = unknown_words(&labelled, &space, &segmenter, settings);
    let report_step = |step| if report_progress(step) { Ok(()) } else { Err(Error::Interrupted) };
    report_step(TrainStep::Features)?;
    let inputs = if unlabelled.is_empty() {
        TrainingInputs::Sparse(Box::new((space, rows)))
    } else {
        let latent = LatentFeatures::learn(space, rows, &segmenter, &labelled.documents(), unlabelled)?;
        report_step(TrainStep::Background)?;
        TrainingInputs::WithLatent(Box::new(latent))
    };
    let rows = inputs.rows();

    let themes = labelled.themes.themes.len();
    let all_articles: Vec<usize> = (0..labelled.articles.len()).collect();
    let decisions = decisions_out_of_fold(&labelled, rows, &learner, settings, report_progress)?;
    let (calibration, also_thresholds, metrics) = match decisions {
        None => (Calibration::default(), vec![DEFAULT_THRESHOLD; themes], None),
        Some(decisions) => {
            let (scored, decisions): (Vec<usize>, Vec<Vec<f32>>) = decisions.into_iter().unzip();
            let scored = labelled.subset(&scored);
            let calibration = Calibration::fit(&decisions, &scored.primary)?;
            let thresholds = also_thresholds(&scored, &decisions);
            let metrics = Metrics {
                method: settings.split.described(settings.folds),
                evaluation: evaluate(&scored, &decisions, &calibration, &thresholds),
                selection: None,
            };
            (calibration, thresholds, Some(metrics))
        }
    };
    let model = learner.fit(&labelled.dataset(rows, &all_articles, settings))?;
    let (space, model) = inputs.into_space_and_model(model);
    report_step(TrainStep::Fitted)?;
    let training = TrainingRecord { unknown_words, ..record(&labelled, settings) };
    Ok(Bundle::new(Parts {
        text: settings.text.clone(),
        themes: labelled.themes,
        space,
        model,
        calibration,
        also_thresholds,
        training,
        metrics,
    }))
}

/// The index of an article with its decision values.
type ScoredArticle = (usize, Vec<f32>);

/// Returns the decision values of articles by models that had not seen their fold, in the order of the articles; `None`
/// if there are too few articles. A temporal split leaves out the first period, which has no earlier articles.
pub(super) fn decisions_out_of_fold(
    labelled: &Labelled<'_>,
    rows: &SparseRows,
    learner: &LinearValidParams,
    settings: &TrainSettings,
    report_progress: &(dyn Fn(TrainStep) -> bool + Sync),
) -> Result<Option<Vec<ScoredArticle>>> {
    let count = labelled.articles.len();
    if settings.folds < 2 || count < MIN_ARTICLES_TO_CALIBRATE {
        return Ok(None);
    }
    let articles: Vec<Article> = labelled.articles.iter().map(|&a| a.clone()).collect();
    let folds = settings.split.folds(&articles, settings.folds);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let parts: Vec<Result<Vec<ScoredArticle>>> = (0..settings.folds)
        .into_par_iter()
        .map(|fold| {
            let training: Vec<usize> = (0..count).filter(|&a| settings.split.learns_from(fold, folds[a])).collect();
            if training.is_empty() {
                return Ok(Vec::new());
            }
            let model = learner.fit(&labelled.dataset(rows, &training, settings))?;
            let number = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            if !report_progress(TrainStep::Fold(number)) {
                return Err(Error::Interrupted);
            }
            Ok((0..count).filter(|&a| folds[a] == fold).map(|a| (a, model.decision(rows.row(a)))).collect())
        })
        .collect();
    let mut decisions = Vec::with_capacity(count);
    for part in parts {
        decisions.extend(part?);
    }
    decisions.sort_by_key(|(article, _)| *article);
    Ok(Some(decisions))
}

/// Returns for each theme the decision value from which it is assigned as a secondary theme: the threshold with the
/// best F1 of the theme, shrunk half-way to the best common threshold because rare themes have few examples.
fn also_thresholds(labelled: &Labelled<'_>, decisions: &[Vec<f32>]) -> Vec<f64> {
    let none = no_theme_index(&labelled.themes);
    let themes = 0..labelled.themes.themes.len();
    let mut all = ThresholdCandidates::default();
    let single: Vec<ThresholdCandidates> = themes
        .clone()
        .map(|theme| {
            let mut own = ThresholdCandidates::default();
            for (article, row) in decisions.iter().enumerate() {
                let carries = labelled.primary[article] == theme || labelled.secondary[article].contains(&theme);
                let primary = argmax(row);
                own.actual += usize::from(carries);
                if primary == theme {
                    own.predicted += 1;
                    own.true_positives += usize::from(carries);
                } else if none != Some(theme) && none != Some(primary) {
                    own.undecided.push((f64::from(row[theme]), carries));
                }
            }
            all.add(&own);
            own
        })
        .collect();
    let common = all.best_threshold();
    single.into_iter().map(|own| (own.best_threshold().min(2.0 * common) + common) / 2.0).collect()
}

/// The data for choosing a threshold: counts of fixed assignments, and the decision values that it decides on.
#[derive(Default)]
struct ThresholdCandidates {
    true_positives: usize,
    predicted: usize,
    actual: usize,
    /// Decision values of themes other than the primary one, and whether the article is labelled with them.
    undecided: Vec<(f64, bool)>,
}

impl ThresholdCandidates {
    fn add(&mut self, other: &ThresholdCandidates) {
        self.true_positives += other.true_positives;
        self.predicted += other.predicted;
        self.actual += other.actual;
        self.undecided.extend_from_slice(&other.undecided);
    }

    /// Returns the threshold with the best F1; it is above all undecided values if none of them improves it.
    fn best_threshold(mut self) -> f64 {
        self.undecided.sort_by(|a, b| b.0.total_cmp(&a.0));
        let f1 = |true_positives: usize, predicted: usize| {
            2.0 * true_positives as f64 / (predicted + self.actual).max(1) as f64
        };
        let (mut true_positives, mut predicted) = (self.true_positives, self.predicted);
        let above_all = self.undecided.first().map_or(DEFAULT_THRESHOLD, |(value, _)| value.max(0.0) + 0.05);
        let mut best = (f1(true_positives, predicted), above_all);
        for &(value, carries) in &self.undecided {
            predicted += 1;
            true_positives += usize::from(carries);
            if f1(true_positives, predicted) > best.0 {
                best = (f1(true_positives, predicted), value);
            }
        }
        best.1
    }
}

/// Evaluates out-of-fold decision values.
fn evaluate(
    labelled: &Labelled<'_>,
    decisions: &[Vec<f32>],
    calibration: &Calibration,
    thresholds: &[f64],
) -> Evaluation {
    let ids: Vec<&str> = labelled.themes.themes.iter().map(|t| t.id.as_str()).collect();
    let judgements: Vec<Judgement> = decisions
        .iter()
        .enumerate()
        .map(|(article, decision)| {
            let theme = argmax(decision);
            Judgement {
                actual: Some(labelled.primary[article]),
                actual_secondary: labelled.secondary[article].clone(),
                predicted: theme,
                predicted_secondary: secondary_themes(decision, theme, thresholds, no_theme_index(&labelled.themes)),
                probability: calibration.probabilities(decision)[theme],
            }
        })
        .collect();
    Evaluation::new(&ids, &judgements)
}

/// Returns the out-of-fold shares of unknown words; `None` if there are too few articles.
fn unknown_words(
    labelled: &Labelled<'_>,
    space: &FeatureSpace,
    segmenter: &Segmenter,
    settings: &TrainSettings,
) -> Option<UnknownWords> {
    if settings.folds < 2 || labelled.articles.len() < MIN_ARTICLES_TO_CALIBRATE {
        return None;
    }
    let articles: Vec<Article> = labelled.articles.iter().map(|&a| a.clone()).collect();
    let folds = settings.split.folds(&articles, settings.folds);
    let learns_from = |scored, fold| settings.split.learns_from(scored, fold);
    let known = space.known_out_of_fold(segmenter, &labelled.documents(), &folds, learns_from);
    let shares: Vec<f64> = known.into_iter().filter_map(|known| known?.unknown_share()).collect();
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    let squares: f64 = shares.iter().map(|share| (share - mean) * (share - mean)).sum();
    let spread = (squares / (shares.len().max(2) - 1) as f64).sqrt();
    (!shares.is_empty()).then_some(UnknownWords { articles: shares.len(), mean, spread })
}

fn record(labelled: &Labelled<'_>, settings: &TrainSettings) -> TrainingRecord {
    let mut by_theme = vec![0; labelled.themes.themes.len()];
    labelled.primary.iter().for_each(|&theme| by_theme[theme] += 1);
    let dates = || labelled.articles.iter().filter_map(|a| a.date);
    TrainingRecord {
        program: env!("CARGO_PKG_VERSION").into(),
        articles: labelled.articles.len(),
        articles_by_theme: by_theme,
        span: dates().min().zip(dates().max()).map(|(a, b)| (a.to_string(), b.to_string())),
        digest: digest_of_labels(labelled.articles.iter().copied()),
        settings: settings.clone(),
        unknown_words: None,
        learned_from: Some(ArticleDigests::of(labelled.articles.iter().copied())),
        adaptation: None,
    }
}
