//! Themes by their overall share, with intervals.

use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted};
use crate::report::chart::style::{ACCENT, CONTEXT, CORRECTED, GRID, INK, MARGIN, MUTED, SMALL, TEXT};
use crate::report::words::{percent, say, thousands};

const ROW: f64 = 17.0;
/// Room below the heading for the axis' numbers.
const HEAD: f64 = 25.0;
const FOOT: f64 = 38.0;
/// Room for the numbers behind the bars.
const NUMBERS: f64 = 92.0;

/// Draws the chart.
pub fn ranked(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let mut ranking = data.ranking();
    ranking.sort_by_key(|&theme| data.analysis.none == Some(theme));
    let mut canvas = Canvas::new("themes-ranked", data.width, 0.0);
    let total = thousands(series.total());
    let subtitle = match data.language {
        crate::Language::Chinese => {
            format!("以该主题为主的文章数与占比；全部 {total} 篇；黑线：95% 置信区间（Wilson）")
        }
        crate::Language::English => {
            format!("Articles whose primary theme it is, out of {total}; whiskers: 95% interval (Wilson)")
        }
    };
    let title = say(data.language, "各政策主题占全部文章的比例", "Policy themes by their share of all articles");
    let corrected = say(
        data.language,
        "红圈与红线：按模型已知的误判校正后的占比及其 95% 区间（Saerens 等 2002）",
        "Red rings: share corrected for the model's known errors, with its 95% interval (Saerens et al. 2002)",
    );
    let below: &[&str] = if data.analysis.corrected.is_none() { &[&subtitle] } else { &[&subtitle, corrected] };
    let head = canvas.heading(title, below) + HEAD;
    canvas.height = head + ROW * ranking.len() as f64 + FOOT;

    let names = data.names_width();
    let (left, right) = (MARGIN + names + 10.0, data.width - MARGIN - NUMBERS);
    let largest = ranking.iter().map(|&t| series.overall(t).high).fold(0.01, f64::max);
    let highest = ranking.iter().filter_map(|&t| data.corrected(t)).map(|c| c.high).fold(0.0, f64::max);
    let largest = largest.max(highest);
    let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].into_iter().find(|s| largest / s <= 6.0).unwrap_or(0.25);
    let top = largest.min(1.0);
    let place = |share: f64| left + (right - left) * share / top;
    let bottom = head + ROW * ranking.len() as f64;
    for tick in 0..=(top / step) as usize {
        let x = place(tick as f64 * step);
        canvas.line(&[(x, head - 4.0), (x, bottom)], 0.5, if tick == 0 { CONTEXT } else { GRID });
        let label = format!("{}%", (1000.0 * tick as f64 * step).round() / 10.0);
        canvas.text(&label, (x, head - 8.0), Type::new(SMALL, MUTED).align(Align::Centre));
    }
    for (rank, &theme) in ranking.iter().enumerate() {
        let share = series.overall(theme);
        let middle = head + ROW * (rank as f64 + 0.5);
        let name = data.name_type().align(Align::Right);
        canvas.text(&fitted(&data.themes[theme], name, names + 1.0), (left - 6.0, middle + 3.2), name);
        let colour = if data.analysis.none == Some(theme) { CONTEXT } else { ACCENT };
        canvas.rectangle((left, middle - 4.5), (place(share.value), middle + 4.5), colour);
        let corrected = data.corrected(theme);
        // Two intervals share a bar where the corrected share is known.
        let above = middle - if corrected.is_some() { 2.2 } else { 0.0 };
        canvas.line(&[(place(share.low), above), (place(share.high), above)], 1.0, INK);
        for end in [share.low, share.high] {
            canvas.line(&[(place(end), above - 2.0), (place(end), above + 2.0)], 1.0, INK);
        }
        if let Some(corrected) = corrected {
            let below = middle + 2.4;
            let end = corrected.high.min(top);
            canvas.line(&[(place(corrected.low), below), (place(end), below)], 1.0, CORRECTED);
            canvas.ring((place(corrected.value.min(top)), below), 2.4, CORRECTED);
        }
        let count = match data.language {
            crate::Language::Chinese => format!("{}（{} 篇）", percent(share.value), thousands(share.count)),
            crate::Language::English => format!("{} ({})", percent(share.value), thousands(share.count)),
        };
        canvas.text(&count, (right + 12.0, middle + 3.2), Type::new(TEXT, MUTED));
    }
    canvas.foot(&data.foot);
    canvas
}
