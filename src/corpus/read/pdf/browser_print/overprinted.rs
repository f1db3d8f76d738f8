//! Menus that a site keeps at their place on the screen: a browser prints them over the article, so that their entries stand among its
//! lines.

use std::collections::BTreeSet;

use crate::corpus::read::pdf::lines::Line;

/// An entry of a menu has at most this many letters.
const MAX_ENTRY: usize = 5;
/// A menu has at least this many entries, and is printed over at least this many other lines.
const MIN_ENTRIES: usize = 5;
const MIN_OVERPRINTED: usize = 2;
/// Distances that differ by at most this, in points, are the same.
const SAME: f32 = 0.6;
/// A line is printed over another where both share at least this part of the height of the lower one.
const MIN_SHARED: f32 = 0.25;

/// The lines without the entries of such a menu: short lines in one type at one edge, equally far apart, several of which are printed over
/// other lines. Nothing else is printed so.
pub(in crate::corpus::read::pdf) fn without_menu(lines: Vec<Line>) -> Vec<Line> {
    let mut entries: Vec<usize> =
        (0..lines.len()).filter(|&at| !lines[at].downwards && (2..=MAX_ENTRY).contains(&lines[at].count)).collect();
    entries.sort_by(|&a, &b| lines[a].baseline.total_cmp(&lines[b].baseline));
    let is_over = |at: usize| (0..lines.len()).any(|other| other != at && covers(&lines[at], &lines[other]));
    let over: BTreeSet<usize> = entries.iter().copied().filter(|&at| is_over(at)).collect();
    if over.len() < MIN_OVERPRINTED {
        return lines;
    }
    let is_menu = |menu: &Vec<usize>| {
        menu.len() >= MIN_ENTRIES && menu.iter().filter(|at| over.contains(*at)).count() >= MIN_OVERPRINTED
    };
    let menus = (0..entries.len()).map(|first| run_from(&lines, &entries[first..])).filter(is_menu);
    let Some(menu) = menus.max_by_key(Vec::len) else { return lines };
    (0..).zip(lines).filter(|(at, _)| !menu.contains(at)).map(|(_, line)| line).collect()
}

/// The lines in the type and at the edge of the first of `entries`, which are short lines from the top down, as long as they are equally
/// far apart.
fn run_from(lines: &[Line], entries: &[usize]) -> Vec<usize> {
    let Some((&first, below)) = entries.split_first() else { return Vec::new() };
    let begin = &lines[first];
    let is_same = |own: &Line| {
        (own.left - begin.left).abs() <= SAME && (own.size - begin.size).abs() <= SAME && own.bold == begin.bold
    };
    let (mut run, mut last, mut step) = (vec![first], begin.baseline, None);
    for &at in below.iter().filter(|&&at| is_same(&lines[at])) {
        let gap = lines[at].baseline - last;
        if step.is_some_and(|step: f32| (gap - step).abs() > SAME) {
            break;
        }
        (step, last) = (Some(gap), lines[at].baseline);
        run.push(at);
    }
    run
}

/// Whether two lines are printed one over the other.
fn covers(a: &Line, b: &Line) -> bool {
    let shared = a.bottom.min(b.bottom) - a.top.max(b.top);
    let beside = a.right <= b.left || b.right <= a.left;
    !beside && shared >= MIN_SHARED * (a.bottom - a.top).min(b.bottom - b.top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    #[test]
    fn the_menu_over_an_article_is_left_out() {
        let menu = ["精选", "视频", "时事", "财经", "生活", "订阅"];
        let at = |left: f32| -> Vec<Line> {
            (0..).zip(menu).map(|(row, text)| line(left, 60.0 + 18.0 * row as f32, 12.0, text)).collect()
        };
        let article = [
            line(30.0, 80.0, 24.0, "河畔新增三处公园"),
            line(30.0, 108.0, 12.0, "兰河新闻记者 方舟"),
            line(30.0, 134.0, 12.0, "2024-03-05 10:08 来源：兰河新闻"),
            line(30.0, 190.0, 12.0, "昨日，河畔新增的三处公园向市民开放，园内步道全部接通。"),
        ];
        let kept: Vec<String> =
            without_menu([&at(30.0)[..], &article].concat()).into_iter().map(|line| line.text).collect();
        assert_eq!(kept, article.map(|line| line.text));
        // Beside the article the menu is a column of its own.
        let article = kept.len();
        let beside =
            [at(400.0), (0..4).map(|row| line(30.0, 60.0 + 18.0 * row as f32, 12.0, "河畔新增三处公园")).collect()];
        assert_eq!(without_menu(beside.concat()).len(), menu.len() + article);
    }
}
