//! How the runtime's pallets are configured.

mod agencies;
mod consensus;
mod seals;
mod session;
mod system;

pub use agencies::*;
pub use seals::*;
pub use session::*;
pub use system::*;
