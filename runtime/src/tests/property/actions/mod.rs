//! What happens next: mostly what the actors would plausibly do as things stand, often with something wrong.

mod acts;
mod agencies;
mod arguments;
mod budgets;
mod corrections;
mod enterprises;
mod grants;
mod kind;
mod plans;
mod seals;
mod uses;

use super::sending::{pair_of, PEOPLE, STAFF};
use crate::{
	tests::{
		env::{account_of, pair, SealPair, DAY},
		model::{Caller, Model, MOST_CORRECTIONS, MOST_WRONG_CODES},
	},
	AccountId, MaxLent, RuntimeCall,
};
use eseal_primitives::{documents::MAX_LISTED, FlagId, GrantId, SealId};
use kind::Kind;
use pallet_agencies::Seat;
use pallet_e_seal::{Call as SealCall, RejectionReason};
use pallet_usage_log::{Call as LogCall, FlagOutcome, FlagReason};
pub use plans::Motif;
use plans::Plan;
use rand::{
	seq::{IteratorRandom, SliceRandom},
	Rng,
};
use rand_chacha::ChaCha8Rng;
use std::{collections::VecDeque, sync::OnceLock};

const SECOND: u64 = 1_000;

const MINUTE: u64 = 60 * SECOND;

const HOUR: u64 = 60 * MINUTE;

const YEAR: u64 = 365 * DAY;

/// Numbers of seal keys and certificates. No more e-seals come to be in a sequence: none has another's.
const KEYS: usize = 20;

fn keys() -> &'static [SealPair] {
	static KEYS_OF_SEALS: OnceLock<Vec<SealPair>> = OnceLock::new();
	KEYS_OF_SEALS.get_or_init(|| (0..KEYS).map(SealPair::numbered).collect())
}

/// Those who come to own, to operate, to serve as officers, or to hold no role at all.
fn people() -> &'static [AccountId] {
	static ACCOUNTS: OnceLock<Vec<AccountId>> = OnceLock::new();
	ACCOUNTS.get_or_init(|| (0..PEOPLE).map(|n| account_of(&pair(&format!("Person{n}")))).collect())
}

/// Those who come to govern a seat, to validate for one or to serve as officers.
fn staff() -> &'static [AccountId] {
	static ACCOUNTS: OnceLock<Vec<AccountId>> = OnceLock::new();
	ACCOUNTS.get_or_init(|| (0..STAFF).map(|n| account_of(&pair(&format!("Staff{n}")))).collect())
}

/// Too many to fit.
fn crowd(n: usize) -> AccountId {
	let mut bytes = [0xcc; 32];
	bytes[..8].copy_from_slice(&(n as u64).to_le_bytes());
	bytes.into()
}

/// What happens next.
pub enum Step {
	/// A call.
	Call(Caller, Box<RuntimeCall>),
	/// A call that an account sends as a signed extrinsic.
	Send(AccountId, Box<RuntimeCall>),
	/// The same extrinsic but for its number, sent again and again: so often at most.
	Burst(AccountId, Box<RuntimeCall>, u32),
	/// A call that an account signs while others wait before it, for the pool.
	Ahead(AccountId, Box<RuntimeCall>),
	/// A validator sets its session keys.
	Keys(AccountId),
	/// A block, so many milliseconds later.
	Block(u64),
}

/// What the actors do.
pub struct Actions {
	plans: VecDeque<Plan>,
}

