//! Numbers that the chain gives in the order 0, 1, 2, … and never reuses.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, num::ParseIntError, str::FromStr};
use scale_info::TypeInfo;

/// Gives a newtype of `u64` with the encoding of a `u64`. The metadata has its name, so that tools can tell what a number
/// counts.
macro_rules! id {
	($(#[$doc:meta])* $name:ident) => {
		$(#[$doc])*
		#[derive(
			Debug,
			Clone,
			Copy,
			Default,
			PartialEq,
			Eq,
			PartialOrd,
			Ord,
			Hash,
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
			serde::Serialize,
			serde::Deserialize,
		)]
		#[serde(transparent)]
		pub struct $name(pub u64);

		impl $name {
			/// The number after this one; `None` after the last.
			pub fn next(self) -> Option<Self> {
				self.0.checked_add(1).map(Self)
			}
		}

		impl fmt::Display for $name {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				self.0.fmt(f)
			}
		}

		impl FromStr for $name {
			type Err = ParseIntError;

			fn from_str(text: &str) -> Result<Self, ParseIntError> {
				text.parse().map(Self)
			}
		}

		impl From<u64> for $name {
			fn from(number: u64) -> Self {
				Self(number)
			}
		}
	};
}

id! {
	/// The number of an e-seal. An application has the number of the e-seal that it applies for.
	SealId
}

id! {
	/// The number of a grant.
	GrantId
}

id! {
	/// The number of a flag.
	FlagId
}

id! {
	/// The number of an act that an officer prepared.
	ActId
}

id! {
	/// The number of a correction.
	CorrectionId
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_are_encoded_as_numbers() {
		assert_eq!(SealId(258).encode(), 258u64.encode());
		assert_eq!(GrantId::decode(&mut &7u64.encode()[..]), Ok(GrantId(7)));
		assert_eq!(FlagId::max_encoded_len(), 8);
	}

	#[test]
	fn the_metadata_has_their_names() {
		let path = |info: scale_info::Type| info.path.ident().map(str::to_owned);
		assert_eq!(path(SealId::type_info()).as_deref(), Some("SealId"));
		assert_eq!(path(GrantId::type_info()).as_deref(), Some("GrantId"));
		assert_eq!(path(FlagId::type_info()).as_deref(), Some("FlagId"));
		assert_eq!(path(ActId::type_info()).as_deref(), Some("ActId"));
	}

	#[test]
	fn nothing_follows_the_last() {
		assert_eq!(SealId(0).next(), Some(SealId(1)));
		assert_eq!(SealId(u64::MAX).next(), None);
	}
}
