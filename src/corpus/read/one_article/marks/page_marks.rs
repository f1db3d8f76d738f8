//! What web pages write above and below the text of an article, as people copy it with the text: buttons, counters, the
//! names of editors, notices of rights, lists of other articles.
//!
//! Text must not be lost here. A sentence is text unless it speaks of the page's own text and its rights. A line that is no mark
//! ends what is taken off, unless a heading above it says that a list of other articles follows.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::publication::head_line::{self, HeadLine};
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::one_article::marks::navigation::{is_navigation, names_pages, simplified};
use crate::corpus::read::one_article::marks::receivers::{names_receivers, receivers, receivers_of_notices};
use crate::corpus::read::one_article::marks::sharing::{invites_to_share, is_comment_box};
use crate::corpus::read::one_article::marks::tail_forms::{EDITOR, WEB_PAGE, leads_away, leads_to_neighbours};
use crate::corpus::read::web_page::{is_article_end, is_editor_line, is_recommendation};
use crate::text::{is_han, pattern};

/// The longest line of buttons, in characters.
const MAX_BUTTONS: usize = 40;
/// A sentence of at least this many letters is text.
const MIN_SENTENCE: usize = 12;
/// A line with a sentence in it is text if it has at least this many letters.
const MIN_PARAGRAPH: usize = 30;
/// The longest line that may be a mark below the text, in characters; notices of rights are long.
const MAX_MARK: usize = 600;
/// The longest line that begins with the owner of the rights, in characters.
const MAX_RIGHTS: usize = 160;
/// The most letters of a value that stands below its label.
const MAX_VALUE: usize = 4;
/// The longest line that names editors or holds buttons, in characters.
const MAX_LINE: usize = 60;

/// The words of buttons, to be joined in patterns.
macro_rules! buttons {
    () => {
        concat!(
            r"打印(?:本稿|本页|此页|本文)?|点击收藏|扫码分享|(?:掌上\p{Han}{2,4}\s*)?打开APP|推荐(?:给)?朋友|手机(?:看新闻|看|阅读)|字[号体]|[大中小]字号|大字|小字|超大|默认|放大|缩小|标准|大中小|小中大",
            r"|听全文|A[-+＋－]?|T\s*[+＋]|站内搜索|请输入关键[词字]|发布作品|\d+人参与[\s\x{3000}]*\d+评论|打开APP|阅读体验更佳|立即打开|通版阅读请点击|展开通版|收缩通版|我有话说|参与互动|发表评论|(?:已|取消)?收藏(?:本文)?|已?关注|(?:已|取消)?订阅|点赞|转发|举报|反馈|我要(?:纠错|举报|评论)|复制链接|[打点]赏",
            r"|分享(?:到|至)?(?:好友和朋友圈|微信|微博|朋友圈|QQ空间|让更多人看到)?|用?微信(?:扫[码描]二维码|扫一扫|好友)?|新浪微博|微博|易信|朋友圈|QQ(?:空间|好友)?|Qzone|扫一扫|二维码",
            r"|正在加载|加载中|查看TA的文章|总阅读|只看该作者|倒序浏览|阅读模式|听新闻|语音播报|朗读|播报|时刻新闻|往期回顾|(?:回到|返回)目录|(?:回到|返回)(?:顶部|首页)|上一[篇版期]|下一[篇版期]",
            r"|(?:点击)?(?:收起|展开|阅读)(?:剩余)?全文|关闭(?:窗口|本页)?|(?:[A-D]\d{2}[\s|]*){2,}|打印页面|页面功能|Untitled Document|无标题文档|logo|放大字体|[放缩]小字体|定义你的浏览字号|我来说两句|小字|搜\s*索|不支持Flash|爱问[（(]iAsk\.com[）)]|版面导航|标题导航|本版导读|版式检索|旧报(?:全文)?检索|专题汇总|新[闻聞]搜索",
            r"|上\s*/\s*下一篇(?:新[闻聞])?|[上下]一[篇条则](?:新[闻聞]|文章)|复制链接|更多|网页|全文|标题|社区帖子|页",
            r"|[赞赏踩顶]|(?:查看|全部)评论|(?:隐藏|显示|收起|展开)[边侧]栏"
        )
    };
}

