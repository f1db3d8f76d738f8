//! The calendar of attention: for each theme a grid of years by months, so that seasons show.

use std::ops::RangeInclusive;

use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, name_lines, text_width};
use crate::report::chart::panel::FEW;
use crate::report::chart::style::{GRID, INK, MARGIN, MUTED, NARROW, SMALL, grey, ink_on, shade};
use crate::report::words::percent;
use crate::trends::{Seasons, Series};

/// Approximate width of one theme's calendar.
const WIDTH: f64 = 150.0;
/// The same in a column of a page, and on a slide that otherwise has no room for all themes.
const NARROW_WIDTH: f64 = 98.0;
const GAP: f64 = 14.0;
/// Room for the largest share at the right of a name.
const LARGEST: f64 = 26.0;
/// Height of a year's row.
const ROW: f64 = 11.0;
/// Height of the row of averages, with the gap above it.
const AVERAGE: f64 = ROW + 3.0;
/// Room above a calendar for its theme's name.
const NAME: f64 = 18.0;
/// Distance between the two lines of a name.
const LINE: f64 = 9.0;
/// Room below a calendar for its months.
const MONTHS: f64 = 16.0;
/// Room for the years at the left of the cells.
const YEARS: f64 = 20.0;
/// No scale ends below this share: of a few articles all shades would be dark.
const MIN_DARKEST: f64 = 0.01;
/// Maximum number of years; the latest are drawn.
const MAX_YEARS: i16 = 20;
/// Room for the line that says how many themes are missing, and the foot.
const FOOT: f64 = 30.0;

/// Draws the chart.
pub fn calendar(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("themes-calendar", data.width, 0.0);
    let language = data.language;
    let title = messages::calendar_title(language);
    let months = &data.analysis.months;
    let (Some(first), Some(last)) = (months.periods.first(), months.periods.last()) else {
        let head = canvas.heading(title, &[]);
        return data.without_content(canvas, head, 80.0, messages::calendar_none(language));
    };
    let years = first.start.year().max(last.start.year() - MAX_YEARS + 1)..=last.start.year();
    let average = data.analysis.seasons.as_ref().map(|seasons| seasons.years);
    let average_text = average.map(|years| messages::seasons_calendar_average(language, years));
    let marks = marks(data, years.clone());
    let mut below = vec![messages::calendar_subtitle(language)];
    below.extend((!marks.is_empty()).then_some(marks.as_str()));
    below.extend(average_text.as_deref());
    let head = canvas.heading(title, &below) + 10.0;
    let below_name = ROW * years.clone().count() as f64 + average.map_or(0.0, |_| AVERAGE) + MONTHS;
    // The foot may take a second line.
    let room = data.max_height() - head - FOOT - canvas.foot_growth(&data.foot);
    let Layout { columns, width, name_height, rows } = layout(data, room, below_name);
    let height = name_height + below_name;
    let (themes, left_out) = data.first_themes(&data.shown, rows * columns);
    let bottom = head + height * themes.len().div_ceil(columns) as f64;
    canvas.height = bottom + FOOT;
    if left_out > 0 {
        let note = messages::calendar_not_drawn(language, left_out);
        canvas.remark(&note, bottom + 6.0);
    }
    for (i, &theme) in themes.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = head + height * (i / columns) as f64;
        draw_theme(&mut canvas, data, theme, years.clone(), (x, y + name_height - NAME, width));
    }
    canvas.foot(&data.foot);
    canvas
}

/// How the calendars are set.
struct Layout {
    columns: usize,
    /// Width of a calendar.
    width: f64,
    /// Room for a theme's name.
    name_height: f64,
    /// The number of rows that find room.
    rows: usize,
}

/// Sets the calendars into a height of `room`; `below_name` is the height of one without its name. On a slide they become narrower
/// where that brings more themes into it.
fn layout(data: &ChartData<'_>, room: f64, below_name: f64) -> Layout {
    let columns = |width: f64| (((data.width - 2.0 * MARGIN + GAP) / (width + GAP)).floor() as usize).max(1);
    let of = |columns: usize| {
        let width = (data.width - 2.0 * MARGIN - GAP * (columns as f64 - 1.0)) / columns as f64;
        // Long English names take a second line.
        let name_type = data.name_type().bold();
        let two_lines = data.themes.iter().any(|name| text_width(name, name_type) > width - LARGEST);
        let name_height = if two_lines { NAME + LINE } else { NAME };
        let rows = ((room / (name_height + below_name)) as usize).max(1);
        Layout { columns, width, name_height, rows }
    };
    let usual = columns(if data.width < NARROW { NARROW_WIDTH } else { WIDTH });
    let most = if data.is_for_slides() { columns(NARROW_WIDTH) } else { usual };
    let holds_all = |layout: &Layout| layout.rows * layout.columns >= data.shown.len();
    (usual..=most).map(of).find(holds_all).unwrap_or_else(|| of(most))
}

/// What the colours mean, of those that are drawn.
fn marks(data: &ChartData<'_>, years: RangeInclusive<i16>) -> String {
    let months = &data.analysis.months;
    let drawn: Vec<usize> =
        (0..months.periods.len()).filter(|&p| years.contains(&months.periods[p].start.year())).collect();
    let read = || drawn.iter().filter(|&&p| months.totals[p] > 0);
    let is_grey = read().any(|&p| months.totals[p] < FEW || months.partial[p]);
    let is_white = read().any(|&p| data.shown.iter().any(|&theme| months.counts[p][theme] == 0));
    let has_gap = drawn.iter().any(|&p| months.totals[p] == 0);
    let named = [
        (is_grey, messages::calendar_grey(data.language)),
        (is_white, messages::calendar_white(data.language)),
        (has_gap, messages::calendar_gap(data.language)),
    ];
    let named: Vec<&str> = named.into_iter().filter(|(is_drawn, _)| *is_drawn).map(|(_, text)| text).collect();
    named.join(messages::semicolon(data.language))
}

