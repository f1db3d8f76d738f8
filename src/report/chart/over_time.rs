//! Themes over time: one small chart for each theme.
//!
//! Themes are ranked by attention, and the charts of a row share a scale: on one scale for all, the themes that
//! get little attention would be flat lines.

use std::collections::BTreeSet;

use jiff::civil::Date;
use plotters::style::RGBColor;

use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::{period_tick, period_ticks, share_lines};
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{ACCENT, BAND, CONTEXT, CORRECTED, GRID, MARGIN, MUTED, NARROW, PAGE_HEIGHT, SMALL};
use crate::report::chart::time_marks;
use crate::report::words::{every, percent};
use crate::trends::{Period, Series, Share, partly_read};

/// Approximate width of a small chart.
const PANEL_WIDTH: f64 = 112.0;
const PANEL_HEIGHT: f64 = 62.0;
/// The same in a column of a page, where more rows are needed.
const LOW_PANEL_HEIGHT: f64 = 40.0;
/// Minimum height of a small chart on a page with many themes.
const MIN_PANEL_HEIGHT: f64 = 36.0;
/// Room above each small chart for its theme's name.
const NAME: f64 = 17.0;
/// Room below each small chart for its axis.
const AXIS: f64 = 15.0;
/// Distance between the two lines of a name.
const LINE: f64 = 9.0;
/// Room for the overall share at the right of a name.
const SHARE: f64 = 19.0;
/// Room for the labels at the left of the small charts.
const LEFT: f64 = 23.0;
const GAP: f64 = 9.0;
/// Room below the heading.
const HEAD: f64 = 9.0;
/// Room for the foot.
const FOOT: f64 = 26.0;
/// Room for the line that tells how many themes are missing.
const NOTE: f64 = 14.0;
/// Half the width of the triangle that marks a share above the scale.
const TRIANGLE: f64 = 2.4;
/// Height of the ticks at which papers enter or leave.
const PAPER_TICK: f64 = 4.5;
/// A period with fewer articles is drawn as an open point, because its share is uncertain.
pub const FEW: usize = 10;

