//! Adaptation: a model that was trained elsewhere learns from some hundred labels of a user's own articles.
//!
//! The weights move from those of the base model only as far as the labels ask for: the learner minimises
//! `½‖w − w₀‖² + Σ cᵢ · (yᵢ − w·xᵢ)²`, ridge regression towards the base's weights `w₀` instead of towards 0 (regularised
//! multi-task learning of Evgeniou & Pontil, KDD 2004; biased regularisation of Kuzborskij & Orabona, ICML 2013). With
//! `v = w − w₀` that is plain ridge regression of what the base leaves over, `yᵢ − w₀·xᵢ`, so the solver of training serves.

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::Array2;

use crate::corpus::Article;
use crate::error::{Error, Result};
use crate::features::{Document, FeatureSpace, SparseRows};
use crate::model::evaluate::Judgement;
use crate::model::learn::{CurvePoint, Split};
use crate::model::significance::bootstrap;
use crate::model::training_record::digest_of_labels;
use crate::model::{
    AdaptationRecord, AdaptationScores, ArticleDigests, Bundle, Comparison, Evaluation, LinearModel, LinearParams,
    LinearValidParams,
};
use crate::numeric::argmax;
use crate::text::Segmenter;

/// Cost of an error on a label. It was chosen on newspaper labels for a model of television news: with 50 to 100 labels a
/// lower cost and with 800 a higher one is better by less than a point (docs/DECISIONS.md).
const COST: f64 = 0.4;
/// Membership of an article in its secondary themes, as in training.
const ALSO_MEMBERSHIP: f32 = 0.4;
/// Number of folds of the cross-validation.
const FOLDS: usize = 5;
/// Shares of the labels at which the learning curve is measured, beside 0.
const SHARES: [f64; 4] = [0.25, 0.5, 0.75, 1.0];
/// The position of one half among the shares.
const HALF: usize = 1;
/// Fewer labels than this of articles drawn at random say nothing about the accuracy.
const MIN_SCORED: usize = 30;

/// A label to learn from.
#[derive(Debug, Clone)]
pub struct LabelledArticle {
    /// The article with its label in the fields `theme` and `also`.
    pub article: Article,
    /// Whether the article was drawn at random. Only such labels say how often a model is right: corrections are made where
    /// a model is wrong.
    pub is_random: bool,
}

/// An adapted model.
#[derive(Debug, Clone)]
pub struct Adapted {
    /// The model.
    pub bundle: Bundle,
    /// The number of labels that were left out because the base model does not have their theme.
    pub unknown: usize,
}

impl Adapted {
    /// What the adaptation learned from and how it was measured.
    pub fn record(&self) -> Option<&AdaptationRecord> {
        self.bundle.training.adaptation.as_ref()
    }
}

