//! Batches: many documents under few signatures of the seal key.
//!
//! `eseal use --batch` writes the documents and their digests into a *batch file* before it sends anything, and sends them
//! in *parts*, each of which is a record of the e-seal's log: as many documents as a call lists, or, where the chain is to
//! have the root alone, all of them.
//!
//! | module | subject |
//! | --- | --- |
//! | [`source`] | the documents of a folder or a list, each once |
//! | [`mod@file`] | the batch file |
//! | [`parts`] | its parts, their roots, and the paths that lead to these |
//! | [`ledger`] | which parts are on record |

pub mod file;
pub mod ledger;
pub mod parts;
pub mod source;

use eseal_primitives::documents::{MAX_ANCHORED, MAX_LISTED};

/// The most documents of a batch file: as many as one call anchors.
pub const MOST: u32 = MAX_ANCHORED;

/// How many documents a part has, but for the last: as many as a call lists, or all.
pub fn part_size(listed: bool) -> u32 {
	match listed {
		true => MAX_LISTED,
		false => MAX_ANCHORED,
	}
}
