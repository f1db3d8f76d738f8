//! Files that hold other files or pages: archives, mails, mailboxes, saved pages with their pictures, books, notebooks.

pub(super) mod archive;
pub(super) mod book;
pub(super) mod forwarded_mail;
mod head_of_mail;
pub(super) mod mailbox;
pub(super) mod mime;
pub(super) mod notebook;
