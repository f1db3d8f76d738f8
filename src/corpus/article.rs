//! The article, with its fields as they are stored in article files.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::corpus::PartialDate;

/// The names under which the fields of an article are written: those of the columns of a table, in their order.
pub(super) const COLUMNS: [&str; 18] = [
    "id",
    "file",
    "date",
    "event_date",
    "source",
    "page",
    "title",
    "text",
    "dateline_agency",
    "dateline_place",
    "dateline_date",
    "byline",
    "captions",
    "boundary",
    "region",
    "regions",
    "theme",
    "also",
];
/// The name of the dateline in JSON, where it is one field.
const DATELINE: &str = "dateline";
/// What is put behind the name of a further field that bears the name of a field of the program's own.
const AS_WRITTEN: &str = "_as_written";

/// The dateline before the first sentence: “新华社北京4月26日电”.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dateline {
    /// The agency or paper that reports.
    pub agency: String,
    /// The place it reports from.
    pub place: String,
    /// The day as it is printed.
    pub date: String,
}

/// One article. Only the text is required; unknown fields are kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Identifier, unique within the input.
    pub id: String,
    /// The raw file the article was cut from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The day of publication: that of the issue, else that of the dateline; may be partial or unknown.
    pub date: Option<PartialDate>,
    /// The day the article tells of, where its dateline or its lead names one. Deadlines, plans, days on which laws take
    /// effect and days of history are no such days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_date: Option<PartialDate>,
    /// The paper or programme.
    pub source: String,
    /// The page of the issue.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// The headline; may be empty.
    pub title: String,
    /// The text, one paragraph per line.
    pub text: String,
    /// Agency, place and date of the dateline, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// The captions of its pictures and lines pulled out of the text, which are not part of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<String>,
    /// The byline: who wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// The probability that the article begins where the raw page was cut, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<f64>,
    /// Adcode (GB/T 2260) of the place it is about; empty if unknown.
    pub region: String,
    /// How likely the province of `region` is right, 0 to 1, where it was found in the text. It is not stored in files.
    #[serde(skip)]
    pub region_confidence: Option<f64>,
    /// Adcodes of all places it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Primary theme, if the article is labelled.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// Secondary themes, if the article is labelled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Fields that this program does not know, kept unchanged.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Article {
    /// Number of non-white characters of headline and text.
    pub fn length(&self) -> usize {
        self.title.chars().chain(self.text.chars()).filter(|c| !c.is_whitespace()).count()
    }

    /// Keeps fields that this program does not know. A value that could not be used as what its name says is kept under another name:
    /// a name that stands twice in an object or a header is read differently by every program.
    pub(super) fn keep(&mut self, further: Map<String, Value>) {
        self.extra = Map::with_capacity(further.len());
        let (reserved, free): (Vec<_>, Vec<_>) =
            further.into_iter().partition(|(name, _)| COLUMNS.contains(&name.as_str()) || name == DATELINE);
        self.extra.extend(free);
        for (mut name, value) in reserved {
            while COLUMNS.contains(&name.as_str()) || name == DATELINE || self.extra.contains_key(&name) {
                name.push_str(AS_WRITTEN);
            }
            self.extra.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_further_field_takes_no_name_of_a_field() {
        let further = json!({"date": "上旬", "dateline": "柳河", "备注": "甲", "date_as_written": "月初", "theme": ""});
        let Value::Object(further) = further else { panic!("the sample is an object") };
        let mut article = Article::default();
        article.keep(further);
        assert_eq!(
            Value::Object(article.extra),
            json!({
                "备注": "甲", "date_as_written": "月初", "date_as_written_as_written": "上旬",
                "dateline_as_written": "柳河", "theme_as_written": "",
            })
        );
    }
}
