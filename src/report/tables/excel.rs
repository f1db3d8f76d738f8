//! CSV that Excel opens rightly and safely.

use crate::corpus::BYTE_ORDER_MARK;

/// Characters at the beginning of a cell that make a spreadsheet take it for a formula.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// CSV with a byte order mark, in which no text can become a formula: an apostrophe stands before cells that would, unless
/// they are numbers.
pub fn excel_csv(csv: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for record in reader.records().flatten() {
        // Writing to memory does not fail, and cells are text.
        let _ = writer.write_record(record.iter().map(safe_cell));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn safe_cell(cell: &str) -> String {
    let is_formula = cell.starts_with(FORMULA_STARTS) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_a_formula() {
        let csv = "title,difference\n=HYPERLINK(1),-0.25\n@名,+1\n\"引,号\",0\n";
        let safe = excel_csv(csv);
        assert_eq!(safe, "\u{FEFF}title,difference\n'=HYPERLINK(1),-0.25\n'@名,+1\n\"引,号\",0\n");
    }
}
