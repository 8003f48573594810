//! Seats, their officers and validators, and what motions decide.

use super::{kind::Kind, Dice};
use crate::{
	tests::{env::DAY, model::MOST_VALIDATORS},
	AccountId, MinRetention, RuntimeCall,
};
use pallet_agencies::{Call as AgenciesCall, Seat};
use rand::{seq::SliceRandom, Rng};

impl Dice<'_> {
	pub(super) fn officers(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
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
	pub(super) fn dispatch_as_root(&mut self) -> AgenciesCall<crate::Runtime> {
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
	pub(super) fn seats(&mut self, kind: Kind) -> AgenciesCall<crate::Runtime> {
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
	pub(super) fn allowance(&mut self, kind: Kind) -> AgenciesCall<crate::Runtime> {
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
	pub(super) fn retention(&mut self) -> Option<u64> {
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

	pub(super) fn validators(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
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
}
