//! The classifier: a model in memory that assigns themes to articles.

use rayon::prelude::*;
use serde::Serialize;

use crate::corpus::{Article, Theme, ThemeSet};
use crate::error::{Error, Result};
use crate::features::{Document, FeatureSpace, KnownWords, Part, RowView, Scratch, TermKind, Vocabulary};
use crate::model::SHIPPED;
use crate::model::evaluate::Judgement;
use crate::model::secondary::{no_theme_index, secondary_themes};
use crate::model::significance::bootstrap;
use crate::model::{Bundle, Calibration, Evaluation, Metrics, QuantisedModel, TrainingRecord, Undetermined};
use crate::numeric::argmax;
use crate::text::Segmenter;

/// Maximum number of terms listed as evidence for an assignment.
const MAX_EVIDENCE: usize = 5;

/// A term and its contribution to a decision value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contribution {
    /// The term; the words of an n-gram are separated by one space.
    pub term: String,
    /// The part of the article that contains it.
    pub part: Part,
    /// The kind of term.
    pub kind: TermKind,
    /// Amount added to the decision value of the theme.
    pub weight: f32,
}

/// The themes of one article. Themes are indices into [`Classifier::themes`].
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The primary theme; the likeliest one where [`Assignment::undetermined`] says that none can be assigned.
    pub theme: usize,
    /// Why the text tells too little for any theme, if it does.
    pub undetermined: Option<Undetermined>,
    /// The probability that the primary theme is right.
    pub probability: f64,
    /// The secondary themes, the likeliest first.
    pub also: Vec<usize>,
    /// The probability of each theme being the primary one; the probabilities sum to 1.
    pub probabilities: Vec<f64>,
    /// The terms that contribute most to the primary theme.
    pub evidence: Vec<Contribution>,
}

/// Explanation of why an article has a theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Index of the explained theme.
    pub theme: usize,
    /// The decision value of the theme: the sum of the bias and all contributions.
    pub decision: f32,
    /// The decision value of an article without known terms.
    pub bias: f32,
    /// The contribution of each term, the largest first.
    pub contributions: Vec<Contribution>,
}

