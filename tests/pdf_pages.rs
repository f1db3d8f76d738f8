//! Pages of a PDF come out in the order of reading.

mod compose;
#[path = "common/pdf.rs"]
mod pdf;

use compose::articles::{ARTICLES, Article};
use compose::{Area, Sheet};
use pdf::by_hand;
use policyvane::corpus::pdf::{PdfProblem, pages};
use policyvane::corpus::{Article as Read, Input, ReadOptions, open};

const BODY: f32 = 9.0;
const LEADING: f32 = 13.5;

fn area(left: f32, top: f32, width: f32, height: f32) -> Area {
    Area { left, top, width, height }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Reads a page, keeps it for scoring, and checks that every article is there whole, in this order.
fn check(name: &str, sheet: &Sheet, articles: &[Article]) -> String {
    let bytes = compose::pdf(std::slice::from_ref(sheet));
    let read = pages(&bytes).expect("a composed page is read");
    assert_eq!(read.len(), 1);
    let text = read[0].text.clone();
    // Rules alone, without headlines, leave one boundary in doubt.
    let least = if name == "rules_only" || name.contains("rule") { 0.8 } else { 0.9 };
    let score = boundary_f1(&bytes, articles);
    assert!(score >= least, "{name}: {score}\n{text}");
    let whole: String =
        articles.iter().map(|(headline, paragraphs)| squeezed(headline) + &squeezed(&paragraphs.concat())).collect();
    assert_eq!(squeezed(&text), whole, "{text}");
    // Nothing is lost or invented.
    let count: usize = sheet.runs.iter().map(|run| squeezed(&run.text).chars().count()).sum();
    assert_eq!(squeezed(&text).chars().count(), count);
    text
}

/// The F1 of the articles that the program cuts out of a PDF: found where headline and beginning are as they were set.
fn boundary_f1(bytes: &[u8], articles: &[Article]) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, bytes).unwrap();
    let options = ReadOptions::default();
    let input = Input { path, name: "page.pdf".into() };
    let found: Vec<Read> = open(&input, &options).unwrap().map(|article| article.unwrap()).collect();
    let begins = |read: &Read, (headline, paragraphs): &Article| {
        let all = squeezed(&read.title) + &squeezed(&read.text);
        let body: String = squeezed(paragraphs[0]).chars().take(12).collect();
        all.starts_with(&squeezed(headline)) && all.contains(&body) || all.starts_with(&body)
    };
    let hits = articles.iter().filter(|article| found.iter().any(|read| begins(read, article))).count();
    2.0 * hits as f64 / (found.len() + articles.len()) as f64
}

/// Sets a headline with its article below.
fn article(sheet: &mut Sheet, place: Area, columns: usize, article: Article) {
    sheet.centred(place, place.top + 22.0, 24.0, article.0);
    let text = area(place.left, place.top + 36.0, place.width, place.height - 36.0);
    sheet.columns(text, columns, 14.0, BODY, LEADING, article.1);
}

#[test]
fn four_columns_drawn_across() {
    let mut sheet = Sheet::new(700.0, 900.0);
    article(&mut sheet, area(40.0, 40.0, 620.0, 200.0), 4, ARTICLES[0]);
    article(&mut sheet, area(40.0, 240.0, 620.0, 200.0), 4, ARTICLES[1]);
    article(&mut sheet, area(40.0, 440.0, 620.0, 200.0), 4, ARTICLES[2]);
    sheet.across();
    let text = check("four_columns", &sheet, &ARTICLES[..3]);
    assert!(text.starts_with("云溪县启动春灌保障行动\n\n　　本报讯（记者 林小禾）三月"), "{text}");
    assert_eq!(text.matches("\n　　").count(), 12, "{text}");
}

#[test]
fn one_article_a_column() {
    let mut sheet = Sheet::new(760.0, 900.0);
    for (place, &(headline, paragraphs)) in ARTICLES[..4].iter().enumerate() {
        let left = 40.0 + 174.0 * place as f32;
        sheet.line(left, 58.0, 13.0, true, headline);
        sheet.columns(area(left, 70.0, 160.0, 500.0), 1, 0.0, BODY, LEADING, paragraphs);
    }
    sheet.across();
    check("one_a_column", &sheet, &ARTICLES[..4]);
}

