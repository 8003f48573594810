//! A revocation that was recorded by mistake.

use super::*;
use crate::{Counts, Mistake, SealCounts, Standing};
use eseal_primitives::correction::Corrected;

/// The e-seal's revocation is reversed.
fn reverse(id: SealId) {
	let waiting = proposed(reversal(id));
	assert_ok!(agree(ms(), waiting));
}

fn status(standing: Option<Standing>) -> Option<SealStatus> {
	standing.unwrap().status
}

#[test]
fn the_e_seal_is_active_again_and_the_correction_stands_beside_what_it_corrects() {
	run(|| {
		let id = revoked();
		let before = seal(id);
		let revocation = before.revoked.unwrap();
		pass(DAY);
		let waiting = proposed(reversal(id));
		pass(DAY);
		assert_ok!(agree(ps(), waiting));

		let change = Change::RevocationReversed {
			correction: waiting.0,
			decision: decision(),
			entry: 2,
		};
		assert_eq!(
			seal(id),
			Seal {
				status: SealStatus::Active,
				revoked: None,
				history_len: 4,
				history_digest: covering(&entries(id)),
				..before
			}
		);
		assert_eq!(
			last_entry(id),
			HistoryEntry {
				effective_at: revocation.effective_at,
				..entry(id, change, agencies(DR, PS))
			}
		);
		assert_eq!(
			crate::Corrected::<Test>::get(id),
			Some(Corrected {
				mistake: Mistake::Revocation(revocation),
				decision: decision(),
				at: now(),
			})
		);
		assert!(matches!(entries(id)[2].change, Change::Revoked { .. }), "it stays");
		assert_eq!(
			events()[0],
			Event::RevocationReversed {
				seal: id,
				uscc: uscc(USCC),
				correction: waiting.0,
				revocation: RevocationReason::CourtOrder,
			}
		);
		assert_eq!(physical(CODE).paired, Some(id));
		assert_eq!(
			Counts::<Test>::get(),
			SealCounts {
				active: 1,
				..Default::default()
			}
		);
		assert!(ESeal::api_seal(id).unwrap().usable);
		// No grant comes back, and none ends a second time.
		assert_dissolved(&[]);
	});
}

/// As it was recorded then, and as it is known now.
#[test]
fn both_are_told_how_it_was_recorded_and_how_it_is_known_now() {
	run(|| {
		let id = revoked();
		let revocation = seal(id).revoked.unwrap();
		pass(DAY);
		let before = now();
		assert_eq!(status(ESeal::standing_at(id, before)), Some(SealStatus::Revoked));
		pass(DAY);
		reverse(id);
		let corrected = now();
		for moment in [revocation.effective_at, revocation.recorded_at, before, corrected] {
			let known = ESeal::standing_at(id, moment).unwrap();
			assert_eq!((known.status, known.usable), (Some(SealStatus::Active), true));
		}
		// Dated back by an hour, it was recorded later than it counted from.
		assert_eq!(
			status(ESeal::recorded_at(id, revocation.effective_at)),
			Some(SealStatus::Active)
		);
		for moment in [revocation.recorded_at, before, corrected.saturating_sub(1)] {
			let then = ESeal::recorded_at(id, moment).unwrap();
			assert_eq!((then.status, then.usable), (Some(SealStatus::Revoked), false));
		}
		assert_eq!(status(ESeal::recorded_at(id, corrected)), Some(SealStatus::Active));
		assert_eq!(ESeal::recorded_at(SealId(7), corrected), None);
	});
}

/// It may be revoked again, and that may be a mistake again.
#[test]
fn what_was_reversed_may_be_revoked_again() {
	run(|| {
		let id = revoked();
		let first = reversal(id);
		reverse(id);
		pass(DAY);
		assert_ok!(decide::revoke(dr(), id, RevocationReason::IssuedInError, now()));
		settle();
		let again = now();
		assert_noop!(propose(first), Error::<Test>::AlreadyCorrected);
		pass(DAY);
		assert_eq!(
			status(ESeal::standing_at(id, again.saturating_sub(1))),
			Some(SealStatus::Active)
		);
		assert_eq!(status(ESeal::standing_at(id, again)), Some(SealStatus::Revoked));
		reverse(id);
		assert_eq!(status(ESeal::standing_at(id, again)), Some(SealStatus::Active));
		assert_eq!(entries(id).len(), 6);
	});
}