/// A model ready to assign themes. It is `Sync`, so threads can share it.
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
    /// Prepares a model for use.
    ///
    /// # Errors
    /// Fails if the bundle cannot be serialised to compute its digest.
    pub fn new(mut bundle: Bundle) -> Result<Self> {
        let digest = Bundle::full_digest_of(&bundle.to_bytes()?);
        let (segmenter, space) = (Segmenter::new(&bundle.text)?, take_space(&mut bundle));
        Ok(Self::from_parts(segmenter, space, bundle, digest))
    }

    /// Reads a model file and prepares it for use; errors name `file`.
    ///
    /// # Errors
    /// Fails as [`Bundle::from_bytes`] does.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = Bundle::text_of(file, bytes)?;
        // The dictionary takes about as long to load as everything else, so both are loaded in parallel.
        let (segmenter, opened) = rayon::join(
            || Segmenter::new(&text),
            || Bundle::from_bytes(file, bytes).map(|mut bundle| (take_space(&mut bundle), bundle)),
        );
        let (space, bundle) = opened?;
        Ok(Self::from_parts(segmenter?, space, bundle, Bundle::full_digest_of(bytes)))
    }

    /// The model that the project ships.
    ///
    /// # Errors
    /// None in practice: the model is part of the program.
    pub fn shipped() -> Result<Self> {
        Self::from_bytes("built-in model", SHIPPED)
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

    /// Returns the themes that the model assigns.
    pub fn themes(&self) -> &[Theme] {
        &self.themes.themes
    }

    /// Returns the theme set of the model.
    pub fn theme_set(&self) -> &ThemeSet {
        &self.themes
    }

    /// Returns the index of a theme, given its id or its Chinese or English name.
    ///
    /// # Errors
    /// Returns [`Error::UnknownTheme`] with the nearest theme if the model has no such theme.
    pub fn theme_index(&self, name: &str) -> Result<usize> {
        self.themes.index_of(name).ok_or_else(|| {
            let nearest = self.themes.nearest(name).map(Theme::as_similar);
            Error::UnknownTheme { name: name.into(), nearest }
        })
    }

    /// Returns the short name of the model: the beginning of its digest.
    pub fn digest(&self) -> &str {
        self.digest.get(..12).unwrap_or(&self.digest)
    }

    /// Returns the model's whole digest: the SHA-256 of its payload in hexadecimal.
    pub fn full_digest(&self) -> &str {
        &self.digest
    }

    /// Returns the calibration, which turns decision values into probabilities.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// Returns the record of how the model was trained.
    pub fn training(&self) -> &TrainingRecord {
        &self.training
    }

    /// Returns the scores measured during training, if any.
    pub fn metrics(&self) -> Option<&Metrics> {
        self.metrics.as_ref()
    }

    /// Assigns themes to one article.
    pub fn assign(&self, document: &Document<'_>) -> Assignment {
        self.assign_with(document, &mut Scratch::default())
    }

    /// The themes of an article by its headline and text.
    pub fn assign_article(&self, article: &Article) -> Assignment {
        self.assign(&Document { headline: &article.title, body: &article.text })
    }

    /// The themes of many articles, found in parallel; the order stays.
    pub fn assign_all(&self, articles: &[Article]) -> Vec<Assignment> {
        in_parallel(articles, |document, scratch| self.assign_with(document, scratch))
    }

    /// The same where nobody asks for the terms that decided, which are not looked for.
    pub fn assign_all_without_evidence(&self, articles: &[Article]) -> Vec<Assignment> {
        in_parallel(articles, |document, scratch| self.assign_without_evidence(document, scratch))
    }

    /// Assigns themes to one article with reusable buffers.
    pub fn assign_with(&self, document: &Document<'_>, scratch: &mut Scratch) -> Assignment {
        self.assign_with_words(document, scratch, |_, _| ()).0
    }

    /// The same where nobody asks for the terms that decided, which are not looked for: the evidence stays empty, and
    /// all else is the same.
    pub fn assign_without_evidence(&self, document: &Document<'_>, scratch: &mut Scratch) -> Assignment {
        self.assigned(document, scratch, |_, _| (), false).0
    }

    /// Assigns themes to one article and counts the words that the model knows. `read` is called with the
    /// normalised text and its words, of the headline and of the body, so that callers need not segment them again.
    pub fn assign_with_words(
        &self,
        document: &Document<'_>,
        scratch: &mut Scratch,
        read: impl FnMut(&str, &[&str]),
    ) -> (Assignment, KnownWords) {
        self.assigned(document, scratch, read, true)
    }

    fn assigned(
        &self,
        document: &Document<'_>,
        scratch: &mut Scratch,
        read: impl FnMut(&str, &[&str]),
        is_evidence_wanted: bool,
    ) -> (Assignment, KnownWords) {
        let (row, known) = self.space.row_with_words(&self.segmenter, document, scratch, read);
        let decision = self.model.decision(row.view());
        let probabilities = self.calibration.probabilities(&decision);
        let theme = argmax(&decision);
        let assignment = Assignment {
            theme,
            undetermined: Undetermined::of(document.headline, document.body, known),
            probability: probabilities[theme],
            also: secondary_themes(&decision, theme, &self.also_thresholds, no_theme_index(&self.themes)),
            evidence: if is_evidence_wanted { self.evidence(row.view(), theme) } else { Vec::new() },
            probabilities,
        };
        scratch.take_back(row);
        (assignment, known)
    }

    /// Returns the words that contribute most to a theme, none contained in another. Character n-grams are used only if
    /// no word supports the theme, because they repeat parts of words.
    fn evidence(&self, row: RowView<'_>, theme: usize) -> Vec<Contribution> {
        let words = self.strongest_of(TermKind::Words, row, theme);
        if words.is_empty() { self.strongest_of(TermKind::Characters, row, theme) } else { words }
    }

    fn strongest_of(&self, kind: TermKind, row: RowView<'_>, theme: usize) -> Vec<Contribution> {
        let mut terms: Vec<(usize, f32)> = Vec::new();
        for block in (0..self.space.config().blocks.len()).filter(|&b| self.space.config().blocks[b].kind == kind) {
            // The columns of a row are grouped by block, so each block is a contiguous range.
            let columns = self.space.block_columns(block);
            let start = row.columns.partition_point(|&c| (c as usize) < columns.start);
            let end = start + row.columns[start..].partition_point(|&c| (c as usize) < columns.end);
            terms.reserve(end - start);
            for (&feature, value) in row.columns[start..end].iter().zip(&row.values[start..end]) {
                let weight = value * self.model.weight(feature as usize, theme);
                if weight > 0.0 {
                    terms.push((feature as usize, weight));
                }
            }
        }
        let strongest_first = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        let mut strongest: Vec<Contribution> = Vec::with_capacity(MAX_EVIDENCE);
        // The first batch nearly always has enough different terms; the rest is sorted only if it has not.
        let first_batch = 4 * MAX_EVIDENCE;
        if terms.len() > first_batch {
            terms.select_nth_unstable_by(first_batch, strongest_first);
        }
        let batch_length = first_batch.min(terms.len());
        let (first, rest) = terms.split_at_mut(batch_length);
        for part in [first, rest] {
            if strongest.len() == MAX_EVIDENCE {
                break;
            }
            part.sort_unstable_by(strongest_first);
            for &(feature, weight) in &*part {
                if strongest.len() == MAX_EVIDENCE {
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

    /// Returns the contribution of each term of a row to a theme's decision value, the largest first.
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

    /// Explains why an article has a theme, by exact contributions that sum to the decision value.
    pub fn explain(&self, document: &Document<'_>, theme: usize) -> Explanation {
        let row = self.space.row(&self.segmenter, document);
        Explanation {
            theme,
            decision: self.model.decision(row.view())[theme],
            bias: self.model.bias()[theme],
            contributions: self.contributions(row.view(), theme),
        }
    }

    /// Returns the terms that most support a theme, ranked by weight times inverse document frequency, which is the
    /// effect of a single occurrence.
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
    /// Scores the model on labelled articles, with intervals. Articles without a label are skipped; a label unknown to
    /// the model counts as an error.
    pub fn evaluate(&self, articles: &[Article]) -> Evaluation {
        let ids: Vec<&str> = self.themes().iter().map(|t| t.id.as_str()).collect();
        let judgements = self.judge(articles);
        Evaluation { intervals: Some(bootstrap(&ids, &judgements)), ..Evaluation::new(&ids, &judgements) }
    }

    /// Returns for each labelled article whether the model finds its primary theme.
    pub fn right(&self, articles: &[Article]) -> Vec<bool> {
        self.judge(articles).iter().map(|judgement| judgement.actual == Some(judgement.predicted)).collect()
    }

    fn judge(&self, articles: &[Article]) -> Vec<Judgement> {
        let index = |id: &str| self.themes().iter().position(|theme| theme.id == id);
        let labelled: Vec<&Article> = articles.iter().filter(|a| !a.theme.is_empty()).collect();
        labelled
            .par_iter()
            .map_init(Scratch::default, |scratch, article| {
                let document = Document { headline: &article.title, body: &article.text };
                let assignment = self.assign_without_evidence(&document, scratch);
                Judgement {
                    actual: index(&article.theme),
                    actual_secondary: article.also.iter().filter_map(|id| index(id)).collect(),
                    predicted: assignment.theme,
                    predicted_secondary: assignment.also,
                    probability: assignment.probability,
                }
            })
            .collect()
    }
}

/// The assignments of articles, made in parallel; the order stays.
fn in_parallel(
    articles: &[Article],
    assign: impl Fn(&Document<'_>, &mut Scratch) -> Assignment + Sync,
) -> Vec<Assignment> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, article| {
            assign(&Document { headline: &article.title, body: &article.text }, scratch)
        })
        .collect()
}

/// Moves the feature space out of a bundle.
fn take_space(bundle: &mut Bundle) -> FeatureSpace {
    let vocabulary = std::mem::replace(&mut bundle.vocabulary, Vocabulary::new::<&str>(&[]));
    let frequency = std::mem::take(&mut bundle.document_frequency);
    FeatureSpace::from_parts(bundle.features.clone(), vocabulary, frequency, bundle.training.articles as u32).prepared()
}
