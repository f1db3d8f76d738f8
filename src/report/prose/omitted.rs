//! The files that were left out, in words and for the page.

use serde_json::{Value, json};

use crate::Language;
use crate::messages::{self, Counted, counted};
use crate::report::input::OmittedFile;

/// At most this many files are named; the others are counted.
const MAX_NAMED: usize = 50;

/// The section in Markdown; empty where nothing was left out.
pub(super) fn markdown(omitted: &[OmittedFile], language: Language) -> String {
    if omitted.is_empty() {
        return String::new();
    }
    let mut text = format!("\n## {}\n\n{}\n\n", messages::omitted_title(language), says(omitted, language));
    for file in omitted.iter().take(MAX_NAMED) {
        // A line break in a name or a reason would end the item.
        let reason = file.reason(language).replace(['\r', '\n'], " ");
        text += &messages::omitted_item(language, &file.file.replace(['\r', '\n'], " "), &reason);
    }
    text
}

/// The section of the page; none where nothing was left out.
pub(in crate::report) fn section(omitted: &[OmittedFile], language: Language) -> Option<Value> {
    let rows: Vec<[String; 2]> =
        omitted.iter().take(MAX_NAMED).map(|file| [file.file.clone(), file.reason(language)]).collect();
    (!rows.is_empty()).then(|| {
        json!({
            "title": messages::omitted_title(language),
            "sentence": says(omitted, language),
            "head": [messages::omitted_file(language), messages::omitted_reason(language)],
            "rows": rows,
            "curves": [],
            "isOfFiles": true,
        })
    })
}

/// How many files were left out, and how many of them are not named.
fn says(omitted: &[OmittedFile], language: Language) -> String {
    let files = |files: usize| counted(language, files, Counted::Files);
    let mut text = messages::omitted_says(language, &files(omitted.len()));
    if omitted.len() > MAX_NAMED {
        text += &messages::omitted_more(language, MAX_NAMED, &files(omitted.len() - MAX_NAMED));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_files_are_named_and_the_others_counted() {
        let file = |number: usize| OmittedFile {
            file: format!("{number:02}.psd"),
            chinese: "不是文字".into(),
            english: "no text".into(),
            further: number,
        };
        let files: Vec<OmittedFile> = (0..53).map(file).collect();
        let text = markdown(&files, Language::English);
        assert_eq!(text.matches("no text").count(), 50);
        assert!(text.contains("53 files") && text.contains("3 files"), "{text}");
        assert!(text.contains("- 00.psd: no text\n- 01.psd: no text (and 1 more"), "{text}");
        assert!(markdown(&files, Language::Chinese).contains("- 02.psd：不是文字（另有 2 处）"));
        assert_eq!(section(&files, Language::Chinese).unwrap()["rows"].as_array().unwrap().len(), 50);
        assert!(markdown(&[], Language::English).is_empty() && section(&[], Language::English).is_none());
    }
}
