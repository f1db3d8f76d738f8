//! One module of a page: a headline with its text, its captions and the rectangle around them.

use crate::corpus::publication::person::are_persons;
use crate::corpus::read::pdf::article::PdfArticle;
use crate::corpus::read::pdf::blocks::{Block, Measure};
use crate::corpus::read::pdf::headlines::Headline;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::paragraphs::{byline, joined, paragraphs, reading_order};

/// What a short line above a title says when it names the kind of article and is no kicker.
const RUBRICS: [&str; 27] = [
    "图片报道",
    "图片新闻",
    "简讯",
    "快讯",
    "短讯",
    "要闻",
    "时评",
    "评论",
    "短评",
    "社论",
    "特稿",
    "人物",
    "专题",
    "调查",
    "观察",
    "记者手记",
    "今日快评",
    "快评",
    "时评社论",
    "街谈巷议",
    "相关链接",
    "新闻链接",
    "一句话新闻",
    "新闻速递",
    "民生关注",
    "读者来信",
    "民生论语",
];

/// Fewer characters below a headline are an author's name.
const MAX_AUTHOR: usize = 12;
/// A line above a headline of at most this many letters is the name of a column.
const MAX_RUBRIC: usize = 3;
/// The same where it ends as names of columns do.
const MAX_NAMED_RUBRIC: usize = 5;
/// What names of columns end with.
const RUBRIC_ENDS: [&str; 15] = [
    "论坛", "快讯", "课堂", "时评", "观察", "访谈", "视点", "杂谈", "漫笔", "手记", "热线", "专栏", "财经", "两会",
    "微闻",
];

/// A rectangle of the page, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
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
pub(super) struct Module {
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
        let Headline { mut kicker, title, mut subtitle, .. } = self.headline;
        // Authors stand below the headline in small type.
        let byline = if byline.is_empty() && are_persons(&subtitle) { std::mem::take(&mut subtitle) } else { byline };
        let bare: String = kicker.chars().filter(|c| c.is_alphanumeric()).collect();
        // So short a line above a headline names a column (今日谈, 微评).
        let letters = bare.chars().count();
        let is_named = letters <= MAX_NAMED_RUBRIC && RUBRIC_ENDS.iter().any(|end| bare.ends_with(end));
        let is_rubric = letters <= MAX_RUBRIC || is_named || RUBRICS.contains(&bare.as_str());
        let column = if is_rubric { std::mem::take(&mut kicker) } else { String::new() };
        let captions = self.captions.iter().map(|lines| joined(lines)).chain(self.quotes).collect();
        let paragraphs = paragraphs(&blocks, measure);
        PdfArticle { kicker, title, subtitle, byline, paragraphs, captions, column }
    }
}
