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
    /// How much it counts in shares, above 0: 1 where all articles count the same. Only the relation between weights matters.
    pub weight: f64,
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

impl AuditPopulation<'_> {
    /// How many labels of equal weight would tell as much as those that are there: articles of unequal weights tell less (Kish 1965).
    pub fn effective_labels(&self) -> f64 {
        let weights = self.coded.iter().map(|coded| self.articles[coded.article].weight);
        let (sum, squares) = weights.fold((0.0, 0.0), |(a, b), weight| (a + weight, b + weight * weight));
        if squares > 0.0 { sum * sum / squares } else { 0.0 }
    }

    /// The themes that the model chose for some articles of which none is coded, and the share of these articles.
    pub fn uncovered(&self) -> (Vec<usize>, f64) {
        let mut weights = vec![0.0; self.themes];
        self.articles.iter().for_each(|article| weights[article.theme] += article.weight);
        let all: f64 = weights.iter().sum();
        self.coded.iter().for_each(|label| weights[self.articles[label.article].theme] = 0.0);
        let themes: Vec<usize> = (0..self.themes).filter(|&theme| weights[theme] > 0.0).collect();
        let share = if all > 0.0 { weights.iter().sum::<f64>() / all } else { 0.0 };
        (themes, share)
    }

    /// The share of articles for which the model chose a theme.
    pub(super) fn counted(&self, theme: usize) -> f64 {
        let weight = |is_in: &dyn Fn(usize) -> bool| -> f64 {
            self.articles.iter().filter(|article| is_in(article.theme)).map(|article| article.weight).sum()
        };
        weight(&|own| own == theme) / weight(&|_| true)
    }
}

/// Weight of the model's word against the labels in a stratum, in labels: five labels without an error do not prove that there is
/// none, and one label with an error does not prove that all are wrong.
const PRIOR_LABELS: f64 = 1.0;
/// The model's variance is trusted at most this far below that of the labels.
const MAX_SCALE: f64 = 25.0;

/// The articles of one choice of the model.
pub(super) struct Stratum {
    /// The theme that the model chose.
    theme: usize,
    /// Its articles.
    members: Vec<usize>,
    /// Its coded articles, whose weights are the product of those of the draw and of the articles.
    coded: Vec<CodedArticle>,
    /// Its share of all articles.
    share: f64,
    /// The number of its coded articles, less what unequal weights take (Kish 1965). Without one, the model's word is taken.
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

    /// What the distance between the mean of coded articles and the one that the model expects adds to their squares, where the model's
    /// word counts as κ labels: κn/(κ + n)·(x̄ − μ₀)² (Gelman et al., “Bayesian Data Analysis”, 3rd edition, 2013, 3.3). A single
    /// label that contradicts the model has no variance of its own.
    fn contradiction(&self, value: impl Fn(&CodedArticle) -> f64, expected: f64) -> f64 {
        if self.coded.is_empty() {
            return 0.0;
        }
        let (n, distance) = (self.coded.len() as f64, self.coded_mean(value) - expected);
        PRIOR_LABELS * n / (PRIOR_LABELS + n) * distance * distance
    }
}

/// The strata of a population: the themes that the model chose. In one without a coded article the model's choice stands, with the
/// variance of a single label: labels of other themes tell nothing of its articles, and no coder has contradicted the model there.
pub(super) struct Strata<'p, 'a> {
    population: &'p AuditPopulation<'a>,
    strata: Vec<Stratum>,
    /// The stratum of each choice of the model that has coded articles of its own.
    own: Vec<Option<usize>>,
}

