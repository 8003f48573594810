//! The history of an e-seal: what happened, who did it, and since when it counts.

use crate::{
	seal::{Hold, Obstacle, RejectionReason, RevocationReason, Seal, SealState, SealStatus},
	term::Term,
	CorrectionId, DocumentDigest, Moment, Officer, SealId, Seat,
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
	/// More than half of the seats, by a motion.
	#[codec(index = 3)]
	Motion,
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
	/// A hold was placed on it. A freeze that is renewed is placed again, with another term.
	#[codec(index = 4)]
	HoldPlaced {
		hold: Hold,
		/// The digest of the legal order, for a freeze.
		order: Option<DocumentDigest>,
		/// In which time it counts; without one, as long as it is in place.
		term: Option<Term>,
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
	/// A successor was approved that takes over at the entry's `effective_at`: until then this e-seal serves, and from then on it
	/// is revoked.
	#[codec(index = 30)]
	SuccessorApproved { successor: SealId },
	/// The successor was revoked before it took over: this e-seal goes on.
	#[codec(index = 31)]
	SuccessorRevoked { successor: SealId },
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
	/// Since when it counts: later than it was recorded only for a takeover that lies ahead.
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

	/// Whether it may count from after it was recorded: where a successor takes over from the e-seal before it.
	pub fn may_lie_ahead(&self) -> bool {
		matches!(self.change, Change::Activated | Change::SuccessorApproved { .. })
	}
}

/// How an e-seal stood at a moment: as far as is known now (a loss reported later counts from the moment of the loss, and what was
/// recorded by mistake does not count), or as it was on record then.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// Its status; `None` before its owner applied.
	pub status: Option<SealStatus>,
	/// The holds that counted.
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
			Change::Activated | Change::RevocationReversed { .. } | Change::SuccessorRevoked { .. } => {
				self.status = SealStatus::Active
			}
			Change::SuccessorApproved { .. } => self.status = SealStatus::Superseded,
			Change::Revoked { .. } => self.status = SealStatus::Revoked,
			Change::HoldPlaced { hold, term, .. } => self.place_for(*hold, *term),
			Change::HoldLifted { hold } => self.lift(*hold),
			Change::LossReversed { .. } => self.lift(Hold::PhysicalSealLost),
		}
	}
}

impl Standing {
	/// Of an e-seal with this validity that has this status and these holds at `moment`; without a status and holds before
	/// its owner applied.
	pub fn new<AccountId>(state: Option<SealState>, seal: &Seal<AccountId>, moment: Moment) -> Self {
		let status = state.as_ref().map(|state| state.status_at(seal, moment));
		let state = state.unwrap_or_default();
		let obstacles = state.obstacles(seal, moment);
		let usable = obstacles.is_empty();
		Self {
			status,
			holds: state.in_force(moment).collect(),
			obstacles,
			usable,
		}
	}
}
