//! The forms of lines at the end of a file: credits, editors, buttons, links.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::publication::{head_line, issue_line};
use crate::corpus::read::one_article::marks::navigation::simplified;
use crate::corpus::read::web_page::is_recommendation;
use crate::text::pattern;

/// The longest line that names the owner of the rights, in characters.
const MAX_RIGHTS: usize = 120;

/// A line that tells where the article was taken from, with the rest of it.
pub(in crate::corpus::read::one_article) static TAKEN_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[—–-]{1,2})?[（(【\[]?\s*(?:本文)?(?:摘自|转自|转载自|选自|原载于?|原文刊于|(?:文章|稿件|本文|新闻|信息)?来源\s*[:：])\s*[:：]?\s*(.*?)\s*[）)】\]]?$",
    )
});
/// A line that says that the article was copied.
pub(in crate::corpus::read::one_article) static COPIED_FROM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[—–-]{1,2})?[（(【\[]?\s*(?:本文)?(?:摘自|转自|转载自|选自|原载)"));
/// Paper, day and page: “《云岭日报》（2024年04月01日 01版）”.
pub(in crate::corpus::read::one_article) static IMPRINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[（(]?\s*《\s*([^》]{2,20}?)\s*》\s*[（(]?\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)\s*[,，]?\s*(?:第?\s*([A-D]?\d{1,3})\s*版)?\s*[:：]?\s*\p{Han}{0,8}\s*[）)]*$",
    )
});
/// A line that names an editor.
pub(in crate::corpus::read::one_article) static EDITOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[（(【\[]?\s*(?:(?:责任|网络|值班|本期|执行)?编\s*辑|责\s*编|编\s*审|审\s*核|校\s*对|监\s*制|[一二三终初]\s*审|录入|签发|美编)\s*[:：|丨/].{0,60}$",
    )
});
/// A button or an address of the page.
pub(in crate::corpus::read::one_article) static WEB_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:【|\[|〖)?\s*(?:打印(?:本页|本文)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)|收藏本文|分享到|我要纠错|(?:阅读|查看)原文\s*(?:$|[>＞»:：（(])|📎?\s*在印象笔记中打开|喜欢此内容|(?:(?:点赞|在看|分享|收藏|评论|转发|举报|收起|展开(?:全文)?|写?留言)[\s\d·、:：]*)+$)",
        r"|^(?:[>＞]\s*)?(?:未经授权|转载请注明)[^。]{0,20}$|^©|^扫一扫|^(?:长按|扫描|扫码).{0,16}(?:二维码|关注|阅读|手机)|^(?:浏览|阅读|点击)(?:次数|量|数)?\s*[:：]?\s*\d|^(?:https?://|www\.)\S+$",
        r"|^(?:本文|原文|文章|新闻)?(?:链接|网址|地址)(?:地址)?\s*[:：]\s*(?:https?://|www\.)\S+$",
        r"|^\*?(?:本文|本页|本文件|以上内容)由[^。，]{0,14}(?:程序|脚本|爬虫|机器人|工具)(?:自动)?(?:抓取|采集|爬取|生成|整理|导出|下载)[^。]{0,24}。?\*?$",
    ))
});
/// The first line of what follows an article: links, copyright.
pub(in crate::corpus::read::one_article) static END_OF_ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:[【\[]?\s*(?:上一[篇条页则]|下一[篇条页则])|相关(?:链接|阅读|新闻|推荐|报道|文章|稿件|信息)\s*[:：]?$|往期(?:推荐|回顾)[^。]{0,4}$|推荐阅读[^。]{0,40}$|延伸阅读\s*[:：]?$|热门(?:推荐|新闻|文章)[^。]{0,40}$|更多(?:新闻|精彩|相关)[^。]{0,40}$",
        r"|版权(?:所有|声明)|copyright|©|免责声明|.{0,20}ICP\s*备|.{0,20}公网安备|网站标识码|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|联系我们|关于我们|网站地图|技术支持|图片链接$|图片$|附件下载)",
    ))
});

/// Whether a line is the heading of a list that leads away from the article, or the mark of its end.
pub(in crate::corpus::read::one_article) fn leads_away(text: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^[—–\-\s]*END[—–\-\s]*$|^[（(【]完[）)】]$"));
    at_most(text, 14) && (is_recommendation(text) || END.is_match(text))
}

