//! Numbers of printed pages: found in lines and names, and written in one way wherever they come from.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::date::date_in_path;
use crate::corpus::numerals::below_hundred;
use crate::text::{half_width, pattern};

/// The number of a page as articles bear it: without zeros before it and without what stands around it. “第01版：要闻” is
/// page 1, “A02版” is page A02. Empty where the text names no page.
pub(super) fn page_number(text: &str) -> String {
    let page: String = text
        .chars()
        .map(half_width)
        .skip_while(|c| !c.is_ascii_alphanumeric())
        .take_while(char::is_ascii_alphanumeric)
        .take(4)
        .collect();
    let digits = page.trim_start_matches('0');
    if digits.is_empty() { page } else { digits.to_owned() }
}

/// The number of the page that a line tells: “第2版”, “A03版：要闻”, “A叠02版”. How many pages an issue has, “今日8版”, is none, nor
/// is a word that only begins with 版: “第3版权”.
pub(super) fn page_in_line(line: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<total>(?:今日|今天|本期|共|[对四]开)\s*)?(?:(?:(?P<fold>[A-Z])\s*叠\s*)?(?:第\s*)?(?P<page>[A-Z]?\d{1,3})",
            r"|第\s*(?P<numeral>[一二三四五六七八九十]{1,3}))\s*版(?:$|[^本权式税画次])",
            r"|(?:^|[\s\d])版\s*[次面]\s*[:：]\s*[\[【(]?\s*第?\s*(?P<labelled>[A-Z]?\d{1,3})"
        ))
    });
    let line: String = line.chars().map(half_width).collect();
    let page = FORM.captures_iter(&line).find(|found| found.name("total").is_none());
    let found = page?;
    match found.name("numeral") {
        Some(numeral) => below_hundred(numeral.as_str()).map(|page| page.to_string()),
        None => {
            let fold = found.name("fold").map_or("", |fold| fold.as_str());
            let page = found.name("page").or(found.name("labelled"))?.as_str();
            Some(page_number(&format!("{fold}{page}")))
        }
    }
}

/// The number of the page that the path of a file or a web page tells: a digital paper's `node_02.html` and
/// `nw.D110000paper_20250718_1-02.htm`, `20250718-02-03.txt`, `兰河日报20250718第02版.txt`, a folder `第02版`.
pub(super) fn page_in_path(path: &str) -> Option<String> {
    static DIGITAL_PAPER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:_(?:19|20)\d{6}_\d{1,3}-(\d{1,3})|^node_(\d{1,2}))\.s?html?$"));
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^第?\s*[A-D]?\d{1,3}\s*版(?:\s*[:：].*)?$"));
    // A letter and a number, at the beginning, behind a day or between other parts of a name.
    static LETTERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[-_ ]|\d{8})([A-D]\d{1,2})(?:[-_ ]|$)"));
    let (folders, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    if let Some(found) = DIGITAL_PAPER.captures(name) {
        return found.get(1).or(found.get(2)).map(|number| page_number(number.as_str()));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folder = folders.rsplit(['/', '\\']).next().unwrap_or_default();
    // A headline can name the third edition of a book; only beside a day, or on its own, is it a page.
    let marked =
        |name: &str| (date_in_path(name).is_some() || MARK.is_match(name)).then(|| page_in_line(name)).flatten();
    let lettered = |name: &str| {
        let has_day = date_in_path(path).is_some() || path.contains('月') && path.contains('日');
        LETTERED.captures(name).filter(|_| has_day).map(|found| page_number(&found[1]))
    };
    let of_stem = numbered_file(stem).map(|(page, _)| page).or_else(|| marked(stem)).or_else(|| lettered(stem));
    of_stem.or_else(|| marked(folder)).or_else(|| lettered(folder))
}

/// The page that the cell of a table tells: a number is written as in all articles, anything else stays as it is.
pub(super) fn page_of_cell(cell: String) -> String {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*第?\s*[A-Za-z]?\d{1,3}\s*(?:版.{0,12})?$"));
    let folded: String = cell.chars().map(half_width).collect();
    if FORM.is_match(&folded) { page_number(&folded) } else { cell }
}

/// The page and the place on the page that a name such as `20240401-03-02` tells.
pub(super) fn numbered_file(stem: &str) -> Option<(String, u32)> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:\d{8}|\d{4}-\d{2}-\d{2})[-_ ]([A-Da-d]?\d{1,3})[-_ ](\d{1,3})(?:[-_ ].*)?$"));
    let found = FORM.captures(stem)?;
    Some((page_number(&found[1]), found[2].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_one_way() {
        for (text, number) in [("第01版：要闻", "1"), ("A02版", "A02"), ("０３", "3"), ("要闻", "")] {
            assert_eq!(page_number(text), number, "{text}");
        }
    }

    #[test]
    fn pages_in_cells() {
        for (cell, page) in
            [("01", "1"), ("01版：要闻", "1"), ("A02", "A02"), ("第３版", "3"), ("要闻", "要闻"), ("", "")]
        {
            assert_eq!(page_of_cell(cell.into()), page, "{cell}");
        }
    }

    #[test]
    fn pages_in_lines() {
        let page = |line| page_in_line(line);
        assert_eq!(page("兰河日报 2025年1月1日 第2版").as_deref(), Some("2"));
        assert_eq!(page("２０２５年１月１日　第２版").as_deref(), Some("2"));
        assert_eq!(page("《兰河日报》（2025年07月18日 第 02 版）").as_deref(), Some("2"));
        assert_eq!(page("第A03版：要闻").as_deref(), Some("A03"));
        assert_eq!(page("今日8版 第3版").as_deref(), Some("3"));
        assert_eq!(page("兰河商报 2025年1月1日 A叠 02版").as_deref(), Some("A02"));
        assert_eq!((page("第001期 今日8版"), page("第001期 对开8版")), (None, None));
        assert_eq!(page("日期：2025-01-06版次：A01").as_deref(), Some("A01"));
        assert_eq!(page("日期:[2025年01月06日] -- 兰河商报 -- 版次:[A01]").as_deref(), Some("A01"));
        assert_eq!(page("新书第3版权归出版社"), None);
    }

    #[test]
    fn pages_in_paths() {
        let page = |path| page_in_path(path);
        assert_eq!(page("2025-07/18/nw.D110000lhrb_20250718_1-02.htm").as_deref(), Some("2"));
        assert_eq!(page("layout/202507/18/node_04.html").as_deref(), Some("4"));
        assert_eq!(page("20240401/20240401-03-02.txt").as_deref(), Some("3"));
        assert_eq!(page("兰河日报20240401第03版.txt").as_deref(), Some("3"));
        assert_eq!(page("兰河日报2024年4月1日A03版：经济.pdf").as_deref(), Some("A03"));
        assert_eq!(page("20240401/第02版/河畔新增三处公园.txt").as_deref(), Some("2"));
        assert_eq!(page("《云岭县志》第3版发布.txt"), None);
        assert_eq!(page("2025/0718/c1003-1.html"), None);
        assert_eq!(page("lanhe-2024-03-05-p1.txt"), None);
    }
}
