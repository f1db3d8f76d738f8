//! Versions of a page: the same page, by name, paper, day and page, with other contents, as a file or within a packed file.

use std::path::Path;

use rusqlite::params;
use sha2::{Digest, Sha256};

use crate::archive::Archive;
use crate::archive::rows::key_of;
use crate::archive::writer::Writer;
use crate::corpus::Article;
use crate::error::Result;
use crate::survey::hex;

/// Another version of a page, as the archive has it.
#[derive(Debug)]
pub(in crate::archive) struct Earlier {
    /// The row of the file.
    pub row: i64,
    /// Its name.
    name: String,
    place: String,
    /// The digest of its bytes.
    pub digest: String,
    /// The page within it as articles name it, where it is a packed file; none where the page is the whole file.
    pub member: Option<String>,
    /// Whether the new version takes its place; else both are kept.
    pub is_replaced: bool,
}

impl Earlier {
    /// The name by which versions of the page are recognised.
    pub fn page_name(&self) -> &str {
        match &self.member {
            Some(member) => name_within(&self.name, member).unwrap_or(member),
            None => &self.name,
        }
    }

    /// How it is named to the user: by its place, where it lies there. Files that were handed over lie nowhere; then the name must
    /// do.
    pub fn shown_name(&self) -> String {
        match &self.member {
            Some(member) => member.clone(),
            None if Path::new(&self.place).exists() => self.place.clone(),
            None => self.name.clone(),
        }
    }
}

/// The name of a member of a packed file within it; none for what is no member of it.
pub(super) fn name_within<'m>(packed: &str, member: &'m str) -> Option<&'m str> {
    member.strip_prefix(packed)?.strip_prefix('/')
}

/// Whether two names are one but for folders that only one of them tells of.
fn is_same_name(a: &str, b: &str) -> bool {
    let ends =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    ends(a, b) || ends(b, a)
}

/// The same in SQL.
pub(super) fn same_name(a: &str, b: &str) -> String {
    let ends = |long: &str, short: &str| format!("'/' || {short} = substr('/' || {long}, -length({short}) - 1)");
    format!("({} OR {})", ends(a, b), ends(b, a))
}

/// What stands before the digest of a version that changed in its place.
pub(super) const CHANGED: &str = "changed:";

/// A digest by which a version of a page is known also where its bytes are not: that of its articles' keys.
pub(super) fn digest_of_keys(mut keys: Vec<String>) -> String {
    keys.sort_unstable();
    format!("articles:{}", hex(&Sha256::digest(keys.join("\n"))))
}

/// The page of which versions are looked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::archive) struct PageOf<'p> {
    /// Its name: that of the file, or within a packed file.
    pub name: &'p str,
    /// The name of the packed file that it is a member of.
    pub packed: Option<&'p str>,
    /// The digest of the file's bytes.
    pub digest: &'p str,
    /// The row of the file; -1 where it has none yet.
    pub row: i64,
}

impl Writer<'_> {
    /// The versions in the archive of the page that some articles make: of the same name (folders that only one of them tells of
    /// do not matter where both tell their paper), and all of both is of the same paper, day and first page.
    pub(in crate::archive) fn versions(&self, page: PageOf<'_>, own: &[&Article]) -> Result<Vec<Earlier>> {
        let PageOf { name, packed, digest, row } = page;
        let Some(first) = own.first() else { return Ok(Vec::new()) };
        let Some(day) = first.date.and_then(|date| date.full()) else { return Ok(Vec::new()) };
        if own.iter().any(|article| (&article.source, article.date) != (&first.source, first.date)) {
            return Ok(Vec::new());
        }
        let is_member = "substr(article.file, 1, length(input.name) + 1) = input.name || '/'";
        let other_issue = "(other.date IS NOT ?1 OR other.source <> ?2)";
        let whole_file = format!(
            "SELECT input.id, input.path, input.name, input.digest, NULL FROM article \
             JOIN input ON input.id = article.input \
             WHERE article.date = ?1 AND article.source = ?2 AND article.position = 0 AND article.page = ?3 \
                 AND input.digest <> ?5 AND input.id <> ?6 AND {} \
                 AND NOT EXISTS (SELECT 1 FROM article AS other WHERE other.input = input.id AND {other_issue})",
            same_name("?4", "input.name")
        );
        let member = format!(
            "SELECT input.id, input.path, input.name, input.digest, article.file FROM article \
             JOIN input ON input.id = article.input \
             WHERE article.date = ?1 AND article.source = ?2 AND article.page = ?3 \
                 AND input.digest <> ?5 AND input.id <> ?6 AND {is_member} AND {} \
                 AND NOT EXISTS (SELECT 1 FROM article AS other WHERE other.input = input.id AND other.file = article.file \
                     AND (other.position < article.position OR {other_issue}))",
            same_name("?4", "substr(article.file, length(input.name) + 2)")
        );
        let mut found: Vec<Earlier> = Vec::new();
        for sql in [whole_file, member] {
            let mut statement = self.archive.done(self.archive.connection.prepare_cached(&sql))?;
            let values = params![day.to_string(), first.source, first.page, name, digest, row];
            let rows = statement.query_map(values, |row| {
                let (place, name, digest, member) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
                Ok(Earlier { row: row.get(0)?, name, place, digest, member, is_replaced: false })
            });
            found.extend(self.archive.done(rows.and_then(Iterator::collect::<rusqlite::Result<Vec<Earlier>>>))?);
        }
        // Where neither tells its paper, the folder must.
        found.retain(|earlier| !first.source.is_empty() || earlier.page_name() == name && name.contains('/'));
        // Without a number, pages of two packed files are not the same one for their names alone.
        let is_same_packed_file = |earlier: &Earlier| {
            earlier.member.is_none() || packed.is_none_or(|packed| is_same_name(packed, &earlier.name))
        };
        found.retain(|earlier| !first.page.is_empty() || is_same_packed_file(earlier));
        Ok(found)
    }

    /// Of the versions in the archive the one that a new one meets. The new one takes its place, unless it still lies where it was
    /// and the new one is not handed over by the user, or several are found: then it is not for the program to say which one is
    /// right.
    pub(in crate::archive) fn met(&self, mut found: Vec<Earlier>) -> Option<Earlier> {
        for earlier in &mut found {
            let is_gone = self.settings.handed_over || !Path::new(&earlier.place).exists();
            earlier.is_replaced = is_gone && self.plan.iter().all(|planned| planned.place != earlier.place);
        }
        if found.iter().filter(|earlier| earlier.is_replaced).count() == 1 {
            found.retain(|earlier| earlier.is_replaced);
        } else {
            found.iter_mut().for_each(|earlier| earlier.is_replaced = false);
        }
        found.into_iter().next()
    }

    /// Those versions that lack one of these articles, and those that count as other versions in any case.
    pub(super) fn differing(
        &self,
        found: Vec<Earlier>,
        own: &[&Article],
        counts: impl Fn(&Earlier) -> bool,
    ) -> Result<Vec<Earlier>> {
        let mut differing = Vec::new();
        for earlier in found {
            if counts(&earlier) || self.missing(&earlier, own)? > 0 {
                differing.push(earlier);
            }
        }
        Ok(differing)
    }

    /// How many of some articles are not in a version.
    pub(in crate::archive) fn missing(&self, earlier: &Earlier, own: &[&Article]) -> Result<usize> {
        let sql = "SELECT count(*) FROM article WHERE input = ?1 AND key = ?2 AND (?3 IS NULL OR file = ?3)";
        let mut missing = 0;
        for article in own {
            let values = params![earlier.row, key_of(article), earlier.member];
            let is_there: bool = self.archive.done(self.archive.connection.query_row(sql, values, |row| row.get(0)))?;
            missing += usize::from(!is_there);
        }
        Ok(missing)
    }
}

