//! The theme set: which policy themes there are, what they mean, and how they map to other codebooks.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::language::Language;

/// The id of the theme that stands for “no policy theme”.
pub const NONE: &str = "none";

/// The theme set the project ships.
const DEFAULT: &str = include_str!("../../data/themes.toml");

/// One policy theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Short identifier, as in labelled articles (`petition-work`).
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
    /// What belongs to it, in Chinese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// What belongs to it, in English.
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
    /// A theme of which only the id is known.
    pub fn bare(id: &str) -> Self {
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

    /// The name in a language; the id where it has none.
    pub fn name(&self, language: Language) -> &str {
        let name = match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        };
        if name.is_empty() { &self.id } else { name }
    }
}

/// The themes, in the codebook's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeSet {
    /// Version of the theme set, told in model cards and reports.
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
    /// The theme set the project ships: 22 themes of Chinese party and government news, and `none`.
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
    /// [`Error::BadThemeSet`] where it is no TOML, has no theme, or has an id twice or an unusable id.
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

    /// The theme with a code of the Comparative Agendas Project; `cap-17` where several themes share the code or none has
    /// it.
    pub fn id_of_cap(&self, code: &str) -> String {
        let mut bearers = self.themes.iter().filter(|t| t.cap.is_some_and(|cap| cap.to_string() == code));
        match (bearers.next(), bearers.next()) {
            (Some(theme), None) => theme.id.clone(),
            _ => format!("cap-{code}"),
        }
    }

    /// The theme set reduced and extended to the given ids, in this set's order, unknown ones behind.
    pub fn restricted_to(&self, ids: &std::collections::BTreeSet<String>) -> ThemeSet {
        let mut themes: Vec<Theme> = self.themes.iter().filter(|t| ids.contains(&t.id)).cloned().collect();
        themes.extend(ids.iter().filter(|id| self.get(id).is_none()).map(|id| Theme::bare(id)));
        ThemeSet { version: self.version.clone(), name: self.name.clone(), themes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_set_has_the_codebooks_themes() {
        let set = ThemeSet::default();
        assert_eq!(set.themes.len(), 23);
        assert_eq!(set.get("petition-work").unwrap().zh, "信访工作");
        assert_eq!(set.themes.last().unwrap().id, NONE);
    }

    #[test]
    fn codes_of_the_comparative_agendas_project() {
        let set = ThemeSet::default();
        assert_eq!(set.id_of_cap("6"), "education");
        assert_eq!(set.id_of_cap("17"), "cap-17"); // AI governance and science share it
    }

    #[test]
    fn a_theme_that_stands_twice_is_told() {
        let error = ThemeSet::from_toml("my.toml", "[[theme]]\nid='a'\n[[theme]]\nid='a'\n").unwrap_err();
        assert!(error.to_string().contains("`a` stands twice"));
    }
}
