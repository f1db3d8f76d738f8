//! Selections of articles as typed after `--versus`: conditions joined by commas.

use policyvane::analysis::{NamedSelection, Versus};
use policyvane::corpus::{Adcode, Gazetteer, PartialDate};
use policyvane::trends::{Selection, Span};
use policyvane::{Error, Expected, Language, Result};

use super::region;

/// What stands for all articles that the first selection does not hold.
const REST: [&str; 2] = ["rest", "其余"];

/// The selections after `--versus`; `None` where the option is not given.
///
/// # Errors
/// [`Error::BadSetting`] where a condition cannot be read, [`Error::UnknownRegion`] for an unknown place, [`Error::BadDate`] where a
/// date cannot be read.
pub fn versus(typed: &[String], language: Language) -> Result<Option<Versus>> {
    let [first, second, ..] = typed else { return Ok(None) };
    let second = (!REST.contains(&second.trim())).then(|| selection(second, language)).transpose()?;
    Ok(Some(Versus { first: selection(first, language)?, second }))
}

fn selection(text: &str, language: Language) -> Result<NamedSelection> {
    let bad = || Error::BadSetting { setting: "--versus", value: text.to_owned(), expected: Expected::Versus };
    let mut selection = Selection::default();
    let mut names = Vec::new();
    for condition in text.split([',', '，']).map(str::trim).filter(|condition| !condition.is_empty()) {
        let name = match condition.split_once('=') {
            Some(("paper", paper)) if !paper.trim().is_empty() => {
                selection.sources.push(paper.trim().to_owned());
                paper.trim().to_owned()
            }
            Some(("region", place)) => {
                let adcode = region(place.trim())?;
                selection.regions.push(adcode);
                name_of(adcode, place.trim(), language)
            }
            Some(_) => return Err(bad()),
            None if selection.span.is_none() => {
                selection.span = Some(span(condition).ok_or_else(bad)??);
                condition.to_owned()
            }
            None => return Err(bad()),
        };
        names.push(match name.split_once("..") {
            Some((first, last)) if first == last => first.to_owned(),
            Some((first, last)) => format!("{first} — {last}"),
            None => name,
        });
    }
    if names.is_empty() { Err(bad()) } else { Ok(NamedSelection { name: names.join(" · "), selection }) }
}

/// How a place is named in the language of the report; as it was typed where there is no such name.
fn name_of(adcode: Adcode, typed: &str, language: Language) -> String {
    let gazetteer = Gazetteer::shared();
    match language {
        Language::English => gazetteer.english_name(adcode).map(str::to_owned),
        Language::Chinese if typed.is_ascii() => gazetteer.get(adcode).map(|region| region.short.clone()),
        Language::Chinese => None,
    }
    .unwrap_or_else(|| typed.to_owned())
}

/// A span, such as `2023..2024-06` or 2023年至2024年6月, or a single year, month or day; `None` where it cannot be read.
pub(super) fn span(text: &str) -> Option<Result<Span>> {
    let ends = text.split_once("..").or_else(|| text.split_once('至'));
    let (first, last) = ends.unwrap_or((text, text));
    let days = || -> Result<Option<Span>> {
        let (first, last): (PartialDate, PartialDate) = (first.parse()?, last.parse()?);
        let ends = first.first_day().zip(last.last_day());
        Ok(ends.map(|(first, last)| Span { first, last }).filter(|span| span.first <= span.last))
    };
    days().transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(first: &str, second: &str) -> Result<Option<Versus>> {
        versus(&[first.to_owned(), second.to_owned()], Language::Chinese)
    }

    #[test]
    fn conditions_are_papers_places_and_spans() {
        let found = parsed("paper=甲报, paper=乙报，2024..2024-06", "rest").unwrap().unwrap();
        assert_eq!(found.first.name, "甲报 · 乙报 · 2024 — 2024-06");
        assert_eq!(found.first.selection.sources, ["甲报", "乙报"]);
        let span = found.first.selection.span.unwrap();
        assert_eq!((span.first.to_string(), span.last.to_string()), ("2024-01-01".into(), "2024-06-30".into()));
        assert_eq!(found.second, None);
        let found = parsed("region=湖南", "region=420000").unwrap().unwrap();
        assert_eq!(found.first.selection.regions, ["430000".parse().unwrap()]);
        assert_eq!(found.second.unwrap().selection.regions.len(), 1);
        assert!(versus(&[], Language::Chinese).unwrap().is_none());
    }

    #[test]
    fn what_selects_nothing_is_refused() {
        for bad in ["", "paper=", "theme=x", "2024..2023", "2023,2024", "rest", "甲报", "region=无此地"] {
            assert!(parsed(bad, "2025").is_err(), "{bad}");
        }
    }
}
