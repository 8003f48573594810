//! Who may send extrinsics, and how much: `docs/admission.md` once more.

use super::{act_of, is_of, AdmissionError, Broken, Caller, Enterprise, Grant, Model, Verdict};
use crate::{AccountId, BlockNumber, Nonce, Runtime, RuntimeCall};
use pallet_admission::{Budget, Budgets, Call, Duty, Limit, Member, Refusal, Spent, READMISSION_GAP};
use pallet_agencies::Seat;
use std::collections::BTreeSet;

/// The longest remark, in bytes.
pub const LONGEST_REMARK: usize = 1_024;

/// How many times an agency can widen a budget at most.
pub const MOST_WIDENED: u8 = 64;

/// How many enterprises, and how many grants, of one account count for its budget.
const MOST_COUNTED: u32 = 256;

/// How many extrinsics of one account may wait for a block.
pub const MOST_WAITING: u64 = 64;

/// Into how many parts a new account's budget is divided, of which it has one.
const PARTS: u64 = 8;

/// Picoseconds in a microsecond.
const MICROSECOND: u64 = 1_000_000;

/// The table of budgets, until a motion sets others.
pub const TABLE: Budgets = Budgets {
	governor: row([400_000, 20_000], [4 * 1_048_576, 16 * 1_024]),
	officer: row([1_000_000, 16_000], [1_048_576, 24 * 1_024]),
	validator: row([20_000, 1_000], [16 * 1_024, 256]),
	owner: row([200_000, 800], [128 * 1_024, 1_024]),
	operator: row([200_000, 800], [128 * 1_024, 1_024]),
};

/// A row: microseconds, and bytes; of each at once, and with every block.
const fn row(time: [u64; 2], bytes: [u64; 2]) -> Budget {
	Budget {
		weight: Limit {
			burst: time[0] * MICROSECOND,
			per_block: time[1] * MICROSECOND,
		},
		bytes: Limit {
			burst: bytes[0],
			per_block: bytes[1],
		},
	}
}

/// What an extrinsic takes of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
	/// The weight that it declares, with what every extrinsic takes of a block, in picoseconds.
	pub weight: u64,
	/// Its length.
	pub bytes: u64,
}

/// An account, as the chain keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
	/// Whether it holds a role.
	pub admitted: bool,
	/// How its next extrinsic is numbered; while it holds no role, how it would have been.
	pub nonce: Nonce,
	/// Whether it was ever admitted.
	known: bool,
	/// How many times its budget an agency gave it; 0 if none did.
	widened: u8,
	/// What it had spent of its budget when it last sent something.
	spent: Spent,
}

