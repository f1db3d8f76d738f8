//! Tables with a row for each paragraph: the rows of one article become one article again.

use crate::corpus::read::table::problem::RowProblem;
use crate::corpus::read::table::raw_article::RawArticle;

/// How columns are named that number the paragraphs or sentences of an article, in lower case without spaces and marks.
const PARAGRAPH_NUMBERS: [&str; 14] = [
    "段落序号",
    "段落编号",
    "段落号",
    "段序",
    "段号",
    "第几段",
    "句子序号",
    "句号序",
    "paragraph",
    "paragraphnumber",
    "paragraphno",
    "paragraphid",
    "parano",
    "paraid",
];

/// Joins the rows of a table that are paragraphs of one article: neighbours with one identifier and one headline, where a
/// column numbers paragraphs.
pub(super) struct JoinedParagraphs<I: Iterator> {
    rows: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = Result<RawArticle, RowProblem>>> JoinedParagraphs<I> {
    pub(super) fn new(rows: I) -> Self {
        JoinedParagraphs { rows: rows.peekable() }
    }
}

impl<I: Iterator<Item = Result<RawArticle, RowProblem>>> Iterator for JoinedParagraphs<I> {
    type Item = Result<RawArticle, RowProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut article = match self.rows.next()? {
            Ok(article) if is_paragraph(&article) => article,
            other => return Some(other),
        };
        let goes_on = |first: &RawArticle, next: &Result<RawArticle, RowProblem>| {
            next.as_ref().is_ok_and(|next| {
                is_paragraph(next) && (&next.id, &next.title, &next.sheet) == (&first.id, &first.title, &first.sheet)
            })
        };
        while let Some(Ok(next)) = self.rows.next_if(|next| goes_on(&article, next)) {
            article.text.push('\n');
            article.text.push_str(&next.text);
        }
        article.extra.retain(|name, _| !numbers_paragraphs(name));
        Some(Ok(article))
    }
}

/// Whether a row is one paragraph of an article that has an identifier.
fn is_paragraph(row: &RawArticle) -> bool {
    !row.id.is_empty() && !row.headline_only && row.extra.keys().any(|name| numbers_paragraphs(name))
}

fn numbers_paragraphs(column: &str) -> bool {
    let name: String = column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    PARAGRAPH_NUMBERS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    #[test]
    fn rows_of_paragraphs_are_one_article() {
        let table = "文章编号,标题,段落序号,段落\n7,大桥合龙,1,云溪县跨江大桥昨日合龙，两岸居民盼了二十年。\n\
            7,大桥合龙,2,施工方介绍，工人们连续奋战七个月。\n8,新馆开放,1,松岭市图书馆新馆周末迎来首批读者。\n";
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        let articles: Vec<_> = articles.map(Result::unwrap).collect();
        let texts: Vec<(&str, usize)> =
            articles.iter().map(|article| (article.title.as_str(), article.text.lines().count())).collect();
        assert_eq!(texts, [("大桥合龙", 2), ("新馆开放", 1)]);
        assert!(articles[0].extra.is_empty());
    }

    #[test]
    fn rows_of_articles_stay_apart() {
        let table = "id,标题,正文\n7,简讯,云溪县跨江大桥昨日合龙，两岸居民盼了二十年。\n7,简讯,施工方介绍，工人们连续奋战七个月。\n";
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        assert_eq!(articles.count(), 2);
    }
}
