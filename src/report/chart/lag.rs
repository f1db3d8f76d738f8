//! Who came first: for each term, and each theme where it is clear, the days by which provinces were later than the centre.

use crate::Language;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width, wrapped};
use crate::report::chart::style::{ACCENT, BAND, CONTEXT, GRID, INK, MARGIN, MUTED, SMALL};
use crate::report::prose::lag::days_shown;
use crate::report::words::{province, say, signed_days};
use crate::trends::{Lag, TermLag};

/// A small chart is at least so wide.
const PANEL_WIDTH: f64 = 215.0;
const GAP: f64 = 18.0;
const ROW: f64 = 13.0;
/// From one line of what a small chart tells to the next, and room below it for the axis.
const LINE: f64 = 12.0;
const AXIS: f64 = 17.0;
/// Between one row of small charts and the next.
const BELOW: f64 = 12.0;
const HEAD: f64 = 18.0;
const FOOT: f64 = 26.0;
/// Room beside the outermost dots for their numbers.
const NUMBER: f64 = 17.0;

/// What stands in a province's row.
enum Mark {
    /// A dot so many days from the centre's; open where the number is no more than a bound.
    Dot { days: i64, bound: bool },
    /// Words at the right edge.
    NotYet,
}

struct Row {
    name: String,
    mark: Mark,
    label: String,
}

struct Panel {
    title: String,
    told: String,
    rows: Vec<Row>,
}

impl Panel {
    fn days(&self) -> impl Iterator<Item = i64> {
        self.rows.iter().filter_map(|row| match row.mark {
            Mark::Dot { days, .. } => Some(days),
            Mark::NotYet => None,
        })
    }
}

/// Draws the chart; none where there is nothing to draw.
pub fn lag(data: &ChartData<'_>) -> Option<Canvas> {
    let found = &data.analysis.lag;
    let mut panels: Vec<Panel> = found.terms.iter().filter_map(|(term, lag)| term_panel(data, term, lag)).collect();
    panels.extend(clear_themes(data).map(|theme| theme_panel(data, theme)));
    if panels.is_empty() {
        return None;
    }
    let zh = |chinese, english| say(data.language, chinese, english);
    let mut canvas = Canvas::new("lag", data.width, 0.0);
    let mut below = vec![zh(
        "横轴：比中央晚的天数，负数是早于中央；竖线是中央的日子；同一行横轴相同",
        "Days after the centre, below 0 before it; the upright line is the centre's day; one scale a row",
    )];
    if !found.terms.is_empty() {
        below.push(zh(
            "提法：按首次提到；空心：只是上限或下限（中央或该省的报纸读得晚，或读到的第一天就已提到）；灰字：读到最后仍未提到；转：首篇转载中央稿",
            "Terms: by first mention; open: a bound (papers read later only, or named on the first day read); grey: not yet by the \
             last day read; r: the first reprints the centre",
        ));
    }
    if clear_themes(data).next().is_some() {
        below.push(zh(
            "主题：占比的起落最合拍的错位，只画明显的（错误发现率低于 5%）",
            "Themes: the shift at which shares go together best, where it is clear (false discovery rate below 5%)",
        ));
    }
    let mut y = canvas.heading(zh("中央与各省的先后", "The centre and the provinces: who came first"), &below) + HEAD;
    let room = data.width - 2.0 * MARGIN;
    let columns = (((room + GAP) / (PANEL_WIDTH + GAP)) as usize).clamp(1, 3);
    let width = (room - GAP * (columns as f64 - 1.0)) / columns as f64;
    for row in panels.chunks(columns) {
        let head = row.iter().map(|panel| head_lines(data, panel, width).len()).max().unwrap_or(1);
        let longest = row.iter().map(|panel| panel.rows.len()).max().unwrap_or(0);
        let scale = Scale::of(row.iter().flat_map(Panel::days));
        for (column, panel) in row.iter().enumerate() {
            let x = MARGIN + column as f64 * (width + GAP);
            draw(&mut canvas, data, panel, &scale, (x, y), (width, head));
        }
        y += LINE * (head as f64 + 1.0) + ROW * longest as f64 + AXIS + BELOW;
    }
    canvas.height = y + FOOT - BELOW;
    canvas.foot(&data.foot);
    Some(canvas)
}

