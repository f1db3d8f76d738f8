//! The fields that text databases of old newspapers write below a headline: “第1版()”, “专栏：社论”, “【作者】李克”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page_number::page_number;
use crate::text::pattern;

/// What stands beside a headline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct HeadlineFields {
    /// The headline alone.
    pub title: String,
    /// The page of the issue.
    pub page: String,
    /// Who wrote the article.
    pub byline: String,
}

/// Parts a headline from such fields behind it; none where there are none.
pub(in crate::corpus) fn part(headline: &str) -> Option<HeadlineFields> {
    static FIELDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?P<title>\S.*?)(?:\s+(?:第(?P<page>\d{1,2})版\s*[（(][^（）()]{0,8}[）)]",
            r"|【作者】\s*(?P<author>[^\s【】]*)|【(?:专栏|栏目)】\s*[^\s【】]*|(?:专栏|栏目)[：:]\s*\S*|作者[：:]\s*(?P<writer>\S*)))+$"
        ))
    });
    // A quick check spares nearly all headlines the regular expression.
    if !headline.contains(['版', '【', '：', ':']) {
        return None;
    }
    let found = FIELDS.captures(headline)?;
    let text = |name: &str| found.name(name).map(|part| part.as_str().to_owned()).unwrap_or_default();
    let byline = [text("author"), text("writer")].concat();
    Some(HeadlineFields { title: text("title"), page: page_number(&text("page")), byline })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_behind_headlines() {
        let row =
            |headline: &str| part(headline).map(|found| (found.title, found.page, found.byline)).unwrap_or_default();
        let expected = |title: &str, page: &str, byline: &str| (title.to_owned(), page.to_owned(), byline.to_owned());
        assert_eq!(row("做好春耕准备 第1版() 专栏：社论"), expected("做好春耕准备", "1", ""));
        assert_eq!(row("大堰社员分配兑现 【作者】李克 【专栏】农村通讯"), expected("大堰社员分配兑现", "", "李克"));
        assert_eq!(row("大堰社员分配兑现 【作者】 【专栏】"), expected("大堰社员分配兑现", "", ""));
        for headline in ["做好春耕准备", "专栏：社论", "短评：做好春耕准备", "【作者】李克", "头版头条 第1版要闻"]
        {
            assert_eq!(part(headline), None, "{headline}");
        }
    }
}
