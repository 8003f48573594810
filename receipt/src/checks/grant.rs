//! The sender was entitled to use the e-seal: as the enterprise's owner, under a grant that covers the use, or as the liquidator.

use crate::{reason::Reason, verdict::Proven, AccountId, BlockNumber};
use eseal_primitives::{
	grant::{Grant, GrantEnd},
	usage::UseRecord,
	Purpose,
};
use sp_core::H256;

/// Checks the grant that the use was made under, as it stood when `proven`.
///
/// # Errors
///
/// What does not hold.
pub(crate) fn check(
	used: &UseRecord<AccountId, BlockNumber>,
	grant: Option<&Grant<AccountId>>,
	proven: &Proven,
	genesis: H256,
) -> Result<Reason, Reason> {
	let liquidates = used.purpose == Purpose::Liquidation;
	let (id, grant) = match (used.grant, grant) {
		(None, None) if used.approval.is_some() => return Err(Reason::ApprovalMismatch { grant: None }),
		// The chain records no use for liquidation but the liquidator's.
		(None, None) if liquidates => return Ok(Reason::SentByLiquidator),
		(None, None) => return Ok(Reason::SentByOwner),
		(Some(id), Some(grant)) => (id, grant),
		_ => return Err(Reason::GrantMismatch),
	};
	if grant.seal != used.seal {
		return Err(Reason::GrantOfAnotherSeal {
			grant: id,
			seal: grant.seal,
		});
	}
	if grant.operator != used.account {
		return Err(Reason::GrantOfAnotherAccount { grant: id });
	}
	// No grant allows liquidation.
	if liquidates || !grant.purposes.contains(&used.purpose) {
		return Err(Reason::PurposeNotGranted {
			grant: id,
			purpose: used.purpose,
		});
	}
	if used.recorded_at < grant.granted_at {
		return Err(Reason::GrantedLater {
			grant: id,
			granted_at: grant.granted_at,
		});
	}
	if used.recorded_at >= grant.valid_until {
		return Err(Reason::GrantExpired {
			grant: id,
			valid_until: grant.valid_until,
		});
	}
	if let Some((ended_at, end)) = grant.ended {
		// In the block of the use it may have ended after the use.
		if used.recorded_at > ended_at {
			return Err(Reason::GrantEnded {
				grant: id,
				ended_at,
				end,
			});
		}
		let is_early = end == GrantEnd::Expired && ended_at < grant.valid_until;
		let has_no_lender = end == GrantEnd::WithLender && grant.lent_from.is_none();
		if ended_at > proven.at || is_early || has_no_lender {
			return Err(Reason::GrantEndImpossible {
				grant: id,
				ended_at,
				end,
			});
		}
	}
	if let Some(lent_from) = grant.lent_from {
		if lent_from >= id || grant.lent > 0 {
			return Err(Reason::GrantLendingImpossible {
				grant: id,
				lent_from,
				lent: grant.lent,
			});
		}
	}
	// The proof is as of after the record: the grant counts the uses before it and those that it has.
	let least = used.nonce.saturating_add(used.count().into());
	let spent = u64::from(grant.used).saturating_add(grant.lent.into());
	if u64::from(grant.used) < least || spent > grant.quota.into() {
		return Err(Reason::GrantQuota {
			grant: id,
			used: grant.used,
			lent: grant.lent,
			least,
			quota: grant.quota,
		});
	}
	// Of the lender's grant nothing is to be proven: this one is narrower, ends with it, and the chain counts for both.
	let lent_from = grant.lent_from;
	match (&grant.second, &used.approval) {
		(None, None) => Ok(match lent_from {
			Some(lent_from) => Reason::CoveredByLentGrant { grant: id, lent_from },
			None => Reason::CoveredByGrant { grant: id },
		}),
		(Some(second), Some(approval)) => {
			let (grant, second) = (id, second.clone());
			let approved = used.statement().bytes_to_approve(genesis, &used.account);
			match second != used.account && eseal_crypto::approves(&second, &used.account, approval, &approved) {
				true => Ok(Reason::CoveredByGrantToTwo {
					grant,
					second,
					lent_from,
				}),
				false => Err(Reason::ApprovalInvalid { grant, second }),
			}
		}
		_ => Err(Reason::ApprovalMismatch { grant: Some(id) }),
	}
}
