//! What the pallet stores and announces.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use eseal_primitives::{DocumentDigest, Moment, SealCode, SealId, SealKey, Text, Uscc, UsccCheck};
use pallet_agencies::{Officer, Seat};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedBTreeSet};

/// The registered name of an enterprise: 1 to 256 bytes of UTF-8.
pub type Name = Text<256>;

/// The name of the workshop that carved a physical seal: 1 to 128 bytes of UTF-8.
pub type MakerName = Text<128>;

/// Derives what every stored enum without data has in common.
macro_rules! plain_enum {
	($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $index:literal,)* }) => {
		$(#[$doc])*
		#[derive(
			Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
			TypeInfo,
		)]
		pub enum $name {
			$($(#[$variant_doc])* #[codec(index = $index)] $variant,)*
		}
	};
}

plain_enum! {
	/// Where an enterprise stands in the register.
	pub enum EnterpriseStatus {
		/// In business.
		Active = 0,
		/// In liquidation: its e-seal is on hold.
		Restricted = 1,
		/// Struck off. Nothing follows.
		Deregistered = 2,
	}
}

plain_enum! {
	/// What a physical seal is for.
	pub enum SealKind {
		/// The enterprise's official seal, the only kind that an e-seal pairs with.
		Official = 0,
		/// The seal for finance.
		Finance = 1,
		/// The seal for contracts.
		Contract = 2,
		/// The seal for invoices.
		Invoice = 3,
		/// The seal of the legal representative.
		LegalRepresentative = 4,
	}
}

plain_enum! {
	/// Where a physical seal stands.
	pub enum PhysicalSealStatus {
		/// On file and in the enterprise's hands.
		Filed = 0,
		/// Reported lost. Nothing follows.
		Lost = 1,
		/// Reported destroyed. Nothing follows.
		Destroyed = 2,
	}
}

plain_enum! {
	/// What Public Security reports of a physical seal.
	pub enum PhysicalSealReport {
		/// It is lost.
		Lost = 0,
		/// It was destroyed.
		Destroyed = 1,
	}
}

plain_enum! {
	/// Where an e-seal stands.
	pub enum SealStatus {
		/// Its owner applied for it.
		Applied = 0,
		/// Issued. Holds may stand in the way of its use.
		Active = 1,
		/// Ended for good.
		Revoked = 2,
		/// The application was refused.
		Rejected = 3,
		/// The owner took the application back.
		Withdrawn = 4,
	}
}

plain_enum! {
	/// What stops an active e-seal for a while. Each is placed and lifted by its own authority.
	pub enum Hold {
		/// The owner suspended it, and resumes it.
		OwnerSuspension = 0,
		/// Data Resources suspended it, and resumes it.
		PlatformSuspension = 1,
		/// Public Security froze it on a legal order, and unfreezes it.
		Freeze = 2,
		/// The physical seal is lost or destroyed. Never lifted: only a successor helps.
		PhysicalSealLost = 3,
		/// Market Supervision restricted the enterprise, and lifts the restriction.
		EnterpriseRestricted = 4,
		/// The enterprise has another name now. Never lifted: only a successor helps.
		EnterpriseRenamed = 5,
	}
}

/// How many kinds of hold there are.
pub const HOLDS: u32 = 6;

/// The holds that stand.
pub type Holds = BoundedBTreeSet<Hold, ConstU32<HOLDS>>;

plain_enum! {
	/// Why an e-seal was revoked.
	pub enum RevocationReason {
		/// A successor became active. The chain sets it; no caller may.
		Superseded = 0,
		/// The enterprise was deregistered. The chain sets it; no caller may.
		EnterpriseDeregistered = 1,
		/// The seal key is, or may be, in other hands.
		KeyCompromised = 2,
		/// The certificate behind the e-seal was withdrawn.
		CertificateWithdrawn = 3,
		/// The enterprise does not want it any more.
		CessationOfUse = 4,
		/// A court ordered it.
		CourtOrder = 5,
		/// It should never have been issued.
		IssuedInError = 6,
	}
}

impl RevocationReason {
	/// Whether only the chain itself gives this reason.
	pub fn is_reserved(self) -> bool {
		matches!(self, Self::Superseded | Self::EnterpriseDeregistered)
	}
}

plain_enum! {
	/// Why an application was refused.
	pub enum RejectionReason {
		/// The enterprise was deregistered. The chain sets it; no caller may.
		EnterpriseDeregistered = 0,
		/// Documents are missing.
		DocumentsIncomplete = 1,
		/// The picture does not match the imprint of the physical seal.
		ImprintMismatch = 2,
		/// The certificate does not hold.
		CertificateInvalid = 3,
		/// The applicant did not prove its identity.
		IdentityNotProven = 4,
		/// Another reason, told to the applicant off chain.
		Other = 5,
	}
}

