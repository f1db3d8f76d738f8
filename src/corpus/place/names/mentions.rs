//! Finds the names of divisions in a text, and the division that each name stands for.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::names::boundaries::Standing;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer, Level};
use crate::corpus::place::names::hit::Hit;
use crate::corpus::place::names::name_index::Found;
use crate::corpus::place::names::surroundings::{
    Role, is_in_title_marks, is_part_of_foreign_name, names_a_leg, names_a_railway_bureau, names_a_school,
    names_a_team, names_a_work, names_an_institution, names_one_of_firms, names_people, role_behind, stands_alone,
};

/// A name found in a text.
pub(in crate::corpus::place) struct Mention {
    /// Offset in bytes.
    pub(in crate::corpus::place) start: usize,
    /// Offset of the end, in bytes.
    pub(in crate::corpus::place) end: usize,
    /// The divisions that the name may stand for.
    pub(in crate::corpus::place) candidates: Vec<Adcode>,
    /// Whether the name is a full name.
    pub(in crate::corpus::place) full: bool,
    /// What the words behind the name make of it.
    pub(in crate::corpus::place) role: Option<Role>,
    /// Where the run of names begins that this one stands in: 贵州省 in “贵州省贵阳市”.
    pub(in crate::corpus::place) group: usize,
    /// Whether it is the short name of a county by itself: 满洲里.
    pub(in crate::corpus::place) is_bare_county: bool,
}

/// What a text names.
#[derive(Default)]
pub(in crate::corpus::place) struct Named {
    /// The names, in order.
    pub(in crate::corpus::place) mentions: Vec<Mention>,
    /// Where the name of a division stands and means something else: its start and end in bytes, in order.
    pub(in crate::corpus::place) rejected: Vec<(usize, usize)>,
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
    pub(in crate::corpus::place) fn certainty(&self) -> f64 {
        match (self.candidates.len(), self.full) {
            (1, true) => 0.99,
            (1, false) => 0.95,
            _ => 0.85,
        }
    }
}

/// The short name of a county of at least this many characters stands for it wherever it is, if no other division has it.
const UNMISTAKABLE: usize = 3;

