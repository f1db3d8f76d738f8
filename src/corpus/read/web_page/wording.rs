//! What a line of a page is for, as its words tell.

use std::sync::LazyLock;

use regex::Regex;

use super::notices::is_notice;
use super::promotions::is_promotion;
use super::text::{letters, squeezed};
use super::words::{
    ARTICLE_ENDS, CODE_PHRASES, CONTROLS, EDITOR_BEGINNINGS, EVERYDAY_PHRASES, HEAD_LINE_BEGINNINGS, RECOMMENDATIONS,
    RIGHTS_BEGINNINGS, ROLES, STATEMENT_BEGINNINGS, STATEMENT_PHRASES,
};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::person::are_persons;
use crate::text::pattern;

/// A statement of a platform is no longer than this many letters.
const MAX_STATEMENT_LENGTH: usize = 400;

/// A line with one phrase of statements is a statement up to this many letters.
const MAX_SINGLE_LENGTH: usize = 80;

/// The same for a phrase that news uses too.
const MAX_EVERYDAY_LENGTH: usize = 24;

/// The heading of a list is no longer than this many letters.
const MAX_RECOMMENDATION_LENGTH: usize = 16;

/// A line about the article, such as its day and source, is no longer than this many letters.
const MAX_HEAD_LINE_LENGTH: usize = 60;

/// A line of nothing but fields, with their labels and values, is no longer than this many letters.
const MAX_FIELDS_LENGTH: usize = 100;

/// Tells whether a line is the platform's statement about an article, or its imprint.
pub(super) fn is_statement(text: &str) -> bool {
    if letters(text) > MAX_STATEMENT_LENGTH {
        return false;
    }
    static PHRASES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i){}", STATEMENT_PHRASES.join("|"))));
    let is_number =
        |c: char| c.is_numeric() || c.is_whitespace() || "、.．,，（）()*※●■◆·一二三四五六七八九十".contains(c);
    let item = text.trim_start_matches(is_number);
    let begins = STATEMENT_BEGINNINGS.iter().any(|beginning| text.trim_start().starts_with(beginning))
        || RIGHTS_BEGINNINGS.iter().any(|beginning| item.starts_with(beginning));
    let found: Vec<&str> = PHRASES.find_iter(text).map(|found| found.as_str()).collect();
    // One everyday phrase in a sentence of news is no statement, nor are several of codes.
    let is_of_codes = found.iter().all(|phrase| CODE_PHRASES.contains(phrase));
    let is_everyday = is_of_codes || matches!(found[..], [only] if EVERYDAY_PHRASES.contains(&only));
    let max_length = if is_everyday { MAX_EVERYDAY_LENGTH } else { MAX_SINGLE_LENGTH };
    let is_marked = match found.len() {
        0 => false,
        1 => letters(text) <= max_length,
        _ => !is_of_codes || letters(text) <= max_length,
    };
    // The mark with which accounts end an article: “— END —”.
    let ends = text.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case("end");
    begins || ends || is_marked || is_notice(text) || is_promotion(text)
}

/// Tells whether a line is the heading of a list that leads away from the article.
pub(in crate::corpus::read) fn is_recommendation(text: &str) -> bool {
    if letters(text) > MAX_RECOMMENDATION_LENGTH {
        return false;
    }
    let name = squeezed(text);
    // “更多兰河新闻报道”
    const MORE: [&str; 10] = ["报道", "報道", "報導", "新闻", "新聞", "资讯", "資訊", "文章", "相关内容", "相關內容"];
    let is_bare = text.trim().chars().all(|c| c.is_alphanumeric() || ":：》《>».…+".contains(c));
    if is_bare
        && ["更多", "看更多"].iter().any(|begin| name.starts_with(begin))
        && MORE.iter().any(|end| name.ends_with(end))
    {
        return true;
    }
    RECOMMENDATIONS.iter().any(|heading| name.starts_with(heading) && letters(text) <= heading.chars().count() + 6)
}

