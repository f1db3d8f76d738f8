//! Pages of 512 bytes that tell how runs of the text are formatted ([MS-DOC] 2.4.6.1 and 2.4.6.2, determining properties).

use super::bytes::{offset_at, part, u16_at, u32_at};
use super::properties::{CharacterProperties, ParagraphProperties};

/// The size of a page ([MS-DOC] 2.9, ChpxFkp and PapxFkp); its last byte counts the runs.
const PAGE_BYTES: usize = 512;

/// A place in the list of pages takes the end of the text before it and the number of the page ([MS-DOC] 2.8,
/// PlcBteChpx and PlcBtePapx).
const PLACE_BYTES: usize = 8;

/// The number of a page takes the lower 22 bits ([MS-DOC] 2.9, PnFkpChpx and PnFkpPapx).
const PAGE_NUMBER: u32 = 0x003F_FFFF;

/// Maximum number of pages that are read; real documents have some hundreds.
const MAX_PAGES: usize = 1 << 15;

/// What a page keeps of each run of characters: the place of its properties. Of each paragraph it keeps 12 more bytes
/// that are to be ignored ([MS-DOC] 2.9, BxPap).
const CHARACTER_ENTRY_BYTES: usize = 1;
const PARAGRAPH_ENTRY_BYTES: usize = 13;

/// A run of the stream, in bytes, and its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run<P> {
    start: usize,
    end: usize,
    properties: P,
}

/// The runs whose properties are modified, in the order of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Runs<P> {
    runs: Vec<Run<P>>,
}

impl<P: Copy + Default + PartialEq> Runs<P> {
    /// The properties of the text at an offset of the stream.
    pub fn at(&self, offset: usize) -> P {
        let after = self.runs.partition_point(|run| run.start <= offset);
        let run = after.checked_sub(1).and_then(|index| self.runs.get(index));
        run.filter(|run| offset < run.end).map(|run| run.properties).unwrap_or_default()
    }

    fn read(word_document: &[u8], pages: &[u8], entry_bytes: usize, properties_at: fn(&[u8], usize) -> P) -> Self {
        let mut runs = Vec::new();
        for number in page_numbers(pages) {
            let Some(start) = number.checked_mul(PAGE_BYTES) else { continue };
            let page = part(word_document, start, PAGE_BYTES);
            let Some(count) = page.get(PAGE_BYTES - 1).copied().map(usize::from) else { continue };
            for index in 0..count {
                let entry = 4 * (count + 1) + entry_bytes * index;
                let (Some(start), Some(end), Some(place)) =
                    (offset_at(page, 4 * index), offset_at(page, 4 * index + 4), page.get(entry))
                else {
                    break;
                };
                // Place 0 is that of the default properties.
                let place = 2 * usize::from(*place);
                let properties = if place == 0 { P::default() } else { properties_at(page, place) };
                if start < end && properties != P::default() {
                    runs.push(Run { start, end, properties });
                }
            }
        }
        runs.sort_by_key(|run| run.start);
        Self { runs }
    }
}

impl Runs<CharacterProperties> {
    /// The runs of characters on the pages that a list tells.
    pub fn of_characters(word_document: &[u8], pages: &[u8]) -> Self {
        Self::read(word_document, pages, CHARACTER_ENTRY_BYTES, character_properties)
    }
}

impl Runs<ParagraphProperties> {
    /// The paragraphs on the pages that a list tells.
    pub fn of_paragraphs(word_document: &[u8], pages: &[u8]) -> Self {
        Self::read(word_document, pages, PARAGRAPH_ENTRY_BYTES, paragraph_properties)
    }
}

/// The numbers of the pages, each once: a list that names a page over and over would make endless work.
fn page_numbers(pages: &[u8]) -> Vec<usize> {
    let count = pages.len().saturating_sub(4) / PLACE_BYTES;
    let numbers = part(pages, 4 * (count + 1), 4 * count).chunks_exact(4);
    let mut numbers: Vec<usize> = numbers
        .filter_map(|number| u32_at(number, 0))
        .filter_map(|number| usize::try_from(number & PAGE_NUMBER).ok())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.truncate(MAX_PAGES);
    numbers
}

/// The properties of characters at a place of a page: their length in bytes stands before them ([MS-DOC] 2.9, Chpx).
fn character_properties(page: &[u8], place: usize) -> CharacterProperties {
    let length = page.get(place).copied().map_or(0, usize::from);
    CharacterProperties::read(part(page, place + 1, length))
}

/// The style and the properties of a paragraph at a place of a page: before them stands their length, halved and
/// rounded up, or a zero and their length halved ([MS-DOC] 2.9, PapxInFkp).
fn paragraph_properties(page: &[u8], place: usize) -> ParagraphProperties {
    let length_at = |at: usize| page.get(at).copied().map_or(0, usize::from);
    let content = match length_at(place) {
        0 => part(page, place + 2, 2 * length_at(place + 1)),
        half => part(page, place + 1, 2 * half - 1),
    };
    let modifications = content.get(2..).unwrap_or_default();
    ParagraphProperties::read(modifications)
        .upon(ParagraphProperties { style: u16_at(content, 0), ..Default::default() })
}
