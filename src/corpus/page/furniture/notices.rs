//! Recognises notices: of loss, of auctions, of bids, of deaths and power cuts.
//!
//! Notices are set apart from the articles only where heading and text show them, so that no article is taken for one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::dateline;
use crate::corpus::page::furniture::notice_wording::{is_notice_heading, is_notice_text};
use crate::corpus::page::lines::Line;
use crate::text::pattern;

/// Maximum number of paragraphs of a notice, and of its characters.
const MAX_NOTICE_PARAGRAPHS: usize = 12;
const MAX_NOTICE_LENGTH: usize = 600;
/// Maximum length of the line that a notice is signed with, in characters.
const MAX_SIGNATURE_LENGTH: usize = 24;
/// Signs that set short notices below one another apart.
const BULLETS: [char; 6] = ['●', '■', '◆', '▲', '★', '•'];

/// Whether a paragraph signs a notice: who gives it, or the day.
fn is_signature(text: &str) -> bool {
    text.chars().nth(MAX_SIGNATURE_LENGTH).is_none()
        && text.ends_with(['司', '局', '院', '会', '厂', '社', '所', '心', '校', '行', '日', '店', '处'])
        && !text.contains(['，', '。'])
}

/// Whether a line declines to answer for the advertisements beside it: “友情提示：本栏目信息请核实后交易”.
fn is_disclaimer(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:友情|温馨|特别|重要|郑重)?提[示醒]\s*[:：][^。]{0,20}(?:本栏目?|本版|本报|本刊)[^。]{0,40}(?:核实|甄别|谨慎|责任|风险)",
        )
    });
    text.contains('提') && text.contains([':', '：']) && FORM.is_match(text)
}

/// Whether a line is the number of a document: “兰自然资告字〔2024〕5号”.
fn is_file_number(text: &str) -> bool {
    text.ends_with('号') && text.contains(['〔', '[', '【']) && text.chars().nth(MAX_SIGNATURE_LENGTH).is_none()
}

/// Whether the line below a possible signature is the text of an article, so that the signature is really its headline: “全市召开信访工作会”.
fn is_above_text(heading: &str, below: Option<&Line>) -> bool {
    below.is_some_and(|line| {
        let is_of_notice = || is_signature(&line.text) || is_notice_heading(&line.text);
        (line.indented || line.after_blank && line.ends_sentence())
            && !is_of_notice()
            && !is_notice_text(heading, &line.text)
    })
}

/// The lines of a notice that begins at a line, or of several notices of loss without a heading.
pub(super) fn notice_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    let heading = lines[at].text.as_str();
    if (at == 0 || lines[at].after_blank) && is_disclaimer(heading) {
        return Some(at..paragraph_end(lines, at));
    }
    if begins_correction(heading) {
        let end = paragraph_end(lines, at);
        let text: String = lines[at..end].iter().map(|line| line.text.as_str()).collect();
        return corrects(&text).then_some(at..end);
    }
    if !is_notice_heading(heading) {
        return losses_at(lines, at);
    }
    let (mut end, mut length, mut shown) = (at + 1, 0, false);
    for paragraph in 0..MAX_NOTICE_PARAGRAPHS {
        let next = paragraph_end(lines, end);
        let text: String = lines[end..next].iter().map(|line| line.text.as_str()).collect();
        length += text.chars().count();
        // A longer text is an article.
        if shown && length > MAX_NOTICE_LENGTH {
            return None;
        }
        let is_text = is_notice_text(heading, &text);
        // The rest of a notice is indented as its text is; a headline is not.
        let goes_on = shown
            && lines.get(end).is_some_and(|line| line.indented && !line.after_blank)
            && dateline::opening(&text).length == 0;
        let signs = || shown && is_signature(&text) && !is_above_text(heading, lines.get(next));
        // Who gives a notice may stand above its text as well.
        let names_giver = paragraph == 0 && (is_signature(&text) || is_file_number(&text));
        if text.is_empty() || length > MAX_NOTICE_LENGTH || !(is_text || goes_on || names_giver || signs()) {
            break;
        }
        shown |= is_text;
        end = next;
    }
    shown.then_some(at..end)
}

/// Whether a line begins with the heading of a correction, with the text on the same line: “【更正】本报3月4日2版……”.
fn begins_correction(text: &str) -> bool {
    const HEADINGS: [&str; 4] = ["更正", "勘误", "更正启事", "更正说明"];
    const MARKS: [char; 6] = ['【', '[', '■', '●', '◆', '▲'];
    let text = text.trim_start_matches(MARKS);
    if !text.starts_with(['更', '勘']) {
        return false;
    }
    let heading = text.split_once(['】', ']', '：', ':']).map(|(heading, _)| heading.trim());
    heading.is_some_and(|heading| HEADINGS.contains(&heading))
}

