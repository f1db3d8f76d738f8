//! The page in the browser and its JSON API, over an archive.
//!
//! Every request is checked in a fixed order before anything else happens: its `Host` (which defeats DNS rebinding), its
//! origin, its token. Then it meets limits of size and time. Answers are JSON of one shape for all errors, and no answer
//! holds a path of this computer. Work with the database is done on threads of its own, each with a connection of its own.

mod api;
mod connections;
mod guard;
mod locks;
mod page;
mod parameters;
mod problem;
mod request_counts;
mod routes;
mod shared;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use self::api::uploads;
use self::shared::Shared;
use crate::Language;
use crate::archive::Archive;
use crate::error::{Error, Result};

/// The port that is tried where none is asked for; where it is taken, the system chooses one.
const USUAL_PORT: u16 = 7466;
/// Threads that work with the database.
const WORKERS: usize = 8;

/// How an archive is served.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// The archive.
    pub db: PathBuf,
    /// The address to listen at. With another one than this computer's own, others can reach the page.
    pub listen: IpAddr,
    /// The port.
    pub port: Option<u16>,
    /// The model file that was asked for; it goes before the archive's own model, and labels are learned on top of it.
    pub model: Option<PathBuf>,
    /// Refuses every change.
    pub read_only: bool,
    /// The language of the page where its reader has chosen none.
    pub language: Language,
    /// Who corrects where the page names nobody.
    pub who: String,
    /// The present time in UTC, as it is stored.
    pub now: fn() -> String,
}

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
    removed_uploads: usize,
    doubles_taken_out: usize,
}

impl Server {
    /// Opens the archive, makes it where there is none and changes are allowed, and begins to listen. Temporary copies of uploads
    /// that earlier runs left because they were killed are removed.
    ///
    /// # Errors
    /// As [`Archive::create`] and [`Archive::open`], [`Error::Listen`], and where the model cannot be read.
    pub fn bind(settings: ServerSettings) -> Result<Self> {
        let archive =
            if settings.read_only { Archive::open_to_read(&settings.db)? } else { Archive::create(&settings.db)? };
        let own = if settings.model.is_none() { archive.own_model()? } else { None };
        let failed = |port: u16| {
            let address = SocketAddr::new(settings.listen, port).to_string();
            move |source| Error::Listen { address, source }
        };
        let listener = match settings.port {
            Some(port) => TcpListener::bind((settings.listen, port)).map_err(failed(port))?,
            None => TcpListener::bind((settings.listen, USUAL_PORT))
                .or_else(|_| TcpListener::bind((settings.listen, 0)))
                .map_err(failed(USUAL_PORT))?,
        };
        let address = listener.local_addr().map_err(failed(USUAL_PORT))?;
        listener.set_nonblocking(true).map_err(failed(address.port()))?;
        let removed_uploads = if settings.read_only { 0 } else { uploads::remove_left_over() };
        let doubles_taken_out = archive.doubles_taken_out();
        let shared = Arc::new(Shared::new(settings, own.as_deref(), archive)?);
        Ok(Server { listener, address, shared, removed_uploads, doubles_taken_out })
    }

    /// The number of uploads of killed runs whose temporary copies were removed.
    pub fn removed_uploads(&self) -> usize {
        self.removed_uploads
    }

    /// As [`Archive::doubles_taken_out`].
    pub fn doubles_taken_out(&self) -> usize {
        self.doubles_taken_out
    }

    /// The address of the page, with the token behind its `#`, where browsers keep it to themselves.
    pub fn address(&self) -> String {
        let ip = if self.address.ip().is_unspecified() { "127.0.0.1".to_owned() } else { host(self.address.ip()) };
        format!("http://{ip}:{}/#token={}", self.address.port(), self.shared.token)
    }

    /// Answers requests until `goes_on` says no, which is asked several times a second.
    ///
    /// # Errors
    /// [`Error::Listen`] where the system has no threads or sockets left.
    pub fn run(self, goes_on: impl Fn() -> bool) -> Result<()> {
        let address = self.address.to_string();
        let shared = self.shared.clone();
        let failed = |source| Error::Listen { address: address.clone(), source };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(WORKERS)
            .enable_all()
            .build()
            .map_err(failed)?;
        let outcome = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            connections::serve(listener, routes::router(self.shared), goes_on).await;
            Ok(())
        });
        shared.retraining.stop();
        shared.report_job.stop();
        // What is being added ends with the file it is at.
        runtime.shutdown_timeout(std::time::Duration::from_secs(10));
        outcome.map_err(failed)
    }
}

/// An address as it stands in a URL.
fn host(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}
