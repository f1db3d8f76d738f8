//! From labelled articles to a model.

use std::collections::BTreeSet;

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::corpus::{Article, ThemeSet};
use crate::error::{Error, Result};
use crate::features::{Document, FeatureSpace, SparseRows};
use crate::model::evaluate::Judgement;
use crate::model::learn::unlabelled::Background;
use crate::model::model_file::Parts;
use crate::model::secondary::{also, none_of};
use crate::model::{
    Bundle, Calibration, Evaluation, LinearModel, LinearValidParams, Metrics, TrainSettings, TrainingRecord,
    UnknownWords,
};
use crate::numeric::argmax;
use crate::text::Segmenter;

/// Fewer labelled articles than this cannot calibrate probabilities.
const ENOUGH_TO_CALIBRATE: usize = 60;
/// The threshold of secondary themes where it cannot be measured.
const UNMEASURED_THRESHOLD: f64 = 0.4;

/// What a learner's rows are made of.
enum Basis {
    Own(Box<(FeatureSpace, SparseRows)>),
    WithBackground(Box<Background>),
}

impl Basis {
    fn rows(&self) -> &SparseRows {
        match self {
            Basis::Own(own) => &own.1,
            Basis::WithBackground(background) => &background.rows,
        }
    }

    /// The space and the model over it.
    fn finish(self, model: LinearModel) -> (FeatureSpace, LinearModel) {
        match self {
            Basis::Own(own) => (own.0, model),
            Basis::WithBackground(background) => {
                let folded = background.folded(&model);
                (background.space, folded)
            }
        }
    }
}

/// A step of training that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainStep {
    /// Words and features of all articles are made.
    Features,
    /// What unlabelled text teaches is learned.
    Background,
    /// So many folds of the cross-validation are done.
    Fold(usize),
    /// The model is fitted.
    Fitted,
}

/// Labelled articles as numbers.
pub(super) struct Labelled<'a> {
    pub(super) articles: Vec<&'a Article>,
    pub(super) themes: ThemeSet,
    pub(super) primary: Vec<usize>,
    besides: Vec<Vec<usize>>,
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
        let besides = articles.iter().map(|a| a.also.iter().filter_map(|id| index(id)).collect()).collect();
        let weights = articles
            .iter()
            .map(|a| match a.extra.get("certainty").and_then(|v| v.as_str()) {
                Some("m") => settings.certainty_weights[1],
                Some("l") => settings.certainty_weights[2],
                _ => settings.certainty_weights[0],
            })
            .collect();
        Ok(Labelled { articles, themes, primary, besides, weights })
    }

    /// The chosen articles alone.
    pub(super) fn subset(&self, chosen: &[usize]) -> Self {
        Labelled {
            articles: chosen.iter().map(|&a| self.articles[a]).collect(),
            themes: self.themes.clone(),
            primary: chosen.iter().map(|&a| self.primary[a]).collect(),
            besides: chosen.iter().map(|&a| self.besides[a].clone()).collect(),
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
        for (at, &article) in chosen.iter().enumerate() {
            for &theme in &self.besides[article] {
                memberships[[at, theme]] = settings.also_membership;
            }
            memberships[[at, self.primary[article]]] = 1.0;
        }
        DatasetBase::new(rows.select(chosen), memberships)
            .with_weights(chosen.iter().map(|&a| self.weights[a]).collect::<Array1<f32>>())
    }
}

