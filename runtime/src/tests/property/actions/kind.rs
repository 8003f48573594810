//! Which calls there are, how often each is tried, and which would be of use as things stand.

use super::Dice;
use eseal_primitives::Act;
use pallet_agencies::Seat;
use pallet_e_seal::{EnterpriseStatus, Hold, PhysicalSealStatus, SealKind};
use rand::seq::SliceRandom;

/// The calls.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
	AddOfficer,
	RemoveOfficer,
	DispatchAsRoot,
	AddSeat,
	RemoveSeat,
	ReplaceSeatAccount,
	RegisterValidator,
	ReplaceValidator,
	RetireValidator,
	AllowKeyChange,
	AllowRegistrations,
	Register,
	Rename,
	Restrict,
	LiftRestriction,
	Deregister,
	OfferOwnership,
	AcceptOwnership,
	WithdrawOffer,
	RecordSuccessor,
	WithdrawRename,
	NameLiquidator,
	File,
	Report,
	Freeze,
	Unfreeze,
	Apply,
	Withdraw,
	Suspend,
	Resume,
	Approve,
	Reject,
	Revoke,
	ProposeCorrection,
	AgreeCorrection,
	WithdrawCorrection,
	Grant,
	RevokeGrant,
	CarryOver,
	RaiseQuota,
	Lend,
	RecordUse,
	RecordUses,
	AnchorBatch,
	RecordForMany,
	FlagUse,
	CloseFlag,
	SetRetention,
	Prepare,
	Confirm,
	TurnDown,
	WithdrawAct,
	SetPolicy,
}

/// How often each call is tried of itself.
const KINDS: [(Kind, u32); 53] = [
	(Kind::AddOfficer, 3),
	(Kind::RemoveOfficer, 2),
	(Kind::DispatchAsRoot, 4),
	(Kind::AddSeat, 2),
	(Kind::RemoveSeat, 2),
	(Kind::ReplaceSeatAccount, 2),
	(Kind::RegisterValidator, 5),
	(Kind::ReplaceValidator, 2),
	(Kind::RetireValidator, 3),
	(Kind::AllowKeyChange, 3),
	(Kind::AllowRegistrations, 2),
	(Kind::Register, 4),
	(Kind::Rename, 6),
	(Kind::Restrict, 3),
	(Kind::LiftRestriction, 3),
	(Kind::Deregister, 2),
	(Kind::OfferOwnership, 3),
	(Kind::AcceptOwnership, 4),
	(Kind::WithdrawOffer, 5),
	(Kind::RecordSuccessor, 4),
	(Kind::WithdrawRename, 4),
	(Kind::NameLiquidator, 4),
	(Kind::File, 4),
	(Kind::Report, 2),
	(Kind::Freeze, 3),
	(Kind::Unfreeze, 3),
	(Kind::Apply, 6),
	(Kind::Withdraw, 3),
	(Kind::Suspend, 4),
	(Kind::Resume, 4),
	(Kind::Approve, 5),
	(Kind::Reject, 3),
	(Kind::Revoke, 2),
	(Kind::ProposeCorrection, 3),
	(Kind::AgreeCorrection, 3),
	(Kind::WithdrawCorrection, 2),
	(Kind::Grant, 9),
	(Kind::RevokeGrant, 3),
	(Kind::CarryOver, 4),
	(Kind::RaiseQuota, 3),
	(Kind::Lend, 6),
	(Kind::RecordUse, 10),
	(Kind::RecordUses, 6),
	(Kind::AnchorBatch, 4),
	(Kind::RecordForMany, 4),
	(Kind::FlagUse, 4),
	(Kind::CloseFlag, 4),
	(Kind::SetRetention, 2),
	(Kind::Prepare, 4),
	(Kind::Confirm, 5),
	(Kind::TurnDown, 3),
	(Kind::WithdrawAct, 3),
	(Kind::SetPolicy, 3),
];

/// The calls that officers make for their agencies.
pub(super) const OF_OFFICERS: [Kind; 24] = [
	Kind::Register,
	Kind::Rename,
	Kind::Restrict,
	Kind::LiftRestriction,
	Kind::Deregister,
	Kind::OfferOwnership,
	Kind::WithdrawOffer,
	Kind::RecordSuccessor,
	Kind::WithdrawRename,
	Kind::NameLiquidator,
	Kind::File,
	Kind::Report,
	Kind::Freeze,
	Kind::Unfreeze,
	Kind::Suspend,
	Kind::Resume,
	Kind::Approve,
	Kind::Reject,
	Kind::Revoke,
	Kind::ProposeCorrection,
	Kind::AgreeCorrection,
	Kind::WithdrawCorrection,
	Kind::FlagUse,
	Kind::CloseFlag,
];

