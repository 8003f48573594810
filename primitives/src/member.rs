//! What the chain knows of an account that may send extrinsics: its roles, and how much of its budget is spent.

use crate::Seat;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What an account is at an agency. An account has at most one duty.
#[allow(missing_docs)] // The seat is the agency's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Duty {
	/// It governs the seat: votes for it, and names its officers and validators.
	#[codec(index = 0)]
	Governor { seat: Seat },
	/// It is an officer of the seat.
	#[codec(index = 1)]
	Officer { seat: Seat },
	/// It validates for the seat.
	#[codec(index = 2)]
	Validator { seat: Seat },
}

/// A reason for which an account may send extrinsics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Role {
	/// What it is at an agency.
	#[codec(index = 0)]
	Duty(Duty),
	/// It owns an enterprise, is offered one, or is the liquidator of one. An account can have several.
	#[codec(index = 1)]
	Owner,
	/// It has an open grant for an e-seal. An account can have several.
	#[codec(index = 2)]
	Operator,
}

/// What an account spent, as of a block. It shrinks with every block, see [`Budget`].
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Spent {
	/// Weight (time of execution), in picoseconds.
	pub weight: u64,
	/// Bytes of extrinsics.
	pub bytes: u64,
	/// The number of the block.
	pub at: u32,
}

/// An account's roles, and what it spent. It is the data of the account (`system.account`), beside its nonce, so that an
/// extrinsic reads and writes both at once. The account has one provider reference for each role.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Member {
	/// What it is at an agency.
	pub duty: Option<Duty>,
	/// How many enterprises it owns, is offered, or liquidates.
	pub enterprises: u32,
	/// How many open grants it has.
	pub grants: u32,
	/// By how much an agency widened its budget; 0 and 1 mean not at all.
	pub widened: u8,
	/// What it spent of its budget.
	pub spent: Spent,
}

/// Why a member cannot have one role more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotAdd {
	/// It has a duty already, or a count is at its maximum.
	NotPossible,
	/// Nobody is an officer and at the same time an enterprise's owner or an operator.
	OfficerAtEnterprise,
}

impl Member {
	/// How many roles it has.
	pub fn roles(&self) -> u32 {
		u32::from(self.duty.is_some())
			.saturating_add(self.enterprises)
			.saturating_add(self.grants)
	}

	/// Whether it is an officer, and at an enterprise as well.
	pub fn is_officer_at_enterprise(&self) -> bool {
		matches!(self.duty, Some(Duty::Officer { .. })) && (self.enterprises > 0 || self.grants > 0)
	}

	/// With one role more.
	///
	/// # Errors
	///
	/// Why it cannot have it.
	pub fn with(mut self, role: Role) -> Result<Self, CannotAdd> {
		let one_more = |count: u32| count.checked_add(1).ok_or(CannotAdd::NotPossible);
		match role {
			Role::Duty(_) if self.duty.is_some() => return Err(CannotAdd::NotPossible),
			Role::Duty(duty) => self.duty = Some(duty),
			Role::Owner => self.enterprises = one_more(self.enterprises)?,
			Role::Operator => self.grants = one_more(self.grants)?,
		}
		if self.is_officer_at_enterprise() {
			return Err(CannotAdd::OfficerAtEnterprise);
		}
		Ok(self)
	}

	/// With one role less; `None` if it does not have this role.
	pub fn without(mut self, role: Role) -> Option<Self> {
		match role {
			Role::Duty(duty) if self.duty == Some(duty) => self.duty = None,
			Role::Duty(_) => return None,
			Role::Owner => self.enterprises = self.enterprises.checked_sub(1)?,
			Role::Operator => self.grants = self.grants.checked_sub(1)?,
		}
		if self.enterprises == 0 && self.grants == 0 {
			self.widened = 0;
		}
		Some(self)
	}
}

/// How much may be spent: at once, and steadily.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Limit {
	/// The most that may be spent at once, after a pause.
	pub burst: u64,
	/// How much is given back with every block.
	pub per_block: u64,
}

impl Limit {
	/// This limit so many times.
	pub const fn times(self, factor: u32) -> Self {
		let factor = factor as u64;
		Self {
			burst: self.burst.saturating_mul(factor),
			per_block: self.per_block.saturating_mul(factor),
		}
	}

