//! A production network from nothing: each agency makes its keys on its own machine and passes on only public ones, all
//! assemble the same chain specification, and each checks it before its node starts.
//!
//! | module | subject |
//! | --- | --- |
//! | [`keys`] | makes an agency's keys |
//! | [`secrets`] | the directory with the secrets |
//! | [`agency_file`], [`proof`] | what an agency passes on, and for which network |
//! | [`key_use`], [`well_known`], [`other_network`] | keys that must not be used |
//! | [`spec`], [`node`] | the chain specification, and the program that helps to make it |
//! | [`node_address`], [`names`], [`seat`] | what is written in files and on the command line |
//! | [`new_directory`] | directories that appear whole, or not at all |

mod agency_file;
mod key_use;
mod keys;
pub mod names;
mod new_directory;
mod node;
pub mod node_address;
mod other_network;
mod proof;
pub mod seat;
mod secrets;
mod spec;
mod well_known;

use crate::{
	args::{AssembleArgs, CheckArgs, KeysArgs, NetworkCommand, SpecArgs},
	output,
};
use agency_file::{AgencyFile, AgencyFileError};
use key_use::KeyUseError;
use names::NetworkId;
use new_directory::{NewDirectory, NewDirectoryError, Readers};
use node::EsealNode;
use other_network::{OtherNetwork, OtherNetworkError};
use seat::Seat;
use secrets::{MakeError, SecretsError};
use spec::{sha256, AssembleError, Assembled, CheckError, Maker, PLAIN, RAW};
use std::path::PathBuf;

/// Why a command on a new network failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// A directory cannot be made.
	#[error(transparent)]
	NewDirectory(#[from] NewDirectoryError),
	/// A secret cannot be made.
	#[error(transparent)]
	Make(#[from] MakeError),
	/// A key must not be used so.
	#[error(transparent)]
	KeyUse(#[from] KeyUseError),
	/// JSON cannot be written.
	#[error("the public file cannot be written: {0}")]
	Json(serde_json::Error),
	/// An agency's file cannot be used.
	#[error(transparent)]
	AgencyFile(#[from] AgencyFileError),
	/// Another network's specification cannot be used.
	#[error(transparent)]
	OtherNetwork(#[from] OtherNetworkError),
	/// A specification cannot be made.
	#[error(transparent)]
	Assemble(#[from] AssembleError),
	/// A specification is not what it must be.
	#[error(transparent)]
	Check(#[from] CheckError),
	/// Secrets are missing or wrong.
	#[error(transparent)]
	Secrets(#[from] SecretsError),
}

impl Error {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::NewDirectory(error) => error.advice(),
			Self::Make(_) | Self::Json(_) => "Nothing was kept. Look at the disk, and try again.".into(),
			Self::KeyUse(error) => error.advice(),
			Self::AgencyFile(error) => error.advice(),
			Self::OtherNetwork(error) => error.advice(),
			Self::Assemble(error) => error.advice(),
			Self::Check(error) => error.advice(),
			Self::Secrets(error) => error.advice(),
		}
	}
}

/// Does what the command line asks, and prints it.
///
/// # Errors
///
/// What stands in the way.
pub fn run(command: NetworkCommand) -> Result<(), Error> {
	match command {
		NetworkCommand::Keys(args) => make_keys(&args),
		NetworkCommand::Assemble(args) => assemble(&args),
		NetworkCommand::Check(args) => check(&args),
	}
}

fn make_keys(args: &KeysArgs) -> Result<(), Error> {
	let made = keys::make(args)?;
	output::heading(format_args!(
		"Made the keys of {} for the network {} in {}: secret, except for one file",
		args.seat.title(),
		args.id,
		args.dir.display()
	));
	output::value("pass on only", made.file.display());
	output::value("its SHA-256", sha256(&made.bytes));
	output::sentence("Tell the other agencies the SHA-256 by another way than the file.");
	output::sentence("Keep a copy of the rest offline: nobody else can make these keys again.");
	output::sentence("The keys serve this network alone. A rehearsal, or a network begun anew, gets new keys.");
	Ok(())
}

fn assemble(args: &AssembleArgs) -> Result<(), Error> {
	let maker = maker(&args.common)?;
	let directory = NewDirectory::begin(&args.out, Readers::Umask)?;
	let files = read_files(&args.files)?;
	for file in &files {
		file.check_for(&args.id, maker.reach)?;
	}
	let agencies: Vec<_> = files.iter().map(|file| file.agency.clone()).collect();
	let made = maker.assemble(&args.name, &args.id, &agencies)?;
	directory.write(PLAIN, &made.plain)?;
	directory.write(RAW, &made.raw)?;
	directory.finish()?;

	output::heading(format_args!(
		"Assembled {} ({}) in {}, from",
		args.name,
		args.id,
		args.out.display()
	));
	for seat in Seat::ALL {
		for file in files.iter().filter(|file| file.agency.seat == seat) {
			let digest = sha256(&file.bytes);
			let (validators, officers) = (file.agency.validators.len(), file.agency.officers.len());
			output::value(
				seat.title(),
				format_args!("{digest}  {validators} validator(s), {officers} officer(s)"),
			);
		}
	}
	print_digests(&made);
	output::sentence("Each then checks it: eseal-operator network check DIR FILE --keys DIR");
	Ok(())
}

fn check(args: &CheckArgs) -> Result<(), Error> {
	let maker = maker(&args.common)?;
	let files = read_files(&args.files)?;
	let own = |network: &NetworkId| {
		files
			.iter()
			.map(|file| {
				file.check_for(network, maker.reach)?;
				Ok::<_, Error>(file.agency.clone())
			})
			.collect()
	};
	let made = maker.check(&args.spec, own)?;
	let phrases = match (&args.keys, files.first()) {
		(Some(keys), Some(file)) => secrets::check(keys, &file.agency)?,
		_ => Vec::new(),
	};

	output::heading(format_args!("{} is in order", args.spec.display()));
	output::sentence(
		"It is what this eseal-node makes of the keys in it, to the byte, and no key is a development key.",
	);
	for file in &files {
		output::sentence(format_args!(
			"It has the keys and accounts of {} as in {}.",
			file.agency.seat.title(),
			file.path.display()
		));
	}
	if let Some(keys) = &args.keys {
		let keys = keys.display();
		output::sentence(format_args!(
			"{keys} holds the secrets of the session keys and of the nodes."
		));
		if !phrases.is_empty() {
			output::sentence(format_args!(
				"Phrases that are still there, to be moved offline: {}.",
				phrases.join(", ")
			));
		}
	}
	print_digests(&made);
	Ok(())
}

/// Prints what the agencies compare.
fn print_digests(made: &Assembled) {
	output::heading("SHA-256 to compare: the three agencies must have the same");
	output::value(PLAIN, sha256(&made.plain));
	output::value(RAW, sha256(&made.raw));
	output::value("runtime code", &made.runtime);
	output::value("genesis block", &made.genesis);
}

fn maker(args: &SpecArgs) -> Result<Maker, Error> {
	let others = args.not_of.iter().map(|path| OtherNetwork::read(path));
	Ok(Maker {
		node: EsealNode::find(args.eseal_node.as_deref()),
		reach: args.reach.reach(),
		others: others.collect::<Result<_, _>>()?,
	})
}

fn read_files(paths: &[PathBuf]) -> Result<Vec<AgencyFile>, AgencyFileError> {
	paths.iter().map(|path| AgencyFile::read(path)).collect()
}
