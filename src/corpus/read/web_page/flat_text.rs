//! Texts whose paragraphs stand side by side with long lists of links, which weigh more than they do and leave one paragraph of them.

use std::ops::Range;

use super::body::{best_element, lines_within};
use super::lines::Line;
use super::outline::{Outline, block_of};

/// The text has at least this many paragraphs, and as many times the worth of the one.
const MIN_PARAGRAPHS: usize = 3;
/// A link that is the title of an article has at least this many letters.
const MIN_TITLE: usize = 12;

/// Takes the weight off the links around such a text, so that it is whole. They are no part of it either way.
pub(super) fn settle(outline: &Outline<'_>, lines: &mut [Line]) {
    let Some((around, text)) = around_paragraph(outline, lines) else { return };
    for (at, line) in lines.iter_mut().enumerate().take(around.end).skip(around.start) {
        if line.is_linked() && line.value < 0 {
            line.value = 0;
            // Between the paragraphs they would make a list of the text.
            line.furniture |= text.contains(&at) && line.letters >= MIN_TITLE;
        }
    }
}

/// The lines of the element around the paragraph that alone speaks most for the element which holds it, where others stand beside it, and
/// those from the first paragraph to the last.
fn around_paragraph(outline: &Outline<'_>, lines: &[Line]) -> Option<(Range<usize>, Range<usize>)> {
    let best = best_element(outline, lines)?;
    let mut texts = best.filter(|&at| lines[at].value > 0);
    let only = texts.next()?;
    if texts.next().is_some() {
        return None;
    }
    let block = block_of(outline, lines[only].node);
    let parent = outline.nodes[block].parent;
    let name = |at: usize| outline.element(at).map(|element| element.name());
    let is_beside = |at: &usize| {
        let line = &lines[*at];
        let own = block_of(outline, line.node);
        let is_text = line.value > 0 && !line.furniture && !line.is_linked();
        is_text && outline.nodes[own].parent == parent && name(own) == name(block)
    };
    let text: Vec<usize> = (0..lines.len()).filter(is_beside).collect();
    let worth: i64 = text.iter().map(|&at| lines[at].value).sum();
    if text.len() < MIN_PARAGRAPHS || worth < MIN_PARAGRAPHS as i64 * lines[only].value {
        return None;
    }
    let whole = *text.first()?..*text.last()? + 1;
    Some((lines_within(lines, parent..outline.nodes[parent].end), whole))
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    #[test]
    fn links_with_long_titles_leave_the_text_whole() {
        let texts = [
            "昨日，兰河市图书馆新馆向市民开放，设阅览座位一千二百个，藏书六十万册。",
            "馆长介绍，开放时间延长到晚上九点，读者凭身份证即可借书，不收押金。",
            "新馆的屋顶花园也向读者开放，种着本地的草木，可以坐在那里看书喝茶。",
            "老馆改作少年儿童图书馆，下月起修缮，预计明年春天与孩子们见面。",
        ];
        let links = "<ul>".to_owned()
            + &"<li><a href=x>老街路灯昨晚换新，记者实地探访带来最新消息</a></li>".repeat(24)
            + "</ul>";
        let [first, second, third, fourth] = texts.map(|text| format!("<p>{text}</p>"));
        let text = format!("{first}{second}<h2>花园与老馆</h2>{third}{fourth}");
        let head = "<h1>新图书馆向市民开放</h1><div>2024-03-05 来源：兰河晚报</div>";
        for page in [
            format!("{links}{head}{text}{links}"),
            format!("{head}<div>{text}{links}</div>"),
            format!("{head}<div>{first}{second}{links}<h2>花园与老馆</h2>{third}{fourth}</div>"),
        ] {
            let html = format!("<title>新图书馆向市民开放_兰河网</title>{page}");
            let WebPage::Article(article) = read_web_page(&html, "1.html") else { panic!("no article") };
            assert_eq!(article.paragraphs, [texts[0], texts[1], "花园与老馆", texts[2], texts[3]], "{page}");
        }
    }
}
