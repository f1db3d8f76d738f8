//! Themes by region: a heat map of shares within each province.

use crate::Language;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, name_lines, text_width};
use crate::report::chart::panel::FEW;
use crate::report::chart::style::{GRID, INK, MARGIN, MUTED, SMALL, TEXT, TITLE, grey, ink_on, shade};
use crate::report::words::{province, thousands, whole_percent};
use crate::trends::RegionCounts;

/// Height of a theme's row, the least and the usual one.
const ROW: (f64, f64) = (13.0, 15.5);
/// Height of a theme's row where names take two lines.
const TALL_ROW: f64 = 18.0;
/// Distance between the two lines of a name.
const LINE: f64 = 8.2;
/// Room below the heading.
const HEAD: f64 = 9.0;
const FOOT: f64 = 50.0;
/// Room for further lines of what the marks mean.
const MARKS: f64 = 12.0;
/// Maximum width of a cell.
const MAX_CELL: f64 = 30.0;
/// Room for the names of regions and their numbers of articles above the cells.
const REGION_NAMES: f64 = 60.0;
/// The same where names are in English and run upwards.
const LONG_REGION_NAMES: f64 = 74.0;
/// Minimum width of a cell whose number can be read: all 34 provinces find room on a page. Those with the fewest articles are left out
/// where there is no room.
const MIN_CELL: f64 = 9.3;

/// The cells of the chart: regions by themes.
struct Cells<'a> {
    regions: Vec<&'a RegionCounts>,
    themes: Vec<usize>,
    /// The x coordinate of the first column.
    left: f64,
    /// The y coordinate of the first row.
    top: f64,
    /// Width of a cell.
    width: f64,
    /// Height of a cell.
    row: f64,
    /// The share of the darkest shade.
    darkest: f64,
}

impl Cells<'_> {
    fn column(&self, column: usize) -> f64 {
        self.left + self.width * column as f64
    }
}

/// Draws the chart.
pub fn by_region(data: &ChartData<'_>) -> Canvas {
    let left = MARGIN + data.names_width() + 8.0;
    let max_columns = ((data.width - MARGIN - left) / MIN_CELL) as usize;
    let known = data.analysis.regions.iter().filter(|region| region.region.is_some());
    let mut regions: Vec<&RegionCounts> = known.collect();
    let no_room = regions.len().saturating_sub(max_columns);
    regions.truncate(max_columns);
    let mut themes = data.shown.clone();
    themes.sort_by_key(|&theme| data.analysis.none == Some(theme));
    // A theme without any article in these provinces would be an empty row.
    let (themes, without): (Vec<usize>, Vec<usize>) =
        themes.into_iter().partition(|&theme| regions.iter().any(|region| region.counts[theme] > 0));
    let two_lines = data.themes.iter().any(|name| text_width(name, data.name_type()) > data.names_width() + 1.0);
    let names_height = if data.language == Language::English { LONG_REGION_NAMES } else { REGION_NAMES };
    let mut canvas = Canvas::new("themes-by-region", data.width, 0.0);
    let head = heading(&mut canvas, data) + HEAD;
    let fitting = (data.max_height() - head - names_height - FOOT - MARKS) / themes.len().max(1) as f64;
    let row = if two_lines { TALL_ROW } else { fitting.clamp(ROW.0, ROW.1) };
    canvas.height = head + names_height + row * themes.len() as f64 + FOOT;
    if regions.is_empty() {
        let middle = (data.width / 2.0, canvas.height / 2.0);
        let centred = Type::new(TITLE, MUTED).align(Align::Centre);
        canvas.text(messages::no_known_place(data.language), middle, centred);
    }
    let solid = regions.iter().filter(|region| region.total >= FEW);
    let darkest = solid.flat_map(|region| themes.iter().map(|&theme| share(region, theme))).fold(0.05, f64::max);
    let width = ((data.width - MARGIN - left) / regions.len().max(1) as f64).min(MAX_CELL);
    let cells = Cells { regions, themes, left, top: head + names_height, width, row, darkest };
    column_heads(&mut canvas, data, &cells);
    rows(&mut canvas, data, &cells);

    let bottom = cells.top + row * cells.themes.len() as f64;
    let few = cells.regions.iter().any(|region| region.total < FEW).then(|| messages::by_region_few(data.language));
    let mut marks = messages::by_region_marks(data.language).to_owned() + few.unwrap_or_default();
    if no_room > 0 {
        marks += &messages::by_region_not_drawn(data.language, no_room);
    }
    if !without.is_empty() {
        let names: Vec<&str> = without.iter().map(|&theme| data.themes[theme].as_str()).collect();
        marks += &messages::by_region_without(data.language, &names.join(messages::comma(data.language)));
    }
    let (at, room) = ((MARGIN, bottom + 18.0), data.width - 2.0 * MARGIN);
    canvas.height += canvas.paragraph(&marks, at, Type::new(TEXT, MUTED), room) - bottom - 18.0;
    canvas.foot(&data.foot);
    canvas
}

