//! The articles of a page that holds several, each as if the page did not show the others, nor headings of its own.

use crate::corpus::read::web_page::other_pages::several::Block;
use crate::corpus::read::web_page::outline::{Outline, OutlineNode};

/// A page whose articles are looked at one by one. A page may hold thousands of articles, so that what stands around them is found once and no
/// article is looked at with the nodes of the others.
pub(in crate::corpus::read::web_page) struct Apart<'p, 'a> {
    page: &'p Outline<'a>,
    /// The page without its own headings.
    around: Outline<'a>,
    /// The nodes that no article holds whole, in the order of the page.
    outside: Vec<usize>,
    /// How many of these stand before each node, and before the end of the page.
    before: Vec<usize>,
}

impl<'p, 'a> Apart<'p, 'a> {
    /// The page with these articles, which stand in its order.
    pub fn of(page: &'p Outline<'a>, blocks: &[Block]) -> Self {
        let mut is_within = vec![false; page.nodes.len()];
        for block in blocks {
            for (at, node) in page.nodes.iter().enumerate().take(block.nodes.end).skip(block.nodes.start) {
                is_within[at] = node.end <= block.nodes.end;
            }
        }
        let mut around = page.clone();
        let headings = page.headings().into_iter().filter(|&at| !is_within[at]);
        headings.for_each(|at| around.silence(at..page.nodes[at].end));
        let mut before = Vec::with_capacity(is_within.len() + 1);
        let mut count = 0;
        for within in &is_within {
            before.push(count);
            count += usize::from(!within);
        }
        before.push(count);
        let outside = (0..is_within.len()).filter(|&at| !is_within[at]).collect();
        Apart { page, around, outside, before }
    }

    /// The page with one of its articles alone, and where that stands in it.
    pub fn with(&self, block: &Block) -> (Outline<'a>, Block) {
        let start = block.nodes.start.min(self.page.nodes.len());
        let own = start..block.nodes.end.clamp(start, self.page.nodes.len());
        let (above, below) = (self.before[own.start], self.before[own.end]);
        let place = |at: usize| {
            if at <= own.start {
                self.before[at]
            } else if at <= own.end {
                above + at - own.start
            } else {
                above + own.len() + self.before[at] - below
            }
        };
        let placed =
            |node: &OutlineNode<'a>| OutlineNode { parent: place(node.parent), end: place(node.end), ..node.clone() };
        let of_page = |at: &usize| placed(&self.around.nodes[*at]);
        let within = self.page.nodes[own.clone()].iter().map(placed);
        let nodes = self.outside[..above].iter().map(of_page).chain(within);
        let nodes = nodes.chain(self.outside[below..].iter().map(of_page)).collect();
        let block = Block { nodes: place(own.start)..place(own.end), headline: place(block.headline) };
        (Outline { nodes }, block)
    }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    #[test]
    fn each_article_stands_alone_in_its_page() {
        let html = "<h1>兰河日报</h1><section><article><h2>三个项目签约</h2><p>甲</p></article><article><h2>大桥合龙</h2><p>乙</p></article></section>\
            <section><article><h2>早市搬家</h2><p>丙</p></article><article><h2>渡口通车</h2><p>丁</p></article></section><p>联系我们</p>";
        let page = Html::parse_document(html);
        let outline = Outline::new(&page);
        let named = |outline: &Outline<'_>, name: &str| -> Vec<usize> {
            outline.elements().filter(|(_, element)| element.name() == name).map(|(at, _)| at).collect()
        };
        let (starts, headlines) = (named(&outline, "article"), named(&outline, "h2"));
        let last = outline.nodes[starts[3]].end;
        let ends = starts.iter().skip(1).copied().chain([last]);
        let blocks: Vec<Block> = starts
            .iter()
            .zip(ends)
            .zip(&headlines)
            .map(|((&start, end), &headline)| Block { nodes: start..end, headline })
            .collect();
        let apart = Apart::of(&outline, &blocks);
        for (block, (title, text)) in
            blocks.iter().zip([("三个项目签约", "甲"), ("大桥合龙", "乙"), ("早市搬家", "丙"), ("渡口通车", "丁")])
        {
            let (view, own) = apart.with(block);
            assert_eq!(view.label(own.headline), title);
            assert_eq!(view.raw_text(own.nodes.start, own.nodes.end), format!("{title}{text}"));
            assert_eq!(view.raw_text(0, view.nodes.len()), format!("兰河日报{title}{text}联系我们"));
            // Elements hold the same nodes as in the page, and the heading of the page is not shown.
            let article = named(&view, "article");
            assert_eq!(article.len(), 1, "{title}");
            assert_eq!(view.raw_text(article[0], view.nodes[article[0]].end), format!("{title}{text}"));
            let section = view.nodes[article[0]].parent;
            assert!(view.element(section).is_some_and(|element| element.name() == "section"), "{title}");
            assert_eq!(view.raw_text(section, view.nodes[section].end), format!("{title}{text}"));
            assert!(view.nodes[named(&view, "h1")[0]].silent && !view.nodes[own.headline].silent);
            assert!(!view.nodes[section].silent);
        }
    }
}
