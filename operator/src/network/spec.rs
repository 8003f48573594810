//! The chain specification: made from the agencies' files alone, the same bytes wherever it is made.

use super::{
	agency_file::{self, Agency, Validator},
	key_use::{self, KeyUseError},
	names::{NetworkId, NetworkName},
	node::{EsealNode, NodeError, DEVELOPMENT_CHAINS},
	node_address::{Bootnode, Reach},
	other_network::{OtherNetwork, OtherNetworkError},
	seat::Seat,
	well_known::WellKnown,
};
use crate::address::{Address, PREFIX};
use eseal_primitives::{TOKEN_DECIMALS, TOKEN_SYMBOL};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	collections::BTreeMap,
	fs, io,
	path::{Path, PathBuf},
};

/// The plain specification's file.
pub const PLAIN: &str = "eseal-plain.json";

/// The file of the specification with raw storage.
pub const RAW: &str = "eseal-raw.json";

/// A specification that was made.
#[derive(Debug)]
pub struct Assembled {
	/// The plain specification, JSON.
	pub plain: Vec<u8>,
	/// The same with raw storage, JSON.
	pub raw: Vec<u8>,
	/// The SHA-256 of the runtime's code, in hexadecimal.
	pub runtime: String,
	/// The hash of the first block, in hexadecimal after `0x`.
	pub genesis: String,
}

/// How to make a specification.
#[derive(Debug)]
pub struct Maker {
	/// The program whose runtime the chain begins with.
	pub node: EsealNode,
	/// From where nodes must be reached.
	pub reach: Reach,
	/// Networks of which no session key may be used again.
	pub others: Vec<OtherNetwork>,
}

/// A specification cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
	/// A key or a seat is not as it must be.
	#[error(transparent)]
	KeyUse(#[from] KeyUseError),
	/// A key is another network's.
	#[error(transparent)]
	OtherNetwork(#[from] OtherNetworkError),
	/// eseal-node did not do its part.
	#[error(transparent)]
	Node(#[from] NodeError),
	/// The runtime in eseal-node is not in hexadecimal.
	#[error("the runtime of eseal-node is not in hexadecimal: {0}")]
	Code(#[from] hex::FromHexError),
	/// JSON cannot be written.
	#[error("the specification cannot be written: {0}")]
	Json(#[from] serde_json::Error),
	/// There is no room for what is made on the way.
	#[error("no temporary file can be made: {0}")]
	Temporary(#[from] io::Error),
}

/// A specification is not what it must be.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
	/// A file cannot be read.
	#[error("{} cannot be read: {reason}", path.display())]
	Io {
		/// Which one.
		path: PathBuf,
		/// Why.
		reason: io::Error,
	},
	/// It is something else.
	#[error("{} is no specification as `eseal-operator network assemble` makes them: {reason}", path.display())]
	NotOurs {
		/// The file.
		path: PathBuf,
		/// What is wrong.
		reason: serde_json::Error,
	},
	/// A node in it cannot be reached.
	#[error("{}: {reason}", path.display())]
	Bootnodes {
		/// The file.
		path: PathBuf,
		/// Which node, and why.
		reason: agency_file::Reason,
	},
	/// A validator in it has no session keys.
	#[error("{} has no session keys for the validator {validator}", path.display())]
	NoSessionKeys {
		/// The file.
		path: PathBuf,
		/// The validator's account.
		validator: Address,
	},
	/// It cannot be made again.
	#[error(transparent)]
	Assemble(#[from] AssembleError),
	/// It begins with another runtime.
	#[error("{} begins with another runtime than this eseal-node has", .0.display())]
	OtherRuntime(PathBuf),
	/// It has more or less than the keys account for.
	#[error("{} has something that the agencies' keys do not account for", .0.display())]
	Unaccounted(PathBuf),
	/// The raw storage is another chain's.
	#[error("{} is not what {PLAIN} describes", .0.display())]
	RawDiffers(PathBuf),
	/// An agency's keys are not in it.
	#[error("{} does not have the keys and accounts of the file for {seat}", path.display())]
	NotInIt {
		/// The specification.
		path: PathBuf,
		/// The agency.
		seat: Seat,
	},
	/// An agency's node is not in it.
	#[error("{} does not have the node's address {bootnode} of {seat}", path.display())]
	NodeNotInIt {
		/// The specification.
		path: PathBuf,
		/// The agency.
		seat: Seat,
		/// The address.
		bootnode: Box<Bootnode>,
	},
}

impl AssembleError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::KeyUse(error) => error.advice(),
			Self::OtherNetwork(error) => error.advice(),
			Self::Node(error) => error.advice(),
			Self::Code(_) => "The program must be the eseal-node of this release. Another: --eseal-node FILE".into(),
			Self::Json(_) | Self::Temporary(_) => "Look at the space left in the directory that TMPDIR names.".into(),
		}
	}
}

impl CheckError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::Io { .. } => format!("Name the directory with {PLAIN} and {RAW}."),
			Self::Assemble(error) => error.advice(),
			Self::OtherRuntime(_) => "The three agencies assemble and check with one build of eseal-node.".into(),
			Self::Bootnodes { .. } => "To try a network on one machine: --local-addresses".into(),
			Self::NotOurs { .. }
			| Self::NoSessionKeys { .. }
			| Self::Unaccounted(_)
			| Self::RawDiffers(_)
			| Self::NotInIt { .. }
			| Self::NodeNotInIt { .. } => "Do not start a node on it. Assemble it again from the three public files.".into(),
		}
	}
}

