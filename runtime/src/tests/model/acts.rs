//! Acts of officers: which take two, what waits for a second officer, and what is on record.

use super::{Broken, Caller, Model, SealError, Verdict};
use crate::{AccountId, BlockNumber, Runtime, RuntimeCall};
use codec::Encode;
use eseal_primitives::{
	act::{Deed, Needed, OfficerEntry},
	Act, ActId, Moment,
};
use pallet_agencies::Seat;
use pallet_dual_control::Call;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchError;

type DualError = pallet_dual_control::Error<Runtime>;

/// How long an act waits at most, in milliseconds: seven days.
pub const LONGEST_WAIT: u64 = 7 * 24 * 60 * 60 * 1_000;

/// How many acts of an officer wait at most.
pub const MOST_OF_OFFICER: usize = 16;

/// How many acts of a seat wait at most.
pub const MOST_OF_SEAT: usize = 128;

/// How many acts that have ended are cleared when another one is prepared.
const MOST_CLEARED: usize = 4;

/// The longest call that can be prepared, in bytes.
pub const LONGEST_CALL: usize = 1_024;

/// An entry of an officer's history.
pub type Entry = OfficerEntry<AccountId, BlockNumber>;

/// An act that an officer prepared.
#[derive(Debug, Clone)]
pub struct Waiting {
	/// Its number.
	pub id: ActId,
	/// What it is.
	pub act: Act,
	/// Whose officers make it.
	pub seat: Seat,
	/// Who prepared it.
	pub maker: AccountId,
	/// By which entry of the history its maker held office then.
	pub appointment: usize,
	/// When it was prepared.
	pub prepared_at: Moment,
	/// When it ends.
	pub until: Moment,
	/// What it will do.
	pub call: RuntimeCall,
}

impl Waiting {
	/// Its digest.
	pub fn digest(&self) -> H256 {
		digest_of(self.act, &self.call)
	}
}

fn digest_of(act: Act, call: &RuntimeCall) -> H256 {
	let mut bytes = b"eseal:act:v1".to_vec();
	act.encode_to(&mut bytes);
	bytes.extend(&call.encode()[2..]);
	H256(blake2_256(&bytes))
}

/// What a call is, if officers make it for their agency.
pub fn act_of(call: &RuntimeCall) -> Option<Act> {
	use pallet_e_seal::Call as Seal;
	use pallet_usage_log::Call as Log;
	Some(match call {
		RuntimeCall::ESeal(Seal::register_enterprise { .. }) => Act::RegisterEnterprise,
		RuntimeCall::ESeal(Seal::rename_enterprise { .. }) => Act::RenameEnterprise,
		RuntimeCall::ESeal(Seal::restrict_enterprise { .. }) => Act::RestrictEnterprise,
		RuntimeCall::ESeal(Seal::lift_restriction { .. }) => Act::LiftRestriction,
		RuntimeCall::ESeal(Seal::deregister_enterprise { .. }) => Act::DeregisterEnterprise,
		RuntimeCall::ESeal(Seal::offer_ownership { .. }) => Act::OfferOwnership,
		RuntimeCall::ESeal(Seal::withdraw_offer { .. }) => Act::WithdrawOffer,
		RuntimeCall::ESeal(Seal::record_successor { .. }) => Act::RecordSuccessor,
		RuntimeCall::ESeal(Seal::withdraw_rename { .. }) => Act::WithdrawRename,
		RuntimeCall::ESeal(Seal::name_liquidator { .. }) => Act::NameLiquidator,
		RuntimeCall::ESeal(Seal::file_physical_seal { .. }) => Act::FilePhysicalSeal,
		RuntimeCall::ESeal(Seal::report_physical_seal { .. }) => Act::ReportPhysicalSeal,
		RuntimeCall::ESeal(Seal::freeze { .. }) => Act::Freeze,
		RuntimeCall::ESeal(Seal::unfreeze { .. }) => Act::Unfreeze,
		RuntimeCall::ESeal(Seal::suspend { .. }) => Act::Suspend,
		RuntimeCall::ESeal(Seal::resume { .. }) => Act::Resume,
		RuntimeCall::ESeal(Seal::approve { .. }) => Act::Approve,
		RuntimeCall::ESeal(Seal::reject { .. }) => Act::Reject,
		RuntimeCall::ESeal(Seal::revoke { .. }) => Act::Revoke,
		RuntimeCall::ESeal(Seal::propose_correction { .. }) => Act::ProposeCorrection,
		RuntimeCall::ESeal(Seal::agree_correction { .. }) => Act::AgreeCorrection,
		RuntimeCall::ESeal(Seal::withdraw_correction { .. }) => Act::WithdrawCorrection,
		RuntimeCall::UsageLog(Log::flag_use { .. }) => Act::FlagUse,
		RuntimeCall::UsageLog(Log::close_flag { .. }) => Act::CloseFlag,
		RuntimeCall::Admission(pallet_admission::Call::widen_budget { .. }) => Act::WidenBudget,
		_ => return None,
	})
}

