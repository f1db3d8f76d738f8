//! Decides where the articles of a page begin.

use std::ops::Range;

use crate::corpus::page::boundary::evidence::{Candidate, Evidence};
use crate::corpus::page::boundary::features::FIRST_PASS_FEATURE_NAMES;
use crate::corpus::page::boundary::first_pass::FirstPass;
use crate::corpus::page::boundary::margin::articles_by_margin;
use crate::corpus::page::boundary::piece::Piece;
use crate::corpus::page::boundary::second_pass::SecondPass;
use crate::corpus::page::lines::Line;

/// A line at which it is uncertain whether an article begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::corpus::page) struct UncertainLine {
    /// Index of the line among the lines of the page.
    pub line: usize,
    /// The probability that an article begins there.
    pub probability: f64,
    /// Whether the page was cut there.
    pub taken: bool,
}

/// Decisions with a probability in this range are reported as uncertain: on composed pages three in ten are wrong.
const UNCERTAIN: Range<f64> = 0.15..0.75;

/// An article begins where the probability reaches this value, which gives the best F1 on composed pages not used for
/// training.
const THRESHOLD: f64 = 0.45;

/// Candidates fewer than this many lines apart are alternatives for one beginning: the likeliest of them is taken.
const RIVAL_DISTANCE: usize = 3;

/// Minimum probability that a second dateline right behind a first one begins another article, however short the first is. The same
/// holds for a second headline above news. The trees cannot know this, because briefs of two lines are rare on the training pages.
const SECOND_DATELINE_PROBABILITY: f64 = 0.9;

/// Candidates below these log-odds in the first pass are skipped in the second, to save time.
const MIN_FIRST_PASS_LOG_ODDS: f64 = -5.5;

/// Possible starts of the current article that are less likely than this are no longer followed.
const MIN_START_PROBABILITY: f64 = 0.01;

/// Cuts a page into articles and lists the uncertain decisions. Together the pieces contain every line once, in order.
pub(in crate::corpus::page) fn split(lines: &[Line]) -> (Vec<Piece>, Vec<UncertainLine>) {
    let mut uncertain = Vec::new();
    if lines.is_empty() {
        return (Vec::new(), uncertain);
    }
    let by_margin = articles_by_margin(lines);
    if !by_margin.is_empty() && by_margin.iter().all(|(_, is_certain)| *is_certain) {
        return (by_margin.into_iter().map(|(piece, _)| piece).collect(), uncertain);
    }
    let evidence = Evidence::new(lines, by_margin);
    let first_pass = FirstPass::new(&evidence, THRESHOLD);
    let second_pass = SecondPass::new(&evidence, &first_pass);
    let begins = probabilities(&second_pass, &evidence);
    let headline = second_pass.article(None).headline.clone();
    let mut pieces = vec![Piece { body: headline.end..lines.len(), headline, certainty: 1.0 }];
    let candidates = evidence.candidates();
    let mut start = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let Candidate { line, headline } = candidate;
        let line = *line;
        let last = pieces.len() - 1;
        // No article begins within the last one's headline, at the first line of its text, or right behind its start.
        let near_start = last > 0 && line < pieces[last].headline.start + RIVAL_DISTANCE;
        if line <= pieces[last].body.start || near_start && !second_pass.ends_brief(at, start) {
            continue;
        }
        // The rivals exclude each other, so the probability that one of them is a beginning is their sum.
        let near = candidates.partition_point(|c| c.line + RIVAL_DISTANCE <= line)
            ..candidates.partition_point(|c| c.line < line + RIVAL_DISTANCE);
        let rivals = || near.clone().filter(|&other| !second_pass.apart(candidate, &candidates[other]));
        let certainty = rivals().map(|rival| begins[rival]).sum::<f64>().min(1.0);
        let taken = certainty >= THRESHOLD;
        if rivals().any(|rival| begins[rival] > begins[at]) {
            continue;
        }
        if UNCERTAIN.contains(&certainty) {
            uncertain.push(UncertainLine { line, probability: certainty, taken });
        }
        if taken {
            pieces[last].body.end = line;
            let headline = headline.clone();
            start = Some(at);
            pieces.push(Piece { body: headline.end.max(line)..lines.len(), headline, certainty });
        }
    }
    (pieces, uncertain)
}

