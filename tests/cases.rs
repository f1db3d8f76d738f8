//! Small inputs that once were read wrongly, with what is right. All of them are fictional.

mod common;

use common::repository;
use policyvane::corpus::{Inputs, Problem, ReadOptions};
use policyvane::text::{Segmenter, TextConfig, normalise, parse_dictionary};
use policyvane::{Article, Error};

/// Everything below a folder of `tests/cases`, and what was left out.
fn read(folder: &str) -> (Vec<Article>, Vec<Problem>) {
    let path = repository("tests/cases").join(folder);
    let mut problems = Vec::new();
    let path = path.to_str().expect("a path that is text");
    let inputs = Inputs::find(&[path], ReadOptions::default(), None, None, &mut problems).expect("files");
    let mut articles = Vec::new();
    inputs
        .read(&mut problems, 64, |portion, _| {
            articles.extend(portion);
            Ok(())
        })
        .expect("something is read");
    (articles, problems)
}

/// The articles of one file.
fn of_file<'a>(articles: &'a [Article], file: &str) -> Vec<&'a Article> {
    let is_named = |article: &&Article| article.file == file || article.file.ends_with(&format!("/{file}"));
    articles.iter().filter(is_named).collect()
}

fn date(article: &Article) -> String {
    article.date.map(|date| date.to_string()).unwrap_or_default()
}

#[test]
fn the_day_of_publication_is_no_deadline_and_no_history() {
    let (articles, _) = read("publication-dates");
    assert_eq!(articles.len(), 8);
    for article in &articles {
        assert_eq!(date(article), "2024-03-04", "{}", article.text);
        assert_eq!(article.event_date, None, "{}", article.text);
    }
}

