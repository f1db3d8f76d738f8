//! Charts in one style, as PNG pictures and SVG files.

mod axis;
mod by_region;
mod calendar;
mod canvas;
mod changes;
mod coverage;
mod empty;
mod evaluation;
mod font;
mod lag;
mod map;
mod over_time;
mod panel;
mod ranked;
mod raster;
mod style;
mod term_series;
mod time_marks;
mod vector;

pub use evaluation::evaluation_figures;
pub use font::TextMetrics;

use crate::Language;
use crate::analysis::Analysis;
use crate::error::Result;
use crate::messages;
use crate::report::chart::by_region::by_region;
use crate::report::chart::calendar::calendar;
use crate::report::chart::canvas::Canvas;
use crate::report::chart::changes::{changes, versus};
use crate::report::chart::coverage::coverage;
use crate::report::chart::empty::says_nothing;
use crate::report::chart::lag::lag;
use crate::report::chart::map::map;
use crate::report::chart::over_time::over_time;
use crate::report::chart::ranked::ranked;
use crate::report::chart::term_series::term_series;
use crate::trends::{Estimate, Event, Issue};

/// A finished chart, ready to be written as a picture.
#[derive(Debug, Clone)]
pub struct Figure(Canvas);

impl Figure {
    /// Its name, which is its file's name without the ending.
    pub fn name(&self) -> &'static str {
        self.0.chart
    }

    /// Width and height in points (1/72 inch).
    pub fn size(&self) -> (f64, f64) {
        (self.0.width, self.0.height)
    }

    /// The chart as a PNG file at this many dots per inch.
    ///
    /// # Errors
    /// [`Error::Chart`](crate::Error::Chart) where it cannot be encoded.
    pub fn png(&self, dots_per_inch: u32) -> Result<Vec<u8>> {
        raster::png(&self.0, dots_per_inch)
    }

    /// The chart as an SVG file.
    pub fn svg(&self) -> String {
        vector::svg(&self.0)
    }
}

/// Draws a chart.
type Draw = fn(&ChartData<'_>) -> Canvas;

/// The name of a chart that would say nothing, and why.
pub type LeftOut = (&'static str, &'static str);

/// The data that all charts of a report share.
pub(super) struct ChartData<'a> {
    pub language: Language,
    /// The width of the charts in points.
    pub width: f64,
    /// Theme names in the theme set's order.
    pub themes: Vec<String>,
    /// The themes to draw, the largest share first.
    pub shown: Vec<usize>,
    pub analysis: &'a Analysis,
    pub coverage: &'a [Issue],
    /// The events to mark on axes of time.
    pub events: &'a [Event],
    /// The foot of every chart: articles, sources, span, gaps, model.
    pub foot: String,
}

impl ChartData<'_> {
    /// Whether the charts are wider than a page: they are for slides, which are wide and low.
    fn is_for_slides(&self) -> bool {
        self.width > style::PAGE_WIDTH
    }

    /// The height that a chart has room for where it will stand.
    fn max_height(&self) -> f64 {
        if self.is_for_slides() { style::SLIDE_HEIGHT } else { style::PAGE_HEIGHT }
    }

    /// The type of theme names: Latin letters stay readable at a smaller size than Chinese characters.
    fn name_type(&self) -> canvas::Type {
        let size = if self.language == Language::English { style::TEXT - 1.5 } else { style::TEXT };
        canvas::Type::new(size, style::INK)
    }

    /// The corrected share of a theme, where it is known.
    fn corrected(&self, theme: usize) -> Option<&Estimate> {
        self.analysis.corrected.as_ref()?.by_probabilities.get(theme)
    }

    /// The width of the longest theme name in points, at most a third of the page.
    fn names_width(&self) -> f64 {
        let widest = self.themes.iter().map(|name| canvas::text_width(name, self.name_type())).fold(0.0, f64::max);
        widest.min(self.width / 3.0)
    }

    /// The first `max` of some themes, of which “no policy theme” is kept and stays last, and how many are left out.
    fn first_themes(&self, themes: &[usize], max: usize) -> (Vec<usize>, usize) {
        let is_none = |theme: &usize| self.analysis.none == Some(*theme);
        let kept_none = themes.iter().copied().find(is_none);
        let policies = themes.iter().copied().filter(|theme| !is_none(theme));
        let mut kept: Vec<usize> = policies.take(max.saturating_sub(usize::from(kept_none.is_some())).max(1)).collect();
        kept.extend(kept_none);
        let left_out = themes.len() - kept.len();
        (kept, left_out)
    }

    /// Finishes a chart that has nothing to show: a sentence says why, in `room` points below the heading.
    fn without_content(&self, mut canvas: Canvas, head: f64, room: f64, reason: &str) -> Canvas {
        let centred = canvas::Type::new(style::TITLE, style::MUTED).align(canvas::Align::Centre);
        canvas.height = head + room;
        canvas.text(reason, (self.width / 2.0, head + 40.0), centred);
        canvas.foot(&self.foot);
        canvas
    }
}

