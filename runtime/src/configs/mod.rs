//! How the runtime's pallets are configured.

mod agencies;
mod consensus;
mod governance;
mod seals;
mod session;
mod system;

pub use agencies::*;
pub use consensus::*;
pub use governance::*;
pub use seals::*;
pub use session::*;
pub use system::*;
