//! The evidence for the place of an article: the names in its parts and the words by which it speaks of its own place,
//! each with a weight.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::corpus::place::authors::{author_line, is_signature, reply_line};
use crate::corpus::place::cue_words::{Anywhere, CueWords};
use crate::corpus::place::names::boundaries::first_characters;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer, Level};
use crate::corpus::place::names::mentions::{Mention, Named, Placed};
use crate::corpus::place::names::surroundings::{
    Role, behind_station, is_listed_with_lands_abroad, stands_among_lands,
};
use crate::text::is_han;

/// Beijing.
pub(super) const CAPITAL: Adcode = Adcode(110_000);

/// Length of the lead in characters.
const LEAD: usize = 400;
/// Length in characters of the text that is searched for short names.
const SEARCHED: usize = 3000;

/// Length of the beginning of the lead in characters.
const BEGINNING: usize = 150;

/// Weight of each word of the lead that refers to the place named before it: “贵阳市…全市”.
const OTHER_PLACE_WORD_WEIGHT: f64 = 0.75;

/// Weight of the short name of a place that was named in full, relative to a full name.
pub(super) const SHORT_NAME_WEIGHT: f64 = 0.5;

/// Factor of the weight of a name that is weak evidence.
pub(super) const WEAK: f64 = 0.3;

/// Weight of the place whose office the author holds: “（作者系蓝山县委书记）”, or whose office replies.
const AUTHOR_WEIGHT: f64 = 4.0;

/// Texts of at most this many characters may be little more than the line below a picture.
const CAPTION_WITHIN: usize = 350;

/// How many characters the name of an office of a province has, at most.
const OFFICE_WITHIN: usize = 12;

/// A part of an article with the places it names.
pub(super) struct Part<'a> {
    pub text: &'a str,
    /// Its first [`LEAD`] characters.
    pub lead: &'a str,
    /// Its first [`SEARCHED`] characters.
    searched: &'a str,
    pub names: Vec<Name>,
    /// The offset of the line that names the author's office.
    author_line: Option<usize>,
    /// Where the office that replies is named.
    reply_line: Option<Range<usize>>,
    /// The offsets at which names end, in bytes, including names that could not be resolved.
    ends: Vec<usize>,
    /// Where the name of a division stands and means something else: start and end in bytes.
    rejected: Vec<(usize, usize)>,
    /// The headline above a text; empty for the headline itself.
    pub headline: &'a str,
}

/// A name whose place is known. Offsets are in bytes.
pub(super) struct Name {
    pub start: usize,
    pub end: usize,
    pub place: Adcode,
    /// How likely the name means this place, from 0 to 1.
    pub certainty: f64,
    /// What the words behind the name make of it.
    pub role: Option<Role>,
    /// Where the run of names begins that this one stands in.
    pub group: usize,
    /// Whether it is the short name of a county by itself.
    pub is_bare_county: bool,
}

