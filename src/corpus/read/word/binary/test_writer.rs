//! Writes binary Word files for the tests, independently of the reader ([MS-DOC] 2.1, 2.5.1, 2.8 and 2.9).

use std::io::{Cursor, Write};

/// Where the pages of formatted characters and paragraphs stand, and the text after them.
const CHARACTER_PAGE: u32 = 2;
const PARAGRAPH_PAGE: u32 = 3;
const TEXT_OFFSET: usize = 2048;

/// A file that is to be written.
#[derive(Default)]
pub(super) struct Writer {
    pub version: u16,
    pub flags: u16,
    /// The pieces: their text, whether it takes one byte for each character, and what modifies it.
    pub pieces: Vec<(&'static str, bool, u16)>,
    /// Lists of modifications that pieces may name.
    pub lists: Vec<Vec<u8>>,
    /// Parts of the text and the modifications of their characters; the parts are searched for.
    pub characters: Vec<(&'static str, Vec<u8>)>,
    /// Parts of the text with their paragraph marks, their styles and modifications.
    pub paragraphs: Vec<(&'static str, u16, Vec<u8>)>,
    /// The built-in numbers and the names of the styles.
    pub styles: Vec<(u16, &'static str)>,
    /// How many of the characters, at the end, are those of notes, and of text boxes after them.
    pub notes: usize,
    pub text_boxes: usize,
}

impl Writer {
    /// A file of Word 97 with a text that is in one piece of UTF-16.
    pub fn new(text: &'static str) -> Self {
        Self { version: 0x00C1, flags: 1 << 9, pieces: vec![(text, false, 0)], ..Self::default() }
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let (word_document, table) = self.streams();
        pack(&[("/WordDocument", &word_document), ("/1Table", &table)])
    }

    /// The streams WordDocument and 1Table.
    pub fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut table = Vec::new();
        let mut place = |content: Vec<u8>| {
            let pair = (table.len() as u32, content.len() as u32);
            table.extend(content);
            pair
        };
        let pairs = [
            (1, place(self.style_sheet())),
            (12, place(page_list(CHARACTER_PAGE))),
            (13, place(page_list(PARAGRAPH_PAGE))),
            (33, place(self.clx())),
        ];
        let mut word_document = self.fib(&pairs);
        word_document.resize(TEXT_OFFSET - 1024, 0);
        let characters = self
            .characters
            .iter()
            .map(|(part, list)| (self.bytes_of(part), [&[list.len() as u8], list.as_slice()].concat()));
        word_document.extend(page(characters.collect(), 1));
        let paragraphs = self.paragraphs.iter().map(|(part, style, list)| {
            let mut content = [&style.to_le_bytes(), list.as_slice()].concat();
            // An even length is told after a zero, an odd one at once.
            let length = match content.len() % 2 {
                0 => vec![0, content.len() as u8 / 2],
                _ => vec![content.len() as u8 / 2 + 1],
            };
            content.splice(0..0, length);
            (self.bytes_of(part), content)
        });
        word_document.extend(page(paragraphs.collect(), 13));
        for (text, is_compressed, _) in &self.pieces {
            word_document.extend(encode(text, *is_compressed));
        }
        (word_document, table)
    }

    /// The block up to the pairs of offset and length (FibBase, FibRgW97, FibRgLw97, FibRgFcLcb97).
    fn fib(&self, pairs: &[(usize, (u32, u32))]) -> Vec<u8> {
        let mut fib = vec![0_u8; 32 + 2 + 28 + 2 + 88 + 2 + 93 * 8];
        let mut put = |at: usize, bytes: &[u8]| fib[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &0xA5EC_u16.to_le_bytes());
        put(2, &self.version.to_le_bytes());
        put(6, &0x0804_u16.to_le_bytes());
        put(10, &self.flags.to_le_bytes());
        put(32, &14_u16.to_le_bytes());
        put(62, &22_u16.to_le_bytes());
        put(152, &93_u16.to_le_bytes());
        let all: usize = self.pieces.iter().map(|(text, ..)| text.encode_utf16().count()).sum();
        for (position, count) in [(3, all - self.notes - self.text_boxes), (4, self.notes), (9, self.text_boxes)] {
            put(64 + 4 * position, &(count as u32).to_le_bytes());
        }
        for (position, (offset, length)) in pairs {
            put(154 + 8 * position, &offset.to_le_bytes());
            put(154 + 8 * position + 4, &length.to_le_bytes());
        }
        fib
    }

    fn clx(&self) -> Vec<u8> {
        let mut clx = Vec::new();
        for list in &self.lists {
            clx.push(1);
            clx.extend((list.len() as u16).to_le_bytes());
            clx.extend(list);
        }
        let (mut positions, mut descriptions) = (0_u32.to_le_bytes().to_vec(), Vec::new());
        let (mut position, mut offset) = (0, TEXT_OFFSET as u32);
        for (text, is_compressed, modifier) in &self.pieces {
            position += text.encode_utf16().count() as u32;
            positions.extend(position.to_le_bytes());
            descriptions.extend([0, 0]);
            descriptions.extend(if *is_compressed { (2 * offset) | (1 << 30) } else { offset }.to_le_bytes());
            descriptions.extend(modifier.to_le_bytes());
            offset += encode(text, *is_compressed).len() as u32;
        }
        clx.push(2);
        clx.extend(((positions.len() + descriptions.len()) as u32).to_le_bytes());
        [clx, positions, descriptions].concat()
    }

    fn style_sheet(&self) -> Vec<u8> {
        let mut sheet = vec![0_u8; 2 + 18];
        sheet[0] = 18;
        sheet[4] = 10;
        for (built_in, name) in &self.styles {
            let mut style = vec![0_u8; 10];
            style[..2].copy_from_slice(&built_in.to_le_bytes());
            style.extend((name.encode_utf16().count() as u16).to_le_bytes());
            style.extend(encode(name, false));
            style.extend([0, 0]);
            sheet.extend((style.len() as u16).to_le_bytes());
            sheet.extend(style);
        }
        sheet
    }

    /// The bytes of the stream that hold a part of the text, which lies within one piece.
    fn bytes_of(&self, part: &str) -> (u32, u32) {
        let mut offset = TEXT_OFFSET;
        for (text, is_compressed, _) in &self.pieces {
            if let Some(at) = text.find(part) {
                let start = offset + encode(&text[..at], *is_compressed).len();
                return (start as u32, (start + encode(part, *is_compressed).len()) as u32);
            }
            offset += encode(text, *is_compressed).len();
        }
        panic!("the text has no {part}");
    }
}

/// A container of streams.
pub(super) fn pack(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("created");
    for (name, content) in streams {
        container.create_stream(name).expect("created").write_all(content).expect("written");
    }
    container.into_inner().into_inner()
}

fn encode(text: &str, is_compressed: bool) -> Vec<u8> {
    match is_compressed {
        true => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        false => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    }
}

/// A list of one page (PlcBteChpx).
fn page_list(number: u32) -> Vec<u8> {
    [0, u32::MAX, number].into_iter().flat_map(u32::to_le_bytes).collect()
}

/// A page of runs that follow on each other, between which are runs without properties (ChpxFkp, PapxFkp).
fn page(mut runs: Vec<((u32, u32), Vec<u8>)>, entry_bytes: usize) -> Vec<u8> {
    runs.sort();
    let (mut ends, mut entries, mut contents) = (vec![0_u32], Vec::new(), vec![0_u8; 512]);
    let mut free = 511;
    for ((start, end), content) in runs {
        if ends.last().is_some_and(|last| *last < start) {
            ends.push(start);
            entries.push(0);
        }
        ends.push(end);
        free = (free - content.len()) / 2 * 2;
        contents[free..free + content.len()].copy_from_slice(&content);
        entries.push((free / 2) as u8);
    }
    let mut at = 0;
    for end in &ends {
        contents[at..at + 4].copy_from_slice(&end.to_le_bytes());
        at += 4;
    }
    for entry in &entries {
        contents[at] = *entry;
        at += entry_bytes;
    }
    contents[511] = entries.len() as u8;
    contents
}
