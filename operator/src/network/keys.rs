//! `network keys`: an agency's keys, made on its own machine. One directory with the secrets, one file to pass on.

use super::{
	agency_file::{self, Agency, Proofs, Validator, MIN_OFFICERS},
	key_use,
	new_directory::{NewDirectory, Readers},
	node_address::Bootnode,
	proof, secrets,
	well_known::WellKnown,
	Error,
};
use crate::{address::Address, args::KeysArgs};
use std::path::PathBuf;

/// What was made.
pub struct Made {
	/// The file to pass on.
	pub file: PathBuf,
	/// Its bytes.
	pub bytes: Vec<u8>,
}

/// Makes an agency's keys.
///
/// # Errors
///
/// The directory is there already, an account is one that everyone has, or the system refuses.
pub fn make(args: &KeysArgs) -> Result<Made, Error> {
	let directory = NewDirectory::begin(&args.dir, Readers::Owner)?;
	directory.directory(secrets::ACCOUNTS)?;
	let account = |file: String| {
		let made = secrets::new_account()?;
		directory.write(file, made.file.as_bytes())?;
		Ok::<_, Error>(made.address)
	};

	let (mut validators, mut proofs, mut peers) = (Vec::new(), Vec::new(), Vec::new());
	for index in 0..usize::from(args.validators) {
		let (validator, proof) = make_validator(&directory, args, index, account(secrets::validator_phrase(index))?)?;
		validators.push(validator);
		proofs.push(proof);
		let node = secrets::new_node_key();
		directory.write(secrets::node_key_file(index), node.file.as_bytes())?;
		peers.push(node.peer);
	}
	let mut officers = args.officers.clone();
	for index in officers.len()..MIN_OFFICERS {
		officers.push(account(secrets::officer_phrase(index))?);
	}
	let agency = Agency {
		seat: args.seat,
		account: match args.account {
			Some(account) => account,
			None => account(secrets::governing_phrase())?,
		},
		officers,
		validators,
		bootnodes: args
			.addresses
			.iter()
			.zip(peers)
			.map(|(transport, peer)| Bootnode {
				transport: transport.clone(),
				peer,
			})
			.collect(),
	};
	key_use::check(&[&agency], &WellKnown::derived())?;

	let bytes = agency_file::write(&args.id, &agency, &proofs).map_err(Error::Json)?;
	directory.write(args.seat.file_name(), &bytes)?;
	directory.finish()?;
	Ok(Made {
		file: args.dir.join(args.seat.file_name()),
		bytes,
	})
}

/// Makes one validator's session keys in their keystore, with the proofs of which network they are for.
fn make_validator(
	directory: &NewDirectory,
	args: &KeysArgs,
	index: usize,
	account: Address,
) -> Result<(Validator, Proofs), Error> {
	directory.directory(secrets::validator_directory(index))?;
	let keystore = directory.directory(secrets::keystore(index))?;
	let keys = secrets::SessionKeys::generate(&keystore)?;
	let proofs = keys.prove(&proof::statement(&args.id, args.seat, &account))?;
	let validator = Validator {
		account,
		aura: keys.aura,
		grandpa: keys.grandpa,
	};
	Ok((validator, proofs))
}
