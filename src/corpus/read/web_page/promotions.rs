//! Calls of a site to its reader, on lines of their own: to press here, to load its app, to follow its accounts, to pay, to ring it up. News and
//! guides speak of such things too, so that each call is known by its whole line.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{ends_sentence, letters};
use crate::text::pattern;

/// A call has at most this many letters.
const MAX_CALL: usize = 40;

/// Where the accounts of a site are.
macro_rules! channels {
    () => {
        r"(?:公[众眾]号|公[众眾]號|微信|微博|客[户戶]端|(?i:app)|视频号|影音號|抖音号?|快手号?|官网|官網|粉[丝絲]|[专專][页頁]|频道|頻道|(?i:line|facebook|fb|instagram|ig|telegram|youtube|whatsapp))"
    };
}

/// Tells whether a line is such a call and no part of an article.
pub(super) fn is_promotion(text: &str) -> bool {
    let text = text.trim();
    if letters(text) > MAX_CALL {
        return false;
    }
    calls_for_payment(text)
        || !ends_sentence(text) && (leads_on(text) || follows(text) || rings_up(text) || is_tags(text) || reminds(text))
}

/// “更多全国新闻请点击这里”, “爆料投稿請按這裡”, “更多精彩请关注云岭日报官方微信公众号”, “下载云岭新闻APP，看更多本地新闻”.
fn leads_on(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[^\p{L}\p{N}]*(?:",
            r"(?:更多|查看更多|看更多|了解更多|瞭解更多|想(?:看|了解|知道)更多|爆料|[报報]料|投稿)[^。，；！？]{0,20}(?:请|請)?(?:点击|點擊|点|點|按|猛戳|戳)(?:这里|這裡|這裏|此处|此處|此|我|链接|連結)",
            r"|(?:更多|看更多|想(?:看|了解|知道)更多)[^。；！？]{0,8}(?:精彩|内容|內容|资讯|資訊|新[闻聞]|消息|信息|[详詳]情|[报報][道導]|视频|影片|故事|[独獨]家)[^。；！？]{0,8}(?:关注|關注|追蹤|下载|下載|搜索|扫码|锁定|加入|訂閱|订阅)[^。；！？]{1,24}",
            channels!(),
            r"[^。；！？]{0,20}",
            r"|(?:立即|立刻|马上|馬上|點我|点我|点击|點擊|请|請|欢迎)?(?:下载|下載|打开|打開|安装|安裝|開啟)[^。，；！？]{0,12}(?:(?i:app)|客[户戶]端)[，,！!\s]*(?:(?:看|阅读|閱讀|查看|获取|獲取|掌握|[浏瀏][览覽])(?:更多|全文|第一)[^。；]{0,12}|体验更[佳好优])",
            r"|(?:點我|点我|立即|马上|馬上|快來|快来)(?:下载|下載)[^。，；！？]{0,12}(?:(?i:app)|客[户戶]端)",
            r")[^\p{L}\p{N}]*$"
        ))
    });
    let may_be = ["更多", "这里", "這", "此", "我", "下载", "下載", "打", "開"].iter().any(|word| text.contains(word));
    may_be && FORM.is_match(text)
}

/// “加入LINE好友，掌握第一手消息”, “追蹤我們的Instagram”.
fn follows(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[^\p{L}\p{N}]*(?:立即|馬上|马上|快|歡迎|欢迎|請|请)?(?:加入|追蹤|訂閱|订阅|按讚|關注|关注)(?:(?:我[們们]|本[報报台])的?\s*(?:官方)?",
            channels!(),
            r"[^。，]{0,8}|(?:\p{Han}{2,8})?的?\s*(?:官方)?",
            channels!(),
            r"(?:官方|好友|[帳账][號号]|群[組组]|粉[絲丝]|[團团专專][頁页]?){0,3}[，,！!、\s]+(?:掌握|接收|隨時|随时|看|獲取|获取|不[錯错]過?过?|即時|最新|第一)[^。]{0,20})[^\p{L}\p{N}]*$"
        ))
    });
    let may_be = ["加入", "追蹤", "訂閱", "订阅", "按讚", "關注", "关注"].iter().any(|word| text.contains(word));
    may_be && FORM.is_match(text)
}

