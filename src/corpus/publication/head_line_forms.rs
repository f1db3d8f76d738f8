//! The forms of what stands on a head line: labels, times, buttons.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::pattern;

/// The labels of fields, each in a group of its name.
pub(super) static LABELS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:(?P<title>标\s*题|题\s*目)",
        r"|(?P<source>(?:文章|新闻|信息|稿件|内容|本文|新聞|文献)?[来來]\s*源于?|稿\s*源|出\s*[处處]|转\s*自|[报報]\s*[纸紙刊](?:名[称稱]?)?|刊\s*[名物](?:名?[称稱])?|(?:发布|刊发|首发|登载|来源)?媒\s*[体體](?:名[称稱]?)?|公众号|(?-u:\b)source)",
        r"|(?P<publisher>(?:信息)?发布(?:机构|单位|者|人)|信息发布|发文机关|供稿(?:单位)?|主办单位)",
        r"|(?P<published>(?:[发發]布|[发發]表|刊[发發]|[发發]稿|出版|刊登|登载|刊载|信息|[见見][报報]|报纸)\s*(?:[时時][间間]|日期)|[发發]布于?|(?-u:\b)published|(?-u:\b)posted|(?-u:\b)release date)",
        r"|(?P<updated>最后更新|(?:更新|上传|录入|添加|创建|编辑)\s*(?:时间|日期)|(?-u:\b)updated)",
        r"|(?P<written>(?:成文|发文|印发|写作)\s*(?:时间|日期))",
        r"|(?P<day>[时時]\s*[间間]|日\s*期|(?-u:\b)date|(?-u:\b)time)",
        r"|(?P<author>(?:文章|本文)?作\s*者|撰\s*稿|撰\s*文|文字|[记記]\s*者|通讯员|文|(?-u:\b)author|(?-u:\b)by)",
        r"|(?P<page>(?:见报|刊登|刊发|所在)?\s*版\s*[面次号]|页\s*码)",
        r"|(?P<other>(?:责任|值班|本期|网络|执行|責任)?[编編]\s*[辑輯]|[责責]\s*[编編]|编\s*审|[一二三初终]\s*审|审\s*[核校读]|校\s*对|监\s*制|主\s*编",
        r"|录\s*入|签\s*发|摄\s*影|字\s*[号体]|字体大小|[浏阅]\s*[览读]\s*(?:次数|人次|人数|量|数)?|点\s*击\s*(?:次数|人次|量|数|率)?|访问(?:次数|人次|量)?|人\s*气|评\s*论",
        r"|分享\s*到?|打\s*印|次\s*数|热\s*度|索\s*引\s*号|主题(?:分类|词)|发文字号|文\s*号|信息(?:类别|分类)|公开(?:类型|方式)",
        r"|有效性|分\s*类|查\s*看(?:次数|数|量)?|版\s*名|(?:首发|发布|发表)平台|转载量|(?:稿件|文档|文章)编号|(?-u:\b)doi|栏\s*目|频\s*道|(?:原文)?链接|(?:来源|原文)?网址|原文地址|下载次?数|(?-u:\b)url|关键[词字]|标签|字数|版权|(?-u:\b)editor|(?-u:\b)views|(?-u:\b)share|(?-u:\b)keywords))",
        r"\s*[:|]",
    ))
});
/// Labels without a colon behind a bar.
pub(super) static BARE_LABELS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\|\s*(?:来源|作者|编辑))(\p{Han}|[A-Za-z])"));
/// An outlet with its reporters and editors.
pub(super) static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\p{Han}{2,10})\s+记者\s+((?:\p{Han}{2,4}[\s、]+)*?\p{Han}{2,4})(?:\s+(?:编辑|校对|责编)\s+\p{Han}{2,4})+$",
    )
});
/// Labels in a line that begins with one of them, parted from their values by spaces.
pub(super) static SPACED_LABELS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(^|\s)(来源于|发布(?:时间|日期|于)|(?:信息|文章|稿件)来源|(?:浏览|阅读|点击|访问)(?:次数|量|数))\s+(\p{Han}|[A-Za-z0-9])",
    )
});
/// A time of day.
pub(super) static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)T?(?:上午|下午|晚上|早上|凌晨|晚)?\s*\d{1,2}\s*[:时]\s*\d{1,2}(?:\s*[:分]\s*\d{0,2}秒?)?(?:\.\d+)?(?:Z|\s*[AP]M(?-u:\b)|[+-]\d\d:?\d\d)?",
    )
});
/// A day of the week, with the 第 of a page's number behind it. Names may begin as such a day does: 周三春.
pub(super) static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"星期[一二三四五六日天]|周[一二三四五六日天](?:\b|(第))"));
/// Buttons and counters of a page.
pub(super) static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"字\s*[号体]|(?:特大|超大)?\s*大\s*中\s*小|分享(?:到|至)?|打印(?:本页|本文|页面|文章)?|收藏(?:本文|本页)?|关闭(?:窗口|本页|页面)?|我要纠错|纠错|复制链接|我要评论|(?:^|\s)(?:(?:阅读|查看)原文|举报|参与互动|Qzone|评论|关注\S{0,8}|发[表布]于|更新于|编辑于|首发于|我来说两句|次浏览|人阅读|次阅读)(?:\s|$)|(?:^|\s)[大小]字(?:\s|$)|(?:^|\s)www\.[\w.-]+|\d?[上下]一[篇版期]\d?",
        r"|扫一扫[^ ]{0,12}|手机(?:看|阅读|查看)|发[表布]于\p{Han}{2,4}|朗读|听新闻|语音播报|放大|缩小|默认|原创|已阅|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*\d+(?:\.\d+)?\s*[wW万]?\+?\s*次?|\d+\s*次?(?:浏览|阅读|点击|评论)|共?\d+\s*[次条](?:评论)?$|(?:阅读|浏览)\s*[\d.]+\s*万\+?|复制分享|共有评论\s*[（(]\d+[）)]\s*条",
        r"|官方[账帐]号|[+＋]\s?关注(?:\s|$)|(?:^|\s)\d{2,5}\s*(?:字|words)(?:\s|$)|(?-u:\b)A[+-]|(?-u:\b)T\|T(?-u:\b)|(?:^| )(?:微信|微博|QQ空间|QQ好友|QQ)(?: |$)",
    ))
});