/// Whether a line holds buttons and counters of a page and nothing else.
pub(in crate::corpus::read::one_article) fn is_buttons(text: &str) -> bool {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!(r"^(?:[\s|｜/·•+＋>＞<＜«»\[\]【】()（）:：0-9◀▶◆●—-]|", buttons!(), r")+$")));
    static SIZES: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[大中小][\s|｜/]+[大中小](?:[\s|｜/]+[大中小])?(?:字号?)?"));
    let is_letter = |c: char| is_han(c) || c.is_alphabetic();
    if !at_most(text, MAX_BUTTONS) || !text.contains(is_letter) {
        return false;
    }
    let parts_words = |c: char| matches!(c, '|' | '｜' | '/') || c.is_whitespace();
    let sized = text.contains(['大', '中', '小']) && text.contains(parts_words);
    let text = if sized { SIZES.replace_all(text, " ") } else { Cow::Borrowed(text) };
    !text.contains(is_letter) || LINE.is_match(&text)
}

/// A button.
static BUTTON: LazyLock<Regex> = LazyLock::new(|| pattern(buttons!()));

/// Whether a line holds several buttons, or one with the marks of a button around it: a word alone may be a headline.
pub(in crate::corpus::read) fn is_bar_of_buttons(text: &str) -> bool {
    let is_marked = text.contains(['|', '｜', '[', '【', '+', '>', ':', '：']);
    is_buttons(text) && (is_marked || BUTTON.find_iter(text).count() > 1)
}

/// A line of at least this many buttons is a bar of them wherever it stands.
const MIN_BAR: usize = 4;

/// Whether a line holds several buttons behind a label or with bars between them and no counters, or many buttons: such a line is no
/// part of a text wherever it stands.
pub(in crate::corpus::read) fn is_row_of_buttons(text: &str) -> bool {
    if at_most(text, MAX_BUTTONS) && is_buttons(text) && BUTTON.find_iter(text).count() >= MIN_BAR {
        return true;
    }
    let may_be = text.contains(['：', ':', '|', '｜']) && !text.contains(|c: char| c.is_ascii_digit());
    may_be
        && at_most(text, MAX_BUTTONS)
        && is_buttons(text)
        && text.split(['：', ':', '|', '｜', ' ']).filter(|part| !part.trim().is_empty()).count() > 1
}

/// Whether a line above the text belongs to the page and not to the article.
pub(in crate::corpus::read) fn is_above_text(text: &str) -> bool {
    static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:正在加载\S{0,12}|提示\s*[:：]\s*可直接点击图片[,，]浏览下一张.{0,16}|(?:(?:发布时间|发布日期|信息来源|来源|作者|日期|时间|编辑|浏览次数|点击数?|字体)\s*[:：]\s*){2,}|[\[【（(](?:第?[一二三四五六七八九十\d]{1,2}张?图|图片?\s*\d*|配图|插图)\s*[:：].{1,40}[\]】）)]|[▲△↑]?\s*点击(?:上方|下方|蓝字).{0,20}关注.{0,4}|我有话说\s*[（(][\d,]*\s*人参与[）)].{0,12}|[（(]?原标题\s*[:：].{2,80}|以下(?:文章|内容)来源于.{2,40}|发布于\s*[:：]\s*\p{Han}{2,7}[省市区]|(?:[a-vx-z0-9]|w[a-vx-z0-9])[a-z0-9-]{0,30}(?:\.[a-z0-9-]{1,30}){0,3}\.(?:cn|com|net|org|info)/?|[|｜/·]{1,3}|图集|[×✕✖]|调整字体|返回.{2,6}网首页(?:>>|[>»])?|看新闻，上\p{Han}{2,8}|(?:\d[\d.]*[万亿]?\s*(?:文章|总阅读|评论)\s*)+(?:评论)?",
            r"|(?:[^\s关]\S{1,15})官方[帐账]号|[©]?\s*(?:原创|转载)?\s*责任编辑\s+\p{Han}{2,4}|(?:资料|附件)下载|[\w()（）.-]{1,40}\.(?i:png|jpe?g|gif|docx?|pdf|xlsx?)|[（(]?\s*\d+[）)]?|[（(]资料图片?[）)]|在小说阅读器(?:读本章|中沉浸阅读)|在公众号小说中沉浸阅读|去阅读|\d{1,3}(?:\s*[-–~]\s*\d{1,3})?\s*分[钟鐘](?:阅读)?|(?:预计)?阅读(?:时间|时长)?(?:\s*[:：]|约|需)*\s*\d{1,3}\s*分[钟鐘]|(?:【(?:专栏|作者|字体\s*[:：][大中小\s]+|打印|关闭|收藏|下载)】\s*)+|D O W J O N E S.{0,12}|\p{Han}{2,8}报(?:(?:多媒体)?数字报(?:刊平台)?|电子报|电子版|数字版)|Copyright\s+(?:19|20)\d{2}\b.{0,40})$"
        ))
    });
    let is_number = text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(|c| !c.is_alphabetic());
    // The headline elsewhere may end as a sentence does.
    let is_original = text.starts_with("原标题：") || text.starts_with("原标题:");
    is_original && at_most(text, 90)
        || COUNTER.is_match(text)
        || is_moment(text)
        || is_buttons(text)
        || invites_to_share(text)
        || !is_number && at_most(text, 90) && !is_sentence(text) && ABOVE.is_match(text)
}

