//! The provincial-level divisions as charts show them: English names, letters, and places in a grid of tiles.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::corpus::{Adcode, Gazetteer};
use crate::messages;

/// One row a province: the first two digits of its code, its English name, its letters in ISO 3166-2:CN, and its column
/// and row in a grid of tiles in which neighbours stand side by side.
const TABLE: &str = include_str!("../../../data/provinces.csv");

/// A province with its tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProvinceTile {
    /// The first two digits of its code.
    pub code: u32,
    /// Its English name.
    pub english: String,
    /// Its letters in ISO 3166-2:CN.
    pub letters: String,
    /// Its column in the grid, from 0.
    pub column: usize,
    /// Its row in the grid, from 0.
    pub row: usize,
}

impl ProvinceTile {
    /// The code of the division.
    pub fn adcode(&self) -> Option<Adcode> {
        format!("{}0000", self.code).parse().ok()
    }
}

/// All provinces, by code.
pub(crate) fn provinces() -> &'static [ProvinceTile] {
    static READ: LazyLock<Vec<ProvinceTile>> =
        LazyLock::new(|| csv::Reader::from_reader(TABLE.as_bytes()).deserialize().flatten().collect());
    &READ
}

/// A province's short name; 未知 (unknown) for none.
pub(crate) fn province(region: Option<Adcode>, language: Language) -> String {
    let Some(adcode) = region else { return messages::unknown_place(language).into() };
    match language {
        Language::English => provinces()
            .iter()
            .find(|tile| tile.adcode() == Some(adcode.province()))
            .map_or_else(|| adcode.to_string(), |tile| tile.english.clone()),
        Language::Chinese => Gazetteer::shared().get(adcode).map_or_else(|| adcode.to_string(), |r| r.short.clone()),
    }
}

/// The full name of a place. English knows names of provinces only; what lies within one stands behind it in Chinese.
pub fn place_name(place: Adcode, language: Language) -> String {
    let full = Gazetteer::shared().full_name(place);
    if language == Language::Chinese {
        return full;
    }
    let whole = Gazetteer::shared().full_name(place.province());
    let name = province(Some(place), language);
    match full.strip_prefix(&whole) {
        None | Some("") => name,
        Some(within) => format!("{name} ({within})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_in_both_languages() {
        let name = |code: &str, language| place_name(code.parse().unwrap(), language);
        assert_eq!(name("330000", Language::English), "Zhejiang");
        assert_eq!(name("450332", Language::English), "Guangxi (桂林市恭城瑶族自治县)");
        assert_eq!(name("450332", Language::Chinese), "广西壮族自治区桂林市恭城瑶族自治县");
    }

    #[test]
    fn every_province_has_an_english_name() {
        for region in Gazetteer::shared().regions().filter(|r| r.parent.is_none()) {
            assert!(province(Some(region.adcode), Language::English).is_ascii(), "{}", region.name);
        }
        assert_eq!(province("150000".parse().ok(), Language::Chinese), "内蒙古");
    }

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        let places: std::collections::BTreeSet<(usize, usize)> =
            provinces().iter().map(|tile| (tile.column, tile.row)).collect();
        assert_eq!((places.len(), provinces().len()), (34, 34));
        assert!(provinces().iter().all(|tile| tile.adcode().is_some_and(|a| Gazetteer::shared().get(a).is_some())));
    }
}
