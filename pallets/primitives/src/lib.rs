//! Types that every part of the e-seal chain shares, each with its own rules.
//!
//! Nothing here knows FRAME or storage: a tool, a light client or a receipt checker can use these types as they are.
//!
//! | module | subject |
//! | --- | --- |
//! | [`text`] | bounded texts that explorers show as text |
//! | [`uscc`] | the Unified Social Credit Code (GB 32100-2015) |
//! | [`seal_code`] | the 13-digit code of a physical seal |
//! | [`digest`] | the digest of a document, with its algorithm |
//! | [`key`] | the key of an e-seal and its signature |
//! | [`sm2`] | SM2 signatures and SM3 digests (GB/T 32918, GB/T 32905) |
//! | [`possession`] | what a seal key signs when its owner applies |
//! | [`statement`] | what a seal key signs at every use |
//! | [`seat`] | the agencies' seats and officers |
//! | [`enterprise`], [`physical_seal`], [`seal`] | what the register keeps |
//! | [`history`] | what happened to an e-seal, and how it stood at a moment |
//! | [`grant`], [`usage`], [`flag`] | what the usage log keeps |
//! | [`answers`] | what the runtime APIs answer |

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::arithmetic_side_effects,
	)
)]

extern crate alloc;

pub mod answers;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod digest;
pub mod enterprise;
pub mod flag;
pub mod grant;
pub mod history;
pub mod key;
pub mod physical_seal;
mod plain_enum;
pub mod possession;
pub mod seal;
pub mod seal_code;
pub mod seat;
pub mod sm2;
pub mod statement;
pub mod text;
pub mod usage;
pub mod uscc;

pub use answers::BytesToSign;
pub use digest::DocumentDigest;
pub use grant::GrantId;
pub use key::{SealKey, SealSignature, Sm2Pair};
pub use possession::PossessionClaim;
pub use seal_code::SealCode;
pub use seat::{Officer, Seat};
pub use statement::{Purpose, UseStatement};
pub use text::{RawText, Text, TextError};
pub use uscc::{Uscc, UsccCheck, UsccError};

use codec::Encode;
use sp_core::H256;

/// The number of an e-seal. The first is 0; numbers are never reused. An application has the number of the e-seal
/// that it asks for.
pub type SealId = u64;

/// A moment in milliseconds since the Unix epoch, as the block's timestamp gives it.
pub type Moment = u64;

/// The digest of a list that only ever grows, after one more item: `blake2_256(digest ‖ SCALE(item))`. Of no items it is
/// zero.
pub fn chained(digest: H256, item: &impl Encode) -> H256 {
	sp_io::hashing::blake2_256(&(digest, item).encode()).into()
}

/// The encoding that the two codes of fixed length share.
pub(crate) mod fixed_text {
	/// Gives `$name`, a newtype of `[u8; $len]` with a `check` on entry, the encoding of a text: a length prefix and the
	/// bytes. Its type information says `str`, so that explorers take and show a text.
	macro_rules! fixed_text {
		($name:ident, $len:literal) => {
			impl $name {
				/// The code as text. Every character is ASCII.
				pub fn as_str(&self) -> &str {
					core::str::from_utf8(&self.0).unwrap_or_default()
				}

				/// The code as its ASCII bytes.
				pub fn as_bytes(&self) -> &[u8] {
					&self.0
				}
			}

			impl codec::Encode for $name {
				fn size_hint(&self) -> usize {
					$len + 1
				}

				fn encode_to<O: codec::Output + ?Sized>(&self, dest: &mut O) {
					self.0.as_slice().encode_to(dest)
				}
			}

			impl codec::EncodeLike for $name {}

			impl codec::Decode for $name {
				fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
					let length = codec::Compact::<u32>::decode(input)?.0;
					if length != $len {
						return Err(concat!(stringify!($name), " must have ", $len, " characters").into());
					}
					let mut bytes = [0u8; $len];
					input.read(&mut bytes)?;
					Self::from_stored(bytes)
						.ok_or_else(|| concat!(stringify!($name), " has a character that it may not have").into())
				}
			}

			impl codec::DecodeWithMemTracking for $name {}

			impl codec::MaxEncodedLen for $name {
				fn max_encoded_len() -> usize {
					$len + 1
				}
			}

			impl scale_info::TypeInfo for $name {
				type Identity = str;

				fn type_info() -> scale_info::Type {
					<str as scale_info::TypeInfo>::type_info()
				}
			}

			impl core::fmt::Debug for $name {
				fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
					f.write_str(self.as_str())
				}
			}

			impl core::fmt::Display for $name {
				fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
					f.write_str(self.as_str())
				}
			}
		};
	}

	pub(crate) use fixed_text;
}
