//! Tests of the reader on files that are composed here.

use proptest::prelude::*;

use super::paragraphs;
use super::test_writer::{Writer, pack};
use crate::corpus::read::one_article::Emphasis;
use crate::error::Error;

const BOLD: [u8; 3] = [0x35, 0x08, 1];
const HIDDEN: [u8; 3] = [0x3C, 0x08, 1];
const DELETED: [u8; 3] = [0x00, 0x08, 1];
const CENTRED: [u8; 3] = [0x61, 0x24, 1];
const ROW_END: [u8; 3] = [0x17, 0x24, 1];

fn texts(writer: &Writer) -> Vec<String> {
    paragraphs("a.doc", &writer.write()).expect("read").into_iter().map(|paragraph| paragraph.text).collect()
}

fn problem(bytes: &[u8]) -> String {
    match paragraphs("a.doc", bytes) {
        Err(Error::BadDocument { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pieces_of_either_width_make_one_text() {
    let mut writer = Writer::new("会议要求，𠮷林");
    writer.pieces.push(("“GDP” 5.2%…", true, 0));
    writer.pieces.push(("增长。\r第二段\r", false, 0));
    assert_eq!(texts(&writer), ["会议要求，𠮷林“GDP” 5.2%…增长。", "第二段"]);
}

#[test]
fn breaks_hyphens_and_anchors_are_what_a_reader_sees() {
    let writer = Writer::new("甲\u{B}乙\t丙\u{A0}丁\u{1E}戊\u{1F}己\u{1}\u{2}\u{5}\u{8}庚\r\u{C}辛\u{C}壬\r");
    assert_eq!(texts(&writer), ["甲\n乙 丙 丁-戊己庚", "辛", "壬"]);
}

#[test]
fn cells_are_paragraphs_and_rows_are_not() {
    let mut writer = Writer::new("一\u{7}\u{7}二\u{7}\u{7}尾\r");
    writer.pieces =
        vec![("一\u{7}\u{7}二\u{7}", false, 0), ("\u{7}", false, (0x19 << 1) | (1 << 8)), ("尾\r", false, 0)];
    assert_eq!(texts(&writer), ["一", "", "二", "尾"]);
    let mut writer = Writer::new("一\u{7}\u{7}尾\r");
    writer.paragraphs = vec![("一\u{7}", 0, vec![]), ("\u{7}尾", 0, ROW_END.to_vec())];
    assert_eq!(texts(&writer), ["一", "尾"]);
}

#[test]
fn of_fields_the_result_is_read() {
    let writer = Writer::new(
        "见\u{13} HYPERLINK \"http://a\" \u{14}新\u{13} PAGE \u{14}华\u{15}网\u{15}及\u{13} XE 索引 \u{15}他\r",
    );
    assert_eq!(texts(&writer), ["见新华网及他"]);
}

#[test]
fn a_field_without_end_hides_nothing() {
    assert_eq!(texts(&Writer::new("甲\u{15}乙\u{14}丙\u{13}丁\r")), ["甲乙丙丁"]);
    assert_eq!(texts(&Writer::new("甲\u{13}乙\r丙\u{14}丁\r")), ["甲乙", "丙丁"]);
}

#[test]
fn fields_that_nest_too_deep_are_refused() {
    assert!(problem(&Writer::new("\u{13}".repeat(1001).leak()).write()).contains("nest"));
    assert_eq!(texts(&Writer::new(("\u{13}".repeat(1000) + "甲\r").leak())), ["甲"]);
}

#[test]
fn hidden_and_deleted_text_is_left_out() {
    let mut writer = Writer::new("正文旧稿继续批注结束(\r");
    let symbol = vec![0x09, 0x6A, 1, 0, 0xB7, 0xF0];
    writer.characters = vec![("旧稿", DELETED.to_vec()), ("批注", HIDDEN.to_vec()), ("(", symbol)];
    assert_eq!(texts(&writer), ["正文继续结束"]);
}

#[test]
fn pieces_modify_their_text() {
    let mut writer = Writer::new("正文\r");
    // A modification of its own, and the second list of properties.
    writer.pieces = vec![("正文", false, 0), ("旧稿", false, (0x41 << 1) | (1 << 8)), ("题\r", false, (1 << 1) | 1)];
    writer.lists = vec![HIDDEN.to_vec(), CENTRED.to_vec()];
    let read = paragraphs("a.doc", &writer.write()).expect("read");
    assert_eq!((read[0].text.as_str(), read[0].emphasis), ("正文题", Some(Emphasis::Centred)));
}

#[test]
fn headlines_stand_out() {
    let mut writer = Writer::new("一\r二\r三\r四\r五\r六\r");
    writer.styles = vec![(0, "Normal"), (1, "heading 1"), (0xFFE, "作者"), (62, "Titel"), (0xFFE, "标题栏")];
    writer.paragraphs = vec![
        ("一\r", 1, vec![]),
        ("二\r", 0, CENTRED.to_vec()),
        ("三\r", 0, vec![]),
        ("四\r", 10, CENTRED[..2].to_vec()),
        ("五\r", 12, vec![]),
        ("六\r", 11, vec![]),
    ];
    writer.styles.splice(2..2, (2..10).map(|built_in| (built_in, "")));
    writer.characters = vec![("三", BOLD.to_vec())];
    let read = paragraphs("a.doc", &writer.write()).expect("read");
    let emphasis: Vec<Option<Emphasis>> = read.into_iter().map(|paragraph| paragraph.emphasis).collect();
    let heading = Some(Emphasis::Heading);
    assert_eq!(emphasis, [heading, Some(Emphasis::Centred), Some(Emphasis::Bold), None, heading, heading]);
}

#[test]
fn notes_are_left_out_and_text_boxes_follow_the_text() {
    let mut writer = Writer::new("正文\r注释\r框内\r");
    (writer.notes, writer.text_boxes) = (3, 3);
    assert_eq!(texts(&writer), ["正文", "框内"]);
}

#[test]
fn a_text_that_is_cut_off_is_read_as_far_as_it_goes() {
    let writer = Writer::new("第一段\r第二段\r");
    let (mut word_document, table) = writer.streams();
    word_document.truncate(word_document.len() - 3);
    let bytes = pack(&[("/WordDocument", &word_document), ("/1Table", &table)]);
    let read = paragraphs("a.doc", &bytes).expect("read");
    assert_eq!(read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>(), ["第一段", "第二"]);
}

#[test]
fn pieces_that_claim_the_same_text_over_and_over_are_refused() {
    let text: &'static str = "字".repeat(40_000).leak();
    let mut writer = Writer::new(text);
    let (word_document, _) = writer.streams();
    writer.pieces = vec![(text, false, 0); 1000];
    let (fib, mut table) = writer.streams();
    // All pieces begin where the first does: the descriptions are the last of the table, their offsets after 2 bytes.
    let descriptions = table.len() - 8 * 1000;
    for index in 0..1000 {
        let at = descriptions + 8 * index + 2;
        table[at..at + 4].copy_from_slice(&2048_u32.to_le_bytes());
    }
    let word_document = [&fib[..2048], &word_document[2048..]].concat();
    let bytes = pack(&[("/WordDocument", &word_document), ("/1Table", &table)]);
    assert!(matches!(paragraphs("a.doc", &bytes), Err(Error::TooLarge { limit, .. }) if limit == 64 << 20));
}

#[test]
fn text_of_word_95_is_read_in_its_encoding() {
    let text = encoding_rs::GBK.encode("新华社\r\u{13} PAGE \u{14}1\u{15}版\r").0;
    let mut word_document = vec![0_u8; 128];
    word_document[..2].copy_from_slice(&0xA5DC_u16.to_le_bytes());
    word_document[2] = 104;
    word_document[6..8].copy_from_slice(&0x0409_u16.to_le_bytes());
    word_document[0x18] = 128;
    word_document[0x34] = text.len() as u8;
    word_document.extend_from_slice(&text);
    let read = paragraphs("a.doc", &pack(&[("/WordDocument", &word_document)])).expect("read");
    assert_eq!(read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>(), ["新华社", "1版"]);
    word_document[10] |= 1 << 2;
    assert!(problem(&pack(&[("/WordDocument", &word_document)])).contains("Word 95"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let mut writer = Writer::new("密\r");
    writer.flags |= 1 << 8;
    assert!(problem(&writer.write()).contains("password"));
    assert!(problem(&pack(&[("/EncryptedPackage", b"x")])).contains("password"));
    let other = problem(&pack(&[("/Workbook", b"x"), ("/\u{5}SummaryInformation", b"x")]));
    assert!(other.contains("Workbook") && other.contains("SummaryInformation") && other.contains(".docx"), "{other}");
    assert!(problem(&pack(&[("/WordDocument", b"x")])).contains("not of Word"));
    assert!(problem(b"plain text").contains(".docx"));
    let (word_document, _) = Writer::new("正文\r").streams();
    assert!(problem(&pack(&[("/WordDocument", &word_document)])).contains("1Table"));
    assert!(matches!(paragraphs("a.doc", &Writer::new("\r \r").write()), Err(Error::EmptyFile { .. })));
}

proptest! {
    #[test]
    fn damaged_files_never_make_the_reader_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        in_table in any::<bool>(),
        whole in any::<bool>(),
    ) {
        let mut writer = Writer::new("标题\r正文旧稿\u{13} PAGE \u{14}1\u{15}版\u{7}\u{7}\r框\r");
        writer.pieces.push(("abc\r", true, 1));
        writer.lists = vec![CENTRED.to_vec()];
        writer.characters = vec![("旧稿", DELETED.to_vec())];
        writer.paragraphs = vec![("标题\r", 1, CENTRED.to_vec())];
        writer.styles = vec![(0, "Normal"), (1, "heading 1")];
        let (mut word_document, mut table) = writer.streams();
        let mut bytes = pack(&[("/WordDocument", &word_document), ("/1Table", &table)]);
        let target = if whole { &mut bytes } else if in_table { &mut table } else { &mut word_document };
        for (index, byte) in changes {
            *index.get_mut(target) = byte;
        }
        if !whole {
            bytes = pack(&[("/WordDocument", &word_document), ("/1Table", &table)]);
        }
        // Whatever comes of it, it comes.
        _ = paragraphs("a.doc", &bytes);
    }
}
