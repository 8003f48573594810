//! Acts of officers, which others confirm.

use super::{
	arguments::{raw, USCCS},
	kind::{Kind, OF_OFFICERS},
	Dice, HOUR,
};
use crate::{
	tests::model::{act_of, is_for_good, is_of, Caller, LONGEST_CALL, LONGEST_WAIT},
	AccountId, RuntimeCall,
};
use eseal_primitives::{act::Needed, Act, ActId, Moment, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::Call as SealCall;
use rand::Rng;
use sp_core::H256;

pub(super) type DualCall = pallet_dual_control::Call<crate::Runtime>;

impl Dice<'_> {
	/// What takes two officers, one of them mostly prepares.
	pub(super) fn prepared(&mut self, plausible: Option<Caller>, call: RuntimeCall) -> (Option<Caller>, RuntimeCall) {
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
	pub(super) fn prepare(&mut self) -> (Option<AccountId>, RuntimeCall) {
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
	pub(super) fn about_waiting(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
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
	pub(super) fn policy(&mut self) -> (Option<AccountId>, RuntimeCall) {
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
}
