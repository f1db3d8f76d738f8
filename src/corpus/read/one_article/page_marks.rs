//! What web pages write above and below the text of an article, as people copy it with the text: buttons, counters, the
//! names of editors, notices of rights, lists of other articles.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::read::one_article::tail;
use crate::corpus::read::web_page::{is_article_end, is_editor_line, is_recommendation, is_statement};
use crate::text::{is_han, pattern};

/// The longest line of buttons, in characters.
const MAX_BUTTONS: usize = 40;
/// A sentence of at least this many letters is text.
const MIN_SENTENCE: usize = 12;
/// The longest line that may be a mark below the text, in characters.
const MAX_MARK: usize = 400;

/// Whether a line above the text holds buttons and counters of a page and nothing else.
pub(super) fn is_buttons(text: &str) -> bool {
    static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\s|｜/·+＋>＞\[\]【】()（）:：,，、…0-9◀▶◆●-]|打印(?:本稿|本页|本文)?|推荐(?:给)?朋友|手机(?:看新闻|看|阅读)|字[号体]|[大中小]字号|超大|默认|放大|缩小|标准",
            r"|我有话说|人参与|条评论|参与互动|发表评论|收藏(?:本文)?|已?关注|订阅|点赞|转发|举报|反馈|我要(?:纠错|举报|评论)|复制链接|[打点]赏",
            r"|分享(?:到|至)?(?:好友和朋友圈|微信|微博|朋友圈|QQ空间|让更多人看到)?|用?微信(?:扫码二维码|扫一扫|好友)?|新浪微博|微博|朋友圈|QQ(?:空间|好友)?|Qzone|扫一扫|二维码",
            r"|正在加载|加载中|查看TA的文章|总阅读|只看该作者|倒序浏览|阅读模式|听新闻|语音播报|朗读|播报|往期回顾|(?:[A-D]\d{2}[\s、|]*){2,}|(?:回到|返回)目录|上一[篇版期]|下一[篇版期])+$",
        ))
    });
    static SIZES: LazyLock<Regex> = LazyLock::new(|| pattern(r"[大中小][\s|｜/]+[大中小](?:[\s|｜/]+[大中小])?"));
    if !at_most(text, MAX_BUTTONS) || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let text = SIZES.replace_all(text, " ");
    text.chars().all(|c| !c.is_alphabetic()) || BUTTON.is_match(&text)
}

/// A text without the lines that hold nothing but buttons of a page.
pub(in crate::corpus::read) fn without_buttons(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| is_buttons(line.trim())) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.lines().filter(|line| !is_buttons(line.trim())).collect::<Vec<_>>().join("\n"))
}

/// Whether a line above the text belongs to the page and not to the article.
pub(super) fn is_above_text(text: &str) -> bool {
    static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:.{0,20}官方[帐账]号|正在加载\S{0,12}|我有话说.{0,24}|[（(]?原标题\s*[:：].{2,80}|[|｜/·]{1,3})$")
    });
    is_buttons(text) || at_most(text, 90) && ABOVE.is_match(text)
}

/// The first of the lines below the text of an article that belongs to the page: below it stands neither text nor the paper
/// and day that the article is from.
pub(super) fn foot(lines: &[&str]) -> Option<usize> {
    let is_text = |line: &&str| {
        ends_sentence(line) && letter_count(line) >= MIN_SENTENCE && !is_notice(line) && !is_editor_line(line)
    };
    let last = lines.iter().rposition(is_text)?;
    let first = last + 1 + lines.iter().skip(last + 1).position(|line| is_below_text(line))?;
    // Below the text of Taiwan's papers a line of keywords leads to other articles.
    let leads = is_recommendation(lines[first]) && first - 1 > last && are_keywords(lines[first - 1]);
    let first = if leads { first - 1 } else { first };
    let tells_issue = lines.iter().skip(first).any(|line| tail::is_credit(line));
    (!tells_issue).then_some(first)
}

/// Takes what belongs to the page off the beginning and the end of an article's paragraphs, and returns it.
pub(in crate::corpus::read) fn take_marks(paragraphs: &mut Vec<String>) -> Vec<String> {
    let lines: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let end = foot(&lines).unwrap_or(lines.len());
    let mut taken = paragraphs.split_off(end);
    let above = paragraphs.iter().take_while(|paragraph| is_above_text(paragraph)).count();
    if above < paragraphs.len() {
        taken.splice(0..0, paragraphs.drain(..above));
    }
    taken
}

/// Whether a text holds nothing but what pages write below an article.
pub(in crate::corpus::read) fn holds_only_marks(text: &str) -> bool {
    text.lines().all(|line| is_below_text(line.trim()))
}