/// Draws one theme's calendar, its upper left corner at (x, y).
fn draw_theme(
    canvas: &mut Canvas,
    data: &ChartData<'_>,
    theme: usize,
    years: RangeInclusive<i16>,
    (x, y, width): (f64, f64, f64),
) {
    let months = &data.analysis.months;
    let darkest = darkest(months, theme);
    // Where no cell is coloured no share stands behind the name.
    let largest = darkest.map(percent).unwrap_or_default();
    let darkest = darkest.unwrap_or(1.0);
    let (name_type, largest_type) = (data.name_type().bold(), Type::new(SMALL, MUTED).align(Align::Right));
    let room = width - text_width(&largest, largest_type) - 4.0;
    for (line, text) in name_lines(&data.themes[theme], name_type, width, room).iter().rev().enumerate() {
        canvas.text(text, (x, y + 12.0 - LINE * line as f64), name_type);
    }
    if !largest.is_empty() {
        canvas.text(&largest, (x + width, y + 12.0), largest_type);
    }
    let cell = (width - YEARS) / 12.0;
    for (row, year) in years.clone().enumerate() {
        let top = y + NAME + ROW * row as f64;
        canvas.text(&year.to_string(), (x, top + ROW - 2.6), Type::new(SMALL, MUTED));
        for month in 0..12 {
            let left = x + YEARS + cell * f64::from(month);
            let at = months.periods.iter().position(|p| (p.start.year(), p.start.month()) == (year, month as i8 + 1));
            // A month without articles has no cell; a white cell is a share of 0.
            let Some((at, share)) = at.and_then(|at| Some((at, months.share(at, theme)?))) else { continue };
            canvas.rectangle((left, top), (left + cell, top + ROW), GRID);
            let depth = (share.value / darkest).min(1.0);
            let is_weak = share.total < FEW || months.partial[at];
            let fill = if is_weak { grey(depth) } else { shade(depth) };
            canvas.rectangle((left + 0.4, top + 0.4), (left + cell - 0.4, top + ROW - 0.4), fill);
            if is_weak {
                // Grey and pale blue are alike in grey print.
                canvas.line(&[(left + 1.0, top + ROW - 1.0), (left + cell - 1.0, top + 1.0)], 0.5, ink_on(fill));
            }
        }
    }
    let mut bottom = y + NAME + ROW * years.count() as f64;
    if let Some(seasons) = &data.analysis.seasons {
        bottom += AVERAGE;
        let top = bottom - ROW;
        let label = messages::seasons_average(data.language);
        canvas.text(label, (x, bottom - 2.6), Type::new(SMALL, MUTED));
        for month in 0..12 {
            let left = x + YEARS + cell * f64::from(month);
            canvas.rectangle((left, top), (left + cell, bottom), GRID);
            let fill = shade((average(months, seasons, theme, month as i8 + 1) / darkest).min(1.0));
            canvas.rectangle((left + 0.4, top + 0.4), (left + cell - 0.4, bottom - 0.4), fill);
        }
    }
    bottom += 8.5;
    for month in [1, 4, 7, 10] {
        let middle = x + YEARS + cell * (f64::from(month) - 0.5);
        canvas.text(&month.to_string(), (middle, bottom), Type::new(SMALL, INK).align(Align::Centre));
    }
}

/// The share of a theme in the articles of a month of the year, of all whole years together: counted like the cells above it, so that
/// one scale holds for both.
fn average(months: &Series, seasons: &Seasons, theme: usize, month: i8) -> f64 {
    let whole = months.periods.iter().enumerate().skip_while(|(_, period)| **period != seasons.first);
    let of_month = whole.take(12 * seasons.years).filter(|(_, period)| period.start.month() == month);
    let (count, total) =
        of_month.fold((0, 0), |(count, total), (at, _)| (count + months.counts[at][theme], total + months.totals[at]));
    count as f64 / total.max(1) as f64
}

/// The share at the darkest shade: the largest of a whole month that rests on enough articles; `None` where all of these are 0.
fn darkest(months: &Series, theme: usize) -> Option<f64> {
    let whole = (0..months.periods.len()).filter(|&p| months.totals[p] >= FEW && !months.partial[p]);
    let largest = whole.filter_map(|p| months.share(p, theme)).map(|share| share.value).fold(0.0, f64::max);
    (largest > 0.0).then_some(largest.max(MIN_DARKEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::{Observation, PeriodKind, seasons};

    #[test]
    fn averages_are_those_of_the_cells_above() {
        // Two years in which the theme has the fourth part of one March and none of the other, which was read twice as much.
        let day = |year: i16, month: i8, at: i8| jiff::civil::date(year, month, at);
        let read = |year: i16, month: i8, articles: usize, matching: usize| {
            let last = day(year, month, 1).last_of_month();
            (0..articles).map(move |at| Observation {
                date: Some(if at == 0 { last } else { day(year, month, at as i8 % 28 + 1) }.into()),
                theme: usize::from(at >= matching),
                ..Default::default()
            })
        };
        let year = |year: i16, march: (usize, usize)| -> Vec<Observation> {
            (1..=12).flat_map(|m| if m == 3 { read(year, m, march.0, march.1) } else { read(year, m, 20, 0) }).collect()
        };
        let observations = [year(2023, (20, 5)), year(2024, (40, 0))].concat();
        let months = Series::count(&observations, 2, PeriodKind::Month);
        let seasons = seasons(&months).unwrap();
        let of = |month: i8| average(&months, &seasons, 0, month);
        assert_eq!((of(3), of(4)), (5.0 / 60.0, 0.0));
    }
}
