//! Tests of the reader on files that are composed here.

use encoding_rs::GBK;
use proptest::prelude::*;

use super::paragraphs;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::word::paragraph::{Cell, Paragraph};
use crate::error::Error;

/// The header that Chinese Word writes, shortened.
const HEADER: &str = "\\rtf1\\ansi\\ansicpg936\\uc2\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}\
                      {\\f1\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f2\\fnil\\fcharset136 PMingLiU;}}\
                      {\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}{\\s1\\qc\\b heading 1;}\
                      {\\*\\cs10 title;}{\\s15 \\u26631\\'b1\\'ea\\'cc\\'e2 \\'c0\\'b8;}}{\\info{\\title \\'cc\\'e2}}";

fn read(body: &[u8]) -> Vec<Paragraph> {
    let bytes = [b"{", HEADER.as_bytes(), b"\r\n", body, b"}"].concat();
    paragraphs("a.rtf", &bytes).expect("read")
}

fn texts(body: &str) -> Vec<String> {
    read(body.as_bytes()).into_iter().map(|paragraph| paragraph.text).collect()
}

#[test]
fn bytes_are_in_the_encoding_of_their_font_or_of_the_document() {
    assert_eq!(texts("\\f1\\'d6\\'d0\\'b9\\'fa\\par\\f2\\'a4\\'a4\\'b0\\'ea\\par"), ["中国", "中國"]);
    assert_eq!(texts("\\f0\\'d6\\'d0\\'b9\\'fa\\par\\f0 caf\\'e9 \\'93a\\'94\\par"), ["中国", "café “a”"]);
    // Lines may end within a character, and its second byte may stand as it is and look like a brace.
    let expected = GBK.decode(b"\xD6\xD0\x8BH\xB8\\").0.into_owned();
    assert_eq!(texts("\\f1\\'d6\r\n\\'d0\\'8bH\\'b8\\'5c\\par"), [expected]);
    let raw = read(b"\\f1\xD6\xD0\x8B}\xB9\xFA\\par");
    assert_eq!(raw[0].text, GBK.decode(b"\xD6\xD0\x8B}\xB9\xFA").0);
}

#[test]
fn a_document_that_tells_no_encoding_may_be_chinese() {
    let read = paragraphs("a.rtf", b"{\\rtf1\\ansi \\'d6\\'d0\\par caf\\'e9\\par}").expect("read");
    assert_eq!(read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>(), ["中", "café"]);
}

#[test]
fn the_font_of_plain_text_is_told_before_the_fonts() {
    let bytes = b"{\\rtf1\\ansicpg1252\\deff1{\\fonttbl{\\f1\\fcharset134 a;}{\\f2\\fcharset0 b;}}\\'d6\\'d0\\f2\\'d6\\plain\\'d0\\'c2\\par}";
    assert_eq!(paragraphs("a.rtf", bytes).expect("read")[0].text, "中Ö新");
}

#[test]
fn only_styles_of_paragraphs_are_those_of_headings() {
    let bytes =
        b"{\\rtf1{\\stylesheet{Normal;}{\\cs3 title;}{\\s2{\\*\\keycode x}heading 1;}}a\\par\\s3 b\\par\\s2 c\\par}";
    let emphasis: Vec<_> =
        paragraphs("a.rtf", bytes).expect("read").into_iter().map(|paragraph| paragraph.emphasis).collect();
    assert_eq!(emphasis, [None, None, Some(Emphasis::Heading)]);
}

#[test]
fn unicode_characters_stand_for_those_after_them() {
    assert_eq!(texts("\\u20013\\'d6\\'d0\\u22269\\'b9\\'fa\\uc1 \\u8212?x\\uc0\\u20013y\\par"), ["中国—x中y"]);
    assert_eq!(texts("{\\uc1\\u-10174?\\u-8265?\\u-27490?}\\par"), ["\u{20BB7}\u{949E}"]);
    // A group ends what is skipped, and so does a word that stands for no character.
    assert_eq!(texts("\\uc1\\u20013{\\'d6}\\u22269\\u20154\\b x\\u8220\\ldblquote y\\par"), ["中Ö国人x“y"]);
    assert_eq!(texts("a{\\upr{\\'3f\\'3f}{\\*\\ud{\\u20013\\'d6\\'d0}}}b\\par"), ["a中b"]);
}

#[test]
fn of_fields_the_result_is_read() {
    let field = "{\\field{\\*\\fldinst {HYPERLINK \"http://a\" }}{\\fldrslt {\\b 新}}}";
    assert_eq!(texts(&format!("\\f1 a{}b\\par", field.replace('新', "\\'d0\\'c2"))), ["a新b"]);
}

