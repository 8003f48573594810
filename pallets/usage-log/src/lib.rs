//! # Usage log
//!
//! Every use of an e-seal, on record.
//!
//! A use takes two factors: an account that is entitled to use the e-seal (its owner, or an operator with a [`Grant`] that
//! covers the use), and the seal key's own signature over a statement. The chain accepts a use only while the e-seal is
//! usable; a refused one stays visible as a failed extrinsic with a typed error. Of an enterprise in liquidation, the liquidator
//! alone is entitled, for the purpose Liquidation alone.
//!
//! The unit of the log is a record: one use, or a batch of uses of one e-seal that its key signed at once. A call names one
//! document, lists up to 1,024, or has the root of a Merkle tree over up to 2^20. The uses of an e-seal are numbered
//! 0, 1, 2, … without gaps, and its [`LogHead`] covers them all. Any agency may flag a use; a flag never alters it. Whoever
//! flags a use or closes a flag names its digest too ([`eseal_primitives::decision`]): on another fork, the number may stand
//! for another.
//!
//! Records stay in the state for ever, or for as long as a motion says ([`Retention`]). Then they leave it, oldest first, in
//! the room that blocks have left; the head of each log, the counts of owners and grants, the statistics and what flags say remain.
//! Nodes that keep records ([`eseal_primitives::kept`]) prove any use ever made.
//!
//! A grant may say that a use takes two operators: then the call has the second one's approval of the same statement, and so has
//! the record. An operator may lend its grant on, one step.
//!
//! For supervisors the chain counts, by day, the uses of each e-seal and those that were refused, and its own ([`Activity`],
//! [`TotalsOfDay`]). Two events are alarms: [`Event::QuotaNearlyUsed`] and [`Event::BurstOfUses`].

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod activity;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod block_uses;
mod carry_over;
mod expiry;
mod flags;
mod grants;
mod lending;
mod lookup;
#[cfg(test)]
mod mock;
mod retention;
pub mod runtime_api;
mod succession;
// Tables of functions, and keys of three sizes.
#[allow(clippy::type_complexity, clippy::large_enum_variant)]
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod uses;
pub mod weights;

use codec::Encode;
use eseal_primitives::DocumentDigest;
pub use eseal_primitives::{
	activity::{DayActivity, DayTotals, SealActivity},
	flag::{Flag, FlagClosure, FlagOutcome, FlagReason},
	grant::{Grant, GrantEnd, Purposes},
	usage::{BlockUsesRoot, LogHead, UseLeaf, UseRecord, USES_ENGINE_ID},
	FlagId, GrantId,
};
pub use pallet::*;
pub use weights::WeightInfo;

/// The key under which the uses of a document are: BLAKE2b-128 of its SCALE encoding, half as long as the document's digest. Whether
/// a use is of this very document, the record or its list tells.
pub fn document_key(document: &DocumentDigest) -> [u8; 16] {
	sp_io::hashing::blake2_128(&document.encode())
}

