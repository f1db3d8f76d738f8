//! What the page needs to know of the archive before it shows anything: themes with their keys, papers, places, days.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::Language;
use crate::archive::{Archive, ThemeName};
use crate::corpus::{Adcode, NONE};
use crate::error::{Error, Result};
use crate::report::place_name;
use crate::server::api::codebook::meaning;
use crate::server::api::files::{MAX_BYTES, MAX_FILES};
use crate::server::api::keys::theme_keys;
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// Of more articles the server makes no whole report. The page tells it before a reader asks for one.
pub(super) const MAX_REPORT_ARTICLES: usize = 100_000;

/// The themes of the archive, then those of the model that it has not yet.
pub(super) fn all_themes(archive: &Archive, shared: &Shared) -> Result<Vec<ThemeName>> {
    let mut themes = archive.themes()?;
    for theme in shared.classifier().themes() {
        if themes.iter().all(|known| known.id != theme.id) {
            themes.push(ThemeName { id: theme.id.clone(), zh: theme.zh.clone(), en: theme.en.clone() });
        }
    }
    Ok(themes)
}

/// Refuses themes that neither the archive nor the model has; without this check they would silently match no article.
pub(super) fn check_themes(asked: &[String], archive: &Archive, shared: &Shared) -> Result<(), Problem> {
    let themes = all_themes(archive, shared)?;
    match asked.iter().find(|id| themes.iter().all(|theme| theme.id != **id)) {
        Some(unknown) => Err(unknown_theme(unknown, &themes)),
        None => Ok(()),
    }
}

/// What is said of a theme that does not exist: where its name stands in the place of its id, what the id is.
fn unknown_theme(unknown: &str, themes: &[ThemeName]) -> Problem {
    match themes.iter().find(|theme| theme.zh == unknown || theme.en.eq_ignore_ascii_case(unknown)) {
        Some(theme) => Problem::theme_by_name(unknown, &theme.id),
        None => Error::UnknownTheme { name: unknown.to_owned(), nearest: None }.into(),
    }
}

/// Puts “no policy theme” behind all others, as reports do: it is the context of the policy themes and none of them.
pub(super) fn none_last<T>(order: &mut [T], is_none: impl Fn(&T) -> bool) {
    order.sort_by_key(is_none);
}

/// The secondary themes of a label, each once and without the primary one. What carries no policy theme has none.
pub(super) fn secondary_themes(theme: &str, also: &[String]) -> Result<Vec<String>, Problem> {
    let mut themes: Vec<String> = Vec::new();
    for other in also {
        if theme == NONE || other == NONE {
            return Err(Problem::bad_parameter("also", other));
        }
        if other != theme && !themes.contains(other) {
            themes.push(other.clone());
        }
    }
    Ok(themes)
}

/// Refuses papers of which the archive has no article, as themes and places that do not exist are refused: a name that was mistyped
/// would look like silence. Names that may have been meant are told.
pub(super) fn check_papers(asked: &[String], archive: &Archive) -> Result<(), Problem> {
    let papers = archive.unknown_papers(asked)?;
    if papers.is_empty() { Ok(()) } else { Err(Error::UnknownPapers { papers }.into()) }
}

/// The full name of a place; empty where it is unknown.
pub(super) fn name_of_place(region: &str, language: Language) -> String {
    region.parse::<Adcode>().map(|code| place_name(code, language)).unwrap_or_default()
}

/// The language of names of places: that which is asked for, else Chinese, in which their papers name them.
pub(super) fn language_of_places(asked: Option<&str>) -> Language {
    if asked == Some("en") { Language::English } else { Language::Chinese }
}

pub(in crate::server) async fn archive(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["lang"]])?;
    let language = language_of_places(parameters.get("lang"));
    shared.with_archive(move |archive, shared| Ok(Json(described(archive, shared, language)?))).await
}

fn described(archive: &Archive, shared: &Shared, language: Language) -> Result<Value> {
    let themes = all_themes(archive, shared)?;
    let names: Vec<(&str, &str)> = themes.iter().map(|theme| (theme.id.as_str(), theme.zh.as_str())).collect();
    // No theme has a key of its own.
    let keys = theme_keys(&names.iter().copied().filter(|(id, _)| *id != NONE).collect::<Vec<_>>());
    let mut keys = keys.into_iter();
    let classifier = shared.classifier();
    let theme = |theme: &ThemeName| {
        let key = if theme.id == NONE { Some("n".to_owned()) } else { keys.next() };
        let meaning = meaning(&theme.id, classifier.theme_set());
        json!({ "id": theme.id, "zh": theme.zh, "en": theme.en, "key": key, "meaning": meaning })
    };
    let themes: Vec<Value> = themes.iter().map(theme).collect();
    let found = archive.numbers()?;
    let papers: Vec<Value> =
        archive.papers()?.into_iter().map(|(name, articles)| json!({ "name": name, "articles": articles })).collect();
    let provinces: Vec<Value> = archive
        .provinces()?
        .into_iter()
        .map(|(code, articles)| json!({ "region": code, "name": name_of_place(&code, language), "articles": articles }))
        .collect();
    let foreign: usize =
        found.models.iter().filter(|model| model.model != classifier.digest()).map(|model| model.articles).sum();
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "model": classifier.digest(),
        "read_only": shared.settings.read_only,
        "who": shared.settings.who,
        "articles": found.articles,
        "files": found.files,
        "undetermined": found.undetermined,
        "undated": found.undated,
        "corrections": found.corrections,
        "by_other_models": foreign,
        "max_report_articles": MAX_REPORT_ARTICLES,
        "max_upload_files": MAX_FILES,
        "max_upload_bytes": MAX_BYTES,
        "first_day": found.days.as_ref().map(|days| &days.0),
        "last_day": found.days.as_ref().map(|days| &days.1),
        "themes": themes,
        "papers": papers,
        "provinces": provinces,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_theme_leads_to_its_id() {
        let themes = [ThemeName { id: "energy".to_owned(), zh: "能源".to_owned(), en: "Energy".to_owned() }];
        for name in ["能源", "ENERGY"] {
            let [zh, en] = unknown_theme(name, &themes).into_texts();
            assert!(zh.contains("energy") && en.contains("id energy"), "{zh} {en}");
        }
        assert!(!unknown_theme("渔业", &themes).into_texts()[1].contains("energy"));
    }

    #[test]
    fn no_policy_theme_stands_last_and_the_others_keep_their_order() {
        let mut order = vec![NONE, "health", "energy"];
        none_last(&mut order, |id| *id == NONE);
        assert_eq!(order, ["health", "energy", NONE]);
        let mut without = vec!["energy", "health"];
        none_last(&mut without, |id| *id == NONE);
        assert_eq!(without, ["energy", "health"]);
    }
}