/// The probability that an article begins at each candidate, over all ways to cut the page before it: the start of the
/// article before is not decided, but every possible start is weighed by its probability.
fn probabilities(second_pass: &SecondPass<'_>, evidence: &Evidence<'_>) -> Vec<f64> {
    let mut begins = Vec::new();
    // The possible starts of the article that the current line belongs to, with their probabilities, which sum to 1.
    let mut starts: Vec<(Option<usize>, f64)> = vec![(None, 1.0)];
    for (at, candidate) in evidence.candidates().iter().enumerate() {
        let mut here = 0.0;
        let is_certain = evidence.is_certain(candidate);
        if is_certain
            || second_pass.first_pass_log_odds(at) >= MIN_FIRST_PASS_LOG_ODDS
            || second_pass.begins_news(candidate)
        {
            for (start, weight) in &mut starts {
                let article = second_pass.article(*start);
                let ends_brief = second_pass.ends_brief(at, *start);
                let nearest = if ends_brief { 0 } else { start.map_or(0, |_| article.line + RIVAL_DISTANCE - 1) };
                if is_certain {
                    here += std::mem::take(weight);
                } else if candidate.line > nearest.max(evidence.body(article)) {
                    let min_probability = if ends_brief { SECOND_DATELINE_PROBABILITY } else { 0.0 };
                    let begins = *weight * second_pass.probability(at, *start).max(min_probability);
                    here += begins;
                    *weight -= begins;
                }
            }
        }
        begins.push(here);
        if here > 0.0 {
            starts.push((Some(at), here));
            starts.retain(|(_, weight)| *weight >= MIN_START_PROBABILITY);
            let all: f64 = starts.iter().map(|(_, weight)| weight).sum();
            starts.iter_mut().for_each(|(_, weight)| *weight /= all);
        }
    }
    begins
}

/// The features of one candidate of a page whose articles are known.
#[derive(Debug, Clone)]
pub struct Example {
    /// The features of the first pass, in the order of [`FIRST_PASS_FEATURE_NAMES`].
    pub first: Vec<f64>,
    /// The features of the second pass, in the order of
    /// [`second_pass_feature_names`](crate::corpus::page::boundary::second_pass_feature_names).
    pub second: Vec<f64>,
    /// Whether an article begins at the candidate.
    pub begins: bool,
}

