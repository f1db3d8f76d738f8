//! Labels of articles whose file was corrected: they go over to the article that is nearly the same, and those of which no article
//! is left are named.

use std::collections::HashMap;

use rusqlite::params;

use crate::archive::Archive;
use crate::error::Result;

/// Texts with at least this share of pairs of characters in common are two versions of one article under the same headline.
const SAME_HEADLINE: f64 = 0.8;
/// The same under another headline.
const OTHER_HEADLINE: f64 = 0.95;

/// A label that no article of the corrected file bears any more. It is kept in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostLabel {
    /// The file.
    pub file: String,
    /// The headline of the article that bore it.
    pub headline: String,
    /// The id of the theme.
    pub theme: String,
    /// Who gave it.
    pub who: String,
}

/// An article with its text, as far as labels need it.
#[derive(Debug)]
pub(in crate::archive) struct Version {
    key: String,
    id: String,
    headline: String,
    text: String,
}

impl Archive {
    /// The articles of an input, or of one member of it where it is a packed file; those with labels where only these are asked
    /// for, else those without.
    fn versions(&self, input: i64, member: Option<&str>, have_labels: bool) -> Result<Vec<Version>> {
        let sql = "SELECT key, article_id, title, text FROM article JOIN article_text ON article = id \
                   WHERE input = ?1 AND (?3 IS NULL OR file = ?3) AND (key IN (SELECT key FROM label)) = ?2 ORDER BY position";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![input, have_labels, member], |row| {
            Ok(Version { key: row.get(0)?, id: row.get(1)?, headline: row.get(2)?, text: row.get(3)? })
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The labelled articles of an input, or of one member of it, to be asked before these are taken out.
    pub(in crate::archive) fn labelled_versions(&self, input: i64, member: Option<&str>) -> Result<Vec<Version>> {
        self.versions(input, member, true)
    }

    /// Gives the labels of articles that an input held before to the articles that are nearly the same now. The result is the
    /// number of articles whose labels went over, and the labels that count and have no article any more.
    pub(in crate::archive) fn keep_labels(
        &self,
        input: i64,
        before: &[Version],
        file: &str,
    ) -> Result<(usize, Vec<LostLabel>)> {
        let (mut kept, mut lost) = (0, Vec::new());
        let sql = "SELECT count(*) FROM article WHERE key = ?1";
        for earlier in before {
            let is_there: bool = self.done(self.connection.query_row(sql, [&earlier.key], |row| row.get(0)))?;
            if is_there {
                continue;
            }
            let now = self.versions(input, None, false)?;
            let alike = now.iter().map(|version| (similarity(&earlier.text, &version.text), version));
            let alike = alike.filter(|(similarity, version)| {
                let is_same_headline = !version.headline.is_empty() && version.headline == earlier.headline;
                *similarity >= if is_same_headline { SAME_HEADLINE } else { OTHER_HEADLINE }
            });
            match alike.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
                Some((_, version)) => {
                    // All rows go over, also those that took a label back: the last one counts, as before.
                    self.run(
                        "INSERT INTO label (key, article_id, kind, theme, also, who, at, note, queue) \
                         SELECT ?1, ?2, kind, theme, also, who, at, note, queue FROM label WHERE key = ?3 ORDER BY id",
                        params![version.key, version.id, earlier.key],
                    )?;
                    kept += 1;
                }
                None => lost.extend(self.lost_labels(earlier, file)?),
            }
        }
        Ok((kept, lost))
    }

    /// The corrections and labels of an article that count.
    fn lost_labels(&self, earlier: &Version, file: &str) -> Result<Vec<LostLabel>> {
        let sql =
            "SELECT theme, who FROM corrections WHERE key = ?1 UNION ALL SELECT theme, who FROM labels WHERE key = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([&earlier.key], |row| {
            let (file, headline) = (file.to_owned(), earlier.headline.clone());
            Ok(LostLabel { file, headline, theme: row.get(0)?, who: row.get(1)? })
        });
        self.done(rows.and_then(Iterator::collect))
    }
}

/// The share of pairs of neighbouring characters that two texts have in common (Dice 1945), 0 to 1. White space does not count.
fn similarity(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: HashMap<(char, char), usize> = HashMap::new();
        for pair in letters.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_default() += 1;
        }
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let both: usize = a.iter().map(|(pair, count)| (*count).min(b.get(pair).copied().unwrap_or_default())).sum();
    let all: usize = a.values().chain(b.values()).sum();
    if all == 0 { 1.0 } else { 2.0 * both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_figure_leaves_an_article_the_same_and_another_article_is_another() {
        let before = "村里流转土地300多亩，发展大棚蔬菜，村集体收入增加，农民在家门口就业。";
        assert!(similarity(before, &before.replace("300", "360")) > SAME_HEADLINE);
        assert_eq!(similarity(before, before), 1.0);
        assert!(similarity(before, "全市信访工作会议召开，要求把矛盾纠纷化解在基层。") < 0.3);
        assert_eq!((similarity("", ""), similarity("", "开机")), (1.0, 0.0));
    }
}