/// Whose officers do it, if not those of every seat.
fn seat_of(act: Act) -> Option<Seat> {
	match act {
		Act::RegisterEnterprise
		| Act::RenameEnterprise
		| Act::RestrictEnterprise
		| Act::LiftRestriction
		| Act::DeregisterEnterprise
		| Act::OfferOwnership
		| Act::WithdrawOffer
		| Act::RecordSuccessor
		| Act::WithdrawRename
		| Act::NameLiquidator => Some(Seat::MarketSupervision),
		Act::FilePhysicalSeal | Act::ReportPhysicalSeal | Act::Freeze | Act::Unfreeze => Some(Seat::PublicSecurity),
		Act::Suspend | Act::Resume | Act::Approve | Act::Reject | Act::Revoke => Some(Seat::DataResources),
		Act::FlagUse
		| Act::CloseFlag
		| Act::WidenBudget
		| Act::ProposeCorrection
		| Act::AgreeCorrection
		| Act::WithdrawCorrection => None,
	}
}

/// Whether officers of this seat do it.
pub fn is_of(act: Act, seat: Seat) -> bool {
	seat_of(act).is_none_or(|of| of == seat)
}

/// Whether its agency alone cannot undo it, or it corrects what is on record.
pub fn is_for_good(act: Act) -> bool {
	matches!(
		act,
		Act::DeregisterEnterprise
			| Act::ReportPhysicalSeal
			| Act::Revoke
			| Act::ProposeCorrection
			| Act::AgreeCorrection
			| Act::RecordSuccessor
	)
}

impl Model {
	/// Whether an act takes two officers of a seat.
	pub fn takes_two(&self, seat: Seat, act: Act) -> bool {
		is_for_good(act) || self.two.contains(&(seat, act))
	}

	/// The act that an officer makes by this call, alone or after another one.
	fn acting(&self, caller: &Caller, call: &RuntimeCall) -> Option<(Act, Seat)> {
		let act = act_of(call)?;
		let seat = match caller {
			Caller::Account(account) => *self.officers.get(account)?,
			Caller::Officers { seat, .. } => *seat,
			Caller::Root | Caller::Motion { .. } | Caller::None => return None,
		};
		is_of(act, seat).then_some((act, seat))
	}

	/// Why an officer may not make this act alone, if so. Which e-seal it is about, the chain looks for first.
	pub(super) fn at_the_gate(&self, caller: &Caller, call: &RuntimeCall) -> Verdict {
		use pallet_e_seal::Call as Seal;
		match (caller, self.acting(caller, call)) {
			(Caller::Account(_), Some((act, seat))) if self.takes_two(seat, act) => {
				let mut broken = vec![DualError::SecondOfficerNeeded.into()];
				if let RuntimeCall::ESeal(
					Seal::suspend { seal, .. } | Seal::resume { seal, .. } | Seal::revoke { seal, .. },
				) = call
				{
					if self.find_seal(*seal).is_none() {
						broken.push(SealError::SealNotFound.into());
					}
				}
				Err(broken)
			}
			_ => Ok(()),
		}
	}

