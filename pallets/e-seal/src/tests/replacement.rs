//! A successor takes the place of the e-seal before it, in one call.

use super::*;

#[test]
fn a_renewal_revokes_the_live_seal_in_the_same_call() {
	run(|| {
		let old = issued();
		let successor = Application::new(2).applied();
		let before = seal(old);
		pass(DAY);
		assert_ok!(decide::approve(dr(), successor));

		let reason = RevocationReason::Superseded;
		assert_eq!(
			events(),
			[
				Event::Revoked {
					seal: old,
					uscc: uscc(USCC),
					reason,
					effective_at: now(),
					by: agency(DR)
				},
				Event::Activated {
					seal: successor,
					uscc: uscc(USCC),
					code: code(CODE),
					supersedes: Some(old),
					effective_at: now(),
					by: officer_of(DR)
				},
			]
		);
		assert_eq!(
			seal(old),
			Seal {
				status: SealStatus::Revoked,
				revoked: Some(Revocation {
					reason,
					effective_at: now(),
					recorded_at: now()
				}),
				history_len: 3,
				history_digest: covering(&entries(old)),
				..before
			}
		);
		assert_eq!(last_entry(old), entry(old, Change::Revoked { reason }, agency(DR)));
		assert_eq!(seal(successor).status, SealStatus::Active);
		assert_eq!(seal(successor).supersedes, Some(old));
		assert_eq!(last_entry(successor), entry(successor, Change::Activated, agency(DR)));
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(successor));
		assert_eq!(physical(CODE).paired, Some(successor));
		assert_dissolved(&[old]);
		assert_eq!(providers(&OWNER), 1);
	});
}

#[test]
fn a_replacement_pairs_with_a_new_physical_seal_and_frees_the_old_one() {
	run(|| {
		let old = issued();
		file(NEW_CODE, USCC);
		let successor = Application {
			code: NEW_CODE,
			..Application::new(2)
		}
		.issued();
		assert_eq!(
			(physical(CODE).paired, physical(NEW_CODE).paired),
			(None, Some(successor))
		);
		assert_eq!(seal(old).status, SealStatus::Revoked);

		// Free, hence good for a later one.
		let third = Application::new(3).issued();
		assert_eq!((physical(CODE).paired, physical(NEW_CODE).paired), (Some(third), None));
		assert_eq!(seal(third).supersedes, Some(successor));
	});
}

/// Freeze and restriction bar a successor; see `freeze.rs` and `approve.rs`.
#[test]
fn a_successor_helps_against_every_other_hold() {
	for hold in [
		Hold::OwnerSuspension,
		Hold::PlatformSuspension,
		Hold::PhysicalSealLost,
		Hold::EnterpriseRenamed,
	] {
		run(|| {
			let old = issued();
			place(hold, old);
			pass(DAY);
			file(NEW_CODE, USCC);
			let successor = Application {
				code: NEW_CODE,
				..Application::new(2)
			}
			.issued();
			assert_eq!((holds(old), holds(successor)), (vec![hold], vec![]));
			assert_eq!(seal(old).status, SealStatus::Revoked);
			assert_eq!(seal(successor).obstacles(now()), []);
		});
	}
}

#[test]
fn a_successor_bears_the_name_that_the_enterprise_has_now() {
	run(|| {
		let old = issued();
		place(Hold::EnterpriseRenamed, old);
		pass(DAY);
		file(NEW_CODE, USCC);
		let successor = Application {
			code: NEW_CODE,
			..Application::new(2)
		}
		.issued();
		assert_eq!(seal(old).name, stored(NAME));
		assert_eq!(seal(successor).name, enterprise(USCC).name);
		assert_ne!(seal(successor).name, seal(old).name);
	});
}

#[test]
fn a_lost_physical_seal_does_not_serve_the_successor() {
	run(|| {
		let old = issued();
		place(Hold::PhysicalSealLost, old);
		assert_noop!(Application::new(2).send(), Error::<Test>::PhysicalSealGone);
	});
}

#[test]
fn no_successor_is_approved_under_a_restriction() {
	run(|| {
		let old = issued();
		let successor = Application::new(2).applied();
		place(Hold::EnterpriseRestricted, old);
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::EnterpriseIsRestricted);
		// Nor after the restricted e-seal is gone.
		assert_ok!(decide::revoke(owner(), old, RevocationReason::CessationOfUse, None));
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::EnterpriseIsRestricted);
		// The hold that stays on the old one's record bars nothing once the restriction is lifted.
		assert_ok!(ESeal::lift_restriction(ms(), text(USCC)));
		assert_ok!(decide::approve(dr(), successor));
	});
}

#[test]
fn the_successor_of_a_revoked_seal_revokes_nothing() {
	run(|| {
		let old = issued();
		assert_ok!(decide::revoke(owner(), old, RevocationReason::KeyCompromised, None));
		let revoked = seal(old);
		let successor = Application::new(2).applied();
		pass(DAY);
		assert_ok!(decide::approve(dr(), successor));
		assert_eq!(seal(old), revoked);
		assert_dissolved(&[]);
		assert_eq!(seal(successor).supersedes, Some(old));
		assert_eq!(events().len(), 1);
	});
}

#[test]
fn a_seal_revoked_while_the_successor_waits_is_revoked_once() {
	run(|| {
		let old = issued();
		let successor = Application::new(2).applied();
		assert_ok!(decide::revoke(dr(), old, RevocationReason::KeyCompromised, now()));
		let revoked = seal(old);
		assert_ok!(decide::approve(dr(), successor));
		assert_eq!(seal(old), revoked);
		assert_eq!(seal(successor).supersedes, Some(old));
	});
}

#[test]
fn an_application_that_failed_is_no_ones_predecessor() {
	run(|| {
		let first = issued();
		let withdrawn = Application::new(2).applied();
		assert_ok!(ESeal::withdraw(owner(), withdrawn));
		let successor = Application::new(3).issued();
		assert_eq!(seal(successor).supersedes, Some(first));
	});
}

#[test]
fn there_is_never_more_than_one_live_seal() {
	run(|| {
		filed();
		for n in 1..=5 {
			let id = Application::new(n).issued();
			let live: Vec<_> = Seals::<Test>::iter()
				.filter(|(_, seal)| seal.status == SealStatus::Active)
				.map(|(id, _)| id)
				.collect();
			assert_eq!(live, [id]);
		}
		let chain: Vec<_> = (0..5).map(|id| seal(SealId(id)).supersedes).collect();
		assert_eq!(
			chain,
			[None, Some(0), Some(1), Some(2), Some(3)].map(|id| id.map(SealId))
		);
	});
}