/// The plain specification's JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plain {
	name: NetworkName,
	id: NetworkId,
	chain_type: String,
	boot_nodes: Vec<Bootnode>,
	telemetry_endpoints: Option<()>,
	protocol_id: String,
	properties: Properties,
	code_substitutes: BTreeMap<String, String>,
	genesis: Genesis,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
	#[serde(rename = "ss58Format")]
	ss58_format: u16,
	token_decimals: u8,
	token_symbol: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Genesis {
	runtime_genesis: RuntimeGenesis,
}

#[derive(Serialize, Deserialize)]
struct RuntimeGenesis {
	code: String,
	patch: Patch,
}

#[derive(Serialize, Deserialize)]
struct Patch {
	agencies: Agencies,
	session: Session,
}

#[derive(Serialize, Deserialize)]
struct Agencies {
	seats: Vec<(Seat, SeatJson)>,
}

#[derive(Serialize, Deserialize)]
struct SeatJson {
	account: Address,
	officers: Vec<Address>,
	validators: Vec<Address>,
}

#[derive(Serialize, Deserialize)]
struct Session {
	/// The validator's account, twice, and its keys.
	keys: Vec<(Address, Address, SessionKeys)>,
}

#[derive(Serialize, Deserialize)]
struct SessionKeys {
	aura: Address,
	grandpa: Address,
}

impl Plain {
	fn new(name: &NetworkName, id: &NetworkId, code: String, agencies: [&Agency; 3]) -> Self {
		let validators = agencies.iter().flat_map(|agency| &agency.validators);
		let seat = |agency: &Agency| {
			let json = SeatJson {
				account: agency.account,
				officers: agency.officers.clone(),
				validators: agency.validators.iter().map(|validator| validator.account).collect(),
			};
			(agency.seat, json)
		};
		let keys = |validator: &Validator| {
			let keys = SessionKeys {
				aura: validator.aura,
				grandpa: validator.grandpa,
			};
			(validator.account, validator.account, keys)
		};
		Self {
			name: name.clone(),
			id: id.clone(),
			chain_type: "Live".into(),
			boot_nodes: agencies.iter().flat_map(|agency| agency.bootnodes.clone()).collect(),
			telemetry_endpoints: None,
			protocol_id: id.to_string(),
			properties: Properties {
				ss58_format: PREFIX,
				token_decimals: TOKEN_DECIMALS,
				token_symbol: TOKEN_SYMBOL.into(),
			},
			code_substitutes: BTreeMap::new(),
			genesis: Genesis {
				runtime_genesis: RuntimeGenesis {
					code,
					patch: Patch {
						agencies: Agencies {
							seats: agencies.into_iter().map(seat).collect(),
						},
						session: Session {
							keys: validators.map(keys).collect(),
						},
					},
				},
			},
		}
	}

	fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
		let mut bytes = serde_json::to_vec_pretty(self)?;
		bytes.push(b'\n');
		Ok(bytes)
	}

	/// Reads back whose keys it has; an account alone if one has no session keys. Whatever else it has shows when it is
	/// made again.
	fn agencies(&self) -> Result<Vec<Agency>, Address> {
		let patch = &self.genesis.runtime_genesis.patch;
		let keys: BTreeMap<_, _> = patch
			.session
			.keys
			.iter()
			.map(|(owner, _, keys)| (owner.0, keys))
			.collect();
		let validator = |account: &Address| match keys.get(&account.0) {
			Some(SessionKeys { aura, grandpa }) => Ok(Validator {
				account: *account,
				aura: *aura,
				grandpa: *grandpa,
			}),
			None => Err(*account),
		};
		let seats = patch.agencies.seats.iter().enumerate();
		seats
			.map(|(index, (seat, json))| {
				Ok(Agency {
					seat: *seat,
					account: json.account,
					officers: json.officers.clone(),
					validators: json.validators.iter().map(validator).collect::<Result<_, _>>()?,
					// The list of nodes does not say whose each is, and its order is all that counts: the first seat
					// stands for all.
					bootnodes: if index == 0 {
						self.boot_nodes.clone()
					} else {
						Vec::new()
					},
				})
			})
			.collect()
	}
}

