//! The sender was entitled to use the e-seal: as the enterprise's owner, or under a grant that covers the use.

use crate::{reason::Reason, verdict::Proven, AccountId, BlockNumber};
use eseal_primitives::{
	grant::{Grant, GrantEnd},
	usage::UseRecord,
};

/// Checks the grant that the use was made under, as it stood when `proven`.
///
/// # Errors
///
/// What does not hold.
pub(crate) fn check(
	used: &UseRecord<AccountId, BlockNumber>,
	grant: Option<&Grant<AccountId>>,
	proven: &Proven,
) -> Result<Reason, Reason> {
	let (id, grant) = match (used.grant, grant) {
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
	if !grant.purposes.contains(&used.purpose) {
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
		if ended_at > proven.at || (end == GrantEnd::Expired && ended_at < grant.valid_until) {
			return Err(Reason::GrantEndImpossible {
				grant: id,
				ended_at,
				end,
			});
		}
	}
	// The proof is as of after the record: the grant counts the uses before it and those that it has.
	let least = used.nonce.saturating_add(used.count().into());
	if u64::from(grant.used) < least || grant.used > grant.quota {
		return Err(Reason::GrantQuota {
			grant: id,
			used: grant.used,
			least,
			quota: grant.quota,
		});
	}
	Ok(Reason::CoveredByGrant { grant: id })
}