/// Tells whether a line is the beginning of another article, behind which a link leads to the whole of it.
pub(super) fn is_beginning(text: &str) -> bool {
    ["[详细]", "【详细】", "[阅读全文]", "[全文]", "详细>>"].iter().any(|end| text.trim_end().ends_with(end))
}

/// Tells whether a line stands behind an article and leads on from it.
pub(in crate::corpus::read) fn is_article_end(text: &str) -> bool {
    static NEIGHBOUR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[上下前后]一[篇条则](?:文章|新闻|信息|资讯|公告)?|发表评论)(?:\s*[:：]|$)|^[发發]表[评評][论論]$|^返回\S{2,6}网首页$",
        )
    });
    let line = text.trim();
    if letters(line) > MAX_HEAD_LINE_LENGTH || line.ends_with(['。', '！', '？']) {
        return false;
    }
    let text = squeezed(line);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.eq_ignore_ascii_case("theend")
        || NEIGHBOUR.is_match(line)
        || ARTICLE_ENDS.iter().any(|end| text.starts_with(end))
}

/// Tells whether a line names who edited the article.
pub(in crate::corpus::read) fn is_editor_line(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '[', '【', ' ']);
    EDITOR_BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        && letters(text) <= MAX_HEAD_LINE_LENGTH
        && !text.ends_with(['。', '！', '？'])
}

/// Tells whether a line names, each behind what they did, at least two who made the article: “党委宣传部供稿 摄影/周明 编辑/何晓岚”.
/// Such a line may be a caption's, too.
pub(super) fn names_makers(text: &str) -> bool {
    static MAKERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[（(]?(?:\S{2,24}供稿|(?:供稿|摄影|编辑|责编|责任编辑|审核|校对|文字|图片|\p{Han}{0,6}记者)\s*[:：/]\s*[\p{Han}、]{2,10})(?:[\s　]*(?:供稿|摄影|编辑|责编|责任编辑|审核|校对|文字|图片|图)\s*[:：/]\s*\p{Han}{2,4})+[）)]?$",
        )
    });
    letters(text) <= MAX_HEAD_LINE_LENGTH && MAKERS.is_match(text.trim())
}

/// Tells whether a line names who keeps the site up, as the foot of a page does: “兰河县水务局 技术支持：云网”. Below those who hold an
/// event, a line tells in the same words who helps them.
pub(super) fn names_support(text: &str, above: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[\s|｜])(?:技术(?:支持|维护)|技術支援|网站(?:建设|维护|制作))\s*[:：]"));
    let is_of_event = above.contains("单位");
    letters(text) <= MAX_HEAD_LINE_LENGTH && FORM.is_match(text) && !text.contains('。') && !is_of_event
}

/// Tells whether a line holds what offices file a document under, which stands above its text: “索取号：AB2024-03-0051”.
pub(super) fn is_file_mark(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:索\s*[取引]\s*号|发文字号|文\s*号|主题分类|公开(?:类别|类型|方式))\s*[:：]\s*\S")
    });
    letters(text) <= MAX_HEAD_LINE_LENGTH && !text.contains('。') && FORM.is_match(text)
}

/// Tells whether a line begins with the number of a part: “一、加快项目建设”, “（二）”, “3.”.
pub(super) fn is_numbered_subheading(text: &str) -> bool {
    let numerals = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let text = text.trim_start_matches(['（', '(', '第']);
    let rest = text.trim_start_matches(numerals);
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．', '是', '部', '章'])
}

/// Tells whether a text is marked as a caption by its first words or signs.
pub(super) fn names_picture(text: &str) -> bool {
    const BEGINNINGS: [&str; 4] = ["[图片说明", "图片说明：", "（资料图", "资料图"];
    let text = text.trim_start();
    let is_numbered = || text.starts_with('图') && text.chars().nth(2).is_some_and(|c| matches!(c, '：' | ':'));
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)) || is_numbered()
}

/// Who wrote the article, as a line behind a mark tells that holds nothing but names: “□ 何晓岚”, “■本刊记者　何晓岚”.
pub(super) fn author_of(text: &str) -> Option<&str> {
    const ROLES: [&str; 6] = ["本刊记者", "本报记者", "特约记者", "记者", "通讯员", "特约撰稿"];
    let names = text.trim().strip_prefix(['□', '■', '◎'])?.trim();
    let bare = ROLES.iter().find_map(|role| names.strip_prefix(role)).unwrap_or(names);
    are_persons(bare).then_some(names)
}

