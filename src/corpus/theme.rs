//! The theme set: the policy themes, what they mean, and how they map to other codebooks.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, SimilarTheme};
use crate::language::Language;
use crate::text::fold_for_search;

/// The id of the theme that stands for “no policy theme”.
pub const NONE: &str = "none";

/// The shipped theme set.
const DEFAULT: &str = include_str!("../../data/themes.toml");

/// Names less similar than this are not suggested in place of an unknown one, on a scale from 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;
/// The similarity of a part of a name to the name at least.
const PART_OF_NAME: f64 = 0.9;
/// Terms are many and short, so that only much similar ones tell a theme, and less than its names.
const MIN_TERM_SIMILARITY: f64 = 0.85;
const TERM_WEIGHT: f64 = 0.95;

/// One policy theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Short identifier, as used in labelled articles (`petition-work`).
    pub id: String,
    /// Chinese name.
    #[serde(default)]
    pub zh: String,
    /// English name.
    #[serde(default)]
    pub en: String,
    /// Major topic code of the Comparative Agendas Project's master codebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<u32>,
    /// The definition in Chinese: what belongs to the theme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The definition in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition_en: String,
    /// Terms that speak for the theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Terms that speak for a neighbouring theme instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
}

impl Theme {
    /// A theme with nothing but an id.
    pub fn from_id(id: &str) -> Self {
        Theme {
            id: id.into(),
            zh: String::new(),
            en: String::new(),
            cap: None,
            definition: String::new(),
            definition_en: String::new(),
            include: Vec::new(),
            exclude: Vec::new(),
        }
    }

    /// The id and the names in both languages, as far as they are known.
    fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.zh, &self.en].into_iter().filter(|name| !name.is_empty())
    }

    /// The name in a language, or the id if it has no name in that language.
    pub fn name(&self, language: Language) -> &str {
        let name = match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        };
        if name.is_empty() { &self.id } else { name }
    }

    /// Its names, as errors hold them.
    pub fn as_similar(&self) -> Box<SimilarTheme> {
        Box::new(SimilarTheme { id: self.id.clone(), zh: self.name(Language::Chinese).to_owned() })
    }

    /// What messages call it: in Chinese its name, in English its id, which can be typed without quotation marks.
    pub fn typed_as(&self, language: Language) -> &str {
        match language {
            Language::Chinese => self.name(language),
            Language::English => &self.id,
        }
    }
}

/// The themes, in the codebook's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeSet {
    /// Version of the theme set, shown in model cards and reports.
    #[serde(default)]
    pub version: String,
    /// Name of the theme set.
    #[serde(default)]
    pub name: String,
    /// The themes.
    #[serde(rename = "theme", default)]
    pub themes: Vec<Theme>,
}

impl Default for ThemeSet {
    /// The shipped theme set: 23 themes of Chinese party and government news, and `none`.
    fn default() -> Self {
        Self::from_toml("data/themes.toml", DEFAULT).unwrap_or_else(|_| ThemeSet {
            version: String::new(),
            name: String::new(),
            themes: Vec::new(),
        })
    }
}