impl RejectionReason {
	/// Whether only the chain itself gives this reason.
	pub fn is_reserved(self) -> bool {
		matches!(self, Self::EnterpriseDeregistered)
	}
}

/// An enterprise in the register.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Enterprise<AccountId> {
	/// Its registered name.
	pub name: Name,
	/// The account that acts for it.
	pub owner: AccountId,
	/// Where it stands.
	pub status: EnterpriseStatus,
	/// Whether its code's check character was enforced or waived.
	pub check: UsccCheck,
	/// When it was registered.
	pub registered_at: Moment,
	/// How often its name or owner changed. An application counts only while this stays what it was.
	pub revision: u32,
}

/// A physical seal on file.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PhysicalSeal {
	/// The enterprise that it belongs to.
	pub uscc: Uscc,
	/// What it is for.
	pub kind: SealKind,
	/// The digest of the picture of its imprint.
	pub imprint: DocumentDigest,
	/// Who carved it.
	pub maker: MakerName,
	/// Where it stands.
	pub status: PhysicalSealStatus,
	/// When it was filed.
	pub filed_at: Moment,
	/// Since when the status holds; a report may name a moment before it was made.
	pub status_since: Moment,
	/// The live e-seal that it pairs with.
	pub paired: Option<SealId>,
}

impl PhysicalSeal {
	/// Whether it was lost or destroyed by `moment`.
	pub fn is_gone_at(&self, moment: Moment) -> bool {
		self.status != PhysicalSealStatus::Filed && self.status_since <= moment
	}
}

/// An e-seal, from the application on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Seal<AccountId> {
	/// The enterprise that it belongs to.
	pub uscc: Uscc,
	/// The physical seal that it pairs with.
	pub code: SealCode,
	/// The enterprise's name when its owner applied.
	pub name: Name,
	/// The account that applied.
	pub applicant: AccountId,
	/// The public key that signs every use.
	pub key: SealKey,
	/// The digest of its certificate.
	pub certificate: DocumentDigest,
	/// The digest of its picture.
	pub picture: DocumentDigest,
	/// The first moment of validity.
	pub valid_from: Moment,
	/// The moment at which validity ends; not itself valid.
	pub valid_until: Moment,
	/// Where it stands.
	pub status: SealStatus,
	/// What stops it for a while. Those that stood when it was revoked stay on record.
	pub holds: Holds,
	/// The e-seal before it.
	pub supersedes: Option<SealId>,
	/// The enterprise's revision when its owner applied.
	pub enterprise_revision: u32,
	/// When the owner applied.
	pub applied_at: Moment,
	/// When it became active.
	pub activated_at: Option<Moment>,
	/// From when on it is revoked; may lie before the revocation was recorded.
	pub revoked_at: Option<Moment>,
	/// How many entries its history has.
	pub history_len: u32,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Actor<AccountId> {
	/// An agency, through one of its officers.
	#[codec(index = 0)]
	Officer {
		/// The agency's seat.
		seat: Seat,
		/// The officer's account.
		account: AccountId,
	},
	/// The enterprise's owner.
	#[codec(index = 1)]
	Owner {
		/// The owner's account.
		account: AccountId,
	},
}

impl<AccountId> From<Officer<AccountId>> for Actor<AccountId> {
	fn from(Officer { seat, account }: Officer<AccountId>) -> Self {
		Self::Officer { seat, account }
	}
}

/// What happened to an e-seal.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Change {
	/// Its owner applied for it.
	#[codec(index = 0)]
	Applied,
	/// The owner took the application back.
	#[codec(index = 1)]
	Withdrawn,
	/// The application was refused.
	#[codec(index = 2)]
	Rejected {
		/// Why.
		reason: RejectionReason,
	},
	/// It became active.
	#[codec(index = 3)]
	Activated,
	/// Something stops it for a while.
	#[codec(index = 4)]
	HoldPlaced {
		/// What.
		hold: Hold,
		/// The digest of the legal order, for a freeze.
		order: Option<DocumentDigest>,
	},
	/// Something that stopped it is gone.
	#[codec(index = 5)]
	HoldLifted {
		/// What.
		hold: Hold,
	},
	/// It ended for good.
	#[codec(index = 6)]
	Revoked {
		/// Why.
		reason: RevocationReason,
	},
}

/// One entry of an e-seal's history. Entries are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct HistoryEntry<AccountId, BlockNumber> {
	/// What happened, and why.
	pub change: Change,
	/// Who did it.
	pub by: Actor<AccountId>,
	/// From when on it counts; never after it was recorded.
	pub effective_at: Moment,
	/// When it was recorded.
	pub recorded_at: Moment,
	/// The block that recorded it.
	pub block: BlockNumber,
}