#[test]
fn headline_of_two_lines_over_three_columns() {
    let mut sheet = Sheet::new(760.0, 900.0);
    let place = area(40.0, 40.0, 502.0, 400.0);
    sheet.centred(place, 66.0, 30.0, "乡镇卫生院夜间门诊");
    sheet.centred(place, 104.0, 30.0, "受欢迎");
    sheet.columns(area(40.0, 122.0, 502.0, 300.0), 3, 14.0, BODY, LEADING, ARTICLES[3].1);
    // The fourth column is another article, as high as the headline and its columns.
    sheet.line(560.0, 58.0, 13.0, true, ARTICLES[4].0);
    sheet.columns(area(560.0, 70.0, 160.0, 500.0), 1, 0.0, BODY, LEADING, ARTICLES[4].1);
    article(&mut sheet, area(40.0, 320.0, 502.0, 300.0), 3, ARTICLES[5]);
    sheet.across();
    let text = check("two_line_headline", &sheet, &[ARTICLES[3], ARTICLES[5], ARTICLES[4]]);
    assert!(text.starts_with("乡镇卫生院夜间门诊\n受欢迎\n\n　　本报讯"), "{text}");
}

/// Three columns, the second interrupted by another article.
fn interrupted(framed: bool) -> Sheet {
    let mut sheet = Sheet::new(640.0, 900.0);
    let place = area(40.0, 40.0, 520.0, 600.0);
    sheet.centred(place, 66.0, 28.0, ARTICLES[6].0);
    let long: Vec<&str> = ARTICLES[6].1.iter().chain(&ARTICLES[7].1[1..]).copied().collect();
    let lines = compose::broken(&long, 18);
    let (width, box_rows) = (18.0 * BODY, 17);
    let rows = (lines.len() + box_rows).div_ceil(3);
    let (mut column, mut row) = (0, 0);
    for line in &lines {
        if column == 1 && row == 5 {
            row += box_rows;
        }
        let (left, baseline) = (40.0 + column as f32 * (width + 17.0), 90.0 + row as f32 * LEADING);
        sheet.set(left, baseline, BODY, width, line);
        row += 1;
        if row == rows {
            (column, row) = (column + 1, 0);
        }
    }
    let (left, top) = (40.0 + width + 17.0, 90.0 + 4.0 * LEADING + 6.0);
    if framed {
        sheet.frames.push(area(left, top, width, box_rows as f32 * LEADING - 8.0));
    }
    let inner = width - 2.0 * BODY;
    let title = area(left + BODY, top, inner, 30.0);
    sheet.centred(title, top + 20.0, 11.5, ARTICLES[5].0);
    let text = &ARTICLES[5].1[..2];
    for (place, line) in compose::broken(text, 16).iter().enumerate() {
        sheet.set(left + BODY, top + 40.0 + 12.5 * place as f32, BODY, inner, line);
    }
    sheet.across();
    sheet
}

#[test]
fn box_in_a_column() {
    for framed in [true, false] {
        let paragraphs: Vec<&'static str> = ARTICLES[6].1.iter().chain(&ARTICLES[7].1[1..]).copied().collect();
        let whole: Article = (ARTICLES[6].0, Box::leak(paragraphs.into_boxed_slice()));
        let name = if framed { "framed_box" } else { "inset_box" };
        check(name, &interrupted(framed), &[whole, (ARTICLES[5].0, &ARTICLES[5].1[..2])]);
    }
}

#[test]
fn letter_spaced_lines_stay_whole() {
    let mut sheet = Sheet::new(700.0, 900.0);
    let mut top = 40.0;
    for article in &ARTICLES[..3] {
        // A headline spaced out over the whole width, columns that hold sixteen characters in the room of nineteen.
        let count = article.0.chars().count() as f32;
        let spacing = (600.0 - count * 24.0) / (count - 1.0);
        let text = article.0.to_owned();
        sheet.runs.push(compose::Run { left: 40.0, baseline: top + 22.0, size: 24.0, bold: true, text, spacing });
        let lines = compose::broken(article.1, 13);
        let each = lines.len().div_ceil(4);
        for (place, line) in lines.iter().enumerate() {
            let left = 40.0 + 157.0 * (place / each) as f32;
            let width = if place % 3 == 0 { 143.0 } else { 12.5 * BODY + line.text.chars().count() as f32 };
            sheet.set(left, top + 46.0 + LEADING * (place % each) as f32, BODY, width.min(143.0), line);
        }
        top += 70.0 + LEADING * each as f32;
    }
    sheet.across();
    check("letter_spaced", &sheet, &ARTICLES[..3]);
}

#[test]
fn vertical_headline() {
    let mut sheet = Sheet::new(700.0, 900.0);
    article(&mut sheet, area(40.0, 40.0, 620.0, 200.0), 4, ARTICLES[0]);
    sheet.downwards(40.0, 250.0, 20.0, ARTICLES[1].0);
    sheet.columns(area(80.0, 250.0, 580.0, 300.0), 3, 14.0, BODY, LEADING, ARTICLES[1].1);
    article(&mut sheet, area(40.0, 560.0, 620.0, 200.0), 4, ARTICLES[2]);
    sheet.across();
    check("vertical_headline", &sheet, &ARTICLES[..3]);
}

