//! The title of an office's document where its page shows it only as the first lines of the text: “兰河市人民政府”, “关于表彰先进单位的决定”.

use std::sync::LazyLock;

use regex::Regex;

use super::headline_place::MAX_LENGTH;
use super::page_title::is_office;
use crate::corpus::read::web_page::lines::Line;
use crate::text::pattern;

/// The title stands within this many lines from the beginning of the text, or so many above the first sentence.
const MAX_LINES: usize = 3;
const MAX_ABOVE: usize = 6;

/// At most this many offices issue a document.
const MAX_OFFICES: usize = 3;

/// The title with which a text opens, the office above it included, and the last of its lines.
pub(in crate::corpus::read::web_page) fn opening(lines: &[Line], body_start: usize) -> Option<(usize, String)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:\p{Han}{2,20}(?:政府|委员会|办公室|[局厅部委办院会]))?\s*关于\S.{2,80}的\s*",
            r"(?:通知|决定|意见|公告|通告|通报|批复|报告|请示|办法|规定|命令|复函|函|公示|决议)(?:[（(][^）)]{1,12}[）)])?$"
        ))
    });
    let end = (body_start + MAX_LINES).min(lines.len());
    let is_title = |at: &usize| {
        let line = &lines[*at];
        let is_plain = line.linked == 0 && !line.furniture && line.letters <= MAX_LENGTH;
        is_plain && FORM.is_match(line.text.trim())
    };
    let at = (body_start.saturating_sub(MAX_ABOVE).min(end)..end).find(is_title)?;
    let above = lines[..at].iter().rev().take(MAX_OFFICES);
    let first = at - above.take_while(|line| is_office(&line.text) && line.linked == 0).count();
    // What stands above the title is no text.
    if body_start < first {
        return None;
    }
    // The title may name the office itself.
    let first = if lines[at].text.trim().starts_with("关于") { first } else { at };
    Some((at, lines[first..=at].iter().map(|line| line.text.trim()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::web_page::text::letters;

    #[test]
    fn a_document_opens_with_the_office_and_what_it_is_about() {
        let title = |texts: &[&str]| {
            let line = |text: &&str| Line { text: (*text).into(), letters: letters(text), ..Line::default() };
            let lines: Vec<Line> = texts.iter().map(line).collect();
            opening(&lines, 1).map(|(_, title)| title)
        };
        let whole = Some("兰河市人民政府关于表彰先进单位的决定".to_owned());
        let (office, about, to) = ("兰河市人民政府", "关于表彰先进单位的决定", "各县（市、区）人民政府：");
        assert_eq!(title(&["公报", office, about, "兰政发〔2024〕9号", to]), whole);
        assert_eq!(title(&["公报", "兰河市人民政府关于表彰先进单位的决定", to]), whole);
        assert_eq!(title(&[office, about, "第9号"]), whole);
        assert_eq!(title(&["公报", "昨日，市政府开会。", about]), None);
        assert_eq!(title(&["公报", "会议宣读了关于表彰先进单位的决定，与会者热烈鼓掌。"]), None);
    }
}