/// Learns a model from the articles that carry a theme. Themes are the labels' own ids, named from `known` where
/// it knows them. `unlabelled` articles teach which words keep company with which (none are needed, thousands help).
/// `reached` is told each step; training stops where it returns false.
///
/// # Errors
/// [`Error::TooFewThemes`], [`Error::BadSetting`], [`Error::Interrupted`], or what the calibration's solver says.
pub fn train(
    articles: &[Article],
    unlabelled: &[Article],
    known: &ThemeSet,
    settings: &TrainSettings,
    reached: &(dyn Fn(TrainStep) -> bool + Sync),
) -> Result<Bundle> {
    settings.features.check()?;
    let learner = settings.learner.clone().check()?;
    let labelled = Labelled::new(articles, known, settings)?;
    let segmenter = Segmenter::new(&settings.text)?;
    let (space, rows) = FeatureSpace::fit(&settings.features, &segmenter, &labelled.documents());
    let unknown_words = unknown_words(&labelled, &space, &segmenter, settings);
    let go_on = |step| if reached(step) { Ok(()) } else { Err(Error::Interrupted) };
    go_on(TrainStep::Features)?;
    let basis = if unlabelled.is_empty() {
        Basis::Own(Box::new((space, rows)))
    } else {
        let background = Background::learn(space, rows, &segmenter, &labelled.documents(), unlabelled)?;
        go_on(TrainStep::Background)?;
        Basis::WithBackground(Box::new(background))
    };
    let rows = basis.rows();

    let themes = labelled.themes.themes.len();
    let everyone: Vec<usize> = (0..labelled.articles.len()).collect();
    let decisions = decisions_out_of_fold(&labelled, rows, &learner, settings, reached)?;
    let (calibration, also_thresholds, metrics) = match decisions {
        None => (Calibration::default(), vec![UNMEASURED_THRESHOLD; themes], None),
        Some(decisions) => {
            let (scored, decisions): (Vec<usize>, Vec<Vec<f32>>) = decisions.into_iter().unzip();
            let scored = labelled.subset(&scored);
            let calibration = Calibration::fit(&decisions, &scored.primary)?;
            let thresholds = also_thresholds(&scored, &decisions);
            let metrics = Metrics {
                method: settings.split.described(settings.folds),
                evaluation: evaluate(&scored, &decisions, &calibration, &thresholds),
            };
            (calibration, thresholds, Some(metrics))
        }
    };
    let model = learner.fit(&labelled.dataset(rows, &everyone, settings))?;
    let (space, model) = basis.finish(model);
    go_on(TrainStep::Fitted)?;
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

/// An article's number with its decision values.
type Decided = (usize, Vec<f32>);

/// The decision values of articles by models that had not seen their fold, in the articles' order; `None` where there
/// are too few. A temporal split leaves out the first stretch of time, before which there is nothing to learn from.
pub(super) fn decisions_out_of_fold(
    labelled: &Labelled<'_>,
    rows: &SparseRows,
    learner: &LinearValidParams,
    settings: &TrainSettings,
    reached: &(dyn Fn(TrainStep) -> bool + Sync),
) -> Result<Option<Vec<Decided>>> {
    let count = labelled.articles.len();
    if settings.folds < 2 || count < ENOUGH_TO_CALIBRATE {
        return Ok(None);
    }
    let articles: Vec<Article> = labelled.articles.iter().map(|&a| a.clone()).collect();
    let folds = settings.split.folds(&articles, settings.folds);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let parts: Vec<Result<Vec<Decided>>> = (0..settings.folds)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<usize> = (0..count).filter(|&a| settings.split.learns_from(fold, folds[a])).collect();
            if seen.is_empty() {
                return Ok(Vec::new());
            }
            let model = learner.fit(&labelled.dataset(rows, &seen, settings))?;
            let number = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            if !reached(TrainStep::Fold(number)) {
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

/// The decision values from which themes are named besides the primary one: for each theme the one that gives the
/// best F1 of carrying it at all, drawn half-way to the best common one, since rare themes have few examples.
fn also_thresholds(labelled: &Labelled<'_>, decisions: &[Vec<f32>]) -> Vec<f64> {
    let none = none_of(&labelled.themes);
    let themes = 0..labelled.themes.themes.len();
    let mut all = Candidates::default();
    let single: Vec<Candidates> = themes
        .clone()
        .map(|theme| {
            let mut own = Candidates::default();
            for (article, row) in decisions.iter().enumerate() {
                let carries = labelled.primary[article] == theme || labelled.besides[article].contains(&theme);
                let primary = argmax(row);
                own.meant += usize::from(carries);
                if primary == theme {
                    own.said += 1;
                    own.hits += usize::from(carries);
                } else if none != Some(theme) && none != Some(primary) {
                    own.open.push((f64::from(row[theme]), carries));
                }
            }
            all.add(&own);
            own
        })
        .collect();
    let common = all.best_threshold();
    single.into_iter().map(|own| (own.best_threshold().min(2.0 * common) + common) / 2.0).collect()
}

/// What a threshold decides on: assignments that are fixed, and decision values that are open.
#[derive(Default)]
struct Candidates {
    hits: usize,
    said: usize,
    meant: usize,
    /// Decision values of themes that are not the primary one, and whether the article carries them.
    open: Vec<(f64, bool)>,
}

impl Candidates {
    fn add(&mut self, other: &Candidates) {
        self.hits += other.hits;
        self.said += other.said;
        self.meant += other.meant;
        self.open.extend_from_slice(&other.open);
    }

    /// The threshold of the best F1; above all open values where none helps.
    fn best_threshold(mut self) -> f64 {
        self.open.sort_by(|a, b| b.0.total_cmp(&a.0));
        let score = |hits: usize, said: usize| 2.0 * hits as f64 / (said + self.meant).max(1) as f64;
        let (mut hits, mut said) = (self.hits, self.said);
        let nothing = self.open.first().map_or(UNMEASURED_THRESHOLD, |(value, _)| value.max(0.0) + 0.05);
        let mut best = (score(hits, said), nothing);
        for &(value, carries) in &self.open {
            said += 1;
            hits += usize::from(carries);
            if score(hits, said) > best.0 {
                best = (score(hits, said), value);
            }
        }
        best.1
    }
}

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
                label: Some(labelled.primary[article]),
                label_also: labelled.besides[article].clone(),
                theme,
                also: also(decision, theme, thresholds, none_of(&labelled.themes)),
                probability: calibration.probabilities(decision)[theme],
            }
        })
        .collect();
    Evaluation::new(&ids, &judgements)
}

/// What the vocabularies of folds do not know of the articles they were not learned from; `None` where there are too few.
fn unknown_words(
    labelled: &Labelled<'_>,
    space: &FeatureSpace,
    segmenter: &Segmenter,
    settings: &TrainSettings,
) -> Option<UnknownWords> {
    if settings.folds < 2 || labelled.articles.len() < ENOUGH_TO_CALIBRATE {
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
    let mut digest = Sha256::new();
    let mut by_theme = vec![0; labelled.themes.themes.len()];
    for (at, article) in labelled.articles.iter().enumerate() {
        for field in [&article.id, &article.title, &article.text, &article.theme, &article.also.join(";")] {
            digest.update(field.as_bytes());
            digest.update([0]);
        }
        by_theme[labelled.primary[at]] += 1;
    }
    let dates = || labelled.articles.iter().filter_map(|a| a.date);
    TrainingRecord {
        program: env!("CARGO_PKG_VERSION").into(),
        articles: labelled.articles.len(),
        articles_by_theme: by_theme,
        span: dates().min().zip(dates().max()).map(|(a, b)| (a.to_string(), b.to_string())),
        digest: digest.finalize().iter().map(|b| format!("{b:02x}")).collect(),
        settings: settings.clone(),
        unknown_words: None,
    }
}
