//! The sidebar of a digital paper's page that a browser printed: beside the article it lists the headlines of the page and the pages of
//! the issue, which are no text of the article.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::pdf::blocks::Measure;
use crate::corpus::read::pdf::lines::Line;
use crate::text::pattern;

/// A sidebar has at least this many lines that lead through the issue.
const MIN_LINKS: usize = 4;
/// A line of at least this many characters that ends a sentence or holds a comma is text.
const MIN_TEXT: usize = 12;

/// The lines without those of the sidebar. A page without one is returned as it is.
pub(super) fn without(lines: Vec<Line>, measure: Measure) -> Vec<Line> {
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

    fn line(left: f32, top: f32, text: &str) -> Line {
        let (size, count) = (10.0, text.chars().count());
        Line {
            text: text.into(),
            count,
            left,
            right: left + count as f32 * size,
            top,
            bottom: top + size,
            baseline: top + size * 0.88,
            size,
            downwards: false,
            bold: false,
        }
    }

    #[test]
    fn the_list_beside_an_article_is_left_out() {
        let side = ["本版标题导航", "河畔新增公园", "老街换上新灯", "版面导航", "第01版：要闻 PDF", "第02版：民生 PDF"];
        let text = ["河畔新增公园", "昨日，河畔新增的三处公园向市民开放，", "园内步道全部接通。"];
        let at = |left: f32, lines: &[&str]| -> Vec<Line> {
            (0..).zip(lines).map(|(row, text)| line(left, 100.0 + 15.0 * row as f32, text)).collect()
        };
        let measure = Measure { body: 10.0, column: 300.0 };
        for (side_left, text_left) in [(20.0, 200.0), (500.0, 20.0)] {
            let lines = [at(side_left, &side), at(text_left, &text)].concat();
            let kept: Vec<String> = without(lines, measure).into_iter().map(|line| line.text).collect();
            assert_eq!(kept, text);
        }
        // A list of pages above the text is no sidebar.
        let lines =
            [at(20.0, &side), (0..).zip(text).map(|(row, text)| line(20.0, 200.0 + 15.0 * row as f32, text)).collect()]
                .concat();
        assert_eq!(without(lines.clone(), measure).len(), lines.len());
    }
}
