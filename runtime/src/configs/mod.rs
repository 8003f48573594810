//! How the runtime's pallets are configured.

mod access;
mod admission;
mod agencies;
mod consensus;
mod governance;
mod seals;
mod session;
mod system;

pub use access::*;
pub use admission::*;
pub use agencies::*;
pub use consensus::*;
pub use governance::*;
pub use seals::*;
pub use session::*;
pub use system::*;
