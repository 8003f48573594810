//! Corrections: the mechanism that all of them share, and each subject by itself.

use super::*;

mod again;
mod deregistration;
mod meanwhile;
mod mechanism;
mod physical_seal;
mod registration;
mod renewed;
mod report;
mod revocation;
mod try_state;

/// The digest of the decision behind a correction.
pub(super) fn decision() -> DocumentDigest {
	sha256(0xdc)
}

/// An e-seal that Data Resources revoked a day after it was issued, as of an hour before.
pub(super) fn revoked() -> SealId {
	let id = issued();
	pass(DAY);
	let since = now().saturating_sub(3_600_000);
	assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, since));
	settle();
	id
}

/// The correction that reverses what an entry of an e-seal's history records.
fn of_entry(id: SealId, entry: u32) -> Correction {
	Correction::ReverseRevocation {
		seal: id,
		entry,
		digest: ESeal::api_history_entry_digest(id, entry).unwrap(),
	}
}

/// The correction that reverses the last entry of an e-seal's history, its revocation.
pub(super) fn reversal(id: SealId) -> Correction {
	of_entry(id, seal(id).history_len - 1)
}

/// The correction that reverses the report of a physical seal that a record of its code has.
fn of_report(of: &str, entry: u32) -> Correction {
	let code = code(of);
	Correction::ReverseReport {
		code,
		entry,
		digest: ESeal::api_register_entry_digest(RegisterSubject::PhysicalSeal(code), entry).unwrap(),
	}
}

/// The correction that reverses the deregistration of an enterprise that a record of its code has.
fn of_deregistration(of: &str, entry: u32) -> Correction {
	let uscc = uscc(of);
	Correction::ReverseDeregistration {
		uscc,
		entry,
		digest: ESeal::api_register_entry_digest(RegisterSubject::Enterprise(uscc), entry).unwrap(),
	}
}

/// The agency that erred proposes a correction. Returns its number and digest.
pub(super) fn proposed(correction: Correction) -> (CorrectionId, H256) {
	let id = NextCorrectionId::<Test>::get();
	let erred = by(officer(correction.seat()));
	assert_ok!(ESeal::propose_correction(erred, correction, decision()));
	settle();
	(id, ESeal::api_correction(id).unwrap().digest)
}

fn propose(correction: Correction) -> DispatchResult {
	ESeal::propose_correction(by(officer(correction.seat())), correction, decision())
}

fn agree(origin: RuntimeOrigin, (id, digest): (CorrectionId, H256)) -> DispatchResult {
	outcome(ESeal::agree_correction(origin, id, digest))
}

/// The two agencies, as histories name them.
fn agencies(erred: Seat, other: Seat) -> Actor<AccountId> {
	Actor::Agencies {
		proposed: officer_of(erred),
		agreed: officer_of(other),
	}
}