impl ThemeSet {
    /// Reads a theme set; `file` is named in errors.
    ///
    /// # Errors
    /// [`Error::BadThemeSet`] if the text is not TOML, has no theme, or has a duplicate or unusable id.
    pub fn from_toml(file: &str, text: &str) -> Result<Self> {
        let bad = |problem: String| Error::BadThemeSet { file: file.into(), problem };
        let set: ThemeSet =
            toml::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|e| bad(e.to_string().trim().to_owned()))?;
        if set.themes.is_empty() {
            return Err(bad("it has no [[theme]] table".into()));
        }
        let mut seen = std::collections::BTreeSet::new();
        for theme in &set.themes {
            if theme.id.is_empty() || theme.id.contains([';', ',', '"', '\n', ' ']) {
                return Err(bad(format!("`{}` is no usable id (no spaces, commas or semicolons)", theme.id)));
            }
            if !seen.insert(&theme.id) {
                return Err(bad(format!("theme `{}` stands twice", theme.id)));
            }
        }
        Ok(set)
    }

    /// The theme with an id.
    pub fn get(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|t| t.id == id)
    }

    /// The index of a theme by its id or its name in either language, whatever the case. Where no name is equal, spaces,
    /// dashes, underscores and traditional characters make no difference: `Petition_Work` is petition-work.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        let wanted = name.trim().to_lowercase();
        let named = |form: &dyn Fn(&str) -> String, wanted: &str| {
            self.themes.iter().position(|theme| theme.names().any(|own| form(own) == wanted))
        };
        let folded = Some(letters(&wanted)).filter(|folded| !folded.is_empty());
        named(&str::to_lowercase, &wanted).or_else(|| named(&letters, &folded?))
    }

    /// The theme that may be meant by a name that is none: that with the most similar id, name or term, if any is similar enough
    /// (Jaro–Winkler similarity; Winkler 1990). People call a theme by a part of its name (信访) or by what it is about (房产), whose
    /// terms are those of the shipped set where this one has none.
    pub fn nearest(&self, name: &str) -> Option<&Theme> {
        let wanted = name.trim().to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        let shipped = ThemeSet::default();
        let similarity = |theme: &Theme| {
            let named = theme.names().map(|own| similarity_to_name(&own.to_lowercase(), &wanted)).fold(0.0, f64::max);
            let terms = if theme.include.is_empty() { shipped.get(&theme.id).unwrap_or(theme) } else { theme };
            let termed = terms.include.iter().filter_map(|term| similarity_to_term(term, &wanted)).fold(0.0, f64::max);
            // A name counts before an equally similar term.
            named.max(TERM_WEIGHT * termed)
        };
        let nearest = self.themes.iter().map(|theme| (similarity(theme), theme)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        (nearest.0 >= MIN_SIMILARITY).then_some(nearest.1)
    }

    /// The id of the theme with a code of the Comparative Agendas Project, or `cap-` and the code if several themes
    /// have it or none does.
    pub fn id_of_cap(&self, code: &str) -> String {
        let mut bearers = self.themes.iter().filter(|t| t.cap.is_some_and(|cap| cap.to_string() == code));
        match (bearers.next(), bearers.next()) {
            (Some(theme), None) => theme.id.clone(),
            _ => format!("cap-{code}"),
        }
    }

    /// A theme set with exactly the given ids: known themes in this set's order, then a bare theme for each unknown id.
    pub fn restricted_to(&self, ids: &std::collections::BTreeSet<String>) -> ThemeSet {
        let mut themes: Vec<Theme> = self.themes.iter().filter(|t| ids.contains(&t.id)).cloned().collect();
        themes.extend(ids.iter().filter(|id| self.get(id).is_none()).map(|id| Theme::from_id(id)));
        ThemeSet { version: self.version.clone(), name: self.name.clone(), themes }
    }
}

/// How similar a text is to the name of a theme; a part of the name is.
fn similarity_to_name(name: &str, wanted: &str) -> f64 {
    let similarity = strsim::jaro_winkler(name, wanted);
    let is_part = wanted.chars().count() >= 2 && name.contains(wanted);
    if is_part { PART_OF_NAME + (1.0 - PART_OF_NAME) * similarity } else { similarity }
}

/// How similar a text is to a term of a theme, if it is. One that leaves out characters of the term is: 房产 for 房地产.
fn similarity_to_term(term: &str, wanted: &str) -> Option<f64> {
    let similarity = strsim::jaro_winkler(term, wanted);
    let mut characters = term.chars();
    let (length, whole) = (wanted.chars().count(), term.chars().count());
    let is_shortened = length >= 2 && wanted.chars().all(|own| characters.any(|other| other == own));
    let shortened = if is_shortened { length as f64 / whole as f64 } else { 0.0 };
    let similarity = similarity.max(MIN_TERM_SIMILARITY + (1.0 - MIN_TERM_SIMILARITY) * shortened);
    (is_shortened || similarity > MIN_TERM_SIMILARITY).then_some(similarity)
}

/// The letters and digits of a name in lower case, full-width forms and traditional characters folded.
fn letters(name: &str) -> String {
    fold_for_search(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_set_has_the_codebooks_themes() {
        let set = ThemeSet::default();
        assert_eq!(set.themes.len(), 24);
        assert_eq!(set.get("petition-work").unwrap().zh, "信访工作");
        assert_eq!(set.themes.last().unwrap().id, NONE);
    }

    #[test]
    fn the_theme_that_may_be_meant_is_found_by_part_of_its_name_and_by_terms() {
        let set = ThemeSet::default();
        let nearest = |name: &str| set.nearest(name).map(|theme| theme.id.as_str());
        for (name, id) in [
            ("信访", "petition-work"),
            ("信访工做", "petition-work"),
            ("房产", "housing-urban"),
            ("房地产", "housing-urban"),
            ("petition-wrok", "petition-work"),
        ] {
            assert_eq!(nearest(name), Some(id), "{name}");
        }
        assert_eq!((nearest(""), nearest("魑魅魍魉")), (None, None));
        // A set of names alone, as archives keep it.
        let bare = ThemeSet { themes: vec![Theme::from_id("housing-urban")], ..set.clone() };
        assert_eq!(bare.nearest("房产").map(|theme| theme.id.as_str()), Some("housing-urban"));
    }

    #[test]
    fn cap_codes_map_to_themes_unless_they_are_shared() {
        let set = ThemeSet::default();
        assert_eq!(set.id_of_cap("6"), "education");
        assert_eq!(set.id_of_cap("17"), "cap-17"); // AI governance and science share it
    }

    #[test]
    fn a_duplicate_theme_is_an_error() {
        let error = ThemeSet::from_toml("my.toml", "[[theme]]\nid='a'\n[[theme]]\nid='a'\n").unwrap_err();
        assert!(error.to_string().contains("`a` stands twice"));
    }
}
