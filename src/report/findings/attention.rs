//! How attention is spread over papers, periods, pages and provinces.

use std::cmp::Ordering;

use crate::Language;
use crate::messages;
use crate::report::findings::{Column, Curve, CurvePoint, Finding, MAX_POINTS, Unit, Value, yes_or_no};
use crate::report::input::ReportInput;
use crate::report::words::{percent, province, thousands};
use crate::trends::{Diversity, Lead, Period};

/// At most this many pairs of papers stand on the page.
const MAX_PAIRS: usize = 15;
/// With fewer periods nothing can be said about changes over time.
const MIN_PERIODS: usize = 3;

/// One row per pair of papers, the farthest first.
pub(super) fn agendas(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let pairs = &input.analysis.agendas;
    let row = |pair: &crate::analysis::PaperPair| {
        let found = &pair.distance;
        vec![
            Value::text(pair.papers[0].as_str()),
            Value::text(pair.papers[1].as_str()),
            Value::count(pair.days),
            Value::count(pair.stories[0]),
            Value::count(pair.stories[1]),
            Value::Number(Unit::Ratio, found.unbiased, Some((found.low, found.high))),
            Value::Number(Unit::Ratio, found.by_chance, None),
        ]
    };
    Some(Finding {
        title: messages::finding_agendas(language),
        sentence: messages::finding_agendas_says(language).to_owned(),
        columns: vec![
            Column::new(messages::finding_first_paper(language)),
            Column::new(messages::finding_second_paper(language)),
            Column::new(messages::finding_days(language)),
            Column::new(messages::finding_first_stories(language)),
            Column::new(messages::finding_second_stories(language)),
            Column::with_interval(messages::finding_distance(language)),
            Column::new(messages::finding_by_chance(language)),
        ],
        rows: pairs.iter().map(row).collect(),
        on_page: Some(MAX_PAIRS),
        curves: Vec::new(),
    })
}

/// One row per period.
pub(super) fn diversity(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let (found, series) = (&input.analysis.diversity, &input.analysis.series);
    let is_partial =
        |period: Period| series.periods.iter().zip(&series.partial).any(|(own, part)| *own == period && *part);
    let row = |found: &Diversity| {
        vec![
            Value::day(found.period.to_string()),
            Value::count(found.articles),
            Value::count(found.days),
            Value::Number(Unit::Ratio, found.value, found.interval),
            yes_or_no(!is_partial(found.period), language),
        ]
    };
    let point = |period: &Period| {
        let own = found.iter().find(|own| own.period == *period);
        let with_interval = own.and_then(|own| own.interval.map(|(low, high)| (own, [own.value, low, high])));
        CurvePoint {
            period: period.to_string(),
            value: with_interval.map(|(_, value)| value),
            rests_on: own
                .map_or_else(String::new, |own| messages::finding_of_stories(language, &thousands(own.articles))),
            is_weak: is_partial(*period),
        }
    };
    let points: Vec<CurvePoint> = series.periods.iter().map(point).collect();
    let known = points.iter().filter(|point| point.value.is_some()).count();
    let has_curve = (MIN_PERIODS..=MAX_POINTS).contains(&known) && points.len() <= MAX_POINTS;
    Some(Finding {
        title: messages::finding_diversity(language),
        sentence: messages::finding_diversity_says(language).to_owned(),
        columns: vec![
            Column::new(messages::column_period(language)),
            Column::new(messages::finding_stories(language)),
            Column::new(messages::finding_days(language)),
            Column::with_interval(messages::finding_evenness(language)),
            Column::new(messages::finding_whole(language)),
        ],
        rows: found.iter().map(row).collect(),
        on_page: has_curve.then_some(0),
        curves: vec![Curve { name: String::new(), unit: Unit::Ratio, points }],
    })
}

