//! Who came first, the centre or the provinces: of terms by their first mention, of themes by the ups and downs of their shares.

use std::collections::BTreeSet;

use crate::Language;
use crate::corpus::{Adcode, NONE, Tier};
use crate::report::document::ReportInput;
use crate::report::findings::CLEAR;
use crate::report::tables::csv_line;
use crate::report::words::{province, say};
use crate::trends::{
    Appearance, Attended, Following, Lag, MedianWaiting, Naming, STURDY, TermLag, followings, term_lag,
};

/// Why there is nothing to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoLag {
    /// All articles are of one source.
    OneSource,
    /// None is of a paper of the centre.
    NoCentre,
    /// None is of a paper of a province.
    NoProvince,
}

impl NoLag {
    /// The reason in a sentence.
    pub fn told(self, language: Language) -> &'static str {
        match self {
            NoLag::OneSource => say(
                language,
                "全部文章出自一个来源，无法比较中央与各省的先后。",
                "All articles are of one source: nothing tells whether the centre or a province came first.",
            ),
            NoLag::NoCentre => say(
                language,
                "没有已知的中央级（全国性）报纸，无法比较中央与各省的先后。",
                "No paper known to be of the centre (nationwide): nothing tells whether it or a province came first.",
            ),
            NoLag::NoProvince => say(
                language,
                "没有已知所在省份的报纸，无法比较中央与各省的先后。",
                "No paper of a known province: nothing tells whether the centre or a province came first.",
            ),
        }
    }
}

/// What was found out about who came first.
#[derive(Debug, Clone, Default)]
pub(super) struct LagFindings {
    /// Why there is nothing, where that is so.
    pub none: Option<NoLag>,
    /// Each term asked for.
    pub terms: Vec<(String, TermLag)>,
    /// Each theme, by province.
    pub themes: Vec<Following>,
    /// Articles of papers whose level is unknown, and of others those without a whole date: they are left out.
    pub unknown: usize,
    pub undated: usize,
}

impl LagFindings {
    /// What is found of a theme in the provinces that follow, or are followed by, the centre clearly; the earliest first.
    pub fn clear(&self, theme: usize) -> Vec<(Adcode, i64, &Following)> {
        let clear = self.themes.iter().filter(|f| f.theme == theme && f.false_discovery < CLEAR);
        let mut clear: Vec<_> = clear.filter_map(|f| f.shift.map(|shift| (f.province, shift.days(), f))).collect();
        clear.sort_by_key(|&(province, days, _)| (days, province));
        clear
    }

    /// The themes in which some province is clear, in their order.
    pub fn clear_themes(&self) -> Vec<usize> {
        let mut themes: Vec<usize> = self.themes.iter().map(|f| f.theme).collect();
        themes.dedup();
        themes.retain(|&theme| !self.clear(theme).is_empty());
        themes
    }

    /// Provinces × themes looked at, and of them those that had enough to tell.
    pub fn looked_at(&self) -> (usize, usize) {
        (self.themes.len(), self.themes.iter().filter(|f| f.shift.is_some()).count())
    }
}

/// Finds out who came first. All themes are tested together, also those that are not drawn.
pub(super) fn find(input: &ReportInput<'_>) -> LagFindings {
    let mut found = LagFindings::default();
    let tiers: BTreeSet<Tier> = input.articles.iter().filter_map(|a| a.tier).collect();
    let sources: BTreeSet<&str> = input.articles.iter().map(|a| a.seen.source.as_str()).collect();
    let day = |number: usize| input.articles[number].seen.date.and_then(|date| date.full());
    found.unknown = input.articles.iter().filter(|a| a.tier.is_none()).count();
    found.undated = (0..input.articles.len()).filter(|&n| input.articles[n].tier.is_some() && day(n).is_none()).count();
    found.none = if sources.len() < 2 {
        Some(NoLag::OneSource)
    } else if !tiers.contains(&Tier::Centre) {
        Some(NoLag::NoCentre)
    } else if tiers.len() < 2 {
        Some(NoLag::NoProvince)
    } else {
        None
    };
    if found.none.is_some() {
        return found;
    }
    // The numbers of dated articles, by which first articles are found again.
    let dated: Vec<usize> = (0..input.articles.len()).filter(|&number| day(number).is_some()).collect();
    for (term, typed) in input.terms.iter().enumerate() {
        let naming: Vec<Naming> = dated
            .iter()
            .filter_map(|&number| {
                let article = &input.articles[number];
                let named = article.named.contains(&term);
                Some(Naming { day: day(number)?, tier: article.tier, story: article.story, named })
            })
            .collect();
        if let Some(mut lag) = term_lag(&naming) {
            let centre = std::iter::once(&mut lag.centre);
            for appearance in centre.chain(lag.provinces.iter_mut().map(|(_, own, _)| own)) {
                appearance.first_article = appearance.first_article.map(|place| dated[place]);
            }
            found.terms.push((typed.clone(), lag));
        }
    }
    let attended: Vec<Attended> = dated
        .iter()
        .filter_map(|&number| {
            let article = &input.articles[number];
            Some(Attended { day: day(number)?, tier: article.tier?, theme: article.seen.theme })
        })
        .collect();
    // What is no policy follows nobody.
    let themes = input.classifier.themes();
    let policies: Vec<usize> = (0..themes.len()).filter(|&theme| themes[theme].id != NONE).collect();
    found.themes = followings(&attended, &policies);
    found
}