/// Draws the chart.
pub fn over_time(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let columns = (((data.width - 2.0 * MARGIN - LEFT) / PANEL_WIDTH).round() as usize).max(1);
    let panel_width = (data.width - 2.0 * MARGIN - LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    let name_type = data.name_type().bold();
    // Long English names take a second line.
    let two_lines = data.themes.iter().any(|name| text_width(name, name_type) > panel_width - SHARE);
    let name_height = if two_lines { NAME + LINE } else { NAME };
    let mut canvas = Canvas::new("themes-over-time", data.width, 0.0);
    let head = heading(&mut canvas, data) + HEAD;
    // On a page, the charts become lower where all themes find room by that.
    let rows = places(&data.shown, data.analysis.none, columns).last().map_or(1, |place| place.row + 1);
    let fitting = (PAGE_HEIGHT - head - FOOT - NOTE) / rows as f64 - name_height - AXIS - 0.01;
    let panel_height =
        if data.width < NARROW { LOW_PANEL_HEIGHT } else { fitting.clamp(MIN_PANEL_HEIGHT, PANEL_HEIGHT) };
    let row_height = name_height + panel_height + AXIS;
    // “No policy theme” may need a row of its own.
    let has_none = data.shown.iter().any(|theme| data.analysis.none == Some(*theme));
    let max_rows = (((PAGE_HEIGHT - head - FOOT - NOTE) / row_height) as usize).max(1);
    let max_themes = max_rows * columns - if has_none { (columns - 1).min(max_rows * columns - 1) } else { 0 };
    let (kept, left_out) =
        if rows > max_rows { data.first_themes(&data.shown, max_themes) } else { (data.shown.clone(), 0) };
    let places = places(&kept, data.analysis.none, columns);
    let rows = places.last().map_or(1, |place| place.row + 1);
    let bottom = head + rows as f64 * row_height;
    canvas.height = bottom + FOOT + if left_out > 0 { NOTE } else { 0.0 };
    if left_out > 0 {
        let note = messages::themes_not_drawn(data.language, left_out);
        canvas.remark(&note, bottom + NOTE - 4.0);
    }

    let moves = moves_of_papers(data);
    let is_none = |theme: usize| data.analysis.none == Some(theme);
    for place in &places {
        let theme = place.theme;
        let in_row = places.iter().filter(|other| other.row == place.row && is_none(other.theme) == is_none(theme));
        let sharing_scale: Vec<usize> = in_row.map(|other| other.theme).collect();
        let panel = Panel {
            x: MARGIN + LEFT + place.column as f64 * (panel_width + GAP),
            y: head + place.row as f64 * row_height + name_height,
            width: panel_width,
            height: panel_height,
            top: scale_top(series, &sharing_scale),
            periods: series.periods.len(),
            none: is_none(theme),
        };
        let is_lowest = !places.iter().any(|other| other.column == place.column && other.row > place.row);
        panel.frame(&mut canvas, data, sharing_scale[0] == theme, is_lowest);
        panel.name(&mut canvas, &data.themes[theme], name_type, &percent(series.overall(theme).value));
        panel.marks(&mut canvas, data, theme);
        panel.curve(&mut canvas, series, theme);
        panel.papers(&mut canvas, &moves);
    }
    canvas.foot(&data.foot);
    canvas
}

/// The periods in which a paper's first or last issue lies, where others were read long before or after.
fn moves_of_papers(data: &ChartData<'_>) -> BTreeSet<usize> {
    let periods = &data.analysis.series.periods;
    let place = |day: Date| Period::of(day.into(), data.analysis.period).and_then(|p| periods.binary_search(&p).ok());
    let papers = partly_read(data.coverage);
    papers.iter().flat_map(|paper| [paper.entered, paper.left]).flatten().filter_map(place).collect()
}

/// Writes the heading; the result is its last baseline.
fn heading(canvas: &mut Canvas, data: &ChartData<'_>) -> f64 {
    let language = data.language;
    let subtitle = messages::over_time_subtitle(language, every(data.analysis.period, language));
    let mut below = vec![subtitle.as_str(), messages::over_time_marks(language)];
    let papers = partly_read(data.coverage).len();
    let ticks = messages::over_time_papers(language, papers);
    if papers > 0 {
        below.push(&ticks);
    }
    if time_marks::has_events(&data.analysis.series, data.events) {
        below.push(messages::over_time_events(language));
    }
    if !data.analysis.peaks.is_empty() {
        below.push(messages::over_time_peaks(language));
    }
    canvas.heading(messages::over_time_title(language), &below)
}

/// A name in one line where there is room, else in two, cut at a space.
fn name_lines(name: &str, text_type: Type, width: f64, room: f64) -> Vec<String> {
    if text_width(name, text_type) <= room {
        return vec![name.into()];
    }
    let cut = name.rmatch_indices(' ').map(|(at, _)| at).find(|&at| text_width(&name[..at], text_type) <= width);
    match cut {
        Some(at) => vec![name[..at].into(), fitted(&name[at + 1..], text_type, room)],
        None => vec![fitted(name, text_type, room)],
    }
}

/// Where a theme's small chart stands.
struct Place {
    theme: usize,
    row: usize,
    column: usize,
}

/// Places of themes, row by row in their order. “No policy theme” comes last, with a scale of its own, because it is the
/// context of the others. A free place before it leaves room for its axis.
fn places(ranking: &[usize], none: Option<usize>, columns: usize) -> Vec<Place> {
    let mut places: Vec<Place> = ranking
        .iter()
        .filter(|theme| none != Some(**theme))
        .enumerate()
        .map(|(rank, &theme)| Place { theme, row: rank / columns, column: rank % columns })
        .collect();
    if let Some(theme) = none.filter(|none| ranking.contains(none)) {
        places.push(match places.last() {
            Some(last) if last.column + 2 < columns => Place { theme, row: last.row, column: columns - 1 },
            Some(last) => Place { theme, row: last.row + 1, column: 0 },
            None => Place { theme, row: 0, column: 0 },
        });
    }
    places
}

/// The top of a row's scale: a round number above every share that rests on enough articles, and above most of
/// their intervals.
fn scale_top(series: &Series, themes: &[usize]) -> f64 {
    let shares: Vec<_> = (0..series.periods.len())
        .flat_map(|period| themes.iter().filter_map(move |&theme| series.share(period, theme)))
        .filter(|share| share.total >= FEW)
        .collect();
    let mut upper: Vec<f64> = shares.iter().map(|share| share.high).collect();
    upper.sort_by(f64::total_cmp);
    let ninth_decile = upper.get(upper.len() * 9 / 10).copied().unwrap_or(1.0);
    let largest = shares.iter().map(|share| share.value).fold(ninth_decile, f64::max);
    [0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.16, 0.2, 0.24, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0]
        .into_iter()
        .find(|top| *top >= largest)
        .unwrap_or(1.0)
}

/// One small chart.
struct Panel {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// The share at the top of the scale.
    top: f64,
    /// Number of periods.
    periods: usize,
    /// Whether the theme is “no policy theme”.
    none: bool,
}

impl Panel {
    fn place(&self, period: usize, share: f64) -> (f64, f64) {
        (self.across(period as f64), self.y + self.height * (1.0 - share.min(self.top) / self.top))
    }

    /// The x coordinate of a number of a period, which may lie between two.
    fn across(&self, period: f64) -> f64 {
        // A single period stands in the middle.
        let part = if self.periods > 1 { period / (self.periods - 1) as f64 } else { 0.5 };
        let inset = 3.0;
        self.x + inset + part * (self.width - 2.0 * inset)
    }

    /// Draws the events on the axis, and the theme's peaks at the top.
    fn marks(&self, canvas: &mut Canvas, data: &ChartData<'_>, theme: usize) {
        let series = &data.analysis.series;
        time_marks::events(canvas, series, data.events, self.y + self.height, |period| self.across(period));
        let of_theme = data.analysis.peaks.iter().map(|found| found.peak).filter(|peak| peak.theme == theme);
        time_marks::peaks(canvas, series, of_theme.map(|peak| peak.span), self.y, |period| self.across(period));
    }

    /// Draws a tick above the axis at each period in which a paper enters or leaves.
    fn papers(&self, canvas: &mut Canvas, periods: &BTreeSet<usize>) {
        for &period in periods {
            let (x, bottom) = self.place(period, 0.0);
            canvas.line(&[(x, bottom), (x, bottom - PAPER_TICK)], 0.8, CORRECTED);
        }
    }

    fn frame(&self, canvas: &mut Canvas, data: &ChartData<'_>, is_first: bool, is_lowest: bool) {
        let across = (self.x, self.x + self.width);
        share_lines(canvas, across, self.top, is_first, |part| self.y + self.height * (1.0 - part));
        for (period, label) in period_ticks(&data.analysis.series, data.analysis.period) {
            let (x, _) = self.place(period, 0.0);
            period_tick(canvas, is_lowest.then_some(label.as_str()), (x, self.y + self.height), across);
        }
    }

    /// Writes the theme's name, with its overall share at the right.
    fn name(&self, canvas: &mut Canvas, name: &str, name_type: Type, share: &str) {
        let (x, baseline) = (self.x, self.y - 5.0);
        let share_type = Type::new(SMALL + 0.5, MUTED).align(Align::Right);
        canvas.text(share, (x + self.width, baseline), share_type);
        let room = self.width - text_width(share, share_type) - 3.0;
        let lines = name_lines(name, name_type, self.width, room);
        for (line, text) in lines.iter().rev().enumerate() {
            canvas.text(text, (x, baseline - LINE * line as f64), name_type);
        }
    }

    fn curve(&self, canvas: &mut Canvas, series: &Series, theme: usize) {
        let ink = if self.none { CONTEXT } else { ACCENT };
        let periods: Vec<usize> = (0..self.periods).collect();
        // A share above the scale rests on few articles: it is marked at the edge and not joined to the others.
        let is_above = |p: usize| series.share(p, theme).is_some_and(|share| share.value > self.top);
        let present = |p: usize| series.share(p, theme).filter(|_| !is_above(p));
        for &p in periods.iter().filter(|&&p| is_above(p)) {
            let (x, y) = self.place(p, self.top);
            canvas.polygon(&[(x - TRIANGLE, y + 4.2), (x + TRIANGLE, y + 4.2), (x, y)], ink);
        }
        for run in periods.chunk_by(|&a, &b| present(a).is_some() == present(b).is_some()) {
            let shares: Vec<_> = run.iter().filter_map(|&p| present(p).map(|share| (p, share))).collect();
            if !shares.is_empty() {
                self.run(canvas, series, &shares, ink);
            }
        }
    }

    /// Draws neighbouring periods with their shares: the band of intervals, the line, and points.
    fn run(&self, canvas: &mut Canvas, series: &Series, shares: &[(usize, Share)], ink: RGBColor) {
        let band = if self.none { GRID } else { BAND };
        if let [(p, share)] = shares {
            canvas.line(&[self.place(*p, share.low), self.place(*p, share.high)], 1.6, band);
        } else {
            let upper = shares.iter().map(|(p, share)| self.place(*p, share.high));
            let lower = shares.iter().rev().map(|(p, share)| self.place(*p, share.low));
            canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), band);
            let line: Vec<_> = shares.iter().map(|(p, share)| self.place(*p, share.value)).collect();
            canvas.line(&line, 1.1, ink);
        }
        for (p, share) in shares {
            let is_weak = share.total < FEW || series.partial[*p];
            let at = self.place(*p, share.value);
            if is_weak && (self.periods <= 80 || shares.len() == 1) {
                canvas.ring(at, 1.7, ink);
            } else if shares.len() == 1 || self.periods <= 20 {
                canvas.dot(at, 1.4, ink);
            }
        }
    }
}
