//! Mailboxes (.mbox): mails one below the other, each below a line of the word `From`, its sender and the moment (RFC 4155).

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::PageContext;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::error::{Error, Result};
use crate::text::pattern;

/// What begins the line above each mail.
const BEGIN: &[u8] = b"From ";

/// What is said of a line that may begin a mail which is not parted from the one above it.
const UNPARTED: &str = "another mail may begin here, but the line has no date and no blank line stands above it; it is read as part of the mail above";

impl Document<'_> {
    /// The article of a mail, or those of all mails of a mailbox. A mail that holds none is named with its number.
    pub(in crate::corpus::read) fn read_mails<'a>(
        &self,
        context: PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let Mailbox { mails, unparted } = mailbox(self.bytes);
        if mails.is_empty() {
            return self.read_mail(context, options);
        }
        let of_line = |line| Error::BadLine { file: self.name.into(), line, problem: UNPARTED.into() };
        let (mut pages, mut problems) = (Vec::new(), unparted.into_iter().map(of_line).collect::<Vec<_>>());
        for (number, bytes) in (1_usize..).zip(&mails) {
            let name = format!("{}/{number}", self.name);
            let mail = Document { name: &name, path: self.path, bytes };
            let before = pages.len();
            match mail.read_mail(context, options) {
                Ok(Content::Pages { pages: read, problems: further }) => {
                    let read = read.into_iter().map(|read| ReadPage { file: self.name.into(), ..read });
                    pages.extend(read.filter(|read| read.page.as_ref().is_ok_and(|page| !page.articles.is_empty())));
                    problems.extend(further);
                }
                // No mail is a table.
                Ok(Content::Table(_)) | Err(Error::NoArticle { .. }) => {}
                Err(error) => {
                    problems.push(error);
                    continue;
                }
            }
            if pages.len() == before {
                problems.push(Error::NoArticle { file: name });
            }
        }
        Ok(Content::Pages { pages, problems })
    }
}

/// The mails of a mailbox.
#[derive(Debug, Default)]
struct Mailbox {
    /// The mails without the lines above them; none where the bytes are a mail alone.
    mails: Vec<Vec<u8>>,
    /// The numbers of the lines that may begin a mail but are not parted from the one above.
    unparted: Vec<u64>,
}

/// The mails of a mailbox. Programs that put a mail below another as it is leave out the blank line; the moment shows as well that a mail
/// begins.
fn mailbox(bytes: &[u8]) -> Mailbox {
    let Mailbox { mut mails, mut unparted } = Mailbox::default();
    let mut is_below_blank = true;
    let mut lines = (1_u64..).zip(bytes.split_inclusive(|byte| *byte == b'\n')).peekable();
    while let Some((number, line)) = lines.next() {
        let is_blank = line.trim_ascii().is_empty();
        let may_begin = line.starts_with(BEGIN) && lines.peek().is_some_and(|(_, next)| is_header(next));
        if may_begin && (is_below_blank || tells_moment(line)) {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            unparted.extend((may_begin && names_sender(line)).then_some(number));
            mail.extend_from_slice(unmarked(line));
        } else if !is_blank {
            return Mailbox::default();
        }
        is_below_blank = is_blank;
    }
    Mailbox { mails, unparted }
}

/// Whether a line above a mail ends with the moment at which it came, perhaps with a zone before or behind the year: “Fri Sep  1 08:00:00 2023”.
fn tells_moment(line: &[u8]) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^From \S.*\b(?:mon|tue|wed|thu|fri|sat|sun),?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+\d{1,2}",
            r"\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[a-z+-][\w:+-]{0,9})?\s+(?:19|20)\d{2}(?:\s+[a-z+-][\w:+-]{0,9})?\s*$"
        ))
    });
    FORM.is_match(&String::from_utf8_lossy(line))
}

