//! What the name of a file tells where its text does not: `20240305_兰河日报_02版_河畔新增三处便民公园.txt`.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::person::are_persons;
use crate::corpus::source::is_known_publisher;
use crate::text::pattern;

/// Headlines have at least this many Han characters; shorter parts of names are names.
const MIN_HEADLINE: usize = 7;
/// Each of several clauses of a headline has at least this many Han characters; shorter ones are names of authors.
const MIN_CLAUSE: usize = 4;
/// Where a part alone is long enough for a headline, a part before it is no name of a column if it has at least this many.
const MIN_CLAUSE_ABOVE: usize = 6;

/// The parts of a file's name between underscores, dashes and spaces, brackets, days and numbers of pages; only names of
/// several parts, or with a day, tell what they are.
fn parts(name: &str) -> Vec<&str> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-_.]?\d{2}[-_.]?\d{2}|[-_.]\d{1,2}[-_.]\d{1,2})",
            r"|[_\-+—（(）)【】\[\]\s]"
        ))
    });
    let parts: Vec<&str> = BETWEEN.split(name).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 || BETWEEN.is_match(name) { parts } else { Vec::new() }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The paper that a part of a name consists of, alone or with the page: 兰河日报第3版.
fn paper_of_part(part: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^《?(\p{Han}{2,8}(?:日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|周报|导刊|(?:青年|工人|农民|法治|法制|科技|科学|文摘|政协|铁道)报|\p{Han}{0,2}(?:日報|晚報|時報|商報))|(?:文汇|大公|解放军|新京)报|(?:明|信|文匯|大公)報)》?(?:第?[A-Z]?\d{1,3}版.{0,8})?$",
        )
    });
    // Reports for a desk are called after their days as papers are: “舆情日报”.
    const REPORTS: [&str; 11] =
        ["舆情", "疫情", "工作", "信息", "监测", "数据", "行业", "网络", "项目", "政务", "情况"];
    let is_report = |name: &str| REPORTS.iter().any(|kind| name.contains(kind)) && !is_known_publisher(name);
    FORM.captures(part).map(|found| found[1].to_owned()).filter(|name| !is_report(name))
}

/// The paper that a part of the name is, or else one of the folders above; a part may bear the page too: 兰河日报第3版.
pub(super) fn paper(path: &str) -> Option<String> {
    let folders = path.rsplit(['/', '\\']).skip(1).flat_map(|folder| match parts(folder) {
        of_folder if of_folder.is_empty() => vec![folder],
        of_folder => of_folder,
    });
    parts(stem(path)).into_iter().chain(folders).find_map(paper_of_part)
}

/// The paper that the name of a table quotes, “《兰河日报》涉我区稿件.xlsx”, or that a part of it consists of, “兰河日报20240305.csv”; `None`
/// where it names several.
pub(in crate::corpus) fn paper_in_name(path: &str) -> Option<String> {
    static QUOTED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"《(\p{Han}{2,6}(?:日报|晚报|晨报|早报|时报|商报|都市报|周报|导报|青年报))》"));
    let stem = stem(path);
    let quoted: Vec<String> = QUOTED.captures_iter(stem).map(|found| found[1].to_owned()).collect();
    let of_parts = || parts(stem).into_iter().chain([stem]).filter_map(paper_of_part).collect();
    let mut papers: Vec<String> = if quoted.is_empty() { of_parts() } else { quoted };
    papers.dedup();
    papers.pop().filter(|_| papers.is_empty())
}

/// The page that a part of the name is, “02版”, or its end beside paper and day: `兰河日报-2025-09-06-A02.txt`.
pub(super) fn page(path: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^第?[A-Z]?\d{1,3}版(?:[:：]?\p{Han}{2,4})?$"));
    static AT_END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|([-_.]?)\d{2}[-_.]?\d{2})[-_ ]([A-D]\d{1,2}|\d{2})$")
    });
    let marked = || parts(stem(path)).into_iter().find(|part| FORM.is_match(part)).and_then(page_in_line);
    marked().or_else(|| {
        let page = &AT_END.captures(stem(path))?[2];
        (page.starts_with(|c: char| c.is_ascii_uppercase()) || paper(path).is_some()).then(|| page_number(page))
    })
}