impl Archive {
    /// The keys of the articles of a page, which is a member of a packed file or a whole file; none where it has no article, is of
    /// several issues, or is itself a packed file or a table.
    pub(super) fn keys_of_page(&self, input: i64, member: Option<&str>) -> Result<Option<Vec<String>>> {
        // The file of a member is found by the index; a condition for both cases would look at all articles of the input.
        let sql = match member {
            Some(_) => "SELECT key, coalesce(date, ''), source FROM article WHERE input = ?1 AND file = ?2",
            None => {
                "SELECT key, coalesce(date, ''), source FROM article JOIN input ON input.id = article.input \
                 WHERE input.id = ?1 AND ?2 IS NULL AND file <> '' AND substr(file, 1, length(name) + 1) <> name || '/'"
            }
        };
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement
            .query_map(params![input, member], |row| Ok((row.get(0)?, (row.get::<_, String>(1)?, row.get(2)?))));
        let found: Vec<(String, (String, String))> = self.done(rows.and_then(Iterator::collect))?;
        let is_one_issue = found.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let keys: Vec<String> = found.into_iter().map(|(key, _)| key).collect();
        Ok((is_one_issue && !keys.is_empty()).then_some(keys))
    }

    /// The pages of a packed file: as articles name them, and their names within it.
    pub(super) fn members_of(&self, input: i64) -> Result<Vec<(String, String)>> {
        let sql = "SELECT DISTINCT file, substr(file, length(name) + 2) FROM article JOIN input ON input.id = article.input \
                   WHERE input.id = ?1 AND substr(file, 1, length(name) + 1) = name || '/'";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([input], |row| Ok((row.get(0)?, row.get(1)?)));
        self.done(rows.and_then(Iterator::collect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_named_without_the_packed_file() {
        assert_eq!(name_within("2024/day.zip", "2024/day.zip/02.txt"), Some("02.txt"));
        assert_eq!(name_within("day.zip", "day.zip"), None);
        assert_eq!(name_within("day", "days/02.txt"), None);
    }

    #[test]
    fn the_order_of_articles_does_not_matter_to_a_version() {
        let keys = |keys: &[&str]| digest_of_keys(keys.iter().map(|key| (*key).to_owned()).collect());
        assert_eq!(keys(&["a", "b"]), keys(&["b", "a"]));
        assert_ne!(keys(&["a", "b"]), keys(&["ab"]));
    }

    #[test]
    fn names_are_the_same_but_for_folders() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let sql = format!("SELECT {}", same_name("?1", "?2"));
        let same = |a: &str, b: &str| {
            let found = connection.query_row(&sql, [a, b], |row| row.get::<_, bool>(0)).unwrap();
            assert_eq!(found, is_same_name(a, b), "{a} {b}");
            found
        };
        assert!(same("a/02.txt", "02.txt") && same("02.txt", "a/02.txt") && same("02.txt", "02.txt"));
        assert!(!same("b02.txt", "02.txt") && !same("a/02.txt", "b/02.txt"));
    }
}
