//! What themes mean, for those who label: the codebook's definitions, and the terms that speak for a theme or for a neighbour.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::corpus::{Theme, ThemeSet};

/// The program's own theme set.
static SHIPPED: LazyLock<ThemeSet> = LazyLock::new(ThemeSet::default);

/// What a theme means, as fields of JSON. `own` is the theme set of the model.
pub(super) fn meaning(id: &str, own: &ThemeSet) -> Value {
    let (theme, english) = defined(id, own, &SHIPPED);
    let empty: &[String] = &[];
    json!({
        "zh": theme.map_or("", |theme| &theme.definition),
        "en": english,
        "include": theme.map_or(empty, |theme| &theme.include),
        "exclude": theme.map_or(empty, |theme| &theme.exclude),
    })
}

/// The theme that defines an id, and its English definition: the model's, else the program's. A model keeps the English of the day on
/// which it was learned; where the Chinese definition is the program's still, the program's English may have been mended since.
fn defined<'t>(id: &str, own: &'t ThemeSet, shipped: &'t ThemeSet) -> (Option<&'t Theme>, &'t str) {
    let is_defined = |theme: &&Theme| !theme.definition.is_empty() || !theme.definition_en.is_empty();
    let program = shipped.get(id);
    let theme = own.get(id).filter(is_defined).or(program);
    let same = program.filter(|program| theme.is_some_and(|theme| theme.definition == program.definition));
    (theme, same.or(theme).map_or("", |theme| &theme.definition_en))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(zh: &str, en: &str) -> ThemeSet {
        let theme = Theme { definition: zh.to_owned(), definition_en: en.to_owned(), ..Theme::from_id("bridges") };
        ThemeSet { version: String::new(), name: String::new(), themes: vec![theme] }
    }

    #[test]
    fn a_models_own_words_go_first_and_mended_english_goes_with_the_same_chinese() {
        let english = |own: &ThemeSet| defined("bridges", own, &set("桥梁", "bridges, mended")).1.to_owned();
        assert_eq!(english(&set("桥梁", "桥梁 and fords")), "bridges, mended");
        assert_eq!(english(&set("桥梁与渡口", "bridges and fords")), "bridges and fords");
        assert_eq!(english(&set("", "")), "bridges, mended");
        assert_eq!(defined("fords", &set("桥梁", "bridges"), &set("桥梁", "bridges")), (None, ""));
    }

    #[test]
    fn english_definitions_are_english_but_for_names_in_brackets() {
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        for theme in &SHIPPED.themes {
            let mut depth = 0;
            for c in theme.definition_en.chars() {
                match c {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    c => assert!(depth > 0 || !is_han(c), "{}: {}", theme.id, theme.definition_en),
                }
            }
            assert!(!theme.definition.is_empty() && !theme.definition_en.is_empty(), "{}", theme.id);
        }
    }
}
