//! Searching an archive finds exactly the articles that contain what is looked for.

#[path = "common/issues.rs"]
mod issues;

use std::sync::OnceLock;

use policyvane::Classifier;
use policyvane::archive::{AddSettings, Archive, Order, Search};
use policyvane::corpus::{Inputs, Problem, ReadOptions};
use policyvane::text::fold_for_search;
use proptest::prelude::*;
use tempfile::TempDir;

/// Articles with what is hard for an index: traditional and full-width characters, Latin words, numbers, marks, rare and
/// supplementary characters, a character with the value 0.
const HARD: &[(&str, &str)] = &[
    ("信訪工作會議召開", "全市信訪工作會議２０２４年召開，ＧＤＰ增長５．６％，Ａ股上漲。\n第二段：e-mail 與 5G 基站。"),
    ("无标题，“引号”", "COVID-19疫苗covid接种率98.5%；“十四五”规划《纲要》（试行）——第3条。"),
    ("𠮷野家 㐀 龥 鿿", "ЖЗ αβγ ひらがな 한글 é è ñ ① ㎡ ℃ 🚄 e\u{301}。"),
    ("重复重复重复", "重复重复，重复。重 复\t重\u{3000}复\n\n重复"),
    ("", "没有标题的一篇。字符\0之间。ａ\u{A0}b"),
    ("下划线_与*星号\"引号'", "AND OR NOT NEAR(信访) \"信访\" title:信访 ^信访 - + {a}"),
];

struct Sample {
    _folder: TempDir,
    archive: std::sync::Mutex<Archive>,
    /// Folded headline and text of each article by identifier.
    texts: Vec<(String, String, String)>,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let issues = folder.path().join("issues");
        issues::write_issues(&issues, 12);
        let rows: String = HARD
            .iter()
            .enumerate()
            .map(|(n, (title, text))| {
                serde_json::json!({"id": format!("hard-{n}"), "title": title, "text": text, "date": "2024-03-05"})
                    .to_string()
                    + "\n"
            })
            .collect();
        std::fs::write(issues.join("hard.jsonl"), rows).unwrap();
        let classifier = Classifier::shipped().unwrap();
        let archive = Archive::create(&folder.path().join("papers.db")).unwrap();
        let mut problems: Vec<Problem> = Vec::new();
        let paths = [issues.to_str().unwrap()];
        let inputs = Inputs::find(&paths, ReadOptions::default(), None, None, &mut problems).unwrap();
        let settings = AddSettings { at: "2024-03-06T08:00:00Z", who: "", again: false, handed_over: false };
        archive.add(inputs, &classifier, settings, &mut problems, |_| ()).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let mut texts = Vec::new();
        archive
            .labelled(|articles| {
                texts.extend(articles.into_iter().map(|a| (a.id, fold_for_search(&a.title), fold_for_search(&a.text))));
                Ok(())
            })
            .unwrap();
        assert_eq!(texts.len(), 24 + HARD.len());
        assert_eq!(archive.check(true).unwrap(), []);
        Sample { _folder: folder, archive: std::sync::Mutex::new(archive), texts }
    })
}

/// Identifiers found by the archive, and those of the texts that contain the phrases.
fn both(phrases: &[String], order: Order) -> (Vec<String>, Vec<String>) {
    let sample = sample();
    let search = Search { phrases: phrases.to_vec(), order, limit: usize::MAX, ..Search::default() };
    let found = sample.archive.lock().unwrap().search(&search).unwrap();
    assert_eq!(found.total, found.hits.len());
    let mut found: Vec<String> = found.hits.into_iter().map(|hit| hit.id).collect();
    found.sort();
    let folded: Vec<String> = phrases.iter().map(|phrase| fold_for_search(&phrase.replace('\0', ""))).collect();
    let contains = |(_, title, text): &&(String, String, String)| {
        folded.iter().all(|phrase| title.contains(phrase.as_str()) || text.contains(phrase.as_str()))
    };
    let mut expected: Vec<String> = sample.texts.iter().filter(contains).map(|(id, ..)| id.clone()).collect();
    expected.sort();
    (found, expected)
}

