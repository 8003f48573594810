//! A call is charged for the grants that it ended and the hold that it changed, not for those that it could have.

use super::*;
use crate::{Call, WeightInfo};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	weights::Weight,
};

/// What a call weighed, as it says itself.
fn weighed(result: DispatchResultWithPostInfo) -> Weight {
	result.unwrap().actual_weight.unwrap()
}

fn approve(id: SealId) -> Weight {
	weighed(ESeal::approve(dr(), id, decide::digest_of(id)))
}

#[test]
fn a_first_approval_ends_no_grants_and_a_successors_those_of_its_predecessor() {
	run(|| {
		let first = applied();
		assert_eq!(approve(first), <()>::approve());
		let second = Application::new(2).applied();
		assert_eq!(approve(second), <()>::approve() + DISSOLUTION);
		// The predecessor's grants ended before, with it.
		assert_ok!(decide::revoke(owner(), second, RevocationReason::CessationOfUse, None));
		let third = Application::new(3).applied();
		assert_eq!(approve(third), <()>::approve());
	});
}

#[test]
fn a_revocation_is_charged_for_the_grants_that_it_ended() {
	run(|| {
		let id = issued();
		let revoked = ESeal::revoke(
			owner(),
			id,
			decide::digest_of(id),
			RevocationReason::CessationOfUse,
			None,
		);
		assert_eq!(weighed(revoked), <()>::revoke() + DISSOLUTION);
	});
}

#[test]
fn an_enterprise_without_a_live_seal_has_no_grants_to_pay_for() {
	let change = || weighed(ESeal::change_owner(ms(), text(USCC), NEW_OWNER));
	let deregister = || weighed(ESeal::deregister_enterprise(ms(), text(USCC)));
	run(|| {
		applied();
		assert_eq!(change(), <()>::change_owner());
		assert_eq!(deregister(), <()>::deregister_enterprise());
	});
	run(|| {
		issued();
		assert_eq!(change(), <()>::change_owner() + DISSOLUTION);
		assert_eq!(deregister(), <()>::deregister_enterprise() + DISSOLUTION);
	});
}

#[test]
fn without_a_live_seal_no_hold_is_paid_for() {
	let rename = |name: &str| weighed(ESeal::rename_enterprise(ms(), text(USCC), text(name)));
	let restrict = || weighed(ESeal::restrict_enterprise(ms(), text(USCC)));
	let lift = || weighed(ESeal::lift_restriction(ms(), text(USCC)));
	let report = || {
		let (code, lost) = (text(CODE), PhysicalSealReport::Lost);
		weighed(ESeal::report_physical_seal(ps(), code, lost, now()))
	};
	let whole = [
		<()>::restrict_enterprise(),
		<()>::lift_restriction(),
		<()>::rename_enterprise(),
		<()>::report_physical_seal(),
	];
	let stored = <Test as frame_system::Config>::DbWeight::get().reads_writes(1, 3);
	run(|| {
		applied();
		let weights = [restrict(), lift(), rename("another name"), report()];
		assert_eq!(weights, whole.map(|weight| weight.saturating_sub(stored)));
	});
	run(|| {
		issued();
		assert_eq!([restrict(), lift(), rename("another name"), report()], whole);
		// It has this hold already.
		assert_eq!(rename("a third name"), <()>::rename_enterprise().saturating_sub(stored));
	});
}

#[test]
fn what_is_declared_covers_the_most_grants() {
	let (application, digest) = (SealId(0), H256::zero());
	let declared = |call: Call<Test>| call.get_dispatch_info().call_weight;
	assert_eq!(
		declared(Call::approve { application, digest }),
		<()>::approve() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::revoke {
			seal: application,
			digest,
			reason: RevocationReason::CourtOrder,
			effective_at: None,
		}),
		<()>::revoke() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::deregister_enterprise { uscc: text(USCC) }),
		<()>::deregister_enterprise() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::change_owner {
			uscc: text(USCC),
			owner: OWNER,
		}),
		<()>::change_owner() + MAX_DISSOLUTION
	);
}