impl Part<'_> {
    /// Whether a name stands in one list with the name before it.
    pub fn is_listed_with_last(&self, i: usize) -> bool {
        let Some(last) = i.checked_sub(1).and_then(|last| self.names.get(last)) else { return false };
        let between = self.text.get(last.end..self.names[i].group.max(last.end)).unwrap_or_default();
        matches!(between, "" | "、" | "和" | "及" | "以及" | "与")
    }

    /// Whether a name stands where a text tells who wrote it, or whose office replies.
    pub fn is_of_author(&self, start: usize) -> bool {
        self.author_line.is_some_and(|line| start > line)
            || self.reply_line.as_ref().is_some_and(|line| line.contains(&start))
    }

    /// The place whose name holds an offset in its middle: that of 省委 in “湖南省委”.
    fn name_around(&self, at: usize) -> Option<Adcode> {
        let name = self.names.get(self.names.partition_point(|name| name.end <= at))?;
        (name.start < at).then_some(name.place)
    }

    /// The named places, each with the paragraph in which it stands, from 0 on. The text is counted through once.
    pub fn paragraphs(&self) -> impl Iterator<Item = (Adcode, usize)> {
        let (mut at, mut paragraph) = (0, 0);
        self.names.iter().map(move |name| {
            paragraph += self.text.get(at..name.start).map_or(0, |between| between.matches('\n').count());
            at = at.max(name.start);
            (name.place, paragraph)
        })
    }

    /// Whether a short text names a place below its picture: “图为泰宁县一处老街”.
    fn is_caption(&self, start: usize) -> bool {
        if self.text.len() > 3 * CAPTION_WITHIN {
            return false;
        }
        let before = &self.text[..start];
        let sentence = before.rfind(['。', '\n']).map_or(before, |at| &before[at..]);
        sentence.trim_start_matches(['。', '\n', ' ', '　']).starts_with("图为")
    }

    /// The weight of a name by where in the part it stands.
    pub fn weight(&self, start: usize, is_title: bool) -> f64 {
        let first_paragraph = self.text.find('\n').unwrap_or(self.text.len());
        match start {
            _ if is_title => 4.0,
            _ if self.is_of_author(start) => AUTHOR_WEIGHT,
            _ if self.is_caption(start) => 3.0,
            0..120 => 3.0,
            _ if start < first_paragraph.min(900) => 1.5,
            _ => 0.5,
        }
    }
}

