//! Roles: who gains and loses the right to send extrinsics.

use crate::{Config, Error, Member, Pallet, RetiredNonces, Role, RoleBudgets, Spent};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::traits::{SaturatedConversion, Saturating, Zero};

/// How far above its retired nonce an account continues when it is admitted again. So up to this many extrinsics that it had
/// signed in advance, before its last role ended, stay invalid too.
pub const READMISSION_GAP: u32 = 1_024;

/// From here on an account is not admitted again: far from the end, where its nonce would begin again at 0 and every extrinsic
/// that it ever signed be valid once more.
const LAST_NONCE: u32 = u32::MAX / 2;

/// The part of its budget that a new account has at once; the rest comes with the blocks. So nobody gains by having new
/// accounts admitted.
const FIRST_PART: u64 = 8;

/// Gives and takes back the right to send extrinsics. `frame_system::CheckNonce` refuses an account without a provider
/// reference; each role is one reference.
pub trait Admission<AccountId> {
	/// The account gains a role.
	///
	/// # Errors
	///
	/// [`Error::AccountUsedUp`], [`Error::RoleNotPossible`], [`Error::OfficerAtEnterprise`].
	fn admit(who: &AccountId, role: Role) -> DispatchResult;

	/// As [`Admission::admit`], but a new account has nothing at once: all of its budget comes with the blocks. For roles that may be
	/// given without end by those who have a budget themselves.
	///
	/// # Errors
	///
	/// As of [`Admission::admit`].
	fn admit_with_nothing(who: &AccountId, role: Role) -> DispatchResult;

	/// The account loses a role that it gained by [`Admission::admit`].
	///
	/// # Errors
	///
	/// [`Error::RoleNotHeld`], and `ConsumerRemaining` if the account is still needed, for instance by session keys that it
	/// set.
	fn dismiss(who: &AccountId, role: Role) -> DispatchResult;

	/// What is known of an account, for checks: nothing if it has no role.
	fn member(who: &AccountId) -> Member;
}

impl<T: Config> Admission<T::AccountId> for Pallet<T> {
	fn admit(who: &T::AccountId, role: Role) -> DispatchResult {
		Self::admit_with(who, role, |burst| burst / FIRST_PART)
	}

	fn admit_with_nothing(who: &T::AccountId, role: Role) -> DispatchResult {
		Self::admit_with(who, role, |_| 0)
	}

	fn dismiss(who: &T::AccountId, role: Role) -> DispatchResult {
		let account = frame_system::Account::<T>::get(who);
		let member = account.data.without(role).ok_or(Error::<T>::RoleNotHeld)?;
		frame_system::Pallet::<T>::dec_providers(who)?;
		if frame_system::Pallet::<T>::account_exists(who) {
			Self::update(who, |data| *data = member);
		} else {
			RetiredNonces::<T>::insert(who, account.nonce);
		}
		Ok(())
	}

	fn member(who: &T::AccountId) -> Member {
		frame_system::Account::<T>::get(who).data
	}
}

impl<T: Config> Pallet<T> {
	/// The account gains a role; a new one has `first` of its bursts at once.
	fn admit_with(who: &T::AccountId, role: Role, first: impl Fn(u64) -> u64) -> DispatchResult {
		let account = frame_system::Account::<T>::get(who);
		let mut nonce = account.nonce;
		let mut member = account.data.with(role).map_err(Error::<T>::from)?;
		if account.providers.is_zero() {
			if let Some(retired) = RetiredNonces::<T>::get(who) {
				nonce = retired.saturating_add(READMISSION_GAP.into());
				ensure!(nonce < LAST_NONCE.into(), Error::<T>::AccountUsedUp);
			}
			let budget = RoleBudgets::<T>::get().of(&member);
			let rest = |burst: u64| burst.saturating_sub(first(burst));
			member.spent = Spent {
				weight: rest(budget.weight.burst),
				bytes: rest(budget.bytes.burst),
				at: Self::block(),
			};
			RetiredNonces::<T>::remove(who);
		}
		frame_system::Pallet::<T>::inc_providers(who);
		frame_system::Account::<T>::mutate(who, |account| {
			account.nonce = nonce;
			account.data = member;
		});
		Ok(())
	}

	/// Changes what is known of an account that has a role.
	pub(crate) fn update(who: &T::AccountId, change: impl FnOnce(&mut Member)) {
		frame_system::Account::<T>::mutate_exists(who, |account| {
			if let Some(account) = account {
				change(&mut account.data);
			}
		});
	}

	/// The number of the block, as what was spent is dated.
	pub(crate) fn block() -> u32 {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}
}
