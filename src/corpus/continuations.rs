//! Joins articles that papers continue on another page: “（下转第三版）” at the end of one page, “（上接第一版）” on the
//! other. The pages may be files of their own, or pages of one file, in any order.

use std::collections::VecDeque;

use crate::corpus::Article;
use crate::corpus::page::{continued_from, continued_on};

/// At most this many articles are held back for the other part of one; an issue has fewer.
const MAX_HELD: usize = 512;
/// The field of an article that names the page on which its first part stands, where that was not found.
const CONTINUES: &str = "continues";
/// Headlines that begin with this many equal characters are the same headline, one of them shortened.
const SAME_BEGINNING: usize = 5;

/// Articles on their way, held back from the first that waits for its other part.
#[derive(Debug, Default)]
pub(super) struct Continuations {
    held: VecDeque<Held>,
}

#[derive(Debug)]
struct Held {
    article: Article,
    /// The input of its first part.
    owner: usize,
    /// The page of its last part.
    last_page: String,
    /// The page on which the article is continued.
    on: Option<String>,
    /// The page from which the article is continued.
    from: Option<String>,
}

impl Held {
    fn is_waiting(&self) -> bool {
        self.on.is_some() || self.from.is_some()
    }

    /// The article, with a mark where it is the headless part of one whose first part was not found.
    fn released(self) -> (Article, usize) {
        let Held { mut article, owner, from, .. } = self;
        if from.is_some()
            && let Some(page) = headless_continuation(&article.title, &article.text)
        {
            article.extra.insert(CONTINUES.to_owned(), page.into());
        }
        (article, owner)
    }
}

/// The page on which the first part of a text stands that begins with the mark of a continuation and has no headline of its
/// own. It is a part of another article, and no news of its own.
pub(crate) fn headless_continuation(title: &str, text: &str) -> Option<String> {
    let is_headline = |title: &str| title.chars().any(char::is_alphabetic);
    if !is_headline(title) {
        return continued_from(text.trim_start().lines().next()?);
    }
    // The mark may stand where the headline would.
    let page = continued_from(title)?;
    title.split_once('版').is_some_and(|(_, behind)| !is_headline(behind)).then_some(page)
}

impl Continuations {
    /// Takes an article of a printed page; it is joined to its other part where that is held, and keeps the place of its
    /// first part. `owner` is the number of its input.
    pub fn add(&mut self, article: Article, owner: usize) {
        let on = article.text.lines().next_back().and_then(continued_on);
        let first = article.text.lines().next().unwrap_or_default();
        let from = continued_from(&article.title).or_else(|| continued_from(first));
        let mut added = Held { last_page: article.page.clone(), article, owner, on, from };
        if added.from.is_some()
            && let Some(at) = self.other_part(&added, |held| continues(held, &added))
        {
            join(&mut self.held[at], added);
            return;
        }
        while added.on.is_some() {
            let Some(at) = self.other_part(&added, |held| continues(&added, held)) else { break };
            let Some(rest) = self.held.remove(at) else { break };
            join(&mut added, rest);
        }
        self.held.push_back(added);
    }

    /// Takes an article that is no part of another, such as the row of a table.
    pub fn add_whole(&mut self, article: Article, owner: usize) {
        self.held.push_back(Held { last_page: String::new(), article, owner, on: None, from: None });
    }

    /// The articles that wait for nothing any more, in their order; `is_end` where none will follow.
    pub fn released(&mut self, is_end: bool) -> Vec<(Article, usize)> {
        let mut released = Vec::new();
        while let Some(first) = self.held.front()
            && (is_end || !first.is_waiting() || self.held.len() > MAX_HELD)
        {
            released.extend(self.held.pop_front().map(Held::released));
        }
        released
    }

    /// The first input with articles that are held back.
    pub fn first_owner(&self) -> Option<usize> {
        self.held.iter().map(|held| held.owner).min()
    }

    /// The place of the only article that fits, or of the only one of these with the same headline.
    fn other_part(&self, added: &Held, fits: impl Fn(&Held) -> bool) -> Option<usize> {
        let fitting: Vec<usize> = (0..self.held.len()).filter(|&at| fits(&self.held[at])).collect();
        let same_headline = |at: &&usize| is_same_headline(&self.held[**at].article.title, &added.article.title);
        let mut same = fitting.iter().filter(same_headline);
        match (fitting.as_slice(), same.next(), same.next()) {
            (_, Some(at), None) => Some(*at),
            (&[at], ..) => Some(at),
            _ => None,
        }
    }
}

/// Whether two parts may belong together: the marks and the pages agree as far as both are known, the papers and days do
/// not differ, and a headline of the second part is that of the first unless both pages are as the marks say.
fn continues(first: &Held, second: &Held) -> bool {
    let (Some(on), Some(from)) = (&first.on, &second.from) else { return false };
    let (a, b) = (&first.article, &second.article);
    let differ = |x: &str, y: &str| !x.is_empty() && !y.is_empty() && x != y;
    let is_other_issue = differ(&a.source, &b.source) || a.date.zip(b.date).is_some_and(|(x, y)| x != y);
    let is_known_issue = a.date.is_some() && a.date == b.date && !a.source.is_empty() && a.source == b.source;
    if is_other_issue || !(is_known_issue || folder(&a.file) == folder(&b.file)) {
        return false;
    }
    let (from_page, on_page) = (agreement(from, &first.last_page), agreement(on, &b.page));
    if from_page == Some(false) || on_page == Some(false) {
        return false;
    }
    let title = if continued_from(&b.title).is_some() { "" } else { b.title.as_str() };
    title.is_empty() || is_same_headline(&a.title, title) || (from_page, on_page) == (Some(true), Some(true))
}

