//! The check of every signed extrinsic, before it enters the pool and again in its block.

use crate::{Access, Budget, Config, Failures, Member, Pallet, Pass, Refusal, RoleBudgets, Tier, WeightInfo};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, Pays, PostDispatchInfo},
	pallet_prelude::TransactionSource,
	traits::Get,
	weights::Weight,
};
use frame_system::CheckNonce;
use scale_info::{meta_type, TypeInfo};
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, Bounded, DispatchInfoOf, Dispatchable, Implication, PostDispatchInfoOf, RefundWeight,
		SaturatedConversion, Saturating, TransactionExtension, TransactionExtensionMetadata, ValidateResult, Zero,
	},
	transaction_validity::{InvalidTransaction, TransactionPriority, TransactionValidityError},
	DispatchResult, Perbill,
};

/// The lowest priority of what governs the chain. Everything ordinary is below.
pub(crate) const GOVERNANCE: TransactionPriority = 1 << 40;

/// How many steps of priority there are between an extrinsic before which none of its account waits and one before which as
/// many wait as may: a pool that is full drops first what waits behind many of the same account, and a block takes it last. Only a
/// few, so that hardly ever an extrinsic has a higher priority than another one of its account with the same nonce, which it
/// would take the place of.
const PLACES: u64 = 4;

/// How many steps of priority there are, within each of those, between who has spent nothing of its budget and who has spent all:
/// who sends little goes first.
const SHARES: u64 = 4;

/// Checks who sends an extrinsic, and how many: that the account has a role, that the role can make the call, and that what it
/// costs is within the account's budget.
///
/// It wraps [`CheckNonce`], because how far an extrinsic is ahead of the account's nonce tells how many others of the same
/// account are waiting before it: all of them must be within the budget and no more than [`Config::MostWaiting`], so that one
/// account cannot fill the pool. In the metadata, and to who signs, it is `CheckNonce` as everywhere, followed by `CheckAdmission`
/// without any data.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, PartialEq, Eq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct CheckAdmission<T: Config + Send + Sync>(CheckNonce<T>);

impl<T: Config + Send + Sync> CheckAdmission<T> {
	/// For an extrinsic with this nonce.
	pub fn from(nonce: T::Nonce) -> Self {
		Self(CheckNonce::from(nonce))
	}
}

impl<T: Config + Send + Sync> core::fmt::Debug for CheckAdmission<T> {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "CheckAdmission({:?})", self.0 .0)
	}
}

/// What an extrinsic is charged, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge<AccountId> {
	who: AccountId,
	weight: u64,
	budget: Budget,
	pass: Pass,
}

fn refuse(refusal: Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(refusal.code()).into()
}

impl<T: Config + Send + Sync> CheckAdmission<T>
where
	<T as frame_system::Config>::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
{
	/// What an extrinsic takes of a block, in picoseconds.
	fn weight_of(info: &DispatchInfo) -> u64 {
		let base = T::BlockWeights::get().get(info.class).base_extrinsic;
		info.total_weight().saturating_add(base).ref_time()
	}

	/// Checks that the extrinsic, and as many like it as are waiting before it, are within the budget, and that not too many are
	/// waiting. Returns its priority.
	fn check_budget(
		member: &Member,
		budget: &Budget,
		tier: Tier,
		weight: u64,
		len: usize,
		waiting: u64,
	) -> Result<TransactionPriority, Refusal> {
		let (weight_left, bytes_left) = budget.left_at(member.spent, Pallet::<T>::block());
		let bytes: u64 = len.saturated_into();
		if weight > budget.weight.burst || bytes > budget.bytes.burst {
			return Err(Refusal::TooLargeForBudget);
		}
		let count = waiting.saturating_add(1);
		let weight_after = weight.checked_mul(count).and_then(|all| weight_left.checked_sub(all));
		let bytes_after = bytes.checked_mul(count).and_then(|all| bytes_left.checked_sub(all));
		let (Some(weight_after), Some(_)) = (weight_after, bytes_after) else {
			return Err(Refusal::OverBudget);
		};
		let most_waiting = u64::from(T::MostWaiting::get());
		if count > most_waiting {
			return Err(Refusal::TooManyWaiting);
		}
		let place = Perbill::from_rational(most_waiting.saturating_sub(count), most_waiting).mul_floor(PLACES);
		let unspent = Perbill::from_rational(weight_after, budget.weight.burst).mul_floor(SHARES);
		let priority = place.saturating_mul(SHARES.saturating_add(1)).saturating_add(unspent);
		Ok(match tier {
			Tier::Governance => GOVERNANCE.saturating_add(priority),
			Tier::Ordinary => priority,
		})
	}

	/// Fails if an ordinary extrinsic would take room that is reserved.
	fn check_room(info: &DispatchInfo, len: usize) -> Result<(), TransactionValidityError> {
		let reserved = T::Reserved::get();
		let limits = T::BlockWeights::get();
		let taken = frame_system::Pallet::<T>::block_weight();
		let full = limits.get(DispatchClass::Normal).max_total.is_some_and(|max| {
			let room = max.ref_time().saturating_sub(reserved.mul_ceil(max.ref_time()));
			let after = taken
				.get(DispatchClass::Normal)
				.ref_time()
				.saturating_add(Self::weight_of(info));
			after > room
		});
		let max = *T::BlockLength::get().max.get(DispatchClass::Normal);
		let room = max.saturating_sub(reserved.mul_ceil(max));
		let after = frame_system::Pallet::<T>::block_size().saturating_add(len.saturated_into());
		if full || after > room {
			return Err(InvalidTransaction::ExhaustsResources.into());
		}
		Ok(())
	}
}

