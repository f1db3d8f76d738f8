//! Reads the text of RTF with its formats, token by token.

use std::collections::{HashMap, HashSet};

use encoding_rs::{Encoding, GBK, MACINTOSH};

use super::encodings::{decode, is_double_byte, of_character_set, of_code_page};
use super::group::{CharacterFormat, Destination, Group};
use super::table_place::TablePlace;
use super::tokenizer::{Token, Tokenizer};
use crate::corpus::read::word::paragraph::{
    MAX_TEXT_BYTES, Paragraph, ParagraphBuilder, ParagraphFormat, Paragraphs, Problem, is_heading_style,
};

/// Groups nest at most this deep: real documents nest some dozens.
const MAX_DEPTH: usize = 1000;

/// No paragraph has a style of this number.
const NO_STYLE: i32 = -1;

/// Words that stand for a character (RTF 1.9.1, "Special Characters").
const CHARACTERS: &[(&[u8], char)] = &[
    (b"tab", '\t'),
    (b"line", '\n'),
    (b"lbr", '\n'),
    (b"page", '\n'),
    (b"column", '\n'),
    (b"emdash", '—'),
    (b"endash", '–'),
    (b"emspace", ' '),
    (b"enspace", ' '),
    (b"qmspace", ' '),
    (b"bullet", '•'),
    (b"lquote", '‘'),
    (b"rquote", '’'),
    (b"ldblquote", '“'),
    (b"rdblquote", '”'),
];

