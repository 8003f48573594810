//! # Admission
//!
//! Who may send extrinsics, as what, and how many.
//!
//! There is no token on this chain and no fee. An account may send extrinsics as long as it has a [`Role`]: other pallets give
//! and take roles through [`Admission`]. Each role is one provider reference, so an account without a role does not exist.
//!
//! Because calls cost nothing, each account has a [`Budget`] of weight and bytes, by its roles: what it may spend at once, and
//! what is given back with every block. [`CheckAdmission`] checks it before an extrinsic enters the pool, together with what the
//! runtime's [`Access`] says of the call. What is refused there is stored nowhere. Roles and what is spent are the account's
//! data, beside its nonce: an extrinsic reads and writes them in one go.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod access;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod extension;
mod gate;
#[cfg(test)]
mod mock;
mod roles;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use access::{Access, Failures, Pass, Tier};
pub use eseal_primitives::{
	member::{Budget, Budgets, Duty, Limit, Member, Role, Spent, MOST_COUNTED, MOST_WIDENED},
	Refusal,
};
pub use extension::CheckAdmission;
pub use gate::OfficerGate;
pub use pallet::*;
pub use roles::{Admission, READMISSION_GAP};
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use eseal_primitives::{
		member::{CannotAdd, Member},
		Act, Officer,
	};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<AccountData = Member, RuntimeEvent: From<Event<Self>>> {
		/// Through which every act of an officer passes.
		type Officers: OfficerGate<OriginFor<Self>, Self::AccountId>;

		/// Which calls a member may send.
		type Access: Access<Self::AccountId, <Self as frame_system::Config>::RuntimeCall>;

		/// What is told of calls that fail in their block.
		type Failures: Failures<<Self as frame_system::Config>::RuntimeCall>;

		/// The budgets of the roles, until a motion sets others.
		#[pallet::constant]
		type DefaultBudgets: Get<Budgets>;

		/// The share of the room for ordinary extrinsics that owners, operators and officers leave free in every block: for
		/// session keys, what the agencies' governing accounts send, and reports of equivocations.
		#[pallet::constant]
		type Reserved: Get<Perbill>;

		/// How many extrinsics of one account may wait for a block. However large a budget is, the pools of all nodes have room for
		/// those of others.
		#[pallet::constant]
		type MostWaiting: Get<u32>;

		/// Weights of the calls, and of the check.
		type WeightInfo: WeightInfo;
	}

	/// The nonce that an account had when its last role ended. When it is admitted again, its nonce continues above this
	/// one, so that no extrinsic it once signed becomes valid again.
	#[pallet::storage]
	pub type RetiredNonces<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::Nonce>;

	/// The budgets of the roles.
	#[pallet::storage]
	pub type RoleBudgets<T: Config> = StorageValue<_, Budgets, ValueQuery, T::DefaultBudgets>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An agency widened, or narrowed again, the budget of an owner or operator.
		BudgetWidened {
			/// The owner or operator.
			account: T::AccountId,
			/// How many times the budget of its enterprises and grants it has from now on.
			factor: u8,
			/// The agency's officer.
			by: Officer<T::AccountId>,
		},
		/// The agencies set the budgets of the roles by motion.
		BudgetsSet {
			/// The budgets from now on.
			budgets: Budgets,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account was admitted and dismissed so often that its nonces are used up. Use a new account.
		AccountUsedUp,
		/// The account has another duty at an agency, or too many roles.
		RoleNotPossible,
		/// Nobody is an officer and at the same time an enterprise's owner or an operator. Use another account, or end the other
		/// role first.
		OfficerAtEnterprise,
		/// The account does not have the role that was to end.
		RoleNotHeld,
		/// The account neither owns an enterprise nor has a grant. Only the budget of one that does can be widened.
		NotAtEnterprise,
		/// A budget can be widened at least 1 time and at most 64 times.
		FactorOutOfRange,
		/// A governing account's budget must be enough for a motion.
		BudgetTooSmall,
	}

	impl<T> From<CannotAdd> for Error<T> {
		fn from(reason: CannotAdd) -> Self {
			match reason {
				CannotAdd::NotPossible => Self::RoleNotPossible,
				CannotAdd::OfficerAtEnterprise => Self::OfficerAtEnterprise,
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let budgets = T::DefaultBudgets::get();
			assert!(budgets.governor.weight.burst > 0, "a seat must be able to govern");
			assert!(T::MostWaiting::get() > 0, "an account must be able to send");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Widens the budget of an enterprise's owner or operator: the account may send so many times what its enterprises and
		/// grants allow. The share of it that is spent stays the same. Ends with its last role at an enterprise.
		///
		/// - `account`: the owner's or operator's account.
		/// - `factor`: 1 to 64; 1 narrows the budget again.
		///
		/// **Origin:** an officer of any agency.
		///
		/// **Errors:** [`Error::FactorOutOfRange`], [`Error::NotAtEnterprise`].
		///
		/// **Events:** [`Event::BudgetWidened`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::widen_budget())]
		pub fn widen_budget(origin: OriginFor<T>, account: T::AccountId, factor: u8) -> DispatchResult {
			let by = T::Officers::pass(origin, Act::WidenBudget, &(&account, factor))?;
			ensure!((1..=MOST_WIDENED).contains(&factor), Error::<T>::FactorOutOfRange);
			let member = Self::member(&account);
			ensure!(member.enterprises > 0 || member.grants > 0, Error::<T>::NotAtEnterprise);

			let (budgets, now) = (RoleBudgets::<T>::get(), Self::block());
			Self::update(&account, |member| {
				let before = budgets.of(member);
				member.widened = factor;
				member.spent = before.spent_of(&budgets.of(member), member.spent, now);
			});
			Self::deposit_event(Event::BudgetWidened { account, factor, by });
			Ok(())
		}

		/// Sets the budgets of all roles.
		///
		/// **Origin:** root, that is, a motion.
		///
		/// **Errors:** [`Error::BudgetTooSmall`]: a governing account could no longer propose, vote and close a motion, and so
		/// never change the budgets again.
		///
		/// **Events:** [`Event::BudgetsSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_budgets())]
		pub fn set_budgets(origin: OriginFor<T>, budgets: Budgets) -> DispatchResult {
			ensure_root(origin)?;
			let least = T::DefaultBudgets::get().governor;
			let enough = |limit: Limit, least: Limit| limit.burst >= least.burst && limit.per_block >= least.per_block;
			ensure!(
				enough(budgets.governor.weight, least.weight) && enough(budgets.governor.bytes, least.bytes),
				Error::<T>::BudgetTooSmall
			);

			RoleBudgets::<T>::put(budgets);
			Self::deposit_event(Event::BudgetsSet { budgets });
			Ok(())
		}
	}
}