impl Kind {
	/// Whether an account may be able to make the call, and not a motion alone.
	pub(super) fn is_for_accounts(self) -> bool {
		!matches!(
			self,
			Self::DispatchAsRoot
				| Self::AddSeat
				| Self::RemoveSeat
				| Self::ReplaceSeatAccount
				| Self::AllowKeyChange
				| Self::AllowRegistrations
				| Self::SetRetention
		)
	}
}

impl Dice<'_> {
	/// One of the calls, as often as it is tried of itself.
	pub(super) fn kind(&mut self) -> Kind {
		KINDS
			.choose_weighted(self.rng, |(_, weight)| *weight)
			.expect("the weights are right")
			.0
	}

	/// What would bring things forward.
	pub(super) fn useful(&mut self) -> Option<Kind> {
		let model = self.model;
		let mut kinds = Vec::new();
		for seat in Seat::AGENCIES {
			if model.governor(seat).is_none() {
				kinds.extend([Kind::AddSeat; 8]);
			} else if model.officers_of(seat).len() < 2 {
				kinds.extend([Kind::AddOfficer; 6]);
			}
		}
		if model.governor(Seat::Witness).is_none() {
			kinds.push(Kind::AddSeat);
		}
		if model.waiting.iter().any(|waiting| model.is_open(waiting)) {
			kinds.extend([Kind::Confirm; 3]);
		}
		let waits = |act| {
			model
				.waiting
				.iter()
				.any(|waiting| waiting.act == act && model.is_open(waiting))
		};
		let correctable =
			!model.reversible().is_empty() || !model.unreportable().is_empty() || !model.restorable().is_empty();
		if model.corrections.iter().any(|proposed| proposed.is_open(model.now)) {
			if !waits(Act::AgreeCorrection) {
				kinds.push(Kind::AgreeCorrection);
			}
		} else if correctable && !waits(Act::ProposeCorrection) {
			kinds.push(Kind::ProposeCorrection);
		}
		if model.enterprises.len() < 2 {
			kinds.push(Kind::Register);
		}
		for (uscc, enterprise) in &model.enterprises {
			match enterprise.status {
				EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => continue,
				EnterpriseStatus::Restricted => {
					kinds.push(self.pick(&[Kind::LiftRestriction, Kind::NameLiquidator]));
					if enterprise.liquidator.is_some() && model.live(uscc).is_some() {
						kinds.push(self.pick(&[Kind::RecordUse, Kind::RecordUses, Kind::AnchorBatch]));
					}
					continue;
				}
				EnterpriseStatus::Active => {}
			}
			if enterprise.is_frozen(model.now) {
				kinds.push(Kind::Unfreeze);
				continue;
			}
			if enterprise.offer.as_ref().is_some_and(|offer| model.now < offer.until) {
				kinds.push(Kind::AcceptOwnership);
			}
			let can_pair = model.physical.values().any(|physical| {
				physical.uscc == *uscc
					&& physical.kind == SealKind::Official
					&& physical.status.0 == PhysicalSealStatus::Filed
					&& model.may_carry_name(uscc, physical.filed_at, model.now)
			});
			if model.renamed_ahead(uscc).is_some() && self.percent(60) {
				kinds.push(Kind::WithdrawRename);
			}
			let live = model.live(uscc);
			if !can_pair {
				kinds.push(Kind::File);
			} else if model.pending(uscc).is_some() {
				kinds.push(Kind::Approve);
			} else if live.is_none_or(|id| {
				let holds = model.seals[id].standing_holds();
				holds.contains(&Hold::PhysicalSealLost)
					|| holds.contains(&Hold::EnterpriseRenamed)
					|| holds.contains(&Hold::KeyRotationDue)
			}) {
				kinds.push(Kind::Apply);
			}
			if let Some(id) = live {
				let holds = model.seals[id].standing_holds();
				if holds.contains(&Hold::OwnerSuspension) || holds.contains(&Hold::PlatformSuspension) {
					kinds.push(Kind::Resume);
				}
				if model.obstacles(id).is_empty() {
					kinds.push(self.pick(&[
						Kind::RecordUse,
						Kind::RecordUse,
						Kind::RecordUses,
						Kind::AnchorBatch,
						Kind::RecordForMany,
					]));
					kinds.push(Kind::Grant);
				}
			}
		}
		kinds.choose(self.rng).copied()
	}
}
