//! Signs extrinsics beforehand, on all cores.

use crate::{
	error::{BenchError, Result},
	estate::Estate,
	frame::Frame,
	load::Load,
	machine::core_count,
};
use eseal_client::submit::Signed;
use eseal_primitives::Moment;
use sp_core::H256;
use std::{
	ops::Range,
	sync::Arc,
	thread,
	time::{Instant, SystemTime, UNIX_EPOCH},
};

/// An extrinsic that is ready to be sent.
#[derive(Debug, Clone)]
pub struct Ready {
	/// The extrinsic.
	pub signed: Signed,
	/// Its hash.
	pub hash: H256,
	/// Which operator sends it.
	pub operator: usize,
	/// Which of the operator's extrinsics of this load it is, from 0.
	pub nth: u64,
	/// When it was signed.
	pub made: Instant,
	/// How often a node refused it.
	pub refused: u32,
}

#[cfg(test)]
impl Ready {
	/// Without bytes, for tests of what does not look at them.
	pub fn unsigned(operator: usize, nth: u64) -> Self {
		Self {
			signed: Signed {
				bytes: Vec::new(),
				account: eseal_client::AccountId::new([0; 32]),
				valid_until: 0,
			},
			hash: H256::zero(),
			operator,
			nth,
			made: Instant::now(),
			refused: 0,
		}
	}
}

/// Signs the extrinsics of one load.
pub struct Mill {
	/// Who sends, with which e-seals.
	pub estate: Arc<Estate>,
	/// What is sent.
	pub load: Arc<dyn Load>,
	/// The number of each operator's first extrinsic.
	pub indices: Vec<u64>,
}

impl Mill {
	/// Signs one extrinsic.
	///
	/// # Errors
	///
	/// There is no such operator, or the runtime has no such call.
	pub fn make(&self, frame: &Frame, operator: usize, nth: u64) -> Result<Ready> {
		let nobody = || BenchError::NoKey(format!("operator {operator}"));
		let accounts = self.estate.accounts(self.load.who());
		let account = accounts.get(operator).ok_or_else(nobody)?;
		let first = self.indices.get(operator).ok_or_else(nobody)?;
		let call = self.load.call(operator, nth, now())?;
		let signed = frame.sign(&call, account, first.saturating_add(nth))?;
		Ok(Ready {
			hash: signed.hash(),
			signed,
			operator,
			nth,
			made: Instant::now(),
			refused: 0,
		})
	}

	/// Signs a part of all extrinsics, on all cores. They are in turns: the first of every operator, then the second of every
	/// operator, and so on.
	///
	/// # Errors
	///
	/// As [`Self::make`].
	pub fn make_all(&self, frame: &Frame, part: Range<u64>) -> Result<Vec<Ready>> {
		let places: Vec<(usize, u64)> = part.filter_map(|number| turn(number, self.indices.len())).collect();
		let share = places.len().div_ceil(core_count()).max(1);
		let made: Vec<Result<Vec<Ready>>> = thread::scope(|scope| {
			let working: Vec<_> = places
				.chunks(share)
				.map(|some| {
					scope.spawn(move || {
						some.iter()
							.map(|(operator, nth)| self.make(frame, *operator, *nth))
							.collect::<Result<Vec<Ready>>>()
					})
				})
				.collect();
			working
				.into_iter()
				.map(|one| {
					one.join()
						.unwrap_or_else(|_| Err(BenchError::NoKey("an operator".into())))
				})
				.collect()
		});
		let mut all = Vec::new();
		for some in made {
			all.extend(some?);
		}
		Ok(all)
	}
}

/// Which operator of so many sends the extrinsic with this number, and which of its own that is. None where nobody sends.
fn turn(number: u64, operators: usize) -> Option<(usize, u64)> {
	let count = operators as u64;
	let operator = usize::try_from(number.checked_rem(count)?).ok()?;
	Some((operator, number.checked_div(count)?))
}

/// This machine's time, in milliseconds since the Unix epoch.
pub fn now() -> Moment {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
	Moment(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn operators_take_turns() {
		let turns: Vec<_> = (0..5).filter_map(|number| turn(number, 2)).collect();
		assert_eq!(turns, [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)]);
		assert_eq!(turn(3, 1), Some((0, 3)));
		assert_eq!(turn(3, 0), None);
	}
}
