//! Sets page furniture apart from the articles: mastheads, page numbers, imprints, adverts.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::corpus::page::dateline;
use crate::corpus::page::lines::{Line, set_columns};

/// The kinds of text on a page that are neither headline nor text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// Paper, date and page: “兰河日报 2024年3月5日 星期二 第2版”.
    Masthead,
    /// The number of the page, perhaps with its section: “第3版 要闻”.
    PageNumber,
    /// Who edited and printed the page: “责任编辑：……”, “邮发代号……”.
    Imprint,
    /// What a picture shows and who took it.
    Caption,
    /// A line such as “广告”, or a notice of loss.
    Advert,
    /// Any other text outside the articles of a document.
    Other,
}

impl fmt::Display for FurnitureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FurnitureKind::Masthead => "masthead",
            FurnitureKind::PageNumber => "page_number",
            FurnitureKind::Imprint => "imprint",
            FurnitureKind::Caption => "caption",
            FurnitureKind::Advert => "advert",
            FurnitureKind::Other => "other",
        })
    }
}

/// A text that was set apart from the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// Its kind.
    pub kind: FurnitureKind,
    /// Its text.
    pub text: String,
}

impl Furniture {
    /// A text outside the articles of a document in which articles are marked up.
    pub(in crate::corpus) fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        Furniture { kind: kind_of(&text).unwrap_or(FurnitureKind::Other), text }
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("patterns of the program are tested")
}

/// Characters that imprints begin with.
const IMPRINT_BEGINS: &[char] = &['本', '责', '值', '编', '美', '版', '校', '审', '电', '邮', '热', '国', '总'];

/// The kind of furniture that a text is; `None` where it is none.
fn kind_of(text: &str) -> Option<FurnitureKind> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:",
            // “兰河日报 2024年3月5日 星期二 第2版”, “2 要闻 2025年4月27日 星期日”
            r"(?P<masthead>[^，。；]{0,30}(?:(?:19|20)\d{2}年\s*\d{1,2}月\s*\d{1,2}日",
            r"|[一二][〇零○Ｏ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)\s*",
            r"(?:(?:星期|周)[一二三四五六日天]|第\s*[A-Z]?[\d一二三四五六七八九十]+\s*[版期])[^，。；]{0,24})",
            r"|(?P<number>第?\s*[A-Z]?\d{1,3}\s*版.{0,10}|[A-Z]?\d{1,3}\s*版?)",
            r"|(?P<imprint>(?:本版)?(?:责任编辑|责编|值班编辑|编辑|美编|版式|校对|审读|值班主任|电话|邮箱|热线)\s*[:：/／].{0,60}",
            r"|(?:国内统一(?:连续出版物号|刊号)|邮发代号|总第).{0,60})",
            r"|(?P<advert>[（(]?(?:公益|分类|便民|商业)?\s*广\s*告[）)]?|(?:分类|便民)信息)",
            r")$"
        ))
    });
    // These quick checks spare nearly all lines the regular expression.
    let masthead = || text.contains('年') && text.contains(['星', '周', '第']);
    let number = || text.len() <= 48 && (text.contains('版') || text.is_ascii());
    let imprint = || text.starts_with(IMPRINT_BEGINS);
    let advert = || text.len() <= 30 && text.contains(['告', '息']);
    let found = (number() || imprint() || advert() || masthead()).then(|| FORM.captures(text)).flatten()?;
    let kinds = [
        ("masthead", FurnitureKind::Masthead),
        ("number", FurnitureKind::PageNumber),
        ("imprint", FurnitureKind::Imprint),
        ("advert", FurnitureKind::Advert),
    ];
    kinds.into_iter().find_map(|(name, kind)| found.name(name).map(|_| kind))
}

/// The kind of furniture that a line of a page is. Long lines and lines that end a sentence are never furniture.
fn kind_of_line(line: &Line) -> Option<FurnitureKind> {
    (line.width <= 60.0 && !line.ends_sentence()).then(|| kind_of(&line.text)).flatten()
}

/// Removes the furniture from a page's lines. A bare number is a page number only where no sentence runs across it.
pub(super) fn take_furniture(lines: &mut Vec<Line>) -> Vec<Furniture> {
    let is_number = |line: &Line| line.text.chars().all(|c| c.is_ascii_digit());
    let kinds: Vec<Option<FurnitureKind>> = lines.iter().map(kind_of_line).collect();
    let within_sentence =
        |i: usize| i > 0 && i + 1 < lines.len() && !lines[i - 1].ends_sentence() && kinds[i - 1].is_none();
    let mut taken = (0..lines.len())
        .map(|i| kinds[i].filter(|_| !(is_number(&lines[i]) && within_sentence(i))))
        .collect::<Vec<_>>()
        .into_iter();
    let mut furniture = Vec::new();
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        match taken.next().flatten() {
            Some(kind) => furniture.push(Furniture { kind, text: line.text }),
            None => kept.push(line),
        }
    }
    *lines = kept;
    set_columns(lines);
    furniture
}

/// Maximum length of a notice of loss, in characters.
const MAX_NOTICE_LENGTH: usize = 400;

/// Whether a whole article is a paid notice of loss: it ends by declaring the lost thing void and has neither dateline
/// nor reporter.
pub(super) fn is_notice(lines: &[Line]) -> bool {
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    let lost = text.contains("遗失") || text.contains("丢失");
    lost && text.trim_end_matches(['。', '！', '.']).ends_with("声明作废")
        && text.chars().nth(MAX_NOTICE_LENGTH).is_none()
        && !text.contains("记者")
        && lines.iter().all(|line| dateline::opening(&line.text).length == 0)
}

#[cfg(test)]
mod tests {
    use super::super::lines::clean;
    use super::*;

    #[test]
    fn furniture_is_distinguished_from_text() {
        let kind = |text: &str| kind_of_line(&clean(text)[0]);
        assert_eq!(kind("兰河日报 2024年3月5日 星期二 第2版"), Some(FurnitureKind::Masthead));
        assert_eq!(kind("兰河日报 二〇二四年三月五日 星期二"), Some(FurnitureKind::Masthead));
        assert_eq!(kind("责任编辑：何晓岚 美编：陈一舟"), Some(FurnitureKind::Imprint));
        assert_eq!(kind("第 3 版 要闻"), Some(FurnitureKind::PageNumber));
        assert_eq!(kind("公益广告"), Some(FurnitureKind::Advert));
        assert_eq!(kind("2024年3月5日，全市信访工作会议召开。"), None);
        assert_eq!(kind("3月5日，全市信访工作"), None);
        assert_eq!(kind("一九四九年十月一日第一面五星红旗在天安门广场高高飘扬的日子，那"), None);
        assert_eq!(kind("一九七八年十二月十八日第十一届三中全会"), None);
        assert_eq!(kind("推进政务公开，及时发布信息"), None);
    }

    #[test]
    fn notices_of_loss_are_not_articles() {
        assert!(is_notice(&clean("遗失声明\n兰河市何晓岚遗失身份证一张，声明作\n废。")));
        for text in [
            "市民遗失物品可到服务台登记招领。",
            "本报讯 6月18日，市民政局推出便民举措，居民遗失结婚证，不再需要登报声明作废。",
            "手机丢失后，应第一时间联系运营商办理挂失，防止被人冒用。",
        ] {
            assert!(!is_notice(&clean(text)), "{text}");
        }
    }
}
