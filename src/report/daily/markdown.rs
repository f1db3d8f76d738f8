//! The daily digest as Markdown.

use crate::Language;
use crate::report::daily::DailyDigest;

/// Characters that mean something in Markdown, with a backslash before them; line ends become spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            plain.push('\\');
        }
        plain.push(if c.is_whitespace() { ' ' } else { c });
    }
    plain
}

/// The digest as Markdown.
pub fn to_markdown(digest: &DailyDigest, language: Language) -> String {
    let mut text = format!("# {}\n\n{}\n", digest.title(language), digest.summary(language));
    for section in &digest.sections {
        text += &format!("\n## {}\n\n", plain(&section.heading(language)));
        if let Some(comparison) = section.comparison(language) {
            text += &format!("_{comparison}_\n\n");
        }
        for (number, entry) in (1..).zip(&section.entries) {
            text += &format!("{number}. **{}**", plain(&entry.headline));
            for line in [entry.facts(language), entry.first_sentence.clone(), entry.reprint_note(language)] {
                if !line.is_empty() {
                    text += &format!("  \n   {}", plain(&line));
                }
            }
            text.push('\n');
        }
    }
    text
}