impl Actions {
	/// A sequence that begins with a motif.
	pub fn new(motif: Motif) -> Self {
		let found = [Plan::Register, Plan::File, Plan::Apply, Plan::Approve];
		let plans = match motif {
			Motif::Plain => VecDeque::new(),
			Motif::ManyOfficers => (0..257)
				.map(|n| Plan::AddOfficer(Seat::PublicSecurity, n))
				.chain([Plan::RemoveSeat])
				.collect(),
			Motif::ManyGrants => found
				.into_iter()
				.chain([Plan::Grant(0)])
				.chain((0..=MaxLent::get() as usize).map(Plan::Lend))
				.chain((1..66).map(Plan::Grant))
				.chain([Plan::Renew, Plan::CarryLent])
				.collect(),
			// Seven more than the two of the genesis; each prepares one act more than it may.
			Motif::ManyActs => (0..7)
				.map(|n| Plan::AddOfficer(Seat::MarketSupervision, n))
				.chain((0..9 * 17).map(|n| Plan::Prepare(n / 17)))
				.collect(),
			Motif::LongList => found.into_iter().chain([Plan::List(MAX_LISTED)]).collect(),
			Motif::Mistake => found
				.into_iter()
				.chain([Plan::Revoke, Plan::ConfirmLast])
				.chain([Plan::ProposeReversal, Plan::ConfirmLast, Plan::WithdrawReversal])
				.chain([Plan::ProposeReversal, Plan::ConfirmLast])
				.chain([Plan::AgreeToLast, Plan::ConfirmLast])
				.collect(),
			Motif::WrongCode => found
				.into_iter()
				.chain([Plan::ProposeVoiding(0), Plan::ConfirmLast])
				.chain([Plan::AgreeToLast, Plan::ConfirmLast])
				.chain([Plan::ProposeVoiding(1), Plan::ConfirmLast])
				.chain([Plan::AgreeToLast, Plan::ConfirmLast])
				.collect(),
			Motif::WrongFile => found
				.into_iter()
				.chain([Plan::Wait, Plan::Revoke, Plan::ConfirmLast])
				.chain([Plan::ProposeMove(0), Plan::ConfirmLast])
				.chain([Plan::AgreeToLast, Plan::ConfirmLast])
				.chain([Plan::ProposeReversal, Plan::ConfirmLast])
				.chain((1..MOST_WRONG_CODES).flat_map(|n| {
					let propose = [Plan::ProposeMove(n), Plan::ConfirmLast];
					propose.into_iter().chain([Plan::AgreeToLast, Plan::ConfirmLast])
				}))
				.chain([Plan::ProposeMove(MOST_WRONG_CODES), Plan::ConfirmLast])
				.chain([Plan::ReportLoss(MOST_WRONG_CODES), Plan::ConfirmLast])
				.collect(),
			Motif::ManyCorrections => found
				.into_iter()
				.chain([Plan::Revoke, Plan::ConfirmLast])
				.chain((0..=MOST_CORRECTIONS).flat_map(|_| [Plan::ProposeReversal, Plan::ConfirmLast]))
				.collect(),
		};
		Self { plans }
	}

	/// Whether the motif goes on.
	pub fn has_plans(&self) -> bool {
		!self.plans.is_empty()
	}

	/// What happens next.
	pub fn next(&mut self, rng: &mut ChaCha8Rng, model: &Model) -> Step {
		let mut dice = Dice { rng, model };
		if let Some(plan) = self.plans.pop_front() {
			return dice.planned(plan);
		}
		if dice.percent(25) {
			return Step::Block(dice.time());
		}
		if dice.percent(5) {
			return Step::Keys(dice.sets_keys());
		}
		if dice.percent(5) {
			return dice.about_budgets();
		}
		if model.governors.len() == 2 && dice.percent(30) {
			// One seat fewer would be too few.
			let (_, call) = dice.call(Kind::RemoveSeat);
			return Step::Call(Caller::Root, Box::new(call));
		}
		let begun = model.seals.iter().any(|seal| seal.activated_at.is_some());
		let kind = if dice.percent(if begun { 40 } else { 85 }) {
			dice.useful()
		} else {
			None
		};
		let kind = kind.unwrap_or_else(|| dice.kind());
		let (plausible, call) = dice.call(kind);
		let (plausible, call) = dice.prepared(plausible, call);
		dice.made(plausible, call)
	}
}

/// Chance, and the state of things.
struct Dice<'a> {
	rng: &'a mut ChaCha8Rng,
	model: &'a Model,
}

