//! Pages that set their headlines apart by the margin.

use std::ops::Range;

use crate::corpus::measure::{half_width, is_in_brackets, letter_count};
use crate::corpus::page::boundary::piece::Piece;
use crate::corpus::page::continuation_marks::{is_continuation, is_continued};
use crate::corpus::page::cue_phrases::{begins_report, list_item, names_a_day};
use crate::corpus::page::dateline::{self, byline_paragraph};
use crate::corpus::page::lines::Line;
use crate::corpus::publication::head_line;
use crate::corpus::publication::person::are_persons;

/// The least share of indented paragraphs on a page whose headlines stand at the margin.
const MIN_INDENTED: f64 = 0.5;
/// Such a page has at least this many headlines.
const MIN_HEADLINES: usize = 2;
/// A page that is recognised by its form has at least this many articles, and at least this many of them begin like news.
const MIN_ARTICLES: usize = 3;
const MIN_NEWS: usize = 2;
/// A headline at the margin has at most this many lines.
const MAX_LINES: usize = 6;
/// A headline of fewer letters may be a subhead, unless something else shows that it is a headline.
const MIN_LETTERS: usize = 9;
/// Endings of the names of columns that hold briefs or a picture. Such a column is one article, because its editors made it as one.
const COLUMNS: [&str; 14] = [
    "图片报道",
    "图片新闻",
    "速递",
    "资讯",
    "短波",
    "简讯",
    "快讯",
    "短讯",
    "短新闻",
    "集萃",
    "播报",
    "快览",
    "一览",
    "简报",
];

/// Whether a page, each paragraph of which is one line, sets headlines apart by the margin, as pages saved from the site of a
/// paper do. Its text is indented; the other lines are short, and each begins the page or follows a blank line or another such line.
fn headlines_stand_at_the_margin(lines: &[Line]) -> bool {
    if !lines.iter().any(|line| line.unfilled == Some(f32::INFINITY)) {
        return false;
    }
    let printed = || (0..lines.len()).filter(|&at| !lines[at].continues);
    let is_apart = |at: usize| at == 0 || lines[at].after_blank || !lines[at - 1].indented && !lines[at - 1].continues;
    let is_cut = |at: usize| lines.get(at + 1).is_some_and(|next| next.continues);
    // Whom a letter or a speech addresses stands at the margin as well.
    let addresses = |at: usize| !is_apart(at) && lines[at].text.ends_with(['：', '，']);
    let flush: Vec<usize> = printed().filter(|&at| !lines[at].indented && !addresses(at)).collect();
    let headlines = flush.iter().filter(|&&at| at == 0 || lines[at].after_blank).count();
    let indented = printed().count() - flush.len();
    headlines >= MIN_HEADLINES
        && indented as f64 >= MIN_INDENTED * printed().count() as f64
        && flush.iter().all(|&at| is_apart(at) && !is_cut(at) && !lines[at].text.ends_with('。'))
}

/// The lines from `at` on that form a headline at the margin, above indented text. A blank line ends it; a salutation,
/// the writer, and the day and place of a speech do not belong to it. The range is empty where there is no headline.
fn headline_at_the_margin(lines: &[Line], at: usize) -> Range<usize> {
    let ends = |&line: &usize| lines[line].indented || line > at && lines[line].after_blank;
    let Some(end) = (at..lines.len()).find(ends).filter(|end| (1..=MAX_LINES).contains(&(end - at))) else {
        return at..at;
    };
    let belongs_to_text = |line: &Line| {
        line.text.ends_with(['，', ',', '：', ':'])
            || is_in_brackets(&line.text) && names_a_day(half_width(line.text.trim_start_matches(['（', '('])).as_str())
            || byline_paragraph(&line.text).is_some()
    };
    // The mark of a continuation may stand alone where a headline would.
    if lines[at..end].iter().any(|line| is_continuation(&line.text)) {
        return at..at;
    }
    let taken_off = lines[at + 1..end].iter().rev().take_while(|line| belongs_to_text(line)).count();
    at..end - taken_off
}

/// Whether the form of a text alone shows that it is a page of a paper: headlines stand at the margin above indented texts, several of
/// these texts begin like news, and none has the fields of a single article, such as its source and day.
pub(in crate::corpus::page) fn is_page_by_form(lines: &[Line]) -> bool {
    let articles = articles_by_margin(lines);
    let begins_news = |piece: &Piece| lines.get(piece.body.start).is_some_and(|line| begins_report(&line.text));
    let states_field = |piece: &Piece| {
        let end = (piece.body.start + 2).min(piece.body.end);
        lines[piece.headline.start..end].iter().any(|line| head_line::parse(&line.text).is_some())
    };
    articles.len() >= MIN_ARTICLES
        && articles.iter().all(|(_, is_certain)| *is_certain)
        && articles.iter().filter(|(piece, _)| begins_news(piece)).count() >= MIN_NEWS
        && !articles.iter().any(|(piece, _)| states_field(piece))
}

