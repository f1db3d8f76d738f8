//! Recognises what stands by itself between the articles of a page and belongs to none of them: captions of pictures without an
//! article, and lines about the pictures, the editors and the publisher of the page.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::page::captions::{shows_picture, signs_picture};
use crate::corpus::page::lines::Line;
use crate::corpus::publication::masthead;
use crate::text::pattern;

/// Maximum number of lines of a loose caption, and of its characters.
const MAX_LINES: usize = 6;
const MAX_CAPTION: usize = 150;
/// Maximum number of characters of a line that only names the photographer.
const MAX_CREDIT: usize = 24;
/// Maximum number of lines that tell what a picture shows, above the photographer.
const MAX_DESCRIPTION: usize = 3;
/// Maximum number of characters of a line about the page.
const MAX_NOTE: usize = 60;
/// The widest headline that may stand below a loose caption, in Han characters.
const MAX_HEADLINE_WIDTH: f32 = 40.0;

/// The lines of a caption that begins at a line, has blank lines around it and stands above the headline of another article.
/// Below a headline it is the text of a picture story.
pub(super) fn loose_caption_at(lines: &[Line], at: usize, is_below_furniture: bool) -> Option<Range<usize>> {
    let ends_article = || at == 0 || lines[at - 1].ends_sentence();
    if at > 0 && !lines[at].after_blank || !(is_below_furniture || ends_article()) {
        return None;
    }
    // A quick check spares nearly all lines the rest.
    let text = &lines[at].text;
    let signs = |line: &Line| at_most(&line.text, MAX_CREDIT) && signs_picture(&line.text);
    let is_above_credit =
        || lines[at + 1..].iter().take(MAX_DESCRIPTION).take_while(|line| !line.after_blank).any(signs);
    if !(shows_picture(text) || signs(&lines[at]) || is_above_credit()) {
        return None;
    }
    let below = lines[at + 1..].iter();
    let end = at + 1 + below.take_while(|line| !line.after_blank).count();
    // A headline has its text below it, set apart or indented; the next paragraph of an article is a sentence.
    let is_headline = lines.get(end).is_some_and(|line| {
        !line.indented && !line.ends_with_full_stop() && line.width <= MAX_HEADLINE_WIDTH && !signs_picture(&line.text)
    }) && lines.get(end + 1).is_some_and(|line| line.indented || line.after_blank);
    let block = lines.get(at..end).filter(|block| block.len() <= MAX_LINES)?;
    let length: usize = block.iter().map(|line| line.text.chars().count()).sum();
    // The photographer alone is named below a sentence that tells what the picture shows.
    let is_caption =
        shows_picture(text) || is_below_furniture && block.len() == 1 && is_credit(text) || is_described(block);
    let is_signed = block.last().is_some_and(|line| signs_picture(&line.text));
    (is_headline && length <= MAX_CAPTION && is_caption && is_signed).then_some(at..end)
}

/// Whether a block at the margin is a sentence or two and the photographer below them: what a picture shows, though it does not say so.
fn is_described(block: &[Line]) -> bool {
    let [description @ .., credit] = block else { return false };
    (1..=MAX_DESCRIPTION).contains(&description.len())
        && description.iter().all(|line| !line.indented)
        && description.last().is_some_and(Line::ends_with_full_stop)
        && is_credit(&credit.text)
}

/// Whether a line names the photographer and nothing else: “新华社发（何晓岚 摄）”, “本报记者 何晓岚 摄”.
fn is_credit(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:新华社|中新社|本报|本刊|人民视觉)?(?:发|记者|通讯员|特约记者)?|资料图片|图片)\s*[（(]?\s*(?:(?:本报)?(?:记者|通讯员)\s*)?\p{Han}\s?\p{Han}{1,2}\s*/?\s*摄[）)]?$",
        )
    });
    FORM.is_match(text)
}

/// A line above a headline that tells only that a comment follows: “本报评论员文章”. Below a headline it names the writer.
pub(super) fn label_of_comment_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    const LABELS: [&str; 4] = ["评论员文章", "本报评论员文章", "特约评论员文章", "本报特约评论员文章"];
    let is_apart = || at == 0 || lines[at].after_blank || lines[at - 1].ends_sentence();
    if !(LABELS.contains(&lines[at].text.as_str()) && is_apart()) {
        return None;
    }
    let is_headline = |line: &Line| !line.indented && !line.ends_with_full_stop() && line.width <= MAX_HEADLINE_WIDTH;
    lines.get(at + 1).is_some_and(is_headline).then_some(at..at + 1)
}

