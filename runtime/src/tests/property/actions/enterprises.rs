//! The register of enterprises and their physical seals.

use super::{
	arguments::{raw, USCCS},
	kind::Kind,
	Dice,
};
use crate::{
	tests::{
		env::DAY,
		model::{holders, Model, FURTHEST_NAME, LATEST_ROTATION, LONGEST_FREEZE, LONGEST_OFFER},
	},
	AccountId, RuntimeCall,
};
use eseal_primitives::{Moment, UsccCheck};
use pallet_e_seal::{Call as SealCall, EnterpriseStatus, PhysicalSealReport, PhysicalSealStatus, SealKind};
use rand::{seq::IteratorRandom, Rng};

fn is_offered(model: &Model, uscc: &str) -> bool {
	let enterprise = model.enterprises.get(uscc);
	enterprise.is_some_and(|enterprise| enterprise.offer.is_some())
}

impl Dice<'_> {
	pub(super) fn enterprise(&mut self, kind: Kind) -> SealCall<crate::Runtime> {
		let status = |model: &Model, uscc: &str| model.enterprises.get(uscc).map(|enterprise| enterprise.status);
		match kind {
			Kind::Register => {
				let text = self.uscc(|model, uscc| status(model, uscc).is_none());
				let check = if text == USCCS[3] && self.percent(80) || self.percent(10) {
					UsccCheck::Waived
				} else {
					UsccCheck::Enforced
				};
				SealCall::register_enterprise {
					uscc: raw(text.as_bytes()),
					name: self.text(256),
					owner: self.anyone(),
					check,
				}
			}
			Kind::Rename => {
				let uscc = self.uscc(|model, uscc| status(model, uscc).is_some());
				// Sometimes the one that is on record ahead, from another moment on.
				let name = match self.model.renamed_ahead(uscc) {
					Some(ahead) if self.percent(40) => raw(ahead.name.as_bytes()),
					_ => self.text(256),
				};
				SealCall::rename_enterprise {
					uscc: raw(uscc.as_bytes()),
					name,
					from: self.name_from(),
				}
			}
			Kind::WithdrawRename => {
				let uscc = self.uscc(|model, uscc| model.renamed_ahead(uscc).is_some());
				let name = match self.model.renamed_ahead(uscc) {
					Some(ahead) if self.percent(90) => raw(ahead.name.as_bytes()),
					_ => self.text(256),
				};
				SealCall::withdraw_rename {
					uscc: raw(uscc.as_bytes()),
					name,
				}
			}
			Kind::NameLiquidator => {
				let uscc = self.uscc(|model, uscc| status(model, uscc) == Some(EnterpriseStatus::Restricted));
				let named = self.model.enterprises.get(uscc).and_then(|e| e.liquidator.clone());
				let account = match named {
					Some(named) if self.percent(10) => named.account,
					_ => self.new_owner(uscc),
				};
				SealCall::name_liquidator {
					uscc: raw(uscc.as_bytes()),
					account,
					order: self.plain(6),
				}
			}
			Kind::Restrict => SealCall::restrict_enterprise {
				uscc: raw(self
					.uscc(|model, uscc| status(model, uscc) == Some(EnterpriseStatus::Active))
					.as_bytes()),
			},
			Kind::LiftRestriction => SealCall::lift_restriction {
				uscc: raw(self
					.uscc(|model, uscc| status(model, uscc) == Some(EnterpriseStatus::Restricted))
					.as_bytes()),
			},
			Kind::RecordSuccessor => {
				let succeeded = |model: &Model, uscc: &str| {
					let enterprise = model.enterprises.get(uscc);
					enterprise.is_some_and(|enterprise| !enterprise.successors.is_empty())
				};
				// Sometimes one that is on record.
				let model = self.model;
				let recorded = model.enterprises.iter().flat_map(|(uscc, enterprise)| {
					let successors = enterprise.successors.iter();
					successors.map(move |successor| (uscc, successor))
				});
				if let Some((uscc, successor)) = recorded.choose(self.rng).filter(|_| self.rng.gen_ratio(1, 8)) {
					return SealCall::record_successor {
						uscc: raw(uscc.as_bytes()),
						successor: raw(successor.as_bytes()),
					};
				}
				// Often one that has a successor itself: it may be this one.
				let back = self.percent(50);
				let uscc = self.uscc(|model, uscc| status(model, uscc).is_some());
				let successor = self.uscc(|model, uscc| match back {
					true => succeeded(model, uscc),
					false => status(model, uscc).is_some(),
				});
				SealCall::record_successor {
					uscc: raw(uscc.as_bytes()),
					successor: raw(successor.as_bytes()),
				}
			}
			Kind::WithdrawOffer => SealCall::withdraw_offer {
				uscc: raw(self.uscc(is_offered).as_bytes()),
			},
			Kind::Deregister => SealCall::deregister_enterprise {
				uscc: raw(self.uscc(|model, uscc| status(model, uscc).is_some()).as_bytes()),
			},
			_ => {
				let uscc = self.uscc(|model, uscc| status(model, uscc).is_some());
				let until = self.offer_end();
				SealCall::offer_ownership {
					uscc: raw(uscc.as_bytes()),
					owner: self.new_owner(uscc),
					until,
					rotate_by: self.rotation(until),
				}
			}
		}
	}

	/// Often one who is an operator now; sometimes one who has the key of an e-seal of the enterprise.
	fn new_owner(&mut self, uscc: &str) -> AccountId {
		let seals = self.model.seals.iter().filter(|seal| seal.uscc == uscc);
		if let Some(holder) = seals.flat_map(|seal| holders(&seal.form.key)).choose(self.rng) {
			if self.percent(10) {
				return holder;
			}
		}
		let operators = self.model.grants.iter().filter(|grant| grant.is_open());
		match operators.map(|grant| grant.operator.clone()).choose(self.rng) {
			Some(operator) if self.percent(40) => operator,
			_ => self.anyone(),
		}
	}

	pub(super) fn public_security(&mut self, kind: Kind) -> SealCall<crate::Runtime> {
		match kind {
			Kind::File => {
				let code = self.code(|model, code| !model.physical.contains_key(code));
				let uscc = self.uscc(|model, uscc| model.enterprises.get(uscc).is_some_and(|e| e.is_registered()));
				let kind = if self.percent(85) {
					SealKind::Official
				} else {
					self.pick(&[
						SealKind::Finance,
						SealKind::Contract,
						SealKind::Invoice,
						SealKind::LegalRepresentative,
					])
				};
				SealCall::file_physical_seal {
					code: raw(code.as_bytes()),
					uscc: raw(uscc.as_bytes()),
					kind,
					imprint: self.picture(7),
					maker: self.text(128),
				}
			}
			Kind::Report => {
				let is_filed = |model: &Model, code: &str| {
					let physical = model.physical.get(code);
					physical.is_some_and(|physical| physical.status.0 == PhysicalSealStatus::Filed)
				};
				let code = self.code(is_filed);
				let filed = self
					.model
					.physical
					.get(code)
					.map_or(Moment(0), |physical| physical.filed_at);
				SealCall::report_physical_seal {
					code: raw(code.as_bytes()),
					report: self.pick(&[PhysicalSealReport::Lost, PhysicalSealReport::Destroyed]),
					effective_at: self.effective(filed),
				}
			}
			Kind::Freeze => {
				let uscc = self.uscc(|model, uscc| model.enterprises.get(uscc).is_some_and(|e| e.is_registered()));
				SealCall::freeze {
					uscc: raw(uscc.as_bytes()),
					order: self.plain(8),
					until: self.freeze_end(),
				}
			}
			_ => self.unfreeze(),
		}
	}

	/// When an offer ends that is made now; or a wrong end.
	fn offer_end(&mut self) -> Moment {
		let now = self.model.now;
		match self.rng.gen_range(0..40) {
			0 => now,
			1 => now.saturating_sub(1),
			2 => now + LONGEST_OFFER,
			3 => now + LONGEST_OFFER + 1,
			4..=15 => now + self.rng.gen_range(1..DAY),
			_ => now + self.rng.gen_range(DAY..LONGEST_OFFER),
		}
	}

	/// From when on a name counts that is recorded now; or a wrong moment.
	fn name_from(&mut self) -> Option<Moment> {
		let now = self.model.now;
		match self.rng.gen_range(0..40) {
			0 => Some(now),
			1 => Some(now.saturating_sub(1)),
			2 => Some(now + FURTHEST_NAME),
			3 => Some(now + FURTHEST_NAME + 1),
			4..=12 => None,
			13..=25 => Some(now + self.rng.gen_range(1..2 * DAY)),
			_ => Some(now + self.rng.gen_range(DAY..40 * DAY)),
		}
	}

	/// By when the key must be replaced after such an offer; or a wrong moment.
	fn rotation(&mut self, until: Moment) -> Moment {
		let latest = self.model.now + LATEST_ROTATION;
		match self.rng.gen_range(0..40) {
			0 => until - 1,
			1 => latest,
			2 => latest + 1,
			3..=20 => until + self.rng.gen_range(0..2 * DAY),
			_ => Moment(self.rng.gen_range(until.0.min(latest.0)..=latest.0)),
		}
	}

	/// Mostly by whom it is offered to, with the moment that the offer names.
	pub(super) fn accept_ownership(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let uscc = self.uscc(is_offered);
		let offer = self
			.model
			.enterprises
			.get(uscc)
			.and_then(|enterprise| enterprise.offer.clone());
		let rotate_by = match &offer {
			Some(offer) if self.percent(95) => offer.rotate_by,
			_ => self.model.now + self.rng.gen_range(0..DAY),
		};
		let call = SealCall::accept_ownership {
			uscc: raw(uscc.as_bytes()),
			rotate_by,
		};
		(offer.map(|offer| offer.owner), call.into())
	}

	/// When a freeze ends that is placed now; or a wrong end.
	fn freeze_end(&mut self) -> Moment {
		let now = self.model.now;
		match self.rng.gen_range(0..40) {
			0 => now,
			1 => now.saturating_sub(1),
			2 => now + LONGEST_FREEZE,
			3 => now + LONGEST_FREEZE + 1,
			4 => now + 1,
			5..=20 => now + self.rng.gen_range(1..2 * DAY),
			_ => now + self.rng.gen_range(DAY..LONGEST_FREEZE),
		}
	}

	/// Mostly one that is in force, by its order.
	pub(super) fn unfreeze(&mut self) -> SealCall<crate::Runtime> {
		let model = self.model;
		let is_frozen = |model: &Model, uscc: &str| {
			let enterprise = model.enterprises.get(uscc);
			enterprise.is_some_and(|enterprise| enterprise.is_frozen(model.now))
		};
		let uscc = self.uscc(is_frozen);
		let freeze = model
			.enterprises
			.get(uscc)
			.and_then(|enterprise| enterprise.freeze.as_ref());
		let order = match freeze {
			Some(freeze) if self.percent(92) => freeze.order,
			_ => self.plain(9),
		};
		SealCall::unfreeze {
			uscc: raw(uscc.as_bytes()),
			order,
		}
	}
}
