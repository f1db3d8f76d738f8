//! The readers of pages, web pages, documents, books, transcripts, archives, PDFs and models under spoilt input: whatever comes,
//! they answer with articles, a usable model or an error, and do not panic.
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
use policyvane::features::Document;
use policyvane::{Classifier, Error, Language, report};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PAGE: &str = "兰河日报 2024年3月5日 星期二 第1版\n全市信访工作会议召开\n　　本报讯（记者 何晓岚）3月4日，全市信访工作会议召开，会议要\n\
    求把矛盾化解在基层，推动信访积案逐件办结。\n（通讯员 周 宁）\n据新华社北京3月4日电 招商推介会举行，三个项目现场签约。\n";
const WEB: &str = "<html><head><meta charset=gb2312><title>三个项目签约_兰河网</title></head><body><ul><li><a href=x>首页</a></ul>\
    <h1>三个项目签约</h1><div id=ozoom><p>昨日，我市举行招商推介会，三个项目现场签约。<br>总投资十二亿元。</p></div></body></html>";
const TRANSCRIPT: &str = "# 兰河新闻 2024年3月6日\n\n### 夜校开到厂区\n\n昨天，首批**夜校**开课，[二百名](x)工人报名。\n\n### 机场新开航线\n\n兰河机场今天新开两条航线。\n";
const OPEN_DOCUMENT: &str = "<office:document-content><office:automatic-styles><style:style style:name=\"P1\">\
    <style:paragraph-properties fo:text-align=\"center\"/></style:style></office:automatic-styles><office:body><office:text>\
    <text:p text:style-name=\"P1\">河畔小城添新绿</text:p><text:p>3月5日，新公园开放<text:s text:c=\"2\"/>市民常来。</text:p>\
    <table:table><table:table-row><table:table-cell><text:p>园林局</text:p></table:table-cell></table:table-row></table:table>\
    </office:text></office:body></office:document-content>";
const MESSAGE: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\
    Content-Location: http://www.example.cn/2024-03/05/a.htm\r\n\r\n";
const WORD: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r>\
    <w:t>全市信访工作会议召开</w:t></w:r></w:p><w:p><w:r><w:t>会议要求&quot;件件有着落&quot;。</w:t></w:r></w:p></w:body></w:document>";

const FEED: &str = "<rss version=\"2.0\"><channel><title>兰河要闻</title><link>a</link><description>b</description><item><title>公园开放</title>\
    <description>&lt;p&gt;市民常来。&lt;/p&gt;</description><pubDate>Tue, 05 Mar 2024 18:30:00 GMT</pubDate></item></channel></rss>";
const ITEMS: &str = "<items><item><title>河畔公园开放</title><content><p>市民&amp;游客<b>常来</b>。</p></content><date>2024-03-05</date></item></items>";
const SCRIPT: &str = "export const news = { list: [ { title: '河畔公园开放', time: \"2024-3-5\", n: 3, /* 备用 */ }, ] };\nvar x = /['\"]/;\n";
const FRAME: &str = "+----+------+----------+\n| id | title | content |\n+----+------+----------+\n|  1 | 公园 | 市民常来。\n周末有戏。 |\n+----+------+----------+\n";
const DUMP: &str = "CREATE TABLE `news` (`id` int(11), `title` text, `content` text, PRIMARY KEY (`id`));\n\
    INSERT INTO `news` VALUES (1,'公园开放','市民\\'常来\\'。'),(2,'早市',NULL);\n";
const COPY: &str = "COPY public.news (title, content) FROM stdin;\n公园开放\t市民常来。\\n周末有戏。\n\\.\n";
const WISERS: &str =
    "1. 公园开放\n兰河日报 | A10 兰河新闻 | 2024-03-05\n字数：27字\n\n    市民常来。\n\n文章编号：2024030532300001\n";