/// Tells whether a line is about the article rather than part of it: its day, source, size of letters.
pub(super) fn is_head_line(text: &str) -> bool {
    let text = text.trim_start_matches(['|', '【', '[', '>', '&', ' ', '-', '·']);
    // Accounts set a bar behind the role: “记者 | 何晓岚”.
    let role = text.split_once(['|', '｜', '丨']).map(|(role, _)| role.trim());
    if letters(text) <= MAX_HEAD_LINE_LENGTH && role.is_some_and(|role| ROLES.contains(&role)) {
        return true;
    }
    if text.starts_with("以下文章来源于") && letters(text) <= MAX_HEAD_LINE_LENGTH {
        return true;
    }
    HEAD_LINE_BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        && letters(text) <= MAX_HEAD_LINE_LENGTH
        && !text.ends_with('。')
        && (letters(text) <= 12 || text.contains([':', '：', '）', ')']) || text.chars().any(|c| c.is_ascii_digit()))
}

/// What a line above a text tells that holds nothing but fields, a day of publication among them, in whatever order: “2024-03-05 08:12
/// 浏览次数：12 来源：兰河日报”. Below a text such a line is its credit.
pub(super) fn fields(text: &str) -> Option<HeadLine> {
    let may_be = text.contains([':', '：']) && letters(text) <= MAX_FIELDS_LENGTH;
    if !may_be || text.contains(['。', '，', '；', '！', '？']) {
        return None;
    }
    let is_labelled = |head: &HeadLine| head.date_label || head.source_label;
    head_line::parse(text)
        .filter(|head| head.strength() == Strength::Strong && head.tells_publication() && is_labelled(head))
}

/// Tells whether a word is a control of the page or a count.
pub(super) fn is_control(word: &str) -> bool {
    let word = squeezed(word);
    word.chars().all(|c| !c.is_alphabetic())
        || CONTROLS.iter().any(|control| {
            word == *control || (letters(control) > 1 && (word.starts_with(control) || word.ends_with(control)))
        })
}

