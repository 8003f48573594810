//! The seats of the three agencies that found a network.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The seat of an agency, under the name that the chain gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub enum Seat {
	/// The market supervision bureau.
	#[value(name = "MarketSupervision")]
	MarketSupervision,
	/// The public security bureau.
	#[value(name = "PublicSecurity")]
	PublicSecurity,
	/// The data resources administration.
	#[value(name = "DataResources")]
	DataResources,
}

impl Seat {
	/// All of them, in the order in which they stand in a specification.
	pub const ALL: [Self; 3] = [Self::MarketSupervision, Self::PublicSecurity, Self::DataResources];

	/// The agency's name, for people.
	pub fn title(self) -> &'static str {
		match self {
			Self::MarketSupervision => "Market Supervision",
			Self::PublicSecurity => "Public Security",
			Self::DataResources => "Data Resources",
		}
	}

	/// The name of the file that the agency passes on.
	pub fn file_name(self) -> &'static str {
		match self {
			Self::MarketSupervision => "market-supervision.json",
			Self::PublicSecurity => "public-security.json",
			Self::DataResources => "data-resources.json",
		}
	}
}

impl fmt::Display for Seat {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Debug::fmt(self, f)
	}
}
