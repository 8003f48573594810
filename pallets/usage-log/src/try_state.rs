//! The pallet's invariants.

use crate::{
	BlockLeaves, BlockUses, Config, Expiries, Flags, FlagsOfUse, Grant, Grants, Heads, LogHead, NextExpiryDay,
	NextFlagId, NextGrantId, Nonces, OpenGrantCount, OpenGrants, Pallet, UseRecord, Uses, UsesOfDocument,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use eseal_crypto::{advance, controls, verify};
use eseal_primitives::{FlagId, GrantId, SealId, SealKey};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_admission::Admission;
use pallet_agencies::genesis_hash;
use pallet_e_seal::{SealRegistry, SealStatus};
use sp_runtime::TryRuntimeError;

/// What one pass over all uses tells.
#[derive(Default)]
struct Tally {
	/// How many there are.
	all: usize,
	/// How many were made under each grant.
	of_grant: BTreeMap<GrantId, u32>,
	/// Those that this block recorded.
	of_block: BTreeSet<(SealId, u64)>,
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

	/// The same, but verifies the seal key's signature only of the uses from a number on in the log of each e-seal: whoever checks
	/// after every one of many calls, as tests do, need not verify that of each use every time.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state_since(first: impl Fn(SealId) -> u64) -> Result<(), TryRuntimeError> {
		let tally = Self::tally();
		Self::check_grants(&tally.of_grant)?;
		let mut uses = 0usize;
		for (seal, head) in Heads::<T>::iter() {
			uses = uses.saturating_add(Self::check_log(seal, head, first(seal))?);
		}
		ensure!(tally.all == uses, "a use is not counted by its log");
		ensure!(
			UsesOfDocument::<T>::iter_keys().count() == uses,
			"a use that is indexed by its document is in no log"
		);
		ensure!(
			Nonces::<T>::iter_keys().all(|(seal, _)| Heads::<T>::contains_key(seal)),
			"a nonce for an e-seal without uses"
		);
		Self::check_block_uses(&tally.of_block)?;
		Self::check_flags()
	}

	fn tally() -> Tally {
		let block = frame_system::Pallet::<T>::block_number();
		let mut tally = Tally::default();
		for (seal, index, record) in Uses::<T>::iter() {
			tally.all = tally.all.saturating_add(1);
			if let Some(grant) = record.grant {
				let used = tally.of_grant.entry(grant).or_default();
				*used = used.saturating_add(1);
			}
			if record.block == block {
				tally.of_block.insert((seal, index));
			}
		}
		tally
	}

	/// The uses of the last block are those that it recorded, in the order of each log. Once it has ended, its leaves are
	/// theirs.
	fn check_block_uses(recorded: &BTreeSet<(SealId, u64)>) -> Result<(), TryRuntimeError> {
		let listed = BlockUses::<T>::get();
		let distinct: BTreeSet<_> = listed.iter().collect();
		ensure!(distinct.len() == listed.len(), "a block names a use twice");
		ensure!(
			distinct.into_iter().eq(recorded.iter()),
			"a block names a use that it did not record, or lacks one that it did"
		);
		let mut next: BTreeMap<SealId, u64> = BTreeMap::new();
		for (seal, index) in &listed {
			let last = next.insert(*seal, *index);
			ensure!(
				last.is_none_or(|last| last < *index),
				"a block names its uses in another order"
			);
		}
		let leaves = BlockLeaves::<T>::get();
		ensure!(
			leaves.is_empty() || Self::leaf_hashes(&listed).as_deref() == Some(&leaves[..]),
			"the leaves of a block are not those of its uses"
		);
		Ok(())
	}

	/// Takes how many uses were made under each grant.
	fn check_grants(uses: &BTreeMap<GrantId, u32>) -> Result<(), TryRuntimeError> {
		let mut grants = 0u64;
		let mut open_of: BTreeMap<SealId, u32> = BTreeMap::new();
		let mut granted_to: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		for (id, grant) in Grants::<T>::iter() {
			grants = grants.saturating_add(1);
			ensure!(
				grant.used <= grant.quota,
				"a grant was used more often than its quota allows"
			);
			ensure!(
				grant.used == uses.get(&id).copied().unwrap_or_default(),
				"a grant's count of uses is wrong"
			);
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
			let granted = granted_to.entry(grant.operator.clone()).or_default();
			*granted = granted.saturating_add(1);
			let facts = T::Seals::facts(grant.seal, Self::now());
			ensure!(
				facts.as_ref().is_some_and(|facts| facts.live),
				"an open grant for an e-seal that is not live"
			);
			ensure!(
				facts.as_ref().is_some_and(|facts| facts.owner != grant.operator),
				"a grant for the owner"
			);
			ensure!(
				facts.is_some_and(|facts| !controls(&facts.key, &grant.operator)),
				"a grant for whoever has the seal key"
			);
		}
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
			Expiries::<T>::iter_keys().count() == open,
			"an expiry is indexed for a grant that does not exist"
		);
		Ok(())
	}

	/// Checks one e-seal's log against its head, and returns how many uses it has. Verifies signatures from the use `first` on.
	fn check_log(seal: SealId, head: LogHead, first: u64) -> Result<usize, TryRuntimeError> {
		let mut computed = LogHead::default();
		let mut nonces: BTreeMap<T::AccountId, u64> = BTreeMap::new();
		let mut records = Vec::new();
		for index in 0..head.count {
			let Some(record) = Uses::<T>::get(seal, index) else {
				return Err("a log has a gap".into());
			};
			ensure!(
				record.seal == seal && record.index == index,
				"a use is stored under another e-seal or index"
			);
			ensure!(
				UsesOfDocument::<T>::contains_key((record.document, seal, index)),
				"a use cannot be found by its document"
			);
			let nonce = nonces.entry(record.account.clone()).or_default();
			ensure!(record.nonce == *nonce, "a statement was used twice, or out of order");
			*nonce = nonce.saturating_add(1);
			computed = advance(computed, &record).ok_or("a log is too long")?;
			records.push(record);
		}
		ensure!(computed == head, "a log's head does not cover its uses");
		let key = T::Seals::facts(seal, Self::now()).map(|facts| facts.key);
		records
			.into_iter()
			.try_for_each(|record| Self::check_factors(record, key.as_ref(), first))?;
		ensure!(
			Nonces::<T>::iter_prefix(seal).collect::<BTreeMap<_, _>>() == nonces,
			"an account's nonce is not the number of its uses"
		);
		usize::try_from(head.count).map_err(|_| "a log is too long".into())
	}

	/// Checks that the e-seal was active and without a hold when it was used, that the seal key signed the use, if it is not
	/// before `first`, and that the grant, if it was made under one, covered it.
	fn check_factors(
		record: UseRecord<T::AccountId, BlockNumberFor<T>>,
		key: Option<&SealKey>,
		first: u64,
	) -> Result<(), TryRuntimeError> {
		let is_signed = record.index < first || {
			let signed = record.statement().bytes_to_sign(genesis_hash::<T>(), &record.account);
			key.is_some_and(|key| verify(key, &record.signature, &signed))
		};
		ensure!(is_signed, "a use without its seal key's signature");
		let UseRecord {
			seal,
			purpose,
			account,
			grant,
			recorded_at,
			history_len,
			..
		} = record;
		ensure!(
			T::Seals::state_after(seal, history_len)
				.is_some_and(|state| state.status == SealStatus::Active && state.holds.is_empty()),
			"a use when the e-seal's history says that it was not active or had a hold"
		);
		let covers = |grant: Grant<T::AccountId>| {
			grant.seal == seal
				&& grant.operator == account
				&& grant.purposes.contains(&purpose)
				&& (grant.granted_at..grant.valid_until).contains(&recorded_at)
				&& grant.ended.is_none_or(|(at, _)| recorded_at <= at)
		};
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
				Uses::<T>::contains_key(flag.seal, flag.index),
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
