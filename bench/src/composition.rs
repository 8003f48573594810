//! What the chain under load is composed of.

use clap::ValueEnum;
use std::fmt;

/// What the chain under load is composed of. The node is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Composition {
	/// The e-seal chain
	#[default]
	Eseal,
	/// Stock FRAME pallets alone, with balances and fees
	Solochain,
}

impl fmt::Display for Composition {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Eseal => "eseal",
			Self::Solochain => "solochain",
		})
	}
}