/// “本文为付费内容，剩余70%未读”, “登录后继续阅读全文”, “开通会员，畅读全站文章。”
fn calls_for_payment(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[^\p{L}\p{N}]*(?:(?:本文|本篇|此文|以下|全文)(?:为|為|是|属于|屬於)?(?:付费|付費|会员|會員|订阅|訂閱)[^。，；]{0,6}(?:内容|內容|文章|专享|專享|限定|可[读讀见見])[^。，、的]{0,6}(?:，剩[余餘][^。]{0,10})?",
            r"|(?:[请請]?(?:登[录錄入]|注册|註冊|订阅|訂閱|开通会员|開通會員|成为会员|成為會員|升[级級][会會][员員]|[购購][买買])[后後]?|付[费費][后後])[^。；]{0,8}(?:继续阅读|繼續閱讀|(?:阅读|查看)(?:全文|剩余)|(?:閱讀|查看)(?:全文|剩餘)|畅读|暢讀|解锁|解鎖)[^。；，的]{0,6}(?:，首[月年][^。；]{0,12})?",
            r"|剩[余餘]\s*\d+\s*[%％][^。]{0,16})[。]?[^\p{L}\p{N}]*$"
        ))
    });
    let may_be =
        ["付", "员", "員", "登", "注册", "註冊", "订", "訂", "剩", "购", "購"].iter().any(|word| text.contains(word));
    may_be && FORM.is_match(text)
}

/// “云岭晚报《关注》新闻热线 000-00000000”.
fn rings_up(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^。，；！？]{0,14}(?:新[闻聞]|[报報爆]料)[热熱][线線](?:电话|電話)?\s*[:：]?\s*[\d()（）/、—–\s-]{7,}$",
        )
    });
    (text.contains('线') || text.contains('線')) && FORM.is_match(text)
}

/// What the article is filed under, and nothing else: “#圖書館 #新館”.
fn is_tags(text: &str) -> bool {
    let is_tag = |word: &str| word.starts_with(['#', '＃']) && word.chars().count() > 1;
    text.split_whitespace().count() > 1 && text.split_whitespace().all(is_tag)
}

/// What a paper or the law has it say below articles of some kinds: “★蘭河新聞網提醒您：飲酒過量有礙健康★”.
fn reminds(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[★☆※#＃◎●][^。，；！？]{2,16}(?:提醒[您你]|關心您|关心您|關心你)\s*[:：，,!！]"));
    FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_to_the_reader_are_no_part_of_an_article() {
        for text in [
            "更多全国新闻请点击这里",
            "爆料投稿請按這裡",
            "更多精彩请关注云岭日报官方微信公众号（ID：yunling）",
            "更多内容请关注云岭日报官方微博",
            "下载云岭新闻APP，看更多本地新闻",
            "👉 下載APP 看更多新聞",
            "打开客户端阅读全文",
            "打开“云岭号”客户端，体验更佳",
            "點我下載APP",
            "加入LINE好友，掌握第一手消息",
            "追蹤我們的Instagram",
            "本文为付费内容，剩余70%未读",
            "登录后继续阅读全文",
            "开通会员，畅读全站文章，首月仅需9.9元。",
            "云岭晚报《关注》新闻热线 000-00000000",
            "#圖書館 #新館 #閱讀",
            "★雲嶺新聞網提醒您：飲酒過量有礙健康★",
        ] {
            assert!(is_promotion(text), "{text}");
        }
    }

    #[test]
    fn news_and_guides_of_such_things_are_text() {
        for text in [
            "加入LINE投資群組 婦人被騙百萬",
            "下载“云岭通”APP，实名认证后领取资格券",
            "打开云岭通APP，点击“我的”，查看办理进度",
            "更多企业加入绿色供应链",
            "更多年轻人关注微信视频号创业",
            "报名请点击报名链接",
            "咨询热线：000-00000000",
            "登录后填写个人信息并提交",
            "更多惠民政策正在路上，市民可关注官方微信。",
            "订阅量突破百万",
            "#新馆开放# 兰河市图书馆昨日开门",
            "#1 图书馆",
        ] {
            assert!(!is_promotion(text), "{text}");
        }
    }
}
