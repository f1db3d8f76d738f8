//! Articles whose parts were found by their readers, made into a page.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::Sources;
use crate::corpus::identifier::identifier;
use crate::corpus::measure::letters;
use crate::corpus::page::{Furniture, Item, Page, PageContext, assemble};
pub(super) use crate::corpus::read::article_parts::ArticleParts;
use crate::corpus::read::own_credits::take_own_credits;
use crate::text::pattern;

impl ArticleParts {
    /// The article without what parts its text from the fields above it and from the next article below: rules, such as `---`, and
    /// the address that it was taken from. An address alone stands for the text.
    fn without_outer_lines(mut self) -> Self {
        let has_text = self.paragraphs.iter().any(|paragraph| !is_rule(paragraph) && !is_address(paragraph));
        let leads = |paragraph: &str| is_address(paragraph) || is_label_of_address(paragraph);
        let is_text = |paragraph: &String| !(is_rule(paragraph) || has_text && leads(paragraph));
        let end = self.paragraphs.iter().rposition(is_text).map_or(0, |last| last + 1);
        self.paragraphs.truncate(end);
        let start = self.paragraphs.iter().position(is_text).unwrap_or(0);
        self.paragraphs.drain(..start);
        self
    }

    /// The page that holds the article.
    pub fn into_page(mut self, context: &PageContext<'_>, sources: &Sources) -> Page {
        let furniture = std::mem::take(&mut self.furniture);
        page_of(vec![self], furniture, context, sources)
    }
}

/// Whether a line is drawn: the same mark three times or more, and nothing else but perhaps the number of the next article: “==== 2 ====”.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let Some(mark) = line.chars().next().filter(|mark| "=-*_~#—─".contains(*mark)) else { return false };
    let number = line.trim_matches(mark);
    let is_number = !number.is_empty() && number.len() < 8 && number.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_drawn = |line: &str| line.starts_with(mark) && line.chars().nth(2) == Some(mark);
    is_drawn(line) && (number.is_empty() || is_number && line.ends_with(&String::from(mark).repeat(3)))
}

/// A title of fewer letters may stand in any line.
const MIN_TITLE: usize = 6;

/// Takes the references in the form of GB/T 7714 off the ends of the texts, which databases write above or below each article: “[2]方舟.河畔
/// 新增公园[N].兰河日报,2024-03-05(02).” Each names its own article or the next one; references to other works belong to the text.
fn take_references(articles: &mut [ArticleParts]) -> Vec<Furniture> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\[［]\s*(?:[NJ](?:/OL)?|EB/OL)\s*[\]］]"));
    let titles: Vec<String> = articles.iter().map(|article| letters(&article.title)).collect();
    let mut taken = Vec::new();
    for (at, article) in articles.iter_mut().enumerate() {
        let is_reference = |line: &mut String| {
            let mut named = titles.iter().skip(at).take(2).filter(|title| title.chars().count() >= MIN_TITLE);
            MARK.is_match(line) && named.any(|title| letters(line).contains(title.as_str()))
        };
        while article.paragraphs.len() > 1
            && let Some(line) = article.paragraphs.pop_if(is_reference)
        {
            taken.push(Furniture::of(line));
        }
    }
    taken
}

/// Whether a line only leads to where an article was taken from: “链接：https://…”, “[查看原文](https://…)”.
fn is_address(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:\[[^\[\]。]{0,8}(?:原文|全文|链接)[^\[\]。]{0,4}\]\(https?://\S+\)|[【\[]?(?:(?:原文|来源|新闻|文章)(?:链接|网址|地址)?|链接|网址|[查阅]\p{Han}(?:原文|全文|详情)|url|link)[】\]]?\s*[:：]?\s*<?https?://\S+)$",
        )
    });
    line.contains("://") && FORM.is_match(line.trim())
}

/// Whether a line names the address that stood behind it and is left without it: “原文：”.
fn is_label_of_address(line: &str) -> bool {
    const LABELS: [&str; 6] = ["原文", "原文链接", "全文", "链接", "网址", "来源链接"];
    line.trim().strip_suffix(['：', ':']).is_some_and(|label| LABELS.contains(&label.trim()))
}

