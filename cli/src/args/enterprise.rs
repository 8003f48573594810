//! `eseal enterprise`

use super::{import::Import, values};
use crate::digests::Algorithm;
use clap::Subcommand;
use eseal_primitives::{Moment, Uscc};
use sp_core::crypto::AccountId32;
use std::path::PathBuf;

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
	/// Record a new name, from now or a date on; from then on a successor must replace the e-seal (Market Supervision)
	#[command(
		after_help = "Example: eseal enterprise rename 91330106MA2KXYA720 --name 杭州某某集团有限公司 --from 2027-03-01"
	)]
	Rename {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The new name
		#[arg(long)]
		name: String,
		/// The moment from which on it has the name, 366 days from now at most; from now on if this is left out
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		from: Option<Moment>,
	},
	/// Take back a new name that does not count yet (Market Supervision)
	#[command(after_help = "Example: eseal enterprise withdraw-rename 91330106MA2KXYA720 --name 杭州某某集团有限公司")]
	WithdrawRename {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The name that it was to have, as `eseal enterprise show` tells it
		#[arg(long)]
		name: String,
	},
	/// Record that it is in liquidation: its e-seal is on hold but for a liquidator (Market Supervision)
	#[command(after_help = "Example: eseal enterprise restrict 91330106MA2KXYA720")]
	Restrict {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Name the liquidator of an enterprise in liquidation, who alone uses its e-seal, for that alone (Market Supervision)
	#[command(
		after_help = "Example: eseal enterprise name-liquidator 91330106MA2KXYA720 --liquidator \
		              5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --order ruling.pdf"
	)]
	NameLiquidator {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The liquidator's account
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		liquidator: AccountId32,
		/// The decision by which it was appointed, of which the digest goes on record
		#[arg(long, value_name = "FILE")]
		order: PathBuf,
		/// How to digest it
		#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
		digest: Algorithm,
	},
	/// Record that it is no longer in liquidation, which dismisses the liquidator (Market Supervision)
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
	/// Offer it to a new owner account, which acts for it once it accepts (Market Supervision)
	#[command(after_help = "Example: eseal enterprise offer 91330106MA2KXYA720 --owner \
		              5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --until 2027-01-15 --rotate-by 2027-03-01")]
	Offer {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The new owner account
		#[arg(long, value_parser = values::account, value_name = "ACCOUNT")]
		owner: AccountId32,
		/// The moment at which the offer ends, 30 days from now at most
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		until: Moment,
		/// The moment by which the e-seal's key must be replaced, 90 days from now at most; then the e-seal is on hold
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		rotate_by: Moment,
	},
	/// Take the offer back (Market Supervision)
	#[command(after_help = "Example: eseal enterprise withdraw-offer 91330106MA2KXYA720")]
	WithdrawOffer {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
	/// Accept it: all grants end, and the e-seal's key must be replaced by the offer's date (the account that it is offered to)
	#[command(after_help = "Example: eseal enterprise accept 91330106MA2KXYA720 --rotate-by 2027-03-01")]
	Accept {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The moment by which the e-seal's key must be replaced, as `eseal enterprise show` tells it
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		rotate_by: Moment,
	},
	/// Freeze it on a legal order until a moment, or renew its freeze (Public Security)
	#[command(after_help = "Example: eseal enterprise freeze 91330106MA2KXYA720 --order order.pdf --until 2027-03-01")]
	Freeze {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The order, of which the digest goes on record
		#[arg(long, value_name = "FILE")]
		order: PathBuf,
		/// How to digest it
		#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
		digest: Algorithm,
		/// The moment at which the freeze ends, 180 days from now at most; a later one than before renews it
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		until: Moment,
	},
	/// Lift its freeze before the end (Public Security)
	#[command(after_help = "Example: eseal enterprise unfreeze 91330106MA2KXYA720 --order order.pdf")]
	Unfreeze {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The order that the freeze is on
		#[arg(long, value_name = "FILE")]
		order: PathBuf,
		/// How it was digested
		#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
		digest: Algorithm,
	},
	/// Record, for good, that another enterprise took over from it, by a merger or a division (Market Supervision)
	#[command(after_help = "Example: eseal enterprise succeeded-by 91330106MA2KXYA720 91330100799655058B")]
	SucceededBy {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
		/// The code of the enterprise that took over
		#[arg(value_parser = values::uscc)]
		successor: Uscc,
	},
	/// Show everything that was recorded of it after its registration
	#[command(after_help = "Example: eseal enterprise history 91330106MA2KXYA720")]
	History {
		/// Its Unified Social Credit Code
		#[arg(value_parser = values::uscc)]
		uscc: Uscc,
	},
}
