//! Themes by province as tile-grid maps: one tile per provincial-level region, no borders drawn.

use crate::Language;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, name_lines, text_width, wrapped};
use crate::report::chart::panel::FEW;
use crate::report::chart::style::{GRID, MARGIN, MUTED, SMALL, TEXT, WHITE, grey, ink_on, shade};
use crate::report::words::{percent, province, provinces, thousands, whole_percent};
use crate::trends::RegionCounts;

/// Columns and rows of the grid.
const GRID_SIZE: (f64, f64) = (9.0, 8.0);
/// Approximate width of a map.
const MAP_WIDTH: f64 = 142.0;
const GAP: f64 = 12.0;
/// Room above a map for its theme's name.
const NAME: f64 = 20.0;
/// Room for a second line of a name.
const LINE: f64 = 10.0;
/// Room for the largest share beside a name.
const LARGEST: f64 = 28.0;
/// Room below a map.
const BELOW: f64 = 8.0;
/// Room for the line that says which themes are missing, and the foot.
const FOOT: f64 = 34.0;
/// The size of a tile: at least as much as two lines of text need, one below the other.
const TILE: (f64, f64) = (14.8, 19.0);
/// The themes that are not drawn are named in at most this many lines, else only counted.
const MAX_NOTE_LINES: usize = 3;
/// Text in a tile is never smaller, in points.
const MIN_TEXT: f64 = 7.0;
/// Maximum number of maps: those of the themes with the largest shares.
const MAX_MAPS: usize = 12;

/// Draws the chart.
pub fn map(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("themes-map", data.width, 0.0);
    let language = data.language;
    let known = |region: &&RegionCounts| region.region.is_some();
    let located: usize = data.analysis.regions.iter().filter(known).map(|region| region.total).sum();
    let order = messages::map_order(language, &thousands(located), &thousands(data.analysis.counted.articles));
    let below = [messages::map_subtitle(language), messages::map_marks(language), &order];
    let head = canvas.heading(messages::map_title(language), &below) + 10.0;
    let policies = data.shown.clone().into_iter().filter(|&theme| data.analysis.none != Some(theme));
    let mut policies: Vec<usize> = policies.collect();
    // The map shows the articles of known place, so that its themes are ranked by these.
    let count =
        |theme: usize| -> usize { data.analysis.regions.iter().filter(known).map(|region| region.counts[theme]).sum() };
    policies.sort_by_key(|&theme| std::cmp::Reverse(count(theme)));
    if data.analysis.regions.iter().filter(known).count() == 0 || policies.is_empty() {
        return data.without_content(canvas, head, 90.0, messages::no_known_place(language));
    }
    let columns = (((data.width - 2.0 * MARGIN + GAP) / (MAP_WIDTH + GAP)).floor() as usize).max(1);
    let width = (data.width - 2.0 * MARGIN - GAP * (columns as f64 - 1.0)) / columns as f64;
    let largest_tile = (width / GRID_SIZE.0).min(TILE.1);
    let least_tile = largest_tile.min(TILE.0);
    // Long English names take a second line.
    let name_type = data.name_type().bold();
    let is_long = |&theme: &usize| text_width(&data.themes[theme], name_type) > least_tile * GRID_SIZE.0 - LARGEST;
    let name_height = if policies.iter().take(MAX_MAPS).any(is_long) { NAME + LINE } else { NAME };
    // The line of the missing themes takes more room the fewer maps there are, above all in a narrow column.
    let not_drawn = |maps: usize| {
        let notes = [(maps < policies.len()).then(|| not_drawn_note(data, &policies[maps..])), key(language)];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        (!notes.is_empty()).then(|| notes.join(messages::sentence_space(language)))
    };
    let maps = |rows: usize| MAX_MAPS.min(rows * columns).min(policies.len());
    let room = |rows: usize| {
        let note = not_drawn(maps(rows)).map_or(0.0, |note| canvas.remark_growth(&note));
        data.max_height() - head - FOOT - note - canvas.foot_growth(&data.foot)
    };
    // Tiles become smaller where more maps find room by that.
    let tile = |rows: usize| (room(rows) / rows as f64 - name_height - BELOW - 0.01) / GRID_SIZE.1;
    let most = maps(MAX_MAPS).div_ceil(columns);
    let rows = (1..=most).rev().find(|&rows| tile(rows) >= least_tile).unwrap_or(1);
    let tile = tile(rows).clamp(least_tile, largest_tile);
    let (width, height) = (tile * GRID_SIZE.0, name_height + tile * GRID_SIZE.1 + BELOW);
    let themes = &policies[..maps(rows)];
    let note = not_drawn(themes.len());
    let bottom = head + height * rows as f64;
    canvas.height = bottom + FOOT;
    if let Some(note) = note {
        canvas.remark(&note, bottom + 6.0);
    }
    for (i, &theme) in themes.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = head + height * (i / columns) as f64;
        draw_map(&mut canvas, data, theme, (x, y + name_height), tile);
        let baseline = y + name_height - NAME + 12.0;
        let darkest = percent(darkest(data, theme));
        let darkest_type = Type::new(SMALL, MUTED).align(Align::Right);
        let room = width - text_width(&darkest, darkest_type) - 4.0;
        let lines = name_lines(&data.themes[theme], name_type, width, room);
        for (above, line) in lines.iter().rev().enumerate() {
            canvas.text(line, (x, baseline - LINE * above as f64), name_type);
        }
        canvas.text(&darkest, (x + width, baseline), darkest_type);
    }
    canvas.foot(&data.foot);
    canvas
}

