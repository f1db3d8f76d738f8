//! Finds the names of divisions in a text, and the division that each name stands for.

use crate::corpus::place::boundaries::Standing;
use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::english;
use crate::corpus::place::gazetteer::{Adcode, Gazetteer, Level, Region};
use crate::corpus::place::hit::Hit;
use crate::corpus::place::surroundings::{
    Role, is_part_of_foreign_name, names_an_institution, names_people, role_behind, stands_alone,
};

/// A name found in a text.
pub(super) struct Mention {
    /// Offset in bytes.
    pub(super) start: usize,
    /// Offset of the end, in bytes.
    pub(super) end: usize,
    /// The divisions that the name may stand for.
    pub(super) candidates: Vec<Adcode>,
    /// Whether the name is a full name.
    pub(super) full: bool,
    /// What the words behind the name make of it.
    pub(super) role: Option<Role>,
    /// Where the run of names begins that this one stands in: 贵州省 in “贵州省贵阳市”.
    pub(super) group: usize,
}

/// A place, and how certain it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The place.
    pub place: Adcode,
    /// For the place an article is about, how likely its province is right; for a place that it names, how likely the
    /// name means this place. From 0 to 1.
    pub confidence: f64,
}

impl Mention {
    /// How likely the name means the division chosen for it: full names of one division are certain, short names are
    /// other words now and then, and a choice among several bearers may be wrong.
    pub(super) fn certainty(&self) -> f64 {
        match (self.candidates.len(), self.full) {
            (1, true) => 0.99,
            (1, false) => 0.95,
            _ => 0.85,
        }
    }
}

/// Names less similar than this are not suggested in place of an unknown one, on a scale from 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;
/// At most this many divisions are suggested.
const MAX_CANDIDATES: usize = 8;

impl Gazetteer {
    /// Reads a region as users write it: an adcode, names such as “贵州贵阳” or “绥宁县”, or the English name of a province.
    pub fn parse(&self, text: &str) -> Option<Adcode> {
        let text = text.trim();
        if let Some(province) = english::parse(text) {
            return Some(province);
        }
        if let Ok(adcode) = text.parse::<Adcode>() {
            return (self.get(adcode).is_some() || self.is_grouping(adcode)).then_some(adcode);
        }
        let resolved = self.resolve(&self.mentions(text, None, false), None);
        // Each name must lie within the one before it: “贵州贵阳”, not “贵州湖南”.
        let mut last: Option<Adcode> = None;
        for (_, adcode) in resolved {
            if last.is_some_and(|outer| !self.within(adcode, outer)) {
                return None;
            }
            last = Some(adcode);
        }
        last
    }

    /// The full names and codes of the divisions that an ambiguous or unknown name may stand for: at most eight with
    /// exactly this name, or else the three with the most similar names.
    pub fn candidates(&self, text: &str) -> Vec<String> {
        let text = text.trim();
        let bears = |region: &&Region| region.name == text || region.short == text;
        let mut found: Vec<Adcode> = self.regions().filter(bears).map(|region| region.adcode).collect();
        if found.is_empty() {
            let similarity = |region: &Region| {
                strsim::jaro_winkler(&region.name, text).max(strsim::jaro_winkler(&region.short, text))
            };
            // Of equally similar names, those of larger divisions are likelier to be meant.
            let mut similar: Vec<(f64, Level, Adcode)> =
                self.regions().map(|region| (similarity(region), region.level, region.adcode)).collect();
            similar.retain(|(similarity, ..)| *similarity >= MIN_SIMILARITY);
            similar.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            found = similar.into_iter().map(|(.., adcode)| adcode).take(3).collect();
        }
        found.into_iter().take(MAX_CANDIDATES).map(|adcode| format!("{}, {adcode}", self.full_name(adcode))).collect()
    }

    /// The place in the name of a paper or site: “汤阴县人民政府网”. The short name of a county counts too if no other
    /// county has it: “武隆网”, “掌上武隆”.
    pub fn home_of(&self, source: &str) -> Option<Adcode> {
        let cues = CueWords::shared();
        let named = self.resolve(&self.mentions(source, None, true), None).last().map(|&(_, adcode)| adcode);
        let bare = cues.before_home.iter().find_map(|word| source.strip_prefix(word)).unwrap_or(source);
        named.or_else(|| {
            let counties = ends_of(bare).filter_map(|end| self.stems.get(&bare[..end]));
            let only = counties.last().filter(|bearers| bearers.len() == 1).map(|bearers| bearers[0]);
            let is_place = |county: &Adcode| {
                let name =
                    ends_of(bare).filter(|&end| self.stems.get(&bare[..end]).is_some_and(|b| b == &[*county])).last();
                let end = name.unwrap_or_default();
                let hit =
                    Hit { text: bare, start: 0, end, bearers: &[], full: false, is_led_to: false, leads_on: false };
                hit.standing() == Standing::Name
                    && !names_an_institution(hit.after())
                    && !self.matcher.find(bare).is_some_and(|term| {
                        term.start() == 0 && term.end() > end && self.bearers[term.pattern().as_usize()].0.is_empty()
                    })
                    && !cues.wider_land.iter().any(|land| bare.starts_with(land))
            };
            only.filter(is_place)
        })
    }