/// The training examples of a page whose articles are known, one per candidate. `starts` and `bodies` are the offsets
/// of the articles' headlines and texts, in non-white characters of the page.
pub(in crate::corpus::page) fn examples(lines: &[Line], starts: &[usize], bodies: &[usize]) -> Vec<Example> {
    let evidence = Evidence::new(lines, articles_by_margin(lines));
    let first_pass = FirstPass::new(&evidence, THRESHOLD);
    let second_pass = SecondPass::new(&evidence, &first_pass);
    let mut start = None;
    let mut examples = Vec::new();
    for (at, candidate) in evidence.candidates().iter().enumerate() {
        let offset = evidence.offset(candidate.line);
        let begins = starts.contains(&offset);
        // A beginning between a headline and its text is neither right nor wrong, so it is not an example.
        let within_headline = starts.iter().zip(bodies).any(|(start, body)| *start < offset && offset <= *body);
        if !within_headline {
            let second = second_pass.features(at, start);
            examples.push(Example { first: second[..FIRST_PASS_FEATURE_NAMES.len()].to_vec(), second, begins });
        }
        if begins {
            start = Some(at);
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;
    use crate::corpus::page::rewrap::rewrap;
    use proptest::prelude::*;

    #[test]
    fn a_headline_belongs_to_the_text_below_it() {
        let text = "\
            本报讯 3月5日，全市信访工作会议召开。会议要求\n各级各部门压实责任，把矛盾纠纷化解在基层，推\n\
            动信访积案逐件办结，做到件件有着落、事事有回\n音。\n会议通报了去年全市信访工作情况，三个县区作了\n\
            交流发言。市直有关部门负责人参加会议。\n河畔新增三处便民公园\n 近日，市园林局新建的三处公园向市民开放。公园\n\
            沿河而建，种了六百多棵乔木，每处都有健身步道\n和儿童游乐场，附近居民步行十分钟就能走到。\n\
            园林局负责人介绍，今年还将在老城区见缝插绿，\n再建五处小游园，方便老人和孩子就近休息玩耍，\n选址已经征求居民意见。\n";
        let lines = clean(text);
        let (pieces, _) = split(&lines);
        assert_eq!(pieces.len(), 2);
        assert_eq!(lines[pieces[1].headline.clone()][0].text, "河畔新增三处便民公园");
    }

    /// A long report on the parks of a town, then one on its markets.
    const PARTED: &str = "\
        河畔小城添新绿\n本报讯（记者 何晓岚）3月5日，记者从市园林局获\n悉，今年全市将新建三十处口袋公园，让市民出门\n\
        见绿、推窗见景。\n见缝插绿\n口袋公园建在哪里，市民说了算。去年冬天，园林局\n在各街道张贴公园选址图，\
        收到公园建议两千多条，\n其中老城区最多。\n设计人员按照建议，把公园建在拆迁边角地、桥下空\n地和废弃厂区。公园里的树木多为本地品种，\
        成活率\n高，养护也省水。\n建管并重\n公园建好了，还要管好。园林局为每处口袋公园配了\n一名管护员，负责树木浇水、修剪和步道清扫。\n\
        附近居民也组成志愿队，轮流在公园里巡查，劝导踩\n踏草坪的行为。园林局表示，公园管护费用已经列\n入预算。\n\
        早市搬进新大棚\n本报讯（记者 陈一舟）3月6日清晨，城东早市的摊\n主们搬进新建的大棚，结束了多年来露天经营、占\n\
        道卖菜的历史。\n大棚设摊位两百个，水电齐全，摊位费与从前一样。\n市场监管人员每天抽检蔬菜，结果在门口公示。摊\n\
        主说，如今下雨天也能安心做生意，买菜的人比从前\n多了。\n";

    #[test]
    fn subheads_do_not_split_an_article() {
        let lines = clean(PARTED);
        let (pieces, _) = split(&lines);
        let begin: Vec<&str> = pieces.iter().map(|p| lines[p.headline.start].text.as_str()).collect();
        assert_eq!(begin, ["河畔小城添新绿", "早市搬进新大棚"]);
        assert!(pieces.iter().all(|piece| piece.certainty >= THRESHOLD && piece.certainty <= 1.0));
    }

    #[test]
    fn briefs_of_two_lines_are_separated_by_their_datelines() {
        let lines = clean(
            " 本报讯 4月26日，全市信访工作专题会召开，要求各\n级把矛盾纠纷化解在基层。\n\
             \u{3000}\u{3000}本报讯 4月26日，我市举行招商推介会，六十多家企\n业参加。\n\
             \u{3000}\u{3000}本报讯 4月25日，城东早市搬进新大棚。\n",
        );
        let begin: Vec<usize> = split(&lines).0.iter().map(|piece| piece.headline.start).collect();
        assert_eq!(begin, [0, 2, 4]);
    }

    #[test]
    fn briefs_are_separated_by_headlines_above_news() {
        let begin = |second: &str| {
            let mut lines = clean(&format!(
                "早市搬进新大棚\n\u{3000}\u{3000}城东早市近日搬进新建的大棚，摊位有两百个，摊位费与从前一样，雨天也能安心买菜了。\n\
                 老街昨夜换上新灯\n\u{3000}\u{3000}{second}，城南老街的路灯全部换新，比旧灯省电一半，夜里走路亮堂多了，街坊都说换得好。\n"
            ));
            rewrap(&mut lines);
            split(&lines).0.iter().map(|piece| lines[piece.headline.start].text.clone()).collect::<Vec<_>>()
        };
        for second in ["昨晚七点", "3月5日", "市城管局通报"] {
            assert_eq!(begin(second), ["早市搬进新大棚", "老街昨夜换上新灯"], "{second}");
        }
    }

    #[test]
    fn a_subhead_above_a_day_is_no_headline_where_headlines_follow_blank_lines() {
        let begin = |blank: &str, subhead: &str| {
            let mut lines = clean(&format!(
                "早市搬进新大棚\n\u{3000}\u{3000}城东早市近日搬进新建的大棚，摊位有两百个，摊位费与从前一样，雨天也能安心买菜了。\n\
                 {blank}{subhead}\n\u{3000}\u{3000}3月5日，大棚里的早市开到上午十点，比从前多了一个小时，街坊都说方便多了，菜也新鲜。\n\n\
                 河畔新增三处公园\n\u{3000}\u{3000}本报讯（记者 何晓岚）3月4日，市园林局新建的三处公园向市民开放，附近居民走几步就到。\n"
            ));
            rewrap(&mut lines);
            split(&lines).0.iter().map(|piece| lines[piece.headline.start].text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(begin("\n", "老街昨夜换上新灯"), ["早市搬进新大棚", "老街昨夜换上新灯", "河畔新增三处公园"]);
        for subhead in ["早市一直开到十点", "菜更新鲜", "有记者问：早市几点关门"] {
            assert_eq!(begin("", subhead), ["早市搬进新大棚", "河畔新增三处公园"], "{subhead}");
        }
    }

    #[test]
    fn long_pages_are_cut_to_their_end() {
        // Each article has words of its own.
        let words = |article: u32, from: u32, count: u32| -> String {
            (from..from + count).filter_map(|i| char::from_u32(0x4E00 + article * 61 + i % 61)).collect()
        };
        let article = |i: u32| {
            let day = i % 28 + 1;
            let (head, lead) = (words(i, 0, 11), words(i, 5, 8));
            let text: Vec<String> = (0..12).map(|line| words(i, line * 7, 22)).collect();
            format!("{head}\n 本报讯（记者 何晓岚）3月{day}日，{lead}\n{}。\n", text.join("\n"))
        };
        let page: String = (0..300).map(article).collect();
        let lines = clean(&page);
        let (pieces, _) = split(&lines);
        assert!((290..=310).contains(&pieces.len()), "{}", pieces.len());
        assert_eq!(lines.len() - pieces[pieces.len() - 1].headline.start, 14);
    }

    #[test]
    fn a_dateline_that_fills_its_line_stays_with_its_text() {
        let dateline = "新华社兰州3月7日电（记者何晓岚）";
        let text = format!(
            "{PARTED}{dateline}\n全省春季造林现场会7日在兰州举行。会议部署今年造\n林任务，要求各地抢抓时节。\n会议代表参观了苗圃。\n"
        );
        let lines = clean(&text);
        let (pieces, _) = split(&lines);
        let last = pieces.last().expect("three articles");
        assert_eq!(pieces.len(), 3);
        assert_eq!(lines[last.headline.start].text, dateline);
    }

    proptest! {
        #[test]
        fn every_line_belongs_to_one_piece(text in "([本报讯3月5日，。近日市会议 （记者）\n]{0,200})") {
            let lines = clean(&text);
            if !lines.is_empty() {
                let mut next = 0;
                for piece in split(&lines).0 {
                    prop_assert_eq!(piece.headline.start, next);
                    prop_assert_eq!(piece.body.start, piece.headline.end);
                    next = piece.body.end;
                }
                prop_assert_eq!(next, lines.len());
            }
        }
    }
}
