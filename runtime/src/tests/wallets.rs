//! What wallets and explorers ask and show that know nothing of this chain.

use super::env::*;
use crate::{api, Runtime, RuntimeCall, RuntimeEvent, System, SLOT_DURATION};
use codec::{DecodeAll, Encode};
use eseal_primitives::{SealId, UsccCheck};
use frame_metadata_hash_extension::CheckMetadataHash;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo, Pays},
	weights::Weight,
};
use pallet_agencies::Seat;
use pallet_e_seal::runtime_api::{EnterpriseInfo, SealInfo};
use pallet_transaction_payment_rpc_runtime_api::{FeeDetails, RuntimeDispatchInfo};
use sp_core::H256;
use sp_runtime::{generic::Preamble, transaction_validity::InvalidTransaction};

const USCC: &str = "91330100799655058B";
const MS: Seat = Seat::MarketSupervision;

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![1] }.into()
}

fn register() -> RuntimeCall {
	RuntimeCall::ESeal(pallet_e_seal::Call::register_enterprise {
		uscc: raw(USCC),
		name: raw("杭州某某有限公司"),
		owner: account_of(&pair("Owner")),
		check: UsccCheck::Enforced,
	})
}

/// What a runtime API answers, asked as a node asks it: by bytes.
fn asked<T: DecodeAll>(function: &str, arguments: impl Encode) -> T {
	let answer = api::dispatch(function, &arguments.encode()).expect("the runtime has it");
	T::decode_all(&mut &answer[..]).expect("it is of this type")
}

// --- Fees ---

#[test]
fn whatever_is_sent_costs_nothing() {
	run(|| {
		let ms = officer(MS);
		for call in [remark(), register()] {
			let extrinsic = signed(&ms, nonce_of(&ms), call);
			let length = extrinsic.encoded_size() as u32;
			let info: RuntimeDispatchInfo<u128> = asked("TransactionPaymentApi_query_info", (&extrinsic, length));
			let weight = extrinsic.get_dispatch_info().total_weight();
			assert_eq!(
				(info.weight, info.class, info.partial_fee),
				(weight, DispatchClass::Normal, 0)
			);
			assert!(weight.ref_time() > 0, "what it takes of a budget is told");
			let details: FeeDetails<u128> = asked("TransactionPaymentApi_query_fee_details", (&extrinsic, length));
			assert_eq!(details.final_fee(), 0);
			assert!(details.inclusion_fee.is_none());
		}
		let most = asked::<u128>("TransactionPaymentApi_query_weight_to_fee", Weight::MAX);
		assert_eq!(
			(most, asked("TransactionPaymentApi_query_length_to_fee", u32::MAX)),
			(0, 0u128)
		);
	});
}

/// What the events of the open block's signed extrinsics say of fees.
fn paid() -> Vec<(bool, Pays)> {
	let events = System::events().into_iter().map(|record| record.event);
	let paid = events.filter_map(|event| match event {
		RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info }) => {
			Some((dispatch_info.class, true, dispatch_info.pays_fee))
		}
		RuntimeEvent::System(frame_system::Event::ExtrinsicFailed { dispatch_info, .. }) => {
			Some((dispatch_info.class, false, dispatch_info.pays_fee))
		}
		_ => None,
	});
	// The inherent, which nobody sent.
	paid.filter(|(class, ..)| *class != DispatchClass::Mandatory)
		.map(|(_, succeeded, pays)| (succeeded, pays))
		.collect()
}

/// Explorers show it with each extrinsic: of this project's pallets and of others, of calls that succeed and that fail.
#[test]
fn events_say_that_nobody_paid() {
	run(|| {
		let ms = officer(MS);
		for call in [remark(), register(), register()] {
			let _ = block(signed(&ms, nonce_of(&ms), call)).expect("it is admitted");
		}
		assert_eq!(paid(), [(true, Pays::No), (true, Pays::No), (false, Pays::No)]);
	});
}

/// What a call gives back of its weight is still taken off.
#[test]
fn what_an_extrinsic_weighed_is_still_known() {
	run(|| {
		let ms = officer(MS);
		let extrinsic = signed(&ms, nonce_of(&ms), remark());
		let declared = extrinsic.get_dispatch_info();
		assert_eq!(block(extrinsic), Ok(Ok(())));
		let weighed = System::events()
			.into_iter()
			.rev()
			.find_map(|record| match record.event {
				RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info }) => {
					Some(dispatch_info.weight)
				}
				_ => None,
			});
		let base = crate::RuntimeBlockWeights::get()
			.get(DispatchClass::Normal)
			.base_extrinsic;
		let most = declared.total_weight().saturating_add(base);
		let weighed = weighed.expect("it succeeded");
		assert!(
			weighed.any_gt(declared.call_weight) && weighed.all_lte(most),
			"{weighed} of {most}"
		);
	});
}

// --- Signing with a hash of the metadata ---

/// A remark that is signed with a hash of the metadata, and says so or not.
fn with_metadata_hash(hash: H256, says_so: bool) -> crate::UncheckedExtrinsic {
	let ms = officer(MS);
	let signed_over = CheckMetadataHash::new_with_custom_hash(hash.0);
	let mut extrinsic = signed_with(&ms, nonce_of(&ms), signed_over, remark());
	let Preamble::Signed(_, _, extension) = &mut extrinsic.preamble else {
		panic!("it is signed");
	};
	extension.7 = CheckMetadataHash::new(says_so);
	extrinsic
}

/// The build gives the runtime a hash; `tests/e2e/clients.test.mjs` compares it with that of the metadata.
#[test]
fn a_signature_with_a_hash_of_the_metadata_is_taken_with_that_of_the_build_alone() {
	run(|| {
		let own: Option<H256> = asked("AdmissionApi_metadata_hash", ());
		let own = own.expect("the build has a hash");
		let other = H256(own.0.map(|byte| !byte));
		assert_refused(&with_metadata_hash(other, true), InvalidTransaction::BadProof);
		// Who only says that there was none has signed something else.
		assert_refused(&with_metadata_hash(own, false), InvalidTransaction::BadProof);
		assert_eq!(pool(&with_metadata_hash(own, true)), Ok(()));
	});
}

// --- Questions with texts that no call takes ---

#[test]
fn a_question_may_have_any_text() {
	run(|| {
		assert_taken(&officer(MS), register());
		next_block(SLOT_DURATION);
		let ask = |text: &str| {
			let found: Option<EnterpriseInfo<crate::AccountId>> = asked("ESealApi_enterprise", text);
			let seal: Option<SealInfo<crate::AccountId>> = asked("ESealApi_seal_of", text);
			let physical: Option<pallet_e_seal::PhysicalSeal> = asked("ESealApi_physical_seal", text);
			assert!(seal.is_none() && physical.is_none());
			found.is_some()
		};
		assert!(ask(USCC));
		let blank = "\u{200b}";
		for text in [
			String::new(),
			"x".repeat(5_000),
			"章".repeat(500_000),
			format!("{USCC}{blank}"),
			format!("{USCC}\0"),
			blank.repeat(18),
		] {
			assert!(!ask(&text), "{} bytes", text.len());
		}
		assert!(pallet_e_seal::Seals::<Runtime>::get(SealId(0)).is_none());
	});
}
