//! # E-seals
//!
//! Which enterprises exist, which physical seals they have, and the one e-seal of each.
//!
//! - **Enterprises** are registered by Market Supervision under their Unified Social Credit Code, once, ever.
//! - **Physical seals** are filed by Public Security under a 13-digit code, once, ever.
//! - **E-seals** become active only when four facts stand: Market Supervision attests the enterprise, Public Security
//!   filed its official physical seal, the enterprise's owner applied and proved possession of the seal key, and Data
//!   Resources approved. An enterprise has at most one live e-seal; a physical seal is paired with at most one.
//!   A successor whose validity begins later takes over then, and until then its predecessor is the live one.
//!
//! A [`Hold`] stops an active e-seal for a while. Several may be in place at once, and only the authority that placed one
//! can lift it; a freeze ends by time, too. Every change is appended to the e-seal's [`History`], from which nothing is ever
//! deleted, and what is recorded of an enterprise or a physical seal to [`RegisterHistory`].
//!
//! A decision names what it decides on: with an application's or an e-seal's number, every call that decides something
//! about it carries the digest of the application ([`eseal_primitives::decision`]), and fails with
//! [`Error::ApplicationDiffers`] where the number stands for another.
//!
//! What an agency put on record by mistake, it corrects together with another one ([`Pallet::propose_correction`],
//! [`Pallet::agree_correction`]). Nothing is deleted by that: the correction stands beside what it corrects.
//!
//! What an officer decides passes the gate of [`pallet_admission::OfficerGate`] first: it says who is an officer of which
//! agency, and which acts take a second officer. Below, "an officer" means one for whom the gate lets the act pass.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod access;
mod application;
mod arguments;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod corrections;
mod enterprise;
mod freeze;
mod history;
mod holds;
mod liquidation;
mod lookup;
#[cfg(test)]
mod mock;
mod naming;
mod physical_seal;
mod register_history;
mod registry;
mod renewal;
mod representative;
mod revocation;
pub mod runtime_api;
mod succession;
#[cfg(test)]
mod tests;
mod time;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use application::ApplicationForm;
pub use corrections::MOST_CLEARED;
pub use eseal_primitives::{
	correction::{Agreement, Correction, Mistake, ProposedCorrection, Right, MAX_RECTIFIED},
	enterprise::{Enterprise, EnterpriseStatus, Freeze, Liquidator, Name, NextName, Offer, MAX_SUCCESSORS},
	history::{Actor, Change, HistoryEntry, Standing},
	physical_seal::{Gone, MakerName, PhysicalSeal, PhysicalSealReport, PhysicalSealStatus, SealKind},
	register::{RegisterChange, RegisterEntry, RegisterHead, RegisterSubject, RevokedWith},
	seal::{
		obstacles, Hold, Holds, Loss, Obstacle, RejectionReason, Revocation, RevocationReason, Seal, SealCounts,
		SealState, SealStatus, HOLDS,
	},
	term::{Term, Terms},
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
	use alloc::vec::Vec;
	use eseal_primitives::{
		Act, CorrectionId, DocumentDigest, Moment, RawText, SealCode, SealId, SealKey, SealSignature, Seat, Uscc,
		UsccCheck, UsccDeviation,
	};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use pallet_admission::{Admission, OfficerGate};
	use pallet_agencies::Officer;
	use sp_core::H256;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = H256> {
		/// Through which every act of an officer passes.
		type Officers: OfficerGate<OriginFor<Self>, Self::AccountId>;

		/// Grants and withdraws an enterprise's owner's right to send extrinsics.
		type Admission: Admission<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = u64>;

		/// The rights to use an e-seal, which end when it is revoked.
		type UseRights: UseRights;

		/// The longest validity of an e-seal, in milliseconds.
		#[pallet::constant]
		type MaxValidity: Get<u64>;

		/// The maximum number of corrections of a seat that wait for another agency.
		#[pallet::constant]
		type MaxOpenCorrections: Get<u32>;

		/// How long a correction waits for another agency, in milliseconds.
		#[pallet::constant]
		type CorrectionLifetime: Get<u64>;

		/// The longest time for which Public Security freezes an enterprise at once, in milliseconds. For longer, it renews the
		/// freeze.
		#[pallet::constant]
		type MaxFreeze: Get<u64>;

		/// How long the offer of an enterprise to a new owner account may be open, in milliseconds.
		#[pallet::constant]
		type MaxOffer: Get<u64>;

		/// The longest time from such an offer until the e-seal's key must have been replaced, in milliseconds.
		#[pallet::constant]
		type MaxRotation: Get<u64>;

		/// How far ahead a new name of an enterprise may be recorded, in milliseconds.
		#[pallet::constant]
		type MaxRenameAhead: Get<u64>;

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

	/// The number of the next application.
	#[pallet::storage]
	pub type NextSealId<T: Config> = StorageValue<_, SealId, ValueQuery>;

	/// The enterprise's e-seal that was approved last. If its status is Active, it is the live one, or takes over from that at the
	/// moment that its `activated_at` names.
	#[pallet::storage]
	pub type LatestSeal<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, SealId>;

	/// The enterprise's pending application.
	#[pallet::storage]
	pub type PendingApplication<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, SealId>;

	/// The one e-seal that a public key ever belongs to, from its approval on. An SM2 key is stored without its identity: with
	/// another identity it is still the same key.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageMap<_, Blake2_128Concat, SealKey, SealId>;

	/// The one e-seal that a certificate ever belongs to, from its approval on, by the certificate's SHA-256 digest.
	#[pallet::storage]
	pub type Certificates<T: Config> = StorageMap<_, Blake2_128Concat, DocumentDigest, SealId>;

	/// The history of each e-seal. Entries are numbered from 0.
	#[pallet::storage]
	pub type History<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SealId, Twox64Concat, u32, HistoryEntry<T::AccountId, BlockNumberFor<T>>>;

	/// How many e-seals there are, by their stored status and whether a hold is in place. An e-seal whose validity has ended stays in
	/// its status, and counts there; one whose freeze has ended counts as on hold until another change finds the hold gone; one that
	/// takes over later counts as active, and its predecessor as superseded.
	#[pallet::storage]
	pub type Counts<T: Config> = StorageValue<_, SealCounts, ValueQuery>;

	/// The history of each enterprise after its registration, and of each physical seal after it was filed. Records of each subject
	/// are numbered from 0.
	#[pallet::storage]
	pub type RegisterHistory<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		RegisterSubject,
		Twox64Concat,
		u32,
		RegisterEntry<T::AccountId, BlockNumberFor<T>>,
	>;

	/// The head of each subject's records.
	#[pallet::storage]
	pub type RegisterHeads<T: Config> = StorageMap<_, Blake2_128Concat, RegisterSubject, RegisterHead, ValueQuery>;

	/// The e-seals whose record has the loss of a physical seal, at most two, each with the entry of its history by which it has it.
	#[pallet::storage]
	pub type LossOf<T: Config> = StorageDoubleMap<_, Blake2_128Concat, SealCode, Twox64Concat, SealId, u32>;

	/// The number of the next correction that is proposed.
	#[pallet::storage]
	pub type NextCorrectionId<T: Config> = StorageValue<_, CorrectionId, ValueQuery>;

	/// The corrections that were made, for ever, and those that wait for another agency or have ended and were not cleared yet.
	#[pallet::storage]
	pub type Corrections<T: Config> = StorageMap<_, Twox64Concat, CorrectionId, ProposedCorrection<T::AccountId>>;

	/// Which [`Corrections`] of a seat are not made, in the order in which they were proposed.
	#[pallet::storage]
	pub type OpenCorrections<T: Config> =
		StorageMap<_, Twox64Concat, Seat, BoundedVec<CorrectionId, T::MaxOpenCorrections>, ValueQuery>;

	/// What the last correction of an e-seal's record corrected, for proofs: what was recorded by mistake, and does not count.
	#[pallet::storage]
	pub type Corrected<T: Config> = StorageMap<_, Twox64Concat, SealId, eseal_primitives::correction::Corrected>;

	/// What is right in place of a registration that was voided, and of a physical seal that moved, by the last correction: also by one
	/// of what had been found to be right first.
	#[pallet::storage]
	pub type Rectified<T: Config> =
		StorageMap<_, Blake2_128Concat, RegisterSubject, eseal_primitives::correction::Rectified>;

	/// The other way round: the wrong codes for which [`Rectified`] has this one.
	#[pallet::storage]
	pub type RectifiedFrom<T: Config> =
		StorageMap<_, Blake2_128Concat, RegisterSubject, eseal_primitives::correction::RectifiedFrom, ValueQuery>;

	/// The correction that was made of what has this digest.
	#[pallet::storage]
	pub type CorrectionOf<T: Config> = StorageMap<_, Blake2_128Concat, H256, CorrectionId>;

	/// The last freeze of each enterprise, unless it was lifted. It stops the enterprise until its end, and stays here after that.
	#[pallet::storage]
	pub type Freezes<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, Freeze>;

	/// The offers of enterprises to new owner accounts that were neither accepted nor withdrawn.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, Offer<T::AccountId>>;

	/// The liquidators of enterprises in liquidation.
	#[pallet::storage]
	pub type Liquidators<T: Config> = StorageMap<_, Blake2_128Concat, Uscc, Liquidator<T::AccountId>>;

	/// By when the key of an e-seal must be replaced, since another account came to act for its enterprise. Also of one that was
	/// revoked then: it is bound by that, should its revocation turn out to be a mistake.
	#[pallet::storage]
	pub type RotateBy<T: Config> = StorageMap<_, Twox64Concat, SealId, Moment>;

	/// The successors of each enterprise, by merger or division.
	#[pallet::storage]
	pub type Successors<T: Config> =
		StorageMap<_, Blake2_128Concat, Uscc, eseal_primitives::enterprise::Successors, ValueQuery>;

	/// The predecessors of each enterprise: the other way round.
	#[pallet::storage]
	pub type Predecessors<T: Config> = StorageDoubleMap<_, Blake2_128Concat, Uscc, Blake2_128Concat, Uscc, ()>;

	// Fields have docs where the name does not say all.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An enterprise was registered.
		EnterpriseRegistered {
			uscc: Uscc,
			name: Name,
			owner: T::AccountId,
			/// Whether the rules of the standard were enforced on the code, or waived.
			check: UsccCheck,
			/// What was waived: where the code is not as the standard says.
			deviation: UsccDeviation,
			by: Officer<T::AccountId>,
		},
		/// An enterprise was renamed, or its new name was recorded ahead.
		EnterpriseRenamed {
			uscc: Uscc,
			from: Name,
			to: Name,
			/// From when on it has the new name: later than now where that was recorded ahead.
			effective_at: Moment,
			by: Officer<T::AccountId>,
		},
		/// An enterprise's new name was withdrawn before it counted.
		RenameWithdrawn {
			uscc: Uscc,
			/// The name that was withdrawn.
			to: Name,
			by: Officer<T::AccountId>,
		},
		/// The liquidator of an enterprise was named.
		LiquidatorNamed {
			uscc: Uscc,
			/// The liquidator's account.
			account: T::AccountId,
			/// The digest of the decision by which it was appointed.
			order: DocumentDigest,
			/// The account of the liquidator before it.
			replaced: Option<T::AccountId>,
			by: Officer<T::AccountId>,
		},
		/// An enterprise has no liquidator any more: its restriction was lifted, or it was deregistered.
		LiquidatorDismissed {
			uscc: Uscc,
			account: T::AccountId,
			by: Officer<T::AccountId>,
		},
		/// An enterprise was restricted: it is in liquidation.
		EnterpriseRestricted { uscc: Uscc, by: Officer<T::AccountId> },
		/// The restriction of an enterprise was lifted.
		RestrictionLifted { uscc: Uscc, by: Officer<T::AccountId> },
		/// An enterprise was deregistered.
		EnterpriseDeregistered { uscc: Uscc, by: Officer<T::AccountId> },
		/// An enterprise's new owner account accepted it. All grants of its e-seal ended.
		OwnerChanged {
			uscc: Uscc,
			from: T::AccountId,
			/// The account that accepted.
			to: T::AccountId,
		},
		/// A physical seal was filed.
		PhysicalSealFiled {
			code: SealCode,
			uscc: Uscc,
			kind: SealKind,
			/// The digest of the picture of its imprint.
			imprint: DocumentDigest,
			by: Officer<T::AccountId>,
		},
		/// A physical seal was reported lost or destroyed.
		PhysicalSealReported {
			code: SealCode,
			uscc: Uscc,
			report: PhysicalSealReport,
			/// Since when it has been lost or destroyed.
			effective_at: Moment,
			by: Officer<T::AccountId>,
		},
		/// An owner applied for an e-seal.
		Applied {
			/// The number of the application, and of the e-seal.
			seal: SealId,
			uscc: Uscc,
			/// The physical seal to be paired with.
			code: SealCode,
			/// The e-seal that it replaces.
			supersedes: Option<SealId>,
		},
		/// An owner withdrew an application.
		Withdrawn {
			/// The number of the application.
			seal: SealId,
			uscc: Uscc,
		},
		/// An application was rejected.
		Rejected {
			/// The number of the application.
			seal: SealId,
			uscc: Uscc,
			reason: RejectionReason,
			by: Officer<T::AccountId>,
		},
		/// An e-seal became active.
		Activated {
			seal: SealId,
			uscc: Uscc,
			/// The physical seal that it is paired with.
			code: SealCode,
			/// The e-seal that it replaces.
			supersedes: Option<SealId>,
			/// Since when it counts: later than now where it takes over from a live e-seal ahead.
			effective_at: Moment,
			by: Officer<T::AccountId>,
		},
		/// A hold was placed on an e-seal.
		HoldPlaced {
			seal: SealId,
			hold: Hold,
			/// The digest of the legal order, for a freeze.
			order: Option<DocumentDigest>,
			/// In which time it counts; without one, as long as it is in place.
			term: Option<Term>,
			/// Since when it counts.
			effective_at: Moment,
			by: Actor<T::AccountId>,
		},
		/// A hold on an e-seal was lifted.
		HoldLifted {
			seal: SealId,
			hold: Hold,
			by: Actor<T::AccountId>,
		},
		/// An e-seal was revoked. All its grants ended.
		Revoked {
			seal: SealId,
			uscc: Uscc,
			reason: RevocationReason,
			/// Since when it counts.
			effective_at: Moment,
			by: Actor<T::AccountId>,
		},
		/// An agency proposed to correct what it had put on record.
		CorrectionProposed {
			id: CorrectionId,
			correction: Correction,
			/// The digest of the decision behind it.
			decision: DocumentDigest,
			/// The correction's digest, which whoever agrees to it names.
			digest: H256,
			by: Officer<T::AccountId>,
			/// The moment from which on it can no longer be agreed to.
			until: Moment,
		},
		/// Another agency agreed to a correction, which was made thereby.
		CorrectionMade {
			id: CorrectionId,
			correction: Correction,
			/// The digest of the decision behind it.
			decision: DocumentDigest,
			/// The officer of the agency that erred.
			proposed_by: Officer<T::AccountId>,
			by: Officer<T::AccountId>,
		},
		/// The agency that had proposed a correction withdrew it.
		CorrectionWithdrawn {
			id: CorrectionId,
			by: Officer<T::AccountId>,
		},
		/// A correction that had ended without another agency was cleared.
		CorrectionCleared { id: CorrectionId },
		/// An e-seal is active again: its revocation had been recorded by mistake. The grants that ended with it stay ended.
		RevocationReversed {
			seal: SealId,
			uscc: Uscc,
			correction: CorrectionId,
			/// The reason that the revocation had.
			revocation: RevocationReason,
		},
		/// A physical seal is on file: its loss or destruction had been reported by mistake.
		ReportReversed {
			code: SealCode,
			uscc: Uscc,
			correction: CorrectionId,
			/// The e-seals that were put on hold by the report, and have that hold no longer: at most two.
			seals: Vec<SealId>,
		},
		/// An enterprise is in the register again: it had been deregistered by mistake.
		DeregistrationReversed {
			uscc: Uscc,
			correction: CorrectionId,
			/// The e-seal that had been revoked with it, and is active again.
			seal: Option<SealId>,
		},
		/// An enterprise was frozen, or its freeze was renewed.
		EnterpriseFrozen {
			uscc: Uscc,
			/// The digest of the legal order.
			order: DocumentDigest,
			/// The moment at which the freeze ends, unless it is renewed or lifted before.
			until: Moment,
			by: Officer<T::AccountId>,
		},
		/// The freeze of an enterprise was lifted before its end.
		EnterpriseUnfrozen {
			uscc: Uscc,
			/// The digest of the legal order that it was on.
			order: DocumentDigest,
			by: Actor<T::AccountId>,
		},
		/// An enterprise was offered to a new owner account.
		OwnershipOffered {
			uscc: Uscc,
			to: T::AccountId,
			/// The moment at which the offer ends, if it is not accepted before.
			until: Moment,
			/// The moment from which on the e-seal is on hold, unless a successor with another key has replaced it.
			rotate_by: Moment,
			by: Officer<T::AccountId>,
		},
		/// The offer of an enterprise to a new owner account was withdrawn.
		OfferWithdrawn {
			uscc: Uscc,
			to: T::AccountId,
			by: Officer<T::AccountId>,
		},
		/// An enterprise took over from another one, by a merger or a division.
		SuccessorRecorded {
			uscc: Uscc,
			successor: Uscc,
			by: Officer<T::AccountId>,
		},
		/// A successor was approved that takes over later. Until then the e-seal serves; from then on it is revoked, and its grants
		/// serve no more.
		SuccessorApproved {
			seal: SealId,
			successor: SealId,
			/// When it takes over.
			effective_at: Moment,
			by: Actor<T::AccountId>,
		},
		/// The successor was revoked before it took over: the e-seal goes on.
		SuccessorRevoked {
			seal: SealId,
			successor: SealId,
			by: Actor<T::AccountId>,
		},
		/// A physical seal was moved: it had been filed for the wrong enterprise or under a wrong code.
		PhysicalSealMoved {
			code: SealCode,
			/// The enterprise that it was filed for.
			from: Uscc,
			/// The right code; the same, if that was right. A wrong one is never used again.
			instead: SealCode,
			/// The right enterprise; the same, if that was right.
			uscc: Uscc,
			correction: CorrectionId,
		},
		/// A registration under a wrong code was voided, and the right one opened.
		RegistrationVoided {
			/// The wrong code. It is never used again.
			uscc: Uscc,
			/// The right code.
			instead: Uscc,
			name: Name,
			/// The name that lies ahead, if there is one: it goes on under the right code.
			next_name: Option<NextName>,
			owner: T::AccountId,
			/// Whether the rules of the standard were enforced on the right code, or waived.
			check: UsccCheck,
			/// What was waived: where the right code is not as the standard says.
			deviation: UsccDeviation,
			/// The end of the freeze, if one was in force: it goes on under the right code.
			frozen_until: Option<Moment>,
			/// The liquidator, if there is one: it acts under the right code.
			liquidator: Option<T::AccountId>,
			correction: CorrectionId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A Unified Social Credit Code must have 18 characters.
		UsccWrongLength,
		/// The code has an invalid character. Only digits and capital letters other than I, O, S, V and Z are allowed.
		UsccInvalidCharacter,
		/// The first character, the department that registered the organization, is none of GB 32100-2015. Check the code for a
		/// typing error; if it was issued like this, register it with the check waived.
		UsccWrongDepartment,
		/// The second character is no class of organizations that the department, the first character, registers. Check the code
		/// for a typing error; if it was issued like this, register it with the check waived.
		UsccWrongClass,
		/// The region, the third to the eighth character, must be six digits. Check the code for a typing error; if it was issued
		/// like this, register it with the check waived.
		UsccWrongRegion,
		/// The check character, the last one, does not match the first 17. Check the code for a typing error; if it was issued
		/// like this, register it with the check waived.
		UsccWrongCheckCharacter,
		/// An enterprise is already registered under this code. A code is registered only once, ever.
		EnterpriseAlreadyRegistered,
		/// No enterprise is registered under this code.
		EnterpriseNotFound,
		/// The enterprise is restricted. Market Supervision must lift the restriction first.
		EnterpriseIsRestricted,
		/// The enterprise is not restricted: there is nothing to lift. Before a liquidator is named, restrict it.
		EnterpriseNotRestricted,
		/// The enterprise is deregistered, for good.
		EnterpriseIsDeregistered,
		/// The registration under this code is void: the code was wrong. Name the right one, under which the enterprise is
		/// registered: `rectified` and `eseal enterprise show` tell it.
		RegistrationIsVoid,
		/// The enterprise's name or owner changed after the application. The owner must withdraw it and apply again.
		EnterpriseChanged,
		/// The text is empty.
		TextEmpty,
		/// The text is too long: 256 bytes for a name, 128 for a maker, 64 for an SM2 key's identity.
		TextTooLong,
		/// The text has a character that nobody can see or that is for private use, or white space other than the space U+0020.
		/// Type the text anew instead of copying it.
		TextInvalid,
		/// The text begins or ends with a blank, or has two in a row. Take them away.
		TextBlank,
		/// The text is not in Unicode's Normalization Form C: a letter and its accent are two characters, or a character is
		/// another's double. Normalize the text, as `eseal` does with what is typed.
		TextNotNormalized,
		/// The enterprise already has this name, or has it from that moment on. If another name is on record ahead and was a mistake,
		/// withdraw that one.
		NameUnchanged,
		/// The account already owns the enterprise.
		OwnerUnchanged,
		/// The account's key is the key of the enterprise's e-seal or of its pending application. Name an account with another
		/// key, as owner or liquidator, so that a use takes two secrets.
		OwnerHasSealKey,
		/// The caller does not own the enterprise.
		NotOwner,
		/// The caller is neither the enterprise's owner nor an officer of Data Resources.
		NotAuthorized,
		/// A physical seal's code must be 13 digits.
		SealCodeInvalid,
		/// A physical seal is already filed under this code. Codes are never reused.
		PhysicalSealAlreadyFiled,
		/// No physical seal is filed under this code.
		PhysicalSealNotFound,
		/// The physical seal belongs to another enterprise.
		PhysicalSealOfAnotherEnterprise,
		/// An e-seal can be paired only with an official physical seal.
		PhysicalSealNotOfficial,
		/// The physical seal is lost or destroyed, or on file under another code, because this one was wrong. Name one that is on
		/// file.
		PhysicalSealGone,
		/// The physical seal is paired with another e-seal that is live or takes over later. To move it, have that revoked first.
		PhysicalSealPaired,
		/// Certificates and pictures are named by their SHA-256 digest alone, so that others can compare them. Digest the file
		/// with SHA-256.
		DigestNotSha256,
		/// The enterprise has a pending application. It must be withdrawn or rejected first.
		ApplicationPending,
		/// The application is not pending: it was decided or withdrawn.
		ApplicationNotPending,
		/// The public key belongs or belonged to an e-seal. Make a new key.
		KeyAlreadyUsed,
		/// The public key is that of the owner's account. Make another key for the e-seal, so that a use takes two secrets.
		KeyOfOwner,
		/// The certificate belongs or belonged to an e-seal. Get a new one.
		CertificateAlreadyUsed,
		/// The proof of possession is invalid. It must be the seal key's own signature over this claim, for this owner and this
		/// chain.
		ProofInvalid,
		/// The validity must end after it begins.
		ValidityInverted,
		/// The validity has already ended.
		ValidityPast,
		/// The validity is longer than allowed for an e-seal.
		ValidityTooLong,
		/// No e-seal has this number.
		SealNotFound,
		/// The application with this number is not the one that was decided on: the chain switched to another fork, or the
		/// number is wrong. Look at it again and decide anew.
		ApplicationDiffers,
		/// The e-seal is not active.
		SealNotActive,
		/// This hold is already in place.
		HoldAlreadyPlaced,
		/// This hold is not in place. A hold of another authority may be, and only that authority can lift it.
		HoldNotPlaced,
		/// The enterprise is frozen on a legal order. It gets no e-seal until the freeze ends, or Public Security or a motion lifts
		/// it.
		EnterpriseIsFrozen,
		/// Only the chain itself can give this reason. Choose another.
		ReasonReserved,
		/// Only an agency can give this reason. An owner revokes because the key is compromised, the certificate was withdrawn,
		/// or the e-seal is no longer needed.
		ReasonOfAgencies,
		/// Only an agency can date a revocation back. An owner revokes from now on: name no moment.
		OwnerRevokesFromNow,
		/// The effective moment must not be in the future.
		EffectiveInFuture,
		/// The effective moment is before the physical seal was filed, or before the e-seal became active.
		EffectiveTooEarly,
		/// A counter has reached its maximum.
		Overflow,
		/// No correction has this number: it was withdrawn, or it ended and was cleared.
		CorrectionNotFound,
		/// The correction with this number is not the one that was decided on: the chain switched to another fork, or the number is
		/// wrong. Look at it again and decide anew.
		CorrectionDiffers,
		/// The correction was made already.
		CorrectionMade,
		/// The correction has ended: no other agency agreed to it in time. It must be proposed again.
		CorrectionEnded,
		/// No agency corrects its record alone. Officers of another agency must agree; yours may withdraw the correction.
		OwnCorrection,
		/// Only the agency that proposed a correction can withdraw it.
		CorrectionOfAnotherAgency,
		/// Only the agency that put something on record proposes to correct it: Data Resources what it revoked, Public
		/// Security what it filed and reported lost or destroyed, Market Supervision what it registered and
		/// deregistered.
		MistakeOfAnotherAgency,
		/// The agency has as many corrections waiting as an agency may. Have some agreed to, or withdraw some.
		TooManyCorrections,
		/// The history has no entry with this number.
		EntryNotFound,
		/// The entry with this number is not the one that was decided on: the chain switched to another fork, or the number is
		/// wrong. Look at the history again and decide anew.
		EntryDiffers,
		/// This entry records nothing that such a correction corrects.
		NotCorrectable,
		/// This was corrected already.
		AlreadyCorrected,
		/// Another e-seal is the enterprise's by now, and an enterprise never has two live ones: a successor was approved, or the
		/// e-seal was one itself and the one before it goes on. The revocation stays. As long as a successor has not taken over yet,
		/// Data Resources may revoke it first; otherwise the owner applies for another e-seal.
		SuccessorIssued,
		/// The owner revoked the e-seal, and agencies do not take back an owner's word. The owner applies for a successor.
		RevokedByOwner,
		/// The e-seal was revoked because its enterprise was deregistered. That is what must be corrected.
		RevokedByDeregistration,
		/// The enterprise is not frozen: it never was, or the freeze ended or was lifted.
		EnterpriseNotFrozen,
		/// The enterprise is frozen on another order than this one. Look at the freeze again and decide anew.
		FreezeDiffers,
		/// The freeze must end in the future.
		FreezeEndPast,
		/// The freeze is longer than allowed at once. Name an earlier end, and renew it before that if the case goes on.
		FreezeTooLong,
		/// The freeze that is in force ends then or later. To renew it, name a later end; to end it earlier, lift it.
		FreezeNotLonger,
		/// The offer must end in the future.
		OfferEndPast,
		/// The offer is open for longer than allowed. Name an earlier end; if it is not accepted by then, offer again.
		OfferTooLong,
		/// The e-seal's key must not have to be replaced before the offer ends. Name a later moment.
		RotationTooSoon,
		/// The e-seal's key must be replaced sooner. Name an earlier moment.
		RotationTooLate,
		/// The enterprise is offered to nobody.
		NoOffer,
		/// The enterprise is not offered to the caller. Ask Market Supervision to offer it to this account.
		NotOffered,
		/// The offer has another moment by which the e-seal's key must be replaced. Look at it again.
		OfferDiffers,
		/// The offer has ended. Ask Market Supervision for another one.
		OfferEnded,
		/// An enterprise does not succeed itself. Check the two codes.
		SuccessorIsItself,
		/// This successor is recorded already.
		SuccessorAlreadyRecorded,
		/// It is the other way round on record: this enterprise took over from the one that is named as its successor. Check the
		/// two codes.
		SuccessorPrecedes,
		/// An enterprise has at most eight successors.
		TooManySuccessors,
		/// A successor of the enterprise's e-seal is approved and has not taken over yet. Apply when it has, or revoke it first.
		SuccessorAwaited,
		/// The enterprise's registration is not the one that was decided on: it changed since, or the chain switched to another
		/// fork. Look at it again and decide anew.
		RegistrationDiffers,
		/// The physical seal's file is not the one that was decided on: it changed since, or the chain switched to another fork. Look
		/// at it again and decide anew.
		PhysicalSealDiffers,
		/// The e-seal's physical seal moved: it is on file for another enterprise or under another code. The owner applies for
		/// another e-seal.
		PhysicalSealMoved,
		/// The physical seal is filed for this enterprise under this code already. Name another enterprise or another code.
		NothingToMove,
		/// A new name counts from now on, or from a later moment on. Name a later moment, or none for now.
		RenamePast,
		/// The new name counts too far ahead. Name an earlier moment, or record it later.
		RenameTooFar,
		/// No name is on record that counts later: there never was one, it was withdrawn, or it counts already.
		NoRename,
		/// The name on record that counts later is another one. Look at it again and decide anew.
		RenameDiffers,
		/// The physical seal was filed before the name was on record that the enterprise has when the e-seal's validity begins, so
		/// its imprint has another name. Have a physical seal carved with that name and filed, and apply with it.
		PhysicalSealOfOldName,
		/// The account is the enterprise's liquidator already.
		LiquidatorUnchanged,
		/// The enterprise is in liquidation, and its liquidator acts in the owner's place: the owner neither suspends or resumes the
		/// e-seal nor revokes it. If its key is compromised, tell Data Resources.
		LiquidatorActs,
		/// The code was corrected as often as it may be, four times. If it is wrong again, record anew: deregister the enterprise and
		/// register it under the right code, or report the physical seal destroyed and file it so.
		CorrectedTooOften,
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
		/// Registers an enterprise, and admits its owner's account.
		///
		/// - `uscc`: the Unified Social Credit Code, 18 characters. A code is registered only once, ever.
		/// - `name`: the registered name, 1 to 256 bytes of UTF-8 in Normalization Form C, without characters that nobody sees,
		///   and with no blanks but single spaces between others.
		/// - `owner`: the account that acts for the enterprise.
		/// - `check`: Enforced, or Waived for a code that was issued with a wrong check character or another structure than that
		///   of GB 32100-2015; the event says which.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::UsccWrongLength`], [`Error::UsccInvalidCharacter`], [`Error::UsccWrongDepartment`],
		/// [`Error::UsccWrongClass`], [`Error::UsccWrongRegion`], [`Error::UsccWrongCheckCharacter`],
		/// [`Error::EnterpriseAlreadyRegistered`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`],
		/// [`Error::TextBlank`], [`Error::TextNotNormalized`].
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
			let officer = T::Officers::pass(origin, Act::RegisterEnterprise, &(&uscc, &name, &owner, check))?;
			Self::do_register_enterprise(officer, &uscc, &name, owner, check)
		}

		/// Records an enterprise's new name, which it has from now on, or from a moment ahead. Until then its live e-seal serves; from
		/// then on it is on hold, and so is one that takes over later in the old name. It must be replaced by a successor, with a
		/// certificate in the new name and a physical seal that was filed after this call: one whose validity begins then can be
		/// applied for and approved ahead. A name that was recorded ahead and does not count yet is replaced; an e-seal that was
		/// approved in that name is on hold.
		///
		/// - `name`: as in `register_enterprise`.
		/// - `from`: since when, in milliseconds since the Unix epoch; in the future, at most [`Config::MaxRenameAhead`] from now.
		///   None for now.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`],
		/// [`Error::TextBlank`], [`Error::TextNotNormalized`], [`Error::RenamePast`], [`Error::RenameTooFar`],
		/// [`Error::NameUnchanged`].
		///
		/// **Events:** [`Event::EnterpriseRenamed`], and [`Event::HoldPlaced`] or [`Event::HoldLifted`] for a live e-seal and for one
		/// that takes over later.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::rename_enterprise()))]
		pub fn rename_enterprise(
			origin: OriginFor<T>,
			uscc: RawText,
			name: RawText,
			from: Option<Moment>,
		) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::RenameEnterprise, &(&uscc, &name, from))?;
			let changed = Self::do_rename_enterprise(officer, &uscc, &name, from)?;
			Ok(Self::with_holds(T::WeightInfo::rename_enterprise(), changed))
		}

		/// Records that an enterprise is in liquidation. In the same call its live e-seal is put on hold. From then on only the
		/// liquidator uses it, if one is named (`name_liquidator`).
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsRestricted`],
		/// [`Error::EnterpriseIsDeregistered`], [`Error::RegistrationIsVoid`].
		///
		/// **Events:** [`Event::EnterpriseRestricted`], and [`Event::HoldPlaced`] for a live e-seal.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::restrict_enterprise()))]
		pub fn restrict_enterprise(origin: OriginFor<T>, uscc: RawText) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::RestrictEnterprise, &uscc)?;
			let changed = Self::do_restrict_enterprise(officer, &uscc)?;
			Ok(Self::with_holds(T::WeightInfo::restrict_enterprise(), changed))
		}

		/// Lifts the restriction of an enterprise, and in the same call the hold on its live e-seal. Its liquidator loses its role.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code,
		/// [`Error::EnterpriseNotRestricted`], [`Error::EnterpriseIsDeregistered`], [`Error::RegistrationIsVoid`].
		///
		/// **Events:** [`Event::RestrictionLifted`], [`Event::LiquidatorDismissed`] if there is one, and [`Event::HoldLifted`] for a
		/// live e-seal.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::lift_restriction()))]
		pub fn lift_restriction(origin: OriginFor<T>, uscc: RawText) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::LiftRestriction, &uscc)?;
			let changed = Self::do_lift_restriction(officer, &uscc)?;
			Ok(Self::with_holds(T::WeightInfo::lift_restriction(), changed))
		}

		/// Deregisters an enterprise, for good. In the same call its live e-seal is revoked, and one that takes over later, its
		/// pending application is rejected, all grants end, and its owner and its liquidator lose their roles. A name that was
		/// recorded ahead does not come to count.
		///
		/// **Origin:** two officers of Market Supervision, of whom the second confirmed it.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`].
		///
		/// **Events:** [`Event::EnterpriseDeregistered`], and [`Event::Revoked`], [`Event::Rejected`] and
		/// [`Event::LiquidatorDismissed`] as applicable.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::deregister_weight().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn deregister_enterprise(origin: OriginFor<T>, uscc: RawText) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::DeregisterEnterprise, &uscc)?;
			let dissolution = Self::do_deregister_enterprise(officer, &uscc)?;
			Ok(Some(T::WeightInfo::deregister_enterprise().saturating_add(dissolution)).into())
		}

		/// Offers an enterprise to a new owner account, for instance that of a new legal representative, or after a key was lost. The
		/// account is admitted, so that it can accept; until it does, the owner remains. An offer that was not accepted is
		/// replaced.
		///
		/// - `owner`: the new account. Its key must be another than those of the live e-seal and of the pending application.
		/// - `until`: the moment at which the offer ends, in milliseconds since the Unix epoch; in the future, at most
		///   [`Config::MaxOffer`] from now.
		/// - `rotate_by`: the moment from which on the e-seal is on hold, unless a successor with another key has replaced it; not
		///   before `until`, at most [`Config::MaxRotation`] from now.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`],
		/// [`Error::OwnerUnchanged`], [`Error::OwnerHasSealKey`], [`Error::OfferEndPast`], [`Error::OfferTooLong`],
		/// [`Error::RotationTooSoon`], [`Error::RotationTooLate`].
		///
		/// **Events:** [`Event::OwnershipOffered`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::offer_ownership())]
		pub fn offer_ownership(
			origin: OriginFor<T>,
			uscc: RawText,
			owner: T::AccountId,
			until: Moment,
			rotate_by: Moment,
		) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::OfferOwnership, &(&uscc, &owner, until, rotate_by))?;
			Self::do_offer_ownership(officer, &uscc, owner, until, rotate_by)
		}

		/// Files a physical seal.
		///
		/// - `code`: 13 digits. A code is filed once and never reused.
		/// - `uscc`: the enterprise that it belongs to.
		/// - `kind`: what it is for. E-seals are paired only with official seals.
		/// - `imprint`: the SHA-256 digest of a picture of its imprint.
		/// - `maker`: the workshop that carved it, 1 to 128 bytes of UTF-8.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::SealCodeInvalid`], [`Error::PhysicalSealAlreadyFiled`],
		/// [`Error::PhysicalSealOfAnotherEnterprise`] (filed before for another enterprise),
		/// [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`],
		/// [`Error::DigestNotSha256`], [`Error::TextEmpty`], [`Error::TextTooLong`], [`Error::TextInvalid`],
		/// [`Error::TextBlank`], [`Error::TextNotNormalized`].
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
			let officer = T::Officers::pass(origin, Act::FilePhysicalSeal, &(&code, &uscc, kind, imprint, &maker))?;
			Self::do_file_physical_seal(officer, &code, &uscc, kind, imprint, &maker)
		}

		/// Reports a physical seal lost or destroyed, for good. In the same call the live e-seal that is paired with it is put on
		/// hold, and one that takes over with it later; it must be replaced by a successor.
		///
		/// - `effective_at`: since when, in milliseconds since the Unix epoch; not in the future, and not before it was filed.
		///
		/// **Origin:** two officers of Public Security, of whom the second confirmed it.
		///
		/// **Errors:** [`Error::SealCodeInvalid`], [`Error::PhysicalSealNotFound`], [`Error::PhysicalSealGone`],
		/// [`Error::EffectiveInFuture`], [`Error::EffectiveTooEarly`].
		///
		/// **Events:** [`Event::PhysicalSealReported`], and [`Event::HoldPlaced`] for a live e-seal.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::report_physical_seal()))]
		pub fn report_physical_seal(
			origin: OriginFor<T>,
			code: RawText,
			report: PhysicalSealReport,
			effective_at: Moment,
		) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::ReportPhysicalSeal, &(&code, report, effective_at))?;
			let changed = Self::do_report_physical_seal(officer, &code, report, effective_at)?;
			Ok(Self::with_holds(T::WeightInfo::report_physical_seal(), changed))
		}

		/// Freezes an enterprise on a legal order, or renews its freeze. As long as it is in force, its live e-seal is on hold, and one
		/// that takes over later, its owner cannot apply, and no application of it is approved, even if the e-seal is revoked in the
		/// meantime. It ends by itself at its end; nothing has to be called for that.
		///
		/// - `uscc`: the enterprise.
		/// - `order`: the digest of the order, which names the case.
		/// - `until`: the moment at which it ends, in milliseconds since the Unix epoch; in the future, at most
		///   [`Config::MaxFreeze`] from now, and later than the end of a freeze that is in force, which it thereby renews.
		///
		/// **Origin:** an officer of Public Security.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`],
		/// [`Error::FreezeEndPast`], [`Error::FreezeTooLong`], [`Error::FreezeNotLonger`].
		///
		/// **Events:** [`Event::EnterpriseFrozen`], and [`Event::HoldPlaced`] for a live e-seal and for one that takes over later.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::freeze()))]
		pub fn freeze(
			origin: OriginFor<T>,
			uscc: RawText,
			order: DocumentDigest,
			until: Moment,
		) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::Freeze, &(&uscc, order, until))?;
			let changed = Self::do_freeze(officer, &uscc, order, until)?;
			Ok(Self::with_holds(T::WeightInfo::freeze(), changed))
		}

		/// Lifts the freeze of an enterprise before its end, and in the same call the hold on its live e-seal, and on one that takes
		/// over later. Other holds stay in place. So that no agency alone keeps an enterprise frozen, the seats may review a freeze: a
		/// motion lifts it, too.
		///
		/// - `uscc`: the enterprise.
		/// - `order`: the digest of the order that the freeze is on, by which the decision names what it lifts.
		///
		/// **Origin:** an officer of Public Security, or root, that is, a motion.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseNotFrozen`],
		/// [`Error::FreezeDiffers`].
		///
		/// **Events:** [`Event::EnterpriseUnfrozen`], and [`Event::HoldLifted`] for a live e-seal.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::unfreeze()))]
		pub fn unfreeze(origin: OriginFor<T>, uscc: RawText, order: DocumentDigest) -> DispatchResultWithPostInfo {
			let by = match ensure_root(origin.clone()) {
				Ok(()) => Actor::Motion,
				Err(_) => T::Officers::pass(origin, Act::Unfreeze, &(&uscc, order))?.into(),
			};
			let changed = Self::do_unfreeze(by, &uscc, order)?;
			Ok(Self::with_holds(T::WeightInfo::unfreeze(), changed))
		}

		/// Applies for an e-seal, or for a successor of the enterprise's present one.
		///
		/// An application binds nobody: until it is approved, another one may name the same key or certificate, and one that was
		/// rejected or withdrawn leaves both free.
		///
		/// - `uscc`: the caller's enterprise.
		/// - `code`: the official physical seal to be paired with. Of an enterprise that was renamed, or is to be, it was filed after
		///   the name was recorded that the enterprise has when the validity begins; the e-seal carries that name.
		/// - `key`: a public key that never belonged to an e-seal, and is not that of the owner's account.
		/// - `certificate`, `picture`: SHA-256 digests of the e-seal's certificate and picture.
		/// - `valid_from`, `valid_until`: in milliseconds since the Unix epoch; `valid_until` itself is no longer valid.
		/// - `proof`: the seal key's signature over `eseal:possession:v1` and the SCALE encoding of (genesis hash,
		///   caller's account, [`eseal_primitives::PossessionClaim`]); the runtime API returns these bytes.
		///
		/// **Origin:** signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::NotOwner`],
		/// [`Error::EnterpriseIsRestricted`], [`Error::EnterpriseIsDeregistered`], [`Error::RegistrationIsVoid`],
		/// [`Error::EnterpriseIsFrozen`], [`Error::ApplicationPending`], [`Error::SuccessorAwaited`],
		/// [`Error::SealCodeInvalid`],
		/// [`Error::PhysicalSealNotFound`], [`Error::PhysicalSealOfAnotherEnterprise`],
		/// [`Error::PhysicalSealNotOfficial`], [`Error::PhysicalSealGone`], [`Error::PhysicalSealPaired`],
		/// [`Error::ValidityInverted`], [`Error::ValidityPast`], [`Error::ValidityTooLong`], [`Error::PhysicalSealOfOldName`],
		/// [`Error::DigestNotSha256`], [`Error::KeyOfOwner`], [`Error::KeyAlreadyUsed`],
		/// [`Error::CertificateAlreadyUsed`], [`Error::ProofInvalid`]; and what is wrong with an SM2 key's identity:
		/// [`Error::TextEmpty`], [`Error::TextInvalid`], [`Error::TextBlank`], [`Error::TextNotNormalized`].
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

		/// Withdraws a pending application. Grants that were to carry over to it end.
		///
		/// **Origin:** signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotOwner`], [`Error::ApplicationNotPending`].
		///
		/// **Events:** [`Event::Withdrawn`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::withdraw().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn withdraw(origin: OriginFor<T>, application: SealId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let dissolution = Self::do_withdraw(who, application)?;
			Ok(Some(T::WeightInfo::withdraw().saturating_add(dissolution)).into())
		}

		/// Suspends an e-seal. The owner and Data Resources each have their own suspension.
		///
		/// - `seal`, `digest`: the e-seal, and the digest of its application.
		///
		/// **Origin:** signed by the enterprise's owner, or an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::ApplicationDiffers`],
		/// [`Error::SealNotActive`], [`Error::HoldAlreadyPlaced`], [`Error::LiquidatorActs`].
		///
		/// **Events:** [`Event::HoldPlaced`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::suspend())]
		pub fn suspend(origin: OriginFor<T>, seal: SealId, digest: H256) -> DispatchResult {
			let by = Self::ensure_owner_or_platform(origin, seal, Act::Suspend, &(seal, digest))?;
			Self::do_suspend(by, seal, digest)
		}

		/// Lifts the caller's own suspension. Other holds stay in place.
		///
		/// - `seal`, `digest`: the e-seal, and the digest of its application.
		///
		/// **Origin:** signed by the enterprise's owner, or an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::ApplicationDiffers`],
		/// [`Error::SealNotActive`], [`Error::HoldNotPlaced`], [`Error::LiquidatorActs`].
		///
		/// **Events:** [`Event::HoldLifted`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>, seal: SealId, digest: H256) -> DispatchResult {
			let by = Self::ensure_owner_or_platform(origin, seal, Act::Resume, &(seal, digest))?;
			Self::do_resume(by, seal, digest)
		}

		/// Approves an application: the e-seal becomes active, and its key and certificate belong to it for ever. In the same call
		/// the predecessor, if it is still live, is revoked. If the validity begins later, both count from then on: the successor
		/// takes over at `valid_from`, and until then the predecessor serves. If the enterprise has another name from a later moment
		/// on, the e-seal is on hold from then on.
		///
		/// - `application`, `digest`: the application, and its digest.
		///
		/// **Origin:** an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::ApplicationDiffers`], [`Error::ApplicationNotPending`],
		/// [`Error::EnterpriseIsRestricted`], [`Error::EnterpriseIsDeregistered`], [`Error::RegistrationIsVoid`],
		/// [`Error::EnterpriseChanged`],
		/// [`Error::PhysicalSealGone`], [`Error::PhysicalSealPaired`], [`Error::ValidityPast`],
		/// [`Error::KeyAlreadyUsed`] and [`Error::CertificateAlreadyUsed`] (another application with it was approved first),
		/// [`Error::EnterpriseIsFrozen`].
		///
		/// **Events:** [`Event::Activated`], for a live predecessor [`Event::Revoked`], or [`Event::SuccessorApproved`] if the
		/// successor takes over later, and [`Event::HoldPlaced`] if the enterprise has another name later.
		#[pallet::call_index(14)]
		#[pallet::weight(
			Pallet::<T>::with_holds_weight(T::WeightInfo::approve()).saturating_add(T::UseRights::dissolve_weight())
		)]
		pub fn approve(origin: OriginFor<T>, application: SealId, digest: H256) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::Approve, &(application, digest))?;
			let dissolution = Self::do_approve(officer, application, digest)?;
			Ok(Some(T::WeightInfo::approve().saturating_add(dissolution)).into())
		}

		/// Rejects an application. Grants that were to carry over to it end.
		///
		/// - `application`, `digest`: the application, and its digest.
		///
		/// **Origin:** an officer of Data Resources.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::ApplicationDiffers`], [`Error::ApplicationNotPending`],
		/// [`Error::ReasonReserved`].
		///
		/// **Events:** [`Event::Rejected`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::reject().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn reject(
			origin: OriginFor<T>,
			application: SealId,
			digest: H256,
			reason: RejectionReason,
		) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::Reject, &(application, digest, reason))?;
			let dissolution = Self::do_reject(officer, application, digest, reason)?;
			Ok(Some(T::WeightInfo::reject().saturating_add(dissolution)).into())
		}

		/// Revokes an e-seal, for good. All its grants end. If it is a successor that has not taken over yet, its predecessor goes
		/// on; if it is the predecessor, the successor takes over when it was to, and until then there is no live e-seal.
		///
		/// - `seal`, `digest`: the e-seal, and the digest of its application.
		/// - `reason`: from the owner KeyCompromised, CertificateWithdrawn or CessationOfUse; from Data Resources also CourtOrder
		///   or IssuedInError.
		/// - `effective_at`: since when; none for from now on, which is all that the owner may say: nobody disowns past uses
		///   alone. From Data Resources a moment in milliseconds since the Unix epoch, not in the future, and not before the
		///   e-seal became active.
		///
		/// **Origin:** two officers of Data Resources, of whom the second confirmed it, or signed by the enterprise's owner.
		///
		/// **Errors:** [`Error::SealNotFound`], [`Error::NotAuthorized`], [`Error::ApplicationDiffers`],
		/// [`Error::SealNotActive`], [`Error::ReasonReserved`], [`Error::ReasonOfAgencies`],
		/// [`Error::OwnerRevokesFromNow`], [`Error::EffectiveInFuture`], [`Error::EffectiveTooEarly`],
		/// [`Error::LiquidatorActs`].
		///
		/// **Events:** [`Event::Revoked`], and [`Event::SuccessorRevoked`] for a predecessor that goes on.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::revoke_weight().saturating_add(T::UseRights::dissolve_weight()))]
		pub fn revoke(
			origin: OriginFor<T>,
			seal: SealId,
			digest: H256,
			reason: RevocationReason,
			effective_at: Option<Moment>,
		) -> DispatchResultWithPostInfo {
			let by = Self::ensure_owner_or_platform(origin, seal, Act::Revoke, &(seal, digest, reason, effective_at))?;
			let dissolution = Self::do_revoke(by, seal, digest, reason, effective_at)?;
			Ok(Some(T::WeightInfo::revoke().saturating_add(dissolution)).into())
		}

		/// Proposes to correct what the caller's agency put on record by mistake. It waits for another agency; at most four
		/// corrections of the agency that have ended are cleared on the way.
		///
		/// - `correction`: what is corrected, with its digest.
		/// - `decision`: the digest of the decision behind it.
		///
		/// **Origin:** two officers of the agency that erred, of whom the second confirmed it.
		///
		/// **Errors:** [`Error::MistakeOfAnotherAgency`], [`Error::TooManyCorrections`], and why the correction cannot be made:
		/// [`Error::AlreadyCorrected`], [`Error::SealNotFound`], [`Error::EntryNotFound`], [`Error::EntryDiffers`],
		/// [`Error::NotCorrectable`], [`Error::RevokedByOwner`], [`Error::SuccessorIssued`], [`Error::RevokedByDeregistration`],
		/// [`Error::EnterpriseIsDeregistered`], [`Error::RegistrationIsVoid`], [`Error::OwnerHasSealKey`],
		/// [`Error::PhysicalSealPaired`], [`Error::PhysicalSealNotFound`], [`Error::EnterpriseNotFound`], [`Error::RegistrationDiffers`],
		/// [`Error::PhysicalSealDiffers`], [`Error::NothingToMove`], [`Error::PhysicalSealGone`],
		/// [`Error::PhysicalSealAlreadyFiled`], [`Error::PhysicalSealMoved`], [`Error::ApplicationPending`],
		/// [`Error::EnterpriseAlreadyRegistered`] or what is wrong with the right code, [`Error::CorrectedTooOften`]; and when it is made, what
		/// [`pallet_admission::Admission::admit`] says of an owner who may not be one any more.
		///
		/// **Events:** [`Event::CorrectionProposed`], and [`Event::CorrectionCleared`] for each correction that was cleared.
		#[pallet::call_index(80)]
		#[pallet::weight(T::WeightInfo::propose_correction())]
		pub fn propose_correction(
			origin: OriginFor<T>,
			correction: Correction,
			decision: DocumentDigest,
		) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::ProposeCorrection, &(correction, decision))?;
			Self::do_propose_correction(officer, correction, decision)
		}

		/// Agrees to a correction that another agency proposed, and so makes it. All that it rests on is checked again. If it cannot
		/// be made now, nothing happens: it goes on waiting.
		///
		/// - `id`, `digest`: the correction, and its digest.
		///
		/// **Origin:** two officers of another agency than the one that proposed it, of whom the second confirmed it.
		///
		/// **Errors:** [`Error::CorrectionNotFound`], [`Error::CorrectionDiffers`], [`Error::CorrectionMade`],
		/// [`Error::CorrectionEnded`], [`Error::OwnCorrection`], and why the correction cannot be made: those of
		/// [`Pallet::propose_correction`].
		///
		/// **Events:** what the correction does, then [`Event::CorrectionMade`].
		#[pallet::call_index(81)]
		#[pallet::weight(Pallet::<T>::agree_weight())]
		pub fn agree_correction(origin: OriginFor<T>, id: CorrectionId, digest: H256) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::AgreeCorrection, &(id, digest))?;
			let weight = Self::do_agree_correction(officer, id, digest)?;
			Ok(Some(weight).into())
		}

		/// Withdraws a correction that the caller's agency proposed.
		///
		/// - `id`, `digest`: the correction, and its digest.
		///
		/// **Origin:** an officer of the agency that proposed it.
		///
		/// **Errors:** [`Error::CorrectionNotFound`], [`Error::CorrectionDiffers`], [`Error::CorrectionMade`],
		/// [`Error::CorrectionOfAnotherAgency`].
		///
		/// **Events:** [`Event::CorrectionWithdrawn`].
		#[pallet::call_index(82)]
		#[pallet::weight(T::WeightInfo::withdraw_correction())]
		pub fn withdraw_correction(origin: OriginFor<T>, id: CorrectionId, digest: H256) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::WithdrawCorrection, &(id, digest))?;
			Self::do_withdraw_correction(officer, id, digest)
		}

		/// Accepts an enterprise that is offered to the caller, who is its owner from now on. All grants end, and nothing that the
		/// owner before applied for can be approved. The e-seal serves until `rotate_by`; then it is on hold, unless a successor
		/// has replaced it; so is one that was approved before and takes over later. A successor has another key, since no key
		/// belongs to two e-seals.
		///
		/// - `uscc`: the enterprise.
		/// - `rotate_by`: the moment that the offer names, so that the caller knows it.
		///
		/// **Origin:** signed by the account that it is offered to.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::NotOffered`],
		/// [`Error::OfferDiffers`], [`Error::OfferEnded`], [`Error::OwnerHasSealKey`].
		///
		/// **Events:** [`Event::OwnerChanged`], and [`Event::HoldPlaced`] for a live e-seal and for one that takes over later.
		#[pallet::call_index(40)]
		#[pallet::weight(
			Pallet::<T>::with_holds_weight(T::WeightInfo::accept_ownership()).saturating_add(T::UseRights::dissolve_weight())
		)]
		pub fn accept_ownership(origin: OriginFor<T>, uscc: RawText, rotate_by: Moment) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (required, dissolution) = Self::do_accept_ownership(who, &uscc, rotate_by)?;
			let with_one = T::WeightInfo::accept_ownership();
			let with_all = match required {
				0 | 1 => with_one,
				_ => Self::with_holds_weight(with_one),
			};
			Ok(Some(with_all.saturating_add(dissolution)).into())
		}

		/// Withdraws the offer of an enterprise to a new owner account, which loses the role that it had for it.
		///
		/// - `uscc`: the enterprise.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::NoOffer`].
		///
		/// **Events:** [`Event::OfferWithdrawn`].
		#[pallet::call_index(41)]
		#[pallet::weight(T::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(origin: OriginFor<T>, uscc: RawText) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::WithdrawOffer, &uscc)?;
			Self::do_withdraw_offer(officer, &uscc)
		}

		/// Records that an enterprise took over from another one, by a merger or a division, for good. It changes nothing of
		/// either: no e-seal, no application and no owner.
		///
		/// - `uscc`: the enterprise that was merged or divided, in whatever status but Voided.
		/// - `successor`: the enterprise that took over; one call for each, at most eight.
		///
		/// **Origin:** two officers of Market Supervision, of whom the second confirmed it.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with a code, [`Error::EnterpriseIsDeregistered`] (the
		/// successor), [`Error::RegistrationIsVoid`] (either), [`Error::SuccessorIsItself`], [`Error::SuccessorPrecedes`],
		/// [`Error::SuccessorAlreadyRecorded`], [`Error::TooManySuccessors`].
		///
		/// **Events:** [`Event::SuccessorRecorded`].
		#[pallet::call_index(42)]
		#[pallet::weight(T::WeightInfo::record_successor())]
		pub fn record_successor(origin: OriginFor<T>, uscc: RawText, successor: RawText) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::RecordSuccessor, &(&uscc, &successor))?;
			Self::do_record_successor(officer, &uscc, &successor)
		}

		/// Withdraws an enterprise's new name before the moment from which on it counts. In the same call its live e-seal is no longer
		/// to be on hold from then on; one that was approved in that name is.
		///
		/// - `uscc`: the enterprise.
		/// - `name`: the name on record, by which the decision names what it withdraws.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`], [`Error::NoRename`], [`Error::RenameDiffers`]; and what is wrong with the text, as in
		/// `rename_enterprise`.
		///
		/// **Events:** [`Event::RenameWithdrawn`], and [`Event::HoldLifted`] or [`Event::HoldPlaced`] for a live e-seal and for one
		/// that takes over later.
		#[pallet::call_index(43)]
		#[pallet::weight(Pallet::<T>::with_holds_weight(T::WeightInfo::withdraw_rename()))]
		pub fn withdraw_rename(origin: OriginFor<T>, uscc: RawText, name: RawText) -> DispatchResultWithPostInfo {
			let officer = T::Officers::pass(origin, Act::WithdrawRename, &(&uscc, &name))?;
			let changed = Self::do_withdraw_rename(officer, &uscc, &name)?;
			Ok(Self::with_holds(T::WeightInfo::withdraw_rename(), changed))
		}

		/// Names the liquidator of an enterprise in liquidation, and admits the account; the liquidator before it loses that role.
		/// The liquidator uses the enterprise's e-seal with its key, for [`eseal_primitives::Purpose::Liquidation`] alone, and nobody
		/// else uses it. Meanwhile the owner neither suspends or resumes the e-seal nor revokes it. The liquidator's role ends when
		/// the restriction is lifted or the enterprise deregistered.
		///
		/// - `account`: the liquidator's. Its key must be another than those of the live e-seal and of the pending application.
		/// - `order`: the digest of the decision by which it was appointed, a court's say.
		///
		/// **Origin:** an officer of Market Supervision.
		///
		/// **Errors:** [`Error::EnterpriseNotFound`] or what is wrong with the code, [`Error::EnterpriseIsDeregistered`],
		/// [`Error::RegistrationIsVoid`], [`Error::EnterpriseNotRestricted`], [`Error::LiquidatorUnchanged`],
		/// [`Error::OwnerHasSealKey`]; and what [`pallet_admission::Admission::admit`] says of an officer.
		///
		/// **Events:** [`Event::LiquidatorNamed`].
		#[pallet::call_index(44)]
		#[pallet::weight(T::WeightInfo::name_liquidator())]
		pub fn name_liquidator(
			origin: OriginFor<T>,
			uscc: RawText,
			account: T::AccountId,
			order: DocumentDigest,
		) -> DispatchResult {
			let officer = T::Officers::pass(origin, Act::NameLiquidator, &(&uscc, &account, order))?;
			Self::do_name_liquidator(officer, &uscc, account, order)
		}
	}
}
