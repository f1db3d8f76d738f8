//! Locks that a panic elsewhere does not make useless.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks; a panic elsewhere leaves nothing half done here.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
