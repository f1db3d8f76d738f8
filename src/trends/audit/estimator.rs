//! Means over all articles from the coded ones, by design weights and the model's probabilities.
//!
//! The estimate of a mean is that of PPI++ in its stratified form (Fisch, Maynez, Hofer, Dhingra, Globerson & Cohen,
//! “Stratified Prediction-Powered Inference”, 2024), which for a finite population is the difference estimator of survey
//! sampling (Särndal, Swensson & Wretman 1992, 6.3): Σ_g W_g (λ·mean_g(f) + mean of the labels' Y − λ·f). Strata g are the
//! themes that the model chose, W_g their shares of all articles, f the model's probability, Y what the coder found.

use crate::trends::audit::prediction_powered::tuned_power;

/// An article as the model sees it.
#[derive(Debug, Clone, Copy)]
pub struct PredictedArticle<'a> {
    /// The theme that the model chose, by number.
    pub theme: usize,
    /// The probability of each theme.
    pub probabilities: &'a [f32],
}

/// An article that was drawn and coded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodedArticle {
    /// The article, as an index into those of the population.
    pub article: usize,
    /// The theme that the coder chose, by number.
    pub theme: usize,
    /// How many articles it stands for: the inverse of the probability with which it was drawn. Only the relation between
    /// weights of articles with the same choice of the model matters.
    pub weight: f64,
}

/// All articles that a statement is about, and the coded ones among them.
#[derive(Debug, Clone, Default)]
pub struct AuditPopulation<'a> {
    /// All articles, coded or not.
    pub articles: Vec<PredictedArticle<'a>>,
    /// The coded articles.
    pub coded: Vec<CodedArticle>,
    /// The number of themes.
    pub themes: usize,
}

/// Weight of the model's own variance against that of the labels in a stratum, in labels: five labels without an error
/// do not prove that there is none.
const PRIOR_LABELS: f64 = 1.0;
/// The model's variance is trusted at most this far below that of the labels.
const MAX_SCALE: f64 = 25.0;

/// The articles of one choice of the model.
pub(super) struct Stratum {
    /// Its articles.
    members: Vec<usize>,
    /// Its coded articles.
    coded: Vec<CodedArticle>,
    /// Its share of all articles.
    share: f64,
    /// The number of its coded articles, less what unequal weights take (Kish 1965).
    effective: f64,
}

impl Stratum {
    /// W²/n: what the variance of one article counts in the variance of a mean over all strata.
    fn factor(&self) -> f64 {
        self.share * self.share / self.effective
    }

    /// The part of the stratum that was not coded: a stratum that is coded to the last article has no sampling error.
    fn left(&self) -> f64 {
        1.0 - self.coded.len() as f64 / self.members.len() as f64
    }

    /// The mean of a value of coded articles.
    fn coded_mean(&self, value: impl Fn(&CodedArticle) -> f64) -> f64 {
        let all: f64 = self.coded.iter().map(|coded| coded.weight).sum();
        self.coded.iter().map(|coded| coded.weight * value(coded)).sum::<f64>() / all
    }

    /// The covariance of two values of coded articles; 0 for a single article.
    fn covariance(&self, x: impl Fn(&CodedArticle) -> f64, y: impl Fn(&CodedArticle) -> f64) -> f64 {
        let (a, b, n) = (self.coded_mean(&x), self.coded_mean(&y), self.coded.len() as f64);
        if n > 1.0 { self.coded_mean(|coded| (x(coded) - a) * (y(coded) - b)) * n / (n - 1.0) } else { 0.0 }
    }
}

/// The strata of a population: the themes that the model chose. Those without a coded article are joined to the one with
/// the fewest articles that has some, so that nothing is taken for known.
pub(super) struct Strata<'p, 'a> {
    population: &'p AuditPopulation<'a>,
    strata: Vec<Stratum>,
    /// The stratum of each choice of the model that has coded articles of its own.
    own: Vec<Option<usize>>,
}

impl<'p, 'a> Strata<'p, 'a> {
    /// The strata; none where no article is coded.
    pub(super) fn of(population: &'p AuditPopulation<'a>) -> Option<Self> {
        let choice = |article: usize| population.articles[article].theme;
        let (mut members, mut coded) = (vec![Vec::new(); population.themes], vec![Vec::new(); population.themes]);
        (0..population.articles.len()).for_each(|article| members[choice(article)].push(article));
        population.coded.iter().for_each(|label| coded[choice(label.article)].push(*label));
        let has_labels: Vec<bool> = coded.iter().map(|labels| !labels.is_empty()).collect();
        let smallest = (0..population.themes).filter(|&g| has_labels[g]).min_by_key(|&g| members[g].len())?;
        for theme in 0..population.themes {
            if !has_labels[theme] {
                let without = std::mem::take(&mut members[theme]);
                members[smallest].extend(without);
            }
        }
        let all = population.articles.len() as f64;
        let (mut strata, mut own) = (Vec::new(), vec![None; population.themes]);
        for (theme, (members, coded)) in members.into_iter().zip(coded).enumerate().filter(|(_, (m, _))| !m.is_empty())
        {
            own[theme] = Some(strata.len());
            let (sum, squares) = coded.iter().fold((0.0, 0.0), |(a, b), c| (a + c.weight, b + c.weight * c.weight));
            strata.push(Stratum { share: members.len() as f64 / all, effective: sum * sum / squares, members, coded });
        }
        Some(Strata { population, strata, own })
    }

