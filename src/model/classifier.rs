//! The model in memory: from an article to its themes.

use rayon::prelude::*;
use serde::Serialize;

use crate::corpus::{Article, Theme, ThemeSet};
use crate::error::{Error, Result};
use crate::features::{Document, FeatureSpace, KnownWords, Part, RowView, Scratch, TermKind, Vocabulary};
use crate::model::evaluate::Judgement;
use crate::model::secondary::{also, none_of};
use crate::model::significance::bootstrap;
use crate::model::{Bundle, Calibration, Evaluation, Metrics, QuantisedModel, TrainingRecord};
use crate::numeric::argmax;
use crate::text::Segmenter;

/// How many terms are named as evidence for an assignment.
const EVIDENCE: usize = 5;

/// What decided: a term and how much it added to the decision value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contribution {
    /// The term; the words of an n-gram are separated by one space.
    pub term: String,
    /// The part of the article it stands in.
    pub part: Part,
    /// Words or characters.
    pub kind: TermKind,
    /// What it added to the decision value of the theme.
    pub weight: f32,
}

/// The themes of one article. Themes are indices into [`Classifier::themes`].
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The primary theme.
    pub theme: usize,
    /// The probability that it is the right one.
    pub probability: f64,
    /// The themes carried besides, the likeliest first.
    pub also: Vec<usize>,
    /// The probability of each theme being the primary one; they add up to 1.
    pub probabilities: Vec<f64>,
    /// The strongest terms for the primary theme.
    pub evidence: Vec<Contribution>,
}

/// Why an article got its theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The theme that is explained, as an index.
    pub theme: usize,
    /// Its decision value: the bias and all contributions added up.
    pub decision: f32,
    /// The decision value of an article without any known term.
    pub bias: f32,
    /// What each term added, the strongest first.
    pub contributions: Vec<Contribution>,
}

/// A model ready to assign themes; `Sync`, to be shared between threads.
pub struct Classifier {
    segmenter: Segmenter,
    space: FeatureSpace,
    model: QuantisedModel,
    calibration: Calibration,
    themes: ThemeSet,
    also_thresholds: Vec<f64>,
    training: TrainingRecord,
    metrics: Option<Metrics>,
    digest: String,
}

impl Classifier {
    /// Makes a model ready.
    ///
    /// # Errors
    /// Where the bundle cannot be serialised for its digest.
    pub fn new(mut bundle: Bundle) -> Result<Self> {
        let digest = Bundle::digest_of(&bundle.to_bytes()?);
        let (segmenter, space) = (Segmenter::new(&bundle.text)?, space_of(&mut bundle));
        Ok(Self::from_parts(segmenter, space, bundle, digest))
    }

