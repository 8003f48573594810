//! How the runtime's pallets are configured.

mod access;
mod admission;
mod agencies;
mod batches;
mod consensus;
mod database;
mod dual_control;
mod governance;
mod seals;
mod session;
mod system;

pub use access::*;
pub use admission::*;
pub use agencies::*;
pub use batches::*;
pub use consensus::*;
pub use database::*;
pub use dual_control::*;
pub use governance::*;
pub use seals::*;
pub use session::*;
pub use system::*;