/// The clear themes among those drawn.
fn clear_themes(data: &ChartData<'_>) -> impl Iterator<Item = usize> {
    let clear = data.analysis.lag.clear_themes();
    data.shown.iter().copied().filter(move |theme| clear.contains(theme))
}

/// What a small chart tells below its title.
fn head_lines(data: &ChartData<'_>, panel: &Panel, width: f64) -> Vec<String> {
    wrapped(&panel.told, told_type(data), width)
}

fn told_type(data: &ChartData<'_>) -> Type {
    Type { colour: MUTED, ..data.name_type() }
}

fn term_panel(data: &ChartData<'_>, term: &str, lag: &TermLag) -> Option<Panel> {
    let first = lag.centre.first?;
    let rows = lag.provinces.iter().filter_map(|(region, own, days_of)| {
        let reprint = if own.reprint { say(data.language, " 转", " r") } else { "" };
        let (mark, label) = match *days_of {
            Lag::Days(days) | Lag::AtMost(days) => {
                let bound = lag.centre_open || matches!(*days_of, Lag::AtMost(_));
                (Mark::Dot { days, bound }, days_shown(*days_of, lag.centre_open) + reprint)
            }
            Lag::NotYet(_) => (Mark::NotYet, not_yet(own.read.1, data.language)),
            Lag::NotSeen => (Mark::NotYet, not_seen(own.read, data.language)),
            Lag::Unknown => return None,
        };
        Some(Row { name: province(Some(*region), data.language), mark, label })
    });
    let end = |days: Option<i64>| days.map_or_else(|| "?".into(), signed_days);
    let or_earlier = if lag.centre_open { say(data.language, " 或更早", " or earlier") } else { "" };
    let median = match (lag.median.map(|m| (m.days, m.low, m.high)), data.language) {
        (Some((Some(days), low, high)), Language::Chinese) => {
            format!("中位数 {} 天（{} 至 {}）", signed_days(days), end(low), end(high))
        }
        (Some((Some(days), low, high)), Language::English) => {
            format!("median {} days ({} to {})", signed_days(days), end(low), end(high))
        }
        (Some((None, ..)), language) => say(language, "中位数：尚不到一半", "median: not yet half").into(),
        (None, language) => say(language, "中位数：不能算出", "median: not known").into(),
    };
    let told = match data.language {
        Language::Chinese => format!("中央 {first}{or_earlier}；{median}"),
        Language::English => format!("centre {first}{or_earlier}; {median}"),
    };
    Some(Panel { title: say(data.language, "提法：", "Term: ").to_owned() + term, told, rows: rows.collect() })
}

fn not_yet(last: jiff::civil::Date, language: Language) -> String {
    match language {
        Language::Chinese => format!("至 {last} 未见"),
        Language::English => format!("not by {last}"),
    }
}

fn not_seen((from, last): (jiff::civil::Date, jiff::civil::Date), language: Language) -> String {
    match language {
        Language::Chinese => format!("{from} 至 {last} 未见"),
        Language::English => format!("not {from} to {last}"),
    }
}

fn theme_panel(data: &ChartData<'_>, theme: usize) -> Panel {
    let clear = data.analysis.lag.clear(theme);
    let others = data.analysis.lag.themes.iter().filter(|f| f.theme == theme).count() - clear.len();
    let rows = clear.into_iter().map(|(region, days, _)| Row {
        name: province(Some(region), data.language),
        mark: Mark::Dot { days, bound: false },
        label: signed_days(days),
    });
    let told = match data.language {
        Language::Chinese => format!("另 {others} 省不明显或文章太少"),
        Language::English => format!("{others} more provinces: not clear, or too few articles"),
    };
    Panel {
        title: say(data.language, "主题：", "Theme: ").to_owned() + &data.themes[theme],
        told,
        rows: rows.collect(),
    }
}

/// Days from the least to the most, with ticks.
struct Scale {
    least: f64,
    most: f64,
    step: i64,
}

