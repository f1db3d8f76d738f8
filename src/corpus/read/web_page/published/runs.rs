//! The runs of text that make up a line: sites set day, source, author and buttons in elements of their own, with no space between them.

use std::ops::Range;

use super::source_lines::PLATFORMS;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::{Content, Outline, OutlineNode};
use crate::corpus::read::web_page::text::{folded, han, letters};
use crate::corpus::read::web_page::wording::is_control;

/// The nodes from the beginning of a line to that of the next.
pub(super) fn nodes_of_line<'n, 'a>(outline: &'n Outline<'a>, lines: &[Line], at: usize) -> &'n [OutlineNode<'a>] {
    let start = lines.get(at).map_or(outline.nodes.len(), |line| line.node);
    let end = lines.get(at + 1).map_or(outline.nodes.len(), |next| next.node);
    outline.nodes.get(start..end).unwrap_or_default()
}

/// The texts of nodes that a reader sees, without those of white space.
pub(super) fn shown<'n, 'a: 'n>(nodes: &'n [OutlineNode<'a>]) -> impl Iterator<Item = &'a str> + 'n {
    let texts = nodes.iter().filter(|node| !node.silent).filter_map(|node| match node.content {
        Content::Text(text) => Some(text.trim()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty())
}

/// Some lines with a space between each run of their texts.
pub(super) fn parted(outline: &Outline<'_>, lines: &[Line], range: Range<usize>) -> Vec<Line> {
    let parted = range.map(|at| {
        let text = shown(nodes_of_line(outline, lines, at)).collect::<Vec<_>>().join(" ");
        Line { text, ..lines[at].clone() }
    });
    parted.collect()
}

/// The name of a source without what stands in the next element and touches it: the reporter, a field, a count, a button or the platform,
/// as in “来源：兰河晚报” “何晓岚”.
pub(super) fn without_neighbour(runs: &[&str], name: String) -> String {
    let cut = runs.windows(2).find_map(|pair| {
        let (own, next) = (folded(pair[0]), folded(pair[1]));
        let own = own.rsplit_once(':').map_or(&*own, |(_, own)| own);
        let (own, next) = (own.trim(), next.trim());
        let rest = name.strip_prefix(own).filter(|rest| han(own) >= 2 && !rest.is_empty())?.trim_start();
        let touches = next.starts_with(rest) || rest.starts_with(next);
        (touches && is_neighbour(own, next, &name)).then(|| own.to_owned())
    });
    cut.unwrap_or(name)
}

/// Whether an element beside the one of a source is no part of its name.
fn is_neighbour(own: &str, next: &str, whole: &str) -> bool {
    let is_button = || is_control(next) && !is_outlet(whole);
    let is_person = || (is_outlet(own) || letters(own) >= 4) && are_persons(next);
    next.contains(':')
        || next.starts_with(|c: char| c.is_ascii_digit())
        || PLATFORMS.contains(&next)
        || is_button()
        || is_person()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_a_name_is_no_part_of_it() {
        let cut = |runs: &[&str]| {
            let name = runs.concat();
            without_neighbour(runs, folded(name.trim_start_matches("来源：")))
        };
        for next in ["何晓岚", "分类：", "1 条评论", "举报", "网易号"] {
            assert_eq!(cut(&["来源：兰河晚报", next]), "兰河晚报", "{next}");
            assert_eq!(cut(&["来源：", "兰河晚报", next, "12"]), "兰河晚报", "{next}");
        }
        let name = without_neighbour(&["2024-03-05 08:12 来源：兰河晚报", "何晓岚"], "兰河晚报何晓岚".into());
        assert_eq!(name, "兰河晚报");
        for whole in [["兰河", "日报"], ["兰河新闻", "客户端"], ["兰河网", "兰河频道"]] {
            assert_eq!(cut(&whole), whole.concat());
        }
    }
}
