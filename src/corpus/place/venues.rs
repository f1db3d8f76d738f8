//! Places that are only where something was held. The rule: a place in which an event of the nation, of several nations
//! or of several provinces is held, in which state guests are received, or from which something is launched, is named by the
//! news and not what it is about; nor is the place in which another place holds its fair. An event that a place holds for
//! itself is about that place.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::{Name, Part};
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer};

/// How far behind the name of a venue its verb may stand, in bytes.
const VERB_WITHIN: usize = 120;

/// How far before a name its sentence is read, in bytes.
const SENTENCE_WITHIN: usize = 360;

/// Ends of sentences.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// What is held in a place that the news is not about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Venue {
    /// An event of the nation, or of several nations or provinces.
    Many,
    /// The fair of another place.
    Another,
    /// A meeting of the province in which the place lies.
    Province,
}

/// Words in the names of hosts that are of the nation.
const HOSTS_OF_NATION: [&str; 7] = ["国家", "中国", "全国", "中央", "国务院", "总局", "总会"];

impl Gazetteer {
    /// The event that is held in the named place, if the place is only a venue: “在上海开幕”.
    pub(super) fn venue(&self, part: &Part<'_>, i: usize, home: Option<Adcode>) -> Option<Venue> {
        let name = &part.names[i];
        // “在中国香港举行”: the land before the name belongs to it.
        let to_name = &part.text[..name.group];
        if !to_name.strip_suffix("中国").unwrap_or(to_name).ends_with(['在', '于']) {
            return None;
        }
        let cues = CueWords::shared();
        let near = near_behind(part.text, name);
        if !cues.venue_verb.is_in(near) {
            return None;
        }
        let before = sentence_before(part.text, name);
        // “龙舟大赛盐城站落幕”: a leg of a tour is the tour's.
        let is_leg = part.headline.find('赛').is_some_and(|at| part.headline[at..].contains('站'));
        let held_by_another = || {
            let first = name.group - before.len();
            let named =
                part.names[..i].iter().any(|other| other.start >= first && !self.within(other.place, name.place));
            home.is_some() || named || cues.all_the_city.is_in(before) || cues.our_city.is_in(before)
        };
        if (cues.own_fair.is_in(before) || cues.own_fair.is_in(near)) && held_by_another() {
            return Some(Venue::Another);
        }
        if is_wide(before) || is_wide(near) || is_leg {
            return Some(Venue::Many);
        }
        self.is_meeting_of_province(part, i, before).then_some(Venue::Province)
    }

    /// Whether the sentence before a name ends with a meeting that its province holds: “某省教育工作会议在”.
    fn is_meeting_of_province(&self, part: &Part<'_>, i: usize, before: &str) -> bool {
        let province = part.names[i].place.province();
        let first = part.names[i].group - before.len();
        let is_named = || part.names[..i].iter().any(|other| other.start >= first && other.place == province);
        let is_inner = part.names[i].place != province;
        is_inner && CueWords::shared().meeting.end(before.trim_end_matches(['在', '于'])) && is_named()
    }

    /// Whether a place is named as one of those that hold an event of many: “由科技部、湖北省人民政府共同主办的国际论坛”.
    pub(super) fn hosts(&self, part: &Part<'_>, i: usize) -> bool {
        let near = near_behind(part.text, &part.names[i]);
        let clause = near.split([',', '，']).next().unwrap_or_default();
        if !CueWords::shared().host_verb.is_in(clause) {
            return false;
        }
        let before = sentence_before(part.text, &part.names[i]);
        let is_by = || before.match_indices('由').any(|(at, _)| !before[..at].ends_with(['自', '理', '事', '缘']));
        // Without a host of the nation beside it, the event is one of the place itself.
        let names_nation = || {
            before.contains('部') || HOSTS_OF_NATION.iter().any(|host| before.contains(host) || clause.contains(host))
        };
        is_by() && names_nation() && (is_wide(before) || is_wide(near))
    }

    /// Whether an undertaking of the nation sets out from a place or comes back to it, or a series reaches a round number with
    /// what leaves the place, so that the place is named by chance: “从湛江起航”.
    pub(super) fn sets_out(&self, part: &Part<'_>, i: usize) -> bool {
        let cues = CueWords::shared();
        let name = &part.names[i];
        let to_name = &part.text[..name.group];
        let near = near_behind(part.text, name);
        let leaves = to_name.ends_with(['从', '自', '在', '由']) && cues.sets_out.is_in(near);
        if !leaves && !cues.comes_back.end(to_name) {
            return false;
        }
        let around = [part.headline, sentence_before(part.text, name), near];
        let is_series = || leaves && cues.milestone.is_in(near) && !self.names.is_in(part.headline);
        around.iter().any(|text| cues.expedition.is_in(text)) || is_series()
    }
}

/// Whether a text tells of an event of the nation, of several nations or of several provinces.
fn is_wide(text: &str) -> bool {
    CueWords::shared().wide_event.is_in(&text.replace("全国首", ""))
}

/// What stands before a name's run of names in its sentence.
fn sentence_before<'t>(text: &'t str, name: &Name) -> &'t str {
    let from = text.ceil_char_boundary(name.group.saturating_sub(SENTENCE_WITHIN));
    let before = &text[from..name.group];
    before.rfind(ENDS).map_or(before, |at| before[at..].trim_start_matches(ENDS))
}

/// What stands behind a name in its sentence, as far as the verb of a venue may stand.
fn near_behind<'t>(text: &'t str, name: &Name) -> &'t str {
    let after = &text[name.end..text.floor_char_boundary(name.end + VERB_WITHIN)];
    after.find(ENDS).map_or(after, |at| &after[..at])
}
