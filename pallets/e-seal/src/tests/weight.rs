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
fn an_approval_is_charged_for_the_hold_for_a_later_name() {
	run(|| {
		let first = applied();
		assert_ok!(decide::rename_from("新名", now() + DAY));
		assert_eq!(approve(first), <()>::approve() + <()>::suspend());
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
	let change = || {
		let rotate_by = now() + DAY;
		assert_ok!(ESeal::offer_ownership(
			ms(),
			text(USCC),
			NEW_OWNER,
			rotate_by,
			rotate_by
		));
		weighed(ESeal::accept_ownership(by(NEW_OWNER), text(USCC), rotate_by))
	};
	let deregister = || weighed(ESeal::deregister_enterprise(ms(), text(USCC)));
	run(|| {
		applied();
		assert_eq!(change(), <()>::accept_ownership());
		assert_eq!(deregister(), <()>::deregister_enterprise());
	});
	run(|| {
		issued();
		assert_eq!(change(), <()>::accept_ownership() + DISSOLUTION);
		assert_eq!(deregister(), <()>::deregister_enterprise() + DISSOLUTION);
	});
}

#[test]
fn without_a_live_seal_no_hold_is_paid_for() {
	let rename = |name: &str| weighed(ESeal::rename_enterprise(ms(), text(USCC), text(name), None));
	let restrict = || weighed(ESeal::restrict_enterprise(ms(), text(USCC)));
	let lift = || weighed(ESeal::lift_restriction(ms(), text(USCC)));
	let report = || {
		let (code, lost) = (text(CODE), PhysicalSealReport::Lost);
		weighed(ESeal::report_physical_seal(ps(), code, lost, now()))
	};
	let freeze = || weighed(ESeal::freeze(ps(), text(USCC), ORDER, now() + DAY));
	let unfreeze = || weighed(ESeal::unfreeze(ps(), text(USCC), ORDER));
	let whole = [
		<()>::restrict_enterprise(),
		<()>::lift_restriction(),
		<()>::rename_enterprise(),
		<()>::freeze(),
		<()>::unfreeze(),
		<()>::report_physical_seal(),
	];
	let stored = <Test as frame_system::Config>::DbWeight::get().reads_writes(1, 3);
	run(|| {
		applied();
		let weights = [
			restrict(),
			lift(),
			rename("another name"),
			freeze(),
			unfreeze(),
			report(),
		];
		assert_eq!(weights, whole.map(|weight| weight.saturating_sub(stored)));
	});
	run(|| {
		issued();
		assert_eq!(
			[
				restrict(),
				lift(),
				rename("another name"),
				freeze(),
				unfreeze(),
				report()
			],
			whole
		);
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
		<()>::approve() + <()>::suspend() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::revoke {
			seal: application,
			digest,
			reason: RevocationReason::CourtOrder,
			effective_at: None,
		}),
		<()>::revoke() + <()>::suspend() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::deregister_enterprise { uscc: text(USCC) }),
		<()>::deregister_enterprise() + <()>::revoke() + <()>::suspend() + MAX_DISSOLUTION
	);
	assert_eq!(
		declared(Call::accept_ownership {
			uscc: text(USCC),
			rotate_by: Moment(0),
		}),
		<()>::accept_ownership() + <()>::suspend() + MAX_DISSOLUTION
	);
}

/// One that takes over later is stopped, too, and that is paid for.
#[test]
fn a_second_e_seal_is_paid_for() {
	let both = [
		<()>::freeze(),
		<()>::unfreeze(),
		<()>::restrict_enterprise(),
		<()>::lift_restriction(),
	];
	run(|| {
		issued();
		let at = now() + DAY;
		let ahead = Application {
			valid_from: at,
			valid_until: at + DAY,
			..Application::new(2)
		};
		ahead.issued();
		let weights = [
			weighed(ESeal::freeze(ps(), text(USCC), ORDER, now() + DAY)),
			weighed(ESeal::unfreeze(ps(), text(USCC), ORDER)),
			weighed(ESeal::restrict_enterprise(ms(), text(USCC))),
			weighed(ESeal::lift_restriction(ms(), text(USCC))),
		];
		assert_eq!(weights, both.map(|weight| weight + <()>::suspend()));
	});
}

/// Without an e-seal, with one, and with one that is to take over from it.
#[test]
fn a_voiding_is_charged_for_the_e_seals_that_it_ended() {
	let void = || {
		let (id, digest) = corrections::proposed(Correction::VoidRegistration {
			uscc: uscc(USCC),
			instead: uscc(UNKNOWN_USCC),
			check: UsccCheck::Enforced,
			digest: ESeal::api_registration_digest(USCC.into()).unwrap(),
		});
		let declared = Call::<Test>::agree_correction { id, digest }
			.get_dispatch_info()
			.call_weight;
		let weight = weighed(ESeal::agree_correction(dr(), id, digest));
		assert!(weight.all_lte(declared), "{weight} of {declared}");
		weight
	};
	let alone = <()>::agree_to_voided_registration();
	run(|| {
		registered();
		assert_eq!(void(), alone);
	});
	run(|| {
		issued();
		assert_eq!(void(), alone + DISSOLUTION);
	});
	run(|| {
		issued();
		let at = now() + DAY;
		let ahead = Application {
			valid_from: at,
			valid_until: at + YEAR,
			..Application::new(2)
		};
		ahead.issued();
		assert_eq!(
			void(),
			alone + <()>::revoke() + <()>::suspend() + DISSOLUTION + DISSOLUTION
		);
	});
}

#[test]
fn a_physical_seal_that_moves_is_charged_for_itself() {
	run(|| {
		filed();
		register(OTHER_USCC, OTHER_OWNER);
		let (id, digest) = corrections::proposed(Correction::MovePhysicalSeal {
			code: code(CODE),
			instead: code(NEW_CODE),
			uscc: uscc(OTHER_USCC),
			digest: ESeal::api_physical_seal_digest(CODE.into()).unwrap(),
		});
		let weight = weighed(ESeal::agree_correction(dr(), id, digest));
		assert_eq!(weight, <()>::agree_to_moved_physical_seal());
	});
}
