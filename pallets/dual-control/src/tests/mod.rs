//! Tests, by call and by concept. Every test runs in [`run`], which checks all invariants at its end; only those that corrupt
//! the storage on purpose do not.

mod bounds;
mod confirm;
mod end;
mod gate;
mod policy;
mod prepare;
mod record;
mod runtime_api;
mod try_state;

use crate::{
	mock::*, Act, ActId, Error, Event, Needed, NextActId, Prepared, RawOrigin, Seat, Slot, TwoOfficers, Waiting,
};
use codec::Encode;
use eseal_crypto::decision::call_digest;
use eseal_primitives::{Moment, Uscc, UsccCheck};
use frame_support::{assert_noop, assert_ok};
use pallet_agencies::{Deed, OfficersOnRecord};
use pallet_e_seal::EnterpriseStatus;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

const HOUR: u64 = 60 * 60 * 1_000;

fn by(account: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

/// The second officer of a seat.
fn second(seat: Seat) -> RuntimeOrigin {
	by(second_officer(seat))
}

fn governor(seat: Seat) -> RuntimeOrigin {
	by(seat_account(seat))
}

fn now() -> Moment {
	Moment(Timestamp::get())
}

/// In an hour.
fn soon() -> Moment {
	now().saturating_add(HOUR)
}

fn prepare(origin: RuntimeOrigin, call: RuntimeCall) -> DispatchResult {
	DualControl::prepare(origin, Box::new(call), soon())
}

/// Prepares an act, and returns its number.
fn prepared(origin: RuntimeOrigin, call: RuntimeCall) -> ActId {
	let id = NextActId::<Test>::get();
	assert_ok!(prepare(origin, call));
	id
}

fn confirm(origin: RuntimeOrigin, id: ActId, call: RuntimeCall) -> DispatchResult {
	DualControl::confirm(origin, id, Box::new(call))
		.map(drop)
		.map_err(|failure| failure.error)
}

fn digest(act: Act, call: &RuntimeCall) -> H256 {
	call_digest(act, &call.encode())
}

/// The enterprise is registered.
fn registered() {
	assert_ok!(send(ms(), register("杭州示例科技有限公司")));
}

fn status() -> EnterpriseStatus {
	let uscc = Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).unwrap();
	pallet_e_seal::Enterprises::<Test>::get(uscc).unwrap().status
}

/// What is on record of an officer.
fn deeds(who: &AccountId) -> Vec<Deed<AccountId>> {
	Agencies::officer_history_page(who, 0, 1_000)
		.into_iter()
		.map(|entry| entry.deed)
		.collect()
}
