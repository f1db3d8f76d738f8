//! A thread of a forum in which people collect articles, as it is copied: above each post its number, who wrote it and when, below it what
//! readers may do with it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::read::collection::parted::{MIN_ARTICLES, Part, below};
use crate::corpus::read::one_article::Line;
use crate::text::pattern;

/// The longest line of a moment, of a name and of a bar, in characters.
const MAX_MOMENT: usize = 80;
const MAX_NAME: usize = 20;
const MAX_BAR: usize = 60;
/// The number of a post, its writer and the writer's rank stand on this many lines above the moment at most.
const MAX_NAMES: usize = 3;
/// The title of the thread and how often it was read stand on this many lines above the first post at most.
const MAX_ABOVE: usize = 8;

/// The posts of a thread; none of other texts.
pub(super) fn parts<'t>(lines: &[Line<'t>]) -> Option<Vec<Part<'t>>> {
    let moments: Vec<usize> = (0..lines.len()).filter(|&at| is_moment(lines[at].text)).collect();
    if moments.len() < MIN_ARTICLES {
        return None;
    }
    // The lines above a moment that touch it name the writer.
    let is_name = |line: &&Line<'_>| {
        let line = line.text.trim();
        !line.is_empty() && at_most(line, MAX_NAME) && !ends_sentence(line) && !is_bar(line) && !is_moment(line)
    };
    let begin = |at: usize| at - lines[..at].iter().rev().take(MAX_NAMES).take_while(is_name).count();
    let first = begin(*moments.first()?);
    let preface: Vec<&str> =
        lines[..first].iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect();
    if preface.len() > MAX_ABOVE || preface.iter().any(|line| ends_sentence(line)) {
        return None;
    }
    let ends = moments.iter().skip(1).map(|&at| begin(at)).chain([lines.len()]);
    let part = |(&at, end): (&usize, usize)| {
        let (bars, text): (Vec<Line<'t>>, Vec<Line<'t>>) =
            lines[at + 1..end].iter().copied().partition(|line| is_bar(line.text.trim()));
        let around = lines[begin(at)..=at].iter().copied().chain(bars).map(|line| line.text.trim()).collect();
        Part { lines: text, around, ..Part::default() }
    };
    Some(below(preface, moments.iter().zip(ends).map(part).collect()))
}

/// Whether a line tells when a post was written: “发表于 2024-03-05 21:17:00 | 只看该作者”, “作者：方舟 日期：2024-03-05 21:17”.
fn is_moment(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[^。，]{0,30}发[表布]于\s*[:：]?|作者\s*[:：]\s*\S{1,20}\s+(?:日期|时间|发表时间)\s*[:：])",
            r"\s*(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[|｜].{0,30}|\s+\S{0,20})?$"
        ))
    });
    (line.contains("于") || line.contains("作者")) && at_most(line, MAX_MOMENT) && FORM.is_match(line.trim())
}

/// Whether a line holds nothing but what readers may do with a post: “回复  支持 6  反对 2  举报”.
pub(in crate::corpus::read::collection) fn is_bar(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:回复|引用|转发|评论|支持|反对|举报|评分|收藏|分享|点评|使用?道具|顶|踩|赞|只看该作者|返回顶部|TOP)[\s|｜()（）\d]*){2,}$",
        )
    });
    at_most(line, MAX_BAR) && FORM.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::parted::tests::{TEXT, TITLES, seen};

    #[test]
    fn posts_that_tell_paper_and_day_are_articles() {
        let post = |at: usize, head: &str, foot: &str| {
            format!("{head}\n\n{}\n兰河日报  2024年3月{}日\n\n{TEXT}\n{foot}\n\n", TITLES[at], at + 5)
        };
        let expected: Vec<[String; 3]> =
            (0..3).map(|at| [TITLES[at].to_owned(), "兰河日报".to_owned(), format!("2024-03-0{}", at + 5)]).collect();
        let above = "【资料】云岭报道收集（长期更新）\n浏览：332 | 回复：27\n\n";
        for head in ["楼主\nfz_46\n发表于 2024-03-08 21:17:00 | 只看该作者", "作者：方舟 日期：2024-03-08 21:17"]
        {
            let posts: String = (0..3).map(|at| post(at, head, "回复  支持 6  反对 2  举报")).collect();
            let thanks = format!("{head}\n\n谢谢楼主。\n\n");
            assert_eq!(seen(&format!("{above}{posts}{thanks}")).as_ref(), Some(&expected), "{head}");
        }
    }

    #[test]
    fn what_people_say_below_an_article_is_none() {
        let comment = format!("fz_46\n发表于 2024-03-08 21:17:00 | 只看该作者\n\n{TEXT}\n回复  支持 6\n\n");
        let article = format!("{}\n兰河日报  2024年3月5日\n\n{TEXT}\n", TITLES[0]);
        assert_eq!(seen(&format!("{article}{}", comment.repeat(4))), None);
        assert!(!is_moment("本文发表于2024年3月5日的兰河日报。") && !is_bar("回复率提高了"));
    }
}
