//! Hyperparameter tuning by cross-validation: hill climbing from the given settings, with one or two changes per trial.

use linfa::ParamGuard;
use serde::Serialize;

use crate::corpus::{Article, ThemeSet};
use crate::error::{Error, Expected, Result};
use crate::features::{BlockConfig, FeatureSpace, Part, TermKind};
use crate::model::evaluate::Judgement;
use crate::model::learn::selection::Selection;
use crate::model::learn::train::{Labelled, decisions_out_of_fold};
use crate::model::{Evaluation, Loss, TrainSettings};
use crate::numeric::SplitMix64;
use crate::numeric::argmax;
use crate::text::Segmenter;

/// Settings that were tried, with their cross-validated scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    /// The learner's settings and the membership of secondary themes.
    pub settings: TrainSettings,
    /// The blocks of features; blocks of weight 0 are left out.
    pub blocks: Vec<BlockConfig>,
    /// Share of articles with the right primary theme, 0 to 1.
    pub accuracy: f64,
    /// Mean F1 of the themes, 0 to 1.
    pub macro_f1: f64,
    /// The theme predicted for each article out of fold.
    #[serde(skip)]
    predicted: Vec<usize>,
}

/// The settings that were tried, and what the choice among them is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The trials in the order in which they were made.
    pub trials: Vec<Trial>,
    /// The scores of the best trial, corrected for the choice; `None` without trials.
    pub selection: Option<Selection>,
}

impl Trial {
    /// Returns the objective of the search: the mean of accuracy and macro-F1.
    pub fn score(&self) -> f64 {
        (self.accuracy + self.macro_f1) / 2.0
    }

    /// Returns the settings with all blocks of positive weight.
    pub fn into_settings(self) -> TrainSettings {
        let mut settings = self.settings;
        settings.features.blocks = self.blocks.into_iter().filter(|block| block.weight > 0.0).collect();
        settings
    }
}

/// Tries up to `trials` settings, the given ones first, and returns them in the order they were tried. The changes are
/// drawn from a fixed seed, so the same articles and number of trials give the same table. `report_trial` is called
/// with each trial and returns false to end the search early.
///
/// # Errors
/// Fails as [`super::train`] does, and returns [`Error::BadSetting`] if there are too few articles to cross-validate.
pub fn search(
    articles: &[Article],
    known: &ThemeSet,
    settings: &TrainSettings,
    trials: usize,
    report_trial: &mut dyn FnMut(&Trial) -> bool,
) -> Result<Search> {
    settings.features.check()?;
    let labelled = Labelled::new(articles, known, settings)?;
    let segmenter = Segmenter::new(&settings.text)?;
    let (space, rows) = FeatureSpace::fit(&settings.features, &segmenter, &labelled.documents());
    let mut random = SplitMix64::new(0x2545_F491_4F6C_DD1D);
    let mut table: Vec<Trial> = Vec::new();
    let mut best = 0;
    let mut actual = Vec::new();
    for index in 0..trials {
        let mut trial = Trial {
            settings: settings.clone(),
            blocks: settings.features.blocks.clone(),
            accuracy: 0.0,
            macro_f1: 0.0,
            predicted: Vec::new(),
        };
        if index > 0 {
            (trial.settings, trial.blocks) = (table[best].settings.clone(), table[best].blocks.clone());
            // One change per trial climbs; every third trial makes two, to escape local optima.
            for _ in 0..1 + usize::from(index % 3 == 0) {
                change_setting(&mut trial, &settings.features.blocks, &mut random);
            }
            if table.iter().any(|t| t.settings == trial.settings && t.blocks == trial.blocks) {
                change_setting(&mut trial, &settings.features.blocks, &mut random);
            }
        }
        if trial.blocks.iter().all(|block| block.weight <= 0.0) {
            continue;
        }
        let rows = space.reweighted(&rows, &trial.blocks);
        let learner = trial.settings.learner.clone().check()?;
        let Some(decisions) = decisions_out_of_fold(&labelled, &rows, &learner, &trial.settings, &|_| true)? else {
            let value = labelled.articles.len().to_string();
            return Err(Error::BadSetting { setting: "labelled articles", value, expected: Expected::AtLeast(60) });
        };
        let judgements: Vec<Judgement> = decisions
            .iter()
            .map(|(article, decision)| Judgement {
                actual: Some(labelled.primary[*article]),
                actual_secondary: Vec::new(),
                predicted: argmax(decision),
                predicted_secondary: Vec::new(),
                probability: 0.0,
            })
            .collect();
        let ids: Vec<&str> = labelled.themes.themes.iter().map(|t| t.id.as_str()).collect();
        let scores = Evaluation::new(&ids, &judgements);
        (trial.accuracy, trial.macro_f1) = (scores.accuracy, scores.macro_f1);
        trial.predicted = judgements.iter().map(|judgement| judgement.predicted).collect();
        actual = decisions.iter().map(|(article, _)| labelled.primary[*article]).collect();
        table.push(trial);
        let last = table.len() - 1;
        if table[last].score() > table[best].score() {
            best = last;
        }
        if !report_trial(&table[last]) {
            break;
        }
    }
    let predicted: Vec<Vec<usize>> = table.iter_mut().map(|trial| std::mem::take(&mut trial.predicted)).collect();
    let selection = Selection::corrected(&actual, &predicted, labelled.themes.themes.len());
    Ok(Search { trials: table, selection })
}