	/// Enters what officers just did.
	pub(super) fn enter_act(&mut self, caller: &Caller, call: &RuntimeCall) {
		let Some((act, _)) = self.acting(caller, call) else {
			return;
		};
		let digest = digest_of(act, call);
		match caller {
			Caller::Account(account) => self.enter_deed(account, Deed::Alone { act, digest }),
			Caller::Officers { maker, checker, id, .. } => {
				let confirmed_by = checker.clone();
				let made = Deed::Made {
					id: *id,
					act,
					digest,
					confirmed_by,
				};
				self.enter_deed(maker, made);
			}
			Caller::Root | Caller::Motion { .. } | Caller::None => {}
		}
	}

	/// Enters a deed into an officer's history.
	pub(super) fn enter_deed(&mut self, who: &AccountId, deed: Deed<AccountId>) {
		let entry = Entry {
			deed,
			at: self.now,
			block: self.height,
		};
		self.histories.entry(who.clone()).or_default().push(entry);
	}

	/// By which entry of its history an account holds its present office.
	fn appointment(&self, who: &AccountId) -> usize {
		let history = self.histories.get(who).into_iter().flatten();
		let appointed = history
			.enumerate()
			.filter(|(_, entry)| matches!(entry.deed, Deed::Appointed { .. }));
		appointed.last().map(|(place, _)| place).unwrap_or_default()
	}

	/// Whether the maker of an act still holds the office in which it prepared it.
	fn is_in_office(&self, waiting: &Waiting) -> bool {
		self.officers.get(&waiting.maker) == Some(&waiting.seat)
			&& self.appointment(&waiting.maker) == waiting.appointment
	}

	/// Whether an act can be confirmed now.
	pub fn is_open(&self, waiting: &Waiting) -> bool {
		self.now < waiting.until && self.is_in_office(waiting)
	}

	fn find_waiting(&self, id: ActId) -> Result<Waiting, Vec<DispatchError>> {
		let found = self.waiting.iter().find(|waiting| waiting.id == id);
		found.cloned().ok_or_else(|| vec![DualError::NotWaiting.into()])
	}

	fn serving(&self, caller: &Caller) -> Result<(Seat, AccountId), Vec<DispatchError>> {
		let account = Self::account(caller)?;
		match self.officers.get(account) {
			Some(seat) => Ok((*seat, account.clone())),
			None => Err(vec![DualError::NotOfficer.into()]),
		}
	}

