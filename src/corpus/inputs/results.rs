//! Recognises files that this program wrote: results often lie in the folder of the articles, and are none themselves.
//!
//! Articles that it wrote (`ingest`, `archive export`) are articles; so is a table of results to which somebody added the texts.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde_json::{Map, Value};

use crate::corpus::read::ID_PREFIX;

/// The file that lists what a report consists of.
pub(crate) const MANIFEST: &str = "manifest.json";
/// At most this many bytes at the beginning of a file are looked at.
const MAX_BYTES: u64 = 1 << 16;
/// At most this many of the texts of a workbook are looked at; its head stands first.
const MAX_TEXTS: usize = 48;

/// Columns by which each table of results is known, of whatever version. None of them holds the text of articles.
const SIGNATURES: [&str; 20] = [
    // classify, and the table of all articles in a report
    "theme_name probability evidence model",
    // the tables of a report
    "period region theme count total share_low carried",
    "period level theme total_articles total_stories share_by_prominence",
    "theme share_design_effect before_from after_from difference",
    "source date weekday pages articles status",
    "story printings first date id title",
    "kind subject region read_from read_to first_id",
    "theme term direction before_count after_count log_odds",
    "theme first_day last_day usual_share top_week examples",
    "period start unknown_share unknown_low drifted",
    "period stories days diversity diversity_low",
    "theme region count total share_shrunk",
    "theme front_page articles false_discovery_rate",
    "theme years effect effect_low false_discovery_rate",
    "theme period share share_without_season",
    "term period count total share_low partial",
    "theme first_count first_effective_total second_count difference",
    "first second first_stories distance distance_by_chance",
    // an audit
    "theme counted audited audited_low labels power",
    // archive search
    "id theme_name model_theme corrected snippet",
];
/// The columns of the design of a sample.
const DESIGN: [&str; 4] = ["id", "theme", "stratum", "inclusion_probability"];
/// The columns of the sample of an audit, whose identifiers are marked.
const SAMPLE: [&str; 7] = ["id", "date", "source", "page", "title", "text", "label"];
/// The columns of `ingest --furniture` and `--review`.
const PARTS_OF_PAGES: [&[&str]; 2] = [
    &["file", "kind", "article", "text"],
    &["file", "line", "probability", "article_begins", "line_before", "line_text"],
];
/// Columns that hold the texts of articles.
const TEXTS: [&str; 6] = ["text", "content", "body", "正文", "全文", "内容"];

/// The names of the files that a manifest lists as outputs; none where it cannot be read. Names that lead elsewhere are
/// passed over.
pub(crate) fn outputs_of_manifest(path: &Path) -> Vec<String> {
    let manifest: Option<Value> = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let is_own = |manifest: &Value| manifest["program"].as_str().is_some_and(|name| name.starts_with("policyvane "));
    let manifest = manifest.filter(is_own);
    let outputs = manifest.as_ref().and_then(|manifest| manifest["outputs"].as_array()).into_iter().flatten();
    let names = outputs.filter_map(|output| output["name"].as_str());
    names.filter(|name| !name.contains(['/', '\\']) && *name != "..").map(str::to_owned).collect()
}

/// The names of the files of a report that was written into a folder of articles, with its manifest.
pub(super) fn report_in(folder: &Path) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = outputs_of_manifest(&folder.join(MANIFEST)).into_iter().collect();
    if !names.is_empty() {
        names.insert(MANIFEST.into());
    }
    names
}

/// Whether a file is a table of results.
pub(super) fn is_result(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (stem, gzipped) = name.strip_suffix(".gz").map_or((name.as_str(), false), |stem| (stem, true));
    let found = match stem.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => beginning(path, gzipped).and_then(|text| of_csv(&text)),
        "jsonl" | "ndjson" => beginning(path, gzipped).and_then(|text| of_json(&text)),
        "xlsx" if !gzipped => of_workbook(path),
        _ => None,
    };
    found.is_some_and(|table| table.is_result())
}

/// The beginning of a table.
struct Beginning {
    /// The names of its columns; of a workbook its first texts, among which they stand first.
    columns: Vec<String>,
    /// The first value below them.
    value: String,
    /// Whether the columns are known to be all.
    is_whole: bool,
}

