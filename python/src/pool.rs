//! Threads of our own, one pool for each process and number of threads.
//!
//! A forked process has only the thread that called `fork`; a pool of its parent would wait for ever for threads that do not
//! exist in it. Pools are therefore found by the id of the process, in a list without locks (a lock that another thread held
//! at the fork would never be released either). rayon's global pool is never used.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use policyvane::Result;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors::raised;

/// More threads than any machine of one user can use.
const MAX_THREADS: usize = 256;

/// How often a long task asks whether the user wants to stop.
const INTERRUPT_CHECK: Duration = Duration::from_millis(100);

/// What the threads of a pool do. A task that reads waits on a thread of its own pool for files that another pool opens; on
/// the same pool, with one thread, both would wait for ever.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Work,
    Reading,
}

struct Entry {
    process: u32,
    purpose: Purpose,
    threads: usize,
    pool: Arc<ThreadPool>,
    /// The pools that were made before.
    rest: Option<Arc<Entry>>,
}

static POOLS: ArcSwapOption<Entry> = ArcSwapOption::const_empty();

/// The pool of this process with a number of threads; with as many as the machine has processors where it is none.
pub fn pool(threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    pool_for(Purpose::Work, threads)
}

/// The pool for a purpose.
pub fn pool_for(purpose: Purpose, threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    if threads.is_some_and(|threads| !(1..=MAX_THREADS).contains(&threads)) {
        return Err(PyValueError::new_err(format!("threads must be between 1 and {MAX_THREADS}")));
    }
    let (process, threads) = (std::process::id(), threads.unwrap_or(0));
    let newest = POOLS.load_full();
    let mut entry = newest.as_ref();
    while let Some(candidate) = entry {
        if (candidate.process, candidate.purpose, candidate.threads) == (process, purpose, threads) {
            return Ok(candidate.pool.clone());
        }
        entry = candidate.rest.as_ref();
    }
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|number| format!("policyvane-{number}"))
        .build()
        .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let pool = Arc::new(pool);
    // The pools of a parent process stay in the list: dropping them would wait for their threads.
    POOLS.rcu(|rest| Some(Arc::new(Entry { process, purpose, threads, pool: pool.clone(), rest: rest.clone() })));
    Ok(pool)
}

/// Works on the threads of a pool, without Python's lock, so that other Python threads go on.
pub fn work<T: Send>(py: Python<'_>, pool: &ThreadPool, task: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    py.detach(|| pool.install(task)).map_err(raised)
}

/// The same for a task of any length, which looks at a flag that is set when the user interrupts Python.
pub fn work_interruptibly<T: Send>(
    py: Python<'_>,
    pool: &ThreadPool,
    task: impl FnOnce(&AtomicBool) -> Result<T> + Send,
) -> PyResult<T> {
    let stop = &AtomicBool::new(false);
    let mut interrupted: Option<PyErr> = None;
    // Python runs the handlers of signals on this thread only, so the task gets another one.
    let outcome = py.detach(|| {
        std::thread::scope(|threads| {
            let (finished, wait) = channel();
            let worker = threads.spawn(move || {
                let outcome = pool.install(|| task(stop));
                // Where nobody waits any more, the outcome is joined below.
                let _ = finished.send(());
                outcome
            });
            while let Err(RecvTimeoutError::Timeout) = wait.recv_timeout(INTERRUPT_CHECK) {
                if let Err(error) = Python::attach(|py| py.check_signals()) {
                    stop.store(true, Ordering::Relaxed);
                    interrupted.get_or_insert(error);
                }
            }
            worker.join()
        })
    });
    match (outcome, interrupted) {
        (_, Some(error)) => Err(error),
        (Ok(outcome), None) => outcome.map_err(raised),
        (Err(_), None) => Err(PyRuntimeError::new_err("a thread of policyvane panicked; please report this")),
    }
}