	pub(super) fn dual_control(&mut self, caller: &Caller, call: &Call<Runtime>) -> Verdict {
		match call {
			Call::prepare { call, until } => self.prepare(caller, call, *until),
			Call::confirm { id, call } => self.confirm(caller, *id, call),
			Call::turn_down { id, digest } => self.turn_down(caller, *id, *digest),
			Call::withdraw { id, digest } => self.withdraw_act(caller, *id, *digest),
			Call::set_policy { act, needed } => self.set_policy(caller, *act, *needed),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	fn prepare(&mut self, caller: &Caller, call: &RuntimeCall, until: Moment) -> Verdict {
		let (seat, maker) = self.serving(caller)?;
		let Some(act) = act_of(call) else {
			return Err(vec![DualError::NotAnAct.into()]);
		};
		let ended: Vec<_> = self
			.waiting
			.iter()
			.filter(|waiting| waiting.seat == seat && waiting.until <= self.now)
			.map(|waiting| waiting.id)
			.take(MOST_CLEARED)
			.collect();
		let left: Vec<_> = self
			.waiting
			.iter()
			.filter(|waiting| waiting.seat == seat && !ended.contains(&waiting.id))
			.collect();
		let of_maker = left.iter().filter(|waiting| waiting.maker == maker).count();

		let mut broken = Broken::default();
		broken.unless(is_of(act, seat), DualError::ActOfAnotherSeat);
		broken.unless(call.encoded_size() <= LONGEST_CALL, DualError::CallTooLong);
		broken.unless(until > self.now, DualError::EndPast);
		broken.unless(until <= self.now + LONGEST_WAIT, DualError::EndTooFar);
		broken.unless(of_maker < MOST_OF_OFFICER, DualError::TooManyOfOfficer);
		broken.unless(left.len() < MOST_OF_SEAT, DualError::TooManyOfSeat);
		broken.verdict()?;

		self.waiting.retain(|waiting| !ended.contains(&waiting.id));
		let waiting = Waiting {
			id: ActId(self.next_act),
			act,
			seat,
			appointment: self.appointment(&maker),
			maker,
			prepared_at: self.now,
			until,
			call: call.clone(),
		};
		self.next_act += 1;
		let prepared = Deed::Prepared {
			id: waiting.id,
			act,
			digest: waiting.digest(),
		};
		self.enter_deed(&waiting.maker.clone(), prepared);
		self.waiting.push(waiting);
		Ok(())
	}

	fn second(&self, caller: &Caller, id: ActId) -> Result<(AccountId, Waiting, Broken), Vec<DispatchError>> {
		let (seat, checker) = self.serving(caller)?;
		let waiting = self.find_waiting(id)?;
		let mut broken = Broken::default();
		broken.unless(waiting.seat == seat, DualError::OfficerOfAnotherSeat);
		broken.unless(waiting.maker != checker, DualError::OwnAct);
		Ok((checker, waiting, broken))
	}

	/// If what it makes fails, nothing happens.
	fn confirm(&mut self, caller: &Caller, id: ActId, call: &RuntimeCall) -> Verdict {
		let (checker, waiting, mut broken) = self.second(caller, id)?;
		broken.unless(waiting.call == *call, DualError::ActDiffers);
		broken.unless(self.now < waiting.until, DualError::Ended);
		broken.unless(self.is_in_office(&waiting), DualError::MakerLeft);
		broken.verdict()?;
		let two = Caller::Officers {
			seat: waiting.seat,
			maker: waiting.maker.clone(),
			checker: checker.clone(),
			id,
		};
		self.decide(&two, call)?;
		self.waiting.retain(|other| other.id != id);
		let confirmed = Deed::Confirmed {
			id,
			act: waiting.act,
			digest: waiting.digest(),
			prepared_by: waiting.maker,
		};
		self.enter_deed(&checker, confirmed);
		Ok(())
	}

	fn turn_down(&mut self, caller: &Caller, id: ActId, digest: H256) -> Verdict {
		let (checker, waiting, mut broken) = self.second(caller, id)?;
		broken.unless(waiting.digest() == digest, DualError::ActDiffers);
		broken.verdict()?;
		self.waiting.retain(|other| other.id != id);
		let turned_down = Deed::TurnedDown {
			id,
			act: waiting.act,
			digest,
			prepared_by: waiting.maker,
		};
		self.enter_deed(&checker, turned_down);
		Ok(())
	}

	fn withdraw_act(&mut self, caller: &Caller, id: ActId, digest: H256) -> Verdict {
		let (_, maker) = self.serving(caller)?;
		let waiting = self.find_waiting(id)?;
		let mut broken = Broken::default();
		broken.unless(waiting.maker == maker, DualError::NotMaker);
		broken.unless(waiting.digest() == digest, DualError::ActDiffers);
		broken.verdict()?;
		self.waiting.retain(|other| other.id != id);
		let act = waiting.act;
		self.enter_deed(&maker, Deed::Withdrew { id, act, digest });
		Ok(())
	}

	fn set_policy(&mut self, caller: &Caller, act: Act, needed: Needed) -> Verdict {
		let account = Self::account(caller)?;
		let Some(seat) = self.governors.get(account).copied() else {
			return Err(vec![DualError::NotSeatAccount.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(is_of(act, seat), DualError::ActOfAnotherSeat);
		broken.unless(!is_for_good(act), DualError::AlwaysTwo);
		let two = needed == Needed::Two;
		broken.unless(self.takes_two(seat, act) != two, DualError::PolicyUnchanged);
		broken.verdict()?;
		if two {
			self.two.insert((seat, act));
		} else {
			self.two.remove(&(seat, act));
		}
		Ok(())
	}
}