/// Revoked, reversed and revoked again in one block, the first entry cannot stand for the second.
#[test]
fn a_correction_of_one_entry_corrects_no_other_that_looks_the_same() {
	run(|| {
		let id = issued();
		let revoke = || {
			assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
		};
		revoke();
		let first = proposed(reversal(id));
		let twin = proposed(reversal(id));
		assert_ok!(agree(ms(), first));
		revoke();
		assert_eq!(entries(id)[2].recorded_at, entries(id)[4].recorded_at);
		assert_noop!(agree(ms(), twin), Error::<Test>::AlreadyCorrected);
	});
}

#[test]
fn it_names_the_entry_by_number_and_digest() {
	run(|| {
		let id = revoked();
		let Correction::ReverseRevocation { seal, entry, digest } = reversal(id) else {
			unreachable!()
		};
		let wrong = |seal, entry, digest| Correction::ReverseRevocation { seal, entry, digest };
		let digest_of_activation = ESeal::api_history_entry_digest(id, 1).unwrap();
		for (correction, error) in [
			(wrong(SealId(7), entry, digest), Error::<Test>::SealNotFound),
			(wrong(seal, 3, digest), Error::<Test>::EntryNotFound),
			(wrong(seal, 1, digest), Error::<Test>::EntryDiffers),
			(wrong(seal, entry, H256::zero()), Error::<Test>::EntryDiffers),
			(wrong(seal, 1, digest_of_activation), Error::<Test>::NotCorrectable),
		] {
			assert_noop!(propose(correction), error);
		}
		assert_eq!(ESeal::api_history_entry_digest(id, 3), None);
		assert_eq!(ESeal::api_history_entry_digest(SealId(7), 0), None);
	});
}

// --- What could never be true again ---

/// Two live e-seals of one enterprise.
#[test]
fn a_successor_bars_it_whatever_became_of_that() {
	for ends in [false, true] {
		run(|| {
			let id = revoked();
			let waiting = proposed(reversal(id));
			let successor = Application::new(2).issued();
			assert_noop!(agree(ms(), waiting), Error::<Test>::SuccessorIssued);
			if ends {
				assert_ok!(decide::revoke(dr(), successor, RevocationReason::IssuedInError, now()));
				assert_noop!(agree(ms(), waiting), Error::<Test>::SuccessorIssued);
			}
			assert_noop!(propose(reversal(id)), Error::<Test>::SuccessorIssued);
		});
	}
	// What was revoked because its successor became active.
	run(|| {
		let id = issued();
		Application::new(2).issued();
		assert_noop!(propose(reversal(id)), Error::<Test>::SuccessorIssued);
	});
}

/// A pending application stays one for a successor: approved, it revokes the e-seal that is active again.
#[test]
fn an_application_does_not_bar_it() {
	run(|| {
		let id = revoked();
		let pending = Application::new(2).applied();
		reverse(id);
		assert_ok!(decide::approve(dr(), pending));
		assert_eq!(seal(id).revoked.unwrap().reason, RevocationReason::Superseded);
		assert_eq!(seal(pending).status, SealStatus::Active);
	});
}

/// An account with the key of its enterprise's e-seal: a use would take one secret.
#[test]
fn an_owner_with_the_seal_key_bars_it() {
	run(|| {
		filed();
		let application = Application::new(1);
		let id = application.issued();
		assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
		let with_key = application.pair.accounts().remove(0);
		assert_ok!(decide::change_owner(with_key));
		assert_noop!(propose(reversal(id)), Error::<Test>::OwnerHasSealKey);
	});
}