impl Beginning {
    fn is_result(&self) -> bool {
        let has = |name: &str| self.columns.iter().any(|column| column == name);
        let begins = |columns: &[&str]| {
            self.columns.len() >= columns.len() && self.columns.iter().zip(columns).all(|(own, column)| own == column)
        };
        let is = |columns: &[&str]| begins(columns) && (!self.is_whole || self.columns.len() == columns.len());
        if begins(&SAMPLE) {
            let first = if self.is_whole { Some(&self.value) } else { self.columns.get(SAMPLE.len()) };
            return first.is_some_and(|value| value.starts_with(ID_PREFIX));
        }
        let has_text = TEXTS.iter().any(|name| has(name));
        let is_known = || SIGNATURES.iter().any(|signature| signature.split(' ').all(has));
        is(&DESIGN) || PARTS_OF_PAGES.iter().any(|columns| is(columns)) || !has_text && is_known()
    }
}

/// The first characters of a file; none where it cannot be read, which reading it will report.
fn beginning(path: &Path, gzipped: bool) -> Option<String> {
    let file = File::open(path).ok()?;
    let reader: Box<dyn Read> = if gzipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}').to_owned())
}

fn of_csv(text: &str) -> Option<Beginning> {
    let mut lines = text.lines();
    let head = lines.next()?;
    // Excel of some countries writes semicolons.
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count())?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(separator).flexible(true).from_reader(head.as_bytes());
    let columns = reader.records().next()?.ok()?.iter().map(|name| name.trim().to_owned()).collect();
    let value = lines.next().unwrap_or_default().trim_start_matches('"').to_owned();
    Some(Beginning { columns, value, is_whole: true })
}

fn of_json(text: &str) -> Option<Beginning> {
    let object: Map<String, Value> = serde_json::from_str(text.lines().next()?).ok()?;
    let value = object.values().next().and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Beginning { columns: object.into_iter().map(|(name, _)| name).collect(), value, is_whole: true })
}

/// The first texts of a workbook, which keeps the texts of all cells in the order in which they come.
fn of_workbook(path: &Path) -> Option<Beginning> {
    let mut package = zip::ZipArchive::new(File::open(path).ok()?).ok()?;
    let mut bytes = Vec::new();
    package.by_name("xl/sharedStrings.xml").ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    let xml = String::from_utf8_lossy(&bytes);
    let text = |item: &str| {
        let (_, rest) = item.split_once("<t")?;
        let (_, rest) = rest.split_once('>')?;
        Some(rest.split('<').next()?.to_owned())
    };
    let columns = xml.split("<si>").skip(1).take(MAX_TEXTS).map(|item| text(item).unwrap_or_default()).collect();
    Some(Beginning { columns, value: String::new(), is_whole: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_results_are_known_by_their_heads_and_articles_are_not() {
        let is = |text: &str| of_csv(text).is_some_and(|table| table.is_result());
        let themes = "id,date,source,page,title,theme,theme_name,undetermined,probability,also,evidence,model";
        assert!(is(&format!("{themes}\n1,2024-05-06,云岭日报,1,题,health,卫生健康,,0.9,,词:1,abc\n")));
        assert!(is(&format!("{themes},来稿人\n")) && is(&themes.replace(',', ";")));
        assert!(!is(&format!("{themes},text\n")), "somebody added the texts");
        let sample = "id,date,source,page,title,text,label\n";
        assert!(is(&format!("{sample}id:a.txt#1,2024-05-06,云岭日报,1,题,文,\n")));
        assert!(is(&format!("{sample}\"id:a,b#1\",2024-05-06,云岭日报,1,题,文,\n")));
        assert!(!is(&format!("{sample}17,2024-05-06,云岭日报,1,题,文,health\n")), "labelled articles");
        assert!(is("id,theme,stratum,inclusion_probability\n") && is("file,kind,article,text\na.txt,masthead,,报头\n"));
        assert!(!is("file,kind,article,text,date\n") && !is("date,title,theme,probability\n") && !is(""));
        let json = |text: &str| of_json(text).is_some_and(|table| table.is_result());
        assert!(json(
            "{\"id\":\"1\",\"title\":\"题\",\"theme_name\":\"能源\",\"probability\":0.9,\"evidence\":\"\",\"model\":\"a\"}\n"
        ));
        assert!(!json("{\"id\":\"1\",\"title\":\"题\",\"text\":\"文\"}\n") && !json("[1]"));
    }

    #[test]
    fn only_the_programs_own_manifests_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| std::fs::write(folder.path().join(MANIFEST), text).expect("a file");
        assert!(report_in(folder.path()).is_empty());
        write("{\"program\":\"other 1\",\"outputs\":[{\"name\":\"a.txt\"}]}");
        assert!(report_in(folder.path()).is_empty());
        write("{\"program\":\"policyvane 0.1.0\",\"outputs\":[{\"name\":\"report.md\"},{\"name\":\"../a.txt\"}]}");
        assert_eq!(report_in(folder.path()).into_iter().collect::<Vec<_>>(), [MANIFEST, "report.md"]);
    }
}