	const fn and(self, other: Self) -> Self {
		Self {
			burst: self.burst.saturating_add(other.burst),
			per_block: self.per_block.saturating_add(other.per_block),
		}
	}

	/// What is still spent of `spent`, `blocks` later.
	const fn after(self, spent: u64, blocks: u32) -> u64 {
		spent.saturating_sub(self.per_block.saturating_mul(blocks as u64))
	}

	/// As much of another limit's burst as `spent` is of this one's, rounded up, and at most all of it: a motion may have made the
	/// limit smaller than what was spent of it. Of a limit that allows nothing, `spent` itself.
	fn same_share(self, spent: u64, of: Self) -> u64 {
		let (burst, other) = (u128::from(self.burst), u128::from(of.burst));
		let above = u128::from(spent)
			.min(burst)
			.saturating_mul(other)
			.saturating_add(burst.saturating_sub(1));
		above
			.checked_div(burst)
			.map_or(spent, |share| u64::try_from(share).unwrap_or(u64::MAX))
	}
}

/// How much an account may spend.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Budget {
	/// Weight (time of execution), in picoseconds.
	pub weight: Limit,
	/// Bytes of extrinsics.
	pub bytes: Limit,
}

impl Budget {
	/// This budget so many times.
	pub const fn times(self, factor: u32) -> Self {
		Self {
			weight: self.weight.times(factor),
			bytes: self.bytes.times(factor),
		}
	}

	/// This budget and another one.
	pub const fn and(self, other: Self) -> Self {
		Self {
			weight: self.weight.and(other.weight),
			bytes: self.bytes.and(other.bytes),
		}
	}

	/// What is still spent at block `now`.
	pub fn spent_at(&self, spent: Spent, now: u32) -> Spent {
		let blocks = now.saturating_sub(spent.at);
		Spent {
			weight: self.weight.after(spent.weight, blocks),
			bytes: self.bytes.after(spent.bytes, blocks),
			at: now,
		}
	}

	/// What is spent at block `now` of a budget that takes the place of this one: the same share. So who has a budget changed back
	/// and forth neither gains by it nor loses.
	pub fn spent_of(&self, other: &Self, spent: Spent, now: u32) -> Spent {
		let spent = self.spent_at(spent, now);
		Spent {
			weight: self.weight.same_share(spent.weight, other.weight),
			bytes: self.bytes.same_share(spent.bytes, other.bytes),
			at: now,
		}
	}

	/// What may still be spent at block `now`: weight and bytes.
	pub fn left_at(&self, spent: Spent, now: u32) -> (u64, u64) {
		let spent = self.spent_at(spent, now);
		(
			self.weight.burst.saturating_sub(spent.weight),
			self.bytes.burst.saturating_sub(spent.bytes),
		)
	}
}

/// How many enterprises or grants of one account count: who owns more, or works for more, has the budget of so many.
pub const MOST_COUNTED: u32 = 256;

/// The widest that an agency can make a budget, as a factor.
pub const MOST_WIDENED: u8 = 64;

/// The budget of each role.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Budgets {
	/// The account that governs a seat.
	pub governor: Budget,
	/// An officer.
	pub officer: Budget,
	/// A validator's account.
	pub validator: Budget,
	/// An owner, for each enterprise.
	pub owner: Budget,
	/// An operator, for each open grant.
	pub operator: Budget,
}

impl Budgets {
	/// Everyone may send as much as fits, for tests.
	pub const UNLIMITED: Self = {
		let limit = Limit {
			burst: u64::MAX,
			per_block: u64::MAX,
		};
		let all = Budget {
			weight: limit,
			bytes: limit,
		};
		Self {
			governor: all,
			officer: all,
			validator: all,
			owner: all,
			operator: all,
		}
	};

