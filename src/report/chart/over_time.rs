//! Themes over time: one small chart for each theme.
//!
//! Themes are ranked by attention, and the charts of a row share a scale: on one scale for all, the themes that
//! get little attention would be flat lines.

use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{ACCENT, BAND, CONTEXT, GRID, MARGIN, MUTED, SMALL};
use crate::report::words::{every, percent, say};
use crate::trends::{PeriodKind, Series};

/// A small chart is about so wide.
const PANEL_WIDTH: f64 = 112.0;
const PANEL_HEIGHT: f64 = 62.0;
/// Room above each small chart for its theme's name, and below for the axis.
const NAME: f64 = 17.0;
const AXIS: f64 = 15.0;
/// From one line of a name to the next, and room for the share behind it.
const LINE: f64 = 9.0;
const SHARE: f64 = 19.0;
const LEFT: f64 = 23.0;
const GAP: f64 = 9.0;
/// Room below the heading, and for the foot.
const HEAD: f64 = 9.0;
const FOOT: f64 = 26.0;
/// A period with fewer articles is drawn as an open point: its share says little.
pub const FEW: usize = 10;

/// Draws the chart.
pub fn over_time(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let columns = (((data.width - 2.0 * MARGIN - LEFT) / PANEL_WIDTH).round() as usize).max(1);
    let panel_width = (data.width - 2.0 * MARGIN - LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    let name_look = data.name_type().bold();
    // Long English names take a second line.
    let two_lines = data.themes.iter().any(|name| text_width(name, name_look) > panel_width - SHARE);
    let name_height = if two_lines { NAME + LINE } else { NAME };
    let places = places(&data.ranking(), data.analysis.none, columns);
    let rows = places.last().map_or(1, |place| place.row + 1);
    let mut canvas = Canvas::new("themes-over-time", data.width, 0.0);
    let zh = |chinese, english| say(data.language, chinese, english);

    let rate = every(data.analysis.period, data.language);
    let subtitle = match data.language {
        crate::Language::Chinese => {
            format!("{rate}以该主题为主的文章占全部文章的比例；同一行纵轴相同；按总占比（主题名后）排序")
        }
        crate::Language::English => {
            format!("Share of all articles whose primary theme it is, {rate}; one scale a row; ranked by overall share")
        }
    };
    let marks = zh(
        "色带：95% 置信区间（Wilson），超出纵轴处截去；空心点：不足 10 篇或不完整；▲：超出纵轴；断线：无文章",
        "Band: 95% interval (Wilson), cut at the scale; open: under 10 articles or partial; ▲ above; break: none",
    );
    let title = zh("各政策主题的关注度随时间变化", "Attention to policy themes over time");
    let head = canvas.heading(title, &[&subtitle, marks]) + HEAD;
    canvas.height = head + rows as f64 * (name_height + PANEL_HEIGHT + AXIS) + FOOT;

    for place in &places {
        let theme = place.theme;
        let x = MARGIN + LEFT + place.column as f64 * (panel_width + GAP);
        let y = head + place.row as f64 * (name_height + PANEL_HEIGHT + AXIS) + name_height;
        let beside: Vec<usize> = places
            .iter()
            .filter(|other| {
                other.row == place.row
                    && (data.analysis.none == Some(other.theme)) == (data.analysis.none == Some(theme))
            })
            .map(|other| other.theme)
            .collect();
        let panel = Panel {
            x,
            y,
            width: panel_width,
            height: PANEL_HEIGHT,
            top: scale_top(series, &beside),
            periods: series.periods.len(),
            none: data.analysis.none == Some(theme),
        };
        let lowest = !places.iter().any(|other| other.column == place.column && other.row > place.row);
        panel.frame(&mut canvas, data, beside[0] == theme, lowest);
        let share = percent(series.overall(theme).value);
        let share_look = Type::new(SMALL + 0.5, MUTED).align(Align::Right);
        canvas.text(&share, (x + panel_width, y - 5.0), share_look);
        let room = panel_width - text_width(&share, share_look) - 3.0;
        let lines = name_lines(&data.themes[theme], name_look, panel_width, room);
        for (line, text) in lines.iter().rev().enumerate() {
            canvas.text(text, (x, y - 5.0 - LINE * line as f64), name_look);
        }
        panel.curve(&mut canvas, series, theme);
    }
    canvas.foot(&data.foot);
    canvas
}

/// A name in one line where there is room, else in two, cut at a space.
fn name_lines(name: &str, look: Type, width: f64, room: f64) -> Vec<String> {
    if text_width(name, look) <= room {
        return vec![name.into()];
    }
    let cut = name.rmatch_indices(' ').map(|(at, _)| at).find(|&at| text_width(&name[..at], look) <= width);
    match cut {
        Some(at) => vec![name[..at].into(), fitted(&name[at + 1..], look, room)],
        None => vec![fitted(name, look, room)],
    }
}

/// Where a theme's small chart stands.
struct Place {
    theme: usize,
    row: usize,
    column: usize,
}

/// Themes row by row in their order. What is no policy comes last, with a scale of its own: it is the context of the
/// others. A free place before it leaves room for its axis.
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
    let most = upper.get(upper.len() * 9 / 10).copied().unwrap_or(1.0);
    let largest = shares.iter().map(|share| share.value).fold(most, f64::max);
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
    top: f64,
    periods: usize,
    /// The theme is “no policy theme”.
    none: bool,
}

