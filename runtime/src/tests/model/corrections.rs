//! Corrections: one agency proposes, another one agrees.

use super::{seals::holders, AdmissionError, Broken, Caller, Model, SealError, Verdict};
use crate::{AccountId, BlockNumber};
use codec::Encode;
use eseal_primitives::{CorrectionId, DocumentDigest, Moment, Officer, SealId};
use pallet_agencies::Seat;
use pallet_e_seal::{
	Actor, Change, Correction, EnterpriseStatus, Hold, PhysicalSealStatus, RegisterChange, RegisterEntry,
	RevocationReason, SealStatus, Term,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchError;

/// How many corrections of a seat wait at most.
pub const MOST_CORRECTIONS: usize = 64;

/// How long a correction waits, in milliseconds: 30 days.
pub const CORRECTION_WAITS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// How many corrections that have ended are cleared when another one is proposed.
const MOST_CLEARED: usize = 4;

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
	/// Its number.
	pub id: CorrectionId,
	/// What it corrects.
	pub correction: Correction,
	/// The digest of the decision.
	pub decision: DocumentDigest,
	/// Who proposed it.
	pub by: Officer<AccountId>,
	/// When it was proposed.
	pub at: Moment,
	/// Who agreed to it, and when.
	pub made: Option<(Officer<AccountId>, Moment)>,
}

impl Proposed {
	/// When it ends.
	pub fn until(&self) -> Moment {
		self.at + CORRECTION_WAITS
	}

	/// Its digest.
	pub fn digest(&self) -> H256 {
		let mut bytes = b"eseal:correction:v1".to_vec();
		(&self.correction, &self.decision, &self.by, self.at, self.until()).encode_to(&mut bytes);
		H256(blake2_256(&bytes))
	}

	/// Whether another agency may agree to it.
	pub fn is_open(&self, now: Moment) -> bool {
		self.made.is_none() && now < self.until()
	}
}

/// Whose record a correction corrects.
pub fn erred(correction: &Correction) -> Seat {
	match correction {
		Correction::ReverseRevocation { .. } => Seat::DataResources,
		Correction::ReverseReport { .. } => Seat::PublicSecurity,
		Correction::ReverseDeregistration { .. } => Seat::MarketSupervision,
	}
}

/// What it corrects, by its digest.
fn corrected(correction: &Correction) -> H256 {
	match correction {
		Correction::ReverseRevocation { digest, .. }
		| Correction::ReverseReport { digest, .. }
		| Correction::ReverseDeregistration { digest, .. } => *digest,
	}
}

impl Model {
	/// The digest of an entry of an e-seal's history.
	pub fn entry_digest(&self, seal: SealId, entry: u32) -> Option<H256> {
		let application = self.application_digest(seal)?;
		let recorded = self.seals[self.find_seal(seal)?].history.get(entry as usize)?;
		let mut bytes = b"eseal:history-entry:v1".to_vec();
		(application, entry, recorded).encode_to(&mut bytes);
		Some(H256(blake2_256(&bytes)))
	}

	/// The corrections of a seat that are not made.
	pub fn open_corrections(&self, seat: Seat) -> Vec<&Proposed> {
		let all = self.corrections.iter();
		all.filter(|proposed| proposed.by.seat == seat && proposed.made.is_none())
			.collect()
	}

	/// The correction that was made of what has this digest.
	pub fn correction_of(&self, digest: H256) -> Option<CorrectionId> {
		let mut made = self.corrections.iter().filter(|proposed| proposed.made.is_some());
		made.find(|proposed| corrected(&proposed.correction) == digest)
			.map(|proposed| proposed.id)
	}

	/// What stands in the way of a correction.
	fn not_correctable(&self, correction: &Correction) -> Vec<SealError> {
		let mut broken = Vec::new();
		if self.correction_of(corrected(correction)).is_some() {
			broken.push(SealError::AlreadyCorrected);
		}
		match *correction {
			Correction::ReverseRevocation { seal, entry, digest } => {
				broken.extend(self.not_reversible(seal, entry, digest));
			}
			Correction::ReverseReport { code, entry, digest } => {
				broken.extend(self.not_unreportable(code.as_str(), entry, digest));
			}
			Correction::ReverseDeregistration { uscc, entry, digest } => {
				broken.extend(self.not_restorable(uscc.as_str(), entry, digest));
			}
		}
		broken
	}