/// All charts of a report, and the names of those that would say nothing, each with the reason.
pub(super) fn all(data: &ChartData<'_>) -> (Vec<Figure>, Vec<LeftOut>) {
    let charts: [(&str, Draw); 7] = [
        ("themes-over-time", over_time),
        ("themes-ranked", ranked),
        ("themes-changes", changes),
        ("themes-calendar", calendar),
        ("themes-by-region", by_region),
        ("themes-map", map),
        ("coverage", coverage),
    ];
    let mut left_out: Vec<LeftOut> =
        charts.iter().filter_map(|(name, _)| Some((*name, says_nothing(name, data)?))).collect();
    let drawn = charts.iter().filter(|(name, _)| !left_out.iter().any(|(other, _)| other == name));
    let canvases: Vec<Canvas> = drawn.map(|(_, draw)| draw(data)).collect();
    let asked_for_terms = !data.analysis.term_series.is_empty();
    let silent = says_nothing("term-series", data).filter(|_| asked_for_terms);
    left_out.extend(silent.map(|reason| ("term-series", reason)));
    let terms = (asked_for_terms && silent.is_none()).then(|| term_series(data));
    let side_by_side = versus(data);
    if side_by_side.is_none() && data.analysis.versus.is_some() {
        left_out.push(("themes-versus", messages::versus_few_independent(data.language)));
    }
    let figures = canvases.into_iter().chain(side_by_side).chain(terms).chain(lag(data)).map(Figure).collect();
    (figures, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::{Observation, PeriodKind};

    impl<'a> ChartData<'a> {
        /// What the charts of a page show of articles with the themes “a” and “b”; no issue is known to be missing.
        pub(super) fn of_two_themes(analysis: &'a Analysis) -> Self {
            Self {
                language: Language::English,
                width: style::PAGE_WIDTH,
                themes: vec!["a".into(), "b".into()],
                shown: vec![0, 1],
                analysis,
                coverage: &[],
                events: &[],
                foot: String::new(),
            }
        }
    }

    #[test]
    fn charts_fit_the_page_or_the_slide_that_they_are_for() {
        let themes = 24;
        let provinces = [11, 13, 14, 21, 22, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 51, 52, 53, 61, 62];
        let observations: Vec<Observation> = (0..9000)
            .map(|i| Observation {
                date: format!("{}-{:02}-{:02}", 2022 + i % 3, i % 12 + 1, i % 28 + 1).parse().ok(),
                region: format!("{}0000", provinces[i % provinces.len()]).parse().ok(),
                theme: i * i % 101 % themes,
                ..Default::default()
            })
            .collect();
        let analysis = Analysis::of_observations(observations, themes, PeriodKind::Month);
        for (language, name) in [(Language::Chinese, "一个主题名"), (Language::English, "A Theme of Long Names")] {
            for (width, height) in
                [(482.0, style::PAGE_HEIGHT), (244.0, style::PAGE_HEIGHT), (680.0, style::SLIDE_HEIGHT)]
            {
                let (figures, _) = all(&ChartData {
                    language,
                    width,
                    themes: (0..themes).map(|theme| format!("{name} {theme}")).collect(),
                    shown: analysis.series.ranking(),
                    foot: "foot".into(),
                    ..ChartData::of_two_themes(&analysis)
                });
                assert!(figures.len() >= 5);
                for figure in figures {
                    let (_, high) = figure.size();
                    assert!(high <= height, "{} {width} {language:?}: {high}", figure.name());
                }
            }
        }
    }

    #[test]
    fn two_hundred_themes_with_long_names_find_room() {
        let themes = 200;
        let observations: Vec<Observation> = (0..4000)
            .map(|i| Observation {
                date: format!("2024-{:02}-{:02}", i % 12 + 1, i % 28 + 1).parse().ok(),
                region: format!("{}0000", [11, 43, 52][i % 3]).parse().ok(),
                theme: i * i % themes,
                ..Default::default()
            })
            .collect();
        let analysis = Analysis::of_observations(observations, themes, PeriodKind::Month);
        for width in [482.0, 244.0] {
            let (figures, _) = all(&ChartData {
                language: Language::Chinese,
                width,
                themes: (0..themes).map(|t| format!("第{t}个主题的名字长得超过图上留给它的全部位置")).collect(),
                shown: analysis.series.ranking(),
                foot: "foot".into(),
                ..ChartData::of_two_themes(&analysis)
            });
            for figure in figures {
                let (wide, high) = figure.size();
                assert_eq!(wide, width);
                assert!(high > 50.0 && high < 20_000.0, "{}: {high}", figure.name());
                assert!(!figure.png(20).unwrap().is_empty() && figure.svg().ends_with("</svg>\n"));
            }
        }
    }
}
