//! Lines by which pages ask readers to share the article from their telephones, and the box in which they comment.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::text::pattern;

/// The longest such line, in characters.
const MAX_LENGTH: usize = 60;

/// Whether a line asks readers to scan a code or to share the page, and says nothing else: “用微信扫描二维码”, “分享至好友和朋友圈”.
pub(in crate::corpus::read::one_article) fn invites_to_share(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:请)?(?:打开|用|使用|通过)?(?:手机)?微信[“”]?(?:扫一扫|扫[码描](?:(?:上方|下方|右侧)?二维码)?)[“”]?(?:\s*[:：，,]?\s*(?:分享|关注|转发)(?:本文|本页)?)?",
            r"|(?:扫一扫|手机扫[码描]|扫[码描](?:(?:上方|下方|右侧)?二维码)?)[，,\s]*(?:分享|转发)(?:本文|本页)?",
            r"|(?:微信里点[“”]发现[“”][，,]\s*扫一下)?\s*(?:二维码便可将(?:本文|本页|网页)分享[至到]朋友圈。?)?",
            r"|(?:打开微信[，,]\s*点击(?:底部|下方)的[“”]发现[“”][，,]?)?\s*(?:使用[“”]扫一扫[“”]即可将(?:本文|本页|网页)分享[至到](?:我的)?朋友圈。?)?)",
            r"(?:\s*(?:分享|转发)?[到至给](?:[和、/及\s]*(?:微信|微博|好友|朋友圈?|QQ(?:空间)?|群))+)?$",
            r"|^(?:分享|转发)[到至给](?:[和、/及\s]*(?:微信|微博|好友|朋友圈?|QQ(?:空间)?|群))+$"
        ))
    });
    // This quick check spares nearly all lines the regular expression.
    let may_be = text.contains(['享', '扫', '转']) || text.contains("点击") && text.contains("微信");
    may_be && at_most(text, MAX_LENGTH) && FORM.is_match(text.trim())
}

/// Whether a line below the text is a part of the box in which readers comment: “跟贴1199”, “帐号 密码”, “登录并发贴”.
pub(in crate::corpus::read::one_article) fn is_comment_box(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:[帐账]号|密码|注册|登[录陆](?:并发[贴帖表])?|(?:去|手机发|发)?跟[贴帖](?:广场)?(?:看看|已关闭)?|参与\s*\d[\d,.]*万?|发[贴帖]|写下您的评论[.…]*|[\d,.]+万?\s*条评论|\d[\d,.]*万?)[\s|｜/·>＞]*)+$",
        )
    });
    text.contains(['贴', '帖', '参', '密', '号', '陆', '录', '评'])
        && at_most(text, MAX_LENGTH)
        && FORM.is_match(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_to_share_are_told_from_phrases() {
        for line in [
            "用微信扫描二维码",
            "用微信扫码二维码",
            "分享至好友和朋友圈",
            "分享到微信朋友圈",
            "微信扫一扫：分享",
            "微信里点“发现”，扫一下",
            "二维码便可将本文分享至朋友圈。",
            "打开微信，点击底部的“发现”，",
            "使用“扫一扫”即可将网页分享至朋友圈。",
            "扫一扫分享本页",
            "扫描二维码分享到微信",
        ] {
            assert!(invites_to_share(line), "{line}");
        }
        for line in
            ["分享到朋友圈的谣言", "转发给好友能领红包？假的", "扫一扫 老街换新颜", "扫码点餐进老街", "", "转让"]
        {
            assert!(!invites_to_share(line), "{line}");
        }
    }

    #[test]
    fn the_box_of_comments_is_known_by_its_words() {
        for line in [
            "跟贴1199",
            "跟贴 0",
            "参与15867",
            "帐号 密码",
            "注册|跟贴广场|手机发跟贴",
            "登录并发贴",
            "4,060 条评论",
            "写下您的评论...",
            "发贴",
            "跟贴已关闭去跟贴广场看看 >",
        ] {
            assert!(is_comment_box(line), "{line}");
        }
        for line in ["参与", "2024", "账号安全要当心", "参与100人的合唱", "登录火星"] {
            assert!(!is_comment_box(line), "{line}");
        }
    }
}
