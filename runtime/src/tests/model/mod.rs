//! The rules once more, in plain Rust: what a call may do, and what it changes. Written from the design's domain rules
//! and the calls' docs, not from the pallets' code.
//!
//! What the chain stores is here derived where it can be: an enterprise's live e-seal is the one that is Active, a grant's
//! count and its next nonce are the number of uses under it in the log, the owner's nonce is the number of those without one,
//! and where a document is found follows from the records before.
//!
//! A call that breaks rules gets all that it breaks: the chain must answer with one of them.

mod acts;
mod admission;
mod agencies;
mod carry_over;
mod corrections;
mod decisions;
mod freeze;
mod lending;
mod liquidation;
mod log;
mod naming;
mod register;
mod representative;
mod seals;
mod succession;
mod texts;

pub use acts::{act_of, is_for_good, is_of, Entry, Waiting, LONGEST_CALL, LONGEST_WAIT};
pub use admission::{Account, Cost, LONGEST_REMARK, MOST_WAITING, MOST_WIDENED, TABLE};
pub use agencies::MOST_VALIDATORS;
pub use corrections::{erred, Proposed, MOST_CORRECTIONS, MOST_WRONG_CODES};
pub use freeze::LONGEST_FREEZE;
pub use log::{Alarm, Counted, Flag, Grant, Record};
pub use naming::FURTHEST_NAME;
pub use register::{Enterprise, Physical};
pub use representative::{LATEST_ROTATION, LONGEST_OFFER};
pub use seals::{holders, Seal};

use super::env::{account_of, governor, officer, second_officer, validator};
use crate::{AccountId, BlockNumber, Runtime, RuntimeCall};
use eseal_primitives::{act::Deed, Act, ActId, Documents, Moment, SealId};
use pallet_admission::Budgets;
use pallet_agencies::Seat;
use pallet_e_seal::Actor;
use sp_runtime::DispatchError;
use std::collections::{BTreeMap, BTreeSet};

type AdmissionError = pallet_admission::Error<Runtime>;
type AgenciesError = pallet_agencies::Error<Runtime>;
type SealError = pallet_e_seal::Error<Runtime>;
type LogError = pallet_usage_log::Error<Runtime>;

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
	/// Root, for which a motion of the seats speaks.
	Root,
	/// A motion of the seats.
	Motion {
		/// How many seats voted for it.
		yes: u32,
		/// How many seats there are.
		of: u32,
	},
	/// Nobody: an extrinsic without a signature.
	None,
	/// An account.
	Account(AccountId),
	/// Two officers of a seat, of whom the second confirmed what the first prepared. Nobody calls like this from outside.
	Officers {
		/// Their seat.
		seat: Seat,
		/// Who prepared it.
		maker: AccountId,
		/// Who confirmed it.
		checker: AccountId,
		/// The number under which it waited.
		id: ActId,
	},
}

/// What the rules say of a call: it succeeds, or all the rules that it breaks.
pub type Verdict = Result<(), Vec<DispatchError>>;

/// Collects the rules that a call breaks.
#[derive(Default)]
struct Broken(Vec<DispatchError>);

impl Broken {
	/// Notes a rule as broken unless it holds.
	fn unless(&mut self, holds: bool, rule: impl Into<DispatchError>) {
		if !holds {
			self.0.push(rule.into());
		}
	}

	/// Notes rules as broken.
	fn all(&mut self, rules: impl IntoIterator<Item = impl Into<DispatchError>>) {
		self.0.extend(rules.into_iter().map(Into::into));
	}

	fn verdict(self) -> Verdict {
		if self.0.is_empty() {
			Ok(())
		} else {
			Err(self.0)
		}
	}
}

