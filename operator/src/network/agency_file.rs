//! What an agency passes on: the public parts of its keys, and the proofs that they were made for one network.

use super::{
	names::NetworkId,
	node_address::{Bootnode, Reach, Unreachable},
	proof,
	seat::Seat,
};
use crate::address::Address;
use serde::{Deserialize, Serialize};
use sp_core::{ed25519, sr25519};
use std::{
	fs::File,
	io::Read,
	path::{Path, PathBuf},
};

/// The file's format and its version.
pub const FORMAT: &str = "eseal-agency/2";

/// As many validators as the chain gives a seat.
pub const MAX_VALIDATORS: usize = 4;

/// How many officers an agency has at least when its network begins.
pub const MIN_OFFICERS: usize = 2;

/// Far above the size of a true file, in bytes.
const MAX_BYTES: u64 = 64 * 1024;

/// One agency's part of a network: public keys, accounts and nodes' addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
	/// Its seat.
	pub seat: Seat,
	/// The account that governs the seat.
	pub account: Address,
	/// Its officers' accounts, at least [`MIN_OFFICERS`].
	pub officers: Vec<Address>,
	/// Its validators, 1 to [`MAX_VALIDATORS`].
	pub validators: Vec<Validator>,
	/// Where its nodes are found.
	pub bootnodes: Vec<Bootnode>,
}

/// One validator's account and session keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validator {
	/// Its account.
	pub account: Address,
	/// The public key that it authors blocks with.
	pub aura: Address,
	/// The public key that it finalizes blocks with.
	pub grandpa: Address,
}

/// The file, as it was read.
#[derive(Debug, Clone)]
pub struct AgencyFile {
	/// Where it was read from.
	pub path: PathBuf,
	/// Its bytes: agencies compare their digest.
	pub bytes: Vec<u8>,
	/// The network that the keys were made for.
	pub network: NetworkId,
	/// What it says.
	pub agency: Agency,
}

/// A validator's proofs that its session keys were made for one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proofs {
	/// By the Aura key.
	pub aura: sr25519::Signature,
	/// By the GRANDPA key.
	pub grandpa: ed25519::Signature,
}

/// An agency's file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct AgencyFileError {
	/// Which one.
	pub path: PathBuf,
	/// Why.
	#[source]
	pub reason: Reason,
}

/// What is wrong with an agency's file.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
	/// It cannot be read.
	#[error("it cannot be read: {0}")]
	Io(#[from] std::io::Error),
	/// It is far too large.
	#[error("it is larger than {MAX_BYTES} bytes, so it is no agency's file")]
	TooLarge,
	/// It is of another kind or version.
	#[error("its format is `{0}`; this program reads `{FORMAT}`")]
	OtherFormat(String),
	/// Something is missing, unknown, or no key.
	#[error("{0}")]
	Content(#[from] serde_json::Error),
	/// What nothing undoes takes a second officer.
	#[error(
		"it has {0} officer(s); an agency begins with {MIN_OFFICERS} or more, since what nothing undoes takes two"
	)]
	TooFewOfficers(usize),
	/// The chain gives a seat 1 to 4.
	#[error("it has {0} validators; a seat has 1 to {MAX_VALIDATORS}")]
	Validators(usize),
	/// A node belongs to a validator.
	#[error("it has more nodes' addresses than validators")]
	Bootnodes,
	/// A session key was not made for this network, or not by this agency.
	#[error(
		"the {key} key {address} has no proof that it was made for the network {network}, this seat and this validator"
	)]
	Proof {
		/// Which of the session keys.
		key: &'static str,
		/// The key.
		address: Address,
		/// The network that the file names.
		network: NetworkId,
	},
	/// A byte is not as the program wrote it.
	#[error("it was changed after `eseal-operator network keys` wrote it")]
	Changed,
	/// The keys were made for another network.
	#[error("its keys were made for the network {made_for}, not for {network}")]
	OtherNetwork {
		/// The network that the file names.
		made_for: NetworkId,
		/// The network that it was given for.
		network: NetworkId,
	},
	/// Other agencies' nodes cannot reach one of its nodes.
	#[error("its node's address {bootnode} is of no use: {reason}")]
	Unreachable {
		/// The address.
		bootnode: Box<Bootnode>,
		/// Why.
		reason: Unreachable,
	},
}

impl AgencyFileError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match &self.reason {
			Reason::Io(_) => "Name the file that the agency passed on.".into(),
			Reason::OtherNetwork { network, .. } => format!(
				"Keys serve one network. The agency makes new ones: eseal-operator network keys --id {network} …"
			),
			Reason::OtherFormat(_) | Reason::TooFewOfficers(_) | Reason::Validators(_) | Reason::Bootnodes => {
				"The agency makes its keys again: eseal-operator network keys --help".into()
			}
			Reason::Unreachable { .. } => {
				"The agency makes its keys again, with an address under which others reach its node.\n\
				To try a network on one machine: --local-addresses"
					.into()
			}
			Reason::TooLarge | Reason::Content(_) | Reason::Proof { .. } | Reason::Changed => {
				"Ask the agency for the file that `eseal-operator network keys` wrote, unchanged, and for its SHA-256."
					.into()
			}
		}
	}
}

