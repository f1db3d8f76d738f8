//! Themes over time: one small chart for each theme, all on one scale.

use super::ChartData;
use super::canvas::{Align, Canvas, Type, fitted};
use super::style::{ACCENT, BAND, CONTEXT, GRID, INK, MARGIN, MUTED, PAGE_WIDTH, SMALL, TEXT, TITLE};
use crate::error::Result;
use crate::report::words::{every, percent, say};
use crate::trends::{PeriodKind, Series};

/// Small charts side by side.
const COLUMNS: usize = 4;
const PANEL_HEIGHT: f64 = 62.0;
/// Room above each small chart for its theme's name, and below for the axis.
const NAME: f64 = 17.0;
const AXIS: f64 = 15.0;
const LEFT: f64 = 26.0;
const GAP: f64 = 12.0;
/// Room for title and subtitle, and for the foot.
const HEAD: f64 = 62.0;
const FOOT: f64 = 26.0;
/// A period with fewer articles is drawn as an open point: its share says little.
pub const FEW: usize = 10;

/// Draws the chart.
pub fn over_time(data: &ChartData<'_>) -> Result<Vec<u8>> {
    let series = data.series;
    let ranking = series.ranking();
    let rows = ranking.len().div_ceil(COLUMNS).max(1);
    let height = HEAD + rows as f64 * (NAME + PANEL_HEIGHT + AXIS) + FOOT;
    let mut canvas = Canvas::new("themes-over-time", PAGE_WIDTH, height);
    let zh = |chinese, english| say(data.language, chinese, english);

    canvas.text(
        zh("各政策主题的关注度随时间变化", "Attention to policy themes over time"),
        (MARGIN, 24.0),
        Type::new(TITLE, INK).bold(),
    );
    let rate = every(data.kind, data.language);
    let subtitle = match data.language {
        crate::corpus::Language::Chinese => format!("{rate}以该主题为主的文章占全部文章的比例；各图同一纵轴，按总占比排序，主题名后为总占比"),
        crate::corpus::Language::English => {
            format!("Share of all articles whose primary theme it is, {rate}; one scale, ranked by overall share (beside the name)")
        }
    };
    canvas.text(&subtitle, (MARGIN, 40.0), Type::new(TEXT, MUTED));
    canvas.text(
        zh(
            "浅色带：95% 置信区间（Wilson）；空心点：该期不足 10 篇或只覆盖一部分；断线：该期没有文章",
            "Band: 95% interval (Wilson); open point: fewer than 10 articles or a partial period; break: no article",
        ),
        (MARGIN, 53.0),
        Type::new(TEXT, MUTED),
    );

    let top = scale_top(series, &ranking);
    let panel_width = (PAGE_WIDTH - 2.0 * MARGIN - LEFT - GAP * (COLUMNS as f64 - 1.0)) / COLUMNS as f64;
    for (rank, &theme) in ranking.iter().enumerate() {
        let (row, column) = (rank / COLUMNS, rank % COLUMNS);
        let x = MARGIN + LEFT + column as f64 * (panel_width + GAP);
        let y = HEAD + row as f64 * (NAME + PANEL_HEIGHT + AXIS) + NAME;
        let last_in_column = rank + COLUMNS >= ranking.len();
        let panel = Panel { x, y, width: panel_width, height: PANEL_HEIGHT, top, periods: series.periods.len() };
        panel.frame(&mut canvas, data, column == 0, last_in_column)?;
        let share = percent(series.overall(theme).value);
        let share_look = Type::new(SMALL + 0.5, MUTED).align(Align::Right);
        canvas.text(&share, (x + panel_width, y - 5.0), share_look);
        let name_look = Type::new(TEXT, INK).bold();
        let room = panel_width - super::canvas::text_width(&share, share_look) - 4.0;
        canvas.text(&fitted(&data.themes[theme], name_look, room), (x, y - 5.0), name_look);
        panel.curve(&mut canvas, series, theme)?;
    }
    canvas.text(&data.foot, (MARGIN, height - 10.0), Type::new(SMALL, MUTED));
    canvas.into_png()
}

/// The top of the common scale: a round number above the largest share that rests on enough articles.
fn scale_top(series: &Series, ranking: &[usize]) -> f64 {
    let mut largest = 0.0f64;
    for period in 0..series.periods.len() {
        for &theme in ranking {
            if let Some(share) = series.share(period, theme) {
                largest = largest.max(if share.total >= FEW { share.value } else { 0.0 });
            }
        }
    }
    if largest == 0.0 {
        return 1.0;
    }
    [0.02, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0].into_iter().find(|top| *top >= largest).unwrap_or(1.0)
}

