//! Words around the names of places: those that make a name no place, those that tell whose news it is, and those that
//! separate local from national news. They are read from `data/place-cues.csv`.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The shipped table of words, each with the role it plays.
const TABLE: &str = include_str!("../../../data/place-cues.csv");

/// Words that a text may begin or end with, found by their first or last character.
#[derive(Default)]
pub(super) struct Affixes(FxHashMap<char, Vec<&'static str>>);

impl Affixes {
    /// Words to look for at the beginning of a text.
    fn prefixes(words: &[&'static str]) -> Self {
        Affixes::by(words, |word| word.chars().next())
    }

    /// Words to look for at the end of a text.
    fn suffixes(words: &[&'static str]) -> Self {
        Affixes::by(words, |word| word.chars().next_back())
    }

    fn by(words: &[&'static str], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut index: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for &word in words {
            index.entry(key(word).unwrap_or_default()).or_default().push(word);
        }
        Affixes(index)
    }

    /// Whether a text begins with one of the words.
    pub fn begin(&self, text: &str) -> bool {
        let first = text.chars().next().and_then(|c| self.0.get(&c));
        first.is_some_and(|words| words.iter().any(|word| text.starts_with(word)))
    }

    /// Whether a text ends with one of the words.
    pub fn end(&self, text: &str) -> bool {
        let last = text.chars().next_back().and_then(|c| self.0.get(&c));
        last.is_some_and(|words| words.iter().any(|word| text.ends_with(word)))
    }
}

/// Words that may stand anywhere in a text.
pub(super) struct Anywhere(Option<AhoCorasick>);

impl Anywhere {
    fn new(words: &[&'static str]) -> Self {
        // The lists are short, so that the fastest kind of automaton stays small.
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words);
        Anywhere(automaton.ok().filter(|_| !words.is_empty()))
    }

    /// Whether a text contains one of the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|words| words.is_match(text))
    }

    /// The offsets at which the words begin in a text, overlapping ones included.
    pub fn starts<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        self.0.iter().flat_map(move |words| words.find_overlapping_iter(text)).map(|found| found.start())
    }
}

/// All words, by role; the table says what each role means.
pub(super) struct CueWords {
    pub everyday: FxHashSet<&'static str>,
    pub thing_behind: Affixes,
    pub media_behind: Affixes,
    pub document: Anywhere,
    pub smaller_behind: Affixes,
    pub branch_behind: Affixes,
    pub county_organ: Affixes,
    pub everyday_stem: FxHashSet<&'static str>,
    pub happens: Affixes,
    pub wider_land: Vec<&'static str>,
    pub before_home: Vec<&'static str>,
    pub local: Anywhere,
    pub office: Anywhere,
    pub head_of_state: Anywhere,
    pub national: Anywhere,
    pub whole_nation: Anywhere,
    pub of_village: Anywhere,
    pub national_agency: Affixes,
    pub visited: Affixes,
    pub acts: Affixes,
    pub railway_bureau: FxHashSet<&'static str>,
    pub county_and_land: FxHashSet<&'static str>,
    pub office_of_province: Anywhere,
    pub person_behind: Affixes,
    pub inner_place: FxHashSet<&'static str>,
    pub lies: Anywhere,
    pub sets_out: Anywhere,
    pub comes_back: Affixes,
    pub expedition: Anywhere,
    pub milestone: Anywhere,
    pub elsewhere: Affixes,
    pub elsewhere_beyond: Affixes,
    pub giver_behind: Affixes,
    pub event_behind: Affixes,
    pub launch_behind: Affixes,
    pub land_behind: Affixes,
    pub land_before: Affixes,
    pub venue_verb: Anywhere,
    pub host_verb: Anywhere,
    pub wide_event: Anywhere,
    pub meeting: Affixes,
    pub event_noun: Anywhere,
    pub state_act: Anywhere,
    pub digest_title: Affixes,
    pub foreign_title: Anywhere,
    pub everywhere_title: Anywhere,
    pub speech_title: Anywhere,
    pub several_provinces: Anywhere,
    pub together: Anywhere,
    pub comment_column: Affixes,
    pub own_fair: Anywhere,
    pub unification: Anywhere,
    pub region_organ: Affixes,
    pub abroad_before: Affixes,
    pub abroad_behind: Affixes,
    pub sound: FxHashSet<char>,
    pub surname: FxHashSet<char>,
    pub person_before: Affixes,
    pub before_organ: FxHashSet<char>,
    pub our_province: Anywhere,
    pub our_autonomous_region: Anywhere,
    pub our_city: Anywhere,
    pub our_county: Anywhere,
    pub all_the_city: Anywhere,
    pub all_the_county: Anywhere,
    pub all_the_county_words: Affixes,
    /// For 省, 市, 州, 县, 区 and 旗 the characters behind them that make them another word.
    pub own_division: [(char, &'static str); 6],
}

impl CueWords {
    /// The shipped words, read once.
    pub fn shared() -> &'static CueWords {
        static SHARED: OnceLock<CueWords> = OnceLock::new();
        SHARED.get_or_init(|| {
            let mut roles: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
            for (role, words) in rows(TABLE) {
                roles.entry(role).or_default().extend(words.split_whitespace());
            }
            CueWords::of(&roles)
        })
    }

    fn of(roles: &FxHashMap<&'static str, Vec<&'static str>>) -> CueWords {
        let words = |role: &str| roles.get(role).map_or(&[][..], Vec::as_slice);
        let prefixes = |role: &str| Affixes::prefixes(words(role));
        let suffixes = |role: &str| Affixes::suffixes(words(role));
        let anywhere = |role: &str| Anywhere::new(words(role));
        let characters = |role: &str| words(role).iter().flat_map(|word| word.chars()).collect();
        CueWords {
            everyday: words("everyday").iter().copied().collect(),
            thing_behind: prefixes("thing_behind"),
            media_behind: prefixes("media_behind"),
            document: anywhere("document"),
            smaller_behind: prefixes("smaller_behind"),
            branch_behind: prefixes("branch_behind"),
            county_organ: prefixes("county_organ"),
            everyday_stem: words("everyday_stem").iter().copied().collect(),
            happens: prefixes("happens"),
            wider_land: words("wider_land").to_vec(),
            before_home: words("before_home").to_vec(),
            local: anywhere("local"),
            office: anywhere("office"),
            head_of_state: anywhere("head_of_state"),
            national: anywhere("national"),
            whole_nation: anywhere("whole_nation"),
            of_village: anywhere("of_village"),
            national_agency: prefixes("national_agency"),
            visited: prefixes("visited"),
            acts: prefixes("acts"),
            railway_bureau: words("railway_bureau").iter().copied().collect(),
            county_and_land: words("county_and_land").iter().copied().collect(),
            office_of_province: anywhere("office_of_province"),
            person_behind: prefixes("person_behind"),
            inner_place: words("inner_place").iter().copied().collect(),
            lies: anywhere("lies"),
            sets_out: anywhere("sets_out"),
            comes_back: suffixes("comes_back"),
            expedition: anywhere("expedition"),
            milestone: anywhere("milestone"),
            elsewhere: suffixes("elsewhere"),
            elsewhere_beyond: suffixes("elsewhere_beyond"),
            giver_behind: prefixes("giver_behind"),
            event_behind: prefixes("event_behind"),
            launch_behind: prefixes("launch_behind"),
            land_behind: prefixes("forecast_land"),
            land_before: suffixes("forecast_land"),
            venue_verb: anywhere("venue_verb"),
            host_verb: anywhere("host_verb"),
            wide_event: anywhere("wide_event"),
            meeting: suffixes("meeting"),
            event_noun: anywhere("event_noun"),
            state_act: anywhere("state_act"),
            foreign_title: anywhere("foreign_title"),
            everywhere_title: anywhere("everywhere_title"),
            digest_title: suffixes("digest_title"),
            speech_title: anywhere("speech_title"),
            several_provinces: anywhere("several_provinces"),
            together: anywhere("together"),
            comment_column: suffixes("comment_column"),
            own_fair: anywhere("own_fair"),
            unification: anywhere("unification"),
            region_organ: prefixes("region_organ"),
            abroad_before: suffixes("abroad_before"),
            abroad_behind: prefixes("abroad_before"),
            sound: characters("sound"),
            surname: characters("surname"),
            person_before: suffixes("person_before"),
            before_organ: characters("before_organ"),
            our_province: anywhere("our_province"),
            our_autonomous_region: anywhere("our_autonomous_region"),
            our_city: anywhere("our_city"),
            our_county: anywhere("our_county"),
            all_the_city: anywhere("all_the_city"),
            all_the_county: anywhere("all_the_county"),
            all_the_county_words: prefixes("all_the_county"),
            own_division: own_divisions(roles),
        }
    }
}

/// For 省, 市, 州, 县, 区 and 旗 the characters behind them that make them another word.
fn own_divisions(roles: &FxHashMap<&'static str, Vec<&'static str>>) -> [(char, &'static str); 6] {
    let joined = |role: &str| roles.get(role).and_then(|words| words.first()).copied().unwrap_or_default();
    [
        ('省', joined("not_own_province")),
        ('市', joined("not_own_city")),
        ('州', joined("not_own_prefecture")),
        ('县', joined("not_own_county")),
        ('区', joined("not_own_district")),
        ('旗', joined("not_own_banner")),
    ]
}

/// The rows of a table of two columns, without comments and the head line.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_of_the_table_has_words_and_is_used() {
        let source = include_str!("cue_words.rs");
        for (role, words) in rows(TABLE) {
            assert!(source.contains(&format!("(\"{role}\")")), "{role} is not read");
            assert!(words.split_whitespace().next().is_some(), "{role} has no words");
        }
    }

    #[test]
    fn words_are_found_at_the_beginning_the_end_and_anywhere() {
        let cues = CueWords::shared();
        assert!(cues.thing_behind.begin("大学的教师") && !cues.thing_behind.begin("的大学"));
        assert!(cues.elsewhere.end("产品销往") && !cues.elsewhere.end("销往各地"));
        assert!(cues.national.is_in("国务院印发通知") && !cues.national.is_in("县里印发通知"));
        assert_eq!(cues.all_the_city.starts("全市和全州").count(), 2);
    }
}
