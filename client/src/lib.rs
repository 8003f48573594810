//! The e-seal chain for programs: a connection to one node, and everything that a tool asks it or sends to it.
//!
//! Nothing here prints, reads files or knows of arguments: the command-line tool, the operators' tool, load generators and
//! indexes are built on it alike.
//!
//! | module | subject |
//! | --- | --- |
//! | [`connection`] | [`Client`]: connecting, blocks by number and hash, requests of one's own |
//! | [`interface`] | which runtime this crate was made for |
//! | [`block`] | [`Block`]: the chain at one block: runtime APIs, storage, constants, events, extrinsics |
//! | [`storage`] | keys of storage by the names of pallet and item |
//! | [`queries`] | what the chain's own runtime APIs are asked |
//! | [`events`], [`value`] | events, whatever a runtime emits |
//! | [`extrinsics`] | what was sent to the chain |
//! | [`follow`] | final blocks, one after another, across broken connections |
//! | [`calls`] | calls of the pallets of e-seals, and of any other |
//! | [`submit`] | signing and sending calls, and what becomes of them |
//! | [`frame`] | signing many calls at once |
//! | [`justifications`] | what proves that a block is final |
//! | [`kept`] | records that left the state, from nodes that keep records |
//! | [`evidence`] | what proves a use or a log to whoever was not there |
//! | [`error`] | what can go wrong |
//!
//! # Example
//!
//! ```no_run
//! # async fn example() -> Result<(), eseal_client::Error> {
//! use eseal_client::{follow::Followed, Client};
//! use std::time::Duration;
//!
//! let client = Client::connect("ws://127.0.0.1:9944", Duration::from_secs(30)).await?;
//! let block = client.finalized().await?;
//! let events: u32 = block.value("System", "EventCount", ()).await?.unwrap_or_default();
//! println!("{events} events in final block {}", block.number());
//!
//! let mut follower = client.follow_finalized(None).await?;
//! loop {
//!     match follower.next().await? {
//!         Followed::Block { block, events, .. } => println!("block {}: {} events", block.number(), events.len()),
//!         Followed::Unreadable { number, reason } => eprintln!("block {number} is skipped: {reason}"),
//!         Followed::Lost { cause, retry_in } => eprintln!("{cause}; again in {} s", retry_in.as_secs()),
//!     }
//! }
//! # }
//! ```

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod block;
pub mod calls;
pub mod connection;
pub mod error;
pub mod events;
pub mod evidence;
pub mod extrinsics;
pub mod follow;
pub mod frame;
pub mod interface;
pub mod justifications;
pub mod kept;
pub mod queries;
pub mod storage;
pub mod submit;
pub mod value;

pub use block::Block;
pub use connection::Client;
pub use error::{Error, NodeError, NotFound, ReadError};
pub use interface::ConnectError;
pub use submit::SubmitError;
pub use subxt;

/// How the chain encodes what is not its own: accounts, headers, signatures.
pub type Config = subxt::config::SubstrateConfig;

/// An account on the chain.
pub use eseal_receipt::AccountId;
/// The number of a block, as the runtime counts.
pub use eseal_receipt::BlockNumber;
/// The header of a block, and what it says.
pub use eseal_receipt::{DigestItem, Header};
