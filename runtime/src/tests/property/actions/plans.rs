//! What a sequence begins with: calls that are made as they are said, so that what chance seldom finds comes about.

use super::{
	acts::DualCall,
	arguments::{code_of, raw, uscc_of, CODES, NAMES, USCCS},
	crowd, keys, people,
	seals::apply,
	uses::record_uses,
	Dice, Step, HOUR, MINUTE, YEAR,
};
use crate::{
	tests::{
		env::{digest, genesis_hash, DAY},
		model::{Caller, Model},
	},
	RuntimeCall,
};
use eseal_crypto::batch::batch;
use eseal_primitives::{CorrectionId, GrantId, PossessionClaim, Purpose, SealId, UsccCheck, UseStatement};
use pallet_agencies::{Call as AgenciesCall, Seat};
use pallet_e_seal::{Call as SealCall, Correction, PhysicalSealReport, RevocationReason, SealKind};
use pallet_usage_log::{Call as LogCall, Purposes};
use sp_core::H256;
use std::collections::BTreeSet;

/// What a sequence begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motif {
	/// Nothing special.
	Plain,
	/// A seat names more officers than it may have, and is vacated with all of them.
	ManyOfficers,
	/// An operator lends its grant more often than it may, and the owner gives more grants than an e-seal may have.
	ManyGrants,
	/// An owner lists as many documents as a call may.
	LongList,
	/// A seat's officers prepare more acts than may wait.
	ManyActs,
	/// An agency errs, proposes to correct that, withdraws it, proposes it again, and another one agrees.
	Mistake,
	/// An enterprise with an e-seal turns out to be registered under a wrong code, and then the right one to be wrong, too.
	WrongCode,
	/// A physical seal turns out to be filed under a wrong code, after its e-seal was revoked, which does not come back; and then the
	/// right one to be wrong, too, more often than may be. It was lost while the e-seal was active.
	WrongFile,
	/// An agency proposes more corrections than may wait.
	ManyCorrections,
}

impl Motif {
	/// The motif of a sequence, by its number.
	pub fn of(number: u64) -> Self {
		match number % 100 {
			10 => Self::ManyActs,
			30 => Self::ManyOfficers,
			60 => Self::ManyGrants,
			90 => Self::LongList,
			50 => Self::ManyCorrections,
			n if n % 8 == 1 => Self::WrongCode,
			n if n % 8 == 3 => Self::WrongFile,
			n if n % 2 == 1 => Self::Mistake,
			_ => Self::Plain,
		}
	}
}

/// The codes of an enterprise that is registered under a wrong one, and then another.
const RIGHT_IN_TURN: [&str; 3] = [USCCS[0], "91330100123456788G", USCCS[1]];

/// A call that is made as it is said.
pub(super) enum Plan {
	/// None: a block, a minute later.
	Wait,
	AddOfficer(Seat, usize),
	RemoveSeat,
	/// One of the seat's officers, by its place among them, prepares an act.
	Prepare(usize),
	Register,
	File,
	Apply,
	Approve,
	Grant(usize),
	/// The first operator lends its grant on.
	Lend(usize),
	/// The owner applies for a successor.
	Renew,
	/// The owner lets a lent grant carry over to that one, and not the lender's.
	CarryLent,
	List(u32),
	/// Two officers revoke the e-seal.
	Revoke,
	/// Two officers propose to reverse that.
	ProposeReversal,
	/// One officer withdraws the last correction that was proposed.
	WithdrawReversal,
	/// Two officers of the agency that erred propose to void the registration, which has this one of its codes by now.
	ProposeVoiding(usize),
	/// Two officers of the agency that erred propose to move the physical seal, which has this one of its codes by now, to the next one.
	ProposeMove(usize),
	/// Two officers report the physical seal lost, which has this one of its codes by now, as of the e-seal's first moments.
	ReportLoss(usize),
	/// Two officers of another agency agree to what was proposed last.
	AgreeToLast,
	/// The second officer confirms what was prepared last.
	ConfirmLast,
}

