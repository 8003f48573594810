//! What happens next: mostly what the actors would plausibly do as things stand, often with something wrong.

use super::sending::{pair_of, PEOPLE, STAFF};
use crate::{
	tests::{
		env::{account_of, digest, genesis_hash, pair, SealPair, DAY},
		model::{
			act_of, erred, holders, is_for_good, is_of, Caller, Model, LATEST_ROTATION, LONGEST_CALL, LONGEST_FREEZE,
			LONGEST_OFFER, LONGEST_REMARK, LONGEST_WAIT, MOST_CORRECTIONS, MOST_VALIDATORS, MOST_WIDENED, TABLE,
		},
	},
	AccountId, MaxClockAhead, MaxValidity, MinRetention, RuntimeCall, StatementLifetime,
};
use codec::Encode;
use eseal_crypto::batch::batch;
use eseal_primitives::{
	act::Needed,
	documents::{MAX_ANCHORED, MAX_LISTED},
	statement::MAX_MANY,
	Act, ActId, CorrectionId, DocumentDigest, Documents, FlagId, GrantId, Moment, PossessionClaim, Purpose, RawText,
	SealCode, SealId, SealSignature, SignedUse, Uscc, UsccCheck, UseStatement,
};
use pallet_admission::{Budget, Call as AdmissionCall, Limit};
use pallet_agencies::{Call as AgenciesCall, Seat};
use pallet_e_seal::{
	Call as SealCall, Correction, EnterpriseStatus, Hold, PhysicalSealReport, PhysicalSealStatus, RejectionReason,
	RevocationReason, SealKind, SealStatus,
};
use pallet_usage_log::{Call as LogCall, FlagOutcome, FlagReason, Purposes};
use rand::{
	seq::{IteratorRandom, SliceRandom},
	Rng,
};
use rand_chacha::ChaCha8Rng;
use sp_core::H256;
use std::{
	collections::{BTreeMap, BTreeSet, VecDeque},
	sync::OnceLock,
};

type DualCall = pallet_dual_control::Call<crate::Runtime>;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const YEAR: u64 = 365 * DAY;

/// Codes of enterprises. The last was issued with a wrong check character.
const USCCS: [&str; 4] = [
	"91330100799655058B",
	"91440300708461136T",
	"91110000802100433B",
	"91350628M0000K0H44",
];

/// Codes that hardly anybody has: too short, too long, a small letter, an excluded letter, a wrong check character, nothing, a
/// right one, a short one with an excluded letter, and, with right check characters, a department, a class and a region that
/// are none.
const WRONG_USCCS: [&str; 11] = [
	"91330100799655058",
	"91330100799655058B0",
	"91330100799655058b",
	"9133010079965505IB",
	"91330100799655059B",
	"",
	"91330100123456788G",
	"9133010079965505O",
	"B13301007996550589",
	"943301007996550582",
	"913301A07996550586",
];

const CODES: [&str; 16] = [
	"3300000000001",
	"3300000000002",
	"3300000000003",
	"3300000000004",
	"3300000000005",
	"3300000000006",
	"3300000000007",
	"3300000000008",
	"4400000000001",
	"4400000000002",
	"4400000000003",
	"4400000000004",
	"4400000000005",
	"4400000000006",
	"4400000000007",
	"4400000000008",
];

const WRONG_CODES: [&str; 5] = ["330100000001", "33010000000001", "33010000000A1", "３30100001234", ""];

const NAMES: [&str; 4] = [
	"杭州某某有限公司",
	"深圳某某科技有限公司",
	"Beijing Something Co., Ltd.",
	"新名称",
];

/// Numbers of seal keys and certificates. No more e-seals come to be in a sequence: none has another's.
const KEYS: usize = 20;

/// Documents that are sealed.
const DOCUMENTS: u64 = 5;

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

/// What a sequence begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motif {
	/// Nothing special.
	Plain,
	/// A seat names more officers than it may have, and is vacated with all of them.
	ManyOfficers,
	/// An owner gives more grants than an e-seal may have.
	ManyGrants,
	/// An owner lists as many documents as a call may.
	LongList,
	/// A seat's officers prepare more acts than may wait.
	ManyActs,
	/// An agency errs, proposes to correct that, withdraws it, proposes it again, and another one agrees.
	Mistake,
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
			n if n % 2 == 1 => Self::Mistake,
			_ => Self::Plain,
		}
	}
}

/// A call that is made as it is said.
enum Plan {
	AddOfficer(Seat, usize),
	RemoveSeat,
	/// One of the seat's officers, by its place among them, prepares an act.
	Prepare(usize),
	Register,
	File,
	Apply,
	Approve,
	Grant(usize),
	List(u32),
	/// Two officers revoke the e-seal.
	Revoke,
	/// Two officers propose to reverse that.
	ProposeReversal,
	/// One officer withdraws the last correction that was proposed.
	WithdrawReversal,
	/// Two officers of another agency agree to it.
	AgreeToReversal,
	/// The second officer confirms what was prepared last.
	ConfirmLast,
}

/// What the actors do.
pub struct Actions {
	plans: VecDeque<Plan>,
}

/// The calls.
#[derive(Debug, Clone, Copy)]
enum Kind {
	AddOfficer,
	RemoveOfficer,
	DispatchAsRoot,
	AddSeat,
	RemoveSeat,
	ReplaceSeatAccount,
	RegisterValidator,
	ReplaceValidator,
	RetireValidator,
	AllowKeyChange,
	AllowRegistrations,
	Register,
	Rename,
	Restrict,
	LiftRestriction,
	Deregister,
	OfferOwnership,
	AcceptOwnership,
	WithdrawOffer,
	RecordSuccessor,
	File,
	Report,
	Freeze,
	Unfreeze,
	Apply,
	Withdraw,
	Suspend,
	Resume,
	Approve,
	Reject,
	Revoke,
	ProposeCorrection,
	AgreeCorrection,
	WithdrawCorrection,
	Grant,
	RevokeGrant,
	CarryOver,
	RaiseQuota,
	RecordUse,
	RecordUses,
	AnchorBatch,
	RecordForMany,
	FlagUse,
	CloseFlag,
	SetRetention,
	Prepare,
	Confirm,
	TurnDown,
	WithdrawAct,
	SetPolicy,
}