impl<'p, 'a> Strata<'p, 'a> {
    /// The strata; none where no article is coded.
    pub(super) fn of(population: &'p AuditPopulation<'a>) -> Option<Self> {
        if population.coded.is_empty() {
            return None;
        }
        let (mut members, mut coded) = (vec![Vec::new(); population.themes], vec![Vec::new(); population.themes]);
        population.articles.iter().enumerate().for_each(|(number, article)| members[article.theme].push(number));
        for label in &population.coded {
            let article = &population.articles[label.article];
            coded[article.theme].push(CodedArticle { weight: label.weight * article.weight, ..*label });
        }
        let weight = |members: &[usize]| -> f64 { members.iter().map(|&at| population.articles[at].weight).sum() };
        let all: f64 = members.iter().map(|members| weight(members)).sum();
        let (mut strata, mut own) = (Vec::new(), vec![None; population.themes]);
        for (theme, (members, coded)) in members.into_iter().zip(coded).enumerate().filter(|(_, (m, _))| !m.is_empty())
        {
            own[theme] = (!coded.is_empty()).then_some(strata.len());
            let (sum, squares) = coded.iter().fold((0.0, 0.0), |(a, b), c| (a + c.weight, b + c.weight * c.weight));
            let effective = if coded.is_empty() { PRIOR_LABELS } else { sum * sum / squares };
            strata.push(Stratum { theme, share: weight(&members) / all, effective, members, coded });
        }
        Some(Strata { population, strata, own })
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

    /// The mean of what coders found in all strata that have coded articles.
    pub(super) fn labelled_mean(&self, outcome: impl Fn(&CodedArticle) -> f64) -> f64 {
        let labelled = self.strata.iter().filter(|stratum| !stratum.coded.is_empty());
        let add = |(sum, all): (f64, f64), s: &Stratum| (sum + s.share * s.coded_mean(&outcome), all + s.share);
        let (sum, all) = labelled.fold((0.0, 0.0), add);
        sum / all
    }

    /// The moments of a mean over the strata that `is_in` chooses; others count 0. `power` is tuned where none is given, and
    /// `unlabelled` gives the mean in strata without a coded article, by their themes.
    pub(super) fn moments(
        &self,
        outcome: impl Fn(&CodedArticle) -> f64,
        prediction: impl Fn(&PredictedArticle<'a>) -> f64,
        power: Option<f64>,
        is_in: impl Fn(usize) -> bool,
        unlabelled: impl Fn(usize) -> f64,
    ) -> Moments {
        let predicted = |coded: &CodedArticle| prediction(&self.population.articles[coded.article]);
        let chosen: Vec<(&Stratum, f64, f64, f64)> = self
            .strata
            .iter()
            .enumerate()
            .filter(|(number, _)| is_in(*number))
            .map(|(_, stratum)| {
                let article = |&at: &usize| &self.population.articles[at];
                let all: f64 = stratum.members.iter().map(|at| article(at).weight).sum();
                let mean_of = |value: &dyn Fn(f64) -> f64| {
                    stratum.members.iter().map(article).map(|a| a.weight * value(prediction(a))).sum::<f64>() / all
                };
                let mean = mean_of(&|f| f);
                let variance = mean_of(&|f| (f - mean) * (f - mean));
                // E(Y − f)² if the model's probabilities were right.
                let own = mean_of(&|f| f * (1.0 - f));
                (stratum, mean, variance, own)
            })
            .collect();
        let tuned = || {
            let labelled = || chosen.iter().filter(|(stratum, ..)| !stratum.coded.is_empty());
            let sum = |value: &dyn Fn(&Stratum, f64) -> f64| -> f64 {
                labelled().map(|(s, _, variance, _)| s.factor() * s.left() * value(s, *variance)).sum()
            };
            tuned_power(sum(&|s, _| s.covariance(&outcome, predicted)), sum(&|_, variance| variance))
        };
        let power = power.unwrap_or_else(tuned);
        let mut moments = Moments { value: 0.0, power, parts: Vec::new() };
        for (stratum, mean, variance, own) in chosen {
            let residual = |coded: &CodedArticle| outcome(coded) - power * predicted(coded);
            let found = match stratum.coded.is_empty() {
                true => unlabelled(stratum.theme),
                false => power * mean + stratum.coded_mean(residual),
            };
            let degrees = (stratum.coded.len() as f64 - 1.0).max(0.0);
            moments.value += stratum.share * found;
            moments.parts.push(Part {
                share: stratum.share,
                factor: stratum.factor(),
                left: stratum.left(),
                degrees,
                observed: stratum.covariance(residual, residual),
                expected: own + (1.0 - power) * (1.0 - power) * variance,
                contradiction: stratum.contradiction(residual, (1.0 - power) * mean),
                mean: found,
                plain: shrunk(
                    degrees,
                    stratum.covariance(&outcome, &outcome),
                    own + variance + stratum.contradiction(&outcome, mean),
                ),
            });
        }
        moments
    }

    /// The moments of each theme's share, with these powers or with tuned ones.
    pub(super) fn theme_moments(&self, powers: Option<&[f64]>) -> Vec<Moments> {
        let moments = |theme: usize| {
            let outcome = move |coded: &CodedArticle| f64::from(u8::from(coded.theme == theme));
            let prediction = move |article: &PredictedArticle<'a>| f64::from(article.probabilities[theme]);
            let counted = move |choice: usize| f64::from(u8::from(choice == theme));
            self.moments(outcome, prediction, powers.map(|powers| powers[theme]), |_| true, counted)
        };
        (0..self.population.themes).map(moments).collect()
    }
}

/// One stratum's part of the variance of a mean.
#[derive(Debug, Clone, Copy)]
struct Part {
    share: f64,
    factor: f64,
    left: f64,
    degrees: f64,
    observed: f64,
    expected: f64,
    contradiction: f64,
    /// The mean of the stratum.
    mean: f64,
    /// The variance of one article, without the help of the model's probabilities.
    plain: f64,
}

/// The variance of one article of a stratum, shrunk towards what the model expects; that of a share is 1/4 at most.
fn shrunk(degrees: f64, observed: f64, expected: f64) -> f64 {
    (degrees * observed + PRIOR_LABELS * expected.min(0.25)) / (degrees + PRIOR_LABELS)
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
            let article = shrunk(part.degrees, part.observed, scale * part.expected + part.contradiction);
            (part.factor * part.left * article, part.factor * (1.0 - part.left) * article)
        };
        self.parts.iter().map(of_part).fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y))
    }

    /// The variance of one article drawn from all strata: that within them and that between them (the law of total variance). It is
    /// p(1 − p), but not 0 where all labels agree. `scale` does not raise it, so that it does not undo what raises
    /// [`variance`](Self::variance).
    pub(super) fn spread(&self) -> f64 {
        let of_part = |part: &Part| part.share * (part.plain + (part.mean - self.value) * (part.mean - self.value));
        self.parts.iter().map(of_part).sum()
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