/// One row per theme, in the order of the charts.
pub(super) fn front_pages(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let found = input.analysis.front_pages.as_ref()?;
    let all = &found.all;
    let row = |theme: usize| {
        let share = &found.themes[theme];
        let against_others = match found.against_others(theme) {
            _ if share.total == 0 => "",
            Ordering::Greater => messages::finding_above(language),
            Ordering::Less => messages::finding_below(language),
            Ordering::Equal => messages::finding_unclear(language),
        };
        vec![
            Value::text(input.classifier.themes()[theme].name(language)),
            Value::count(share.count),
            Value::count(share.total),
            if share.total > 0 { Value::share(share) } else { Value::Empty },
            Value::text(against_others),
        ]
    };
    let rows: Vec<Vec<Value>> = input.shown().into_iter().map(row).collect();
    let (share, count, total) = (percent(all.value), thousands(all.count), thousands(all.total));
    Some(Finding {
        title: messages::finding_front(language),
        sentence: messages::finding_front_says(language, found.papers, &share, &count, &total),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::new(messages::finding_front_count(language)),
            Column::new(messages::finding_articles(language)),
            Column::with_interval(messages::finding_front_share(language)),
            Column::new(messages::finding_against_others(language)),
        ],
        on_page: Some(rows.len()),
        rows,
        curves: Vec::new(),
    })
}

/// One row per theme: the two provinces with its largest shares, and whether these shares differ clearly.
pub(super) fn leads(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let analysis = input.analysis;
    let shown = input.shown();
    let policies = shown.iter().filter(|&&theme| analysis.none != Some(theme));
    let lead_of = |theme: usize| analysis.provinces.iter().find(|found| found.theme == theme)?.lead;
    let leads: Vec<(usize, Lead)> = policies.filter_map(|&theme| Some((theme, lead_of(theme)?))).collect();
    let row = |(theme, lead): &(usize, Lead)| {
        vec![
            Value::text(input.classifier.themes()[*theme].name(language)),
            Value::text(province(Some(lead.first.region), language)),
            Value::share(&lead.first.share),
            Value::text(province(Some(lead.second.region), language)),
            Value::share(&lead.second.share),
            yes_or_no(lead.is_clear(), language),
        ]
    };
    let clear = leads.iter().filter(|(_, lead)| lead.is_clear()).count();
    Some(Finding {
        title: messages::finding_leads(language),
        sentence: messages::finding_leads_says(language, clear, leads.len()),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::new(messages::finding_first_province(language)),
            Column::with_interval(messages::finding_first_share(language)),
            Column::new(messages::finding_second_province(language)),
            Column::with_interval(messages::finding_second_share(language)),
            Column::new(messages::finding_told_apart(language)),
        ],
        on_page: Some(leads.len()),
        rows: leads.iter().map(row).collect(),
        curves: Vec::new(),
    })
}

/// One row per theme and province, for the workbook: the page has charts of them.
pub(super) fn province_shares(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let shown = input.shown();
    let of_theme = |theme: &usize| input.analysis.provinces.iter().find(|found| found.theme == *theme);
    let rows = shown.iter().filter_map(of_theme).flat_map(|found| {
        found.provinces.iter().map(|own| {
            vec![
                Value::text(input.classifier.themes()[found.theme].name(language)),
                Value::text(province(Some(own.region), language)),
                Value::count(own.share.count),
                Value::count(own.share.total),
                Value::share(&own.share),
                Value::Number(Unit::Share, own.shrunk, None),
            ]
        })
    });
    Some(Finding {
        title: messages::finding_province_shares(language),
        sentence: messages::finding_province_shares_says(language).to_owned(),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::new(messages::column_province(language)),
            Column::new(messages::finding_articles(language)),
            Column::new(messages::finding_province_total(language)),
            Column::with_interval(messages::column_share(language)),
            Column::new(messages::finding_shrunk(language)),
        ],
        rows: rows.collect(),
        on_page: None,
        curves: Vec::new(),
    })
}
