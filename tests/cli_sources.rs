//! Issues as they come: archives, web pages, documents, transcripts, and what is refused.

mod common;

use std::io::{Cursor, Write};
use std::path::Path;

use common::{policyvane, status, stderr, stdout, text};

/// A page of a fictional paper.
const PAGE: &str = "兰河日报 2024年3月5日 星期二 第1版\n全市信访工作会议召开\n　　本报讯（记者 何晓岚）3月4日，全市信访工作会议召开，会议要\n\
    求把矛盾化解在基层，推动信访积案逐件办结。\n";
const WEB: &str = "<html><head><meta charset=\"gb2312\"><title>三个项目签约</title></head><body><h1>三个项目签约</h1>\
    <div id=\"ozoom\"><p>昨日，我市举行招商推介会，三个项目现场签约，总投资十二亿元。</p></div></body></html>";
const TRANSCRIPT: &str = "# 兰河新闻 2024年3月6日\n\n### 夜校开到厂区\n\n昨天，首批夜校开课，二百名工人报名。\n\n### 机场新开航线\n\n兰河机场今天新开两条航线。\n";

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn members() -> Vec<(&'static str, Vec<u8>)> {
    let (web, ..) = encoding_rs::GB18030.encode(WEB);
    vec![
        ("2024/03/05/p1.txt", PAGE.as_bytes().to_vec()),
        ("2024/03/05/content_2.html", web.into_owned()),
        ("2024-03-06.md", TRANSCRIPT.as_bytes().to_vec()),
    ]
}

/// Titles and dates of the articles of a file.
fn titles(path: &Path, expected: i32) -> (Vec<(String, String)>, String) {
    let output = policyvane(&["ingest", text(path)]);
    assert_eq!(status(&output), expected, "{}", stderr(&output));
    let articles = stdout(&output);
    let field = |line: &str, name: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        article[name].as_str().unwrap_or_default().to_owned()
    };
    // The day an article tells of, else the day of its issue.
    let day = |line: &str| Some(field(line, "event_date")).filter(|day| !day.is_empty()).unwrap_or(field(line, "date"));
    (articles.lines().map(|line| (field(line, "title"), day(line))).collect(), stderr(&output))
}

const EXPECTED: [(&str, &str); 4] = [
    ("全市信访工作会议召开", "2024-03-04"),
    ("三个项目签约", "2024-03-04"),
    ("夜校开到厂区", "2024-03-05"),
    ("机场新开航线", "2024-03-06"),
];

#[test]
fn archives_hold_what_folders_hold() {
    let folder = tempfile::tempdir().unwrap();
    let members = members();
    let listed: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    let zip = folder.path().join("issues.zip");
    std::fs::write(&zip, zipped(&listed)).unwrap();
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    for (name, bytes) in &members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, &bytes[..]).unwrap();
    }
    let packed = folder.path().join("issues.tar.gz");
    std::fs::write(&packed, tar.into_inner().unwrap().finish().unwrap()).unwrap();
    for archive in [zip, packed] {
        let (found, _) = titles(&archive, 0);
        let expected = EXPECTED.map(|(title, date)| (title.to_owned(), date.to_owned()));
        assert_eq!(found, expected, "{}", archive.display());
    }
}

#[test]
fn what_may_do_harm_is_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issues.zip");
    let bomb = vec![b'0'; 64 << 20];
    std::fs::write(
        &path,
        zipped(&[("../up.txt", b"x"), ("bomb.txt", &bomb), ("in.zip", b"y"), ("2024-03-05.txt", PAGE.as_bytes())]),
    )
    .unwrap();
    let (found, listed) = titles(&path, 1);
    assert_eq!(found.len(), 1);
    for message in ["leads out of the archive", "is larger than", "packed inside another archive"] {
        assert!(listed.contains(message), "{listed}");
    }
    std::fs::write(&path, b"PK\x03\x04 no archive").unwrap();
    let output = policyvane(&["ingest", text(&path)]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot be read as an archive"), "{}", stderr(&output));
}

#[test]
fn bad_bytes_are_counted_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2024-03-05.txt");
    let mut bytes = PAGE.repeat(3).into_bytes();
    bytes.insert(120, 0xFF);
    std::fs::write(&path, bytes).unwrap();
    let (found, listed) = titles(&path, 1);
    assert!(!found.is_empty());
    assert!(listed.contains("1 character could not be decoded"), "{listed}");
}

#[test]
fn unsure_boundaries_are_listed_for_review() {
    let output = policyvane(&["ingest", "--review", text(&common::repository("data/issues"))]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = stdout(&output);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().next(), Some("file"));
    let doubts: Vec<f64> = reader.records().map(|row| row.unwrap()[2].parse::<f64>().unwrap()).collect();
    assert!(doubts.len() > 5 && doubts.iter().all(|p| (0.1..=0.8).contains(p)), "{doubts:?}");
    assert!(doubts.windows(2).all(|pair| (pair[0] - 0.5).abs() <= (pair[1] - 0.5).abs() + 1e-9), "most doubtful first");
}
