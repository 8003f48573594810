//! What is seen of a load while it goes on.
//!
//! | module | subject |
//! | --- | --- |
//! | [`ledger`] | what is under way, and what became of what was sent |
//! | [`chain`] | the final blocks |
//! | [`samples`] | processors, memory, disk and pools, once a second |

pub mod chain;
pub mod ledger;
pub mod samples;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a mutex holds. Nothing here panics while it holds one.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