impl Scale {
    fn of(days: impl Iterator<Item = i64>) -> Scale {
        let (least, most) = days.fold((0, 0), |(least, most), day| (least.min(day), most.max(day)));
        let most = if least == most { 1 } else { most };
        let steps = (0..).map(|power| 10i64.pow(power)).take(6).flat_map(|ten| [ten, 2 * ten, 5 * ten]);
        let step = steps.into_iter().find(|step| (most - least) / step <= 4).unwrap_or(1_000_000);
        Scale { least: least as f64, most: most as f64, step }
    }

    fn ticks(&self) -> impl Iterator<Item = i64> {
        let (from, to) = (self.least as i64 / self.step, self.most as i64 / self.step);
        (from..=to).map(|tick| tick * self.step)
    }
}

fn draw(
    canvas: &mut Canvas,
    data: &ChartData<'_>,
    panel: &Panel,
    scale: &Scale,
    (x, y): (f64, f64),
    (width, head): (f64, usize),
) {
    let name_type = data.name_type();
    canvas.text(&fitted(&panel.title, name_type.bold(), width), (x, y), name_type.bold());
    for (line, text) in head_lines(data, panel, width).iter().enumerate() {
        canvas.text(text, (x, y + LINE * (line as f64 + 1.0)), told_type(data));
    }
    let top = y + LINE * head as f64 + 7.0;
    let bottom = top + ROW * panel.rows.len() as f64;
    let names = panel.rows.iter().map(|row| text_width(&row.name, name_type)).fold(0.0, f64::max);
    let label = Type::new(SMALL + 0.5, INK);
    let widest = |right: bool| {
        let beside = panel.rows.iter().filter(|row| matches!(row.mark, Mark::Dot { days, .. } if (days >= 0) == right));
        beside.map(|row| text_width(&row.label, label) + 6.0).fold(NUMBER, f64::max)
    };
    let waiting = |row: &Row| matches!(row.mark, Mark::NotYet);
    let grey = Type::new(SMALL + 0.5, CONTEXT).align(Align::Right);
    let room = widest(true).max(if panel.days().next().is_none() {
        panel.rows.iter().map(|row| text_width(&row.label, grey) + 8.0).fold(0.0, f64::max)
    } else {
        0.0
    });
    let (left, right) = (x + names + 8.0 + if scale.least < 0.0 { widest(false) } else { 6.0 }, x + width - room);
    let place = |days: f64| left + (right - left) * (days - scale.least) / (scale.most - scale.least);
    for tick in scale.ticks() {
        let at = place(tick as f64);
        let (colour, thick) = if tick == 0 { (CONTEXT, 0.9) } else { (GRID, 0.5) };
        canvas.line(&[(at, top), (at, bottom + 2.5)], thick, colour);
        canvas.text(&signed_days(tick), (at, bottom + 10.5), Type::new(SMALL, MUTED).align(Align::Centre));
    }
    for (number, row) in panel.rows.iter().enumerate() {
        let middle = top + ROW * (number as f64 + 0.5);
        let ink = if waiting(row) { Type { colour: CONTEXT, ..name_type } } else { name_type };
        canvas.text(&row.name, (x + names, middle + 3.2), ink.align(Align::Right));
        match row.mark {
            Mark::Dot { days, bound } => {
                let (zero, at) = (place(0.0), place(days as f64));
                canvas.line(&[(zero, middle), (at, middle)], 1.4, BAND);
                if bound {
                    canvas.ring((at, middle), 2.8, ACCENT);
                } else {
                    canvas.dot((at, middle), 2.8, ACCENT);
                }
                let (beside, align) = if days < 0 { (at - 5.0, Align::Right) } else { (at + 5.0, Align::Left) };
                canvas.text(&row.label, (beside, middle + 2.7), label.align(align));
            }
            Mark::NotYet => canvas.text(&row.label, (x + width, middle + 2.7), grey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_hold_the_centre_and_have_few_ticks() {
        let ticks = |days: &[i64]| Scale::of(days.iter().copied()).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(&[3, 12, 7]), [0, 5, 10]);
        assert_eq!(ticks(&[-30, 18]), [-30, -20, -10, 0, 10]);
        assert_eq!(ticks(&[0]), [0, 1]);
        assert_eq!(ticks(&[]), [0, 1]);
        assert!(ticks(&[-4000, 90_000]).len() <= 6);
    }
}
