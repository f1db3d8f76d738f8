//! Universities and great works that lie in one city: a headline may name them instead of the city, and a text may name a work.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::corpus::place::cue_words::rows;
use crate::corpus::place::evidence::Name;
use crate::corpus::place::names::gazetteer::Adcode;
use crate::corpus::place::names::name_index::{Found, NameIndex};
use crate::corpus::place::names::surroundings::SCHOOLS;

/// The shipped table of sites.
const TABLE: &str = include_str!("../../../data/place-sites.csv");

/// How likely a site in a headline stands for its city.
const CERTAINTY: f64 = 0.85;

/// A text that names no place is about the city of a work that it names this often.
const MIN_MENTIONS_OF_WORK: usize = 3;

/// The city of each site, by the name of the site.
fn shared() -> &'static NameIndex<Adcode> {
    static SHARED: OnceLock<NameIndex<Adcode>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let mut cities: BTreeMap<String, Adcode> = BTreeMap::new();
        for (city, names) in rows(TABLE) {
            let Ok(city) = city.parse::<Adcode>() else { continue };
            cities.extend(names.split_whitespace().map(|name| (name.to_owned(), city)));
        }
        NameIndex::new(cities)
    })
}

/// The cities of the sites in a headline, where it names no division besides.
pub(super) fn sites_in(title: &str) -> Vec<Name> {
    let name = |Found { start, end, meaning: &place }: Found<'_, Adcode>| Name {
        start,
        end,
        place,
        certainty: CERTAINTY,
        role: None,
        group: start,
        is_bare_county: false,
    };
    shared().find_iter(title).map(name).collect()
}

/// The city of the works that a text names often, where it names those of one city only. Universities act all over the nation, so that they
/// do not count.
pub(super) fn works_in(text: &str) -> Vec<Name> {
    let mut works = sites_in(text);
    works.retain(|work| !SCHOOLS.iter().any(|school| text[work.start..work.end].ends_with(school)));
    let is_of_one_city = works.iter().all(|work| work.place == works[0].place);
    if works.len() >= MIN_MENTIONS_OF_WORK && is_of_one_city { works } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::names::gazetteer::Gazetteer;

    #[test]
    fn every_site_lies_in_a_division() {
        for (city, names) in rows(TABLE) {
            assert!(city.parse().is_ok_and(|city: Adcode| Gazetteer::shared().get(city).is_some()), "{city}");
            assert!(!names.is_empty(), "{city}");
        }
    }

    #[test]
    fn sites_are_found_with_their_cities() {
        let found = sites_in("江南大学何教授：把实验室搬进大棚");
        assert_eq!(found.iter().map(|name| name.place.to_string()).collect::<Vec<_>>(), ["320200"]);
        assert!(sites_in("大学生返乡创业").is_empty());
    }

    #[test]
    fn works_that_a_text_names_often_tell_its_city() {
        let text =
            "莫高窟的守护者换了一代又一代。在莫高窟，数字档案越来越全。敦煌研究院的老人说，壁画会老，手艺不能丢。";
        assert_eq!(works_in(text).first().map(|name| name.place.to_string()).as_deref(), Some("620900"));
        assert!(works_in("莫高窟的守护者换了一代又一代，敦煌研究院的老人这样说。").is_empty());
        assert!(works_in("莫高窟、莫高窟、云冈石窟、莫高窟。").is_empty());
        assert!(works_in("复旦大学的团队。复旦大学的成果。复旦大学的论文。").is_empty());
    }
}
