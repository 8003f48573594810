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
	outcome(ESeal::reject(origin, id, digest_of(id), reason))
}

/// Offers [`USCC`] to an account, which accepts at once and has as long as may be to replace the key.
pub(super) fn change_owner(to: AccountId) -> DispatchResult {
	let rotate_by = now() + MaxRotation::get();
	ESeal::offer_ownership(ms(), text(USCC), to.clone(), now() + DAY, rotate_by)?;
	outcome(ESeal::accept_ownership(by(to), text(USCC), rotate_by))
}

/// Gives [`USCC`] another name from now on.
pub(super) fn rename(name: &str) -> DispatchResult {
	outcome(ESeal::rename_enterprise(ms(), text(USCC), text(name), None))
}

/// Gives [`USCC`] another name from a moment ahead.
pub(super) fn rename_from(name: &str, from: Moment) -> DispatchResult {
	outcome(ESeal::rename_enterprise(ms(), text(USCC), text(name), Some(from)))
}

/// Withdraws the name that [`USCC`] was to have.
pub(super) fn withdraw_rename(name: &str) -> DispatchResult {
	outcome(ESeal::withdraw_rename(ms(), text(USCC), text(name)))
}

/// Names the liquidator of [`USCC`].
pub(super) fn name_liquidator(account: AccountId) -> DispatchResult {
	ESeal::name_liquidator(ms(), text(USCC), account, ORDER)
}

/// Freezes [`USCC`] for as long as may be at once.
pub(super) fn freeze(origin: RuntimeOrigin, order: DocumentDigest) -> DispatchResult {
	outcome(ESeal::freeze(origin, text(USCC), order, now() + MaxFreeze::get()))
}

/// Lifts the freeze of [`USCC`], on whatever order it is.
pub(super) fn unfreeze(origin: RuntimeOrigin) -> DispatchResult {
	let order = Freezes::<Test>::get(uscc(USCC)).map_or(sha256(0), |freeze| freeze.order);
	outcome(ESeal::unfreeze(origin, text(USCC), order))
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
