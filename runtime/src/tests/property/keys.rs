//! The session keys of validators. An account has the same ones each time it validates.

use crate::{
	tests::env::{account_of, validator},
	AccountId, RuntimeCall, SessionKeys,
};
use codec::Encode;
use pallet_agencies::Seat;
use sp_core::{crypto::Pair, ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519};
use sp_io::hashing::blake2_256;
use sp_keyring::Ed25519Keyring;
use std::{
	collections::BTreeMap,
	sync::{LazyLock, Mutex},
};

/// The key pairs of a validator: as the genesis has them, or made from its account.
fn pairs(account: &AccountId) -> (sr25519::Pair, ed25519::Pair) {
	let of_genesis = Seat::AGENCIES.map(validator).into_iter().zip([
		Ed25519Keyring::Alice,
		Ed25519Keyring::Bob,
		Ed25519Keyring::Charlie,
	]);
	for (aura, grandpa) in of_genesis {
		if account_of(&aura) == *account {
			return (aura, grandpa.pair());
		}
	}
	let seed = account.using_encoded(blake2_256);
	(sr25519::Pair::from_seed(&seed), ed25519::Pair::from_seed(&seed))
}

/// The session keys of a validator.
pub fn keys_of(account: &AccountId) -> SessionKeys {
	static KEYS: LazyLock<Mutex<BTreeMap<AccountId, SessionKeys>>> = LazyLock::new(Mutex::default);
	let mut keys = KEYS.lock().expect("no test fails while it derives");
	let derive = || {
		let (aura, grandpa) = pairs(account);
		SessionKeys {
			aura: aura.public().into(),
			grandpa: grandpa.public().into(),
		}
	};
	keys.entry(account.clone()).or_insert_with(derive).clone()
}

/// The call by which a validator sets its session keys, with the proof that they are its own.
pub fn set_keys(account: &AccountId) -> RuntimeCall {
	let (mut aura, mut grandpa) = pairs(account);
	let keys = keys_of(account);
	let proof = account.using_encoded(|owner| {
		(
			aura.generate_proof_of_possession(owner),
			grandpa.generate_proof_of_possession(owner),
		)
			.encode()
	});
	pallet_session::Call::set_keys { keys, proof }.into()
}