/// A record of the log.
pub type RecordOf<T> =
	UseRecord<<T as frame_system::Config>::AccountId, frame_system::pallet_prelude::BlockNumberFor<T>>;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::{grants::Terms, *};
	use eseal_primitives::{
		documents::Listed,
		statement::{Approval, MAX_MANY},
		Act, Documents, Moment, Purpose, SealId, SealSignature, SignedUse, Uscc, UseStatement,
	};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use pallet_admission::{Admission, OfficerGate};
	use pallet_agencies::Officer;
	use pallet_e_seal::SealRegistry;
	use sp_core::{ConstU32, H256};

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = H256> {
		/// Through which every act of an officer passes.
		type Officers: OfficerGate<OriginFor<Self>, Self::AccountId>;

		/// The e-seals.
		type Seals: SealRegistry<Self::AccountId>;

		/// Grants and withdraws an operator's right to send extrinsics.
		type Admission: Admission<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = u64>;

		/// The maximum number of open grants of an e-seal.
		#[pallet::constant]
		type MaxGrants: Get<u32>;

		/// The maximum number of open grants that are lent from one.
		#[pallet::constant]
		type MaxLent: Get<u32>;

		/// How old a statement may be when the chain records the use, in milliseconds.
		#[pallet::constant]
		type StatementLifetime: Get<u64>;

		/// How far the signer's clock may be ahead of the chain's, in milliseconds.
		#[pallet::constant]
		type MaxClockAhead: Get<u64>;

		/// The maximum number of records in a block.
		#[pallet::constant]
		type MaxUsesPerBlock: Get<u32>;

		/// The shortest time that records stay in the state, in milliseconds. As long as a statement may be sent again, its
		/// record must be there, so it is at least [`Config::StatementLifetime`].
		#[pallet::constant]
		type MinRetention: Get<u64>;

		/// How many times the uses of the busiest of the past days an e-seal must have on one day for an alarm.
		#[pallet::constant]
		type BurstFactor: Get<u32>;

		/// How many uses an e-seal must have on one day for an alarm, however few it had before.
		#[pallet::constant]
		type BurstFloor: Get<u64>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// All grants, including those that ended.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Twox64Concat, GrantId, Grant<T::AccountId>>;

	/// The number of the next grant.
	#[pallet::storage]
	pub type NextGrantId<T: Config> = StorageValue<_, GrantId, ValueQuery>;

	/// An operator's open grant for an e-seal, at most one.
	#[pallet::storage]
	pub type OpenGrants<T: Config> = StorageDoubleMap<_, Twox64Concat, SealId, Blake2_128Concat, T::AccountId, GrantId>;

	/// How many open grants an e-seal has.
	#[pallet::storage]
	pub type OpenGrantCount<T: Config> = StorageMap<_, Twox64Concat, SealId, u32, ValueQuery>;

	/// The open grants by the day (since the Unix epoch, UTC) on which they expire.
	#[pallet::storage]
	pub type Expiries<T: Config> = StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, GrantId, ()>;

	/// The first day of [`Expiries`] that has not been cleared yet; none before the first grant.
	#[pallet::storage]
	pub type NextExpiryDay<T: Config> = StorageValue<_, u64>;

	/// The log: the records of each e-seal that are in the state, by their numbers.
	#[pallet::storage]
	pub type Records<T: Config> = StorageDoubleMap<_, Twox64Concat, SealId, Twox64Concat, u64, RecordOf<T>>;

	/// The documents of a record, by e-seal and number of the record, if the call listed them.
	#[pallet::storage]
	pub type DocumentsOf<T: Config> = StorageDoubleMap<_, Twox64Concat, SealId, Twox64Concat, u64, Listed>;

	/// The head of each e-seal's log.
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Twox64Concat, SealId, LogHead, ValueQuery>;

	/// Where the log in the state begins: the head of each e-seal's log as of its last record that left the state.
	#[pallet::storage]
	pub type LogStarts<T: Config> = StorageMap<_, Twox64Concat, SealId, LogHead, ValueQuery>;

	/// How long records stay in the state after they were made, in milliseconds; for ever if there is nothing.
	#[pallet::storage]
	pub type Retention<T: Config> = StorageValue<_, u64>;

	/// The record that leaves the state next: the number of its block, and its place among the records of that block.
	#[pallet::storage]
	pub type NextToLeave<T: Config> = StorageValue<_, (BlockNumberFor<T>, u32), ValueQuery>;

	/// The uses of a document, by [`document_key`], and by e-seal and index among its uses: the number of the record. A use in a
	/// batch of which the chain has the root alone is not here.
	#[pallet::storage]
	pub type UsesOfDocument<T: Config> = StorageDoubleMap<_, Identity, [u8; 16], Identity, (SealId, u64), u64>;

	/// The records that each block made, in order, by e-seal and number in its log, until all of them have left the state. The
	/// block's header has the root of a Merkle tree over them.
	#[pallet::storage]
	pub type BlockUses<T: Config> =
		StorageMap<_, Twox64Concat, BlockNumberFor<T>, BoundedVec<(SealId, u64), T::MaxUsesPerBlock>, ValueQuery>;

	/// The hashes of the leaves of the last block's [`BlockUses`], in the same order, from the end of the block on: whoever asks
	/// for a proof then needs one record and not all of them. Empty while the block is being built, and in a block without uses.
	#[pallet::storage]
	pub type BlockLeaves<T: Config> = StorageValue<_, BoundedVec<H256, T::MaxUsesPerBlock>, ValueQuery>;

	/// All flags, open and closed.
	#[pallet::storage]
	pub type Flags<T: Config> = StorageMap<_, Twox64Concat, FlagId, Flag<T::AccountId>>;

	/// The number of the next flag.
	#[pallet::storage]
	pub type NextFlagId<T: Config> = StorageValue<_, FlagId, ValueQuery>;

	/// The flags on a use.
	#[pallet::storage]
	pub type FlagsOfUse<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, SealId>,
			NMapKey<Twox64Concat, u64>,
			NMapKey<Twox64Concat, FlagId>,
		),
		(),
	>;

	/// How much each e-seal is used, by day, and how often a use is refused, from the first time on. Records that leave the
	/// state do not change it.
	#[pallet::storage]
	pub type Activity<T: Config> = StorageMap<_, Twox64Concat, SealId, SealActivity, ValueQuery>;

	/// How much the chain records by day (since the Unix epoch, UTC), and how much it refuses, as of the end of the block; of days
	/// with anything, 400 of them at most.
	#[pallet::storage]
	pub type TotalsOfDay<T: Config> = StorageMap<_, Twox64Concat, u32, DayTotals, ValueQuery>;

	/// The first day whose totals have not been dropped; none before the first day that has any.
	#[pallet::storage]
	pub type FirstDay<T: Config> = StorageValue<_, u32>;

	/// How many statements this block refused so far. Nothing once the block has ended.
	#[pallet::storage]
	pub type RefusedInBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// The e-seals from which a successor takes over, by the day (since the Unix epoch, UTC) on which it does, until the grants that
	/// they leave behind have ended.
	#[pallet::storage]
	pub type Takeovers<T: Config> = StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, SealId, ()>;

	/// From which grant one goes on: one of the e-seal before its own. The uses under that one count here from the first use on.
	#[pallet::storage]
	pub type CarriedFrom<T: Config> = StorageMap<_, Twox64Concat, GrantId, GrantId>;

	/// Which grant goes on from one: the last, if there were several.
	#[pallet::storage]
	pub type CarriedTo<T: Config> = StorageMap<_, Twox64Concat, GrantId, GrantId>;

	/// The open grants that were lent from a grant.
	#[pallet::storage]
	pub type LentGrants<T: Config> = StorageMap<_, Twox64Concat, GrantId, BoundedVec<GrantId, T::MaxLent>, ValueQuery>;

	/// What the chain begins with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// How long records stay in the state after they were made, in milliseconds; for ever if there is nothing.
		pub retention: Option<u64>,
		#[doc(hidden)]
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Retention::<T>::set(self.retention);
		}
	}

	// Fields have docs where the name does not say all.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An operator was granted the use of an e-seal: by the owner, unless another event follows that says how.
		GrantIssued {
			grant: GrantId,
			seal: SealId,
			operator: T::AccountId,
			/// Who approves each use; none if one operator suffices.
			second: Option<T::AccountId>,
			purposes: Purposes,
			valid_until: Moment,
			quota: u32,
		},
		/// A grant ended.
		GrantEnded {
			grant: GrantId,
			seal: SealId,
			operator: T::AccountId,
			reason: GrantEnd,
		},
		/// An e-seal was used.
		UseRecorded {
			seal: SealId,
			/// The enterprise's code.
			uscc: Uscc,
			index: u64,
			document: DocumentDigest,
			purpose: Purpose,
			/// The sender: the owner, an operator or the liquidator.
			account: T::AccountId,
			/// None for the owner and for a liquidator, who need no grant.
			grant: Option<GrantId>,
			/// The digest of the log's head, this use included.
			head: H256,
		},
		/// An e-seal was used for a batch of documents.
		BatchRecorded {
			seal: SealId,
			/// The enterprise's code.
			uscc: Uscc,
			/// The index of the first use.
			index: u64,
			documents: Documents,
			/// Whether the call lists the documents: each can then be found.
			listed: bool,
			purpose: Purpose,
			/// The sender: the owner, an operator or the liquidator.
			account: T::AccountId,
			/// None for the owner and for a liquidator, who need no grant.
			grant: Option<GrantId>,
			/// The digest of the log's head, this batch included.
			head: H256,
		},
		/// The agencies said how long records stay in the state.
		RetentionSet {
			/// In milliseconds; none is for ever.
			retention: Option<u64>,
		},
		/// A use was refused that was sent with others.
		UseRefused {
			/// Its place in the call, from 0.
			position: u32,
			seal: SealId,
			/// Why.
			error: DispatchError,
		},
		/// An alarm: nine tenths of a grant's quota are used. Once for each quota of a grant, after the event of the record that did it; of a
		/// quota below 10, with its last use.
		QuotaNearlyUsed {
			grant: GrantId,
			seal: SealId,
			operator: T::AccountId,
			/// How many uses have been recorded under the grant and those that were lent from it.
			used: u32,
			quota: u32,
		},
		/// An alarm: an e-seal was used far more often today than on any of the past days. Once for each e-seal and day, after the
		/// event of the record that did it.
		BurstOfUses {
			seal: SealId,
			/// Today, in days since the Unix epoch, UTC.
			day: u32,
			/// Its uses today, so far.
			uses: u64,
			/// Its uses on the busiest of the 31 days before.
			busiest: u64,
		},
		/// An agency flagged a use.
		UseFlagged {
			flag: FlagId,
			seal: SealId,
			index: u64,
			reason: FlagReason,
			/// The digest of a text with more details, which is kept off chain.
			note: Option<DocumentDigest>,
			by: Officer<T::AccountId>,
		},
		/// An agency closed a flag.
		FlagClosed {
			flag: FlagId,
			outcome: FlagOutcome,
			by: Officer<T::AccountId>,
		},
		/// An owner let a grant carry over to the successor of its e-seal. Follows the event of the grant that goes on from it.
		GrantCarriedOver {
			from: GrantId,
			/// The grant for the successor.
			to: GrantId,
			/// The successor.
			seal: SealId,
			operator: T::AccountId,
		},
		/// An owner raised the quota of a grant. The uses under it count on.
		QuotaRaised {
			grant: GrantId,
			seal: SealId,
			operator: T::AccountId,
			from: u32,
			to: u32,
		},
		/// An operator lent a grant on. Follows the event of the lent grant.
		GrantLent {
			grant: GrantId,
			/// The lender's grant.
			from: GrantId,
			seal: SealId,
			operator: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No e-seal has this number.
		SealNotFound,
		/// The e-seal was never issued: its application is pending, rejected or withdrawn.
		SealNotIssued,
		/// The e-seal is revoked.
		SealRevoked,
		/// The owner suspended the e-seal and must resume it first.
		SuspendedByOwner,
		/// Data Resources suspended the e-seal and must resume it first.
		SuspendedByPlatform,
		/// Public Security froze the enterprise. Its e-seal can be used when the freeze ends, or Public Security or a motion lifts
		/// it.
		SealFrozen,
		/// The physical seal is lost or destroyed. Apply for a successor with a newly filed one.
		PhysicalSealLost,
		/// The enterprise is in liquidation: only the liquidator that Market Supervision named uses its e-seal, for the purpose
		/// Liquidation alone. All other use waits until Market Supervision lifts the restriction.
		EnterpriseRestricted,
		/// The enterprise was renamed. Apply for a successor.
		EnterpriseRenamed,
		/// The e-seal's validity has not begun.
		SealNotYetValid,
		/// The e-seal's validity has ended. Apply for a successor.
		SealExpired,
		/// The caller is not the owner of the e-seal's enterprise; nor, where a grant is revoked, the operator who lent it.
		NotOwner,
		/// The owner needs no grant.
		OperatorIsOwner,
		/// The account's key is the key of the e-seal. Name an account with another key, so that a use takes two secrets.
		OperatorHasSealKey,
		/// The operator already has an open grant for this e-seal. Revoke it first.
		OperatorHasGrant,
		/// The e-seal has the maximum number of open grants. Revoke one first.
		TooManyGrants,
		/// A grant needs at least one purpose.
		NoPurpose,
		/// A grant must allow at least one use.
		NoQuota,
		/// The grant must end in the future.
		GrantPast,
		/// No grant has this number.
		GrantNotFound,
		/// The grant has already ended.
		GrantEnded,
		/// The caller is not the e-seal's owner, and the statement names no grant of its own for it. Ask the owner for one.
		NoGrant,
		/// The grant has expired. Ask the owner for a new one.
		GrantExpired,
		/// The grant does not allow this purpose.
		PurposeNotGranted,
		/// The quota of the grant, or of the one that it is lent from, has no room for these uses. Ask the owner to raise it, or
		/// lend fewer.
		QuotaExhausted,
		/// The statement and the call name different e-seals.
		StatementForAnotherSeal,
		/// The statement's nonce is not the next one of the grant, or without a grant that of this e-seal: it was already used, or
		/// one before it was not.
		WrongNonce,
		/// The statement was signed too long ago. Sign it again.
		StatementTooOld,
		/// The statement's signing time is in the future. Check the signer's clock.
		StatementFromFuture,
		/// The signature is invalid. It must be the seal key's over this statement, for this caller and this chain.
		SignatureInvalid,
		/// The statement is of a batch. Send it with its documents, or anchor it.
		NotOneDocument,
		/// The statement is of one document. Record it as a single use.
		NotABatch,
		/// The documents are not those of the statement: their number, their order or one of them differs.
		DocumentsDiffer,
		/// The batch has no use, or more than 1,048,576.
		BatchSize,
		/// The block has no room for another record. Send it again.
		BlockFull,
		/// The e-seal's log has no such record in the state, or the record has no such use. Records leave the state when their
		/// retention is over.
		UseNotFound,
		/// The record with this number is not the one that was looked at: the chain switched to another fork, or the number is
		/// wrong. Look at it again and decide anew.
		UseDiffers,
		/// No flag has this number.
		FlagNotFound,
		/// The flag with this number is not the one that was decided on: the chain switched to another fork, or the number is
		/// wrong. Look at it again and decide anew.
		FlagDiffers,
		/// Records must stay in the state for longer, at least as long as `minRetention` says.
		RetentionTooShort,
		/// The flag is already closed.
		FlagAlreadyClosed,
		/// Another agency raised the flag. Only that agency can close it.
		FlagOfAnotherAgency,
		/// A counter has reached its maximum.
		Overflow,
		/// Another account acts for the enterprise, and the time to replace the key that the one before it may have is over. The
		/// e-seal must be replaced by a successor.
		KeyRotationDue,
		/// The e-seal replaces none: there are no grants that could carry over to it. Grant its use anew.
		NoPredecessor,
		/// The grant is for another e-seal.
		GrantOfAnotherSeal,
		/// The quota must be higher than it is. Revoke the grant to take uses away.
		QuotaNotRaised,
		/// Only the liquidator that Market Supervision named for the enterprise, while that is in liquidation, uses its e-seal for the
		/// purpose Liquidation. State another purpose, or let the liquidator sign and send it.
		NotLiquidator,
		/// No grant allows the purpose Liquidation: it is the liquidator's. Leave it out.
		PurposeOfLiquidator,
		/// The grant is another account's. Only its operator lends it on.
		NotOperator,
		/// The grant is lent itself, and is not lent on. Ask the owner for a grant that is not.
		GrantIsLent,
		/// What is lent must end with the grant that it is lent from, or before. Name an earlier end.
		OutlivesGrant,
		/// As many grants are lent from this one as may be. Revoke one first.
		TooManyLent,
		/// The grant is lent, and the one that it is lent from does not carry over. Let that one carry over first.
		LenderNotCarried,
		/// The second operator must be another account than the operator and the owner, and its key another than the e-seal's.
		SecondNotPossible,
		/// A use under this grant takes two operators. Have the second one sign what `approvalBytes` tells, and send the use with that
		/// approval: `recordWithSecond`.
		SecondOperatorNeeded,
		/// One operator suffices for this use. Record it without an approval.
		NoSecondOperator,
		/// The approval is not the second operator's, by a key of its account, over this statement, for this caller and this chain.
		ApprovalInvalid,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Clears the leaves of the previous block. The weight includes `on_finalize` of a block without uses; each use adds its
		/// own.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			BlockLeaves::<T>::kill();
			T::WeightInfo::commit_uses(0)
		}

		/// Names the block's uses in its header, and adds them to the day's totals.
		fn on_finalize(_: BlockNumberFor<T>) {
			Self::commit_uses();
		}

		/// Ends expired grants, and lets records leave the state whose retention is over, as far as the block has room.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let ended = Self::end_expired_grants(remaining);
			ended.saturating_add(Self::drop_old_records(remaining.saturating_sub(ended)))
		}

		fn integrity_test() {
			assert!(T::MaxGrants::get() > 0, "an e-seal must be able to have a grant");
			assert!(T::MaxLent::get() > 0, "a grant must be able to be lent");
			assert!(T::StatementLifetime::get() > 0, "a statement must live for some time");
			assert!(T::MaxUsesPerBlock::get() > 0, "a block must be able to record a use");
			assert!(T::BurstFactor::get() > 0, "as much as ever is no burst");
			assert!(T::BurstFloor::get() > 0, "no use is no burst");
			assert!(
				T::MinRetention::get() >= T::StatementLifetime::get(),
				"a record must be in the state as long as its statement may be sent again"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Grants an operator the use of an e-seal within limits, and admits the operator's account.
		///
		/// - `seal`: a live e-seal of the caller's enterprise.
		/// - `operator`: the operator's account. It can have one open grant for each e-seal, and its key must be another than the
		///   e-seal's.
		/// - `purposes`: what for, at least one; Liquidation is not among them.
		/// - `valid_until`: the moment at which the grant ends, in milliseconds since the Unix epoch.
		/// - `quota`: how many uses, at least one.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotOwner`], [`Error::SealNotIssued`], [`Error::SealNotYetValid`] (it
		/// takes over later), [`Error::SealRevoked`], [`Error::OperatorIsOwner`], [`Error::OperatorHasSealKey`],
		/// [`Error::NoPurpose`], [`Error::PurposeOfLiquidator`], [`Error::NoQuota`], [`Error::GrantPast`],
		/// [`Error::OperatorHasGrant`], [`Error::TooManyGrants`]; and what [`pallet_admission::Admission::admit`] says of an
		/// officer.
		///
		/// **Events:** [`Event::GrantIssued`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::grant())]
		pub fn grant(
			origin: OriginFor<T>,
			seal: SealId,
			operator: T::AccountId,
			purposes: Purposes,
			valid_until: Moment,
			quota: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let terms = Terms {
				operator,
				second: None,
				purposes,
				valid_until,
				quota,
				lent_from: None,
			};
			Self::do_grant(who, seal, terms)
		}

		/// Revokes a grant, and one that goes on from it, with what was lent from them. The operators lose their roles. What was
		/// used stays counted.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise, or by the operator who lent the grant.
		///
		/// **Errors:** [`Error::GrantNotFound`], [`Error::NotOwner`], [`Error::GrantEnded`].
		///
		/// **Events:** for each [`Event::GrantEnded`].
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::revoke_weight(Pallet::<T>::most_revoked()))]
		pub fn revoke_grant(origin: OriginFor<T>, grant: GrantId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let ended = Self::do_revoke_grant(who, grant)?;
			Ok(Some(Self::revoke_weight(ended)).into())
		}

		/// Records a use of the e-seal.
		///
		/// - `seal`: the e-seal.
		/// - `statement`: what the seal key signed: the caller's grant, or none for the owner and for a liquidator; as nonce the number
		///   of uses recorded under that grant, or of this e-seal without one; one document. It must have been signed at most
		///   [`Config::StatementLifetime`] ago.
		/// - `signature`: the seal key's, over `eseal:use:v2` and the SCALE encoding of (genesis hash, caller's account,
		///   statement); the runtime API returns these bytes.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise, or by an operator with a grant that covers the
		/// use. While the enterprise is in liquidation, only by its liquidator, for the purpose Liquidation; neither the restriction
		/// nor a suspension by the owner stops that.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::StatementForAnotherSeal`]; obstacles to the use of the e-seal:
		/// [`Error::SealNotIssued`], [`Error::SealRevoked`], [`Error::SuspendedByOwner`],
		/// [`Error::SuspendedByPlatform`], [`Error::SealFrozen`], [`Error::PhysicalSealLost`],
		/// [`Error::EnterpriseRestricted`], [`Error::EnterpriseRenamed`], [`Error::KeyRotationDue`],
		/// [`Error::SealNotYetValid`], [`Error::SealExpired`]; what the grant does not cover: [`Error::NoGrant`],
		/// [`Error::GrantExpired`], [`Error::GrantEnded`], [`Error::PurposeNotGranted`], [`Error::QuotaExhausted`],
		/// [`Error::SecondOperatorNeeded`]; [`Error::NotLiquidator`]; what is wrong with the statement:
		/// [`Error::NotOneDocument`], [`Error::StatementTooOld`], [`Error::StatementFromFuture`], [`Error::WrongNonce`],
		/// [`Error::SignatureInvalid`]; and [`Error::BlockFull`].
		///
		/// **Events:** [`Event::UseRecorded`], and the alarms [`Event::QuotaNearlyUsed`] and [`Event::BurstOfUses`] where they are
		/// due.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::record_use_weight(signature))]
		pub fn record_use(
			origin: OriginFor<T>,
			seal: SealId,
			statement: UseStatement,
			signature: SealSignature,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declared = Self::record_use_weight(&signature);
			let was_lent = Self::do_record_use(who, seal, statement, signature, None)?;
			Ok(Self::weighed(declared, was_lent))
		}

		/// Flags a use. The use itself does not change.
		///
		/// - `seal`, `index`: the use.
		/// - `record`, `digest`: the number of the record that has it, and that record's digest.
		/// - `reason`: why.
		/// - `note`: the digest of a text with more details, which is kept off chain.
		///
		/// **Origin:** an officer of any agency.
		///
		/// **Errors:** [`Error::UseNotFound`], [`Error::UseDiffers`].
		///
		/// **Events:** [`Event::UseFlagged`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::flag_use())]
		pub fn flag_use(
			origin: OriginFor<T>,
			seal: SealId,
			index: u64,
			record: u64,
			digest: H256,
			reason: FlagReason,
			note: Option<DocumentDigest>,
		) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::FlagUse, &(seal, index, record, digest, reason, note))?;
			Self::do_flag_use(officer, seal, index, record, digest, reason, note)
		}

		/// Closes a flag, with an outcome.
		///
		/// - `flag`, `digest`: the flag, and the digest of it as it was raised.
		///
		/// **Origin:** an officer of the agency that raised it.
		///
		/// **Errors:** [`Error::FlagNotFound`], [`Error::FlagDiffers`], [`Error::FlagOfAnotherAgency`],
		/// [`Error::FlagAlreadyClosed`].
		///
		/// **Events:** [`Event::FlagClosed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::close_flag())]
		pub fn close_flag(origin: OriginFor<T>, flag: FlagId, digest: H256, outcome: FlagOutcome) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::CloseFlag, &(flag, digest, outcome))?;
			Self::do_close_flag(officer, flag, digest, outcome)
		}

		/// Records a batch of uses of the e-seal, all or none. Each can be found by its document.
		///
		/// - `seal`: the e-seal.
		/// - `statement`: what the seal key signed, as in `record_use`, with the number and the root of the documents in place of
		///   one.
		/// - `documents`: the documents, in the order of their uses, at most 1,024.
		/// - `signature`: the seal key's, as in `record_use`.
		///
		/// **Origin:** as of `record_use`.
		///
		/// **Errors:** those of `record_use`, with [`Error::DocumentsDiffer`] in place of [`Error::NotOneDocument`].
		///
		/// **Events:** [`Event::BatchRecorded`], and alarms as of `record_use`.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::record_uses_weight(documents, signature))]
		pub fn record_uses(
			origin: OriginFor<T>,
			seal: SealId,
			statement: UseStatement,
			documents: Listed,
			signature: SealSignature,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declared = Self::record_uses_weight(&documents, &signature);
			let was_lent = Self::do_record_uses(who, seal, statement, documents, signature, None)?;
			Ok(Self::weighed(declared, was_lent))
		}

		/// Records a batch of up to 1,048,576 uses of the e-seal, of which the chain knows the number and the root. Whoever keeps
		/// the documents' digests can prove each.
		///
		/// - `seal`: the e-seal.
		/// - `statement`: what the seal key signed, as in `record_uses`.
		/// - `signature`: the seal key's, as in `record_use`.
		///
		/// **Origin:** as of `record_use`.
		///
		/// **Errors:** those of `record_use`, with [`Error::NotABatch`] and [`Error::BatchSize`] in place of
		/// [`Error::NotOneDocument`].
		///
		/// **Events:** [`Event::BatchRecorded`], and alarms as of `record_use`.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::record_use_weight(signature))]
		pub fn anchor_batch(
			origin: OriginFor<T>,
			seal: SealId,
			statement: UseStatement,
			signature: SealSignature,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declared = Self::record_use_weight(&signature);
			let was_lent = Self::do_anchor_batch(who, seal, statement, signature, None)?;
			Ok(Self::weighed(declared, was_lent))
		}

		/// Records single uses of many e-seals, each by itself: what `record_use` would refuse is announced and passed over.
		///
		/// - `uses`: at most 64 statements, each with the signature of its seal key.
		///
		/// **Origin:** as of `record_use`, for each of the uses.
		///
		/// **Errors:** none; those of `record_use` are in the event.
		///
		/// **Events:** for each use [`Event::UseRecorded`] or [`Event::UseRefused`], and alarms as of `record_use`.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::record_for_many_weight(uses))]
		pub fn record_for_many(
			origin: OriginFor<T>,
			uses: BoundedVec<SignedUse, ConstU32<MAX_MANY>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declared = Self::record_for_many_weight(&uses);
			let not_needed = Self::do_record_for_many(who, uses);
			Ok(Some(declared.saturating_sub(not_needed)).into())
		}

		/// Sets how long records stay in the state after they were made. Older ones leave it, in the room that blocks have left,
		/// and do not come back if the time is prolonged.
		///
		/// - `retention`: in milliseconds, at least [`Config::MinRetention`]; none is for ever.
		///
		/// **Origin:** root.
		///
		/// **Errors:** [`Error::RetentionTooShort`].
		///
		/// **Events:** [`Event::RetentionSet`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::close_flag())]
		pub fn set_retention(origin: OriginFor<T>, retention: Option<u64>) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_set_retention(retention)
		}

		/// Lets open grants of an e-seal carry over to its successor. For each, a grant for the successor is issued that goes on from it:
		/// for the same operator and purposes, with the same end and quota, and the uses so far count, also as the operator's nonce.
		/// Operators sign nothing anew; their statements name the successor and the new grant. Until the takeover the old one serves.
		/// What the owner does not name, does not carry over.
		///
		/// If the owner revokes the old grant or raises its quota, that goes for the new one, too. If the successor does not come to
		/// be, the new one ends, and the old one has not changed. A lent grant goes on as one that is lent from the grant that goes on
		/// from the lender's, which carries over before it.
		///
		/// - `successor`: the application or e-seal that is to replace, or replaced, the e-seal of the grants.
		/// - `grants`: at most [`Config::MaxGrants`]; one that carries over already changes nothing. The keys of its operators
		///   must be others than the successor's. What was lent comes after what it was lent from.
		///
		/// **Origin:** signed by the owner of the e-seals' enterprise.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotOwner`], [`Error::SealNotIssued`], [`Error::SealRevoked`],
		/// [`Error::NoPredecessor`], [`Error::GrantNotFound`], [`Error::GrantOfAnotherSeal`], [`Error::GrantExpired`],
		/// [`Error::GrantEnded`], [`Error::OperatorHasSealKey`], [`Error::SecondNotPossible`] (the second operator has the
		/// successor's key), [`Error::OperatorHasGrant`], [`Error::TooManyGrants`], [`Error::TooManyLent`],
		/// [`Error::LenderNotCarried`].
		///
		/// **Events:** for each grant [`Event::GrantIssued`] and [`Event::GrantCarriedOver`].
		#[pallet::call_index(60)]
		#[pallet::weight(Pallet::<T>::carry_over_weight(grants.len(), T::MaxGrants::get()))]
		pub fn carry_over(
			origin: OriginFor<T>,
			successor: SealId,
			grants: BoundedVec<GrantId, T::MaxGrants>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let ended = Self::do_carry_over(who, successor, &grants)?;
			Ok(Some(Self::carry_over_weight(grants.len(), ended)).into())
		}

		/// Raises the quota of a grant, and of one that goes on from it. The uses under it, and with them the operator's nonce, count
		/// on; the alarm of a quota that is nearly used may be given again.
		///
		/// - `quota`: how many uses the grant allows in all, more than before. A use under a lent grant also needs room in the quota of
		///   the one that it is lent from.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise.
		///
		/// **Errors:** [`Error::GrantNotFound`], [`Error::NotOwner`], [`Error::GrantExpired`], [`Error::GrantEnded`],
		/// [`Error::QuotaNotRaised`].
		///
		/// **Events:** [`Event::QuotaRaised`].
		#[pallet::call_index(61)]
		#[pallet::weight(T::WeightInfo::revoke_grant())]
		pub fn raise_quota(origin: OriginFor<T>, grant: GrantId, quota: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_raise_quota(who, grant, quota)
		}

		/// Lends a grant on to another operator, within narrower limits, and admits that operator's account, which
		/// begins with nothing of its budget if it is new. The owner need not agree: a use under the lent grant counts under both, so the quota of the lender's bounds all. What is lent is not lent on.
		/// It ends with the lender's grant; the owner, and who lent it, can revoke it before.
		///
		/// - `grant`: an open grant of the caller's, for a live e-seal. At most [`Config::MaxLent`] open ones are lent from it.
		/// - `operator`: the account that gets the lent grant. It has no open grant for this e-seal, is not its owner, and its key is
		///   another than the e-seal's.
		/// - `purposes`: what for, at least one, and none that the caller's grant does not allow.
		/// - `valid_until`: the moment at which the lent grant ends, in milliseconds since the Unix epoch; not after the caller's.
		/// - `quota`: how many uses, at least one, and at most as many as the caller's grant has left.
		///
		/// **Origin:** signed by the operator of the grant.
		///
		/// **Errors:** [`Error::GrantNotFound`], [`Error::NotOperator`], [`Error::GrantExpired`], [`Error::GrantEnded`],
		/// [`Error::GrantIsLent`], [`Error::SealNotIssued`], [`Error::SealRevoked`], [`Error::SealNotYetValid`],
		/// [`Error::OperatorIsOwner`], [`Error::NoPurpose`], [`Error::PurposeOfLiquidator`], [`Error::NoQuota`],
		/// [`Error::GrantPast`], [`Error::PurposeNotGranted`], [`Error::OutlivesGrant`], [`Error::QuotaExhausted`],
		/// [`Error::OperatorHasSealKey`], [`Error::SecondNotPossible`] (the operator is the second one of the grant),
		/// [`Error::OperatorHasGrant`], [`Error::TooManyGrants`], [`Error::TooManyLent`]; and what
		/// [`pallet_admission::Admission::admit`] says of an officer.
		///
		/// **Events:** [`Event::GrantIssued`] and [`Event::GrantLent`].
		#[pallet::call_index(62)]
		#[pallet::weight(Pallet::<T>::lend_weight())]
		pub fn lend(
			origin: OriginFor<T>,
			grant: GrantId,
			operator: T::AccountId,
			purposes: Purposes,
			valid_until: Moment,
			quota: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lend(who, grant, operator, purposes, valid_until, quota)
		}

		/// Grants the use of an e-seal to two operators together, as `grant` does to one: the first one sends each use, with the
		/// approval of the second. Both are admitted.
		///
		/// - `second`: the account that approves each use: another than the operator and the owner, with another key than the e-seal's.
		///   It need have no grant of its own, and uses nothing by this one.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise.
		///
		/// **Errors:** those of `grant`, and [`Error::SecondNotPossible`].
		///
		/// **Events:** [`Event::GrantIssued`].
		#[pallet::call_index(63)]
		#[pallet::weight(T::WeightInfo::grant_to_two())]
		pub fn grant_to_two(
			origin: OriginFor<T>,
			seal: SealId,
			operator: T::AccountId,
			second: T::AccountId,
			purposes: Purposes,
			valid_until: Moment,
			quota: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let terms = Terms {
				operator,
				second: Some(second),
				purposes,
				valid_until,
				quota,
				lent_from: None,
			};
			Self::do_grant(who, seal, terms)
		}

		/// Records a use, or a batch of uses, that two operators make together: the caller and the second operator of its grant.
		///
		/// - `seal`, `statement`, `signature`: as of `record_use`, `record_uses` or `anchor_batch`.
		/// - `documents`: of a batch that lists them, as of `record_uses`; none of one use, and of a batch that is anchored.
		/// - `approval`: a key of the second operator's account, and that key's signature over `<Bytes>eseal:approval:v1`, the SCALE
		///   encoding of (genesis hash, caller's account, statement), and `</Bytes>`; the runtime API returns these bytes. As it is over
		///   the statement, it serves once. A key that is the caller's too, as an ECDSA key has two accounts, approves nothing.
		///
		/// **Origin:** signed by the operator of a grant that has a second one.
		///
		/// **Errors:** those of `record_use`, `record_uses` and `anchor_batch`, [`Error::NoSecondOperator`] and
		/// [`Error::ApprovalInvalid`].
		///
		/// **Events:** [`Event::UseRecorded`] or [`Event::BatchRecorded`], and alarms as of `record_use`.
		#[pallet::call_index(64)]
		#[pallet::weight(Pallet::<T>::record_with_second_weight(documents, signature))]
		pub fn record_with_second(
			origin: OriginFor<T>,
			seal: SealId,
			statement: UseStatement,
			documents: Option<Listed>,
			signature: SealSignature,
			approval: Approval,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declared = Self::record_with_second_weight(&documents, &signature);
			let was_lent = Self::do_record_with_second(who, seal, statement, documents, signature, approval)?;
			Ok(Self::weighed(declared, was_lent))
		}
	}
}