/// The articles of a page that sets its headlines apart by the margin, and for each of them whether the form of the page shows beyond doubt
/// that it is one: its headline follows a blank line or begins the page, and stands above indented text. Empty for other pages.
pub(super) fn articles_by_margin(lines: &[Line]) -> Vec<(Piece, bool)> {
    if !headlines_stand_at_the_margin(lines) {
        return Vec::new();
    }
    let begins = |at: usize| at == 0 || !lines[at].indented && !lines[at].continues && lines[at].after_blank;
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| begins(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let piece = |(&start, end): (&usize, usize)| {
        let headline = headline_at_the_margin(lines, start);
        let piece = Piece { body: headline.end..end, headline, certainty: 1.0 };
        let is_certain = is_article(lines, &piece);
        (piece, is_certain)
    };
    starts.iter().zip(ends).map(piece).collect()
}

/// Whether the lines between two headlines at the margin are one article beyond doubt.
fn is_article(lines: &[Line], piece: &Piece) -> bool {
    let headline = &lines[piece.headline.clone()];
    let Some(first) = headline.first() else { return false };
    let body = &lines[piece.body.clone()];
    let text = body.iter().find(|line| line.indented);
    let letters: usize = headline.iter().map(|line| letter_count(&line.text)).sum();
    let names_column = COLUMNS.iter().any(|column| first.text.ends_with(column));
    let is_dated = |line: &&Line| line.indented && dateline::opening(&line.text).dateline.is_some();
    // A short line above text without a dateline may be a subhead.
    let is_headline = letters >= MIN_LETTERS
        || headline.len() > 1
        || names_column
        || first.ends_sentence()
        || text.as_ref().is_some_and(is_dated);
    let datelines = body.iter().filter(is_dated).count();
    let goes_on = body.iter().skip(1).any(|line| is_continuation(&line.text));
    let is_continued = body.iter().rev().skip(1).any(|line| is_continued(&line.text));
    text.is_some()
        && is_headline
        && (datelines <= 1 || names_column)
        && !goes_on
        && !is_continued
        && !list_item(&first.text)
        && !begins_with_tail(&lines[piece.headline.start..], headline.len())
        && !is_continuation(&first.text)
        && body.iter().any(|line| line.ends_sentence())
}

/// Maximum number of letters of a line below a text that says who wrote it or where it comes from.
const MAX_TAIL: usize = 24;

/// Whether the first of some lines is the last line of the text above them. That is the dateline or the source of that text in brackets, or
/// a line set apart above a headline of the given number of lines: “——编者”, “数据来源：云溪市统计局”, or an indented line above a headline
/// at the margin that is itself set apart.
pub(super) fn begins_with_tail(lines: &[Line], headline: usize) -> bool {
    const SOURCES: [&str; 6] = ["——", "摘自", "来源：", "数据来源", "资料来源", "稿件来源"];
    let [first, rest @ ..] = lines else { return false };
    if letter_count(&first.text) > MAX_TAIL {
        return false;
    }
    let Some(next) = rest.first().filter(|_| headline > 1) else { return closes_text(&first.text) };
    let is_source = SOURCES.iter().any(|source| first.text.starts_with(source));
    let is_set_apart = next.after_blank && (first.indented && !next.indented || are_persons(&first.text));
    is_source || is_set_apart || closes_text(&first.text)
}

/// Whether a line in brackets says where or by whom the text above it was written, or where it comes from: “（本报兰河3月5日电）”.
fn closes_text(text: &str) -> bool {
    let inner = text.trim().trim_matches(['（', '）', '(', ')']);
    let tells_source = || ["作者", "摘自", "来源", "据"].iter().any(|begin| inner.starts_with(begin));
    is_in_brackets(text) && (inner.ends_with(['电', '讯']) || tells_source())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;
    use crate::corpus::page::rewrap::rewrap;

    const PARAGRAPH: &str = "全市新建的三处公园昨日向市民开放，公园沿河而建，种了六百多棵乔木，每处都有健身步道和儿童游乐场，附近居民步行十分钟就能走到。";

    fn at_margin(headline: &str, subhead: &str) -> bool {
        let paragraphs = format!("　　{PARAGRAPH}\n　　{PARAGRAPH}\n").repeat(3);
        let page = format!("{headline}\n\n{paragraphs}\n{subhead}\n{paragraphs}\n早市搬进新大棚\n\n{paragraphs}");
        let mut lines = clean(&page);
        rewrap(&mut lines);
        headlines_stand_at_the_margin(&lines)
    }

    #[test]
    fn text_is_indented_and_headlines_are_not() {
        assert!(at_margin("河畔新增三处公园", "　　见缝插绿"));
        assert!(at_margin("沿河建园 步行可达\n河畔新增三处公园", "　　见缝插绿"));
    }

    /// The headlines that the form of a page shows, and whether each is certain.
    fn headlines(page: &str) -> Vec<(String, bool)> {
        let mut lines = clean(page);
        rewrap(&mut lines);
        let headline = |(piece, is_certain): (Piece, bool)| {
            let headline: Vec<&str> = lines[piece.headline].iter().map(|line| line.text.as_str()).collect();
            (headline.join("|"), is_certain)
        };
        articles_by_margin(&lines).into_iter().map(headline).collect()
    }

    #[test]
    fn the_form_of_a_page_tells_its_articles() {
        let text = format!("　　{PARAGRAPH}\n　　{PARAGRAPH}\n");
        let page = format!(
            "河畔新增三处公园\n——城南新区见闻\n\n{text}\n外事办发言人：\n早市搬进新大棚（记者手记）\n本报记者  何晓岚\n\n{text}\n在早市开市仪式上的致辞\n\
             （3月5日，兰河）\n各位街坊，\n\n{text}\n新闻速递\n\n　　老街换灯\n　　本报讯  {PARAGRAPH}\n　　河堤修好\n　　本报讯  {PARAGRAPH}\n"
        );
        let found = headlines(&page);
        let expected = [
            "河畔新增三处公园|——城南新区见闻",
            "外事办发言人：|早市搬进新大棚（记者手记）",
            "在早市开市仪式上的致辞",
            "新闻速递",
        ];
        assert_eq!(found, expected.map(|headline| (headline.to_owned(), true)));
    }

    #[test]
    fn a_letter_on_the_page_changes_nothing() {
        let text = format!("　　{PARAGRAPH}\n　　{PARAGRAPH}\n");
        let found = headlines(&format!(
            "县长回信勉励山村小学学生\n\n　　回  信\n山村小学的同学们：\n{text}\n河畔新增三处便民的公园\n\n{text}"
        ));
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, is_certain)| *is_certain));
    }

    #[test]
    fn what_may_be_a_subhead_is_left_to_the_weights() {
        let text = format!("　　{PARAGRAPH}\n　　{PARAGRAPH}\n");
        let briefs = format!("　　本报讯  {PARAGRAPH}\n　　本报讯  {PARAGRAPH}\n");
        for (headline, below) in
            [("见缝插绿", &text), ("二、建好还要管好的口袋公园", &text), ("河畔三处公园建成开放了", &briefs)]
        {
            let found = headlines(&format!("河畔新增三处便民的公园\n\n{text}\n{headline}\n\n{below}"));
            assert_eq!(found[1], (headline.to_owned(), false), "{headline}");
        }
    }

    #[test]
    fn the_last_line_of_a_text_begins_no_headline() {
        let tail = |text: &str| {
            let lines = clean(text);
            begins_with_tail(&lines, lines.len())
        };
        for above in ["　　——编者", "——编者", "　　云溪市 张先生", "数据来源：云溪市统计局", "何晓岚"]
        {
            assert!(tail(&format!("{above}\n\n老街昨夜换上新灯\n")), "{above}");
        }
        for headline in [
            "早市搬进新大棚",
            "早市搬进新大棚\n\n——老街换灯见闻",
            "便民惠民\n早市搬进新大棚",
            "　　早市搬家\n　　老街换灯",
        ] {
            assert!(!tail(headline), "{headline}");
        }
    }

    #[test]
    fn a_dateline_in_brackets_closes_a_text() {
        for text in ["（本报兰河3月5日电）", "（作者为云溪市园林局局长）", "（据《兰河日报》）"]
        {
            assert!(closes_text(text), "{text}");
        }
        for text in ["（上接第一版）", "（一）", "本报兰河3月5日电", "让老街更亮（兰河时评）"]
        {
            assert!(!closes_text(text), "{text}");
        }
    }

    #[test]
    fn text_at_the_margin_is_no_headline() {
        assert!(!at_margin(PARAGRAPH, "　　见缝插绿"));
        assert!(!at_margin("河畔新增三处公园", &format!("　　见缝插绿\n{PARAGRAPH}")));
        assert!(!at_margin("　　河畔新增三处公园", "　　见缝插绿"));
    }
}
