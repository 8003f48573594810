//! `eseal enterprise`

use super::{import::Import, values};
use clap::Subcommand;
use eseal_primitives::Uscc;
use sp_core::crypto::AccountId32;

/// Enterprises in the register.
#[derive(Debug, Subcommand)]
pub enum Enterprise {
	/// Register an enterprise (Market Supervision)
	#[command(
		after_help = "Example: eseal enterprise register 91330106MA2KXYA720 --name 杭州某某科技有限公司 --owner \
		              5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
	)]
	Register {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// Its registered name
		#[arg(long)]
		name: String,
		/// The account that acts for it
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		owner: AccountId32,
		/// Accept a code that was issued with a wrong check character or structure
		#[arg(long)]
		waive_check: bool,
	},
	/// Register the enterprises of a file (Market Supervision)
	#[command(after_help = "Example: eseal enterprise import city.csv\n\
		              Columns: uscc,name,owner and, for codes issued unlike the standard, waiveCheck (true or false).\n\
		              After a break the same command goes on, and does nothing twice.")]
	Import(Import),
	/// Show an enterprise
	#[command(after_help = "Example: eseal enterprise show 91330106MA2KXYA720")]
	Show {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Record a new name; the e-seal must then be replaced by a successor (Market Supervision)
	#[command(after_help = "Example: eseal enterprise rename 91330106MA2KXYA720 --name 杭州某某集团有限公司")]
	Rename {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The new name
		#[arg(long)]
		name: String,
	},
	/// Record that it is in liquidation, which puts its e-seal on hold (Market Supervision)
	#[command(after_help = "Example: eseal enterprise restrict 91330106MA2KXYA720")]
	Restrict {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Record that it is no longer in liquidation (Market Supervision)
	#[command(after_help = "Example: eseal enterprise lift-restriction 91330106MA2KXYA720")]
	LiftRestriction {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Deregister it, for good, which revokes its e-seal (Market Supervision)
	#[command(after_help = "Example: eseal enterprise deregister 91330106MA2KXYA720")]
	Deregister {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Replace its owner account; all grants end (Market Supervision)
	#[command(after_help = "Example: eseal enterprise change-owner 91330106MA2KXYA720 --owner \
		              5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")]
	ChangeOwner {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The new owner account
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		owner: AccountId32,
	},
}
