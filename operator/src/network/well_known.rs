//! Keys whose secrets everyone has. A chain with one of them has an agency that anyone can speak for.

use crate::address::Address;
use eseal_primitives::SealKey;
use libp2p_identity::{ed25519, PeerId, PublicKey};
use sp_core::{
	crypto::{Pair, DEV_PHRASE},
	ecdsa, ed25519 as substrate_ed25519, sr25519,
};
use std::collections::HashMap;

/// Under these names Substrate derives keys for development.
const PEOPLE: [&str; 8] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "One", "Two"];

/// Under these names the runtime's presets derive the accounts of seats and officers.
const SEATS: [&str; 4] = ["MarketSupervision", "PublicSecurity", "DataResources", "Witness"];

/// How many of the node keys 1, 2, 3, … are looked for: examples on the web use the first few.
const COUNTED_NODE_KEYS: u8 = 16;

/// Why a key is well known.
pub type Reason = String;

/// The keys whose secrets everyone has.
#[derive(Debug, Default)]
pub struct WellKnown {
	addresses: HashMap<Address, Reason>,
	peers: HashMap<PeerId, Reason>,
}

impl WellKnown {
	/// Derives them from the names and numbers that examples use.
	pub fn derived() -> Self {
		let mut known = Self::default();
		for suri in secrets() {
			let name = if suri == DEV_PHRASE {
				"the development phrase"
			} else {
				&suri
			};
			for (scheme, address) in [
				("sr25519", public::<sr25519::Pair>(&suri).map(|key| key.0)),
				("ed25519", public::<substrate_ed25519::Pair>(&suri).map(|key| key.0)),
				// An account of this scheme is the digest of its key.
				(
					"ecdsa",
					public::<ecdsa::Pair>(&suri).map(|key| sp_crypto_hashing::blake2_256(&key.0)),
				),
			] {
				if let Some(bytes) = address {
					known
						.addresses
						.insert(Address(bytes), format!("it is {name}, {scheme}"));
				}
			}
		}
		for number in 1..=COUNTED_NODE_KEYS {
			if let Some(peer) = peer_of_number(number) {
				known.peers.insert(peer, format!("its secret is the number {number}"));
			}
		}
		known
	}

	/// Adds the keys of a chain that eseal-node has built in.
	pub fn add_chain(&mut self, chain: &str, addresses: impl IntoIterator<Item = Address>) {
		for address in addresses {
			self.addresses
				.entry(address)
				.or_insert_with(|| format!("it is in the chain `{chain}`"));
		}
	}

	/// Why everyone can sign for an account or key; nothing if that is not known.
	pub fn address(&self, address: &Address) -> Option<&str> {
		if is_weak(address) {
			return Some("it has no secret: anyone can sign for it");
		}
		self.addresses.get(address).map(String::as_str)
	}

	/// Why everyone can answer as a node; nothing if that is not known.
	pub fn peer(&self, peer: &PeerId) -> Option<&str> {
		self.peers.get(peer).map(String::as_str)
	}
}

fn secrets() -> impl Iterator<Item = String> {
	let people = PEOPLE
		.iter()
		.flat_map(|name| [format!("//{name}"), format!("//{name}//stash")]);
	let seats = SEATS
		.iter()
		.flat_map(|name| ["", "//officer", "//second"].map(|path| format!("//{name}{path}")));
	std::iter::once(DEV_PHRASE.to_owned()).chain(people).chain(seats)
}

fn public<P: Pair>(suri: &str) -> Option<P::Public> {
	P::from_string(suri, None).ok().map(|pair| pair.public())
}

/// Whether it is no honest point of either curve, so that a signature by it proves nothing.
fn is_weak(address: &Address) -> bool {
	eseal_crypto::is_weak(&SealKey::Sr25519(sr25519::Public::from(address.0)))
		|| eseal_crypto::is_weak(&SealKey::Ed25519(substrate_ed25519::Public::from(address.0)))
}

/// The identity of the node whose secret is a number.
fn peer_of_number(number: u8) -> Option<PeerId> {
	let mut secret = [0; 32];
	*secret.last_mut()? = number;
	let secret = ed25519::SecretKey::try_from_bytes(secret).ok()?;
	Some(PublicKey::from(ed25519::Keypair::from(secret).public()).to_peer_id())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_that_everyone_has_are_known() {
		let known = WellKnown::derived();
		let reason = |address: &str| known.address(&address.parse().unwrap()).unwrap().to_owned();
		// As `eseal-node key inspect` tells them.
		assert_eq!(
			reason("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
			"it is //Alice, sr25519"
		);
		assert_eq!(
			reason("5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu"),
			"it is //Alice, ed25519"
		);
		assert_eq!(
			reason("5C7C2Z5sWbytvHpuLTvzKunnnRwQxft1jiqrLD5rhucQ5S9X"),
			"it is //Alice, ecdsa"
		);
		assert_eq!(
			reason("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV"),
			"it is the development phrase, sr25519"
		);
		// Nodes' keys 1 and 2, as examples for bootnodes use them.
		let peer = |text: &str| known.peer(&text.parse().unwrap()).map(str::to_owned);
		let first = peer("12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp");
		assert_eq!(first.as_deref(), Some("its secret is the number 1"));
	}

	#[test]
	fn points_of_small_order_are_known() {
		let known = WellKnown::derived();
		let mut one = [0; 32];
		one[0] = 1;
		assert!(known.address(&Address([0; 32])).is_some());
		assert!(known.address(&Address(one)).is_some());
		assert_eq!(known.address(&Address([7; 32])), None);
	}
}
