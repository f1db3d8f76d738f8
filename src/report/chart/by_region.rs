//! Themes by region: a heat map of shares within each province.

use crate::Language;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::over_time::FEW;
use crate::report::chart::style::{GRID, INK, MARGIN, MUTED, SMALL, TEXT, TITLE, WHITE, grey, shade};
use crate::report::words::{province, say, thousands};
use crate::trends::RegionCounts;

const ROW: f64 = 15.5;
/// Room below the heading.
const HEAD: f64 = 9.0;
const FOOT: f64 = 50.0;
/// The widest cell.
const WIDEST: f64 = 30.0;
/// Room for the names of regions and their numbers of articles above the cells.
const REGION_NAMES: f64 = 66.0;
/// The narrowest cell that its number can be read in; the provinces with the fewest articles find no room.
const NARROWEST: f64 = 9.6;

/// Draws the chart.
pub fn by_region(data: &ChartData<'_>) -> Canvas {
    let mut themes = data.ranking();
    themes.sort_by_key(|&theme| data.analysis.none == Some(theme));
    let names = data.names_width();
    let left = MARGIN + names + 8.0;
    let most = ((data.width - MARGIN - left) / NARROWEST) as usize;
    let regions: Vec<&RegionCounts> = data.analysis.regions.iter().filter(|r| r.region.is_some()).take(most).collect();
    let unknown = data.analysis.regions.iter().find(|r| r.region.is_none()).map_or(0, |r| r.total);
    let known: usize = data.analysis.regions.iter().filter(|r| r.region.is_some()).map(|r| r.total).sum();
    let mut canvas = Canvas::new("themes-by-region", data.width, 0.0);
    let (known, unknown) = (thousands(known), thousands(unknown));
    let subtitle = match data.language {
        Language::Chinese => format!(
            "格内数字：以该主题为主的文章占该地区文章的百分比；{known} 篇可确定地区，{unknown} 篇不能确定、未计入"
        ),
        Language::English => format!(
            "Per cent of the province's articles; {known} articles of known place, {unknown} unknown and left out"
        ),
    };
    let head = canvas
        .heading(say(data.language, "各省级地区的政策主题构成", "Policy themes by province"), &[&subtitle])
        + HEAD;
    let height = head + REGION_NAMES + ROW * themes.len() as f64 + FOOT;
    canvas.height = height;

    if regions.is_empty() {
        let none = say(data.language, "没有可确定地区的文章", "No article of known place");
        canvas.text(none, (data.width / 2.0, height / 2.0), Type::new(TITLE, MUTED).align(Align::Centre));
    }
    let cell = ((data.width - MARGIN - left) / regions.len().max(1) as f64).min(WIDEST);
    let first_row = head + REGION_NAMES;
    let share = |region: &RegionCounts, theme: usize| region.counts[theme] as f64 / region.total.max(1) as f64;
    let darkest = regions
        .iter()
        .filter(|r| r.total >= FEW)
        .flat_map(|r| themes.iter().map(|&t| share(r, t)))
        .fold(0.05, f64::max);

    for (column, region) in regions.iter().enumerate() {
        let x = left + cell * column as f64;
        region_name(
            &mut canvas,
            &province(region.region, data.language),
            x + cell / 2.0,
            first_row - 24.0,
            data.language,
        );
        let look = Type::new(SMALL, MUTED);
        let total = region.total.to_string();
        if text_width(&total, look) + 2.0 < cell {
            canvas.text(&total, (x + cell / 2.0, first_row - 6.0), look.align(Align::Centre));
        } else {
            canvas.text_upwards(&total, (x + cell / 2.0 + 2.4, first_row - 4.0), look);
        }
    }
    let articles = data.name_type().align(Align::Right);
    canvas.text(say(data.language, "篇数", "articles"), (left - 6.0, first_row - 6.0), articles);
    for (row, &theme) in themes.iter().enumerate() {
        let y = first_row + ROW * row as f64;
        let look = data.name_type().align(Align::Right);
        canvas.text(&fitted(&data.themes[theme], look, names + 1.0), (left - 6.0, y + ROW / 2.0 + 3.2), look);
        for (column, region) in regions.iter().enumerate() {
            let x = left + cell * column as f64;
            let value = share(region, theme);
            let depth = (value / darkest).min(1.0);
            let few = region.total < FEW;
            let colour = if few { grey(depth) } else { shade(depth) };
            canvas.rectangle((x, y), (x + cell, y + ROW), GRID);
            canvas.rectangle((x + 0.4, y + 0.4), (x + cell - 0.4, y + ROW - 0.4), colour);
            if region.counts[theme] > 0 {
                let ink = if depth > 0.55 && !few { WHITE } else { INK };
                let label = format!("{:.0}", 100.0 * value);
                let size = if cell < 12.0 { 5.0 } else { 6.5 };
                let look = Type::new(size, ink).align(Align::Centre);
                canvas.text(&label, (x + cell / 2.0, y + ROW / 2.0 + 2.4), look);
            }
        }
    }
    let bottom = first_row + ROW * themes.len() as f64;
    let note = say(
        data.language,
        "颜色越深占比越高；灰色列：该地区不足 10 篇，占比仅供参考；空格：没有文章",
        "Darker: larger share; grey columns: fewer than 10 articles; empty cells: none",
    );
    let look = Type::new(TEXT, MUTED);
    canvas.height += canvas.paragraph(note, (MARGIN, bottom + 18.0), look, data.width - 2.0 * MARGIN) - bottom - 18.0;
    canvas.foot(&data.foot);
    canvas
}

/// The name of a region above its column: Chinese downwards character by character, English upwards.
fn region_name(canvas: &mut Canvas, name: &str, x: f64, bottom: f64, language: Language) {
    let look = Type::new(TEXT, INK);
    if language == Language::English {
        let look = Type::new(SMALL, INK);
        canvas.text_upwards(name, (x + 2.4, bottom + 4.0), look);
        debug_assert!(text_width(name, look) < REGION_NAMES);
        return;
    }
    let characters: Vec<char> = name.chars().collect();
    for (i, c) in characters.iter().rev().enumerate() {
        canvas.text(&c.to_string(), (x, bottom - 10.5 * i as f64), look.align(Align::Centre));
    }
}