/// How often each call is tried of itself.
const KINDS: [(Kind, u32); 50] = [
	(Kind::AddOfficer, 3),
	(Kind::RemoveOfficer, 2),
	(Kind::DispatchAsRoot, 4),
	(Kind::AddSeat, 2),
	(Kind::RemoveSeat, 2),
	(Kind::ReplaceSeatAccount, 2),
	(Kind::RegisterValidator, 5),
	(Kind::ReplaceValidator, 2),
	(Kind::RetireValidator, 3),
	(Kind::AllowKeyChange, 3),
	(Kind::AllowRegistrations, 2),
	(Kind::Register, 4),
	(Kind::Rename, 2),
	(Kind::Restrict, 3),
	(Kind::LiftRestriction, 3),
	(Kind::Deregister, 2),
	(Kind::OfferOwnership, 3),
	(Kind::AcceptOwnership, 4),
	(Kind::WithdrawOffer, 3),
	(Kind::RecordSuccessor, 4),
	(Kind::File, 4),
	(Kind::Report, 2),
	(Kind::Freeze, 3),
	(Kind::Unfreeze, 3),
	(Kind::Apply, 6),
	(Kind::Withdraw, 3),
	(Kind::Suspend, 4),
	(Kind::Resume, 4),
	(Kind::Approve, 5),
	(Kind::Reject, 3),
	(Kind::Revoke, 2),
	(Kind::ProposeCorrection, 3),
	(Kind::AgreeCorrection, 3),
	(Kind::WithdrawCorrection, 2),
	(Kind::Grant, 9),
	(Kind::RevokeGrant, 3),
	(Kind::CarryOver, 4),
	(Kind::RaiseQuota, 3),
	(Kind::RecordUse, 10),
	(Kind::RecordUses, 6),
	(Kind::AnchorBatch, 4),
	(Kind::RecordForMany, 4),
	(Kind::FlagUse, 4),
	(Kind::CloseFlag, 4),
	(Kind::SetRetention, 2),
	(Kind::Prepare, 4),
	(Kind::Confirm, 5),
	(Kind::TurnDown, 3),
	(Kind::WithdrawAct, 3),
	(Kind::SetPolicy, 3),
];

/// The calls that officers make for their agencies.
const OF_OFFICERS: [Kind; 22] = [
	Kind::Register,
	Kind::Rename,
	Kind::Restrict,
	Kind::LiftRestriction,
	Kind::Deregister,
	Kind::OfferOwnership,
	Kind::WithdrawOffer,
	Kind::RecordSuccessor,
	Kind::File,
	Kind::Report,
	Kind::Freeze,
	Kind::Unfreeze,
	Kind::Suspend,
	Kind::Resume,
	Kind::Approve,
	Kind::Reject,
	Kind::Revoke,
	Kind::ProposeCorrection,
	Kind::AgreeCorrection,
	Kind::WithdrawCorrection,
	Kind::FlagUse,
	Kind::CloseFlag,
];

impl Kind {
	/// Whether an account may be able to make the call, and not a motion alone.
	fn is_for_accounts(self) -> bool {
		!matches!(
			self,
			Self::DispatchAsRoot
				| Self::AddSeat
				| Self::RemoveSeat
				| Self::ReplaceSeatAccount
				| Self::AllowKeyChange
				| Self::AllowRegistrations
				| Self::SetRetention
		)
	}
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
			Motif::ManyGrants => found.into_iter().chain((0..66).map(Plan::Grant)).collect(),
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
				.chain([Plan::AgreeToReversal, Plan::ConfirmLast])
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
			let (caller, call) = dice.planned(plan);
			return Step::Call(caller, Box::new(call));
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

fn raw(bytes: &[u8]) -> RawText {
	RawText::try_from(bytes).expect("a raw text may be longer than this")
}

/// An act that is prepared for an hour.
fn prepared(model: &Model, call: SealCall<crate::Runtime>) -> RuntimeCall {
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
	// --- Chance ---

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

	/// One of the calls, as often as it is tried of itself.
	fn kind(&mut self) -> Kind {
		KINDS
			.choose_weighted(self.rng, |(_, weight)| *weight)
			.expect("the weights are right")
			.0
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

	// --- Actors ---

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

	// --- Budgets ---

	/// What uses budgets up, and what changes them.
	fn about_budgets(&mut self) -> Step {
		match self.rng.gen_range(0..100) {
			0..=39 => {
				let (from, call) = self.repeated();
				Step::Burst(from, Box::new(call), self.rng.gen_range(2..60))
			}
			40..=59 => {
				let (from, call) = self.repeated();
				Step::Ahead(from, Box::new(call))
			}
			60..=79 => {
				let call = self.widen_budget().into();
				let seat = self.seat_with_officers();
				let officer = self.officer(seat);
				self.made(officer.map(Caller::Account), call)
			}
			_ => {
				let call: RuntimeCall = self.set_budgets().into();
				if self.percent(40) {
					let motion = self.motion();
					let call = AgenciesCall::<crate::Runtime>::dispatch_as_root { call: Box::new(call) };
					return Step::Call(motion, Box::new(call.into()));
				}
				self.made(Some(Caller::Root), call)
			}
		}
	}

	/// An account that has a key: mostly one with the budget of an enterprise, which is the smallest.
	fn sender(&mut self) -> AccountId {
		let model = self.model;
		let all: Vec<_> = model
			.accounts
			.keys()
			.filter(|who| pair_of(who).is_some())
			.cloned()
			.collect();
		self.prefer(&all, |who| model.is_at_enterprise(who))
			.expect("the agencies' accounts are there")
	}

	/// A call that an account could send without end: a remark, or anything else.
	fn repeated(&mut self) -> (AccountId, RuntimeCall) {
		let from = self.sender();
		if self.percent(60) {
			let length = match self.rng.gen_range(0..100) {
				0..=5 => LONGEST_REMARK + 1,
				6..=55 => LONGEST_REMARK,
				_ => self.rng.gen_range(0..LONGEST_REMARK),
			};
			let remark = vec![7; length];
			return (from, frame_system::Call::remark { remark }.into());
		}
		let kind = self.kind();
		if !kind.is_for_accounts() {
			return (from, frame_system::Call::remark { remark: vec![] }.into());
		}
		let (plausible, call) = self.call_of_account(kind);
		let from = plausible.filter(|who| pair_of(who).is_some()).unwrap_or(from);
		(from, call)
	}

	fn widen_budget(&mut self) -> AdmissionCall<crate::Runtime> {
		let model = self.model;
		let all: Vec<_> = model.accounts.keys().cloned().collect();
		let account = match self.prefer(&all, |who| model.is_at_enterprise(who)) {
			Some(account) if self.percent(95) => account,
			_ => self.anyone(),
		};
		let factor = match self.rng.gen_range(0..20) {
			0 => 0,
			1 => MOST_WIDENED + 1,
			2 => u8::MAX,
			3 => MOST_WIDENED,
			4..=7 => 1,
			_ => self.rng.gen_range(2..10),
		};
		AdmissionCall::widen_budget { account, factor }
	}

	/// The table; or budgets that are soon used up, or never, or of which one is too small to govern.
	fn set_budgets(&mut self) -> AdmissionCall<crate::Runtime> {
		let mut budgets = TABLE;
		match self.rng.gen_range(0..10) {
			0..=3 => {}
			4..=7 => {
				budgets.officer = self.small_budget();
				budgets.owner = self.small_budget();
				budgets.operator = self.small_budget();
			}
			8 => {
				budgets.owner = huge_budget();
				budgets.operator = huge_budget();
				budgets.governor.bytes.burst += 1;
			}
			_ => {
				let least = &mut budgets.governor;
				match self.rng.gen_range(0..4) {
					0 => least.weight.burst -= 1,
					1 => least.weight.per_block -= 1,
					2 => least.bytes.burst -= 1,
					_ => least.bytes.per_block -= 1,
				}
			}
		}
		AdmissionCall::set_budgets { budgets }
	}

	/// A few extrinsics, or less than one.
	fn small_budget(&mut self) -> Budget {
		let mut limit = |most: u64| Limit {
			burst: self.rng.gen_range(0..most),
			per_block: self.rng.gen_range(0..most / 4),
		};
		Budget {
			weight: limit(8_000_000_000),
			bytes: limit(6_000),
		}
	}

	// --- Arguments ---

	fn prefer_seat(&mut self, fits: impl Fn(Seat) -> bool) -> Seat {
		self.prefer(&Seat::ALL, |seat| fits(*seat)).expect("there are seats")
	}

	fn uscc(&mut self, fits: impl Fn(&Model, &str) -> bool) -> &'static str {
		if self.percent(4) {
			return self.pick(&WRONG_USCCS);
		}
		let model = self.model;
		self.prefer(&USCCS, |uscc| fits(model, uscc)).expect("there is one")
	}

	fn code(&mut self, fits: impl Fn(&Model, &str) -> bool) -> &'static str {
		if self.percent(4) {
			return self.pick(&WRONG_CODES);
		}
		let model = self.model;
		self.prefer(&CODES, |code| fits(model, code)).expect("there is one")
	}