/// The character that a word stands for, if it does.
fn character_of(name: &[u8]) -> Option<char> {
    CHARACTERS.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

/// Whether a token may stand for a character in programs that know no `\u`.
fn stands_for_character(token: Token<'_>) -> bool {
    match token {
        Token::Symbol(symbol) => matches!(symbol, b'~' | b'_' | b'-' | b'\\' | b'{' | b'}'),
        Token::Word { name, .. } => character_of(name).is_some_and(|character| !matches!(character, '\n' | '\t')),
        _ => false,
    }
}

/// Reads a document.
pub(super) struct Reader<'a, 'p> {
    tokenizer: Tokenizer<'a>,
    paragraphs: &'p mut Paragraphs,
    /// The open groups; the innermost is the last.
    groups: Vec<Group>,
    /// The paragraphs being read: that of the document, and those of the text boxes within it.
    builders: Vec<ParagraphBuilder>,
    /// Where the paragraph stands in the tables of the document.
    place: TablePlace,
    /// The encoding of the document. Programs that tell none and write Chinese write GBK.
    document_encoding: &'static Encoding,
    /// The fonts whose encoding is known, the font being described, and the font of plain text.
    fonts: HashMap<i32, &'static Encoding>,
    described_font: i32,
    default_font: i32,
    /// The styles of headings, and the style being described with its name.
    heading_styles: HashSet<i32>,
    described_style: i32,
    style_name: String,
    /// Bytes of text that have not been decoded.
    bytes: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high_surrogate: Option<u16>,
    /// How many characters are to be skipped, since a `\u` before them said the same.
    skip: usize,
}

impl<'a, 'p> Reader<'a, 'p> {
    /// A reader of a file, which adds to paragraphs.
    pub fn new(bytes: &'a [u8], paragraphs: &'p mut Paragraphs) -> Self {
        Self {
            tokenizer: Tokenizer::new(bytes),
            paragraphs,
            groups: vec![Group::default()],
            builders: vec![ParagraphBuilder::default()],
            place: TablePlace::default(),
            document_encoding: GBK,
            fonts: HashMap::new(),
            described_font: 0,
            default_font: 0,
            heading_styles: HashSet::new(),
            described_style: 0,
            style_name: String::new(),
            bytes: Vec::new(),
            high_surrogate: None,
            skip: 0,
        }
    }

    /// Reads the document to its end, or to where the file is cut off.
    ///
    /// # Errors
    /// Where groups nest too deep or there is too much text.
    pub fn read(mut self) -> Result<(), Problem> {
        loop {
            let double_byte = is_double_byte(self.group().character.encoding.unwrap_or(self.document_encoding));
            let Some(token) = self.tokenizer.next(double_byte) else { break };
            if !matches!(token, Token::Byte(_) | Token::Text(_)) {
                self.decode_bytes();
            }
            match token {
                Token::GroupStart => self.start_group()?,
                // What follows the document's group is no part of it.
                Token::GroupEnd if self.groups.len() <= 2 => break,
                Token::GroupEnd => self.end_group()?,
                Token::Byte(byte) => self.add_bytes(&[byte])?,
                Token::Text(text) => self.add_bytes(text)?,
                token if self.skip > 0 && stands_for_character(token) => self.skip -= 1,
                Token::Symbol(symbol) => self.symbol(symbol)?,
                Token::Word { name, parameter } => {
                    // Programs that write \u without anything for older programs often forget to say so.
                    self.skip = 0;
                    self.word(name, parameter)?;
                }
            }
        }
        self.decode_bytes();
        while !self.builders.is_empty() {
            self.end_text()?;
            self.builders.pop();
        }
        Ok(())
    }

    /// The innermost group.
    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn change_group(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn start_group(&mut self) -> Result<(), Problem> {
        if self.groups.len() > MAX_DEPTH {
            return Err(Problem::BadDocument(format!("its groups nest deeper than {MAX_DEPTH}; save it as .docx")));
        }
        self.skip = 0;
        self.groups.push(self.group().inner());
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), Problem> {
        self.skip = 0;
        if self.group().is_text_box {
            self.end_text()?;
            self.builders.pop();
        }
        let ended = self.groups.pop().unwrap_or_default();
        if ended.destination == Destination::FontTable && self.group().destination == Destination::Text {
            // The font of plain text is told before the fonts are.
            self.set_font(self.default_font);
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Problem> {
        match symbol {
            b'*' => self.change_group(|group| group.may_be_skipped = true),
            b'\r' | b'\n' => return self.end_paragraph(),
            b'\\' | b'{' | b'}' => self.add_character(char::from(symbol)),
            b'\t' => self.add_character('\t'),
            b'~' => self.add_character(' '),
            b'_' => self.add_character('-'),
            // Hyphens that show only at the end of a line, and signs of indexes.
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, name: &[u8], parameter: Option<i32>) -> Result<(), Problem> {
        let group = self.group();
        let outer = self.groups.split_last().map_or(&[][..], |(_, outer)| outer);
        let destination = group.destination_of(name, outer);
        self.change_group(|group| group.may_be_skipped = false);
        match (destination, group.destination) {
            // Within what is unseen, only the second of two forms is seen.
            (Some(destination), Destination::Unseen) if name != b"ud" || destination == Destination::Unseen => {}
            (Some(destination), _) => self.enter(destination, name),
            (None, Destination::FontTable) => self.describe_font(name, parameter),
            (None, Destination::StyleSheet) => self.describe_style(name, parameter),
            (None, Destination::Text) => return self.word_of_text(name, parameter),
            (None, Destination::Unseen | Destination::Shape | Destination::TwoForms) => {}
        }
        Ok(())
    }

    fn enter(&mut self, destination: Destination, name: &[u8]) {
        let begins_text_box = name == b"shptxt" && !self.group().is_text_box;
        self.change_group(|group| {
            group.destination = destination;
            group.is_text_box |= begins_text_box;
        });
        if begins_text_box {
            self.builders.push(ParagraphBuilder::default());
        }
    }

    fn describe_font(&mut self, name: &[u8], parameter: Option<i32>) {
        let Some(number) = parameter else { return };
        let encoding = match name {
            b"f" => {
                self.described_font = number;
                None
            }
            b"fcharset" => of_character_set(number),
            b"cpg" => of_code_page(number),
            _ => None,
        };
        if let Some(encoding) = encoding {
            self.fonts.insert(self.described_font, encoding);
        }
    }

    fn describe_style(&mut self, name: &[u8], parameter: Option<i32>) {
        match (name, parameter) {
            (b"s", Some(number)) => self.described_style = number,
            // Styles of characters, sections and tables are numbered with those of paragraphs.
            (b"cs" | b"ds" | b"ts", _) => self.described_style = NO_STYLE,
            (b"u", Some(number)) => self.unicode(number),
            _ => {}
        }
    }

    fn word_of_text(&mut self, name: &[u8], parameter: Option<i32>) -> Result<(), Problem> {
        // A property is on unless its number is 0 (RTF 1.9.1, "Control Word").
        let is_on = parameter != Some(0);
        match name {
            b"ansicpg" => self.document_encoding = parameter.and_then(of_code_page).unwrap_or(self.document_encoding),
            b"mac" => self.document_encoding = MACINTOSH,
            b"deff" => {
                self.default_font = parameter.unwrap_or(0);
                self.set_font(self.default_font);
            }
            b"par" | b"nestcell" => return self.end_paragraph(),
            b"cell" => return self.end_cell(),
            b"sect" | b"nestrow" => return self.end_text(),
            b"row" => return self.end_row(),
            b"pard" => {
                self.change_group(|group| (group.centred, group.style, group.is_in_table) = (false, 0, false));
            }
            b"intbl" => self.change_group(|group| group.is_in_table = true),
            b"qc" => self.change_group(|group| group.centred = true),
            b"ql" | b"qr" | b"qj" | b"qd" | b"qt" | b"qk" => self.change_group(|group| group.centred = false),
            b"s" => self.change_group(|group| group.style = parameter.unwrap_or(0)),
            b"plain" => {
                self.change_group(|group| group.character = CharacterFormat::default());
                self.set_font(self.default_font);
            }
            b"f" => self.set_font(parameter.unwrap_or(0)),
            b"uc" => {
                let number = parameter.and_then(|number| usize::try_from(number).ok()).unwrap_or(1);
                self.change_group(|group| group.fallback_characters = number);
            }
            b"u" => self.unicode(parameter.unwrap_or(0)),
            _ => {
                self.change_group(|group| group.character.set(name, is_on));
                if let Some(character) = character_of(name) {
                    self.add_character(character);
                }
            }
        }
        Ok(())
    }

    /// Sets the encoding of text to that of a font.
    fn set_font(&mut self, number: i32) {
        let encoding = self.fonts.get(&number).copied();
        self.change_group(|group| group.character.encoding = encoding);
    }

    /// A UTF-16 unit as a signed number, or a whole character (RTF 1.9.1, "Unicode RTF").
    fn unicode(&mut self, number: i32) {
        self.skip = self.group().fallback_characters;
        let number = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let high = self.high_surrogate.take();
        match u16::try_from(number) {
            Ok(unit @ 0xD800..0xDC00) => self.high_surrogate = Some(unit),
            Ok(unit) => {
                for character in char::decode_utf16(high.into_iter().chain([unit])).flatten() {
                    self.add_character(character);
                }
            }
            Err(_) => {
                if let Some(character) = u32::try_from(number).ok().and_then(char::from_u32) {
                    self.add_character(character);
                }
            }
        }
    }

    /// Keeps bytes of text until the bytes that belong with them are there too.
    fn add_bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        // What goes nowhere need not be decoded.
        if matches!(self.group().destination, Destination::Text | Destination::StyleSheet) {
            self.bytes.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
        }
        if self.bytes.len() > MAX_TEXT_BYTES { Err(Problem::TooMuchText) } else { Ok(()) }
    }

    fn decode_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        for character in decode(&bytes, self.group().character.encoding, self.document_encoding).chars() {
            self.add_character(character);
        }
        // The buffer is used again.
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Adds a character where its group wants it.
    fn add_character(&mut self, character: char) {
        let group = self.group();
        match group.destination {
            Destination::Text if !group.character.hidden && !group.character.deleted => {
                if let Some(builder) = self.builders.last_mut()
                    && (!character.is_control() || matches!(character, '\n' | '\t'))
                {
                    builder.push(character, group.character.bold);
                }
            }
            Destination::StyleSheet if character == ';' => {
                if is_heading_style(&self.style_name) {
                    self.heading_styles.insert(self.described_style);
                }
                self.style_name.clear();
                // RTF 1.9.1, "Style Sheet": a style without number is style 0.
                self.described_style = 0;
            }
            Destination::StyleSheet => self.style_name.push(character),
            _ => {}
        }
    }

    /// Ends the paragraph that is being read if there is text in it.
    fn end_text(&mut self) -> Result<(), Problem> {
        match self.builders.last() {
            Some(builder) if !builder.is_empty() => self.finish_paragraph(false),
            _ => Ok(()),
        }
    }

    /// Ends the paragraph that is being read, be it empty, where its end is one of the text.
    fn end_paragraph(&mut self) -> Result<(), Problem> {
        if self.group().destination == Destination::Text { self.finish_paragraph(false) } else { Ok(()) }
    }

    /// Ends the last paragraph of a cell, and the cell.
    fn end_cell(&mut self) -> Result<(), Problem> {
        if self.group().destination == Destination::Text {
            self.finish_paragraph(true)?;
            self.place.end_cell();
        }
        Ok(())
    }

    /// Ends a row of a table.
    fn end_row(&mut self) -> Result<(), Problem> {
        self.end_text()?;
        if self.group().destination == Destination::Text {
            self.place.end_row();
        }
        Ok(())
    }

    /// Adds the paragraph in the format that holds where it ends, which may be the end of a cell.
    fn finish_paragraph(&mut self, ends_cell: bool) -> Result<(), Problem> {
        self.high_surrogate = None;
        let Group { style, centred, is_in_table, .. } = self.group();
        let format = ParagraphFormat { heading: self.heading_styles.contains(&style), centred };
        // A text box is no part of the table in which it is anchored.
        let cell = if self.builders.len() > 1 { None } else { self.place.cell_of(is_in_table || ends_cell) };
        match self.builders.last_mut() {
            Some(builder) => self.paragraphs.add(Paragraph { cell, ..builder.finish(format) }),
            None => Ok(()),
        }
    }
}
