//! How attention is spread over papers, periods, pages, provinces and the year, in words.

use std::cmp::Ordering;

use crate::Language;
use crate::analysis::{Analysis, FrontPages, PaperPair};
use crate::corpus::Theme;
use crate::messages;
use crate::report::prose::versus::distance;
use crate::report::words::{month_of_year, percent, period_name, points, province, thousands};
use crate::trends::{
    Diversity, Lead, MAX_FALSE_DISCOVERY_RATE, MonthEffect, Period, Seasons, Share, ThemeSeasons, Trend, lasting_trend,
};

/// A single trend is mentioned if its p-value is below this.
const MAX_P_VALUE: f64 = 0.05;
/// That no trend shows in fewer periods says nothing: how alike neighbours are cannot be told, and hardly any rise would be found.
const FEW_PERIODS: usize = 10;
/// At most this many provinces or themes are named in a sentence.
const MAX_NAMED: usize = 8;

/// The section on how attention is spread; empty where there are no findings.
pub(super) fn markdown(analysis: &Analysis, themes: &[Theme], language: Language) -> String {
    let items = [
        agendas(&analysis.agendas, language),
        diversity(analysis, language),
        analysis.front_pages.as_ref().map_or_else(String::new, |found| front_pages(found, themes, language)),
        provinces(analysis, themes, language),
    ];
    let text = items.concat();
    if text.is_empty() { text } else { messages::attention_head(language).to_owned() + &text }
}

/// The pairs of papers whose agendas are farthest apart and nearest.
fn agendas(pairs: &[PaperPair], language: Language) -> String {
    let Some(farthest) = pairs.first() else { return String::new() };
    let [first, second] = farthest.papers.each_ref();
    let found = &farthest.distance;
    let [value, low, high] = [found.unbiased, found.low, found.high].map(distance);
    let mut text = match pairs.len() {
        1 => messages::attention_only_pair(language, first, second, &value, &low, &high),
        pairs => messages::attention_farthest(language, pairs, first, second, &value, &low, &high),
    };
    if let Some(nearest) = pairs.last().filter(|_| pairs.len() > 1) {
        let [first, second] = nearest.papers.each_ref();
        text += &messages::attention_nearest(language, first, second, &distance(nearest.distance.unbiased));
    }
    text + messages::attention_agendas(language)
}

/// The diversity of attention over the whole periods.
fn diversity(analysis: &Analysis, language: Language) -> String {
    let series = &analysis.series;
    let is_whole = |period| series.periods.iter().zip(&series.partial).any(|(own, partial)| *own == period && !partial);
    let whole: Vec<&Diversity> =
        analysis.diversity.iter().filter(|found| found.interval.is_some() && is_whole(found.period)).collect();
    let by_value = |a: &&&Diversity, b: &&&Diversity| a.value.total_cmp(&b.value);
    let (Some(lowest), Some(highest)) = (whole.iter().min_by(by_value), whole.iter().max_by(by_value)) else {
        return String::new();
    };
    // Fewer than three periods show no development.
    if whole.len() < 3 {
        return String::new();
    }
    let mean = whole.iter().map(|found| found.value).sum::<f64>() / whole.len() as f64;
    let [mean, low, high] = [mean, lowest.value, highest.value].map(distance);
    let periods = [lowest, highest].map(|found| period_name(found.period, language));
    let which = match (whole.len(), series.totals.iter().filter(|total| **total > 0).count()) {
        (whole, all) if whole < all => messages::attention_some_periods(language, whole, all),
        _ => messages::attention_all_periods(language).to_owned(),
    };
    let mut text = messages::attention_diversity(language, &which, &mean, &low, &periods[0], &high, &periods[1]);
    if !lowest.interval.zip(highest.interval).is_some_and(|(lowest, highest)| lowest.1 < highest.0) {
        text += messages::attention_overlap(language);
    }
    text += trend_of_diversity(&series.periods, &whole, language);
    text + messages::attention_diversity_table(language)
}

/// Whether attention became more or less even. A paper that enters or leaves changes the evenness of all without any paper having
/// changed: what the mix of papers makes is taken off.
fn trend_of_diversity(periods: &[Period], whole: &[&Diversity], language: Language) -> &'static str {
    let clear_trend = |value: &dyn Fn(&Diversity) -> f64| {
        let of = |period: &Period| whole.iter().copied().find(|found| found.period == *period).map(value);
        lasting_trend(&periods.iter().map(of).collect::<Vec<_>>()).filter(|trend| trend.p_value < MAX_P_VALUE)
    };
    match clear_trend(&|found: &Diversity| found.value - found.by_mix) {
        Some(trend) if trend.tau > 0.0 => messages::attention_rising(language),
        Some(_) => messages::attention_falling(language),
        None if clear_trend(&|found: &Diversity| found.value).is_some() => messages::attention_trend_of_mix(language),
        None if whole.len() < FEW_PERIODS => messages::attention_few_periods(language),
        None => messages::attention_no_trend(language),
    }
}

/// A share with the articles that it rests on and its interval.
fn rests_on(share: &Share, language: Language) -> String {
    let [value, low, high] = [share.value, share.low, share.high].map(percent);
    messages::attention_share(language, &value, &low, &high, &thousands(share.count), &thousands(share.total))
}

