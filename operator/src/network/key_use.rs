//! What each key is for: one thing, in one agency, and never a key that everyone has.

use super::{agency_file::Agency, seat::Seat, well_known::WellKnown};
use crate::address::Address;
use libp2p_identity::PeerId;
use std::{collections::HashMap, fmt};

/// A key, account or node's identity that an agency names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
	/// An account or a session key.
	Address(Address),
	/// A node's identity.
	Peer(PeerId),
}

/// A key must not be used so.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyUseError {
	/// Everyone has its secret.
	#[error("{usage} is a development key, which everyone has: {key} ({reason})")]
	WellKnown {
		/// The key.
		key: Box<Key>,
		/// What it is for.
		usage: String,
		/// Why everyone has it.
		reason: String,
	},
	/// It is named twice.
	#[error("one key has two uses: {key} is {first} and {second}")]
	Twice {
		/// The key.
		key: Box<Key>,
		/// What it is for.
		first: String,
		/// What else it is for.
		second: String,
	},
	/// No file is that agency's.
	#[error("no file is of {} ({seat})", seat.title())]
	SeatMissing {
		/// The seat.
		seat: Seat,
	},
	/// Several files are that agency's.
	#[error("{count} files are of {} ({seat})", seat.title())]
	SeatTwice {
		/// The seat.
		seat: Seat,
		/// How many.
		count: usize,
	},
}

impl KeyUseError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::WellKnown { .. } => "That agency makes keys of its own: eseal-operator network keys --help",
			Self::Twice { .. } => {
				"Every key and account has one use, in one agency. Make the keys again: eseal-operator network keys --help"
			},
			Self::SeatMissing { .. } => "Each of the three agencies passes on one file; name all three.",
			Self::SeatTwice { .. } => "Name the file of each agency once.",
		}
		.into()
	}
}

impl fmt::Display for Key {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Address(address) => address.fmt(f),
			Self::Peer(peer) => peer.fmt(f),
		}
	}
}

/// Checks that no key has two uses, and that everyone has the secret of none.
///
/// # Errors
///
/// The first key that must not be used so.
pub fn check(agencies: &[&Agency], known: &WellKnown) -> Result<(), KeyUseError> {
	let mut seen = HashMap::new();
	for (key, usage) in agencies.iter().flat_map(|agency| uses(agency)) {
		let reason = match &key {
			Key::Address(address) => known.address(address),
			Key::Peer(peer) => known.peer(peer),
		};
		if let Some(reason) = reason {
			return Err(KeyUseError::WellKnown {
				key: Box::new(key),
				usage,
				reason: reason.to_owned(),
			});
		}
		if let Some(first) = seen.insert(key, usage.clone()) {
			return Err(KeyUseError::Twice {
				key: Box::new(key),
				first,
				second: usage,
			});
		}
	}
	Ok(())
}

/// Gives the three agencies in the order in which they stand in a specification.
///
/// # Errors
///
/// One is missing, or there twice.
pub fn in_order(agencies: &[Agency]) -> Result<[&Agency; 3], KeyUseError> {
	let one = |seat: Seat| {
		let mut of_seat = agencies.iter().filter(|agency| agency.seat == seat);
		let first = of_seat.next().ok_or(KeyUseError::SeatMissing { seat })?;
		match of_seat.count() {
			0 => Ok(first),
			others => Err(KeyUseError::SeatTwice {
				seat,
				count: others + 1,
			}),
		}
	};
	let [first, second, third] = Seat::ALL;
	Ok([one(first)?, one(second)?, one(third)?])
}

/// All keys, accounts and identities that an agency names, each with what it is for.
fn uses(agency: &Agency) -> Vec<(Key, String)> {
	let seat = agency.seat;
	let numbered = |one: &str, index: usize, count: usize| {
		if count > 1 {
			format!("{seat}'s {one} {}", index + 1)
		} else {
			format!("{seat}'s {one}")
		}
	};
	let mut uses = vec![(Key::Address(agency.account), format!("{seat}'s governing account"))];
	for (index, officer) in agency.officers.iter().enumerate() {
		uses.push((
			Key::Address(*officer),
			numbered("officer", index, agency.officers.len()),
		));
	}
	for (index, validator) in agency.validators.iter().enumerate() {
		let whose = numbered("validator", index, agency.validators.len());
		uses.push((Key::Address(validator.account), format!("{whose}'s account")));
		uses.push((Key::Address(validator.aura), format!("{whose}'s aura key")));
		uses.push((Key::Address(validator.grandpa), format!("{whose}'s grandpa key")));
	}
	for (index, bootnode) in agency.bootnodes.iter().enumerate() {
		uses.push((
			Key::Peer(bootnode.peer),
			numbered("node", index, agency.bootnodes.len()),
		));
	}
	uses
}