/// All that the rules are about.
#[derive(Debug, Clone)]
pub struct Model {
	/// The block's time.
	pub now: Moment,
	/// The block's number.
	pub height: BlockNumber,
	/// Who governs which seat.
	pub governors: BTreeMap<AccountId, Seat>,
	/// Who acts for which seat.
	pub officers: BTreeMap<AccountId, Seat>,
	/// Who validates for which seat.
	pub validators: BTreeMap<AccountId, Seat>,
	/// The validators of each seat, in the order of registration.
	pub places: BTreeMap<Seat, Vec<AccountId>>,
	/// In which block a validator last set session keys, as far as that counts.
	pub key_changes: BTreeMap<AccountId, BlockNumber>,
	/// In which blocks each seat registered or replaced validators, as far as that counted the last time.
	pub registrations: BTreeMap<Seat, Vec<BlockNumber>>,
	/// The validators that have session keys.
	pub keyed: BTreeSet<AccountId>,
	/// Who authors and finalizes blocks in this session.
	pub authorities: BTreeSet<AccountId>,
	/// Who does in the next.
	pub chosen: BTreeSet<AccountId>,
	/// The register, by code.
	pub enterprises: BTreeMap<String, Enterprise>,
	/// The physical seals, by code.
	pub physical: BTreeMap<String, Physical>,
	/// The e-seals and applications, by number.
	pub seals: Vec<Seal>,
	/// The grants, by number.
	pub grants: Vec<Grant>,
	/// To whom the call lent a grant: a new account begins with nothing then.
	lent_to: Option<AccountId>,
	/// The flags, by number.
	pub flags: Vec<Flag>,
	/// What the rules say of each use that the last call sent with others, and of which e-seal it is.
	pub of_many: Vec<(SealId, Verdict)>,
	/// The alarms that the last call gives.
	pub alarms: Vec<Alarm>,
	/// The statements that blocks refused, each of an e-seal that exists: e-seal, day and block.
	pub refused: Vec<(usize, u64, BlockNumber)>,
	/// The accounts that ever held a role.
	pub accounts: BTreeMap<AccountId, Account>,
	/// What waits for a second officer, of all seats, in the order in which it was prepared.
	pub waiting: Vec<Waiting>,
	/// How many acts were prepared.
	pub next_act: u64,
	/// Which acts take two officers because their seat says so.
	pub two: BTreeSet<(Seat, Act)>,
	/// What is on record of everyone who is or was an officer.
	pub histories: BTreeMap<AccountId, Vec<Entry>>,
	/// The corrections that were proposed, in that order: those that wait, those that have ended, and those that were made.
	pub corrections: Vec<Proposed>,
	/// How many corrections were proposed.
	pub next_correction: u64,
	/// The budgets of the roles.
	pub budgets: Budgets,
	/// How long records stay in the state, in milliseconds; for ever if none.
	pub retention: Option<u64>,
}

impl Model {
	/// The three agencies of `local_testnet`, in the first block.
	pub fn new(now: Moment, height: BlockNumber) -> Self {
		let each = |pair: fn(Seat) -> sp_core::sr25519::Pair| -> BTreeMap<AccountId, Seat> {
			Seat::AGENCIES
				.into_iter()
				.map(|seat| (account_of(&pair(seat)), seat))
				.collect()
		};
		let validators = each(validator);
		let mut officers = each(officer);
		officers.extend(each(second_officer));
		let first = |(who, seat): (&AccountId, &Seat)| {
			let deed = Deed::Appointed { seat: *seat, by: None };
			let at = Moment(0);
			(who.clone(), vec![Entry { deed, at, block: 0 }])
		};
		let histories = officers.iter().map(first).collect();
		let with_keys: BTreeSet<_> = validators.keys().cloned().collect();
		let mut model = Self {
			now,
			// The accounts of the genesis are admitted before the first block.
			height: 0,
			governors: each(governor),
			officers,
			places: validators
				.iter()
				.map(|(who, seat)| (*seat, vec![who.clone()]))
				.collect(),
			validators,
			key_changes: BTreeMap::new(),
			registrations: BTreeMap::new(),
			keyed: with_keys.clone(),
			authorities: with_keys.clone(),
			chosen: with_keys,
			enterprises: BTreeMap::new(),
			physical: BTreeMap::new(),
			seals: Vec::new(),
			lent_to: None,
			grants: Vec::new(),
			flags: Vec::new(),
			of_many: Vec::new(),
			alarms: Vec::new(),
			refused: Vec::new(),
			accounts: BTreeMap::new(),
			waiting: Vec::new(),
			next_act: 0,
			two: BTreeSet::new(),
			histories,
			corrections: Vec::new(),
			next_correction: 0,
			budgets: TABLE,
			retention: None,
		};
		model.settle();
		model.height = height;
		model
	}

