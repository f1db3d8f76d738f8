//! The readers of pages, web pages, documents, transcripts, archives and PDFs under spoilt input: whatever comes, they
//! answer with articles or errors and do not panic.
//!
//! `FUZZ_SECONDS=300 cargo test --test fuzz_readers -- --nocapture` runs longer, on other inputs than the two seconds of
//! every test run.

#[allow(dead_code)] // Other tests use the rest.
mod compose;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use compose::articles::ARTICLES;
use compose::{Area, Sheet};
use policyvane::corpus::{Input, ReadOptions, open};

const PAGE: &str = "兰河日报 2024年3月5日 星期二 第1版\n全市信访工作会议召开\n　　本报讯（记者 何晓岚）3月4日，全市信访工作会议召开，会议要\n\
    求把矛盾化解在基层，推动信访积案逐件办结。\n（通讯员 周 宁）\n据新华社北京3月4日电 招商推介会举行，三个项目现场签约。\n";
const WEB: &str = "<html><head><meta charset=gb2312><title>三个项目签约_兰河网</title></head><body><ul><li><a href=x>首页</a></ul>\
    <h1>三个项目签约</h1><div id=ozoom><p>昨日，我市举行招商推介会，三个项目现场签约。<br>总投资十二亿元。</p></div></body></html>";
const TRANSCRIPT: &str = "# 兰河新闻 2024年3月6日\n\n### 夜校开到厂区\n\n昨天，首批**夜校**开课，[二百名](x)工人报名。\n\n### 机场新开航线\n\n兰河机场今天新开两条航线。\n";
const WORD: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r>\
    <w:t>全市信访工作会议召开</w:t></w:r></w:p><w:p><w:r><w:t>会议要求&quot;件件有着落&quot;。</w:t></w:r></w:p></w:body></w:document>";

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

fn pdf() -> Vec<u8> {
    let mut sheet = Sheet::new(400.0, 500.0);
    let place = Area { left: 30.0, top: 60.0, width: 340.0, height: 400.0 };
    sheet.centred(place, 50.0, 24.0, ARTICLES[0].0);
    sheet.columns(place, 3, 12.0, 9.0, 13.5, ARTICLES[0].1);
    compose::pdf(std::slice::from_ref(&sheet))
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % limit.max(1) as u64) as usize
    }
}

/// Some bytes changed, taken out, repeated, or put in from elsewhere in the file.
fn spoilt(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let length = 1 + random.below((bytes.len() - at).min(40));
        match random.below(5) {
            0 => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let part = bytes[at..at + length].repeat(1 + random.below(20));
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => bytes[at] ^= 1 << random.below(8),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn spoilt_files_are_read_or_refused() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("page.txt", PAGE.as_bytes().to_vec()),
        ("page.txt", encoding_rs::GB18030.encode(PAGE).0.into_owned()),
        ("page.html", WEB.as_bytes().to_vec()),
        ("page.html", encoding_rs::GB18030.encode(WEB).0.into_owned()),
        ("page.md", TRANSCRIPT.as_bytes().to_vec()),
        ("page.docx", zipped("word/document.xml", WORD.as_bytes())),
        ("page.zip", zipped("2024-03-05.txt", PAGE.as_bytes())),
        ("page.pdf", pdf()),
        (
            "page.jsonl",
            b"{\"id\":\"a\",\"date\":\"2024-03-05\",\"text\":\"x\",\"also\":[\"b\"]}\n{\"text\":\"y\"}\n".to_vec(),
        ),
        ("page.csv", "id,date,text\na,2024-03-05,\"会议,召开\"\n".as_bytes().to_vec()),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(seconds);
    let (begin, mut files, mut articles, mut errors) = (Instant::now(), 0usize, 0usize, 0usize);
    while begin.elapsed() < Duration::from_secs(seconds) {
        let (name, seed) = &seeds[random.below(seeds.len())];
        let path = folder.path().join(name);
        std::fs::write(&path, spoilt(seed, &mut random)).unwrap();
        let options = ReadOptions::default();
        files += 1;
        match open(&Input { path, name: (*name).into() }, &options) {
            Err(error) => {
                errors += 1;
                assert!(!error.to_string().is_empty());
            }
            Ok(read) => read.for_each(|article| {
                articles += usize::from(article.is_ok());
                errors += usize::from(article.is_err());
            }),
        }
    }
    println!("{files} spoilt files: {articles} articles, {errors} errors told, no panic");
    assert!(files > 20 && articles > 0 && errors > 0);
}