#[test]
fn a_deregistration_is_not_undone_by_the_way() {
	run(|| {
		let id = issued();
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		assert_noop!(propose(reversal(id)), Error::<Test>::RevokedByDeregistration);
	});
	run(|| {
		let id = revoked();
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		assert_noop!(propose(reversal(id)), Error::<Test>::EnterpriseIsDeregistered);
	});
}

/// Agencies do not bring back a key that its owner gave up: it may be a thief's.
#[test]
fn an_owners_word_stands() {
	run(|| {
		let id = issued();
		assert_ok!(decide::revoke(owner(), id, RevocationReason::KeyCompromised, None));
		assert_noop!(propose(reversal(id)), Error::<Test>::RevokedByOwner);
	});
}

/// The key and the certificate of a revoked e-seal were its own all the time.
#[test]
fn nobody_has_its_key_or_its_certificate_meanwhile() {
	run(|| {
		let id = revoked();
		let again = Application {
			certificate: sha256(2),
			..Application::new(1)
		};
		assert_noop!(again.send(), Error::<Test>::KeyAlreadyUsed);
		let again = Application {
			certificate: sha256(1),
			..Application::new(2)
		};
		assert_noop!(again.send(), Error::<Test>::CertificateAlreadyUsed);
		reverse(id);
		assert_eq!(Keys::<Test>::get(SealPair::sr25519(1).key()), Some(id));
		assert_eq!(Certificates::<Test>::get(sha256(1)), Some(id));
	});
}

// --- Holds ---

/// What happened to its enterprise and its physical seal while it was revoked.
#[test]
fn it_has_the_holds_that_it_would_have_by_now() {
	run(|| {
		let id = revoked();
		pass(DAY);
		let lost_at = now().saturating_sub(1_000);
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			lost_at
		)));
		assert_ok!(decide::rename("更名有限公司"));
		assert_ok!(outcome(ESeal::restrict_enterprise(ms(), text(USCC))));
		reverse(id);
		assert_eq!(
			holds(id),
			[
				Hold::PhysicalSealLost,
				Hold::EnterpriseRestricted,
				Hold::EnterpriseRenamed
			]
		);
		assert_eq!(seal(id).loss.map(|loss| loss.effective_at), Some(lost_at));
		let placed = &entries(id)[4..];
		assert_eq!(placed.len(), 3);
		assert!(placed.iter().all(|entry| entry.by == agencies(DR, MS)));
		assert_eq!(Counts::<Test>::get().on_hold, 1);
		// Market Supervision lifts its own hold as ever.
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(USCC))));
		assert_eq!(holds(id), [Hold::PhysicalSealLost, Hold::EnterpriseRenamed]);
	});
}

/// A restriction that was lifted while the e-seal was revoked holds it no longer; what its authorities did not lift still does.
#[test]
fn it_keeps_the_holds_that_still_apply_and_no_others() {
	run(|| {
		let id = issued();
		for hold in [
			Hold::OwnerSuspension,
			Hold::PlatformSuspension,
			Hold::Freeze,
			Hold::EnterpriseRestricted,
		] {
			place(hold, id);
		}
		assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(USCC))));
		pass(DAY);
		reverse(id);
		assert_eq!(
			holds(id),
			[Hold::OwnerSuspension, Hold::PlatformSuspension, Hold::Freeze]
		);
		assert_ok!(decide::unfreeze(ps()));
		assert_ok!(decide::resume(owner(), id));
		assert_ok!(decide::resume(dr(), id));
		assert!(ESeal::api_seal(id).unwrap().usable);
	});
}

/// Owner and officers go on with it as before.
#[test]
fn it_is_used_suspended_and_superseded_like_any_other() {
	run(|| {
		let id = revoked();
		reverse(id);
		assert_ok!(decide::suspend(owner(), id));
		assert_ok!(decide::resume(owner(), id));
		let next = Application::new(2).issued();
		assert_eq!(seal(next).supersedes, Some(id));
		assert_eq!(seal(id).status, SealStatus::Revoked);
	});
}