    /// Reads a model file and makes it ready; `file` is named in errors.
    ///
    /// # Errors
    /// As [`Bundle::from_bytes`].
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = Bundle::text_of(file, bytes)?;
        // The dictionary takes about as long to load as all the rest: side by side.
        let (segmenter, opened) = rayon::join(
            || Segmenter::new(&text),
            || Bundle::from_bytes(file, bytes).map(|mut bundle| (space_of(&mut bundle), bundle)),
        );
        let (space, bundle) = opened?;
        Ok(Self::from_parts(segmenter?, space, bundle, Bundle::digest_of(bytes)))
    }

    fn from_parts(segmenter: Segmenter, space: FeatureSpace, bundle: Bundle, digest: String) -> Self {
        Classifier {
            segmenter,
            space,
            model: bundle.weights,
            calibration: bundle.calibration,
            themes: bundle.themes,
            also_thresholds: bundle.also_thresholds,
            training: bundle.training,
            metrics: bundle.metrics,
            digest,
        }
    }

    /// The themes the model assigns.
    pub fn themes(&self) -> &[Theme] {
        &self.themes.themes
    }

    /// The model's theme set.
    pub fn theme_set(&self) -> &ThemeSet {
        &self.themes
    }

    /// The index of a theme.
    ///
    /// # Errors
    /// [`Error::UnknownThemes`] where the model has no such theme.
    pub fn theme_index(&self, id: &str) -> Result<usize> {
        let found = self.themes.themes.iter().position(|t| t.id == id || t.zh == id || t.en == id);
        found.ok_or_else(|| Error::UnknownThemes { count: 0, themes: id.into() })
    }

    /// The model's name: the beginning of its digest.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How its decision values become probabilities.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// How the model came to be.
    pub fn training(&self) -> &TrainingRecord {
        &self.training
    }

    /// How well it did while it was trained.
    pub fn metrics(&self) -> Option<&Metrics> {
        self.metrics.as_ref()
    }

    /// The themes of one article.
    pub fn assign(&self, document: &Document<'_>) -> Assignment {
        self.assign_with(document, &mut Scratch::default())
    }

    /// The themes of one article, with memory kept from call to call.
    pub fn assign_with(&self, document: &Document<'_>, scratch: &mut Scratch) -> Assignment {
        self.assign_reading(document, scratch, |_| ()).0
    }

    /// The themes of one article, and how many of its words the model knows; `read` is shown the words of headline and
    /// body, which were cut anyway.
    pub fn assign_reading(
        &self,
        document: &Document<'_>,
        scratch: &mut Scratch,
        read: impl FnMut(&[&str]),
    ) -> (Assignment, KnownWords) {
        let (row, known) = self.space.row_reading(&self.segmenter, document, scratch, read);
        let decision = self.model.decision(row.view());
        let probabilities = self.calibration.probabilities(&decision);
        let theme = argmax(&decision);
        let assignment = Assignment {
            theme,
            probability: probabilities[theme],
            also: also(&decision, theme, &self.also_thresholds, none_of(&self.themes)),
            evidence: self.evidence(row.view(), theme),
            probabilities,
        };
        (assignment, known)
    }

    /// The strongest words for a theme, none within another; character n-grams repeat them piece by piece and stand in
    /// only where no word speaks for the theme.
    fn evidence(&self, row: RowView<'_>, theme: usize) -> Vec<Contribution> {
        let words = self.strongest_of(TermKind::Words, row, theme);
        if words.is_empty() { self.strongest_of(TermKind::Characters, row, theme) } else { words }
    }

    fn strongest_of(&self, kind: TermKind, row: RowView<'_>, theme: usize) -> Vec<Contribution> {
        let mut terms: Vec<(usize, f32)> = Vec::new();
        for block in (0..self.space.config().blocks.len()).filter(|&b| self.space.config().blocks[b].kind == kind) {
            // Rows are made block by block.
            let columns = self.space.block_columns(block);
            let start = row.columns.partition_point(|&c| (c as usize) < columns.start);
            let end = start + row.columns[start..].partition_point(|&c| (c as usize) < columns.end);
            for (&feature, value) in row.columns[start..end].iter().zip(&row.values[start..end]) {
                let weight = value * self.model.weight(feature as usize, theme);
                if weight > 0.0 {
                    terms.push((feature as usize, weight));
                }
            }
        }
        let strongest_first = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        let mut strongest: Vec<Contribution> = Vec::with_capacity(EVIDENCE);
        // Nearly always the first few hold enough different terms; only then are all the others put in order.
        let few = 4 * EVIDENCE;
        if terms.len() > few {
            terms.select_nth_unstable_by(few, strongest_first);
        }
        let split = few.min(terms.len());
        let (first, others) = terms.split_at_mut(split);
        for part in [first, others] {
            if strongest.len() == EVIDENCE {
                break;
            }
            part.sort_unstable_by(strongest_first);
            for &(feature, weight) in &*part {
                if strongest.len() == EVIDENCE {
                    break;
                }
                let term = self.space.vocabulary().term(feature);
                let repeats = strongest.iter().any(|c| c.term.contains(term) || term.contains(&c.term));
                if term.chars().nth(1).is_some() && !repeats {
                    strongest.push(self.contribution(feature, weight));
                }
            }
        }
        strongest
    }

    /// What each term of a row adds to a theme's decision value, the strongest first.
    fn contributions(&self, row: RowView<'_>, theme: usize) -> Vec<Contribution> {
        let mut parts: Vec<(usize, f32)> =
            row.iter().map(|(feature, value)| (feature, value * self.model.weight(feature, theme))).collect();
        parts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        parts.into_iter().map(|(feature, weight)| self.contribution(feature, weight)).collect()
    }

    fn contribution(&self, feature: usize, weight: f32) -> Contribution {
        let vocabulary = self.space.vocabulary();
        let block = &self.space.config().blocks[vocabulary.block(feature)];
        Contribution { term: vocabulary.term(feature).into(), part: block.part, kind: block.kind, weight }
    }

    /// Why an article has a theme: exact contributions that add up to the decision value.
    pub fn explain(&self, document: &Document<'_>, theme: usize) -> Explanation {
        let row = self.space.row(&self.segmenter, document);
        Explanation {
            theme,
            decision: self.model.decision(row.view())[theme],
            bias: self.model.bias()[theme],
            contributions: self.contributions(row.view(), theme),
        }
    }

    /// The terms that speak most for a theme: weight times inverse document frequency, so that it tells what a
    /// single occurrence weighs.
    pub fn strongest_terms(&self, theme: usize, count: usize) -> Vec<Contribution> {
        let mut all: Vec<(usize, f32)> = (0..self.space.width())
            .filter(|&f| self.space.vocabulary().term(f).chars().nth(1).is_some())
            .map(|f| (f, self.model.weight(f, theme) * self.space.inverse_frequency(f)))
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut chosen: Vec<Contribution> = Vec::new();
        for (feature, weight) in all {
            if chosen.len() == count || weight <= 0.0 {
                break;
            }
            let contribution = self.contribution(feature, weight);
            let repeats = |c: &Contribution| c.term.contains(&contribution.term) || contribution.term.contains(&c.term);
            if !chosen.iter().any(repeats) {
                chosen.push(contribution);
            }
        }
        chosen
    }
}

