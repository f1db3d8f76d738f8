//! What a page says of its article in its head: meta elements and JSON-LD.

use serde_json::Value;

use super::outline::Outline;
use super::text::joined;

/// The meta elements and the JSON-LD of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Metadata {
    /// Names in lower case without spaces, and values.
    pub metas: Vec<(String, String)>,
    /// The headline in JSON-LD.
    pub headline: String,
    /// The day of publication in JSON-LD.
    pub published: String,
    /// The publisher or author in JSON-LD.
    pub publisher: String,
    /// The text of the article in JSON-LD.
    pub article_body: String,
    /// The `<title>` element.
    pub title: String,
    /// Whether the JSON-LD is of several articles, of which the first is taken.
    pub is_of_several: bool,
}

impl Metadata {
    /// Reads the head of a page.
    pub fn of(outline: &Outline<'_>) -> Self {
        let mut found = Metadata::default();
        for (at, element) in outline.elements() {
            match element.name() {
                "meta" => {
                    let name = ["name", "property", "itemprop"].iter().find_map(|attribute| element.attr(attribute));
                    if let (Some(name), Some(value)) = (name, element.attr("content")) {
                        let name = name.to_lowercase().split_whitespace().collect();
                        found.metas.push((name, joined(value)));
                    }
                }
                "title" if found.title.is_empty() => {
                    found.title = outline.label(at);
                }
                "script" if element.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                    let text = outline.raw_text(at, outline.nodes[at].end);
                    if let Ok(value) = serde_json::from_str::<Value>(&text.replace(['\n', '\r', '\t'], " ")) {
                        found.read_json(&value);
                    }
                }
                _ => {}
            }
        }
        // A notebook that exports a clipped page writes who clipped it, and when.
        if found.metas.iter().any(|(name, _)| name == "exporter-version") {
            found.metas.retain(|(name, _)| !["source", "author", "created", "updated"].contains(&name.as_str()));
        }
        found
    }

    /// What it says of a page that shows several articles: JSON-LD of several is that of one of them.
    pub fn of_several(&self) -> Metadata {
        if !self.is_of_several {
            return self.clone();
        }
        Metadata { metas: self.metas.clone(), title: self.title.clone(), is_of_several: true, ..Metadata::default() }
    }

    /// The value of the first meta element with one of these names, which are tried in order.
    pub fn meta<'b>(&'b self, names: &'b [&'b str]) -> Option<&'b str> {
        self.metas_named(names).next()
    }

    /// The values of all meta elements with these names, in the order of the names.
    pub fn metas_named<'b>(&'b self, names: &'b [&'b str]) -> impl Iterator<Item = &'b str> + 'b {
        let all = names.iter().flat_map(|name| self.metas.iter().filter(move |(found, _)| found == name));
        all.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Takes the fields of an article from JSON-LD; lists and graphs are searched in order, and what is an article by its
    /// type before the page that holds it.
    fn read_json(&mut self, value: &Value) {
        let parts = [Some(value), value.get("@graph")].into_iter().flatten();
        let listed = parts.filter_map(Value::as_array).flatten();
        let kind = |value: &Value| value.get("@type").map(Value::to_string).unwrap_or_default();
        let articles = listed.filter(|part| kind(part).contains("Article"));
        let mut open: Vec<&Value> =
            std::iter::once(value).chain(articles.collect::<Vec<_>>().into_iter().rev()).collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(fields) => {
                    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
                    let set = |field: &mut String, value: &str| {
                        if field.is_empty() {
                            *field = value.trim().to_owned();
                        }
                    };
                    let headline = text("headline").trim();
                    self.is_of_several |=
                        !headline.is_empty() && !self.headline.is_empty() && headline != self.headline;
                    set(&mut self.headline, headline);
                    set(&mut self.published, text("datePublished"));
                    set(&mut self.published, text("pubDate"));
                    set(&mut self.article_body, text("articleBody"));
                    for role in ["publisher", "sourceOrganization"] {
                        let name = fields.get(role).and_then(|role| role.get("name").unwrap_or(role).as_str());
                        set(&mut self.publisher, name.unwrap_or_default());
                    }
                    open.extend(fields.get("@graph"));
                    open.extend(fields.get("mainEntity"));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    fn metadata(headlines: &[&str]) -> Metadata {
        let script = |headline: &&str| {
            format!(
                "<script type='application/ld+json'>{{\"headline\":\"{headline}\",\"datePublished\":\"2024-03-05\"}}</script>"
            )
        };
        let html: String = headlines.iter().map(script).collect();
        Metadata::of(&Outline::new(&Html::parse_document(&format!("<title>要闻</title>{html}")))).of_several()
    }

    #[test]
    fn data_of_several_articles_date_none_of_them() {
        assert_eq!(metadata(&["春耕", "春耕"]).published, "2024-03-05");
        let several = metadata(&["春耕", "秋收"]);
        assert_eq!((several.published.as_str(), several.title.as_str()), ("", "要闻"));
    }
}