/// Whether the text below such a heading corrects what the paper printed.
fn corrects(text: &str) -> bool {
    const WORDS: [&str; 6] = ["应为", "特此更正", "现更正", "更正为", "更正如下", "致歉"];
    ["本报", "本刊", "本版", "》"].iter().any(|own| text.contains(own))
        && WORDS.iter().any(|word| text.contains(word))
        && text.chars().nth(MAX_NOTICE_LENGTH).is_none()
}

/// The lines of notices of loss that begin at a line, each a paragraph of its own: “●何晓岚遗失身份证，声明作废。”.
fn losses_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    let line = &lines[at];
    // A quick check spares nearly all lines the rest.
    if !line.text.contains("遗失") && !line.text.contains("丢失") {
        return None;
    }
    let is_set_apart = line.indented || line.text.starts_with(BULLETS);
    if at > 0 && !line.after_blank && !(is_set_apart && lines[at - 1].ends_sentence()) {
        return None;
    }
    let mut end = at;
    loop {
        let next = paragraph_end(lines, end);
        let text: String = lines[end..next].iter().map(|line| line.text.as_str()).collect();
        if !declares_loss(&text) {
            return (end > at).then_some(at..end);
        }
        end = next;
    }
}

/// Whether every sentence of a paragraph declares a lost thing void. A report says why or how one does this.
pub(super) fn declares_loss(text: &str) -> bool {
    const DECLARES: [&str; 3] = ["作废", "特此声明", "声明遗失"];
    const REPORTS: [&str; 6] = ["记者", "不再", "无需", "需要", "必须", "应当"];
    let mut sentences = text.split('。').map(str::trim).filter(|sentence| !sentence.is_empty()).peekable();
    sentences.peek().is_some()
        && sentences.all(|sentence| {
            (sentence.contains("遗失") || sentence.contains("丢失"))
                && DECLARES.iter().any(|end| sentence.ends_with(end))
                && !REPORTS.iter().any(|word| sentence.contains(word))
        })
        && text.chars().nth(MAX_NOTICE_LENGTH).is_none()
        && dateline::opening(text).length == 0
}

/// The end of the paragraph that begins at a line. There the next line is indented or set apart, or the line is
/// short and ends with a sentence or with a signature behind one.
pub(super) fn paragraph_end(lines: &[Line], at: usize) -> usize {
    let widest = lines[at.min(lines.len())..].iter().take(12).map(|line| line.width).fold(0.0, f32::max);
    let ends_text = |line: &Line| {
        line.ends_sentence() || line.text.rsplit_once('。').is_some_and(|(_, signature)| is_signature(signature))
    };
    let ends = |line: usize| {
        lines.get(line + 1).is_none_or(|next| {
            next.after_blank || next.indented || lines[line].width < widest - 1.6 && ends_text(&lines[line])
        })
    };
    (at..lines.len()).find(|&line| ends(line)).map_or(lines.len(), |line| line + 1)
}

/// A notice of loss is named within this many characters from its beginning.
const MAX_NAME_OFFSET: usize = 40;
/// An advertisement has at most this many characters, and at least this many words of offers.
const MAX_ADVERTISEMENT: usize = 120;
const MIN_OFFERS: usize = 2;

/// Whether a whole article is a notice of loss without a heading: it names the loss at once, ends by declaring the lost
/// thing void, and has neither dateline nor reporter.
pub(in crate::corpus::page) fn is_notice_of_loss(lines: &[Line]) -> bool {
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    let begin: String = text.chars().take(MAX_NAME_OFFSET).collect();
    (begin.contains("遗失") || begin.contains("丢失"))
        && text.trim_end_matches(['。', '！', '.']).ends_with("声明作废")
        && text.chars().nth(MAX_NOTICE_LENGTH).is_none()
        && !text.contains("记者")
        && lines.iter().filter(|line| !line.continues).all(|line| dateline::opening(&line.text).length == 0)
}

