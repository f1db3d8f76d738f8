//! Pictures and scanned pages, read by a recogniser of the user's. The recognisers here are scripts that know what to say.

#![cfg(unix)]

mod common;

use std::path::{Path, PathBuf};

use common::{policyvane, status, stderr, stdout, text};
use serde_json::Value;

/// The text of a page as a recogniser without boxes gives it.
const PAGE: &str = "兰河日报\\n2024年3月5日 星期二 第2版\\n云 溪 县 启 动 春 灌\\n\\n本报讯（记者 林小禾）3月4日，云溪县春灌保障行动启动，\\n三座泵站同时开机，沿线二十六个村的麦田可以按时浇上返青水。\\n水利部门派出四支小队检修渠道。\\n";

/// The lines of two columns below one headline, with their boxes, from the bottom up.
const BOXES: &str = r#"[[[300, 140], [500, 140], [500, 161], [300, 161]], "由村民轮流看护。", 0.9]
[[[300, 110], [500, 110], [500, 131], [300, 131]], "每座公园都有健身步道", 0.9]
[[[20, 140], [220, 140], [220, 161], [20, 161]], "园向市民开放，公园沿", 0.9]
[[[20, 170], [220, 170], [220, 191], [20, 191]], "河而建，种了六百多棵", 0.9]
[[[300, 80], [500, 80], [500, 101], [300, 101]], "乔木，附近居民常去。", 0.9]
[[[40, 80], [220, 80], [220, 101], [40, 101]], "本报讯　3月4日，兰", 0.9]
[[[20, 110], [220, 110], [220, 131], [20, 131]], "河市新建的三处便民公", 0.9]
[[[100, 10], [420, 10], [420, 52], [100, 52]], "河畔新增三处便民公园", 0.9]
"#;

/// A PDF of one page with pictures side by side; each has its dictionary and its data.
fn scan(pictures: &[(String, Vec<u8>)]) -> Vec<u8> {
    let names: String = (0..pictures.len()).map(|at| format!("/P{at} {} 0 R ", at + 5)).collect();
    let drawn: String =
        (0..pictures.len()).map(|at| format!("q 500 0 0 600 {} 0 cm /P{at} Do Q\n", at * 500)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 600] /Contents 4 0 R /Resources << /XObject << {names}>> >> >>"
        )
        .into_bytes(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len() + 1).into_bytes(),
    ];
    for (dictionary, data) in pictures {
        let head = format!("<< /Type /XObject /Subtype /Image {dictionary} /Length {} >>\nstream\n", data.len());
        objects.push([head.as_bytes(), data, b"\nendstream"].concat());
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let trailer = format!("{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    bytes.extend(trailer.into_bytes());
    bytes
}

/// A picture of 500 by 600 pixels in some form.
fn picture(form: &str) -> (String, Vec<u8>) {
    let size = "/Width 500 /Height 600";
    let palette = "/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 1";
    match form {
        "gray" => (format!("{size} /ColorSpace /DeviceGray /BitsPerComponent 8"), vec![200; 500 * 600]),
        "mask" => (format!("{size} /ImageMask true"), vec![0xAA; 63 * 600]),
        "palette" => (format!("{size} {palette}"), vec![0xAA; 63 * 600]),
        "cmyk" => (format!("{size} /ColorSpace /DeviceCMYK /BitsPerComponent 8"), vec![10; 500 * 600 * 4]),
        "jpeg" => (format!("{size} /ColorSpace /DeviceRGB /Filter /DCTDecode"), b"\xFF\xD8\xFF\xE0 as it is".to_vec()),
        other => panic!("{other}"),
    }
}

/// A folder with a recogniser that keeps the picture it was given and prints a text.
fn recogniser(prints: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("says"), prints).unwrap();
    let script = format!("cp \"$1\" '{0}/seen'; echo \"$1\" > '{0}/name'; cat '{0}/says'\n", text(folder.path()));
    std::fs::write(folder.path().join("recognise.sh"), script).unwrap();
    let command = format!("sh '{}' {{image}}", text(&folder.path().join("recognise.sh")));
    (folder, command)
}

