//! The lines of a state as they are stored. A form that was shipped is never changed: a new one gets a new version.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use crate::corpus::{Article, PageRecord, PartialDate};
use crate::model::Undetermined;
use crate::survey::Classification;
use crate::text::WordSpans;

/// The name of the format in the first line, by which a state is recognised.
pub(super) const FORMAT: &str = "policyvane state";
/// The version that is written; older ones are read.
pub(super) const VERSION: u32 = 2;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub format: String,
    pub version: u32,
    /// The full digest of the model that classified.
    pub model: String,
    /// A digest of the inputs and of how they are read: the same for all shards of one run.
    pub run: String,
    /// The number of the shard, from 1, and of all shards.
    pub shard: usize,
    pub shards: usize,
    /// The options that say how files are read, as typed.
    pub reading: String,
    /// The files that the shard read, in their order.
    pub files: Vec<FileRecord>,
    pub source_tables: Vec<SourceTableRecord>,
}

/// A file that was read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileRecord {
    pub name: String,
    /// The SHA-256 of its bytes in hexadecimal.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A table of papers and their homes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SourceTableRecord {
    #[serde(flatten)]
    pub file: FileRecord,
    pub text: String,
}

/// An article with its classification.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ArticleRecord {
    pub article: Article,
    /// Not among the article's own fields, because article files do not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region_confidence: Option<f64>,
    pub theme: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undetermined: Option<String>,
    pub probability: f64,
    pub secondary: Vec<usize>,
    pub probabilities: Box<[f32]>,
    pub evidence: Vec<(String, f32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_share: Option<f64>,
    /// Where the words of headline and text stand, in Base64.
    pub words: [String; 2],
}

/// The last line.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct End {
    /// The number of articles, which tells whether the file is whole.
    pub articles: usize,
    pub pages: Vec<PageEntry>,
    pub left_out: Vec<LeftOutEntry>,
}

/// A page that was read, without what belongs to no article.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageEntry {
    /// The number of its input in the head.
    pub input: usize,
    pub file: String,
    pub source: String,
    pub date: Option<String>,
    pub articles: usize,
}

/// A part of the inputs that was left out.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LeftOutEntry {
    pub file: String,
    pub chinese: String,
    pub english: String,
    /// The file whose bytes it repeats, where it was left out for that; since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<String>,
}

impl ArticleRecord {
    pub fn new(mut article: Article, found: Classification) -> Self {
        ArticleRecord {
            region_confidence: article.region_confidence.take(),
            article,
            theme: found.theme,
            undetermined: found.undetermined.map(|reason| reason.id().to_owned()),
            probability: found.probability,
            secondary: found.also,
            probabilities: found.probabilities,
            evidence: found.evidence,
            unknown_share: found.unknown_share,
            words: found.words.map(|spans| BASE64.encode(spans.as_bytes())),
        }
    }

    /// The article and its classification by a model of this many themes; none where the two do not fit each other.
    pub fn into_parts(self, themes: usize) -> Option<(Article, Classification)> {
        let article = Article { region_confidence: self.region_confidence, ..self.article };
        let is_theme = |theme: &usize| *theme < themes;
        let fits = is_theme(&self.theme) && self.secondary.iter().all(is_theme) && self.probabilities.len() == themes;
        let [title, text] = self.words.map(|spans| BASE64.decode(spans.as_bytes()).ok().map(WordSpans::from_bytes));
        let undetermined = match &self.undetermined {
            None => None,
            Some(id) => Some(Undetermined::from_id(id)?),
        };
        let classification = Classification {
            theme: self.theme,
            undetermined,
            probability: self.probability,
            also: self.secondary,
            probabilities: self.probabilities,
            evidence: self.evidence,
            unknown_share: self.unknown_share,
            words: [title?, text?],
        };
        fits.then_some((article, classification))
    }
}

impl PageEntry {
    pub fn new(input: usize, page: PageRecord) -> Self {
        let PageRecord { file, source, date, articles, .. } = page;
        PageEntry { input, file, source, date: date.map(|day| day.to_string()), articles }
    }

    pub fn into_page(self) -> PageRecord {
        PageRecord {
            file: self.file,
            source: self.source,
            date: self.date.and_then(|date| date.parse::<PartialDate>().ok()?.full()),
            articles: self.articles,
            furniture: Vec::new(),
            unsure: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_back_to_the_last_bit() {
        let article = Article {
            id: "a.txt#1".into(),
            title: "青石镇低空经济产业园开园".into(),
            text: "本报讯……".into(),
            region: "330000".into(),
            region_confidence: Some(0.1 + 0.2),
            boundary: Some(1.0 / 3.0),
            extra: [("版次".to_owned(), serde_json::json!("A03"))].into_iter().collect(),
            ..Article::default()
        };
        let found = Classification {
            theme: 1,
            undetermined: Some(Undetermined::UnknownWords),
            probability: 0.123_456_789_012_345_68,
            also: vec![0],
            probabilities: Box::new([0.1, 0.7, 0.2 + f32::EPSILON]),
            evidence: vec![("低空".into(), 1.0 / 3.0)],
            unknown_share: Some(2.0 / 3.0),
            words: [WordSpans::from_bytes(vec![2, 66, 255]), WordSpans::default()],
        };
        let line = serde_json::to_string(&ArticleRecord::new(article.clone(), found.clone())).unwrap();
        let back: ArticleRecord = serde_json::from_str(&line).unwrap();
        assert_eq!(back.into_parts(3), Some((article, found)));
        let back: ArticleRecord = serde_json::from_str(&line).unwrap();
        assert_eq!(back.into_parts(2), None, "the themes are another model's");
    }
}
