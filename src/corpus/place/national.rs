//! News of the nation in papers without a home, which names places without being about one: acts of state, events of the
//! whole nation, digests, news from abroad, and comment that opens with an example from somewhere.

use std::collections::BTreeSet;

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::{Part, WEAK, mentions_any};
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer};
use crate::corpus::place::smaller_places::dwells_on_smaller_place;

/// Shorter texts are about the place that they name, be it once.
const PASSING_LENGTH: usize = 350;

/// Length in characters of the text for which one more mention is needed.
const CHARACTERS_PER_MENTION: usize = 700;

/// How many mentions of one province any text needs.
const MENTIONS: usize = 1;

/// Weight of place names as evidence in an article on an act of state, or on what several provinces do together.
const ACT_OF_STATE: f64 = 0.1;

/// The longest name of a column before a colon or stroke: “时评|”, in characters.
const COLUMN_WITHIN: usize = 8;

/// How many mentions a province needs that the first sentence does not name.
const MENTIONS_BEHIND_FIRST_SENTENCE: usize = 3;

/// The fewest paragraphs that speak of the nation where a place in one other paragraph is but an example.
const MIN_PARAGRAPHS_OF_NATION: usize = 2;

/// A paragraph of more than one in this many characters of the text is no example.
const MAX_EXAMPLE_SHARE: usize = 3;

/// A text with a name before this offset in bytes opens with it.
const OPENING: usize = 24;

