//! The pallet's invariants.

use crate::{
	document_key, Activity, BlockLeaves, BlockUses, CarriedFrom, CarriedTo, Config, DayActivity, DayTotals,
	DocumentsOf, Expiries, FirstDay, Flags, FlagsOfUse, Grant, Grants, Heads, LentGrants, LogHead, LogStarts,
	NextExpiryDay, NextFlagId, NextGrantId, NextToLeave, OpenGrantCount, OpenGrants, Pallet, RecordOf, Records,
	RefusedInBlock, Takeovers, TotalsOfDay, UseRecord, UsesOfDocument,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use eseal_crypto::{advance, approves, batch::batch, controls, verify};
use eseal_primitives::{
	activity::PAST_DAYS, documents::MAX_ANCHORED, Documents, FlagId, GrantId, Purpose, SealId, SealKey,
};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_admission::Admission;
use pallet_agencies::genesis_hash;
use pallet_e_seal::{Hold, Obstacle, Seal, SealRegistry, SealState, SealStatus};
use sp_runtime::TryRuntimeError;

/// What one pass over all records tells.
struct Tally<T: Config> {
	/// How many there are.
	all: usize,
	/// The uses under each grant: how many were made before the first of its records here, and how many with these.
	of_grant: BTreeMap<GrantId, (u64, u64)>,
	/// Those of each block.
	of_block: BTreeMap<BlockNumberFor<T>, BTreeSet<(SealId, u64)>>,
	/// How many of each day, and the uses of each e-seal on it.
	of_day: BTreeMap<u32, (u64, BTreeMap<SealId, u64>)>,
}

/// What the check of one log, or of several, counts.
#[derive(Clone, Copy, Default)]
struct Counted {
	records: usize,
	/// Uses whose document is known.
	known: usize,
	/// Records whose documents are listed.
	listed: usize,
}

impl Counted {
	fn and(self, other: Self) -> Self {
		Self {
			records: self.records.saturating_add(other.records),
			known: self.known.saturating_add(other.known),
			listed: self.listed.saturating_add(other.listed),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants. Goes through each map a fixed number of times.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::do_try_state_since(|_| 0)
	}

	/// The same, but verifies the seal key's signature only of the records from a number on in the log of each e-seal: whoever checks
	/// after every one of many calls, as tests do, need not verify that of each record every time.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state_since(first: impl Fn(SealId) -> u64) -> Result<(), TryRuntimeError> {
		let tally = Self::tally();
		Self::check_grants(&tally.of_grant)?;
		let mut counted = Counted::default();
		for (seal, head) in Heads::<T>::iter() {
			counted = counted.and(Self::check_log(seal, head, first(seal))?);
		}
		ensure!(tally.all == counted.records, "a record is not counted by its log");
		ensure!(
			LogStarts::<T>::iter().all(|(seal, start)| start.records <= Heads::<T>::get(seal).records),
			"more records left the state than there were"
		);
		ensure!(
			UsesOfDocument::<T>::iter_keys().count() == counted.known,
			"a use that is indexed by its document is in no log"
		);
		ensure!(
			DocumentsOf::<T>::iter_keys().count() == counted.listed,
			"documents are listed of a record that is in no log"
		);
		Self::check_block_uses(&tally.of_block)?;
		Self::check_flags()?;
		Self::check_activity(&tally.of_day)?;
		Self::check_totals(&tally.of_day)
	}

	fn tally() -> Tally<T> {
		let mut tally = Tally {
			all: 0,
			of_grant: BTreeMap::new(),
			of_block: BTreeMap::new(),
			of_day: BTreeMap::new(),
		};
		for (seal, number, record) in Records::<T>::iter() {
			tally.all = tally.all.saturating_add(1);
			if let Some(grant) = record.grant {
				let (before, here) = tally.of_grant.entry(grant).or_insert((u64::MAX, 0));
				*before = record.nonce.min(*before);
				*here = here.saturating_add(record.count().into());
			}
			tally.of_block.entry(record.block).or_default().insert((seal, number));
			let day = u32::try_from(record.recorded_at.day()).unwrap_or(u32::MAX);
			let (records, uses) = tally.of_day.entry(day).or_default();
			*records = records.saturating_add(1);
			let uses = uses.entry(seal).or_default();
			*uses = uses.saturating_add(record.count().into());
		}
		tally
	}

	/// The activity of each e-seal has the uses of its records, and no others where none has left the state.
	fn check_activity(recorded: &BTreeMap<u32, (u64, BTreeMap<SealId, u64>)>) -> Result<(), TryRuntimeError> {
		let none = DayActivity::default();
		let recorded_of = |day, seal| {
			let uses = recorded.get(&day).and_then(|(_, uses)| uses.get(&seal));
			uses.copied().unwrap_or_default()
		};
		for (seal, activity) in Activity::<T>::iter() {
			ensure!(T::Seals::exists(seal), "activity of an e-seal that does not exist");
			ensure!(
				activity.day <= Self::today(),
				"an e-seal's activity is of a day that has not been"
			);
			ensure!(
				activity.today != none && activity.past.last() != Some(&none),
				"an e-seal's activity begins or ends with a day without any"
			);
			let left = LogStarts::<T>::get(seal).records > 0;
			ensure!(
				activity.days().all(|(day, counted)| {
					let here = recorded_of(day, seal);
					here == counted.uses || (left && here < counted.uses)
				}),
				"an e-seal's activity is not what its records say"
			);
		}
		for (day, (_, uses)) in recorded {
			for seal in uses.keys() {
				let activity = Activity::<T>::get(seal);
				ensure!(
					day.saturating_add(PAST_DAYS) < activity.day || activity.days().any(|(known, _)| known == *day),
					"an e-seal's activity lacks a day on which it was used"
				);
			}
		}
		Ok(())
	}

	/// The totals of each day are what the e-seals' activity adds up to, as long as that remembers the day, and count its records.
	/// What this block recorded and refused, is added when it ends.
	fn check_totals(recorded: &BTreeMap<u32, (u64, BTreeMap<SealId, u64>)>) -> Result<(), TryRuntimeError> {
		let today = Self::today();
		for (day, totals) in TotalsOfDay::<T>::iter() {
			ensure!(
				FirstDay::<T>::get().is_some_and(|first| first <= day) && day <= today,
				"totals of a day that was dropped, or that has not been"
			);
			ensure!(totals != DayTotals::default(), "totals of a day without any");
		}
		let mut summed: BTreeMap<u32, DayActivity> = BTreeMap::new();
		for activity in Activity::<T>::iter_values() {
			for (day, of_seal) in activity.days() {
				let sum = summed.entry(day).or_default();
				sum.uses = sum.uses.saturating_add(of_seal.uses);
				sum.refused = sum.refused.saturating_add(of_seal.refused);
			}
		}
		let open = match BlockLeaves::<T>::get().is_empty() {
			true => BlockUses::<T>::get(frame_system::Pallet::<T>::block_number()),
			false => Default::default(),
		};
		let open_uses = Self::leaves(&open).map(|(_, uses)| uses).unwrap_or_default();
		let open_records = u64::try_from(open.len()).unwrap_or(u64::MAX);
		let none_left = NextToLeave::<T>::get() == Default::default();
		for day in today.saturating_sub(PAST_DAYS)..=today {
			let mut totals = TotalsOfDay::<T>::get(day);
			if day == today {
				totals.records = totals.records.saturating_add(open_records);
				totals.uses = totals.uses.saturating_add(open_uses);
				totals.refused = totals.refused.saturating_add(RefusedInBlock::<T>::get());
			}
			let sum = summed.get(&day).copied().unwrap_or_default();
			ensure!(
				(sum.uses, sum.refused) == (totals.uses, totals.refused),
				"the e-seals' activity does not add up to a day's totals"
			);
			let records = recorded.get(&day).map(|(records, _)| *records).unwrap_or_default();
			ensure!(
				records == totals.records || (!none_left && records < totals.records),
				"a day's totals do not count its records"
			);
		}
		Ok(())
	}

	/// The records of each block are those that it made, in the order of each log, but for those that left the state. Once the
	/// last one has ended, its leaves are theirs.
	fn check_block_uses(
		recorded: &BTreeMap<BlockNumberFor<T>, BTreeSet<(SealId, u64)>>,
	) -> Result<(), TryRuntimeError> {
		let this = frame_system::Pallet::<T>::block_number();
		let (leaving, place) = NextToLeave::<T>::get();
		let left = usize::try_from(place).unwrap_or(usize::MAX);
		let mut of_block = BTreeMap::new();
		for (block, listed) in BlockUses::<T>::iter() {
			ensure!(
				leaving <= block && block <= this,
				"a block is remembered whose records left, or that has not been"
			);
			let distinct: BTreeSet<_> = listed.iter().collect();
			ensure!(distinct.len() == listed.len(), "a block names a record twice");
			let mut next: BTreeMap<SealId, u64> = BTreeMap::new();
			for (seal, number) in &listed {
				let last = next.insert(*seal, *number);
				ensure!(
					last.is_none_or(|last| last < *number),
					"a block names its records in another order"
				);
			}
			let left = if block == leaving { left } else { 0 };
			let here: BTreeSet<_> = listed.iter().skip(left).copied().collect();
			ensure!(!here.is_empty(), "a block is remembered whose records left");
			of_block.insert(block, here);
		}
		ensure!(
			of_block == *recorded,
			"a block names a record that it did not make, or lacks one that it did"
		);
		let leaves = BlockLeaves::<T>::get();
		let of_this = Self::leaves(&BlockUses::<T>::get(this)).map(|(leaves, _)| Self::hashes(&leaves));
		ensure!(
			leaves.is_empty() || of_this.as_deref() == Some(&leaves[..]),
			"the leaves of a block are not those of its records"
		);
		Ok(())
	}

	/// Takes the uses under each grant: how many were made before the first of its records in the state, and how many with
	/// these.
	fn check_grants(uses: &BTreeMap<GrantId, (u64, u64)>) -> Result<(), TryRuntimeError> {
		let mut grants = 0u64;
		let mut open_of: BTreeMap<SealId, u32> = BTreeMap::new();
		let mut granted_to: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		let mut lent: BTreeMap<GrantId, u32> = BTreeMap::new();
		for (id, grant) in Grants::<T>::iter() {
			grants = grants.saturating_add(1);
			ensure!(
				u64::from(grant.used).saturating_add(grant.lent.into()) <= grant.quota.into(),
				"a grant, with what was lent from it, was used more often than its quota allows"
			);
			let (before, here) = uses.get(&id).copied().unwrap_or((grant.used.into(), 0));
			let counted = match LogStarts::<T>::get(grant.seal).records {
				0 if grant.used == 0 => Some(here),
				0 => here.checked_add(Self::uses_carried(id).into()),
				// Where all of its records left the state, the grant alone knows.
				_ => before.checked_add(here),
			};
			ensure!(counted == Some(grant.used.into()), "a grant's count of uses is wrong");
			Self::check_carried(id, &grant)?;
			Self::check_lent(id, &grant)?;
			if let Some(lender) = grant.lent_from {
				let under_lent = lent.entry(lender).or_default();
				*under_lent = under_lent.saturating_add(Self::own_uses(id, &grant));
			}
			let day = grant.valid_until.day();
			let is_open = grant.ended.is_none();
			ensure!(
				(OpenGrants::<T>::get(grant.seal, &grant.operator) == Some(id)) == is_open,
				"an open grant is not indexed as open, or an ended one is"
			);
			ensure!(
				Expiries::<T>::contains_key(day, id) == is_open,
				"a grant is not indexed under the day on which it expires"
			);
			if !is_open {
				continue;
			}
			let open = open_of.entry(grant.seal).or_default();
			*open = open.saturating_add(1);
			ensure!(
				NextExpiryDay::<T>::get().is_some_and(|next| next <= day),
				"a grant's day of expiry was skipped"
			);
			for operator in grant.second.iter().chain([&grant.operator]) {
				let granted = granted_to.entry(operator.clone()).or_default();
				*granted = granted.saturating_add(1);
			}
			ensure!(
				grant.second.as_ref() != Some(&grant.operator),
				"a grant to two operators that are one"
			);
			let facts = T::Seals::facts(grant.seal, Self::now());
			ensure!(
				facts.as_ref().is_some_and(|facts| facts.live)
					|| Self::awaits_clearing(grant.seal)
					|| Self::is_to_take_over(grant.seal),
				"an open grant for an e-seal that is not live"
			);
			ensure!(
				facts
					.as_ref()
					.is_some_and(|facts| facts.owner != grant.operator && Some(&facts.owner) != grant.second.as_ref()),
				"a grant for the owner"
			);
			ensure!(
				!grant.purposes.contains(&Purpose::Liquidation),
				"a grant allows liquidation"
			);
			ensure!(
				facts.is_some_and(|facts| {
					!controls(&facts.key, &grant.operator)
						&& grant.second.as_ref().is_none_or(|second| !controls(&facts.key, second))
				}),
				"a grant for whoever has the seal key"
			);
		}
		for (id, grant) in Grants::<T>::iter() {
			let began_with = match grant.spent() {
				0 => 0,
				_ => Self::carried_from(id).map_or(0, |from| from.lent),
			};
			let under_lent = lent.get(&id).copied().unwrap_or_default();
			ensure!(
				grant.lent == began_with.saturating_add(under_lent),
				"a grant's count of uses under those that were lent from it is wrong"
			);
		}
		ensure!(
			LentGrants::<T>::iter().all(|(lender, lent)| {
				let is_open = |id| Grants::<T>::get(id).is_some_and(|grant| grant.ended.is_none());
				let distinct: BTreeSet<_> = lent.iter().collect();
				!lent.is_empty()
					&& distinct.len() == lent.len()
					&& lent.iter().all(is_open)
					&& lent
						.iter()
						.all(|id| Grants::<T>::get(id).is_some_and(|lent| lent.lent_from == Some(lender)))
			}),
			"a grant is noted as lent that is not, or is no longer"
		);
		for (operator, granted) in granted_to {
			ensure!(
				T::Admission::member(&operator).grants == granted,
				"an operator is not admitted for each of its grants"
			);
		}
		ensure!(
			NextGrantId::<T>::get() == GrantId(grants),
			"grants are not numbered 0, 1, 2, …"
		);
		ensure!(
			OpenGrantCount::<T>::iter().collect::<BTreeMap<_, _>>() == open_of,
			"an e-seal's count of open grants is wrong"
		);
		ensure!(
			open_of.values().all(|open| *open <= T::MaxGrants::get()),
			"an e-seal has too many open grants"
		);
		let open = open_of.values().fold(0u32, |sum, open| sum.saturating_add(*open));
		let open = usize::try_from(open).unwrap_or(usize::MAX);
		ensure!(
			OpenGrants::<T>::iter_keys().count() == open,
			"an open grant is indexed that does not exist"
		);
		ensure!(
			CarriedTo::<T>::iter().all(|(from, to)| from < to && Grants::<T>::contains_key(to)),
			"a grant goes on in one that does not exist"
		);
		ensure!(
			Expiries::<T>::iter_keys().count() == open,
			"an expiry is indexed for a grant that does not exist"
		);
		Ok(())
	}

	/// A lent grant is narrower than the lender's, which is not lent itself, and ends with it.
	fn check_lent(id: GrantId, grant: &Grant<T::AccountId>) -> Result<(), TryRuntimeError> {
		let Some(lender) = grant.lent_from else {
			return Ok(());
		};
		ensure!(
			LentGrants::<T>::get(lender).contains(&id) == grant.ended.is_none(),
			"an open grant is not noted as lent, or an ended one is"
		);
		ensure!(
			grant.lent == 0 && !LentGrants::<T>::contains_key(id),
			"a lent grant is lent on"
		);
		let Some(lenders) = Grants::<T>::get(lender) else {
			return Err("a grant is lent from one that does not exist".into());
		};
		ensure!(
			lenders.seal == grant.seal
				&& lenders.lent_from.is_none()
				&& lenders.operator != grant.operator
				&& lenders.second == grant.second
				&& grant.purposes.is_subset(&lenders.purposes)
				&& grant.valid_until <= lenders.valid_until
				&& lenders.granted_at <= grant.granted_at,
			"a lent grant is wider than the one that it is lent from"
		);
		ensure!(
			lenders
				.ended
				.is_none_or(|(at, _)| { grant.valid_until <= at || grant.ended.is_some_and(|(ended, _)| ended <= at) }),
			"a lent grant outlives the one that it is lent from"
		);
		Ok(())
	}

	/// The grant that one goes on from.
	fn carried_from(id: GrantId) -> Option<Grant<T::AccountId>> {
		CarriedFrom::<T>::get(id).and_then(Grants::<T>::get)
	}

	/// How many uses a grant counts that were made under it itself.
	fn own_uses(id: GrantId, grant: &Grant<T::AccountId>) -> u32 {
		match grant.used {
			0 => 0,
			used => used.saturating_sub(Self::uses_carried(id)),
		}
	}

	/// A grant goes on from one of the e-seal before its own, for the same operator and no more.
	fn check_carried(id: GrantId, grant: &Grant<T::AccountId>) -> Result<(), TryRuntimeError> {
		let Some(from) = CarriedFrom::<T>::get(id) else {
			return Ok(());
		};
		let Some(before) = Grants::<T>::get(from) else {
			return Err("a grant goes on from one that does not exist".into());
		};
		ensure!(
			T::Seals::stored(grant.seal).and_then(|seal| seal.supersedes) == Some(before.seal),
			"a grant goes on from one of an e-seal that is not the one before its own"
		);
		ensure!(
			before.operator == grant.operator
				&& before.second == grant.second
				&& before.purposes == grant.purposes
				&& before.valid_until == grant.valid_until
				// Where the one that goes on ended, what is raised after that is the other's alone.
				&& (before.quota <= grant.quota || grant.ended.is_some()),
			"a grant goes on from one with other limits"
		);
		ensure!(
			CarriedFrom::<T>::get(from).is_none() || before.spent() > 0,
			"a grant goes on from one that has not taken over what it goes on from"
		);
		ensure!(
			grant.spent() == 0 || (grant.used >= before.used && grant.lent >= before.lent),
			"a grant that goes on from another counts fewer uses"
		);
		let lenders = [grant.lent_from, before.lent_from];
		ensure!(
			match lenders {
				[None, None] => true,
				[Some(lender), Some(lent)] => CarriedFrom::<T>::get(lender).is_none_or(|from| from == lent),
				_ => false,
			},
			"a lent grant goes on from one that was lent from another, or was not lent"
		);
		Ok(())
	}

	/// Whether an e-seal is approved or applied for, and is to take over from another.
	fn is_to_take_over(seal: SealId) -> bool {
		let stored = T::Seals::stored(seal).filter(|stored| stored.supersedes.is_some());
		stored.is_some_and(|stored| {
			let status = stored.status_at(Self::now());
			matches!(status, SealStatus::Applied | SealStatus::Approved)
		})
	}

	/// Whether a successor took over from an e-seal, and the grants that it left behind are still to end.
	fn awaits_clearing(seal: SealId) -> bool {
		let stored = T::Seals::stored(seal);
		let ended = stored.filter(|stored| stored.is_succeeded_at(Self::now()));
		ended
			.and_then(|stored| stored.revoked)
			.is_some_and(|revoked| Takeovers::<T>::contains_key(revoked.effective_at.day(), seal))
	}

	/// Checks one e-seal's log against its head, and counts it. Verifies signatures from the record `first` on.
	fn check_log(seal: SealId, head: LogHead, first: u64) -> Result<Counted, TryRuntimeError> {
		let key = T::Seals::facts(seal, Self::now()).map(|facts| facts.key);
		let start = LogStarts::<T>::get(seal);
		let mut computed = start;
		let mut counted = Counted::default();
		let mut of_grant: BTreeMap<GrantId, u64> = BTreeMap::new();
		for number in start.records..head.records {
			let Some(record) = Records::<T>::get(seal, number) else {
				return Err("a log has a gap".into());
			};
			ensure!(
				record.seal == seal && record.index == computed.count,
				"a record is stored under another e-seal, or its first use has another index"
			);
			let nonce = match record.grant {
				Some(grant) => {
					// Before the first one here, there were those that it began with, or as many as left the state.
					let left = match start.records {
						0 => Self::uses_carried(grant).into(),
						_ => record.nonce,
					};
					let used = of_grant.entry(grant).or_insert(left);
					let before = *used;
					*used = before.saturating_add(record.count().into());
					before
				}
				None => computed.by_owner,
			};
			ensure!(record.nonce == nonce, "a statement was used twice, or out of order");
			computed = advance(computed, &record).ok_or("a log is too long")?;
			counted = counted.and(Self::check_documents(seal, number, &record)?);
			Self::check_factors(record, key.as_ref(), number >= first)?;
		}
		ensure!(computed == head, "a log's head does not cover its records");
		Ok(counted)
	}

	/// Checks that a record's documents are those that are known of it, and that each of them leads to it.
	fn check_documents(seal: SealId, number: u64, record: &RecordOf<T>) -> Result<Counted, TryRuntimeError> {
		let listed = DocumentsOf::<T>::get(seal, number);
		let known = match (record.documents, &listed) {
			(Documents::One(document), None) => Vec::from([document]),
			(Documents::One(_), Some(_)) => return Err("a single use with a list of documents".into()),
			(Documents::Batch { count, .. }, None) => {
				ensure!((1..=MAX_ANCHORED).contains(&count), "a batch has no use, or too many");
				Vec::new()
			}
			(Documents::Batch { .. }, Some(listed)) => {
				ensure!(
					batch(listed) == Some(record.documents),
					"a batch lists other documents than its seal key signed"
				);
				listed.to_vec()
			}
		};
		ensure!(
			(record.index..)
				.zip(&known)
				.all(
					|(index, document)| UsesOfDocument::<T>::get(document_key(document), (seal, index)) == Some(number)
				),
			"a use cannot be found by its document"
		);
		Ok(Counted {
			records: 1,
			known: known.len(),
			listed: usize::from(listed.is_some()),
		})
	}

	/// Checks that the e-seal was active and without a hold when it was used, but for what does not stop a liquidator, who acts only
	/// in a liquidation and without a grant; that the seal key signed the record, if that is asked, and that the grant, if it was made under one, covered it.
	fn check_factors(record: RecordOf<T>, key: Option<&SealKey>, verified: bool) -> Result<(), TryRuntimeError> {
		let is_signed = !verified || {
			let signed = record.statement().bytes_to_sign(genesis_hash::<T>(), &record.account);
			key.is_some_and(|key| verify(key, &record.signature, &signed))
		};
		ensure!(is_signed, "a use without its seal key's signature");
		let approved = record
			.statement()
			.bytes_to_approve(genesis_hash::<T>(), &record.account);
		let UseRecord {
			seal,
			purpose,
			account,
			grant,
			recorded_at,
			history_len,
			approval,
			..
		} = record;
		let usable = |(state, stored): (SealState, Seal<T::AccountId>)| {
			let mut holds = state.in_force(recorded_at).map(Obstacle::OnHold);
			let liquidates = purpose == Purpose::Liquidation;
			state.status_at(&stored, recorded_at) == SealStatus::Active
				&& !holds.any(|hold| hold.stops(purpose))
				&& (!liquidates || (grant.is_none() && state.holds.contains(&Hold::EnterpriseRestricted)))
		};
		ensure!(
			T::Seals::state_after(seal, history_len)
				.zip(T::Seals::stored(seal))
				.is_some_and(usable),
			"a use when the e-seal's history says that it was not active or had a hold"
		);
		let covers = |grant: Grant<T::AccountId>| {
			grant.seal == seal
				&& grant.operator == account
				&& grant.purposes.contains(&purpose)
				&& (grant.granted_at..grant.valid_until).contains(&recorded_at)
				&& grant.ended.is_none_or(|(at, _)| recorded_at <= at)
				&& match (&grant.second, &approval) {
					(None, None) => true,
					(Some(second), Some(approval)) => !verified || approves(second, &account, approval, &approved),
					_ => false,
				}
		};
		ensure!(
			grant.is_some() || approval.is_none(),
			"a use without a grant that a second operator approved"
		);
		ensure!(
			grant.is_none_or(|id| Grants::<T>::get(id).is_some_and(covers)),
			"a use under a grant that does not cover it"
		);
		Ok(())
	}

	fn check_flags() -> Result<(), TryRuntimeError> {
		let mut flags = 0u64;
		for (id, flag) in Flags::<T>::iter() {
			flags = flags.saturating_add(1);
			ensure!(
				flag.index < Heads::<T>::get(flag.seal).count,
				"a flag on a use that does not exist"
			);
			ensure!(
				FlagsOfUse::<T>::contains_key((flag.seal, flag.index, id)),
				"a flag is not indexed under its use"
			);
			ensure!(
				flag.closed
					.is_none_or(|closed| closed.by.seat == flag.by.seat && closed.at >= flag.at),
				"a flag was closed by another agency, or before it was raised"
			);
		}
		ensure!(
			NextFlagId::<T>::get() == FlagId(flags),
			"flags are not numbered 0, 1, 2, …"
		);
		let known = usize::try_from(flags).unwrap_or(usize::MAX);
		ensure!(
			FlagsOfUse::<T>::iter_keys().count() == known,
			"a flag is indexed that does not exist"
		);
		Ok(())
	}
}
