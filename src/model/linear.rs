//! Sparse one-vs-rest linear learning by dual coordinate descent (Hsieh et al., ICML 2008), all themes at once.
//!
//! For each theme the learner minimises `½‖w‖² + Σ cᵢ · loss(w·xᵢ, yᵢ)`, the bias being the weight of a constant
//! feature. The dual variables of all themes are updated together, article by article: the weights of one
//! feature for all themes lie side by side in memory, so that one pass over an article's features serves them
//! all. Behind linfa's traits: [`LinearParams`] is checked into [`LinearValidParams`], which fits a [`LinearModel`].

use linfa::ParamGuard;
use linfa::dataset::{AsTargets, DatasetBase, Records};
use linfa::traits::{Fit, PredictInplace};
use ndarray::{Array1, Array2, ArrayBase, Data, Ix1, Ix2};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::features::{RowView, SparseRows};

impl From<linfa::Error> for Error {
    fn from(error: linfa::Error) -> Self {
        Error::Training { problem: error.to_string() }
    }
}

/// What a wrong decision value costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// `max(0, 1 − y·d)²` with y = ±1: the support vector machine of LIBLINEAR's default.
    SquaredHinge,
    /// `(y − d)²` with y = membership, 0 to 1: ridge regression.
    Squared,
}

/// Settings of the learner, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinearValidParams {
    loss: Loss,
    cost: f64,
    balance: f64,
    tolerance: f64,
    longest: usize,
}

/// Settings of the learner, not yet checked: `LinearParams::default().cost(0.5).check()?`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinearParams(LinearValidParams);

impl Default for LinearParams {
    fn default() -> Self {
        LinearParams(LinearValidParams { loss: Loss::Squared, cost: 1.6, balance: 0.5, tolerance: 0.003, longest: 100 })
    }
}

impl LinearParams {
    /// The loss.
    pub fn loss(mut self, loss: Loss) -> Self {
        self.0.loss = loss;
        self
    }

    /// Cost of an error against the size of the weights, above 0; larger fits closer.
    pub fn cost(mut self, cost: f64) -> Self {
        self.0.cost = cost;
        self
    }

    /// How far rare themes are weighed up: the cost of an article is multiplied by
    /// (articles / (themes · articles of its theme)) to this power. 0: not at all; 1: wholly balanced.
    pub fn balance(mut self, balance: f64) -> Self {
        self.0.balance = balance;
        self
    }

    /// Learning stops when the largest step of a pass falls below this share of the first pass's.
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.0.tolerance = tolerance;
        self
    }

    /// Learning stops after this many passes at the latest.
    pub fn longest(mut self, passes: usize) -> Self {
        self.0.longest = passes;
        self
    }
}

impl ParamGuard for LinearParams {
    type Checked = LinearValidParams;
    type Error = Error;

    fn check_ref(&self) -> Result<&LinearValidParams> {
        let params = &self.0;
        let bad = |setting, value: f64, expected| Error::BadSetting { setting, value: value.to_string(), expected };
        if !(params.cost > 0.0 && params.cost.is_finite()) {
            return Err(bad("cost", params.cost, "a positive number"));
        }
        if !(0.0..=1.0).contains(&params.balance) {
            return Err(bad("balance", params.balance, "between 0 and 1"));
        }
        if !(params.tolerance > 0.0 && params.tolerance < 1.0) {
            return Err(bad("tolerance", params.tolerance, "between 0 and 1"));
        }
        if params.longest == 0 {
            return Err(bad("longest", 0.0, "at least 1"));
        }
        Ok(params)
    }

    fn check(self) -> Result<LinearValidParams> {
        self.check_ref()?;
        Ok(self.0)
    }
}