	/// The budget of a member: that of its duty; and those of its enterprises and grants, as an agency widened them.
	pub fn of(&self, member: &Member) -> Budget {
		let duty = match member.duty {
			Some(Duty::Governor { .. }) => self.governor,
			Some(Duty::Officer { .. }) => self.officer,
			Some(Duty::Validator { .. }) => self.validator,
			None => Budget::default(),
		};
		let owned = self.owner.times(member.enterprises.min(MOST_COUNTED));
		let granted = self.operator.times(member.grants.min(MOST_COUNTED));
		let factor = u32::from(member.widened.clamp(1, MOST_WIDENED));
		duty.and(owned.and(granted).times(factor))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const TEN: Budget = Budget {
		weight: Limit {
			burst: 100,
			per_block: 10,
		},
		bytes: Limit {
			burst: 50,
			per_block: 5,
		},
	};

	#[test]
	fn what_is_spent_comes_back_with_every_block_and_no_more() {
		let spent = Spent {
			weight: 95,
			bytes: 50,
			at: 7,
		};
		assert_eq!(TEN.left_at(spent, 7), (5, 0));
		assert_eq!(TEN.left_at(spent, 8), (15, 5));
		assert_eq!(TEN.left_at(spent, 17), (100, 50));
		assert_eq!(TEN.left_at(spent, u32::MAX), (100, 50));
		// A block number that went back gives nothing.
		assert_eq!(TEN.left_at(spent, 0), (5, 0));
	}

	/// Else it could owe, of the larger budget, what takes years to come back.
	#[test]
	fn who_owes_more_than_a_budget_that_became_smaller_owes_all_of_a_larger_one() {
		let spent = Spent {
			weight: 1_000_000,
			bytes: u64::MAX,
			at: 7,
		};
		let widened = TEN.spent_of(&TEN.times(8), spent, 7);
		assert_eq!(widened.weight, TEN.times(8).weight.burst);
		assert_eq!(widened.bytes, TEN.times(8).bytes.burst);
	}

	#[test]
	fn roles_are_counted_exactly() {
		let seat = Seat::DataResources;
		let governor = Role::Duty(Duty::Governor { seat });
		let member = Member::default().with(governor).unwrap();
		assert_eq!(member.with(governor), Err(CannotAdd::NotPossible));
		assert_eq!(member.without(Role::Duty(Duty::Officer { seat })), None);
		assert_eq!(member.without(Role::Owner), None);
		let member = member.with(Role::Owner).and_then(|m| m.with(Role::Operator)).unwrap();
		assert_eq!(member.roles(), 3);
		let member = member.without(governor).and_then(|m| m.without(Role::Owner)).unwrap();
		assert_eq!(member.roles(), 1);
		assert_eq!(member.without(Role::Operator), Some(Member::default()));
	}

	#[test]
	fn nobody_is_an_officer_and_at_an_enterprise() {
		let officer = Role::Duty(Duty::Officer {
			seat: Seat::DataResources,
		});
		for role in [Role::Owner, Role::Operator] {
			let member = Member::default().with(role).unwrap();
			assert_eq!(member.with(officer), Err(CannotAdd::OfficerAtEnterprise));
			// The other way round as well, and not once the one role has ended.
			let member = Member::default().with(officer).unwrap();
			assert_eq!(member.with(role), Err(CannotAdd::OfficerAtEnterprise));
			assert!(member.without(officer).unwrap().with(role).is_ok());
		}
	}

	#[test]
	fn a_widened_budget_ends_with_the_last_role_at_an_enterprise() {
		let mut member = Member::default().with(Role::Owner).unwrap();
		member.widened = 9;
		assert_eq!(member.without(Role::Owner).unwrap().widened, 0);
	}

	#[test]
	fn a_budget_grows_with_what_an_account_works_for_up_to_a_bound() {
		let budgets = Budgets {
			operator: TEN,
			officer: TEN,
			..Budgets::default()
		};
		let mut member = Member {
			grants: 3,
			..Member::default()
		};
		assert_eq!(budgets.of(&member), TEN.times(3));
		member.widened = 2;
		assert_eq!(budgets.of(&member), TEN.times(6));
		member.grants = u32::MAX;
		assert_eq!(budgets.of(&member), TEN.times(2 * MOST_COUNTED));
		// A duty's budget is not widened.
		member.grants = 0;
		member.duty = Some(Duty::Officer {
			seat: Seat::DataResources,
		});
		assert_eq!(budgets.of(&member), TEN);
	}
}
