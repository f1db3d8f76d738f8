//! A folder as people have it: twenty kinds of files side by side. Every file is read or named, and the exit status says
//! that some were left out.

mod common;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use common::{policyvane, repository, status, stderr, stdout};

const ARTICLE: &str = "兰河市启动青年人才公寓分配\n发布日期：2024-06-03　来源：兰河日报\n　　6月2日，兰河市青年人才公寓首批三百套房源开始分配，\
    面向在本市企业工作的高校毕业生和高技能人才。\n　　申请人凭劳动合同在网上提交材料，市人才服务中心五个工作日内答复。\n";

/// Files that hold one article each.
fn write_readable(folder: &Path) -> usize {
    let case = |name: &str| fs::read(repository("tests/cases").join(name)).expect("a case");
    let html: String = ARTICLE.lines().map(|line| format!("<p>{line}</p>")).collect();
    let row = |text: &str| text.replace('\n', "");
    let (title, text) = ARTICLE.split_once('\n').expect("a headline");
    let text = row(text.split_once('\n').expect("a head line").1);
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("a.txt", ARTICLE.into()),
        ("b.html", format!("<html><meta charset=utf-8><body><h1>{title}</h1>{html}</body></html>").into()),
        ("c.md", format!("---\ntitle: {title}\ndate: 2024-06-03\nsource: 兰河日报\n---\n\n{text}\n").into()),
        ("d.doc", case("word/2024-06-03-apartments.doc")),
        ("e.wps", case("word/2024-06-03-apartments.wps")),
        ("f.rtf", case("word/2024-06-03-apartments.rtf")),
        ("g.docx", case("docx/2024-06-03-hidden.docx")),
        ("h.csv", format!("标题,正文,日期\n{title},{text},2024-06-03\n").into()),
        ("i.tsv", format!("标题\t正文\t日期\n{title}\t{text}\t2024-06-03\n").into()),
        ("j.jsonl", serde_json::json!({"title": title, "text": text, "date": "2024-06-03"}).to_string().into()),
        ("k.json", serde_json::json!([{"标题": title, "正文": text, "日期": "2024-06-03"}]).to_string().into()),
        ("l.txt.gz", gzipped(ARTICLE.as_bytes())),
        ("m.js", format!("let news = [{{ title: '{title}', date: '2024-06-03', content: '{text}' }},];\n").into()),
        (
            "n.xml",
            format!("<items><item><title>{title}</title><pubDate>2024-06-03</pubDate><content>{text}</content></item></items>").into(),
        ),
        ("o.txt", format!("+---+---+---+\n| title | date | content |\n+---+---+---+\n| {title} | 2024-06-03 | {text} |\n+---+---+---+\n").into()),
        ("p.epub", book(&html.replacen("<p>", "<h1>", 1).replacen("</p>", "</h1>", 1))),
    ];
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).expect("a file");
    }
    files.len()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A book of one page.
fn book(body: &str) -> Vec<u8> {
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/></spine></package>";
    let container = "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";
    let page = format!("<?xml version='1.0' encoding='utf-8'?><html><head><title/></head><body>{body}</body></html>");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/content.opf", package),
        ("OEBPS/a.xhtml", page.as_str()),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Files that cannot be read, by name.
fn write_unreadable(folder: &Path) -> Vec<&'static str> {
    let names = [
        "版面.psd",
        "setup.exe",
        "通知.ofd",
        "论文.caj",
        "图片.png",
        "汇报.pptx",
        "材料.rar",
        "录音.mp3",
        "脚本.js",
        "空.txt",
        "坏.docx",
        "坏.doc",
        "坏.pdf",
        "坏.xlsx",
    ];
    for name in names {
        let content: &[u8] = match name {
            "空.txt" => b"",
            "坏.doc" => b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing more",
            "坏.docx" | "坏.xlsx" => b"PK\x03\x04 and nothing more",
            "脚本.js" => b"function close() { return [1, 2]; }",
            "坏.pdf" => b"%PDF-1.7 and nothing more",
            _ => b"\x00\x01\x02\x03",
        };
        fs::write(folder.join(name), content).expect("a file");
    }
    names.to_vec()
}

#[test]
fn every_file_is_read_or_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let readable = write_readable(folder.path());
    let unreadable = write_unreadable(folder.path());
    #[cfg(unix)]
    {
        // A link that leads back to its own folder must not be followed forever.
        std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).expect("a link");
    }
    let output = policyvane(&["ingest", folder.path().to_str().expect("a path that is text")]);
    let (articles, notes) = (stdout(&output), stderr(&output));
    assert_eq!(status(&output), 1, "{notes}");
    assert_eq!(articles.lines().count(), readable, "{articles}\n{notes}");
    for name in unreadable {
        assert!(notes.contains(name), "{name} is not named:\n{notes}");
    }
    for line in articles.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(!article["text"].as_str().unwrap_or_default().is_empty(), "{line}");
        assert!(article["date"].as_str().is_some_and(|date| date.starts_with("2024-06-0")), "{line}");
    }
}

#[test]
fn the_check_counts_what_is_read_and_what_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let readable = write_readable(folder.path());
    let unreadable = write_unreadable(folder.path()).len();
    let output = policyvane(&["ingest", "--check", folder.path().to_str().expect("a path that is text")]);
    let table = stdout(&output);
    let total = format!("{} files: {readable} with articles, {unreadable} without", readable + unreadable);
    assert!(table.contains(&total), "{total} is not in\n{table}");
}