/// One weight for each feature and theme.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    themes: usize,
    /// Themes, padded with zeros to whole SIMD registers.
    stride: usize,
    /// `[feature][theme]`, padded.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl LinearModel {
    /// Puts a model together; `weights` holds the themes' weights feature by feature.
    pub fn from_parts(weights: &[f32], bias: Vec<f32>) -> Self {
        let themes = bias.len();
        let stride = themes.next_multiple_of(LANES);
        let mut padded = vec![0.0; weights.len() / themes.max(1) * stride];
        for (to, from) in padded.chunks_exact_mut(stride.max(1)).zip(weights.chunks_exact(themes.max(1))) {
            to[..themes].copy_from_slice(from);
        }
        LinearModel { themes, stride, weights: padded, bias }
    }

    /// The number of themes.
    pub fn themes(&self) -> usize {
        self.themes
    }

    /// The weights of one feature, theme by theme.
    pub fn weights_of(&self, feature: usize) -> &[f32] {
        &self.weights[feature * self.stride..][..self.themes]
    }

    /// The bias of each theme.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// The decision function: one value per theme. Summed in the order of the columns, so the same row gives the
    /// same bits wherever it is scored.
    pub fn decision(&self, row: RowView<'_>) -> Vec<f32> {
        let mut decision = self.bias.clone();
        decision.resize(self.stride, 0.0);
        // 24 values fit the registers of any processor; more themes go through memory.
        if let Ok(sums) = <&mut [f32; 24]>::try_from(&mut decision[..]) {
            let mut registers = *sums;
            for (feature, value) in row.iter() {
                let weights = &self.weights[feature * 24..][..24];
                for (sum, weight) in registers.iter_mut().zip(weights) {
                    *sum += weight * value;
                }
            }
            *sums = registers;
        } else {
            for (feature, value) in row.iter() {
                add(&mut decision, &self.weights[feature * self.stride..][..self.stride], value);
            }
        }
        decision.truncate(self.themes);
        decision
    }
}

/// The first of the largest values.
pub(super) fn argmax<T: PartialOrd + Copy>(values: &[T]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}

impl<D: Data<Elem = f32>> Fit<SparseRows, ArrayBase<D, Ix2>, Error> for LinearValidParams {
    type Object = LinearModel;

    /// Fits to memberships: one row per article, one column per theme, 1 for the article's theme, 0 for those it
    /// does not carry, and between for those it carries besides. The dataset's weights, if any, multiply the cost.
    fn fit(&self, dataset: &DatasetBase<SparseRows, ArrayBase<D, Ix2>>) -> Result<LinearModel> {
        let memberships = dataset.targets();
        if memberships.nrows() != dataset.records().nsamples() {
            return Err(Error::Training { problem: "articles and labels differ in number".into() });
        }
        if memberships.ncols() < 2 {
            return Err(Error::TooFewThemes { found: memberships.ncols() });
        }
        Ok(Descent::new(self, dataset.records(), memberships, dataset.weights()).run())
    }
}

impl<D: Data<Elem = usize>> Fit<SparseRows, ArrayBase<D, Ix1>, Error> for LinearValidParams {
    type Object = LinearModel;

    /// Fits to one theme per article, numbered from 0.
    fn fit(&self, dataset: &DatasetBase<SparseRows, ArrayBase<D, Ix1>>) -> Result<LinearModel> {
        let targets = dataset.as_targets();
        let themes = targets.iter().max().map_or(0, |m| m + 1);
        let mut memberships = Array2::<f32>::zeros((targets.len(), themes));
        for (article, &theme) in targets.iter().enumerate() {
            memberships[[article, theme]] = 1.0;
        }
        let mut soft = DatasetBase::new(dataset.records().clone(), memberships);
        if let Some(weights) = dataset.weights() {
            soft = soft.with_weights(Array1::from(weights.to_vec()));
        }
        self.fit(&soft)
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

/// Themes are padded to a multiple of this, so that the inner loops run on whole SIMD registers.
const LANES: usize = 8;

/// The state of one fit.
struct Descent<'a> {
    params: &'a LinearValidParams,
    rows: &'a SparseRows,
    themes: usize,
    /// Themes, padded.
    stride: usize,
    /// `[article][theme]`: target and cost.
    targets: Vec<f32>,
    costs: Vec<f32>,
    /// Dual variables (signed: α·y) and primal weights, the bias behind the last feature.
    duals: Vec<f32>,
    weights: Vec<f32>,
}

impl<'a> Descent<'a> {
    fn new<D: Data<Elem = f32>>(
        params: &'a LinearValidParams,
        rows: &'a SparseRows,
        memberships: &ArrayBase<D, Ix2>,
        weights: Option<&[f32]>,
    ) -> Self {
        let (articles, themes) = memberships.dim();
        let stride = themes.next_multiple_of(LANES);
        // The size of a theme is the number of its primary articles.
        let mut sizes = vec![0usize; themes];
        for row in memberships.rows() {
            for (theme, &membership) in row.iter().enumerate() {
                sizes[theme] += usize::from(membership >= 1.0);
            }
        }
        let mut targets = vec![0.0; articles * stride];
        let mut costs = vec![0.0; articles * stride];
        for (article, row) in memberships.rows().into_iter().enumerate() {
            let own = row.iter().position(|&membership| membership >= 1.0).map_or(1, |theme| sizes[theme]);
            let rarity = articles as f64 / (themes as f64 * own as f64);
            let cost = params.cost * f64::from(weights.map_or(1.0, |w| w[article])) * libm::pow(rarity, params.balance);
            for (theme, &membership) in row.iter().enumerate() {
                let at = article * stride + theme;
                (targets[at], costs[at]) = match params.loss {
                    Loss::Squared => (membership, cost as f32),
                    // An article that carries the theme besides is a weaker example against it.
                    Loss::SquaredHinge if membership >= 1.0 => (1.0, cost as f32),
                    Loss::SquaredHinge => (-1.0, cost as f32 * (1.0 - membership)),
                };
            }
        }
        Descent {
            params,
            rows,
            themes,
            stride,
            targets,
            costs,
            duals: vec![0.0; articles * stride],
            weights: vec![0.0; (rows.nfeatures() + 1) * stride],
        }
    }

