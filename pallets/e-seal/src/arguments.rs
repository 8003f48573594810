//! How calls read their texts and digests. An invalid one is a typed error, before anything has changed.

use crate::{Config, Error, Pallet};
use eseal_primitives::{DocumentDigest, RawText, SealCode, Text, TextError, Uscc, UsccCheck, UsccError};
use frame_support::ensure;

impl<T: Config> From<UsccError> for Error<T> {
	fn from(error: UsccError) -> Self {
		match error {
			UsccError::WrongLength => Self::UsccWrongLength,
			UsccError::InvalidCharacter => Self::UsccInvalidCharacter,
			UsccError::WrongDepartment => Self::UsccWrongDepartment,
			UsccError::WrongClass => Self::UsccWrongClass,
			UsccError::WrongRegion => Self::UsccWrongRegion,
			UsccError::WrongCheckCharacter => Self::UsccWrongCheckCharacter,
		}
	}
}

impl<T: Config> From<TextError> for Error<T> {
	fn from(error: TextError) -> Self {
		match error {
			TextError::Empty => Self::TextEmpty,
			TextError::TooLong => Self::TextTooLong,
			TextError::NotUtf8 | TextError::Character(..) => Self::TextInvalid,
			TextError::Blank(_) => Self::TextBlank,
			TextError::NotNormalized(_) => Self::TextNotNormalized,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn parse_uscc(raw: &RawText, check: UsccCheck) -> Result<Uscc, Error<T>> {
		Ok(Uscc::parse(raw.as_bytes(), check)?)
	}

	pub(crate) fn parse_text<const MAX: u32>(raw: &RawText) -> Result<Text<MAX>, Error<T>> {
		Ok(Text::parse(raw.as_bytes())?)
	}

	pub(crate) fn parse_code(raw: &RawText) -> Result<SealCode, Error<T>> {
		SealCode::parse(raw.as_bytes()).ok_or(Error::<T>::SealCodeInvalid)
	}

	/// Certificates and pictures have one digest each, so that one of them never passes for two.
	pub(crate) fn ensure_sha256(digest: &DocumentDigest) -> Result<(), Error<T>> {
		ensure!(matches!(digest, DocumentDigest::Sha256(_)), Error::<T>::DigestNotSha256);
		Ok(())
	}
}
