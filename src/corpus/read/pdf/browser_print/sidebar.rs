//! What stands beside the article on a page that a browser printed: the sidebar of a digital paper, with the headlines of the page and
//! the pages of the issue, and the columns of a site. They are no text of the article.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::Measure;
use crate::text::pattern;

/// A sidebar has at least this many lines that lead through the issue.
const MIN_LINKS: usize = 4;
/// A line of at least this many characters that ends a sentence or holds a comma is text.
const MIN_TEXT: usize = 12;

/// The text takes at least this share of the width of a web page, and its lines hold at least this share of the letters of all lines that
/// may be text.
const MIN_MAIN_WIDTH: f32 = 0.4;
const MIN_MAIN_LETTERS: f32 = 0.6;
/// The first line of a paragraph begins at most this many sizes of type behind the edge of its column.
const MAX_INDENT: f32 = 3.2;
/// Sentences in the columns beside a text, such as notices of the site; with more of them they are text.
const MAX_SENTENCES: usize = 2;
/// Lines of one column stand at most this many sizes of type one below the other.
const MAX_GAP: f32 = 2.5;
/// The text has at least this many lines.
const MIN_MAIN_LINES: usize = 3;
/// The type of a headline is at least this much larger than that of the text.
const HEADLINE: f32 = 1.2;

/// What tells the day and whose the text is, which some sites set beside it.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|来源|作者|记者|编辑"));

/// The edges of a text beside which columns of a site were left out. On the next sheets those columns may go on beside nothing.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus::read::pdf) struct TextEdges {
    left: f32,
    right: f32,
    /// Lines that reach across an edge by less than this stand on its one side.
    gap: f32,
}

impl TextEdges {
    /// Whether a line stands to the left or to the right of the text.
    fn are_beside(self, line: &Line) -> bool {
        !line.downwards && (line.right <= self.left + self.gap || line.left >= self.right - self.gap)
    }

    /// Whether a line stands where the text does, and nowhere else.
    fn hold(self, line: &Line) -> bool {
        line.left >= self.left - self.gap && line.right <= self.right + 2.0 * self.gap
    }
}

/// The lines without those beside the article; the columns of a site stand only where a browser printed the page. A page without such
/// lines is returned as it is. `edges` are those of the text on the sheet before, and become those of this one.
pub(in crate::corpus::read::pdf) fn without(
    lines: Vec<Line>,
    is_browser_print: bool,
    measure: Measure,
    edges: &mut Option<TextEdges>,
) -> Vec<Line> {
    let lines = without_list(lines, measure);
    if !is_browser_print {
        return lines;
    }
    let Some(column) = Column::of(&lines) else {
        return match *edges {
            Some(edges) => without_rest(lines, edges),
            None => lines,
        };
    };
    let count = lines.len();
    let rest = without_site(lines, &column);
    if rest.len() < count {
        *edges = Some(TextEdges { left: column.left, right: column.right, gap: column.gap() });
    }
    rest
}

/// The lines without the rest of columns that stood beside the text on the sheet before. A sheet with text in their place is returned as it
/// is.
fn without_rest(lines: Vec<Line>, edges: TextEdges) -> Vec<Line> {
    let sentences = |line: &Line| line.text.matches(['。', '！', '？']).count();
    let beside = || lines.iter().filter(|line| edges.are_beside(line));
    let is_text = |line: &Line| line.count >= MIN_TEXT && line.text.contains(['，', '。']);
    let has_other_text = lines.iter().any(|line| !edges.are_beside(line) && !edges.hold(line) && is_text(line));
    if has_other_text || beside().map(sentences).sum::<usize>() > MAX_SENTENCES || beside().any(is_of_article) {
        return lines;
    }
    lines.into_iter().filter(|line| !edges.are_beside(line) || DAY.is_match(&line.text)).collect()
}