	fn not_reversible(&self, number: SealId, entry: u32, digest: H256) -> Vec<SealError> {
		let Some(id) = self.find_seal(number) else {
			return vec![SealError::SealNotFound];
		};
		let seal = &self.seals[id];
		let Some(recorded) = seal.history.get(entry as usize) else {
			return vec![SealError::EntryNotFound];
		};
		if self.entry_digest(number, entry) != Some(digest) {
			return vec![SealError::EntryDiffers];
		}
		let Change::Revoked { reason } = recorded.change else {
			return vec![SealError::NotCorrectable];
		};
		let mut broken = Vec::new();
		if matches!(recorded.by, Actor::Owner { .. }) {
			broken.push(SealError::RevokedByOwner);
		}
		if self.latest(&seal.uscc) != Some(id) {
			broken.push(SealError::SuccessorIssued);
		}
		if reason == RevocationReason::EnterpriseDeregistered {
			broken.push(SealError::RevokedByDeregistration);
		}
		if seal.status != SealStatus::Revoked {
			broken.push(SealError::AlreadyCorrected);
		}
		let enterprise = &self.enterprises[&seal.uscc];
		if !enterprise.is_registered() {
			broken.push(SealError::EnterpriseIsDeregistered);
		}
		if holders(&seal.form.key).contains(&enterprise.owner) {
			broken.push(SealError::OwnerHasSealKey);
		}
		broken
	}

	/// The digest of a record of a physical seal, by its code, or of an enterprise, by its own.
	pub fn record_digest(&self, code: &str, entry: u32) -> Option<H256> {
		let of_physical = self.physical.get(code).map(|physical| (0u8, &physical.records));
		let of_enterprise = || self.enterprises.get(code).map(|enterprise| (1u8, &enterprise.records));
		let (kind, records) = of_physical.or_else(of_enterprise)?;
		let mut bytes = b"eseal:register-entry:v1".to_vec();
		(kind, code, entry, records.get(entry as usize)?).encode_to(&mut bytes);
		Some(H256(blake2_256(&bytes)))
	}

	fn not_restorable(&self, uscc: &str, entry: u32, digest: H256) -> Vec<SealError> {
		let Some(enterprise) = self.enterprises.get(uscc) else {
			return vec![SealError::EnterpriseNotFound];
		};
		let is_right = |change: &_| matches!(change, RegisterChange::Deregistered { .. });
		self.not_of_record(uscc, &enterprise.records, entry, digest, is_right)
	}

	/// What is wrong with a correction of this record of the register, which must be of the right kind.
	fn not_of_record(
		&self,
		code: &str,
		records: &[RegisterEntry<AccountId, BlockNumber>],
		entry: u32,
		digest: H256,
		is_right: impl FnOnce(&RegisterChange<AccountId>) -> bool,
	) -> Vec<SealError> {
		let Some(recorded) = records.get(entry as usize) else {
			return vec![SealError::EntryNotFound];
		};
		if self.record_digest(code, entry) != Some(digest) {
			return vec![SealError::EntryDiffers];
		}
		if !is_right(&recorded.change) {
			return vec![SealError::NotCorrectable];
		}
		Vec::new()
	}

	/// The deregistrations that can be reversed.
	pub fn restorable(&self) -> Vec<(String, u32)> {
		let gone = self
			.enterprises
			.iter()
			.filter(|(_, enterprise)| !enterprise.is_registered());
		gone.map(|(uscc, enterprise)| {
			let ended = |entry: &RegisterEntry<_, _>| matches!(entry.change, RegisterChange::Deregistered { .. });
			let last = enterprise.records.iter().rposition(ended);
			(uscc.clone(), last.expect("it was deregistered") as u32)
		})
		.collect()
	}

	/// The enterprise was registered all the time, and its e-seal active.
	fn restore(&mut self, uscc: &str, entry: u32, made: &Proposed, by: Actor<AccountId>) {
		let (now, block) = (self.now, self.height);
		let enterprise = self.enterprises.get_mut(uscc).expect("it is correctable");
		let recorded = &enterprise.records[entry as usize];
		let RegisterChange::Deregistered { was, revoked } = recorded.change else {
			panic!("no deregistration: {recorded:?}");
		};
		let since = recorded.effective_at;
		enterprise.status = was;
		enterprise.records.push(RegisterEntry {
			change: RegisterChange::DeregistrationReversed {
				correction: made.id,
				decision: made.decision,
				entry,
			},
			by: by.clone(),
			effective_at: since,
			recorded_at: now,
			block,
		});
		if let Some(with) = revoked {
			let id = self.find_seal(with.seal).expect("it was revoked");
			self.reverse(id, with.entry, made, by);
		}
	}

