//! Sessions: which validators hold which keys, and when that changes.

use crate::{AccountId, Agencies, BlockNumber, Runtime, RuntimeEvent, RuntimeHoldReason, SessionKeys};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{hold, Dust, Inspect, Mutate, Unbalanced},
		tokens::{DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence},
	},
};
use pallet_agencies::{Seat, SeatOf, SessionLength, ValidatorOf};
use sp_runtime::{
	traits::{Get, OpaqueKeys},
	DispatchError, DispatchResult, TokenError,
};
use sp_staking::SessionIndex;

/// The length of a session, in blocks: what the genesis says, or 10 minutes.
pub struct SessionPeriod;

impl Get<BlockNumber> for SessionPeriod {
	fn get() -> BlockNumber {
		SessionLength::<Runtime>::get()
	}
}

parameter_types! {
	/// For how many sessions the chain remembers who validated: a week of sessions of 10 minutes.
	pub const SessionHistory: SessionIndex = 7 * 24 * 6;
	/// The block at which the first session ends is `SessionOffset` modulo [`SessionPeriod`].
	pub const SessionOffset: BlockNumber = 0;
	/// The maximum number of validators: four for each of four seats.
	pub const MaxAuthorities: u32 = 16;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ValidatorOf<Runtime>;
	type ShouldEndSession = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	type NextSessionRotation = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Runtime, Agencies>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = NoCurrency;
	type KeyDeposit = ();
}

impl pallet_session::historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = Seat;
	type FullIdentificationOf = SeatOf<Runtime>;
}

/// For pallets that need a currency. This chain has none: every amount is zero, and nobody can be given any.
pub struct NoCurrency;

impl Inspect<AccountId> for NoCurrency {
	type Balance = u32;

	fn total_issuance() -> u32 {
		0
	}

	fn minimum_balance() -> u32 {
		0
	}

	fn total_balance(_: &AccountId) -> u32 {
		0
	}

	fn balance(_: &AccountId) -> u32 {
		0
	}

	fn reducible_balance(_: &AccountId, _: Preservation, _: Fortitude) -> u32 {
		0
	}

	fn can_deposit(_: &AccountId, amount: u32, _: Provenance) -> DepositConsequence {
		if amount == 0 {
			DepositConsequence::Success
		} else {
			DepositConsequence::UnknownAsset
		}
	}

	fn can_withdraw(_: &AccountId, amount: u32) -> WithdrawConsequence<u32> {
		if amount == 0 {
			WithdrawConsequence::Success
		} else {
			WithdrawConsequence::BalanceLow
		}
	}
}

impl Unbalanced<AccountId> for NoCurrency {
	fn handle_dust(_: Dust<AccountId, Self>) {}

	fn write_balance(_: &AccountId, amount: u32) -> Result<Option<u32>, DispatchError> {
		nothing(amount).map(|()| None)
	}

	fn set_total_issuance(_: u32) {}
}

impl Mutate<AccountId> for NoCurrency {}

impl hold::Inspect<AccountId> for NoCurrency {
	type Reason = RuntimeHoldReason;

	fn total_balance_on_hold(_: &AccountId) -> u32 {
		0
	}

	fn balance_on_hold(_: &RuntimeHoldReason, _: &AccountId) -> u32 {
		0
	}
}

impl hold::Unbalanced<AccountId> for NoCurrency {
	fn set_balance_on_hold(_: &RuntimeHoldReason, _: &AccountId, amount: u32) -> DispatchResult {
		nothing(amount)
	}
}

impl hold::Mutate<AccountId> for NoCurrency {}

fn nothing(amount: u32) -> DispatchResult {
	if amount == 0 {
		Ok(())
	} else {
		Err(TokenError::Unsupported.into())
	}
}