	fn text(&mut self, longest: usize) -> RawText {
		match self.rng.gen_range(0..100) {
			0..=1 => raw(b""),
			2 => raw(" \u{3000}".as_bytes()),
			3 => raw(&vec![b'x'; longest + 1]),
			4 => raw(&vec![b'x'; longest]),
			5 => raw(self.pick(&[" 杭州", "杭州 ", "杭  州"]).as_bytes()),
			6 => raw(self
				.pick(&["杭州\u{e000}", "杭\u{2800}州", "\u{3164}", "杭\u{fe00}州", "杭\u{a0}州"])
				.as_bytes()),
			7 => raw(self.pick(&["Cafe\u{301}", "新\u{f92c}州"]).as_bytes()),
			_ => raw(self.pick(&NAMES).as_bytes()),
		}
	}

	fn plain(&mut self, n: u64) -> DocumentDigest {
		let hash = H256::from_low_u64_be(n);
		match self.rng.gen_range(0..40) {
			0 => DocumentDigest::Commitment(hash),
			1 => DocumentDigest::CommitmentSm3(hash),
			2..=4 => DocumentDigest::Sm3(hash),
			5..=8 => DocumentDigest::Blake2b256(hash),
			_ => DocumentDigest::Sha256(hash),
		}
	}

	/// What a certificate or a picture is named by; or seldom, by what it must not.
	fn picture(&mut self, n: u64) -> DocumentDigest {
		if self.percent(3) {
			self.plain(n)
		} else {
			DocumentDigest::Sha256(H256::from_low_u64_be(n))
		}
	}

	fn seal(&mut self, fits: impl Fn(&Model, usize) -> bool) -> u64 {
		let model = self.model;
		if self.percent(2) {
			return model.seals.len() as u64;
		}
		let all: Vec<_> = (0..model.seals.len()).collect();
		self.prefer(&all, |id| fits(model, *id)).unwrap_or_default() as u64
	}

	fn active(&mut self) -> u64 {
		self.seal(|model, id| model.is_in_force(id))
	}

	fn pending(&mut self) -> u64 {
		self.seal(|model, id| model.seals[id].status == SealStatus::Applied)
	}

	/// A moment from which something counts, on or after `earliest` and not in the future; or a wrong one.
	fn effective(&mut self, earliest: Moment) -> Moment {
		let now = self.model.now;
		match self.rng.gen_range(0..20) {
			0 => now + 1,
			1 => earliest.saturating_sub(1),
			2 => earliest,
			3..=8 => Moment(self.rng.gen_range(earliest.min(now).0..=now.0)),
			_ => now,
		}
	}

	// --- Calls ---

	/// What would bring things forward.
	fn useful(&mut self) -> Option<Kind> {
		let model = self.model;
		let mut kinds = Vec::new();
		for seat in Seat::AGENCIES {
			if model.governor(seat).is_none() {
				kinds.extend([Kind::AddSeat; 8]);
			} else if model.officers_of(seat).len() < 2 {
				kinds.extend([Kind::AddOfficer; 6]);
			}
		}
		if model.governor(Seat::Witness).is_none() {
			kinds.push(Kind::AddSeat);
		}
		if model.waiting.iter().any(|waiting| model.is_open(waiting)) {
			kinds.extend([Kind::Confirm; 3]);
		}
		let waits = |act| {
			model
				.waiting
				.iter()
				.any(|waiting| waiting.act == act && model.is_open(waiting))
		};
		let correctable =
			!model.reversible().is_empty() || !model.unreportable().is_empty() || !model.restorable().is_empty();
		if model.corrections.iter().any(|proposed| proposed.is_open(model.now)) {
			if !waits(Act::AgreeCorrection) {
				kinds.push(Kind::AgreeCorrection);
			}
		} else if correctable && !waits(Act::ProposeCorrection) {
			kinds.push(Kind::ProposeCorrection);
		}
		if model.enterprises.len() < 2 {
			kinds.push(Kind::Register);
		}
		for (uscc, enterprise) in &model.enterprises {
			match enterprise.status {
				EnterpriseStatus::Deregistered => continue,
				EnterpriseStatus::Restricted => {
					kinds.push(Kind::LiftRestriction);
					continue;
				}
				EnterpriseStatus::Active => {}
			}
			if enterprise.is_frozen(model.now) {
				kinds.push(Kind::Unfreeze);
				continue;
			}
			if enterprise.offer.as_ref().is_some_and(|offer| model.now < offer.until) {
				kinds.push(Kind::AcceptOwnership);
			}
			let can_pair = model.physical.values().any(|physical| {
				physical.uscc == *uscc
					&& physical.kind == SealKind::Official
					&& physical.status.0 == PhysicalSealStatus::Filed
			});
			let live = model.live(uscc);
			if !can_pair {
				kinds.push(Kind::File);
			} else if model.pending(uscc).is_some() {
				kinds.push(Kind::Approve);
			} else if live.is_none_or(|id| {
				let holds = model.seals[id].standing_holds();
				holds.contains(&Hold::PhysicalSealLost)
					|| holds.contains(&Hold::EnterpriseRenamed)
					|| holds.contains(&Hold::KeyRotationDue)
			}) {
				kinds.push(Kind::Apply);
			}
			if let Some(id) = live {
				let holds = model.seals[id].standing_holds();
				if holds.contains(&Hold::OwnerSuspension) || holds.contains(&Hold::PlatformSuspension) {
					kinds.push(Kind::Resume);
				}
				if model.obstacles(id).is_empty() {
					kinds.push(self.pick(&[
						Kind::RecordUse,
						Kind::RecordUse,
						Kind::RecordUses,
						Kind::AnchorBatch,
						Kind::RecordForMany,
					]));
					kinds.push(Kind::Grant);
				}
			}
		}
		kinds.choose(self.rng).copied()
	}

