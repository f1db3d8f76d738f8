//! Places as users type them, and the place in the name of a paper.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::names::boundaries::Standing;
use crate::corpus::place::names::english;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer, Level, Region};
use crate::corpus::place::names::hit::Hit;
use crate::corpus::place::names::surroundings::names_an_institution;

/// Names less similar than this are not suggested in place of an unknown one, on a scale from 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;
/// At most this many divisions are suggested.
const MAX_CANDIDATES: usize = 8;
/// At most this many divisions with similar names are suggested.
const MAX_SIMILAR: usize = 3;

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
        let resolved = self.resolve(&self.named(text, None, false).mentions, None);
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
    /// exactly this name, or else up to three with the most similar names.
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
            // Of many equally similar ones, such as all prefectures in 州, none is likelier than the others.
            for group in similar.chunk_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).is_eq()) {
                if found.len() + group.len() > MAX_SIMILAR {
                    break;
                }
                found.extend(group.iter().map(|(.., adcode)| *adcode));
            }
        }
        found.into_iter().take(MAX_CANDIDATES).map(|adcode| format!("{}, {adcode}", self.full_name(adcode))).collect()
    }

    /// The place in the name of a paper or site: “汤阴县人民政府网”. The short name of a county counts too if no other
    /// county has it: “武隆网”, “掌上武隆”.
    pub fn home_of(&self, source: &str) -> Option<Adcode> {
        let cues = CueWords::shared();
        let named = self.resolve(&self.named(source, None, true).mentions, None).last().map(|&(_, adcode)| adcode);
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
                    && !self.names.at_start(bare).is_some_and(|term| term.end > end && term.meaning.0.is_empty())
                    && !cues.wider_land.iter().any(|land| bare.starts_with(land))
            };
            only.filter(is_place)
        })
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

    #[test]
    fn similar_names_are_suggested_where_they_are_few() {
        let candidates = |text: &str| Gazetteer::shared().candidates(text);
        assert_eq!(candidates("桂州"), ["贵州省, 520000"]);
        assert_eq!(candidates("徐洲市").first().map(String::as_str), Some("江苏省徐州市, 320300"));
    }

    #[test]
    fn a_site_that_bears_the_word_of_a_county_is_not_of_it() {
        let home = |source: &str| Gazetteer::shared().home_of(source).map(|home| home.to_string());
        assert_eq!((home("凤凰科技"), home("凤凰网")), (None, None));
        assert_eq!(home("凤凰县融媒体中心").as_deref(), Some("433123"));
    }
}
