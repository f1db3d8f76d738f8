//! What all requests share: settings, the model, connections to the archive.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use crate::Language;
use crate::archive::Archive;
use crate::corpus::read_bytes;
use crate::error::{Error, Result};
use crate::model::{Bundle, Classifier, SHIPPED};
use crate::server::ServerSettings;
use crate::server::api::learning::Retraining;
use crate::server::api::report_job::ReportJob;
use crate::server::api::stories::StoryFinder;
use crate::server::locks::locked;
use crate::server::problem::Problem;
use crate::server::request_counts::RequestCounts;

/// Bytes of randomness in a token.
const TOKEN_BYTES: usize = 24;
/// Idle connections that are kept.
const MAX_IDLE: usize = 8;
/// How long a request waits for another program that writes the archive. It ends before the time of the request does, so that
/// nothing is written after its sender was refused.
const PATIENCE: Duration = Duration::from_secs(20);

/// What all requests share.
pub(super) struct Shared {
    pub settings: ServerSettings,
    /// The model that classifies now; another one may be adopted.
    classifier: RwLock<Arc<Classifier>>,
    /// What is learned from labels.
    pub retraining: Retraining,
    /// The whole report that is made in the background.
    pub report_job: ReportJob,
    /// What a request must show.
    pub token: String,
    /// The stories of what readers look at.
    pub stories: StoryFinder,
    /// Counts of the requests answered so far.
    pub requests: RequestCounts,
    /// Connections to the archive that nobody uses now.
    idle: Mutex<Vec<Archive>>,
    /// Whether files are being added: one after the other.
    adding: AtomicBool,
    /// Whether a report is being made: it takes much memory and all processors.
    reporting: AtomicBool,
}

impl fmt::Debug for Shared {
    /// Writes everything but the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// The file of a base model.
pub(super) struct BaseModel {
    name: String,
    bytes: Cow<'static, [u8]>,
}

impl BaseModel {
    pub fn bundle(&self) -> Result<Bundle> {
        Bundle::from_bytes(&self.name, &self.bytes)
    }

    pub fn classifier(&self) -> Result<Classifier> {
        Classifier::from_bytes(&self.name, &self.bytes)
    }
}

fn base_model(settings: &ServerSettings) -> Result<BaseModel> {
    match &settings.model {
        None => Ok(BaseModel { name: String::new(), bytes: SHIPPED.into() }),
        Some(path) => Ok(BaseModel { name: path.display().to_string(), bytes: read_bytes(path)?.into() }),
    }
}

/// The right to add files, given back when it is dropped.
pub(super) struct Adding(Arc<Shared>);

impl Drop for Adding {
    fn drop(&mut self) {
        self.0.adding.store(false, Ordering::Release);
    }
}

/// The right to make a report, given back when it is dropped.
pub(super) struct Reporting(Arc<Shared>);

impl Drop for Reporting {
    fn drop(&mut self) {
        self.0.reporting.store(false, Ordering::Release);
    }
}

impl Shared {
    /// `own` is the file of the archive's own model, if it classifies.
    pub fn new(settings: ServerSettings, own: Option<&[u8]>, archive: Archive) -> Result<Self> {
        let classifier = match own {
            Some(bytes) => Classifier::from_bytes(&settings.db.display().to_string(), bytes)?,
            None => base_model(&settings)?.classifier()?,
        };
        Ok(Shared {
            settings,
            classifier: RwLock::new(Arc::new(classifier)),
            retraining: Retraining::default(),
            report_job: ReportJob::default(),
            token: random_token()?,
            stories: StoryFinder::default(),
            requests: RequestCounts::default(),
            idle: Mutex::new(vec![archive]),
            adding: AtomicBool::new(false),
            reporting: AtomicBool::new(false),
        })
    }

    /// The model that classifies now.
    pub fn classifier(&self) -> Arc<Classifier> {
        self.classifier.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Classifies with another model from now on.
    pub fn set_classifier(&self, classifier: Arc<Classifier>) {
        *self.classifier.write().unwrap_or_else(PoisonError::into_inner) = classifier;
    }

    /// The model that labels are learned on top of: the one that was asked for, else the program's. It is never one that
    /// learned from the archive's labels, so that no label counts twice.
    pub fn base(&self) -> Result<BaseModel> {
        base_model(&self.settings)
    }

    /// The language asked for, else that of the settings.
    pub fn language(&self, asked: Option<&str>) -> Language {
        match asked {
            Some("zh") => Language::Chinese,
            Some("en") => Language::English,
            _ => self.settings.language,
        }
    }

    /// Refuses where nothing may be changed.
    pub fn refuse_if_read_only(&self) -> Result<(), Problem> {
        if self.settings.read_only { Err(Problem::read_only()) } else { Ok(()) }
    }

    /// The right to add files; a problem while others are being added.
    pub fn begin_adding(self: &Arc<Self>) -> Result<Adding, Problem> {
        match self.adding.swap(true, Ordering::Acquire) {
            true => Err(Problem::busy()),
            false => Ok(Adding(self.clone())),
        }
    }

    /// The right to make a report; a problem while another one is being made.
    pub fn begin_reporting(self: &Arc<Self>) -> Result<Reporting, Problem> {
        match self.reporting.swap(true, Ordering::Acquire) {
            true => Err(Problem::reporting()),
            false => Ok(Reporting(self.clone())),
        }
    }

    fn connection(&self) -> Result<Archive> {
        let idle = locked(&self.idle).pop();
        let archive = match idle {
            Some(archive) => archive,
            None if self.settings.read_only => Archive::open_to_read(&self.settings.db)?,
            None => Archive::open(&self.settings.db)?,
        };
        archive.wait_at_most(PATIENCE)?;
        Ok(archive)
    }

    /// Works with the archive on a thread that may wait.
    pub async fn with_archive<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Archive, &Shared) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let shared = self.clone();
        let outcome = tokio::task::spawn_blocking(move || {
            let archive = shared.connection()?;
            let outcome = work(&archive, &shared);
            let mut idle = locked(&shared.idle);
            if idle.len() < MAX_IDLE {
                idle.push(archive);
            }
            outcome
        });
        outcome.await.unwrap_or_else(|_| Err(Problem::internal()))
    }
}

/// A token that nobody can guess.
fn random_token() -> Result<String> {
    let mut bytes = [0u8; TOKEN_BYTES];
    let failed = |_| Error::Listen { address: String::new(), source: std::io::Error::other("no random numbers") };
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
