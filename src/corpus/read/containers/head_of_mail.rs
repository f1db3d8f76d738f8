//! What the head of a mail tells of the article in it where its text does not: the headline, and of what an outlet sends itself the day and
//! the outlet.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use mailparse::{MailHeaderMap, ParsedMail, dateparse};

use crate::corpus::identifier::identifier;
use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::page::{Page, PageContext};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::containers::forwarded_mail::{MIN_SUBJECT, subject_alone};

/// The name of an outlet has at least this many letters.
const MIN_OUTLET: usize = 4;
/// How the names of outlets end; offices send on what others published.
const OUTLETS: [&str; 9] = ["报", "報", "刊", "网", "網", "电视台", "客户端", "发布", "公众号"];
/// A lead above the first subheading of an article has at least this many letters.
const MIN_LEAD: usize = 20;

/// Days are those in China.
const CHINA: Offset = Offset::constant(8);

/// The head of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HeadOfMail {
    /// What the mail is about, as its sender wrote it; empty where it does not tell.
    pub subject: String,
    /// The name of the sender without the address.
    sender: String,
    /// The day on which it was sent.
    sent: Option<Date>,
}

impl HeadOfMail {
    /// Reads it from a mail.
    pub fn of(message: &ParsedMail<'_>) -> Self {
        let field = |name: &str| message.headers.get_first_value(name).unwrap_or_default();
        let sender = field("From");
        let sender = sender.split('<').next().unwrap_or_default().trim_matches(['"', ' ', '\'']).to_owned();
        let sent = dateparse(&field("Date")).ok().filter(|second| *second > 0);
        let sent = sent.and_then(|second| Timestamp::from_second(second).ok());
        HeadOfMail { subject: field("Subject"), sender, sent: sent.map(|moment| CHINA.to_datetime(moment).date()) }
    }

    /// The headline that the subject may be.
    fn headline(&self) -> Option<&str> {
        let headline = subject_alone(&self.subject);
        (letter_count(headline) >= MIN_SUBJECT && !ends_sentence(headline)).then_some(headline)
    }

    /// What the article is to be read with where it tells no day and an outlet sent it itself. Others send on what was printed before.
    pub fn context_of<'c>(&'c self, page: &Page, context: &PageContext<'c>) -> Option<PageContext<'c>> {
        let [article] = page.articles.as_slice() else { return None };
        let is_own = letter_count(&self.sender) >= MIN_OUTLET
            && is_outlet(&self.sender)
            && OUTLETS.iter().any(|end| self.sender.ends_with(end))
            && subject_alone(&self.subject) == self.subject.trim();
        if !is_own || article.date.is_some() || context.date.is_some() {
            return None;
        }
        let source = context.source.or(article.source.is_empty().then_some(self.sender.as_str()));
        Some(PageContext { date: Some(self.sent?), source, ..*context })
    }

    /// A page of the mail with the subject as its headline, where it shows none and its first subheading was taken for it.
    pub fn headed(&self, html: &str, page: &Page) -> Option<String> {
        let [article] = page.articles.as_slice() else { return None };
        let headline = self.headline()?;
        let small = html.to_lowercase();
        let has_subheadings = ["<h2", "<h3", "<h4"].iter().any(|mark| small.matches(mark).nth(1).is_some());
        let is_shown = || letters(html).contains(&letters(headline));
        if article.title.is_empty() || !has_subheadings || small.contains("<h1") || is_shown() {
            return None;
        }
        let headline = headline.replace('&', "&amp;").replace('<', "&lt;");
        Some(format!("<h1>{headline}</h1>{html}"))
    }

    /// Sets the subject as the headline of an article that has none.
    pub fn set_headline(&self, page: &mut Page) {
        let [article] = page.articles.as_mut_slice() else { return };
        if let Some(headline) = self.headline().filter(|_| article.title.is_empty()) {
            headline.clone_into(&mut article.title);
            article.id = identifier(article, 1);
        }
    }
}

