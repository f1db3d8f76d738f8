//! Recognises what papers print beside their articles to win readers and to fill a page: advertisements below a heading, slogans
//! with the name of an office, invitations to subscribe or to read on by telephone.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::page::dateline;
use crate::corpus::page::furniture::notices::{declares_loss, is_advertisement, paragraph_end};
use crate::corpus::page::lines::Line;
use crate::text::pattern;

/// Maximum number of characters of one of several advertisements below a heading.
const MAX_ADVERTISEMENT: usize = 120;
/// A number of at least this many digits is that of a telephone.
const MIN_TELEPHONE: usize = 7;
/// A slogan takes at most this many lines, including the name of the office, and each is at most this wide.
const MAX_SLOGAN_LINES: usize = 4;
const MAX_SLOGAN_WIDTH: f32 = 24.0;
/// Maximum number of lines of one advertisement below its label.
const MAX_ADVERTISEMENT_LINES: usize = 6;

/// The lines of advertisements or of a slogan that begin at a line.
pub(super) fn advertisements_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    classified_at(lines, at).or_else(|| labelled_at(lines, at)).or_else(|| slogan_at(lines, at))
}

/// The lines of small advertisements below their heading: each is short and gives a telephone number, or declares a loss.
fn classified_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    const HEADINGS: [&str; 5] = ["分类广告", "分类信息", "便民信息", "便民广告", "广告信息"];
    if !HEADINGS.contains(&lines[at].text.as_str()) {
        return None;
    }
    let mut end = at + 1;
    loop {
        let next = paragraph_end(lines, end);
        let text: String = lines[end..next].iter().map(|line| line.text.as_str()).collect();
        if !(gives_telephone(&text) || declares_loss(&text)) {
            return (end > at + 1).then_some(at..end);
        }
        end = next;
    }
}

/// The lines of one advertisement below its label, down to the next blank line: “广告”, “湖景花园 盛大开盘”, “热线：0000-0000000”.
fn labelled_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    const LABELS: [&str; 3] = ["广告", "广 告", "商业广告"];
    if !LABELS.contains(&lines[at].text.as_str()) {
        return None;
    }
    let below = lines[at + 1..].iter().enumerate();
    let length = below.take_while(|(line, below)| *line == 0 || !below.after_blank).count();
    let block = lines.get(at + 1..=at + length).filter(|block| (1..=MAX_ADVERTISEMENT_LINES).contains(&block.len()))?;
    let text: String = block.iter().map(|line| line.text.as_str()).collect();
    let has_sentence = block.iter().any(Line::ends_with_full_stop);
    (!has_sentence && (is_advertisement(block) || gives_telephone(&text))).then_some(at..at + 1 + length)
}

fn gives_telephone(text: &str) -> bool {
    let has_number =
        || text.split(|c: char| !c.is_ascii_digit() && c != '-').any(|number| number.len() >= MIN_TELEPHONE);
    at_most(text, MAX_ADVERTISEMENT) && has_number() && !text.contains("记者") && dateline::opening(text).length == 0
}

/// The lines of a slogan down to the office that gives it: “讲文明 树新风”, “兰河市文明办 宣”.
fn slogan_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    if at > 0 && !lines[at].after_blank && !lines[at - 1].ends_sentence() {
        return None;
    }
    let below = lines[at..].iter().take(MAX_SLOGAN_LINES);
    let last = below
        .take_while(|line| line.width <= MAX_SLOGAN_WIDTH && !line.ends_sentence())
        .position(|line| names_giver(&line.text))?;
    Some(at..at + last + 1)
}

/// Whether a line names the office that gives a slogan: “兰河市文明办 宣”.
fn names_giver(text: &str) -> bool {
    const ENDS: [char; 9] = ['办', '委', '局', '部', '社', '会', '心', '府', '司'];
    let office = text.strip_suffix('宣').filter(|office| office.ends_with(char::is_whitespace));
    office.is_some_and(|office| office.trim_end().ends_with(ENDS))
}

