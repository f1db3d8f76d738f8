//! Recognises captions: what a picture shows, and who took it.

use crate::text::is_han;

/// Maximum length of a caption, in characters.
const MAX_CAPTION_LENGTH: usize = 150;

/// Whether a paragraph of an article is a caption.
pub(in crate::corpus) fn is_caption(paragraph: &str) -> bool {
    paragraph.chars().nth(MAX_CAPTION_LENGTH).is_none() && (shows_picture(paragraph) || signs_picture(paragraph))
}

/// Whether a text begins as the description of a picture does: “图为……”, “上图：……”, “图①……”.
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
    }
}