/// The page that holds some articles. What the user says about date and paper comes first, then what each article says
/// itself, then what stands around them and the path.
pub(super) fn page_of(
    mut articles: Vec<ArticleParts>,
    mut furniture: Vec<Furniture>,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Page {
    take_own_credits(&mut articles, &mut furniture, context.date);
    let first_day = articles.iter().find_map(|parts| parts.date?.full());
    let own_days: BTreeSet<Date> = articles.iter().filter_map(|parts| parts.date?.full()).collect();
    let user_date = context.date;
    // The day of one article is that of all only where no other tells another day: a wrong day is worse than none.
    let common_day = first_day.filter(|_| own_days.len() == 1);
    let context = PageContext { date: user_date.or(common_day), ..*context };
    // Parts without any text make no article, so they are left out before they are counted.
    let mut articles: Vec<ArticleParts> = articles
        .into_iter()
        .map(ArticleParts::without_outer_lines)
        .filter(|parts| !(parts.title.trim().is_empty() && parts.paragraphs.is_empty()))
        .collect();
    furniture.extend(take_references(&mut articles));
    let items = articles.iter().map(|parts| Item {
        title: parts.title.clone(),
        paragraphs: parts.paragraphs.clone(),
        keeps_captions: true,
        day: parts.date.and_then(|date| date.full()),
        ..Item::default()
    });
    let mut page = assemble(items, furniture, &context, sources);
    for (article, parts) in page.articles.iter_mut().zip(articles) {
        if user_date.is_none() && parts.date.is_some() {
            article.date = parts.date;
        }
        for (field, value) in [(&mut article.byline, parts.byline), (&mut article.page, parts.page)] {
            if !value.is_empty() {
                *field = value;
            }
        }
        if context.source.is_none() && !parts.source.is_empty() {
            article.source = parts.source;
        }
        article.captions.splice(0..0, parts.captions);
    }
    for (place, article) in (1..).zip(&mut page.articles) {
        article.id = identifier(article, place);
    }
    page.date = user_date.or(first_day).or(page.date);
    if let Some(article) = page.articles.first() {
        page.source.clone_from(&article.source);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_around_a_text_are_no_part_of_it() {
        let text = ["---", "======", "集市昨天开张。", "***", "——摊主何晓岚说", "=========="];
        let parts = ArticleParts { paragraphs: text.map(str::to_owned).into(), ..ArticleParts::default() };
        assert_eq!(parts.without_outer_lines().paragraphs, ["集市昨天开张。", "***", "——摊主何晓岚说"]);
        let rules = ArticleParts { paragraphs: vec!["---".into()], ..ArticleParts::default() };
        assert!(rules.without_outer_lines().paragraphs.is_empty());
    }

    #[test]
    fn references_to_the_articles_are_no_part_of_their_texts() {
        let article = |title: &str, lines: [&str; 2]| ArticleParts {
            title: title.to_owned(),
            paragraphs: lines.map(str::to_owned).into(),
            ..ArticleParts::default()
        };
        let mut articles = [
            article("河畔新增公园", ["公园昨天开放。", "[2]何晓岚.老街换上新灯[N].兰河日报,2024-03-05(02)."]),
            article("老街换上新灯", ["老街亮了。", "[1]方舟.城市照明研究[J].照明学刊,2023(4)."]),
        ];
        assert_eq!(take_references(&mut articles).len(), 1);
        assert_eq!(articles.map(|article| article.paragraphs.len()), [1, 2]);
    }

    #[test]
    fn an_article_without_a_day_has_that_of_the_others_where_they_agree() {
        let days_of = |days: [&str; 3]| -> Vec<Option<String>> {
            let parts = |day: &str| ArticleParts {
                title: "集市开张".to_owned(),
                date: day.parse().ok(),
                paragraphs: vec!["集市昨天开张。".to_owned()],
                ..ArticleParts::default()
            };
            let context = PageContext { file: "a.docx", ..PageContext::default() };
            let page = page_of(days.map(parts).into(), Vec::new(), &context, &Sources::default());
            page.articles.iter().map(|article| article.date.map(|date| date.to_string())).collect()
        };
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(
            days_of(["2024-03-05", "", "2024-03-05"]),
            [day("2024-03-05"), day("2024-03-05"), day("2024-03-05")]
        );
        assert_eq!(days_of(["2024-03-05", "", "2024-03-07"]), [day("2024-03-05"), None, day("2024-03-07")]);
    }

    #[test]
    fn addresses_around_a_text_are_no_part_of_it() {
        let around = |first: &str, last: &str| {
            let paragraphs = [first, "集市昨天开张。", last].map(str::to_owned).into();
            ArticleParts { paragraphs, ..ArticleParts::default() }.without_outer_lines().paragraphs.len()
        };
        assert_eq!(around("链接：http://a.example/1", "[查看原文](http://a.example/1)"), 1);
        assert_eq!(around("URL: http://a.example/1.html", "原文链接：https://a.example/1"), 1);
        // Addresses that readers of the article need.
        assert_eq!(around("报名网址：https://a.example/", "https://a.example/"), 3);
        assert_eq!(around("[集市地图](https://a.example/)", "链接：https://a.example/ 可以报名。"), 3);
        let alone = ArticleParts { paragraphs: vec!["链接：https://a.example/".into()], ..ArticleParts::default() };
        assert_eq!(alone.without_outer_lines().paragraphs.len(), 1);
    }
}
