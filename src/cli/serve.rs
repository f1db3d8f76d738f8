//! `policyvane serve`: the archive as a page in the browser.

use policyvane::Result;
use policyvane::messages::server as messages;
use policyvane::server::{Server, ServerSettings};

use super::adding::now;
use super::arguments;
use super::session::Session;

pub fn run(typed: arguments::Serve, session: &mut Session) -> Result<()> {
    let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let settings = ServerSettings {
        db: typed.db.clone(),
        listen: typed.listen,
        port: typed.port,
        read_only: typed.read_only,
        language: session.language,
        who: user(),
        now,
    };
    let server = Server::bind(settings, session.classifier()?)?;
    let address = server.address();
    println!("{address}");
    session.note(&messages::serving(session.language, &typed.db.display().to_string()));
    if !typed.listen.is_loopback() {
        session.note(messages::serving_others(session.language));
    }
    if !typed.no_open && open::that_detached(&address).is_err() {
        session.note(messages::no_browser(session.language));
    }
    let stopped = session.stop_flag();
    server.run(move || !stopped.load(std::sync::atomic::Ordering::Relaxed))
}
