//! What a search found as rows of a table.

use crate::Language;
use crate::archive::queries::search::Hit;
use crate::archive::read::ThemeName;
use crate::corpus::Adcode;
use crate::report::place_name;
use crate::report::tables::{HitRow, Rounded};

/// Articles that were found as rows of a table, with the names of `themes` and places. A theme that is not among them keeps its id.
pub fn hit_rows(hits: &[Hit], themes: &[ThemeName], language: Language) -> Vec<HitRow> {
    let name = |id: &str| {
        let theme = themes.iter().find(|theme| theme.id == id);
        let name = theme.map(|theme| if language == Language::Chinese { &theme.zh } else { &theme.en });
        name.map_or_else(|| id.to_owned(), Clone::clone)
    };
    let row = |hit: &Hit| HitRow {
        id: hit.id.clone(),
        date: hit.date.clone(),
        event_date: hit.event_date.clone(),
        source: hit.source.clone(),
        page: hit.page.clone(),
        region: hit.region.clone(),
        region_name: hit.region.parse::<Adcode>().map(|code| place_name(code, language)).unwrap_or_default(),
        title: hit.title.clone(),
        theme: hit.theme.clone(),
        theme_name: name(&hit.theme),
        probability: Rounded(hit.probability),
        model_theme: hit.model_theme.clone(),
        model_theme_name: name(&hit.model_theme),
        corrected: hit.is_corrected,
        snippet: hit.snippet.clone(),
    };
    hits.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_and_places_have_names_and_an_unknown_theme_its_id() {
        let hit = Hit {
            row: 7,
            id: "蓝河日报/2024-03-05/2#1".to_owned(),
            date: "2024-03-05".to_owned(),
            event_date: "2024-03-04".to_owned(),
            source: "蓝河日报".to_owned(),
            page: "2".to_owned(),
            region: "520000".to_owned(),
            title: "全市信访工作会议召开".to_owned(),
            opening: String::new(),
            theme: "petition-work".to_owned(),
            probability: 0.9,
            model_theme: "of-another-model".to_owned(),
            is_corrected: false,
            snippet: String::new(),
        };
        let petitions =
            ThemeName { id: "petition-work".to_owned(), zh: "信访工作".to_owned(), en: "Petitions".to_owned() };
        let undetermined = Hit { theme: String::new(), region: String::new(), ..hit.clone() };
        let rows = hit_rows(&[hit, undetermined], &[petitions], Language::Chinese);
        assert_eq!([rows[0].theme_name.as_str(), &rows[0].region_name], ["信访工作", "贵州省"]);
        assert_eq!(
            (rows[0].model_theme_name.as_str(), rows[0].event_date.as_str()),
            ("of-another-model", "2024-03-04")
        );
        assert_eq!([rows[1].theme_name.as_str(), &rows[1].region_name], ["", ""]);
    }
}
