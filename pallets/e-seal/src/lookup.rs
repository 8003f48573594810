//! Finds what a call names.

use crate::{Config, Enterprise, Enterprises, Error, Pallet, PhysicalSeal, PhysicalSeals, Seal, Seals};
use eseal_crypto::decision::application_digest;
use eseal_primitives::{RawText, SealCode, SealId, Uscc, UsccCheck};
use frame_support::ensure;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The enterprise that a call names, with the name that it has now. For a code that is not registered, the error says what is
	/// wrong with the code, if anything is.
	pub(crate) fn find_enterprise(raw: &RawText) -> Result<(Uscc, Enterprise<T::AccountId>), Error<T>> {
		let uscc = Self::parse_uscc(raw, UsccCheck::Waived)?;
		match Enterprises::<T>::get(uscc) {
			Some(enterprise) => Ok((uscc, enterprise.settled(Self::now()))),
			None => {
				uscc.check().map_err(Error::<T>::from)?;
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

	/// The application or e-seal that a decision names, if it is the one that was decided on: on another fork, the number may
	/// stand for another.
	pub(crate) fn find_decided(seal: SealId, digest: H256) -> Result<Seal<T::AccountId>, Error<T>> {
		let seal = Self::find_seal(seal)?;
		ensure!(application_digest(&seal) == digest, Error::<T>::ApplicationDiffers);
		Ok(seal)
	}
}
