//! Pages that set their headlines apart by the margin.

use crate::corpus::measure::{is_in_brackets, letter_count};
use crate::corpus::page::lines::Line;
use crate::corpus::publication::person::are_persons;

/// The least share of indented paragraphs on a page whose headlines stand at the margin.
const MIN_INDENTED: f64 = 0.7;
/// Such a page has at least this many headlines.
const MIN_HEADLINES: usize = 2;

/// Whether a page, each paragraph of which is one line, sets headlines apart by the margin, as pages saved from the site of a
/// paper do: its text is indented, and what is not are short lines that begin the page or follow a blank line, or another such line.
pub(super) fn headlines_stand_at_the_margin(lines: &[Line]) -> bool {
    if !lines.iter().any(|line| line.unfilled == Some(f32::INFINITY)) {
        return false;
    }
    let printed = || (0..lines.len()).filter(|&at| !lines[at].continues);
    let is_apart = |at: usize| at == 0 || lines[at].after_blank || !lines[at - 1].indented && !lines[at - 1].continues;
    let is_cut = |at: usize| lines.get(at + 1).is_some_and(|next| next.continues);
    let flush: Vec<usize> = printed().filter(|&at| !lines[at].indented).collect();
    let headlines = flush.iter().filter(|&&at| at == 0 || lines[at].after_blank).count();
    let indented = printed().count() - flush.len();
    headlines >= MIN_HEADLINES
        && indented as f64 >= MIN_INDENTED * printed().count() as f64
        && flush.iter().all(|&at| is_apart(at) && !is_cut(at) && !lines[at].text.ends_with('。'))
}

/// The most letters of a line below a text that tells who wrote it or where it comes from.
const MAX_TAIL: usize = 24;

/// Whether the first of some lines is the last of the text above them: the dateline or the source of that text in brackets, or what is set
/// apart above a headline of the given number of lines: “——编者”, “数据来源：云溪市统计局”, and an indented line above a headline at the
/// margin that is set apart in its turn.
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

/// Whether a line in brackets tells where the text above it was written, by whom, or where it comes from: “（本报兰河3月5日电）”.
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
