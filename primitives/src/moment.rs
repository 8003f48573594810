//! Moments.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::{Add, Sub};
use scale_info::TypeInfo;

/// A moment in milliseconds since the Unix epoch, with the encoding of a `u64`. The metadata has its name, so that tools
/// can tell a moment from a number.
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
pub struct Moment(pub u64);

/// A day in milliseconds.
pub const DAY: u64 = 24 * 60 * 60 * 1_000;

impl Moment {
	/// The latest moment.
	pub const MAX: Self = Self(u64::MAX);

	/// `milliseconds` later, or the latest moment.
	pub const fn saturating_add(self, milliseconds: u64) -> Self {
		Self(self.0.saturating_add(milliseconds))
	}

	/// `milliseconds` earlier, or the epoch.
	pub const fn saturating_sub(self, milliseconds: u64) -> Self {
		Self(self.0.saturating_sub(milliseconds))
	}

	/// `milliseconds` later; `None` after the latest moment.
	pub fn checked_add(self, milliseconds: u64) -> Option<Self> {
		self.0.checked_add(milliseconds).map(Self)
	}

	/// How many milliseconds it is after `earlier`; 0 if it is not.
	pub const fn since(self, earlier: Self) -> u64 {
		self.0.saturating_sub(earlier.0)
	}

	/// The number of its day since the epoch, UTC.
	pub fn day(self) -> u64 {
		self.0.checked_div(DAY).unwrap_or_default()
	}
}

/// Milliseconds later, or the latest moment.
impl Add<u64> for Moment {
	type Output = Self;

	fn add(self, milliseconds: u64) -> Self {
		self.saturating_add(milliseconds)
	}
}

/// Milliseconds earlier, or the epoch.
impl Sub<u64> for Moment {
	type Output = Self;

	fn sub(self, milliseconds: u64) -> Self {
		self.saturating_sub(milliseconds)
	}
}

impl From<u64> for Moment {
	fn from(milliseconds: u64) -> Self {
		Self(milliseconds)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_moment_is_encoded_as_its_milliseconds() {
		assert_eq!(Moment(1_795_305_600_000).encode(), 1_795_305_600_000u64.encode());
		assert_eq!(Moment::type_info().path.ident(), Some("Moment"));
	}

	#[test]
	fn days_begin_at_midnight_utc() {
		assert_eq!(Moment(DAY - 1).day(), 0);
		assert_eq!(Moment(DAY).day(), 1);
	}

	#[test]
	fn ends_are_not_passed() {
		assert_eq!(Moment(5) - 7, Moment(0));
		assert_eq!(Moment::MAX + 1, Moment::MAX);
		assert_eq!(Moment::MAX.checked_add(1), None);
		assert_eq!(Moment(5).since(Moment(7)), 0);
	}
}