/// One small chart.
struct Panel {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    top: f64,
    periods: usize,
}

impl Panel {
    fn place(&self, period: usize, share: f64) -> (f64, f64) {
        // A single period stands in the middle.
        let part = if self.periods > 1 { period as f64 / (self.periods - 1) as f64 } else { 0.5 };
        let inset = 3.0;
        let x = self.x + inset + part * (self.width - 2.0 * inset);
        (x, self.y + self.height * (1.0 - share.min(self.top) / self.top))
    }

    fn frame(&self, canvas: &mut Canvas, data: &ChartData<'_>, first: bool, lowest: bool) -> Result<()> {
        for part in [0.0, 0.5, 1.0] {
            let y = self.y + self.height * (1.0 - part);
            let colour = if part == 0.0 { CONTEXT } else { GRID };
            canvas.line(&[(self.x, y), (self.x + self.width, y)], 0.5, colour)?;
            if first {
                let label = format!("{}%", (1000.0 * part * self.top).round() / 10.0);
                canvas.text(&label, (self.x - 4.0, y + 2.5), Type::new(SMALL, MUTED).align(Align::Right));
            }
        }
        for (period, label) in ticks(data.series, data.kind) {
            let (x, _) = self.place(period, 0.0);
            let bottom = self.y + self.height;
            canvas.line(&[(x, bottom), (x, bottom + 2.5)], 0.5, CONTEXT)?;
            if lowest {
                canvas.text(&label, (x, bottom + 10.0), Type::new(SMALL, MUTED).align(Align::Centre));
            }
        }
        Ok(())
    }

    fn curve(&self, canvas: &mut Canvas, series: &Series, theme: usize) -> Result<()> {
        let periods: Vec<usize> = (0..self.periods).collect();
        let present = |p: usize| series.share(p, theme);
        for run in periods.chunk_by(|&a, &b| present(a).is_some() == present(b).is_some()) {
            let shares: Vec<_> = run.iter().filter_map(|&p| present(p).map(|s| (p, s))).collect();
            if shares.is_empty() {
                continue;
            }
            if shares.len() > 1 {
                let upper = shares.iter().map(|(p, s)| self.place(*p, s.high));
                let lower = shares.iter().rev().map(|(p, s)| self.place(*p, s.low));
                canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), BAND)?;
                let line: Vec<_> = shares.iter().map(|(p, s)| self.place(*p, s.value)).collect();
                canvas.line(&line, 1.1, ACCENT)?;
            } else {
                let (p, s) = shares[0];
                canvas.line(&[self.place(p, s.low), self.place(p, s.high)], 1.6, BAND)?;
            }
            for (p, share) in &shares {
                let weak = share.total < FEW || series.partial[*p];
                let at = self.place(*p, share.value);
                if weak && self.periods <= 80 {
                    canvas.ring(at, 1.7, ACCENT)?;
                } else if shares.len() == 1 || self.periods <= 20 {
                    canvas.dot(at, 1.4, ACCENT)?;
                }
            }
        }
        Ok(())
    }
}

/// At most about four labelled periods: years where there are several, else evenly spread periods.
fn ticks(series: &Series, kind: PeriodKind) -> Vec<(usize, String)> {
    let count = series.periods.len();
    let years: Vec<(usize, String)> = series
        .periods
        .iter()
        .enumerate()
        .filter(|(p, period)| *p == 0 || series.periods[p - 1].start.year() != period.start.year())
        .map(|(p, period)| (p, period.start.year().to_string()))
        .collect();
    if kind != PeriodKind::Day && kind != PeriodKind::Week && count > 13 && years.len() >= 3 {
        // A first year of which little is seen has no room for its label.
        let room = count.div_ceil(6);
        let step = years.len().div_ceil(4);
        let labelled: Vec<(usize, String)> = years.into_iter().rev().step_by(step).collect();
        let mut kept: Vec<(usize, String)> = Vec::new();
        for tick in labelled.into_iter().rev() {
            if kept.last().is_some_and(|last: &(usize, String)| tick.0 - last.0 < room) {
                kept.pop();
            }
            kept.push(tick);
        }
        return kept;
    }
    let label = |p: usize| {
        let text = series.periods[p].to_string();
        if kind == PeriodKind::Day { text[5..].to_owned() } else { text }
    };
    match count {
        0 => Vec::new(),
        1 => vec![(0, label(0))],
        2 => vec![(0, label(0)), (1, label(1))],
        _ => vec![(count / 8, label(count / 8)), (count - 1 - count / 8, label(count - 1 - count / 8))],
    }
}