/// Themes that stand on front pages clearly more or less often than others.
fn front_pages(found: &FrontPages, themes: &[Theme], language: Language) -> String {
    let all = rests_on(&found.all, language);
    let mut text = match found.papers {
        1 => messages::attention_front_papers_one(language, &all),
        papers => messages::attention_front(language, papers, &all),
    };
    let named = |wanted: Ordering| {
        let mut apart: Vec<usize> = (0..themes.len()).filter(|&theme| found.against_others(theme) == wanted).collect();
        let value = |theme: usize| found.themes[theme].value;
        apart.sort_by(|&a, &b| value(b).total_cmp(&value(a)).then(a.cmp(&b)));
        if wanted == Ordering::Less {
            apart.reverse();
        }
        let name =
            |&theme: &usize| format!("{} {}", themes[theme].name(language), rests_on(&found.themes[theme], language));
        apart.iter().take(MAX_NAMED).map(name).collect::<Vec<_>>().join(messages::comma(language))
    };
    let (more, less) = (named(Ordering::Greater), named(Ordering::Less));
    if more.is_empty() && less.is_empty() {
        text += messages::attention_front_alike(language);
    }
    if !more.is_empty() {
        text += &messages::attention_front_more(language, &more);
    }
    if !less.is_empty() {
        text += &messages::attention_front_less(language, &less);
    }
    text + messages::attention_front_table(language)
}

/// The themes in which one province clearly comes first.
fn provinces(analysis: &Analysis, themes: &[Theme], language: Language) -> String {
    let is_policy = |theme: usize| analysis.none != Some(theme);
    let leads: Vec<(usize, Lead)> = analysis
        .provinces
        .iter()
        .filter(|found| is_policy(found.theme))
        .filter_map(|found| Some((found.theme, found.lead?)))
        .collect();
    let (clear, unclear): (Vec<_>, Vec<_>) = leads.into_iter().partition(|(_, lead)| lead.is_clear());
    let named: Vec<String> = clear
        .iter()
        .map(|(theme, lead)| {
            let (place, share) = (province(Some(lead.first.region), language), rests_on(&lead.first.share, language));
            messages::attention_provinces_lead(language, themes[*theme].name(language), &place, &share)
        })
        .collect();
    match (clear.len(), unclear.len()) {
        (0, 0) => String::new(),
        (0, unclear) => messages::attention_provinces_none(language, unclear),
        (_, unclear) => {
            let leads = messages::attention_provinces_clear(language, &named.join(messages::semicolon(language)));
            leads + &messages::attention_provinces_unclear(language, unclear)
        }
    }
}

/// The months of the year in which a theme is clearly higher or lower than in the average month, the largest first.
fn apart(effects: &[MonthEffect], language: Language) -> String {
    let named = |is_apart: &dyn Fn(&MonthEffect) -> bool| {
        let mut months: Vec<usize> = (0..effects.len()).filter(|&month| is_apart(&effects[month])).collect();
        let size = |month: usize| effects[month].effect.abs();
        months.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
        let name = |&month: &usize| {
            let effect = points(effects[month].effect);
            messages::seasons_month(language, &month_of_year(month + 1, language), &effect)
        };
        months.iter().map(name).collect::<Vec<_>>().join(messages::comma(language))
    };
    let (higher, lower) = (named(&|month| month.low > 0.0), named(&|month| month.high < 0.0));
    let parts = [
        (!higher.is_empty()).then(|| messages::seasons_higher(language, &higher)),
        (!lower.is_empty()).then(|| messages::seasons_lower(language, &lower)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        messages::seasons_no_month(language).into()
    } else {
        parts.join(messages::semicolon(language))
    }
}

/// The section on seasons; empty where no two whole years were read.
pub(super) fn seasons(seasons: Option<&Seasons>, themes: &[Theme], language: Language) -> String {
    let Some(seasons) = seasons else { return String::new() };
    let is_clear = |rate: f64| rate < MAX_FALSE_DISCOVERY_RATE;
    let clear = seasons.themes.iter().filter(|found| is_clear(found.false_discovery));
    let mut clear: Vec<(usize, [MonthEffect; 12])> =
        clear.filter_map(|found| Some((found.theme, found.months?))).collect();
    let spread = |months: &[MonthEffect]| {
        let effects = || months.iter().map(|month| month.effect);
        effects().fold(f64::MIN, f64::max) - effects().fold(f64::MAX, f64::min)
    };
    clear.sort_by(|a, b| spread(&b.1).total_cmp(&spread(&a.1)).then(a.0.cmp(&b.0)));
    let months = std::iter::successors(Some(seasons.first), |month| month.next());
    let last = months.take(12 * seasons.years).last().unwrap_or(seasons.first);
    let mut text = messages::seasons_head(language, seasons.years, &seasons.first.to_string(), &last.to_string());
    for (theme, months) in &clear {
        text += &messages::seasons_theme(language, themes[*theme].name(language), &apart(months, language));
    }
    if clear.is_empty() {
        text += messages::none_found(language);
    }
    let has_trend = |trend: Option<Trend>, rate: f64| trend.is_some() && is_clear(rate);
    let named = |is_raw: bool, is_without: bool| {
        let is_wanted = |found: &&ThemeSeasons| {
            found.months.is_some()
                && has_trend(found.raw_trend, found.raw_false_discovery) == is_raw
                && has_trend(found.trend, found.trend_false_discovery) == is_without
        };
        let names = seasons.themes.iter().filter(is_wanted).map(|found| themes[found.theme].name(language));
        names.collect::<Vec<_>>().join(messages::comma(language))
    };
    let (only_without, only_raw) = (named(false, true), named(true, false));
    if !only_without.is_empty() {
        text += &messages::seasons_only_without(language, &only_without);
    }
    if !only_raw.is_empty() {
        text += &messages::seasons_only_raw(language, &only_raw);
    }
    text + messages::seasons_table(language)
}
