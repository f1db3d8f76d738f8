//! The styles of a Word document (ECMA-376, part 1, 17.7): which are those of headings, and which are bold or centred.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::read::word::package::{attribute, is_on, value_of};
use crate::corpus::read::word::paragraph::is_heading_style;

/// A style may be based on another, which may be based on a third; more than this are a circle.
const MAX_CHAIN: usize = 12;
/// The outline level of text that is no heading, counted from 0 (ECMA-376, part 1, 17.3.1.20).
const LEVEL_OF_TEXT: u8 = 9;
/// Names of styles for headings within an article, or for what stands below pictures and tables.
const NO_HEADLINES: [&str; 4] = ["小标题", "副标题", "图标题", "表标题"];

/// What a style means for the text that has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether it is a style of headings.
    pub heading: bool,
    /// Whether the text is bold.
    pub bold: bool,
    /// Whether the paragraph is centred.
    pub centred: bool,
}

/// What a document says of a style itself.
#[derive(Debug, Clone, Default)]
struct Definition {
    name: String,
    based_on: String,
    outline_level: Option<u8>,
    bold: Option<bool>,
    centred: Option<bool>,
}

impl Definition {
    /// Whether it is a style of headings, where it says so itself.
    fn heading(&self) -> Option<bool> {
        if NO_HEADLINES.iter().any(|name| self.name.ends_with(name)) {
            return Some(false);
        }
        if is_heading_style(&self.name) || self.name.ends_with("标题") {
            return Some(true);
        }
        self.outline_level.map(|level| level < LEVEL_OF_TEXT)
    }

    fn property(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "name" => self.name = value_of(tag),
            "basedOn" => self.based_on = value_of(tag),
            "outlineLvl" => self.outline_level = value_of(tag).parse().ok(),
            "b" => self.bold = Some(is_on(&value_of(tag))),
            "jc" => self.centred = Some(value_of(tag) == "center"),
            _ => {}
        }
    }
}

/// The styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    definitions: HashMap<String, Definition>,
}

impl Styles {
    /// Reads the styles; of a damaged part those that stand before the damage.
    pub fn read(xml: &str) -> Styles {
        let mut reader = Reader::from_str(xml);
        let mut styles = Styles::default();
        let mut open: Option<(String, Definition)> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(tag) if matches!(tag.local_name().as_ref(), "style") => {
                    open = Some((attribute(&tag, "w:styleId"), Definition::default()));
                }
                Event::End(tag) if matches!(tag.local_name().as_ref(), "style") => {
                    styles.definitions.extend(open.take())
                }
                Event::Start(tag) | Event::Empty(tag) => {
                    if let Some((_, definition)) = &mut open {
                        definition.property(&tag);
                    }
                }
                _ => {}
            }
        }
        styles
    }

    /// What a style means, with all that it is based on. A style that is not defined may be known by its identifier.
    pub fn get(&self, id: &str) -> Style {
        let mut next = id;
        let (mut heading, mut bold, mut centred) = (None, None, None);
        for _ in 0..MAX_CHAIN {
            let Some(definition) = self.definitions.get(next) else { break };
            heading = heading.or_else(|| definition.heading());
            bold = bold.or(definition.bold);
            centred = centred.or(definition.centred);
            next = &definition.based_on;
        }
        let is_undefined = !self.definitions.contains_key(id);
        Style {
            heading: heading.unwrap_or(is_undefined && is_heading_style(id)),
            bold: bold.unwrap_or(false),
            centred: centred.unwrap_or(false),
        }
    }

    /// The level of a style of headings, that of a title being 0, which its name tells or that of a style it is based on.
    pub fn level(&self, id: &str) -> Option<u8> {
        if !self.definitions.contains_key(id) {
            return level_of_name(id);
        }
        let mut next = id;
        for _ in 0..MAX_CHAIN {
            let definition = self.definitions.get(next)?;
            let outlined = definition.outline_level.filter(|&level| level < LEVEL_OF_TEXT).map(|level| level + 1);
            if let Some(level) = level_of_name(&definition.name).or(outlined) {
                return Some(level);
            }
            next = &definition.based_on;
        }
        None
    }
}

/// The level of headings that the name of a style tells: “heading 1”, “标题 2”, “Title”.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.split(',').next().unwrap_or_default().trim().to_lowercase();
    if name == "title" || name == "标题" {
        return Some(0);
    }
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题")).unwrap_or(&name);
    match number.trim().as_bytes() {
        [digit @ b'1'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_what_they_are_based_on() {
        let styles = Styles::read(
            "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>\
             <w:style w:styleId=\"x\"><w:name w:val=\"版面用\"/><w:basedOn w:val=\"1\"/></w:style>\
             <w:style w:styleId=\"s\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
             <w:style w:styleId=\"2\"><w:name w:val=\"toc 2\"/></w:style>\
             <w:style w:styleId=\"y\"><w:name w:val=\"小标题\"/><w:basedOn w:val=\"1\"/></w:style></w:styles>",
        );
        assert_eq!((styles.level("x"), styles.level("s"), styles.level("Heading3")), (Some(1), None, Some(3)));
        assert_eq!((level_of_name("Title"), level_of_name("标题 2"), level_of_name("toc 2")), (Some(0), Some(2), None));
        assert_eq!(styles.get("x"), Style { heading: true, bold: false, centred: true });
        assert_eq!(styles.get("s"), Style { heading: false, bold: true, centred: false });
        assert!(!styles.get("2").heading && !styles.get("y").heading && styles.get("3").heading);
        let circle = Styles::read(
            "<w:styles><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>",
        );
        assert_eq!(circle.get("a"), Style::default());
    }
}
