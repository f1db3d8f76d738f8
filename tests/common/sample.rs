//! An archive of the sample issues, served by the real program.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::common::{policyvane, repository, status, stderr, text};
use crate::server::Server;

/// The folder, which is removed when it is dropped, the archive in it, and its server, started with these further arguments.
pub fn sample(more: &[&str]) -> (TempDir, PathBuf, Server) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&repository("data/issues"))]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let server = Server::start(&db, more);
    (folder, db, server)
}