/// When a program or a reader kept the page, which tells nothing of when it was published: “剪藏时间：2024-03-05 08:12”.
pub(super) static SAVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:剪藏|收藏|保存|采集|抓取|爬取|摘录|剪报|导入|导出|入库|归档)\s*(?:时间|日期|于)\s*[:：]\s*(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)?(?:[T\s]*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?",
    )
});

/// A line whose labels stand in brackets, with colons behind them instead: “【发布日期】2024-03-05　【信息来源】兰河日报”. The time and
/// the place of an event have such labels as well, so that one of them has to tell of publication.
pub(super) fn without_bracketed_labels(text: String) -> String {
    static OF_PUBLICATION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[【\[「〖]\s*(?:(?:文章|新闻|信息|稿件|内容)?来\s*源|稿\s*源|出\s*处|(?:发布|发表|刊发|刊登|见报)\s*(?:日期|时间))\s*[】\]」〗]",
        )
    });
    static BRACKETED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[【\[「〖]\s*(\p{Han}[\p{Han}\s]{0,6}\p{Han})\s*[】\]」〗]\s*:?"));
    if !text.contains(['】', ']', '」', '〗']) || !OF_PUBLICATION.is_match(&text) {
        return text;
    }
    let with_colon = |found: &Captures<'_>| {
        let label = format!("{}:", &found[1]);
        let is_label = LABELS.find(&label).is_some_and(|known| known.range() == (0..label.len()));
        if is_label { format!(" {label}") } else { found[0].to_owned() }
    };
    BRACKETED.replace_all(&text, with_colon).into_owned()
}
