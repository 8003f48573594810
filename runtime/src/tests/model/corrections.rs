//! Corrections: one agency proposes, another one agrees.

use super::{
	register::{Enterprise, Physical},
	seals::holders,
	texts, AdmissionError, Broken, Caller, Model, SealError, Verdict,
};
use crate::{AccountId, BlockNumber};
use codec::Encode;
use eseal_primitives::{
	correction::Rectified, CorrectionId, DocumentDigest, Moment, Officer, SealCode, SealId, Uscc, UsccCheck,
};
use pallet_agencies::Seat;
use pallet_e_seal::{
	Actor, Change, Correction, EnterpriseStatus, Gone, Hold, PhysicalSealStatus, RegisterChange, RegisterEntry,
	RegisterSubject, RejectionReason, RevocationReason, Right, SealStatus, Term,
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

/// How many wrong codes a registration or a physical seal has had at most.
pub const MOST_WRONG_CODES: usize = 4;

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
		Correction::ReverseReport { .. } | Correction::MovePhysicalSeal { .. } => Seat::PublicSecurity,
		Correction::ReverseDeregistration { .. } | Correction::VoidRegistration { .. } => Seat::MarketSupervision,
	}
}

/// What it corrects, by its digest.
fn corrected(correction: &Correction) -> H256 {
	match correction {
		Correction::ReverseRevocation { digest, .. }
		| Correction::ReverseReport { digest, .. }
		| Correction::ReverseDeregistration { digest, .. }
		| Correction::VoidRegistration { digest, .. }
		| Correction::MovePhysicalSeal { digest, .. } => *digest,
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
			Correction::VoidRegistration {
				uscc,
				instead,
				check,
				digest,
			} => broken.extend(self.not_voidable(uscc.as_str(), instead.as_str(), check, digest)),
			Correction::MovePhysicalSeal {
				code,
				instead,
				uscc,
				digest,
			} => broken.extend(self.not_movable(code.as_str(), instead.as_str(), uscc.as_str(), digest)),
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
		broken.extend(enterprise.not_registered());
		if !self.is_on_file(&seal.code, &seal.uscc) {
			broken.push(SealError::PhysicalSealMoved);
		}
		if self.paired(&seal.code).into_iter().any(|other| other != id) {
			broken.push(SealError::PhysicalSealPaired);
		}
		let has_key = |account: &AccountId| holders(&seal.form.key).contains(account);
		if has_key(&enterprise.owner) || self.liquidator_of(id).is_some_and(has_key) {
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

	/// Whether a physical seal is on file under this code for this enterprise, and not under another code.
	fn is_on_file(&self, code: &str, uscc: &str) -> bool {
		let physical = &self.physical[code];
		physical.uscc == uscc && physical.status.0 != PhysicalSealStatus::Misfiled
	}

	/// What is right in place of a registration or a physical seal's file: by the last record that corrects it, or what was found to be
	/// right in place of that.
	pub fn rectified(&self, subject: RegisterSubject) -> Option<Rectified> {
		let own = self.rectified_once(subject)?;
		let next = own.right.subject();
		let later = (next != subject).then(|| self.rectified(next)).flatten();
		Some(later.unwrap_or(own))
	}

	/// The wrong codes that lead to a registration or a physical seal's file, the last one last.
	pub fn rectified_from(&self, subject: RegisterSubject) -> Vec<RegisterSubject> {
		let first = match subject {
			RegisterSubject::PhysicalSeal(code) => self.physical[code.as_str()].records.first(),
			RegisterSubject::Enterprise(uscc) => self.enterprises[uscc.as_str()].records.first(),
		};
		let wrong = match first.map(|record| &record.change) {
			Some(RegisterChange::Filed { instead_of, .. }) => RegisterSubject::PhysicalSeal(*instead_of),
			Some(RegisterChange::Opened { instead_of, .. }) => RegisterSubject::Enterprise(*instead_of),
			_ => return Vec::new(),
		};
		let mut from = self.rectified_from(wrong);
		from.push(wrong);
		from
	}

	/// Whether a physical seal is gone, and since when, under this code or the right one in its place.
	pub fn gone(&self, code: &str) -> Option<Gone> {
		let physical = &self.physical[code];
		let (status, since) = physical.status;
		match status {
			PhysicalSealStatus::Filed => None,
			PhysicalSealStatus::Lost | PhysicalSealStatus::Destroyed => Some(Gone { status, since }),
			PhysicalSealStatus::Misfiled => physical.records.iter().find_map(|record| match &record.change {
				RegisterChange::Misfiled { instead, .. } => self.gone(instead.as_str()),
				_ => None,
			}),
		}
	}

	/// What the last record that corrects a registration or a physical seal's file found to be right.
	fn rectified_once(&self, subject: RegisterSubject) -> Option<Rectified> {
		let records = match subject {
			RegisterSubject::PhysicalSeal(code) => &self.physical.get(code.as_str())?.records,
			RegisterSubject::Enterprise(uscc) => &self.enterprises.get(uscc.as_str())?.records,
		};
		records.iter().rev().find_map(|record| {
			let (right, decision) = match (record.change.clone(), subject) {
				(RegisterChange::Voided { decision, instead, .. }, _) => {
					(Right::Enterprise { uscc: instead }, decision)
				}
				(RegisterChange::Moved { decision, to, .. }, RegisterSubject::PhysicalSeal(code)) => {
					(Right::PhysicalSeal { code, uscc: to }, decision)
				}
				(RegisterChange::Misfiled { decision, instead, .. }, _) => {
					let first = &self.physical[instead.as_str()].records[0].change;
					let RegisterChange::Filed { uscc, .. } = first else {
						panic!("it was filed in place of another: {first:?}");
					};
					(
						Right::PhysicalSeal {
							code: instead,
							uscc: *uscc,
						},
						decision,
					)
				}
				_ => return None,
			};
			let at = record.recorded_at;
			Some(Rectified { right, decision, at })
		})
	}

	/// The digest of a physical seal's file as it stands.
	pub fn file_digest(&self, code: &str) -> Option<H256> {
		let physical = self.physical.get(code)?;
		let records = physical.records.iter().fold(H256::zero(), |digest, record| {
			blake2_256(&[digest.as_bytes(), &record.encode()].concat()).into()
		});
		let mut bytes = b"eseal:physical-seal:v1".to_vec();
		(code, records, &physical.uscc, physical.kind).encode_to(&mut bytes);
		(physical.imprint, &physical.maker).encode_to(&mut bytes);
		(physical.status.0, physical.filed_at, physical.status.1).encode_to(&mut bytes);
		Some(H256(blake2_256(&bytes)))
	}

	fn not_movable(&self, code: &str, instead: &str, uscc: &str, digest: H256) -> Vec<SealError> {
		let Some(physical) = self.physical.get(code) else {
			return vec![SealError::PhysicalSealNotFound];
		};
		let mut broken = Vec::new();
		if self.file_digest(code) != Some(digest) {
			broken.push(SealError::PhysicalSealDiffers);
		}
		if code == instead && physical.uscc == *uscc {
			broken.push(SealError::NothingToMove);
		}
		if physical.status.0 == PhysicalSealStatus::Misfiled {
			broken.push(SealError::AlreadyCorrected);
		}
		match self.enterprises.get(uscc) {
			None => broken.push(SealError::EnterpriseNotFound),
			Some(enterprise) => broken.extend(enterprise.not_registered()),
		}
		if code != instead {
			if physical.status.0 != PhysicalSealStatus::Filed {
				broken.push(SealError::PhysicalSealGone);
			}
			if self.physical.contains_key(instead) {
				broken.push(SealError::PhysicalSealAlreadyFiled);
			}
			let subject = SealCode::parse(code.as_bytes()).map(RegisterSubject::PhysicalSeal);
			if self.rectified_from(subject.expect("it is on file")).len() == MOST_WRONG_CODES {
				broken.push(SealError::CorrectedTooOften);
			}
		}
		if !self.paired(code).is_empty() {
			broken.push(SealError::PhysicalSealPaired);
		}
		if self
			.pending(&physical.uscc)
			.is_some_and(|id| self.seals[id].code == code)
		{
			broken.push(SealError::ApplicationPending);
		}
		broken
	}

	/// The physical seal was always the right enterprise's, under the right code.
	fn move_physical(&mut self, code: SealCode, instead: SealCode, uscc: Uscc, made: &Proposed, by: Actor<AccountId>) {
		let (now, block) = (self.now, self.height);
		let (correction, decision) = (made.id, made.decision);
		let wrong = self.physical.get_mut(code.as_str()).expect("it is correctable");
		let since = wrong.filed_at;
		let record = |change, effective_at| RegisterEntry {
			change,
			by: by.clone(),
			effective_at,
			recorded_at: now,
			block,
		};
		if code == instead {
			let from = Uscc::parse(wrong.uscc.as_bytes(), UsccCheck::Waived).expect("a code of right form");
			wrong.uscc = uscc.as_str().to_owned();
			let moved = RegisterChange::Moved {
				correction,
				decision,
				from,
				to: uscc,
			};
			wrong.records.push(record(moved, since));
			return;
		}
		let right = Physical {
			uscc: uscc.as_str().to_owned(),
			records: vec![record(
				RegisterChange::Filed {
					correction,
					decision,
					instead_of: code,
					uscc,
				},
				since,
			)],
			..wrong.clone()
		};
		wrong.status = (PhysicalSealStatus::Misfiled, now);
		wrong.records.push(record(
			RegisterChange::Misfiled {
				correction,
				decision,
				instead,
			},
			now,
		));
		self.physical.insert(instead.as_str().to_owned(), right);
	}

	/// The digest of a registration as it stands.
	pub fn registration_digest(&self, uscc: &str) -> Option<H256> {
		let enterprise = self.enterprises.get(uscc)?;
		let naming = enterprise.naming_at(self.now);
		let mut bytes = b"eseal:registration:v1".to_vec();
		(uscc, &naming.name, naming.recorded_at, enterprise.next_name(self.now)).encode_to(&mut bytes);
		(&enterprise.owner, enterprise.status).encode_to(&mut bytes);
		(enterprise.check, enterprise.registered_at, enterprise.changes).encode_to(&mut bytes);
		Some(H256(blake2_256(&bytes)))
	}

	fn not_voidable(&self, uscc: &str, instead: &str, check: UsccCheck, digest: H256) -> Vec<SealError> {
		let mut broken = Vec::new();
		if self.enterprises.contains_key(instead) {
			broken.push(SealError::EnterpriseAlreadyRegistered);
		}
		if check == UsccCheck::Enforced {
			broken.extend(texts::uscc_standard(instead.as_bytes()));
		}
		match self.enterprises.get(uscc) {
			None => broken.push(SealError::EnterpriseNotFound),
			Some(enterprise) => broken.extend(enterprise.not_registered()),
		}
		if self.enterprises.contains_key(uscc) {
			if self.registration_digest(uscc) != Some(digest) {
				broken.push(SealError::RegistrationDiffers);
			}
			let subject = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).map(RegisterSubject::Enterprise);
			if self.rectified_from(subject.expect("it is registered")).len() == MOST_WRONG_CODES {
				broken.push(SealError::CorrectedTooOften);
			}
		}
		broken
	}

	/// The enterprise was never registered under the wrong code, and always under the right one.
	fn void(&mut self, uscc: &str, right: (Uscc, UsccCheck), made: &Proposed, by: Actor<AccountId>) {
		let (instead, check) = right;
		let (now, block) = (self.now, self.height);
		let (correction, decision) = (made.id, made.decision);
		let wrong = self.enterprises.get_mut(uscc).expect("it is correctable");
		let since = wrong.registered_at;
		let record = |change| RegisterEntry {
			change,
			by: by.clone(),
			effective_at: since,
			recorded_at: now,
			block,
		};
		let mut opened = Enterprise {
			check,
			changes: 0,
			records: vec![record(RegisterChange::Opened {
				correction,
				decision,
				instead_of: Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).expect("a code of right form"),
				status: wrong.status,
				renamed_at: wrong.naming_at(now).recorded_at,
				next_name: wrong.next_name(now),
			})],
			offer: None,
			freeze: wrong.freeze.take().filter(|freeze| now < freeze.until),
			liquidator: wrong.liquidator.take(),
			successors: Vec::new(),
			..wrong.clone()
		};
		if let Some(freeze) = &opened.freeze {
			let (order, until) = (freeze.order, freeze.until);
			opened.records.push(RegisterEntry {
				effective_at: now,
				..record(RegisterChange::Frozen { order, until })
			});
		}
		if let Some(freeze) = &mut opened.freeze {
			freeze.from = now;
		}
		if let Some(liquidator) = &mut opened.liquidator {
			liquidator.since = now;
			let (account, order) = (liquidator.account.clone(), liquidator.order);
			opened.records.push(RegisterEntry {
				effective_at: now,
				..record(RegisterChange::LiquidatorNamed { account, order })
			});
		}
		wrong.names.retain(|naming| naming.from <= now);
		wrong.status = EnterpriseStatus::Voided;
		wrong.offer = None;
		wrong.records.push(record(RegisterChange::Voided {
			correction,
			decision,
			instead,
		}));
		self.enterprises.insert(instead.as_str().to_owned(), opened);
		for id in self.in_force(uscc) {
			self.end(id, RevocationReason::RegistrationVoided, by.clone(), now);
		}
		if let Some(id) = self.pending(uscc) {
			self.refuse(id, RejectionReason::RegistrationVoided, by);
		}
	}

	/// The deregistrations that can be reversed.
	pub fn restorable(&self) -> Vec<(String, u32)> {
		let gone = self
			.enterprises
			.iter()
			.filter(|(_, enterprise)| enterprise.status == EnterpriseStatus::Deregistered);
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
			if self.is_on_file(&self.seals[id].code, uscc) {
				self.reverse(id, with.entry, made, by);
			}
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
		let mut found = Vec::new();
		for (code, physical) in &self.physical {
			let reported = |record: &RegisterEntry<_, _>| matches!(record.change, RegisterChange::Reported { .. });
			let gone = matches!(
				physical.status.0,
				PhysicalSealStatus::Lost | PhysicalSealStatus::Destroyed
			);
			if let Some(entry) = physical.records.iter().rposition(reported).filter(|_| gone) {
				found.push((code.clone(), entry as u32));
			}
		}
		found
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
			Correction::VoidRegistration {
				uscc, instead, check, ..
			} => {
				self.void(uscc.as_str(), (instead, check), &proposed, agencies);
			}
			Correction::MovePhysicalSeal {
				code, instead, uscc, ..
			} => {
				self.move_physical(code, instead, uscc, &proposed, agencies);
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
		let now = self.now;
		for (hold, applies, from) in [
			(
				Hold::PhysicalSealLost,
				physical != PhysicalSealStatus::Filed,
				gone_since,
			),
			(Hold::EnterpriseRestricted, restricted, now),
		] {
			if applies && !self.seals[id].has(hold) {
				self.place(id, hold, by.clone(), from);
			}
		}
		if !restricted && self.seals[id].has(Hold::EnterpriseRestricted) {
			self.lift(id, Hold::EnterpriseRestricted, by.clone());
		}
		self.settle_name(id, &by);
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
