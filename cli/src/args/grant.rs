//! `eseal grant`

use super::values;
use clap::Subcommand;
use eseal_primitives::{GrantId, Moment, Purpose, SealId};
use sp_core::crypto::AccountId32;

/// Grants.
#[derive(Debug, Subcommand)]
pub enum Grant {
	/// Grant an operator the use of an e-seal, within limits (owner)
	#[command(
		after_help = "Example: eseal grant add 0 --operator 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --purpose \
		              contract,tender --until 2027-01-01 --uses 100"
	)]
	Add {
		/// The e-seal's number
		seal: SealId,
		/// The operator's account
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		operator: AccountId32,
		/// The account of a second operator, who approves each use
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		second: Option<AccountId32>,
		/// The purposes, separated by commas
		#[arg(long, required = true, value_delimiter = ',', value_parser = values::one_of(&Purpose::GRANTABLE))]
		purpose: Vec<Purpose>,
		/// The moment at which the grant ends
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		until: Moment,
		/// How many uses
		#[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
		uses: u32,
	},
	/// List the open grants of an e-seal
	#[command(after_help = "Example: eseal grant list 0")]
	List {
		/// The e-seal's number
		seal: SealId,
	},
	/// Let grants carry over to the successor of their e-seal, with their counts and nonces (owner)
	#[command(
		name = "carry-over",
		after_help = "Example: eseal grant carry-over --to 1 0 3\nAll of them: eseal grant carry-over --to 1 --all"
	)]
	CarryOver {
		/// The number of the successor, or of the application for it
		#[arg(long, value_name = "SEAL")]
		to: SealId,
		/// The grants' numbers
		#[arg(required_unless_present = "all", conflicts_with = "all")]
		grants: Vec<GrantId>,
		/// All open grants of the e-seal that it replaces
		#[arg(long)]
		all: bool,
	},
	/// Raise the quota of a grant; the uses so far count on (owner)
	#[command(after_help = "Example: eseal grant raise 0 --uses 200")]
	Raise {
		/// The grant's number
		grant: GrantId,
		/// How many uses in all
		#[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
		uses: u32,
	},
	/// Lend a grant of yours on to another operator, within narrower limits (operator)
	#[command(
		after_help = "Example: eseal grant lend 0 --operator 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --purpose \
		              contract --until 2026-12-01 --uses 20"
	)]
	Lend {
		/// The number of your grant
		grant: GrantId,
		/// The account that gets the lent grant
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		operator: AccountId32,
		/// The purposes, separated by commas
		#[arg(long, required = true, value_delimiter = ',', value_parser = values::one_of(&Purpose::GRANTABLE))]
		purpose: Vec<Purpose>,
		/// The moment at which the lent grant ends
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		until: Moment,
		/// How many uses; they count against your quota, too
		#[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
		uses: u32,
	},
	/// Revoke a grant, with what was lent from it (owner; operator who lent it)
	#[command(after_help = "Example: eseal grant revoke 0")]
	Revoke {
		/// The grant's number
		grant: GrantId,
	},
}