/// Whether a page that was read with the subject as its headline has its first subheading in the text, and a lead above it besides.
pub(super) fn regains_lead(headed: &Page, page: &Page) -> bool {
    let ([own], [other]) = (headed.articles.as_slice(), page.articles.as_slice()) else { return false };
    let least = letter_count(&other.text) + letter_count(&other.title) + MIN_LEAD;
    letters(&own.text).contains(&letters(&other.title)) && letter_count(&own.text) >= least
}

#[cfg(test)]
mod tests {
    use mailparse::parse_mail;

    use super::*;
    use crate::corpus::Article;

    fn head(subject: &str, sender: &str) -> HeadOfMail {
        HeadOfMail { subject: subject.to_owned(), sender: sender.to_owned(), sent: "2024-03-05".parse().ok() }
    }

    #[test]
    fn the_day_of_a_mail_is_that_in_china() {
        let message = b"From: =?utf-8?b?5YWw5rKz5pel5oql?= <a@a.example>\r\nSubject: =?utf-8?b?5rKz55WU5paw5aKe5LiJ5aSE5YWs5Zut?=\r\nDate: Mon, 04 Mar 2024 22:30:00 +0000\r\n\r\nx";
        let found = HeadOfMail::of(&parse_mail(message).unwrap());
        assert_eq!(found, head("河畔新增三处公园", "兰河日报"));
    }

    #[test]
    fn what_an_outlet_sends_itself_is_of_that_day() {
        let page = Page { articles: vec![Article::default()], ..Page::default() };
        let context = PageContext::default();
        let own = head("河畔新增三处公园", "兰河日报");
        let found = own.context_of(&page, &context).expect("an outlet");
        assert_eq!((found.date, found.source), ("2024-03-05".parse().ok(), Some("兰河日报")));
        for other in [head("转发：河畔新增三处公园", "兰河日报"), head("河畔新增三处公园", "兰河市宣传部")]
        {
            assert!(other.context_of(&page, &context).is_none());
        }
    }

    #[test]
    fn the_subject_is_the_headline_of_an_article_without_one() {
        let mut page = Page { articles: vec![Article::default()], ..Page::default() };
        head("转发：河畔新增三处公园", "何晓岚").set_headline(&mut page);
        assert_eq!(page.articles[0].title, "河畔新增三处公园");
        head("老街昨晚换上新灯", "何晓岚").set_headline(&mut page);
        assert_eq!(page.articles[0].title, "河畔新增三处公园");
    }

    #[test]
    fn a_page_of_parts_gets_the_subject_where_a_subheading_was_its_headline() {
        let article =
            |title: &str, text: &str| Article { title: title.to_owned(), text: text.to_owned(), ..Article::default() };
        let page = |title: &str, text: &str| Page { articles: vec![article(title, text)], ..Page::default() };
        let html = "<p>昨日，河畔新增三处公园向市民开放，河边的步道长三公里。</p><h2>孩子们最高兴</h2><p>放学都来。</p><h2>夜里也亮堂</h2><p>亮到十点。</p>";
        let read = page("孩子们最高兴", "放学都来。\n夜里也亮堂\n亮到十点。");
        let own = head("河畔公园今天开门迎客", "何晓岚");
        assert!(own.headed(html, &read).is_some_and(|html| html.starts_with("<h1>河畔公园今天开门迎客</h1>")));
        assert!(own.headed(&format!("<h1>公园</h1>{html}"), &read).is_none());
        let lead =
            "昨日，河畔新增三处公园向市民开放，河边的步道长三公里。\n孩子们最高兴\n放学都来。\n夜里也亮堂\n亮到十点。";
        assert!(regains_lead(&page("河畔公园今天开门迎客", lead), &read));
        assert!(!regains_lead(&page("河畔公园今天开门迎客", "孩子们最高兴\n放学都来。"), &read));
    }
}
