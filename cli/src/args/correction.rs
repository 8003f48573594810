//! `eseal correction`

use super::values;
use crate::digests::Algorithm;
use clap::{Args, Subcommand};
use eseal_primitives::{CorrectionId, SealCode, SealId, Seat, Uscc};
use sp_core::H256;
use std::path::PathBuf;

/// Corrections of what is on record.
#[derive(Debug, Subcommand)]
pub enum Correction {
	/// List the corrections that wait for another agency
	#[command(after_help = "Example: eseal correction list --seat data-resources")]
	List {
		/// Only those that this seat proposed
		#[arg(long, value_parser = values::one_of(&Seat::ALL))]
		seat: Option<Seat>,
		/// Also list those that were made
		#[arg(long)]
		made: bool,
	},
	/// Show a correction, and what it corrects
	#[command(after_help = "Example: eseal correction show 0")]
	Show {
		/// Its number
		correction: CorrectionId,
	},
	/// Propose to correct what your agency put on record by mistake
	#[command(subcommand, arg_required_else_help = true)]
	Propose(Propose),
	/// Agree to a correction that another agency proposed: this makes it
	#[command(after_help = "Example: eseal correction agree 0")]
	Agree(About),
	/// Withdraw a correction that your agency proposed
	#[command(after_help = "Example: eseal correction withdraw 0")]
	Withdraw(About),
}

/// What was recorded by mistake.
#[derive(Debug, Subcommand)]
pub enum Propose {
	/// An e-seal was revoked by mistake (Data Resources)
	#[command(after_help = "Example: eseal correction propose revocation 0 --decision decision.pdf")]
	Revocation {
		/// The e-seal
		seal: SealId,
		/// The entry of its history that records the revocation; by default, the last one that does
		#[arg(long, value_name = "NUMBER")]
		entry: Option<u32>,
		#[command(flatten)]
		behind: Behind,
	},
	/// A physical seal was reported lost or destroyed by mistake (Public Security)
	#[command(after_help = "Example: eseal correction propose loss 3301060000001 --decision decision.pdf")]
	Loss {
		/// The physical seal's code
		#[arg(value_parser = values::seal_code)]
		code: SealCode,
		#[command(flatten)]
		behind: Behind,
	},
	/// An enterprise was deregistered by mistake (Market Supervision)
	#[command(
		after_help = "Example: eseal correction propose deregistration 91330106MA2KXYA720 --decision decision.pdf"
	)]
	Deregistration {
		/// The enterprise's code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		#[command(flatten)]
		behind: Behind,
	},
	/// An enterprise was registered under a wrong code (Market Supervision)
	#[command(
		after_help = "Example: eseal correction propose registration 91330106MA2KXYA720 --instead 91330100799655058B --decision decision.pdf"
	)]
	Registration {
		/// The wrong code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The right code
		#[arg(long, value_parser = values::uscc, value_name = "USCC")]
		instead: Uscc,
		/// Accept a right code that was issued with a wrong check character or structure
		#[arg(long)]
		waive_check: bool,
		#[command(flatten)]
		behind: Behind,
	},
	/// A physical seal was filed for the wrong enterprise or under a wrong code (Public Security)
	#[command(
		after_help = "Example: eseal correction propose file 3301060000001 --uscc 91330106MA2KXYA720 --decision decision.pdf"
	)]
	File {
		/// The code that it has
		#[arg(value_parser = values::seal_code)]
		code: SealCode,
		/// The right enterprise
		#[arg(long, value_parser = values::uscc, required_unless_present = "instead")]
		uscc: Option<Uscc>,
		/// The right code
		#[arg(long, value_parser = values::seal_code, value_name = "CODE")]
		instead: Option<SealCode>,
		#[command(flatten)]
		behind: Behind,
	},
}

/// The decision behind a correction.
#[derive(Debug, Args)]
pub struct Behind {
	/// The decision, of which the digest goes on record
	#[arg(long, value_name = "FILE")]
	pub decision: PathBuf,
	/// How to digest it
	#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
	pub digest: Algorithm,
}

/// What is decided about. The command shows it.
#[derive(Debug, Args)]
pub struct About {
	/// The correction's number
	pub correction: CorrectionId,
	/// Send nothing unless the correction has this digest, which `eseal correction show` told when it was reviewed
	#[arg(long, value_parser = values::hash, value_name = "DIGEST")]
	pub expect: Option<H256>,
}
