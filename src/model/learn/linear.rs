//! Sparse one-vs-rest linear classifiers with linfa's traits: [`LinearParams`] is checked into [`LinearValidParams`],
//! which fits a [`LinearModel`].
//!
//! For each theme the learner minimises `½‖w‖² + Σ cᵢ · loss(w·xᵢ, yᵢ)`, the bias being the weight of a constant
//! feature, by dual coordinate descent (`coordinate_descent.rs`).

use linfa::ParamGuard;
use linfa::dataset::Records;
use linfa::traits::PredictInplace;
use ndarray::Array1;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Expected, Result};
use crate::features::{RowView, SparseRows};
use crate::numeric::argmax;

impl From<linfa::Error> for Error {
    fn from(error: linfa::Error) -> Self {
        Error::Training { problem: error.to_string() }
    }
}

/// The loss function of a decision value d.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// `max(0, 1 − y·d)²` with y = ±1: the support vector machine of LIBLINEAR's default.
    SquaredHinge,
    /// `(y − d)²` with y = membership, 0 to 1: ridge regression.
    Squared,
}

/// Checked settings of the learner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinearValidParams {
    pub(super) loss: Loss,
    pub(super) cost: f64,
    pub(super) balance: f64,
    pub(super) tolerance: f64,
    #[serde(rename = "longest")]
    pub(super) max_iterations: usize,
}

/// Unchecked settings of the learner: `LinearParams::default().cost(0.5).check()?`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinearParams(LinearValidParams);

impl Default for LinearParams {
    fn default() -> Self {
        LinearParams(LinearValidParams {
            loss: Loss::Squared,
            cost: 1.6,
            balance: 0.5,
            tolerance: 0.02,
            max_iterations: 100,
        })
    }
}

impl LinearParams {
    /// Sets the loss.
    pub fn loss(mut self, loss: Loss) -> Self {
        self.0.loss = loss;
        self
    }

    /// Sets the cost of errors relative to the size of the weights, above 0; larger values fit more closely.
    pub fn cost(mut self, cost: f64) -> Self {
        self.0.cost = cost;
        self
    }

    /// Sets the class balancing, 0 (none) to 1 (full): the cost of an article is multiplied by
    /// (articles / (themes · articles of its theme)) to this power.
    pub fn balance(mut self, balance: f64) -> Self {
        self.0.balance = balance;
        self
    }

    /// Sets the tolerance: learning stops when a pass changes at most this share of what the first pass changed.
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.0.tolerance = tolerance;
        self
    }

    /// Sets the maximum number of passes over the articles.
    pub fn max_iterations(mut self, passes: usize) -> Self {
        self.0.max_iterations = passes;
        self
    }
}

impl LinearParams {
    /// Returns the settings without checking them, for inspection.
    pub(super) fn unchecked(self) -> LinearValidParams {
        self.0
    }
}

impl ParamGuard for LinearParams {
    type Checked = LinearValidParams;
    type Error = Error;

    fn check_ref(&self) -> Result<&LinearValidParams> {
        let params = &self.0;
        let bad = |setting, value: f64, expected| Error::BadSetting { setting, value: value.to_string(), expected };
        if !(params.cost > 0.0 && params.cost.is_finite()) {
            return Err(bad("cost", params.cost, Expected::Positive));
        }
        if !(0.0..=1.0).contains(&params.balance) {
            return Err(bad("balance", params.balance, Expected::Share));
        }
        if !(params.tolerance > 0.0 && params.tolerance < 1.0) {
            return Err(bad("tolerance", params.tolerance, Expected::Share));
        }
        if params.max_iterations == 0 {
            return Err(bad("longest", 0.0, Expected::AtLeast(1)));
        }
        Ok(params)
    }

    fn check(self) -> Result<LinearValidParams> {
        self.check_ref()?;
        Ok(self.0)
    }
}