/// The sentence that says which themes are not drawn.
fn not_drawn_note(data: &ChartData<'_>, themes: &[usize]) -> String {
    let names: Vec<&str> = themes.iter().map(|&theme| data.themes[theme].as_str()).collect();
    let note = messages::map_not_drawn(data.language, &names.join(messages::comma(data.language)));
    let lines = wrapped(&note, Type::new(TEXT, MUTED), data.width - 2.0 * MARGIN).len();
    if lines > MAX_NOTE_LINES { messages::map_many_not_drawn(data.language, themes.len()) } else { note }
}

/// The letters that are easily taken for those of another province.
const CONFUSED: [&str; 10] = ["HA", "HB", "HE", "HI", "HL", "HN", "NM", "SN", "SX", "XZ"];

/// What the letters in the tiles stand for; none in Chinese, whose tiles have names. A key of all provinces would leave no
/// room for maps in a column.
fn key(language: Language) -> Option<String> {
    if language == Language::Chinese {
        return None;
    }
    let confused = provinces().iter().filter(|place| CONFUSED.contains(&place.letters.as_str()));
    let names: Vec<String> =
        confused.map(|place| format!("{} {}", place.letters, province(place.adcode(), language))).collect();
    Some(messages::map_key(language, &names.join(messages::comma(language))))
}

fn share(region: &RegionCounts, theme: usize) -> f64 {
    region.counts[theme] as f64 / region.total.max(1) as f64
}

/// The largest share that rests on enough articles.
fn darkest(data: &ChartData<'_>, theme: usize) -> f64 {
    let solid = data.analysis.regions.iter().filter(|r| r.region.is_some() && r.total >= FEW);
    solid.map(|region| share(region, theme)).fold(0.02, f64::max)
}

fn draw_map(canvas: &mut Canvas, data: &ChartData<'_>, theme: usize, (x, y): (f64, f64), tile: f64) {
    let darkest = darkest(data, theme);
    for place in provinces() {
        let (left, top) = (x + tile * place.column as f64, y + tile * place.row as f64);
        let (from, to) = ((left + 0.5, top + 0.5), (left + tile - 0.5, top + tile - 0.5));
        let adcode = place.adcode();
        let region = data.analysis.regions.iter().find(|region| region.region.is_some() && region.region == adcode);
        canvas.rectangle(from, to, GRID);
        let inner = ((from.0 + 0.4, from.1 + 0.4), (to.0 - 0.4, to.1 - 0.4));
        let (fill, ink) = match region {
            None => (WHITE, MUTED),
            Some(region) => {
                let depth = (share(region, theme) / darkest).min(1.0);
                let fill = if region.total < FEW { grey(depth) } else { shade(depth) };
                (fill, ink_on(fill))
            }
        };
        canvas.rectangle(inner.0, inner.1, fill);
        // A tile has room for about two Chinese characters or three letters.
        let short = match data.language {
            Language::Chinese => short_name(&province(adcode, data.language)),
            Language::English => place.letters.clone(),
        };
        let middle = left + tile / 2.0;
        let size = (tile * 0.36).max(MIN_TEXT);
        canvas.text(&short, (middle, top + tile * 0.47), Type::new(size, ink).align(Align::Centre));
        // A province with articles but none of this theme shows 0; one without articles shows no number. The brackets
        // can still be seen in grey print.
        if let Some(region) = region {
            let label = whole_percent(region.counts[theme], region.total);
            let label = if region.total < FEW { format!("({label})") } else { label };
            canvas.text(&label, (middle, top + tile * 0.9), Type::new(size, ink).align(Align::Centre));
        }
    }
}

/// The short name of a province in a tile: its first two characters, one character for the two three-character names.
fn short_name(name: &str) -> String {
    match name {
        "黑龙江" => "黑".into(),
        "内蒙古" => "蒙".into(),
        _ => name.chars().take(2).collect(),
    }
}
