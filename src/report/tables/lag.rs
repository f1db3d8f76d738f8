//! The lag between national papers and provinces: one row for each place and term, and one for each province and theme.

use crate::Language;
use crate::analysis::{LagFindings, SurveyedArticle};
use crate::corpus::Theme;
use crate::messages;
use crate::report::tables::row::table_row;
use crate::report::words::province;
use crate::trends::{Appearance, Lag, LeadLag, MAX_FALSE_DISCOVERY_RATE, MedianWaiting, ROBUST_COUNT, TermLag};

table_row! {
    /// When a place named a term, or by how many days its share of a theme follows the national one.
    #[derive(Default)]
    pub struct LagRow {
        /// `term` or `theme`.
        pub kind: &'static str,
        /// The term, or the theme's id.
        pub subject: String,
        /// The term, or the theme's name.
        pub subject_name: String,
        /// The province's adcode; empty for national papers and for the median.
        pub region: String,
        /// The name of the place.
        pub region_name: String,
        /// The kind of number that `days` is.
        pub status: &'static str,
        /// Days after the national papers; below 0 before them.
        pub days: Option<i64>,
        /// The lower end of the 95% interval of the median.
        pub days_low: Option<i64>,
        /// The upper end of the 95% interval of the median.
        pub days_high: Option<i64>,
        /// The number of articles read.
        pub articles: Option<usize>,
        /// The first day read.
        pub read_from: Option<String>,
        /// The last day read.
        pub read_to: Option<String>,
        /// The number of articles that name the term.
        pub naming: Option<usize>,
        /// The first day on which it was named.
        pub first: Option<String>,
        /// The id of the first article that names it.
        pub first_id: Option<String>,
        /// `yes` where that article reprints a story that a national paper printed first.
        pub reprint: Option<&'static str>,
        /// The day by which three articles had named it.
        pub third: Option<String>,
        /// Days between that day and the national papers' one.
        pub third_days: Option<i64>,
        /// The length of a bin in days: 1 or 7.
        pub bin_days: Option<i64>,
        /// The number of bins compared.
        pub bins: Option<usize>,
        /// The correlation at the best shift.
        pub correlation: Option<f64>,
        /// The p value of that correlation over all shifts.
        pub p_value: Option<f64>,
        /// The false discovery rate over all provinces and themes.
        pub false_discovery_rate: Option<f64>,
    }
}

// The columns `third` and `third_days` are named for this number of articles.
const _: () = assert!(ROBUST_COUNT == 3);

/// One row for national papers and each province of a term, one for the median of its provinces, and one for each theme
/// and province.
pub fn lag_rows(
    found: &LagFindings,
    articles: &[SurveyedArticle<'_>],
    themes: &[Theme],
    language: Language,
) -> Vec<LagRow> {
    let mut rows = Vec::new();
    for (term, lag) in &found.terms {
        rows.push(centre_row(term, lag, articles, language));
        for (region, own, days) in &lag.provinces {
            let (status, days) = status(*days, own, lag.centre_open);
            // Where the first day is only a bound, so is the third.
            let centre = Some(&lag.centre).filter(|_| status == "days");
            rows.push(LagRow {
                region: region.to_string(),
                region_name: province(Some(*region), language),
                status,
                days,
                ..term_row(term, Some((own, centre, articles)))
            });
        }
        rows.extend(lag.median.map(|median| median_row(term, median, language)));
    }
    rows.extend(found.themes.iter().map(|following| theme_row(following, &themes[following.theme], language)));
    rows
}

/// The part of a row that all rows of a term have in common.
fn term_row(term: &str, appearance: Option<(&Appearance, Option<&Appearance>, &[SurveyedArticle<'_>])>) -> LagRow {
    let row = LagRow { kind: "term", subject: term.into(), subject_name: term.into(), ..LagRow::default() };
    let Some((own, centre, articles)) = appearance else { return row };
    let third_days =
        own.robust_day.zip(centre.and_then(|c| c.robust_day)).and_then(|(own, centre)| centre.until(own).ok());
    LagRow {
        articles: Some(own.articles),
        read_from: Some(own.read.0.to_string()),
        read_to: Some(own.read.1.to_string()),
        naming: Some(own.naming),
        first: own.first.map(|day| day.to_string()),
        first_id: own.first_article.map(|number| articles[number].classified.id.to_string()),
        reprint: own.first_article.map(|_| if own.reprint { "yes" } else { "no" }),
        third: own.robust_day.map(|day| day.to_string()),
        third_days: third_days.map(|span| i64::from(span.get_days())),
        ..row
    }
}

fn centre_row(term: &str, lag: &TermLag, articles: &[SurveyedArticle<'_>], language: Language) -> LagRow {
    let status = match lag.centre.first {
        None => "never",
        Some(_) if lag.centre_open => "centre-or-earlier",
        Some(_) => "centre",
    };
    LagRow {
        region_name: messages::centre(language).into(),
        status,
        days: lag.centre.first.map(|_| 0),
        ..term_row(term, Some((&lag.centre, None, articles)))
    }
}

/// The kind of number that a province's days are, and the days.
fn status(lag: Lag, own: &Appearance, centre_open: bool) -> (&'static str, Option<i64>) {
    match lag {
        Lag::Days(days) if centre_open => ("at-least", Some(days)),
        Lag::Days(days) => ("days", Some(days)),
        Lag::AtMost(days) if centre_open => ("unbounded", Some(days)),
        Lag::AtMost(days) => ("at-most", Some(days)),
        Lag::NotSeen => ("not-seen", None),
        Lag::NotYet(days) => ("not-yet", Some(days)),
        Lag::Unknown if own.first.is_some() => ("province-only", None),
        Lag::Unknown => ("never", None),
    }
}

/// The row of a median, without a number where it rests on too few provinces.
fn median_row(term: &str, median: MedianWaiting, language: Language) -> LagRow {
    let quoted = median.quoted();
    LagRow {
        region_name: messages::median_of_provinces(language).into(),
        status: "median",
        days: quoted.map(|(days, ..)| days),
        days_low: quoted.and_then(|(_, low, _)| low),
        days_high: quoted.and_then(|(.., high)| high),
        ..term_row(term, None)
    }
}

fn theme_row(following: &LeadLag, theme: &Theme, language: Language) -> LagRow {
    let is_clear = following.false_discovery < MAX_FALSE_DISCOVERY_RATE;
    let shift = following.shift;
    LagRow {
        kind: "theme",
        subject: theme.id.clone(),
        subject_name: theme.name(language).into(),
        region: following.province.to_string(),
        region_name: province(Some(following.province), language),
        status: match shift {
            None => "too-few",
            Some(_) if is_clear => "clear",
            Some(_) => "not-clear",
        },
        days: shift.filter(|_| is_clear).map(|shift| shift.days()),
        bin_days: shift.map(|shift| shift.bin),
        bins: shift.map(|shift| shift.bins),
        correlation: shift.map(|shift| shift.correlation),
        p_value: shift.map(|shift| shift.p_value),
        false_discovery_rate: shift.map(|_| following.false_discovery),
        ..LagRow::default()
    }
}