#[test]
fn vertical_headline_in_two_columns_to_the_right_of_its_text() {
    let mut sheet = Sheet::new(700.0, 900.0);
    article(&mut sheet, area(40.0, 40.0, 620.0, 200.0), 4, ARTICLES[0]);
    sheet.downwards(640.0, 250.0, 20.0, "北桥街道开出");
    sheet.downwards(610.0, 250.0, 20.0, "首家社区食堂");
    sheet.columns(area(40.0, 250.0, 550.0, 300.0), 3, 14.0, BODY, LEADING, ARTICLES[1].1);
    article(&mut sheet, area(40.0, 560.0, 620.0, 200.0), 4, ARTICLES[2]);
    sheet.across();
    check("vertical_two", &sheet, &ARTICLES[..3]);
}

#[test]
fn columns_of_uneven_length() {
    // The second article starts below two short columns of the first, the third beside it further down.
    let mut sheet = Sheet::new(760.0, 900.0);
    let place = area(40.0, 40.0, 682.0, 600.0);
    sheet.centred(place, 66.0, 28.0, ARTICLES[0].0);
    let lines = compose::broken(ARTICLES[0].1, 17);
    let width = 17.0 * BODY;
    let (mut column, mut row) = (0, 0);
    for line in &lines {
        sheet.set(40.0 + column as f32 * (width + 23.0), 90.0 + row as f32 * LEADING, BODY, width, line);
        row += 1;
        if row == if column < 2 { 3 } else { 5 } {
            (column, row) = (column + 1, 0);
        }
    }
    article(&mut sheet, area(40.0, 135.0, 329.0, 400.0), 2, ARTICLES[1]);
    article(&mut sheet, area(392.0, 162.0, 329.0, 400.0), 2, ARTICLES[2]);
    sheet.across();
    check("uneven", &sheet, &ARTICLES[..3]);
}

#[test]
fn sections_parted_by_rules_only() {
    let mut sheet = Sheet::new(700.0, 900.0);
    sheet.columns(area(40.0, 40.0, 620.0, 200.0), 4, 14.0, BODY, LEADING, ARTICLES[0].1);
    sheet.rules.push((40.0, 200.0, 660.0, 200.0));
    sheet.columns(area(40.0, 210.0, 620.0, 200.0), 4, 14.0, BODY, LEADING, ARTICLES[1].1);
    for column in 1..4 {
        let x = 33.0 + 158.5 * column as f32;
        sheet.rules.push((x, 40.0, x, 195.0));
    }
    sheet.across();
    check("rules", &sheet, &[("", ARTICLES[0].1), ("", ARTICLES[1].1)]);
}

#[test]
fn overprinted_headline_is_read_once() {
    let mut sheet = Sheet::new(700.0, 900.0);
    article(&mut sheet, area(40.0, 40.0, 620.0, 200.0), 4, ARTICLES[0]);
    let mut shadow = sheet.runs[0].clone();
    shadow.left += 0.8;
    shadow.baseline += 0.8;
    let bytes = compose::pdf(&[sheet.clone()]);
    sheet.runs.insert(0, shadow);
    assert_eq!(pages(&compose::pdf(&[sheet])).unwrap()[0].text, pages(&bytes).unwrap()[0].text);
}

#[test]
fn page_without_text() {
    let mut sheet = Sheet::new(700.0, 900.0);
    sheet.frames.push(area(100.0, 100.0, 300.0, 300.0));
    let read = pages(&compose::pdf(&[sheet.clone(), Sheet::new(10.0, 10.0)])).unwrap();
    assert_eq!(read.len(), 2);
    assert!(read.iter().all(|page| page.text.is_empty() && page.spans == 0));
    assert_eq!(read[1].number, 2);
}

#[test]
fn encrypted_document_is_refused() {
    let key = "(0123456789abcdef0123456789abcdef)";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>".to_owned(),
        format!("<</Filter/Standard/V 2/R 3/Length 128/P -44/O {key}/U {key}>>"),
    ];
    let bytes = by_hand(&objects, "/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]");
    assert_eq!(pages(&bytes), Err(PdfProblem::Encrypted));
}

#[test]
fn five_thousand_pages_are_refused() {
    let kids: String = (0..5_000).map(|page| format!("{} 0 R ", page + 3)).collect();
    for count in [5_000, 1] {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Kids[{kids}]/Count {count}/MediaBox[0 0 100 100]>>"),
        ];
        objects.extend((0..5_000).map(|_| "<</Type/Page/Parent 2 0 R>>".to_owned()));
        let begun = std::time::Instant::now();
        let problem = pages(&by_hand(&objects, "")).unwrap_err();
        assert_eq!(problem, PdfProblem::TooManyPages { found: 5_000, limit: 500 });
        assert!(problem.to_string().contains("5000 pages"));
        assert!(begun.elapsed().as_secs() < 5);
    }
}

