//! The words by which titles and lines of introduction name a collection of articles.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{letter_count, letters};
use crate::corpus::publication::outlet::is_outlet;
use crate::text::pattern;

/// The title of a collection has at most this many characters.
const MAX_COLLECTION_TITLE: usize = 30;

/// A headline above a collection of pages has at least this many letters.
const MIN_OWN_HEADLINE: usize = 6;

/// The name that a press desk gives its collection has at most this many letters.
const MAX_PRESS_NAME: usize = 14;

/// Words of the titles of programmes and digests.
const COLLECTIONS: [&str; 9] = ["新闻联播", "要闻", "简报", "剪报", "摘编", "文摘", "早报", "周报", "新闻汇总"];

/// Whether a title ends with such a word, or has a day or the number of an issue beside it.
pub(super) fn names_collection(title: &str) -> bool {
    let has_number = title.chars().filter(char::is_ascii_digit).count() >= 2;
    title.chars().count() <= MAX_COLLECTION_TITLE
        && COLLECTIONS.iter().any(|word| title.ends_with(word) || has_number && title.contains(word))
}

/// Whether a title names a collection of articles: a word for one ends it, or stands before a mark, a day or a number.
pub(super) fn collection_word(title: &str) -> bool {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:新闻联播|要闻|简报|剪报|摘编|文摘|早报|晚报|周报|速览|速递|早知道|早餐|整理|汇编|汇总|合集|选编|推文)",
            r"(?:$|[\s\p{P}\p{S}\d丨]|第|[一二三四五六七八九十]+月|(?:文字版|文字稿|整理稿|主要内容|内容|回顾|精选|摘登|目录|新闻)(?:$|[\s\p{P}\d]))"
        ))
    });
    WORD.is_match(title)
}

/// Whether a line names a collection of a press desk: “每日要闻”, “舆 情 专 报”.
pub(super) fn names_press(line: &str) -> bool {
    const WORDS: [&str; 12] =
        ["剪报", "要闻", "舆情", "摘报", "摘编", "文摘", "快讯", "参阅", "媒体", "报道", "资讯", "内参"];
    // What a press desk writes itself is one report.
    const OTHERS: [&str; 7] = ["报告", "分析", "研究", "研判", "手册", "讲话", "纪要"];
    let name = letters(line);
    let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
    name.chars().count() <= MAX_PRESS_NAME && holds(&WORDS) && !holds(&OTHERS)
}

/// Whether a line introduces a collection to its readers.
pub(super) fn introduces(line: &str) -> bool {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "以下|为你|为您|为大家|本期(?:的?内容|导读|要闻|看点|节目|简报|推送|主要|共|为|收录)|收录|欢迎收看|欢迎收听|导读",
        )
    });
    WORD.is_match(line)
}

/// Whether a line above the first record is the headline of one article that shows old pages, rather than what a database or a collector
/// writes there.
pub(super) fn is_own_headline(line: &str) -> bool {
    const OF_COLLECTIONS: [&str; 18] = [
        "检索",
        "檢索",
        "搜索",
        "数据",
        "資料",
        "资料",
        "知識庫",
        "导出",
        "下载",
        "新闻",
        "新聞",
        "报道",
        "剪报",
        "剪報",
        "文章",
        "收藏",
        "摘录",
        "资讯",
    ];
    letter_count(line) >= MIN_OWN_HEADLINE
        && !line.contains(|c: char| c.is_ascii_digit() || c == '：' || c == ':')
        && !is_outlet(line.trim())
        && !names_press(line)
        && !names_collection(line)
        && !collection_word(line)
        && !OF_COLLECTIONS.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn press_desks_name_their_collections() {
        assert!(names_press("每 日 要 闻") && names_press("云岭舆情专报（第7期）"));
        assert!(!names_press("云岭县年鉴") && !names_press("云岭舆情分析报告"));
        assert!(!names_press("云岭县今年举办二十多场新闻媒体采风活动"));
    }
}