/// Adapts a model to labels. `base` must be a model that is not adapted itself, so that no label counts twice.
/// `report_progress` is called with the number of finished steps and of all steps, and returns false to stop.
///
/// # Errors
/// Returns [`Error::NoLabels`] if no label names a theme of the base model, [`Error::Interrupted`], or
/// [`Error::Training`] if the solver fails.
pub fn adapt(
    base: &Bundle,
    labels: &[LabelledArticle],
    report_progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Adapted> {
    let problem = Adaptation::new(base, labels)?;
    let steps = problem.is_measurable() as usize * FOLDS * SHARES.len() + 1;
    let mut done = 0;
    let mut report_step = || {
        done += 1;
        if report_progress(done, steps) { Ok(()) } else { Err(Error::Interrupted) }
    };
    let scores = if problem.is_measurable() { Some(problem.scores(&mut report_step)?) } else { None };
    let all: Vec<usize> = (0..problem.articles.len()).collect();
    let change = problem.fit(&all)?;
    report_step()?;

    let mut adapted = base.clone();
    adapted.weights = crate::model::QuantisedModel::new(&sum(base, &change), base.weights.features());
    let training = &mut adapted.training;
    if let Some(learned_from) = &mut training.learned_from {
        learned_from.extend(&ArticleDigests::of(&problem.articles));
    }
    training.adaptation = Some(AdaptationRecord {
        base: Bundle::full_digest_of(&base.to_bytes()?),
        articles: problem.articles.len(),
        articles_by_theme: (0..base.themes.themes.len())
            .map(|theme| problem.primary.iter().filter(|&&primary| primary == theme).count())
            .collect(),
        digest: digest_of_labels(problem.articles.iter()),
        cost: COST,
        scores,
    });
    Ok(Adapted { bundle: adapted, unknown: labels.len() - problem.articles.len() })
}

/// Labels with the features of their articles and what the base model leaves over.
struct Adaptation {
    themes: Vec<String>,
    articles: Vec<Article>,
    primary: Vec<usize>,
    secondary: Vec<Vec<usize>>,
    is_random: Vec<bool>,
    rows: SparseRows,
    /// The base's decision values, `[article][theme]`.
    decisions: Vec<Vec<f32>>,
    learner: LinearValidParams,
}

impl Adaptation {
    fn new(base: &Bundle, labels: &[LabelledArticle]) -> Result<Self> {
        let known: Vec<(&LabelledArticle, usize)> =
            labels.iter().filter_map(|label| Some((label, base.themes.index_of(&label.article.theme)?))).collect();
        if known.is_empty() {
            return Err(Error::NoLabels { inputs: String::new() });
        }
        let articles: Vec<Article> = known.iter().map(|(label, _)| label.article.clone()).collect();
        let documents: Vec<Document<'_>> =
            articles.iter().map(|article| Document { headline: &article.title, body: &article.text }).collect();
        let space = FeatureSpace::from_parts(
            base.features.clone(),
            base.vocabulary.clone(),
            base.document_frequency.clone(),
            base.training.articles as u32,
        );
        let rows = space.prepared().rows(&Segmenter::new(&base.text)?, &documents);
        let secondary = |article: &Article| article.also.iter().filter_map(|id| base.themes.index_of(id)).collect();
        Ok(Adaptation {
            themes: base.themes.themes.iter().map(|theme| theme.id.clone()).collect(),
            primary: known.iter().map(|(_, theme)| *theme).collect(),
            secondary: articles.iter().map(secondary).collect(),
            is_random: known.iter().map(|(label, _)| label.is_random).collect(),
            decisions: (0..articles.len()).map(|article| base.weights.decision(rows.row(article))).collect(),
            // The number of articles of a theme among a few hundred labels is chance, so themes are not balanced.
            learner: LinearParams::default().cost(COST).balance(0.0).check()?,
            articles,
            rows,
        })
    }

    fn is_measurable(&self) -> bool {
        self.is_random.iter().filter(|is_random| **is_random).count() >= MIN_SCORED
    }

    /// Fits the change of the weights to some of the labels.
    fn fit(&self, chosen: &[usize]) -> Result<LinearModel> {
        let mut left_over = Array2::zeros((chosen.len(), self.themes.len()));
        for (mut row, &article) in left_over.rows_mut().into_iter().zip(chosen) {
            self.secondary[article].iter().for_each(|&theme| row[theme] = ALSO_MEMBERSHIP);
            row[self.primary[article]] = 1.0;
            row.iter_mut().zip(&self.decisions[article]).for_each(|(value, decision)| *value -= decision);
        }
        self.learner.fit(&DatasetBase::new(self.rows.select(chosen), left_over))
    }

    /// Scores the base model and the adapted one by cross-validation on the articles that were drawn at random.
    fn scores(&self, report_step: &mut dyn FnMut() -> Result<()>) -> Result<AdaptationScores> {
        let mut days: Vec<_> = self.articles.iter().map(|article| article.date).collect();
        days.sort_unstable();
        days.dedup();
        // The articles of one day stay together, unless that leaves too few parts.
        let split = if days.len() > 2 * FOLDS { Split::Date } else { Split::Stratified };
        let folds = split.folds(&self.articles, FOLDS);
        let scored: Vec<usize> = (0..self.articles.len()).filter(|&article| self.is_random[article]).collect();
        let of_base: Vec<usize> = self.decisions.iter().map(|decision| argmax(decision)).collect();
        let base = self.judged(&scored, &of_base);
        let mut curve = vec![self.point(0, &base)];
        let mut adapted = Vec::new();
        for share in SHARES {
            let mut predicted = of_base.clone();
            let mut learned = 0;
            for fold in 0..FOLDS {
                let others: Vec<usize> = (0..folds.len()).filter(|&article| folds[article] != fold).collect();
                // The sample is spread evenly, so that samples of all sizes cover the same time.
                let size = (others.len() as f64 * share).round() as usize;
                let sample: Vec<usize> = (0..size).map(|at| others[at * others.len() / size]).collect();
                learned += size;
                if !sample.is_empty() {
                    let change = self.fit(&sample)?;
                    for article in (0..folds.len()).filter(|&article| folds[article] == fold) {
                        let change = change.decision(self.rows.row(article));
                        let decision: Vec<f32> =
                            change.iter().zip(&self.decisions[article]).map(|(a, b)| a + b).collect();
                        predicted[article] = argmax(&decision);
                    }
                }
                report_step()?;
            }
            let judged = self.judged(&scored, &predicted);
            curve.push(self.point(learned / FOLDS, &judged));
            adapted.push(judged);
        }
        let (half, all) = (&adapted[HALF], &adapted[SHARES.len() - 1]);
        let is_right = |judged: &[Judgement]| -> Vec<bool> {
            judged.iter().map(|judgement| judgement.actual == Some(judgement.predicted)).collect()
        };
        Ok(AdaptationScores {
            articles: scored.len(),
            base_accuracy: bootstrap(&self.theme_ids(), &base).accuracy,
            accuracy: bootstrap(&self.theme_ids(), all).accuracy,
            comparison: Comparison::new(&is_right(&base), &is_right(all)),
            curve,
            last_doubling: Some(Comparison::new(&is_right(half), &is_right(all))),
        })
    }

    fn theme_ids(&self) -> Vec<&str> {
        self.themes.iter().map(String::as_str).collect()
    }

    fn judged(&self, scored: &[usize], predicted: &[usize]) -> Vec<Judgement> {
        let judgement = |&article: &usize| Judgement {
            actual: Some(self.primary[article]),
            actual_secondary: self.secondary[article].clone(),
            predicted: predicted[article],
            predicted_secondary: Vec::new(),
            probability: 0.0,
        };
        scored.iter().map(judgement).collect()
    }

    fn point(&self, articles: usize, judged: &[Judgement]) -> CurvePoint {
        let scores = Evaluation::new(&self.theme_ids(), judged);
        CurvePoint { articles, accuracy: scores.accuracy, macro_f1: scores.macro_f1 }
    }
}

/// The weights of the base model with a change added.
fn sum(base: &Bundle, change: &LinearModel) -> LinearModel {
    let (features, themes) = (base.weights.features(), base.weights.themes());
    let weights = (0..features)
        .flat_map(|feature| (0..themes).map(move |theme| (feature, theme)))
        .map(|(feature, theme)| base.weights.weight(feature, theme) + change.weights_of(feature)[theme])
        .collect();
    let bias = base.weights.bias().iter().zip(change.bias()).map(|(base, change)| base + change).collect();
    LinearModel::from_parts(weights, bias)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ThemeSet;
    use crate::model::{Classifier, TrainSettings, train};

    /// Articles about petitions and investment; those that mention parks are investment for the base model.
    fn article(theme: &str, words: &str, number: usize, prefix: &str) -> Article {
        Article {
            id: format!("{prefix}{number}"),
            date: format!("2024-03-{:02}", number % 28 + 1).parse().ok(),
            theme: theme.into(),
            text: format!("{words}，第{number}次会议要求抓好落实，各部门作了汇报。"),
            ..Article::default()
        }
    }

    fn base() -> Bundle {
        let articles: Vec<Article> = (0..40)
            .flat_map(|n| {
                [
                    article("petition-work", "接访下访化解信访积案矛盾纠纷", n, "p"),
                    article("investment-attraction", "招商引资推介签约项目落户园区", n, "i"),
                ]
            })
            .collect();
        let mut settings = TrainSettings { folds: 0, ..TrainSettings::default() };
        settings.features.blocks.iter_mut().for_each(|block| block.min_document_frequency = 1);
        train(&articles, &[], &ThemeSet::default(), &settings, &|_| true).unwrap()
    }

    fn labels(count: usize) -> Vec<LabelledArticle> {
        // This coder files park projects under petitions, which the base model cannot know.
        let label = |n| LabelledArticle {
            article: article("petition-work", "项目落户园区推介", n, "own"),
            is_random: n % 2 == 0,
        };
        (0..count).map(label).collect()
    }

    #[test]
    fn labels_change_what_they_are_about_and_are_measured_on_random_ones_only() {
        let base = base();
        let adapted = adapt(&base, &labels(80), &|_, _| true).unwrap();
        let theme = |bundle: &Bundle, text: &str| {
            let classifier = Classifier::new(bundle.clone()).unwrap();
            let found = classifier.assign(&Document { headline: "", body: text });
            classifier.themes()[found.theme].id.clone()
        };
        let (park, visit) = ("各地推介园区，项目纷纷落户。", "领导接访，化解信访积案。");
        assert_eq!(theme(&base, park), "investment-attraction");
        assert_eq!(theme(&adapted.bundle, park), "petition-work");
        assert_eq!(theme(&adapted.bundle, visit), theme(&base, visit));
        let record = adapted.record().unwrap();
        let scores = record.scores.as_ref().unwrap();
        assert_eq!((record.articles, scores.articles, adapted.unknown), (80, 40, 0));
        assert_eq!((scores.base_share(), scores.share(), scores.comparison.only_second), (0.0, 1.0, 40));
        let learned: Vec<usize> = scores.curve.iter().map(|point| point.articles).collect();
        assert_eq!(learned, [0, 16, 32, 48, 64]);
        let doubling = scores.last_doubling.unwrap();
        assert_eq!((doubling.both_right, doubling.both_wrong, doubling.gain().value), (40, 0, 0.0));
        // A file keeps what was learned.
        let bytes = adapted.bundle.to_bytes().unwrap();
        let read = Bundle::from_bytes("adapted", &bytes).unwrap();
        assert_eq!(read.training.adaptation, adapted.bundle.training.adaptation);
        assert!(read.weights == adapted.bundle.weights);
    }

    #[test]
    fn few_random_labels_are_not_measured_and_foreign_themes_are_left_out() {
        let base = base();
        let mut labels = labels(40);
        labels[0].article.theme = "something-else".into();
        let adapted = adapt(&base, &labels, &|_, _| true).unwrap();
        assert_eq!((adapted.unknown, adapted.record().unwrap().scores.clone()), (1, None));
        assert!(matches!(adapt(&base, &labels[..1], &|_, _| true), Err(Error::NoLabels { .. })));
        assert!(matches!(adapt(&base, &labels, &|_, _| false), Err(Error::Interrupted)));
    }
}