/// Days after the centre as people read them: “+6”, “−2”, “0”.
pub(super) fn signed(days: i64) -> String {
    match days {
        0 => "0".into(),
        1.. => format!("+{days}"),
        _ => format!("−{}", -days),
    }
}

/// The days of a province as people read them: “≤ +6” where they may be fewer, “≥ +6” where they may be more, since the centre
/// named the term on the first day read of it, “? +6” where both may be.
pub(super) fn days_told(lag: Lag, centre_open: bool) -> String {
    match lag {
        Lag::Days(days) if centre_open => format!("≥ {}", signed(days)),
        Lag::AtMost(days) if !centre_open => format!("≤ {}", signed(days)),
        Lag::Days(days) => signed(days),
        Lag::AtMost(days) => format!("? {}", signed(days)),
        Lag::NotYet(days) => format!("> {}", signed(days)),
        Lag::NotSeen => "?".into(),
        Lag::Unknown => String::new(),
    }
}

/// The median in words.
pub(super) fn median_told(median: Option<MedianWaiting>, language: Language) -> String {
    let Some(median) = median else {
        return say(language, "各省中位数：不能算出", "median of the provinces: not known").into();
    };
    let end = |days: Option<i64>| days.map_or_else(|| "?".into(), signed);
    let (total, happened) = (median.total, median.happened);
    match (median.days, language) {
        (Some(days), Language::Chinese) => format!(
            "各省中位数 {} 天（95% 区间 {} 至 {}；{total} 省中 {happened} 省已提）",
            signed(days),
            end(median.low),
            end(median.high)
        ),
        (Some(days), Language::English) => format!(
            "median of the provinces {} days (95% {} to {}; {happened} of {total} have named it)",
            signed(days),
            end(median.low),
            end(median.high)
        ),
        (None, Language::Chinese) => format!("各省中位数：尚不到一半（{total} 省中 {happened} 省已提）"),
        (None, Language::English) => {
            format!("median of the provinces: not yet half ({happened} of {total} have named it)")
        }
    }
}

