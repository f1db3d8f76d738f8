//! Median waiting times, when the event has not happened yet for some.

use crate::trends::statistics::share::Z;

/// The waiting time of one subject: until the event happened, or until the subject was last observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Number of days; below 0 if the event happened before the day from which the days are counted.
    pub days: i64,
    /// Whether the event happened on that day; otherwise it had not happened by then (right-censored).
    pub observed: bool,
}

/// The day by which the event had happened for half of the subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MedianWaiting {
    /// The median in days; `None` if the event has not happened for half of the subjects yet.
    pub days: Option<i64>,
    /// Lower end of the 95% interval; `None` if it is unbounded.
    pub low: Option<i64>,
    /// Upper end of the 95% interval; `None` if it is unbounded.
    pub high: Option<i64>,
    /// Number of subjects.
    pub total: usize,
    /// Number of subjects for which the event happened.
    pub observed: usize,
}

/// A median is quoted only where the event happened for at least this many subjects.
const MIN_OBSERVED: usize = 3;

impl MedianWaiting {
    /// The median in days with the ends of its interval, where it rests on enough subjects to be quoted: where most were not
    /// observed long enough, one or two stand for all.
    pub fn quoted(&self) -> Option<(i64, Option<i64>, Option<i64>)> {
        self.days.filter(|_| self.observed >= MIN_OBSERVED).map(|days| (days, self.low, self.high))
    }
}

/// The median by Kaplan & Meier (JASA 53, 1958): the first day on which at most half of the subjects are still waiting.
/// Its interval contains the days on which the share still waiting is not significantly different from one half
/// (Brookmeyer & Crowley, Biometrics 38, 1982), with Greenwood's variance on the log(−log) scale, which is reliable for
/// small samples (Borgan & Liestøl 1990). Returns `None` if there are no subjects.
pub fn median_waiting(waiting: &[Waiting]) -> Option<MedianWaiting> {
    let mut sorted = waiting.to_vec();
    // Events come before censorings on the same day, because censored subjects were still waiting on that day.
    sorted.sort_by_key(|one| (one.days, !one.observed));
    let total = sorted.len();
    let observed = sorted.iter().filter(|one| one.observed).count();
    let mut found = MedianWaiting { days: None, low: None, high: None, total, observed };
    let (mut survival, mut greenwood, mut at_risk) = (1.0, 0.0, total);
    for day in sorted.chunk_by(|a, b| a.days == b.days) {
        let events = day.iter().filter(|one| one.observed).count();
        if events > 0 {
            let (d, n) = (events as f64, at_risk as f64);
            // S = Π (1 − d/n),  v = Σ d / (n (n − d))
            survival *= (n - d) / n;
            greenwood += d / (n * (n - d));
            let days = day[0].days;
            if survival <= 0.5 + ROUNDING {
                found.days.get_or_insert(days);
            }
            // log(−log S) ± z √v / |log S|; not defined if nobody is waiting any more.
            if survival > 0.0 {
                let spread = libm::exp(Z * greenwood.sqrt() / -libm::log(survival));
                let band = |factor: f64| libm::exp(libm::log(survival) * factor);
                if band(spread) <= 0.5 + ROUNDING {
                    found.low.get_or_insert(days);
                }
                if band(1.0 / spread) <= 0.5 + ROUNDING {
                    found.high.get_or_insert(days);
                }
            }
        }
        at_risk -= day.len();
    }
    (total > 0).then_some(found)
}

/// Tolerance for rounding errors when a product of fractions is compared with one half.
const ROUNDING: f64 = 1e-12;

#[cfg(test)]
mod tests {
    use super::*;

    fn median(days: &[i64], observed: &[u8]) -> (Option<i64>, Option<i64>, Option<i64>) {
        let waiting: Vec<Waiting> =
            days.iter().zip(observed).map(|(&days, &h)| Waiting { days, observed: h == 1 }).collect();
        let found = median_waiting(&waiting).unwrap();
        assert_eq!((found.total, found.observed), (days.len(), observed.iter().filter(|h| **h == 1).count()));
        (found.days, found.low, found.high)
    }

    #[test]
    fn agrees_with_lifelines() {
        // k = lifelines.KaplanMeierFitter().fit(days + 3, observed); k.median_survival_time_ − 3,
        // lifelines.utils.median_survival_times(k.confidence_interval_) − 3 of lifelines 0.30.3 (+3: no day below 0); inf is
        // none here. The same of scipy 1.17.1: the first quantile with probability ≤ 0.5 of
        // stats.ecdf(stats.CensoredData.right_censored(days, censored)).sf and of its confidence_interval(method="log-log").
        // The first two are the trial of Gehan (Biometrika 52, 1965): 6-mercaptopurine and placebo.
        let treated = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        let observed = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(median(&treated, &observed), (Some(23), Some(13), None));
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
        assert_eq!(median(&placebo, &[1; 21]), (Some(8), Some(4), Some(11)));
        let lags = [3, -2, 0, 7, 7, 12, 30, 5, 1, 40, 40, 18];
        assert_eq!(median(&lags, &[1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1]), (Some(7), Some(0), None));
        assert_eq!(median(&[1, 2, 3, 4], &[1, 1, 0, 0]), (Some(2), Some(1), None));
        assert_eq!(median(&[4, 5], &[0, 0]), (None, None, None));
    }

    #[test]
    fn one_subject_has_no_interval_and_none_has_no_median() {
        assert_eq!(median(&[4], &[1]), (Some(4), None, None));
        assert_eq!(median_waiting(&[]), None);
    }
}
