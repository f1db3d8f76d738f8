//! Whole pages of a site, saved as text, Markdown or a document: the article is read without the menus and lists around it.

use std::collections::BTreeSet;

use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::read::ReadOptions;
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::corpus::read::format::Format;
use crate::corpus::read::markup::markdown::plain;
use crate::corpus::read::one_article::{LineOfArticle, article_of_page};
use crate::corpus::read::word::Paragraph;

impl Document<'_> {
    /// The one article of a text that is the page of a site; none of other texts. Fields above a text belong to it.
    pub(in crate::corpus::read) fn read_page_of_site(
        &self,
        text: &str,
        format: Format,
        context: &PageContext<'_>,
        options: &ReadOptions,
    ) -> Option<Page> {
        if text.starts_with("---") || text.starts_with("+++") {
            return None;
        }
        let lines: Vec<&str> = text.lines().collect();
        let article = article_of_page(&lines)?;
        let mut own = String::new();
        for (place, line) in article.iter().enumerate() {
            // A blank line parts the text from what stands above it.
            if place > 0 && line.head.is_none() && article[place - 1].head.is_some() {
                own.push('\n');
            }
            own += line.head.as_deref().unwrap_or(lines[line.at]);
            own.push('\n');
        }
        let page = self.read_text(&own, format, context, options).ok();
        let mut page = page.filter(|page| page.articles.len() == 1)?;
        page.furniture.extend(around(&lines, &article));
        Some(page)
    }

    /// The one article of a document that is the page of a site; none of other documents.
    pub(in crate::corpus::read) fn read_document_of_site<'a>(
        &self,
        paragraphs: &[Paragraph],
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Option<Content<'a>> {
        let lines: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        let article = article_of_page(&lines)?;
        let own = article.iter().map(|line| {
            let paragraph = paragraphs[line.at].clone();
            Paragraph { text: line.head.clone().unwrap_or(paragraph.text), ..paragraph }
        });
        let mut content = self.read_document(own.collect(), context, options).ok()?;
        let Content::Pages { pages, .. } = &mut content else { return None };
        let [ReadPage { page: Ok(page), .. }] = pages.as_mut_slice() else { return None };
        if page.articles.len() != 1 {
            return None;
        }
        page.furniture.extend(around(&lines, &article));
        Some(content)
    }
}

/// What stands around the article of a page.
fn around(lines: &[&str], article: &[LineOfArticle]) -> Vec<Furniture> {
    let own: BTreeSet<usize> = article.iter().map(|line| line.at).collect();
    let others = lines.iter().enumerate().filter(|(at, _)| !own.contains(at));
    others.map(|(_, line)| plain(line)).filter(|line| !line.is_empty()).map(Furniture::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "2024-03-05 08:12:00 来源：云岭日报";
    const TEXT: &str = "云岭县的夜间集市昨晚开张，一百二十个摊位摆满了新修的石板街，游客逛到十点还没有散去。";

    fn document() -> Document<'static> {
        Document { name: "集市", path: "", bytes: b"" }
    }

    #[test]
    fn sections_of_links_are_no_articles() {
        let section =
            |name: &str| format!("### {name}\n\n* [要闻](http://a.example/1)\n* [县区](http://a.example/2)\n\n");
        let menus: String = ["新闻", "体育", "财经"].iter().map(|name| section(name)).collect();
        let list = "### [风雨桥通车](http://a.example/3)\n\n10小时前\n\n";
        let text = format!("{menus}# 云岭县夜间集市昨晚开张\n\n{HEAD}\n\n{TEXT}\n\n{TEXT}\n\n{}", list.repeat(6));
        let (context, options) = (PageContext { file: "集市.md", ..Default::default() }, ReadOptions::default());
        let page = document().read_page_of_site(&text, Format::Markdown, &context, &options).expect("an article");
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert_eq!((article.title.as_str(), article.source.as_str()), ("云岭县夜间集市昨晚开张", "云岭日报"));
        assert_eq!(article.text, format!("{TEXT}\n{TEXT}"));
        assert!(page.furniture.iter().any(|line| line.text.contains("风雨桥通车")));
        let fields = format!("---\ntitle: 集市\n---\n{text}");
        assert!(document().read_page_of_site(&fields, Format::Markdown, &context, &options).is_none());
    }

    #[test]
    fn paragraphs_of_a_page_are_read_as_its_article() {
        let menu = ["新闻", "体育", "财经", "论坛", "选车"].into_iter().cycle().take(30);
        let all = menu.chain([
            "云岭县夜间集市昨晚开张",
            HEAD,
            "分享到：",
            TEXT,
            TEXT,
            "责任编辑：何晓岚",
            "为您推荐",
            "风雨桥通车",
        ]);
        let paragraphs: Vec<Paragraph> =
            all.map(|text| Paragraph { text: text.to_owned(), ..Paragraph::default() }).collect();
        let (context, options) = (PageContext { file: "集市.docx", ..Default::default() }, ReadOptions::default());
        let content = document().read_document_of_site(&paragraphs, &context, &options).expect("an article");
        let Content::Pages { pages, .. } = content else { panic!("there are pages") };
        let page = pages.into_iter().next().unwrap().page.unwrap();
        assert_eq!(page.articles[0].title, "云岭县夜间集市昨晚开张");
        assert_eq!(page.articles[0].text, format!("{TEXT}\n{TEXT}"));
        assert!(document().read_document_of_site(&paragraphs[30..], &context, &options).is_none());
    }
}
