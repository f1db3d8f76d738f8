//! The calendar of attention: for each theme a grid of years by months, so that seasons show.

use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::over_time::FEW;
use crate::report::chart::style::{GRID, INK, MARGIN, MUTED, SMALL, TITLE, grey, shade};
use crate::report::words::{percent, say};
use crate::trends::Series;

/// A calendar is about so wide.
const WIDTH: f64 = 150.0;
const GAP: f64 = 14.0;
const ROW: f64 = 11.0;
/// Room above a calendar for its theme's name, and below for its months.
const NAME: f64 = 18.0;
const MONTHS: f64 = 16.0;
/// Room for the years before the cells.
const YEARS: f64 = 20.0;
/// Years at most: the latest.
const MOST_YEARS: i16 = 20;

/// Draws the chart.
pub fn calendar(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("themes-calendar", data.width, 0.0);
    let zh = |chinese, english| say(data.language, chinese, english);
    let title = zh("各政策主题的年历", "Calendar of policy themes");
    let months = &data.analysis.months;
    let (Some(first), Some(last)) = (months.periods.first(), months.periods.last()) else {
        let head = canvas.heading(title, &[]);
        canvas.height = head + 80.0;
        let none = zh("没有一篇的日期到月", "No article's date tells its month");
        canvas.text(none, (data.width / 2.0, head + 40.0), Type::new(TITLE, MUTED).align(Align::Centre));
        canvas.foot(&data.foot);
        return canvas;
    };
    let years = first.start.year().max(last.start.year() - MOST_YEARS + 1)..=last.start.year();
    let subtitle = zh(
        "每格一月：以该主题为主的文章占当月全部文章的比例，各主题色标不同（主题名后：色标最深处）",
        "One cell a month: share of all its articles whose primary theme it is; each theme its own scale (darkest behind the name)",
    );
    let marks = zh(
        "灰色：不足 10 篇或不完整；白格：占比为零；无格：没有文章",
        "Grey: under 10 articles or partial; white: a share of 0; no cell: no article",
    );
    let head = canvas.heading(title, &[subtitle, marks]) + 10.0;
    let themes = data.ranking();
    let columns = (((data.width - 2.0 * MARGIN + GAP) / (WIDTH + GAP)).floor() as usize).max(1);
    let width = (data.width - 2.0 * MARGIN - GAP * (columns as f64 - 1.0)) / columns as f64;
    let height = NAME + ROW * years.clone().count() as f64 + MONTHS;
    canvas.height = head + height * themes.len().div_ceil(columns) as f64 + 18.0;
    for (i, &theme) in themes.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = head + height * (i / columns) as f64;
        let darkest = darkest(months, theme);
        let told = percent(darkest);
        let (look, behind) = (data.name_type().bold(), Type::new(SMALL, MUTED).align(Align::Right));
        canvas.text(&fitted(&data.themes[theme], look, width - text_width(&told, behind) - 4.0), (x, y + 12.0), look);
        canvas.text(&told, (x + width, y + 12.0), behind);
        let cell = (width - YEARS) / 12.0;
        for (row, year) in years.clone().enumerate() {
            let top = y + NAME + ROW * row as f64;
            canvas.text(&year.to_string(), (x, top + ROW - 2.6), Type::new(SMALL, MUTED));
            for month in 0..12 {
                let left = x + YEARS + cell * f64::from(month);
                let at =
                    months.periods.iter().position(|p| (p.start.year(), p.start.month()) == (year, month as i8 + 1));
                // A month without articles has no cell; a white cell is a share of 0.
                let Some((at, share)) = at.and_then(|at| Some((at, months.share(at, theme)?))) else { continue };
                canvas.rectangle((left, top), (left + cell, top + ROW), GRID);
                let depth = (share.value / darkest).min(1.0);
                let weak = share.total < FEW || months.partial[at];
                let fill = if weak { grey(depth) } else { shade(depth) };
                canvas.rectangle((left + 0.4, top + 0.4), (left + cell - 0.4, top + ROW - 0.4), fill);
            }
        }
        let bottom = y + NAME + ROW * years.clone().count() as f64 + 8.5;
        for month in [1, 4, 7, 10] {
            let middle = x + YEARS + cell * (f64::from(month) - 0.5);
            canvas.text(&month.to_string(), (middle, bottom), Type::new(SMALL, INK).align(Align::Centre));
        }
    }
    canvas.foot(&data.foot);
    canvas
}

/// The largest share of a whole month that rests on enough articles.
fn darkest(months: &Series, theme: usize) -> f64 {
    let whole = (0..months.periods.len()).filter(|&p| months.totals[p] >= FEW && !months.partial[p]);
    whole.filter_map(|p| months.share(p, theme)).map(|share| share.value).fold(0.01, f64::max)
}