impl Panel {
    fn place(&self, period: usize, share: f64) -> (f64, f64) {
        // A single period stands in the middle.
        let part = if self.periods > 1 { period as f64 / (self.periods - 1) as f64 } else { 0.5 };
        let inset = 3.0;
        let x = self.x + inset + part * (self.width - 2.0 * inset);
        (x, self.y + self.height * (1.0 - share.min(self.top) / self.top))
    }

    fn frame(&self, canvas: &mut Canvas, data: &ChartData<'_>, first: bool, lowest: bool) {
        for part in [0.0, 0.5, 1.0] {
            let y = self.y + self.height * (1.0 - part);
            let colour = if part == 0.0 { CONTEXT } else { GRID };
            canvas.line(&[(self.x, y), (self.x + self.width, y)], 0.5, colour);
            if first {
                let label = format!("{}%", (1000.0 * part * self.top).round() / 10.0);
                canvas.text(&label, (self.x - 4.0, y + 2.5), Type::new(SMALL, MUTED).align(Align::Right));
            }
        }
        for (period, label) in ticks(&data.analysis.series, data.analysis.period) {
            let (x, _) = self.place(period, 0.0);
            let bottom = self.y + self.height;
            canvas.line(&[(x, bottom), (x, bottom + 2.5)], 0.5, CONTEXT);
            if lowest {
                // A label at either end stays within its chart.
                let look = Type::new(SMALL, MUTED).align(Align::Centre);
                let half = text_width(&label, look) / 2.0;
                let middle = x.clamp(self.x + half, (self.x + self.width - half).max(self.x + half));
                canvas.text(&label, (middle, bottom + 10.0), look);
            }
        }
    }

    fn curve(&self, canvas: &mut Canvas, series: &Series, theme: usize) {
        let (ink, band) = if self.none { (CONTEXT, GRID) } else { (ACCENT, BAND) };
        let periods: Vec<usize> = (0..self.periods).collect();
        // A share above the scale rests on few articles: it is marked at the edge and not joined to the others.
        let above = |p: usize| series.share(p, theme).is_some_and(|share| share.value > self.top);
        let present = |p: usize| series.share(p, theme).filter(|_| !above(p));
        for &p in periods.iter().filter(|&&p| above(p)) {
            let (x, y) = self.place(p, self.top);
            canvas.polygon(&[(x - 2.4, y + 4.2), (x + 2.4, y + 4.2), (x, y)], ink);
        }
        for run in periods.chunk_by(|&a, &b| present(a).is_some() == present(b).is_some()) {
            let shares: Vec<_> = run.iter().filter_map(|&p| present(p).map(|s| (p, s))).collect();
            if shares.is_empty() {
                continue;
            }
            if shares.len() > 1 {
                let upper = shares.iter().map(|(p, s)| self.place(*p, s.high));
                let lower = shares.iter().rev().map(|(p, s)| self.place(*p, s.low));
                canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), band);
                let line: Vec<_> = shares.iter().map(|(p, s)| self.place(*p, s.value)).collect();
                canvas.line(&line, 1.1, ink);
            } else {
                let (p, s) = shares[0];
                canvas.line(&[self.place(p, s.low), self.place(p, s.high)], 1.6, band);
            }
            for (p, share) in &shares {
                let weak = share.total < FEW || series.partial[*p];
                let at = self.place(*p, share.value);
                if weak && (self.periods <= 80 || shares.len() == 1) {
                    canvas.ring(at, 1.7, ink);
                } else if shares.len() == 1 || self.periods <= 20 {
                    canvas.dot(at, 1.4, ink);
                }
            }
        }
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