impl Gazetteer {
    /// The names in a text. In a dateline even a name that is an everyday word is a place.
    pub(in crate::corpus::place) fn named(&self, text: &str, home: Option<Adcode>, dateline: bool) -> Named {
        let mut named = Named::default();
        let Named { mentions: found, rejected } = &mut named;
        let mut hits = self.hits(text).peekable();
        while let Some(mut hit) = hits.next() {
            // A longer term that holds the name of a division.
            if hit.bearers.is_empty() {
                rejected.push((hit.start, hit.end));
                continue;
            }
            hit.is_led_to = found.last().is_some_and(|m| m.end == hit.start);
            // “重庆江津” is no river of Chongqing.
            let leads_to_district = || self.short_name_inside(hit.after(), hit.bearers).is_some();
            hit.leads_on = hits.peek().is_some_and(|next| next.start == hit.end && !next.bearers.is_empty())
                || leads_to_district();
            let is_leg = names_a_leg(hit.before(), hit.after());
            let role = if is_leg { Some(Role::Event) } else { role_behind(hit.after()).filter(|_| !hit.leads_on) };
            if role == Some(Role::Thing) || self.names_something_else(&hit, home, dateline) {
                // “呼和浩特市西街”: what has the full name lies there.
                if !hit.full {
                    rejected.push((hit.start, hit.end));
                }
                continue;
            }
            let candidates = self.candidates_of(&hit, found.last(), home, dateline);
            if candidates.is_empty() {
                continue;
            }
            if self.is_homonym(&hit) {
                rejected.push((hit.start, hit.end));
                continue;
            }
            let is_bare_county = !dateline && !hit.is_led_to && self.is_bare_county(&hit, home);
            // “《满洲里》”, “经阿拉山口出境”.
            if is_bare_county && (is_in_title_marks(hit.before()) || hit.before().ends_with('经')) {
                rejected.push((hit.start, hit.end));
                continue;
            }
            let mention = |end: usize, candidates: Vec<Adcode>, full: bool| Mention {
                start: hit.start,
                end,
                is_bare_county,
                candidates,
                full,
                role,
                group: found.last().filter(|m| m.end == hit.start).map_or(hit.start, |m| m.group),
            };
            let place = match hit.standing() {
                Standing::Name => mention(hit.end, candidates, hit.full),
                Standing::CutOut => {
                    rejected.push((hit.start, hit.end));
                    continue;
                }
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
        named
    }

    /// Whether the words around a name make it part of the name of a paper, a school, a firm, a team or a work, or tell
    /// whence people come.
    fn names_something_else(&self, hit: &Hit<'_>, home: Option<Adcode>, dateline: bool) -> bool {
        let cues = CueWords::shared();
        let after = hit.after();
        let is_paper = !dateline && cues.media_behind.begin(after);
        let is_institution =
            !cues.branch_behind.begin(after) && names_an_institution(after) && !self.is_county_of_school(hit);
        let is_of_short_name = || {
            names_a_railway_bureau(hit)
                || home.is_none() && names_a_team(hit)
                || names_a_work(hit.before(), after)
                || names_one_of_firms(after)
        };
        is_paper || is_institution || !hit.full && is_of_short_name() || names_people(after)
    }

    /// Whether a name is that of a county in full before a school, which then lies there: “兰考县焦裕禄干部学院”.
    fn is_county_of_school(&self, hit: &Hit<'_>) -> bool {
        let is_county = |c: &Adcode| self.get(*c).is_some_and(|r| r.level == Level::County);
        hit.full
            && hit.name().ends_with(['县', '市', '旗'])
            && hit.bearers.iter().all(is_county)
            && names_a_school(hit.after())
    }

    /// The names as they stand in a text, and the longer terms that hold one, which have no bearers.
    fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<'t>> {
        self.names.find_iter(text).map(move |Found { start, end, meaning: (bearers, full) }| Hit {
            text,
            start,
            end,
            bearers,
            full: *full,
            is_led_to: false,
            leads_on: false,
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
        if !hit.full && !hit.leads_on && cues.smaller_behind.begin(after) && !names_a_leg(before, after) {
            return Vec::new();
        }
        let mut candidates = hit.bearers.to_vec();
        let outer = last.filter(|m| m.end == hit.start);
        let within_last =
            |c: Adcode| outer.is_some_and(|outer| outer.candidates.iter().any(|&b| c != b && self.within(c, b)));
        // “北京朝阳” is the district in Beijing and not the prefecture of that name.
        if outer.is_some() && !hit.full {
            candidates.extend(self.stems.get(name).into_iter().flatten().copied().filter(|&c| within_last(c)));
        }
        if candidates.iter().any(|&c| within_last(c)) {
            candidates.retain(|&c| within_last(c));
            candidates.sort();
            candidates.dedup();
            // “湖南长沙” is the city and not the county of that name.
            if !hit.full {
                self.keep_highest(&mut candidates);
            }
            return candidates;
        }
        // A short name alone stands for a province or prefecture. Short names of counties (和平, 安宁), everyday
        // words, and names such as 城区 and 郊区 are too ambiguous.
        let is_near = || hit.full && candidates.iter().any(|&c| self.neighbours(c, home));
        let is_clearly_a_place = || {
            dateline
                || before.ends_with('在') && cues.happens.begin(after)
                || cues.branch_behind.begin(after)
                || self.is_home(name, home)
                || is_near()
                || self.is_on_a_route(hit, last)
        };
        let everyday = cues.everyday.contains(name) && !is_clearly_a_place();
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
        if county_only && let Some(county) = self.county_with_organs(name, after, home) {
            return vec![county];
        }
        if !hit.full {
            // 满洲里 and 张家港 are no other words.
            let is_unmistakable = self.is_unmistakable(hit);
            candidates
                .retain(|c| self.get(*c).is_some_and(|r| r.current && (r.level != Level::County || is_unmistakable)));
            self.keep_highest(&mut candidates);
        }
        candidates
    }

    /// Whether a name is the short name of a county that no other division has, and that is no land, river or mountain: 满洲里,
    /// 张家港.
    fn is_unmistakable(&self, hit: &Hit<'_>) -> bool {
        let only = hit.bearers.first().filter(|_| hit.bearers.len() == 1).and_then(|&c| self.get(c));
        !hit.full
            && hit.name().chars().count() >= UNMISTAKABLE
            && only.is_some_and(|r| r.current && r.level == Level::County)
            && !CueWords::shared().county_and_land.contains(hit.name())
    }

    /// Whether such a name stands by itself: in no paper of its neighbours, and before none of its organs.
    fn is_bare_county(&self, hit: &Hit<'_>, home: Option<Adcode>) -> bool {
        self.is_unmistakable(hit)
            && self.neighbours_named(hit.name(), home).is_empty()
            && self.county_with_organs(hit.name(), hit.after(), home).is_none()
    }

    /// Leaves out all but the divisions of the highest level.
    fn keep_highest(&self, candidates: &mut Vec<Adcode>) {
        let highest = candidates.iter().filter_map(|c| self.get(*c)).map(|r| r.level).min();
        candidates.retain(|c| self.get(*c).map(|r| r.level) == highest);
    }

    /// Whether a name is one end of a route whose other end is a city or province: “延安至榆林”.
    fn is_on_a_route(&self, hit: &Hit<'_>, last: Option<&Mention>) -> bool {
        const LINKS: [&str; 4] = ["至", "到", "—", "-"];
        let is_led_to = |link: &str| {
            let before = hit.before().strip_suffix(link);
            before.is_some_and(|before| last.is_some_and(|m| m.end == before.len()))
        };
        let leads_to = |link: &str| {
            let next = hit.after().strip_prefix(link).and_then(|rest| self.names.at_start(rest).zip(Some(rest)));
            next.is_some_and(|(next, rest)| {
                let (bearers, full) = next.meaning;
                let is_large = |c: &Adcode| self.get(*c).is_some_and(|r| r.current && r.level != Level::County);
                let is_place = *full && !bearers.is_empty() || bearers.iter().any(is_large);
                is_place && !CueWords::shared().everyday.contains(&rest[..next.end])
            })
        };
        LINKS.into_iter().any(|link| is_led_to(link) || leads_to(link))
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
        let found = self.names.at_start(short).filter(|found| found.end == short.len())?;
        let (bearers, full) = found.meaning;
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
    pub(in crate::corpus::place) fn resolve(&self, mentions: &[Mention], home: Option<Adcode>) -> Vec<(usize, Adcode)> {
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
    pub(in crate::corpus::place) fn resolve_innermost(
        &self,
        mentions: &[Mention],
        home: Option<Adcode>,
    ) -> Vec<(usize, Adcode)> {
        let all = self.resolve(mentions, home);
        let end = |start: usize| mentions.binary_search_by_key(&start, |m| m.start).ok().map(|i| mentions[i].end);
        let leads_on = |i: usize| {
            all.get(i + 1).is_some_and(|&(next, inner)| end(all[i].0) == Some(next) && self.within(inner, all[i].1))
        };
        (0..all.len()).filter(|&i| !leads_on(i)).map(|i| all[i]).collect()
    }
}
