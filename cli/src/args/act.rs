//! `eseal act`

use super::values;
use clap::{Args, Subcommand};
use eseal_primitives::{
	act::{Act as Kind, Needed},
	ActId, Seat,
};
use sp_core::H256;

/// How many officers an act takes, as it is typed.
const NEEDED: [Needed; 2] = [Needed::One, Needed::Two];

/// Acts of officers that take two.
#[derive(Debug, Subcommand)]
pub enum Act {
	/// List the acts that wait for a second officer
	#[command(after_help = "Example: eseal act list --seat data-resources")]
	List {
		/// Only those of this seat
		#[arg(long, value_parser = values::one_of(&Seat::ALL))]
		seat: Option<Seat>,
	},
	/// Show an act that waits, and what it will do
	#[command(after_help = "Example: eseal act show 7")]
	Show {
		/// Its number
		act: ActId,
	},
	/// Confirm an act that another officer of your seat prepared: this makes it
	#[command(after_help = "Example: eseal act confirm 7")]
	Confirm(About),
	/// Turn down an act that another officer of your seat prepared
	#[command(after_help = "Example: eseal act turn-down 7")]
	TurnDown(About),
	/// Withdraw an act that you prepared
	#[command(after_help = "Example: eseal act withdraw 7")]
	Withdraw(About),
	/// Show how many officers each act of a seat takes
	#[command(after_help = "Example: eseal act policies data-resources")]
	Policies {
		/// The seat
		#[arg(value_parser = values::one_of(&Seat::ALL))]
		seat: Seat,
	},
	/// Decide how many officers of your seat an act takes (a seat's governing account)
	#[command(after_help = "Example: eseal act policy approve --officers two\n\
	                        Deregistering, recording a successor, reporting a physical seal, revoking, and proposing\n\
	                        and agreeing to corrections always take two.")]
	Policy {
		/// The act
		#[arg(value_parser = values::one_of(&Kind::ALL), hide_possible_values = true)]
		act: Kind,
		/// How many
		#[arg(long, value_parser = values::one_of(&NEEDED))]
		officers: Needed,
	},
}

/// What is decided about. The command shows it.
#[derive(Debug, Args)]
pub struct About {
	/// The act's number
	pub act: ActId,
	/// Send nothing unless the act has this digest, which `eseal act show` told when it was reviewed
	#[arg(long, value_parser = values::hash, value_name = "DIGEST")]
	pub expect: Option<H256>,
}