/// Whether a line below the text belongs to the page.
fn is_below_text(text: &str) -> bool {
    static BELOW: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\[【（(]\s*(?:责编|责任编辑|编辑|纠错)\s*[\]】:：]|(?:图片|责任|文字|网络|值班|新媒体)?(?:编辑|校对|监制|审核|责编|统筹)\s*[:：/丨|]|(?:点击)?(?:收起|展开|阅读)(?:剩余)?全文|阅读下一[篇条]|最[热新](?:文章|推荐|新闻)",
            r"|【(?:延伸|相关|推荐)(?:阅读|新闻|报道)】|[（(][^（）()]{0,16}(?:仅供|整理|汇编)[^（）()]{0,14}[）)]$|.{0,8}报料\s*[:：]|返回搜狐|(?:回到|返回)(?:顶部|首页|.{0,4}首页)|深度观察$|精彩图片|/?阅读下一篇|举报/反馈|(?:查看|阅读)?原文链接$|<hr\s*/?>$|(?:报|送|发|抄送|分送|主送|呈报|呈送|抄报)\s*[:：]|共印\s*\d+\s*份|领导批示\s*[:：]?$|本帖最后由|.{0,6}(?:文章)?关键[词字]\s*[:：]|打开.{1,10}(?:客户端|App|查看)|Notice\s*[:：])",
        ))
    });
    at_most(text, MAX_MARK)
        && (BELOW.is_match(text)
            || is_notice(text)
            || is_buttons(text)
            // Papers print who made up the page; that is kept.
            || is_editor_line(text) && !text.contains("版式")
            || is_recommendation(text)
            || is_article_end(text)
            || tail::is_page_furniture(text))
}

/// Whether a line holds a few short words and nothing else.
fn are_keywords(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() >= 2 && words.iter().all(|word| (2..=6).contains(&word.chars().count()) && word.chars().all(is_han))
}

/// Whether a line is a notice of rights or of the platform.
fn is_notice(text: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:【?(?:特别|版权|免责|郑重)?声明】?\s*[:：]|凡(?:本网|本报|本站|注明|来源|转载).{0,120}(?:转载|版权|授权|侵权)|Notice\s*:|以上(?:内容|信息|文章).{0,60}(?:上传|转载|网友|平台)|转载请(?:注明|联系))",
        )
    });
    NOTICE.is_match(text) || is_statement(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::rows::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    fn foot_of(text: &str) -> Option<usize> {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        let rows = prepare(&lines, SourceKind::Text).rows;
        foot(&rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>())
    }

    #[test]
    fn buttons_are_told_from_words() {
        for line in [
            "放大 缩小 默认",
            "[推荐朋友]    [打印本稿]    [字号 大 中 小]",
            "| 打印 |",
            "3 上一篇 下一篇 4",
            "分享到：",
            "小字号",
        ] {
            assert!(is_buttons(line), "{line}");
        }
        for line in ["大中小企业融通发展", "放大改革效应", "2024", "（一）", "分享经济进村", "关注民生", "打印厂失火"]
        {
            assert!(!is_buttons(line), "{line}");
        }
        assert!(is_above_text("云岭日报社官方帐号") && is_above_text("我有话说(1,245人参与) 收藏本文"));
    }

    #[test]
    fn the_foot_begins_below_the_text() {
        let text = "桥长八十米，两岸村民自己修成。\n客人多了三成，店里的生意一天比一天好。";
        for foot in [
            "责任编辑：徐笛\n图片编辑：金洁\n云岭新闻报料：000-000000\n+1\n收藏",
            "[ 责编：徐皓 ]\n阅读剩余全文（）\n最热文章",
            "返回搜狐，查看更多\n责任编辑：\n声明：该文观点仅代表作者本人，本号系信息发布平台，仅提供信息存储空间服务。\n阅读 (3672)",
            "（责编：刘珊、毕磊）\n分享让更多人看到",
        ] {
            assert_eq!(foot_of(&format!("{text}\n{foot}")), Some(2), "{foot}");
        }
        // What stands above the first mark is the article's, such as a signature.
        assert_eq!(foot_of(&format!("{text}\n云岭县人民政府\n2024年4月1日\n打印 关闭")), Some(4));
        assert_eq!(foot_of(text), None);
        // The credit of the article must still be read, and text below a mark is kept.
        assert_eq!(foot_of(&format!("{text}\n责任编辑：徐笛\n摘自《云岭日报》2024年4月1日")), None);
        assert_eq!(foot_of(&format!("{text}\n相关链接\n风雨桥是侗族的桥，桥上有廊，廊上有亭，行人可以避雨。")), None);
    }
}