/// A linear model with one weight per feature and theme.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    /// `[feature][theme]`, row-major.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl LinearModel {
    /// Assembles a model from its parts; `weights` is `[feature][theme]`, row-major.
    pub fn from_parts(weights: Vec<f32>, bias: Vec<f32>) -> Self {
        LinearModel { weights, bias }
    }

    /// Returns the number of themes.
    pub fn themes(&self) -> usize {
        self.bias.len()
    }

    /// Returns the weights of one feature, one per theme.
    pub fn weights_of(&self, feature: usize) -> &[f32] {
        &self.weights[feature * self.themes()..][..self.themes()]
    }

    /// Returns the bias of each theme.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// Computes the decision function, one value per theme.
    pub fn decision(&self, row: RowView<'_>) -> Vec<f32> {
        let mut decision = self.bias.clone();
        for (feature, value) in row.iter() {
            let weights = self.weights_of(feature);
            decision.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * value);
        }
        decision
    }
}

impl PredictInplace<SparseRows, Array1<usize>> for LinearModel {
    fn predict_inplace(&self, rows: &SparseRows, themes: &mut Array1<usize>) {
        for (article, theme) in themes.iter_mut().enumerate() {
            *theme = argmax(&self.decision(rows.row(article)));
        }
    }

    fn default_target(&self, rows: &SparseRows) -> Array1<usize> {
        Array1::zeros(rows.nsamples())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Row;
    use linfa::dataset::DatasetBase;
    use linfa::traits::{Fit, Predict};

    /// Three themes with one feature each and one shared feature.
    fn toy() -> DatasetBase<SparseRows, Array1<usize>> {
        let mut rows = SparseRows::new(4);
        let mut themes = Vec::new();
        for article in 0..30usize {
            let theme = article % 3;
            let row = Row { columns: vec![theme as u32, 3], values: vec![0.9, 0.3 + 0.01 * article as f32] };
            rows.push(row.view());
            themes.push(theme);
        }
        DatasetBase::new(rows, Array1::from(themes))
    }

    #[test]
    fn both_losses_separate_separable_themes() {
        for loss in [Loss::SquaredHinge, Loss::Squared] {
            let data = toy();
            let model = LinearParams::default().loss(loss).check().unwrap().fit(&data).unwrap();
            let predicted: Array1<usize> = model.predict(&data);
            assert_eq!(&predicted, data.targets(), "{loss:?}");
        }
    }

    #[test]
    fn ridge_agrees_with_the_normal_equations() {
        // One feature x = 1, 2, 3 with targets 0, 0, 1 for theme 1: minimise ½w² + ½b² + C Σ (y − wx − b)².
        let mut rows = SparseRows::new(1);
        for value in [1.0, 2.0, 3.0] {
            rows.push(Row { columns: vec![0], values: vec![value] }.view());
        }
        let params =
            LinearParams::default().loss(Loss::Squared).cost(2.0).balance(0.0).tolerance(1e-6).max_iterations(10_000);
        let model = params.check().unwrap().fit(&DatasetBase::new(rows, Array1::from(vec![0usize, 0, 1]))).unwrap();
        // (XᵀX + I/2C) (w, b)ᵀ = Xᵀy with X = [[1,1],[2,1],[3,1]]: [[14.25, 6], [6, 3.25]] (w, b)ᵀ = (3, 1)ᵀ.
        let determinant = 14.25 * 3.25 - 36.0;
        let (w, b) = ((3.0 * 3.25 - 6.0) / determinant, (14.25 - 18.0) / determinant);
        assert!((f64::from(model.weights_of(0)[1]) - w).abs() < 1e-3, "{} {w}", model.weights_of(0)[1]);
        assert!((f64::from(model.bias()[1]) - b).abs() < 1e-3, "{} {b}", model.bias()[1]);
    }

    #[test]
    fn works_with_linfas_metrics() {
        use linfa::prelude::ToConfusionMatrix;
        let data = toy();
        let model = LinearParams::default().check().unwrap().fit(&data).unwrap();
        let predicted: Array1<usize> = model.predict(&data);
        let matrix = predicted.confusion_matrix(data.targets().view()).unwrap();
        assert_eq!(matrix.accuracy(), 1.0);
    }

    #[test]
    fn settings_are_checked() {
        let params = LinearParams::default().cost(-1.0);
        assert!(matches!(params.check(), Err(Error::BadSetting { setting: "cost", .. })));
    }
}
