//! Rise and fall: each theme's share in two spans, and their difference with its interval.

use crate::Language;
use crate::analysis::{MAX_FALSE_DISCOVERY_RATE, SpanComparison};
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted};
use crate::report::chart::style::{ACCENT, CONTEXT, GRID, INK, MARGIN, MUTED, SMALL, TEXT, TITLE};
use crate::report::words::{points, say};

const ROW: f64 = 17.0;
/// Room below the heading for the axis' numbers.
const HEAD: f64 = 27.0;
const FOOT: f64 = 38.0;
/// Room for the differences behind the dumbbells.
const NUMBERS: f64 = 104.0;

/// Draws the chart.
pub fn changes(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("themes-changes", data.width, 0.0);
    let zh = |chinese, english| say(data.language, chinese, english);
    let title = zh("各政策主题的升降", "Rise and fall of policy themes");
    let Some(SpanComparison { before, after, changes }) = &data.analysis.comparison else {
        let head = canvas.heading(title, &[]);
        let none = zh("文章只有一天的，无从比较", "All articles are of one day: nothing to compare");
        canvas.height = head + 80.0;
        canvas.text(none, (data.width / 2.0, head + 40.0), Type::new(TITLE, MUTED).align(Align::Centre));
        canvas.foot(&data.foot);
        return canvas;
    };
    let (a, b) = (format!("{} — {}", before.first, before.last), format!("{} — {}", after.first, after.last));
    let spans = match data.language {
        Language::Chinese => format!("占全部文章的比例：空心 {a}，实心 {b}；按差值排序"),
        Language::English => format!("Share of all articles: open {a}, filled {b}; by difference"),
    };
    let marks = zh(
        "右列：差值（百分点）与 95% 区间（Newcombe）；深色：错误发现率低于 5%（Benjamini–Hochberg）",
        "Right: difference in points, 95% interval (Newcombe); dark: false discovery rate below 5%",
    );
    let head = canvas.heading(title, &[&spans, marks]) + HEAD;
    let mut shown = data.ranking();
    let difference = |theme: usize| &changes[theme].difference;
    shown.sort_by(|&x, &y| difference(y).value.total_cmp(&difference(x).value).then(x.cmp(&y)));
    let bottom = head + ROW * shown.len() as f64;
    canvas.height = bottom + FOOT;

    let names = data.names_width();
    let (left, right) = (MARGIN + names + 12.0, data.width - MARGIN - NUMBERS);
    let largest =
        shown.iter().map(|&t| difference(t).before.value.max(difference(t).after.value)).fold(0.01, f64::max) * 1.05;
    let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].into_iter().find(|s| largest / s <= 6.0).unwrap_or(0.25);
    let place = |share: f64| left + (right - left) * share / largest;
    for tick in 0..=(largest / step) as usize {
        let x = place(tick as f64 * step);
        canvas.line(&[(x, head - 4.0), (x, bottom)], 0.5, if tick == 0 { CONTEXT } else { GRID });
        let label = format!("{}%", (1000.0 * tick as f64 * step).round() / 10.0);
        canvas.text(&label, (x, head - 8.0), Type::new(SMALL, MUTED).align(Align::Centre));
    }
    for (row, &theme) in shown.iter().enumerate() {
        let middle = head + ROW * (row as f64 + 0.5);
        let name = data.name_type().align(Align::Right);
        canvas.text(&fitted(&data.themes[theme], name, names + 1.0), (left - 8.0, middle + 3.2), name);
        let found = difference(theme);
        let clear = changes[theme].false_discovery < MAX_FALSE_DISCOVERY_RATE;
        let ink = if clear { ACCENT } else { CONTEXT };
        let (x0, x1) = (place(found.before.value), place(found.after.value));
        canvas.line(&[(x0, middle), (x1, middle)], 1.6, ink);
        canvas.ring((x0, middle), 3.2, ink);
        canvas.dot((x1, middle), 3.2, ink);
        let look = Type::new(TEXT, if clear { INK } else { MUTED });
        let look = if clear { look.bold() } else { look };
        canvas.text(&points(found.value), (right + 42.0, middle + 3.2), look.align(Align::Right));
        let interval = format!("{} … {}", points(found.low), points(found.high));
        canvas.text(&interval, (right + 48.0, middle + 3.0), Type::new(SMALL + 0.5, MUTED));
    }
    canvas.foot(&data.foot);
    canvas
}