/// One row for the centre and each province of a term, one for their median, and one for each theme and province.
pub(super) fn csv(input: &ReportInput<'_>, found: &LagFindings) -> String {
    let mut text = csv_line(&[
        "kind",
        "subject",
        "subject_name",
        "region",
        "region_name",
        "status",
        "days",
        "days_low",
        "days_high",
        "articles",
        "read_from",
        "read_to",
        "naming",
        "first",
        "first_id",
        "reprint",
        "third",
        "third_days",
        "bin_days",
        "bins",
        "correlation",
        "p_value",
        "false_discovery_rate",
    ]);
    let language = input.language;
    for (term, lag) in &found.terms {
        let name = |status: &str, region: String, place: String| -> Vec<String> {
            vec!["term".into(), term.clone(), term.clone(), region, place, status.into()]
        };
        let centre = if lag.centre.first.is_none() {
            "never"
        } else if lag.centre_open {
            "centre-or-earlier"
        } else {
            "centre"
        };
        let mut row = name(centre, String::new(), say(language, "中央", "centre").into());
        row.extend([lag.centre.first.map(|_| 0.to_string()).unwrap_or_default(), String::new(), String::new()]);
        row.extend(appearance_fields(input, &lag.centre, None));
        text += &csv_line(&row);
        for (region, own, days) in &lag.provinces {
            let (status, days) = match *days {
                Lag::Days(days) if lag.centre_open => ("at-least", days.to_string()),
                Lag::Days(days) => ("days", days.to_string()),
                Lag::AtMost(days) if lag.centre_open => ("unbounded", days.to_string()),
                Lag::AtMost(days) => ("at-most", days.to_string()),
                Lag::NotSeen => ("not-seen", String::new()),
                Lag::NotYet(days) => ("not-yet", days.to_string()),
                Lag::Unknown if own.first.is_some() => ("province-only", String::new()),
                Lag::Unknown => ("never", String::new()),
            };
            let mut row = name(status, region.to_string(), province(Some(*region), language));
            row.extend([days, String::new(), String::new()]);
            // Where the first day is a bound, so is the third.
            let exact = status == "days";
            row.extend(appearance_fields(input, own, Some(&lag.centre).filter(|_| exact)));
            text += &csv_line(&row);
        }
        if let Some(median) = lag.median {
            let mut row = name("median", String::new(), say(language, "各省中位数", "median of provinces").into());
            let number = |days: Option<i64>| days.map(|d| d.to_string()).unwrap_or_default();
            row.extend([number(median.days), number(median.low), number(median.high)]);
            row.extend(std::iter::repeat_n(String::new(), 14));
            text += &csv_line(&row);
        }
    }
    for following in &found.themes {
        let theme = &input.classifier.themes()[following.theme];
        let clear = following.false_discovery < CLEAR;
        let status = match following.shift {
            None => "too-few",
            Some(_) if clear => "clear",
            Some(_) => "not-clear",
        };
        let (region, place) = (following.province.to_string(), province(Some(following.province), language));
        let mut row =
            vec!["theme".into(), theme.id.clone(), theme.name(language).into(), region, place, status.to_owned()];
        row.push(following.shift.filter(|_| clear).map(|s| s.days().to_string()).unwrap_or_default());
        row.extend(std::iter::repeat_n(String::new(), 11));
        match following.shift {
            Some(shift) => {
                row.extend([shift.bin.to_string(), shift.bins.to_string()]);
                row.extend([shift.correlation, shift.p_value, following.false_discovery].map(|v| format!("{v:.6}")));
            }
            None => row.extend(std::iter::repeat_n(String::new(), 5)),
        }
        text += &csv_line(&row);
    }
    text
}

/// From `articles` to the end of a row of a term.
fn appearance_fields(input: &ReportInput<'_>, own: &Appearance, centre: Option<&Appearance>) -> Vec<String> {
    let date = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let reprint = match own.first_article {
        Some(_) if own.reprint => "yes",
        Some(_) => "no",
        None => "",
    };
    let third_days = own.sturdy.zip(centre.and_then(|c| c.sturdy)).and_then(|(own, centre)| centre.until(own).ok());
    let mut fields = vec![
        own.articles.to_string(),
        own.read.0.to_string(),
        own.read.1.to_string(),
        own.naming.to_string(),
        date(own.first),
        own.first_article.map(|number| input.articles[number].id.clone()).unwrap_or_default(),
        reprint.into(),
        date(own.sturdy),
        third_days.map(|span| span.get_days().to_string()).unwrap_or_default(),
    ];
    fields.extend(std::iter::repeat_n(String::new(), 5));
    fields
}

// The column is called so.
const _: () = assert!(STURDY == 3);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_carry_their_sign() {
        assert_eq!([signed(6), signed(0), signed(-17)], ["+6", "0", "−17"]);
        let told = |lag| [days_told(lag, false), days_told(lag, true)];
        assert_eq!(told(Lag::Days(2)), ["+2", "≥ +2"]);
        assert_eq!(told(Lag::AtMost(2)), ["≤ +2", "? +2"]);
        assert_eq!(told(Lag::NotSeen), ["?", "?"]);
        assert_eq!(told(Lag::NotYet(2)), ["> +2", "> +2"]);
    }

    #[test]
    fn medians_are_told_with_what_they_rest_on() {
        let median = MedianWaiting { days: Some(7), low: Some(-2), high: None, total: 9, happened: 6 };
        assert_eq!(
            median_told(Some(median), Language::Chinese),
            "各省中位数 +7 天（95% 区间 −2 至 ?；9 省中 6 省已提）"
        );
        let not_yet = MedianWaiting { days: None, low: None, ..median };
        assert!(median_told(Some(not_yet), Language::English).contains("not yet half (6 of 9"));
    }
}
