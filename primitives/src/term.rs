//! Terms: holds that begin or end by time alone.

use crate::{seal::Hold, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedBTreeMap, ConstU32};

/// In which time a hold counts. Nothing happens on chain when that time begins or ends: who looks at an e-seal at a moment
/// compares, as with its validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Term {
	/// From when it was placed until this moment, at which it no longer counts.
	#[codec(index = 0)]
	Until(Moment),
	/// From this moment on, even if it was placed before.
	#[codec(index = 1)]
	From(Moment),
}

impl Term {
	/// Whether a hold with this term counts at `moment`, if it is in place then.
	pub fn covers(self, moment: Moment) -> bool {
		match self {
			Self::Until(end) => moment < end,
			Self::From(beginning) => moment >= beginning,
		}
	}
}

/// The terms of those holds in place that have one. A hold without a term counts as long as it is in place.
pub type Terms = BoundedBTreeMap<Hold, Term, ConstU32<{ crate::seal::HOLDS }>>;

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_end_of_a_term_is_no_longer_in_it() {
		let term = Term::Until(Moment(5));
		assert!(term.covers(Moment(4)));
		assert!(!term.covers(Moment(5)));
	}

	#[test]
	fn the_beginning_of_a_term_is_in_it() {
		let term = Term::From(Moment(5));
		assert!(!term.covers(Moment(4)));
		assert!(term.covers(Moment(5)));
	}
}