	fn not_unreportable(&self, code: &str, entry: u32, digest: H256) -> Vec<SealError> {
		let Some(physical) = self.physical.get(code) else {
			return vec![SealError::PhysicalSealNotFound];
		};
		let is_right = |change: &_| matches!(change, RegisterChange::Reported { .. });
		self.not_of_record(code, &physical.records, entry, digest, is_right)
	}

	/// The reports that can be reversed.
	pub fn unreportable(&self) -> Vec<(String, u32)> {
		let gone = self
			.physical
			.iter()
			.filter(|(_, physical)| physical.status.0 != PhysicalSealStatus::Filed);
		gone.map(|(code, physical)| (code.clone(), physical.records.len() as u32 - 1))
			.collect()
	}

	/// The physical seal was on file all the time, and held no e-seal.
	fn unreport(&mut self, code: &str, entry: u32, made: &Proposed, by: Actor<AccountId>) {
		let (now, block) = (self.now, self.height);
		let physical = self.physical.get_mut(code).expect("it is correctable");
		let since = physical.status.1;
		physical.status = (PhysicalSealStatus::Filed, physical.filed_at);
		physical.records.push(RegisterEntry {
			change: RegisterChange::ReportReversed {
				correction: made.id,
				decision: made.decision,
				entry,
			},
			by: by.clone(),
			effective_at: since,
			recorded_at: now,
			block,
		});
		for id in 0..self.seals.len() {
			if self.seals[id].code == code && self.seals[id].has(Hold::PhysicalSealLost) {
				let history = &self.seals[id].history;
				let placed = history.iter().rposition(|entry| {
					matches!(
						entry.change,
						Change::HoldPlaced {
							hold: Hold::PhysicalSealLost,
							..
						}
					)
				});
				let placed = placed.expect("it has the hold");
				let since = history[placed].effective_at;
				// As if it had never been placed.
				self.seals[id]
					.holds
					.retain(|span| span.hold != Hold::PhysicalSealLost || span.until.is_some());
				let change = Change::LossReversed {
					correction: made.id,
					decision: made.decision,
					entry: placed as u32,
				};
				self.record(id, change, by.clone(), since);
			}
		}
	}

	/// The revocations that can be reversed.
	pub fn reversible(&self) -> Vec<(SealId, u32)> {
		let mut found = Vec::new();
		for (id, seal) in self.seals.iter().enumerate() {
			let number = SealId(id as u64);
			for entry in 0..seal.history.len() as u32 {
				let digest = self.entry_digest(number, entry).expect("there is such an entry");
				let correction = Correction::ReverseRevocation {
					seal: number,
					entry,
					digest,
				};
				if self.not_correctable(&correction).is_empty() {
					found.push((number, entry));
				}
			}
		}
		found
	}

	fn any_officer_of(&self, caller: &Caller) -> Result<Officer<AccountId>, Vec<DispatchError>> {
		let (seat, account) = self.any_officer(caller)?;
		Ok(Officer { seat, account })
	}

	pub(super) fn propose_correction(
		&mut self,
		caller: &Caller,
		correction: Correction,
		decision: DocumentDigest,
	) -> Verdict {
		let by = self.any_officer_of(caller)?;
		let ended: Vec<_> = self
			.open_corrections(by.seat)
			.into_iter()
			.take(MOST_CLEARED)
			.filter(|proposed| proposed.until() <= self.now)
			.map(|proposed| proposed.id)
			.collect();
		let mut broken = Broken::default();
		broken.unless(by.seat == erred(&correction), SealError::MistakeOfAnotherAgency);
		broken.unless(
			self.open_corrections(by.seat).len() - ended.len() < MOST_CORRECTIONS,
			SealError::TooManyCorrections,
		);
		broken.all(self.not_correctable(&correction));
		broken.verdict()?;
		self.corrections.retain(|proposed| !ended.contains(&proposed.id));
		self.corrections.push(Proposed {
			id: CorrectionId(self.next_correction),
			correction,
			decision,
			by,
			at: self.now,
			made: None,
		});
		self.next_correction += 1;
		Ok(())
	}

	/// The correction that a decision names, and what the decision breaks about it.
	fn decided_correction(&self, id: CorrectionId, digest: H256) -> Result<(usize, Broken), Vec<DispatchError>> {
		let Some(place) = self.corrections.iter().position(|proposed| proposed.id == id) else {
			return Err(vec![SealError::CorrectionNotFound.into()]);
		};
		let proposed = &self.corrections[place];
		let mut broken = Broken::default();
		broken.unless(proposed.digest() == digest, SealError::CorrectionDiffers);
		broken.unless(proposed.made.is_none(), SealError::CorrectionMade);
		Ok((place, broken))
	}