/// The lines that go on below the text in columns beside it, from the top down to the first gap or sentence; `beside` are those at the
/// height of the text.
fn below_text(lines: &[Line], column: &Column, beside: &[&Line]) -> Vec<usize> {
    let mut found = Vec::new();
    for is_left in [true, false] {
        let is_side = |line: &Line| column.is_beside(line) && (line.right <= column.left + column.gap()) == is_left;
        let own = beside.iter().filter(|line| is_side(line)).map(|line| line.bottom);
        let Some(mut reach) = own.max_by(f32::total_cmp) else { continue };
        let is_below = |at: &usize| {
            let line = &lines[*at];
            !line.downwards && is_side(line) && line.top >= column.bottom
        };
        let mut below: Vec<usize> = (0..lines.len()).filter(is_below).collect();
        below.sort_by(|&a, &b| lines[a].top.total_cmp(&lines[b].top));
        for at in below {
            let line = &lines[at];
            let is_other = line.text.contains(['。', '！', '？']) || DAY.is_match(&line.text) || is_of_article(line);
            if is_other || line.top - reach > MAX_GAP * column.size {
                break;
            }
            reach = reach.max(line.bottom);
            found.push(at);
        }
    }
    found
}

/// The lines without the columns of a site beside the text, from the headline down. Columns that hold sentences may be text, and what
/// tells the day stays.
fn without_site(lines: Vec<Line>, column: &Column) -> Vec<Line> {
    let is_beside =
        |line: &Line| !line.downwards && column.is_beside(line) && line.bottom > column.top && line.top < column.bottom;
    let beside: Vec<&Line> = lines.iter().filter(|line| is_beside(line)).collect();
    let sentences = beside.iter().map(|line| line.text.matches(['。', '！', '？']).count()).sum::<usize>();
    // Some sites set the day beside the text, its year on a line of its own.
    let is_year = |line: &&&Line| {
        let text = line.text.trim();
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let may_be_text = sentences > MAX_SENTENCES || is_in_foreign_letters(&beside) || column.has_labels(&beside);
    if beside.is_empty() || may_be_text || beside.iter().any(|line| is_year(&line) || is_of_article(line)) {
        return lines;
    }
    // A column may begin above the headline: what stands close above its lines, at the same edge, belongs to it.
    let begun: Vec<(f32, f32)> = beside.iter().map(|line| (line.left, line.top)).collect();
    let top_of = |edge: f32| {
        let same = begun.iter().filter(|(left, _)| (left - edge).abs() <= 1.0);
        same.map(|(_, top)| *top).min_by(f32::total_cmp)
    };
    let is_above = |line: &Line| {
        let close = |top: f32| line.bottom <= top && top - line.bottom <= MAX_GAP * column.size;
        column.is_beside(line) && !line.downwards && top_of(line.left).is_some_and(close)
    };
    let below = below_text(&lines, column, &beside);
    let is_beside = |line: &Line| is_beside(line) || is_above(line);
    let dated = lines.iter().filter(|line| is_beside(line) && DAY.is_match(&line.text)).count();
    let is_kept = |line: &Line| !is_beside(line) || dated == 1 && DAY.is_match(&line.text);
    let kept = (0..).zip(lines).filter(|(at, line)| is_kept(line) && !below.contains(at));
    kept.map(|(_, line)| line).collect()
}

/// Whether lines are in Latin letters for the most part, as a translation beside the text is.
fn is_in_foreign_letters(lines: &[&Line]) -> bool {
    let letters = |is: fn(char) -> bool| lines.iter().flat_map(|line| line.text.chars()).filter(|c| is(*c)).count();
    2 * letters(|c| c.is_ascii_alphabetic()) > letters(char::is_alphanumeric)
}

/// Whether a line is the beginning of a report, or tells of a picture.
fn is_of_article(line: &Line) -> bool {
    let text = line.text.trim();
    text.contains("本报讯") || text.starts_with("图为") || text.ends_with('摄') || text.ends_with("供图")
}

/// The column of the text of a web page.
pub(in crate::corpus::read::pdf) struct Column {
    left: f32,
    right: f32,
    /// The top of the headline, or of the first line of the text where there is none.
    top: f32,
    bottom: f32,
    size: f32,
    /// Where its lines stand.
    baselines: Vec<f32>,
}

impl Column {
    /// The column that holds most of the text; none where no column does.
    pub(in crate::corpus::read::pdf) fn of(lines: &[Line]) -> Option<Column> {
        let is_text =
            |line: &&Line| !line.downwards && line.count >= MIN_TEXT && line.text.contains(['，', '。', '、']);
        let text: Vec<&Line> = lines.iter().filter(is_text).collect();
        let letters = |lines: &[&Line]| lines.iter().map(|line| line.count).sum::<usize>() as f32;
        // The lines of a column begin at its edge or behind the indent of a paragraph.
        let beginning_at = |edge: &Line| -> Vec<&Line> {
            let fits = |line: &&&Line| {
                (edge.left - 1.0..=edge.left + MAX_INDENT * edge.size).contains(&line.left)
                    && (line.size - edge.size).abs() <= edge.size * 0.1
            };
            text.iter().filter(fits).copied().collect()
        };
        let main = text.iter().map(|line| beginning_at(line)).max_by(|a, b| letters(a).total_cmp(&letters(b)))?;
        let edge = |value: fn(&Line) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
            main.iter().map(|line| value(line)).fold(start, pick)
        };
        let (left, right) = (edge(|line| line.left, f32::MAX, f32::min), edge(|line| line.right, f32::MIN, f32::max));
        let (top, bottom) = (edge(|line| line.top, f32::MAX, f32::min), edge(|line| line.bottom, f32::MIN, f32::max));
        let page =
            |value: fn(&Line) -> f32, start: f32, pick: fn(f32, f32) -> f32| lines.iter().map(value).fold(start, pick);
        let width = page(|line| line.right, f32::MIN, f32::max) - page(|line| line.left, f32::MAX, f32::min);
        let is_main = right - left >= MIN_MAIN_WIDTH * width && letters(&main) >= MIN_MAIN_LETTERS * letters(&text);
        let size = main.first()?.size;
        // Where only first lines of paragraphs are long, the edge of the column is that of the short lines below them.
        let goes_on = |line: &&Line| {
            let is_below = |above: &&Line| (0.5 * size..=2.2 * size).contains(&(line.baseline - above.baseline));
            (left - MAX_INDENT * size..left).contains(&line.left)
                && (line.size - size).abs() <= size * 0.1
                && main.iter().any(is_below)
        };
        let left = lines.iter().filter(goes_on).map(|line| line.left).fold(left, f32::min);
        let is_headline =
            |line: &&Line| line.size >= HEADLINE * size && line.bottom <= top && line.right > left && line.left < right;
        let largest = lines.iter().filter(is_headline).map(|line| line.size).max_by(f32::total_cmp);
        let is_largest = |line: &&Line| is_headline(line) && largest.is_some_and(|largest| line.size >= 0.95 * largest);
        let headline = lines.iter().filter(is_largest).map(|line| line.top).min_by(f32::total_cmp);
        (is_main && main.len() >= MIN_MAIN_LINES).then(|| Column {
            left,
            right,
            top: headline.unwrap_or(top),
            bottom,
            size,
            baselines: main.iter().map(|line| line.baseline).collect(),
        })
    }

    /// Whether lines beside the column are labels of its lines, such as the days of a chronology: most stand at the height of a line.
    fn has_labels(&self, beside: &[&Line]) -> bool {
        let is_label = |line: &&&Line| self.baselines.iter().any(|own| (own - line.baseline).abs() <= 0.1 * self.size);
        beside.len() > 1 && 3 * beside.iter().filter(is_label).count() >= 2 * beside.len()
    }

    /// The left edge.
    pub(in crate::corpus::read::pdf) fn left(&self) -> f32 {
        self.left
    }

    /// Whether a line stands to the left or to the right of the column.
    pub(in crate::corpus::read::pdf) fn is_beside(&self, line: &Line) -> bool {
        line.right <= self.left + self.gap() || line.left >= self.right - self.gap()
    }

    /// A type size as a multiple of that of the text.
    pub(super) fn size_ratio(&self, size: f32) -> f32 {
        size / self.size
    }

    /// Whether a line is set in the type of the text; headlines are larger.
    pub(super) fn is_in_its_type(&self, line: &Line) -> bool {
        (line.size - self.size).abs() <= self.size * 0.1
    }

    /// Whether a line stands at the height of the text.
    pub(super) fn is_at_text(&self, line: &Line) -> bool {
        let first = self.baselines.iter().copied().fold(f32::MAX, f32::min);
        line.bottom > first - self.size && line.top < self.bottom
    }

    /// From one line of the text to the next, as most of them stand.
    pub(in crate::corpus::read::pdf) fn step(&self) -> f32 {
        let mut baselines = self.baselines.clone();
        baselines.sort_by(f32::total_cmp);
        let mut steps: Vec<f32> =
            baselines.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.5).collect();
        steps.sort_by(f32::total_cmp);
        // Paragraphs stand further apart than lines.
        steps.get(steps.len() / 4).copied().unwrap_or(1.5 * self.size)
    }

    /// Lines that reach into the column by less than this stand beside it.
    fn gap(&self) -> f32 {
        self.size * 0.5
    }
}

