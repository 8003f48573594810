//! The calls that name what they decide on, as an officer or an owner sends them who has just looked: with the digest of the
//! application that has the number.

use super::*;
use eseal_crypto::decision::application_digest;

/// The digest of an application; zero where there is none.
pub(super) fn digest_of(id: SealId) -> H256 {
	Seals::<Test>::get(id).map_or_else(H256::zero, |seal| application_digest(&seal))
}

pub(super) fn approve(origin: RuntimeOrigin, id: SealId) -> DispatchResult {
	outcome(ESeal::approve(origin, id, digest_of(id)))
}

pub(super) fn reject(origin: RuntimeOrigin, id: SealId, reason: RejectionReason) -> DispatchResult {
	ESeal::reject(origin, id, digest_of(id), reason)
}

pub(super) fn freeze(origin: RuntimeOrigin, id: SealId, order: DocumentDigest) -> DispatchResult {
	ESeal::freeze(origin, id, digest_of(id), order)
}

pub(super) fn unfreeze(origin: RuntimeOrigin, id: SealId) -> DispatchResult {
	ESeal::unfreeze(origin, id, digest_of(id))
}

pub(super) fn suspend(origin: RuntimeOrigin, id: SealId) -> DispatchResult {
	ESeal::suspend(origin, id, digest_of(id))
}

pub(super) fn resume(origin: RuntimeOrigin, id: SealId) -> DispatchResult {
	ESeal::resume(origin, id, digest_of(id))
}

pub(super) fn revoke(
	origin: RuntimeOrigin,
	id: SealId,
	reason: RevocationReason,
	effective_at: impl Into<Option<Moment>>,
) -> DispatchResult {
	outcome(ESeal::revoke(origin, id, digest_of(id), reason, effective_at.into()))
}
