//! What users read, in their language.

use crate::Language;
use crate::corpus::{Adcode, Gazetteer};
use crate::trends::PeriodKind;

/// Chinese or English, by language.
pub(super) fn say<'a>(language: Language, chinese: &'a str, english: &'a str) -> &'a str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The name of a period's length: 每月, monthly.
pub(super) fn every(kind: PeriodKind, language: Language) -> &'static str {
    let (chinese, english) = match kind {
        PeriodKind::Day => ("每日", "daily"),
        PeriodKind::Week => ("每周", "weekly"),
        PeriodKind::Month => ("每月", "monthly"),
        PeriodKind::Quarter => ("每季度", "quarterly"),
        PeriodKind::Year => ("每年", "yearly"),
    };
    say(language, chinese, english)
}

/// English names of the provincial-level divisions, by the first two digits of their code.
const PROVINCES: &[(u32, &str)] = &[
    (11, "Beijing"),
    (12, "Tianjin"),
    (13, "Hebei"),
    (14, "Shanxi"),
    (15, "Inner Mongolia"),
    (21, "Liaoning"),
    (22, "Jilin"),
    (23, "Heilongjiang"),
    (31, "Shanghai"),
    (32, "Jiangsu"),
    (33, "Zhejiang"),
    (34, "Anhui"),
    (35, "Fujian"),
    (36, "Jiangxi"),
    (37, "Shandong"),
    (41, "Henan"),
    (42, "Hubei"),
    (43, "Hunan"),
    (44, "Guangdong"),
    (45, "Guangxi"),
    (46, "Hainan"),
    (50, "Chongqing"),
    (51, "Sichuan"),
    (52, "Guizhou"),
    (53, "Yunnan"),
    (54, "Tibet"),
    (61, "Shaanxi"),
    (62, "Gansu"),
    (63, "Qinghai"),
    (64, "Ningxia"),
    (65, "Xinjiang"),
    (71, "Taiwan"),
    (81, "Hong Kong"),
    (82, "Macao"),
];

/// A province's short name; 未知 for none.
pub(super) fn province(region: Option<Adcode>, language: Language) -> String {
    let Some(adcode) = region else { return say(language, "未知", "unknown").into() };
    let code = adcode.to_string();
    let english = PROVINCES.iter().find(|(prefix, _)| code.starts_with(&prefix.to_string())).map(|(_, name)| *name);
    match language {
        Language::English => english.unwrap_or(&code).into(),
        Language::Chinese => Gazetteer::shared().get(adcode).map_or(code, |r| r.short.clone()),
    }
}

/// A whole number with separators between thousands.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in per cent with one digit, or two where one would hide it: “12.3%”, “0.04%”.
pub(super) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { format!("{:.2}%", 100.0 * share) } else { format!("{:.1}%", 100.0 * share) }
}

/// A difference of shares in percentage points with its sign: “+1.2”, “−0.4”; no sign where it rounds to 0.
pub(super) fn points(difference: f64) -> String {
    let size = format!("{:.1}", (100.0 * difference).abs());
    let sign = if size == "0.0" {
        ""
    } else if difference > 0.0 {
        "+"
    } else {
        "−"
    };
    format!("{sign}{size}")
}

/// Where provinces stand in a grid of tiles (column, row): neighbours side by side, no borders drawn.
pub(super) const TILES: &[(u32, usize, usize)] = &[
    (11, 6, 2),
    (12, 7, 2),
    (13, 5, 2),
    (14, 4, 2),
    (15, 5, 1),
    (21, 7, 1),
    (22, 8, 1),
    (23, 8, 0),
    (31, 7, 4),
    (32, 6, 3),
    (33, 6, 5),
    (34, 5, 4),
    (35, 5, 6),
    (36, 5, 5),
    (37, 5, 3),
    (41, 4, 3),
    (42, 4, 4),
    (43, 4, 5),
    (44, 4, 6),
    (45, 3, 6),
    (46, 3, 7),
    (50, 3, 4),
    (51, 2, 3),
    (52, 3, 5),
    (53, 2, 5),
    (54, 1, 3),
    (61, 3, 3),
    (62, 2, 2),
    (63, 1, 2),
    (64, 3, 2),
    (65, 0, 1),
    (71, 7, 6),
    (81, 5, 7),
    (82, 4, 7),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_an_english_name() {
        for region in Gazetteer::shared().regions().filter(|r| r.parent.is_none()) {
            assert!(province(Some(region.adcode), Language::English).is_ascii(), "{}", region.name);
        }
        assert_eq!(province("150000".parse().ok(), Language::Chinese), "内蒙古");
    }

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        let places: std::collections::BTreeSet<(usize, usize)> = TILES.iter().map(|&(_, x, y)| (x, y)).collect();
        assert_eq!((places.len(), TILES.len()), (34, 34));
        assert!(PROVINCES.iter().all(|(code, _)| TILES.iter().any(|(tile, ..)| tile == code)));
    }

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(
            (points(0.0123).as_str(), points(-0.004).as_str(), points(-0.0001).as_str()),
            ("+1.2", "−0.4", "0.0")
        );
        assert_eq!((thousands(20813).as_str(), thousands(7).as_str()), ("20,813", "7"));
        assert_eq!(percent(0.1234), "12.3%");
    }
}