impl Gazetteer {
    /// How far the names in an article are evidence for what it is about: 1, or less if its headline tells of an act of
    /// state, of an event of the nation, of foreign affairs or of the whole country, or if it was sent from abroad, and
    /// 0 for a digest of news.
    pub(super) fn nearness(&self, parts: &[Part<'_>; 2], dateline: &Part<'_>) -> f64 {
        let cues = CueWords::shared();
        let title = parts[0].text.trim_end_matches(['】', ' ', '）']);
        let titled = parts[0].names.iter().any(|name| name.role.is_none());
        if cues.digest_title.end(title) && !titled {
            return 0.0;
        }
        let wide =
            cues.event_noun.is_in(title) || cues.foreign_title.is_in(title) || cues.everywhere_title.is_in(title);
        // “在全国表彰大会上的讲话”: what a leader says to the nation.
        let is_speech = || cues.speech_title.is_in(title) && cues.national.is_in(title);
        let is_untitled = parts[0].names.is_empty();
        if cues.state_act.is_in(title) || is_untitled && (is_speech() || is_of_several_provinces(title, &parts[1])) {
            return ACT_OF_STATE;
        }
        if wide && parts[0].names.is_empty() || !titled && self.is_from_abroad(dateline) {
            return WEAK;
        }
        1.0
    }

    /// Whether a dateline names a place that is none of China: “新华社日内瓦”.
    fn is_from_abroad(&self, dateline: &Part<'_>) -> bool {
        let (agency, place) = dateline.text.split_once(' ').unwrap_or_default();
        let place = place.trim();
        !agency.is_empty()
            && place.chars().count() >= 2
            && dateline.names.is_empty()
            && !self.stems.contains_key(place)
            && !self.names.is_in(place)
    }

    /// Whether a province is named only in passing, as an example: not in the headline nor in the dateline, seldom for
    /// the length of the text, and beside words for the whole nation. `mentions` tells how often the text names it or its parts.
    pub(super) fn is_passing(
        &self,
        province: Adcode,
        parts: &[Part<'_>; 2],
        dateline: &Part<'_>,
        named: &[Adcode],
        mentions: usize,
    ) -> bool {
        let inside = |place: Adcode| place.province() == province;
        let is_short = |place: &Adcode| {
            let stem = self.get(*place).and_then(|r| r.name.strip_suffix(['区', '县', '市', '旗', '省']));
            stem.is_some_and(|stem| stem.chars().count() >= 2 && parts[0].text.contains(stem))
        };
        let titled = parts[0].names.iter().any(|name| inside(name.place))
            || named.iter().filter(|place| inside(**place)).take(20).any(is_short);
        let dated = dateline.names.iter().any(|name| inside(name.place));
        // “走进湖北省枝江市…”: the report is from there.
        let opening = parts[1].names.first().is_some_and(|name| inside(name.place) && name.group < OPENING);
        // Who holds an office in a place writes about it, and so does the office that replies.
        let author = parts[1].names.iter().any(|name| inside(name.place) && parts[1].is_of_author(name.start));
        let text = parts[1].text;
        let length = text.chars().count();
        if dwells_on_smaller_place(parts, parts[1].names.iter().filter(|name| inside(name.place))) {
            return false;
        }
        if !titled && !dated && !author && length >= PASSING_LENGTH && is_example_of_nation(&inside, parts) {
            return true;
        }
        if titled || dated || opening || author || !mentions_any(parts, &CueWords::shared().national) {
            return false;
        }
        let first_sentence = text.find('。').unwrap_or(text.len());
        let late =
            parts[1].names.iter().find(|name| inside(name.place)).is_some_and(|name| name.start > first_sentence);
        late && mentions < MENTIONS_BEHIND_FIRST_SENTENCE
            || length >= PASSING_LENGTH && mentions < MENTIONS + length / CHARACTERS_PER_MENTION
    }
}

/// Whether a headline is about several provinces that act together, and not about what one of them has of their land: “川渝两地签约”, but not
/// “长三角再添一条高铁” above a text that names one province.
fn is_of_several_provinces(title: &str, text: &Part<'_>) -> bool {
    let cues = CueWords::shared();
    let provinces: BTreeSet<Adcode> = text.names.iter().map(|name| name.place.province()).collect();
    cues.several_provinces.is_in(&without_brackets(title))
        && (provinces.len() > 1 || cues.together.is_in(title) || cues.together.is_in(text.lead))
}

/// A headline without what stands in brackets, as columns do.
fn without_brackets(title: &str) -> String {
    let mut depth = 0_usize;
    let mut is_outside = |c: char| {
        match c {
            '(' | '【' => depth += 1,
            ')' | '】' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    title.chars().filter(|&c| is_outside(c)).collect()
}

/// Whether a headline bears the name of a column for comment: “(快评)”, “时评|”.
fn is_comment(title: &str) -> bool {
    let is_column = |label: &str| {
        let label = label.split(['·', '—']).next().unwrap_or_default().trim();
        CueWords::shared().comment_column.end(label)
    };
    let in_brackets = |part: &str| part.split_once([')', '】']).is_some_and(|(label, _)| is_column(label));
    let begins = || {
        let label = title.split_once([':', '|', '丨', '︱']).map_or("", |(label, _)| label);
        label.chars().count() <= COLUMN_WITHIN && is_column(label)
    };
    title.split(['(', '【']).skip(1).any(in_brackets) || begins()
}

/// Whether a text of the nation opens with an example from a place or gives one in passing: one paragraph names the place, and the text is
/// comment, or several other paragraphs speak of the nation, but not of a village or a family.
fn is_example_of_nation(inside: &dyn Fn(Adcode) -> bool, [title, text]: &[Part<'_>; 2]) -> bool {
    let paragraphs: BTreeSet<usize> =
        text.paragraphs().filter(|(place, _)| inside(*place)).map(|(_, paragraph)| paragraph).collect();
    let length = |paragraph: usize| text.text.split('\n').nth(paragraph).map_or(0, str::len);
    // What takes up much of a text is no example in it.
    if paragraphs.len() != 1 || paragraphs.iter().any(|&at| MAX_EXAMPLE_SHARE * length(at) > text.text.len()) {
        return false;
    }
    if is_comment(title.text) {
        return true;
    }
    let cues = CueWords::shared();
    let (mut of_nation, mut of_village) = (0, 0);
    for (_, paragraph) in text.text.split('\n').enumerate().filter(|(at, _)| !paragraphs.contains(at)) {
        of_nation += usize::from(cues.whole_nation.is_in(paragraph));
        of_village += usize::from(cues.of_village.is_in(paragraph));
    }
    of_nation >= MIN_PARAGRAPHS_OF_NATION && of_village < MIN_PARAGRAPHS_OF_NATION
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::trap_tests::about;

    #[test]
    fn comment_is_known_by_its_column() {
        for title in
            ["修路要算两本账(快评)", "把公园用好(新语·写在春天)", "时评|夜市要亮更要静", "【今日谈】守住烟火气"]
        {
            assert!(is_comment(title), "{title}");
        }
        for title in ["论坛在山城开幕", "夜市亮起来(一线调研)", "这座小城的时评人", "河池:推进产业发展"]
        {
            assert!(!is_comment(title), "{title}");
        }
    }

    #[test]
    fn a_place_in_one_paragraph_of_comment_is_an_example() {
        let rest = "修路要算经济账，也要算民生账，路通了，货运得出去，人走得进来，日子才有奔头，这笔账要往长远里算，往细处算。";
        let comment =
            format!("江苏省南通市的一座码头开工，货场连着铁路。{rest}\n{rest}{rest}\n{rest}{rest}\n{rest}{rest}");
        assert_eq!(about("修路要算两本账（快评）", &comment), "");
        assert_eq!(about("修路要算两本账", &comment), "320600");
    }

    #[test]
    fn what_provinces_do_together_is_about_none_of_them() {
        let signed = "近日，四川省生态环境厅、重庆市生态环境局在成都签署协议，共同防控污染。四川省将每季通报水质。";
        assert_eq!(about("川渝两地建立联防机制", signed), "");
        let railway = "今天，列车从杭州西站开出，杭州到温州的高铁通车，浙江省又添一条通道。";
        assert_ne!(about("轨道上的长三角再添新通道", railway), "");
        assert_eq!(without_brackets("一条江(长三角观察)【头条】的故事"), "一条江的故事");
    }

    #[test]
    fn a_speech_to_the_nation_is_about_no_province() {
        let speech = "武汉人民识大体、顾大局，武汉市和湖北省的同志作出了贡献。向武汉人民致敬！";
        assert_eq!(about("在全国表彰大会上的讲话", speech), "");
        assert_eq!(about("在表彰大会上的讲话", speech), "420100");
    }
}