const MAIL: &str = "发件人: 方舟\n收件人: 综合处\n主题: 公园\n\n> ----原始邮件----\n> 发件人: 甲\n> 收件人: 乙\n> 主题: 公园\n>\n>> 兰河日报 2024年3月5日\n>>\n>> 公园开放\n>>   市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚人最多，孩子们也喜欢。\n> --\n> 甲\n";
const SUMMARIES: &str = "每日舆情\n2024年3月7日\n1．【正面】《兰河日报》3月5日第3版刊发《公园开放》（记者 方舟），报道市里新建三处公园，步道全部接通，市民走十分钟就能到。\n\
    2．云溪网3月6日刊发《市场搬家》，报道零工市场搬进社区，工人不再站在路边等活，雨天也有地方坐，热水免费。\n";
const ONE_LINE: &str = "17,【日 期】20240305【版 号】1【标 题】公园开放【作 者】方舟【正 文】河畔的三处公园昨天全部开放，市民走十分钟就能到。";
const FACTIVA: &str = "HD          公园开放\nPD          2024 年 3 月 5 日\nSN          兰河日报\nLP          市民常来。\n\nTD          周末有戏。\n";

/// A file of `tests/cases`.
fn case(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    zipped_parts(&[(name, bytes)])
}

fn zipped_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    // Parts that are stored as they are can be spoilt themselves.
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let options = if parts.len() > 1 { stored } else { zip::write::SimpleFileOptions::default() };
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A book of two pages.
fn book() -> Vec<u8> {
    zipped_parts(&[
        ("META-INF/container.xml", b"<container><rootfile full-path='b/c.opf'/></container>"),
        (
            "b/c.opf",
            b"<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
              <item id='b' href='b%20b.xhtml' media-type='application/xhtml+xml'/></manifest>\
              <spine><itemref idref='b'/><itemref idref='a'/></spine></package>",
        ),
        ("b/a.xhtml", WEB.replace("gb2312", "utf-8").as_bytes()),
        ("b/b b.xhtml", format!("<html><body><h1>{}</h1><p>{PAGE}</p></body></html>", ARTICLES[0].0).as_bytes()),
    ])
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
        ("page.odt", zipped("content.xml", OPEN_DOCUMENT.as_bytes())),
        ("page.mht", format!("{MESSAGE}{WEB}\r\n--B--\r\n").into_bytes()),
        ("book.epub", book()),
        ("page.zip", zipped("2024-03-05.txt", PAGE.as_bytes())),
        ("page.pdf", pdf()),
        (
            "page.jsonl",
            b"{\"id\":\"a\",\"date\":\"2024-03-05\",\"text\":\"x\",\"also\":[\"b\"]}\n{\"text\":\"y\"}\n".to_vec(),
        ),
        ("page.doc", case("word/2024-06-03-apartments.doc")),
        ("page.rtf", case("word/2024-06-03-apartments.rtf")),
        ("page.xlsx", case("tables/book.xlsx")),
        ("dates.csv", case("tables/dates.csv")),
        ("keys.json", case("json/zh-keys.jsonl")),
        ("feed.xml", FEED.as_bytes().to_vec()),
        ("items.xml", ITEMS.as_bytes().to_vec()),
        ("news.js", SCRIPT.as_bytes().to_vec()),
        ("client.txt", FRAME.as_bytes().to_vec()),
        ("dump.sql", DUMP.as_bytes().to_vec()),
        ("copy.sql", COPY.as_bytes().to_vec()),
        ("export.txt", WISERS.as_bytes().to_vec()),
        ("mail.txt", MAIL.as_bytes().to_vec()),
        ("summaries.txt", SUMMARIES.as_bytes().to_vec()),
        ("corpus.txt", ONE_LINE.as_bytes().to_vec()),
        ("factiva.txt", FACTIVA.as_bytes().to_vec()),
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
    println!("{files} spoilt files: {articles} articles, {errors} errors, no panic");
    assert!(files > 20 && articles > 0 && errors > 0);
}

/// The model whose header is spoilt: a small one, trained on the sample.
const MODEL: &[u8] = include_bytes!("models/format-2.pvm");
/// Bytes before the payload of a model file.
const PREFIX: usize = 50;

