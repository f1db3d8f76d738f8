//! The state of learning from labels: the running task, the proposed model, or the failure.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::archive::Effects;
use crate::model::Classifier;
use crate::server::locks::locked;
use crate::server::problem::Problem;

/// What is done in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Task {
    /// Learning from labels and measuring what they give.
    Learning,
    /// Comparing the archive's themes with those of the proposal.
    Comparing,
    /// Classifying the archive again.
    Reclassifying,
}

impl Task {
    pub fn id(self) -> &'static str {
        match self {
            Task::Learning => "learning",
            Task::Comparing => "comparing",
            Task::Reclassifying => "reclassifying",
        }
    }
}

/// A model that learned from the archive's labels and that nobody has adopted yet.
pub(in crate::server) struct Proposal {
    pub bytes: Vec<u8>,
    pub classifier: Arc<Classifier>,
    pub unknown_labels: usize,
    pub effects: Effects,
}

/// The stage that learning is at.
pub(in crate::server) enum Stage {
    Idle,
    Running { task: Task, done: usize, total: usize },
    Proposed(Arc<Proposal>),
    Failed([String; 2]),
}

/// The state of learning, shared by all requests.
pub(in crate::server) struct Retraining {
    pub stage: Mutex<Stage>,
    stopped: AtomicBool,
}

impl Default for Retraining {
    fn default() -> Self {
        Retraining { stage: Mutex::new(Stage::Idle), stopped: AtomicBool::new(false) }
    }
}

impl Retraining {
    /// Begins a task, unless one is running.
    pub fn begin(&self, task: Task) -> Result<(), Problem> {
        let mut stage = locked(&self.stage);
        if matches!(*stage, Stage::Running { .. }) {
            return Err(Problem::learning());
        }
        self.stopped.store(false, Ordering::Relaxed);
        *stage = Stage::Running { task, done: 0, total: 0 };
        Ok(())
    }

    /// Records the progress of a task; returns whether it should go on.
    pub fn report(&self, task: Task, done: usize, total: usize) -> bool {
        *locked(&self.stage) = Stage::Running { task, done, total };
        !self.stopped.load(Ordering::Relaxed)
    }

    /// Ends a task and stores its outcome; a task that was stopped leaves the idle state.
    pub fn end(&self, outcome: Result<Stage, Problem>) {
        *locked(&self.stage) = match outcome {
            Ok(stage) => stage,
            Err(_) if self.stopped.load(Ordering::Relaxed) => Stage::Idle,
            Err(problem) => Stage::Failed(problem.into_texts()),
        };
    }

    /// Stops the task that runs, if one does, and forgets a proposal.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        let mut stage = locked(&self.stage);
        if !matches!(*stage, Stage::Running { .. }) {
            *stage = Stage::Idle;
        }
    }
}