/// Whether a line above the text leads through the site or the issue, or is a button of the page.
pub(in crate::corpus::read::one_article) fn leads_through_page(text: &str) -> bool {
    is_navigation(text) || is_above_text(text) || names_pages(text)
}

/// The counter of a button: “- +1”, “评论(16)”, “推荐 99”.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[-–](?:\s*\+\s?\d{1,3})?$|^\+\s?\d{1,3}$",
        r"|^(?:评论|跟[贴帖]|留言|回复|浏览|阅读|点击|推荐|收藏|点赞)[数量]?\s*(?:[（(]\s*[\d,]{1,9}\s*[）)]|[\d,]{1,9})$"
    ))
});

/// Whether a line tells the moment of publication without its year: “10.06 13:50”. Several such lines are a list of matches or departures.
pub(in crate::corpus::read) fn is_moment(text: &str) -> bool {
    static MOMENT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\d{1,2}[./-]\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$"));
    MOMENT.is_match(text)
}

/// Whether lines hold the times of a list of matches or departures: at least three, two with a line between them, or of two days. One
/// below the other and of the same day they are those of publication and change.
pub(in crate::corpus::read) fn are_times<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let found: Vec<(usize, &str)> = lines.enumerate().filter(|(_, line)| is_moment(line)).collect();
    let day = |line: &str| line.split_whitespace().next().map(str::to_owned);
    found.len() > 2 || found.windows(2).any(|pair| pair[1].0 > pair[0].0 + 1 || day(pair[0].1) != day(pair[1].1))
}

