//! Liquidation: while an enterprise is restricted, the liquidator whom Market Supervision named uses its e-seal, for the purpose
//! Liquidation alone, and nobody else uses it.
//!
//! The e-seal's key stays the same, and every use takes its signature: the liquidator takes the key over with the physical seals
//! and the books. The owner's hand is off the e-seal meanwhile: it neither suspends nor revokes it, and a suspension of its own does
//! not stop the liquidator. Whatever else stops an e-seal does.

use crate::{Config, EnterpriseStatus, Error, Event, Liquidator, Liquidators, Pallet, RegisterChange};
use eseal_primitives::{DocumentDigest, RawText, Uscc};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_admission::{Admission, Role};
use pallet_agencies::Officer;

impl<T: Config> Pallet<T> {
	/// Admits the account, and dismisses the liquidator before it.
	pub(crate) fn do_name_liquidator(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		account: T::AccountId,
		order: DocumentDigest,
	) -> DispatchResult {
		let (uscc, enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(
			enterprise.status == EnterpriseStatus::Restricted,
			Error::<T>::EnterpriseNotRestricted
		);
		let replaced = Liquidators::<T>::get(uscc).map(|liquidator| liquidator.account);
		ensure!(replaced.as_ref() != Some(&account), Error::<T>::LiquidatorUnchanged);
		Self::ensure_no_seal_key(uscc, &account)?;

		T::Admission::admit(&account, Role::Owner)?;
		if let Some(replaced) = &replaced {
			T::Admission::dismiss(replaced, Role::Owner)?;
		}
		let liquidator = Liquidator {
			account: account.clone(),
			order,
			named_at: Self::now(),
		};
		Liquidators::<T>::insert(uscc, liquidator);
		let change = RegisterChange::LiquidatorNamed {
			account: account.clone(),
			order,
		};
		Self::enter(uscc, change, by.clone().into())?;
		Self::deposit_event(Event::LiquidatorNamed {
			uscc,
			account,
			order,
			replaced,
			by,
		});
		Ok(())
	}

	/// The enterprise is no longer in liquidation: its liquidator, if it has one, is none any more, and loses that role.
	pub(crate) fn end_liquidation(uscc: Uscc, by: Officer<T::AccountId>) -> DispatchResult {
		let Some(Liquidator { account, .. }) = Liquidators::<T>::take(uscc) else {
			return Ok(());
		};
		T::Admission::dismiss(&account, Role::Owner)?;
		let change = RegisterChange::LiquidatorDismissed {
			account: account.clone(),
		};
		Self::enter(uscc, change, by.clone().into())?;
		Self::deposit_event(Event::LiquidatorDismissed { uscc, account, by });
		Ok(())
	}

	/// No liquidator acts in the place of this owner. An owner may be the liquidator itself.
	pub(crate) fn ensure_no_other_acts(uscc: Uscc, owner: &T::AccountId) -> Result<(), Error<T>> {
		let liquidator = Liquidators::<T>::get(uscc);
		ensure!(
			liquidator.is_none_or(|liquidator| liquidator.account == *owner),
			Error::<T>::LiquidatorActs
		);
		Ok(())
	}
}