/// Writes the heading; the result is its last baseline.
fn heading(canvas: &mut Canvas, data: &ChartData<'_>) -> f64 {
    let total = |is_known: bool| -> usize {
        data.analysis.regions.iter().filter(|region| region.region.is_some() == is_known).map(|r| r.total).sum()
    };
    let (known, unknown) = (thousands(total(true)), thousands(total(false)));
    let subtitle = messages::by_region_subtitle(data.language, &known, &unknown);
    canvas.heading(messages::by_region_title(data.language), &[&subtitle])
}

fn share(region: &RegionCounts, theme: usize) -> f64 {
    region.counts[theme] as f64 / region.total.max(1) as f64
}

/// Writes the name of each region and its number of articles above its column.
fn column_heads(canvas: &mut Canvas, data: &ChartData<'_>, cells: &Cells<'_>) {
    let total_type = Type::new(SMALL, MUTED);
    for (column, region) in cells.regions.iter().enumerate() {
        let middle = cells.column(column) + cells.width / 2.0;
        region_name(canvas, &province(region.region, data.language), middle, cells.top - 24.0, data.language);
        let total = region.total.to_string();
        if text_width(&total, total_type) + 2.0 < cells.width {
            canvas.text(&total, (middle, cells.top - 6.0), total_type.align(Align::Centre));
        } else {
            canvas.text_upwards(&total, (middle + 2.4, cells.top - 4.0), total_type);
        }
    }
    let right = data.name_type().align(Align::Right);
    canvas.text(messages::by_region_articles(data.language), (cells.left - 6.0, cells.top - 6.0), right);
}

/// Draws each theme's name and cells.
fn rows(canvas: &mut Canvas, data: &ChartData<'_>, cells: &Cells<'_>) {
    let names = data.names_width();
    for (row, &theme) in cells.themes.iter().enumerate() {
        let y = cells.top + cells.row * row as f64;
        let name_type = data.name_type().align(Align::Right);
        let lines = name_lines(&data.themes[theme], name_type, names + 1.0, names + 1.0);
        let first = y + cells.row / 2.0 + 3.2 - LINE / 2.0 * (lines.len() as f64 - 1.0);
        for (line, text) in lines.iter().enumerate() {
            canvas.text(text, (cells.left - 6.0, first + LINE * line as f64), name_type);
        }
        for (column, region) in cells.regions.iter().enumerate() {
            draw_cell(canvas, region, theme, (cells.column(column), y), cells);
        }
    }
}

fn draw_cell(canvas: &mut Canvas, region: &RegionCounts, theme: usize, (x, y): (f64, f64), cells: &Cells<'_>) {
    let width = cells.width;
    let value = share(region, theme);
    let depth = (value / cells.darkest).min(1.0);
    let is_few = region.total < FEW;
    let colour = if is_few { grey(depth) } else { shade(depth) };
    canvas.rectangle((x, y), (x + width, y + cells.row), GRID);
    canvas.rectangle((x + 0.4, y + 0.4), (x + width - 0.4, y + cells.row - 0.4), colour);
    if region.counts[theme] > 0 {
        let number = whole_percent(region.counts[theme], region.total);
        let centred = Type::new(SMALL, ink_on(colour)).align(Align::Centre);
        // Only 100 does not fit into the narrowest cells: it runs upwards.
        let long = text_width(&number, centred);
        if long > width - 0.8 {
            let upwards = Type::new(SMALL, ink_on(colour));
            canvas.text_upwards(&number, (x + width / 2.0 + 2.5, y + (cells.row + long) / 2.0), upwards);
        } else {
            canvas.text(&number, (x + width / 2.0, y + cells.row / 2.0 + 2.5), centred);
        }
    }
}

/// Writes the name of a region above its column: Chinese downwards character by character, English upwards.
fn region_name(canvas: &mut Canvas, name: &str, x: f64, bottom: f64, language: Language) {
    let upright = Type::new(TEXT, INK).align(Align::Centre);
    if language == Language::English {
        let upwards = Type::new(SMALL, INK);
        canvas.text_upwards(name, (x + 2.4, bottom + 4.0), upwards);
        debug_assert!(text_width(name, upwards) < LONG_REGION_NAMES);
        return;
    }
    let characters: Vec<char> = name.chars().collect();
    for (i, c) in characters.iter().rev().enumerate() {
        canvas.text(&c.to_string(), (x, bottom - 10.5 * i as f64), upright);
    }
}