	/// What the rules say of a call. If it succeeds, its effects.
	pub fn call(&mut self, caller: &Caller, call: &RuntimeCall) -> Verdict {
		self.of_many.clear();
		self.alarms.clear();
		let verdict = self.decide(caller, call);
		self.settle();
		verdict
	}

	/// What the rules say of a call by itself or after a second officer confirmed it.
	fn decide(&mut self, caller: &Caller, call: &RuntimeCall) -> Verdict {
		self.at_the_gate(caller, call)?;
		let verdict = match call {
			RuntimeCall::System(frame_system::Call::remark { .. }) => Ok(()),
			RuntimeCall::Admission(call) => self.admission(caller, call),
			RuntimeCall::Agencies(call) => self.agencies(caller, call),
			RuntimeCall::DualControl(call) => self.dual_control(caller, call),
			RuntimeCall::ESeal(call) => self.e_seal(caller, call),
			RuntimeCall::UsageLog(call) => self.usage_log(caller, call),
			RuntimeCall::System(_)
			| RuntimeCall::Timestamp(_)
			| RuntimeCall::Session(_)
			| RuntimeCall::Grandpa(_)
			| RuntimeCall::Council(_)
			| RuntimeCall::TxPause(_)
			| RuntimeCall::Utility(_) => {
				unreachable!("the model knows the rules of this project's pallets only")
			}
		};
		if verdict.is_ok() {
			self.enter_act(caller, call);
		}
		verdict
	}

