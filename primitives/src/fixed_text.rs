//! The encoding that all codes of fixed length share.

/// Gives `$name`, a newtype of `[u8; $len]` with a `from_stored` that checks it, the encoding of a text: a length prefix
/// and the bytes. Its type information says `str`, so that explorers accept and show text.
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
				Self::from_stored(bytes).ok_or_else(|| concat!(stringify!($name), " has an invalid character").into())
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