	pub(super) fn agree_correction(&mut self, caller: &Caller, id: CorrectionId, digest: H256) -> Verdict {
		let by = self.any_officer_of(caller)?;
		let (place, mut broken) = self.decided_correction(id, digest)?;
		let proposed = self.corrections[place].clone();
		broken.unless(self.now < proposed.until(), SealError::CorrectionEnded);
		broken.unless(by.seat != proposed.by.seat, SealError::OwnCorrection);
		broken.all(self.not_correctable(&proposed.correction));
		if let Correction::ReverseDeregistration { uscc, .. } = &proposed.correction {
			let owner = self.enterprises.get(uscc.as_str()).map(|enterprise| &enterprise.owner);
			let serves = owner.is_some_and(|owner| self.officers.contains_key(owner));
			broken.unless(!serves, AdmissionError::OfficerAtEnterprise);
		}
		broken.verdict()?;
		self.corrections[place].made = Some((by.clone(), self.now));
		let agencies = Actor::Agencies {
			proposed: proposed.by.clone(),
			agreed: by,
		};
		match proposed.correction {
			Correction::ReverseRevocation { seal, entry, .. } => {
				let seal = self.find_seal(seal).expect("it is correctable");
				self.reverse(seal, entry, &proposed, agencies);
			}
			Correction::ReverseReport { code, entry, .. } => {
				self.unreport(code.as_str(), entry, &proposed, agencies);
			}
			Correction::ReverseDeregistration { uscc, entry, .. } => {
				self.restore(uscc.as_str(), entry, &proposed, agencies);
			}
		}
		Ok(())
	}

	pub(super) fn withdraw_correction(&mut self, caller: &Caller, id: CorrectionId, digest: H256) -> Verdict {
		let by = self.any_officer_of(caller)?;
		let (place, mut broken) = self.decided_correction(id, digest)?;
		broken.unless(
			self.corrections[place].by.seat == by.seat,
			SealError::CorrectionOfAnotherAgency,
		);
		broken.verdict()?;
		self.corrections.remove(place);
		Ok(())
	}

	/// The e-seal was never revoked, and what happened meanwhile holds it.
	fn reverse(&mut self, id: usize, entry: u32, made: &Proposed, by: Actor<AccountId>) {
		let seal = &mut self.seals[id];
		seal.status = SealStatus::Active;
		let since = seal.revoked_at.take().expect("it was revoked");
		let change = Change::RevocationReversed {
			correction: made.id,
			decision: made.decision,
			entry,
		};
		self.record(id, change, by.clone(), since);
		let seal = &self.seals[id];
		let enterprise = &self.enterprises[&seal.uscc];
		let (physical, gone_since) = self.physical[&seal.code].status;
		let restricted = enterprise.status == EnterpriseStatus::Restricted;
		let renamed = seal.name != enterprise.name;
		let now = self.now;
		for (hold, applies, from) in [
			(
				Hold::PhysicalSealLost,
				physical != PhysicalSealStatus::Filed,
				gone_since,
			),
			(Hold::EnterpriseRestricted, restricted, now),
			(Hold::EnterpriseRenamed, renamed, now),
		] {
			if applies && !self.seals[id].has(hold) {
				self.place(id, hold, by.clone(), from);
			}
		}
		if !restricted && self.seals[id].has(Hold::EnterpriseRestricted) {
			self.lift(id, Hold::EnterpriseRestricted, by.clone());
		}
		let freeze = self.enterprises[&self.seals[id].uscc].freeze.clone();
		let rotate_by = self.seals[id].rotate_by;
		let terms = self.seals[id].state().terms;
		let (had_freeze, had_rotation) = (
			terms.get(&Hold::Freeze).copied(),
			terms.get(&Hold::KeyRotationDue).copied(),
		);
		if had_freeze != freeze.as_ref().map(|freeze| Term::Until(freeze.until)) {
			match freeze.filter(|freeze| now < freeze.until) {
				Some(freeze) => self.place_freeze(id, freeze.order, freeze.until, by.clone()),
				None if had_freeze.is_some() => self.lift(id, Hold::Freeze, by.clone()),
				None => {}
			}
		}
		if let Some(due) = rotate_by {
			if had_rotation != Some(Term::From(due)) {
				self.require_rotation(id, due, by);
			}
		}
	}
}