/// The last part of the name, if it is a headline, with its spaces: “兰河日报_河畔新增公园 市民免费入园”.
pub(super) fn headline(path: &str) -> Option<String> {
    // Words that stand beside headlines and say where a text is from, who wrote it, or how it was made.
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?:客户端|平台|频道|周刊|聚焦|公众号|头条|融媒体?|发布|电视台|联播|导出|识别|整理|素材|结果|文献|文字|文件|题录|笔记|资料|稿件|修改稿|语料|办公室|人民政府|委员会|(?:管理|公安|教育|商务|财政|统计|税务|司法|民政|监督|农业农村|信访|文旅|体育|生态环境|城管)局)$|^作者|通讯员|记者|公众号|供稿|来稿|摄影",
        )
    });
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:报|网|版|合集|汇总|全文|语料|数据|文本|文档|文章|新闻|副本)[（(\d)）]*$|\d{4}年|第\d+期")
    });
    let stem = stem(path).trim();
    let han = |part: &str| part.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
    let is_headline = |part: &str| han(part) >= MIN_HEADLINE && !NAME.is_match(part);
    let parts = parts(stem);
    // The only part of a name is the headline if it is nothing else; of several parts it is the last, or the first before paper and day.
    let is_alone = parts.iter().any(|part| is_headline(part));
    let is_clause = |part: &str, is_behind: bool| {
        let minimum = if is_alone && !is_behind { MIN_CLAUSE_ABOVE } else { MIN_CLAUSE };
        let is_name = NAME.is_match(part) || OTHER.is_match(part) || paper(part).is_some() || are_persons(part);
        han(part) >= minimum
            && !(is_name && han(part) < MIN_HEADLINE + MIN_CLAUSE)
            && !part.ends_with(|c: char| c.is_ascii_digit())
    };
    let by_space = clauses(stem, &parts, |between| between.chars().all(char::is_whitespace), is_clause);
    // Where no part is long enough, marks stand for the spaces of the headline.
    let by_mark = || clauses(stem, &parts, |between| between.trim_matches(['_', ' ']).is_empty(), is_clause);
    let chosen = match by_space.as_slice() {
        [] => Some(stem).filter(|stem| parts.is_empty() && is_headline(stem)),
        [.., last] if is_headline(last) => Some(*last),
        [first, ..] if is_headline(first) => Some(*first),
        _ => None,
    };
    let chosen = chosen.map(str::to_owned);
    let words = |clauses: &str| clauses.split(['_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    chosen.or_else(|| by_mark().pop().filter(|clauses| is_headline(clauses)).map(words))
}

/// The clauses among the parts of a name: parts that only such a mark separates are joined to one clause, with the mark.
fn clauses<'n>(
    name: &'n str,
    parts: &[&'n str],
    joins: impl Fn(&str) -> bool,
    is_clause: impl Fn(&str, bool) -> bool,
) -> Vec<&'n str> {
    let mut found: Vec<&'n str> = Vec::new();
    // Parts are slices of the name, in its order.
    let (mut from, mut start, mut end) = (0, 0, None);
    for part in parts {
        let Some(at) = name.get(from..).and_then(|rest| rest.find(part)).map(|at| at + from) else { continue };
        from = at + part.len();
        let is_behind = end.is_some_and(|end: usize| joins(&name[end..at]));
        if !is_clause(part, is_behind) {
            end = None;
        } else if is_behind {
            found.pop();
            found.push(&name[start..from]);
            end = Some(from);
        } else {
            found.push(part);
            (start, end) = (at, Some(from));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_parts_tell_what_they_are() {
        let name = "a/20240305_兰河日报_02版_河畔新增三处便民公园.txt";
        assert_eq!(paper(name).as_deref(), Some("兰河日报"));
        assert_eq!(page(name).as_deref(), Some("2"));
        assert_eq!(headline(name).as_deref(), Some("河畔新增三处便民公园"));
        assert_eq!(paper("报纸/兰河日报/2024年3月/5日/02.txt").as_deref(), Some("兰河日报"));
        assert_eq!(paper("兰河日报合集/5日/02.txt"), None);
        assert_eq!(paper("明報/20240305/a.txt").as_deref(), Some("明報"));
        for name in ["副刊/河畔新增三处便民公园.txt", "河畔新增三处便民公园(兰河日报20240305).txt"]
        {
            assert_eq!(headline(name).as_deref(), Some("河畔新增三处便民公园"), "{name}");
        }
        for (name, title) in [
            ("河畔公园开门 市民免费入园.txt", "河畔公园开门 市民免费入园"),
            ("2024-03-05 河畔公园开门　市民免费入园 方舟.txt", "河畔公园开门　市民免费入园"),
            ("兰河日报 02版 河畔新增三处便民公园 市民免费入园.txt", "河畔新增三处便民公园 市民免费入园"),
            ("河畔公园开门_市民免费入园.txt", "河畔公园开门 市民免费入园"),
            ("民生聚焦_河畔新增三处便民公园.txt", "河畔新增三处便民公园"),
            ("2024-03-05 兰河日报 02版 民生聚焦 河畔新增三处便民公园.txt", "河畔新增三处便民公园"),
            ("学习强国 兰河学习平台 河畔公园开门迎客.txt", "河畔公园开门迎客"),
            ("校车新增十二条线路 欧阳小明.txt", "校车新增十二条线路"),
            ("河畔公园开门市民免费入园 方舟通讯员.txt", "河畔公园开门市民免费入园"),
            ("组图：女排主场告捷 提前一轮出线 球迷欢呼.txt", "组图：女排主场告捷 提前一轮出线 球迷欢呼"),
        ] {
            assert_eq!(headline(name).as_deref(), Some(title), "{name}");
        }
        for name in [
            "微信公众号_兰河发布_河畔公园开门.txt",
            "李明远王小红 通讯员来稿.txt",
            "知网导出 民生政策文献.txt",
            "图片转文字 识别结果.txt",
            "采访录音整理 兰河教育.txt",
            "文献题录 民生政策.txt",
            "读书笔记 社区治理.txt",
            "兰河电视台 新闻联播.txt",
        ] {
            assert_eq!(headline(name), None, "{name}");
        }
        for name in ["2024-03-05-02.txt", "兰河日报2024合集.txt", "2024_兰河市各报文章汇总.txt", "下载-1a2b3c.pdf"]
        {
            assert_eq!((paper(name), page(name), headline(name)), (None, None, None), "{name}");
        }
    }

    #[test]
    fn tables_may_quote_their_paper() {
        assert_eq!(paper_in_name("《兰河日报》涉我区稿件登记.xlsx").as_deref(), Some("兰河日报"));
        assert_eq!(paper_in_name("《兰河日报》与《兰河晚报》对比.xlsx"), None);
        for name in ["兰河日报20240305.csv", "兰河日报_2024年.xlsx", "兰河日报.csv"] {
            assert_eq!(paper_in_name(name).as_deref(), Some("兰河日报"), "{name}");
        }
        assert_eq!(paper_in_name("兰河日报_云溪晚报_2024.csv"), None);
        for name in
            ["《新规》解读.xlsx", "舆情日报20240305.xlsx", "《舆情专报》采用稿件.csv", "《天气预报》栏目报道.csv"]
        {
            assert_eq!(paper_in_name(name), None, "{name}");
        }
    }

    #[test]
    fn papers_joined_to_days() {
        for (name, page_number) in [
            ("兰河日报2025-09-06.txt", None),
            ("2025-09-06兰河日报.txt", None),
            ("兰河日报20250906.txt", None),
            ("兰河日报2025年9月6日.txt", None),
            ("兰河日报（2025年9月6日）第2版.txt", Some("2")),
            ("兰河日报-2025-09-06-A02.txt", Some("A02")),
            ("兰河日报_20250906_01.txt", Some("1")),
            ("x/兰河日报2025.9.6/河畔新增三处公园.txt", None),
        ] {
            assert_eq!(paper(name).as_deref(), Some("兰河日报"), "{name}");
            assert_eq!(page(name).as_deref(), page_number, "{name}");
        }
        assert_eq!(page("2024-03-05-12.txt"), None);
    }
}