/// The first of the lines below the text of an article that belongs to the page: below it stands neither text nor the paper
/// and day that the article is from.
pub(in crate::corpus::read) fn foot(lines: &[&str]) -> Option<usize> {
    // The name of the photographer may stand behind the last sentence.
    let has_sentence = |line: &str| line.contains('。') && letter_count(line) >= MIN_PARAGRAPH;
    let is_text = |line: &&str| {
        (is_sentence(line) && letter_count(line) >= MIN_SENTENCE || has_sentence(line))
            && !is_notice(line)
            && !names_receivers(line)
    };
    // Below the heading of a statement stand its sentences, and nothing else.
    let is_of_statement = |line: &&str| !is_text(line) || line.starts_with(|c: char| c.is_ascii_digit());
    // Calls for entries and notices of events have declarations of their own, which do not speak of the page.
    let speaks_of_page = |at: usize| {
        const OF_PAGE: [&str; 7] = ["本文", "本网", "本站", "本号", "平台", "上传", "客户端"];
        const OF_EVENT: [&str; 7] = ["参赛", "来稿", "投稿", "获奖", "主办方", "组委会", "大赛"];
        let says = |words: [&str; 7]| lines[at + 1..].iter().any(|line| words.iter().any(|word| line.contains(word)));
        !lines[at].starts_with("特别") || says(OF_PAGE) && !says(OF_EVENT)
    };
    let is_statement =
        |at: &usize| heads_statement(lines[*at]) && speaks_of_page(*at) && lines[at + 1..].iter().all(&is_of_statement);
    let end = (1..lines.len()).find(is_statement).filter(|at| lines[..*at].iter().any(is_text));
    let last = lines[..end.unwrap_or(lines.len())].iter().rposition(is_text)?;
    // The numbers of the sheets of a picture story, with the button of the next. Without it they may be those of a lottery.
    static SHEETS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:\d{1,2}\s+){2,}\d{0,2}\s*[>＞»]$|^(?:【\d{1,2}】\s*){2,}$"));
    let mut first = None;
    for (at, line) in lines.iter().enumerate().skip(last + 1) {
        // Below the editor a page goes on where a further mark shows it.
        let goes_on =
            || lines[at + 1..].is_empty() || lines[at + 1..].iter().any(|rest| is_mark(rest) || leads_on(rest));
        if leads_on(line)
            || names_own_list(line)
            || end == Some(at)
            || (names_editor(line) || names_list(line)) && goes_on()
        {
            // Below the text of Taiwan's papers a line of keywords leads to other articles.
            let keywords = Some(at - 1).filter(|&above| above > last && are_keywords(lines[above]));
            first = first.or(keywords).or(Some(at));
            break;
        }
        // A notice of rights parts the text from a list of other articles, which has no heading then.
        if is_notice(line) {
            first = first.or(Some(at));
            break;
        }
        // Numbers stand between marks, and below the text by themselves: a day, a telephone number.
        let is_number = line.chars().all(|c| !c.is_alphabetic());
        if SHEETS.is_match(line) || COUNTER.is_match(line) {
            first = first.or(Some(at));
        }
        if !is_number {
            // The author's name stands below the words that say so.
            let is_author = at > 0 && lines[at - 1] == "文章作者" && are_persons(line);
            // The letter below a sentence is the button that closes a window.
            let closes = matches!(*line, "x" | "X") && is_sentence(lines[at - 1]);
            // Some sites tell below their buttons when they published the article.
            let is_day = first.is_some() && tells_publication(line);
            // A narrow sheet breaks the line behind a label: “所属分类：” above “头条”.
            let is_short = || letter_count(line) <= MAX_VALUE && line.chars().all(is_han);
            let is_value = first.is_some() && lines[at - 1].ends_with(['：', ':']) && is_short();
            let belongs = is_mark(line) || is_author || closes || is_day || is_value;
            first = if belongs { first.or(Some(at)) } else { None };
        }
    }
    let first = first?;
    // A word alone that is the name of a button may be the last line of a poem.
    let is_word = first + 1 == lines.len() && is_buttons(lines[first]) && !is_bar_of_buttons(lines[first]);
    (!is_word).then_some(first)
}

/// Whether a line tells by its label when the article was published: “发布日期：2024-03-05 08:12 所属分类：头条”.
fn tells_publication(text: &str) -> bool {
    let tells = |head: HeadLine| head.date.is_some() && head.date_label && head.tells_publication();
    at_most(text, MAX_LINE) && head_line::parse(text).is_some_and(tells)
}

/// Whether lines that are no marks stand below the text of an article, and no heading of a list above them: a poem, a notice or the
/// weather on a page of several articles.
pub(in crate::corpus::read) fn holds_further_text(foot: &[&str]) -> bool {
    let mut in_list = false;
    // The keywords of an article stand above the rest.
    foot.iter().enumerate().any(|(at, line)| {
        if leads_on(line) || names_own_list(line) || is_notice(line) {
            in_list = !leads_to_neighbours(line);
        } else if names_editor(line) || is_editor_line(line) {
            in_list = false;
        } else if !is_mark(line) {
            return !in_list && at > 0;
        }
        false
    })
}

/// Takes what belongs to the page off the end of an article's paragraphs, and returns it.
pub(in crate::corpus::read) fn take_foot(paragraphs: &mut Vec<String>) -> Vec<String> {
    let lines: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let end = foot(&lines).unwrap_or(lines.len());
    paragraphs.split_off(end)
}

