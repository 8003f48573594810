//! Corrections, which two agencies make.

use super::{
	arguments::{code_of, uscc_of, CODES, USCCS},
	kind::Kind,
	Dice,
};
use crate::{tests::model::erred, AccountId, RuntimeCall};
use eseal_primitives::{CorrectionId, SealId, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::{Call as SealCall, Correction, EnterpriseStatus, PhysicalSealStatus};
use rand::{seq::SliceRandom, Rng};
use sp_core::H256;

impl Dice<'_> {
	/// Mostly by officers of the agency that erred.
	pub(super) fn propose_correction(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let correction = match self.rng.gen_range(0..15) {
			12..=14 => self.moving(),
			0..=4 => self.reversal(),
			5..=8 => self.unreport(),
			9..=10 => self.restoration(),
			_ => self.voiding(),
		};
		let decision = self.plain(77);
		let seat = match self.percent(85) {
			true => erred(&correction),
			false => self.seat_with_officers(),
		};
		let call = SealCall::propose_correction { correction, decision };
		(self.officer(seat), call.into())
	}

	/// Mostly of a revocation that can be reversed; or of any entry of any history.
	fn reversal(&mut self) -> Correction {
		let model = self.model;
		let (seal, entry) = match model.reversible().choose(self.rng) {
			Some(found) if self.percent(70) => *found,
			_ => {
				let seal = SealId(self.seal(|model, id| model.seals[id].revoked_at.is_some()));
				let entries = model.find_seal(seal).map_or(0, |id| model.seals[id].history.len()) as u32;
				let entry = match self.percent(60) {
					true => entries.saturating_sub(1),
					false => self.rng.gen_range(0..=entries),
				};
				(seal, entry)
			}
		};
		Correction::ReverseRevocation {
			seal,
			entry,
			digest: self.digest(model.entry_digest(seal, entry)),
		}
	}

	/// Mostly of a physical seal that no live e-seal has, to another enterprise or another code.
	fn moving(&mut self) -> Correction {
		let model = self.model;
		let is_free = |code: &str| {
			let is_filed = model
				.physical
				.get(code)
				.is_some_and(|physical| physical.status.0 != PhysicalSealStatus::Misfiled);
			is_filed && model.paired(code).is_empty()
		};
		let code = self.prefer(&CODES, |code| is_free(code)).expect("there is one");
		let instead = match self.percent(75) {
			true => code,
			false => self
				.prefer(&CODES, |code| !model.physical.contains_key(*code))
				.expect("there is one"),
		};
		let uscc = self
			.prefer(&USCCS, |uscc| {
				model
					.enterprises
					.get(*uscc)
					.is_some_and(|enterprise| enterprise.is_registered())
			})
			.expect("there is one");
		Correction::MovePhysicalSeal {
			code: code_of(code),
			instead: code_of(instead),
			uscc: uscc_of(uscc),
			digest: self.digest(model.file_digest(code)),
		}
	}

	/// Mostly of a registration, under a code that is not registered yet. Seldom a second one, which would leave too few enterprises.
	fn voiding(&mut self) -> Correction {
		let model = self.model;
		let is_voided = |uscc: &&str| {
			let enterprise = model.enterprises.get(*uscc);
			enterprise.is_some_and(|enterprise| enterprise.status == EnterpriseStatus::Voided)
		};
		if USCCS.iter().any(is_voided) && !self.percent(10) {
			return self.restoration();
		}
		let is_registered = |uscc: &&str| {
			let enterprise = model.enterprises.get(*uscc);
			enterprise.is_some_and(|enterprise| enterprise.is_registered())
		};
		let uscc = self.prefer(&USCCS, is_registered).expect("there is one");
		let codes = [&USCCS[..], &["91330100123456788G", "91330100799655059B"]].concat();
		let instead = self
			.prefer(&codes, |uscc| !model.enterprises.contains_key(*uscc))
			.expect("there is one");
		Correction::VoidRegistration {
			uscc: uscc_of(uscc),
			instead: uscc_of(instead),
			check: self.pick(&[UsccCheck::Enforced, UsccCheck::Waived]),
			digest: self.digest(model.registration_digest(uscc)),
		}
	}

	/// Mostly of a deregistration that can be reversed; or of any record of any enterprise.
	fn restoration(&mut self) -> Correction {
		let model = self.model;
		let (uscc, entry) = match model.restorable().choose(self.rng) {
			Some(found) if self.percent(80) => found.clone(),
			_ => {
				let uscc = self.pick(&USCCS).to_owned();
				let records = model
					.enterprises
					.get(&uscc)
					.map_or(0, |enterprise| enterprise.records.len()) as u32;
				(uscc, self.rng.gen_range(0..=records))
			}
		};
		Correction::ReverseDeregistration {
			uscc: uscc_of(&uscc),
			entry,
			digest: self.digest(model.record_digest(&uscc, entry)),
		}
	}

	/// Mostly of a report that can be reversed; or of any record of any physical seal.
	fn unreport(&mut self) -> Correction {
		let model = self.model;
		let (code, entry) = match model.unreportable().choose(self.rng) {
			Some(found) if self.percent(80) => found.clone(),
			_ => {
				let code = self.pick(&CODES).to_owned();
				let records = model.physical.get(&code).map_or(0, |physical| physical.records.len()) as u32;
				(code, self.rng.gen_range(0..=records))
			}
		};
		Correction::ReverseReport {
			code: code_of(&code),
			entry,
			digest: self.digest(model.record_digest(&code, entry)),
		}
	}

	/// What becomes of a correction: mostly one that waits, by whom it may be.
	pub(super) fn about_correction(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let proposed = self.prefer(&model.corrections, |proposed| proposed.is_open(model.now));
		let (id, digest, proposer) = match proposed {
			Some(proposed) if self.percent(96) => (proposed.id, self.digest(Some(proposed.digest())), proposed.by.seat),
			_ => (CorrectionId(model.next_correction), H256::zero(), Seat::DataResources),
		};
		if matches!(kind, Kind::WithdrawCorrection) {
			let seat = match self.percent(85) {
				true => proposer,
				false => self.seat_with_officers(),
			};
			return (self.officer(seat), SealCall::withdraw_correction { id, digest }.into());
		}
		let seat = match self.percent(85) {
			true => self.prefer_seat(|seat| seat != proposer && !model.officers_of(seat).is_empty()),
			false => proposer,
		};
		(self.officer(seat), SealCall::agree_correction { id, digest }.into())
	}
}
