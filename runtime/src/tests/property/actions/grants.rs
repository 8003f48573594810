//! Grants, and what becomes of them.

use super::{Dice, HOUR, YEAR};
use crate::{
	tests::{env::DAY, model::holders},
	AccountId, RuntimeCall,
};
use eseal_primitives::{GrantId, Moment, Purpose, SealId};
use pallet_e_seal::SealStatus;
use pallet_usage_log::{Call as LogCall, Purposes};
use rand::{
	seq::{IteratorRandom, SliceRandom},
	Rng,
};
use std::collections::BTreeSet;

impl Dice<'_> {
	/// Grants that carry over to a successor that was applied for, waits or took over; sometimes others.
	pub(super) fn carry_over(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let successor = self.seal(|model, id| {
			let may = model.is_in_force(id) || model.seals[id].status == SealStatus::Applied;
			let before = model.seals[id].supersedes.and_then(|before| model.find_seal(before));
			let grants = |before: usize| model.grants.iter().any(|grant| grant.is_open() && grant.seal == before);
			may && before.is_some_and(grants)
		});
		let model = self.model;
		let before = model
			.find_seal(SealId(successor))
			.and_then(|id| model.find_seal(model.seals[id].supersedes?));
		let all: Vec<_> = (0..=model.grants.len()).collect();
		let fits = |id: &usize| {
			let grant = model.grants.get(*id);
			grant.is_some_and(|grant| grant.is_open() && Some(grant.seal) == before)
		};
		let count = self.rng.gen_range(0..3);
		let grants: Vec<_> = (0..count)
			.filter_map(|_| self.prefer(&all, fits))
			.map(|id| GrantId(id as u64))
			.collect();
		let call = LogCall::carry_over {
			successor: SealId(successor),
			grants: grants.try_into().expect("there is room"),
		};
		(self.owner_of_seal(successor), call.into())
	}

	fn purposes(&mut self) -> Purposes {
		if self.percent(3) {
			return Purposes::new();
		}
		let count = self.rng.gen_range(1..4);
		let all: &[Purpose] = if self.percent(5) {
			&Purpose::ALL
		} else {
			&Purpose::GRANTABLE
		};
		let some: BTreeSet<_> = all.choose_multiple(self.rng, count).copied().collect();
		Purposes::try_from(some).expect("no more than there are")
	}

	pub(super) fn grant(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let now = self.model.now;
		let seal = self.active();
		let owner = self.owner_of_seal(seal);
		let operator = match &owner {
			Some(owner) if self.percent(4) => owner.clone(),
			_ => self.anyone(),
		};
		// Sometimes one who has the e-seal's key.
		let model = self.model;
		let key = model.find_seal(SealId(seal)).map(|id| &model.seals[id].form.key);
		let operator = match key.and_then(|key| holders(key).pop()) {
			Some(holder) if self.percent(4) => holder,
			_ => operator,
		};
		let valid_until = match self.rng.gen_range(0..40) {
			0 => now,
			1 => now - DAY,
			2 => now + 1,
			3..=9 => now + HOUR,
			10..=19 => now + self.rng.gen_range(HOUR..DAY),
			20..=37 => now + self.rng.gen_range(DAY..30 * DAY),
			38 => now + 3 * YEAR,
			_ => Moment::MAX,
		};
		let quota = match self.rng.gen_range(0..40) {
			0 => 0,
			1..=18 => self.rng.gen_range(1..4),
			19..=30 => self.rng.gen_range(4..40),
			31..=38 => self.rng.gen_range(1_000..100_000),
			_ => u32::MAX,
		};
		let (seal, purposes) = (SealId(seal), self.purposes());
		let call = match self.percent(25) {
			true => LogCall::grant_to_two {
				seal,
				operator: operator.clone(),
				second: if self.percent(3) { operator } else { self.anyone() },
				purposes,
				valid_until,
				quota,
			},
			false => LogCall::grant {
				seal,
				operator,
				purposes,
				valid_until,
				quota,
			},
		};
		(owner, call.into())
	}

	/// An operator lends its grant, mostly within it.
	pub(super) fn lend(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let all: Vec<_> = (0..=model.grants.len()).collect();
		let fits = |id: &usize| {
			let grant = model.grants.get(*id);
			grant.is_some_and(|grant| grant.is_open() && grant.lender.is_none() && model.uses_left(*id) > 0)
		};
		let number = self.prefer(&all, fits).unwrap_or_default();
		let lender = model.grants.get(number);
		let (until, room) = lender.map_or((model.now, 0), |lender| (lender.valid_until, model.uses_left(number)));
		let purposes = match lender {
			Some(lender) if self.percent(90) => {
				let count = self.rng.gen_range(1..4);
				let some = lender.purposes.iter().copied().choose_multiple(self.rng, count);
				Purposes::try_from(some.into_iter().collect::<BTreeSet<_>>()).expect("no more than there are")
			}
			_ => self.purposes(),
		};
		let valid_until = match self.rng.gen_range(0..30) {
			0 => until + 1,
			1 => model.now,
			2..=15 => until,
			_ => until.min(model.now + self.rng.gen_range(1..DAY)),
		};
		let quota = match self.rng.gen_range(0..30) {
			0 => 0,
			1 => room + 1,
			2..=15 => room,
			_ => room.min(self.rng.gen_range(1..5)),
		};
		let call = LogCall::lend {
			grant: GrantId(number as u64),
			operator: self.anyone(),
			purposes,
			valid_until,
			quota: quota.try_into().unwrap_or(u32::MAX),
		};
		(lender.map(|lender| lender.operator.clone()), call.into())
	}
}