    /// The names in a text, in order. In a dateline even a name that is an everyday word is a place.
    pub(super) fn mentions(&self, text: &str, home: Option<Adcode>, dateline: bool) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut hits = self.hits(text).peekable();
        while let Some(mut hit) = hits.next() {
            hit.is_led_to = found.last().is_some_and(|m| m.end == hit.start);
            // “重庆江津” is no river of Chongqing.
            let leads_to_district = || self.short_name_inside(hit.after(), hit.bearers).is_some();
            hit.leads_on = hits.peek().is_some_and(|next| next.start == hit.end) || leads_to_district();
            let role = role_behind(hit.after()).filter(|_| !hit.leads_on);
            let is_paper = !dateline && CueWords::shared().media_behind.begin(hit.after());
            if is_paper || role == Some(Role::Thing) || names_an_institution(hit.after()) || names_people(hit.after()) {
                continue;
            }
            let candidates = self.candidates_of(&hit, found.last(), home, dateline);
            if candidates.is_empty() || self.is_homonym(&hit) {
                continue;
            }
            let mention = |end: usize, candidates: Vec<Adcode>, full: bool| Mention {
                start: hit.start,
                end,
                candidates,
                full,
                role,
                group: found.last().filter(|m| m.end == hit.start).map_or(hit.start, |m| m.group),
            };
            let place = match hit.standing() {
                Standing::Name => mention(hit.end, candidates, hit.full),
                Standing::CutOut => continue,
                Standing::WithoutLast => match self.without_last(&hit) {
                    Some((end, candidates)) => mention(end, candidates, false),
                    None => continue,
                },
            };
            // “海南文昌航天发射场”: what holds for the inner name holds for the outer one before it.
            if matches!(role, Some(Role::Event | Role::Launch))
                && let Some(outer) = found.last_mut().filter(|m| m.end == place.start)
            {
                outer.role = role;
            }
            let next = hits.peek().map_or(text.len(), |next| next.start);
            let district = self.district_behind(text, &place, next);
            found.push(place);
            found.extend(district);
        }
        found
    }

    /// The names as the matcher finds them, without the longer terms that hold one.
    fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<'t>> {
        self.matcher.find_iter(text).filter_map(move |hit| {
            let (bearers, full) = &self.bearers[hit.pattern().as_usize()];
            let hit = Hit {
                text,
                start: hit.start(),
                end: hit.end(),
                bearers,
                full: *full,
                is_led_to: false,
                leads_on: false,
            };
            (!bearers.is_empty()).then_some(hit)
        })
    }

    /// The divisions that a name may stand for where it stands.
    fn candidates_of(
        &self,
        hit: &Hit<'_>,
        last: Option<&Mention>,
        home: Option<Adcode>,
        dateline: bool,
    ) -> Vec<Adcode> {
        let (name, before, after) = (hit.name(), hit.before(), hit.after());
        let cues = CueWords::shared();
        if !hit.full && !hit.leads_on && cues.smaller_behind.begin(after) {
            return Vec::new();
        }
        let mut candidates = hit.bearers.to_vec();
        let within_last = |c: Adcode| {
            last.filter(|m| m.end == hit.start)
                .is_some_and(|outer| outer.candidates.iter().any(|&b| c != b && self.within(c, b)))
        };
        // “北京朝阳” is the district in Beijing and not the prefecture of that name.
        candidates.extend(self.stems.get(name).into_iter().flatten().copied().filter(|&c| !hit.full && within_last(c)));
        if candidates.iter().any(|&c| within_last(c)) {
            candidates.retain(|&c| within_last(c));
            candidates.sort();
            candidates.dedup();
            return candidates;
        }
        // A short name alone stands for a province or prefecture. Short names of counties (和平, 安宁), everyday
        // words, and names such as 城区 and 郊区 are too ambiguous.
        let happens_there = before.ends_with('在') && cues.happens.begin(after);
        let is_near = || hit.full && candidates.iter().any(|&c| self.neighbours(c, home));
        let clearly_a_place = dateline || happens_there || self.is_home(name, home) || is_near();
        let everyday = cues.everyday.contains(name) && !clearly_a_place;
        if everyday || (hit.full && name.chars().count() < 3 && !stands_alone(name, before, after)) {
            return Vec::new();
        }
        let is_county = |c: &Adcode| self.get(*c).is_some_and(|r| r.level == Level::County);
        let county_only = !hit.full && candidates.iter().all(is_county);
        // The paper of a city calls its own districts by their short names.
        let neighbours = if hit.full { Vec::new() } else { self.neighbours_named(name, home) };
        if !neighbours.is_empty() {
            return neighbours;
        }
        if let Some(county) = self.county_with_organs(name, after, home).filter(|_| county_only) {
            return vec![county];
        }
        if !hit.full {
            candidates.retain(|c| self.get(*c).is_some_and(|r| r.level != Level::County && r.current));
            let highest = candidates.iter().filter_map(|c| self.get(*c)).map(|r| r.level).min();
            candidates.retain(|c| self.get(*c).map(|r| r.level) == highest);
        }
        candidates
    }

    /// Whether other words of the text show that a short name means something else: 巴中 beside 巴基斯坦.
    fn is_homonym(&self, hit: &Hit<'_>) -> bool {
        let abroad = || CueWords::shared().abroad_before.end(hit.before());
        let elsewhere = || self.homonyms.get(hit.name()).is_some_and(|words| words.is_match(hit.text));
        !hit.full && (abroad() || elsewhere() || is_part_of_foreign_name(hit.before(), hit.name(), hit.after()))
    }

    /// The divisions of the short name that remains where the last character of a full name belongs to the next word.
    fn without_last(&self, hit: &Hit<'_>) -> Option<(usize, Vec<Adcode>)> {
        let (at, _) = hit.name().char_indices().next_back()?;
        let short = &hit.name()[..at];
        let found = self.matcher.find(short).filter(|found| found.len() == short.len())?;
        let (bearers, full) = &self.bearers[found.pattern().as_usize()];
        let shorter = Hit {
            text: hit.text,
            start: hit.start,
            end: hit.start + at,
            bearers,
            full: *full,
            is_led_to: false,
            leads_on: false,
        };
        let candidates = self.candidates_of(&shorter, None, None, false);
        (!candidates.is_empty()).then_some((shorter.end, candidates))
    }

    /// Whether a name is the short name of the home or of a division it belongs to: in its own paper 丽水 is no everyday
    /// word.
    fn is_home(&self, name: &str, home: Option<Adcode>) -> bool {
        home.is_some_and(|home| self.chain(home).any(|a| self.get(a).is_some_and(|r| r.short == name)))
    }

    /// Chooses one division for each mention and returns it with the start of the mention; ambiguous mentions are left
    /// out.
    fn resolve(&self, mentions: &[Mention], home: Option<Adcode>) -> Vec<(usize, Adcode)> {
        let mut certain: Vec<Adcode> =
            mentions.iter().filter(|m| m.candidates.len() == 1).map(|m| m.candidates[0]).chain(home).collect();
        certain.sort();
        certain.dedup();
        let mut resolved = Vec::new();
        for mention in mentions {
            let choice = if let [only] = mention.candidates[..] {
                Some(only)
            } else {
                // The candidate nearest to a place that is named unambiguously: the same prefecture is nearer than the
                // same province, and existing divisions come before former ones.
                let kinship = |c: Adcode| {
                    let shared = |level| {
                        let place = self.at_level(c, level);
                        place.is_some() && certain.iter().any(|&k| self.at_level(k, level) == place)
                    };
                    let current = self.get(c).is_some_and(|r| r.current);
                    (shared(Level::Prefecture), shared(Level::Province), current)
                };
                let best = mention.candidates.iter().map(|&c| kinship(c)).max();
                let mut winners = mention.candidates.iter().filter(|&&c| Some(kinship(c)) == best);
                let related = best.is_some_and(|(prefecture, province, _)| prefecture || province);
                match (winners.next(), winners.next()) {
                    (Some(&one), None) if related || mention.full => Some(one),
                    // A city and its predecessor under another code are one place for the reader.
                    (Some(&one), Some(_)) if related && mention.full => Some(one),
                    _ => None,
                }
            };
            resolved.extend(choice.map(|c| (mention.start, c)));
        }
        resolved
    }

    /// As [`Gazetteer::resolve`], without the names that only say where the next one lies: 贵州省 in “贵州省贵阳市”.
    pub(super) fn resolve_innermost(&self, mentions: &[Mention], home: Option<Adcode>) -> Vec<(usize, Adcode)> {
        let all = self.resolve(mentions, home);
        let end = |start: usize| mentions.binary_search_by_key(&start, |m| m.start).ok().map(|i| mentions[i].end);
        let leads_on = |i: usize| {
            all.get(i + 1).is_some_and(|&(next, inner)| end(all[i].0) == Some(next) && self.within(inner, all[i].1))
        };
        (0..all.len()).filter(|&i| !leads_on(i)).map(|i| all[i]).collect()
    }
}

/// The ends of all beginnings of a text of two characters and more.
fn ends_of(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_as_users_write_them() {
        let gazetteer = Gazetteer::shared();
        for (text, adcode) in [
            ("520100", "520100"),
            ("贵州贵阳", "520100"),
            ("贵州省贵阳市", "520100"),
            ("吉林", "220000"),
            ("吉林省吉林市", "220200"),
            ("绥宁县", "430527"),
            ("海南", "460000"),
            ("长沙县", "430121"),
        ] {
            assert_eq!(gazetteer.parse(text).map(|a| a.to_string()).as_deref(), Some(adcode), "{text}");
        }
        assert_eq!(gazetteer.parse("外省"), None);
        assert_eq!(gazetteer.parse("999999"), None);
    }
}