/// Whether a mark names a page; nothing where the page is unknown.
fn agreement(mark: &str, page: &str) -> Option<bool> {
    let parts = |text: &str| {
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (letters.to_ascii_uppercase(), digits.trim_start_matches('0').to_owned())
    };
    let (mark, page) = (parts(mark), parts(page));
    // “上接第1版” may mean A1 where the section is the same.
    (!page.1.is_empty()).then(|| mark.1 == page.1 && (mark.0 == page.0 || mark.0.is_empty() || page.0.is_empty()))
}

fn is_same_headline(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    let equal = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    equal > 0 && (equal >= SAME_BEGINNING || equal == a.len().min(b.len()))
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Appends the second part to the first. The text stays as printed, with its marks.
fn join(first: &mut Held, second: Held) {
    let Held { article, on, last_page, .. } = second;
    first.article.text = format!("{}\n{}", first.article.text, article.text);
    first.article.captions.extend(article.captions);
    if first.article.byline.is_empty() {
        first.article.byline = article.byline;
    }
    first.on = on;
    first.last_page = last_page;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(page: &str, title: &str, text: &str) -> Article {
        Article {
            file: format!("issue/{page}.txt"),
            source: "兰河日报".into(),
            date: "2024-03-05".parse().ok(),
            page: page.into(),
            title: title.into(),
            text: text.into(),
            ..Article::default()
        }
    }

    fn joined(articles: Vec<Article>) -> Vec<(String, usize)> {
        let mut continuations = Continuations::default();
        let mut released = Vec::new();
        for article in articles {
            continuations.add(article, 0);
            released.extend(continuations.released(false));
        }
        released.extend(continuations.released(true));
        released.into_iter().map(|(article, _)| (article.title, article.text.lines().count())).collect()
    }

    #[test]
    fn parts_are_joined_in_any_order_of_pages() {
        let first = || article("1", "河畔新增三处便民公园", "三处公园开放。（下转第三版）");
        let second = || article("3", "", "（上接第一版）每座都有步道。");
        let other = || article("2", "云溪县启动春灌", "三座泵站开机。");
        assert_eq!(
            joined(vec![first(), other(), second()]),
            [("河畔新增三处便民公园".into(), 2), ("云溪县启动春灌".into(), 1)]
        );
        assert_eq!(
            joined(vec![second(), other(), first()]),
            [("云溪县启动春灌".into(), 1), ("河畔新增三处便民公园".into(), 2)]
        );
        let middle = article("3", "河畔新增三处便民公园", "（上接第1版）每座都有步道。（下转A04版）");
        let last = article("A04", "（上接第三版）", "由村民看护。");
        assert_eq!(joined(vec![first(), middle, last]), [("河畔新增三处便民公园".into(), 3)]);
    }

    #[test]
    fn what_may_belong_to_several_or_to_another_issue_stays_apart() {
        let first = |title: &str| article("1", title, "三处公园开放。（下转第三版）");
        let second = |title: &str| article("3", title, "（上接第一版）每座都有步道。");
        assert_eq!(joined(vec![first("甲乙丙"), first("丁戊己"), second("")]).len(), 3);
        assert_eq!(joined(vec![first("甲乙丙"), first("丁戊己"), second("丁戊己")])[1], ("丁戊己".into(), 2));
        let of_another_day = Article { date: "2024-03-06".parse().ok(), ..second("") };
        assert_eq!(joined(vec![first("甲乙丙"), of_another_day]).len(), 2);
        let of_another_page = Article { page: "4".into(), ..second("") };
        assert_eq!(joined(vec![first("甲乙丙"), of_another_page]).len(), 2);
    }

    #[test]
    fn a_headless_part_alone_names_the_page_of_its_first_part() {
        let mut continuations = Continuations::default();
        let marked = |found: Vec<(Article, usize)>| -> Vec<Option<serde_json::Value>> {
            found.into_iter().map(|(mut article, _)| article.extra.remove(CONTINUES)).collect()
        };
        continuations.add(article("2", "", "（上接第一版）每座都有步道。"), 0);
        continuations.add(article("3", "（上接第A02版）", "由村民看护。"), 0);
        continuations.add(article("4", "河畔新增三处便民公园", "（上接第一版）每座都有步道。"), 0);
        assert_eq!(marked(continuations.released(true)), [Some("1".into()), Some("A02".into()), None]);
        continuations.add(article("1", "河畔新增三处便民公园", "三处公园开放。（下转第二版）"), 0);
        continuations.add(article("2", "", "（上接第一版）每座都有步道。"), 0);
        assert_eq!(marked(continuations.released(true)), [None]);
        assert_eq!(headless_continuation("（上接第一版）河畔新增三处便民公园", "每座都有步道。"), None);
        assert_eq!(headless_continuation("", "三处公园开放。"), None);
    }

    #[test]
    fn an_article_waits_only_so_long() {
        let mut continuations = Continuations::default();
        continuations.add(article("1", "甲", "开放。（下转第三版）"), 0);
        for _ in 0..MAX_HELD {
            continuations.add_whole(article("2", "乙", "开机。"), 1);
        }
        assert_eq!(continuations.first_owner(), Some(0));
        assert_eq!(continuations.released(false).len(), MAX_HELD + 1);
        assert_eq!(continuations.first_owner(), None);
    }
}
