//! Recognises notices (of loss, of auctions, of bids, of deaths and power cuts) and the marks of articles that go on on another page.
//!
//! Notices are set apart from the articles only where heading and text show them, so that no article is taken for one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::numerals::below_hundred;
use crate::corpus::page::dateline;
use crate::corpus::page::lines::Line;
use crate::corpus::page_number::page_number;
use crate::text::pattern;

/// Maximum number of paragraphs of a notice, and of its characters.
const MAX_NOTICE_PARAGRAPHS: usize = 12;
const MAX_NOTICE_LENGTH: usize = 600;
/// Maximum length of the line that a notice is signed with, in characters.
const MAX_SIGNATURE_LENGTH: usize = 24;
/// Signs that set short notices below one another apart.
const BULLETS: [char; 6] = ['●', '■', '◆', '▲', '★', '•'];

/// Words in the heading of a notice, and words of which its text then holds one.
const WORDS_BY_HEADING: &[(&str, &[&str])] = &[
    ("债务催收", &["借款人", "债务人", "担保人"]),
    ("寻人", &["走失", "出走", "酬谢", "重谢"]),
    ("招聘启事", &["应聘", "公开招聘", "现招聘"]),
    ("讣告", &["逝世", "病逝", "辞世", "去世"]),
    ("更正", &["特此更正", "应为", "有误", "误为"]),
    ("勘误", &["特此更正", "应为", "有误", "误为"]),
    ("停电", &["用户", "谅解", "停电范围", "停电区域"]),
    ("停水", &["用户", "谅解", "停水范围", "停水区域"]),
    ("停气", &["用户", "谅解", "停气范围", "停气区域"]),
    ("环境影响", &["公众", "征求意见稿"]),
    ("天气", &["气温", "℃"]),
];

/// Whether a line is the heading of a notice: “遗失声明”, “兰河市产权交易中心拍卖公告”, “停电通知”. What a government orders is
/// news, whatever it is about: “关于规范房屋出租管理的通告”.
fn is_notice_heading(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[\p{Han}（）()]{0,16}(?:遗失|挂失|作废|拍卖|招标|招租|采购|竞买|竞价|变卖|注销|减资|增资|清算|解散|合并|分立|",
            r"债权转让|债权债务|催收|寻人|寻亲|认领|认尸|招领|迁坟|更名|转让|出租|招聘|送达|开庭|破产|公示催告)",
            r"[\p{Han}]{0,6}(?:声明|公告|启事|通知书|通告)$|^(?:声\s*明|启\s*事|公\s*告|声明作废|讣\s*告)$",
            r"|^(?:更\s*正|勘\s*误)(?:启事|说明|声明)?$|^(?:今日|明日|今明两天|市区)天气(?:预报)?$|^天气预报$",
            // A verb before the word would be that of a report: “供电公司发布停电公告”.
            r"|^(?:\p{Han}{2,14}(?:公司|局|厂|站|所))?(?:关于)?(?:计划|临时|检修|近期|本周|下周|今日|明日){0,2}停[电水气](?:检修|信息)?的?(?:通知|公告|通告|预告|公示)$",
            r"|^\p{Han}{0,16}环境影响(?:评价|报告书|报告表)?(?:公众参与|征求意见稿|第?[一二三]次|信息){0,3}(?:公示|公告)$"
        ))
    });
    const ENDS: [char; 11] = ['明', '告', '事', '书', '废', '正', '误', '知', '示', '报', '气'];
    const ORDERS: [&str; 10] = ["规范", "加强", "进一步", "禁止", "严禁", "整治", "严厉", "依法", "实施", "调整"];
    let orders = |(_, what): (&str, &str)| ORDERS.iter().any(|verb| what.starts_with(verb));
    text.len() <= 90 && text.ends_with(ENDS) && FORM.is_match(text) && !text.split_once("关于").is_some_and(orders)
}

/// Whether a paragraph below such a heading is the text of a notice.
fn is_notice_text(heading: &str, text: &str) -> bool {
    const MARKS: &[&str] = &[
        "声明作废",
        "遗失",
        "挂失",
        "作废",
        "特此公告",
        "特此声明",
        "特此通告",
        "特此启事",
        "竞买",
        "受委托",
        "拍卖标的",
        "公开拍卖",
        "保证金",
        "联系电话",
        "咨询电话",
        "报名时间",
        "投标",
        "债权人",
        "清算组",
        "申报债权",
        "统一社会信用代码",
        "注册资本",
        "本公告",
        "联系人：",
        "联系地址",
        "与家人失散",
        "认领",
        "本院受理",
        "公告送达",
    ];
    // Letters may be set apart in short headings: “讣　告”.
    let heading: String = heading.split_whitespace().collect();
    let named = WORDS_BY_HEADING.iter().filter(|(name, _)| heading.contains(*name)).flat_map(|(_, words)| words.iter());
    // Only who looks for reporters names them in a notice.
    let names_reporter = text.contains("记者") && !heading.contains("招聘");
    MARKS.iter().chain(named).any(|mark| text.contains(mark)) && dateline::opening(text).length == 0 && !names_reporter
}

/// Whether a paragraph signs a notice: who gives it, or the day.
fn is_signature(text: &str) -> bool {
    text.chars().nth(MAX_SIGNATURE_LENGTH).is_none()
        && text.ends_with(['司', '局', '院', '会', '厂', '社', '所', '心', '校', '行', '日', '店', '处'])
        && !text.contains(['，', '。'])
}

