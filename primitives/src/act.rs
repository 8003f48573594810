//! What officers do for their agencies, and what is on record of them.

use crate::{plain_enum::plain_enum, ActId, Moment, Seat};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

plain_enum! {
	/// An act of officers: each is one call, by which an agency acts.
	pub enum Act {
		/// Registers an enterprise.
		RegisterEnterprise = 0,
		/// Records an enterprise's new name.
		RenameEnterprise = 1,
		/// Records that an enterprise is in liquidation.
		RestrictEnterprise = 2,
		/// Lifts the restriction of an enterprise.
		LiftRestriction = 3,
		/// Deregisters an enterprise.
		DeregisterEnterprise = 4,
		/// Offers an enterprise to a new owner account.
		OfferOwnership = 5,
		/// Files a physical seal.
		FilePhysicalSeal = 6,
		/// Reports a physical seal lost or destroyed.
		ReportPhysicalSeal = 7,
		/// Freezes an enterprise, or renews its freeze.
		Freeze = 8,
		/// Lifts a freeze.
		Unfreeze = 9,
		/// Suspends an e-seal for the platform.
		Suspend = 10,
		/// Lifts the platform's suspension.
		Resume = 11,
		/// Approves an application.
		Approve = 12,
		/// Rejects an application.
		Reject = 13,
		/// Revokes an e-seal.
		Revoke = 14,
		/// Flags a use.
		FlagUse = 15,
		/// Closes a flag.
		CloseFlag = 16,
		/// Widens or narrows the budget of an owner or operator.
		WidenBudget = 17,
		/// Proposes a correction of what the officer's agency put on record.
		ProposeCorrection = 18,
		/// Agrees to another agency's correction, and so makes it.
		AgreeCorrection = 19,
		/// Withdraws a correction that the officer's agency proposed.
		WithdrawCorrection = 20,
		/// Takes back the offer of an enterprise to a new owner account.
		WithdrawOffer = 21,
		/// Records that an enterprise took over from another one.
		RecordSuccessor = 22,
		/// Takes back an enterprise's new name before it counts.
		WithdrawRename = 30,
		/// Names the liquidator of an enterprise.
		NameLiquidator = 31,
	}
}

impl Act {
	/// Every act.
	pub const ALL: [Self; 25] = [
		Self::RegisterEnterprise,
		Self::RenameEnterprise,
		Self::RestrictEnterprise,
		Self::LiftRestriction,
		Self::DeregisterEnterprise,
		Self::OfferOwnership,
		Self::FilePhysicalSeal,
		Self::ReportPhysicalSeal,
		Self::Freeze,
		Self::Unfreeze,
		Self::Suspend,
		Self::Resume,
		Self::Approve,
		Self::Reject,
		Self::Revoke,
		Self::FlagUse,
		Self::CloseFlag,
		Self::WidenBudget,
		Self::ProposeCorrection,
		Self::AgreeCorrection,
		Self::WithdrawCorrection,
		Self::WithdrawOffer,
		Self::RecordSuccessor,
		Self::WithdrawRename,
		Self::NameLiquidator,
	];

	/// The seat whose officers do it; `None` for the officers of any seat.
	pub const fn seat(self) -> Option<Seat> {
		match self {
			Self::RegisterEnterprise
			| Self::RenameEnterprise
			| Self::RestrictEnterprise
			| Self::LiftRestriction
			| Self::DeregisterEnterprise
			| Self::OfferOwnership
			| Self::WithdrawOffer
			| Self::RecordSuccessor
			| Self::WithdrawRename
			| Self::NameLiquidator => Some(Seat::MarketSupervision),
			Self::FilePhysicalSeal | Self::ReportPhysicalSeal | Self::Freeze | Self::Unfreeze => {
				Some(Seat::PublicSecurity)
			}
			Self::Suspend | Self::Resume | Self::Approve | Self::Reject | Self::Revoke => Some(Seat::DataResources),
			Self::FlagUse
			| Self::CloseFlag
			| Self::WidenBudget
			| Self::ProposeCorrection
			| Self::AgreeCorrection
			| Self::WithdrawCorrection => None,
		}
	}

