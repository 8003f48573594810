use super::*;

const REASONS: [RevocationReason; 5] = [
	RevocationReason::KeyCompromised,
	RevocationReason::CertificateWithdrawn,
	RevocationReason::CessationOfUse,
	RevocationReason::CourtOrder,
	RevocationReason::IssuedInError,
];

/// What an owner may say.
const OWN_REASONS: [RevocationReason; 3] = [
	RevocationReason::KeyCompromised,
	RevocationReason::CertificateWithdrawn,
	RevocationReason::CessationOfUse,
];

/// Who may revoke.
fn authorities() -> [RuntimeOrigin; 2] {
	[owner(), dr()]
}

#[test]
fn a_seal_is_revoked_for_a_reason_from_a_moment_on() {
	const DAY_BEFORE: Moment = START.saturating_add(DAY);
	let by_agency = REASONS.map(|reason| {
		[
			(dr(), agency(DR), reason, None),
			(dr(), agency(DR), reason, Some(DAY_BEFORE)),
		]
	});
	let by_the_owner = OWN_REASONS.map(|reason| (owner(), by_owner(), reason, None));
	for (origin, actor, reason, moment) in by_agency.into_iter().flatten().chain(by_the_owner) {
		run(|| {
			let id = issued();
			let before = seal(id);
			pass(2 * DAY);
			let effective_at = moment.unwrap_or(now());
			assert_ok!(decide::revoke(origin.clone(), id, reason, moment));

			assert_eq!(
				seal(id),
				Seal {
					status: SealStatus::Revoked,
					revoked: Some(Revocation {
						reason,
						effective_at,
						recorded_at: now()
					}),
					history_len: 3,
					history_digest: covering(&entries(id)),
					..before
				}
			);
			assert_eq!(
				events(),
				[Event::Revoked {
					seal: id,
					uscc: uscc(USCC),
					reason,
					effective_at,
					by: actor.clone()
				}]
			);
			assert_eq!(
				last_entry(id),
				HistoryEntry {
					effective_at,
					..entry(id, Change::Revoked { reason }, actor.clone())
				}
			);
			assert_eq!(physical(CODE).paired, None);
			assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(id));
			assert_dissolved(&[id]);
			assert_eq!(providers(&OWNER), 1);
		});
	}
}

#[test]
fn a_reason_that_only_the_chain_gives_is_refused() {
	run(|| {
		let id = issued();
		for origin in authorities() {
			for reason in [RevocationReason::Superseded, RevocationReason::EnterpriseDeregistered] {
				assert_noop!(
					decide::revoke(origin.clone(), id, reason, None),
					Error::<Test>::ReasonReserved
				);
			}
		}
		assert_dissolved(&[]);
	});
}

#[test]
fn a_revocation_counts_from_the_activation_at_the_earliest_and_from_now_at_the_latest() {
	const ACTIVATED: Moment = START.saturating_add(DAY);
	const NOW: Moment = START.saturating_add(3 * DAY);
	let active = || {
		let id = applied();
		pass(DAY);
		assert_ok!(decide::approve(dr(), id));
		settle();
		pass(2 * DAY);
		id
	};
	for (moment, error) in [
		(ACTIVATED - 1, Error::<Test>::EffectiveTooEarly),
		(Moment(0), Error::<Test>::EffectiveTooEarly),
		(NOW + 1, Error::<Test>::EffectiveInFuture),
		(Moment::MAX, Error::<Test>::EffectiveInFuture),
	] {
		let error = DispatchError::from(error);
		run(|| {
			let id = active();
			let reason = RevocationReason::KeyCompromised;
			assert_noop!(decide::revoke(dr(), id, reason, moment), error);
		});
	}
	for moment in [ACTIVATED, NOW] {
		run(|| {
			let id = active();
			assert_ok!(decide::revoke(dr(), id, RevocationReason::KeyCompromised, moment));
			assert_eq!(seal(id).revoked.map(|revoked| revoked.effective_at), Some(moment));
		});
	}
}

/// The owner would disown what it sealed, of which others hold receipts.
#[test]
fn an_owner_dates_nothing_back() {
	run(|| {
		let id = issued();
		pass(DAY);
		for moment in [Moment(0), START, now() - 1, now(), now() + 1, Moment::MAX] {
			for reason in OWN_REASONS {
				assert_noop!(
					decide::revoke(owner(), id, reason, moment),
					Error::<Test>::OwnerRevokesFromNow
				);
			}
		}
		assert_dissolved(&[]);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::KeyCompromised, None));
		assert_eq!(seal(id).revoked.map(|revoked| revoked.effective_at), Some(now()));
		// Nor afterwards, with another reason.
		assert_noop!(
			decide::revoke(owner(), id, RevocationReason::CertificateWithdrawn, START),
			Error::<Test>::OwnerRevokesFromNow
		);
	});
}

#[test]
fn an_owner_speaks_for_no_court_and_no_agency() {
	run(|| {
		let id = issued();
		for reason in REASONS {
			if !OWN_REASONS.contains(&reason) {
				for moment in [None, Some(now()), Some(START)] {
					assert_noop!(
						decide::revoke(owner(), id, reason, moment),
						Error::<Test>::ReasonOfAgencies
					);
				}
			}
		}
		assert_dissolved(&[]);
	});
}

#[test]
fn only_an_active_seal_is_revoked() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			for origin in authorities() {
				assert_noop!(
					decide::revoke(origin, id, RevocationReason::CessationOfUse, None),
					Error::<Test>::SealNotActive
				);
			}
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn a_seal_under_any_hold_may_be_revoked_and_the_hold_stays_on_record() {
	for hold in ALL_HOLDS {
		for origin in authorities() {
			run(|| {
				let id = issued();
				place(hold, id);
				assert_ok!(decide::revoke(origin, id, RevocationReason::CessationOfUse, None));
				assert_eq!(holds(id), [hold]);
				assert_dissolved(&[id]);
			});
		}
	}
}

#[test]
fn an_expired_seal_may_be_revoked() {
	run(|| {
		let id = issued();
		pass(2 * YEAR);
		assert_ok!(decide::revoke(dr(), id, RevocationReason::KeyCompromised, now()));
	});
}

#[test]
fn a_pending_successor_is_not_touched() {
	run(|| {
		let id = issued();
		let pending = Application::new(2).applied();
		let before = seal(pending);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::KeyCompromised, None));
		assert_eq!(seal(pending), before);
		assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), Some(pending));
	});
}

#[test]
fn a_seal_that_does_not_exist_is_refused() {
	run(|| {
		issued();
		for origin in authorities() {
			assert_noop!(
				decide::revoke(origin, SealId(1), RevocationReason::CessationOfUse, None),
				Error::<Test>::SealNotFound
			);
		}
	});
}
