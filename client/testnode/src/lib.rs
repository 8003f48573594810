//! A node of the e-seal chain in memory, for tests of programs that talk to one: the real runtime, executed natively, behind
//! the JSON-RPC that these programs use. It makes a block when it is told to or when a call waits, without waiting for
//! slots, so that tests take moments; and it can be told to misbehave as nodes do: to fall silent, to drop a connection, to
//! finalize nothing, to forget old states, to keep records that left the state or to tell others in their place.
//!
//! It runs on threads of its own: a test needs no runtime of tokio. What goes wrong in it panics.
//!
//! | module | subject |
//! | --- | --- |
//! | [`chain`] | blocks, state, the pool, finality |
//! | [`server`] | JSON-RPC |
//! | [`cast`] | the keys of development chains, and an e-seal that is active |

pub mod cast;
pub mod chain;
pub mod server;

pub use cast::{pair, Cast};
pub use server::TestNode;
