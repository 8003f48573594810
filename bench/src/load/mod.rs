//! What operators send in a case. A new kind of load is a module here that implements [`Load`].
//!
//! | module | subject |
//! | --- | --- |
//! | [`uses`] | single uses |
//! | [`remarks`] | remarks, which do nothing |

pub mod remarks;
pub mod uses;

use crate::error::Result;
use eseal_client::{calls::Call, Header};
use eseal_primitives::Moment;

/// What operators send in a case.
pub trait Load: Send + Sync {
	/// The call of an operator's extrinsic with this number, from 0, signed at this moment. The same numbers give the
	/// same call but for the moment and what is random in a signature.
	///
	/// # Errors
	///
	/// There is no such operator.
	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call>;

	/// What is counted, for people: `uses`.
	fn counts(&self) -> &'static str;

	/// How many of them one extrinsic is.
	fn each(&self) -> u64;

	/// How many uses one extrinsic records: by so many it advances logs and statements' nonces.
	fn uses(&self) -> u64;

	/// How many uses the block with this header recorded; none where uses are not what is sent.
	fn recorded(&self, header: &Header) -> Option<u64>;
}
