//! A whole network in memory: authorities that finalize, a state with many keys that are none of the receipt's business,
//! an enterprise with its e-seal and operator, and a collector that makes receipts of it as a client of a node would.
//!
//! Tests, benchmarks, examples and the fuzzer share it.
//!
//! | module | subject |
//! | --- | --- |
//! | [`setup`] | what a network is like |
//! | [`keys`] | seal keys and accounts, with their secrets |
//! | [`chain`] | authorities, headers, votes and hand-offs |
//! | [`state`] | a state, its trie, and proofs |
//! | [`blocks`] | the Merkle tree of a block's records |
//! | [`batches`] | the Merkle tree of a batch's documents |
//! | [`calls`] | the calls that record uses |
//! | [`world`] | an enterprise, its e-seal and one record of its log |
//! | [`receipts`] | the receipt of a use in it |
//! | [`logs`] | an exported log |
//! | [`histories`] | an exported history of an officer |
//! | [`hostile`] | what an attacker makes of them |
//! | [`vectors`] | test vectors, with their verdicts |

pub mod batches;
pub mod blocks;
pub mod calls;
pub mod chain;
pub mod export;
pub mod histories;
pub mod hostile;
pub mod keys;
pub mod logs;
pub mod receipts;
pub mod setup;
pub mod state;
pub mod vectors;
pub mod world;

pub use batches::*;
pub use blocks::*;
pub use chain::*;
pub use export::*;
pub use histories::*;
pub use keys::*;
pub use logs::*;
pub use receipts::*;
pub use setup::*;
pub use state::*;
pub use world::*;
