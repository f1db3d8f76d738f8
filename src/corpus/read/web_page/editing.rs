//! The links by which readers of an encyclopedia edit its sections, which stand in or behind the headings of these.

use super::lines::heading_level;
use super::outline::Outline;

/// Such a link has at most this many nodes, and so many may stand between it and its heading.
const MAX_NODES: usize = 12;
const MAX_BETWEEN: usize = 3;
/// One link alone may be a word of the heading.
const MIN_LINKS: usize = 2;

/// Hides the links, as if the page did not show them.
pub(super) fn silence(outline: &mut Outline<'_>) {
    let links = links(outline);
    if links.len() >= MIN_LINKS {
        links.into_iter().for_each(|at| outline.silence(at..outline.nodes[at].end));
    }
}

/// The elements that hold such a link and nothing else, the outermost of each.
fn links(outline: &Outline<'_>) -> Vec<usize> {
    let mut heading: Option<usize> = None;
    let mut found: Vec<usize> = Vec::new();
    for (at, element) in outline.elements() {
        if heading_level(element.name()) > 0 {
            heading = Some(at);
            continue;
        }
        let Some(heading) = heading else { continue };
        let (start, end) = (outline.nodes[heading].end, outline.nodes[at].end);
        let is_inside = at < start;
        let is_near = is_inside || at - start <= MAX_BETWEEN && outline.raw_text(start, at).trim().is_empty();
        let is_new = found.last().is_none_or(|&before| outline.nodes[before].end <= at);
        if is_near && is_new && end - at <= MAX_NODES && is_label(&outline.label(at)) {
            found.push(at);
        }
    }
    found
}

/// Whether a text is the label of such a link, or of two with a bar between them: “[编辑 | 编辑源代码]”.
fn is_label(text: &str) -> bool {
    const LABELS: [&str; 8] = ["编辑", "編輯", "编辑本段", "编辑源代码", "編輯原始碼", "编辑章节", "播报", "播報"];
    let inner = text.trim().trim_matches(['[', ']', '［', '］', '【', '】', ' ']);
    !inner.is_empty() && inner.split(['|', '｜', ' ']).all(|part| part.is_empty() || LABELS.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    #[test]
    fn entries_of_encyclopedias_are_read_without_their_links() {
        let texts = [
            "兰河旧城墙始建于明代，周长六里三分，原有城门七座，今存一座，另有一段城墙保存下来。",
            "东门的门楼有三层，是七座门里最高的一座，每逢立春，人们从这里出城迎春，观者如堵。",
        ];
        let page = |title: &str, link: &str, references: &str| {
            format!(
                "<title>{title}</title><h1>兰河城墙</h1><div class=sec><h2>旧时城墙</h2>{link}</div><div class=para>{}</div>\
                 <div class=sec><h2>城墙东门</h2>{link}</div><div class=para>{}</div>{references}",
                texts[0], texts[1]
            )
        };
        let references = "<div class=reference><ul><li>1 兰河志．兰河文史 [引用日期2022-06-18]</li></ul></div>";
        for (title, link) in [
            ("兰河城墙_百度百科", "<a>编辑</a>"),
            (
                "兰河城墙 - 维基百科，自由的百科全书",
                "<span class=mw-editsection>[<a>编辑</a> | <a>编辑源代码</a>]</span>",
            ),
        ] {
            let WebPage::Article(article) = read_web_page(&page(title, link, references), "1.html") else {
                panic!("no article")
            };
            assert_eq!((article.title.as_str(), article.date), ("兰河城墙", None));
            assert_eq!(article.paragraphs, ["旧时城墙", texts[0], "城墙东门", texts[1]], "{title}");
        }
    }

    #[test]
    fn words_of_headings_are_no_links() {
        assert!(super::is_label("[编辑]") && super::is_label("编辑 | 编辑源代码") && super::is_label("播报 编辑"));
        assert!(!super::is_label("编辑手记") && !super::is_label("[]"));
    }
}