impl Maker {
	/// Makes the specification from the agencies' keys, in any order.
	///
	/// # Errors
	///
	/// What stands in the way.
	pub fn assemble(
		&self,
		name: &NetworkName,
		id: &NetworkId,
		agencies: &[Agency],
	) -> Result<Assembled, AssembleError> {
		let in_order = key_use::in_order(agencies)?;
		self.others.iter().try_for_each(|other| other.check(agencies))?;
		let mut known = WellKnown::derived();
		let mut code = String::new();
		for chain in DEVELOPMENT_CHAINS {
			let built_in = self.node.built_in(chain)?;
			known.add_chain(chain, built_in.addresses);
			code = built_in.code;
		}
		key_use::check(&in_order, &known)?;

		let runtime = sha256(&hex::decode(code.trim_start_matches("0x"))?);
		let plain = Plain::new(name, id, code, in_order).write()?;
		let directory = tempfile::tempdir()?;
		let plain_file = directory.path().join(PLAIN);
		fs::write(&plain_file, &plain)?;
		let raw = self.node.raw_spec(&plain_file)?;
		let raw_file = directory.path().join(RAW);
		fs::write(&raw_file, &raw)?;
		let genesis = self.node.genesis_hash(&raw_file)?;
		Ok(Assembled {
			plain,
			raw,
			runtime,
			genesis,
		})
	}

	/// Checks a specification before a node starts on it: makes it again from the keys that it names, with this node's
	/// runtime, and fails unless every byte is the same; then looks for agencies' files in it. `own` gives them, once the
	/// network's id is known.
	///
	/// # Errors
	///
	/// What is wrong with it.
	pub fn check<E: From<CheckError>>(
		&self,
		directory: &Path,
		own: impl FnOnce(&NetworkId) -> Result<Vec<Agency>, E>,
	) -> Result<Assembled, E> {
		let file = directory.join(PLAIN);
		let plain = read(&file)?;
		let raw_file = directory.join(RAW);
		let raw = read(&raw_file)?;
		let spec: Plain = serde_json::from_slice(&plain).map_err(|reason| CheckError::NotOurs {
			path: file.clone(),
			reason,
		})?;
		agency_file::check_bootnodes(&spec.boot_nodes, self.reach).map_err(|reason| CheckError::Bootnodes {
			path: file.clone(),
			reason,
		})?;
		let agencies = spec.agencies().map_err(|validator| CheckError::NoSessionKeys {
			path: file.clone(),
			validator,
		})?;
		let own = own(&spec.id)?;
		let made = self
			.assemble(&spec.name, &spec.id, &agencies)
			.map_err(CheckError::Assemble)?;
		compare(&spec, &plain, &made, &file)?;
		if raw != made.raw {
			return Err(CheckError::RawDiffers(raw_file).into());
		}
		own.iter()
			.try_for_each(|agency| find(agency, &agencies, &spec, &file))?;
		Ok(made)
	}
}

/// Compares a plain specification with the one that was made of its keys.
fn compare(spec: &Plain, plain: &[u8], made: &Assembled, file: &Path) -> Result<(), CheckError> {
	let code = spec.genesis.runtime_genesis.code.trim_start_matches("0x");
	if hex::decode(code).map(|code| sha256(&code)).ok().as_ref() != Some(&made.runtime) {
		return Err(CheckError::OtherRuntime(file.into()));
	}
	if plain != made.plain {
		return Err(CheckError::Unaccounted(file.into()));
	}
	Ok(())
}

/// Looks for an agency among those of a specification.
fn find(agency: &Agency, agencies: &[Agency], spec: &Plain, file: &Path) -> Result<(), CheckError> {
	let same = |there: &Agency| {
		there.seat == agency.seat
			&& there.account == agency.account
			&& there.officers == agency.officers
			&& there.validators == agency.validators
	};
	if !agencies.iter().any(same) {
		return Err(CheckError::NotInIt {
			path: file.into(),
			seat: agency.seat,
		});
	}
	match agency
		.bootnodes
		.iter()
		.find(|bootnode| !spec.boot_nodes.contains(bootnode))
	{
		None => Ok(()),
		Some(bootnode) => Err(CheckError::NodeNotInIt {
			path: file.into(),
			seat: agency.seat,
			bootnode: Box::new(bootnode.clone()),
		}),
	}
}

fn read(path: &Path) -> Result<Vec<u8>, CheckError> {
	fs::read(path).map_err(|reason| CheckError::Io {
		path: path.into(),
		reason,
	})
}

/// A SHA-256, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
	hex::encode(Sha256::digest(bytes))
}
