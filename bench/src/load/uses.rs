//! Single uses: `usageLog.recordUse`, each with the seal key's signature over its statement.

use super::{statements::Statements, Load};
use crate::{error::Result, estate::Who};
use eseal_client::calls::{self, Call};
use eseal_primitives::{Documents, Moment, SignedUse};

/// Operators record single uses.
pub struct Uses(pub Statements);

impl Load for Uses {
	fn who(&self) -> Who {
		self.0.who()
	}

	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call> {
		let next = self.0.only(operator, nth, self.uses())?;
		let document = next.papers().digest(0);
		let SignedUse { statement, signature } = self.0.sign(next, Documents::One(document), now)?;
		Ok(calls::record_use(&statement, &signature))
	}

	fn counts(&self) -> &'static str {
		"uses"
	}

	fn statements(&self) -> u64 {
		1
	}

	fn uses(&self) -> u64 {
		1
	}
}
