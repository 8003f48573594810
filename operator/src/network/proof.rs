//! The proof that a session key was made for one network: the key's own signature.
//!
//! A GRANDPA vote names no chain: it signs a block's hash, a number, a round and a set. So a vote by the same key on two
//! networks is valid on both, where it counts as a vote, as a proof of finality, or as the proof of a double vote. Hence a
//! session key serves one network, and its file says which in a way that nobody but the key's holder can change.

use super::{agency_file::FORMAT, names::NetworkId, seat::Seat};
use crate::address::Address;
use sp_core::{crypto::Pair, ed25519, sr25519};

/// What each session key of a validator signs.
///
/// It begins with the format's name: no vote, no block's seal and no proof of possession does.
pub fn statement(network: &NetworkId, seat: Seat, account: &Address) -> Vec<u8> {
	format!("{FORMAT} network={network} seat={seat} validator={account}").into_bytes()
}

/// Whether a statement is signed by an Aura key.
pub fn verify_aura(key: &Address, signature: &sr25519::Signature, statement: &[u8]) -> bool {
	sr25519::Pair::verify(signature, statement, &sr25519::Public::from(key.0))
}

/// Whether a statement is signed by a GRANDPA key.
pub fn verify_grandpa(key: &Address, signature: &ed25519::Signature, statement: &[u8]) -> bool {
	ed25519::Pair::verify(signature, statement, &ed25519::Public::from(key.0))
}

/// What a key signs for nobody but the check that it can sign.
pub const CHECK: &[u8] = b"eseal-operator: can this key sign?";
