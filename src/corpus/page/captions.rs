//! Recognises captions: what a picture shows, and who took it.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{is_han, pattern};

/// Maximum length of a caption, in characters.
const MAX_CAPTION_LENGTH: usize = 150;

/// The longest line that names a photographer, and the longest sentence above it that belongs to the picture, in characters.
const MAX_CREDIT_LENGTH: usize = 24;
const MAX_SENTENCE_LENGTH: usize = 80;

/// Whether a paragraph of an article is a caption.
pub(in crate::corpus) fn is_caption(paragraph: &str) -> bool {
    paragraph.chars().nth(MAX_CAPTION_LENGTH).is_none() && (shows_picture(paragraph) || signs_picture(paragraph))
}

/// Whether the first of some paragraphs says in one sentence what a picture shows and when it was taken, and the photographer stands
/// on the next line: “3月5日，游客在公园赏花。”, “新华社记者 何晓岚 摄”.
pub(super) fn is_credited(paragraphs: &[String]) -> bool {
    let [first, credit, ..] = paragraphs else { return false };
    let is_credit = credit.chars().nth(MAX_CREDIT_LENGTH).is_none() && signs_picture(credit.trim());
    let begins_with_day = || {
        let day = first.split_once('，').map_or("", |(day, _)| day);
        let is_day = day.ends_with('日') && day.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c));
        is_day || matches!(day, "近日" | "日前" | "连日来")
    };
    let is_sentence =
        first.chars().nth(MAX_SENTENCE_LENGTH).is_none() && first.trim().trim_end_matches('。').find('。').is_none();
    is_credit && is_sentence && begins_with_day()
}

/// Whether a text begins like the description of a picture: “图为……”, “上图：……”, “图①……”.
pub(super) fn shows_picture(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(
        (chars.next(), chars.next(), chars.next()),
        (Some('图'), Some('为' | '①'..='⑳'), _)
            | (Some('上' | '下' | '左' | '右' | '大' | '小'), Some('图'), Some('为' | '：' | ':'))
    )
}

/// Whether a text ends with the name of the photographer: “何晓岚摄”, “（陈一舟 摄）”, “受访者供图”. The verbs 拍摄 and 航摄 do
/// not count.
pub(super) fn signs_picture(text: &str) -> bool {
    let text = text.strip_suffix(['）', ')', '。']).unwrap_or(text);
    text.ends_with("供图")
        || text.strip_suffix('摄').is_some_and(|who| {
            let who = who.strip_suffix(char::is_whitespace).unwrap_or(who);
            who.ends_with(is_han) && !who.ends_with(['拍', '航'])
        })
}

/// Whether a line ends with a photographer beyond doubt, behind a role or a sentence: “新馆一角。 本报记者 何晓岚 摄”. The last
/// character alone may begin a word that continues on the next line: “零下五摄”, “氏度”.
pub(super) fn ends_with_photographer(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:记者|通讯员|新华社发?|。|[（(])\s*\p{Han}{1,4}(?:[\s、]\s*\p{Han}{1,4}){0,3}\s*(?:摄|供图)[）)]?$")
    });
    signs_picture(text) && FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_distinguished_from_text() {
        for text in
            ["图为村民在晾晒辣椒。", "兰河日报记者 何晓岚摄", "小朋友在公园放风筝。（陈一舟 摄）", "上图：新馆一角"]
        {
            assert!(is_caption(text), "{text}");
        }
        for text in ["剧组在老城区取景拍摄", "上图举办古籍展", "会议要求，一图读懂政策", ""]
        {
            assert!(!is_caption(text), "{text}");
        }
        assert!(!is_caption(&format!("图为{}", "会议".repeat(100))));
        for text in ["新馆一角。 本报记者 何晓岚 摄", "新馆一角。何晓岚 摄", "通讯员 方舟 供图"]
        {
            assert!(ends_with_photographer(text), "{text}");
        }
        for text in ["夜里最低气温零下五摄", "记者在现场看到，气温零下五摄", "剧组在老城区取景拍摄"]
        {
            assert!(!ends_with_photographer(text), "{text}");
        }
        let credited = |first: &str, credit: &str| is_credited(&[first.to_owned(), credit.to_owned()]);
        assert!(credited("5月4日，游客在云溪公园赏花踏青。", "新华社记者 何晓岚 摄"));
        assert!(!credited("5月4日，游客在云溪公园赏花踏青。", "园方说，花期还有十天。"));
        assert!(!credited("公园今年新种了三千株海棠。", "何晓岚摄"));
    }
}
