//! Recognises paid notices (notices of loss, of auctions, of bids) and the index of an issue.
//!
//! Both are set apart from the articles only where heading and text show them, so that no article is taken for one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::numerals::below_hundred;
use crate::corpus::page::dateline;
use crate::corpus::page::lines::Line;
use crate::corpus::page_number::{page_in_line, page_number};
use crate::text::pattern;

/// Maximum number of paragraphs of a notice, and of its characters.
const MAX_NOTICE_PARAGRAPHS: usize = 12;
const MAX_NOTICE_LENGTH: usize = 600;
/// Maximum length of the line that a notice is signed with, in characters.
const MAX_SIGNATURE_LENGTH: usize = 24;

/// Whether a line is the heading of a paid notice: “遗失声明”, “兰河市产权交易中心拍卖公告”.
fn is_notice_heading(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[\p{Han}（）()]{0,16}(?:遗失|挂失|作废|拍卖|招标|招租|采购|竞买|竞价|变卖|注销|减资|增资|清算|解散|合并|分立|",
            r"债权转让|债权债务|催收|寻人|寻亲|认领|认尸|招领|迁坟|更名|转让|出租|招聘|送达|开庭|破产|公示催告)",
            r"[\p{Han}]{0,6}(?:声明|公告|启事|通知书|通告)$|^(?:声\s*明|启\s*事|公\s*告)$"
        ))
    });
    text.len() <= 90 && text.ends_with(['明', '告', '事', '书']) && FORM.is_match(text)
}

/// Whether a paragraph below such a heading is the text of a notice.
fn is_notice_text(text: &str) -> bool {
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
    ];
    MARKS.iter().any(|mark| text.contains(mark)) && dateline::opening(text).length == 0 && !text.contains("记者")
}

/// Whether a paragraph signs a notice: who gives it, or the day.
fn is_signature(text: &str) -> bool {
    text.chars().nth(MAX_SIGNATURE_LENGTH).is_none()
        && text.ends_with(['司', '局', '院', '会', '厂', '社', '所', '心', '校', '行', '日', '店', '处'])
        && !text.contains(['，', '。'])
}

/// The lines of a paid notice that begins at a line.
pub(super) fn notice_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    if !is_notice_heading(&lines[at].text) {
        return None;
    }
    let (mut end, mut length, mut shown) = (at + 1, 0, false);
    for _ in 0..MAX_NOTICE_PARAGRAPHS {
        let next = paragraph_end(lines, end);
        let text: String = lines[end..next].iter().map(|line| line.text.as_str()).collect();
        length += text.chars().count();
        let is_text = is_notice_text(&text);
        if text.is_empty() || length > MAX_NOTICE_LENGTH || !(is_text || shown && is_signature(&text)) {
            break;
        }
        shown |= is_text;
        end = next;
    }
    shown.then_some(at..end)
}

/// The end of the paragraph that begins at a line: a sentence ends there before a new line is indented or set apart, or
/// the line is short.
fn paragraph_end(lines: &[Line], at: usize) -> usize {
    let widest = lines[at.min(lines.len())..].iter().take(12).map(|line| line.width).fold(0.0, f32::max);
    let ends = |line: usize| {
        lines.get(line + 1).is_none_or(|next| {
            next.after_blank || next.indented || lines[line].ends_sentence() && lines[line].width < widest - 1.6
        })
    };
    (at..lines.len()).find(|&line| ends(line)).map_or(lines.len(), |line| line + 1)
}

/// Minimum number of entries of an index without a heading.
const MIN_ENTRIES: usize = 3;

/// The lines of an index that begins at a line: a heading such as “今日导读” with entries that each end with a page, or
/// three such entries.
pub(super) fn index_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[■●◆]?(?:今日|本期|本报|本版|版面|要闻|内容|新闻|重点|明日){0,3}(?:导读|导览|提要|看点|目录|索引|导航)[】\]]?[:：]?$",
        )
    });
    let text = &lines[at].text;
    let headed =
        text.len() <= 45 && text.contains(['读', '览', '要', '点', '录', '引', '航']) && HEADING.is_match(text);
    let first = if headed { at + 1 } else { at };
    let mut end = first;
    let is_entry = |text: &str| is_entry(text) || headed && is_marked_entry(text);
    while end < lines.len() && is_entry(&lines[end].text) {
        end += 1;
    }
    // An entry may fill two lines, of which the second names the page.
    let names_page = |text: &str| is_entry(text) || page_in_line(text).is_some_and(|page| !page.is_empty());
    while headed && end + 1 < lines.len() && !lines[end].ends_sentence() && names_page(&lines[end + 1].text) {
        end += 2;
        while end < lines.len() && is_entry(&lines[end].text) {
            end += 1;
        }
    }
    let entries = end - first;
    (entries >= if headed { 1 } else { MIN_ENTRIES }).then_some(at..end)
}