/// A part of 1 to 8 characters of some article, as printed or folded.
fn part() -> impl Strategy<Value = String> {
    let texts = sample().texts.len();
    (0..texts, any::<bool>(), any::<prop::sample::Index>(), 1usize..=8, any::<bool>()).prop_map(
        |(article, in_title, start, length, as_printed)| {
            let (id, title, text) = &sample().texts[article];
            let printed = id.strip_prefix("hard-").and_then(|n| n.parse::<usize>().ok()).map(|n| HARD[n]);
            let whole = match (printed.filter(|_| as_printed), in_title) {
                (Some((title, _)), true) => title.to_owned(),
                (Some((_, text)), false) => text.to_owned(),
                (None, true) => title.clone(),
                (None, false) => text.clone(),
            };
            let characters: Vec<char> = whole.chars().collect();
            if characters.is_empty() {
                return String::from("信");
            }
            let part: String = characters[start.index(characters.len())..].iter().take(length).collect();
            without_quotes(&part)
        },
    )
}

/// A phrase without the quotation marks of an English keyboard, which find more than themselves.
fn without_quotes(phrase: &str) -> String {
    phrase.replace(['"', '＂'], "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn parts_of_texts_are_found_exactly(phrase in part()) {
        let (found, expected) = both(std::slice::from_ref(&phrase), Order::Newest);
        prop_assert_eq!(found, expected, "{:?}", phrase);
    }

    #[test]
    fn several_phrases_must_all_occur(phrases in proptest::collection::vec(part(), 2..4)) {
        let (found, expected) = both(&phrases, Order::Best);
        prop_assert_eq!(found, expected, "{:?}", phrases);
    }

    #[test]
    fn any_text_is_a_query(phrase in "\\PC{1,8}") {
        let phrase = without_quotes(&phrase);
        let (found, expected) = both(std::slice::from_ref(&phrase), Order::Newest);
        prop_assert_eq!(found, expected, "{:?}", phrase);
    }
}

#[test]
fn filters_and_orders_hold() {
    let archive = sample().archive.lock().unwrap();
    let search = |search: Search| archive.search(&Search { limit: 100, ..search }).unwrap();
    let all = search(Search::default());
    assert_eq!(all.total, sample().texts.len());
    assert!(all.hits.windows(2).all(|pair| pair[0].date >= pair[1].date));
    let page = archive.search(&Search { limit: 5, offset: 5, ..Search::default() }).unwrap();
    assert_eq!(page.hits, all.hits[5..10]);
    let mut march = Search::default();
    march.filter.from = "2024-03".parse().ok();
    assert_eq!(search(march).total, HARD.len());
    let mut paper = Search { phrases: vec!["信访".into()], ..Search::default() };
    let paper_name = all.hits.iter().find(|hit| !hit.source.is_empty()).map(|hit| hit.source.clone());
    if let Some(name) = paper_name {
        paper.filter.sources = vec![name.clone()];
        assert!(search(paper).hits.iter().all(|hit| hit.source == name));
    }
    let themed = search(Search { themes: vec!["petition-work".into()], ..Search::default() });
    assert!(themed.total > 0 && themed.hits.iter().all(|hit| hit.theme == "petition-work"));
    let found = search(Search { phrases: vec!["信訪".into()], ..Search::default() });
    assert!(found.hits.iter().all(|hit| hit.snippet.contains('【') || hit.title.contains("信")));
    // Quotation marks of an English keyboard stand for a phrase.
    let quoted = search(Search { phrases: vec!["\"信訪\"".into()], ..Search::default() });
    assert_eq!((quoted.total, quoted.hits.first()), (found.total, found.hits.first()));
}
