//! `eseal budget`

use super::values;
use clap::Subcommand;
use eseal_primitives::member::MOST_WIDENED;
use sp_core::crypto::AccountId32;

/// Budgets.
#[derive(Debug, Subcommand)]
pub enum Budget {
	/// Show an account's roles, its budget, and what is left of it
	#[command(after_help = "Example: eseal budget show 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")]
	Show {
		/// The account
		#[arg(id = "whose", value_name = "ACCOUNT", value_parser = values::account)]
		account: AccountId32,
	},
	/// Widen the budget of an enterprise's owner or operator (an officer of any agency)
	#[command(
		after_help = "Example: eseal budget widen 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --factor 8\n\
		              It ends with the account's last role at an enterprise."
	)]
	Widen {
		/// The owner's or operator's account
		#[arg(id = "whose", value_name = "ACCOUNT", value_parser = values::account)]
		account: AccountId32,
		/// How many times what its enterprises and grants allow, 1 to 64; 1 narrows it again
		#[arg(
			long,
			value_name = "TIMES",
			value_parser = clap::value_parser!(u8).range(1..=i64::from(MOST_WIDENED))
		)]
		factor: u8,
	},
}
