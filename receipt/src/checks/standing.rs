//! How the e-seal stood when it was used, by what was recorded then, and what was reported later of a time before.

use crate::{reason::Reason, AccountId, BlockNumber};
use alloc::vec::Vec;
use eseal_primitives::{
	correction::{Corrected, Mistake},
	physical_seal::{Gone, PhysicalSeal},
	seal::{Hold, Loss, Obstacle, Revocation, Seal, SealState},
	usage::UseRecord,
	Moment, Purpose,
};

type Use = UseRecord<AccountId, BlockNumber>;

/// Checks that the e-seal was usable for its purpose when the use was recorded, with the status and the holds that it had then. A use
/// for liquidation is the liquidator's, while the enterprise is in liquidation: that does not stand in its way.
///
/// # Errors
///
/// What stood in the way.
pub fn when_used(seal: &Seal<AccountId>, then: &SealState, used: &Use) -> Result<Reason, Reason> {
	let mut obstacles = then.obstacles(seal, used.recorded_at);
	let in_liquidation = obstacles.contains(&Obstacle::OnHold(Hold::EnterpriseRestricted));
	obstacles.retain(|obstacle| obstacle.stops(used.purpose));
	match (obstacles.is_empty(), used.purpose) {
		(false, _) => Err(Reason::NotUsableWhenUsed { obstacles }),
		(true, Purpose::Liquidation) if !in_liquidation => Err(Reason::NotInLiquidation),
		(true, Purpose::Liquidation) => Ok(Reason::UsableInLiquidation),
		(true, _) => Ok(Reason::UsableWhenUsed),
	}
}

/// What was reported after the use and counts from before it: each a reason to doubt the use.
///
/// A report that a later block recorded counts from before the use if its moment is at or before the time of the use's
/// block: a seal lost at that very moment may have been lost before. One that the use's own block recorded does if its
/// moment is before that time: what happens in that block as of its time, a freeze say, looks back at nothing.
///
/// Only a loss of the physical seal and a revocation can count from before they were recorded, and an e-seal has at most one
/// of each: its record has both. Blocks have different times, so a moment tells in which of two blocks something was
/// recorded.
///
/// Without the physical seal, as the e-seal alone tells.
pub fn disputes(seal: &Seal<AccountId>, physical: Option<&PhysicalSeal>, used: &Use) -> Vec<Reason> {
	let at = used.recorded_at;
	let is_dispute = |effective_at: Moment, recorded_at: Moment| {
		(recorded_at > at && effective_at <= at) || (recorded_at == at && effective_at < at)
	};
	let lost = seal.loss.and_then(|loss| {
		let Loss {
			effective_at,
			recorded_at,
		} = loss;
		is_dispute(effective_at, recorded_at).then_some(Reason::HoldReportedLater {
			hold: Hold::PhysicalSealLost,
			effective_at,
			recorded_at,
		})
	});
	let revoked = seal.revoked.and_then(|revoked| {
		let Revocation {
			reason,
			effective_at,
			recorded_at,
		} = revoked;
		is_dispute(effective_at, recorded_at).then_some(Reason::RevocationReportedLater {
			revocation: reason,
			effective_at,
			recorded_at,
		})
	});
	// A loss reported after the e-seal was revoked is on its physical seal's record only, whatever code that has by now.
	let gone = physical
		.filter(|_| seal.loss.is_none())
		.and_then(PhysicalSeal::gone)
		.filter(|gone| gone.since <= at)
		.map(|Gone { status, since }| Reason::PhysicalSealGone { status, since });
	lost.into_iter().chain(revoked).chain(gone).collect()
}

/// What a correction says of a mistake that was on the e-seal's record, and does not count. It casts no doubt on a use.
pub fn corrected(corrected: &Corrected) -> Reason {
	let Corrected { mistake, decision, at } = *corrected;
	match mistake {
		Mistake::Revocation(revoked) => Reason::RevocationReversed {
			revocation: revoked.reason,
			effective_at: revoked.effective_at,
			recorded_at: revoked.recorded_at,
			reversed_at: at,
			decision,
		},
		Mistake::Loss(loss) => Reason::LossReversed {
			effective_at: loss.effective_at,
			recorded_at: loss.recorded_at,
			reversed_at: at,
			decision,
		},
	}
}
