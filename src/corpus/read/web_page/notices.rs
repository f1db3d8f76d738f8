//! Notices that a platform sets around an article: whose work it is, where to send news, how to follow the account, what the browser cannot
//! show. News speaks of such things too, so that each is known by how it begins or by several of its clauses.

use std::sync::LazyLock;

use regex::Regex;

use super::text::letters;
use crate::text::pattern;

/// The most letters of an invitation to follow an account, of a message of the browser or the forum, and of a call for news.
const MAX_INVITATION: usize = 30;
const MAX_MESSAGE: usize = 60;
const MAX_CALL: usize = 150;

/// A call for news has at least this many of its clauses.
const MIN_CLAUSES: usize = 2;
/// A longer call for news, in letters, has one clause more.
const MAX_SHORT_CALL: usize = 60;

/// Tells whether a line is a notice of the platform and no part of an article.
pub(super) fn is_notice(text: &str) -> bool {
    let text = text.trim();
    claims_rights(text) || calls_for_news(text) || invites(text) || is_message(text)
}

/// “此内容为兰河财经原创，著作权归兰河财经所有。未经书面授权，不得以任何方式加以使用。”
fn claims_rights(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[（(【\[]?(?:声明[:：]\s*)?(?:(?:[此本]内容|本文|本稿|该文|[此本]作品)(?:为|系|由)[^。，；]{2,16}(?:原创|独家)[^。，；]{0,10}[，。；]\s*",
            r"(?:(?:著作权|版权)均?归|未经[^。，；]{0,16}(?:授权|许可|同意)，?\s*(?:不得|禁止|严禁|请勿|谢绝))",
            r"|(?:著作权|版权)均?归[^。，；]{2,16}所有(?:[。）)】\]]?$|[，。；]\s*未经)",
            r"|[^。，；]{2,12}版权(?:作品|内容|所有)[，。；]\s*未经[^。，；]{0,16}(?:授权|许可|同意)[，。；]?\s*(?:不得|禁止|严禁|请勿|谢绝))"
        ))
    });
    // News of rights quotes such clauses; only where the work or its owner stands first are they those of the page.
    let may_claim = ["著作权", "版权", "授权", "许可", "同意"].iter().any(|word| text.contains(word));
    may_claim && letters(text) <= MAX_CALL && FORM.is_match(text)
}

/// “更多精彩资讯请下载“兰河新闻”客户端，未经授权请勿转载，欢迎提供新闻线索，一经采纳即付报酬。24小时报料热线…”
fn calls_for_news(text: &str) -> bool {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"更多(?:精彩)?(?:资讯|内容|新闻)，?(?:欢迎|请).{0,12}下载|未经.{0,6}(?:授权|许可)，?(?:请勿|谢绝|不得|严禁|禁止)转载",
            r"|(?:欢迎|请).{0,8}提供新闻线索|(?:如果?您?有|有)新闻线索.{0,4}(?:欢迎|请)|一经采[纳用].{0,6}(?:报酬|酬谢|稿酬|奖励)|[报爆]料有奖",
            r"|(?:24|二十四)小时(?:新闻)?[报爆]料(?:热线|电话|微信)|[报爆]料(?:热线|电话|微信|QQ|邮箱)(?:关注)?\s*[:：]?\s*[\dA-Za-z]"
        ))
    });
    static OF_APP: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(【]?(?:请|欢迎)?下载[^，。]{2,12}[，,]\s*[报爆]料有奖[！!）)】]*$"));
    let may_call = text.contains('料') || text.contains("线索") || text.contains("下载");
    // A longer line may be news of such a call.
    let clauses = if letters(text) > MAX_SHORT_CALL { MIN_CLAUSES + 1 } else { MIN_CLAUSES };
    may_call && letters(text) <= MAX_CALL && (CLAUSE.find_iter(text).count() >= clauses || OF_APP.is_match(text))
}

/// “点击标题下「蓝色微信名」可快速关注”, “▲点击上方“兰河发布”关注我们”.
fn invites(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^\p{L}\p{N}]*(?:请|轻轻)?(?:点击|点一下|戳|长按)[^，。；！？]{0,10}?(?:蓝字|蓝色|上方|下方|标题下|名片|“[^”]{1,12}”|「[^」]{1,12}」|【[^】]{1,12}】)[^，。；！？]{0,14}(?:关注|订阅)(?:我们|我|哦|公众号|本号)?[^\p{L}\p{N}]*$",
        )
    });
    text.contains(['击', '点', '戳', '按']) && letters(text) <= MAX_INVITATION && FORM.is_match(text)
}

/// “您的浏览器不支持视频播放，请下载最新版本”, “楼主发言：1次 发图：0张”, “本帖最后由 何晓岚 于 2024-3-5 10:22 编辑”.
fn is_message(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:抱歉|对不起|很遗憾|提示)?[，,：:！!]?\s*(?:您|你|当前)(?:使用|正在使用)?的?浏览器(?:版本)?(?:暂?不支持|不能|无法|不兼容|过低|太低|过旧)|Your browser does not|(?:您|你)(?:尚未|还没有|没有)安装\s*(?:[Ff]lash|播放)|楼主发言\s*[:：]\s*\d+\s*次|本帖最后由\s*.{1,24}?\s*于\s*.{6,24}编辑)",
        )
    });
    let may_be =
        text.contains("浏览器") || text.contains("browser") || text.contains("安装") || text.contains("楼主发言");
    (may_be || text.starts_with("本帖")) && letters(text) <= MAX_MESSAGE && FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_no_part_of_an_article() {
        for text in [
            "此内容为兰河财经原创，著作权归兰河财经所有。未经兰河财经书面授权，不得以任何方式加以使用，包括转载、摘编、复制或建立镜像。兰河财经保留追究侵权者法律责任的权利。",
            "本文为兰河新闻独家稿件，未经授权不得转载",
            "（版权归兰河日报所有）",
            "兰河日报版权作品，未经书面授权，不得转载或以其他方式使用",
            "更多精彩资讯请在应用市场下载“兰河新闻”客户端，未经授权请勿转载，欢迎提供新闻线索，一经采纳即付报酬。24小时报料热线000-00000000。",
            "【如果您有新闻线索，欢迎向我们报料，一经采纳有费用酬谢。报料微信关注：lanhe】",
            "（下载兰河新闻，报料有奖！）",
            "点击标题下「蓝色微信名」可快速关注",
            "▲点击上方“兰河发布”关注我们",
            "您的浏览器不支持视频播放，请下载最新版本",
            "抱歉，您的浏览器版本过低，请升级后观看",
            "楼主发言：1次 发图：0张",
            "本帖最后由 方小舟 于 2024-3-5 10:22 编辑",
        ] {
            assert!(is_notice(text), "{text}");
        }
    }

    #[test]
    fn news_of_such_things_is_text() {
        for text in [
            "未经许可，不得复制涉密内容。",
            "未经市政府批准同意，任何单位不得以任何方式使用应急水源。",
            "法院认为，合同约定“版权归公司所有，未经许可不得复制”，因此驳回了原告的请求。",
            "参赛作品版权归组委会所有，未经许可不得用于商业活动。",
            "市民可在应用市场下载“兰河通”客户端，也可扫描二维码办理。",
            "警方呼吁市民提供新闻线索之外的证据，一经采纳给予奖励，案件正在侦办。",
            "点击上方按钮，市民就能查看办理进度。",
            "您的浏览器里藏着多少秘密？专家教您清理。",
            "记者根据报料热线反映的情况赶到现场，三个项目已经停工。",
        ] {
            assert!(!is_notice(text), "{text}");
        }
    }
}
