//! News of the nation in papers without a home, which names places without being about one: acts of state, events of the
//! whole nation, digests, news from abroad, and comment that opens with an example from somewhere.

use std::collections::BTreeSet;

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::{Part, WEAK, mentions_any};
use crate::corpus::place::gazetteer::{Adcode, Gazetteer};
use crate::corpus::place::smaller_places::dwells_on_smaller_place;

/// Shorter texts are about the place that they name, be it once.
const PASSING_LENGTH: usize = 350;

/// Length in characters of the text for which one more mention is needed.
const CHARACTERS_PER_MENTION: usize = 700;

/// How many mentions of one province any text needs.
const MENTIONS: usize = 1;

/// Weight of place names as evidence in an article on an act of state.
const ACT_OF_STATE: f64 = 0.1;

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
        if cues.state_act.is_in(title) {
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
            && self.matcher.find(place).is_none()
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
        if !titled && !dated && !author && length >= PASSING_LENGTH && is_example_of_nation(&inside, &parts[1]) {
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

/// Whether a text of the nation opens with an example from a place or gives one in passing: one paragraph names the place, and several
/// others speak of the nation, but not of a village or a family.
fn is_example_of_nation(inside: &dyn Fn(Adcode) -> bool, text: &Part<'_>) -> bool {
    let paragraphs: BTreeSet<usize> =
        text.paragraphs().filter(|(place, _)| inside(*place)).map(|(_, paragraph)| paragraph).collect();
    let length = |paragraph: usize| text.text.split('\n').nth(paragraph).map_or(0, str::len);
    // What takes up much of a text is no example in it.
    if paragraphs.len() != 1 || paragraphs.iter().any(|&at| MAX_EXAMPLE_SHARE * length(at) > text.text.len()) {
        return false;
    }
    let cues = CueWords::shared();
    let (mut of_nation, mut of_village) = (0, 0);
    for (_, paragraph) in text.text.split('\n').enumerate().filter(|(at, _)| !paragraphs.contains(at)) {
        of_nation += usize::from(cues.whole_nation.is_in(paragraph));
        of_village += usize::from(cues.of_village.is_in(paragraph));
    }
    of_nation >= MIN_PARAGRAPHS_OF_NATION && of_village < MIN_PARAGRAPHS_OF_NATION
}
