//! Physical seals, as Public Security files them.

use crate::{plain_enum::plain_enum, DocumentDigest, Moment, SealId, Text, Uscc};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The name of the workshop that carved a physical seal: 1 to 128 bytes of UTF-8.
pub type MakerName = Text<128>;

plain_enum! {
	/// What a physical seal is for.
	pub enum SealKind {
		/// The enterprise's official seal, the only kind that an e-seal can be paired with.
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
	/// The status of a physical seal.
	pub enum PhysicalSealStatus {
		/// On file, and in the enterprise's hands.
		Filed = 0,
		/// Reported lost. Final, unless it was a mistake.
		Lost = 1,
		/// Reported destroyed. Final, unless it was a mistake.
		Destroyed = 2,
		/// Filed under a wrong code by mistake: it is on file under the right one. Final.
		Misfiled = 3,
	}
}

plain_enum! {
	/// What Public Security reports about a physical seal.
	pub enum PhysicalSealReport {
		/// It is lost.
		Lost = 0,
		/// It was destroyed.
		Destroyed = 1,
	}
}

/// That a physical seal is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Gone {
	/// Lost or Destroyed.
	pub status: PhysicalSealStatus,
	/// Since when, as the report says.
	pub since: Moment,
}

/// A physical seal on file.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PhysicalSeal {
	/// The enterprise that it belongs to.
	pub uscc: Uscc,
	/// What it is for.
	pub kind: SealKind,
	/// The digest of a picture of its imprint.
	pub imprint: DocumentDigest,
	/// Who carved it.
	pub maker: MakerName,
	pub status: PhysicalSealStatus,
	pub filed_at: Moment,
	/// Since when it has had this status. A report may name a moment before it was made.
	pub status_since: Moment,
	/// Of one that is Misfiled: whether it is gone, as was reported of it under the right code.
	pub gone_under_right_code: Option<Gone>,
	/// The live e-seal that it is paired with, or the one that takes over with it. After a takeover with another physical seal, the
	/// e-seal that was revoked by that.
	pub paired: Option<SealId>,
}

impl PhysicalSeal {
	/// Whether it was lost or destroyed, under whichever code that was reported.
	pub fn gone(&self) -> Option<Gone> {
		let Self {
			status,
			status_since: since,
			..
		} = *self;
		match status {
			PhysicalSealStatus::Filed => None,
			PhysicalSealStatus::Lost | PhysicalSealStatus::Destroyed => Some(Gone { status, since }),
			PhysicalSealStatus::Misfiled => self.gone_under_right_code,
		}
	}

	/// Whether it was lost or destroyed by `moment`, under whichever code that was reported.
	pub fn is_gone_at(&self, moment: Moment) -> bool {
		self.gone().is_some_and(|gone| gone.since <= moment)
	}
}