#[test]
fn words_of_a_user_dictionary_stay_whole() {
    let file = repository("tests/cases/dictionary/words.txt");
    let entries = parse_dictionary("words.txt", &std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(entries.len(), 7);
    let words: Vec<String> = entries.iter().map(|entry| entry.word.clone()).collect();
    let mut config = TextConfig::default();
    config.extend_dictionary(entries);
    let segmenter = Segmenter::new(&config).unwrap();
    let (articles, _) = read("dictionary/q.jsonl");
    let texts: Vec<String> = articles.iter().map(|article| normalise(&article.text).into_owned()).collect();
    let found: Vec<&str> = texts.iter().flat_map(|text| segmenter.words(text)).collect();
    for word in &words {
        assert!(found.contains(&word.as_str()), "{word} was cut: {found:?}");
    }
}

#[test]
fn tables_are_read_whatever_their_separator_and_encoding() {
    let (articles, problems) = read("tables");
    for (file, rows) in [
        ("a.csv", 5),
        ("book.xlsx", 5),
        ("plain.tsv", 5),
        ("spaces.csv", 1),
        ("tab-as.csv", 5),
        ("unicode.csv", 5),
        ("unicode.txt", 5),
        ("upper-comma.csv", 1),
    ] {
        let rows_read = of_file(&articles, file);
        assert_eq!(rows_read.len(), rows, "{file}");
        for article in rows_read {
            assert!(!article.title.is_empty() && !article.text.is_empty(), "{file}");
            assert_eq!(article.source, "兰河日报", "{file}");
            assert!(article.date.is_some(), "{file}");
        }
    }
    // Of the days, one cannot be known and one does not exist; both are reported.
    let days = of_file(&articles, "dates.csv");
    assert_eq!(days.len(), 16);
    assert_eq!(days.iter().filter(|article| date(article) == "2024-04-01").count(), 11);
    let about_days: Vec<String> =
        problems.iter().map(|p| p.error.to_string()).filter(|text| text.contains("dates.csv")).collect();
    assert_eq!(about_days.len(), 2, "{about_days:?}");
    assert!(about_days.iter().any(|text| text.contains("01/04/2024")));
    assert!(about_days.iter().any(|text| text.contains("2024-02-30")));
}

#[test]
fn json_is_read_in_every_form() {
    let (articles, problems) = read("json");
    assert_eq!(articles.len(), 30, "{problems:?}");
    assert!(articles.iter().all(|article| !article.text.trim().is_empty()));
    let chinese = of_file(&articles, "zh-keys.jsonl");
    assert_eq!(chinese.len(), 5);
    assert!(chinese.iter().all(|article| !article.title.is_empty() && article.date.is_some()));
}

#[test]
fn files_of_crawlers_are_articles() {
    let (articles, problems) = read("crawler");
    assert!(problems.is_empty(), "{problems:?}");
    let merged = of_file(&articles, "rmrb_20251020.txt");
    assert!(merged.len() >= 4, "{}", merged.len());
    for article in &merged {
        assert_eq!((date(article).as_str(), article.source.as_str()), ("2025-10-20", "人民日报"));
        assert!(!article.text.contains("===") && !article.text.contains("https://"), "{}", article.text);
    }
    let markdown = of_file(&articles, "full.md");
    assert!(markdown.len() >= 3);
    assert!(markdown.iter().all(|article| date(article) == "2025-01-03" && article.page == "1"));
    assert!(markdown.iter().all(|article| !article.title.contains("正文") && !article.text.contains("来源：")));
}

#[test]
fn word_documents_are_read_as_they_are_seen() {
    let (articles, _) = read("docx");
    assert_eq!(of_file(&articles, "2024-06-03-bold.docx").len(), 4);
    for file in ["2024-06-03-hidden.docx", "2024-06-03-htmlasdoc.doc", "2024-06-03-track.docx"] {
        assert_eq!(of_file(&articles, file).len(), 1, "{file}");
    }
    // A text box is stored twice and read once, as a part of its own.
    let texts: Vec<&str> =
        of_file(&articles, "2024-06-03-box.docx").iter().map(|article| article.text.as_str()).collect();
    let whole = texts.concat();
    for text in texts {
        let beginning: String = text.chars().take(30).collect();
        assert_eq!(whole.matches(beginning.as_str()).count(), 1, "{beginning}");
    }
}

#[test]
fn old_word_files_and_rich_text_are_read_like_other_word_documents() {
    let (articles, problems) = read("word");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(articles.len(), 3);
    for article in articles {
        assert_eq!(article.title, "兰河市启动青年人才公寓分配");
        assert_eq!((date(&article).as_str(), article.source.as_str()), ("2024-06-03", "兰河日报"));
        assert!(article.text.starts_with("6月2日") && article.text.ends_with("社区食堂和夜校。"), "{}", article.text);
    }
}

#[test]
fn encodings_are_recognised_and_bad_bytes_replaced() {
    let (articles, problems) = read("encodings");
    assert_eq!(articles.len(), 4, "{problems:?}");
    let traditional = of_file(&articles, "2024-06-03-02-trad-gbk.txt");
    assert_eq!(traditional[0].source, "蘭河日報");
    // What could not be decoded is reported with its place.
    let replaced: Vec<usize> = problems
        .iter()
        .filter_map(|p| if let Error::Replaced { line, .. } = p.error { Some(line) } else { None })
        .collect();
    assert_eq!(replaced.len(), 2);
    assert!(replaced.contains(&3), "the bad byte is in the headline: {replaced:?}");
}

/// The themes that the shipped model gives the articles of a table of cases, with what the table expects.
fn assigned(file: &str) -> Vec<(Article, Option<String>)> {
    let classifier = policyvane::Classifier::shipped().expect("the model is part of the program");
    let (articles, _) = read(file);
    let theme = |article: &Article| {
        let assignment = classifier.assign_article(article);
        assignment.undetermined.is_none().then(|| classifier.themes()[assignment.theme].id.clone())
    };
    articles
        .into_iter()
        .map(|article| {
            let theme = theme(&article);
            (article, theme)
        })
        .collect()
}

#[test]
fn texts_that_tell_nothing_have_no_theme() {
    let assigned = assigned("unknown.jsonl");
    assert_eq!(assigned.len(), 7);
    for (article, theme) in assigned {
        assert_eq!(theme, None, "{}", article.text);
    }
}

#[test]
fn everyday_texts_carry_no_policy() {
    for (article, theme) in assigned("no-policy.jsonl") {
        let expected = article.extra["expect"].as_str().expect("a theme").to_owned();
        let theme = theme.unwrap_or_default();
        assert!(expected.split('|').any(|one| one == theme), "{expected}, not {theme}: {}", article.text);
    }
}
