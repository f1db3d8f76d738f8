//! Blank pages of a PDF are no scans.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use common::{policyvane, status, stderr, text};
use pdf::by_hand;
use policyvane::corpus::pdf::pages;

/// A PDF whose pages draw these instructions; `/P Do` draws a picture.
fn drawing(contents: &[&str]) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n \nendstream"
            .to_owned(),
    ];
    for (page, content) in contents.iter().enumerate() {
        let resources = "/Resources<</XObject<</P 3 0 R>>>>";
        let place = 5 + 2 * page;
        objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 600]/Contents {place} 0 R{resources}>>"));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    by_hand(&objects, "")
}

const RULE: &str = "1 g 0 0 500 600 re f 0 G 40 40 m 460 40 l S";
const PICTURE: &str = "q 500 0 0 600 0 0 cm /P Do Q";

#[test]
fn a_page_that_draws_no_letter_and_no_picture_is_blank() {
    let letter = "10 10 m 20 30 40 50 60 70 c f";
    let read = pages(&drawing(&["", RULE, PICTURE, letter])).unwrap();
    assert_eq!(read.iter().map(|page| page.blank).collect::<Vec<_>>(), [true, true, false, false]);
}

#[test]
fn blank_pages_are_passed_over_and_scans_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2024-03-05.pdf");
    std::fs::write(&path, drawing(&["", PICTURE])).unwrap();
    let output = policyvane(&["ingest", "--check", text(&path), "--lang", "en"]);
    let told = stderr(&output);
    assert!(status(&output) == 1 && told.contains("page 2 has no text") && !told.contains("page 1"), "{told}");
    std::fs::write(&path, drawing(&["", RULE])).unwrap();
    let told = stderr(&policyvane(&["ingest", "--check", text(&path), "--lang", "en"]));
    assert!(told.contains("is empty"), "{told}");
}
