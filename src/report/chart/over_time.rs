//! Themes over time: one small chart for each theme.
//!
//! Themes are ranked by attention, and the charts of a row share a scale: on one scale for all, the themes that
//! get little attention would be flat lines.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Canvas, text_width};
use crate::report::chart::panel::{LINE, Panel, is_above_scale, marks, scale_top};
use crate::report::chart::style::{MARGIN, NARROW};
use crate::report::chart::time_marks;
use crate::report::words::{every, percent};
use crate::trends::{Period, partly_read};

/// Approximate width of a small chart.
const PANEL_WIDTH: f64 = 112.0;
const PANEL_HEIGHT: f64 = 62.0;
/// The same in a column of a page, where more rows are needed.
const LOW_PANEL_HEIGHT: f64 = 40.0;
/// The heights of the charts of one theme and of a few, by the number of themes.
const FEW_PANELS: [(usize, f64); 2] = [(1, 150.0), (4, 90.0)];
/// Minimum height of a small chart on a page with many themes.
const MIN_PANEL_HEIGHT: f64 = 36.0;
/// The same on a slide, whose letters are shown larger than they are printed.
const MIN_SLIDE_PANEL_HEIGHT: f64 = 30.0;
/// Room above each small chart for its theme's name.
const NAME: f64 = 17.0;
/// Room below each small chart for its axis.
const AXIS: f64 = 15.0;
/// Room for the overall share at the right of a name.
const SHARE: f64 = 19.0;
/// Room for the labels at the left of the small charts.
const LEFT: f64 = 23.0;
const GAP: f64 = 9.0;
/// The shares at which a scale may end.
const TOPS: [f64; 17] = [0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.16, 0.2, 0.24, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0];
/// Room below the heading.
const HEAD: f64 = 9.0;
/// Room for the foot.
const FOOT: f64 = 26.0;
/// Room for the line that says how many themes are missing.
const NOTE: f64 = 14.0;

/// Draws the chart.
pub fn over_time(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let columns =
        (((data.width - 2.0 * MARGIN - LEFT) / PANEL_WIDTH).round() as usize).clamp(1, data.shown.len().max(1));
    let panel_width = (data.width - 2.0 * MARGIN - LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    let name_type = data.name_type().bold();
    // Long English names take a second line.
    let two_lines = data.themes.iter().any(|name| text_width(name, name_type) > panel_width - SHARE);
    let name_height = if two_lines { NAME + LINE } else { NAME };
    let mut canvas = Canvas::new("themes-over-time", data.width, 0.0);
    let first_places = places(&data.shown, data.analysis.none, columns);
    let is_above = first_places.iter().any(|place| {
        let sharing_scale = sharing_scale(&first_places, place, data.analysis.none);
        is_above_scale(series, &sharing_scale, &TOPS)
    });
    let head = heading(&mut canvas, data, is_above) + HEAD;
    // On a page or a slide, the charts become lower where all themes find room by that.
    let rows = first_places.last().map_or(1, |place| place.row + 1);
    let room = data.max_height() - head - FOOT - NOTE;
    let fitting = room / rows as f64 - name_height - AXIS - 0.01;
    let few = FEW_PANELS.iter().find(|(most, _)| data.shown.len() <= *most).map(|(_, height)| *height);
    let least = if data.is_for_slides() { MIN_SLIDE_PANEL_HEIGHT } else { MIN_PANEL_HEIGHT };
    let usual = if data.width < NARROW { LOW_PANEL_HEIGHT } else { fitting.clamp(least, PANEL_HEIGHT) };
    let panel_height = few.unwrap_or(usual);
    let row_height = name_height + panel_height + AXIS;
    // “No policy theme” may need a row of its own.
    let has_none = data.shown.iter().any(|theme| data.analysis.none == Some(*theme));
    let max_rows = ((room / row_height) as usize).max(1);
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
    for place in &places {
        let theme = place.theme;
        let sharing_scale = sharing_scale(&places, place, data.analysis.none);
        let panel = Panel {
            x: MARGIN + LEFT + place.column as f64 * (panel_width + GAP),
            y: head + place.row as f64 * row_height + name_height,
            width: panel_width,
            height: panel_height,
            top: scale_top(series, &sharing_scale, &TOPS),
            periods: series.periods.len(),
            none: data.analysis.none == Some(theme),
        };
        let is_lowest = !places.iter().any(|other| other.column == place.column && other.row > place.row);
        panel.frame(&mut canvas, data, sharing_scale[0] == theme, is_lowest);
        panel.name(&mut canvas, &data.themes[theme], name_type, &percent(series.overall(theme).value));
        // What stands on the axis is drawn over the bands and below the lines.
        panel.bands(&mut canvas, series, theme);
        panel.events(&mut canvas, data);
        panel.papers(&mut canvas, &moves);
        panel.curve(&mut canvas, series, theme);
        panel.peaks(&mut canvas, data, theme);
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
fn heading(canvas: &mut Canvas, data: &ChartData<'_>, is_above: bool) -> f64 {
    let language = data.language;
    let subtitle = match data.shown.len() {
        1 => messages::over_time_subtitle_one,
        _ => messages::over_time_subtitle,
    };
    let subtitle = subtitle(language, every(data.analysis.period, language));
    let series = &data.analysis.series;
    let marks = marks(std::iter::once(series), is_above, language);
    let mut below = vec![subtitle.as_str(), marks.as_str()];
    let papers = partly_read(data.coverage).len();
    let ticks = messages::over_time_papers(language, papers);
    if papers > 0 {
        below.push(&ticks);
    }
    if time_marks::has_events(series, data.events) {
        below.push(messages::over_time_events(language));
    }
    if data.analysis.peaks.iter().any(|found| data.shown.contains(&found.peak.theme)) {
        below.push(messages::over_time_peaks(language));
    }
    canvas.heading(messages::over_time_title(language), &below)
}

/// Where a theme's small chart stands.
struct Place {
    theme: usize,
    row: usize,
    column: usize,
}

/// The themes that share the scale of a place: those of its row, but “no policy theme” has its own.
fn sharing_scale(places: &[Place], place: &Place, none: Option<usize>) -> Vec<usize> {
    let is_none = |theme: usize| none == Some(theme);
    let in_row = places.iter().filter(|other| other.row == place.row && is_none(other.theme) == is_none(place.theme));
    in_row.map(|other| other.theme).collect()
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