/// Whether a whole piece of a page is an advertisement: it holds no sentence, and states a price, a telephone number or an offer.
pub(in crate::corpus::page) fn is_advertisement(lines: &[Line]) -> bool {
    const OFFERS: &[&str] = &[
        "详询",
        "热线",
        "拨打",
        "首付",
        "月费",
        "起售",
        "折扣",
        "优惠",
        "特惠",
        "品鉴",
        "招商电话",
        "现房",
        "准现房",
        "元起",
        "㎡",
        "促销",
        "包邮",
        "扫码购",
        "诚邀",
        "加盟",
    ];
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    let offers = OFFERS.iter().filter(|offer| text.contains(**offer)).count();
    text.chars().nth(MAX_ADVERTISEMENT).is_none()
        && !text.contains(['。', '，', '；'])
        && text.contains(|c: char| c.is_ascii_digit())
        && offers >= MIN_OFFERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    #[test]
    fn notices_end_where_their_paragraphs_end() {
        for (text, count) in [
            ("遗失声明\n　　兰河市红光商贸有限公司遗失公章一枚，声明作废。\n　　张某遗失身份证，声明作废。\n", 3),
            ("拍卖公告\n　　受委托，我公司定于6月18日公开拍卖旧设备一批。\n兰河市诚信拍卖有限公司\n2024年6月3日\n", 4),
            ("减资公告\n　　经股东会决议，本公司注册资本由五百万元减至一百万元，请债权人于45日内申报。\n", 2),
            ("公告\n　　张某：本院受理李某诉你合同纠纷一案，现依法公告送达起诉状副本。\n　　兰河市人民法院\n", 3),
            ("停电通知\n　　因设备检修，3月6日和平路停电，请用户做好准备。国网兰河供电公司\n", 2),
            ("债权转让通知暨债务催收联合公告\n　　请下列借款人及担保人履行还款义务。\n", 2),
            ("讣　告\n　　退休教师周某同志于3月3日逝世，享年九十岁。\n", 2),
            ("【更正】本报3月4日2版《新茶上市》一文中，“三百亩”应为“三千亩”，特此更正。\n", 1),
            ("更正\n　　本报3月4日2版《新茶上市》一文中，“三百亩”应为“三千亩”。\n", 2),
            ("寻人启事\n　　孙某，78岁，3月3日在东湖公园走失。\n", 2),
            ("招聘启事\n　　本社现招聘记者三名，报名请发邮件。\n", 2),
            ("声明作废\n　　王某遗失资格证书，声明作废。\n", 2),
            ("今日天气\n　　多云转阴，最高气温22℃，最低气温11℃。\n", 2),
            ("●张某遗失身份证，声明作废。\n●李某遗失驾驶证，声明作废。\n", 2),
            ("兰河市云溪区人民法院公告\n　　张某：本院受理李某诉你合同纠纷一案，现依法公告送达起诉状副本。\n", 2),
            ("公  告\n　　兰河市中级人民法院\n　　张某：本院受理李某上诉一案已审结，限你来院领取判决书。\n", 3),
            ("招租公告\n　　我单位临街商铺三间对外租赁，起租价面议，有意者请报名。\n", 2),
            ("登报声明\n　　张某遗失房产证，特此声明。\n　　李某遗失残疾证，声明作废。\n", 3),
            ("征收土地预公告\n　　拟征收云溪镇柳树村土地两公顷。\n　　兰河市人民政府\n", 3),
            ("国有建设用地使用权拍卖出让公告\n　　以拍卖方式出让两宗国有建设用地使用权，请申请人按时报名。\n", 2),
            ("债权催收公告\n　　请债务人及担保人向受让方履行还款义务。\n", 2),
            ("迁坟公告\n　　因公路建设需要，请坟主自行迁移，逾期按无主坟处理。\n", 2),
            ("认尸启事\n　　河边发现一具男性遗体，年约五十，知情者请与警方联系。\n", 2),
            ("征稿启事\n　　本报副刊征集散文，来稿一经采用即付稿酬。\n", 2),
            ("中标公示\n　　滨河路改造工程，中标人：云岭市政公司，公示期三日。\n", 2),
            ("公示\n　　拟推荐张某等三名同志为劳动模范，现予公示，监督电话另告。\n", 2),
            ("解除劳动合同通知书\n　　张某：因你连续旷工，公司决定与你解除劳动合同。\n", 2),
            ("致歉信\n　　因本公司配送失误，谨向消费者致歉。\n", 2),
            ("版权声明\n　　本报所刊作品，未经授权不得转载。\n", 2),
            ("兰河二中2024年公开招聘教师公告\n　　招聘教师十二名，报名时间另告。\n", 2),
            ("体彩信息\n　　排列三中奖号码：3 0 7\n　　排列五中奖号码：3 0 7 1 9\n", 3),
            ("本报诚聘广告业务员\n　　待遇优厚，有意者请将简历发至信箱\n", 2),
            ("寻车启示\n　　张某于3月3日丢失货车一辆，提供线索者重谢。\n", 2),
            ("兰河市云溪农机有限公司公告\n　　本公司股东决定缩减注册资本，请各债权人按时申报。\n", 2),
            ("福彩3D开奖公告\n　　第2024062期中奖号码：3 0 7\n", 2),
            ("友情提示：本栏目信息请核实后交易，如有损失本报不承担责任。\n", 1),
            ("寻亲启事\n　　女婴，2024年3月5日在兰河市人民医院门口捡拾，请其亲属认领。\n兰河市儿童福利院\n", 3),
        ] {
            let page = format!("{text}\n河畔新增三处便民公园\n　　近日，市园林局新建的三处公园向市民开放。\n");
            assert_eq!(notice_at(&clean(&page), 0), Some(0..count), "{text}");
            // The headline below may end as the name of an office does.
            let page = format!("{text}\n全市召开信访工作会\n\n　　3月5日，会议在市政府召开。\n");
            assert_eq!(notice_at(&clean(&page), 0), Some(0..count), "{text}");
        }
    }

    #[test]
    fn articles_about_notices_are_not_notices() {
        for text in [
            "拍卖公告\n　　本报讯（记者 何晓岚）昨日，一场公开拍卖在兰河市举行。\n",
            "关于优化营商环境的公告\n　　各县区要减少审批事项，方便群众办事。\n",
            "法院注销公告\n　　市民昨日说，手续简便多了。\n",
            "公告\n　　市园林局新建的三处公园向市民开放。\n",
            "停电通知\n　　本报讯（记者 何晓岚）昨日，供电公司提前通知用户检修停电，小区里没有人走冤枉路。\n",
            "供电公司发布停电公告\n　　4月29日，和平路停电检修，供电公司请用户提前做好准备。\n",
            "法院公告一年少了三成\n　　本院受理的案件多数当面送达，公告送达只占百分之二。\n",
            "关于规范房屋出租管理的通告\n　　出租房屋应当登记，联系电话由各派出所公布。特此通告。\n",
            "关于和平路交通管制的通告\n　　因管网施工，和平路实行交通管制，请车辆绕行。特此通告。\n",
            "企业招聘进校园\n　　市人社局举办专场招聘会，报名时间截至月底，应聘者可带简历到场。\n",
            "遗失证件不用登报\n　　居民遗失结婚证，不再需要登报声明作废。\n",
            "居民遗失户口簿后先到派出所挂失，再去报社声明作废。从前要跑三趟，如今一趟办好。\n",
            "我市发布土地征收公告\n　　拟征收的两公顷土地在云溪镇，补偿安置办法同时公开。\n",
            "公示\n　　村里的账目栏前，老人戴上老花镜，一行一行往下看。\n",
            "补办证件不用先登报声明\n　　居民补办证件不再登报声明作废，当场就能办好。\n",
            "一则致歉声明的背后\n　　公司致歉以后，退款才开始。\n",
            "百家企业诚聘英才\n　　有意者昨日挤满大厅，简历收了三千份。\n",
            "中标以后\n　　中标人换了三次，工地还是空的。\n",
            "温馨提示：山区夜间气温低，请谨慎驾驶。\n",
        ] {
            assert_eq!(notice_at(&clean(text), 0), None, "{text}");
        }
    }

    #[test]
    fn notices_of_loss_are_not_articles() {
        assert!(is_notice_of_loss(&clean("兰河市何晓岚遗失身份证一张，声明作\n废。")));
        for text in [
            "市民遗失物品可到服务台登记招领。",
            "本报讯 6月18日，市民政局推出便民举措，居民遗失结婚证，不再需要登报声明作废。",
            "手机丢失后，应第一时间联系运营商办理挂失，防止被人冒用。",
            "市民政局推出便民举措，群众办事更加方便，到大厅一次就能办好，材料减少了一半。从前居民遗失结婚证要登报声明作废。",
        ] {
            assert!(!is_notice_of_loss(&clean(text)), "{text}");
        }
    }

    #[test]
    fn advertisements_hold_offers_and_no_sentence() {
        assert!(is_advertisement(&clean("河畔家园 准现房发售\n三至四房 首付8万起\n品鉴热线：0000-0000000\n")));
        for text in ["新增公园3处", "热线接到3个电话，都已办结。", "新闻热线：0000-0000000"] {
            assert!(!is_advertisement(&clean(text)), "{text}");
        }
    }
}