impl<T: Config + Send + Sync> TransactionExtension<<T as frame_system::Config>::RuntimeCall> for CheckAdmission<T>
where
	<T as frame_system::Config>::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	<<T as frame_system::Config>::RuntimeCall as Dispatchable>::RuntimeOrigin:
		AsSystemOriginSigner<T::AccountId> + Clone,
{
	const IDENTIFIER: &'static str = "CheckAdmission";
	type Implicit = ();
	type Val = (
		Option<Charge<T::AccountId>>,
		<CheckNonce<T> as TransactionExtension<<T as frame_system::Config>::RuntimeCall>>::Val,
	);
	type Pre = (
		Option<Charge<T::AccountId>>,
		Option<<T::Failures as Failures<<T as frame_system::Config>::RuntimeCall>>::Subject>,
		<CheckNonce<T> as TransactionExtension<<T as frame_system::Config>::RuntimeCall>>::Pre,
	);

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		let mut metadata = CheckNonce::<T>::metadata();
		metadata.extend(vec![TransactionExtensionMetadata {
			identifier: Self::IDENTIFIER,
			ty: meta_type::<()>(),
			implicit: meta_type::<()>(),
		}]);
		metadata
	}

	fn weight(&self, call: &<T as frame_system::Config>::RuntimeCall) -> Weight {
		<T as Config>::WeightInfo::check_admission().saturating_add(T::Access::weight(call))
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &<T as frame_system::Config>::RuntimeCall,
		info: &DispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		len: usize,
		_: (),
		inherited_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, <T as frame_system::Config>::RuntimeCall> {
		let inner = |origin| {
			self.0
				.validate(origin, call, info, len, (), inherited_implication, source)
		};
		let Some(who) = origin.as_system_origin_signer().cloned() else {
			return inner(origin).map(|(valid, val, origin)| (valid, (None, val), origin));
		};
		let account = frame_system::Account::<T>::get(&who);
		if account.providers.is_zero() {
			return Err(refuse(Refusal::NoRole));
		}
		// After this one the nonce would begin again at 0, and every extrinsic that the account once sent be valid once more.
		if self.0 .0 == T::Nonce::max_value() {
			return Err(refuse(Refusal::NonceUsedUp));
		}
		let pass = T::Access::check(&who, &account.data, call).map_err(refuse)?;
		let (mut valid, val, origin) = inner(origin)?;
		let waiting = self.0 .0.saturating_sub(account.nonce).saturated_into();
		let weight = Self::weight_of(info);
		let budget = RoleBudgets::<T>::get().of(&account.data);
		valid.priority = Self::check_budget(&account.data, &budget, pass.tier, weight, len, waiting).map_err(refuse)?;
		let charge = Charge {
			who,
			weight,
			budget,
			pass,
		};
		Ok((valid, (Some(charge), val), origin))
	}

	fn prepare(
		self,
		(charge, val): Self::Val,
		origin: &T::RuntimeOrigin,
		call: &<T as frame_system::Config>::RuntimeCall,
		info: &DispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		if let Some(charge) = &charge {
			if charge.pass.tier == Tier::Ordinary {
				Self::check_room(info, len)?;
			}
			let now = Pallet::<T>::block();
			Pallet::<T>::update(&charge.who, |member| {
				let mut spent = charge.budget.spent_at(member.spent, now);
				spent.weight = spent.weight.saturating_add(charge.weight);
				spent.bytes = spent.bytes.saturating_add(len.saturated_into());
				member.spent = spent;
			});
		}
		let pre = self.0.prepare(val, origin, call, info, len)?;
		let subject = charge.as_ref().and_then(|_| T::Failures::subject(call));
		Ok((charge, subject, pre))
	}

	/// Says of every signed extrinsic that it paid no fee, whichever pallet its call is of. Events have it so.
	fn post_dispatch(
		pre: Self::Pre,
		info: &DispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		post_info: &mut PostDispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<(), TransactionValidityError> {
		post_info.refund(Self::post_dispatch_details(pre, info, post_info, len, result)?);
		post_info.pays_fee = Pays::No;
		Ok(())
	}

	/// Gives back what a call that succeeded weighed less than declared. One that failed counts in full, and is told of where that
	/// is wanted.
	fn post_dispatch_details(
		(charge, subject, pre): Self::Pre,
		info: &DispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		post_info: &PostDispatchInfoOf<<T as frame_system::Config>::RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		if let (Some(charge), Ok(())) = (charge, result) {
			let unspent = post_info.calc_unspent(info).ref_time();
			if !unspent.is_zero() {
				Pallet::<T>::update(&charge.who, |member| {
					member.spent.weight = member.spent.weight.saturating_sub(unspent);
				});
			}
			if charge.pass.noted {
				T::Access::succeeded(&charge.who);
			}
		}
		if let (Some(subject), Err(_)) = (subject, result) {
			T::Failures::failed(subject);
		}
		<CheckNonce<T> as TransactionExtension<_>>::post_dispatch_details(pre, info, post_info, len, result)
	}
}
