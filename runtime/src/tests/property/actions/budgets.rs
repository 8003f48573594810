//! What uses budgets up, and what changes them.

use super::{super::sending::pair_of, Dice, Step};
use crate::{
	tests::model::{Caller, LONGEST_REMARK, MOST_WIDENED, TABLE},
	AccountId, RuntimeCall,
};
use pallet_admission::{Budget, Call as AdmissionCall, Limit};
use pallet_agencies::Call as AgenciesCall;
use rand::Rng;

/// More than anybody can send.
fn huge_budget() -> Budget {
	let limit = Limit {
		burst: u64::MAX,
		per_block: u64::MAX - 1,
	};
	Budget {
		weight: limit,
		bytes: limit,
	}
}

impl Dice<'_> {
	/// What uses budgets up, and what changes them.
	pub(super) fn about_budgets(&mut self) -> Step {
		match self.rng.gen_range(0..100) {
			0..=39 => {
				let (from, call) = self.repeated();
				Step::Burst(from, Box::new(call), self.rng.gen_range(2..60))
			}
			40..=59 => {
				let (from, call) = self.repeated();
				Step::Ahead(from, Box::new(call))
			}
			60..=79 => {
				let call = self.widen_budget().into();
				let seat = self.seat_with_officers();
				let officer = self.officer(seat);
				self.made(officer.map(Caller::Account), call)
			}
			_ => {
				let call: RuntimeCall = self.set_budgets().into();
				if self.percent(40) {
					let motion = self.motion();
					let call = AgenciesCall::<crate::Runtime>::dispatch_as_root { call: Box::new(call) };
					return Step::Call(motion, Box::new(call.into()));
				}
				self.made(Some(Caller::Root), call)
			}
		}
	}

	/// An account that has a key: mostly one with the budget of an enterprise, which is the smallest.
	fn sender(&mut self) -> AccountId {
		let model = self.model;
		let all: Vec<_> = model
			.accounts
			.keys()
			.filter(|who| pair_of(who).is_some())
			.cloned()
			.collect();
		self.prefer(&all, |who| model.is_at_enterprise(who))
			.expect("the agencies' accounts are there")
	}

	/// A call that an account could send without end: a remark, or anything else.
	fn repeated(&mut self) -> (AccountId, RuntimeCall) {
		let from = self.sender();
		if self.percent(60) {
			let length = match self.rng.gen_range(0..100) {
				0..=5 => LONGEST_REMARK + 1,
				6..=55 => LONGEST_REMARK,
				_ => self.rng.gen_range(0..LONGEST_REMARK),
			};
			let remark = vec![7; length];
			return (from, frame_system::Call::remark { remark }.into());
		}
		let kind = self.kind();
		if !kind.is_for_accounts() {
			return (from, frame_system::Call::remark { remark: vec![] }.into());
		}
		let (plausible, call) = self.call_of_account(kind);
		let from = plausible.filter(|who| pair_of(who).is_some()).unwrap_or(from);
		(from, call)
	}

	pub(super) fn widen_budget(&mut self) -> AdmissionCall<crate::Runtime> {
		let model = self.model;
		let all: Vec<_> = model.accounts.keys().cloned().collect();
		let account = match self.prefer(&all, |who| model.is_at_enterprise(who)) {
			Some(account) if self.percent(95) => account,
			_ => self.anyone(),
		};
		let factor = match self.rng.gen_range(0..20) {
			0 => 0,
			1 => MOST_WIDENED + 1,
			2 => u8::MAX,
			3 => MOST_WIDENED,
			4..=7 => 1,
			_ => self.rng.gen_range(2..10),
		};
		AdmissionCall::widen_budget { account, factor }
	}

	/// The table; or budgets that are soon used up, or never, or of which one is too small to govern.
	fn set_budgets(&mut self) -> AdmissionCall<crate::Runtime> {
		let mut budgets = TABLE;
		match self.rng.gen_range(0..10) {
			0..=3 => {}
			4..=7 => {
				budgets.officer = self.small_budget();
				budgets.owner = self.small_budget();
				budgets.operator = self.small_budget();
			}
			8 => {
				budgets.owner = huge_budget();
				budgets.operator = huge_budget();
				budgets.governor.bytes.burst += 1;
			}
			_ => {
				let least = &mut budgets.governor;
				match self.rng.gen_range(0..4) {
					0 => least.weight.burst -= 1,
					1 => least.weight.per_block -= 1,
					2 => least.bytes.burst -= 1,
					_ => least.bytes.per_block -= 1,
				}
			}
		}
		AdmissionCall::set_budgets { budgets }
	}

	/// A few extrinsics, or less than one.
	fn small_budget(&mut self) -> Budget {
		let mut limit = |most: u64| Limit {
			burst: self.rng.gen_range(0..most),
			per_block: self.rng.gen_range(0..most / 4),
		};
		Budget {
			weight: limit(8_000_000_000),
			bytes: limit(6_000),
		}
	}
}
