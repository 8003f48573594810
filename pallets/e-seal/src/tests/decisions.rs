//! A decision is about an application, not about a number.

use super::*;
use crate::Call;
use sp_runtime::traits::Dispatchable;

/// A call that names its e-seal or application by number and digest, and who makes it.
type Decision = (fn(SealId, H256) -> Call<Test>, fn() -> RuntimeOrigin);

const ON_AN_APPLICATION: [Decision; 2] = [
	(|application, digest| Call::approve { application, digest }, dr),
	(
		|application, digest| Call::reject {
			application,
			digest,
			reason: RejectionReason::Other,
		},
		dr,
	),
];

const ON_A_SEAL: [Decision; 6] = [
	(|seal, digest| Call::suspend { seal, digest }, owner),
	(|seal, digest| Call::suspend { seal, digest }, dr),
	(|seal, digest| Call::resume { seal, digest }, owner),
	(|seal, digest| Call::resume { seal, digest }, dr),
	(revoke, owner),
	(revoke, dr),
];

fn revoke(seal: SealId, digest: H256) -> Call<Test> {
	Call::revoke {
		seal,
		digest,
		reason: RevocationReason::KeyCompromised,
		effective_at: None,
	}
}

fn send(call: Call<Test>, origin: RuntimeOrigin) -> DispatchResult {
	outcome(RuntimeCall::ESeal(call).dispatch(origin))
}

/// Digests that are not that of `id`: nothing, noise, one bit off, and those of the other applications.
fn wrong_digests(id: SealId) -> Vec<H256> {
	let right = decide::digest_of(id);
	let mut wrong = vec![H256::zero(), H256::repeat_byte(0xff), blake2_256(b"noise").into()];
	wrong.extend((0..=255).map(|bit| {
		let mut digest = right;
		digest.0[bit / 8] ^= 1 << (bit % 8);
		digest
	}));
	wrong.extend(
		Seals::<Test>::iter_keys()
			.filter(|other| *other != id)
			.map(decide::digest_of),
	);
	assert!(!wrong.contains(&right));
	wrong
}

#[test]
fn a_decision_on_another_application_is_refused_and_changes_nothing() {
	for (decision, by) in ON_AN_APPLICATION {
		run(|| {
			let id = applied();
			other_filed();
			Application::of_other(9).applied();
			for wrong in wrong_digests(id) {
				assert_noop!(send(decision(id, wrong), by()), Error::<Test>::ApplicationDiffers);
			}
			assert_ok!(send(decision(id, decide::digest_of(id)), by()));
		});
	}
	for (decision, by) in ON_A_SEAL {
		run(|| {
			let id = issued();
			other_filed();
			Application::of_other(9).issued();
			for wrong in wrong_digests(id) {
				assert_noop!(send(decision(id, wrong), by()), Error::<Test>::ApplicationDiffers);
			}
			// What it lifts is there first.
			for hold in [Hold::OwnerSuspension, Hold::PlatformSuspension] {
				if send(decision(id, decide::digest_of(id)), by()).is_ok() {
					return;
				}
				place(hold, id);
			}
			assert_ok!(send(decision(id, decide::digest_of(id)), by()));
		});
	}
}

/// An officer decides on A's application 0. On the fork that wins, application 0 is B's.
#[test]
fn on_a_fork_with_another_order_a_decision_hits_nobody() {
	let seen = new_test_ext().execute_with(|| {
		let id = applied();
		(id, decide::digest_of(id))
	});
	for (decision, by) in ON_AN_APPLICATION {
		run(|| {
			filed();
			other_filed();
			let (of_b, of_a) = (Application::of_other(9).applied(), Application::new(1).applied());
			assert_eq!(of_b, seen.0);
			assert_noop!(send(decision(seen.0, seen.1), by()), Error::<Test>::ApplicationDiffers);
			assert_eq!(
				decide::digest_of(of_a),
				seen.1,
				"the same application under another number"
			);
		});
	}
}

/// The digest is not of the history. Otherwise an owner who suspends and resumes in every block could make each revocation
/// fail, since every one would be about a history that has moved on.
#[test]
fn an_owner_who_suspends_and_resumes_without_pause_escapes_no_revocation() {
	run(|| {
		let id = issued();
		let seen = decide::digest_of(id);
		for _ in 0..50 {
			assert_ok!(decide::suspend(owner(), id));
			assert_ok!(decide::resume(owner(), id));
			assert_eq!(decide::digest_of(id), seen);
		}
		place(Hold::Freeze, id);
		assert_ok!(ESeal::revoke(dr(), id, seen, RevocationReason::CourtOrder, None));
		assert_eq!(decide::digest_of(id), seen);
	});
}

/// Whoever has no say is told that, whatever the digest.
#[test]
fn a_right_digest_gives_nobody_a_say() {
	for (decision, _) in ON_AN_APPLICATION.into_iter().chain(ON_A_SEAL) {
		run(|| {
			let id = issued();
			for digest in [decide::digest_of(id), H256::zero()] {
				let refused = send(decision(id, digest), by(STRANGER));
				assert!(
					refused == Err(DispatchError::BadOrigin) || refused == Err(Error::<Test>::NotAuthorized.into()),
					"{refused:?}"
				);
			}
		});
	}
}

#[test]
fn the_api_tells_the_digest() {
	run(|| {
		let id = applied();
		assert_eq!(ESeal::api_seal(id).unwrap().application_digest, decide::digest_of(id));
		bring_to(SealStatus::Active, id);
		let asked = ESeal::api_seal_of(USCC.into()).unwrap();
		assert_eq!(asked.application_digest, decide::digest_of(id));
	});
}