/// Whether a line is a heading under which sites list other articles and papers print a box that belongs to the article: “■延伸阅读”.
pub(in crate::corpus::read::one_article) fn heads_box(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\W{0,3}(?:相关(?:链接|阅读|新闻|报道|信息)|延伸(?:阅读|閱讀)|相關(?:連結|閱讀|新聞|報導))")
    });
    FORM.is_match(text)
}

/// Whether a line leads to the articles beside this one or back to the site, as pages do below their text.
pub(in crate::corpus::read::one_article) fn leads_to_neighbours(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[]?\s*(?:上一[篇条页则]|下一[篇条页则]|阅读下一[篇条])(?:\s*[:：】\]]|[\s\d]+下一|$)|^上一[篇版]\s*下一[篇版]$|^上\s*/\s*下一篇(?:新[闻聞])?$|^【纠错】|^举报\s*/\s*反馈$|^←\s*\S.*|^.{4,60}\s→$|^由\s*WordPress\s*强力驱动.{0,10}$|^自豪地采用\s*WordPress.{0,10}$",
        )
    });
    at_most(text, 80) && FORM.is_match(&simplified(text))
}

/// Whether a line below the text names the paper that printed it, whatever stands beside the name. Behind a label or beside a time of day
/// the name is that of the site.
pub(in crate::corpus::read::one_article) fn names_paper(text: &str) -> bool {
    let is_headed = || {
        let head = head_line::parse(text);
        head.is_some_and(|head| !head.source.is_empty() && !head.source_label && !head.time)
    };
    issue_line::parse(text).is_some_and(|line| line.names_paper()) || is_headed()
}

/// The paper or site that owns the rights of a page: “© 2024 兰河日报 Lanhe Media”, “版权所有：兰河日报社”.
pub(in crate::corpus::read::one_article) fn owner_of_rights(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:copyright\s*©?|©|版权所有\s*©?)\s*[:：]?\s*(?:(?:19|20)\d{2}(?:\s*[-–—]\s*(?:19|20)\d{2})?)?\s*(\p{Han}{2,10}?)社?(?:\P{Han}|$)",
        )
    });
    let found = if at_most(text, MAX_RIGHTS) { FORM.captures(text.trim())? } else { return None };
    Some(found[1].to_owned()).filter(|name| names_medium(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_name_the_paper_beside_its_writer() {
        for line in ["——2024年3月5日《兰河日报》 作者：何 晓 岚", "兰河日报 2024年3月5日 第2版"]
        {
            assert!(names_paper(line), "{line}");
        }
        for line in ["2024年3月5日", "发布日期：2024-03-05 浏览次数：12", "来源：兰河网 2024-03-05 08:12 浏览：12"]
        {
            assert!(!names_paper(line), "{line}");
        }
    }

    #[test]
    fn pages_name_the_owner_of_their_rights() {
        for line in ["© 2024 兰河日报 Lanhe Media", "版权所有：兰河日报社", "Copyright © 2010-2024 兰河日报"]
        {
            assert_eq!(owner_of_rights(line).as_deref(), Some("兰河日报"), "{line}");
        }
        for line in ["版权所有 未经授权不得转载", "© 2024 云溪科技有限公司", "兰河日报版权所有者可以投诉"]
        {
            assert_eq!(owner_of_rights(line), None, "{line}");
        }
    }

    #[test]
    fn weblogs_lead_to_their_other_articles() {
        for line in ["← 风雨桥通车 公园开放 →", "风雨桥通车 →", "由WordPress强力驱动", "自豪地采用 WordPress"]
        {
            assert!(leads_to_neighbours(line), "{line}");
        }
        for line in ["为您推荐", "风雨桥通车", "从县城→乡镇→村庄一条线"] {
            assert!(!leads_to_neighbours(line), "{line}");
        }
    }

    #[test]
    fn programs_sign_what_they_fetched() {
        for line in ["本文由程序自动抓取，仅供研究使用", "*以上内容由爬虫采集。*"] {
            assert!(WEB_PAGE.is_match(line), "{line}");
        }
        for line in ["本文由记者采写。", "本次抓取由机器人完成，每分钟分拣三十件。", "食堂由村民自己管理"]
        {
            assert!(!WEB_PAGE.is_match(line), "{line}");
        }
    }
}