/// Takes what belongs to the page off the beginning and the end of an article's paragraphs, and returns it.
pub(in crate::corpus::read) fn take_marks(paragraphs: &mut Vec<String>) -> Vec<String> {
    let mut taken = take_foot(paragraphs);
    let above = paragraphs.iter().take_while(|paragraph| is_above_text(paragraph)).count();
    if above < paragraphs.len() {
        taken.splice(0..0, paragraphs.drain(..above));
    }
    taken
}

/// Whether a text holds nothing but what pages write below an article.
pub(in crate::corpus::read) fn holds_only_marks(text: &str) -> bool {
    text.lines().all(|line| is_mark(line.trim()) || leads_on(line.trim()))
}

/// Whether a line is the heading of a site's statement.
fn heads_statement(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[^。]{0,24}(?:版权|免责|法律)[^。]{0,16}声明\s*[:：]$|^(?:版权|免责|特别)声明$"));
    // This quick check spares nearly all lines the regular expression.
    let may_be = text.trim_end_matches([':', '：']).trim_end().ends_with("声明");
    may_be && at_most(text, 44) && FORM.is_match(text)
}

/// Whether a line names the editor of a web page, below whom no more of the article stands.
fn names_editor(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\[【（(]\s*(?:责编|责任编辑|编辑|值班编辑|本文编辑)\s*[:：].{0,40}|(?:责任编辑|责编|值班编辑)\s*[:：].{0,24}|编辑(?:\s*[:：]\s*|\s+)\p{Han}{2,4}",
            r"|[（(]作者\s*[:：].{2,30}编辑\s*[:：].{2,12}[）)])$"
        ))
    });
    let text = text.trim_start_matches(['-', '•', ' ']);
    // In a dialogue the editor speaks: “编辑：你怎么看”.
    let name = text.split_once([':', '：']).map_or_else(|| text.strip_prefix("编辑").unwrap_or(text), |(_, name)| name);
    let name = name.trim_matches(|c: char| !is_han(c));
    let is_name =
        name.is_empty() || name.starts_with(|c: char| c.is_ascii()) || are_persons(name) || text.contains("作者");
    at_most(text, MAX_LINE) && !is_sentence(text) && FORM.is_match(text) && is_name
}

/// Whether a line is the name of a part of a page that also stands in papers.
fn names_list(text: &str) -> bool {
    ["精彩图片", "深度观察"].contains(&text.trim())
}

/// Whether a line below all sentences of a text may name the list of what a site recommends: “德声推荐”.
fn names_own_list(text: &str) -> bool {
    let name = text.trim().strip_suffix("推荐");
    // Books, experts and offices recommend in articles.
    const OF_ARTICLES: [&str; 9] = ["书", "书单", "专家", "作协", "委", "部", "会", "局", "组"];
    let is_of_article = |name: &str| OF_ARTICLES.iter().any(|ending| name.ends_with(ending));
    name.is_some_and(|name| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) && !is_of_article(name))
}

/// Whether a line stands above a list of other articles.
pub(in crate::corpus::read) fn leads_on(text: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:评论\s*[（(]?\d+[）)]?(?:\s+文明上网.{0,40})?|请先\s*登录\s*后\s*(?:评论|发表|查看|再|才|可|继续).{0,10}|阅读下一[篇条]\s*[:：]?|最[热新](?:文章|推荐|新闻)|[>＞]?.{2,6}(?:新闻精选|频道精选)\s*[:：]?)$",
            r"|^【(?:延伸|相关|推荐)(?:阅读|新闻|报道)】|^(?:【[^】]{1,12}】\s*){4,}$|^熱門新聞$|^热门(?:新闻)?$|^新闻评论$|^(?:[•·●▪■*-]\s*)?[【\[]?\s*[上下]一[篇条页则](?:\s|[:：])[^，。]*$"
        ))
    });
    let text = &*simplified(text);
    at_most(text, MAX_LINE)
        && !is_sentence(text)
        && (HEADING.is_match(text)
            || is_recommendation(text)
            || is_article_end(text)
            || leads_away(text)
            || leads_to_neighbours(text))
}

