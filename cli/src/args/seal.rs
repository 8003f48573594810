//! `eseal seal`

use super::{import::How, values};
use clap::{Args, Subcommand};
use eseal_primitives::{
	seal::{RejectionReason, RevocationReason},
	Moment, SealCode, SealId, Uscc,
};
use sp_core::H256;
use std::path::PathBuf;

/// The reasons that a person may give for rejecting an application.
const REJECTIONS: [RejectionReason; 5] = [
	RejectionReason::DocumentsIncomplete,
	RejectionReason::ImprintMismatch,
	RejectionReason::CertificateInvalid,
	RejectionReason::IdentityNotProven,
	RejectionReason::Other,
];

/// The reasons that a person may give for revoking an e-seal.
const REVOCATIONS: [RevocationReason; 5] = [
	RevocationReason::KeyCompromised,
	RevocationReason::CertificateWithdrawn,
	RevocationReason::CessationOfUse,
	RevocationReason::CourtOrder,
	RevocationReason::IssuedInError,
];

/// E-seals.
#[derive(Debug, Subcommand)]
pub enum Seal {
	/// Apply for an e-seal, or for a successor of the present one (owner)
	#[command(
		after_help = "Example: eseal seal apply --uscc 91330106MA2KXYA720 --physical 3301060000001 --seal-key seal.key \
		              --certificate seal.crt --picture seal.png --until 2027-11-22"
	)]
	Apply(Apply),
	/// Withdraw an application (owner)
	#[command(after_help = "Example: eseal seal withdraw 0")]
	Withdraw {
		/// The application's number
		seal: SealId,
	},
	/// Approve an application: the e-seal becomes active (Data Resources)
	#[command(after_help = "Example: eseal seal approve 0\n\
		              Those of a file: eseal seal approve --all reviewed.csv, with the columns application,digest.")]
	Approve(Approve),
	/// Reject an application (Data Resources)
	#[command(after_help = "Example: eseal seal reject 0 --reason imprint-mismatch")]
	Reject {
		#[command(flatten)]
		about: About,
		/// Why
		#[arg(long, value_parser = values::one_of(&REJECTIONS))]
		reason: RejectionReason,
	},
	/// Show an e-seal and how it stands
	#[command(after_help = "Example: eseal seal show --uscc 91330106MA2KXYA720")]
	Show {
		/// Its number
		#[arg(required_unless_present = "uscc", conflicts_with = "uscc")]
		seal: Option<SealId>,
		/// Show this enterprise's most recently activated e-seal
		#[arg(long, value_parser = values::uscc)]
		uscc: Option<Uscc>,
		/// Also show how it stood at this moment: as far as is known now, and as it was recorded then
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		at: Option<Moment>,
	},
	/// Show everything that happened to an e-seal
	#[command(after_help = "Example: eseal seal history 0")]
	History {
		/// Its number
		seal: SealId,
	},
	/// Suspend an e-seal (owner, or Data Resources)
	#[command(after_help = "Example: eseal seal suspend 0")]
	Suspend(About),
	/// Lift your own suspension (owner, or Data Resources)
	#[command(after_help = "Example: eseal seal resume 0")]
	Resume(About),
	/// Revoke an e-seal, for good (owner, or Data Resources)
	#[command(after_help = "Example: eseal seal revoke 0 --reason key-compromised --since '2026-11-20 18:00'")]
	Revoke {
		#[command(flatten)]
		about: About,
		/// Why; court-order and issued-in-error are Data Resources' to say
		#[arg(long, value_parser = values::one_of(&REVOCATIONS))]
		reason: RevocationReason,
		/// Since when (Data Resources); by default, and always by the owner, from now on
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		since: Option<Moment>,
	},
}

/// What a decision is about. The command shows it, and the call names it by its digest.
#[derive(Debug, Args)]
pub struct About {
	/// Number of the application or e-seal
	pub seal: SealId,
	/// Send nothing unless the application has this digest, which `eseal seal show` told when it was reviewed
	#[arg(long, value_parser = values::hash, value_name = "DIGEST")]
	pub expect: Option<H256>,
}

/// What is approved.
#[derive(Debug, Args)]
pub struct Approve {
	/// Number of the application
	#[arg(required_unless_present = "all", conflicts_with = "all")]
	pub seal: Option<SealId>,
	/// Send nothing unless the application has this digest, which `eseal seal show` told when it was reviewed
	#[arg(long, value_parser = values::hash, value_name = "DIGEST", conflicts_with = "all")]
	pub expect: Option<H256>,
	/// Approve the applications of a file, each by its number and the digest of what was reviewed
	#[arg(long, value_name = "FILE")]
	pub all: Option<PathBuf>,
	/// How the file is loaded.
	#[command(flatten)]
	pub how: How,
}

/// An application.
#[derive(Debug, Args)]
pub struct Apply {
	/// The enterprise
	#[arg(long, value_parser = values::uscc)]
	pub uscc: Uscc,
	/// The code of the official physical seal to be paired with
	#[arg(long, value_parser = values::seal_code, value_name = "CODE")]
	pub physical: SealCode,
	/// Key file of the e-seal
	#[arg(long, value_name = "FILE", env = "ESEAL_SEAL_KEY", hide_env_values = true)]
	pub seal_key: PathBuf,
	/// File with that key's password
	#[arg(long, value_name = "FILE")]
	pub seal_password_file: Option<PathBuf>,
	/// Its certificate, of which the SHA-256 digest goes on record
	#[arg(long, value_name = "FILE")]
	pub certificate: PathBuf,
	/// Its picture, of which the SHA-256 digest goes on record
	#[arg(long, value_name = "FILE")]
	pub picture: PathBuf,
	/// The first moment of its validity; by default, now
	#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
	pub from: Option<Moment>,
	/// The moment at which its validity ends
	#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
	pub until: Moment,
}