/// An act that is prepared for an hour.
pub(super) fn prepared(model: &Model, call: SealCall<crate::Runtime>) -> RuntimeCall {
	DualCall::prepare {
		call: Box::new(call.into()),
		until: model.now + HOUR,
	}
	.into()
}

/// The last correction that was proposed, and its digest.
fn last_correction(model: &Model) -> (CorrectionId, H256) {
	let proposed = model.corrections.last().expect("it was just proposed");
	(proposed.id, proposed.digest())
}

impl Dice<'_> {
	pub(super) fn planned(&mut self, plan: Plan) -> Step {
		let model = self.model;
		let owner = people()[0].clone();
		let officer = |seat| {
			let found = model.officers.iter().find(|(_, of)| **of == seat);
			found.expect("the genesis names one").0.clone()
		};
		let (account, call) = match plan {
			Plan::Wait => return Step::Block(MINUTE),
			Plan::AddOfficer(seat, n) => {
				let governor = self.governor(seat).expect("there is one");
				(governor, AgenciesCall::add_officer { officer: crowd(n) }.into())
			}
			Plan::Prepare(place) => {
				let uscc = raw(USCCS[0].as_bytes());
				let prepare = DualCall::prepare {
					call: Box::new(SealCall::restrict_enterprise { uscc }.into()),
					until: model.now + DAY,
				};
				let officers = model.officers_of(Seat::MarketSupervision);
				(officers[place].clone(), prepare.into())
			}
			Plan::RemoveSeat => {
				let seat = Seat::PublicSecurity;
				let call: RuntimeCall = AgenciesCall::remove_seat { seat }.into();
				return Step::Call(Caller::Root, Box::new(call));
			}
			Plan::Register => (
				officer(Seat::MarketSupervision),
				RuntimeCall::ESeal(SealCall::register_enterprise {
					uscc: raw(USCCS[0].as_bytes()),
					name: raw(NAMES[0].as_bytes()),
					owner,
					check: UsccCheck::Enforced,
				}),
			),
			Plan::File => (
				officer(Seat::PublicSecurity),
				RuntimeCall::ESeal(SealCall::file_physical_seal {
					code: raw(CODES[0].as_bytes()),
					uscc: raw(USCCS[0].as_bytes()),
					kind: SealKind::Official,
					imprint: digest(0),
					maker: raw(NAMES[0].as_bytes()),
				}),
			),
			Plan::Apply | Plan::Renew => {
				let n = usize::from(matches!(plan, Plan::Renew));
				let claim = PossessionClaim {
					uscc: uscc_of(USCCS[0]),
					code: code_of(CODES[0]),
					key: keys()[2 + n].key(),
					certificate: digest(n as u64),
					picture: digest(n as u64),
					valid_from: model.now,
					valid_until: model.now + YEAR,
				};
				let proof = keys()[2 + n].sign(&claim.bytes_to_sign(genesis_hash(), &owner));
				(owner, apply(USCCS[0], CODES[0], &claim, proof))
			}
			Plan::Approve => (
				officer(Seat::DataResources),
				SealCall::approve {
					application: SealId(0),
					digest: model.application_digest(SealId(0)).unwrap_or_default(),
				}
				.into(),
			),
			Plan::Grant(n) => {
				let grant = LogCall::grant {
					seal: SealId(0),
					operator: crowd(n),
					purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
					valid_until: model.now + 2 * DAY,
					quota: 3,
				};
				(owner, grant.into())
			}
			Plan::Lend(n) => {
				let lend = LogCall::lend {
					grant: GrantId(0),
					operator: crowd(1_000 + n),
					purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
					valid_until: model.now + DAY,
					quota: 1,
				};
				(crowd(0), lend.into())
			}
			Plan::CarryLent => {
				let grants = vec![GrantId(1)].try_into().expect("one grant");
				let successor = SealId(1);
				(owner, LogCall::carry_over { successor, grants }.into())
			}
			Plan::List(count) => {
				let documents: Vec<_> = (0..count).map(|n| digest(10_000 + u64::from(n))).collect();
				let statement = UseStatement {
					seal: SealId(0),
					grant: None,
					nonce: 0,
					documents: batch(&documents).expect("at least one document"),
					purpose: Purpose::Contract,
					signed_at: model.now,
				};
				let signature = keys()[2].sign(&statement.bytes_to_sign(genesis_hash(), &owner));
				(owner, record_uses(0, statement, documents, signature))
			}
			Plan::Revoke => {
				let revoke = SealCall::revoke {
					seal: SealId(0),
					digest: model.application_digest(SealId(0)).unwrap_or_default(),
					reason: RevocationReason::CourtOrder,
					effective_at: None,
				};
				(officer(Seat::DataResources), prepared(model, revoke))
			}
			Plan::ProposeReversal => {
				let entry = 2;
				let propose = SealCall::propose_correction {
					correction: Correction::ReverseRevocation {
						seal: SealId(0),
						entry,
						digest: model.entry_digest(SealId(0), entry).unwrap_or_default(),
					},
					decision: digest(77),
				};
				(officer(Seat::DataResources), prepared(model, propose))
			}
			Plan::WithdrawReversal => {
				let (id, digest) = last_correction(model);
				let withdraw = SealCall::withdraw_correction { id, digest };
				(officer(Seat::DataResources), withdraw.into())
			}
			Plan::ProposeVoiding(n) => {
				let propose = SealCall::propose_correction {
					correction: Correction::VoidRegistration {
						uscc: uscc_of(RIGHT_IN_TURN[n]),
						instead: uscc_of(RIGHT_IN_TURN[n + 1]),
						check: UsccCheck::Enforced,
						digest: model.registration_digest(RIGHT_IN_TURN[n]).unwrap_or_default(),
					},
					decision: digest(77),
				};
				(officer(Seat::MarketSupervision), prepared(model, propose))
			}
			Plan::ProposeMove(n) => {
				let propose = SealCall::propose_correction {
					correction: Correction::MovePhysicalSeal {
						code: code_of(CODES[n]),
						instead: code_of(CODES[n + 1]),
						uscc: uscc_of(USCCS[0]),
						digest: model.file_digest(CODES[n]).unwrap_or_default(),
					},
					decision: digest(77),
				};
				(officer(Seat::PublicSecurity), prepared(model, propose))
			}
			Plan::ReportLoss(n) => {
				let activated = model.seals.first().and_then(|seal| seal.activated_at);
				let report = SealCall::report_physical_seal {
					code: raw(CODES[n].as_bytes()),
					report: PhysicalSealReport::Lost,
					effective_at: activated.map_or(model.now, |at| at + 1),
				};
				(officer(Seat::PublicSecurity), prepared(model, report))
			}
			Plan::AgreeToLast => {
				let (id, digest) = last_correction(model);
				let erred = model.corrections.last().map(|proposed| proposed.by.seat);
				let seat = match erred {
					Some(Seat::PublicSecurity) => Seat::DataResources,
					_ => Seat::PublicSecurity,
				};
				let agree = SealCall::agree_correction { id, digest };
				(officer(seat), prepared(model, agree))
			}
			Plan::ConfirmLast => {
				let waiting = model.waiting.last().expect("it was just prepared");
				let others = model.officers_of(waiting.seat);
				let second = others.into_iter().find(|who| **who != waiting.maker);
				let confirm = DualCall::confirm {
					id: waiting.id,
					call: Box::new(waiting.call.clone()),
				};
				(second.expect("the genesis names two").clone(), confirm.into())
			}
		};
		Step::Call(Caller::Account(account), Box::new(call))
	}
}