/// A page whose one font is one of these objects, from number 5, drawing these instructions.
fn drawn(drawing: &str, font: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()),
    ];
    objects.extend(font.iter().map(|object| (*object).to_owned()));
    by_hand(&objects, "")
}

#[test]
fn fonts_without_a_table_of_their_own_are_read() {
    let descendant = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)\
                      /Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor<</Type/FontDescriptor>>>>";
    for (encoding, text) in
        [("UniGB-UCS2-H", "4E916EAA53BF"), ("GBK-EUC-H", "D4C6CFAACFD8"), ("UniGB-UTF16-H", "4E916EAA53BF")]
    {
        let font =
            format!("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[6 0 R]>>");
        let bytes = drawn(&format!("BT /F 9 Tf 20 80 Td <{text}> Tj ET"), &[&font, descendant]);
        assert_eq!(pages(&bytes).unwrap()[0].text, "云溪县\n", "{encoding}");
    }
}

#[test]
fn turned_text_is_read() {
    let drawing = "BT /F 9 Tf 0 1 -1 0 100 80 Tm (first) Tj 0 1 -1 0 112 80 Tm (second) Tj ET";
    let bytes = drawn(drawing, &["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]);
    assert_eq!(pages(&bytes).unwrap()[0].text, "first\nsecond\n");
}

#[test]
fn page_that_draws_too_much_is_refused() {
    let helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let drawing = format!("BT /F 9 Tf 20 80 Td {} ET", "0 0 Td (abcdefghij) Tj ".repeat(11_000));
    assert_eq!(pages(&drawn(&drawing, &[helvetica])), Err(PdfProblem::TooMuchOnPage { page: 1 }));
    // A small file that asks for gigabytes: a form drawn again and again.
    let form = format!("BT /F 9 Tf {} ET", "( ) Tj ".repeat(200_000));
    let objects = [
        helvetica,
        &format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {}>>stream\n{form}\nendstream", form.len()),
    ];
    let bytes = drawn(&"/X Do ".repeat(4_000), &objects);
    let text = String::from_utf8(bytes).unwrap().replace("/Font<</F 5 0 R>>", "/Font<</F 5 0 R>>/XObject<</X 6 0 R>>");
    assert_eq!(pages(text.as_bytes()), Err(PdfProblem::TooMuchOnPage { page: 1 }));
    // All on one spot, and spread over the page: neither takes long.
    let begun = std::time::Instant::now();
    assert!(pages(&drawn(&drawing[..drawing.len() / 2], &[helvetica])).is_ok());
    let spread: String = (0..20_000).map(|at| format!("1 0 0 1 {} {} Tm (ab) Tj ", at % 397, (at * 7) % 391)).collect();
    assert!(pages(&drawn(&format!("BT /F 1 Tf {spread} ET"), &[helvetica])).is_ok());
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

#[test]
fn damaged_documents_never_panic() {
    assert!(matches!(pages(b""), Err(PdfProblem::Damaged(_))));
    assert!(matches!(pages("本报讯".as_bytes()), Err(PdfProblem::Damaged(_))));
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..300 {
        let mut bytes: Vec<u8> = (0..random(4_000)).map(|_| random(256) as u8).collect();
        let _ = pages(&bytes);
        bytes.splice(0..0, *b"%PDF-1.7\n1 0 obj <<");
        let _ = pages(&bytes);
    }
    let mut sheet = Sheet::new(700.0, 900.0);
    article(&mut sheet, area(40.0, 40.0, 620.0, 200.0), 4, ARTICLES[0]);
    let whole = compose::pdf(&[sheet]);
    for _ in 0..60 {
        let _ = pages(&whole[..random(whole.len())]);
        let mut damaged = whole.clone();
        for _ in 0..1 + random(40) {
            let at = random(damaged.len());
            damaged[at] = random(256) as u8;
        }
        let _ = pages(&damaged);
    }
    // The same with instructions that are not packed, so that damage reaches them.
    let drawing =
        "BT /F 9 Tf 1 0 0 1 20 80 Tm (abc) Tj 0 -12 Td [(de) -900 (f)] TJ ET 0 0 m 50 0 l S q 1 2 3 4 5 6 cm Q";
    let plain = drawn(drawing, &["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]);
    assert_eq!(pages(&plain).unwrap()[0].text, "abc\nde f\n");
    for _ in 0..5_000 {
        let mut damaged = plain.clone();
        for _ in 0..1 + random(8) {
            let at = random(damaged.len());
            damaged[at] = b"0123456789.-+/<>[]() \nTjdcmqQR%e"[random(31)];
        }
        let _ = pages(&damaged);
    }
}
