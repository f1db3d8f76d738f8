//! Charts as PNG pictures, in one style.

mod by_region;
mod canvas;
mod evaluation;
mod font;
mod over_time;
mod ranked;
mod style;

pub use evaluation::evaluation_figures;
pub use font::TextMetrics;

pub(super) use by_region::by_region;
pub(super) use over_time::over_time;
pub(super) use ranked::ranked;

use crate::corpus::Language;
use crate::error::Result;
use crate::trends::{PeriodKind, RegionCounts, Series};

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name, without ending.
    pub name: &'static str,
    /// The PNG file.
    pub png: Vec<u8>,
}

/// What all charts of a report share.
pub(super) struct ChartData<'a> {
    pub language: Language,
    pub kind: PeriodKind,
    /// Theme names in the theme set's order.
    pub themes: Vec<String>,
    /// The theme that stands for “no policy theme”.
    pub none: Option<usize>,
    pub series: &'a Series,
    pub regions: &'a [RegionCounts],
    /// What the foot of every chart tells: articles, sources, span, gaps, model.
    pub foot: String,
}

impl ChartData<'_> {
    /// How theme names look: Latin letters stay readable at a smaller size than Chinese ones.
    fn name_type(&self) -> canvas::Type {
        let size = if self.language == Language::English { style::TEXT - 1.5 } else { style::TEXT };
        canvas::Type::new(size, style::INK)
    }

    /// The width of the longest theme name in points, at most a third of the page.
    fn names_width(&self) -> f64 {
        let longest = self.themes.iter().map(|name| canvas::text_width(name, self.name_type())).fold(0.0, f64::max);
        longest.min(style::PAGE_WIDTH / 3.0)
    }
}

/// All charts of a report.
pub(super) fn all(data: &ChartData<'_>) -> Result<Vec<Figure>> {
    Ok(vec![
        Figure { name: "themes-over-time", png: over_time(data)? },
        Figure { name: "themes-ranked", png: ranked(data)? },
        Figure { name: "themes-by-region", png: by_region(data)? },
    ])
}
