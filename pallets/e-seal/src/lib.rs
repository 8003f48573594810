//! # E-seals
//!
//! Which enterprises exist, which physical seals they have, and the one e-seal of each.
//!
//! - **Enterprises** are registered by Market Supervision under their Unified Social Credit Code, once, ever.
//! - **Physical seals** are filed by Public Security under a 13-digit code, once, ever.
//! - **E-seals** become active only when four facts stand: Market Supervision attests the enterprise, Public Security
//!   filed its official physical seal, the enterprise's owner applied and proved possession of the seal key, and Data
//!   Resources approved. An enterprise has at most one live e-seal; a physical seal pairs with at most one.
//!
//! What stops an active e-seal for a while is a [`Hold`]; several may stand at once, and each is lifted only by the
//! authority that placed it. Every change is appended to the e-seal's [`History`], from which nothing is ever deleted.

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

mod application;
mod arguments;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod enterprise;
mod history;
mod holds;
#[cfg(test)]
mod mock;
mod physical_seal;
mod registry;
mod revocation;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use application::ApplicationForm;
pub use eseal_primitives::{
	enterprise::{Enterprise, EnterpriseStatus, Name},
	history::{Actor, Change, HistoryEntry, Standing},
	physical_seal::{MakerName, PhysicalSeal, PhysicalSealReport, PhysicalSealStatus, SealKind},
	seal::{obstacles, Hold, Holds, Obstacle, RejectionReason, RevocationReason, Seal, SealStatus, HOLDS},
};
pub use pallet::*;
pub use registry::{SealFacts, SealRegistry, UseRights};
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors. An application has many arguments, and explorers
// show each by its name.
#[allow(clippy::expect_used, clippy::too_many_arguments)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use eseal_primitives::{
		DocumentDigest, Moment, RawText, SealCode, SealId, SealKey, SealSignature, Uscc, UsccCheck,
	};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use pallet_agencies::{Admission, Officer};

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = sp_core::H256> {
		/// An officer of Market Supervision.
		type MarketSupervision: EnsureOrigin<OriginFor<Self>, Success = Officer<Self::AccountId>>;

		/// An officer of Public Security.
		type PublicSecurity: EnsureOrigin<OriginFor<Self>, Success = Officer<Self::AccountId>>;

		/// An officer of Data Resources.
		type DataResources: EnsureOrigin<OriginFor<Self>, Success = Officer<Self::AccountId>>;

		/// Gives an enterprise's owner the right to send extrinsics, and takes it back.
		type Admission: Admission<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// The rights to use an e-seal, which end with it.
		type UseRights: UseRights;

		/// The longest validity of an e-seal, in milliseconds.
		#[pallet::constant]
		type MaxValidity: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The register of enterprises.
	#[pallet::storage]
	pub type Enterprises<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, Enterprise<T::AccountId>>;

	/// The physical seals on file.
	#[pallet::storage]
	pub type PhysicalSeals<T: Config> = StorageMap<_, Blake2_128Concat, SealCode, PhysicalSeal>;

	/// The e-seals, from the application on.
	#[pallet::storage]
	pub type Seals<T: Config> = StorageMap<_, Twox64Concat, SealId, Seal<T::AccountId>>;

	/// The number that the next application gets.
	#[pallet::storage]
	pub type NextSealId<T: Config> = StorageValue<_, SealId, ValueQuery>;

	/// The e-seal of an enterprise that became active last. It is the enterprise's live e-seal if its status is Active.
	#[pallet::storage]
	pub type LatestSeal<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, SealId>;

	/// The application of an enterprise that waits for a decision.
	#[pallet::storage]
	pub type PendingApplication<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, SealId>;

	/// The e-seal that a public key belongs to, ever. An SM2 key stands here without its identity: with another identity it
	/// is the same key.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageMap<_, Blake2_128Concat, SealKey, SealId>;

	/// The e-seal that a certificate belongs to, ever, by the certificate's digest.
	#[pallet::storage]
	pub type Certificates<T: Config> = StorageMap<_, Blake2_128Concat, DocumentDigest, SealId>;

	/// The history of each e-seal, entry by entry from 0.
	#[pallet::storage]
	pub type History<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SealId, Twox64Concat, u32, HistoryEntry<T::AccountId, BlockNumberFor<T>>>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An enterprise entered the register.
		EnterpriseRegistered {
			/// Its code.
			uscc: Uscc,
			/// Its name.
			name: Name,
			/// The account that acts for it.
			owner: T::AccountId,
			/// Whether the code's check character was enforced or waived.
			check: UsccCheck,
			/// Who registered it.
			by: Officer<T::AccountId>,
		},
		/// An enterprise has another name.
		EnterpriseRenamed {
			/// Its code.
			uscc: Uscc,
			/// The name that it had.
			from: Name,
			/// The name that it has.
			to: Name,
			/// Who recorded it.
			by: Officer<T::AccountId>,
		},
		/// An enterprise is in liquidation.
		EnterpriseRestricted {
			/// Its code.
			uscc: Uscc,
			/// Who recorded it.
			by: Officer<T::AccountId>,
		},
		/// An enterprise is in business again.
		RestrictionLifted {
			/// Its code.
			uscc: Uscc,
			/// Who recorded it.
			by: Officer<T::AccountId>,
		},
		/// An enterprise was struck off.
		EnterpriseDeregistered {
			/// Its code.
			uscc: Uscc,
			/// Who recorded it.
			by: Officer<T::AccountId>,
		},
		/// Another account acts for an enterprise. All grants of its e-seal ended.
		OwnerChanged {
			/// The enterprise's code.
			uscc: Uscc,
			/// The account that acted for it.
			from: T::AccountId,
			/// The account that acts for it.
			to: T::AccountId,
			/// Who recorded it.
			by: Officer<T::AccountId>,
		},
		/// A physical seal was filed.
		PhysicalSealFiled {
			/// Its code.
			code: SealCode,
			/// The enterprise that it belongs to.
			uscc: Uscc,
			/// What it is for.
			kind: SealKind,
			/// The digest of the picture of its imprint.
			imprint: DocumentDigest,
			/// Who filed it.
			by: Officer<T::AccountId>,
		},
		/// A physical seal was reported lost or destroyed.
		PhysicalSealReported {
			/// Its code.
			code: SealCode,
			/// The enterprise that it belongs to.
			uscc: Uscc,
			/// What was reported.
			report: PhysicalSealReport,
			/// Since when it is lost or destroyed.
			effective_at: Moment,
			/// Who reported it.
			by: Officer<T::AccountId>,
		},
		/// An owner applied for an e-seal.
		Applied {
			/// The e-seal, and the number of the application.
			seal: SealId,
			/// The enterprise.
			uscc: Uscc,
			/// The physical seal to pair with.
			code: SealCode,
			/// The e-seal before it.
			supersedes: Option<SealId>,
		},
		/// An owner took an application back.
		Withdrawn {
			/// The application.
			seal: SealId,
			/// The enterprise.
			uscc: Uscc,
		},
		/// An application was refused.
		Rejected {
			/// The application.
			seal: SealId,
			/// The enterprise.
			uscc: Uscc,
			/// Why.
			reason: RejectionReason,
			/// Who refused it.
			by: Officer<T::AccountId>,
		},
		/// An e-seal became active.
		Activated {
			/// The e-seal.
			seal: SealId,
			/// The enterprise.
			uscc: Uscc,
			/// The physical seal that it pairs with.
			code: SealCode,
			/// The e-seal before it.
			supersedes: Option<SealId>,
			/// Who approved it.
			by: Officer<T::AccountId>,
		},
		/// Something stops an e-seal for a while.
		HoldPlaced {
			/// The e-seal.
			seal: SealId,
			/// What stops it.
			hold: Hold,
			/// The digest of the legal order, for a freeze.
			order: Option<DocumentDigest>,
			/// From when on it counts.
			effective_at: Moment,
			/// Who placed it.
			by: Actor<T::AccountId>,
		},
		/// Something that stopped an e-seal is gone.
		HoldLifted {
			/// The e-seal.
			seal: SealId,
			/// What stopped it.
			hold: Hold,
			/// Who lifted it.
			by: Actor<T::AccountId>,
		},
		/// An e-seal ended for good. All its grants ended.
		Revoked {
			/// The e-seal.
			seal: SealId,
			/// The enterprise.
			uscc: Uscc,
			/// Why.
			reason: RevocationReason,
			/// From when on it counts.
			effective_at: Moment,
			/// Who revoked it.
			by: Actor<T::AccountId>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A Unified Social Credit Code has 18 characters.
		UsccWrongLength,
		/// The code has a character that it may not have: digits and capital letters without I, O, S, V, Z only.
		UsccInvalidCharacter,
		/// The code's last character is not what the first 17 compute. Check the code for a typing error; if it was
		/// issued so, register it with the check waived.
		UsccWrongCheckCharacter,
		/// The code was registered before. A code is registered once, ever.
		EnterpriseAlreadyRegistered,
		/// No enterprise is registered under this code.
		EnterpriseNotFound,
		/// The enterprise is restricted. Market Supervision must lift the restriction first.
		EnterpriseIsRestricted,
		/// The enterprise is not restricted.
		EnterpriseNotRestricted,
		/// The enterprise is deregistered. Nothing follows.
		EnterpriseIsDeregistered,
		/// The name or owner of the enterprise changed since the application. Withdraw it and apply again.
		EnterpriseChanged,
		/// The text is empty.
		TextEmpty,
		/// The text is too long: 256 bytes for a name, 128 for a maker.
		TextTooLong,
		/// The text is not UTF-8, or has control characters.
		TextInvalid,
		/// The enterprise has this name already.
		NameUnchanged,
		/// The account owns the enterprise already.
		OwnerUnchanged,
		/// The caller does not own the enterprise.
		NotOwner,
		/// The caller neither owns the enterprise nor is an officer of Data Resources.
		NotAuthorized,
		/// A physical seal's code is 13 digits.
		SealCodeInvalid,
		/// A physical seal was filed under this code before. Codes are never reused.
		PhysicalSealAlreadyFiled,
		/// No physical seal is filed under this code.
		PhysicalSealNotFound,
		/// The physical seal belongs to another enterprise.
		PhysicalSealOfAnotherEnterprise,
		/// An e-seal pairs with an official physical seal only.
		PhysicalSealNotOfficial,
		/// The physical seal is lost or destroyed.
		PhysicalSealGone,
		/// The physical seal is paired with another live e-seal.
		PhysicalSealPaired,
		/// A commitment is not allowed here: the digest must be one that can be compared.
		DigestNotPlain,
		/// The enterprise has an application that waits for a decision. Withdraw it first.
		ApplicationPending,
		/// The application is not pending: it was decided or withdrawn.
		ApplicationNotPending,
		/// The public key belonged to an e-seal before. Make a fresh key.
		KeyAlreadyUsed,
		/// The certificate belonged to an e-seal before.
		CertificateAlreadyUsed,
		/// The proof of possession does not verify: it must be the seal key's own signature over the claim, for this
		/// owner and this chain.
		ProofInvalid,
		/// The validity ends before it begins.
		ValidityInverted,
		/// The validity has ended already.
		ValidityPast,
		/// The validity is longer than an e-seal's may be.
		ValidityTooLong,
		/// No e-seal has this number.
		SealNotFound,
		/// The e-seal is not active.
		SealNotActive,
		/// This hold stands already.
		HoldAlreadyPlaced,
		/// This hold does not stand. Another authority's hold may; only that authority lifts it.
		HoldNotPlaced,
		/// The e-seal before this one is frozen. Public Security must unfreeze it first.
		PredecessorFrozen,
		/// Only the chain gives this reason.
		ReasonReserved,
		/// The moment lies in the future.
		EffectiveInFuture,
		/// The moment lies before the seal was filed or became active.
		EffectiveTooEarly,
		/// A counter is at its end.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Enters an enterprise into the register and admits its owner.
		///
		/// - `uscc`: the Unified Social Credit Code, 18 characters. It is registered once, ever.
		/// - `name`: the registered name, 1 to 256 bytes of UTF-8.
		/// - `owner`: the account that acts for the enterprise.
		/// - `check`: Enforced, or Waived for a code that was issued with a wrong check character.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::UsccWrongLength`], [`Error::UsccInvalidCharacter`], [`Error::UsccWrongCheckCharacter`],
		/// [`Error::EnterpriseAlreadyRegistered`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`].
		///
		/// **Events:** [`Event::EnterpriseRegistered`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_enterprise())]
		pub fn register_enterprise(
			origin: OriginFor<T>,
			uscc: RawText,
			name: RawText,
			owner: T::AccountId,
			check: UsccCheck,
		) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_register_enterprise(officer, &uscc, &name, owner, check)
		}

		/// Gives an enterprise another name. Its live e-seal goes on hold in the same call: only a successor, with a
		/// certificate of the new name, helps.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::NameUnchanged`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`].
		///
		/// **Events:** [`Event::EnterpriseRenamed`], and [`Event::HoldPlaced`] for a live e-seal.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::rename_enterprise())]
		pub fn rename_enterprise(origin: OriginFor<T>, uscc: RawText, name: RawText) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_rename_enterprise(officer, &uscc, &name)
		}

		/// Records that an enterprise is in liquidation. Its live e-seal goes on hold in the same call.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsRestricted`],
		/// [`Error::EnterpriseIsDeregistered`].
		///
		/// **Events:** [`Event::EnterpriseRestricted`], and [`Event::HoldPlaced`] for a live e-seal.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::restrict_enterprise())]
		pub fn restrict_enterprise(origin: OriginFor<T>, uscc: RawText) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_restrict_enterprise(officer, &uscc)
		}

		/// Records that an enterprise is in business again, and lifts the hold on its live e-seal in the same call.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code,
		/// [`Error::EnterpriseNotRestricted`], [`Error::EnterpriseIsDeregistered`].
		///
		/// **Events:** [`Event::RestrictionLifted`], and [`Event::HoldLifted`] for a live e-seal.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::lift_restriction())]
		pub fn lift_restriction(origin: OriginFor<T>, uscc: RawText) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_lift_restriction(officer, &uscc)
		}

		/// Strikes an enterprise off, for good. In the same call its live e-seal is revoked, its pending application
		/// refused, all grants end, and its owner loses the role.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`].
		///
		/// **Events:** [`Event::EnterpriseDeregistered`], and [`Event::Revoked`] and [`Event::Rejected`] as it applies.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::deregister_enterprise().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn deregister_enterprise(origin: OriginFor<T>, uscc: RawText) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_deregister_enterprise(officer, &uscc)
		}

		/// Lets another account act for an enterprise: a new legal representative, a lost key. All grants end. The new
		/// owner cannot use the e-seal without the seal key.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::OwnerUnchanged`].
		///
		/// **Events:** [`Event::OwnerChanged`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::change_owner().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn change_owner(origin: OriginFor<T>, uscc: RawText, owner: T::AccountId) -> DispatchResult {
			let officer = T::MarketSupervision::ensure_origin(origin)?;
			Self::do_change_owner(officer, &uscc, owner)
		}

		/// Files a physical seal.
		///
		/// - `code`: 13 digits, filed once, never reused.
		/// - `uscc`: the enterprise that it belongs to.
		/// - `kind`: what it is for. E-seals pair with official seals only.
		/// - `imprint`: the plain digest of the picture of its imprint.
		/// - `maker`: the workshop that carved it, 1 to 128 bytes of UTF-8.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::SealCodeInvalid`], [`Error::PhysicalSealAlreadyFiled`],
		/// [`Error::PhysicalSealOfAnotherEnterprise`] (filed before for another enterprise),
		/// [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::DigestNotPlain`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`].
		///
		/// **Events:** [`Event::PhysicalSealFiled`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::file_physical_seal())]
		pub fn file_physical_seal(
			origin: OriginFor<T>,
			code: RawText,
			uscc: RawText,
			kind: SealKind,
			imprint: DocumentDigest,
			maker: RawText,
		) -> DispatchResult {
			let officer = T::PublicSecurity::ensure_origin(origin)?;
			Self::do_file_physical_seal(officer, &code, &uscc, kind, imprint, &maker)
		}

		/// Reports a physical seal lost or destroyed, for good. The live e-seal that pairs with it goes on hold in the
		/// same call: only a successor helps.
		///
		/// - `effective_at`: since when, in milliseconds since the Unix epoch; not in the future, not before the filing.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::SealCodeInvalid`], [`Error::PhysicalSealNotFound`], [`Error::PhysicalSealGone`],
		/// [`Error::EffectiveInFuture`], [`Error::EffectiveTooEarly`].
		///
		/// **Events:** [`Event::PhysicalSealReported`], and [`Event::HoldPlaced`] for a live e-seal.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::report_physical_seal())]
		pub fn report_physical_seal(
			origin: OriginFor<T>,
			code: RawText,
			report: PhysicalSealReport,
			effective_at: Moment,
		) -> DispatchResult {
			let officer = T::PublicSecurity::ensure_origin(origin)?;
			Self::do_report_physical_seal(officer, &code, report, effective_at)
		}

		/// Freezes an e-seal on a legal order. While the freeze stands no successor is approved either, even if the
		/// e-seal is revoked meanwhile.
		///
		/// - `order`: the digest of the order.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::SealNotActive`], [`Error::HoldAlreadyPlaced`].
		///
		/// **Events:** [`Event::HoldPlaced`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::freeze())]
		pub fn freeze(origin: OriginFor<T>, seal: SealId, order: DocumentDigest) -> DispatchResult {
			let officer = T::PublicSecurity::ensure_origin(origin)?;
			Self::do_freeze(officer, seal, order)
		}

		/// Lifts a freeze. No other hold goes with it.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::HoldNotPlaced`].
		///
		/// **Events:** [`Event::HoldLifted`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::unfreeze())]
		pub fn unfreeze(origin: OriginFor<T>, seal: SealId) -> DispatchResult {
			let officer = T::PublicSecurity::ensure_origin(origin)?;
			Self::do_unfreeze(officer, seal)
		}

		/// Applies for an e-seal, or for the successor of the one that the enterprise has.
		///
		/// - `uscc`: the caller's enterprise.
		/// - `code`: the official physical seal to pair with.
		/// - `key`: a fresh public key.
		/// - `certificate`, `picture`: plain digests of the e-seal's certificate and picture.
		/// - `valid_from`, `valid_until`: in milliseconds since the Unix epoch; the end is not itself valid.
		/// - `proof`: the seal key's signature over `eseal:possession:v1` and the SCALE encoding of (genesis hash,
		///   caller's account, [`eseal_primitives::PossessionClaim`]); the runtime API gives these bytes.
		///
		/// **Origin:** signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::NotOwner`],
		/// [`Error::EnterpriseIsRestricted`], [`Error::EnterpriseIsDeregistered`], [`Error::ApplicationPending`],
		/// [`Error::SealCodeInvalid`], [`Error::PhysicalSealNotFound`], [`Error::PhysicalSealOfAnotherEnterprise`],
		/// [`Error::PhysicalSealNotOfficial`], [`Error::PhysicalSealGone`], [`Error::PhysicalSealPaired`],
		/// [`Error::ValidityInverted`], [`Error::ValidityPast`], [`Error::ValidityTooLong`], [`Error::DigestNotPlain`],
		/// [`Error::KeyAlreadyUsed`], [`Error::CertificateAlreadyUsed`], [`Error::ProofInvalid`].
		///
		/// **Events:** [`Event::Applied`].
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::apply_weight(proof))]
		pub fn apply(
			origin: OriginFor<T>,
			uscc: RawText,
			code: RawText,
			key: SealKey,
			certificate: DocumentDigest,
			picture: DocumentDigest,
			valid_from: Moment,
			valid_until: Moment,
			proof: SealSignature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let form = ApplicationForm {
				key,
				certificate,
				picture,
				valid_from,
				valid_until,
			};
			Self::do_apply(who, &uscc, &code, form, &proof)
		}

		/// Takes a pending application back.
		///
		/// **Origin:** signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotOwner`], [`Error::ApplicationNotPending`].
		///
		/// **Events:** [`Event::Withdrawn`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, application: SealId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, application)
		}

		/// Suspends an e-seal. The owner and Data Resources each have a suspension of their own.
		///
		/// **Origin:** signed by the enterprise's owner, or an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::SealNotActive`],
		/// [`Error::HoldAlreadyPlaced`].
		///
		/// **Events:** [`Event::HoldPlaced`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::suspend())]
		pub fn suspend(origin: OriginFor<T>, seal: SealId) -> DispatchResult {
			let by = Self::ensure_owner_or_platform(origin, seal)?;
			Self::do_suspend(by, seal)
		}

		/// Lifts the caller's own suspension. No other hold goes with it.
		///
		/// **Origin:** signed by the enterprise's owner, or an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::SealNotActive`],
		/// [`Error::HoldNotPlaced`].
		///
		/// **Events:** [`Event::HoldLifted`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>, seal: SealId) -> DispatchResult {
			let by = Self::ensure_owner_or_platform(origin, seal)?;
			Self::do_resume(by, seal)
		}

		/// Approves an application: the e-seal becomes active. A predecessor that is still live is revoked in the same
		/// call.
		///
		/// **Origin:** an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::ApplicationNotPending`], [`Error::EnterpriseIsRestricted`],
		/// [`Error::EnterpriseIsDeregistered`], [`Error::EnterpriseChanged`], [`Error::PhysicalSealGone`],
		/// [`Error::PhysicalSealPaired`], [`Error::ValidityPast`], [`Error::PredecessorFrozen`].
		///
		/// **Events:** [`Event::Activated`], and [`Event::Revoked`] for a predecessor.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::approve().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn approve(origin: OriginFor<T>, application: SealId) -> DispatchResult {
			let officer = T::DataResources::ensure_origin(origin)?;
			Self::do_approve(officer, application)
		}

		/// Refuses an application.
		///
		/// **Origin:** an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::ApplicationNotPending`], [`Error::ReasonReserved`].
		///
		/// **Events:** [`Event::Rejected`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::reject())]
		pub fn reject(origin: OriginFor<T>, application: SealId, reason: RejectionReason) -> DispatchResult {
			let officer = T::DataResources::ensure_origin(origin)?;
			Self::do_reject(officer, application, reason)
		}

		/// Revokes an e-seal, for good. All its grants end.
		///
		/// - `effective_at`: since when, in milliseconds since the Unix epoch; not in the future, not before it became
		///   active.
		///
		/// **Origin:** an officer of Data Resources, or signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::SealNotActive`],
		/// [`Error::ReasonReserved`], [`Error::EffectiveInFuture`], [`Error::EffectiveTooEarly`].
		///
		/// **Events:** [`Event::Revoked`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::revoke().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn revoke(
			origin: OriginFor<T>,
			seal: SealId,
			reason: RevocationReason,
			effective_at: Moment,
		) -> DispatchResult {
			let by = Self::ensure_owner_or_platform(origin, seal)?;
			Self::do_revoke(by, seal, reason, effective_at)
		}
	}
}