/// Whether a line below what may be a signature is the text of an article, of which that is then the headline: “全市召开信访工作会”.
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
    if !is_notice_heading(heading) {
        return losses_at(lines, at);
    }
    let (mut end, mut length, mut shown) = (at + 1, 0, false);
    for _ in 0..MAX_NOTICE_PARAGRAPHS {
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
        if text.is_empty() || length > MAX_NOTICE_LENGTH || !(is_text || goes_on || signs()) {
            break;
        }
        shown |= is_text;
        end = next;
    }
    shown.then_some(at..end)
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

/// Whether every sentence of a paragraph declares something lost void. A report tells why or how one does so.
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

/// The end of the paragraph that begins at a line: a sentence or a signature behind one ends there before a new line is indented or
/// set apart, or the line is short.
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

/// Whether a text begins with the mark that it continues one of another page: “（上接第一版）”.
pub(super) fn is_continuation(text: &str) -> bool {
    continued_from(text).is_some()
}

/// The number of the page that a text continues, by the mark at its beginning: “（上接第一版）” continues page 1. Without 上 the
/// mark stands in brackets: “（紧接第一版）”.
pub(in crate::corpus) fn continued_from(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[^\p{Han}]*紧?上接\s*(?:今日|本报)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版",
            r"|[（(【\[]\s*紧?接\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?\s*[）)】\]《])"
        ))
    });
    const SIGNS: [char; 16] =
        ['（', '(', '【', '[', '■', '●', '◆', '▲', '▶', '►', '◀', '◄', '<', '《', ' ', '\u{3000}'];
    let found =
        text.trim_start_matches(SIGNS).starts_with(['上', '紧', '接']).then(|| FORM.captures(text)).flatten()?;
    found.get(1).or(found.get(2)).map(|page| marked_page(page.as_str()))
}

/// Whether a text ends with the mark that it is continued on another page: “（下转第二版）”.
pub(super) fn is_continued(text: &str) -> bool {
    continued_on(text).is_some()
}

/// The number of the page on which a text is continued, by the mark at its end: “（下转第二版）” is continued on page 2.
pub(in crate::corpus) fn continued_on(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:紧?下转\s*(?:今日)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?\s*[）)】\]]?",
            r"|[（(【\[]\s*紧?转\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?\s*[）)】\]])\s*$"
        ))
    });
    let found = (text.contains('转') && text.contains('版')).then(|| FORM.captures(text)).flatten()?;
    found.get(1).or(found.get(2)).map(|page| marked_page(page.as_str()))
}

/// The number of a page as a mark writes it, in digits: 十二 is 12, A02 stays.
fn marked_page(text: &str) -> String {
    below_hundred(text).map_or_else(|| page_number(text), |number| number.to_string())
}

/// A notice of loss is named within this many characters from its beginning.
const MAX_NAME_OFFSET: usize = 40;
/// An advertisement has at most this many characters, and at least this many words of offers.
const MAX_ADVERTISEMENT: usize = 120;
const MIN_OFFERS: usize = 2;

/// Whether a whole article is a notice of loss without a heading: it names the loss at once, ends by declaring the lost
/// thing void, and has neither dateline nor reporter.
pub(super) fn is_notice_of_loss(lines: &[Line]) -> bool {
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    let begin: String = text.chars().take(MAX_NAME_OFFSET).collect();
    (begin.contains("遗失") || begin.contains("丢失"))
        && text.trim_end_matches(['。', '！', '.']).ends_with("声明作废")
        && text.chars().nth(MAX_NOTICE_LENGTH).is_none()
        && !text.contains("记者")
        && lines.iter().filter(|line| !line.continues).all(|line| dateline::opening(&line.text).length == 0)
}

/// Whether a whole piece of a page is an advertisement: it holds no sentence, and tells the price, the telephone or the offer.
pub(super) fn is_advertisement(lines: &[Line]) -> bool {
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
    use super::super::lines::clean;
    use super::*;

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
            ("更正\n　　本报3月4日2版《新茶上市》一文中，“三百亩”应为“三千亩”。\n", 2),
            ("寻人启事\n　　孙某，78岁，3月3日在东湖公园走失。\n", 2),
            ("招聘启事\n　　本社现招聘记者三名，报名请发邮件。\n", 2),
            ("声明作废\n　　王某遗失资格证书，声明作废。\n", 2),
            ("今日天气\n　　多云转阴，最高气温22℃，最低气温11℃。\n", 2),
            ("●张某遗失身份证，声明作废。\n●李某遗失驾驶证，声明作废。\n", 2),
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

    #[test]
    fn marks_of_continuation() {
        assert!(is_continuation("（上接第一版）幼儿园建成后") && is_continuation("(上接A1版)"));
        assert!(is_continued("托位增加。（下转第二版）") && is_continued("……》下转第4版"));
        assert!(!is_continuation("上接天光，下接地气") && !is_continued("（下转第二版）此后"));
        for text in
            ["（紧接第一版）园子", "（接1版）园子", "■上接01版 园子", "◀◀上接第一版 园子", "（上接第一版①）园子"]
        {
            assert_eq!(continued_from(text).as_deref(), Some("1"), "{text}");
        }
        for text in ["园子（紧转第四版）", "园子（转4版）", "园子，▶▶下转第四版", "园子（下转第四版①）"]
        {
            assert_eq!(continued_on(text).as_deref(), Some("4"), "{text}");
        }
        assert_eq!((continued_from("接一版样书要等三天"), continued_on("老版画转第四版")), (None, None));
    }
}