/// Whether a line is about the page: who took its pictures, who edits it, who publishes the paper.
pub(super) fn is_page_note(text: &str) -> bool {
    static PICTURES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[（(]?(?:本版|本组|本期)(?:图片|照片|摄影|图文|文图|稿件|配图)(?:除署名外)?[,，]?\s*(?:均由|均为|皆由|皆为|由|均|[:：/])\s*[^。]{2,24}?",
            r"(?:摄影?|提供|供图|采写|报道|资料图片?)?[）)]?$"
        ))
    });
    static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[□■○●◇◆△▲◎]\s*(?:(?:本版|值班|责任|执行|首席|美术|图片|版面)?(?:编辑|责编|主编|美编|校对|统筹|设计)|版式|组版|视觉|审读|检校)",
            r"\s*[:：/]?\s*\p{Han}\s?\p{Han}{1,2}\s*){2,6}$"
        ))
    });
    if !at_most(text, MAX_NOTE) {
        return false;
    }
    let may_tell_pictures = text.starts_with(['本', '（', '(']) && text.contains('本');
    let may_name_editors = text.starts_with(['□', '■', '○', '●', '◇', '◆', '△', '▲', '◎']);
    may_tell_pictures && PICTURES.is_match(text)
        || may_name_editors && EDITORS.is_match(text)
        || masthead::is_publisher(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    #[test]
    fn captions_by_themselves_belong_to_no_article() {
        let article = "河畔新增三处便民公园\n\n　　近日，市园林局新建的三处公园向市民开放。\n";
        for (caption, count) in [
            ("图为志愿者在敬老院打扫卫生。 本报记者 何晓岚 摄", 1),
            ("上图：孩子们在做游戏。\n下图：老师在布置教室。\n本报记者 柏 青 摄", 3),
            ("新华社发（何晓岚 摄）", 1),
            ("游客在新公园散步。\n本报记者 何晓岚 摄", 2),
        ] {
            let lines = clean(&format!("{caption}\n\n{article}"));
            assert_eq!(loose_caption_at(&lines, 0, true), Some(0..count), "{caption}");
            // Without a headline below, it belongs to the article around it.
            let lines = clean(&format!("{caption}\n\n　　市民王女士说，公园走几步就到。\n"));
            assert_eq!(loose_caption_at(&lines, 0, true), None, "{caption}");
        }
        let below = |above: &str| clean(&format!("{above}\n\n图为新公园一角。何晓岚 摄\n\n{article}"));
        assert_eq!(loose_caption_at(&below("公园向市民开放。"), 1, false), Some(1..2));
        assert_eq!(loose_caption_at(&below("新公园开门迎客"), 1, false), None);
        let credited = clean(&format!("游客在公园赏花。\n\n新华社记者 何晓岚 摄\n\n{article}"));
        assert_eq!(loose_caption_at(&credited, 1, false), None);
        // At the end of a text it is the last paragraph that is signed.
        let signed = clean(&format!("　　游客在新公园散步。\n　　本报记者 何晓岚 摄\n\n{article}"));
        assert_eq!(loose_caption_at(&signed, 0, true), None);
        for text in ["图为媒，村里人爱上了拍照", "上图举办古籍展", "学会拍摄"] {
            assert_eq!(loose_caption_at(&clean(&format!("{text}\n\n{article}")), 0, true), None, "{text}");
        }
    }

    #[test]
    fn the_label_of_a_comment_stands_above_its_headline() {
        let label = |page: &str, at: usize| label_of_comment_at(&clean(page), at);
        let comment = "评论员文章\n让老街更亮\n　　街灯换新之后，夜里走路亮堂多了。\n";
        assert_eq!(label(comment, 0), Some(0..1));
        assert_eq!(label(&format!("　　公园昨日开放。\n{comment}"), 1), Some(1..2));
        // Below the headline.
        assert_eq!(label("让老街更亮\n本报评论员文章\n　　街灯换新之后，夜里走路亮堂多了。\n", 1), None);
    }

    #[test]
    fn notes_about_the_page_are_no_headlines() {
        for text in [
            "（本版图片均由记者 何晓岚 摄）",
            "本版图片由市档案馆提供",
            "□ 本版编辑 何晓岚 □ 版式 方小舟",
            "中共兰河市委主管主办 兰河日报社出版 今日8版",
        ] {
            assert!(is_page_note(text), "{text}");
        }
        for text in [
            "本版图片里的老街",
            "2024年3月5日 3版 兰河日报社主办",
            "● 设计未来城",
            "市文旅局主办的书展开幕",
            "兰河日报社主办读书节",
            "本期稿件选登",
        ] {
            assert!(!is_page_note(text), "{text}");
        }
    }
}