/// Whether a line below the text belongs to the page.
pub(in crate::corpus::read) fn is_mark(text: &str) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\[【（(]\s*(?:责编|责任编辑|编辑|(?:我要)?纠错|值班编辑|本文编辑)\s*[\]】:：].{0,40}",
            r"|(?:(?:图片|责任|文字|网络|值班|新媒体|栏目|本文|总|总值班|题图|初审|终审|视觉)?(?:编辑|校对|监制|审核|责编|统筹|主编|总编|设计)\s*[:：/丨|]\s*[^\s:：]{0,16}[\s、]*(?:题图来源\s*[:：]\s*\S{1,12}\s*)?)+|(?:编辑|审核|校对)\s+\p{Han}{2,4}",
            r"|(?:文字编辑|题图来源|封面图片来源|图片编辑|本文图片|编辑邮箱|视觉设计|标签|本文图片来源)\s*[:：].{0,60}",
            r"|(?:.{0,8}报料|(?:读者|新闻)热线)\s*[:：].{0,30}|返回搜狐.{0,8}|(?:回到|返回).{0,6}首页.{0,20}|/?阅读下一篇.{0,24}|举报/反馈|本帖最后由.{0,40}|回帖赚积分.{0,30}|读取内容中.{0,12}|.{0,4}正在加载.{0,8}|.{0,6}(?:文章)?关键[词字]\s*(?:[:：]|[>＞]{2}).{0,40}|跟踪\s*[:：]\s*\S{1,16}(?:\s\S{1,16}){0,3}",
            r"|打开.{1,10}(?:客户端|App|查看).{0,12}|Notice\s*[:：].{0,400}|(?:查看|阅读)?原文链接|<hr\s*/?>|阅读\s*[（(]\d+[）)]|(?:\S{0,8}(?:政府|部门|网站|媒体|链接)\s*[▼▾]\s*){2,}|.{2,10}广告合作，请.{2,10}|图像|\S{0,40}\s*style=.display:none.>|标签\s+\S.{0,60}|.{0,8}点个?赞再走.{0,4}|.{2,8}客户端下载|相关专题\s*[:：].{0,30}|文章作者|原标题\s*[:：].{2,60}|我要举报|查看更多|分享让更多人看到|(?:附件|资料)下载\s*[:：]|发言请遵守.{2,16}协议|来阅读我的更多文章吧|(?:微信扫一扫)?关注该公众号|微信扫一扫|打开“学习强国”查看更多|更多(?:资讯|新闻|精彩内容)，?(?:欢迎|请)下载.{2,12}客户端|[－—–-]+分享[－—–-]+|赞\s*\d+|(?:全部)?评论\s*[（(]\d+[）)](?:\s+打开APP.{0,16})?|点击下载.{2,24}|文章来自企鹅号|预览时标签不可点|继续滑动看下一个|轻触阅读原文|扫码下载.{0,16}客户端|[—-]+分享[—-]+|(?:顶一下|踩一下)\s*[（(]\d+[）)].{0,40}|[-—]{3,}分隔线[-—]{3,}|文档编号\s*[:：].{0,40}|最新评论\s.{0,80}",
            "|(?:",
            receivers!(),
            "|",
            receivers_of_notices!(),
            r")\s*[:：].{0,40}(?:委|办|厅|局|领导|单位|部门|政府|常委|乡镇).{0,20}|关注(?:微信)?公众号\s*[:：].{0,20}|\d+\s*[个条]评论|手机看\p{Han}{1,6}(?:[\s\x{3000}]+\p{Han}{2,8}(?:微信|微博|客户端))+|共印\s*\d+\s*份|领导批示\s*[:：]?|[（(][^（）()]{0,12}仅供(?:内部|领导)?(?:参考|学习|参阅)[^（）()]{0,8}[）)])$"
        ))
    });
    let is_known = || names_receivers(text) || invites_to_share(text) || is_comment_box(text) || COUNTER.is_match(text);
    if text.chars().all(|c| !c.is_alphabetic()) || is_known() {
        return true;
    }
    if is_notice(text) {
        return at_most(text, MAX_MARK);
    }
    !is_sentence(text)
        && at_most(text, MAX_MARK)
        && (MARK.is_match(text)
            || is_buttons(text)
            || is_navigation(text)
            || at_most(text, MAX_RIGHTS) && (text.starts_with("Copyright") || text.starts_with('©'))
            || at_most(text, MAX_LINE) && (EDITOR.is_match(text) || WEB_PAGE.is_match(text) || is_rights(text))
            // Papers print who made up the page; that is kept.
            || is_editor_line(text) && !text.contains("版式"))
}