/// Whether the word behind `From` is an address, as above mails.
fn names_sender(line: &[u8]) -> bool {
    let word = line[BEGIN.len()..].split(u8::is_ascii_whitespace).next().unwrap_or_default();
    word.contains(&b'@') && !word.ends_with(b":")
}

/// Whether a line is a field of the head of a mail: a name of letters and hyphens, and a colon.
fn is_header(line: &[u8]) -> bool {
    let length = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    length > 0 && line.get(length) == Some(&b':')
}

/// A line of a mail; programs put `>` before one that would begin a further mail.
fn unmarked(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    let is_marked = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(BEGIN));
    if is_marked { line.get(1..).unwrap_or_default() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，云溪县的集市搬进了社区，一百二十个摊位摆满了新修的石板街，附近居民下楼就能买到新鲜的菜。\n\n集市每周三开放，摊主都是附近的农户。";

    #[test]
    fn mails_begin_below_lines_of_their_own() {
        let two = b"From a@a.example Fri Sep 01 08:00:00 2023\nSubject: a\n\nx\n>From here\nFrom there\n\nFrom a@a.example Fri Sep 01\nSubject: b\n\ny\n";
        let expected: [&[u8]; 2] = [b"Subject: a\n\nx\nFrom here\nFrom there\n\n", b"Subject: b\n\ny\n"];
        assert_eq!(mailbox(two).mails, expected);
        assert!(mailbox(b"Subject: a\n\nFrom b\nTo: c\n").mails.is_empty());
    }

    #[test]
    fn the_moment_parts_mails_where_no_blank_line_does() {
        for moment in ["Fri Sep  1 08:00:00 2023", "Fri Sep 01 08:00:00 +0000 2023", "Fri Sep 1 08:00 CST 2023"] {
            let two = format!("From a@a.example {moment}\nSubject: a\n\nx\nFrom - {moment}\nSubject: b\n\ny\n");
            let Mailbox { mails, unparted } = mailbox(two.as_bytes());
            assert_eq!(mails, [b"Subject: a\n\nx\n", b"Subject: b\n\ny\n"], "{moment}");
            assert!(unparted.is_empty());
        }
        let unsure = b"From a@a.example Fri Sep  1 08:00:00 2023\nSubject: a\n\nx\nFrom b@a.example\nSubject: b\n\nFrom Lanhe\nTo: c\n";
        let Mailbox { mails, unparted } = mailbox(unsure);
        assert_eq!(unparted, [5]);
        // The last two lines stand below a blank one.
        assert_eq!(mails.len(), 2);
    }

    #[test]
    fn each_mail_is_read_and_its_subject_may_be_the_headline() {
        let mail = |head: &str, body: &str| {
            format!(
                "From a@a.example Fri Sep 01 08:00:00 2023\n{head}Content-Type: text/plain; charset=\"utf-8\"\n\n{body}\n\n"
            )
        };
        let boxed = [
            mail(
                "Subject: =?utf-8?b?6L2s5Y+R77ya5LqR5rqq5Y6/6ZuG5biC5pCs6L+b56S+5Yy6?=\n",
                &format!("兰河日报　2024年3月5日\n\n{TEXT}"),
            ),
            mail("Subject: none\n", ""),
            mail("Subject: fwd\n", &format!("渡口集市重新开张\n兰河日报　2024年3月6日\n\n{TEXT}")),
        ]
        .concat();
        let document = Document { name: "a.mbox", path: "", bytes: boxed.as_bytes() };
        let options = ReadOptions::default();
        let context = PageContext { file: "a.mbox", ..PageContext::default() };
        let Content::Pages { pages, .. } = document.read_mails(context, &options).unwrap() else {
            panic!("there are pages");
        };
        let articles: Vec<_> = pages.iter().flat_map(|page| &page.page.as_ref().unwrap().articles).collect();
        let told: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
        assert_eq!(told, [("云溪县集市搬进社区", "兰河日报"), ("渡口集市重新开张", "兰河日报")]);
        assert!(pages.iter().all(|page| page.file == "a.mbox"));
    }
}
