//! Single uses of many e-seals in one call: `usageLog.recordForMany`, by one account that has a grant of each.

use super::{statements::Statements, Load};
use crate::{error::Result, estate::Who};
use eseal_client::calls::{self, Call};
use eseal_primitives::{statement::MAX_MANY, Documents, Moment, SignedUse};

/// How many e-seals the platform acts for: as many as one call may have uses.
pub const SEALS: usize = MAX_MANY as usize;

/// The platform records one use of each of its e-seals.
pub struct Many(pub Statements);

impl Load for Many {
	fn who(&self) -> Who {
		self.0.who()
	}

	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call> {
		let uses = self
			.0
			.next(operator, nth, self.uses())?
			.into_iter()
			.map(|next| self.0.sign(next, Documents::One(next.papers().digest(0)), now))
			.collect::<Result<Vec<SignedUse>>>()?;
		Ok(calls::record_for_many(&uses))
	}

	fn counts(&self) -> &'static str {
		"uses"
	}

	fn statements(&self) -> u64 {
		MAX_MANY.into()
	}

	fn uses(&self) -> u64 {
		1
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::estate::tests::estate;
	use codec::DecodeAll;
	use sp_core::H256;
	use std::{collections::BTreeSet, sync::Arc};

	#[test]
	fn a_call_has_a_use_of_each_e_seal() {
		let statements = Statements::new(Arc::new(estate()), Who::Platform, H256::zero(), vec![vec![4, 0, 9]]);
		let call = Many(statements).call(0, 1, Moment(5)).unwrap();
		assert_eq!(call.name, "record_for_many");
		let uses = Vec::<SignedUse>::decode_all(&mut &call.arguments[..]).unwrap();
		let nonces: Vec<_> = uses
			.iter()
			.map(|one| (one.statement.seal.0, one.statement.nonce))
			.collect();
		assert_eq!(nonces, [(1, 5), (2, 1), (3, 10)]);
		let documents: BTreeSet<_> = uses.iter().filter_map(|one| one.statement.documents.one()).collect();
		assert_eq!(documents.len(), 3, "each has a document of its own");
	}
}