/// The file's JSON. A field that is not known could be a secret.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
	format: String,
	network: NetworkId,
	seat: Seat,
	account: Address,
	officers: Vec<Address>,
	validators: Vec<ValidatorJson>,
	bootnodes: Vec<Bootnode>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValidatorJson {
	account: Address,
	aura: Address,
	aura_proof: sr25519::Signature,
	grandpa: Address,
	grandpa_proof: ed25519::Signature,
}

/// What tells the version, whatever else there is.
#[derive(Deserialize)]
struct Head {
	format: String,
}

/// Writes the file of an agency whose keys were made for a network, with one pair of proofs for each validator, in order.
pub fn write(network: &NetworkId, agency: &Agency, proofs: &[Proofs]) -> Result<Vec<u8>, serde_json::Error> {
	let validators = agency
		.validators
		.iter()
		.zip(proofs)
		.map(|(validator, proofs)| ValidatorJson {
			account: validator.account,
			aura: validator.aura,
			aura_proof: proofs.aura,
			grandpa: validator.grandpa,
			grandpa_proof: proofs.grandpa,
		});
	let json = Json {
		format: FORMAT.into(),
		network: network.clone(),
		seat: agency.seat,
		account: agency.account,
		officers: agency.officers.clone(),
		validators: validators.collect(),
		bootnodes: agency.bootnodes.clone(),
	};
	json.write()
}

impl AgencyFile {
	/// Reads a file, and checks that it is an agency's, that nothing was added or changed, and that its session keys were
	/// made for the network that it names.
	///
	/// # Errors
	///
	/// What is wrong with it.
	pub fn read(path: &Path) -> Result<Self, AgencyFileError> {
		let read = || {
			let mut bytes = Vec::new();
			File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
			let (network, agency) = parse(&bytes)?;
			Ok(Self {
				path: path.into(),
				bytes,
				network,
				agency,
			})
		};
		read().map_err(|reason| AgencyFileError {
			path: path.into(),
			reason,
		})
	}

	/// Checks that the keys were made for a network, and that its nodes can be reached.
	///
	/// # Errors
	///
	/// What is wrong with it.
	pub fn check_for(&self, network: &NetworkId, reach: Reach) -> Result<(), AgencyFileError> {
		let check = || {
			if self.network != *network {
				return Err(Reason::OtherNetwork {
					made_for: self.network.clone(),
					network: network.clone(),
				});
			}
			check_bootnodes(&self.agency.bootnodes, reach)
		};
		check().map_err(|reason| AgencyFileError {
			path: self.path.clone(),
			reason,
		})
	}
}

/// Checks that nodes can be reached.
pub fn check_bootnodes(bootnodes: &[Bootnode], reach: Reach) -> Result<(), Reason> {
	bootnodes.iter().try_for_each(|bootnode| {
		bootnode
			.transport
			.check_reach(reach)
			.map_err(|reason| Reason::Unreachable {
				bootnode: Box::new(bootnode.clone()),
				reason,
			})
	})
}

fn parse(bytes: &[u8]) -> Result<(NetworkId, Agency), Reason> {
	if bytes.len() as u64 > MAX_BYTES {
		return Err(Reason::TooLarge);
	}
	let Head { format } = serde_json::from_slice(bytes)?;
	if format != FORMAT {
		return Err(Reason::OtherFormat(format));
	}
	let json: Json = serde_json::from_slice(bytes)?;
	if json.officers.len() < MIN_OFFICERS {
		return Err(Reason::TooFewOfficers(json.officers.len()));
	}
	if !(1..=MAX_VALIDATORS).contains(&json.validators.len()) {
		return Err(Reason::Validators(json.validators.len()));
	}
	if json.bootnodes.len() > json.validators.len() {
		return Err(Reason::Bootnodes);
	}
	json.check_proofs()?;
	// A list in place of an object, spaces, letters of another case: one file has one form.
	if json.write()? != bytes {
		return Err(Reason::Changed);
	}
	let agency = Agency {
		seat: json.seat,
		account: json.account,
		officers: json.officers,
		validators: json.validators.iter().map(ValidatorJson::keys).collect(),
		bootnodes: json.bootnodes,
	};
	Ok((json.network, agency))
}

impl Json {
	fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
		let mut bytes = Vec::new();
		let tabs = serde_json::ser::PrettyFormatter::with_indent(b"\t");
		self.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, tabs))?;
		bytes.push(b'\n');
		Ok(bytes)
	}

	fn check_proofs(&self) -> Result<(), Reason> {
		for validator in &self.validators {
			let keys = validator.keys();
			let statement = proof::statement(&self.network, self.seat, &keys.account);
			let proofs = [
				(
					"aura",
					keys.aura,
					proof::verify_aura(&keys.aura, &validator.aura_proof, &statement),
				),
				(
					"grandpa",
					keys.grandpa,
					proof::verify_grandpa(&keys.grandpa, &validator.grandpa_proof, &statement),
				),
			];
			for (key, address, holds) in proofs {
				if !holds {
					return Err(Reason::Proof {
						key,
						address,
						network: self.network.clone(),
					});
				}
			}
		}
		Ok(())
	}
}

impl ValidatorJson {
	fn keys(&self) -> Validator {
		Validator {
			account: self.account,
			aura: self.aura,
			grandpa: self.grandpa,
		}
	}
}