#[test]
fn hidden_and_deleted_text_is_left_out() {
    assert_eq!(texts("a{\\v b}{\\deleted c}\\v d\\v0 e\\v f\\plain g{\\mvf h}\\par"), ["aeg"]);
}

#[test]
fn what_is_no_text_is_left_out() {
    let body = "{\\*\\unknown a}{\\header b\\par}{\\footnote c}{\\pict d}{\\object{\\*\\objdata e}{\\result f}}\
                {\\pntext\\tab 1.}{\\*\\bkmkstart g}\\bin3 }}}h\\par{\\*\\shppict{\\pict i}}j\\chpgn\\par";
    assert_eq!(texts(body), ["h", "j"]);
}

#[test]
fn text_boxes_are_read_once_and_before_their_anchor() {
    let text_box = "{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard b\\par c}}{\\shprslt{\\*\\do{\\dptxbxtext b}}}}";
    assert_eq!(texts(&format!("x{text_box}y\\par")), ["b", "c", "xy"]);
}

#[test]
fn headlines_stand_out() {
    let body =
        b"\\pard\\s1 1\\par\\pard\\plain\\qc 2\\par\\pard{\\b 3}\\par{\\b0 4}\\b0\\par\\s15 5\\par\\pard\\s10 6\\par\
                 \\pard{\\dbch\\ab 7}\\par{\\rtlch\\ab 8}\\par";
    let emphasis: Vec<Option<Emphasis>> = read(body).into_iter().map(|paragraph| paragraph.emphasis).collect();
    let (heading, centred, bold) = (Some(Emphasis::Heading), Some(Emphasis::Centred), Some(Emphasis::Bold));
    assert_eq!(emphasis, [heading, centred, bold, None, heading, None, bold, None]);
}

#[test]
fn cells_are_paragraphs_and_breaks_are_text() {
    assert_eq!(
        texts("a\\cell\\cell b\\cell\\row c\\line d\\tab e\\~f\\_g\\-h\\emdash\\\\\\{\\}\\par i"),
        ["a", "", "b", "c\nd e f-gh—\\{}", "i"]
    );
    assert_eq!(texts("a\\\nb\\sect\\sect c"), ["a", "b", "c"]);
}

#[test]
fn paragraphs_of_tables_know_their_cells() {
    let rows = "\\trowd\\pard\\intbl a\\par b\\cell c\\cell\\row\\trowd\\intbl d\\cell e\\cell\\row";
    let body = format!("{rows}\\pard f\\par\\trowd\\pard\\intbl g\\cell\\row\\pard h\\par");
    let places: Vec<_> = read(body.as_bytes()).into_iter().map(|paragraph| paragraph.cell).collect();
    let cell = |table, row, column| Some(Cell { table, row, column });
    let first = [cell(0, 0, 0), cell(0, 0, 0), cell(0, 0, 1), cell(0, 1, 0), cell(0, 1, 1)];
    assert_eq!(places, [first.as_slice(), &[None, cell(1, 0, 0), None]].concat());
}

#[test]
fn what_cannot_be_read_is_told() {
    assert!(matches!(paragraphs("a.rtf", b"text"), Err(Error::BadDocument { .. })));
    assert!(matches!(paragraphs("a.rtf", b"{\\rtf1\\par}"), Err(Error::EmptyFile { .. })));
    let deep = [b"{\\rtf1 ".as_slice(), &[b'{'; 5000]].concat();
    assert!(matches!(paragraphs("a.rtf", &deep), Err(Error::BadDocument { problem, .. }) if problem.contains("nest")));
    let long = [b"{\\rtf1 ".as_slice(), &b"\\par ".repeat(3 << 20)].concat();
    assert!(matches!(paragraphs("a.rtf", &long), Err(Error::TooLarge { .. })));
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes() {
    let read = paragraphs("a.rtf", b"{\\rtf1 a\\par {\\b b{c").expect("read");
    assert_eq!(read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>(), ["a", "bc"]);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(
        parts in prop::collection::vec(prop::sample::select(&[
            "{", "}", "\\", "*", "\\*", "\\u-10179", "\\u", "\\uc", "99999999999", "-", " ", "?", "\\'d6", "\\'", "\\bin", "3",
            "\\upr", "\\ud", "\\shptxt", "\\shpinst", "\\fonttbl", "\\f1", "\\fcharset134", "\\stylesheet", "\\s1", "heading",
            ";", "\\par", "\\row", "\\field", "\\fldinst", "\\fldrslt", "\\ansicpg", "936", "\\plain", "\\pard", "\u{D6}", "中",
        ]), 0..80),
    ) {
        _ = paragraphs("a.rtf", format!("{{\\rtf1{}", parts.concat()).as_bytes());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        _ = paragraphs("a.rtf", &[b"{\\rtf".as_slice(), &bytes].concat());
    }
}