/// A model file's header, and the bytes of its payload after the header.
fn unpacked_model() -> (Value, Vec<u8>) {
    let mut payload = zstd::decode_all(&MODEL[PREFIX..]).unwrap();
    let length = u32::from_le_bytes(payload[..4].try_into().unwrap()) as usize;
    let rest = payload.split_off(4 + length);
    (serde_json::from_slice(&payload[4..]).unwrap(), rest)
}

/// A model file with a right length and digest, whatever its header says.
fn packed_model(header: &Value, rest: &[u8]) -> Vec<u8> {
    let header = serde_json::to_vec(header).unwrap();
    let payload = [&(header.len() as u32).to_le_bytes(), header.as_slice(), rest].concat();
    let compressed = zstd::bulk::compress(&payload, 1).unwrap();
    let length = (compressed.len() as u64).to_le_bytes();
    [&MODEL[..10], &length, Sha256::digest(&compressed).as_slice(), &compressed].concat()
}

/// Changes one place of a header, found by a random walk: another value, a field or an element less, an element more.
fn spoil(value: &mut Value, random: &mut Random) {
    match value {
        Value::Object(fields) if !fields.is_empty() && random.below(20) > 0 => {
            let name = fields.keys().nth(random.below(fields.len())).unwrap().clone();
            match random.below(30) {
                0 => drop(fields.remove(&name)),
                _ => spoil(&mut fields[&name], random),
            }
        }
        Value::Array(elements) if !elements.is_empty() && random.below(10) > 0 => {
            let at = random.below(elements.len());
            match random.below(12) {
                0 => drop(elements.remove(at)),
                1 => elements.insert(at, elements[at].clone()),
                2 => elements.truncate(at),
                3 => elements.swap(0, at),
                _ => spoil(&mut elements[at], random),
            }
        }
        Value::String(text) if random.below(3) > 0 => {
            *text = ["", "words", "characters", "wordpairs", "mean", "headline", "none", "\0"][random.below(8)].into();
        }
        _ => {
            let values = json!([
                null,
                true,
                "",
                "x",
                [],
                {},
                0,
                1,
                2,
                3,
                4,
                40,
                255,
                -1,
                0.0,
                -0.0,
                0.5,
                -2.5,
                1e-300,
                1e39,
                1e300,
                u32::MAX,
                u64::MAX,
                i64::MIN
            ]);
            *value = values[random.below(values.as_array().unwrap().len())].clone();
        }
    }
}

#[test]
fn spoilt_model_headers_are_refused_or_usable() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let (header, rest) = unpacked_model();
    assert!(Classifier::from_bytes("whole", &packed_model(&header, &rest)).is_ok());
    let mut random = Random(seconds);
    let (begin, mut loaded, mut refused) = (Instant::now(), 0usize, 0usize);
    while begin.elapsed() < Duration::from_secs(seconds) || loaded == 0 || refused == 0 {
        let mut spoilt = header.clone();
        (0..=random.below(2)).for_each(|_| spoil(&mut spoilt, &mut random));
        match Classifier::from_bytes("spoilt", &packed_model(&spoilt, &rest)) {
            Err(error) => {
                refused += 1;
                assert!(matches!(error, Error::ModelDamaged { .. }), "{error}");
            }
            Ok(classifier) => {
                loaded += 1;
                let (headline, paragraphs) = ARTICLES[random.below(ARTICLES.len())];
                let document = Document { headline, body: &paragraphs.concat() };
                let assignment = classifier.assign(&document);
                assert!((assignment.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-6);
                classifier.explain(&document, assignment.theme);
                classifier.strongest_terms(assignment.theme, 5);
                if let Some(metrics) = classifier.metrics() {
                    report::evaluation_text(&metrics.evaluation, classifier.theme_set(), Language::English);
                }
            }
        }
    }
    println!("{} spoilt headers: {loaded} loaded and used, {refused} refused, no panic", loaded + refused);
}
