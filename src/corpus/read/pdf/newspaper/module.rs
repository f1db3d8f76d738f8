//! One module of a page: a headline with its text, its captions and the rectangle around them.

use crate::corpus::publication::person::are_persons;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::article::PdfArticle;
use crate::corpus::read::pdf::newspaper::blocks::{Block, Measure};
use crate::corpus::read::pdf::newspaper::headlines::Headline;
use crate::corpus::read::pdf::newspaper::paragraphs::{byline, joined, paragraphs, reading_order};

/// Fewer characters below a headline are an author's name.
const MAX_AUTHOR: usize = 12;

/// A rectangle of the page, in points.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus::read::pdf) struct Area {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Area {
    /// Whether the middle of a headline lies in it.
    pub fn holds(&self, headline: &Headline) -> bool {
        let (x, y) = ((headline.left + headline.right) / 2.0, (headline.top + headline.bottom) / 2.0);
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A headline with its text.
pub(in crate::corpus::read::pdf) struct Module {
    pub headline: Headline,
    pub blocks: Vec<Block>,
    pub captions: Vec<Vec<Line>>,
    /// Lines pulled out of the text, which stand in it as well.
    pub quotes: Vec<String>,
    /// The rectangle around all of it.
    pub area: Area,
}

impl Module {
    pub fn new(headline: Headline) -> Self {
        let Headline { left, right, top, bottom, .. } = headline;
        Self {
            headline,
            blocks: Vec::new(),
            captions: Vec::new(),
            quotes: Vec::new(),
            area: Area { left, right, top, bottom },
        }
    }

    pub fn without_headline(block: Block) -> Self {
        let Block { left, right, top, bottom, size, .. } = block;
        let none = String::new;
        let headline = Headline {
            column: none(),
            kicker: none(),
            title: none(),
            subtitle: none(),
            left,
            right,
            top,
            bottom,
            size,
            downwards: false,
            byline: None,
        };
        let area = Area { left, right, top, bottom };
        Self { headline, blocks: vec![block], captions: Vec::new(), quotes: Vec::new(), area }
    }

    /// Whether it holds at most the name of an author.
    pub fn has_no_text(&self) -> bool {
        self.blocks.iter().map(Block::count).sum::<usize>() <= MAX_AUTHOR
    }

    pub fn push(&mut self, block: Block) {
        self.area.left = self.area.left.min(block.left);
        self.area.right = self.area.right.max(block.right);
        self.area.top = self.area.top.min(block.top);
        self.area.bottom = self.area.bottom.max(block.bottom);
        self.blocks.push(block);
    }

    pub fn into_article(self, measure: Measure) -> PdfArticle {
        let mut blocks = reading_order(self.blocks, measure);
        let own = self.headline.byline.as_ref().and_then(|block| block.lines.first());
        let byline = own.map_or_else(|| byline(&mut blocks), |line| line.text.trim().to_owned());
        let Headline { column, kicker, title, mut subtitle, .. } = self.headline;
        // Authors stand below the headline in small type.
        let byline = if byline.is_empty() && are_persons(&subtitle) { std::mem::take(&mut subtitle) } else { byline };
        let captions = self.captions.iter().map(|lines| joined(lines)).chain(self.quotes).collect();
        let paragraphs = paragraphs(&blocks, measure);
        PdfArticle { kicker, title, subtitle, byline, paragraphs, captions, column }
    }
}
