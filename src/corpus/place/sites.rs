//! Universities and great works that lie in one city: a headline may name them instead of the city.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::corpus::place::cue_words::rows;
use crate::corpus::place::evidence::Name;
use crate::corpus::place::gazetteer::Adcode;

/// The shipped table of sites.
const TABLE: &str = include_str!("../../../data/place-sites.csv");

/// How likely a site in a headline stands for its city.
const CERTAINTY: f64 = 0.85;

/// The sites with a matcher for their names.
struct Sites {
    matcher: AhoCorasick,
    /// The city of each pattern of the matcher.
    cities: Vec<Adcode>,
}

fn shared() -> &'static Sites {
    static SHARED: OnceLock<Sites> = OnceLock::new();
    SHARED.get_or_init(|| {
        let mut cities: Vec<Adcode> = Vec::new();
        let mut patterns: Vec<&str> = Vec::new();
        for (city, names) in rows(TABLE) {
            let Ok(city) = city.parse() else { continue };
            for name in names.split_whitespace() {
                cities.push(city);
                patterns.push(name);
            }
        }
        let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        // The table is fixed and small, so that the matcher can be built.
        Sites {
            matcher: matcher.unwrap_or_else(|_| unreachable!("the table of sites is a valid set of patterns")),
            cities,
        }
    })
}

/// The cities of the sites in a headline, where it names no division besides.
pub(super) fn sites_in(title: &str) -> Vec<Name> {
    let sites = shared();
    let name = |found: aho_corasick::Match| {
        let (start, end) = (found.start(), found.end());
        let place = sites.cities[found.pattern().as_usize()];
        Name { start, end, place, certainty: CERTAINTY, role: None, group: start, is_bare_county: false }
    };
    sites.matcher.find_iter(title).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::gazetteer::Gazetteer;

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
}
