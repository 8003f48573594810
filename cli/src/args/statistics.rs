//! `eseal statistics`

use clap::Args;
use eseal_primitives::SealId;

/// An example of `eseal statistics`.
pub const EXAMPLE: &str = "Example: eseal statistics --seal 0";

/// Count e-seals and uses.
#[derive(Debug, Args)]
pub struct Statistics {
	/// Only the uses of this e-seal, today and on the 31 days before
	#[arg(long)]
	pub seal: Option<SealId>,
}