impl Classifier {
    /// Scores the model on labelled articles, with intervals; articles without a label are passed over, a label the
    /// model does not know counts as an error.
    pub fn evaluate(&self, articles: &[Article]) -> Evaluation {
        let ids: Vec<&str> = self.themes().iter().map(|t| t.id.as_str()).collect();
        let judgements = self.judge(articles);
        Evaluation { intervals: Some(bootstrap(&ids, &judgements)), ..Evaluation::new(&ids, &judgements) }
    }

    /// For each labelled article, whether the model finds its primary theme.
    pub fn right(&self, articles: &[Article]) -> Vec<bool> {
        self.judge(articles).iter().map(|judgement| judgement.label == Some(judgement.theme)).collect()
    }

    fn judge(&self, articles: &[Article]) -> Vec<Judgement> {
        let index = |id: &str| self.themes().iter().position(|theme| theme.id == id);
        let labelled: Vec<&Article> = articles.iter().filter(|a| !a.theme.is_empty()).collect();
        labelled
            .par_iter()
            .map_init(Scratch::default, |scratch, article| {
                let document = Document { headline: &article.title, body: &article.text };
                let assignment = self.assign_with(&document, scratch);
                Judgement {
                    label: index(&article.theme),
                    label_also: article.also.iter().filter_map(|id| index(id)).collect(),
                    theme: assignment.theme,
                    also: assignment.also,
                    probability: assignment.probability,
                }
            })
            .collect()
    }
}

/// The feature space of a bundle, which keeps nothing of it.
fn space_of(bundle: &mut Bundle) -> FeatureSpace {
    let vocabulary = std::mem::replace(&mut bundle.vocabulary, Vocabulary::new::<&str>(&[]));
    let frequency = std::mem::take(&mut bundle.document_frequency);
    FeatureSpace::from_parts(bundle.features.clone(), vocabulary, frequency, bundle.training.articles as u32).prepared()
}
