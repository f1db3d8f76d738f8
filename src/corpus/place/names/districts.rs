//! Counties and districts by their short names, which count only beside their city, before their own organs, or in the papers
//! of their neighbours.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::names::boundaries::Standing;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer, Level};
use crate::corpus::place::names::hit::Hit;
use crate::corpus::place::names::mentions::Mention;
use crate::corpus::place::names::surroundings::{names_an_institution, role_behind};

/// Short names of counties have at most this many characters, but for a few of autonomous counties.
const MAX_STEM_LENGTH: usize = 3;

impl Gazetteer {
    /// The district whose short name stands right behind a place that it lies in: “浙江余杭”, “重庆渝北”. The short name must
    /// end before the next name begins.
    pub(in crate::corpus::place) fn district_behind(
        &self,
        text: &str,
        outer: &Mention,
        next: usize,
    ) -> Option<Mention> {
        let behind = text.get(outer.end..next)?;
        let (length, county) = self.short_name_inside(behind, &outer.candidates)?;
        let end = outer.end + length;
        let hit = Hit { text, start: outer.end, end, bearers: &[], full: false, is_led_to: true, leads_on: false };
        let (name, after) = (hit.name(), hit.after());
        let cues = CueWords::shared();
        let is_place = !cues.everyday.contains(name)
            && !cues.everyday_stem.contains(name)
            && !cues.smaller_behind.begin(after)
            && !names_an_institution(after)
            // One of several districts is not what the news is about: “串联起北京东城和朝阳”.
            && !after.starts_with(['和', '、', '与', '及'])
            && role_behind(after).is_none()
            && hit.standing() == Standing::Name;
        is_place.then(|| Mention {
            start: outer.end,
            end,
            candidates: vec![county],
            full: false,
            role: None,
            group: outer.group,
            is_bare_county: false,
        })
    }

    /// The short name with which a text begins, if it is that of just one county within the places: its length in bytes, and
    /// the county.
    pub(in crate::corpus::place) fn short_name_inside(&self, text: &str, places: &[Adcode]) -> Option<(usize, Adcode)> {
        let end_of = |characters: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(characters);
        (2..=MAX_STEM_LENGTH).rev().filter_map(end_of).find_map(|length| {
            let inside = |county: &&Adcode| places.iter().any(|&place| self.within(**county, place));
            let mut counties = self.stems.get(&text[..length])?.iter().filter(inside);
            counties.next().filter(|_| counties.next().is_none()).map(|&county| (length, county))
        })
    }

    /// The counties in the home's own prefecture or municipality that a short name may stand for: 朝阳区 in Beijing for
    /// 朝阳.
    pub(in crate::corpus::place) fn neighbours_named(&self, name: &str, home: Option<Adcode>) -> Vec<Adcode> {
        let counties = home.and_then(|_| self.stems.get(name));
        counties.into_iter().flatten().copied().filter(|&county| self.neighbours(county, home)).collect()
    }

    /// The county whose short name stands before one of its zones or organs (“海门经济开发区”), if only one in the country
    /// or in the home's province has the name.
    pub(in crate::corpus::place) fn county_with_organs(
        &self,
        name: &str,
        after: &str,
        home: Option<Adcode>,
    ) -> Option<Adcode> {
        let bearers = self.stems.get(name)?;
        let cues = CueWords::shared();
        if cues.everyday_stem.contains(name) || !cues.county_organ.begin(after) {
            return None;
        }
        let here: Vec<Adcode> =
            bearers.iter().copied().filter(|b| home.is_some_and(|h| b.province() == h.province())).collect();
        match (&bearers[..], &here[..]) {
            (&[only], _) | (_, &[only]) => Some(only),
            _ => None,
        }
    }

    /// Whether a division is a county in the home's own prefecture or municipality.
    pub(in crate::corpus::place) fn neighbours(&self, county: Adcode, home: Option<Adcode>) -> bool {
        let prefecture = |a: Adcode| self.at_level(a, Level::Prefecture);
        home.is_some_and(|home| {
            self.get(county).is_some_and(|r| r.level == Level::County)
                && prefecture(county) == prefecture(home)
                && county.province() == home.province()
                && (prefecture(home).is_some() || self.is_municipality(home.province()))
        })
    }
}