	/// Whether officers of this seat do it.
	pub fn is_of(self, seat: Seat) -> bool {
		self.seat().is_none_or(|of| of == seat)
	}

	/// Whether its agency alone cannot undo it, or it is to correct what is on record. Such an act always takes two officers.
	pub const fn is_irreversible(self) -> bool {
		matches!(
			self,
			Self::DeregisterEnterprise
				| Self::ReportPhysicalSeal
				| Self::Revoke
				| Self::ProposeCorrection
				| Self::AgreeCorrection
				| Self::RecordSuccessor
		)
	}
}

plain_enum! {
	/// How many officers an act takes.
	pub enum Needed {
		/// One suffices.
		One = 0,
		/// One prepares it, and a second one of the same seat confirms it.
		Two = 1,
	}
}

/// What is entered into an officer's history: what became of the office, and what the officer did.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Deed<AccountId> {
	/// The account became an officer.
	#[codec(index = 0)]
	Appointed {
		seat: Seat,
		/// The governing account that named it; `None` if it is one from the first block on.
		by: Option<AccountId>,
	},
	/// The account is no longer an officer.
	#[codec(index = 1)]
	Ended {
		/// The governing account that removed it; `None` if a motion vacated the seat.
		by: Option<AccountId>,
	},
	/// It made an act alone.
	#[codec(index = 2)]
	Alone { act: Act, digest: H256 },
	/// It prepared an act.
	#[codec(index = 3)]
	Prepared { id: ActId, act: Act, digest: H256 },
	/// The act that it had prepared was made: a second officer confirmed it.
	#[codec(index = 4)]
	Made {
		id: ActId,
		act: Act,
		digest: H256,
		confirmed_by: AccountId,
	},
	/// It confirmed an act, which was made thereby.
	#[codec(index = 5)]
	Confirmed {
		id: ActId,
		act: Act,
		digest: H256,
		prepared_by: AccountId,
	},
	/// It turned an act down.
	#[codec(index = 6)]
	TurnedDown {
		id: ActId,
		act: Act,
		digest: H256,
		prepared_by: AccountId,
	},
	/// It withdrew an act that it had prepared.
	#[codec(index = 7)]
	Withdrew { id: ActId, act: Act, digest: H256 },
}

/// An entry of an officer's history. Entries are only ever appended.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct OfficerEntry<AccountId, BlockNumber> {
	/// What happened.
	pub deed: Deed<AccountId>,
	/// The time of the block that recorded it; 0 in the first block of the chain.
	pub at: Moment,
	/// The number of the block that recorded it.
	pub block: BlockNumber,
}

/// The head of an officer's history: it covers every entry.
#[derive(
	Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct OfficerHead {
	/// How many entries there are. They are numbered from 0.
	pub entries: u64,
	/// The number of the entry by which the account last became an officer.
	pub appointment: u64,
	/// The digest of all entries, each chained to those before it: `blake2_256(digest ‖ SCALE(entry))`, from zero on.
	pub digest: H256,
}

/// An officer's present office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Office {
	/// The seat that the officer acts for.
	pub seat: Seat,
	/// The number of the entry of its history by which it was appointed. Another one after it left and came back.
	pub appointment: u64,
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	#[test]
	fn every_act_is_listed_once() {
		let numbers: BTreeSet<_> = Act::ALL.iter().map(Encode::encode).collect();
		assert_eq!(numbers.len(), Act::ALL.len());
		// No other number is an act.
		let decoded = (0..=u8::MAX).filter(|number| Act::decode(&mut &[*number][..]).is_ok());
		assert_eq!(decoded.count(), Act::ALL.len());
	}

	#[test]
	fn what_an_agency_alone_cannot_undo_always_takes_two() {
		let irreversible: Vec<_> = Act::ALL.into_iter().filter(|act| act.is_irreversible()).collect();
		assert_eq!(
			irreversible,
			[
				Act::DeregisterEnterprise,
				Act::ReportPhysicalSeal,
				Act::Revoke,
				Act::ProposeCorrection,
				Act::AgreeCorrection,
				Act::RecordSuccessor,
			]
		);
	}
}