impl Dice<'_> {
	fn percent(&mut self, chance: u32) -> bool {
		self.rng.gen_ratio(chance, 100)
	}

	fn pick<T: Clone>(&mut self, from: &[T]) -> T {
		from.choose(self.rng).expect("there is one").clone()
	}

	/// One of those that fit, if any do and chance will have it; else any.
	fn prefer<T: Clone>(&mut self, all: &[T], fits: impl Fn(&T) -> bool) -> Option<T> {
		let fitting: Vec<_> = all.iter().filter(|item| fits(item)).collect();
		if !fitting.is_empty() && self.percent(88) {
			return fitting.choose(self.rng).map(|item| (*item).clone());
		}
		all.choose(self.rng).cloned()
	}

	/// How long until the next block. Often until the very moment at which something begins or ends, or just before it.
	fn time(&mut self) -> u64 {
		let now = self.model.now;
		let deadlines = self
			.model
			.grants
			.iter()
			.filter(|grant| grant.is_open())
			.map(|grant| grant.valid_until)
			.chain(
				self.model
					.seals
					.iter()
					.flat_map(|seal| [seal.form.valid_from, seal.form.valid_until]),
			)
			.chain(self.model.waiting.iter().map(|waiting| waiting.until))
			.chain(self.model.corrections.iter().map(|proposed| proposed.until()))
			.chain(
				self.model
					.enterprises
					.values()
					.filter_map(|enterprise| Some(enterprise.freeze.as_ref()?.until)),
			)
			.chain(
				self.model
					.enterprises
					.values()
					.filter_map(|enterprise| Some(enterprise.offer.as_ref()?.until)),
			)
			.chain(
				self.model
					.seals
					.iter()
					.flat_map(|seal| seal.holds.iter().filter_map(|span| span.begins)),
			)
			.chain(
				self.model
					.enterprises
					.keys()
					.filter_map(|uscc| Some(self.model.renamed_ahead(uscc)?.from)),
			)
			.filter(|moment| (now + MINUTE..now + 31 * DAY).contains(moment));
		if let Some(deadline) = deadlines.choose(self.rng) {
			if self.percent(15) {
				return (deadline - now.0 - self.rng.gen_range(0..2)).0;
			}
		}
		match self.rng.gen_range(0..100) {
			0..=54 => 2 * SECOND,
			55..=74 => self.rng.gen_range(2 * SECOND..20 * MINUTE),
			75..=86 => self.rng.gen_range(HOUR..DAY),
			87..=96 => self.rng.gen_range(DAY..4 * DAY),
			97..=98 => self.rng.gen_range(20 * DAY..YEAR),
			_ => self.rng.gen_range(YEAR..6 * YEAR),
		}
	}

	fn anyone(&mut self) -> AccountId {
		let model = self.model;
		let agencies = model
			.governors
			.keys()
			.chain(model.officers.keys())
			.chain(model.validators.keys());
		let others = people().iter();
		if self.percent(70) {
			others.choose(self.rng).expect("there are people").clone()
		} else {
			agencies.choose(self.rng).expect("there are agencies").clone()
		}
	}

	/// One who is free to take a duty; or anyone, who may have one already or own and operate as well.
	fn candidate(&mut self) -> AccountId {
		let model = self.model;
		let free = staff().iter().filter(|who| !model.has_duty(who));
		match free.choose(self.rng) {
			Some(who) if self.percent(75) => who.clone(),
			_ => self.anyone(),
		}
	}

	fn caller(&mut self, plausible: Option<Caller>) -> Caller {
		match plausible {
			Some(caller) if self.percent(90) => caller,
			_ => match self.rng.gen_range(0..12) {
				0 => Caller::Root,
				1 => Caller::None,
				2 => self.motion(),
				_ => Caller::Account(self.anyone()),
			},
		}
	}

	/// The outcome of a motion: often with more than half of the seats in favour, or with one too few.
	fn motion(&mut self) -> Caller {
		let of = self.model.governors.len() as u32;
		let enough = of / 2 + 1;
		let yes = if self.percent(80) {
			self.rng.gen_range(enough..=of)
		} else {
			self.rng.gen_range(0..enough)
		};
		Caller::Motion { yes, of }
	}

	/// Mostly a validator without session keys; or any, which may have just set its own.
	fn sets_keys(&mut self) -> AccountId {
		let model = self.model;
		let all: Vec<_> = model.validators.keys().cloned().collect();
		self.prefer(&all, |who| !model.keyed.contains(who))
			.expect("there are validators")
	}

	fn officer(&mut self, seat: Seat) -> Option<AccountId> {
		let of_seat = self.model.officers.iter().filter(|(_, of)| **of == seat);
		of_seat.map(|(who, _)| who.clone()).choose(self.rng)
	}

	fn governor(&mut self, seat: Seat) -> Option<AccountId> {
		self.model.governor(seat).cloned()
	}

	/// A seat that has officers.
	fn seat_with_officers(&mut self) -> Seat {
		let model = self.model;
		self.prefer_seat(|seat| !model.officers_of(seat).is_empty())
	}

	fn owner_of_seal(&mut self, seal: u64) -> Option<AccountId> {
		self.model
			.find_seal(SealId(seal))
			.map(|id| self.model.owner_of(id).clone())
	}

	fn owner_of_enterprise(&mut self, uscc: &str) -> Option<AccountId> {
		self.model
			.enterprises
			.get(uscc)
			.map(|enterprise| enterprise.owner.clone())
	}

	/// A call by whom it may be, mostly as it is and sometimes as an extrinsic.
	fn made(&mut self, plausible: Option<Caller>, call: RuntimeCall) -> Step {
		match self.caller(plausible) {
			Caller::Account(from) if pair_of(&from).is_some() && self.percent(15) => Step::Send(from, Box::new(call)),
			caller => Step::Call(caller, Box::new(call)),
		}
	}

	/// A call, and who would plausibly make it.
	fn call(&mut self, kind: Kind) -> (Option<Caller>, RuntimeCall) {
		match kind {
			Kind::DispatchAsRoot => {
				let call = self.dispatch_as_root();
				(Some(self.motion()), call.into())
			}
			Kind::AddSeat | Kind::RemoveSeat | Kind::ReplaceSeatAccount => {
				let call = self.seats(kind);
				(Some(Caller::Root), call.into())
			}
			Kind::AllowKeyChange | Kind::AllowRegistrations => {
				let call = self.allowance(kind);
				(Some(Caller::Root), call.into())
			}
			Kind::SetRetention => {
				let retention = self.retention();
				(Some(Caller::Root), LogCall::set_retention { retention }.into())
			}
			Kind::Unfreeze if self.percent(30) => (Some(Caller::Root), self.unfreeze().into()),
			_ => {
				let (account, call) = self.call_of_account(kind);
				(account.map(Caller::Account), call)
			}
		}
	}

	fn call_of_account(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		match kind {
			Kind::AddOfficer | Kind::RemoveOfficer => self.officers(kind),
			Kind::RegisterValidator | Kind::ReplaceValidator | Kind::RetireValidator => self.validators(kind),
			Kind::DispatchAsRoot
			| Kind::AddSeat
			| Kind::RemoveSeat
			| Kind::ReplaceSeatAccount
			| Kind::AllowKeyChange
			| Kind::AllowRegistrations
			| Kind::SetRetention => {
				unreachable!("no account makes this call")
			}
			Kind::Register
			| Kind::Rename
			| Kind::Restrict
			| Kind::LiftRestriction
			| Kind::Deregister
			| Kind::OfferOwnership
			| Kind::WithdrawOffer
			| Kind::RecordSuccessor
			| Kind::WithdrawRename
			| Kind::NameLiquidator => {
				let call = self.enterprise(kind);
				(self.officer(Seat::MarketSupervision), call.into())
			}
			Kind::File | Kind::Report | Kind::Freeze | Kind::Unfreeze => {
				let call = self.public_security(kind);
				(self.officer(Seat::PublicSecurity), call.into())
			}
			Kind::AcceptOwnership => self.accept_ownership(),
			Kind::Apply => self.apply(),
			Kind::Withdraw => {
				let application = self.pending();
				(
					self.owner_of_seal(application),
					SealCall::withdraw {
						application: SealId(application),
					}
					.into(),
				)
			}
			Kind::Suspend | Kind::Resume | Kind::Revoke => self.owner_or_platform(kind),
			Kind::ProposeCorrection => self.propose_correction(),
			Kind::AgreeCorrection | Kind::WithdrawCorrection => self.about_correction(kind),
			Kind::Approve => {
				let application = self.pending();
				(
					self.officer(Seat::DataResources),
					SealCall::approve {
						application: SealId(application),
						digest: self.decided(application),
					}
					.into(),
				)
			}
			Kind::Reject => {
				let application = self.pending();
				let reason = self.pick(&[
					RejectionReason::EnterpriseDeregistered,
					RejectionReason::DocumentsIncomplete,
					RejectionReason::ImprintMismatch,
					RejectionReason::CertificateInvalid,
					RejectionReason::IdentityNotProven,
					RejectionReason::Other,
				]);
				(
					self.officer(Seat::DataResources),
					SealCall::reject {
						application: SealId(application),
						digest: self.decided(application),
						reason,
					}
					.into(),
				)
			}
			Kind::Prepare => self.prepare(),
			Kind::Confirm | Kind::TurnDown | Kind::WithdrawAct => self.about_waiting(kind),
			Kind::SetPolicy => self.policy(),
			Kind::Grant => self.grant(),
			Kind::RevokeGrant => {
				let model = self.model;
				let all: Vec<_> = (0..=model.grants.len()).collect();
				let is_open = |id: &usize| model.grants.get(*id).is_some_and(|grant| grant.is_open());
				let grant = self.prefer(&all, is_open).unwrap_or_default();
				let owner = model.grants.get(grant).map(|grant| model.owner_of(grant.seal).clone());
				// Sometimes who lent it, or would like to have.
				let lender = model.grants.get(grant).and_then(|grant| grant.lender);
				let owner = match lender {
					Some(lender) if self.percent(40) => Some(model.grants[lender].operator.clone()),
					_ => owner,
				};
				let grant = grant as u64;
				(owner, LogCall::revoke_grant { grant: GrantId(grant) }.into())
			}
			Kind::CarryOver => self.carry_over(),
			Kind::RaiseQuota => {
				let model = self.model;
				let all: Vec<_> = (0..=model.grants.len()).collect();
				let is_open = |id: &usize| model.grants.get(*id).is_some_and(|grant| grant.is_open());
				let number = self.prefer(&all, is_open).unwrap_or_default();
				let grant = model.grants.get(number);
				let owner = grant.map(|grant| model.owner_of(grant.seal).clone());
				let quota = grant.map_or(1, |grant| grant.quota);
				let quota = match self.rng.gen_range(0..10) {
					0 => quota,
					1 => quota.saturating_sub(1),
					_ => quota.saturating_add(self.rng.gen_range(1..5)),
				};
				let grant = GrantId(number as u64);
				(owner, LogCall::raise_quota { grant, quota }.into())
			}
			Kind::Lend => self.lend(),
			Kind::RecordUse => self.record_use(),
			Kind::RecordUses => self.record_uses(),
			Kind::AnchorBatch => self.anchor_batch(),
			Kind::RecordForMany => self.record_for_many(),
			Kind::FlagUse => {
				let seal = self.seal(|model, id| !model.seals[id].records.is_empty());
				let (index, record) = self.use_of(seal);
				let note = if self.percent(50) { Some(self.plain(99)) } else { None };
				let reason = self.pick(&[FlagReason::Unauthorised, FlagReason::Disputed, FlagReason::Other]);
				let right = self.model.use_digest(SealId(seal), record);
				let call = LogCall::flag_use {
					seal: SealId(seal),
					index,
					record,
					digest: self.digest(right),
					reason,
					note,
				};
				let seat = self.seat_with_officers();
				(self.officer(seat), call.into())
			}
			Kind::CloseFlag => {
				let model = self.model;
				let all: Vec<_> = (0..=model.flags.len()).collect();
				let is_open = |id: &usize| model.flags.get(*id).is_some_and(|flag| flag.closed.is_none());
				let flag = self.prefer(&all, is_open).unwrap_or_default();
				let outcome = self.pick(&[FlagOutcome::Unfounded, FlagOutcome::Confirmed, FlagOutcome::Referred]);
				let seat = match model.flags.get(flag) {
					Some(flag) if self.percent(85) => flag.by.seat,
					_ => self.seat_with_officers(),
				};
				let flag = FlagId(flag as u64);
				(
					self.officer(seat),
					LogCall::close_flag {
						flag,
						digest: self.digest(model.flag_digest(flag)),
						outcome,
					}
					.into(),
				)
			}
		}
	}
}