	fn e_seal(&mut self, caller: &Caller, call: &pallet_e_seal::Call<Runtime>) -> Verdict {
		use pallet_e_seal::Call;
		match call {
			Call::register_enterprise {
				uscc,
				name,
				owner,
				check,
			} => self.register_enterprise(caller, uscc.as_bytes(), name.as_bytes(), owner, *check),
			Call::rename_enterprise { uscc, name, from } => {
				self.rename_enterprise(caller, uscc.as_bytes(), name.as_bytes(), *from)
			}
			Call::withdraw_rename { uscc, name } => self.withdraw_rename(caller, uscc.as_bytes(), name.as_bytes()),
			Call::name_liquidator { uscc, account, order } => {
				self.name_liquidator(caller, uscc.as_bytes(), account, *order)
			}
			Call::restrict_enterprise { uscc } => self.restrict_enterprise(caller, uscc.as_bytes()),
			Call::lift_restriction { uscc } => self.lift_restriction(caller, uscc.as_bytes()),
			Call::deregister_enterprise { uscc } => self.deregister_enterprise(caller, uscc.as_bytes()),
			Call::offer_ownership {
				uscc,
				owner,
				until,
				rotate_by,
			} => self.offer_ownership(caller, uscc.as_bytes(), owner, *until, *rotate_by),
			Call::accept_ownership { uscc, rotate_by } => self.accept_ownership(caller, uscc.as_bytes(), *rotate_by),
			Call::record_successor { uscc, successor } => {
				self.record_successor(caller, uscc.as_bytes(), successor.as_bytes())
			}
			Call::withdraw_offer { uscc } => self.withdraw_offer(caller, uscc.as_bytes()),
			Call::file_physical_seal {
				code,
				uscc,
				kind,
				imprint,
				maker,
			} => self.file_physical_seal(
				caller,
				code.as_bytes(),
				uscc.as_bytes(),
				*kind,
				*imprint,
				maker.as_bytes(),
			),
			Call::report_physical_seal {
				code,
				report,
				effective_at,
			} => self.report_physical_seal(caller, code.as_bytes(), *report, *effective_at),
			Call::freeze { uscc, order, until } => self.freeze(caller, uscc.as_bytes(), *order, *until),
			Call::unfreeze { uscc, order } => self.unfreeze(caller, uscc.as_bytes(), *order),
			Call::apply {
				uscc,
				code,
				key,
				certificate,
				picture,
				valid_from,
				valid_until,
				proof,
			} => {
				let form = seals::Form {
					key: key.clone(),
					certificate: *certificate,
					picture: *picture,
					valid_from: *valid_from,
					valid_until: *valid_until,
				};
				self.apply(caller, uscc.as_bytes(), code.as_bytes(), form, proof)
			}
			Call::withdraw { application } => self.withdraw(caller, *application),
			Call::suspend { seal, digest } => self.suspend(caller, *seal, *digest),
			Call::resume { seal, digest } => self.resume(caller, *seal, *digest),
			Call::approve { application, digest } => self.approve(caller, *application, *digest),
			Call::reject {
				application,
				digest,
				reason,
			} => self.reject(caller, *application, *digest, *reason),
			Call::revoke {
				seal,
				digest,
				reason,
				effective_at,
			} => self.revoke(caller, *seal, *digest, *reason, *effective_at),
			Call::propose_correction { correction, decision } => {
				self.propose_correction(caller, *correction, *decision)
			}
			Call::agree_correction { id, digest } => self.agree_correction(caller, *id, *digest),
			Call::withdraw_correction { id, digest } => self.withdraw_correction(caller, *id, *digest),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	fn usage_log(&mut self, caller: &Caller, call: &pallet_usage_log::Call<Runtime>) -> Verdict {
		use pallet_usage_log::Call;
		match call {
			Call::grant {
				seal,
				operator,
				purposes,
				valid_until,
				quota,
			} => self.grant(
				caller,
				*seal,
				(operator, None),
				purposes.iter().copied().collect(),
				*valid_until,
				*quota,
			),
			Call::grant_to_two {
				seal,
				operator,
				second,
				purposes,
				valid_until,
				quota,
			} => self.grant(
				caller,
				*seal,
				(operator, Some(second)),
				purposes.iter().copied().collect(),
				*valid_until,
				*quota,
			),
			Call::revoke_grant { grant } => self.revoke_grant(caller, *grant),
			Call::carry_over { successor, grants } => self.carry_over(caller, *successor, grants),
			Call::raise_quota { grant, quota } => self.raise_quota(caller, *grant, *quota),
			Call::lend {
				grant,
				operator,
				purposes,
				valid_until,
				quota,
			} => self.lend(
				caller,
				*grant,
				operator,
				purposes.iter().copied().collect(),
				*valid_until,
				*quota,
			),
			Call::record_use {
				seal,
				statement,
				signature,
			} => self.record_use(caller, *seal, statement, (signature, None)),
			Call::record_uses {
				seal,
				statement,
				documents,
				signature,
			} => self.record_uses(caller, *seal, statement, documents, (signature, None)),
			Call::anchor_batch {
				seal,
				statement,
				signature,
			} => self.anchor_batch(caller, *seal, statement, (signature, None)),
			Call::record_with_second {
				seal,
				statement,
				documents,
				signature,
				approval,
			} => {
				let signed = (signature, Some(approval));
				match documents {
					Some(documents) => self.record_uses(caller, *seal, statement, documents, signed),
					None if matches!(statement.documents, Documents::One(_)) => {
						self.record_use(caller, *seal, statement, signed)
					}
					None => self.anchor_batch(caller, *seal, statement, signed),
				}
			}
			Call::record_for_many { uses } => self.record_for_many(caller, uses),
			Call::set_retention { retention } => self.set_retention(caller, *retention),
			Call::flag_use {
				seal,
				index,
				record,
				digest,
				reason,
				note,
			} => self.flag_use(caller, *seal, *index, (*record, *digest), *reason, *note),
			Call::close_flag { flag, digest, outcome } => self.close_flag(caller, *flag, *digest, *outcome),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	// --- Who acts ---

	fn account(caller: &Caller) -> Result<&AccountId, Vec<DispatchError>> {
		match caller {
			Caller::Account(account) => Ok(account),
			Caller::Root | Caller::Motion { .. } | Caller::None | Caller::Officers { .. } => {
				Err(vec![DispatchError::BadOrigin])
			}
		}
	}

	/// Of two officers the one who prepared it.
	fn any_officer(&self, caller: &Caller) -> Result<(Seat, AccountId), Vec<DispatchError>> {
		if let Caller::Officers { seat, maker, .. } = caller {
			return Ok((*seat, maker.clone()));
		}
		let account = Self::account(caller)?;
		match self.officers.get(account) {
			Some(seat) => Ok((*seat, account.clone())),
			None => Err(vec![DispatchError::BadOrigin]),
		}
	}

	fn officer(&self, caller: &Caller, of: Seat) -> Result<Actor<AccountId>, Vec<DispatchError>> {
		match self.any_officer(caller)? {
			(seat, account) if seat == of => Ok(Actor::Officer { seat, account }),
			_ => Err(vec![DispatchError::BadOrigin]),
		}
	}
}
