//! How calls read their arguments: what is wrong with one is a typed error, and nothing has changed by then.

use crate::{Actor, Config, Enterprise, Enterprises, Error, Pallet, PhysicalSeal, PhysicalSeals, Seal, Seals};
use eseal_primitives::{
	DocumentDigest, Moment, RawText, SealCode, SealId, Text, TextError, Uscc, UsccCheck, UsccError,
};
use frame_support::{
	ensure,
	traits::{EnsureOrigin, Time},
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::DispatchError;

impl<T: Config> From<UsccError> for Error<T> {
	fn from(error: UsccError) -> Self {
		match error {
			UsccError::WrongLength => Self::UsccWrongLength,
			UsccError::InvalidCharacter => Self::UsccInvalidCharacter,
			UsccError::WrongCheckCharacter => Self::UsccWrongCheckCharacter,
		}
	}
}

impl<T: Config> From<TextError> for Error<T> {
	fn from(error: TextError) -> Self {
		match error {
			TextError::Empty => Self::TextEmpty,
			TextError::TooLong => Self::TextTooLong,
			TextError::NotText => Self::TextInvalid,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The block's time.
	pub(crate) fn now() -> Moment {
		T::Time::now()
	}

	pub(crate) fn parse_uscc(raw: &RawText, check: UsccCheck) -> Result<Uscc, Error<T>> {
		Ok(Uscc::parse(raw.as_bytes(), check)?)
	}

	pub(crate) fn parse_text<const MAX: u32>(raw: &RawText) -> Result<Text<MAX>, Error<T>> {
		Ok(Text::parse(raw.as_bytes())?)
	}

	pub(crate) fn parse_code(raw: &RawText) -> Result<SealCode, Error<T>> {
		SealCode::parse(raw.as_bytes()).ok_or(Error::<T>::SealCodeInvalid)
	}

	/// The enterprise that a call names. A code that is not registered gets the reason that helps most: what is wrong
	/// with it, if anything is.
	pub(crate) fn find_enterprise(raw: &RawText) -> Result<(Uscc, Enterprise<T::AccountId>), Error<T>> {
		let uscc = Self::parse_uscc(raw, UsccCheck::Waived)?;
		match Enterprises::<T>::get(uscc) {
			Some(enterprise) => Ok((uscc, enterprise)),
			None => {
				ensure!(uscc.has_right_check_character(), Error::<T>::UsccWrongCheckCharacter);
				Err(Error::<T>::EnterpriseNotFound)
			}
		}
	}

	pub(crate) fn find_physical_seal(raw: &RawText) -> Result<(SealCode, PhysicalSeal), Error<T>> {
		let code = Self::parse_code(raw)?;
		let physical = PhysicalSeals::<T>::get(code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		Ok((code, physical))
	}

	pub(crate) fn find_seal(seal: SealId) -> Result<Seal<T::AccountId>, Error<T>> {
		Seals::<T>::get(seal).ok_or(Error::<T>::SealNotFound)
	}

	pub(crate) fn ensure_plain(digest: &DocumentDigest) -> Result<(), Error<T>> {
		ensure!(digest.is_plain(), Error::<T>::DigestNotPlain);
		Ok(())
	}

	/// A moment from which a report or a revocation counts: at or after `earliest`, and not in the future.
	pub(crate) fn ensure_effective(moment: Moment, earliest: Moment) -> Result<(), Error<T>> {
		ensure!(moment <= Self::now(), Error::<T>::EffectiveInFuture);
		ensure!(moment >= earliest, Error::<T>::EffectiveTooEarly);
		Ok(())
	}

	/// Who acts on an e-seal: the owner of its enterprise, or else an officer of Data Resources.
	pub(crate) fn ensure_owner_or_platform(
		origin: OriginFor<T>,
		seal: SealId,
	) -> Result<Actor<T::AccountId>, DispatchError> {
		let account = ensure_signed(origin.clone())?;
		let uscc = Self::find_seal(seal)?.uscc;
		if Enterprises::<T>::get(uscc).is_some_and(|enterprise| enterprise.owner == account) {
			return Ok(Actor::Owner { account });
		}
		T::DataResources::ensure_origin(origin)
			.map(Actor::from)
			.map_err(|_| Error::<T>::NotAuthorized.into())
	}
}
