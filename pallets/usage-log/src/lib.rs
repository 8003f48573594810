//! # Usage log
//!
//! Every use of an e-seal, on record.
//!
//! A use needs two factors: an account that may use the e-seal (its owner, or an operator with a [`Grant`] that covers
//! the use) and the seal key's own signature over a statement. The chain takes it only while the e-seal is usable; a
//! refused one stays visible as a failed extrinsic with a typed error.
//!
//! The uses of an e-seal are numbered 0, 1, 2, … without gaps, and its [`LogHead`] covers them all. Any agency may flag
//! a use; a flag never alters it.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::arithmetic_side_effects,
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod block_uses;
mod flags;
mod grants;
#[cfg(test)]
mod mock;
pub mod runtime_api;
// Tables of functions, and keys of three sizes.
#[allow(clippy::type_complexity, clippy::large_enum_variant)]
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod uses;
pub mod weights;

pub use eseal_primitives::{
	flag::{Flag, FlagClosure, FlagId, FlagOutcome, FlagReason},
	grant::{Grant, GrantEnd, GrantId, Purposes},
	usage::{BlockUsesRoot, LogHead, UseLeaf, UseRecord, USES_ENGINE_ID},
};
pub use grants::DAY;
pub use pallet::*;
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use eseal_primitives::{DocumentDigest, Moment, Purpose, SealId, SealSignature, UseStatement};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use pallet_agencies::{Admission, Officer};
	use pallet_e_seal::SealRegistry;
	use sp_core::H256;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = H256> {
		/// An officer of any agency.
		type AnyAgency: EnsureOrigin<OriginFor<Self>, Success = Officer<Self::AccountId>>;

		/// The e-seals.
		type Seals: SealRegistry<Self::AccountId>;

		/// Gives an operator the right to send extrinsics, and takes it back.
		type Admission: Admission<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// The most open grants that one e-seal may have.
		#[pallet::constant]
		type MaxGrants: Get<u32>;

		/// How old a statement may be when the chain takes it, in milliseconds.
		#[pallet::constant]
		type StatementLifetime: Get<Moment>;

		/// How far a signer's clock may be ahead of the chain's, in milliseconds.
		#[pallet::constant]
		type MaxClockAhead: Get<Moment>;

		/// The most uses that one block records.
		#[pallet::constant]
		type MaxUsesPerBlock: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// All grants, also those that ended.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Twox64Concat, GrantId, Grant<T::AccountId>>;

	/// The number that the next grant gets.
	#[pallet::storage]
	pub type NextGrantId<T: Config> = StorageValue<_, GrantId, ValueQuery>;

	/// The open grant of an operator for an e-seal: one at most.
	#[pallet::storage]
	pub type OpenGrants<T: Config> = StorageDoubleMap<_, Twox64Concat, SealId, Blake2_128Concat, T::AccountId, GrantId>;

	/// How many open grants an e-seal has.
	#[pallet::storage]
	pub type OpenGrantCount<T: Config> = StorageMap<_, Twox64Concat, SealId, u32, ValueQuery>;

	/// The open grants by the day (since the Unix epoch, UTC) on which their time is over.
	#[pallet::storage]
	pub type Expiries<T: Config> = StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, GrantId, ()>;

	/// The first day of [`Expiries`] that is not cleared yet; none before the first grant.
	#[pallet::storage]
	pub type NextExpiryDay<T: Config> = StorageValue<_, u64>;

	/// How many uses of an e-seal an account has recorded: the nonce of its next statement. Kept for ever, so that a
	/// statement serves once.
	#[pallet::storage]
	pub type Nonces<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SealId, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// The log: the uses of each e-seal, from 0.
	#[pallet::storage]
	pub type Uses<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SealId, Twox64Concat, u64, UseRecord<T::AccountId, BlockNumberFor<T>>>;

	/// The head of each e-seal's log.
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Twox64Concat, SealId, LogHead, ValueQuery>;

	/// The uses on a document: e-seal and number in its log.
	#[pallet::storage]
	pub type UsesOfDocument<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, DocumentDigest>,
			NMapKey<Twox64Concat, SealId>,
			NMapKey<Twox64Concat, u64>,
		),
		(),
	>;

	/// The uses that the last block recorded, in order: e-seal and number in its log. The block's header has the root of a
	/// Merkle tree of them.
	#[pallet::storage]
	pub type BlockUses<T: Config> = StorageValue<_, BoundedVec<(SealId, u64), T::MaxUsesPerBlock>, ValueQuery>;

	/// All flags, open and closed.
	#[pallet::storage]
	pub type Flags<T: Config> = StorageMap<_, Twox64Concat, FlagId, Flag<T::AccountId>>;

	/// The number that the next flag gets.
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

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An owner let an operator use the e-seal.
		GrantIssued {
			/// The grant.
			grant: GrantId,
			/// The e-seal.
			seal: SealId,
			/// The account that may use it.
			operator: T::AccountId,
			/// What for.
			purposes: Purposes,
			/// The moment at which it ends.
			valid_until: Moment,
			/// How many uses it allows.
			quota: u32,
		},
		/// A grant ended.
		GrantEnded {
			/// The grant.
			grant: GrantId,
			/// The e-seal.
			seal: SealId,
			/// The account that might use it.
			operator: T::AccountId,
			/// Why.
			reason: GrantEnd,
		},
		/// An e-seal was used.
		UseRecorded {
			/// The e-seal.
			seal: SealId,
			/// The use's number in the e-seal's log.
			index: u64,
			/// The document that was sealed.
			document: DocumentDigest,
			/// What for.
			purpose: Purpose,
			/// The account that sent the use.
			account: T::AccountId,
			/// The grant that it was made under; none for the owner.
			grant: Option<GrantId>,
			/// The log's head after it.
			head: H256,
		},
		/// An agency flagged a use.
		UseFlagged {
			/// The flag.
			flag: FlagId,
			/// The e-seal.
			seal: SealId,
			/// The use's number in the e-seal's log.
			index: u64,
			/// Why.
			reason: FlagReason,
			/// The digest of a text that says more.
			note: Option<DocumentDigest>,
			/// By whom.
			by: Officer<T::AccountId>,
		},
		/// An agency closed a flag.
		FlagClosed {
			/// The flag.
			flag: FlagId,
			/// How.
			outcome: FlagOutcome,
			/// By whom.
			by: Officer<T::AccountId>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No e-seal has this number.
		SealNotFound,
		/// The e-seal was never issued: its application is pending, refused or withdrawn.
		SealNotIssued,
		/// The e-seal is revoked.
		SealRevoked,
		/// The owner suspended the e-seal, and must resume it first.
		SuspendedByOwner,
		/// Data Resources suspended the e-seal, and must resume it first.
		SuspendedByPlatform,
		/// Public Security froze the e-seal, and must unfreeze it first.
		SealFrozen,
		/// The physical seal is lost or destroyed. Apply for a successor with a newly filed one.
		PhysicalSealLost,
		/// The enterprise is restricted. Market Supervision must lift the restriction first.
		EnterpriseRestricted,
		/// The enterprise has another name. Apply for a successor.
		EnterpriseRenamed,
		/// The e-seal's validity has not begun.
		SealNotYetValid,
		/// The e-seal's validity has ended. Apply for a successor.
		SealExpired,
		/// The caller does not own the e-seal's enterprise.
		NotOwner,
		/// The owner needs no grant.
		OperatorIsOwner,
		/// The operator has an open grant for this e-seal. Revoke it first.
		OperatorHasGrant,
		/// The e-seal has as many open grants as it may have. Revoke one first.
		TooManyGrants,
		/// A grant needs at least one purpose.
		NoPurpose,
		/// A grant needs a quota of at least one use.
		NoQuota,
		/// The grant would end in the past.
		GrantPast,
		/// No grant has this number.
		GrantNotFound,
		/// The grant has ended already.
		GrantEnded,
		/// The caller neither owns the e-seal nor has a grant for it. Ask the owner for one.
		NoGrant,
		/// The grant's time is over. Ask the owner for another.
		GrantExpired,
		/// The grant does not allow this purpose.
		PurposeNotGranted,
		/// The grant's uses are used up. Ask the owner for another.
		QuotaExhausted,
		/// The statement is for another e-seal than the call.
		StatementForAnotherSeal,
		/// The statement's nonce is not the caller's next one for this e-seal: it was used before, or one is missing.
		WrongNonce,
		/// The statement was signed too long ago. Sign it again.
		StatementTooOld,
		/// The statement is signed in the future. Check the signer's clock.
		StatementFromFuture,
		/// The signature is not the seal key's over this statement, for this caller and this chain.
		SignatureInvalid,
		/// The block has as many uses as it may have. Send the use again.
		BlockFull,
		/// The e-seal's log has no use with this number.
		UseNotFound,
		/// No flag has this number.
		FlagNotFound,
		/// The flag is closed already.
		FlagAlreadyClosed,
		/// Another agency raised the flag. Only that agency closes it.
		FlagOfAnotherAgency,
		/// A counter is at its end.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Forgets the uses of the block before. The weight is also that of `on_finalize` in a block without uses; each use
		/// adds its own.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			BlockUses::<T>::kill();
			T::WeightInfo::commit_uses(0)
		}

		/// Names the block's uses in its header.
		fn on_finalize(_: BlockNumberFor<T>) {
			Self::commit_uses();
		}

		/// Ends grants whose time is over, as far as the block has room.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::end_expired_grants(remaining)
		}

		fn integrity_test() {
			assert!(T::MaxGrants::get() > 0, "an e-seal must be able to have a grant");
			assert!(T::StatementLifetime::get() > 0, "a statement must live for some time");
			assert!(T::MaxUsesPerBlock::get() > 0, "a block must be able to record a use");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Lets an operator use the e-seal within limits, and admits its account.
		///
		/// - `seal`: a live e-seal of the caller's enterprise.
		/// - `operator`: the account; one open grant for each operator and e-seal.
		/// - `purposes`: what for, at least one.
		/// - `valid_until`: the moment at which the grant ends, in milliseconds since the Unix epoch.
		/// - `quota`: how many uses, at least one.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotOwner`], [`Error::SealNotIssued`], [`Error::SealRevoked`],
		/// [`Error::OperatorIsOwner`], [`Error::NoPurpose`], [`Error::NoQuota`], [`Error::GrantPast`],
		/// [`Error::OperatorHasGrant`], [`Error::TooManyGrants`].
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
			Self::do_grant(who, seal, operator, purposes, valid_until, quota)
		}

		/// Ends a grant. The operator loses the role.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise.
		///
		/// **Errors:** [`Error::GrantNotFound`], [`Error::NotOwner`], [`Error::GrantEnded`].
		///
		/// **Events:** [`Event::GrantEnded`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::revoke_grant())]
		pub fn revoke_grant(origin: OriginFor<T>, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_grant(who, grant)
		}

		/// Records a use of the e-seal.
		///
		/// - `seal`: the e-seal.
		/// - `statement`: what the seal key signed; its nonce is the number of uses of this e-seal that the caller has
		///   recorded, and it was signed at most [`Config::StatementLifetime`] ago.
		/// - `signature`: the seal key's, over `eseal:use:v1` and the SCALE encoding of (genesis hash, caller's account,
		///   statement); the runtime API gives these bytes.
		///
		/// **Origin:** signed by the owner of the e-seal's enterprise, or by an operator with a grant that covers the
		/// use.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::StatementForAnotherSeal`]; what stands in the e-seal's way:
		/// [`Error::SealNotIssued`], [`Error::SealRevoked`], [`Error::SuspendedByOwner`],
		/// [`Error::SuspendedByPlatform`], [`Error::SealFrozen`], [`Error::PhysicalSealLost`],
		/// [`Error::EnterpriseRestricted`], [`Error::EnterpriseRenamed`], [`Error::SealNotYetValid`],
		/// [`Error::SealExpired`]; what the grant does not cover: [`Error::NoGrant`], [`Error::GrantExpired`],
		/// [`Error::PurposeNotGranted`], [`Error::QuotaExhausted`]; what is wrong with the statement:
		/// [`Error::StatementTooOld`], [`Error::StatementFromFuture`], [`Error::WrongNonce`],
		/// [`Error::SignatureInvalid`]; and [`Error::BlockFull`].
		///
		/// **Events:** [`Event::UseRecorded`].
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::record_use_weight(signature))]
		pub fn record_use(
			origin: OriginFor<T>,
			seal: SealId,
			statement: UseStatement,
			signature: SealSignature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_record_use(who, seal, statement, signature)
		}

		/// Flags a use. The use itself stays as it is.
		///
		/// - `seal`, `index`: the use.
		/// - `reason`: why.
		/// - `note`: the digest of a text that says more; the text itself stays off chain.
		///
		/// **Origin:** an officer of any agency.
		///
		/// **Errors:** [`Error::UseNotFound`].
		///
		/// **Events:** [`Event::UseFlagged`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::flag_use())]
		pub fn flag_use(
			origin: OriginFor<T>,
			seal: SealId,
			index: u64,
			reason: FlagReason,
			note: Option<DocumentDigest>,
		) -> DispatchResult {
			let officer = T::AnyAgency::ensure_origin(origin)?;
			Self::do_flag_use(officer, seal, index, reason, note)
		}

		/// Closes a flag, with an outcome.
		///
		/// **Origin:** an officer of the agency that raised it.
		///
		/// **Errors:** [`Error::FlagNotFound`], [`Error::FlagOfAnotherAgency`], [`Error::FlagAlreadyClosed`].
		///
		/// **Events:** [`Event::FlagClosed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::close_flag())]
		pub fn close_flag(origin: OriginFor<T>, flag: FlagId, outcome: FlagOutcome) -> DispatchResult {
			let officer = T::AnyAgency::ensure_origin(origin)?;
			Self::do_close_flag(officer, flag, outcome)
		}
	}
}
