//! Corrected pages: a file, or one within a packed file, that comes from another place than an earlier version of it, which it
//! replaces.

use std::collections::HashSet;

use rusqlite::params;

use crate::archive::files::Planned;
use crate::archive::rows::key_of;
use crate::archive::versions::page_versions::{CHANGED, Earlier, PageOf, digest_of_keys, name_within, same_name};
use crate::archive::writer::Writer;
use crate::corpus::{Article, Observer, Problem};
use crate::error::{Error, Repetition, Result};

impl Writer<'_> {
    /// The row of a file that the archive has not from its place, and whether it is new; none where it is an earlier version of one
    /// that was corrected. A version of it that it corrects is taken out.
    pub(in crate::archive) fn row_of_new<O: Observer>(
        &mut self,
        file: &Planned,
        own: &[&Article],
        observer: &mut O,
    ) -> Result<Option<(i64, bool)>> {
        let page = PageOf { name: &file.name, packed: None, digest: &file.digest, row: -1 };
        let found = self.versions(page, own)?;
        if self.is_superseded(file, own)? && (own.is_empty() || !found.is_empty()) {
            self.added.superseded.push(file.name.clone());
            return Ok(None);
        }
        let found = self.differing(found, own, |earlier| earlier.member.is_none())?;
        match self.met(found) {
            Some(earlier) if earlier.is_replaced => {
                self.added.replaced += 1;
                self.added.corrected.push(file.name.clone());
                if earlier.member.is_some() {
                    self.take_out(&earlier)?;
                    return Ok(Some((self.store_input(None, &file.name, file)?, false)));
                }
                self.labelled_before = self.archive.labelled_versions(earlier.row, None)?;
                self.replace(&earlier, file)?;
                Ok(Some((earlier.row, false)))
            }
            beside => {
                if let Some(earlier) = beside {
                    self.report_beside(&earlier, &file.name, own, observer)?;
                    self.beside = Some(earlier.row);
                }
                self.added.files += 1;
                Ok(Some((self.store_input(None, &file.name, file)?, true)))
            }
        }
    }

    /// The members of a packed file, among articles of it, that are not to be added, because they are earlier versions of pages that
    /// were corrected since. Versions that a member corrects are taken out.
    pub(in crate::archive) fn superseded_members<'a, O: Observer>(
        &mut self,
        row: i64,
        file: &Planned,
        own: &[&'a Article],
        observer: &mut O,
    ) -> Result<HashSet<&'a str>> {
        let mut superseded = HashSet::new();
        for page in own.chunk_by(|a, b| a.file == b.file) {
            let member = page[0].file.as_str();
            let Some(name) = name_within(&file.name, member) else { continue };
            // A member may go on in the next batch.
            let is_added = match self.members.get(member) {
                Some(is_added) => *is_added,
                None => self.member_is_added((row, name), file, page, observer)?,
            };
            self.members.insert(member.to_owned(), is_added);
            if !is_added {
                superseded.insert(member);
            }
        }
        Ok(superseded)
    }

    /// Decides about a member of a packed file by the rules for files.
    fn member_is_added<O: Observer>(
        &mut self,
        (row, name): (i64, &str),
        file: &Planned,
        page: &[&Article],
        observer: &mut O,
    ) -> Result<bool> {
        let packed = Some(file.name.as_str());
        let mut found = self.versions(PageOf { name, packed, digest: &file.digest, row }, page)?;
        // Of the version of the whole file it was told already.
        found.retain(|earlier| self.beside != Some(earlier.row));
        let mut found = self.differing(found, page, |_| false)?;
        let keys = digest_of_keys(page.iter().map(|article| key_of(article)).collect());
        if found.is_empty() {
            self.forget_content(&keys, name)?;
            return Ok(true);
        }
        let member = &page[0].file;
        // Nobody asks for a page within a packed file by name, so that one that was corrected does not come back with it.
        if self.was_replaced(&keys, name)? || self.was_replaced(&format!("{CHANGED}{keys}"), name)? {
            let first = found.swap_remove(0).shown_name();
            let repetition = Repetition::EarlierVersion(page.len());
            let error = Error::Repeated { file: member.clone(), first, repetition };
            observer.problem(Problem { file: file.name.clone(), error });
            return Ok(false);
        }
        match self.met(found) {
            Some(earlier) if earlier.is_replaced => {
                self.take_out(&earlier)?;
                self.added.replaced += 1;
                self.added.corrected.push(member.clone());
            }
            Some(earlier) => self.report_beside(&earlier, member, page, observer)?,
            None => {}
        }
        Ok(true)
    }

    /// Takes out a version that a page of another file corrects. Its labels are kept for that one.
    fn take_out(&mut self, earlier: &Earlier) -> Result<()> {
        self.labelled_before.extend(self.archive.labelled_versions(earlier.row, earlier.member.as_deref())?);
        self.remember(earlier)?;
        let archive = self.archive;
        let Some(member) = &earlier.member else {
            archive.empty_input(earlier.row)?;
            return archive.run("DELETE FROM input WHERE id = ?1", [earlier.row]);
        };
        archive.run("DELETE FROM page WHERE input = ?1 AND file = ?2", params![earlier.row, member])?;
        let removed = archive.delete_articles("input = ?1 AND file = ?2", &[&earlier.row, member])?;
        // Where the correction is removed, the packed file is read again.
        archive.run("UPDATE input SET copies = copies + ?2 WHERE id = ?1", params![earlier.row, removed as i64])
    }

    /// Puts a file in the place of its earlier version, whose articles are taken out. Of both names the one stays that tells of more
    /// folders.
    fn replace(&self, earlier: &Earlier, file: &Planned) -> Result<()> {
        self.remember(earlier)?;
        self.archive.empty_input(earlier.row)?;
        let (before, name) = (earlier.page_name(), file.name.as_str());
        let longer = if before.chars().count() < name.chars().count() { name } else { before };
        self.store_input(Some(earlier.row), longer, file)?;
        Ok(())
    }

    /// Remembers a version that is about to be taken out: where it still lies, or in a packed file, it is not to come back.
    fn remember(&self, earlier: &Earlier) -> Result<()> {
        let keys = self.archive.keys_of_page(earlier.row, earlier.member.as_deref())?;
        let bytes = earlier.member.is_none().then(|| earlier.digest.clone());
        self.remember_digests(bytes.into_iter().chain(keys.map(digest_of_keys)), earlier.page_name())
    }

    /// Remembers what a file held, which changed in its place, so that this does not come back out of a packed file. A file by
    /// itself may be changed back. Of a packed file each page is remembered; those that did not change are forgotten as they are read.
    pub(in crate::archive) fn remember_content(&self, row: i64, name: &str) -> Result<()> {
        let changed = |keys: Vec<String>| format!("{CHANGED}{}", digest_of_keys(keys));
        let keys = self.archive.keys_of_page(row, None)?;
        self.remember_digests(keys.map(changed).into_iter(), name)?;
        for (member, name) in self.archive.members_of(row)? {
            let keys = self.archive.keys_of_page(row, Some(&member))?;
            self.remember_digests(keys.map(changed).into_iter(), &name)?;
        }
        Ok(())
    }

    /// Forgets that a page once changed from what a packed file brings, which is what the archive has of it now.
    fn forget_content(&self, keys: &str, name: &str) -> Result<()> {
        let sql = format!("DELETE FROM superseded WHERE digest = ?1 AND {}", same_name("?2", "name"));
        self.archive.run(&sql, params![format!("{CHANGED}{keys}"), name])
    }

    fn remember_digests(&self, mut digests: impl Iterator<Item = String>, name: &str) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO superseded (digest, name, at) VALUES (?1, ?2, ?3)";
        digests.try_for_each(|digest| self.archive.run(sql, params![digest, name, self.settings.at]))
    }

    /// Reports that a page and another version of it are both kept, where articles of the page are not in that one.
    fn report_beside<O: Observer>(
        &self,
        earlier: &Earlier,
        file: &str,
        own: &[&Article],
        observer: &mut O,
    ) -> Result<()> {
        let articles = self.missing(earlier, own)?;
        if articles > 0 {
            let (file, first) = (file.to_owned(), earlier.shown_name());
            let error = Error::Repeated { file: file.clone(), first, repetition: Repetition::OtherVersion(articles) };
            observer.problem(Problem { file, error });
        }
        Ok(())
    }

    /// Whether a file is an earlier version of a page that was corrected. What the user asks for by name is read nevertheless.
    fn is_superseded(&self, file: &Planned, own: &[&Article]) -> Result<bool> {
        if self.settings.handed_over || self.settings.again {
            return Ok(false);
        }
        let keys = digest_of_keys(own.iter().map(|article| key_of(article)).collect());
        Ok(self.was_replaced(&file.digest, &file.name)? || self.was_replaced(&keys, &file.name)?)
    }

    /// Whether a page of a name with a digest was replaced by another version.
    fn was_replaced(&self, digest: &str, name: &str) -> Result<bool> {
        let sql = format!("SELECT count(*) FROM superseded WHERE digest = ?1 AND {}", same_name("?2", "name"));
        self.archive.done(self.archive.connection.query_row(&sql, params![digest, name], |row| row.get(0)))
    }
}