/// The articles that are read from a file with a recogniser.
fn articles(file: &Path, command: &str) -> Vec<Value> {
    let output = policyvane(&["ingest", text(file), "--ocr-command", command]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_picture_is_read_like_a_page() {
    let (folder, command) = recogniser(&PAGE.replace("\\n", "\n"));
    let path = write(folder.path(), "-第二版.JPG", b"any bytes");
    let found = articles(&path, &command);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["title"], "云溪县启动春灌");
    assert_eq!((&found[0]["date"], &found[0]["source"]), (&"2024-03-05".into(), &"兰河日报".into()));
    assert_eq!(std::fs::read(folder.path().join("seen")).unwrap(), b"any bytes");
    let name = std::fs::read_to_string(folder.path().join("name")).unwrap();
    assert!(name.trim().ends_with("page.jpg") && !Path::new(name.trim()).exists(), "{name}");
}

#[test]
fn boxes_of_a_scanned_page_are_put_in_reading_order() {
    for form in ["gray", "mask", "palette", "cmyk"] {
        let (folder, command) = recogniser(BOXES);
        let path = write(folder.path(), "2024-03-05-01.pdf", &scan(&[picture(form)]));
        let found = articles(&path, &command);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["title"], "河畔新增三处便民公园");
        let whole = "本报讯　3月4日，兰河市新建的三处便民公园向市民开放，公园沿河而建，种了六百多棵乔木，附近居民常去。\
                     每座公园都有健身步道由村民轮流看护。";
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(squeezed(found[0]["text"].as_str().unwrap()), squeezed(whole));
        let seen = std::fs::File::open(folder.path().join("seen")).unwrap();
        let mut reader = png::Decoder::new(std::io::BufReader::new(seen)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (500, 600), "{form}");
    }
}

#[test]
fn a_jpeg_is_passed_on_as_it_is() {
    let (folder, command) = recogniser(&PAGE.replace("\\n", "\n"));
    let path = write(folder.path(), "a.pdf", &scan(&[picture("jpeg")]));
    assert_eq!(articles(&path, &command).len(), 1);
    assert_eq!(std::fs::read(folder.path().join("seen")).unwrap(), b"\xFF\xD8\xFF\xE0 as it is");
}

#[test]
fn what_cannot_be_recognised_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "河畔新增三处便民公园\n本报讯 3月4日，三处公园向市民开放，附近居民常去。".as_bytes());
    write(folder.path(), "scan.png", b"\x89PNG\r\n\x1A\n");
    write(folder.path(), "parts.pdf", &scan(&[picture("gray"), picture("gray")]));
    let run = |options: &[&str]| {
        let output = policyvane(&[&["ingest", text(folder.path()), "--lang", "en"], options].concat());
        assert_eq!(status(&output), 1, "{}", stderr(&output));
        stderr(&output)
    };
    let without = run(&[]);
    assert_eq!(without.matches("--ocr-command 'tesseract {image} stdout -l chi_sim'").count(), 2, "{without}");
    assert!(
        without.contains("scan.png: picture files") && without.contains("parts.pdf: page 1 has no text"),
        "{without}"
    );
    let failing = run(&["--ocr-command", "sh -c 'echo begun >&2; echo no data for chi_sim >&2; exit 1' {image}"]);
    assert!(
        failing.contains("scan.png: text recognition failed: the recogniser failed: no data for chi_sim"),
        "{failing}"
    );
    assert!(failing.contains("page 1 failed: the page is put together from 2 pictures"), "{failing}");
    let output = policyvane(&["ingest", text(folder.path()), "--ocr-command", "tesseract"]);
    assert_eq!(status(&output), 2, "{}", stderr(&output));
}