/// Whether a short line tells who has the rights of the page, or how it is registered.
fn is_rights(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)版权所有|copyright|all rights reserved|^©|ICP\s*备|公网安备|未经.{0,10}授权.{0,8}(?:不得|禁止|严禁)|未经.{0,10}(?:同意|许可).{0,8}(?:不得|禁止|严禁).{0,4}(?:转载|复制|镜像|使用|摘编)|许可证(?:编?号)?\s*[:：]?\s*(?:\p{Han}?[A-Z]\d?-?)?\d{6,}号?\s*(?:-\s*)?(?:$|[|｜;；]|\s)|^(?:营业执照|版权(?:为|归)\S{0,12}所有)$|许可证\s*[（(].{1,4}[）)]\s*字",
        )
    });
    FORM.is_match(text)
}

/// Whether a line is a notice of the page: it speaks of its own text or platform and of rights, opinions or uploads.
pub(in crate::corpus::read::one_article) fn is_notice(text: &str) -> bool {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|[^日原古])本文(?:[^化物学艺件献]|$)|本网(?:[^站上]|站|$)|本站|本号|本平台|本公众号|本作品|(?:^|[^应])该文(?:[^件化物艺书献]|$)|(?:^|[^因])此文(?:[^件化物艺书献]|$)",
            r"|以上(?:内容|信息|文章)|^声明\s*[:：]|\p{Han}{2}号”?(?:用户|系)|凡(?:本|注明|来源|标注|转载)|版权声明|免责声明|特别声明|Notice"
        ))
    });
    // What statements of a page say and sentences of news hardly do.
    static STATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"转载请|请注明|仅代表|不代表(?:本|.{1,8}(?:网|社|新闻|平台|号))|刊用本网|信息存储|上传并发布|信息发布平台|联系(?:我们)?删除|侵权.{0,8}(?:删除|联系)|投资建议|索取稿酬|撤下您|使用了您的图片|摘编|镜像|原文出处|本声明|uploaded",
            r"|未经.{0,20}(?:授权|允许|许可|同意).{0,16}(?:不得|禁止|严禁)"
        ))
    });
    static RIGHTS: LazyLock<Regex> = LazyLock::new(|| pattern("转载|版权|授权|侵权|立场|观点|稿酬|原创文章"));
    static FORBIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^本内容之版权|请自觉遵守互联网相关|^版權宣告\s*[:：]|^轉載請註明\s*[:：]|^(?:我?想|我要)爆料[?？].{2,80}(?:热线|拨打|登录)|^网友评论仅供(?:网友|其)表达个人看法|^爆料、维权通道\s*[:：].{0,30}(?:下载|热线|拨打|搜索)|^[此本]内容为.{2,20}原创，著作权归|^.{0,10}申请.{2,8}号请用电脑访问|^(?:版权作品，?)?未经.{0,20}(?:授权|许可|同意).{0,16}(?:严禁|禁止|不得|谢绝)[^。]{0,20}(?:转载|刊载|镜像|摘编|复制).{0,12}(?:必究|追究)|新闻仅提供信息发布平台。申请|所刊载内容的知识产权|^如需转载请.{0,24}联系",
        )
    });
    let is_own = || OWN.is_match(text) && (STATED.is_match(text) || !is_sentence(text) && RIGHTS.is_match(text));
    at_most(text, MAX_MARK) && (FORBIDDEN.is_match(text) || is_own())
}

/// Whether a line ends as sentences do; a colon may stand behind a label.
fn is_sentence(text: &str) -> bool {
    ends_sentence(text) && !text.trim_end().ends_with(['：', ':'])
}

/// Whether a line holds a few short words and nothing else.
fn are_keywords(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // Names of reporters and where they are from stand at the end of a text as well.
    let names_reporter = are_persons(text) || ["记者", "通讯员", "作者", "摄"].iter().any(|word| text.contains(word));
    words.len() >= 3
        && !names_reporter
        && words.iter().all(|word| (2..=6).contains(&word.chars().count()) && word.chars().all(is_han))
}

#[cfg(test)]
#[path = "page_marks_tests.rs"]
mod tests;