	fn planned(&mut self, plan: Plan) -> (Caller, RuntimeCall) {
		let model = self.model;
		let owner = people()[0].clone();
		let officer = |seat| {
			let found = model.officers.iter().find(|(_, of)| **of == seat);
			found.expect("the genesis names one").0.clone()
		};
		let (account, call) = match plan {
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
				return (Caller::Root, AgenciesCall::remove_seat { seat }.into());
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
			Plan::Apply => {
				let claim = PossessionClaim {
					uscc: uscc_of(USCCS[0]),
					code: code_of(CODES[0]),
					key: keys()[2].key(),
					certificate: digest(0),
					picture: digest(0),
					valid_from: model.now,
					valid_until: model.now + YEAR,
				};
				let proof = keys()[2].sign(&claim.bytes_to_sign(genesis_hash(), &owner));
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
			Plan::AgreeToReversal => {
				let (id, digest) = last_correction(model);
				let agree = SealCall::agree_correction { id, digest };
				(officer(Seat::PublicSecurity), prepared(model, agree))
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
		(Caller::Account(account), call)
	}

	/// The digest that a decision names: mostly the right one, sometimes noise or that of something else.
	fn digest(&mut self, right: Option<H256>) -> H256 {
		let right = right.unwrap_or_default();
		match self.rng.gen_range(0..100) {
			0 => H256::zero(),
			1 => H256(self.rng.gen()),
			2 => {
				let mut one_bit_off = right;
				one_bit_off.0[self.rng.gen_range(0..32)] ^= 1 << self.rng.gen_range(0..8);
				one_bit_off
			}
			3..=4 => {
				let other = self.rng.gen_range(0..=self.model.seals.len()) as u64;
				self.model.application_digest(SealId(other)).unwrap_or_default()
			}
			5 => {
				let other = self.rng.gen_range(0..=self.model.flags.len()) as u64;
				self.model.flag_digest(FlagId(other)).unwrap_or_default()
			}
			_ => right,
		}
	}

	/// The digest that a decision about an application or e-seal names.
	fn decided(&mut self, seal: u64) -> H256 {
		let right = self.model.application_digest(SealId(seal));
		self.digest(right)
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
			| Kind::RecordSuccessor => {
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

	/// Mostly by officers of the agency that erred.
	fn propose_correction(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let correction = match self.rng.gen_range(0..10) {
			0..=4 => self.reversal(),
			5..=7 => self.unreport(),
			_ => self.restoration(),
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
	fn about_correction(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
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

	/// What takes two officers, one of them mostly prepares.
	fn prepared(&mut self, plausible: Option<Caller>, call: RuntimeCall) -> (Option<Caller>, RuntimeCall) {
		let seat = match &plausible {
			Some(Caller::Account(account)) => self.model.officers.get(account).copied(),
			_ => None,
		};
		match (seat, act_of(&call)) {
			(Some(seat), Some(act)) if self.model.takes_two(seat, act) && self.percent(85) => {
				let call = Box::new(call);
				let until = self.end();
				(plausible, DualCall::prepare { call, until }.into())
			}
			_ => (plausible, call),
		}
	}

	/// When an act ends that is prepared now; or a wrong end.
	fn end(&mut self) -> Moment {
		let now = self.model.now;
		match self.rng.gen_range(0..40) {
			0 => now,
			1 => now.saturating_sub(1),
			2 => now + LONGEST_WAIT,
			3 => now + LONGEST_WAIT + 1,
			4..=15 => now + self.rng.gen_range(1..HOUR),
			_ => now + self.rng.gen_range(HOUR..LONGEST_WAIT),
		}
	}

	/// Any act, by an officer who may make it; now and then what is none, or is too long.
	fn prepare(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let (plausible, call) = match self.rng.gen_range(0..40) {
			0..=1 => self.officers(Kind::AddOfficer),
			2 => self.record_use(),
			3..=4 => {
				let call = SealCall::register_enterprise {
					uscc: raw(USCCS[0].as_bytes()),
					name: raw(&[b'x'; LONGEST_CALL]),
					owner: self.anyone(),
					check: UsccCheck::Waived,
				};
				(self.officer(Seat::MarketSupervision), call.into())
			}
			5..=7 => {
				let seat = self.seat_with_officers();
				(self.officer(seat), self.widen_budget().into())
			}
			_ => {
				let kind = self.pick(&OF_OFFICERS);
				self.call_of_account(kind)
			}
		};
		let officer = match plausible {
			Some(account) if self.model.officers.contains_key(&account) => Some(account),
			_ => {
				let seat = act_of(&call).and_then(Act::seat);
				let seat = seat.unwrap_or_else(|| self.seat_with_officers());
				self.officer(seat)
			}
		};
		let prepare = DualCall::prepare {
			call: Box::new(call),
			until: self.end(),
		};
		(officer, prepare.into())
	}

	/// What becomes of an act that waits: mostly one that can be confirmed, by whom it may be.
	fn about_waiting(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let waiting = self.prefer(&model.waiting, |waiting| model.is_open(waiting));
		let Some(waiting) = waiting.filter(|_| self.percent(97)) else {
			let seat = self.seat_with_officers();
			let (id, digest) = (ActId(model.next_act), H256::zero());
			return (self.officer(seat), DualCall::turn_down { id, digest }.into());
		};
		let (id, digest) = (waiting.id, self.digest(Some(waiting.digest())));
		if matches!(kind, Kind::WithdrawAct) {
			let maker = match self.percent(90) {
				true => Some(waiting.maker),
				false => self.officer(waiting.seat),
			};
			return (maker, DualCall::withdraw { id, digest }.into());
		}
		let others: Vec<_> = model.officers_of(waiting.seat).into_iter().cloned().collect();
		let checker = match self.percent(3) {
			true => Some(waiting.maker.clone()),
			false => self.prefer(&others, |who| *who != waiting.maker),
		};
		if matches!(kind, Kind::TurnDown) {
			return (checker, DualCall::turn_down { id, digest }.into());
		}
		let call = match self.percent(95) {
			true => waiting.call,
			false => {
				let other = self.pick(&OF_OFFICERS);
				self.call_of_account(other).1
			}
		};
		let call = Box::new(call);
		(checker, DualCall::confirm { id, call }.into())
	}

	/// A seat changes its mind about an act of its own; or thinks of one that is not its to decide on.
	fn policy(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let seat = self.prefer_seat(|seat| model.governor(seat).is_some());
		let own = |act: &Act| is_of(*act, seat) && !is_for_good(*act);
		let act = self.prefer(&Act::ALL, own).expect("there are acts");
		let needed = match model.takes_two(seat, act) != self.percent(90) {
			true => Needed::Two,
			false => Needed::One,
		};
		(self.governor(seat), DualCall::set_policy { act, needed }.into())
	}

	fn officers(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let lacking: Vec<_> = Seat::AGENCIES
			.into_iter()
			.filter(|seat| model.governor(*seat).is_some() && model.officers_of(*seat).len() < 2)
			.collect();
		let (seat, call) = if matches!(kind, Kind::AddOfficer) {
			let seat = match lacking.choose(self.rng) {
				Some(seat) => *seat,
				None => self.prefer_seat(|seat| model.governor(seat).is_some()),
			};
			let officer = self.candidate();
			(seat, AgenciesCall::add_officer { officer })
		} else {
			let seat = self.seat_with_officers();
			let officer = match self.officer(seat) {
				Some(officer) if self.percent(85) => officer,
				_ => self.anyone(),
			};
			(seat, AgenciesCall::remove_officer { officer })
		};
		(self.governor(seat), call.into())
	}

	/// What root does, now and then what root may not do.
	fn dispatch_as_root(&mut self) -> AgenciesCall<crate::Runtime> {
		let kind = match self.rng.gen_range(0..20) {
			0 => Kind::DispatchAsRoot,
			1 => Kind::RegisterValidator,
			2 => Kind::Restrict,
			3 => Kind::AddSeat,
			4..=11 if self.model.governors.len() < Seat::ALL.len() => Kind::AddSeat,
			4..=13 => Kind::RemoveSeat,
			_ => Kind::ReplaceSeatAccount,
		};
		let (_, call) = self.call(kind);
		AgenciesCall::dispatch_as_root { call: Box::new(call) }
	}

	/// Agencies that leave are rare, and soon another takes the place. Witnesses come and go.
	fn seats(&mut self, kind: Kind) -> AgenciesCall<crate::Runtime> {
		let model = self.model;
		match kind {
			Kind::AddSeat => {
				let vacant = Seat::AGENCIES.into_iter().find(|seat| model.governor(*seat).is_none());
				AgenciesCall::add_seat {
					seat: match vacant {
						Some(seat) if self.percent(90) => seat,
						_ => self.prefer_seat(|seat| model.governor(seat).is_none()),
					},
					account: self.candidate(),
				}
			}
			Kind::RemoveSeat => AgenciesCall::remove_seat {
				seat: if model.governor(Seat::Witness).is_some() && self.percent(70) {
					Seat::Witness
				} else {
					self.prefer_seat(|seat| model.governor(seat).is_some())
				},
			},
			_ => AgenciesCall::replace_seat_account {
				seat: self.prefer_seat(|seat| model.governor(seat).is_some()),
				account: self.candidate(),
			},
		}
	}

	/// A motion allows what otherwise takes a day.
	fn allowance(&mut self, kind: Kind) -> AgenciesCall<crate::Runtime> {
		let model = self.model;
		if matches!(kind, Kind::AllowRegistrations) {
			let seat = self.prefer_seat(|seat| model.registrations.contains_key(&seat));
			return AgenciesCall::allow_registrations { seat };
		}
		let all: Vec<_> = model.validators.keys().cloned().collect();
		let validator = match self.prefer(&all, |who| model.key_changes.contains_key(who)) {
			Some(validator) if self.percent(90) => validator,
			_ => self.anyone(),
		};
		AgenciesCall::allow_key_change { validator }
	}

	/// For ever, or as short as it may be, or shorter, or so that some sequences outlast it.
	fn retention(&mut self) -> Option<u64> {
		let least = MinRetention::get();
		self.pick(&[
			None,
			Some(0),
			Some(least - 1),
			Some(least),
			Some(least),
			Some(DAY),
			Some(10 * DAY),
			Some(u64::MAX),
		])
	}

	fn validators(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let count = |seat: Seat| model.validators_of(seat).len();
		let seat = match kind {
			// Often one seat goes on until it has as many as it may have, and tries one more.
			Kind::RegisterValidator if self.percent(10) => self.prefer_seat(|seat| count(seat) == MOST_VALIDATORS),
			Kind::RegisterValidator if self.percent(50) => {
				self.prefer_seat(|seat| (2..MOST_VALIDATORS).contains(&count(seat)))
			}
			Kind::RetireValidator if self.percent(80) => self.prefer_seat(|seat| count(seat) > 1),
			Kind::RegisterValidator => self.prefer_seat(|seat| model.governor(seat).is_some()),
			_ => self.prefer_seat(|seat| count(seat) > 0),
		};
		let validator = match model.validators_of(seat).choose(self.rng) {
			Some(validator) if self.percent(88) => (*validator).clone(),
			_ => self.anyone(),
		};
		let call = match kind {
			Kind::RegisterValidator => AgenciesCall::register_validator {
				validator: self.candidate(),
			},
			Kind::ReplaceValidator => AgenciesCall::replace_validator {
				validator,
				successor: self.candidate(),
			},
			_ => AgenciesCall::retire_validator { validator },
		};
		(self.governor(seat), call.into())
	}

	fn enterprise(&mut self, kind: Kind) -> SealCall<crate::Runtime> {
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
			Kind::Rename => SealCall::rename_enterprise {
				uscc: raw(self.uscc(|model, uscc| status(model, uscc).is_some()).as_bytes()),
				name: self.text(256),
			},
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

	fn public_security(&mut self, kind: Kind) -> SealCall<crate::Runtime> {
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
	fn accept_ownership(&mut self) -> (Option<AccountId>, RuntimeCall) {
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
	fn unfreeze(&mut self) -> SealCall<crate::Runtime> {
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

	fn owner_or_platform(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let seal = match kind {
			Kind::Resume => self.seal(|model, id| {
				let seal = &model.seals[id];
				seal.has(Hold::OwnerSuspension) || seal.has(Hold::PlatformSuspension)
			}),
			_ => self.active(),
		};
		let held_by_owner = self
			.model
			.find_seal(SealId(seal))
			.is_some_and(|id| self.model.seals[id].has(Hold::OwnerSuspension));
		let by_owner = match kind {
			Kind::Resume if self.percent(80) => held_by_owner,
			_ => self.percent(50),
		};
		let actor = if by_owner {
			self.owner_of_seal(seal)
		} else {
			self.officer(Seat::DataResources)
		};
		let digest = self.decided(seal);
		let call = match kind {
			Kind::Suspend => SealCall::suspend {
				seal: SealId(seal),
				digest,
			},
			Kind::Resume => SealCall::resume {
				seal: SealId(seal),
				digest,
			},
			_ => {
				let activated = self
					.model
					.find_seal(SealId(seal))
					.and_then(|id| self.model.seals[id].activated_at);
				SealCall::revoke {
					seal: SealId(seal),
					digest,
					reason: self.pick(&[
						RevocationReason::Superseded,
						RevocationReason::EnterpriseDeregistered,
						RevocationReason::KeyCompromised,
						RevocationReason::CertificateWithdrawn,
						RevocationReason::CessationOfUse,
						RevocationReason::CourtOrder,
						RevocationReason::IssuedInError,
					]),
					effective_at: if self.percent(if by_owner { 85 } else { 25 }) {
						None
					} else {
						Some(self.effective(activated.unwrap_or_default()))
					},
				}
			}
		};
		(actor, call.into())
	}

	/// Grants that carry over to a successor that was applied for, waits or took over; sometimes others.
	fn carry_over(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let successor = self.seal(|model, id| {
			let may = model.is_in_force(id) || model.seals[id].status == SealStatus::Applied;
			let before = model.seals[id].supersedes.and_then(|before| model.find_seal(before));
			let grants = |before: usize| model.grants.iter().any(|grant| grant.is_open() && grant.seal == before);
			may && before.is_some_and(grants)
		});
		let model = self.model;
		let before = model
			.find_seal(SealId(successor))
			.and_then(|id| model.find_seal(model.seals[id].supersedes?));
		let all: Vec<_> = (0..=model.grants.len()).collect();
		let fits = |id: &usize| {
			let grant = model.grants.get(*id);
			grant.is_some_and(|grant| grant.is_open() && Some(grant.seal) == before)
		};
		let count = self.rng.gen_range(0..3);
		let grants: Vec<_> = (0..count)
			.filter_map(|_| self.prefer(&all, fits))
			.map(|id| GrantId(id as u64))
			.collect();
		let call = LogCall::carry_over {
			successor: SealId(successor),
			grants: grants.try_into().expect("there is room"),
		};
		(self.owner_of_seal(successor), call.into())
	}

	fn validity(&mut self) -> (Moment, Moment) {
		let now = self.model.now;
		let from = now - self.rng.gen_range(0..DAY);
		let longest = MaxValidity::get();
		match self.rng.gen_range(0..100) {
			0..=4 => (now + self.rng.gen_range(HOUR..30 * DAY), now + YEAR),
			5..=11 => (now + self.rng.gen_range(1..2 * DAY), now + YEAR),
			12..=17 => (from, now + self.rng.gen_range(1..2 * DAY)),
			18 => (now + YEAR, now + HOUR),
			19 => (now, now),
			20 => (now - 2 * DAY, now - DAY),
			21 => (now - DAY, now),
			22 => (now, now + 1),
			23..=24 => (from, from + longest + 1),
			25 => (from, from + longest),
			26 => (Moment(0), Moment::MAX),
			_ => (from, from + self.rng.gen_range(YEAR..5 * YEAR)),
		}
	}

	fn apply(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let uscc = self.uscc(|model, uscc| {
			let active = |enterprise: &crate::tests::model::Enterprise| enterprise.status == EnterpriseStatus::Active;
			model.enterprises.get(uscc).is_some_and(active)
				&& model.pending(uscc).is_none()
				&& model.awaited(uscc).is_none()
		});
		let code = self.code(|model, code| {
			model.physical.get(code).is_some_and(|physical| {
				physical.uscc == uscc
					&& physical.kind == SealKind::Official
					&& physical.status.0 == PhysicalSealStatus::Filed
			})
		});
		let model = self.model;
		let numbers: Vec<_> = (0..KEYS).collect();
		let fresh_key = |n: &usize| model.key_of(&keys()[*n].key()).is_none();
		let fresh_certificate = |n: &usize| model.certificate_of(digest(*n as u64)).is_none();
		let number = self.prefer(&numbers, fresh_key).expect("there are keys");
		let certificate = self.prefer(&numbers, fresh_certificate).expect("there are numbers") as u64;
		let certificate = if self.percent(2) {
			self.plain(certificate)
		} else {
			digest(certificate)
		};
		let owner = self.owner_of_enterprise(uscc);
		// Sometimes the very key of the owner's account.
		let own = people().iter().position(|who| Some(who) == owner.as_ref());
		let key = match own {
			Some(n) if self.percent(4) => SealPair::Sr25519(pair(&format!("Person{n}"))),
			_ => keys()[number].clone(),
		};
		let (valid_from, valid_until) = self.validity();
		let claim = PossessionClaim {
			// Where the text is no code, the proof is over another: all the worse.
			uscc: Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).unwrap_or_else(|_| uscc_of(USCCS[0])),
			code: SealCode::parse(code.as_bytes()).unwrap_or_else(|| code_of(CODES[0])),
			key: key.key(),
			certificate,
			picture: self.picture(5),
			valid_from,
			valid_until,
		};
		let signer = owner.clone().unwrap_or_else(|| people()[0].clone());
		let right = claim.bytes_to_sign(genesis_hash(), &signer);
		let proof = match self.rng.gen_range(0..100) {
			0 => keys()[(number + 1) % KEYS].sign(&right),
			1 => key.sign(&claim.bytes_to_sign(H256::zero(), &signer)),
			2 => key.sign(&claim.bytes_to_sign(genesis_hash(), &self.anyone())),
			3 => {
				let mut other = claim.clone();
				other.valid_until.0 = other.valid_until.0.wrapping_add(1);
				key.sign(&other.bytes_to_sign(genesis_hash(), &signer))
			}
			4 => {
				// The same bytes in another domain.
				let mut bytes = b"eseal:use:v2".to_vec();
				(genesis_hash(), &signer, &claim).encode_to(&mut bytes);
				key.sign(&bytes)
			}
			_ => key.sign(&right),
		};
		(owner, apply(uscc, code, &claim, proof))
	}

	fn purposes(&mut self) -> Purposes {
		if self.percent(3) {
			return Purposes::new();
		}
		let count = self.rng.gen_range(1..4);
		let some: BTreeSet<_> = Purpose::ALL.choose_multiple(self.rng, count).copied().collect();
		Purposes::try_from(some).expect("no more than there are")
	}

	fn grant(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let now = self.model.now;
		let seal = self.active();
		let owner = self.owner_of_seal(seal);
		let operator = match &owner {
			Some(owner) if self.percent(4) => owner.clone(),
			_ => self.anyone(),
		};
		// Sometimes one who has the e-seal's key.
		let model = self.model;
		let key = model.find_seal(SealId(seal)).map(|id| &model.seals[id].form.key);
		let operator = match key.and_then(|key| holders(key).pop()) {
			Some(holder) if self.percent(4) => holder,
			_ => operator,
		};
		let valid_until = match self.rng.gen_range(0..40) {
			0 => now,
			1 => now - DAY,
			2 => now + 1,
			3..=9 => now + HOUR,
			10..=19 => now + self.rng.gen_range(HOUR..DAY),
			20..=37 => now + self.rng.gen_range(DAY..30 * DAY),
			38 => now + 3 * YEAR,
			_ => Moment::MAX,
		};
		let quota = match self.rng.gen_range(0..40) {
			0 => 0,
			1..=18 => self.rng.gen_range(1..4),
			19..=30 => self.rng.gen_range(4..40),
			31..=38 => self.rng.gen_range(1_000..100_000),
			_ => u32::MAX,
		};
		let call = LogCall::grant {
			seal: SealId(seal),
			operator,
			purposes: self.purposes(),
			valid_until,
			quota,
		};
		(owner, call.into())
	}

	// --- Uses ---

	/// An e-seal to use: mostly one that can be used.
	fn seal_to_use(&mut self) -> u64 {
		if self.percent(75) {
			self.seal(|model, id| model.obstacles(id).is_empty())
		} else {
			self.active()
		}
	}

	/// Who uses an e-seal so often, and by which right they say that they do: mostly an operator whose grant has room for it,
	/// or the owner. Else somebody else, or by a right that is another's, or that has ended, or that there is not.
	fn user(&mut self, id: usize, count: u32) -> (AccountId, Option<GrantId>) {
		let model = self.model;
		let all: Vec<_> = (0..model.grants.len())
			.filter(|number| model.grants[*number].seal == id)
			.collect();
		let has_room = |number: &usize| {
			let grant = &model.grants[*number];
			grant.is_open() && model.used(*number) + u64::from(count) <= u64::from(grant.quota)
		};
		let chance = if all.iter().any(has_room) { 60 } else { 15 };
		let (account, grant) = match self.prefer(&all, has_room) {
			Some(number) if self.percent(chance) => {
				let operator = model.grants[number].operator.clone();
				(operator, Some(GrantId(number as u64)))
			}
			_ if self.percent(90) => (model.owner_of(id).clone(), None),
			_ => (self.anyone(), None),
		};
		match self.rng.gen_range(0..60) {
			0 => (account, None),
			1 => {
				let any = self.rng.gen_range(0..=model.grants.len());
				(account, Some(GrantId(any as u64)))
			}
			2 => (self.anyone(), grant),
			_ => (account, grant),
		}
	}

	/// The e-seals of which an account is the owner or an operator, and its grant where it is an operator.
	fn rights_of(&self, account: &AccountId) -> Vec<(usize, Option<GrantId>)> {
		let model = self.model;
		let owned = (0..model.seals.len())
			.filter(|id| model.owner_of(*id) == account)
			.map(|id| (id, None));
		let granted = (0u64..)
			.zip(&model.grants)
			.filter(|(_, grant)| grant.is_open() && grant.operator == *account)
			.map(|(number, grant)| (grant.seal, Some(GrantId(number))));
		owned.chain(granted).collect()
	}

	/// What the seal key is to sign about an e-seal for one who uses it by a right, once so many more uses are made by that.
	fn statement_by(&mut self, id: usize, grant: Option<GrantId>, documents: Documents, before: u64) -> UseStatement {
		let model = self.model;
		let now = model.now;
		let number = grant
			.and_then(|grant| usize::try_from(grant.0).ok())
			.filter(|number| *number < model.grants.len());
		let purpose = match number {
			Some(number) if self.percent(85) => {
				let purposes = model.grants[number].purposes.iter();
				*purposes.choose(self.rng).expect("at least one")
			}
			_ => self.pick(&Purpose::ALL),
		};
		let made = match grant {
			None => model.by_owners(id),
			Some(_) => number.map_or(0, |number| model.used(number)),
		};
		let next = made + before;
		let nonce = match self.rng.gen_range(0..75) {
			0 => next + 1,
			1 => next.saturating_sub(1),
			// The number of all uses; of records.
			2 => model.uses(id),
			3 => model.seals[id].records.len() as u64,
			_ => next,
		};
		let lifetime = StatementLifetime::get();
		let ahead = MaxClockAhead::get();
		let signed_at = match self.rng.gen_range(0..60) {
			0 => now - lifetime - 1,
			1 => now - lifetime,
			2 => now + ahead,
			3 => now + ahead + 1,
			_ => now - self.rng.gen_range(0..5 * MINUTE),
		};
		let seal = id as u64;
		let said = if self.percent(2) { seal + 1 } else { seal };
		UseStatement {
			seal: SealId(said),
			grant,
			nonce,
			documents,
			purpose,
			signed_at,
		}
	}

	/// A statement about an e-seal, and who sends it.
	fn statement(&mut self, seal: u64, documents: Documents) -> (AccountId, UseStatement) {
		match self.model.find_seal(SealId(seal)) {
			Some(id) => {
				let (account, grant) = self.user(id, documents.count());
				let statement = self.statement_by(id, grant, documents, 0);
				(account, statement)
			}
			None => {
				let statement = UseStatement {
					seal: SealId(seal),
					grant: None,
					nonce: 0,
					documents,
					purpose: Purpose::Contract,
					signed_at: self.model.now,
				};
				(self.anyone(), statement)
			}
		}
	}

	/// The signature of an e-seal's key: mostly over this statement for this account. Else another key's, or over something
	/// else.
	fn signature(&mut self, seal: u64, account: &AccountId, statement: &UseStatement) -> SealSignature {
		let model = self.model;
		let right = match model.find_seal(SealId(seal)) {
			Some(id) => {
				let found = keys().iter().find(|pair| pair.key() == model.seals[id].form.key);
				found.expect("every e-seal has a key of these")
			}
			None => &keys()[0],
		};
		let mut signer = right.clone();
		let mut statement = statement.clone();
		let (mut genesis, mut sender) = (genesis_hash(), account.clone());
		match self.rng.gen_range(0..80) {
			0 => signer = self.pick(keys()),
			1 => sender = self.anyone(),
			2 => genesis = H256::zero(),
			// For the same account, by another right.
			3 => statement.grant = statement.grant.is_none().then_some(GrantId(0)),
			// A batch of one document for the document, or a use more.
			4 => {
				statement.documents = match statement.documents {
					Documents::One(document) => batch([&document]).expect("one document"),
					Documents::Batch { count, root } => Documents::Batch {
						count: count.wrapping_add(1),
						root,
					},
				}
			}
			_ => {}
		}
		signer.sign(&statement.bytes_to_sign(genesis, &sender))
	}

	fn document(&mut self) -> DocumentDigest {
		let number = 100 + self.rng.gen_range(0..DOCUMENTS);
		self.plain(number)
	}

	/// One document, or now and then a batch of it alone.
	fn one_document(&mut self) -> Documents {
		let document = self.document();
		if self.percent(4) {
			batch([&document]).expect("one document")
		} else {
			Documents::One(document)
		}
	}

	fn record_use(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let documents = self.one_document();
		let (account, statement) = self.statement(seal, documents);
		let signature = self.signature(seal, &account, &statement);
		let call = LogCall::record_use {
			seal: SealId(seal),
			statement,
			signature,
		};
		(Some(account), call.into())
	}

	/// Some documents, often one of them more than once.
	fn record_uses(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let count = match self.rng.gen_range(0..100) {
			0..=79 => self.rng.gen_range(1..6),
			80..=97 => self.rng.gen_range(6..20),
			_ => self.rng.gen_range(20..60),
		};
		let mut documents: Vec<_> = (0..count).map(|_| self.document()).collect();
		let mut said = batch(&documents).expect("at least one document");
		if self.percent(12) {
			said = self.unlike(&mut documents, said);
		}
		let (account, statement) = self.statement(seal, said);
		let signature = self.signature(seal, &account, &statement);
		(Some(account), record_uses(seal, statement, documents, signature))
	}

	/// Makes a list of documents and what the seal key signs of them differ.
	fn unlike(&mut self, documents: &mut Vec<DocumentDigest>, said: Documents) -> Documents {
		let place = self.rng.gen_range(0..documents.len());
		match (self.rng.gen_range(0..9), said) {
			(0, _) => documents[place] = self.plain(999),
			(1, _) => documents.reverse(),
			(2, _) => documents.truncate(place),
			// A tree that fills up an odd level with its last leaf would have the same root.
			(3, _) => documents.extend(documents.last().copied()),
			(4, _) => documents.clear(),
			(5, _) => documents.push(self.plain(999)),
			(6, _) => return Documents::One(documents[place]),
			(7, Documents::Batch { count, root }) => return Documents::Batch { count: count + 1, root },
			(_, Documents::Batch { count, .. }) => {
				let root = H256(self.rng.gen());
				return Documents::Batch { count, root };
			}
			(_, one @ Documents::One(_)) => return one,
		}
		said
	}

	/// A batch of which nobody knows the documents.
	fn anchor_batch(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let count = match self.rng.gen_range(0..100) {
			0..=2 => 0,
			3..=5 => MAX_ANCHORED + 1,
			6 => u32::MAX,
			7..=12 => MAX_ANCHORED,
			13..=59 => self.rng.gen_range(1..4),
			_ => self.rng.gen_range(4..10_000),
		};
		let documents = if self.percent(5) {
			Documents::One(self.document())
		} else {
			let root = H256(self.rng.gen());
			Documents::Batch { count, root }
		};
		let (account, statement) = self.statement(seal, documents);
		let signature = self.signature(seal, &account, &statement);
		let call = LogCall::anchor_batch {
			seal: SealId(seal),
			statement,
			signature,
		};
		(Some(account), call.into())
	}

	/// Uses by one account of what it may use, each one after the other; among them some that it may not make, and some that
	/// are there twice.
	fn record_for_many(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let seal = self.seal_to_use();
		let account = match model.find_seal(SealId(seal)) {
			Some(id) => self.user(id, 1).0,
			None => self.anyone(),
		};
		let rights = self.rights_of(&account);
		let count = match self.rng.gen_range(0..100) {
			0..=1 => 0,
			2 => MAX_MANY,
			_ => self.rng.gen_range(1..6),
		};
		let mut made: BTreeMap<(usize, Option<GrantId>), u64> = BTreeMap::new();
		let mut uses = Vec::new();
		for _ in 0..count {
			let documents = self.one_document();
			let right = self.prefer(&rights, |(id, _)| model.obstacles(*id).is_empty());
			let (seal, statement) = match right {
				Some((id, grant)) if self.percent(90) => {
					let before = made.entry((id, grant)).or_default();
					let statement = self.statement_by(id, grant, documents, *before);
					*before += 1;
					(id as u64, statement)
				}
				_ => {
					let seal = self.seal_to_use();
					(seal, self.statement(seal, documents).1)
				}
			};
			let signature = self.signature(seal, &account, &statement);
			let one = SignedUse { statement, signature };
			if self.percent(5) {
				uses.push(one.clone());
			}
			uses.push(one);
		}
		uses.truncate(MAX_MANY as usize);
		let call = LogCall::record_for_many {
			uses: uses.try_into().expect("no more than a call has"),
		};
		(Some(account), call.into())
	}

	/// A use of an e-seal by its index, and the number of the record that has it. Now and then that of another, or of one that
	/// there is not.
	fn use_of(&mut self, seal: u64) -> (u64, u64) {
		let model = self.model;
		let found = model.find_seal(SealId(seal));
		let records = found.map(|id| model.seals[id].records.as_slice()).unwrap_or_default();
		let place = self.rng.gen_range(0..records.len().max(1));
		let (first, count) = records
			.get(place)
			.map_or((0, 1), |record| (record.said.index, record.count()));
		let index = match self.rng.gen_range(0..24) {
			0 => first + count,
			1 => first.saturating_sub(1),
			2..=5 => first,
			6..=9 => first + count - 1,
			_ => first + self.rng.gen_range(0..count),
		};
		let record = match self.rng.gen_range(0..24) {
			0 => place + 1,
			1 => place.saturating_sub(1),
			2 => records.len(),
			_ => place,
		};
		(index, record as u64)
	}
}

/// More than anybody can send.
fn huge_budget() -> Budget {
	let limit = Limit {
		burst: u64::MAX,
		per_block: u64::MAX - 1,
	};
	Budget {
		weight: limit,
		bytes: limit,
	}
}

fn is_offered(model: &Model, uscc: &str) -> bool {
	let enterprise = model.enterprises.get(uscc);
	enterprise.is_some_and(|enterprise| enterprise.offer.is_some())
}

fn uscc_of(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Waived).expect("it is a code")
}

fn code_of(text: &str) -> SealCode {
	SealCode::parse(text.as_bytes()).expect("it is a code")
}

fn apply(uscc: &str, code: &str, claim: &PossessionClaim, proof: SealSignature) -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::apply {
		uscc: raw(uscc.as_bytes()),
		code: raw(code.as_bytes()),
		key: claim.key.clone(),
		certificate: claim.certificate,
		picture: claim.picture,
		valid_from: claim.valid_from,
		valid_until: claim.valid_until,
		proof,
	})
}

fn record_uses(
	seal: u64,
	statement: UseStatement,
	documents: Vec<DocumentDigest>,
	signature: SealSignature,
) -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::record_uses {
		seal: SealId(seal),
		statement,
		documents: documents.try_into().expect("no more than a call lists"),
		signature,
	})
}
