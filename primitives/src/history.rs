//! The history of an e-seal: what happened, who did it, and since when it counts.

use crate::{
	seal::{Hold, Obstacle, RejectionReason, RevocationReason, Seal, SealState, SealStatus},
	CorrectionId, DocumentDigest, Moment, Officer, Seat,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Who acted.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Actor<AccountId> {
	/// An agency, through one of its officers.
	#[codec(index = 0)]
	Officer { seat: Seat, account: AccountId },
	/// The enterprise's owner.
	#[codec(index = 1)]
	Owner { account: AccountId },
	/// Two agencies together: the one that erred, through the officer who proposed a correction, and the one that agreed to it.
	#[codec(index = 2)]
	Agencies {
		proposed: Officer<AccountId>,
		agreed: Officer<AccountId>,
	},
}

impl<AccountId> From<Officer<AccountId>> for Actor<AccountId> {
	fn from(Officer { seat, account }: Officer<AccountId>) -> Self {
		Self::Officer { seat, account }
	}
}

/// What happened to an e-seal.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Change {
	/// Its owner applied for it.
	#[codec(index = 0)]
	Applied,
	/// The owner withdrew the application.
	#[codec(index = 1)]
	Withdrawn,
	/// The application was rejected.
	#[codec(index = 2)]
	Rejected { reason: RejectionReason },
	/// It became active.
	#[codec(index = 3)]
	Activated,
	/// A hold was placed on it.
	#[codec(index = 4)]
	HoldPlaced {
		hold: Hold,
		/// The digest of the legal order, for a freeze.
		order: Option<DocumentDigest>,
	},
	/// A hold on it was lifted.
	#[codec(index = 5)]
	HoldLifted { hold: Hold },
	/// It was revoked.
	#[codec(index = 6)]
	Revoked { reason: RevocationReason },
	/// Its revocation was reversed: it had been recorded by mistake.
	#[codec(index = 20)]
	RevocationReversed {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The entry that recorded the revocation.
		entry: u32,
	},
	/// The loss of its physical seal was reversed, and with it the hold: it had been recorded by mistake.
	#[codec(index = 21)]
	LossReversed {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The entry that recorded the loss.
		entry: u32,
	},
}

/// One entry of an e-seal's history. Entries are only ever appended.
///
/// Each says how the e-seal stood after it, so that nobody has to read those before it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct HistoryEntry<AccountId, BlockNumber> {
	/// What happened, and why.
	pub change: Change,
	/// Who made the change.
	pub by: Actor<AccountId>,
	/// Since when it counts; never later than it was recorded.
	pub effective_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
	/// The number of the block that recorded it.
	pub block: BlockNumber,
	/// The status and the holds after it, by all that was recorded up to it.
	pub after: SealState,
}

impl<AccountId, BlockNumber> HistoryEntry<AccountId, BlockNumber> {
	/// Whether it may count from before it was recorded: a loss of the physical seal, a revocation by an agency, and what
	/// corrects one of them, which counts from when that did. Every other change counts from when it is recorded.
	pub fn may_be_dated_back(&self) -> bool {
		match self.change {
			Change::Revoked { .. } => matches!(self.by, Actor::Officer { .. }),
			Change::HoldPlaced { hold, .. } => hold == Hold::PhysicalSealLost,
			Change::RevocationReversed { .. } | Change::LossReversed { .. } => true,
			_ => false,
		}
	}
}

/// How an e-seal stood at a moment: as far as is known now (a loss reported later counts from the moment of the loss, and what was
/// recorded by mistake does not count), or as it was on record then.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// Its status; `None` before its owner applied.
	pub status: Option<SealStatus>,
	/// The holds that were in place.
	pub holds: Vec<Hold>,
	/// What made it unusable, the gravest first.
	pub obstacles: Vec<Obstacle>,
	/// Whether it could be used: there was no obstacle.
	pub usable: bool,
}

impl SealState {
	/// Takes in one more change.
	pub fn take(&mut self, change: &Change) {
		match change {
			Change::Applied => self.status = SealStatus::Applied,
			Change::Withdrawn => self.status = SealStatus::Withdrawn,
			Change::Rejected { .. } => self.status = SealStatus::Rejected,
			Change::Activated | Change::RevocationReversed { .. } => self.status = SealStatus::Active,
			Change::Revoked { .. } => self.status = SealStatus::Revoked,
			Change::HoldPlaced { hold, .. } => self.place(*hold),
			Change::HoldLifted { hold } => {
				self.holds.remove(hold);
			}
			Change::LossReversed { .. } => {
				self.holds.remove(&Hold::PhysicalSealLost);
			}
		}
	}
}

impl Standing {
	/// Of an e-seal with this validity that has this status and these holds at `moment`; without a status and holds before
	/// its owner applied.
	pub fn new<AccountId>(state: Option<SealState>, seal: &Seal<AccountId>, moment: Moment) -> Self {
		let status = state.as_ref().map(|state| state.status);
		let state = state.unwrap_or_default();
		let obstacles = state.obstacles(seal, moment);
		let usable = obstacles.is_empty();
		Self {
			status,
			holds: state.holds.into_iter().collect(),
			obstacles,
			usable,
		}
	}
}