/// Factors by which a setting is multiplied.
const FACTORS: [f32; 4] = [0.5, 0.71, 1.41, 2.0];

/// Changes one setting at random; `initial` holds the blocks of the given settings.
fn change_setting(trial: &mut Trial, initial: &[BlockConfig], random: &mut SplitMix64) {
    let mut draw = |from: usize| (random.next_u64() >> 33) as usize % from;
    let params = trial.settings.learner.clone().unchecked();
    let (cost, balance) = (params.cost, params.balance);
    let learner = trial.settings.learner.clone();
    match draw(9) {
        0 | 1 => trial.settings.learner = learner.cost(cost * f64::from(FACTORS[draw(4)])),
        2 => trial.settings.learner = learner.balance([0.0, 0.25, 0.5, 0.75, 1.0][draw(5)]),
        3 if draw(3) == 0 => {
            let other = if params.loss == Loss::Squared { Loss::SquaredHinge } else { Loss::Squared };
            trial.settings.learner = learner.loss(other).balance(balance);
        }
        3 => trial.settings.also_membership = [0.2, 0.3, 0.4, 0.5, 0.6][draw(5)],
        4 => {
            // Weight of the headline relative to the body.
            let factor = FACTORS[draw(4)];
            trial.blocks.iter_mut().filter(|b| b.part == Part::Headline).for_each(|b| b.weight *= factor);
        }
        5 => {
            // Minimum document frequency of one kind and length of terms.
            let kind = [(TermKind::Words, 1), (TermKind::Characters, 2), (TermKind::Characters, 3)][draw(3)];
            let increase = draw(3) as u32;
            for (block, initial) in trial.blocks.iter_mut().zip(initial) {
                if (block.kind, block.max_length) == kind {
                    block.min_document_frequency = initial.min_document_frequency + increase;
                }
            }
        }
        _ => {
            // Weight of one kind and length of terms, in both parts.
            let kinds: Vec<(TermKind, u8)> = {
                let mut kinds: Vec<_> = initial.iter().map(|b| (b.kind, b.max_length)).collect();
                kinds.sort_unstable();
                kinds.dedup();
                kinds
            };
            let kind = kinds[draw(kinds.len())];
            let factor = if draw(6) == 0 { 0.0 } else { FACTORS[draw(4)] };
            for (block, initial) in trial.blocks.iter_mut().zip(initial) {
                if (block.kind, block.max_length) == kind {
                    // A block that was left out returns with its initial weight.
                    block.weight = if block.weight > 0.0 { block.weight * factor } else { initial.weight };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_is_repeatable_and_starts_from_the_settings_given() {
        let articles: Vec<Article> = (0..80)
            .map(|i| Article {
                theme: ["petition-work", "investment-attraction"][i % 2].into(),
                text: [
                    format!("县领导接待第{i}批来访群众，化解信访积案。"),
                    format!("开发区签约第{i}个招商项目，企业落户。"),
                ][i % 2]
                    .clone(),
                ..Default::default()
            })
            .collect();
        let settings = TrainSettings::default();
        let run = |trials| search(&articles, &ThemeSet::default(), &settings, trials, &mut |_| true).unwrap().trials;
        let (short, long) = (run(3), run(6));
        assert_eq!(short, long[..3]);
        assert_eq!(long[0].settings, settings);
        assert!(long.iter().all(|trial| (0.0..=1.0).contains(&trial.score())));
    }
}