/// Whether a line invites to subscribe or to read on by telephone, or names the paper's lawyer.
pub(super) fn is_invitation(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:请|欢迎|敬请)?(?:扫(?:描|一扫)?(?:[上下左右]方|[左右]侧|此|文中|本报)?(?:二维码|码)|扫一扫)[\s，,|]*(?:即可|敬请|欢迎)?",
            r"(?:关注|下载|观看|看|收看|收听|阅读|了解|进入|加入|查看)[^。]{0,24}(?:公众号|微信|微博|客户端|视频号?|抖音号?|更多|详情|内容|APP|App)",
            r"|更多[^。]{0,12}请?扫(?:描|一扫)?[\p{Han}]{0,4}(?:二维码|码)",
            r"|(?:欢迎|敬请)(?:订阅|征订)[^。，]{0,12}《[^》]{2,16}》[^。]{0,30}",
            r"|(?:本[报刊社])?(?:常年|特邀)?法律顾问\s*[:：][^。]{2,60})$"
        ))
    });
    const SIGNS: [char; 6] = ['●', '■', '◆', '▲', '★', ' '];
    let text = text.trim_start_matches(SIGNS);
    let begins = text.starts_with(['扫', '请', '欢', '敬', '更', '法', '常', '特'])
        || ["本报", "本刊", "本社"].iter().any(|own| text.starts_with(own));
    begins && at_most(text, 80) && FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    #[test]
    fn advertisements_and_slogans_end_above_the_next_headline() {
        for (text, count) in [
            ("分类广告\n　　旺铺转让：奶茶店低价转让，电话13900000000。\n　　何某遗失驾驶证，声明作废。\n", 3),
            ("便民信息\n家电维修 0931-0000000\n", 2),
            ("公益广告\n讲文明 树新风\n兰河市文明办 宣\n", 3),
            ("节约用水　兰河市水务局 宣\n", 1),
            ("广告\n　　湖景花园 盛大开盘\n　　均价8888元/㎡ 热线：0000-0000000\n", 3),
        ] {
            let page = format!("{text}\n河畔新增三处便民公园\n　　近日，市园林局新建的三处公园向市民开放。\n");
            assert_eq!(advertisements_at(&clean(&page), 0), Some(0..count), "{text}");
        }
        for text in [
            "便民信息\n　　市图书馆周一闭馆。\n",
            "广告\n零工市场搬进社区\n　　求职者可拨打0000-0000000咨询。\n",
            "广告\n\n零工市场搬进社区\n\n　　求职者可以登记。\n",
            "便民信息\n　　本报讯（记者 何晓岚）市民可拨打0931-0000000预约。\n",
            "河畔新增三处便民公园\n　　近日，公园向市民开放。\n　　兰河市文明办 宣\n",
            "新闻发布会\n记者从市委宣\n传部获悉，公园开放。\n",
        ] {
            assert_eq!(advertisements_at(&clean(text), 0), None, "{text}");
        }
    }

    #[test]
    fn invitations_are_no_headlines() {
        for text in [
            "扫描二维码 关注兰河日报微信公众号",
            "扫码看视频",
            "扫一扫 看视频",
            "法律顾问：兰河某某律师事务所 周律师",
            "更多精彩内容请扫二维码",
            "欢迎订阅2026年《兰河日报》",
            "●本报法律顾问：兰河某某律师事务所 周律师",
        ] {
            assert!(is_invitation(text), "{text}");
        }
        for text in [
            "扫码看病 少跑一趟",
            "扫一扫 看老街变迁",
            "法律顾问进村记",
            "扫描二维码就能评服务",
            "欢迎来兰河看油菜花",
            "更多老街扫去了积尘",
            "本报法律顾问团进社区",
            "请扫码骑行 有序停放",
        ] {
            assert!(!is_invitation(text), "{text}");
        }
    }
}