impl Model {
	pub(super) fn admission(&mut self, caller: &Caller, call: &Call<Runtime>) -> Verdict {
		match call {
			Call::widen_budget { account, factor } => self.widen_budget(caller, account, *factor),
			Call::set_budgets { budgets } => self.set_budgets(caller, budgets),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	// --- Roles ---

	/// How many enterprises an account owns, is offered, or liquidates.
	fn owned(&self, who: &AccountId) -> usize {
		let registered = self
			.enterprises
			.values()
			.filter(|enterprise| enterprise.is_registered());
		registered
			.flat_map(Enterprise::accounts)
			.filter(|account| *account == who)
			.count()
	}

	/// How many open grants an account has.
	fn granted(&self, who: &AccountId) -> usize {
		let open = self.grants.iter().filter(|grant| grant.is_open());
		open.flat_map(Grant::operators)
			.filter(|operator| *operator == who)
			.count()
	}

	/// How many roles an account holds.
	pub fn roles(&self, who: &AccountId) -> usize {
		usize::from(self.governors.contains_key(who))
			+ usize::from(self.officers.contains_key(who))
			+ usize::from(self.validators.contains_key(who))
			+ self.owned(who)
			+ self.granted(who)
	}

	/// Whether an account acts for an enterprise.
	pub fn is_at_enterprise(&self, who: &AccountId) -> bool {
		self.owned(who) + self.granted(who) > 0
	}

	/// All that the chain knows of an account.
	pub fn member(&self, who: &AccountId) -> Member {
		let governs = self.governors.get(who).map(|seat| Duty::Governor { seat: *seat });
		let serves = self.officers.get(who).map(|seat| Duty::Officer { seat: *seat });
		let validates = self.validators.get(who).map(|seat| Duty::Validator { seat: *seat });
		let account = self.accounts.get(who).cloned().unwrap_or_default();
		Member {
			duty: governs.or(serves).or(validates),
			enterprises: self.owned(who) as u32,
			grants: self.granted(who) as u32,
			widened: account.widened,
			spent: account.spent,
		}
	}

	/// Admits who gained a first role, and dismisses who lost the last one. Whoever is admitted again goes on far above
	/// the last nonce. Whoever is admitted begins with a part of its budget. Whoever validates no more has no session keys, and
	/// none that count.
	pub fn settle(&mut self) {
		let lent_to = self.lent_to.take();
		self.keyed.retain(|who| self.validators.contains_key(who));
		self.key_changes.retain(|who, _| self.validators.contains_key(who));
		let holders: BTreeSet<AccountId> = self
			.governors
			.keys()
			.chain(self.officers.keys())
			.chain(self.validators.keys())
			.chain(self.enterprises.values().flat_map(Enterprise::accounts))
			.chain(self.grants.iter().flat_map(Grant::operators))
			.chain(self.accounts.keys())
			.cloned()
			.collect();
		for who in holders {
			let admitted = self.roles(&who) > 0;
			let at_enterprise = self.is_at_enterprise(&who);
			let was_admitted = self.accounts.get(&who).is_some_and(|account| account.admitted);
			let spent = (admitted && !was_admitted).then(|| self.spent_at_first(&who, lent_to.as_ref()));
			let account = self.accounts.entry(who).or_default();
			if let Some(spent) = spent {
				if account.known {
					account.nonce += READMISSION_GAP;
				}
				account.spent = spent;
			}
			if !admitted {
				account.spent = Spent::default();
			}
			if !at_enterprise {
				account.widened = 0;
			}
			account.known |= admitted;
			account.admitted = admitted;
		}
	}

	/// An admitted account sends an extrinsic.
	pub fn send(&mut self, caller: &Caller) -> bool {
		let Caller::Account(who) = caller else {
			return false;
		};
		match self.accounts.get_mut(who) {
			Some(account) if account.admitted => {
				account.nonce += 1;
				true
			}
			_ => false,
		}
	}

	// --- Budgets ---

	/// The budget of an account: that of its duty, and those of its enterprises and grants, as often as an agency widened them.
	pub fn budget(&self, who: &AccountId) -> Budget {
		let Member {
			duty,
			enterprises,
			grants,
			widened,
			..
		} = self.member(who);
		let of_duty = match duty {
			Some(Duty::Governor { .. }) => self.budgets.governor,
			Some(Duty::Officer { .. }) => self.budgets.officer,
			Some(Duty::Validator { .. }) => self.budgets.validator,
			None => Budget::default(),
		};
		let (owner, operator) = (self.budgets.owner, self.budgets.operator);
		let sum = |number: fn(&Budget) -> u64| {
			let of = |budget: &Budget, times: u32| u128::from(number(budget)) * u128::from(times);
			let at_enterprises = of(&owner, enterprises.min(MOST_COUNTED)) + of(&operator, grants.min(MOST_COUNTED));
			let all = of(&of_duty, 1) + at_enterprises * u128::from(widened.max(1));
			u64::try_from(all).unwrap_or(u64::MAX)
		};
		Budget {
			weight: Limit {
				burst: sum(|budget| budget.weight.burst),
				per_block: sum(|budget| budget.weight.per_block),
			},
			bytes: Limit {
				burst: sum(|budget| budget.bytes.burst),
				per_block: sum(|budget| budget.bytes.per_block),
			},
		}
	}

	/// What a new account counts as having spent: all but a part of its budget, and all if it is the one that a grant was lent to.
	fn spent_at_first(&self, who: &AccountId, lent_to: Option<&AccountId>) -> Spent {
		let Budget { weight, bytes } = self.budget(who);
		let spent = |burst: u64| match lent_to == Some(who) {
			true => burst,
			false => burst - burst / PARTS,
		};
		Spent {
			weight: spent(weight.burst),
			bytes: spent(bytes.burst),
			at: self.height,
		}
	}

	/// What an account counts as having spent in a block: with every block since it last sent something, a part came back.
	fn spent_in(&self, who: &AccountId, block: BlockNumber) -> Spent {
		let Spent { weight, bytes, at } = self.member(who).spent;
		let blocks = u128::from(block.checked_sub(at).expect("time goes forward"));
		let still = |spent: u64, limit: Limit| {
			let back = blocks * u128::from(limit.per_block);
			u128::from(spent).saturating_sub(back) as u64
		};
		let budget = self.budget(who);
		Spent {
			weight: still(weight, budget.weight),
			bytes: still(bytes, budget.bytes),
			at: block,
		}
	}

	/// What an account may spend in a block: weight and bytes.
	pub fn left(&self, who: &AccountId, block: BlockNumber) -> (u64, u64) {
		let (budget, spent) = (self.budget(who), self.spent_in(who, block));
		(
			budget.weight.burst.saturating_sub(spent.weight),
			budget.bytes.burst.saturating_sub(spent.bytes),
		)
	}

	/// How many extrinsics of this cost an account may send in a block.
	pub fn room(&self, who: &AccountId, cost: Cost, block: BlockNumber) -> u64 {
		let (weight, bytes) = self.left(who, block);
		(weight / cost.weight).min(bytes / cost.bytes)
	}

	/// Why an extrinsic is refused before it is in a block, if it is: the account has no role; its roles could never make the
	/// call; the call carries too much; it is larger than the whole budget; it, and as many like it as are waiting before it, are
	/// more than is left; or more are waiting than may.
	pub fn refusal(
		&self,
		who: &AccountId,
		call: &RuntimeCall,
		cost: Cost,
		waiting: u64,
		block: BlockNumber,
	) -> Option<Refusal> {
		if self.roles(who) == 0 {
			return Some(Refusal::NoRole);
		}
		if !self.may_send(who, call) {
			return Some(Refusal::NotYours);
		}
		if matches!(call, RuntimeCall::System(frame_system::Call::remark { remark }) if remark.len() > LONGEST_REMARK) {
			return Some(Refusal::RemarkTooLong);
		}
		let budget = self.budget(who);
		if cost.weight > budget.weight.burst || cost.bytes > budget.bytes.burst {
			return Some(Refusal::TooLargeForBudget);
		}
		if self.room(who, cost, block) <= waiting {
			return Some(Refusal::OverBudget);
		}
		(waiting >= MOST_WAITING).then_some(Refusal::TooManyWaiting)
	}

	/// An extrinsic is in the block: its whole cost counts.
	pub fn charge(&mut self, who: &AccountId, cost: Cost) {
		let before = self.spent_in(who, self.height);
		let account = self.accounts.get_mut(who).expect("it has a role");
		account.spent = Spent {
			weight: before.weight + cost.weight,
			bytes: before.bytes + cost.bytes,
			..before
		};
	}

	/// Its call succeeded and weighed so much less than it declared. The account may have lost its last role by it.
	pub fn give_back(&mut self, who: &AccountId, weight: u64) {
		let account = self.accounts.get_mut(who).expect("it had a role");
		if account.admitted {
			account.spent.weight -= weight;
		}
	}

	/// Whether an account has a role that could ever make a call.
	fn may_send(&self, who: &AccountId, call: &RuntimeCall) -> bool {
		use pallet_agencies::Call as Agencies;
		use pallet_e_seal::Call as ESeal;
		use pallet_usage_log::Call as UsageLog;
		let serves = |seat| self.officers.get(who) == Some(&seat);
		let is_officer = self.officers.contains_key(who);
		let owns = self.owned(who) > 0;
		match call {
			RuntimeCall::System(frame_system::Call::remark { .. }) => true,
			RuntimeCall::Admission(call) => is_officer && matches!(call, Call::widen_budget { .. }),
			RuntimeCall::DualControl(call) => match call {
				pallet_dual_control::Call::set_policy { .. } => self.governors.contains_key(who),
				pallet_dual_control::Call::prepare { call, .. } | pallet_dual_control::Call::confirm { call, .. } => {
					let seat = self.officers.get(who);
					act_of(call).is_some_and(|act| seat.is_some_and(|seat| is_of(act, *seat)))
				}
				_ => is_officer,
			},
			// Everything else takes a motion.
			RuntimeCall::Agencies(call) => {
				self.governors.contains_key(who)
					&& matches!(
						call,
						Agencies::add_officer { .. }
							| Agencies::remove_officer { .. }
							| Agencies::register_validator { .. }
							| Agencies::replace_validator { .. }
							| Agencies::retire_validator { .. }
					)
			}
			RuntimeCall::ESeal(call) => match call {
				ESeal::register_enterprise { .. }
				| ESeal::rename_enterprise { .. }
				| ESeal::restrict_enterprise { .. }
				| ESeal::lift_restriction { .. }
				| ESeal::deregister_enterprise { .. }
				| ESeal::offer_ownership { .. }
				| ESeal::withdraw_offer { .. }
				| ESeal::record_successor { .. }
				| ESeal::withdraw_rename { .. }
				| ESeal::name_liquidator { .. } => serves(Seat::MarketSupervision),
				ESeal::file_physical_seal { .. }
				| ESeal::report_physical_seal { .. }
				| ESeal::freeze { .. }
				| ESeal::unfreeze { .. } => serves(Seat::PublicSecurity),
				ESeal::approve { .. } | ESeal::reject { .. } => serves(Seat::DataResources),
				ESeal::apply { .. } | ESeal::withdraw { .. } | ESeal::accept_ownership { .. } => owns,
				ESeal::suspend { .. } | ESeal::resume { .. } | ESeal::revoke { .. } => {
					owns || serves(Seat::DataResources)
				}
				ESeal::propose_correction { .. }
				| ESeal::agree_correction { .. }
				| ESeal::withdraw_correction { .. } => is_officer,
				ESeal::__Ignore(_, never) => match *never {},
			},
			RuntimeCall::UsageLog(call) => match call {
				UsageLog::grant { .. }
				| UsageLog::grant_to_two { .. }
				| UsageLog::carry_over { .. }
				| UsageLog::raise_quota { .. } => owns,
				UsageLog::lend { .. } | UsageLog::record_with_second { .. } => self.granted(who) > 0,
				UsageLog::revoke_grant { .. }
				| UsageLog::record_use { .. }
				| UsageLog::record_uses { .. }
				| UsageLog::anchor_batch { .. }
				| UsageLog::record_for_many { .. } => self.is_at_enterprise(who),
				UsageLog::flag_use { .. } | UsageLog::close_flag { .. } => is_officer,
				UsageLog::set_retention { .. } => false,
				UsageLog::__Ignore(_, never) => match *never {},
			},
			_ => unreachable!("the model knows the rules of this project's pallets only"),
		}
	}

	// --- Calls ---

	fn widen_budget(&mut self, caller: &Caller, account: &AccountId, factor: u8) -> Verdict {
		self.any_officer(caller)?;
		let mut broken = Broken::default();
		broken.unless((1..=MOST_WIDENED).contains(&factor), AdmissionError::FactorOutOfRange);
		broken.unless(self.is_at_enterprise(account), AdmissionError::NotAtEnterprise);
		broken.verdict()?;
		let (spent, before) = (self.spent_in(account, self.height), self.budget(account));
		self.accounts.get_mut(account).expect("it has a role").widened = factor;
		let after = self.budget(account);
		// As much of it as before is spent, and nothing less; at most all of it.
		let share = |spent: u64, before: Limit, after: Limit| match before.burst {
			0 => spent,
			burst => (u128::from(spent.min(burst)) * u128::from(after.burst)).div_ceil(u128::from(burst)) as u64,
		};
		self.accounts.get_mut(account).expect("it has a role").spent = Spent {
			weight: share(spent.weight, before.weight, after.weight),
			bytes: share(spent.bytes, before.bytes, after.bytes),
			at: spent.at,
		};
		Ok(())
	}

	/// A governing account's budget is never less than the table's.
	fn set_budgets(&mut self, caller: &Caller, budgets: &Budgets) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		let numbers = |Budget { weight, bytes }: Budget| [weight.burst, weight.per_block, bytes.burst, bytes.per_block];
		let least = numbers(TABLE.governor);
		let enough = numbers(budgets.governor)
			.iter()
			.zip(&least)
			.all(|(given, least)| given >= least);
		broken.unless(enough, AdmissionError::BudgetTooSmall);
		broken.verdict()?;
		self.budgets = *budgets;
		Ok(())
	}
}