    fn run(mut self) -> LinearModel {
        let articles = self.rows.nsamples();
        let norms: Vec<f32> =
            (0..articles).map(|a| self.rows.row(a).values.iter().map(|v| v * v).sum::<f32>() + 1.0).collect();
        let mut order: Vec<usize> = (0..articles).collect();
        let mut random = Shuffle(0x9E37_79B9_7F4A_7C15);
        let mut first_step = 0.0f32;
        for pass in 0..self.params.longest {
            random.shuffle(&mut order);
            let mut largest = 0.0f32;
            for &article in &order {
                largest = largest.max(self.step(article, norms[article]));
            }
            if pass == 0 {
                first_step = largest;
            }
            if largest <= self.params.tolerance as f32 * first_step {
                break;
            }
        }
        let bias = self.weights.split_off(self.rows.nfeatures() * self.stride);
        LinearModel {
            themes: self.themes,
            stride: self.stride,
            weights: self.weights,
            bias: bias[..self.themes].to_vec(),
        }
    }

    /// Moves the dual variables of one article to the best place for each theme; tells the largest move of the
    /// decision values.
    fn step(&mut self, article: usize, norm: f32) -> f32 {
        let stride = self.stride;
        let row = self.rows.row(article);
        let bias = self.rows.nfeatures() * stride;
        let mut moves = vec![0.0f32; stride];
        moves.copy_from_slice(&self.weights[bias..bias + stride]);
        for (feature, value) in row.iter() {
            add(&mut moves, &self.weights[feature * stride..(feature + 1) * stride], value);
        }
        let at = article * stride;
        let mut largest = 0.0f32;
        for (theme, step) in moves[..self.themes].iter_mut().enumerate() {
            let (target, cost, dual) = (self.targets[at + theme], self.costs[at + theme], self.duals[at + theme]);
            if cost <= 0.0 {
                *step = 0.0;
                continue;
            }
            // Hsieh et al. (2008), section 2, for the squared losses: D_ii = 1 / 2C, no upper bound.
            let diagonal = 0.5 / cost;
            let mut new = dual + (target - *step - dual * diagonal) / (norm + diagonal);
            if self.params.loss == Loss::SquaredHinge && new * target < 0.0 {
                new = 0.0;
            }
            *step = new - dual;
            self.duals[at + theme] = new;
            largest = largest.max(step.abs() * norm);
        }
        moves[self.themes..].fill(0.0);
        if largest > 0.0 {
            for (feature, value) in row.iter() {
                add(&mut self.weights[feature * stride..(feature + 1) * stride], &moves, value);
            }
            add(&mut self.weights[bias..bias + stride], &moves, 1.0);
        }
        largest
    }
}

/// `sum += scale · values`, in registers of eight.
fn add(sum: &mut [f32], values: &[f32], scale: f32) {
    for (sum, values) in sum.chunks_exact_mut(LANES).zip(values.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sum[lane] += values[lane] * scale;
        }
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014): a fixed order on every machine.
pub(super) struct Shuffle(pub(super) u64);

impl Shuffle {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// Fisher–Yates.
    pub(super) fn shuffle(&mut self, items: &mut [usize]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Row;
    use linfa::traits::Predict;

    /// Three themes, each with a feature of its own and one that all share.
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
    fn both_losses_separate_what_can_be_separated() {
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
        let params = LinearParams::default().loss(Loss::Squared).cost(2.0).balance(0.0).tolerance(1e-6).longest(10_000);
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