/// Whether a line below the heading of an index is an entry with marks: “▶2版 …”, “… >>02”.
fn is_marked_entry(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[▶►▷●◆■·•→*-]+\s*(?:第\s*)?[A-Z]?\d{1,2}\s*版\s*[:：]?\s*[^。]{4,40}$|^[^。]{4,60}?\s*(?:>{1,3}|》{2}|→|P|p)\s*[A-Z]?\d{1,2}\s*版?$",
            r"|^[▶►▷●◆■·•→*-]+\s*[^。]{4,60}?[（(]\s*(?:第\s*)?[A-Z]?\d{1,2}\s*版?\s*[）)]$"
        ))
    });
    at_most(text, 80) && FORM.is_match(text)
}

/// Whether a line is an entry of an index: a headline and the page it stands on.
fn is_entry(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[^。]{4,60}?[\s…·.．\-—>（(【\[]*(?:详见|见|刊|载)?\s*(?:第\s*)?(?:[A-Z]?\d{1,2}(?:[-—~至、]\d{1,2})?|[一二三四五六七八九十]{1,3}|[①-⑳])",
            r"\s*版[）)】\]]?$|^(?:第\s*)?[A-Z]?\d{1,2}\s*版\s*[:：]?\s*[^。，]{4,40}$"
        ))
    });
    text.len() <= 240
        && text.contains('版')
        && !text.contains(['年', '。'])
        && !["下转", "上接", "责编", "编辑"].iter().any(|word| text.contains(word))
        && FORM.is_match(text)
}

/// Whether a text begins with the mark that it continues one of another page: “（上接第一版）”.
pub(super) fn is_continuation(text: &str) -> bool {
    continued_from(text).is_some()
}

/// The number of the page that a text continues, by the mark at its beginning: “（上接第一版）” continues page 1.
pub(in crate::corpus) fn continued_from(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[（(【\[]?\s*(?:紧)?上接\s*(?:今日|本报)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版[）)】\]：:]?",
        )
    });
    text.contains("上接").then(|| FORM.captures(text)).flatten().map(|found| marked_page(&found[1]))
}

/// Whether a text ends with the mark that it is continued on another page: “（下转第二版）”.
pub(super) fn is_continued(text: &str) -> bool {
    continued_on(text).is_some()
}

/// The number of the page on which a text is continued, by the mark at its end: “（下转第二版）” is continued on page 2.
pub(in crate::corpus) fn continued_on(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[（(【\[]?\s*(?:紧)?下转\s*(?:今日)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版[）)】\]]?\s*$",
        )
    });
    text.contains("下转").then(|| FORM.captures(text)).flatten().map(|found| marked_page(&found[1]))
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
            ("寻亲启事\n　　女婴，2024年3月5日在兰河市人民医院门口捡拾，请其亲属认领。\n兰河市儿童福利院\n", 3),
        ] {
            let page = format!("{text}\n河畔新增三处便民公园\n　　近日，市园林局新建的三处公园向市民开放。\n");
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
    fn an_index_names_pages() {
        for (text, count) in [
            ("今日导读\n慢病长处方可开十二周　2版\n零工市场搬进社区　3版\n", 3),
            ("【本期看点】\n河畔新增三处便民公园（第4版）\n早市搬进新大棚 详见A05版\n", 3),
            ("河畔新增公园　2版\n早市搬进新大棚　3版\n春管正忙　5版\n", 3),
            ("导读\n第2版 河畔新增三处便民公园\n", 2),
        ] {
            let page = format!("{text}\n四十所公办园秋季开门\n　　市教育局介绍，公办园陆续开园。\n");
            assert_eq!(index_at(&clean(&page), 0), Some(0..count), "{text}");
        }
        for text in ["导读\n市教育局介绍，公办园陆续开园。\n", "河畔新增公园　2版\n早市搬进新大棚\n"]
        {
            assert_eq!(index_at(&clean(text), 0), None, "{text}");
        }
    }

    #[test]
    fn marks_of_continuation() {
        assert!(is_continuation("（上接第一版）幼儿园建成后") && is_continuation("(上接A1版)"));
        assert!(is_continued("托位增加。（下转第二版）") && is_continued("……》下转第4版"));
        assert!(!is_continuation("上接天光，下接地气") && !is_continued("（下转第二版）此后"));
    }
}
