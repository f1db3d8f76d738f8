//! Mailboxes (.mbox): mails one below the other, each below a line of the word `From`, its sender and the moment (RFC 4155).

use crate::corpus::page::PageContext;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::error::{Error, Result};

/// What begins the line above each mail.
const BEGIN: &[u8] = b"From ";

impl Document<'_> {
    /// The article of a mail, or those of all mails of a mailbox. A mail that holds none is named with its number.
    pub(in crate::corpus::read) fn read_mails<'a>(
        &self,
        context: PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let mails = mails(self.bytes);
        if mails.is_empty() {
            return self.read_mail(context, options);
        }
        let (mut pages, mut problems) = (Vec::new(), Vec::new());
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

/// The mails of a mailbox, without the lines above them; none where the bytes are a mail alone.
fn mails(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut mails: Vec<Vec<u8>> = Vec::new();
    let mut is_below_blank = true;
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let is_blank = line.trim_ascii().is_empty();
        if is_below_blank && line.starts_with(BEGIN) && lines.peek().is_some_and(|next| is_header(next)) {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            mail.extend_from_slice(unmarked(line));
        } else if !is_blank {
            return Vec::new();
        }
        is_below_blank = is_blank;
    }
    mails
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
        assert_eq!(mails(two), expected);
        assert!(mails(b"Subject: a\n\nFrom b\nTo: c\n").is_empty());
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