/// Tells whether a line holds only controls of the page and counts. The label of a summary ends as a button does, and what an article tells
/// of its author in brackets begins as a field does: “核心阅读”, “（作者为兰河大学教授）”.
pub(super) fn is_control_line(text: &str) -> bool {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[（(]作者(?:为|系|是|单位).+[）)]$"));
    letters(text) <= 12
        && text.split_whitespace().all(is_control)
        && text.trim() != "核心阅读"
        && !AUTHOR.is_match(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_news_about_statements() {
        assert!(is_statement("声明：该文观点仅代表作者本人，本号系信息发布平台。"));
        assert!(is_statement("特别声明：以上内容由用户上传并发布。"));
        assert!(is_statement("版权所有：兰河日报社 陇ICP备05000000号"));
        assert!(is_statement("网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）"));
        assert!(is_statement("按一下以分享至 Facebook(在新視窗中開啟)"));
        assert!(is_statement("点击以在微博上共享（在新窗口中打开）"));
        assert!(!is_statement("点击链接，结果在新窗口中打开，市民可以自己打印。"));
        assert!(!is_statement("市政府新闻办昨日发表声明，说明停水原因。"));
        assert!(is_statement("1.凡本网注明“来源：兰河网”的所有作品，版权均属于兰河网，不得转载、摘编。"));
        assert!(is_statement("③ 如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。"));
        assert!(is_statement("本网站所刊载信息，不代表兰河社和兰河网观点。刊用本网站稿件，务经书面授权。"));
        assert!(!is_statement("法院查明，网站页脚写有“凡本网注明来源的所有作品，版权均属于本网”，并未向作者付酬。"));
        assert!(!is_statement("“凡本网注明来源的作品不得转载。”李明说，这样的提示不能代替合同。"));
        assert!(!is_statement("1.如因作品署名发生争议，作者可以向版权局申请调解。"));
        assert!(!is_statement("发言人说，这一言论不代表市政府观点。"));
    }

    #[test]
    fn headings_of_recommendations() {
        assert!(is_recommendation("相关阅读：") && is_recommendation("更多相关内容"));
        assert!(is_recommendation("热门推荐 更多") && is_recommendation("更多蘭河新聞網報導"));
        assert!(!is_recommendation("更多报道，全网首发") && !is_recommendation("更多企业入驻园区"));
        assert!(!is_recommendation("相关新闻发布后，市民反响热烈，纷纷前来咨询。"));
    }

    #[test]
    fn lines_of_fields_tell_the_day_in_whatever_order() {
        for line in [
            "2024年03月05日08:12 记者 何晓岚 浏览次数：912 分享到： 来源：兰河市发改委 字号：大 中 小",
            "点击数：2925 | 稿源：兰河日报 | 2024-03-05",
            "发表时间：2024年03月05日 08:12 发布单位：兰河日报 字号：大 中 小 点击数：2925",
        ] {
            assert_eq!(fields(line).and_then(|head| head.date), Some(jiff::civil::date(2024, 3, 5)), "{line}");
        }
        for line in ["2024年3月5日08:12，大桥合龙。来源：兰河日报", "记者：这一天是2024年3月5日吗", "来源：兰河日报"]
        {
            assert_eq!(fields(line), None, "{line}");
        }
    }

    #[test]
    fn what_a_document_is_filed_under_is_told_from_sentences() {
        assert!(
            is_file_mark("索取号：AB2024-03-0051 兰府办规〔2024〕3号") && is_file_mark("文　号：兰府办规〔2024〕3号")
        );
        assert!(
            !is_file_mark("索引号：") && !is_file_mark("文号：各单位来文要写明。") && !is_file_mark("文号不全的要补齐")
        );
    }

    #[test]
    fn who_keeps_the_site_up_is_told_from_who_helps_an_event() {
        assert!(names_support("兰河县水务局 技术支持：云网", "返回顶部") && names_support("技术支持：云网", ""));
        assert!(!names_support("技术支持：兰河大学", "承办单位：兰河县水务局"));
        assert!(!names_support("企业得到的技术支持：专家上门，设备免费。", ""));
    }

    #[test]
    fn lines_about_the_article() {
        assert!(is_head_line("来源：兰河日报"));
        assert!(is_head_line("记者 | 何晓岚"));
        assert!(is_head_line("（原标题：三个项目签约）"));
        assert!(!is_head_line("时间过得很快，转眼一年过去了。"));
        assert!(is_editor_line("（责任编辑：何晓岚）"));
        assert!(names_makers("工会、药剂科供稿 摄影/周明 编辑/何晓岚") && names_makers("（供稿：宣传部　摄影：杭添）"));
        assert!(names_makers("兰河观察记者：何晓岚 责任编辑：方小舟"));
        assert!(!names_makers("现场实行“双审双校”：编辑：初审 审核：复审"));
        assert_eq!((author_of("□ 何晓岚"), author_of("■本刊记者 方舟")), (Some("何晓岚"), Some("本刊记者 方舟")));
        assert_eq!((author_of("■ 招商推介会"), author_of("何晓岚"), author_of("□ 何晓岚说")), (None, None, None));
        assert!(!is_article_end("发表评论员文章后，各地反响热烈。") && is_article_end("上一篇：公园开放"));
        assert!(is_article_end("下一篇文章：没有了") && !is_article_end("上一篇文章写的是一条老街"));
        assert!(is_article_end("------分隔线------") && !is_article_end("发表会上，三个项目签约。"));
        assert!(is_editor_line("文章录入：admin　责任编辑：admin") && !is_editor_line("信息录入全面完成"));
        assert!(!is_editor_line("责任编辑不是挂名，出版单位要对书稿把关。"));
        assert!(is_control_line("阅读 12") && is_control_line("（作者）") && is_control_line("用微信扫描二维码"));
        assert!(!is_control_line("核心阅读") && !is_control_line("（作者系兰河大学教授）"));
    }
}
