//! The English names of the provincial-level divisions.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::corpus::{Adcode, Gazetteer};

/// One row a province. Read here are the first two digits of its code, its English name and its letters in ISO 3166-2:CN.
const TABLE: &str = include_str!("../../../../data/provinces.csv");

#[derive(Debug, Deserialize)]
struct Row {
    code: u32,
    english: String,
    letters: String,
}

static ROWS: LazyLock<Vec<(Adcode, Row)>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize().flatten();
    rows.filter_map(|row: Row| Some((format!("{}0000", row.code).parse().ok()?, row))).collect()
});

/// The province of an English name or of ISO letters, in upper or lower case.
pub(in crate::corpus::place) fn parse(text: &str) -> Option<Adcode> {
    let text = text.trim();
    let is_named = |row: &Row| row.english.eq_ignore_ascii_case(text) || row.letters.eq_ignore_ascii_case(text);
    text.is_ascii().then(|| ROWS.iter().find(|(_, row)| is_named(row))).flatten().map(|(adcode, _)| *adcode)
}

impl Gazetteer {
    /// The English name of a province, such as “Gansu”; none for a division within one.
    pub fn english_name(&self, adcode: Adcode) -> Option<&'static str> {
        ROWS.iter().find(|(province, _)| *province == adcode).map(|(_, row)| row.english.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_may_be_named_in_english() {
        let gansu: Adcode = "620000".parse().unwrap();
        let gazetteer = Gazetteer::shared();
        for text in ["Gansu", "gansu", "GS", "甘肃", "620000"] {
            assert_eq!(gazetteer.parse(text), Some(gansu), "{text}");
        }
        assert_eq!(gazetteer.english_name(gansu), Some("Gansu"));
        assert_eq!(gazetteer.english_name("620100".parse().unwrap()), None);
        assert_eq!(gazetteer.parse("Atlantis"), None);
    }
}
