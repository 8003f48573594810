//! What the register has by now in place of what the e-seal names: a registration that was voided because its code was wrong, and a
//! physical seal that moved because it was filed for the wrong enterprise or under a wrong code.

use super::state::State;
use crate::{
	reason::{Item, Reason},
	storage,
	verdict::Outcome,
	AccountId,
};
use eseal_primitives::{
	correction::{Rectified, Right},
	physical_seal::{PhysicalSeal, PhysicalSealStatus},
	register::RegisterSubject,
	seal::{RevocationReason, Seal},
	DocumentDigest, Moment, SealCode, Uscc,
};

/// The enterprise's registration, which was voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
	/// The right code.
	pub uscc: Uscc,
	/// The digest of the decision behind the correction.
	pub decision: DocumentDigest,
	/// When it was corrected.
	pub at: Moment,
}

/// Where the e-seal's physical seal is on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
	/// Its right code.
	pub code: SealCode,
	/// The enterprise whose it is.
	pub uscc: Uscc,
	/// The digest of the decision behind the correction.
	pub decision: DocumentDigest,
	/// When it was corrected.
	pub at: Moment,
}

impl Registration {
	/// Of what is right; none if that is another kind of thing.
	pub fn of(rectified: &Rectified) -> Option<Self> {
		let Rectified { right, decision, at } = *rectified;
		match right {
			Right::Enterprise { uscc } => Some(Self { uscc, decision, at }),
			Right::PhysicalSeal { .. } => None,
		}
	}
}

impl File {
	/// Of what is right in place of an e-seal's physical seal; none if that is another kind of thing.
	pub fn of(rectified: &Rectified) -> Option<Self> {
		let Rectified { right, decision, at } = *rectified;
		match right {
			Right::PhysicalSeal { code, uscc } => Some(Self {
				code,
				uscc,
				decision,
				at,
			}),
			Right::Enterprise { .. } => None,
		}
	}

	/// Whether the e-seal says otherwise.
	pub fn is_elsewhere(&self, seal: &Seal<AccountId>) -> bool {
		(self.code, self.uscc) != (seal.code, seal.uscc)
	}
}

/// What is right in place of the enterprise's registration. An e-seal that was revoked because its registration was voided says so
/// itself, and then the state must prove it; of one that had ended before, a proof may do without.
///
/// # Errors
///
/// It is not proven and must be, or is another kind of thing.
pub fn registration(state: &State, seal: &Seal<AccountId>) -> Result<Option<Registration>, Reason> {
	let item = Item::RightRegistration;
	let is_voided = seal
		.revoked
		.is_some_and(|revoked| revoked.reason == RevocationReason::RegistrationVoided);
	let subject = RegisterSubject::Enterprise(seal.uscc);
	match read(state, item, subject, is_voided)? {
		None => Ok(None),
		Some(rectified) => Registration::of(&rectified)
			.map(Some)
			.ok_or(Reason::ItemMalformed { item }),
	}
}

/// Where the e-seal's physical seal is on file, if not where the e-seal says. The record of the physical seal tells that itself, and
/// then the state must prove it.
///
/// # Errors
///
/// It is not proven and must be, is another kind of thing, or says something else than the physical seal's record.
pub fn file(state: &State, seal: &Seal<AccountId>, physical: &PhysicalSeal) -> Result<Option<File>, Reason> {
	let item = Item::RightFile;
	let has_moved = physical.uscc != seal.uscc || physical.status == PhysicalSealStatus::Misfiled;
	let subject = RegisterSubject::PhysicalSeal(seal.code);
	match read(state, item, subject, has_moved)? {
		None => Ok(None),
		Some(rectified) => {
			let file = File::of(&rectified).filter(|file| file.is_elsewhere(seal) == has_moved);
			let file = file.ok_or(Reason::ItemMalformed { item })?;
			Ok(Some(file).filter(|_| has_moved))
		}
	}
}

/// What is right in place of a subject, if the proof leads to it; it does if it must.
fn read(state: &State, item: Item, subject: RegisterSubject, is_needed: bool) -> Result<Option<Rectified>, Reason> {
	let key = storage::rectified(subject);
	if is_needed {
		return state.require(item, &key).map(Some);
	}
	match state.read(item, &key) {
		Err(Reason::NotProven { .. }) => Ok(None),
		found => found,
	}
}

/// What the verdict says of who sealed: the enterprise is the one with the right code. Nobody knows whom else one expects who expects
/// the wrong code, or none.
pub fn who_sealed(seal: &Seal<AccountId>, registration: &Registration, expected: Option<Uscc>) -> (Outcome, Reason) {
	let outcome = match expected == Some(registration.uscc) {
		true => Outcome::Valid,
		false => Outcome::Indeterminate,
	};
	let reason = Reason::RegistrationVoided {
		uscc: seal.uscc,
		instead: registration.uscc,
		rectified_at: registration.at,
		decision: registration.decision,
	};
	(outcome, reason)
}

/// What the verdict says of a physical seal that moved: it casts doubt on the use if it is another enterprise's.
pub fn moved(seal: &Seal<AccountId>, file: &File, registration: Option<&Registration>) -> (Outcome, Reason) {
	let is_own = file.uscc == seal.uscc || registration.is_some_and(|registration| registration.uscc == file.uscc);
	let File {
		code: physical_seal,
		uscc,
		decision,
		at: rectified_at,
	} = *file;
	match is_own {
		true => (
			Outcome::Valid,
			Reason::PhysicalSealMoved {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			},
		),
		false => (
			Outcome::Indeterminate,
			Reason::PhysicalSealOfAnother {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			},
		),
	}
}
