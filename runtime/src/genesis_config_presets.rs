//! The chains for development: their secret keys are known to everyone.
//!
//! Both presets have the three agencies with one validator and two officers each. In `development` one node holds the
//! keys of all three validators; in `local_testnet` three nodes hold one each. Sessions last 20 s.
//!
//! | seat | validator | governing account | officers |
//! | --- | --- | --- | --- |
//! | Market Supervision | `//Alice` | `//MarketSupervision` | `//MarketSupervision//officer`, `//MarketSupervision//second` |
//! | Public Security | `//Bob` | `//PublicSecurity` | `//PublicSecurity//officer`, `//PublicSecurity//second` |
//! | Data Resources | `//Charlie` | `//DataResources` | `//DataResources//officer`, `//DataResources//second` |

use crate::{AccountId, AgenciesConfig, BlockNumber, RuntimeGenesisConfig, SessionConfig, SessionKeys};
use alloc::{format, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_agencies::{Seat, SeatGenesis};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::get_public_from_string_or_panic, sr25519};
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

fn account(path: &str) -> AccountId {
	get_public_from_string_or_panic::<sr25519::Public>(path).into()
}

/// The length of a session in the presets, in blocks: 20 s.
const SESSION_LENGTH: BlockNumber = 10;

/// The seat's name as in a derivation path, and who validates for it.
fn agency(seat: Seat) -> (&'static str, Sr25519Keyring, Ed25519Keyring) {
	match seat {
		Seat::MarketSupervision => ("MarketSupervision", Sr25519Keyring::Alice, Ed25519Keyring::Alice),
		Seat::PublicSecurity => ("PublicSecurity", Sr25519Keyring::Bob, Ed25519Keyring::Bob),
		Seat::DataResources => ("DataResources", Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
		// Vacant in every preset, and here for tests and drills that fill it.
		Seat::Witness => ("Witness", Sr25519Keyring::Dave, Ed25519Keyring::Dave),
	}
}

fn seat_of(seat: Seat) -> (Seat, SeatGenesis<AccountId>) {
	let (name, validator, _) = agency(seat);
	let genesis = SeatGenesis {
		account: account(name),
		officers: ["officer", "second"]
			.map(|which| account(&format!("{name}//{which}")))
			.into(),
		validators: vec![validator.to_account_id()],
	};
	(seat, genesis)
}

fn keys_of(seat: Seat) -> (AccountId, AccountId, SessionKeys) {
	let (_, aura, grandpa) = agency(seat);
	let validator = aura.to_account_id();
	let keys = SessionKeys {
		aura: AuraId::from(aura.public()),
		grandpa: GrandpaId::from(grandpa.public()),
	};
	(validator.clone(), validator, keys)
}

/// Three agencies with well-known keys.
fn three_agencies() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		agencies: AgenciesConfig {
			seats: Seat::AGENCIES.map(seat_of).into(),
			session_length: Some(SESSION_LENGTH),
		},
		session: SessionConfig {
			keys: Seat::AGENCIES.map(keys_of).into()
		},
	})
}

/// The genesis of a preset, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET | sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => three_agencies(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
		PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
	]
}