    /// The number of coded articles.
    pub(super) fn labels(&self) -> usize {
        self.population.coded.len()
    }

    /// The stratum of a choice of the model, where it has coded articles of its own.
    pub(super) fn own(&self, theme: usize) -> Option<usize> {
        self.own[theme]
    }

    /// The mean of what coders found in a stratum, its share, and the number of labels that it rests on, raised by the
    /// part of the stratum that was coded.
    pub(super) fn stratum_mean(&self, stratum: usize, outcome: impl Fn(&CodedArticle) -> f64) -> (f64, f64, f64) {
        let stratum = &self.strata[stratum];
        (stratum.coded_mean(outcome), stratum.share, stratum.effective / stratum.left().max(1e-9))
    }

    /// The moments of a mean over the strata that `is_in` chooses; others count 0. `power` is tuned where none is given.
    pub(super) fn moments(
        &self,
        outcome: impl Fn(&CodedArticle) -> f64,
        prediction: impl Fn(&PredictedArticle<'a>) -> f64,
        power: Option<f64>,
        is_in: impl Fn(usize) -> bool,
    ) -> Moments {
        let predicted = |coded: &CodedArticle| prediction(&self.population.articles[coded.article]);
        let chosen: Vec<(&Stratum, f64, f64, f64)> = self
            .strata
            .iter()
            .enumerate()
            .filter(|(number, _)| is_in(*number))
            .map(|(_, stratum)| {
                let values = || stratum.members.iter().map(|&article| prediction(&self.population.articles[article]));
                let n = stratum.members.len() as f64;
                let mean = values().sum::<f64>() / n;
                let variance = values().map(|f| (f - mean) * (f - mean)).sum::<f64>() / n;
                // E(Y − f)² if the model's probabilities were right.
                let own = values().map(|f| f * (1.0 - f)).sum::<f64>() / n;
                (stratum, mean, variance, own)
            })
            .collect();
        let tuned = || {
            let sum = |value: &dyn Fn(&Stratum, f64) -> f64| -> f64 {
                chosen.iter().map(|(s, _, variance, _)| s.factor() * s.left() * value(s, *variance)).sum()
            };
            tuned_power(sum(&|s, _| s.covariance(&outcome, predicted)), sum(&|_, variance| variance))
        };
        let power = power.unwrap_or_else(tuned);
        let mut moments = Moments { value: 0.0, power, parts: Vec::new() };
        for (stratum, mean, variance, own) in chosen {
            let residual = |coded: &CodedArticle| outcome(coded) - power * predicted(coded);
            moments.value += stratum.share * (power * mean + stratum.coded_mean(residual));
            moments.parts.push(Part {
                factor: stratum.factor(),
                left: stratum.left(),
                degrees: stratum.coded.len() as f64 - 1.0,
                observed: stratum.covariance(residual, residual),
                expected: own + (1.0 - power) * (1.0 - power) * variance,
            });
        }
        moments
    }

    /// The moments of each theme's share, with these powers or with tuned ones.
    pub(super) fn theme_moments(&self, powers: Option<&[f64]>) -> Vec<Moments> {
        let moments = |theme: usize| {
            let outcome = move |coded: &CodedArticle| f64::from(u8::from(coded.theme == theme));
            let prediction = move |article: &PredictedArticle<'a>| f64::from(article.probabilities[theme]);
            self.moments(outcome, prediction, powers.map(|powers| powers[theme]), |_| true)
        };
        (0..self.population.themes).map(moments).collect()
    }
}

/// One stratum's part of the variance of a mean.
#[derive(Debug, Clone, Copy)]
struct Part {
    factor: f64,
    left: f64,
    degrees: f64,
    observed: f64,
    expected: f64,
}

/// A mean, and what its variance is made of.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    /// The estimate.
    pub value: f64,
    /// How much the model's probabilities count, 0 to 1.
    pub power: f64,
    parts: Vec<Part>,
}

impl Moments {
    /// The variance of the estimate, and how much larger it would be if the articles at hand were without number. Each
    /// stratum's variance is that of its labels, shrunk towards the model's own times `scale`.
    pub(super) fn variance(&self, scale: f64) -> (f64, f64) {
        let of_part = |part: &Part| {
            let expected = (scale * part.expected).min(0.25);
            let article = (part.degrees * part.observed + PRIOR_LABELS * expected) / (part.degrees + PRIOR_LABELS);
            (part.factor * part.left * article, part.factor * (1.0 - part.left) * article)
        };
        self.parts.iter().map(of_part).fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y))
    }
}

/// How much larger the squared errors of coded articles are than the model's probabilities promise, at least 1.
pub(super) fn scale_of<'m>(moments: impl Iterator<Item = &'m Moments>) -> f64 {
    let (mut observed, mut expected) = (0.0, 0.0);
    for part in moments.flat_map(|moments| &moments.parts) {
        observed += part.factor * part.degrees * part.observed;
        expected += part.factor * part.degrees * part.expected;
    }
    if expected > 0.0 { (observed / expected).clamp(1.0, MAX_SCALE) } else { 1.0 }
}
