//! How sure the model was of each article: the margin between the two likeliest themes.

use rusqlite::params;

use crate::archive::Archive;
use crate::error::Result;

/// The number of the second likeliest theme, and how much less likely it is than the likeliest; none where there are
/// fewer than two themes.
pub(in crate::archive) fn margin(probabilities: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    let mut two = [(0, -1.0f32); 2];
    for (at, probability) in probabilities.enumerate() {
        if probability > two[0].1 {
            two = [(at, probability), two[0]];
        } else if probability > two[1].1 {
            two[1] = (at, probability);
        }
    }
    (two[1].1 >= 0.0).then(|| (two[1].0, two[0].1 - two[1].1))
}

/// Probabilities as they are stored.
fn from_bytes(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl Archive {
    /// Fills the margins of assignments that were stored without them, within the caller's transaction.
    pub(in crate::archive) fn fill_margins(&self) -> Result<()> {
        let sql = "SELECT assignment.article, probabilities FROM assignment \
                   JOIN assignment_detail ON assignment_detail.article = assignment.article WHERE margin IS NULL";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| {
            let found = margin(from_bytes(row.get_ref(1)?.as_blob().unwrap_or_default()));
            Ok((row.get::<_, i64>(0)?, found))
        });
        let rows: Vec<_> = self.done(rows.and_then(Iterator::collect))?;
        for (article, found) in rows {
            let Some((rival, margin)) = found else { continue };
            let values = params![article, rival as i64, f64::from(margin)];
            self.run("UPDATE assignment SET rival = ?2, margin = ?3 WHERE article = ?1", values)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_are_of_the_two_likeliest() {
        assert_eq!(margin([0.1, 0.5, 0.25, 0.15].into_iter()), Some((2, 0.25)));
        assert_eq!(margin([1.0].into_iter()), None);
        let bytes: Vec<u8> = [0.75f32, 0.25].into_iter().flat_map(f32::to_le_bytes).collect();
        assert_eq!(margin(from_bytes(&bytes)), Some((1, 0.5)));
    }
}
