//! Mergers and divisions.

use super::{Broken, Caller, Model, SealError, Verdict};
use eseal_primitives::{Uscc, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::{EnterpriseStatus, RegisterChange};

/// How many successors an enterprise has at most.
const MOST_SUCCESSORS: usize = 8;

impl Model {
	pub(super) fn record_successor(&mut self, caller: &Caller, uscc: &[u8], successor: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let mut broken = Broken::default();
		let (uscc, successor) = match (self.find_enterprise(uscc), self.find_enterprise(successor)) {
			(Ok(uscc), Ok(successor)) => (uscc, successor),
			(uscc, successor) => {
				match uscc {
					Ok(uscc) => broken.unless(!self.is_void(&uscc), SealError::RegistrationIsVoid),
					Err(errors) => broken.all(errors),
				}
				broken.all(successor.err().unwrap_or_default());
				return broken.verdict();
			}
		};
		let (before, after) = (&self.enterprises[&uscc], &self.enterprises[&successor]);
		broken.all(after.not_registered());
		broken.unless(!self.is_void(&uscc), SealError::RegistrationIsVoid);
		broken.unless(uscc != successor, SealError::SuccessorIsItself);
		broken.unless(!after.successors.contains(&uscc), SealError::SuccessorPrecedes);
		broken.unless(
			!before.successors.contains(&successor),
			SealError::SuccessorAlreadyRecorded,
		);
		broken.unless(before.successors.len() < MOST_SUCCESSORS, SealError::TooManySuccessors);
		broken.verdict()?;
		let code = |text: &str| Uscc::parse(text.as_bytes(), UsccCheck::Waived).expect("it was found");
		let (to, from) = (code(&successor), code(&uscc));
		self.enterprise_mut(&uscc).successors.push(successor.clone());
		self.enter_change(&uscc, RegisterChange::SucceededBy { successor: to }, by.clone());
		self.enter_change(&successor, RegisterChange::Succeeds { predecessor: from }, by);
		Ok(())
	}

	fn is_void(&self, uscc: &str) -> bool {
		self.enterprises[uscc].status == EnterpriseStatus::Voided
	}
}