/// The lines without those of the list of an issue. A page without one is returned as it is.
fn without_list(lines: Vec<Line>, measure: Measure) -> Vec<Line> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[上下]一版(?:\s*[上下]一版)?|(?:本版)?标题导航|版面(?:导航|目录)(?:\s*标题导航)?|本版目录|返回(?:首页|目录|版面)|往期(?:回顾|查询)|第\s*[A-D]?\d{1,2}\s*版\s*[：:]\s*\p{Han}{0,8}(?:\s*PDF)?|PDF(?:下载)?)",
        )
    });
    let is_link = |line: &&Line| !line.downwards && line.count <= 24 && LINK.is_match(line.text.trim());
    let is_text = |line: &&Line| !line.downwards && line.count >= MIN_TEXT && line.text.contains(['，', '。']);
    let links: Vec<&Line> = lines.iter().filter(is_link).collect();
    if links.len() < MIN_LINKS {
        return lines;
    }
    let edge = |lines: &[&Line], value: fn(&Line) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
        lines.iter().map(|line| value(line)).fold(start, pick)
    };
    // The text stands beside all links, and below none of them; the notice of rights runs across the page.
    let lowest = edge(&links, |line| line.bottom, f32::MIN, f32::max);
    let text: Vec<&Line> = lines.iter().filter(is_text).filter(|line| line.top <= lowest).collect();
    let (left, right) =
        (edge(&links, |line| line.left, f32::MAX, f32::min), edge(&links, |line| line.right, f32::MIN, f32::max));
    let (text_left, text_right) =
        (edge(&text, |line| line.left, f32::MAX, f32::min), edge(&text, |line| line.right, f32::MIN, f32::max));
    let gap = measure.body * 0.5;
    if text.is_empty() {
        return lines;
    }
    if right <= text_left - gap {
        lines.into_iter().filter(|line| line.right > text_left - gap || line.bottom > lowest + measure.body).collect()
    } else if left >= text_right + gap {
        lines.into_iter().filter(|line| line.left < text_right + gap || line.bottom > lowest + measure.body).collect()
    } else {
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    #[test]
    fn the_list_beside_an_article_is_left_out() {
        let side = ["本版标题导航", "河畔新增公园", "老街换上新灯", "版面导航", "第01版：要闻 PDF", "第02版：民生 PDF"];
        let text = ["河畔新增公园", "昨日，河畔新增的三处公园向市民开放，", "园内步道全部接通。"];
        let at = |left: f32, lines: &[&str]| -> Vec<Line> {
            (0..).zip(lines).map(|(row, text)| line(left, 100.0 + 15.0 * row as f32, 10.0, text)).collect()
        };
        let measure = Measure { body: 10.0, column: 300.0 };
        for (side_left, text_left) in [(20.0, 200.0), (500.0, 20.0)] {
            let lines = [at(side_left, &side), at(text_left, &text)].concat();
            let kept: Vec<String> =
                without(lines, false, measure, &mut None).into_iter().map(|line| line.text).collect();
            assert_eq!(kept, text);
        }
        // A list of pages above the text is no sidebar.
        let lines = [
            at(20.0, &side),
            (0..).zip(text).map(|(row, text)| line(20.0, 200.0 + 15.0 * row as f32, 10.0, text)).collect(),
        ]
        .concat();
        assert_eq!(without(lines.clone(), false, measure, &mut None).len(), lines.len());
    }

    #[test]
    fn the_columns_of_a_site_go_only_where_a_browser_printed_the_page() {
        let text = [
            "昨日，河畔新增的三处公园向市民开放，园内步道全部接通。",
            "附近居民步行十分钟就能走到，周末有志愿者讲解。",
            "园林部门介绍，今年还将再建五处小游园，选址已定。",
        ];
        let side = ["热门推荐", "老街换上新灯", "集市搬进社区", "夜间公交加密"];
        let at = |left: f32, top: f32, step: f32, lines: &[&str]| -> Vec<Line> {
            (0..).zip(lines).map(|(row, text)| line(left, top + step * row as f32, 10.0, text)).collect()
        };
        let measure = Measure { body: 10.0, column: 300.0 };
        let kept =
            |lines: Vec<Line>, is_browser_print: bool| without(lines, is_browser_print, measure, &mut None).len();
        let page = [at(200.0, 100.0, 15.0, &text), at(20.0, 97.0, 9.0, &side)].concat();
        assert_eq!(kept(page.clone(), true), text.len());
        assert_eq!(kept(page.clone(), false), page.len());
        // A report beside the text is one of its own, and the days of a chronology stand at its lines.
        let report = ["水厂检修", "本报讯 今晚停水"];
        let with_report = [at(200.0, 100.0, 15.0, &text), at(20.0, 97.0, 9.0, &report)].concat();
        assert_eq!(kept(with_report.clone(), true), with_report.len());
        let days = ["三月五日", "三月九日", "四月一日"];
        let chronology = [at(200.0, 100.0, 15.0, &text), at(20.0, 100.0, 15.0, &days)].concat();
        assert_eq!(kept(chronology.clone(), true), chronology.len());
    }

    #[test]
    fn the_columns_of_a_site_go_on_below_the_text_and_on_the_next_sheet() {
        let text = [
            "昨日，河畔新增的三处公园向市民开放，园内步道全部接通。",
            "附近居民步行十分钟就能走到，周末有志愿者讲解。",
            "园林部门介绍，今年还将再建五处小游园，选址已定。",
        ];
        let side = ["热门推荐", "老街换上新灯", "集市搬进社区", "夜间公交加密", "图书馆延时", "农贸市场改造"];
        let at = |left: f32, top: f32, step: f32, lines: &[&str]| -> Vec<Line> {
            (0..).zip(lines).map(|(row, text)| line(left, top + step * row as f32, 10.0, text)).collect()
        };
        let measure = Measure { body: 10.0, column: 300.0 };
        let mut edges = None;
        let sheet = [at(20.0, 100.0, 15.0, &text), at(320.0, 97.0, 11.0, &side)].concat();
        assert_eq!(without(sheet, true, measure, &mut edges).len(), text.len());
        let rest = [at(20.0, 30.0, 15.0, &["选址已定。"]), at(320.0, 30.0, 11.0, &side)].concat();
        let kept: Vec<String> =
            without(rest.clone(), true, measure, &mut edges).into_iter().map(|line| line.text).collect();
        assert_eq!(kept, ["选址已定。"]);
        // Without columns on the sheet before, and where text stands across, the list stays.
        assert_eq!(without(rest.clone(), true, measure, &mut None).len(), rest.len());
        let across = [rest.clone(), at(200.0, 200.0, 15.0, &["新建的公园，分布在河的两岸。"])].concat();
        assert_eq!(without(across.clone(), true, measure, &mut edges).len(), across.len());
    }
}
