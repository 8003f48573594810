//! Other networks, of which no session key may be used again.

use super::agency_file::Agency;
use crate::address::Address;
use serde::{de::IgnoredAny, Deserialize};
use std::{
	fs, io,
	path::{Path, PathBuf},
};

/// Another network, by its raw specification.
#[derive(Debug)]
pub struct OtherNetwork {
	path: PathBuf,
	/// The file, in small letters.
	text: String,
}

/// A session key is another network's, or that cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum OtherNetworkError {
	/// A key is in the other network.
	#[error("{seat}'s {key} key {address} is a key of the network in {}", path.display())]
	Shared {
		/// Whose key it is.
		seat: super::seat::Seat,
		/// Which of the session keys.
		key: &'static str,
		/// The key.
		address: Address,
		/// The other network's specification.
		path: PathBuf,
	},
	/// A file cannot be read.
	#[error("{} cannot be read: {reason}", path.display())]
	Io {
		/// The file.
		path: PathBuf,
		/// Why.
		reason: io::Error,
	},
	/// A file is no raw specification.
	#[error("{} is no raw chain specification: {reason}", path.display())]
	NotRaw {
		/// The file.
		path: PathBuf,
		/// What is missing.
		reason: serde_json::Error,
	},
}

impl OtherNetworkError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::Shared { .. } => {
				"Keys serve one network: a vote by them counts on every network that has them. The agency makes new ones:\n\
				 eseal-operator network keys --help"
			},
			Self::Io { .. } | Self::NotRaw { .. } => "Name the file eseal-raw.json of the other network after --not-of.",
		}
		.into()
	}
}

/// What makes a specification raw.
#[derive(Deserialize)]
struct Spec {
	#[serde(rename = "genesis")]
	_genesis: Genesis,
}

#[derive(Deserialize)]
struct Genesis {
	#[serde(rename = "raw")]
	_raw: Raw,
}

#[derive(Deserialize)]
struct Raw {
	#[serde(rename = "top")]
	_top: IgnoredAny,
}

impl OtherNetwork {
	/// Reads the raw specification of a network.
	///
	/// # Errors
	///
	/// The file cannot be read, or is something else.
	pub fn read(path: &Path) -> Result<Self, OtherNetworkError> {
		let text = fs::read_to_string(path).map_err(|reason| OtherNetworkError::Io {
			path: path.into(),
			reason,
		})?;
		serde_json::from_str::<Spec>(&text).map_err(|reason| OtherNetworkError::NotRaw {
			path: path.into(),
			reason,
		})?;
		Ok(Self {
			path: path.into(),
			text: text.to_ascii_lowercase(),
		})
	}

	/// Checks that no session key of the agencies is in it. Where a key stands in its storage does not matter: 32 bytes do
	/// not meet by chance.
	///
	/// # Errors
	///
	/// The first key that is.
	pub fn check(&self, agencies: &[Agency]) -> Result<(), OtherNetworkError> {
		for agency in agencies {
			for validator in &agency.validators {
				for (key, address) in [("aura", validator.aura), ("grandpa", validator.grandpa)] {
					if self.text.contains(&hex::encode(address.0)) {
						return Err(OtherNetworkError::Shared {
							seat: agency.seat,
							key,
							address,
							path: self.path.clone(),
						});
					}
				}
			}
		}
		Ok(())
	}
}
