//! `policyvane serve`: the archive as a page in the browser.

use std::path::PathBuf;

use policyvane::Result;
use policyvane::messages::server as messages;
use policyvane::server::{Server, ServerSettings};

use crate::cli::arguments;
use crate::cli::record::{now, user};
use crate::cli::session::Session;
use crate::cli::terminal::write_stdout;

pub fn run(typed: arguments::Serve, session: &mut Session) -> Result<()> {
    let db = match typed.db {
        Some(db) => db,
        None => {
            let db = default_archive();
            session.note(&messages::default_archive(session.language, &db.display().to_string()));
            db
        }
    };
    let settings = ServerSettings {
        db: db.clone(),
        listen: typed.listen,
        port: typed.port,
        model: session.model().map(Into::into),
        read_only: typed.read_only,
        language: session.language,
        who: user(),
        now,
    };
    let server = Server::bind(settings)?;
    let address = server.address();
    write_stdout(&address);
    session.note(&messages::serving(session.language, &db.display().to_string()));
    session.note_doubles(server.doubles_taken_out());
    if server.removed_uploads() > 0 {
        session.note(&messages::removed_uploads(session.language, server.removed_uploads()));
    }
    if !typed.listen.is_loopback() {
        session.note(messages::serving_others(session.language));
    }
    if !typed.no_open {
        session.open_in_browser(&address);
    }
    let stopped = session.stop_flag();
    server.run(move || !stopped.load(std::sync::atomic::Ordering::Relaxed))
}

/// Sets the archive that is opened where none is named.
const DEFAULT_ARCHIVE: &str = "POLICYVANE_DB";

/// The archive that is opened where none is named: in the user's documents, else at home, else here.
fn default_archive() -> PathBuf {
    std::env::var_os(DEFAULT_ARCHIVE).filter(|path| !path.is_empty()).map(PathBuf::from).unwrap_or_else(|| {
        let folder = dirs::document_dir().filter(|folder| folder.is_dir()).or_else(dirs::home_dir);
        folder.unwrap_or_default().join("policyvane.db")
    })
}
