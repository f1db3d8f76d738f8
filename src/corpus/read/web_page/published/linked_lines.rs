//! Lines that tell the day of their article, though most of what they hold are links: the source, counters and buttons.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::outlet::is_outlet;
use crate::text::pattern;

/// Whether a line of links is the head line of its article and not one of a list of other articles.
pub(super) fn is_linked_head_line(text: &str) -> bool {
    counts_readers(text) || tells_source(text) || names_outlet(text)
}

/// Whether a line holds the name of an account, a day and a counter, behind which its buttons may be many links: “云岭老街 2024-06-07 | 阅
/// 2233 转 12 转藏 分享：微信”. Names are shorter than the headlines that lists of other articles set before day and counter.
fn counts_readers(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\S{2,8}\s+)?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\s|｜┊·]*(?:阅读?|浏览|点击|人气|转载?|评论|收藏)量?\s*[:：(（]?\s*\d",
        )
    });
    FORM.is_match(text)
}

/// Whether a line begins with day and time and a source behind them, which may be a link as its buttons are: “2024-06-07 09:12 来源于
/// 兰河网 评论(3) 收听”. Lists of other articles set no source there.
fn tells_source(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[来來]源[于於]?|稿源|出处)(?:\s|[:：])",
        )
    });
    FORM.is_match(text)
}

/// Whether a line holds day and time, the bare name of an outlet and a counter or a button, as portals set outlet and comments in links:
/// “2024-06-07 09:12:40 兰河网 参与评论(3)人”. Headlines in lists of other articles are no names of outlets.
fn names_outlet(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?\s+(?P<name>\p{Han}{2,8})[\s|｜┊·]+(?:我要|我来|参与|发表|查看|\d+\s*人?|共有?\s*\d+\s*人?)?(?:条)?(?:评论|参与|跟[贴帖]|留言|阅读|浏览|点击|分享|收藏|打印|字号|字体)",
        )
    });
    FORM.captures(text).is_some_and(|found| is_outlet(&found["name"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_behind_a_counter_are_buttons() {
        assert!(is_linked_head_line("云岭老街 2024-06-07 | 阅 2233 转 12转藏分享：微信QQ空间"));
        assert!(is_linked_head_line("2024-06-07 08:30 阅读(2233) 评论(3)收藏转载打印举报"));
        assert!(!is_linked_head_line("招商推介会昨日在云岭新区举行 2024-06-07 阅读 2233"));
        assert!(!is_linked_head_line("云岭老街 2024-06-07 招商推介会昨日在云岭新区举行"));
    }

    #[test]
    fn a_source_behind_day_and_time_may_be_a_link() {
        for text in [
            "2024年06月07日 09:12 来源于 兰河网 评论(3)听文章 收藏 转发 打印 举报",
            "2024-06-07 09:12:40 兰河网 参与评论(3)人",
            "2024年6月7日09:12 云岭晚报 | 我要评论",
            "2024-06-07 09:12 兰河新闻网 12人参与",
        ] {
            assert!(is_linked_head_line(text), "{text}");
        }
        for text in [
            "2024-06-07 09:12 招商推介会昨日在云岭新区举行",
            "2024-06-07 09:12 兰河网 招商推介会昨日在云岭新区举行",
            "2024-06-07 09:12 云岭新区推介招商项目 评论(3)",
            "2024-06-07 09:12 兰河县推动诚信建设 争创法治政府 评论(3)",
            "兰河网 参与评论(3)人",
        ] {
            assert!(!is_linked_head_line(text), "{text}");
        }
    }
}