/// Whether the headline or the lead contains one of the words.
pub(super) fn mentions_any(parts: &[Part<'_>; 2], words: &Anywhere) -> bool {
    parts.iter().any(|part| words.is_in(part.lead))
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    if text.len() <= characters {
        return text;
    }
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// The offsets at which a text speaks of an organ of its own 市, 县 or 区: “市财政局”, “县委”, not “市场” and not “贵阳市”.
pub(super) fn own_organs(text: &str, own: char) -> impl Iterator<Item = usize> {
    let cues = CueWords::shared();
    let others = cues.own_division.iter().find(|(division, _)| *division == own).map_or("", |(_, others)| others);
    // “省心”, “省去”: only what ends as the name of an office does is an organ of a province.
    let is_office =
        move |after: &str| own != '省' || cues.office_of_province.is_in(first_characters(after, OFFICE_WITHIN));
    text.match_indices(own).map(|(at, _)| at).filter(move |&at| {
        if !is_office(&text[at + own.len_utf8()..]) {
            return false;
        }
        let before = text[..at].chars().next_back();
        let after = text[at + own.len_utf8()..].chars().next();
        before.is_none_or(|c| !is_han(c) || cues.before_organ.contains(&c))
            && after.is_some_and(|c| is_han(c) && !others.contains(c))
    })
}

impl Gazetteer {
    /// Finds the places that a part of an article names.
    pub(super) fn read_part<'a>(&self, text: &'a str, home: Option<Adcode>, dateline: bool) -> Part<'a> {
        let Named { mentions, rejected } = self.named(text, home, dateline);
        let resolved = self.resolve_innermost(&mentions, home);
        let has_lines = text.contains('\n');
        let name = |(start, place)| {
            let mention = &mentions[mentions.binary_search_by_key(&start, |m| m.start).ok()?];
            let Mention { end, role, group, is_bare_county, .. } = *mention;
            let role = if has_lines && is_signature(text, group, end) { Some(Role::Signature) } else { role };
            Some(Name { start, end, place, certainty: mention.certainty(), role, group, is_bare_county })
        };
        let mut names: Vec<Name> = resolved.into_iter().filter_map(name).collect();
        // A dateline names counties by their short names: “新华社延庆电”.
        if dateline
            && names.is_empty()
            && let Some((_, place)) = text.rsplit_once(' ')
            && let Some(&[county]) = self.stems.get(place.trim()).map(Vec::as_slice)
        {
            let start = text.len() - place.len();
            let (end, certainty, role, group) = (text.len(), 0.9, None, start);
            names.push(Name { start, end, place: county, certainty, role, group, is_bare_county: false });
        }
        let searched = head(text, SEARCHED);
        let ends = mentions.iter().map(|m| m.end).collect();
        Part {
            text,
            lead: head(searched, LEAD),
            searched,
            names,
            author_line: author_line(text),
            reply_line: reply_line(text),
            ends,
            rejected,
            headline: "",
        }
    }

    /// How far a name is evidence for its place: 1, or less for the capital, for a venue or a helper, for a place that
    /// somebody goes to or comes from, and for one of several places in a row.
    pub(super) fn trust(&self, part: &Part<'_>, i: usize, home: Option<Adcode>) -> f64 {
        let cues = CueWords::shared();
        let name = &part.names[i];
        let (before, after) = (&part.text[..name.start], &part.text[name.end..]);
        if matches!(name.role, Some(Role::Event | Role::Launch | Role::Signature)) {
            return 0.0;
        }
        let mut factor = 1.0;
        // National affairs take place in the capital; only “北京市” makes a story one about the city.
        if name.place == CAPITAL
            && !part.text[name.start..].starts_with("北京市")
            && home.map(Adcode::province) != Some(CAPITAL)
        {
            factor *= WEAK;
        }
        if home.is_some_and(|home| self.within(name.place, home)) {
            return factor;
        }
        // “贵阳在深圳举办”: the story is about the place that acts, not about the other one.
        let in_place = before.strip_suffix('在').is_some_and(|actor| i > 0 && part.names[i - 1].end == actor.len());
        let away = in_place
            || name.role == Some(Role::Giver)
            || cues.elsewhere.end(before)
            || cues.elsewhere_beyond.end(&part.text[..name.group])
            || cues.visited.begin(after);
        // “北京、苏州、深圳”, “贵阳至南宁”: one of several places in different provinces.
        let in_a_row = |one: &Name, next: &Name| {
            one.place.province() != next.place.province()
                && matches!(
                    behind_station(&part.text[one.end..next.group.max(one.end)]),
                    "、" | "至" | "到" | "—" | "——" | "-" | "－"
                )
        };
        let in_list = (i > 0 && in_a_row(&part.names[i - 1], name))
            || part.names.get(i + 1).is_some_and(|next| in_a_row(name, next));
        // “宁波等7个城市”: one of several that are not all named.
        let and_others =
            after.strip_prefix('等').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '多'));
        if away
            || in_list
            || and_others
            || stands_among_lands(before, after)
            || is_listed_with_lands_abroad(before, after)
            || self.venue(part, i, home).is_some()
            || self.hosts(part, i)
            || self.sets_out(part, i)
        {
            factor *= WEAK;
        }
        factor
    }

    /// Adds the weights of short names: once a county, or a place whose short name is an everyday word, is named in
    /// full, its short name refers to it too.
    pub(super) fn weigh_short_names(
        &self,
        parts: &[Part<'_>; 2],
        mentioned: &[Placed],
        nearness: f64,
        weights: &mut Vec<(Adcode, f64)>,
    ) {
        for place in mentioned.iter().take(20).map(|named| named.place) {
            let Some(region) = self.get(place).filter(|r| r.level != Level::Province) else { continue };
            let Some(stem) = region.name.strip_suffix(['区', '县', '市', '旗']) else { continue };
            if stem.chars().count() < 2 {
                continue;
            }
            for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
                let outside_names = |at: usize| {
                    let next = part.names.partition_point(|n| n.end <= at);
                    let other = part.rejected.partition_point(|&(_, end)| end <= at);
                    part.names.get(next).is_none_or(|n| n.start >= at + stem.len())
                        && part.rejected.get(other).is_none_or(|&(start, _)| start >= at + stem.len())
                };
                for (at, _) in part.searched.match_indices(stem).filter(|&(at, _)| outside_names(at)).take(8) {
                    weights.push((place, nearness * SHORT_NAME_WEIGHT * part.weight(at, is_title)));
                }
            }
        }
    }

    /// Adds the weights of words for the paper's own place: “我省”, “我市”, “全县” refer to its province, city or county. An
    /// organ of a 市 or 县 belongs to the place named last, if any. Returns whether the very beginning of a part refers
    /// to the home, or to a city or county within it, in this way.
    pub(super) fn weigh_own_words(
        &self,
        parts: &[Part<'_>; 2],
        home: Adcode,
        weights: &mut Vec<(Adcode, f64)>,
    ) -> bool {
        let cues = CueWords::shared();
        let autonomous = self.get(home.province()).is_some_and(|r| r.name.ends_with("自治区"));
        let province_words = if autonomous { &cues.our_autonomous_region } else { &cues.our_province };
        // A county-level city calls itself 市 too, as does a municipality, which has no prefectures.
        let is_city = self.get(home).is_some_and(|r| r.name.ends_with('市'));
        let municipality = Some(home.province()).filter(|&province| self.is_municipality(province));
        let city = if is_city { Some(home) } else { self.at_level(home, Level::Prefecture).or(municipality) };
        // An autonomous prefecture has the organs of a 州 and those of its cities.
        let is_prefecture = city.and_then(|city| self.get(city)).is_some_and(|r| r.name.ends_with('州'));
        let own_city = if is_prefecture { &['市', '州'][..] } else { &['市'][..] };
        let county = self.at_level(home, Level::County);
        let mut early = false;
        // In the paper of a city 省委 is often but the office of one who came.
        // What an office of the nation asks of those of all provinces is no news of this one.
        let is_own = home == home.province() && municipality.is_none() && !mentions_any(parts, &cues.national);
        let own_province = if is_own { &['省'][..] } else { &[] };
        for (place, words, shared, divisions, endings) in [
            (Some(home.province()), province_words, None, own_province, &['省'][..]),
            (city, &cues.our_city, Some(&cues.all_the_city), own_city, &['市', '州', '盟'][..]),
            (county, &cues.our_county, Some(&cues.all_the_county), &['县', '区', '旗'][..], &['县', '区', '旗'][..]),
        ] {
            let mut found = 0;
            for part in parts {
                let lead = part.lead;
                let beginning = head(lead, BEGINNING).len();
                let mut own: Vec<usize> = words.starts(lead).collect();
                let mut others: BTreeMap<Adcode, usize> = BTreeMap::new();
                let shared = shared.into_iter().flat_map(|words| words.starts(lead));
                for at in shared.chain(divisions.iter().flat_map(|&division| own_organs(lead, division))) {
                    match self.last_named(part, at, endings) {
                        Some(other) if Some(other) != place => *others.entry(other).or_default() += 1,
                        _ => own.push(at),
                    }
                }
                // A word right behind a name or within that of another place belongs to that place: “湖南省委”.
                own.retain(|at| {
                    part.ends.binary_search(at).is_err() && part.name_around(*at).is_none_or(|n| Some(n) == place)
                });
                found += own.len();
                // In the paper of a city an organ of a 区 is one of its districts, but “全区” may be any area.
                let is_clear = |at: usize| place.is_some() || !cues.all_the_county_words.begin(&lead[at..]);
                early |= !divisions.is_empty() && own.iter().any(|&at| at < beginning && is_clear(at));
                let weight = |count: usize| OTHER_PLACE_WORD_WEIGHT * count.min(5) as f64;
                weights.extend(others.into_iter().map(|(other, count)| (other, weight(count))));
            }
            if let Some(place) = place.filter(|_| found > 0) {
                weights.push((place, 1.5 + 0.5 * found.min(5) as f64));
            }
        }
        early
    }

    /// The last fully trusted place before an offset whose name ends in one of the characters.
    fn last_named(&self, part: &Part<'_>, at: usize, endings: &[char]) -> Option<Adcode> {
        let before = part.names.partition_point(|name| name.end <= at);
        let fitting = |i: &usize| self.get(part.names[*i].place).is_some_and(|r| r.name.ends_with(endings));
        let last = (0..before).rev().filter(fitting).find(|&i| self.trust(part, i, None) == 1.0);
        last.map(|i| part.names[i].place)
    }
}
