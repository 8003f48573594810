//! `eseal physical`

use super::{import::Import, values};
use clap::Subcommand;
use eseal_primitives::{
	physical_seal::{PhysicalSealReport, SealKind},
	Moment, SealCode, Uscc,
};
use std::path::PathBuf;

/// Every kind of physical seal.
pub const KINDS: [SealKind; 5] = [
	SealKind::Official,
	SealKind::Finance,
	SealKind::Contract,
	SealKind::Invoice,
	SealKind::LegalRepresentative,
];

/// Every report.
const REPORTS: [PhysicalSealReport; 2] = [PhysicalSealReport::Lost, PhysicalSealReport::Destroyed];

/// Physical seals on file.
#[derive(Debug, Subcommand)]
pub enum Physical {
	/// File a physical seal (Public Security)
	#[command(
		after_help = "Example: eseal physical file 3301060000001 --uscc 91330106MA2KXYA720 --imprint imprint.png \
		              --maker 杭州刻章厂"
	)]
	File {
		/// Its code, 13 digits
		#[arg(value_parser = values::seal_code)]
		code: SealCode,
		/// The enterprise that it belongs to
		#[arg(long, value_parser = values::uscc)]
		uscc: Uscc,
		/// What it is for; e-seals are paired only with official ones
		#[arg(long, value_parser = values::one_of(&KINDS), default_value = "official")]
		kind: SealKind,
		/// The picture of its imprint, of which the SHA-256 digest goes on record
		#[arg(long, value_name = "FILE")]
		imprint: PathBuf,
		/// The workshop that carved it
		#[arg(long, value_name = "NAME")]
		maker: String,
	},
	/// File the physical seals of a file (Public Security)
	#[command(after_help = "Example: eseal physical import seals.csv\n\
		              Columns: code,uscc,imprint,maker and kind (by default official); the imprint as sha256:0x….\n\
		              After a break the same command goes on, and does nothing twice.")]
	Import(Import),
	/// Report a physical seal lost or destroyed, for good (Public Security)
	#[command(after_help = "Example: eseal physical report 3301060000001 lost --since '2026-11-20 18:00'")]
	Report {
		/// Its code, 13 digits
		#[arg(value_parser = values::seal_code)]
		code: SealCode,
		/// What happened
		#[arg(value_parser = values::one_of(&REPORTS))]
		report: PhysicalSealReport,
		/// Since when; by default, now
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		since: Option<Moment>,
	},
	/// Show a physical seal, and what was recorded of it after it was filed
	#[command(after_help = "Example: eseal physical show 3301060000001")]
	Show {
		/// Its code, 13 digits
		#[arg(value_parser = values::seal_code)]
		code: SealCode,
	},
}
