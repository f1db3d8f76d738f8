//! The merged cells of an OpenDocument spreadsheet, which the reader of spreadsheets does not tell.

use std::io::{Cursor, Read};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The areas of a sheet whose cells are merged (OpenDocument 1.3, part 3, 19.691: `table:number-rows-spanned`); none where the
/// document cannot be read. At most `limit` bytes of it are unpacked.
pub(super) fn merged(bytes: &[u8], sheet: &str, limit: u64) -> Vec<Dimensions> {
    let read = || -> Option<String> {
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut xml = String::new();
        package.by_name("content.xml").ok()?.take(limit).read_to_string(&mut xml).ok()?;
        Some(xml)
    };
    read().map_or_else(Vec::new, |xml| areas(&xml, sheet))
}

fn areas(xml: &str, sheet: &str) -> Vec<Dimensions> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let (mut is_sheet, mut row, mut column, mut repeated) = (false, 0u32, 0u32, 1u32);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.name().as_ref() {
                "table:table" => {
                    is_sheet = text(&tag, "table:name").is_some_and(|name| name == sheet);
                    (row, repeated) = (0, 0);
                }
                "table:table-row" => {
                    row = row.saturating_add(repeated);
                    (column, repeated) = (0, number(&tag, "table:number-rows-repeated"));
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let rows = number(&tag, "table:number-rows-spanned");
                    let columns = number(&tag, "table:number-columns-spanned");
                    if is_sheet && (rows > 1 || columns > 1) {
                        let end = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
                        found.push(Dimensions::new((row, column), end));
                    }
                    column = column.saturating_add(number(&tag, "table:number-columns-repeated"));
                }
                _ => {}
            },
            Ok(Event::End(tag)) if tag.name().as_ref() == "table:table" => is_sheet = false,
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute.
fn text(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.to_string())
}

/// The number that an attribute tells; 1 where there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    text(tag, name).and_then(|value| value.parse().ok()).filter(|number| *number > 0).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_merged_down_a_column() {
        let xml = r#"<office:body><table:table table:name="一"><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-rows-spanned="2"><text:p>甲</text:p>
            </table:table-cell></table:table-row></table:table><table:table table:name="二"/></office:body>"#;
        let found = areas(xml, "一");
        assert_eq!(found, [Dimensions::new((2, 3), (3, 3))]);
        assert!(areas(xml, "二").is_empty());
        assert!(merged(b"PK", "一", 9).is_empty());
    }
}
