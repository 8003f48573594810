//! `eseal officer`

use super::values;
use clap::Subcommand;
use eseal_primitives::Moment;
use sp_core::crypto::AccountId32;
use std::path::PathBuf;

/// Officers on record.
#[derive(Debug, Subcommand)]
pub enum Officer {
	/// Show all that is on record of an officer: appointment, every act, and end
	#[command(
		after_help = "Example: eseal officer history 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --from 2026-01-01 --to 2027-01-01"
	)]
	History {
		/// The officer's account
		#[arg(id = "whose", value_name = "ACCOUNT", value_parser = values::account)]
		account: AccountId32,
		/// Show what happened from this moment on
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		from: Option<Moment>,
		/// Show what happened before this moment
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		to: Option<Moment>,
		/// Export all of it, with the proof, to a new file: .jsonl. `eseal audit officer` checks it
		#[arg(long, value_name = "FILE")]
		export: Option<PathBuf>,
	},
}
